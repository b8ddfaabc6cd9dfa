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

/// Pixel layout of a camera buffer. `camera_modes.rs` names the pixel formats that have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PixelLayout {
    /// One JPEG per frame.
    Mjpeg,
    /// Bytes Y0 U Y1 V for two neighbouring pixels (4:2:2).
    Yuyv,
    /// Like [`Self::Yuyv`], in the order U Y0 V Y1.
    Uyvy,
    /// Like [`Self::Yuyv`], in the order Y0 V Y1 U.
    Yvyu,
    /// Like [`Self::Yuyv`], in the order V Y0 U Y1.
    Vyuy,
    /// A Y plane, followed by an interleaved UV plane at half the width and half the height
    /// (4:2:0).
    Nv12,
    /// Like [`Self::Nv12`], with V before U.
    Nv21,
    /// A Y plane, followed by a U plane and a V plane at half the width and half the height
    /// (4:2:0).
    Yu12,
    /// Like [`Self::Yu12`], with the V plane before the U plane.
    Yv12,
    /// One brightness byte per pixel.
    Gray,
    /// Bytes R G B.
    Rgb,
    /// Bytes B G R.
    Bgr,
    /// Bytes R G B and one unused.
    Rgbx,
    /// Bytes B G R and one unused.
    Bgrx,
}

impl PixelLayout {
    /// Every layout.
    pub const ALL: [Self; 14] = [
        Self::Mjpeg,
        Self::Yuyv,
        Self::Nv12,
        Self::Gray,
        Self::Rgb,
        Self::Bgr,
        Self::Uyvy,
        Self::Yvyu,
        Self::Vyuy,
        Self::Nv21,
        Self::Yu12,
        Self::Yv12,
        Self::Rgbx,
        Self::Bgrx,
    ];

    fn planes(self) -> Planes {
        match self {
            Self::Mjpeg => Planes::None,
            Self::Yuyv | Self::Uyvy | Self::Yvyu | Self::Vyuy => Planes::Packed { pixel_bytes: 2 },
            Self::Rgb | Self::Bgr => Planes::Packed { pixel_bytes: 3 },
            Self::Rgbx | Self::Bgrx => Planes::Packed { pixel_bytes: 4 },
            Self::Gray => Planes::Packed { pixel_bytes: 1 },
            Self::Nv12 | Self::Nv21 => Planes::LumaAndPairs,
            Self::Yu12 | Self::Yv12 => Planes::LumaAndTwo,
        }
    }

    /// Bits of one pixel; `None` for JPEG, where they depend on the picture.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only V4L2 asks for it"))]
    pub(super) fn bits_per_pixel(self) -> Option<f64> {
        match self.planes() {
            Planes::None => None,
            Planes::Packed { pixel_bytes } => Some(8.0 * pixel_bytes as f64),
            Planes::LumaAndPairs | Planes::LumaAndTwo => Some(12.0),
        }
    }

    /// Relative cost of decoding; grey comes last because the models expect colour.
    pub(super) fn decoding_cost(self) -> u8 {
        match self {
            Self::Rgb | Self::Bgr | Self::Rgbx | Self::Bgrx => 1,
            Self::Mjpeg => 2,
            Self::Gray => 3,
            _ => 0,
        }
    }

    fn is_yuv(self) -> bool {
        !matches!(self, Self::Mjpeg | Self::Gray | Self::Rgb | Self::Bgr | Self::Rgbx | Self::Bgrx)
    }
}

/// Division of a buffer into planes.
#[derive(Clone, Copy)]
enum Planes {
    None,
    Packed { pixel_bytes: usize },
    LumaAndPairs,
    LumaAndTwo,
}

/// Position of the rows in a buffer, in bytes.
struct Rows {
    /// Bytes of one row of the first plane without padding.
    used: usize,
    /// Distance between two rows of the first plane.
    stride: usize,
    /// Start of the chroma planes, and the distance between two of their rows.
    chroma_start: usize,
    chroma_stride: usize,
    /// Length of the buffer without the padding of the last row.
    needed: usize,
}

