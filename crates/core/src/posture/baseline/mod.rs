//! The person's own upright posture, and the sizes and anchors that belong to it.
//!
//! All judgement is relative to this baseline. [`BaselineCapture`] takes it from a few seconds of
//! good posture; the module `statistics` averages the frames robustly.

mod capture;
mod statistics;

use serde::{Deserialize, Serialize};

use super::camera::CameraModel;
use super::carry_over::Differences;
use super::cues::Cues;
use super::fault::FAULT_RULES;
use super::head::HeadTemplate;
use super::lean::UprightTrunk;
use super::neck::Neck;
use super::quantity::Quantity;
use super::stale::SceneAnchor;
use super::torso::{POPULATION_SHOULDER_WIDTH_CM, TrunkAnchor};
use super::view::View;
use crate::body::{Angle, ImageSize};

pub use capture::BaselineCapture;
pub use statistics::Robust;

/// Sizes of a person's upper body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyModel {
    pub head: HeadTemplate,
    /// Distance between the shoulder points in space, centimetres.
    pub shoulder_width_cm: f64,
}

impl BodyModel {
    /// The sizes of an average adult, used until the person has calibrated.
    #[must_use]
    pub fn population() -> Self {
        Self { head: HeadTemplate::population(), shoulder_width_cm: POPULATION_SHOULDER_WIDTH_CM }
    }
}

/// The person's own upright posture, as measured with one camera.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// The view in which it was taken. It is valid in this view only.
    pub view: View,
    pub body: BodyModel,
    /// Downward tilt of the camera.
    pub camera_tilt: Angle,
    /// What was known about the camera; `None` in records of earlier versions. All lengths and angles of the
    /// baseline are as seen with it, and so are the frames that are compared with it.
    pub seen_with: Option<SeenWith>,
    /// The upright neck, if the view is frontal.
    pub neck: Option<Neck>,
    /// Distances of the ear midpoint and of the shoulder midpoint below the camera, centimetres, if
    /// the view is frontal.
    pub heights_cm: Option<[f64; 2]>,
    /// Upright position of the shoulders, if the view is frontal. The lean is computed from it.
    pub upright_trunk: Option<UprightTrunk>,
    /// The trunk at the calibration, if it was recognised in most frames.
    pub trunk: Option<TrunkAnchor>,
    /// The surroundings at the calibration, if they could be compared.
    pub scene: Option<SceneAnchor>,
    /// Median misfit of the upper face at the calibration, in ear-to-ear widths, if there was a face mesh.
    pub face_misfit: Option<f64>,
    /// The medians of the cues, if the view is frontal; the learned fusion compares with them.
    pub cues: Option<Cues>,
    /// The same for the baseline as it is saved: with an average face, and without the picture of the trunk.
    pub cues_to_save: Option<Cues>,
    /// How the captured posture differs from the upright one. It is the upright one unless the baseline was
    /// taken over from an earlier day.
    pub differences: Differences,
    /// Factors on the limits of the changes; 1 until the person has shown their slouch.
    pub(super) own_limit_scales: [f64; Quantity::COUNT],
    /// Median and spread of each quantity when upright.
    pub(super) values: [Option<Robust>; Quantity::COUNT],
}

/// What was known about the camera when a baseline was taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SeenWith {
    /// Field of view along the longer side of the image, degrees.
    pub hfov_deg: f64,
    /// [`CameraModel::distance_scale`].
    pub distance_scale: f64,
}

impl SeenWith {
    /// What is known about `camera`.
    #[must_use]
    pub fn of(camera: &CameraModel) -> Self {
        Self { hfov_deg: camera.hfov().deg(), distance_scale: camera.distance_scale }
    }
}

/// Assumed forward-head angle of a person's own upright posture, degrees.
///
/// From the front the absolute angle cannot be measured (head and shoulder sizes vary more between
/// people than forward head does), so the baseline is set to this angle and changes are measured
/// from it. The plumb line of a good posture passes through ear lobe and acromion (Kendall), and
/// people who are asked to sit upright keep a few degrees of forward head.
pub const ANCHOR_FORWARD_HEAD_DEG: f64 = 5.0;

/// Assumed downward nod of a person who looks at the screen, degrees. A different measured nod is
/// taken as tilt of the camera. Product choice: screens stand below the eyes, and the gaze turns
/// down further than the head (Ankrum & Nemeth 2000 found comfortable heads about level).
pub const ANCHOR_HEAD_PITCH_DEG: f64 = 4.0;

