//! Decodes the bytes of cameras, streams and picture files to RGB frames.

use std::borrow::Cow;
use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::frame::Frame;
use super::huffman::STANDARD_TABLES;
use super::source::FrameError;
use plumbline_core::body::ImageSize;

/// Maximum side length of a picture, pixels.
pub const MAX_SIDE_PX: u32 = 16_384;

/// Maximum memory a decoder may allocate, bytes.
const MAX_DECODER_BYTES: u64 = 1 << 30;

/// Pixel layout of a camera buffer. A new layout also needs `READABLE`, `layout_of` and `by_cost` in `camera.rs`,
/// `SUPPORTED_BY_NOKHWA` in `v4l2.rs`, and `fuzz/harness.rs`; nokhwa must support it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PixelLayout {
    /// One JPEG per frame.
    Mjpeg,
    /// Bytes Y0 U Y1 V for two neighbouring pixels (4:2:2).
    Yuyv,
    /// A Y plane, followed by an interleaved UV plane at half the width and half the height
    /// (4:2:0).
    Nv12,
    /// One brightness byte per pixel.
    Gray,
    /// Bytes R G B.
    Rgb,
    /// Bytes B G R.
    Bgr,
}

/// Decodes a camera buffer to a frame.
///
/// # Errors
/// [`FrameError::BadFrame`] for a buffer that is too short or damaged.
pub fn camera_buffer(
    layout: PixelLayout,
    size: ImageSize,
    bytes: &[u8],
    t_ms: i64,
) -> Result<Frame, FrameError> {
    if layout == PixelLayout::Mjpeg {
        return jpeg(bytes, t_ms);
    }
    let (width, height) = (size.width, size.height);
    let pixels = width as usize * height as usize;
    let needed = match layout {
        PixelLayout::Mjpeg => 0,
        PixelLayout::Yuyv => pixels * 2,
        PixelLayout::Nv12 => pixels + 2 * (width.div_ceil(2) * height.div_ceil(2)) as usize,
        PixelLayout::Gray => pixels,
        PixelLayout::Rgb | PixelLayout::Bgr => pixels * 3,
    };
    let bytes = bytes.get(..needed).filter(|_| pixels > 0).ok_or_else(|| {
        FrameError::BadFrame(format!("{} bytes instead of {needed}", bytes.len()))
    })?;
    // Driver buffers start as zeros, and no colour has a chroma of zero: a zero end means the
    // buffer was not filled completely.
    let end = &bytes[needed - width as usize..];
    if matches!(layout, PixelLayout::Yuyv | PixelLayout::Nv12) && end.iter().all(|b| *b == 0) {
        return Err(FrameError::BadFrame(CUT_OFF.into()));
    }
    let mut rgb = vec![0u8; pixels * 3];
    match layout {
        PixelLayout::Yuyv => {
            let (pairs, last) = rgb.as_chunks_mut::<6>();
            let (yuyv, last_yu) = bytes.as_chunks::<4>();
            for (pair, [y0, u, y1, v]) in pairs.iter_mut().zip(yuyv) {
                *pair = Chroma::of(*u, *v).pair(*y0, *y1);
            }
            // An odd number of pixels ends without its second chroma sample.
            if let ([r, g, b], [y, _]) = (last, last_yu) {
                [*r, *g, *b] = Chroma::NONE.rgb(*y);
            }
        }
        PixelLayout::Nv12 => {
            let (luma, chroma) = bytes.split_at(pixels);
            let width = width as usize;
            let rows = rgb.chunks_exact_mut(width * 3).zip(luma.chunks_exact(width));
            for (row, (rgb, luma)) in rows.enumerate() {
                let (uv, _) = chroma[row / 2 * width.div_ceil(2) * 2..].as_chunks::<2>();
                let (pairs, last) = rgb.as_chunks_mut::<6>();
                let (lumas, last_luma) = luma.as_chunks::<2>();
                for ((pair, [y0, y1]), [u, v]) in pairs.iter_mut().zip(lumas).zip(uv) {
                    *pair = Chroma::of(*u, *v).pair(*y0, *y1);
                }
                if let ([r, g, b], [y], Some([u, v])) = (last, last_luma, uv.get(width / 2)) {
                    [*r, *g, *b] = Chroma::of(*u, *v).rgb(*y);
                }
            }
        }
        PixelLayout::Gray => {
            for (pixel, grey) in rgb.chunks_exact_mut(3).zip(bytes) {
                pixel.fill(*grey);
            }
        }
        PixelLayout::Rgb => rgb.copy_from_slice(bytes),
        PixelLayout::Bgr => {
            for (pixel, bgr) in rgb.chunks_exact_mut(3).zip(bytes.chunks_exact(3)) {
                pixel.copy_from_slice(&[bgr[2], bgr[1], bgr[0]]);
            }
        }
        PixelLayout::Mjpeg => {}
    }
    Frame::from_rgb(size, rgb, t_ms).ok_or_else(|| FrameError::BadFrame("it is empty".into()))
}

