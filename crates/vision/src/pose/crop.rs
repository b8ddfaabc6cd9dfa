//! Crops a rotated square of a frame into a model's input tensor.
//!
//! This follows MediaPipe's convention (ImageToTensorCalculator on OpenCV); other conventions shift
//! landmarks by 8 to 76 px. Model pixel (i, j) of n reads the picture at centre + R·((i/n −
//! ½)·size, (j/n − ½)·size), with bilinear interpolation and without a half-pixel shift.

use ndarray::Array4;

use super::roi::Roi;
use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;

/// Pixel values outside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// Black; for the detector's letterbox.
    Zero,
    /// The nearest edge pixel; for the crops of the landmark model and the face mesh.
    Replicate,
}

/// Conversion of a byte to a model input: `byte * scale + offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Factor for a byte, 0 to 255.
    pub scale: f32,
    /// Added after scaling.
    pub offset: f32,
}

impl Range {
    /// [−1, 1], for the detector.
    pub const SIGNED: Self = Self { scale: 1.0 / 127.5, offset: -1.0 };
    /// [0, 1], for the landmark model and the face mesh.
    pub const UNIT: Self = Self { scale: 1.0 / 255.0, offset: 0.0 };
}

/// Fills `tensor` ([1, n, n, 3], RGB) with the square `roi` of `frame`. The tensor can be reused
/// from frame to frame.
pub fn crop_into(tensor: &mut Array4<f32>, frame: &Frame, roi: &Roi, border: Border, range: Range) {
    let size = frame.size();
    let (width, height) = (size.width as usize, size.height as usize);
    Picture { rgb: frame.rgb(), width, height }.read_into(tensor, roi, border, range);
}

/// Like [`crop_into`], but first reduces the frame by the largest whole factor that leaves the
/// square at least as many pixels as the tensor; each reduced pixel is the mean of the pixels it
/// replaces. No pixel is skipped, which halves the jitter of the landmarks. `shrunken` is the
/// buffer for the reduced frame.
pub fn crop_averaged_into(
    tensor: &mut Array4<f32>,
    shrunken: &mut Vec<u8>,
    frame: &Frame,
    roi: &Roi,
    border: Border,
    range: Range,
) {
    let factor = (roi.size_px / tensor.shape()[1] as f64).floor() as usize;
    match averaged(shrunken, frame, factor) {
        Some(small) => {
            // Pixel positions refer to pixel centres.
            let shrunk = |v: f64| (v + 0.5) / factor as f64 - 0.5;
            let center = roi.center_in_image;
            let roi = Roi {
                center_in_image: Vec2::new(shrunk(center.x), shrunk(center.y)),
                size_px: roi.size_px / factor as f64,
                ..*roi
            };
            small.read_into(tensor, &roi, border, range);
        }
        None => crop_into(tensor, frame, roi, border, range),
    }
}

/// `frame` with squares of `factor` pixels averaged into one; `None` if the factor is below 2 or
/// the result would be too small.
fn averaged<'a>(into: &'a mut Vec<u8>, frame: &Frame, factor: usize) -> Option<Picture<'a>> {
    let size = frame.size();
    let (width, height) = (size.width as usize, size.height as usize);
    let (columns, rows) = (width / factor.max(1), height / factor.max(1));
    if factor < 2 || columns < 2 || rows < 2 {
        return None;
    }
    into.clear();
    into.reserve(columns * rows * 3);
    let count = (factor * factor) as u32;
    let mut sums = vec![0u32; columns * 3];
    for band in frame.rgb().chunks_exact(factor * width * 3) {
        sums.fill(0);
        for line in band.chunks_exact(width * 3) {
            match factor {
                // The common factors, with lengths known at compile time.
                2 => add_line::<2>(&mut sums, line),
                3 => add_line::<3>(&mut sums, line),
                4 => add_line::<4>(&mut sums, line),
                _ => {
                    for (sum, pixels) in sums.chunks_exact_mut(3).zip(line.chunks_exact(factor * 3))
                    {
                        for pixel in pixels.chunks_exact(3) {
                            for (channel, value) in sum.iter_mut().zip(pixel) {
                                *channel += u32::from(*value);
                            }
                        }
                    }
                }
            }
        }
        match factor {
            2 => into.extend(sums.iter().map(|sum| ((sum + 2) / 4) as u8)),
            _ => into.extend(sums.iter().map(|sum| ((sum + count / 2) / count) as u8)),
        }
    }
    Some(Picture { rgb: into, width: columns, height: rows })
}

