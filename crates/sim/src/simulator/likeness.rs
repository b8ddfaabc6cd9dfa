//! Simulates the recognition of the trunk: estimates the motion that best maps the trunk points of
//! the first frame to those of the current frame, with the errors of [`TrunkNoise`].

use super::body3d::TRUNK_POINT_COUNT;
use super::dice::Dice;
use super::noise::Seen;
use super::noise_model::TrunkNoise;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Angle, Landmark, TrunkMotion};

/// Minimum number of points for an estimate.
const MIN_PLACES: usize = 5;

/// Standard deviation of the logarithm of the scale that the product's own trunk recognition
/// reports on real video.
const LOG_SCALE_SD: f64 = 0.005;

/// The simulated trunk recognition of one session.
#[derive(Debug, Clone)]
pub(super) struct Likeness {
    model: TrunkNoise,
    correlation_time_s: f64,
    dice: Dice,
    is_lost: bool,
    gain: f64,
    moved_bias: f64,
    slow: f64,
    reference: Option<Places>,
}

#[derive(Debug, Clone)]
struct Places {
    in_image: [Option<Vec2>; TRUNK_POINT_COUNT],
    shoulder_mid_in_image: Vec2,
    head_width_px: f64,
    trunk_yaw_rad: f64,
}

impl Places {
    /// The trunk points inside the image. `None` if a shoulder is not projected.
    fn of(seen: &Seen) -> Option<Self> {
        let left = seen.in_image[Landmark::LeftShoulder.index()]?;
        let right = seen.in_image[Landmark::RightShoulder.index()]?;
        Some(Self {
            in_image: seen.trunk_in_image.map(|p| p.filter(|p| seen.image.contains(*p))),
            shoulder_mid_in_image: left.midpoint(right),
            head_width_px: seen.head_width_px,
            trunk_yaw_rad: seen.trunk_yaw_rad,
        })
    }
}

impl Likeness {
    /// Draws the constant errors of a session from `dice`, which then also gives the jitter.
    #[must_use]
    pub(super) fn new(model: &TrunkNoise, correlation_time_s: f64, mut dice: Dice) -> Self {
        Self {
            model: *model,
            correlation_time_s,
            is_lost: dice.chance(model.lost_share),
            gain: dice.normal(1.0, model.gain_sd),
            moved_bias: dice.normal(0.0, model.moved),
            slow: dice.normal(0.0, model.slow),
            reference: None,
            dice,
        }
    }

    /// The recognised motion in `seen`, `step_s` seconds after the previous frame.
    #[must_use]
    pub(super) fn observe(&mut self, seen: &Seen, step_s: f64) -> Option<TrunkMotion> {
        let keep = (-step_s / self.correlation_time_s).exp();
        let fresh = self.dice.normal(0.0, self.model.slow * (1.0 - keep * keep).sqrt());
        self.slow = self.slow * keep + fresh;
        let jitter = self.dice.normal(0.0, self.model.white);
        let place_error = Vec2::new(
            self.dice.normal(0.0, self.model.place),
            self.dice.normal(0.0, self.model.place),
        );
        let now = Places::of(seen)?;
        if self.is_lost {
            return None;
        }
        let reference = self.reference.get_or_insert_with(|| now.clone());
        let (scale, rotation, shift) = best_motion(reference, &now)?;
        let (max_log_scale, max_turn_deg) = self.model.lost_beyond;
        let turn_deg = (now.trunk_yaw_rad - reference.trunk_yaw_rad).abs().to_degrees();
        if scale.ln().abs() > max_log_scale || turn_deg > max_turn_deg {
            return None;
        }
        let moved_head_widths = now.shoulder_mid_in_image.distance(reference.shoulder_mid_in_image)
            / reference.head_width_px
            + 2.0 * scale.ln().abs();
        let log_scale = scale.ln() * self.gain
            + self.moved_bias * (moved_head_widths / 0.5).min(1.0)
            + self.slow
            + jitter;
        Some(TrunkMotion {
            reference: 1,
            scale: log_scale.exp(),
            rotation,
            origin_in_image: shift + place_error * now.head_width_px,
            log_scale_sd: LOG_SCALE_SD,
            correlation: 0.95,
            shape: None,
        })
    }
}

/// Least-squares motion between the points visible in both frames: scale across the body, rotation,
/// and the new position of the reference's shoulder midpoint.
fn best_motion(reference: &Places, now: &Places) -> Option<(f64, Angle, Vec2)> {
    let pairs: Vec<(Vec2, Vec2)> = reference
        .in_image
        .iter()
        .zip(&now.in_image)
        .filter_map(|(from, to)| Some(((*from)?, (*to)?)))
        .collect();
    if pairs.len() < MIN_PLACES {
        return None;
    }
    let share = 1.0 / pairs.len() as f64;
    let sum = pairs.iter().fold([Vec2::default(); 2], |[a, b], (from, to)| [a + *from, b + *to]);
    let [from_mean, to_mean] = sum.map(|s| s * share);
    let (mut re, mut im) = (0.0, 0.0);
    for (from, to) in &pairs {
        let (p, q) = (*from - from_mean, *to - to_mean);
        re += p.x * q.x + p.y * q.y;
        im += p.x * q.y - p.y * q.x;
    }
    let rotation = Angle::of_vector(re, im);
    // The scale may differ across and along the body; only the scale across is used.
    let (mut across, mut norm) = (0.0, 0.0);
    for (from, to) in &pairs {
        let (p, q) = (*from - from_mean, (*to - to_mean).rotated(-rotation));
        across += p.x * q.x;
        norm += p.x * p.x;
    }
    let scale = across / norm;
    let arm = (reference.shoulder_mid_in_image - from_mean) * scale;
    Some((scale, rotation, to_mean + arm.rotated(rotation)))
}
