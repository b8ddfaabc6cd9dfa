//! Notices that the camera no longer stands where it stood at the calibration.
//!
//! A camera that was raised sees everybody nod and lean forward; a person who looks down and
//! slumps looks the same to it from one picture. What tells them apart is the room: it moves with
//! the camera and never with the person. Where the room says nothing (a bare wall), a change that
//! a camera's tilt explains is left unjudged rather than alerted.

use super::baseline::Baseline;
use super::quantity::Quantity;
use super::reading::{Measure, Measures, Unmeasured};
use crate::body::{Angle, MonotonicMs, Pose};

/// The surroundings at the calibration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SceneAnchor {
    /// Against which reference.
    pub reference: u64,
    /// How like it they were.
    pub correlation: f64,
}

/// What the room says about the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraPlace {
    /// It stands where it stood.
    Same,
    /// It looks elsewhere.
    Moved,
    /// The room says nothing.
    Unknown,
}

/// Share of the likeness at the calibration below which the camera looks elsewhere. A camera
/// turned by three degrees or more falls below it, other light does not (tests of the pose room).
const MOVED_BELOW: f64 = 0.4;

/// Least nod that a raised camera is suspected for, degrees. Below it a baseline errs by less than
/// a fault needs.
const MIN_TILT_DEG: f64 = 8.0;

/// A tilted camera turns nod and neck by the same angle: the neck's change as a share of the
/// nod's that is taken for it. Looking down alone bends the neck by a quarter to a half.
const TILT_SHARES: std::ops::Range<f64> = 0.5..2.0;

impl CameraPlace {
    /// Told from the surroundings of `pose`.
    #[must_use]
    pub fn of(pose: &Pose, anchor: Option<&SceneAnchor>) -> Self {
        match (anchor, &pose.scene) {
            (Some(anchor), Some(scene)) if scene.reference == anchor.reference => {
                let is_moved = scene.correlation < MOVED_BELOW * anchor.correlation;
                if is_moved { Self::Moved } else { Self::Same }
            }
            _ => Self::Unknown,
        }
    }
}

/// Whether a change of the head's nod and of the neck's forward angle is one that a tilted camera
/// would show.
#[must_use]
pub fn looks_like_a_tilted_camera(nod_change: Angle, forward_change: Angle) -> bool {
    let nod_deg = nod_change.deg();
    nod_deg.abs() >= MIN_TILT_DEG && TILT_SHARES.contains(&(forward_change.deg() / nod_deg))
}

/// Time in doubt after which a new baseline is asked for, milliseconds: longer than walking past
/// or adjusting the screen takes. Product choice.
const ASK_AFTER_MS: i64 = 10_000;

/// Why a new baseline is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StaleReason {
    /// The camera seems to have been moved.
    CameraMoved,
    /// The person sits straighter than in their baseline, which was then a slouch.
    SitsStraighter,
    /// The person is not recognised any more: other clothes, another light.
    LooksDifferent,
}

/// Somebody who sits by more than this straighter than their baseline, beyond the measure's
/// uncertainty, for [`STRAIGHTER_FOR_MS`], had slouched when it was taken: the only way a slouched
/// calibration shows from the front, where the absolute angle cannot be known. Product choices.
const STRAIGHTER_BY_DEG: f64 = 6.0;
const STRAIGHTER_FOR_MS: i64 = 60_000;

/// Time that forward head could not be told with any certainty, though the person was there, after
/// which a new baseline is asked for, milliseconds: longer than a turned talk to a neighbour. Product
/// choice.
const UNSURE_FOR_MS: i64 = 5 * 60_000;

/// Asks for a new baseline when the old one has been in doubt for long enough.
#[derive(Debug, Clone, Copy, Default)]
pub struct StaleWatch {
    doubted_since: Option<MonotonicMs>,
    straighter_since: Option<MonotonicMs>,
    unsure_since: Option<MonotonicMs>,
    /// What was asked and declined, and is not asked again before a new baseline.
    declined: Option<StaleReason>,
    reason: Option<StaleReason>,
}

impl StaleWatch {
    /// Why a new baseline is asked for, if it is, after `measures` at `now`. One good look takes
    /// doubt about camera and clothes back: all is as it was.
    pub fn add(
        &mut self,
        baseline: Option<&Baseline>,
        measures: &Measures,
        now: MonotonicMs,
    ) -> Option<StaleReason> {
        if baseline.is_none() {
            *self = Self::default();
            return None;
        }
        match measures.get(Quantity::ForwardHead) {
            Measure::Unmeasured(Unmeasured::BaselineDoubtful) => {
                let since = *self.doubted_since.get_or_insert(now);
                if now.since_ms(since) >= ASK_AFTER_MS {
                    self.reason = Some(StaleReason::CameraMoved);
                }
            }
            Measure::Known(measured) => {
                (self.doubted_since, self.unsure_since) = (None, None);
                if self.reason != Some(StaleReason::SitsStraighter) {
                    self.reason = None;
                }
                let straighter_deg = -measured.delta.unwrap_or(0.0) - measured.sd;
                if straighter_deg > STRAIGHTER_BY_DEG {
                    let since = *self.straighter_since.get_or_insert(now);
                    if now.since_ms(since) >= STRAIGHTER_FOR_MS {
                        self.ask(StaleReason::SitsStraighter);
                    }
                } else {
                    self.straighter_since = None;
                }
            }
            Measure::Unmeasured(Unmeasured::TooUncertain) => {
                let since = *self.unsure_since.get_or_insert(now);
                if now.since_ms(since) >= UNSURE_FOR_MS {
                    self.ask(StaleReason::LooksDifferent);
                }
            }
            // Somebody who is away or turned says nothing about the camera.
            Measure::Unmeasured(_) => {}
        }
        self.reason
    }

    /// The person keeps the baseline: what was asked is not asked again, until a new one is taken.
    pub fn keep(&mut self) {
        // A camera that was not moved is a matter of the surroundings, which are taken over.
        let declined = self.reason.filter(|reason| *reason != StaleReason::CameraMoved);
        *self = Self { declined: declined.or(self.declined), ..Self::default() };
    }

    fn ask(&mut self, reason: StaleReason) {
        if self.declined != Some(reason) {
            self.reason = Some(reason);
        }
    }

    /// Forgets the doubt.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{ImageSize, Keypoint, SceneLikeness};

    #[test]
    fn a_nod_alone_is_no_tilted_camera_and_both_together_are() {
        let d = Angle::from_deg;
        assert!(!looks_like_a_tilted_camera(d(30.0), d(9.0)));
        assert!(!looks_like_a_tilted_camera(d(2.0), d(12.0)));
        assert!(looks_like_a_tilted_camera(d(20.0), d(22.0)));
        assert!(looks_like_a_tilted_camera(d(-15.0), d(-14.0)));
        assert!(!looks_like_a_tilted_camera(d(-15.0), d(14.0)));
    }

    #[test]
    fn the_room_says_where_the_camera_stands() {
        let anchor = SceneAnchor { reference: 4, correlation: 0.9 };
        let mut pose =
            Pose::of_landmarks(ImageSize { width: 640, height: 480 }, [Keypoint::default(); 33]);
        assert_eq!(CameraPlace::of(&pose, Some(&anchor)), CameraPlace::Unknown);
        for (reference, correlation, place) in [
            (4, 0.85, CameraPlace::Same),
            (4, 0.1, CameraPlace::Moved),
            (5, 0.1, CameraPlace::Unknown),
        ] {
            pose.scene = Some(SceneLikeness { reference, correlation });
            assert_eq!(CameraPlace::of(&pose, Some(&anchor)), place);
        }
    }
}