impl Rows {
    /// `stride` is the distance between two rows as the driver states it.
    fn of(planes: Planes, size: ImageSize, stride: usize) -> Self {
        let (width, height) = (size.width as usize, size.height as usize);
        let used = match planes {
            Planes::Packed { pixel_bytes } => width * pixel_bytes,
            _ => width,
        };
        let stride = stride.max(used);
        let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
        let chroma_start = stride * height;
        let (chroma_stride, needed) = match planes {
            Planes::None => (0, 0),
            Planes::Packed { .. } => (0, stride * height.saturating_sub(1) + used),
            Planes::LumaAndPairs => {
                let chroma_stride = if stride == used { half_width * 2 } else { stride };
                let rows = half_height.saturating_sub(1);
                (chroma_stride, chroma_start + chroma_stride * rows + half_width * 2)
            }
            Planes::LumaAndTwo => {
                let chroma_stride = if stride == used { half_width } else { stride / 2 };
                let rows = (2 * half_height).saturating_sub(1);
                (chroma_stride, chroma_start + chroma_stride * rows + half_width)
            }
        };
        Self { used, stride, chroma_start, chroma_stride, needed }
    }
}

/// Decodes a camera buffer without padding to a frame.
///
/// # Errors
/// [`FrameError::BadFrame`] for a buffer that is too short or damaged.
pub fn camera_buffer(
    layout: PixelLayout,
    size: ImageSize,
    bytes: &[u8],
    t_ms: i64,
) -> Result<Frame, FrameError> {
    padded_camera_buffer(layout, size, 0, bytes, t_ms)
}

/// Decodes a camera buffer to a frame. `stride` is the distance between two rows of the first plane
/// in bytes; 0 if there is no padding.
///
/// # Errors
/// [`FrameError::BadFrame`] for a buffer that is too short or damaged.
pub fn padded_camera_buffer(
    layout: PixelLayout,
    size: ImageSize,
    stride: usize,
    bytes: &[u8],
    t_ms: i64,
) -> Result<Frame, FrameError> {
    if layout == PixelLayout::Mjpeg {
        return jpeg(bytes, t_ms);
    }
    let (width, height) = (size.width as usize, size.height as usize);
    let is_possible = |side| (1..=MAX_SIDE_PX).contains(&side);
    if !is_possible(size.width) || !is_possible(size.height) {
        return Err(FrameError::BadFrame(format!("its size is {width}×{height}")));
    }
    let planes = layout.planes();
    let packed = Rows::of(planes, size, 0);
    // Some drivers state a wrong stride, such as the mean of all planes. A buffer of exactly the
    // length without padding has none.
    let stride = if bytes.len() == packed.needed { 0 } else { stride.min(bytes.len()) };
    let rows = Rows::of(planes, size, stride);
    let bytes = bytes.get(..rows.needed).ok_or_else(|| FrameError::BadFrame(CUT_OFF.into()))?;
    // Driver buffers start as zeros, and no colour has a chroma of zero: a zero end means the
    // buffer was not filled completely. A buffer of zeros only is what some cameras send when they
    // are switched off.
    let is_zero = |bytes: &[u8]| bytes.iter().all(|b| *b == 0);
    if layout.is_yuv() && is_zero(&bytes[rows.needed - width..]) && !is_zero(bytes) {
        return Err(FrameError::BadFrame(CUT_OFF.into()));
    }
    let mut rgb = vec![0u8; width * height * 3];
    match planes {
        Planes::None => {}
        // Without padding the picture is a single row.
        Planes::Packed { .. } if rows.stride == rows.used => packed_row(layout, &mut rgb, bytes),
        Planes::Packed { .. } => {
            let lines = rgb.chunks_exact_mut(width * 3).zip(bytes.chunks(rows.stride));
            lines.for_each(|(rgb, line)| packed_row(layout, rgb, &line[..rows.used]));
        }
        Planes::LumaAndPairs => {
            let (u, v) = if layout == PixelLayout::Nv12 { (0, 1) } else { (1, 0) };
            for (row, (rgb, luma)) in planar_rows(&mut rgb, bytes, &rows).enumerate() {
                let start = rows.chroma_start + row / 2 * rows.chroma_stride;
                let (pairs, _) = bytes[start..start + width.div_ceil(2) * 2].as_chunks::<2>();
                luma_row(rgb, luma, |i| Chroma::of(pairs[i][u], pairs[i][v]));
            }
        }
        Planes::LumaAndTwo => {
            let plane_bytes = rows.chroma_stride * height.div_ceil(2);
            let (u, v) =
                if layout == PixelLayout::Yu12 { (0, plane_bytes) } else { (plane_bytes, 0) };
            for (row, (rgb, luma)) in planar_rows(&mut rgb, bytes, &rows).enumerate() {
                let start = rows.chroma_start + row / 2 * rows.chroma_stride;
                let plane = |at: usize| &bytes[start + at..start + at + width.div_ceil(2)];
                let (u, v) = (plane(u), plane(v));
                luma_row(rgb, luma, |i| Chroma::of(u[i], v[i]));
            }
        }
    }
    Frame::from_rgb(size, rgb, t_ms).ok_or_else(|| FrameError::BadFrame("it is empty".into()))
}

