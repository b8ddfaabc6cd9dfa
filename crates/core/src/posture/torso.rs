//! The trunk: distance of the shoulders and turn of the trunk.
//!
//! If the trunk is recognised ([`TrunkMotion`]), the distance is computed from its growth since the
//! calibration; otherwise from the distance between the shoulder landmarks, which is several times
//! less accurate.

use nalgebra::Vector3;

use super::camera::CameraModel;
use crate::body::geometry::Vec2;
use crate::body::{Angle, Landmark, Pose, TrunkMotion};

/// Distance between the BlazePose shoulder points of an average adult, centimetres.
///
/// Biacromial breadth is 36.5 cm (women) and 41.6 cm (men) in ANSUR II (Gordon et al. 2014). The
/// model marks the joint centres, which lie about 2.5 cm further inwards on each side.
pub(crate) const POPULATION_SHOULDER_WIDTH_CM: f64 = 34.0;

/// Fraction of the model's image-space depth difference between the shoulders that is a real turn.
/// On the test photograph the metric (world) landmarks show about a third of the turn that the
/// image-space z shows. Used only when a recording has no world landmarks.
const IMAGE_Z_SHARE: f64 = 0.4;

/// Standard deviation of the trunk turn measured in one frame, degrees. Assumption: the depths it
/// is computed from vary by a third between photographs.
const YAW_SD_DEG: f64 = 6.0;

/// Standard deviation of one shoulder landmark, as a fraction of the shoulder width. The measured
/// jitter is about 1.8 px on a shoulder line of 190 px.
const LANDMARK_SD_IN_WIDTHS: f64 = 0.01;

/// Standard deviation σ of a change of the trunk turn since the calibration, degrees. Smaller
/// changes are more likely landmark noise than a turn: a change d counts as d·d²/(d² + σ²) (Wiener).
const YAW_CHANGE_SD_DEG: f64 = 4.0;

/// Constant part of the relative standard deviation of a depth computed from the trunk's appearance.
/// From a real webcam video of a person who sits, leans in and leans back (models/study/RESULTS.md).
const LOOKS_SD: f64 = 0.006;

/// Increase of the relative standard deviation of a depth computed from the trunk's appearance, per
/// unit of the natural logarithm of the change in size. Same source as [`LOOKS_SD`].
const LOOKS_SD_PER_LOG_SCALE: f64 = 0.10;

/// Relative standard deviation of a depth computed from the shoulder landmarks of a calibrated
/// person: the landmarks depend on the size of the head and on the model's input crop
/// (models/study/RESULTS.md).
const LANDMARKS_SD: f64 = 0.045;

/// Relative standard deviation of a depth computed from landmarks without a face mesh, from another
/// program. Their bias is not known and is assumed to be small, so that a recording is judged by its
/// own landmarks.
const FOREIGN_LANDMARKS_SD: f64 = 0.015;

/// Relative difference between the growth of the shoulders and the smaller growth of the whole trunk
/// when the person leans in, because the chest approaches the camera less. From the simulator, in
/// which tipping makes up 40 to 90 % of a lean.
const TIPPING: f64 = 0.06;

/// Fraction of the trunk's appearance that moves with the shoulders (the outline) rather than with
/// the chest (collar and clothes). As in the simulator; for real clothes it is an assumption.
const OUTLINE_SHARE: f64 = 0.55;

/// Fraction of a shoulder's rise by which the recognised trunk as a whole rises too. Assumption; the
/// value of the simulator's trunk is 0.28.
const OUTLINE_RISE_SHARE: f64 = 0.3;

/// The trunk at the calibration. Later frames are compared with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrunkAnchor {
    /// Motion at the calibration, relative to the same reference frame as later motions.
    pub motion: TrunkMotion,
    /// Depth of the shoulder midpoint, centimetres.
    pub depth_cm: f64,
    /// Position of the shoulder midpoint, frame pixels.
    pub shoulder_mid_in_image: Vec2,
    /// Distance between the shoulder points, centimetres.
    pub width_cm: f64,
    /// Turn of the trunk.
    pub yaw: Angle,
    /// [`Torso::seen_share`] at the calibration.
    pub seen_share: f64,
    /// [`Torso::narrowing_per_rad`] at the calibration.
    pub narrowing_per_rad: f64,
}

