//! Places head, trunk and neck of one pose in camera space.

use super::baseline::{Baseline, BodyModel};
use super::camera::CameraModel;
use super::head::{HeadPose, fit_head};
use super::neck::Neck;
use super::torso::{Torso, TrunkAnchor, fit_torso};
use super::view::View;
use crate::body::geometry::Vec2;
use crate::body::{Landmark, Pose, Side};

/// Head and trunk of one pose in camera space: the input of the measures and of the calibration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UpperBody {
    pub view: View,
    /// The head, if the face was seen well enough.
    pub head: Option<HeadPose>,
    /// The trunk, if both shoulders were seen.
    pub torso: Option<Torso>,
    /// The neck, if head and trunk are known and the view is frontal.
    pub neck: Option<Neck>,
}

impl UpperBody {
    /// Places head and trunk of `pose` for a person with the sizes `body`.
    #[must_use]
    pub(crate) fn of(pose: &Pose, body: &BodyModel, camera: &CameraModel) -> Self {
        let head = fit_head(pose, &body.head, camera);
        Self::around(head, pose, body, body.shoulder_width_cm, None, camera)
    }

    /// Places head and trunk of `pose` for a person whose upright neck is known. Raised shoulders come
    /// nearer to each other; the shoulder width is corrected for it, so that this is not measured as a
    /// larger distance from the camera.
    #[must_use]
    pub(super) fn against(pose: &Pose, baseline: &Baseline, camera: &CameraModel) -> Self {
        let (body, anchor) = (&baseline.body, baseline.trunk.as_ref());
        let head = fit_head(pose, &body.head, camera);
        let upper_body = Self::around(head, pose, body, body.shoulder_width_cm, anchor, camera);
        let (Some(neck), Some(upright)) = (&upper_body.neck, &baseline.neck) else {
            return upper_body;
        };
        // One correction step only: gained height and lost width amplify each other and their noise.
        let lost_cm = width_lost_by_raising_cm(neck.raised_cm(upright), body.shoulder_width_cm);
        let width_cm = body.shoulder_width_cm - lost_cm;
        Self::around(upper_body.head, pose, body, width_cm, anchor, camera)
    }

    fn around(
        head: Option<HeadPose>,
        pose: &Pose,
        body: &BodyModel,
        shoulder_width_cm: f64,
        anchor: Option<&TrunkAnchor>,
        camera: &CameraModel,
    ) -> Self {
        let torso = fit_torso(pose, shoulder_width_cm, anchor, camera);
        let view = match (&head, &torso) {
            (_, Some(torso)) => View::of_torso_yaw(torso.yaw),
            // In a side view the near shoulder often hides the far one.
            (Some(head), None) if head.yaw.abs().deg() > 55.0 && near_shoulder(pose).is_some() => {
                View::Side
            }
            (Some(_), None) => View::HeadOnly,
            (None, None) if near_ear_and_shoulder(pose).is_some() => View::Side,
            (None, None) => View::Nobody,
        };
        let neck = match (&head, &torso, view) {
            (Some(head), Some(torso), View::Front) => {
                Some(Neck::of(head, torso, body.head.ear_breadth_cm() / 2.0, camera))
            }
            _ => None,
        };
        Self { view, head, torso, neck }
    }
}

/// Decrease of the distance between shoulders that are raised by `raised_cm`, centimetres: each
/// moves on an arc about the sternoclavicular joint, with a radius of about half the distance
/// between the shoulder points (half of 39 cm biacromial breadth, less 2.5 cm to the joint;
/// ANSUR II).
fn width_lost_by_raising_cm(raised_cm: [f64; 2], shoulder_width_cm: f64) -> f64 {
    let radius_cm = shoulder_width_cm / 2.0;
    let lost = |raised_cm: f64| {
        let raised_cm = raised_cm.clamp(0.0, 0.6 * radius_cm);
        radius_cm - (radius_cm.powi(2) - raised_cm.powi(2)).sqrt()
    };
    raised_cm.map(lost).iter().sum()
}

/// The seen shoulder that is nearer to the camera.
pub(super) fn near_shoulder(pose: &Pose) -> Option<(Side, Vec2)> {
    Side::BOTH
        .into_iter()
        .filter_map(|side| pose.seen(Landmark::shoulder(side)).map(|point| (side, point)))
        .min_by(|(a, _), (b, _)| {
            let z = |side| pose.keypoint(Landmark::shoulder(side)).z;
            z(*a).total_cmp(&z(*b))
        })
}

pub(super) fn near_ear_and_shoulder(pose: &Pose) -> Option<(Side, Vec2, Vec2)> {
    let (side, shoulder) = near_shoulder(pose)?;
    let ear = pose.seen(Landmark::ear(side))?;
    Some((side, ear, shoulder))
}

/// +1 if the face points to the right of the image, −1 if it points to the left; `None` if unclear.
pub(super) fn facing_in_image(pose: &Pose, ear: Vec2) -> Option<f64> {
    let nose = pose.seen(Landmark::Nose)?;
    let ahead_px = nose.x - ear.x;
    (ahead_px.abs() > 1.0).then(|| ahead_px.signum())
}
