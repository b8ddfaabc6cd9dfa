//! Display names of the core's enums. The core defines the values, this module their texts.

use crate::desktop::sandbox::Sandbox;
use crate::settings::Sensitivity;
use crate::text::{self, t};
use plumbline_core::body::BlankPicture;
use plumbline_core::catalogue::{BodyPart, Equipment, Item, Position};
use plumbline_core::coaching::discomfort::Area;
use plumbline_core::coaching::silence::SilenceReason;
use plumbline_core::engine::cadence::OffReason;
use plumbline_core::posture::baseline::CalibrationProblem;
use plumbline_core::posture::quantity::Unit;
use plumbline_core::posture::{Quantity, Unmeasured};
use plumbline_vision::frames::camera::{CameraInfo, CameraKind};

/// Name of a quantity, as a heading.
#[must_use]
pub fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::ForwardHead => t!("quantity-forward-head"),
        Quantity::EarShoulder => t!("quantity-ear-shoulder"),
        Quantity::RaisedShoulderLeft => t!("quantity-raised-shoulder-left"),
        Quantity::RaisedShoulderRight => t!("quantity-raised-shoulder-right"),
        Quantity::HeadTilt => t!("quantity-head-tilt"),
        Quantity::ShoulderTilt => t!("quantity-shoulder-tilt"),
        Quantity::Slouch => t!("quantity-slouch"),
        Quantity::HeadPitch => t!("quantity-head-pitch"),
        Quantity::HeadYaw => t!("quantity-head-yaw"),
        Quantity::TorsoYaw => t!("quantity-torso-yaw"),
        Quantity::TrunkLean => t!("quantity-trunk-lean"),
        Quantity::ScreenDistance => t!("quantity-screen-distance"),
    }
}

/// Name of a quantity within a sentence.
#[must_use]
pub fn quantity_within(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::ForwardHead => t!("quantity-within-forward-head"),
        Quantity::EarShoulder => t!("quantity-within-ear-shoulder"),
        Quantity::RaisedShoulderLeft => t!("quantity-within-raised-shoulder-left"),
        Quantity::RaisedShoulderRight => t!("quantity-within-raised-shoulder-right"),
        Quantity::HeadTilt => t!("quantity-within-head-tilt"),
        Quantity::ShoulderTilt => t!("quantity-within-shoulder-tilt"),
        Quantity::Slouch => t!("quantity-within-slouch"),
        Quantity::HeadPitch => t!("quantity-within-head-pitch"),
        Quantity::HeadYaw => t!("quantity-within-head-yaw"),
        Quantity::TorsoYaw => t!("quantity-within-torso-yaw"),
        Quantity::TrunkLean => t!("quantity-within-trunk-lean"),
        Quantity::ScreenDistance => t!("quantity-within-screen-distance"),
    }
}

/// Unit after a number.
#[must_use]
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Degrees => "°",
        Unit::Centimetres => t!("unit-centimetres"),
        Unit::ShoulderWidths => t!("unit-shoulder-widths"),
    }
}

/// Reason why a quantity is not measured.
#[must_use]
pub fn unmeasured(why: Unmeasured) -> String {
    match why {
        Unmeasured::LandmarkUnseen(landmark) => {
            return t!("unmeasured-landmark", landmark = text::landmark(landmark));
        }
        Unmeasured::Nobody => t!("unmeasured-nobody"),
        Unmeasured::FaceUnclear => t!("unmeasured-face-unclear"),
        Unmeasured::HeadOnly => t!("unmeasured-head-only"),
        Unmeasured::TurnedTooFar => t!("unmeasured-turned-too-far"),
        Unmeasured::NeedsSideView => t!("unmeasured-needs-side-view"),
        Unmeasured::NeedsFrontView => t!("unmeasured-needs-front-view"),
        Unmeasured::NotCalibrated => t!("unmeasured-not-calibrated"),
        Unmeasured::BaselineDoubtful => t!("unmeasured-baseline-doubtful"),
        Unmeasured::TooUncertain => t!("unmeasured-too-uncertain"),
        Unmeasured::Implausible => t!("unmeasured-implausible"),
        Unmeasured::PictureOnItsSide => t!("unmeasured-picture-on-its-side"),
        Unmeasured::PictureUpsideDown => t!("unmeasured-picture-upside-down"),
        Unmeasured::NotAtDesk => t!("unmeasured-not-at-desk"),
        Unmeasured::Stretching => t!("unmeasured-stretching"),
        Unmeasured::Blank(BlankPicture::Black) => t!("unmeasured-black-picture"),
        Unmeasured::Blank(BlankPicture::OneColour) => t!("unmeasured-one-colour-picture"),
    }
    .to_owned()
}

/// Instruction after a failed calibration of the upright baseline.
#[must_use]
pub fn calibration_problem(problem: CalibrationProblem) -> &'static str {
    match problem {
        CalibrationProblem::NotSeen => t!("upright-problem-not-seen"),
        CalibrationProblem::BlackPicture => t!("upright-problem-black-picture"),
        CalibrationProblem::OneColourPicture => t!("upright-problem-one-colour-picture"),
        CalibrationProblem::ShouldersNotInView => t!("upright-problem-shoulders"),
        CalibrationProblem::Turned => t!("upright-problem-turned"),
        CalibrationProblem::NotDifferent => t!("upright-problem-not-different"),
        CalibrationProblem::Moved => t!("upright-problem-moved"),
    }
}