fn add_line<const N: usize>(sums: &mut [u32], line: &[u8]) {
    for (sum, pixels) in sums.chunks_exact_mut(3).zip(line.chunks_exact(N * 3)) {
        for i in 0..N {
            for (channel, value) in sum.iter_mut().zip(&pixels[3 * i..3 * i + 3]) {
                *channel += u32::from(*value);
            }
        }
    }
}

struct Picture<'a> {
    rgb: &'a [u8],
    width: usize,
    height: usize,
}

impl Picture<'_> {
    fn read_into(&self, tensor: &mut Array4<f32>, roi: &Roi, border: Border, range: Range) {
        let n = tensor.shape()[1];
        let step_px = roi.size_px / n as f64;
        let (sin, cos) = (roi.rotation.sin() * step_px, roi.rotation.cos() * step_px);
        let half = n as f64 / 2.0;
        let Some(out) = tensor.as_slice_mut() else { return };
        for (j, row) in out.chunks_exact_mut(n * 3).enumerate() {
            let v = j as f64 - half;
            let x_at = |i: f64| roi.center_in_image.x + (i - half) * cos - v * sin;
            let y_at = |i: f64| roi.center_in_image.y + (i - half) * sin + v * cos;
            for (i, pixel) in row.chunks_exact_mut(3).enumerate() {
                let rgb = self.sample(x_at(i as f64), y_at(i as f64), border);
                for (channel, value) in pixel.iter_mut().zip(rgb) {
                    // MediaPipe's crop is an 8-bit picture before it becomes a tensor.
                    *channel = rounded(value) * range.scale + range.offset;
                }
            }
        }
    }

    #[inline]
    fn sample(&self, x: f64, y: f64, border: Border) -> [f32; 3] {
        let (x0, y0) = (floored(x), floored(y));
        let (fx, fy) = ((x - f64::from(x0)) as f32, (y - f64::from(y0)) as f32);
        let (last_x, last_y) = (self.width as i32 - 1, self.height as i32 - 1);
        let [a, b, c, d] = if x0 >= 0 && y0 >= 0 && x0 < last_x && y0 < last_y {
            // The common case: all four neighbours lie inside the picture.
            let at = (y0 as usize * self.width + x0 as usize) * 3;
            let upper = &self.rgb[at..at + 6];
            let lower = &self.rgb[at + self.width * 3..][..6];
            [&upper[..3], &upper[3..], &lower[..3], &lower[3..]]
                .map(|p| [f32::from(p[0]), f32::from(p[1]), f32::from(p[2])])
        } else {
            [(x0, y0), (x0 + 1, y0), (x0, y0 + 1), (x0 + 1, y0 + 1)]
                .map(|(x, y)| self.pixel(x, y, border))
        };
        std::array::from_fn(|k| {
            let top = a[k] + (b[k] - a[k]) * fx;
            let bottom = c[k] + (d[k] - c[k]) * fx;
            top + (bottom - top) * fy
        })
    }

    fn pixel(&self, x: i32, y: i32, border: Border) -> [f32; 3] {
        let (last_x, last_y) = (self.width as i32 - 1, self.height as i32 - 1);
        let is_outside = x < 0 || y < 0 || x > last_x || y > last_y;
        if is_outside && border == Border::Zero {
            return [0.0; 3];
        }
        let (x, y) = (x.clamp(0, last_x) as usize, y.clamp(0, last_y) as usize);
        let at = (y * self.width + x) * 3;
        [f32::from(self.rgb[at]), f32::from(self.rgb[at + 1]), f32::from(self.rgb[at + 2])]
    }
}

/// Rounds down. On baseline processors `f64::floor` is a call into the C library, twice per pixel.
#[inline]
fn floored(v: f64) -> i32 {
    let towards_zero = v as i32;
    towards_zero - i32::from(f64::from(towards_zero) > v)
}

