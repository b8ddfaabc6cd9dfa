//! The trunk: how far the shoulders are and how the trunk is turned.
//!
//! How far is told from how much larger the trunk looks than at the calibration, where it is
//! recognised ([`TrunkMotion`]); else from the distance between the shoulder landmarks, which is
//! several times less sure.

use nalgebra::Vector3;

use super::camera::CameraModel;
use crate::body::geometry::Vec2;
use crate::body::{Angle, Landmark, Pose, TrunkMotion};

/// Distance between the BlazePose shoulder points of an average adult, in centimetres.
///
/// Biacromial breadth is 36.5 cm (women) and 41.6 cm (men) in ANSUR II (Gordon et al. 2014); the
/// model marks the joint centres, which lie about 2.5 cm further in on each side.
pub const POPULATION_SHOULDER_WIDTH_CM: f64 = 34.0;

/// Spread of that width between people (ANSUR II, both sexes pooled), relative.
pub const POPULATION_SHOULDER_WIDTH_SD: f64 = 0.085;

/// How much of the model's image-space depth difference between the shoulders is real turn.
/// On the test photograph the metric (world) landmarks show about a third of the turn that the
/// image-space z shows; used only when a recording carries no world landmarks.
const IMAGE_Z_SHARE: f64 = 0.4;

/// Standard deviation of the trunk turn read from one picture, in degrees. Assumption: the
/// depths it is read from scatter by a third between photographs.
const YAW_SD_DEG: f64 = 6.0;

/// Standard deviation of one shoulder landmark, as a share of the shoulder width. Measured jitter
/// is about 1.8 px on a 190 px wide shoulder line.
const LANDMARK_SD_IN_WIDTHS: f64 = 0.01;

/// Turn of the trunk since the calibration below which it is rather the landmarks' noise than a
/// turn, in degrees: the spread of the turn's error. A turn d counts as d·d²/(d² + σ²) (Wiener).
const YAW_CHANGE_SD_DEG: f64 = 4.0;

/// Relative standard deviation of a depth told from the trunk's looks, whatever its noise; and what
/// it grows by with the logarithm of the change in size. From a real webcam video of a person
/// sitting, leaning in and leaning back (models/study/RESULTS.md).
const LOOKS_SD: f64 = 0.006;
const LOOKS_SD_PER_LOG_SCALE: f64 = 0.10;

/// Relative standard deviation of a depth told from the shoulder landmarks of a calibrated person:
/// they follow the size of the head and move with the square (models/study/RESULTS.md).
const LANDMARKS_SD: f64 = 0.045;

/// The same for landmarks that came without a face mesh, from another program: nothing is known of
/// their bias, and it is taken to be small, so that a recording is judged as its maker sees it.
const FOREIGN_LANDMARKS_SD: f64 = 0.015;

/// What the chest takes away from the trunk's growth when somebody leans in. From the simulator,
/// whose people do four to nine tenths of a lean by tipping.
const TIPPING: f64 = 0.06;

/// Share of the trunk's looks that goes with the shoulders rather than with the chest: the outline
/// against collar and clothes. As in the simulator; an assumption about real clothes.
const OUTLINE_SHARE: f64 = 0.55;

/// Share of a shoulder's rise that the trunk as a whole is seen to rise with it. Assumption; the
/// simulator's trunk has 0.28.
const OUTLINE_RISE_SHARE: f64 = 0.3;

/// The trunk at the calibration, that later pictures are compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrunkAnchor {
    /// How it looked then, against the same reference.
    pub motion: TrunkMotion,
    /// How far the middle between the shoulders was, centimetres.
    pub depth_cm: f64,
    /// Where the middle between the shoulders was, frame pixels.
    pub shoulder_mid_in_image: Vec2,
    /// The distance between the shoulder points, centimetres.
    pub width_cm: f64,
    /// How it was turned.
    pub yaw: Angle,
    /// [`Torso::seen_share`] of the same moment.
    pub seen_share: f64,
    /// How the logarithm of that changed with the turn.
    pub narrowing_per_rad: f64,
}