/// The rows of the picture, each with its row of the luma plane.
fn planar_rows<'a>(
    rgb: &'a mut [u8],
    bytes: &'a [u8],
    rows: &Rows,
) -> impl Iterator<Item = (&'a mut [u8], &'a [u8])> {
    let used = rows.used;
    rgb.chunks_exact_mut(used * 3)
        .zip(bytes[..rows.chroma_start].chunks_exact(rows.stride))
        .map(move |(rgb, luma)| (rgb, &luma[..used]))
}

/// Writes one row of a layout with a single plane.
fn packed_row(layout: PixelLayout, rgb: &mut [u8], bytes: &[u8]) {
    match layout {
        PixelLayout::Yuyv => row_422::<0, 1, 2, 3>(rgb, bytes),
        PixelLayout::Uyvy => row_422::<1, 0, 3, 2>(rgb, bytes),
        PixelLayout::Yvyu => row_422::<0, 3, 2, 1>(rgb, bytes),
        PixelLayout::Vyuy => row_422::<1, 2, 3, 0>(rgb, bytes),
        PixelLayout::Gray => {
            for (pixel, grey) in rgb.chunks_exact_mut(3).zip(bytes) {
                pixel.fill(*grey);
            }
        }
        PixelLayout::Rgb => rgb.copy_from_slice(bytes),
        PixelLayout::Bgr => {
            for (pixel, [b, g, r]) in rgb.as_chunks_mut().0.iter_mut().zip(bytes.as_chunks().0) {
                *pixel = [*r, *g, *b];
            }
        }
        PixelLayout::Rgbx => {
            for (pixel, [r, g, b, _]) in rgb.as_chunks_mut().0.iter_mut().zip(bytes.as_chunks().0) {
                *pixel = [*r, *g, *b];
            }
        }
        PixelLayout::Bgrx => {
            for (pixel, [b, g, r, _]) in rgb.as_chunks_mut().0.iter_mut().zip(bytes.as_chunks().0) {
                *pixel = [*r, *g, *b];
            }
        }
        PixelLayout::Mjpeg
        | PixelLayout::Nv12
        | PixelLayout::Nv21
        | PixelLayout::Yu12
        | PixelLayout::Yv12 => {}
    }
}

/// Writes one row of 4:2:2 pixels. The parameters are the places of the samples in four bytes.
fn row_422<const Y0: usize, const U: usize, const Y1: usize, const V: usize>(
    rgb: &mut [u8],
    bytes: &[u8],
) {
    let (pairs, last) = rgb.as_chunks_mut::<6>();
    let (samples, last_samples) = bytes.as_chunks::<4>();
    for (pair, sample) in pairs.iter_mut().zip(samples) {
        *pair = Chroma::of(sample[U], sample[V]).pair(sample[Y0], sample[Y1]);
    }
    // An odd number of pixels ends without its second chroma sample.
    if let ([r, g, b], Some(y)) = (last, last_samples.get(Y0)) {
        [*r, *g, *b] = Chroma::NONE.rgb(*y);
    }
}

