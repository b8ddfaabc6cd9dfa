//! The errors of the pose model: jitter, slow bias, pose-dependent bias, outliers, and the reported
//! visibility and depth.
//!
//! Lengths are fractions of the apparent head width (the projected distance between the tragia of a
//! head that faces the camera), so they apply to every camera and distance.

use super::body3d::TRUNK_POINT_COUNT;
use super::dice::Dice;
use super::likeness::Likeness;
use super::noise_model::{Kind, NoiseModel, is_face, kind};
use plumbline_core::body::face::FACE_POINT_COUNT;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::landmark::LANDMARK_COUNT;
use plumbline_core::body::{Face, ImageSize, Keypoint, Landmark, TrunkMotion};

/// The exact projection of one frame, without errors.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    /// Size of the image.
    pub image: ImageSize,
    /// Exact positions, also outside the image; `None` for a point that cannot be projected.
    pub in_image: [Option<Vec2>; LANDMARK_COUNT],
    /// Exact positions of the rigid points of the face mesh.
    pub mesh_in_image: [Option<Vec2>; FACE_POINT_COUNT],
    /// Exact positions of the trunk points.
    pub trunk_in_image: [Option<Vec2>; TRUNK_POINT_COUNT],
    /// Depths along the optical axis, centimetres.
    pub depth_cm: [f64; LANDMARK_COUNT],
    /// Apparent head width, pixels.
    pub head_width_px: f64,
    /// Pixels per centimetre at the depth of the hips, the origin of model depth.
    pub px_per_cm: f64,
    /// Head pitch, radians.
    pub head_pitch_rad: f64,
    /// Head yaw relative to the line to the camera, radians.
    pub head_yaw_rad: f64,
    /// Turn of the trunk relative to the optical axis, radians.
    pub trunk_yaw_rad: f64,
}

/// The noise generator of one session.
#[derive(Debug, Clone)]
pub(crate) struct Noise {
    model: NoiseModel,
    dice: Dice,
    bias: [Vec2; LANDMARK_COUNT],
    bias_per_log_zoom: [Vec2; LANDMARK_COUNT],
    bias_per_yaw_rad: [Vec2; LANDMARK_COUNT],
    bias_per_pitch_rad: [Vec2; LANDMARK_COUNT],
    slow: [Vec2; LANDMARK_COUNT],
    mesh_dice: Dice,
    /// Error of the shoulders after a full movement, outwards and down, head widths.
    shoulder_moved: Vec2,
    shoulder_per_head_growth: f64,
    /// Error of the shoulders in the current frame, outwards and down, head widths.
    shoulder_drift: Vec2,
    likeness: Likeness,
    mesh_slow: [Vec2; FACE_POINT_COUNT],
    mesh_bias_per_yaw_rad: [Vec2; FACE_POINT_COUNT],
    mesh_bias_per_pitch_rad: [Vec2; FACE_POINT_COUNT],
    depth_gain: f64,
    depth_bias: [f64; LANDMARK_COUNT],
    start: Option<Start>,
}

#[derive(Debug, Clone, Copy)]
struct Start {
    head_width_px: f64,
    shoulder_mid_in_image: Option<Vec2>,
    shoulder_depth_cm: f64,
    t_ms: i64,
}

impl Start {
    fn of(seen: &Seen, t_ms: i64) -> Self {
        let [left, right] = [Landmark::LeftShoulder, Landmark::RightShoulder].map(Landmark::index);
        let points = seen.in_image[left].zip(seen.in_image[right]);
        Self {
            head_width_px: seen.head_width_px,
            shoulder_mid_in_image: points.map(|(left, right)| left.midpoint(right)),
            shoulder_depth_cm: f64::midpoint(seen.depth_cm[left], seen.depth_cm[right]),
            t_ms,
        }
    }
}

