//! Finds a patch of one grey picture in another, by inverse-compositional Gauss–Newton alignment on
//! pixels normalised to zero mean and unit contrast (Baker & Matthews, IJCV 2004). For movements of
//! a few pixels; larger movements are not found.

use nalgebra::{SMatrix, SVector};

use super::grey::{Grey, mean_and_contrast};
use plumbline_core::body::geometry::Vec2;

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
const MIN_CONTRAST: f64 = 4.0;
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
    offset: Vec2,
    /// Brightness, normalised to zero mean and unit contrast.
    value: f64,
    /// Gradient of `value` per pixel, to the right and down.
    gradient: Vec2,
}

/// The reference content of a patch.
#[derive(Debug, Clone)]
pub(super) struct Patch {
    middle: Vec2,
    /// Typical distance from the centre, pixels; scales size and rotation to the same units as
    /// shifts.
    radius: f64,
    pixels: Vec<Pixel>,
}

impl Patch {
    /// Takes the patch of `grey` around `middle` that extends `across` pixels to either side, `up`
    /// pixels up and `down` pixels down, limited to the picture. `None` if less than half of it
    /// lies in the picture, or if it has too few pixels or too little contrast.
    pub(super) fn take(grey: &Grey, middle: Vec2, across: f64, up: f64, down: f64) -> Option<Self> {
        let mut pixels = Vec::new();
        let mut wanted = 0usize;
        for row in -(up.round() as i32)..=(down.round() as i32) {
            for column in -(across.round() as i32)..=(across.round() as i32) {
                wanted += 1;
                let offset = Vec2::new(f64::from(column), f64::from(row));
                let place = middle + offset;
                if let (Some(value), Some(gradient)) =
                    (grey.sample(place), grey.gradient(place, 1.0))
                {
                    pixels.push(Pixel { offset, value, gradient });
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
            pixel.gradient = pixel.gradient * (1.0 / contrast);
        }
        let radius = across.max(up).max(down) / 2.0;
        Some(Self { middle, radius, pixels })
    }

    /// Position of the patch in `grey`, estimating the shift only. `None` if it is not found.
    pub(super) fn find(&self, grey: &Grey) -> Option<Shift> {
        self.search::<2>(grey, |p| [p.gradient.x, p.gradient.y])
    }

    /// Position of the patch in `grey`, estimating shift, size and rotation. `None` if it is not
    /// found.
    pub(super) fn find_turned(&self, grey: &Grey) -> Option<Shift> {
        let scale = 1.0 / self.radius;
        self.search::<4>(grey, |p| {
            let (g, at) = (p.gradient, p.offset * scale);
            [g.x, g.y, g.x * at.x + g.y * at.y, g.y * at.x - g.x * at.y]
        })
    }

    fn search<const N: usize>(
        &self,
        grey: &Grey,
        slope: impl Fn(&Pixel) -> [f64; N],
    ) -> Option<Shift> {
        let mut hessian = SMatrix::<f64, N, N>::zeros();
        for pixel in &self.pixels {
            let slope = SVector::from(slope(pixel));
            hessian += slope * slope.transpose();
        }
        // A direction without edges is taken as unmoved.
        for i in 0..N {
            hessian[(i, i)] += RIDGE * self.pixels.len() as f64;
        }
        let solver = hessian.cholesky()?;
        // The shift, and (a, b) as a complex factor for size and rotation.
        let (mut right, mut down, mut a, mut b) = (0.0f64, 0.0f64, 1.0f64, 0.0f64);
        let mut seen = vec![0.0; self.pixels.len()];
        let mut correlation = 0.0;
        for round in 0..ITERATIONS {
            self.read(grey, (right, down, a, b), &mut seen)?;
            let (mean, contrast) = mean_and_contrast(seen.iter().copied());
            if contrast < MIN_CONTRAST {
                return None;
            }
            let mut gradient = [0.0; N];
            let mut product = 0.0;
            for (pixel, seen) in self.pixels.iter().zip(&seen) {
                let value = (seen - mean) / contrast;
                product += value * pixel.value;
                let residual = value - pixel.value;
                for (sum, slope) in gradient.iter_mut().zip(slope(pixel)) {
                    *sum += slope * residual;
                }
            }
            correlation = product / self.pixels.len() as f64;
            let step = solver.solve(&SVector::from(gradient));
            // Compose with the inverse of the step.
            let grown = if N > 2 { step[2] / self.radius } else { 0.0 };
            let turned = if N > 2 { step[3] / self.radius } else { 0.0 };
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
        into: &mut [f64],
    ) -> Option<()> {
        let centre = self.middle + Vec2::new(right, down);
        let (last_x, last_y) = (grey.width as f64 - 1.001, grey.height as f64 - 1.001);
        let mut outside = 0usize;
        for (Pixel { offset, .. }, out) in self.pixels.iter().zip(into.iter_mut()) {
            let place =
                centre + Vec2::new(a * offset.x - b * offset.y, b * offset.x + a * offset.y);
            let inner = Vec2::new(place.x.clamp(0.0, last_x), place.y.clamp(0.0, last_y));
            outside += usize::from(inner != place);
            *out = grey.sample(inner)?;
        }
        // A few pixels beyond the edge use the value at the edge.
        (outside * 5 <= self.pixels.len()).then_some(())
    }
}
