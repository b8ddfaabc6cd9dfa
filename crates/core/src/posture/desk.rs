//! What could be better about the desk: the place of camera and screen, their distance, and how the person sits
//! in front of them in their own upright posture.
//!
//! The advice is that of OSHA's eTool "Computer Workstations" (monitors: top of the screen at or slightly below the
//! eyes, straight ahead, at least 50 cm away, no window behind it or in its back) and of Cornell University's
//! ergonomics guidelines (at arm's length, 50 to 75 cm). The camera is taken to be at the top of the screen, as
//! nearly all of them are. The limits have a margin for the uncertainty of the measurement and are product choices.

use super::facing::FacingTimes;
use super::quantity::Quantity;
use super::reading::{Measured, Measures};
use crate::body::Side;

/// A point of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeskPoint {
    /// How high the camera and the top of the screen are against the eyes.
    Height,
    Distance,
    /// Whether screen and camera are straight ahead.
    Ahead,
    /// Whether both shoulders are equally high, and the camera level.
    Level,
    /// Whether screen and camera point at the face.
    Tilt,
    /// Light from behind.
    Light,
    /// A second screen to one side.
    SecondScreen,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DeskFinding {
    /// It is as it should be.
    Fine,
    /// It cannot be said.
    Unknown,
    /// The camera is this much lower than the eyes.
    CameraLow {
        below_eyes_cm: f64,
    },
    /// The camera is this much higher than the eyes.
    CameraHigh {
        above_eyes_cm: f64,
    },
    /// The face is near the upper edge of the picture.
    TiltedDown,
    /// The face is low in the picture.
    TiltedUp,
    TooNear {
        cm: f64,
    },
    TooFar {
        cm: f64,
    },
    /// The distance is about this, which is not known well enough to say more.
    DistanceUnsure {
        cm: f64,
        sd_cm: f64,
    },
    /// The person sits beside the middle of the picture, to their own `side`.
    SitsAside {
        side: Side,
    },
    /// The person looks past the camera, to their own `side`.
    LooksAside {
        side: Side,
    },
    /// The shoulder of this side is higher in the upright posture.
    ShoulderHigher {
        side: Side,
        deg: f64,
    },
    /// Head and shoulders are turned alike: the camera is not level.
    CameraNotLevel {
        deg: f64,
    },
    /// The background is brighter than the face.
    LightBehind,
    /// The face is dark.
    TooDark,
    /// The person looks to this side for this share of the time.
    LooksToSecondScreen {
        side: Side,
        share: f64,
    },
}

impl DeskFinding {
    /// Whether something should be changed.
    #[must_use]
    pub fn is_to_change(&self) -> bool {
        !matches!(self, Self::Fine | Self::Unknown | Self::DistanceUnsure { .. })
    }
}

/// What the picture shows besides the measures.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Picture {
    pub light: Option<Light>,
    /// Height of the midpoint of the ears, 0 (upper edge) to 1 (lower edge).
    pub face_at: Option<f64>,
}

/// Brightness of the picture, 0 (black) to 1 (white).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// Median of the face.
    pub face: f64,
    /// Median of the rest of the picture.
    pub around: f64,
}

/// Height of the eyes above the midpoint of the ears (tragion), centimetres: ANSUR II, eye height sitting against
/// sitting height less the height of the head above the tragion.
const EYES_ABOVE_EARS_CM: f64 = 2.0;

/// Heights of the camera against the eyes, centimetres. A camera at the top of a screen should not be higher than the
/// eyes; 8 cm are its frame and the uncertainty. Lower than 15 cm, the neck bends to look at the screen.
const HIGHEST_CM: f64 = 8.0;
const LOWEST_CM: f64 = -15.0;

/// Where the ears are in the picture of a camera that points at the person and sees their shoulders, shares of its
/// height from above. A screen then is at a right angle to the sight, as OSHA advises.
const FACE_AT: std::ops::Range<f64> = 0.15..0.6;

/// Distances of the eyes from the screen, centimetres.
const NEAREST_CM: f64 = 50.0;
const FARTHEST_CM: f64 = 75.0;

/// Standard deviation beyond which a distance near a limit is not judged, share of the distance.
const DISTANCE_SD: f64 = 0.1;

/// Angle at the camera from which the person sits aside, degrees.
const ASIDE_DEG: f64 = 12.0;

/// Angle between the face and the camera from which the person looks past it, degrees.
const PAST_CAMERA_DEG: f64 = 15.0;

/// Tilt of the shoulder line from which one shoulder is higher, degrees: 2.6 cm between the shoulder points. Most
/// people have one shoulder a little higher.
const LEVEL_DEG: f64 = 4.0;

/// How many times brighter than the face the rest of the picture is with light from behind, and how bright at least.
const BEHIND_FACTOR: f64 = 1.8;
const BEHIND_LEAST: f64 = 0.45;

/// Brightness below which a face is too dark.
const DARK: f64 = 0.12;

/// Share of the time that makes a second screen, and the time before it can be said, milliseconds.
const SECOND_SCREEN_SHARE: f64 = 0.2;
const SECOND_SCREEN_AFTER_MS: f64 = 20.0 * 60_000.0;

/// Number of points.
pub const DESK_POINTS: usize = 7;

