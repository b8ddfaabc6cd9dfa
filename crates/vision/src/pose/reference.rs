//! The picture that later frames are compared with.

use plumbline_core::body::ImageSize;

/// The current reference and, while a new one is on trial, the previous one.
///
/// A calibration renews the reference. If it succeeds, the new reference is settled; if it is
/// cancelled, the previous one is restored.
#[derive(Debug)]
pub(super) struct References<T> {
    current: Option<Reference<T>>,
    previous: Option<Reference<T>>,
    /// Number of references taken; the id of the newest.
    taken: u64,
}

#[derive(Debug)]
struct Reference<T> {
    id: u64,
    /// Size of the frame it was taken from.
    image: ImageSize,
    content: T,
}

impl<T> Default for References<T> {
    fn default() -> Self {
        Self { current: None, previous: None, taken: 0 }
    }
}

impl<T> References<T> {
    /// Drops the current reference, so that the next usable frame becomes it. [`Self::restore`]
    /// brings the old one back.
    pub(super) fn renew(&mut self) {
        self.previous = self.current.take().or(self.previous.take());
    }

    /// Restores the reference from before the last [`Self::renew`]. Returns whether there was one.
    pub(super) fn restore(&mut self) -> bool {
        let Some(previous) = self.previous.take() else { return false };
        self.current = Some(previous);
        true
    }

    /// Drops the previous reference: the new one is in use.
    pub(super) fn settle(&mut self) {
        self.previous = None;
    }

    /// Makes `content` of a frame of `image` size the current reference; `None` if the frame was not
    /// usable.
    pub(super) fn take(&mut self, image: ImageSize, content: Option<T>) {
        self.taken += 1;
        self.current = content.map(|content| Reference { id: self.taken, image, content });
    }

    /// The current reference.
    pub(super) fn current(&self) -> Option<&T> {
        Some(&self.current.as_ref()?.content)
    }

    /// Id and content of the current reference, if it was taken from a frame of `image` size.
    pub(super) fn of_size(&self, image: ImageSize) -> Option<(u64, &T)> {
        self.current.as_ref().filter(|r| r.image == image).map(|r| (r.id, &r.content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IMAGE: ImageSize = ImageSize { width: 640, height: 480 };

    #[test]
    fn the_previous_reference_can_be_restored_until_the_new_one_is_settled() {
        let mut references = References::default();
        references.take(IMAGE, Some("first"));
        references.renew();
        assert_eq!(references.current(), None);
        references.take(IMAGE, Some("second"));
        // A second renewal keeps the newest reference that was in use.
        references.renew();
        references.renew();
        assert!(references.restore());
        assert_eq!(references.of_size(IMAGE), Some((2, &"second")));
        references.renew();
        references.take(IMAGE, Some("third"));
        references.settle();
        assert!(!references.restore());
        assert_eq!(references.of_size(IMAGE), Some((3, &"third")));
    }

    #[test]
    fn a_reference_of_another_frame_size_or_from_an_unusable_frame_is_not_used() {
        let mut references = References::default();
        references.take(IMAGE, Some("first"));
        assert_eq!(references.of_size(ImageSize { width: 320, height: 240 }), None);
        references.take(IMAGE, None);
        assert_eq!(references.of_size(IMAGE), None);
    }
}
