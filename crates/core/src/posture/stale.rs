//! Detects that the baseline no longer fits, above all because the camera was moved.
//!
//! In the image of a raised camera every person seems to nod and lean forward; a person who looks
//! down and slumps looks the same in a single frame. The background separates the two cases: it
//! moves with the camera and never with the person. If the background has too little contrast (a
//! bare wall), a change that a tilted camera would explain is not judged and not alerted.

use super::absence::Absence;
use super::baseline::Baseline;
use super::judge::MAX_STEP_MS;
use super::quantity::Quantity;
use super::reading::{Measure, Measures, Unmeasured};
use super::view::View;
use crate::body::{Angle, MonotonicMs, Pose};

/// The surroundings at the calibration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SceneAnchor {
    /// Id of the reference frame.
    pub reference: u64,
    /// Correlation of the surroundings with the reference frame at the calibration.
    pub correlation: f64,
}

/// Whether the camera is in the same place as at the calibration.
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

impl StaleReason {
    const COUNT: usize = 3;

    /// Time for which frames must show this reason before a new baseline is requested,
    /// milliseconds.
    fn ask_after_ms(self) -> i64 {
        match self {
            Self::CameraMoved => ASK_AFTER_MS,
            Self::SitsStraighter => STRAIGHTER_FOR_MS,
            Self::LooksDifferent => UNSURE_FOR_MS,
        }
    }

    /// The reason that a frame with this measure of forward head shows, if there is one. An absent
    /// or turned person shows none.
    fn shown_by(forward_head: &Measure) -> Option<Self> {
        match forward_head {
            Measure::Unmeasured(Unmeasured::BaselineDoubtful) => Some(Self::CameraMoved),
            Measure::Unmeasured(Unmeasured::TooUncertain) => Some(Self::LooksDifferent),
            Measure::Unmeasured(_) => None,
            Measure::Known(measured) => {
                let straighter_deg = -measured.delta.unwrap_or(0.0) - measured.sd;
                (straighter_deg > STRAIGHTER_BY_DEG).then_some(Self::SitsStraighter)
            }
        }
    }
}

/// Threshold for a baseline that was slouched: the person sits straighter than the baseline by more
/// than this, beyond the measure's uncertainty, for [`STRAIGHTER_FOR_MS`]. From the front the
/// absolute angle cannot be measured, so this is the only sign of a slouched calibration. Product
/// choice.
const STRAIGHTER_BY_DEG: f64 = 6.0;

/// Time of sitting straighter after which a new baseline is requested, milliseconds. Product choice.
const STRAIGHTER_FOR_MS: i64 = 60_000;

/// Time after which a new baseline is requested when the person is present but forward head stays
/// too uncertain, milliseconds: longer than talking to a neighbour with the trunk turned. Product
/// choice.
const UNSURE_FOR_MS: i64 = 5 * 60_000;

/// The time for which frames have shown one reason.
#[derive(Debug, Clone, Copy, Default)]
struct Doubt {
    lasted_ms: i64,
    /// Time of the last frame that shows the reason; `None` if a frame without a person followed.
    shown_at: Option<MonotonicMs>,
}

impl Doubt {
    /// Adds the time since the last frame that shows the reason, unless it is longer than
    /// [`MAX_STEP_MS`].
    fn add(&mut self, now: MonotonicMs) {
        let step_ms = self.shown_at.map_or(0, |at| now.since_ms(at));
        if step_ms <= MAX_STEP_MS {
            self.lasted_ms += step_ms;
        }
        self.shown_at = Some(now);
    }
}

