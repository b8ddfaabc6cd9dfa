//! Detects that the baseline no longer fits, above all because the camera was moved.
//!
//! In the image of a raised camera every person seems to nod and lean forward; a person who looks
//! down and slumps looks the same in a single frame. The background separates the two cases: it
//! moves with the camera and never with the person. Where the background has too little contrast (a
//! bare wall), a change that a tilted camera would explain is left unjudged and is not alerted.

use super::baseline::Baseline;
use super::quantity::Quantity;
use super::reading::{Measure, Measures, Unmeasured};
use crate::body::{Angle, MonotonicMs, Pose};

/// The surroundings at the calibration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SceneAnchor {
    /// Id of the reference frame.
    pub reference: u64,
    /// Correlation of the surroundings with the reference frame at the calibration.
    pub correlation: f64,
}

/// Whether the camera still stands where it stood at the calibration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraPlace {
    /// The camera is in the same place.
    Same,
    /// The camera shows other surroundings.
    Moved,
    /// The surroundings cannot be compared.
    Unknown,
}

/// Fraction of the correlation at the calibration below which the camera counts as moved. Turning
/// the camera by three degrees or more falls below it; a change of light does not (see the tests of
/// the vision crate's pose module).
const MOVED_BELOW: f64 = 0.4;

/// Minimum change of the nod that may be a tilted camera, degrees. The error of the baseline caused
/// by a smaller tilt is below any fault's limit.
const MIN_TILT_DEG: f64 = 8.0;

/// Change of the neck angle divided by the change of the nod that may be a tilted camera. A tilted
/// camera turns both by the same angle; looking down alone bends the neck by a quarter to a half.
const TILT_SHARES: std::ops::Range<f64> = 0.5..2.0;

impl CameraPlace {
    /// Compares the surroundings of `pose` with `anchor`.
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

/// Returns whether a tilted camera would explain these changes of the head's nod and of the neck's
/// forward angle.
#[must_use]
pub fn looks_like_a_tilted_camera(nod_change: Angle, forward_change: Angle) -> bool {
    let nod_deg = nod_change.deg();
    nod_deg.abs() >= MIN_TILT_DEG && TILT_SHARES.contains(&(forward_change.deg() / nod_deg))
}

/// Time in doubt after which a new baseline is requested, milliseconds: longer than walking past
/// or adjusting the screen takes. Product choice.
const ASK_AFTER_MS: i64 = 10_000;

/// Why a new baseline is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StaleReason {
    /// The camera seems to have been moved.
    CameraMoved,
    /// The person sits straighter than in their baseline, so the baseline was a slouch.
    SitsStraighter,
    /// The trunk is no longer recognised: other clothes or other light.
    LooksDifferent,
}

/// Threshold for a baseline that was slouched: the person sits straighter than the baseline by more
/// than this, beyond the measure's uncertainty, for [`STRAIGHTER_FOR_MS`]. From the front, where the
/// absolute angle cannot be measured, a slouched calibration shows in no other way. Product choice.
const STRAIGHTER_BY_DEG: f64 = 6.0;

/// Time of sitting straighter after which a new baseline is requested, milliseconds. Product choice.
const STRAIGHTER_FOR_MS: i64 = 60_000;

/// Time after which a new baseline is requested when the person is present but forward head stays
/// too uncertain, milliseconds: longer than talking to a neighbour with the trunk turned. Product
/// choice.
const UNSURE_FOR_MS: i64 = 5 * 60_000;

/// Requests a new baseline when the old one has been in doubt for long enough.
#[derive(Debug, Clone, Copy, Default)]
pub struct StaleWatch {
    doubted_since: Option<MonotonicMs>,
    straighter_since: Option<MonotonicMs>,
    unsure_since: Option<MonotonicMs>,
    /// A request that the person declined. It is not repeated before a new baseline.
    declined: Option<StaleReason>,
    reason: Option<StaleReason>,
}

impl StaleWatch {
    /// Updates the state with `measures` at `now` and returns why a new baseline is requested, if it is.
    /// As soon as forward head is measured again, a request because of camera or clothes is withdrawn.
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
            // An absent or turned person gives no evidence about the camera.
            Measure::Unmeasured(_) => {}
        }
        self.reason
    }

    /// The person keeps the baseline: the request is not repeated until a new baseline is taken.
    pub fn keep(&mut self) {
        // `CameraMoved` is not recorded as declined: the engine adopts the current surroundings instead.
        let declined = self.reason.filter(|reason| *reason != StaleReason::CameraMoved);
        *self = Self { declined: declined.or(self.declined), ..Self::default() };
    }

    fn ask(&mut self, reason: StaleReason) {
        if self.declined != Some(reason) {
            self.reason = Some(reason);
        }
    }

    /// Clears all doubts.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{ImageSize, Keypoint, SceneLikeness};

    #[test]
    fn only_nod_and_neck_together_look_like_a_tilted_camera() {
        let d = Angle::from_deg;
        assert!(!looks_like_a_tilted_camera(d(30.0), d(9.0)));
        assert!(!looks_like_a_tilted_camera(d(2.0), d(12.0)));
        assert!(looks_like_a_tilted_camera(d(20.0), d(22.0)));
        assert!(looks_like_a_tilted_camera(d(-15.0), d(-14.0)));
        assert!(!looks_like_a_tilted_camera(d(-15.0), d(14.0)));
    }

    #[test]
    fn the_surroundings_tell_whether_the_camera_moved() {
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