/// What the chroma of a pixel adds to red, green and blue, in units of 1/65536 grey level, for BT.601 limited
/// range: what UVC cameras send unless they declare otherwise (UVC 1.5, 3.9.2.6). The coefficients are those of
/// ITU-R BT.601-7 times 65536, so every result is rounded correctly. A crate for this (`yuv`) takes half the time
/// (0.5 instead of 1.1 ms for 1280×720) and a minute more to build.
#[derive(Clone, Copy)]
struct Chroma([i32; 3]);

impl Chroma {
    const NONE: Self = Self([1 << 15; 3]);

    fn of(u: u8, v: u8) -> Self {
        let (u, v) = (i32::from(u) - 128, i32::from(v) - 128);
        let half = 1 << 15;
        Self([half + 104_597 * v, half - 25_675 * u - 53_279 * v, half + 132_201 * u])
    }

    fn rgb(self, y: u8) -> [u8; 3] {
        let y = 76_309 * (i32::from(y) - 16);
        self.0.map(|chroma| ((y + chroma) >> 16).clamp(0, 255) as u8)
    }

    fn pair(self, y0: u8, y1: u8) -> [u8; 6] {
        let ([r0, g0, b0], [r1, g1, b1]) = (self.rgb(y0), self.rgb(y1));
        [r0, g0, b0, r1, g1, b1]
    }
}

/// Decodes a JPEG to a frame.
///
/// # Errors
/// [`FrameError::BadFrame`] for a damaged, truncated or oversized JPEG.
pub fn jpeg(bytes: &[u8], t_ms: i64) -> Result<Frame, FrameError> {
    let bad = |reason: String| FrameError::BadFrame(reason);
    // Reject truncated data: the decoder would fill the missing part with grey, and the pose would
    // be measured on it.
    let length = jpeg_length(bytes).ok_or_else(|| bad(CUT_OFF.into()))?;
    let bytes = with_tables(&bytes[..length]);
    let mut reader = ImageReader::with_format(Cursor::new(&bytes), ImageFormat::Jpeg);
    reader.limits(limits());
    let image = reader.decode().map_err(|e| bad(e.to_string()))?;
    frame_of(image, t_ms).ok_or_else(|| bad("it is empty".into()))
}

pub(super) const CUT_OFF: &str = "the picture is cut off";

/// Length of the JPEG at the start of `bytes`; `None` if it is incomplete.
#[must_use]
pub fn jpeg_length(bytes: &[u8]) -> Option<usize> {
    JpegEnd::default().find(bytes)
}

/// Finds the end of a JPEG that arrives in pieces, and reads every byte once.
///
/// Segments are skipped by their length, so the end marker of an embedded thumbnail is not taken
/// for the end. The entropy-coded data after the last segment never contains an end marker.
#[derive(Debug, Default)]
pub(super) struct JpegEnd {
    /// Bytes from the start of the JPEG that have been read. May lie beyond the bytes that have arrived.
    read: usize,
    /// The segments have been read; the entropy-coded data follows.
    is_in_data: bool,
}

impl JpegEnd {
    /// Length of the JPEG at the start of `bytes`; `None` if it is incomplete. Then call it again with the same
    /// bytes and those that follow them.
    pub(super) fn find(&mut self, bytes: &[u8]) -> Option<usize> {
        if self.read == 0 {
            if !bytes.starts_with(&JPEG_START) {
                return None;
            }
            self.read = JPEG_START.len();
        }
        while !self.is_in_data {
            let at = self.read;
            let marker = *bytes.get(at + 1)?;
            match (bytes[at], marker) {
                (0xFF, 0xD9) => return Some(at + 2),
                (0xFF, 0xFF) => self.read += 1,
                (0xFF, 0x01 | 0xD0..=0xD8) => self.read += 2,
                (0xFF, 0xDA) => self.is_in_data = true,
                (0xFF, _) => {
                    let length = [*bytes.get(at + 2)?, *bytes.get(at + 3)?];
                    self.read += 2 + usize::from(u16::from_be_bytes(length)).max(2);
                }
                // Damaged header: use the next end marker.
                _ => self.is_in_data = true,
            }
        }
        if let Some(end) = memchr::memmem::find(bytes.get(self.read..)?, &JPEG_END) {
            return Some(self.read + end + JPEG_END.len());
        }
        // The last byte may be the first half of the marker.
        self.read = bytes.len().saturating_sub(1).max(self.read);
        None
    }
}