/// Requests a new baseline once the old one has been in doubt for the time of its reason. The time in which the
/// person is absent, turned away or not observed does not count, and the time in doubt restarts at
/// zero once the person is away.
#[derive(Debug, Clone, Copy, Default)]
pub struct StaleWatch {
    /// Indexed by [`StaleReason`].
    doubts: [Doubt; StaleReason::COUNT],
    absence: Absence,
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
        let is_nobody = measures.view == View::Nobody;
        if self.absence.step(!is_nobody, now) {
            self.interrupt();
        }
        if is_nobody {
            for doubt in &mut self.doubts {
                doubt.shown_at = None;
            }
        }
        let forward_head = measures.get(Quantity::ForwardHead);
        let shown = StaleReason::shown_by(forward_head);
        if forward_head.known().is_some() {
            // A measured forward head refutes every reason that this frame does not show.
            for (i, doubt) in self.doubts.iter_mut().enumerate() {
                if shown.is_none_or(|reason| reason as usize != i) {
                    *doubt = Doubt::default();
                }
            }
            if self.reason != Some(StaleReason::SitsStraighter) {
                self.reason = None;
            }
        }
        if let Some(reason) = shown {
            let doubt = &mut self.doubts[reason as usize];
            doubt.add(now);
            if doubt.lasted_ms >= reason.ask_after_ms() {
                self.ask(reason);
            }
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

    /// Restarts the time in doubt, for example after a pause. A request stays.
    pub fn interrupt(&mut self) {
        self.doubts = Default::default();
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
    use crate::posture::carry_over::Differences;
    use crate::posture::{BodyModel, Measured};

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

    fn baseline() -> Baseline {
        Baseline {
            view: View::Front,
            body: BodyModel::population(),
            camera_tilt: Angle::ZERO,
            seen_with: None,
            neck: None,
            heights_cm: None,
            upright_trunk: None,
            trunk: None,
            face_misfit: None,
            scene: None,
            cues: None,
            cues_to_save: None,
            differences: Differences::default(),
            own_limit_scales: [1.0; Quantity::COUNT],
            values: [None; Quantity::COUNT],
        }
    }

    fn front(forward_head: Measure) -> Measures {
        let mut measures = Measures::nobody();
        measures.view = View::Front;
        measures.set(Quantity::ForwardHead, forward_head);
        measures
    }

    fn changed_by(delta_deg: f64) -> Measures {
        let measured = Measured { delta: Some(delta_deg), ..Measured::plain(5.0, 1.0, 0.9) };
        front(Measure::Known(measured))
    }

    /// Feeds a frame with `measures` every second from `from_s` to before `to_s` and returns the last
    /// request.
    fn watch(
        watch: &mut StaleWatch,
        measures: &Measures,
        from_s: i64,
        to_s: i64,
    ) -> Option<StaleReason> {
        let baseline = baseline();
        let mut request = None;
        for t_s in from_s..to_s {
            request = watch.add(Some(&baseline), measures, MonotonicMs(t_s * 1_000));
        }
        request
    }

    /// Each reason, with measures that show it and the time after which it is requested, seconds.
    fn reasons() -> [(StaleReason, Measures, i64); 3] {
        let unmeasured = |why| front(Measure::Unmeasured(why));
        [
            (StaleReason::CameraMoved, unmeasured(Unmeasured::BaselineDoubtful), 10),
            (StaleReason::SitsStraighter, changed_by(-10.0), 60),
            (StaleReason::LooksDifferent, unmeasured(Unmeasured::TooUncertain), 300),
        ]
    }

    #[test]
    fn each_reason_is_requested_after_its_time_in_view() {
        for (reason, shown, after_s) in reasons() {
            let mut stale = StaleWatch::default();
            assert_eq!(watch(&mut stale, &shown, 0, after_s), None, "{reason:?}");
            assert_eq!(watch(&mut stale, &shown, after_s, after_s + 1), Some(reason));
            // The request stays while the person is away.
            let nobody = Measures::nobody();
            assert_eq!(watch(&mut stale, &nobody, after_s + 1, after_s + 100), Some(reason));
        }
    }

    #[test]
    fn a_short_absence_does_not_count_and_keeps_the_time_in_doubt() {
        for (reason, shown, after_s) in reasons() {
            for absent in [Some(Measures::nobody()), None] {
                let mut stale = StaleWatch::default();
                // 5 s in doubt, then 8 s without a person or without a frame.
                watch(&mut stale, &shown, 0, 6);
                if let Some(nobody) = absent {
                    watch(&mut stale, &nobody, 6, 14);
                }
                let end_s = 14 + after_s - 5;
                assert_eq!(watch(&mut stale, &shown, 14, end_s), None, "{reason:?}");
                assert_eq!(watch(&mut stale, &shown, end_s, end_s + 1), Some(reason));
            }
        }
    }

    #[test]
    fn the_time_in_doubt_restarts_after_the_person_was_away() {
        for (reason, shown, after_s) in reasons() {
            for absent in [Some(Measures::nobody()), None] {
                let mut stale = StaleWatch::default();
                watch(&mut stale, &shown, 0, after_s);
                if let Some(nobody) = absent {
                    watch(&mut stale, &nobody, after_s, 3_600);
                }
                let end_s = 3_600 + after_s;
                assert_eq!(watch(&mut stale, &shown, 3_600, end_s), None, "{reason:?}");
                assert_eq!(watch(&mut stale, &shown, end_s, end_s + 1), Some(reason));
            }
        }
    }

    #[test]
    fn a_turned_person_does_not_count_as_a_doubt() {
        let turned = front(Measure::Unmeasured(Unmeasured::TurnedTooFar));
        for (reason, shown, after_s) in reasons() {
            let mut stale = StaleWatch::default();
            watch(&mut stale, &shown, 0, 6);
            watch(&mut stale, &turned, 6, 1_000);
            let end_s = 1_000 + after_s - 5;
            assert_eq!(watch(&mut stale, &shown, 1_000, end_s), None, "{reason:?}");
            assert_eq!(watch(&mut stale, &shown, end_s, end_s + 1), Some(reason));
        }
    }

    #[test]
    fn a_measured_forward_head_withdraws_doubts_about_camera_and_clothes() {
        let [(_, doubtful, _), (_, straighter, _), (_, uncertain, _)] = reasons();
        let mut stale = StaleWatch::default();
        assert_eq!(watch(&mut stale, &doubtful, 0, 12), Some(StaleReason::CameraMoved));
        assert_eq!(watch(&mut stale, &straighter, 12, 20), None);
        assert_eq!(watch(&mut stale, &doubtful, 20, 30), None);
        watch(&mut stale, &uncertain, 30, 329);
        watch(&mut stale, &changed_by(0.0), 329, 330);
        assert_eq!(watch(&mut stale, &uncertain, 330, 340), None);
    }
}