impl TrunkAnchor {
    /// The motion of the trunk of `pose`, if it refers to the same reference frame.
    fn matched<'a>(&self, pose: &'a Pose) -> Option<&'a TrunkMotion> {
        pose.trunk.as_ref().filter(|m| m.reference == self.motion.reference && m.is_sane())
    }

    /// `yaw` with the part of its change removed that is more likely noise.
    fn steadied(&self, yaw: Angle) -> Angle {
        let change_deg = (yaw - self.yaw).wrapped().deg();
        let sure = change_deg.powi(2) / (change_deg.powi(2) + YAW_CHANGE_SD_DEG.powi(2));
        self.yaw + Angle::from_deg(change_deg * sure)
    }
}

/// Position and turn of the shoulders.
#[derive(Debug, Clone, PartialEq)]
pub struct Torso {
    /// Left and right shoulder in frame pixels.
    pub shoulders_in_image: [Vec2; 2],
    /// Left and right shoulder in camera space, centimetres.
    pub shoulders_cm: [Vector3<f64>; 2],
    /// Midpoint between the shoulders in camera space, centimetres.
    pub shoulder_mid_cm: Vector3<f64>,
    /// Turn of the trunk, positive towards the person's left.
    pub yaw: Angle,
    /// Standard deviation of the depth caused by noise of the landmarks and of the turn, centimetres.
    pub depth_sd_cm: f64,
    /// Relative standard deviation of the depth that averaging over time does not reduce.
    pub depth_lasting_sd: f64,
    /// Fraction of the shoulder width that the camera sees at this turn.
    pub seen_share: f64,
    /// Derivative of the logarithm of `seen_share` with respect to the turn, with the sign reversed.
    pub narrowing_per_rad: f64,
    /// Rise of the shoulder midpoint over the rest of the trunk since the calibration, centimetres, if
    /// the trunk is recognised.
    pub risen_cm: Option<f64>,
    /// Lower visibility of the two shoulders, 0 to 1.
    pub visibility: f64,
}

/// Decrease of the logarithm of the seen fraction of the shoulder width per radian of turn, for a
/// trunk whose midpoint lies on the ray `mean_ray`.
fn narrowing_per_rad(yaw: Angle, mean_ray: f64) -> f64 {
    (yaw.sin() + mean_ray * yaw.cos()) / (yaw.cos() - mean_ray * yaw.sin()).max(0.2)
}

/// Corrects the trunk's growth for tipping: a person who leans in tips about the hips, so the chest
/// approaches the camera less than the shoulders do, and the whole trunk grows less than the
/// shoulders.
fn true_log_scale(log_scale: f64) -> f64 {
    log_scale * if log_scale > 0.0 { 1.0 + TIPPING } else { 1.0 }
}

/// Places the trunk of `pose`, given the true distance between the person's shoulder points and,
/// for a calibrated person, the trunk at the calibration.
///
/// Returns `None` if a shoulder was not seen or both are at the same point. In a side view the depth
/// is not reliable; use [`Torso::yaw`] and the image positions there.
#[must_use]
pub(crate) fn fit_torso(
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
    // Under perspective the apparent width depends on the turn relative to the line of sight, not
    // relative to the camera's axis: with the shoulders at M ± w/2·(cos ψ, sin ψ) and the mean of
    // their rays r, M_z = w·(cos ψ − r·sin ψ) / (difference of the rays).
    let mean_ray = (mid_in_image.x - camera.center_in_image.x) / camera.focal_px;
    // Seen edge-on the width carries no information; the lower bound keeps the depth finite.
    let seen_share = (yaw.cos() - mean_ray * yaw.sin()).max(0.2);
    let by_looks = anchor.and_then(|anchor| {
        let motion = anchor.matched(pose)?;
        let log_scale = true_log_scale((motion.scale / anchor.motion.scale).ln());
        let narrowed = seen_share / anchor.seen_share;
        // Raised shoulders come nearer to each other, and part of the outline moves with them.
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
    // The turn moves one shoulder nearer and the other one further away by the same depth.
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

/// The turn of the shoulder line about the vertical: from the world landmarks if there are any,
/// otherwise from image-space depth.
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