impl Noise {
    /// Draws the constant biases of a session from `dice`, which then also gives the jitter.
    #[must_use]
    pub(crate) fn new(model: &NoiseModel, mut dice: Dice) -> Self {
        let mut draw = |sd_of: &dyn Fn(Landmark) -> f64| {
            Landmark::ALL.map(|landmark| {
                let sd = sd_of(landmark);
                Vec2::new(dice.normal(0.0, sd), dice.normal(0.0, sd))
            })
        };
        let only_face = |sd: f64| move |l: Landmark| if is_face(l) { sd } else { 0.0 };
        let bias = draw(&|l| match kind(l) {
            Kind::Face => model.face_bias,
            Kind::Shoulder | Kind::Other => model.shoulder_bias,
        });
        let bias_per_log_zoom = draw(&|_| model.zoom_bias / 1.5f64.ln());
        let bias_per_yaw_rad = draw(&only_face(model.face_bias_per_yaw_rad));
        let bias_per_pitch_rad = draw(&only_face(model.face_bias_per_pitch_rad));
        let slow = draw(&|l| model.white(l) * model.correlated_share);
        let depth_gain = dice.normal(model.depth_gain, model.depth_gain_sd).max(0.2);
        let depth_bias = Landmark::ALL.map(|_| dice.normal(0.0, model.depth_bias));
        // A separate stream, so that the noise of the landmarks does not depend on the mesh.
        let mut mesh_dice = dice.split();
        let mut draw_mesh = |sd: f64| {
            [(); FACE_POINT_COUNT]
                .map(|()| Vec2::new(mesh_dice.normal(0.0, sd), mesh_dice.normal(0.0, sd)))
        };
        let mesh_slow = draw_mesh(model.mesh_slow);
        let mesh_bias_per_yaw_rad = draw_mesh(model.mesh_bias_per_turn_rad);
        let mesh_bias_per_pitch_rad = draw_mesh(model.mesh_bias_per_turn_rad);
        let mut shoulder_dice = mesh_dice.split();
        let mut drift = || shoulder_dice.normal(0.0, model.shoulder_moved);
        let shoulder_moved = Vec2::new(drift(), drift());
        let (mean, sd) = model.shoulder_per_head_growth;
        let shoulder_per_head_growth = shoulder_dice.normal(mean, sd);
        let likeness = Likeness::new(&model.trunk, model.correlation_time_s, dice.split());
        Self {
            model: *model,
            mesh_dice,
            shoulder_moved,
            shoulder_per_head_growth,
            shoulder_drift: Vec2::default(),
            likeness,
            mesh_slow,
            mesh_bias_per_yaw_rad,
            mesh_bias_per_pitch_rad,
            dice,
            bias,
            bias_per_log_zoom,
            bias_per_yaw_rad,
            bias_per_pitch_rad,
            slow,
            depth_gain,
            depth_bias,
            start: None,
        }
    }

    /// The keypoints that the pose model returns for `seen` at `t_ms`. Calls must be in order of
    /// time.
    #[must_use]
    pub(crate) fn observe(&mut self, seen: &Seen, t_ms: i64) -> [Keypoint; LANDMARK_COUNT] {
        let now = Start::of(seen, t_ms);
        let last = self.start.replace(Start { t_ms, ..self.start.unwrap_or(now) });
        let step_s = last.map_or(0.0, |last| (t_ms - last.t_ms) as f64 / 1000.0);
        let start = last.unwrap_or(now);
        let log_zoom = (seen.head_width_px / start.head_width_px).ln();
        self.shoulder_drift = self.shoulder_drift_since(&start, &now, log_zoom);
        Landmark::ALL.map(|landmark| self.keypoint(landmark, seen, log_zoom, step_s))
    }

    fn shoulder_drift_since(&self, start: &Start, now: &Start, log_zoom: f64) -> Vec2 {
        let trunk_growth = (start.shoulder_depth_cm / now.shoulder_depth_cm.max(10.0)).ln();
        let moved_head_widths = match (start.shoulder_mid_in_image, now.shoulder_mid_in_image) {
            (Some(start_mid), Some(mid)) => start_mid.distance(mid) / start.head_width_px,
            _ => 0.0,
        } + 2.0 * trunk_growth.abs();
        // Half as much sideways as down (models/study/RESULTS.md).
        let leak = self.shoulder_per_head_growth * (log_zoom - trunk_growth);
        self.shoulder_moved * (moved_head_widths / 0.5).min(1.0) + Vec2::new(0.5 * leak, leak)
    }