/// Writes one row of pixels from its luma row; `chroma` gives the chroma of each pair of pixels.
fn luma_row(rgb: &mut [u8], luma: &[u8], chroma: impl Fn(usize) -> Chroma) {
    let (pairs, last) = rgb.as_chunks_mut::<6>();
    let (lumas, last_luma) = luma.as_chunks::<2>();
    for (i, (pair, [y0, y1])) in pairs.iter_mut().zip(lumas).enumerate() {
        *pair = chroma(i).pair(*y0, *y1);
    }
    if let ([r, g, b], [y]) = (last, last_luma) {
        [*r, *g, *b] = chroma(luma.len() / 2).rgb(*y);
    }
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
    let bytes = match jpeg_length(bytes) {
        Some(length) => with_tables(&bytes[..length]),
        None => Cow::Owned(with_end(&with_tables(bytes)).ok_or_else(|| bad(CUT_OFF.into()))?),
    };
    let image = decoded_jpeg(&bytes).map_err(|e| bad(e.to_string()))?;
    frame_of(image, t_ms).ok_or_else(|| bad("it is empty".into()))
}

fn decoded_jpeg(bytes: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg);
    reader.limits(limits());
    reader.decode()
}

const JPEG_END: [u8; 2] = [0xFF, 0xD9];