/// Rounds a brightness to the nearest whole number, ties to even. Avoids a call into the C library,
/// as in [`floored`].
#[inline]
fn rounded(v: f32) -> f32 {
    /// Beyond 2²³ an `f32` has no fractional part.
    const SHIFT: f32 = 12_582_912.0;
    (v + SHIFT) - SHIFT
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::geometry::Vec2;
    use plumbline_core::body::{Angle, ImageSize};

    fn gradient() -> Frame {
        let size = ImageSize { width: 8, height: 8 };
        let rgb: Vec<u8> = (0..64u8).flat_map(|i| [(i % 8) * 30, (i / 8) * 30, 128]).collect();
        Frame::from_rgb(size, rgb, 0).unwrap()
    }

    fn roi(rotation_deg: f64) -> Roi {
        Roi {
            center_in_image: Vec2::new(4.0, 4.0),
            size_px: 8.0,
            rotation: Angle::from_deg(rotation_deg),
        }
    }

    #[test]
    fn a_crop_of_the_whole_picture_is_unchanged() {
        let mut tensor = Array4::zeros((1, 8, 8, 3));
        let range = Range { scale: 1.0, offset: 0.0 };
        crop_into(&mut tensor, &gradient(), &roi(0.0), Border::Zero, range);
        let bytes: Vec<u8> = tensor.iter().map(|v| *v as u8).collect();
        assert_eq!(bytes, gradient().rgb());
    }

    #[test]
    fn a_quarter_turn_reads_along_the_other_axis() {
        let mut tensor = Array4::zeros((1, 8, 8, 3));
        let range = Range { scale: 1.0, offset: 0.0 };
        crop_into(&mut tensor, &gradient(), &roi(90.0), Border::Replicate, range);
        // Moving right in the crop moves down in the picture.
        assert!(tensor[[0, 4, 6, 1]] > tensor[[0, 4, 2, 1]]);
        assert!((tensor[[0, 4, 6, 0]] - tensor[[0, 4, 2, 0]]).abs() < 1e-3);
    }

    #[test]
    fn an_averaged_crop_shows_the_same_place() {
        // A ramp: the brightness of each pixel encodes its position.
        let size = ImageSize { width: 120, height: 90 };
        let rgb: Vec<u8> =
            (0..90u8).flat_map(|y| (0..120u8).flat_map(move |x| [2 * x, 2 * y, 128])).collect();
        let frame = Frame::from_rgb(size, rgb, 0).unwrap();
        let square = Roi { center_in_image: Vec2::new(60.0, 45.0), size_px: 60.0, ..roi(0.0) };
        let range = Range { scale: 1.0, offset: 0.0 };
        let (mut plain, mut mean) = (Array4::zeros((1, 15, 15, 3)), Array4::zeros((1, 15, 15, 3)));
        crop_into(&mut plain, &frame, &square, Border::Replicate, range);
        let mut memory = Vec::new();
        crop_averaged_into(&mut mean, &mut memory, &frame, &square, Border::Replicate, range);
        for (a, b) in plain.iter().zip(&mean) {
            let (a, b): (&f32, &f32) = (a, b);
            assert!((a - b).abs() <= 1.5, "{a} {b}");
        }
    }

    #[test]
    fn fast_rounding_matches_the_standard_library() {
        for i in -4_000..4_000 {
            let v = f64::from(i) * 0.25;
            assert_eq!(f64::from(floored(v)), v.floor(), "{v}");
            let v = v as f32;
            assert_eq!(rounded(v), v.round_ties_even(), "{v}");
        }
    }

    #[test]
    fn pixels_outside_the_picture_are_black_or_the_edge_pixel() {
        let mut tensor = Array4::zeros((1, 8, 8, 3));
        let range = Range { scale: 1.0, offset: 0.0 };
        let wide = Roi { size_px: 32.0, ..roi(0.0) };
        crop_into(&mut tensor, &gradient(), &wide, Border::Zero, range);
        assert_eq!(tensor[[0, 0, 0, 2]], 0.0);
        crop_into(&mut tensor, &gradient(), &wide, Border::Replicate, range);
        assert_eq!(tensor[[0, 0, 0, 2]], 128.0);
    }
}