/// Inserts the standard Huffman tables into a JPEG without tables. Most UVC cameras omit them,
/// because they always use the standard tables, but the decoder needs them.
fn with_tables(jpeg: &[u8]) -> Cow<'_, [u8]> {
    let mut at = 2;
    while let Some([0xFF, marker, length @ ..]) = jpeg.get(at..at + 4) {
        match marker {
            0xC4 => break,
            0xDA => return Cow::Owned([&jpeg[..at], &STANDARD_TABLES, &jpeg[at..]].concat()),
            _ => at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]])),
        }
    }
    Cow::Borrowed(jpeg)
}

pub(super) const JPEG_START: [u8; 2] = [0xFF, 0xD8];
const JPEG_END: [u8; 2] = [0xFF, 0xD9];

/// Why a picture file cannot be decoded.
#[derive(Debug, PartialEq, Eq)]
pub enum PictureError {
    /// A side is longer than [`MAX_SIDE_PX`].
    TooLarge(ImageSize),
    /// Any other reason.
    Unreadable(String),
}

/// Decodes a picture file of any supported format to an upright frame. Checks the size before it
/// decodes any pixel.
///
/// # Errors
/// [`PictureError`].
pub fn picture(bytes: &[u8], t_ms: i64) -> Result<Frame, PictureError> {
    let unreadable = |e: &dyn std::fmt::Display| PictureError::Unreadable(e.to_string());
    let reader =
        || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| unreadable(&e));
    let (width, height) = reader()?.into_dimensions().map_err(|e| unreadable(&e))?;
    if width > MAX_SIDE_PX || height > MAX_SIDE_PX {
        return Err(PictureError::TooLarge(ImageSize { width, height }));
    }
    if bytes.starts_with(&JPEG_START) && jpeg_length(bytes).is_none() {
        return Err(PictureError::Unreadable(CUT_OFF.into()));
    }
    let mut reader = reader()?;
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(|e| unreadable(&e))?;
    let orientation = decoder.orientation().map_err(|e| unreadable(&e))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|e| unreadable(&e))?;
    image.apply_orientation(orientation);
    frame_of(image, t_ms).ok_or_else(|| PictureError::Unreadable("it is empty".into()))
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE_PX);
    limits.max_image_height = Some(MAX_SIDE_PX);
    limits.max_alloc = Some(MAX_DECODER_BYTES);
    limits
}