impl Baseline {
    /// `camera` with the field of view and the tilt of this baseline, for frames that are compared with it. The
    /// distances of faces stay those of `camera`.
    #[must_use]
    pub fn camera(&self, camera: &CameraModel) -> CameraModel {
        let seen =
            self.seen_with.map_or(*camera, |then| camera.seen_with(Angle::from_deg(then.hfov_deg)));
        seen.tilted(self.camera_tilt)
    }

    /// The median of `quantity` when upright; `None` if it has no meaning or was not measured.
    #[must_use]
    pub fn median(&self, quantity: Quantity) -> Option<f64> {
        self.robust(quantity).map(|robust| robust.median)
    }

    /// Factor on the limits of the change of `quantity` for this person.
    #[must_use]
    pub fn own_limit_scale(&self, quantity: Quantity) -> f64 {
        self.own_limit_scales[quantity as usize]
    }

    /// Scales the limits to the person's own slouch: a fault then begins at half of it, and no limit
    /// becomes less than half or more than twice the usual one.
    ///
    /// `changes` are the changes from the upright posture in the slouch that was shown.
    ///
    /// # Errors
    /// [`CalibrationProblem::NotDifferent`] when the slouch hardly differs from the upright posture;
    /// the limits stay unchanged.
    pub fn set_slouch(
        &mut self,
        changes: &dyn Fn(Quantity) -> Option<f64>,
    ) -> Result<(), CalibrationProblem> {
        let scale = |quantity: Quantity| {
            let limits = FAULT_RULES
                .iter()
                .find(|rule| rule.quantity == quantity)
                .and_then(|rule| rule.from_baseline)?;
            let wanted = SHARE_OF_OWN_SLOUCH * changes(quantity)? / limits.enter;
            // A quantity that hardly changed in the slouch keeps its limit.
            (wanted >= OWN_LIMIT_SCALES.start).then_some(wanted.min(OWN_LIMIT_SCALES.end))
        };
        let found = SLOUCHED_QUANTITIES.map(|q| (q, scale(q)));
        if found.iter().all(|(_, scale)| scale.is_none()) {
            return Err(CalibrationProblem::NotDifferent);
        }
        for (quantity, scale) in found {
            self.own_limit_scales[quantity as usize] = scale.unwrap_or(1.0);
        }
        Ok(())
    }

    /// Copies the own limits from an earlier baseline of the same person.
    pub fn keep_own_limits_of(&mut self, before: &Self) {
        self.own_limit_scales = before.own_limit_scales;
    }

    /// Median and spread of `quantity` when upright.
    #[must_use]
    pub fn robust(&self, quantity: Quantity) -> Option<Robust> {
        self.values[quantity as usize]
    }
}

/// Fraction of the person's own slouch at which a fault begins, before the measure's uncertainty is
/// added. Product choice.
const SHARE_OF_OWN_SLOUCH: f64 = 0.5;
/// Range of the factor on a limit.
const OWN_LIMIT_SCALES: std::ops::Range<f64> = 0.5..2.0;
/// The quantities whose limits a shown slouch scales.
const SLOUCHED_QUANTITIES: [Quantity; 2] = [Quantity::ForwardHead, Quantity::Slouch];

/// Why a capture failed. The texts tell the person what to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationProblem {
    /// Too few frames show the person.
    #[error("You were not in view long enough. Sit where the camera sees your head and shoulders.")]
    NotSeen,
    /// The frames are black.
    #[error(
        "The camera gives a black picture. Open its shutter, take off its cap or turn on a light."
    )]
    BlackPicture,
    /// The frames have one colour only.
    #[error("The camera gives a picture of one colour. Switch it on or open its shutter.")]
    OneColourPicture,
    /// The frames show no shoulders.
    #[error("Your shoulders were not in view. Tilt the camera down a little or move back.")]
    ShouldersNotInView,
    /// The person was turned away from the camera.
    #[error("You were turned away. Face the screen and try again.")]
    Turned,
    /// The shown slouch hardly differs from the upright posture.
    #[error("That looked like your upright posture. Slouch as you do when tired, and hold it.")]
    NotDifferent,
    /// The person moved too much.
    #[error("You moved too much. Sit upright, look at the screen and hold still.")]
    Moved,
}

/// The camera model of frames of `image` size, for calibration and monitoring alike.
#[must_use]
pub fn camera_for(image: ImageSize, hfov_deg: f64) -> CameraModel {
    CameraModel::from_hfov(image, Angle::from_deg(hfov_deg))
}

#[cfg(test)]
mod tests;