/// The findings for a person whose `measures`, against their own upright posture, are those of the last seconds.
#[must_use]
pub fn check(
    measures: &Measures,
    picture: Picture,
    facing: FacingTimes,
) -> [(DeskPoint, DeskFinding); DESK_POINTS] {
    [
        (DeskPoint::Height, height(measures)),
        (DeskPoint::Tilt, picture.face_at.map_or(DeskFinding::Unknown, tilt)),
        (DeskPoint::Distance, distance(measures)),
        (DeskPoint::Ahead, ahead(measures)),
        (DeskPoint::Level, level(measures)),
        (DeskPoint::Light, picture.light.map_or(DeskFinding::Unknown, light_finding)),
        (DeskPoint::SecondScreen, second_screen(facing)),
    ]
}

fn known(measures: &Measures, quantity: Quantity) -> Option<&Measured> {
    measures.get(quantity).known()
}

fn height(measures: &Measures) -> DeskFinding {
    let Some([_, ears_below_cm, _]) = measures.head_cm() else { return DeskFinding::Unknown };
    let camera_above_eyes_cm = ears_below_cm - EYES_ABOVE_EARS_CM;
    if camera_above_eyes_cm > HIGHEST_CM {
        DeskFinding::CameraHigh { above_eyes_cm: camera_above_eyes_cm }
    } else if camera_above_eyes_cm < LOWEST_CM {
        DeskFinding::CameraLow { below_eyes_cm: -camera_above_eyes_cm }
    } else {
        DeskFinding::Fine
    }
}

fn tilt(face_at: f64) -> DeskFinding {
    if face_at < FACE_AT.start {
        DeskFinding::TiltedDown
    } else if face_at > FACE_AT.end {
        DeskFinding::TiltedUp
    } else {
        DeskFinding::Fine
    }
}

fn distance(measures: &Measures) -> DeskFinding {
    let Some(measured) = known(measures, Quantity::ScreenDistance) else {
        return DeskFinding::Unknown;
    };
    let (cm, sd_cm) = (measured.value, measured.sd);
    if cm + sd_cm < NEAREST_CM {
        DeskFinding::TooNear { cm }
    } else if cm - sd_cm > FARTHEST_CM {
        DeskFinding::TooFar { cm }
    } else if (NEAREST_CM..=FARTHEST_CM).contains(&cm) || sd_cm <= DISTANCE_SD * cm {
        DeskFinding::Fine
    } else {
        DeskFinding::DistanceUnsure { cm, sd_cm }
    }
}

fn ahead(measures: &Measures) -> DeskFinding {
    let Some([x_cm, _, z_cm]) = measures.head_cm() else { return DeskFinding::Unknown };
    // Positive at the right of the image, which is the person's left.
    let aside_deg = x_cm.atan2(z_cm).to_degrees();
    let side_of = |deg: f64| if deg > 0.0 { Side::Left } else { Side::Right };
    if let Some(yaw) = known(measures, Quantity::HeadYaw) {
        // Somebody who sits at their left looks to their right to face the camera.
        let past_deg = yaw.value + aside_deg;
        if past_deg.abs() > PAST_CAMERA_DEG {
            return DeskFinding::LooksAside { side: side_of(past_deg) };
        }
    }
    if aside_deg.abs() > ASIDE_DEG {
        DeskFinding::SitsAside { side: side_of(aside_deg) }
    } else {
        DeskFinding::Fine
    }
}

fn level(measures: &Measures) -> DeskFinding {
    let Some(shoulders) = known(measures, Quantity::ShoulderTilt) else {
        return DeskFinding::Unknown;
    };
    // Positive when the left shoulder is lower.
    let deg = shoulders.value;
    if deg.abs() <= LEVEL_DEG {
        return DeskFinding::Fine;
    }
    // A head is held level above uneven shoulders, and is turned with them by a camera that is not level.
    let head_deg = known(measures, Quantity::HeadTilt).map(|head| head.value);
    match head_deg {
        Some(head_deg) if head_deg.abs() < 0.5 * deg.abs() => {
            DeskFinding::CameraNotLevel { deg: deg.abs() }
        }
        _ => {
            let side = if deg > 0.0 { Side::Right } else { Side::Left };
            DeskFinding::ShoulderHigher { side, deg: deg.abs() }
        }
    }
}

fn light_finding(light: Light) -> DeskFinding {
    if light.around > BEHIND_LEAST && light.around > BEHIND_FACTOR * light.face {
        DeskFinding::LightBehind
    } else if light.face < DARK {
        DeskFinding::TooDark
    } else {
        DeskFinding::Fine
    }
}

fn second_screen(facing: FacingTimes) -> DeskFinding {
    let shares = Side::BOTH.map(|side| (side, facing.share(side)));
    if facing.total_ms() < SECOND_SCREEN_AFTER_MS {
        return DeskFinding::Unknown;
    }
    let (side, share) = if shares[0].1 > shares[1].1 { shares[0] } else { shares[1] };
    if share >= SECOND_SCREEN_SHARE {
        DeskFinding::LooksToSecondScreen { side, share }
    } else {
        DeskFinding::Fine
    }
}

#[cfg(test)]
mod tests;
