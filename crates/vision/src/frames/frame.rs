//! A single RGB frame, held in memory only.

use std::sync::Arc;

use image::{RgbImage, imageops};
use plumbline_core::body::{ImageSize, Orientation, Turn};

/// An RGB picture with its capture time.
///
/// Cloning is cheap: clones share the pixels.
#[derive(Clone)]
pub struct Frame {
    size: ImageSize,
    rgb: Arc<Vec<u8>>,
    /// Capture time on the source's own clock, milliseconds: time since the source was opened for a
    /// camera, position in the recording for a file.
    pub t_ms: i64,
}

impl Frame {
    /// Wraps `rgb`: rows from the top, three bytes per pixel. Returns `None` if the length does not
    /// match the size or the picture is empty.
    #[must_use]
    pub fn from_rgb(size: ImageSize, rgb: Vec<u8>, t_ms: i64) -> Option<Self> {
        let bytes = (size.width as usize).checked_mul(size.height as usize)?.checked_mul(3)?;
        // Stores the vector itself in the `Arc`: an `Arc<[u8]>` would copy every picture.
        (bytes > 0 && bytes == rgb.len()).then(|| Self { size, rgb: Arc::new(rgb), t_ms })
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> ImageSize {
        self.size
    }

    /// The same picture with another capture time.
    #[must_use]
    pub fn at(&self, t_ms: i64) -> Self {
        Self { t_ms, ..self.clone() }
    }

    /// The picture turned and mirrored as `orientation` says.
    #[must_use]
    pub fn oriented(&self, orientation: Orientation) -> Self {
        if orientation.is_as_given() {
            return self.clone();
        }
        let ImageSize { width, height } = self.size;
        // The length fits the size ([`Self::from_rgb`]).
        let Some(given) = RgbImage::from_raw(width, height, self.rgb.to_vec()) else {
            return self.clone();
        };
        let mut picture = match orientation.turn {
            Turn::None => given,
            Turn::Clockwise => imageops::rotate90(&given),
            Turn::Half => imageops::rotate180(&given),
            Turn::Counterclockwise => imageops::rotate270(&given),
        };
        if orientation.is_mirrored {
            imageops::flip_horizontal_in_place(&mut picture);
        }
        let size = ImageSize { width: picture.width(), height: picture.height() };
        Self { size, rgb: Arc::new(picture.into_raw()), t_ms: self.t_ms }
    }

    /// The pixels: rows from the top, bytes in the order R, G, B.
    #[must_use]
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }
}

// Prints size and time only, so that pixels never reach a log.
impl std::fmt::Debug for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Frame({}x{} @ {} ms)", self.size.width, self.size.height, self.t_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Brightness of the pixels of `frame`, row by row.
    fn rows(frame: &Frame) -> Vec<Vec<u8>> {
        let width = frame.size().width as usize;
        frame.rgb().chunks(width * 3).map(|row| row.iter().step_by(3).copied().collect()).collect()
    }

    #[test]
    fn a_picture_is_turned_first_and_then_mirrored() {
        let rgb = [1, 2, 3, 4, 5, 6].iter().flat_map(|grey| [*grey; 3]).collect();
        let frame = Frame::from_rgb(ImageSize { width: 3, height: 2 }, rgb, 7).unwrap();
        for (turn, is_mirrored, expected) in [
            (Turn::None, false, vec![vec![1, 2, 3], vec![4, 5, 6]]),
            (Turn::None, true, vec![vec![3, 2, 1], vec![6, 5, 4]]),
            (Turn::Clockwise, false, vec![vec![4, 1], vec![5, 2], vec![6, 3]]),
            (Turn::Clockwise, true, vec![vec![1, 4], vec![2, 5], vec![3, 6]]),
            (Turn::Half, false, vec![vec![6, 5, 4], vec![3, 2, 1]]),
            (Turn::Counterclockwise, false, vec![vec![3, 6], vec![2, 5], vec![1, 4]]),
        ] {
            let turned = frame.oriented(Orientation { turn, is_mirrored });
            assert_eq!((rows(&turned), turned.t_ms), (expected, 7), "{turn:?} {is_mirrored}");
        }
    }
}
