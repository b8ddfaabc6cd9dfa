//! Texts of the desk check.

use crate::text::numbers::percent;
use crate::text::t;
use plumbline_core::body::Side;
use plumbline_core::posture::desk::{DeskFinding, DeskPoint};

/// Name of a point of the check.
#[must_use]
pub fn point(point: DeskPoint) -> &'static str {
    match point {
        DeskPoint::Height => t!("desk-height"),
        DeskPoint::Distance => t!("desk-distance"),
        DeskPoint::Ahead => t!("desk-ahead"),
        DeskPoint::Level => t!("desk-level"),
        DeskPoint::Tilt => t!("desk-tilt"),
        DeskPoint::Light => t!("desk-light"),
        DeskPoint::SecondScreen => t!("desk-second-screen"),
    }
}

fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// What was found for `point`, and what to do about it.
#[must_use]
pub fn finding(point: DeskPoint, finding: DeskFinding) -> String {
    match finding {
        DeskFinding::Fine => match point {
            DeskPoint::Height => t!("desk-height-fine"),
            DeskPoint::Distance => t!("desk-distance-fine"),
            DeskPoint::Ahead => t!("desk-ahead-fine"),
            DeskPoint::Level => t!("desk-level-fine"),
            DeskPoint::Tilt => t!("desk-tilt-fine"),
            DeskPoint::Light => t!("desk-light-fine"),
            DeskPoint::SecondScreen => t!("desk-second-fine"),
        }
        .to_owned(),
        DeskFinding::Unknown if point == DeskPoint::SecondScreen => {
            t!("desk-second-later").to_owned()
        }
        DeskFinding::Unknown => t!("desk-unknown").to_owned(),
        DeskFinding::CameraLow { below_eyes_cm } => {
            t!("desk-camera-low", cm = rounded_cm(below_eyes_cm))
        }
        DeskFinding::CameraHigh { above_eyes_cm } => {
            t!("desk-camera-high", cm = rounded_cm(above_eyes_cm))
        }
        DeskFinding::TiltedDown => t!("desk-tilt-up").to_owned(),
        DeskFinding::TiltedUp => t!("desk-tilt-down").to_owned(),
        DeskFinding::TooNear { cm } => t!("desk-too-near", cm = whole(cm)),
        DeskFinding::TooFar { cm } => t!("desk-too-far", cm = rounded_cm(cm)),
        DeskFinding::DistanceUnsure { cm, sd_cm } => {
            t!("desk-distance-unsure", cm = rounded_cm(cm), sd = whole(sd_cm))
        }
        DeskFinding::SitsAside { side: Side::Left } => t!("desk-sits-left").to_owned(),
        DeskFinding::SitsAside { side: Side::Right } => t!("desk-sits-right").to_owned(),
        DeskFinding::LooksAside { side: Side::Left } => t!("desk-looks-left").to_owned(),
        DeskFinding::LooksAside { side: Side::Right } => t!("desk-looks-right").to_owned(),
        DeskFinding::ShoulderHigher { side: Side::Left, deg } => {
            t!("desk-left-higher", deg = whole(deg))
        }
        DeskFinding::ShoulderHigher { side: Side::Right, deg } => {
            t!("desk-right-higher", deg = whole(deg))
        }
        DeskFinding::CameraNotLevel { deg } => t!("desk-camera-not-level", deg = whole(deg)),
        DeskFinding::LightBehind => t!("desk-light-behind").to_owned(),
        DeskFinding::TooDark => t!("desk-too-dark").to_owned(),
        DeskFinding::LooksToSecondScreen { side: Side::Left, share } => {
            t!("desk-second-left", percent = percent(100.0 * share, 0))
        }
        DeskFinding::LooksToSecondScreen { side: Side::Right, share } => {
            t!("desk-second-right", percent = percent(100.0 * share, 0))
        }
    }
}

/// To whole 5 cm: heights and far distances are not known better.
fn rounded_cm(cm: f64) -> i64 {
    5 * whole(cm / 5.0)
}