impl TrunkAnchor {
    /// The motion of the trunk of `pose`, if it was recognised against the same reference.
    fn matched<'a>(&self, pose: &'a Pose) -> Option<&'a TrunkMotion> {
        pose.trunk.as_ref().filter(|m| m.reference == self.motion.reference && m.is_sane())
    }

    /// `yaw` with what is rather noise than a turn taken out.
    fn steadied(&self, yaw: Angle) -> Angle {
        let change_deg = (yaw - self.yaw).wrapped().deg();
        let sure = change_deg.powi(2) / (change_deg.powi(2) + YAW_CHANGE_SD_DEG.powi(2));
        self.yaw + Angle::from_deg(change_deg * sure)
    }
}

/// Where the shoulders are.
#[derive(Debug, Clone, PartialEq)]
pub struct Torso {
    /// Left and right shoulder in frame pixels.
    pub shoulders_in_image: [Vec2; 2],
    /// Left and right shoulder in camera space, centimetres.
    pub shoulders_cm: [Vector3<f64>; 2],
    /// Midpoint between the shoulders in camera space, centimetres.
    pub shoulder_mid_cm: Vector3<f64>,
    /// Turn: positive towards the person's left.
    pub yaw: Angle,
    /// Standard deviation of the depth from the landmarks' noise and the turn's, centimetres.
    pub depth_sd_cm: f64,
    /// Relative standard deviation of the depth that watching longer does not take out.
    pub depth_lasting_sd: f64,
    /// Share of the shoulder width that the camera sees of a trunk turned like this.
    pub seen_share: f64,
    /// How the logarithm of that changes with the turn.
    pub narrowing_per_rad: f64,
    /// How far the middle between the shoulders has risen over the rest of the trunk since the
    /// calibration, centimetres, where the trunk is recognised.
    pub risen_cm: Option<f64>,
    /// Lower visibility of the two shoulders, 0 to 1.
    pub visibility: f64,
}

/// How the logarithm of the seen share of the shoulder width changes with the turn of a trunk whose
/// middle lies on the ray `mean_ray`.
fn narrowing_per_rad(yaw: Angle, mean_ray: f64) -> f64 {
    (yaw.sin() + mean_ray * yaw.cos()) / (yaw.cos() - mean_ray * yaw.sin()).max(0.2)
}

/// Whoever leans in tips forward about the hips: the chest comes less near than the shoulders, and
/// the trunk grows by less than it would at the shoulders alone.
fn true_log_scale(log_scale: f64) -> f64 {
    log_scale * if log_scale > 0.0 { 1.0 + TIPPING } else { 1.0 }
}

