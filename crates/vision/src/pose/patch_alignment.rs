//! Finds a patch of one grey picture in another, by inverse-compositional Gauss–Newton alignment on
//! pixels normalised to zero mean and unit contrast (Baker & Matthews, IJCV 2004). For movements of
//! a few pixels; larger movements are not found.

use nalgebra::{SMatrix, SVector};

use super::grey::averaged_into;
use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;

/// A grey picture, averaged over squares of `px` frame pixels and smoothed.
#[derive(Debug, Default)]
pub(super) struct Grey {
    values: Vec<f32>,
    scratch: Vec<f32>,
    width: usize,
    height: usize,
    px: usize,
}

impl Grey {
    /// Fills the picture from `frame`, reusing its memory.
    pub fn fill(&mut self, frame: &Frame, px: usize) {
        self.px = px;
        (self.width, self.height) = averaged_into(&mut self.values, frame, px);
        soften(&mut self.values, &mut self.scratch, self.width, self.height);
    }

    /// Converts frame pixels to pixels of this picture.
    pub fn place(&self, in_image: Vec2) -> Vec2 {
        // The centre of the first averaged square lies at frame pixel (px − 1) / 2.
        let of = |v: f64| (v - (self.px as f64 - 1.0) / 2.0) / self.px as f64;
        Vec2::new(of(in_image.x), of(in_image.y))
    }

    /// Brightness at (x, y) by bilinear interpolation; `None` outside the picture.
    #[inline]
    fn sample(&self, x: f32, y: f32) -> Option<f32> {
        if !(x >= 0.0 && y >= 0.0) {
            return None;
        }
        let (x0, y0) = (x as usize, y as usize);
        if x0 + 1 >= self.width || y0 + 1 >= self.height {
            return None;
        }
        let (fx, fy) = (x - x0 as f32, y - y0 as f32);
        let upper = &self.values[y0 * self.width + x0..][..2];
        let lower = &self.values[(y0 + 1) * self.width + x0..][..2];
        let top = upper[0] + (upper[1] - upper[0]) * fx;
        let bottom = lower[0] + (lower[1] - lower[0]) * fx;
        Some(top + (bottom - top) * fy)
    }
}

/// Smooths with the binomial filter [1 2 1] / 4 along rows and columns; the outermost pixels keep
/// their values.
pub(super) fn soften(values: &mut [f32], scratch: &mut Vec<f32>, width: usize, height: usize) {
    if width < 3 || height < 3 {
        return;
    }
    scratch.clear();
    scratch.extend_from_slice(values);
    for (row, out) in values.chunks_exact(width).zip(scratch.chunks_exact_mut(width)) {
        for (((out, a), b), c) in out[1..].iter_mut().zip(row).zip(&row[1..]).zip(&row[2..]) {
            *out = (a + 2.0 * b + c) / 4.0;
        }
    }
    for y in 1..height - 1 {
        let (above, rest) = scratch[(y - 1) * width..].split_at(width);
        let (here, below) = rest.split_at(width);
        let out = &mut values[y * width..(y + 1) * width];
        for (((out, a), b), c) in out.iter_mut().zip(above).zip(here).zip(below) {
            *out = (a + 2.0 * b + c) / 4.0;
        }
    }
}

/// Movement of a patch, in pixels of the grey picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Shift {
    pub right: f64,
    pub down: f64,
    /// Logarithm of the change of size; 0 if size was not estimated.
    pub log_scale: f64,
    /// Rotation, clockwise on the screen; 0 if rotation was not estimated.
    pub turn_rad: f64,
    /// Correlation with the patch at the found position; maximum 1.
    pub correlation: f64,
}

/// Minimum number of pixels, and minimum contrast in grey levels, of a patch that can be found.
const MIN_PIXELS: usize = 120;
const MIN_CONTRAST: f32 = 4.0;
/// Maximum movement to estimate, pixels. A larger movement counts as moved without an exact
/// distance.
const FURTHEST_PX: f64 = 6.0;
const ITERATIONS: usize = 8;
/// Regularisation of the Hessian: slopes below its square root (in contrasts per pixel) count as
/// zero.
const RIDGE: f64 = 1e-5;
/// Step length below which the search stops, pixels.
const CLOSE_PX: f64 = 0.02;

/// One pixel of a patch.
#[derive(Debug, Clone, Copy)]
struct Pixel {
    /// Offset from the centre of the patch, pixels.
    x: f32,
    y: f32,
    /// Brightness, normalised to zero mean and unit contrast.
    value: f32,
    /// Gradient of `value` per pixel, to the right and down.
    gx: f32,
    gy: f32,
}

/// The reference content of a patch.
#[derive(Debug, Clone)]
pub(super) struct Patch {
    middle: Vec2,
    /// Typical distance from the centre, pixels; scales size and rotation to the same units as
    /// shifts.
    radius: f32,
    pixels: Vec<Pixel>,
}