fn frame_of(image: DynamicImage, t_ms: i64) -> Option<Frame> {
    let rgb = image.into_rgb8();
    let size = ImageSize { width: rgb.width(), height: rgb.height() };
    Frame::from_rgb(size, rgb.into_raw(), t_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: ImageSize = ImageSize { width: 4, height: 2 };

    fn first_pixel(layout: PixelLayout, bytes: &[u8]) -> [u8; 3] {
        let frame = camera_buffer(layout, SIZE, bytes, 0).unwrap();
        [frame.rgb()[0], frame.rgb()[1], frame.rgb()[2]]
    }

    fn is_near(a: [u8; 3], b: [u8; 3]) -> bool {
        a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 4)
    }

    #[test]
    fn every_layout_decodes_known_colours() {
        // BT.601 limited: red is Y 81, U 90, V 240.
        let yuyv = [81, 90, 81, 240].repeat(4);
        let red = first_pixel(PixelLayout::Yuyv, &yuyv);
        assert!(is_near(red, [255, 0, 0]), "{red:?}");
        let nv12: Vec<u8> = [81; 8].into_iter().chain([90, 240, 90, 240]).collect();
        let red = first_pixel(PixelLayout::Nv12, &nv12);
        assert!(is_near(red, [255, 0, 0]), "{red:?}");
        assert_eq!(first_pixel(PixelLayout::Gray, &[77; 8]), [77; 3]);
        assert_eq!(first_pixel(PixelLayout::Rgb, &[1, 2, 3].repeat(8)), [1, 2, 3]);
        assert_eq!(first_pixel(PixelLayout::Bgr, &[1, 2, 3].repeat(8)), [3, 2, 1]);
    }

    #[test]
    fn every_colour_is_rounded_correctly_also_in_pictures_of_odd_width() {
        // ITU-R BT.601-7, with luma 16 to 235 and chroma 16 to 240.
        let exact = |y: u8, u: u8, v: u8| {
            let (y, u, v) = (f64::from(y) - 16.0, f64::from(u) - 128.0, f64::from(v) - 128.0);
            let (y, u, v) = (y * 255.0 / 219.0, u * 255.0 / 112.0, v * 255.0 / 112.0);
            [
                y + 0.701 * v,
                y - 0.886 * 0.114 / 0.587 * u - 0.701 * 0.299 / 0.587 * v,
                y + 0.886 * u,
            ]
        };
        let is_exact = |rgb: &[u8], exact: [f64; 3]| {
            rgb.iter().zip(exact).all(|(c, e)| (f64::from(*c) - e.clamp(0.0, 255.0)).abs() <= 0.51)
        };
        let size = ImageSize { width: 3, height: 3 };
        let levels = || (0..=255u8).step_by(15);
        let colours =
            || levels().flat_map(|y| levels().flat_map(move |u| levels().map(move |v| (y, u, v))));
        // Zeros at the end of a buffer count as cut off.
        for (y, u, v) in colours().filter(|(y, u, v)| (*y, *u) != (0, 0) && (*u, *v) != (0, 0)) {
            let yuyv: Vec<u8> = [y, u, y, v].into_iter().cycle().take(18).collect();
            let frame = camera_buffer(PixelLayout::Yuyv, size, &yuyv, 0).unwrap();
            assert!(frame.rgb().chunks(3).take(8).all(|rgb| is_exact(rgb, exact(y, u, v))));
            assert!(is_exact(&frame.rgb()[24..], exact(y, 128, 128)), "no second chroma sample");
            let nv12: Vec<u8> = std::iter::repeat_n(y, 9).chain([u, v].repeat(4)).collect();
            let frame = camera_buffer(PixelLayout::Nv12, size, &nv12, 0).unwrap();
            assert!(frame.rgb().chunks(3).all(|rgb| is_exact(rgb, exact(y, u, v))), "{y} {u} {v}");
        }
    }

    #[test]
    fn a_buffer_that_was_only_half_written_is_a_bad_frame() {
        for layout in [PixelLayout::Yuyv, PixelLayout::Nv12] {
            let mut bytes = vec![81; 16];
            assert!(camera_buffer(layout, SIZE, &bytes, 0).is_ok());
            bytes[8..].fill(0);
            let error = camera_buffer(layout, SIZE, &bytes, 0).unwrap_err();
            assert!(error.to_string().contains(CUT_OFF), "{error}");
        }
    }

    #[test]
    fn a_jpeg_without_huffman_tables_is_read_with_the_standard_tables() {
        let picture = image::RgbImage::from_fn(48, 32, |x, y| {
            image::Rgb([(x * 5) as u8, (y * 7) as u8, (x * y) as u8])
        });
        let mut whole = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new(&mut whole);
        picture.write_with_encoder(encoder).unwrap();
        let mut bare = Vec::new();
        let mut at = 2;
        while whole[at + 1] != 0xDA {
            let next = at + 2 + usize::from(u16::from_be_bytes([whole[at + 2], whole[at + 3]]));
            if whole[at + 1] != 0xC4 {
                bare.extend_from_slice(&whole[at..next]);
            }
            at = next;
        }
        bare = [&whole[..2], &bare, &whole[at..]].concat();
        assert_eq!(bare.len() + 432, whole.len());
        assert_eq!(jpeg(&bare, 0).unwrap().rgb(), jpeg(&whole, 0).unwrap().rgb());
        // Truncated or damaged headers neither panic nor hang.
        for length in 0..bare.len() {
            assert!(jpeg(&bare[..length], 0).is_err());
        }
        for at in 2..bare.len() - 2 {
            let mut damaged = bare.clone();
            damaged[at] ^= 0xFF;
            let _ = jpeg(&damaged, 0);
        }
    }

    proptest! {
        #[test]
        fn short_and_random_buffers_are_bad_frames_and_never_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..64)
        ) {
            for layout in [
                PixelLayout::Mjpeg, PixelLayout::Yuyv, PixelLayout::Nv12, PixelLayout::Gray,
                PixelLayout::Rgb, PixelLayout::Bgr,
            ] {
                match camera_buffer(layout, SIZE, &bytes, 0) {
                    Ok(frame) => prop_assert_eq!(frame.rgb().len(), 24),
                    Err(error) => prop_assert!(!error.is_fatal()),
                }
            }
            prop_assert!(picture(&bytes, 0).is_err());
        }
    }
}