/// Places the trunk of `pose`, given the true distance between the person's shoulder points and,
/// for a calibrated person, the trunk at the calibration.
///
/// `None` if a shoulder was not seen or both fall on one point. In a side view the depth means
/// little; use [`Torso::yaw`] and the picture then.
#[must_use]
pub fn fit_torso(
    pose: &Pose,
    shoulder_width_cm: f64,
    anchor: Option<&TrunkAnchor>,
    camera: &CameraModel,
) -> Option<Torso> {
    let left_in_image = pose.seen(Landmark::LeftShoulder)?;
    let right_in_image = pose.seen(Landmark::RightShoulder)?;
    let raw_yaw = torso_yaw(pose, left_in_image, right_in_image);
    let yaw = anchor.map_or(raw_yaw, |anchor| anchor.steadied(raw_yaw));

    let width_px = left_in_image.distance(right_in_image);
    if width_px < 1.0 {
        return None;
    }
    let mid_in_image = left_in_image.midpoint(right_in_image);
    // Under perspective a turned trunk looks as wide as its turn against the line of sight, not
    // against the camera's axis: with the shoulders at M ± w/2·(cos ψ, sin ψ) and the mean of
    // their rays r, M_z = w·(cos ψ − r·sin ψ) / (difference of the rays).
    let mean_ray = (mid_in_image.x - camera.center_in_image.x) / camera.focal_px;
    // Seen edge-on the width says nothing; the floor keeps the depth finite.
    let seen_share = (yaw.cos() - mean_ray * yaw.sin()).max(0.2);
    let by_looks = anchor.and_then(|anchor| {
        let motion = anchor.matched(pose)?;
        let log_scale = true_log_scale((motion.scale / anchor.motion.scale).ln());
        let narrowed = seen_share / anchor.seen_share;
        // Shoulders that are raised come nearer to each other, and part of the outline with them.
        let drawn_in = 1.0 - OUTLINE_SHARE * (1.0 - shoulder_width_cm / anchor.width_cm);
        let depth_cm = anchor.depth_cm * narrowed * drawn_in / log_scale.exp();
        let turn_sd = (narrowing_per_rad(yaw, mean_ray) - anchor.narrowing_per_rad).abs()
            * YAW_SD_DEG.to_radians();
        let looks_sd = LOOKS_SD.hypot(LOOKS_SD_PER_LOG_SCALE * log_scale);
        Some((depth_cm, motion.log_scale_sd, looks_sd.hypot(turn_sd)))
    });
    let (depth_cm, relative_sd, depth_lasting_sd) = by_looks.unwrap_or_else(|| {
        let depth_cm = camera.focal_px * shoulder_width_cm * seen_share / width_px;
        let noise_sd = (2.0 * LANDMARK_SD_IN_WIDTHS.powi(2)
            + (yaw.sin() / seen_share * YAW_SD_DEG.to_radians()).powi(2))
        .sqrt();
        let is_foreign = pose.face.is_none() && pose.trunk.is_none();
        (depth_cm, noise_sd, if is_foreign { FOREIGN_LANDMARKS_SD } else { LANDMARKS_SD })
    });
    let risen_cm = anchor.and_then(|anchor| {
        let motion = anchor.matched(pose)?;
        let rested_in_image = motion.carry(&anchor.motion, anchor.shoulder_mid_in_image);
        let risen_px = (mid_in_image - rested_in_image).rotated(-motion.rotation).y;
        let seen_cm = -risen_px * depth_cm / camera.focal_px;
        Some(seen_cm / (1.0 - OUTLINE_RISE_SHARE))
    });
    // Each shoulder lies nearer or further by its share of the turn.
    let half_depth_cm = shoulder_width_cm / 2.0 * yaw.sin();
    let shoulders_cm = [
        camera.unproject(left_in_image, depth_cm + half_depth_cm),
        camera.unproject(right_in_image, depth_cm - half_depth_cm),
    ];
    let shoulder_mid_cm = (shoulders_cm[0] + shoulders_cm[1]) / 2.0;
    Some(Torso {
        shoulders_in_image: [left_in_image, right_in_image],
        shoulders_cm,
        shoulder_mid_cm,
        yaw,
        depth_sd_cm: depth_cm * relative_sd,
        depth_lasting_sd,
        seen_share,
        narrowing_per_rad: narrowing_per_rad(yaw, mean_ray),
        risen_cm,
        visibility: pose
            .keypoint(Landmark::LeftShoulder)
            .visibility
            .min(pose.keypoint(Landmark::RightShoulder).visibility),
    })
}

/// The turn of the shoulder line about the vertical: from the metric landmarks where there are
/// any, else from image-space depth.
fn torso_yaw(pose: &Pose, left_in_image: Vec2, right_in_image: Vec2) -> Angle {
    let metric = pose.world_m.as_ref().and_then(|world_m| {
        let left = world_m[Landmark::LeftShoulder.index()];
        let right = world_m[Landmark::RightShoulder.index()];
        let (across, away) = (left[0] - right[0], left[2] - right[2]);
        (across.is_finite() && away.is_finite() && across.hypot(away) > 0.05)
            .then(|| Angle::of_vector(across, away))
    });
    metric.unwrap_or_else(|| {
        let z = |landmark: Landmark| pose.keypoint(landmark).z;
        let width_px = f64::from(pose.image.width);
        let away_px = (z(Landmark::LeftShoulder) - z(Landmark::RightShoulder)) * width_px;
        Angle::of_vector(left_in_image.x - right_in_image.x, away_px * IMAGE_Z_SHARE)
    })
}