impl Patch {
    /// Takes the patch of `grey` around `middle` that extends `across` pixels to either side, `up`
    /// pixels up and `down` pixels down, limited to the picture. `None` if less than half of it
    /// lies in the picture, or if it has too few pixels or too little contrast.
    pub fn take(grey: &Grey, middle: Vec2, across: f64, up: f64, down: f64) -> Option<Self> {
        let (cx, cy) = (middle.x as f32, middle.y as f32);
        let mut pixels = Vec::new();
        let mut wanted = 0usize;
        for row in -(up.round() as i32)..=(down.round() as i32) {
            for column in -(across.round() as i32)..=(across.round() as i32) {
                wanted += 1;
                let (x, y) = (column as f32, row as f32);
                let at = |dx: f32, dy: f32| grey.sample(cx + x + dx, cy + y + dy);
                if let (Some(value), Some(e), Some(w), Some(s), Some(n)) =
                    (at(0.0, 0.0), at(1.0, 0.0), at(-1.0, 0.0), at(0.0, 1.0), at(0.0, -1.0))
                {
                    pixels.push(Pixel { x, y, value, gx: (e - w) / 2.0, gy: (s - n) / 2.0 });
                }
            }
        }
        if pixels.len() < MIN_PIXELS || pixels.len() * 2 < wanted {
            return None;
        }
        let (mean, contrast) = mean_and_contrast(pixels.iter().map(|p| p.value));
        if contrast < MIN_CONTRAST {
            return None;
        }
        for pixel in &mut pixels {
            pixel.value = (pixel.value - mean) / contrast;
            pixel.gx /= contrast;
            pixel.gy /= contrast;
        }
        let radius = (across.max(up).max(down) / 2.0) as f32;
        Some(Self { middle, radius, pixels })
    }

    /// Position of the patch in `grey`, estimating the shift only. `None` if it is not found.
    pub fn find(&self, grey: &Grey) -> Option<Shift> {
        self.search::<2>(grey, |p| [p.gx, p.gy])
    }

    /// Position of the patch in `grey`, estimating shift, size and rotation. `None` if it is not
    /// found.
    pub fn find_turned(&self, grey: &Grey) -> Option<Shift> {
        let scale = 1.0 / self.radius;
        self.search::<4>(grey, |p| {
            [p.gx, p.gy, (p.gx * p.x + p.gy * p.y) * scale, (p.gy * p.x - p.gx * p.y) * scale]
        })
    }

    fn search<const N: usize>(
        &self,
        grey: &Grey,
        slope: impl Fn(&Pixel) -> [f32; N],
    ) -> Option<Shift> {
        let mut hessian = SMatrix::<f64, N, N>::zeros();
        for pixel in &self.pixels {
            let slope = SVector::<f64, N>::from(slope(pixel).map(f64::from));
            hessian += slope * slope.transpose();
        }
        // A direction without edges is taken as unmoved.
        for i in 0..N {
            hessian[(i, i)] += RIDGE * self.pixels.len() as f64;
        }
        let solver = hessian.cholesky()?;
        // The shift, and (a, b) as a complex factor for size and rotation.
        let (mut right, mut down, mut a, mut b) = (0.0f64, 0.0f64, 1.0f64, 0.0f64);
        let mut seen = vec![0.0f32; self.pixels.len()];
        let mut correlation = 0.0;
        for round in 0..ITERATIONS {
            self.read(grey, (right, down, a, b), &mut seen)?;
            let (mean, contrast) = mean_and_contrast(seen.iter().copied());
            if contrast < MIN_CONTRAST {
                return None;
            }
            let mut gradient = [0.0f32; N];
            let mut product = 0.0f32;
            for (pixel, seen) in self.pixels.iter().zip(&seen) {
                let value = (seen - mean) / contrast;
                product += value * pixel.value;
                let residual = value - pixel.value;
                for (sum, slope) in gradient.iter_mut().zip(slope(pixel)) {
                    *sum += slope * residual;
                }
            }
            correlation = f64::from(product) / self.pixels.len() as f64;
            let step = solver.solve(&SVector::<f64, N>::from(gradient.map(f64::from)));
            // Compose with the inverse of the step.
            let radius = f64::from(self.radius);
            let grown = if N > 2 { step[2] / radius } else { 0.0 };
            let turned = if N > 2 { step[3] / radius } else { 0.0 };
            let norm2 = (1.0 + grown).powi(2) + turned.powi(2);
            (a, b) = (
                (a * (1.0 + grown) + b * turned) / norm2,
                (b * (1.0 + grown) - a * turned) / norm2,
            );
            right -= a * step[0] - b * step[1];
            down -= b * step[0] + a * step[1];
            if right.hypot(down) > FURTHEST_PX || !(0.8..1.25).contains(&a.hypot(b)) {
                return None;
            }
            if step.norm() < CLOSE_PX && round > 0 {
                break;
            }
        }
        Some(Shift { right, down, log_scale: a.hypot(b).ln(), turn_rad: b.atan2(a), correlation })
    }

    /// Reads the pixels of the patch from `grey` at the given shift, size and rotation. `None` if
    /// more than a fifth of them lie outside the picture.
    fn read(
        &self,
        grey: &Grey,
        (right, down, a, b): (f64, f64, f64, f64),
        into: &mut [f32],
    ) -> Option<()> {
        let (cx, cy) = ((self.middle.x + right) as f32, (self.middle.y + down) as f32);
        let (a, b) = (a as f32, b as f32);
        let (last_x, last_y) = (grey.width as f32 - 1.001, grey.height as f32 - 1.001);
        let mut outside = 0usize;
        for (pixel, out) in self.pixels.iter().zip(into.iter_mut()) {
            let x = cx + a * pixel.x - b * pixel.y;
            let y = cy + b * pixel.x + a * pixel.y;
            let (inner_x, inner_y) = (x.clamp(0.0, last_x), y.clamp(0.0, last_y));
            outside += usize::from(inner_x != x || inner_y != y);
            *out = grey.sample(inner_x, inner_y)?;
        }
        // A few pixels beyond the edge use the value at the edge.
        (outside * 5 <= self.pixels.len()).then_some(())
    }
}

fn mean_and_contrast(values: impl ExactSizeIterator<Item = f32> + Clone) -> (f32, f32) {
    let n = values.len().max(1) as f32;
    let mean = values.clone().sum::<f32>() / n;
    let variance = values.map(|v| (v - mean).powi(2)).sum::<f32>() / n;
    (mean, variance.sqrt())
}
