//! How the parts of the recognised trunk have moved against each other: the outlines of the two
//! shoulders and the collar.
//!
//! The motion of the whole trunk is a compromise between chest and shoulders. A raised shoulder moves its
//! outline, but not the collar; a rounded back shortens the chest. Each part is therefore aligned once more,
//! by shift alone, starting at the motion of the whole.

use nalgebra::{Matrix2, Vector2};

use super::{Aligned, HUBER, MIN_CONTRAST, MIN_SAMPLES, Motion, PIXELS_PER_LOOK, Reference};
use super::{Pyramid, Sample, Template};
use crate::pose::grey::Grey;
use plumbline_core::body::TrunkShape;
use plumbline_core::body::geometry::Vec2;

/// Distance from the middle from which a point belongs to a shoulder and up to which it belongs to the
/// collar, shoulder widths.
const SHOULDER_FROM: f64 = 0.28;
/// Prior standard deviation of a shift, shoulder widths. A part without structure stays with the whole.
const SHIFT_SD: f64 = 0.06;
/// Largest shift, shoulder widths: twice that of a shoulder raised by 5 cm.
const MAX_SHIFT: f64 = 0.25;
/// Grid levels from coarse to fine, with the number of steps on each.
const LEVELS: [(usize, usize); 2] = [(1, 4), (0, 3)];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// The person's left shoulder, at the right of the image.
    Left,
    Right,
    Collar,
}

impl Part {
    /// Whether it contains a point, in shoulder widths from the midpoint of the shoulders.
    fn contains(self, x: f64) -> bool {
        match self {
            Self::Left => x > SHOULDER_FROM,
            Self::Right => x < -SHOULDER_FROM,
            Self::Collar => x.abs() <= SHOULDER_FROM,
        }
    }
}

impl Reference {
    /// The shape of the trunk that was found as `whole`.
    pub(super) fn shape(&self, whole: &Aligned, pyramid: &Pyramid) -> TrunkShape {
        let shift = |part: Part| {
            LEVELS.iter().fold(Vec2::default(), |start, &(level, steps)| {
                let (template, grey) = (&self.levels[level], &pyramid.levels[level]);
                (0..steps)
                    .try_fold(start, |shift, _| {
                        template.better_shift(part, &whole.motion, shift, grey)
                    })
                    .unwrap_or(start)
            })
        };
        TrunkShape {
            stretch: whole.motion.stretch,
            left: shift(Part::Left),
            right: shift(Part::Right),
            collar: shift(Part::Collar),
        }
    }
}

impl Template {
    /// One step of the alignment of `part` from `shift`, in shoulder widths of the reference. `None` if too
    /// little of it is in the picture, or if it has no contrast.
    fn better_shift(&self, part: Part, whole: &Motion, shift: Vec2, grey: &Grey) -> Option<Vec2> {
        let offset_px = shift * self.width_px;
        let seen: Vec<(&Sample, f64)> = self
            .samples
            .iter()
            .filter(|sample| part.contains(sample.offset_px.x / self.width_px))
            .filter_map(|sample| {
                let place = grey.place(whole.apply(sample.offset_px + offset_px));
                Some((sample, grey.sample(place)?))
            })
            .collect();
        if seen.len() < MIN_SAMPLES {
            return None;
        }
        let share = 1.0 / seen.len() as f64;
        let moments = |of: &dyn Fn(&(&Sample, f64)) -> f64| {
            let mean = seen.iter().map(of).sum::<f64>() * share;
            let variance = seen.iter().map(|s| (of(s) - mean).powi(2)).sum::<f64>() * share;
            (mean, variance.sqrt())
        };
        let (mean, contrast) = moments(&|(_, value)| *value);
        let (expected_mean, expected_contrast) = moments(&|(sample, _)| sample.value);
        if contrast < MIN_CONTRAST || expected_contrast < 1e-3 {
            return None;
        }
        let (mut hessian, mut slope) = (Matrix2::zeros(), Vector2::zeros());
        let (mut residuals, mut weights) = (0.0, 0.0);
        for (sample, value) in &seen {
            let expected = (sample.value - expected_mean) / expected_contrast;
            let residual = (value - mean) / contrast - expected;
            let weight = if residual.abs() <= HUBER { 1.0 } else { HUBER / residual.abs() };
            let gradient = Vector2::new(sample.gradient[3], sample.gradient[4]) / expected_contrast;
            hessian += gradient * gradient.transpose() * weight;
            slope += gradient * (weight * residual);
            residuals += weight * residual * residual;
            weights += weight;
        }
        let prior = (residuals / weights).max(1e-4) * PIXELS_PER_LOOK / SHIFT_SD.powi(2);
        hessian += Matrix2::identity() * prior;
        slope += Vector2::new(shift.x, shift.y) * prior;
        let step = hessian.cholesky()?.solve(&slope);
        let bounded = |value: f64| value.clamp(-MAX_SHIFT, MAX_SHIFT);
        Some(Vec2::new(bounded(shift.x - step.x), bounded(shift.y - step.y)))
    }
}
