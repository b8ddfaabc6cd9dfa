//! The trunk: how far the shoulders are and how the trunk is turned.

use nalgebra::Vector3;

use super::camera::CameraModel;
use crate::body::geometry::Vec2;
use crate::body::{Angle, Landmark, Pose};

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
const IMAGE_Z_SHARE: f64 = 0.35;

/// Standard deviation of the trunk turn read from one picture, in degrees. Provisional.
const YAW_SD_DEG: f64 = 6.0;

/// Standard deviation of one shoulder landmark, as a share of the shoulder width. Measured jitter
/// is about 1.8 px on a 190 px wide shoulder line.
const LANDMARK_SD_IN_WIDTHS: f64 = 0.01;

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
    /// Lower visibility of the two shoulders, 0 to 1.
    pub visibility: f64,
}

/// Places the trunk of `pose`, given the true distance between the person's shoulder points.
///
/// `None` if a shoulder was not seen or both fall on one point. In a side view the depth means
/// little; use [`Torso::yaw`] and the picture then.
#[must_use]
pub fn fit_torso(pose: &Pose, shoulder_width_cm: f64, camera: &CameraModel) -> Option<Torso> {
    let left_in_image = pose.seen(Landmark::LeftShoulder)?;
    let right_in_image = pose.seen(Landmark::RightShoulder)?;
    let yaw = torso_yaw(pose, left_in_image, right_in_image);

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
    let depth_cm = camera.focal_px * shoulder_width_cm * seen_share / width_px;
    // Each shoulder lies nearer or further by its share of the turn.
    let half_depth_cm = shoulder_width_cm / 2.0 * yaw.sin();
    let shoulders_cm = [
        camera.unproject(left_in_image, depth_cm + half_depth_cm),
        camera.unproject(right_in_image, depth_cm - half_depth_cm),
    ];
    let shoulder_mid_cm = (shoulders_cm[0] + shoulders_cm[1]) / 2.0;
    let relative_sd = (2.0 * LANDMARK_SD_IN_WIDTHS.powi(2)
        + (yaw.sin() / seen_share * YAW_SD_DEG.to_radians()).powi(2))
    .sqrt();
    Some(Torso {
        shoulders_in_image: [left_in_image, right_in_image],
        shoulders_cm,
        shoulder_mid_cm,
        yaw,
        depth_sd_cm: depth_cm * relative_sd,
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