    /// The face mesh for `seen`, `step_s` seconds after the previous frame. `None` if no face is
    /// found.
    #[must_use]
    pub(crate) fn observe_face(&mut self, seen: &Seen, step_s: f64) -> Option<Face> {
        let keep = (-step_s / self.model.correlation_time_s).exp();
        let fresh = self.model.mesh_slow * (1.0 - keep * keep).sqrt();
        let mut in_image = [Vec2::default(); FACE_POINT_COUNT];
        let mut is_whole = seen.head_yaw_rad.abs().to_degrees() <= self.model.mesh_lost_at_deg;
        for (i, point) in in_image.iter_mut().enumerate() {
            let mut jitter =
                |sd: f64| Vec2::new(self.mesh_dice.normal(0.0, sd), self.mesh_dice.normal(0.0, sd));
            self.mesh_slow[i] = self.mesh_slow[i] * keep + jitter(fresh);
            let shift = self.mesh_slow[i]
                + self.mesh_bias_per_yaw_rad[i] * seen.head_yaw_rad
                + self.mesh_bias_per_pitch_rad[i] * seen.head_pitch_rad
                + jitter(self.model.mesh_white);
            match seen.mesh_in_image[i] {
                Some(exact) => *point = exact + shift * seen.head_width_px,
                None => is_whole = false,
            }
        }
        is_whole.then_some(Face { presence: 0.99, in_image })
    }

    /// The recognised motion of the trunk in `seen`, `step_s` seconds after the previous frame.
    #[must_use]
    pub(crate) fn observe_trunk(&mut self, seen: &Seen, step_s: f64) -> Option<TrunkMotion> {
        self.likeness.observe(seen, step_s)
    }

    fn keypoint(
        &mut self,
        landmark: Landmark,
        seen: &Seen,
        log_zoom: f64,
        step_s: f64,
    ) -> Keypoint {
        let i = landmark.index();
        let hidden = self.hidden_share(landmark, seen);
        let white = self.model.white(landmark) * (1.0 + (self.model.hidden_factor - 1.0) * hidden);
        self.step_slow(i, landmark, step_s);
        let mut shift = self.bias[i]
            + self.bias_per_log_zoom[i] * log_zoom
            + self.bias_per_yaw_rad[i] * seen.head_yaw_rad
            + self.bias_per_pitch_rad[i] * seen.head_pitch_rad
            + self.model.shift(landmark, seen, log_zoom)
            + self.drift_of(landmark)
            + self.slow[i]
            + self.jitter(white);
        if self.dice.chance(self.model.outlier_rate) {
            shift = shift + self.jitter(self.model.outlier);
        }
        let depth_in_head_widths =
            self.depth_bias[i] + self.dice.normal(0.0, self.model.depth_white);
        let Some(exact) = seen.in_image[i] else { return Keypoint::default() };
        let hips_cm = 0.5
            * (seen.depth_cm[Landmark::LeftHip.index()]
                + seen.depth_cm[Landmark::RightHip.index()]);
        let depth_px = self.depth_gain * (seen.depth_cm[i] - hips_cm) * seen.px_per_cm
            + depth_in_head_widths * seen.head_width_px;
        let in_image = exact + shift * seen.head_width_px;
        let visibility = visibility(landmark, seen.image, in_image) * (1.0 - hidden);
        Keypoint {
            in_image,
            z: depth_px / f64::from(seen.image.width),
            visibility,
            presence: visibility.max(0.02).sqrt(),
        }
    }

    fn drift_of(&self, landmark: Landmark) -> Vec2 {
        match landmark {
            Landmark::LeftShoulder => self.shoulder_drift,
            Landmark::RightShoulder => Vec2::new(-self.shoulder_drift.x, self.shoulder_drift.y),
            _ => Vec2::default(),
        }
    }