/// Adds the end marker to a JPEG that lacks only this marker; `None` if picture data is missing
/// too.
///
/// The decoder fills missing data and does not tell. But it reads bytes behind the data only if
/// data is missing: the picture is complete if different bytes there change nothing.
fn with_end(jpeg: &[u8]) -> Option<Vec<u8>> {
    /// More than one block of the picture.
    const BEHIND: [[u8; 256]; 2] = [[0x00; 256], [0xB5; 256]];
    if !jpeg.starts_with(&JPEG_START) {
        return None;
    }
    // Zeros are the unwritten rest of a buffer.
    let end = jpeg.iter().rposition(|b| *b != 0)? + 1;
    let end = if jpeg.len() - end < 16 { jpeg.len() } else { end };
    // The end marker may be cut in the middle.
    let jpeg = jpeg[..end].strip_suffix(&[0xFF]).unwrap_or(&jpeg[..end]);
    let decoded = |behind: &[u8]| decoded_jpeg(&[jpeg, behind, &JPEG_END].concat()).ok();
    let [first, second] = BEHIND.map(|behind| decoded(&behind));
    (first.is_some() && first == second).then(|| [jpeg, &JPEG_END].concat())
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
    let is_cut_off = bytes.starts_with(&JPEG_START) && jpeg_length(bytes).is_none();
    let completed = is_cut_off.then(|| with_end(bytes)).flatten();
    let is_cut_off = is_cut_off && completed.is_none();
    let bytes = completed.as_deref().unwrap_or(bytes);
    let reader =
        || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| unreadable(&e));
    let (width, height) = reader()?.into_dimensions().map_err(|e| unreadable(&e))?;
    if width > MAX_SIDE_PX || height > MAX_SIDE_PX {
        return Err(PictureError::TooLarge(ImageSize { width, height }));
    }
    if is_cut_off {
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
        for (layout, bytes) in [
            (PixelLayout::Uyvy, [90, 81, 240, 81]),
            (PixelLayout::Yvyu, [81, 240, 81, 90]),
            (PixelLayout::Vyuy, [240, 81, 90, 81]),
        ] {
            assert_eq!(first_pixel(layout, &bytes.repeat(4)), red, "{layout:?}");
        }
        for (layout, chroma) in [
            (PixelLayout::Nv21, [240, 90, 240, 90]),
            (PixelLayout::Yu12, [90, 90, 240, 240]),
            (PixelLayout::Yv12, [240, 240, 90, 90]),
        ] {
            let bytes: Vec<u8> = [81; 8].into_iter().chain(chroma).collect();
            assert_eq!(first_pixel(layout, &bytes), red, "{layout:?}");
        }
        assert_eq!(first_pixel(PixelLayout::Rgbx, &[1, 2, 3, 9].repeat(8)), [1, 2, 3]);
        assert_eq!(first_pixel(PixelLayout::Bgrx, &[1, 2, 3, 9].repeat(8)), [3, 2, 1]);
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

    /// A buffer of `layout` whose rows, also those of the chroma planes, have `padding` more bytes.
    fn padded(layout: PixelLayout, size: ImageSize, packed: &[u8], padding: usize) -> Vec<u8> {
        let (width, height) = (size.width as usize, size.height as usize);
        let luma = Rows::of(layout.planes(), size, 0).used;
        let spread = |bytes: &[u8], row: usize, padding: usize| -> Vec<u8> {
            bytes.chunks(row).flat_map(|r| [r, &vec![0xEE; padding]].concat()).collect()
        };
        let (first, chroma) = packed.split_at(luma * height);
        let chroma = match layout.planes() {
            Planes::LumaAndPairs => spread(chroma, width, padding),
            Planes::LumaAndTwo => spread(chroma, width / 2, padding / 2),
            _ => Vec::new(),
        };
        [spread(first, luma, padding), chroma].concat()
    }

    #[test]
    fn rows_with_padding_give_the_same_picture_in_every_layout() {
        let size = ImageSize { width: 6, height: 4 };
        for layout in PixelLayout::ALL.into_iter().filter(|l| *l != PixelLayout::Mjpeg) {
            let length = Rows::of(layout.planes(), size, 0).needed;
            let packed: Vec<u8> = (0..length).map(|i| (i * 37 % 251) as u8 + 1).collect();
            let expected = camera_buffer(layout, size, &packed, 0).unwrap();
            let row = Rows::of(layout.planes(), size, 0).used;
            for padding in [2, 10] {
                let mut bytes = padded(layout, size, &packed, padding);
                let read =
                    |bytes: &[u8]| padded_camera_buffer(layout, size, row + padding, bytes, 0);
                assert_eq!(read(&bytes).unwrap().rgb(), expected.rgb(), "{layout:?}");
                // The padding of the last row may be missing, but no pixel.
                let last = if matches!(layout.planes(), Planes::LumaAndTwo) {
                    padding / 2
                } else {
                    padding
                };
                bytes.truncate(bytes.len() - last);
                assert_eq!(read(&bytes).unwrap().rgb(), expected.rgb(), "{layout:?}");
                bytes.pop();
                assert!(read(&bytes).is_err(), "{layout:?}");
            }
            // A stride that does not fit a buffer without padding is wrong.
            let read = padded_camera_buffer(layout, size, row * 3 / 2, &packed, 0).unwrap();
            assert_eq!(read.rgb(), expected.rgb(), "{layout:?}");
        }
    }

    #[test]
    fn a_jpeg_that_lacks_only_its_end_marker_is_read_and_one_that_lacks_data_is_not() {
        let picture = image::RgbImage::from_fn(72, 56, |x, y| {
            image::Rgb([(x * 5) as u8, (y * 7) as u8, (x * y) as u8])
        });
        let mut whole = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new(&mut whole);
        picture.write_with_encoder(encoder).unwrap();
        let expected = jpeg(&whole, 0).unwrap();
        let zeros = [0; 500];
        for cut in [1, 2] {
            let bytes = &whole[..whole.len() - cut];
            for bytes in [bytes.to_vec(), [bytes, &zeros].concat()] {
                assert_eq!(jpeg(&bytes, 0).unwrap().rgb(), expected.rgb());
                assert_eq!(super::picture(&bytes, 0).unwrap().rgb(), expected.rgb());
            }
        }
        let all_near_the_end = (4..40).chain((40..whole.len()).step_by(23));
        for cut in all_near_the_end {
            let bytes = &whole[..whole.len() - cut];
            assert!(jpeg(bytes, 0).is_err(), "{cut} bytes are missing");
            if cut % 5 == 0 {
                assert!(jpeg(&[bytes, &zeros].concat(), 0).is_err(), "{cut} bytes are zero");
                let error = super::picture(bytes, 0).err();
                assert!(error.is_some(), "{cut} bytes are missing");
            }
        }
    }

    #[test]
    fn a_buffer_that_was_only_half_written_is_a_bad_frame() {
        for layout in PixelLayout::ALL.into_iter().filter(|layout| layout.is_yuv()) {
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
        for length in 0..bare.len() - JPEG_END.len() - 1 {
            assert!(jpeg(&bare[..length], 0).is_err(), "{length}");
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
            for layout in PixelLayout::ALL {
                match camera_buffer(layout, SIZE, &bytes, 0) {
                    Ok(frame) => prop_assert_eq!(frame.rgb().len(), 24),
                    Err(error) => prop_assert!(!error.is_fatal()),
                }
            }
            prop_assert!(picture(&bytes, 0).is_err());
        }
    }
}
