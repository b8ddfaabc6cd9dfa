//! A single RGB frame, held in memory only.

use std::sync::Arc;

use plumbline_core::body::ImageSize;

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
