//! Forward tip of the trunk about the hips.
//!
//! Shoulders come nearer when the trunk tips or when the chair rolls. A trunk that tips by θ about
//! hips at a distance L below the shoulders brings them nearer by L·sin θ and lowers them by
//! L·(1 − cos θ); a rolling chair does not lower them. One angle is computed from the approach and
//! one from the drop; the lean is the smaller of the two. L is measured if both hips are clearly
//! visible, which is rare at a desk.

use super::camera::CameraModel;
use super::torso::Torso;
use crate::body::{Angle, Landmark, Pose};

/// Height of the shoulder points above the hip joints of an average sitting adult, centimetres:
/// acromial height sitting 55.6 cm (women) and 59.8 cm (men) in ANSUR II (Gordon et al. 2014), less
/// about 8 cm from the seat to the joint and 4–5 cm from acromion to joint centre.
pub(crate) const POPULATION_TRUNK_CM: f64 = 46.0;

/// Tolerance on the measured drop of the shoulders, centimetres: the error of their height when they
/// come nearer to a camera whose tilt is known to a few degrees.
const DROP_ALLOWANCE_CM: f64 = 2.0;

/// Minimum visibility at which hips count as seen. The model also marks hips below the edge of the
/// image, with medium visibility.
const HIPS_SEEN: f64 = 0.8;

/// Position of the shoulders in the upright posture, in level space.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct UprightTrunk {
    /// Horizontal distance of the shoulder midpoint from the camera, centimetres.
    pub depth_cm: f64,
    /// Distance of the shoulder midpoint below the camera, centimetres.
    pub down_cm: f64,
    /// Distance from the hips up to the shoulder midpoint, centimetres.
    pub length_cm: f64,
}

/// The lean since `upright`, positive towards the screen, and its standard deviation in degrees:
/// from noise, and the lasting part that averaging does not reduce.
#[must_use]
pub(crate) fn trunk_lean(
    torso: &Torso,
    upright: &UprightTrunk,
    camera: &CameraModel,
) -> (Angle, [f64; 2]) {
    let now = camera.level(&torso.shoulder_mid_cm);
    let length_cm = upright.length_cm.max(10.0);
    let nearer = ((upright.depth_cm - now.z) / length_cm).clamp(-0.95, 0.95);
    let by_nearness = Angle::from_rad(nearer.asin());
    let dropped_cm = (now.y - upright.down_cm).max(0.0) + DROP_ALLOWANCE_CM;
    let most = Angle::from_rad((1.0 - (dropped_cm / length_cm).min(1.0)).acos());
    let lean = Angle::from_rad(by_nearness.rad().min(most.rad()));
    let sd = |sd_cm: f64| Angle::from_rad(sd_cm / (length_cm * by_nearness.cos())).deg();
    let lasting_cm = torso.shoulder_mid_cm.z * torso.depth_lasting_sd;
    (lean, [sd(torso.depth_sd_cm), sd(lasting_cm)])
}

/// Distance from the hips up to the shoulders in centimetres, if both hips are clearly visible.
/// `cm_per_px` is the scale at the depth of the trunk.
#[must_use]
pub(crate) fn seen_trunk_cm(pose: &Pose, cm_per_px: f64) -> Option<f64> {
    let hip = |landmark| {
        let keypoint = pose.keypoint(landmark);
        let (width, height) = (f64::from(pose.image.width), f64::from(pose.image.height));
        let is_inside = (0.0..width).contains(&keypoint.in_image.x)
            && (0.0..height).contains(&keypoint.in_image.y);
        (keypoint.is_finite() && keypoint.visibility >= HIPS_SEEN && is_inside)
            .then_some(keypoint.in_image)
    };
    let hips = hip(Landmark::LeftHip)?.midpoint(hip(Landmark::RightHip)?);
    let shoulders =
        pose.seen(Landmark::LeftShoulder)?.midpoint(pose.seen(Landmark::RightShoulder)?);
    let length_cm = hips.distance(shoulders) * cm_per_px;
    // Other lengths are not an adult's trunk seen from the front.
    (25.0..70.0).contains(&length_cm).then_some(length_cm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::ImageSize;
    use crate::body::geometry::Vec2;
    use nalgebra::Vector3;
    use proptest::prelude::*;

    const UPRIGHT: UprightTrunk = UprightTrunk { depth_cm: 80.0, down_cm: 30.0, length_cm: 46.0 };

    fn lean_deg(nearer_cm: f64, lower_cm: f64) -> f64 {
        let camera =
            CameraModel::from_hfov(ImageSize { width: 640, height: 480 }, Angle::from_deg(70.0));
        let mid = Vector3::new(0.0, UPRIGHT.down_cm + lower_cm, UPRIGHT.depth_cm - nearer_cm);
        let torso = Torso {
            shoulders_in_image: [Vec2::default(); 2],
            shoulders_cm: [mid; 2],
            shoulder_mid_cm: mid,
            yaw: Angle::ZERO,
            depth_sd_cm: 0.5,
            depth_lasting_sd: 0.01,
            seen_share: 1.0,
            narrowing_per_rad: 0.0,
            risen_cm: None,
            visibility: 1.0,
        };
        trunk_lean(&torso, &UPRIGHT, &camera).0.deg()
    }

    #[test]
    fn a_chair_rolled_nearer_stays_below_the_lean_limit() {
        for rolled_cm in [5.0, 15.0, 30.0] {
            assert!(lean_deg(rolled_cm, 0.0) < 20.0, "{rolled_cm}");
        }
        assert_eq!(lean_deg(0.0, 0.0), 0.0);
        assert!(lean_deg(-20.0, 0.0) < -20.0, "leaning back is negative");
    }

    proptest! {
        #[test]
        fn a_trunk_tipped_about_the_hips_is_measured_at_its_angle(lean in 0.0f64..40.0) {
            let (sin, cos) = lean.to_radians().sin_cos();
            let seen = lean_deg(46.0 * sin, 46.0 * (1.0 - cos));
            prop_assert!((seen - lean).abs() < 0.01, "{seen} for {lean}");
        }
    }
}