/// Name of a camera, with its kind if that is not an ordinary one.
#[must_use]
pub fn camera(info: &CameraInfo) -> String {
    match info.kind() {
        CameraKind::Colour => info.name.clone(),
        CameraKind::Infrared => t!("camera-infrared", name = info.name.clone()),
        CameraKind::RawSensor => t!("camera-raw-sensor", name = info.name.clone()),
    }
}

/// What to do about a picture in which nothing can be seen.
#[must_use]
pub fn blank_picture(blank: BlankPicture) -> &'static str {
    calibration_problem(match blank {
        BlankPicture::Black => CalibrationProblem::BlackPicture,
        BlankPicture::OneColour => CalibrationProblem::OneColourPicture,
    })
}

/// Reason why monitoring is off.
#[must_use]
pub fn off_reason(reason: OffReason) -> &'static str {
    match reason {
        OffReason::Asleep => t!("off-asleep"),
        OffReason::Locked => t!("off-locked"),
        OffReason::Paused => t!("off-paused"),
        OffReason::Battery => t!("off-battery"),
    }
}

/// Reason why notifications are held back, used after "Quiet: ".
#[must_use]
pub fn silence_reason(reason: SilenceReason) -> &'static str {
    match reason {
        SilenceReason::Snoozed => t!("silence-snoozed"),
        SilenceReason::QuietHours => t!("silence-quiet-hours"),
        SilenceReason::Call => t!("silence-call"),
        SilenceReason::ScreenShared => t!("silence-screen-shared"),
        SilenceReason::Presenting => t!("silence-presenting"),
        SilenceReason::DoNotDisturb => t!("silence-do-not-disturb"),
    }
}

/// Name of a sensitivity level.
#[must_use]
pub fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Relaxed => t!("settings-relaxed"),
        Sensitivity::Normal => t!("settings-normal"),
        Sensitivity::Strict => t!("settings-strict"),
    }
}

/// Starting position of a stretch.
#[must_use]
pub fn position(position: Position) -> &'static str {
    match position {
        Position::Seated => t!("position-seated"),
        Position::Standing => t!("position-standing"),
        Position::Floor => t!("position-floor"),
    }
}

/// Equipment for a stretch.
#[must_use]
pub fn equipment(equipment: Equipment) -> &'static str {
    match equipment {
        Equipment::Ball => t!("equipment-ball"),
        Equipment::MassageStick => t!("equipment-massage-stick"),
        Equipment::MassageCane => t!("equipment-massage-cane"),
        Equipment::FoamRoller => t!("equipment-foam-roller"),
        Equipment::Wall => t!("equipment-wall"),
        Equipment::Mat => t!("equipment-mat"),
        Equipment::Band => t!("equipment-band"),
    }
}

/// A part of the body in the question about discomfort.
#[must_use]
pub fn area(area: Area) -> &'static str {
    match area {
        Area::HeadOrEyes => t!("area-head"),
        Area::Neck => t!("area-neck"),
        Area::LeftShoulder => t!("area-left-shoulder"),
        Area::RightShoulder => t!("area-right-shoulder"),
        Area::UpperBack => t!("area-upper-back"),
        Area::LowerBack => t!("area-lower-back"),
        Area::LeftArm => t!("area-left-arm"),
        Area::RightArm => t!("area-right-arm"),
    }
}

/// A part of the body the user may have trouble with.
#[must_use]
pub fn body_part(part: BodyPart) -> &'static str {
    match part {
        BodyPart::Neck => t!("body-part-neck"),
        BodyPart::Shoulder => t!("body-part-shoulder"),
        BodyPart::LowerBack => t!("body-part-lower-back"),
        BodyPart::WristOrKnee => t!("body-part-wrist-or-knee"),
    }
}

/// Hold time of an item, if the catalogue gives one.
#[must_use]
pub fn hold(item: &Item) -> Option<String> {
    if let Some(reps) = &item.reps {
        let seconds = super::numbers::decimal(reps.rep_ms() as f64 / 1000.0, 0);
        return Some(t!("stretch-reps", count = reps.count, seconds = seconds));
    }
    Some(match (item.hold_s, item.suggested_s, item.each_side) {
        (Some(s), _, true) if item.hold_is_minimum => t!("stretch-hold-least-each", seconds = s),
        (Some(s), _, false) if item.hold_is_minimum => t!("stretch-hold-least", seconds = s),
        (Some(s), _, true) => t!("stretch-hold-each", seconds = s),
        (Some(s), _, false) => t!("stretch-hold", seconds = s),
        (None, Some(s), true) => t!("stretch-hold-about-each", seconds = s),
        (None, Some(s), false) => t!("stretch-hold-about", seconds = s),
        (None, None, _) => return None,
    })
}

/// State of the sandbox.
#[must_use]
pub fn sandbox(sandbox: &Sandbox) -> String {
    if sandbox.is_active() {
        t!("settings-sandbox-closed").to_owned()
    } else {
        t!("settings-sandbox-open", state = sandbox.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_the_window_and_the_command_line_use_the_same_calibration_texts() {
        for problem in [
            CalibrationProblem::NotSeen,
            CalibrationProblem::BlackPicture,
            CalibrationProblem::OneColourPicture,
            CalibrationProblem::ShouldersNotInView,
            CalibrationProblem::Turned,
            CalibrationProblem::NotDifferent,
            CalibrationProblem::Moved,
        ] {
            assert_eq!(calibration_problem(problem), problem.to_string());
        }
    }
}