    fn jitter(&mut self, sd: f64) -> Vec2 {
        Vec2::new(self.dice.normal(0.0, sd), self.dice.normal(0.0, sd))
    }

    /// Advances the slow jitter. Its standard deviation is the same at every frame rate.
    fn step_slow(&mut self, i: usize, landmark: Landmark, step_s: f64) {
        let keep = (-step_s / self.model.correlation_time_s).exp();
        let sd = self.model.white(landmark) * self.model.correlated_share;
        let fresh = self.jitter(sd * (1.0 - keep * keep).sqrt());
        self.slow[i] = self.slow[i] * keep + fresh;
    }

    /// How far a landmark is hidden: 0 for a visible landmark, up to 1 for the ear on the far side
    /// of a turned head.
    fn hidden_share(&self, landmark: Landmark, seen: &Seen) -> f64 {
        let away = match landmark {
            // A turn to the left hides the left ear.
            Landmark::LeftEar => seen.head_yaw_rad,
            Landmark::RightEar => -seen.head_yaw_rad,
            _ => return 0.0,
        };
        let beyond_deg = away.to_degrees() - self.model.ear_hidden_at_deg;
        1.0 / (1.0 + (-beyond_deg / self.model.ear_hidden_width_deg).exp())
    }
}

/// The visibility that the model reports: high inside the image, low outside, and very low for
/// landmarks that a desk covers. Values as observed on images of people at desks.
fn visibility(landmark: Landmark, image: ImageSize, in_image: Vec2) -> f64 {
    use Landmark as L;
    let inside = image.contains(in_image);
    match landmark {
        L::LeftElbow | L::RightElbow => {
            if inside {
                0.85
            } else {
                0.15
            }
        }
        L::LeftWrist | L::RightWrist => {
            if inside {
                0.60
            } else {
                0.05
            }
        }
        L::LeftShoulder | L::RightShoulder => {
            if inside {
                0.99
            } else {
                0.60
            }
        }
        other if is_face(other) => {
            if inside {
                0.99
            } else {
                0.40
            }
        }
        other if other.index() <= L::RightThumb.index() => {
            if inside {
                0.45
            } else {
                0.03
            }
        }
        L::LeftHip | L::RightHip => {
            if inside {
                0.20
            } else {
                0.02
            }
        }
        _ => 0.01,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::noise_model::PoseShift;

    fn seen(head_yaw_deg: f64, head_width_px: f64) -> Seen {
        Seen {
            image: ImageSize { width: 640, height: 480 },
            in_image: [Some(Vec2::new(320.0, 240.0)); LANDMARK_COUNT],
            mesh_in_image: [Some(Vec2::new(320.0, 240.0)); FACE_POINT_COUNT],
            trunk_in_image: [Some(Vec2::new(320.0, 300.0)); TRUNK_POINT_COUNT],
            trunk_yaw_rad: 0.0,
            depth_cm: [70.0; LANDMARK_COUNT],
            head_width_px,
            px_per_cm: 6.0,
            head_pitch_rad: 0.0,
            head_yaw_rad: head_yaw_deg.to_radians(),
        }
    }

    fn errors(model: &NoiseModel, session: u64, landmark: Landmark, step_ms: i64) -> Vec<f64> {
        let mut noise = Noise::new(model, Dice::new(2, session, "noise"));
        let seen = seen(0.0, 100.0);
        (0..400)
            .map(|i| noise.observe(&seen, i * step_ms)[landmark.index()].in_image.x - 320.0)
            .collect()
    }

    fn mean_sd(values: &[f64]) -> (f64, f64) {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64;
        (mean, variance.sqrt())
    }

    #[test]
    fn white_jitter_is_as_large_as_asked_for_in_head_widths() {
        let (mean, sd) = mean_sd(&errors(&NoiseModel::WHITE, 0, Landmark::Nose, 200));
        assert!(mean.abs() < 0.15 && (sd - 1.0).abs() < 0.12, "{mean} {sd}");
        let (_, sd) = mean_sd(&errors(&NoiseModel::WHITE, 0, Landmark::LeftShoulder, 200));
        assert!((sd - 1.5).abs() < 0.2, "{sd}");
    }

    #[test]
    fn bias_stays_through_a_session_and_differs_between_sessions() {
        let model = NoiseModel { shoulder_bias: 0.03, ..NoiseModel::NONE };
        let biases: Vec<f64> = (0..300)
            .map(|session| {
                let errors = errors(&model, session, Landmark::LeftShoulder, 200);
                assert!(errors.iter().all(|e| (e - errors[0]).abs() < 1e-9));
                errors[0]
            })
            .collect();
        let (_, sd) = mean_sd(&biases);
        assert!((sd - 3.0).abs() < 0.4, "{sd}");
    }

    #[test]
    fn slow_jitter_is_correlated_between_frames_and_equal_at_any_frame_rate() {
        let model = NoiseModel { face_white: 1e-9, correlated_share: 1e7, ..NoiseModel::NONE };
        for step_ms in [100, 1_000] {
            let (mut squares, mut products) = (Vec::new(), Vec::new());
            for session in 0..20 {
                let errors = errors(&model, session, Landmark::Nose, step_ms);
                squares.extend(errors.iter().map(|e| e * e));
                products.extend(errors.windows(2).map(|w| w[0] * w[1]));
            }
            let variance = mean_sd(&squares).0;
            assert!((variance - 1.0).abs() < 0.2, "{step_ms}: {variance}");
            let correlation = mean_sd(&products).0 / variance;
            let expected = (-step_ms as f64 / 1000.0).exp();
            assert!((correlation - expected).abs() < 0.1, "{step_ms}: {correlation}");
        }
    }

    #[test]
    fn the_far_ear_is_hidden_when_the_head_turns_and_the_near_one_is_not() {
        let mut noise = Noise::new(&NoiseModel::FULL, Dice::new(2, 0, "noise"));
        let turned = noise.observe(&seen(60.0, 100.0), 0);
        assert!(turned[Landmark::LeftEar.index()].visibility < 0.3);
        assert!(turned[Landmark::RightEar.index()].visibility > 0.9);
    }

    #[test]
    fn zero_noise_is_exact_and_a_pose_shift_moves_only_its_landmarks() {
        let exact = errors(&NoiseModel::NONE, 3, Landmark::LeftEar, 200);
        assert!(exact.iter().all(|e| *e == 0.0));
        let shifted = NoiseModel {
            ear_shift: PoseShift { per_yaw_rad: [0.1, 0.0], ..PoseShift::default() },
            ..NoiseModel::NONE
        };
        let mut noise = Noise::new(&shifted, Dice::new(2, 0, "noise"));
        let turned = noise.observe(&seen(20.0, 100.0), 0);
        let expected = 10.0 * 20f64.to_radians();
        assert!((turned[Landmark::LeftEar.index()].in_image.x - 320.0 - expected).abs() < 1e-9);
        // A turn to the left is a turn away from the right ear, so the right ear moves inwards,
        // which is rightwards in the image.
        assert!((turned[Landmark::RightEar.index()].in_image.x - 320.0 - expected).abs() < 1e-9);
        assert_eq!(turned[Landmark::Nose.index()].in_image.x, 320.0);
    }

    #[test]
    fn the_zoom_bias_appears_only_when_the_size_changes() {
        let model = NoiseModel { zoom_bias: 0.01, ..NoiseModel::NONE };
        let zoomed: Vec<f64> = (0..400)
            .map(|session| {
                let mut noise = Noise::new(&model, Dice::new(2, session, "noise"));
                assert_eq!(noise.observe(&seen(0.0, 100.0), 0)[0].in_image.x, 320.0);
                noise.observe(&seen(0.0, 150.0), 100)[0].in_image.x - 320.0
            })
            .collect();
        let (_, sd) = mean_sd(&zoomed);
        assert!((sd - 1.5).abs() < 0.2, "{sd}");
    }
}
