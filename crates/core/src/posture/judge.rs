//! Applies the fault table over time, with hysteresis and a tolerant dwell.
//!
//! All timing is in milliseconds of the injected clock and never in frames, so the verdict does not
//! depend on the frame rate. Dwell is a leaky integrator: time at fault fills it, good time empties
//! it twice as fast, and time that cannot be judged leaves it unchanged. Seven faulty frames of
//! eight therefore still fill it. A short absence leaves it unchanged; after
//! [`AWAY_AFTER_MS`](super::absence::AWAY_AFTER_MS) without a person, or without a frame, it is zero.

use super::absence::Absence;
use super::fault::{FAULT_RULES, Finding, LimitChoice};
use super::quantity::Quantity;
use super::reading::{Measures, Unmeasured};
use super::view::View;
use crate::body::{Fault, MonotonicMs};

/// Maximum time between two frames that is counted, milliseconds. A longer gap counts as not
/// monitored.
pub const MAX_STEP_MS: i64 = 3_000;

/// Minimum time of good posture before a fault that returns counts as a new one, milliseconds.
pub const CLEAR_MS: i64 = 3_000;

/// How long a fault stays reported after it can no longer be measured, milliseconds.
const HOLD_MS: i64 = 5_000;

/// A fault that is present now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActiveFault {
    pub fault: Fault,
    /// Onset of the fault.
    pub since: MonotonicMs,
    /// Accumulated time at fault, less good time as described in the module documentation,
    /// milliseconds.
    pub dwelt_ms: i64,
}

/// The verdict at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostureState {
    /// The headline measures are known and no fault is present.
    Good,
    /// At least one fault is present.
    Fault,
    /// A person is present but the posture cannot be judged.
    Uncertain,
    /// No person is present.
    Away,
}

impl PostureState {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fault => "fault",
            Self::Uncertain => "uncertain",
            Self::Away => "away",
        }
    }
}

/// Running state of one rule.
#[derive(Debug, Clone, Copy, Default)]
struct Track {
    since: Option<MonotonicMs>,
    dwelt_ms: i64,
    beyond_at: Option<MonotonicMs>,
    good_since: Option<MonotonicMs>,
}

impl Track {
    fn step(&mut self, finding: Finding, now: MonotonicMs, step_ms: i64, lag_ms: i64) {
        match finding {
            Finding::Beyond => {
                if self.since.is_none() {
                    self.since = Some(now - lag_ms);
                    self.dwelt_ms += lag_ms;
                } else {
                    self.dwelt_ms += step_ms;
                }
                self.beyond_at = Some(now);
                self.good_since = None;
            }
            Finding::Within => {
                self.dwelt_ms = (self.dwelt_ms - 2 * step_ms).max(0);
                self.beyond_at = None;
                let good_since = *self.good_since.get_or_insert(now);
                if now.since_ms(good_since) >= CLEAR_MS {
                    self.since = None;
                }
            }
            Finding::Unknown => {
                // Stop reporting a fault whose quantity has not been measured for a while. Its dwell is kept.
                if self.beyond_at.is_some_and(|at| now.since_ms(at) > HOLD_MS) {
                    self.beyond_at = None;
                }
            }
        }
    }

    /// The onset of the fault, if it is present now.
    fn present_since(&self) -> Option<MonotonicMs> {
        self.beyond_at.and(self.since)
    }
}

/// Judges a series of measures.
#[derive(Debug, Clone, Default)]
pub struct Judge {
    tracks: [Track; FAULT_RULES.len()],
    absence: Absence,
    last: Option<MonotonicMs>,
}

/// The result of judging one set of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    pub state: PostureState,
    /// Present faults, in the order of the table. Both shoulders raised are reported as one fault.
    pub faults: Vec<ActiveFault>,
}

impl Judge {
    /// Judges `measures` taken at `now` by `limits`. `lag_ms` is the delay of the measures
    /// ([`Steady::lag_ms`](super::Steady::lag_ms)); the onset of a new fault is earlier by this time.
    pub fn judge(
        &mut self,
        measures: &Measures,
        now: MonotonicMs,
        lag_ms: i64,
        limits: &LimitChoice,
    ) -> Judgement {
        let step_ms = self.last.map_or(0, |last| {
            let since_ms = now.since_ms(last);
            if since_ms > MAX_STEP_MS { 0 } else { since_ms }
        });
        self.last = Some(now);
        let is_nobody = measures.view == View::Nobody;
        if self.absence.step(!is_nobody, now) {
            self.tracks = Default::default();
        }
        for (rule, track) in FAULT_RULES.iter().zip(&mut self.tracks) {
            if !limits.is_watched(rule.fault) {
                *track = Track::default();
                continue;
            }
            if is_nobody {
                // The fault gets a new onset when the person comes back. The dwell stays until the
                // person counts as away.
                *track = Track { dwelt_ms: track.dwelt_ms, ..Track::default() };
                continue;
            }
            let is_present = track.present_since().is_some();
            let finding = rule.finding(measures, is_present, limits.scale_of(rule.fault));
            track.step(finding, now, step_ms, lag_ms);
        }
        let mut faults: Vec<ActiveFault> = FAULT_RULES
            .iter()
            .zip(&self.tracks)
            .filter_map(|(rule, track)| {
                let since = track.present_since()?;
                Some(ActiveFault { fault: rule.fault, since, dwelt_ms: track.dwelt_ms })
            })
            .collect();
        merge_both_shoulders(&mut faults);
        Judgement { state: state_of(measures, &faults), faults }
    }

    /// Clears all state, for example after a new baseline.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

/// Merges a left and a right raised shoulder into one fault, which has its own stretch.
fn merge_both_shoulders(faults: &mut Vec<ActiveFault>) {
    let find = |fault| faults.iter().position(|f: &ActiveFault| f.fault == fault);
    let (Some(left), Some(right)) =
        (find(Fault::RaisedShoulderLeft), find(Fault::RaisedShoulderRight))
    else {
        return;
    };
    let (a, b) = (faults[left], faults[right]);
    faults[left] = ActiveFault {
        fault: Fault::RaisedShoulders,
        since: a.since.max(b.since),
        dwelt_ms: a.dwelt_ms.min(b.dwelt_ms),
    };
    faults.remove(right);
}

fn state_of(measures: &Measures, faults: &[ActiveFault]) -> PostureState {
    if measures.view == View::Nobody {
        return PostureState::Away;
    }
    if !faults.is_empty() {
        return PostureState::Fault;
    }
    // The verdict is "good" only if the headline angle was measured.
    match measures.get(Quantity::ForwardHead) {
        super::Measure::Known(m) if m.confidence >= super::fault::MIN_CONFIDENCE => {
            PostureState::Good
        }
        super::Measure::Unmeasured(Unmeasured::Nobody) => PostureState::Away,
        _ => PostureState::Uncertain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::{Measure, Measured};
    use proptest::prelude::*;

    fn front(forward_delta_deg: Option<f64>) -> Measures {
        let mut measures = Measures::nobody();
        measures.view = View::Front;
        for quantity in Quantity::ALL {
            measures.set(quantity, Measure::Unmeasured(Unmeasured::FaceUnclear));
        }
        if let Some(delta) = forward_delta_deg {
            measures.set(
                Quantity::ForwardHead,
                Measure::Known(Measured {
                    value: 5.0 + delta,
                    delta: Some(delta),
                    sd: 1.0,
                    noise_sd: 1.0,
                    confidence: 0.9,
                    own_limit_scale: 1.0,
                    allowance: 0.0,
                }),
            );
        }
        measures
    }

    fn run(judge: &mut Judge, measures: &Measures, t_ms: i64) -> Judgement {
        judge.judge(measures, MonotonicMs(t_ms), 0, &LimitChoice::default())
    }

    #[test]
    fn dwell_does_not_depend_on_the_frame_rate() {
        for step_ms in [33, 100, 500, 1000, 2000] {
            let mut judge = Judge::default();
            let mut dwelt_ms = 0;
            for t_ms in (0..=20_000).step_by(step_ms) {
                dwelt_ms = run(&mut judge, &front(Some(15.0)), t_ms).faults[0].dwelt_ms;
            }
            assert!((dwelt_ms - 20_000).abs() <= step_ms as i64, "{step_ms}: {dwelt_ms}");
        }
    }

    #[test]
    fn seven_faulty_frames_of_eight_still_fill_the_dwell() {
        let mut judge = Judge::default();
        let mut dwelt_ms = 0;
        for i in 0..160 {
            let measures = front(Some(if i % 8 == 7 { 2.0 } else { 15.0 }));
            if let Some(fault) = run(&mut judge, &measures, i * 250).faults.first() {
                dwelt_ms = fault.dwelt_ms;
            }
        }
        assert!(dwelt_ms > 10_000, "{dwelt_ms}");
    }

    #[test]
    fn unmeasurable_frames_keep_the_dwell_and_are_uncertain() {
        let mut judge = Judge::default();
        for t_ms in (0..=5_000).step_by(500) {
            run(&mut judge, &front(Some(15.0)), t_ms);
        }
        let uncertain = run(&mut judge, &front(None), 5_500);
        assert_eq!(uncertain.faults[0].dwelt_ms, 5_000);
        let mut fresh = Judge::default();
        assert_eq!(run(&mut fresh, &front(None), 0).state, PostureState::Uncertain);
    }

    #[test]
    fn a_fault_that_stays_unmeasurable_is_dropped() {
        let mut judge = Judge::default();
        for t_ms in (0..=5_000).step_by(500) {
            run(&mut judge, &front(Some(15.0)), t_ms);
        }
        assert_eq!(run(&mut judge, &front(None), 9_000).state, PostureState::Fault);
        let later = run(&mut judge, &front(None), 11_000);
        assert_eq!((later.state, later.faults.len()), (PostureState::Uncertain, 0));
    }

    #[test]
    fn only_lasting_good_posture_resets_the_onset() {
        let mut judge = Judge::default();
        for t_ms in (0..=5_000).step_by(500) {
            run(&mut judge, &front(Some(15.0)), t_ms);
        }
        for t_ms in [5_500, 6_000] {
            assert_eq!(run(&mut judge, &front(Some(0.0)), t_ms).state, PostureState::Good);
        }
        assert_eq!(run(&mut judge, &front(Some(15.0)), 6_500).faults[0].since, MonotonicMs(0));
        for t_ms in (7_000..=11_000).step_by(500) {
            run(&mut judge, &front(Some(0.0)), t_ms);
        }
        let anew = run(&mut judge, &front(Some(15.0)), 11_500).faults[0];
        assert_eq!(anew.since, MonotonicMs(11_500));
    }

    #[test]
    fn the_onset_is_backdated_by_the_lag_of_the_measures() {
        let mut judge = Judge::default();
        run(&mut judge, &front(Some(0.0)), 9_000);
        let fault = judge
            .judge(&front(Some(15.0)), MonotonicMs(10_000), 800, &LimitChoice::default())
            .faults[0];
        assert_eq!((fault.since, fault.dwelt_ms), (MonotonicMs(9_200), 800));
    }

    #[test]
    fn a_gap_between_frames_adds_no_dwell() {
        for gap_ms in [4_000, 3_600_000] {
            let mut judge = Judge::default();
            run(&mut judge, &front(Some(15.0)), 0);
            let after = run(&mut judge, &front(Some(15.0)), gap_ms);
            assert_eq!(after.faults[0].dwelt_ms, 0);
        }
    }

    /// The fault after 14 s of dwell, an absence of `away_ms` and the return with the same fault.
    /// While the person is away, a frame without a person is judged every `every_ms`.
    fn after_an_absence(away_ms: i64, every_ms: usize) -> (Judge, ActiveFault, i64) {
        let mut judge = Judge::default();
        for t_ms in (0..=14_000).step_by(500) {
            run(&mut judge, &front(Some(15.0)), t_ms);
        }
        let back_ms = 14_000 + away_ms;
        for t_ms in (14_000..back_ms).step_by(every_ms).skip(1) {
            let away = run(&mut judge, &Measures::nobody(), t_ms);
            assert_eq!((away.state, away.faults.len()), (PostureState::Away, 0));
        }
        let fault = run(&mut judge, &front(Some(15.0)), back_ms).faults[0];
        (judge, fault, back_ms)
    }

    #[test]
    fn the_dwell_survives_a_short_absence_and_restarts_after_being_away() {
        let (_, short, back_ms) = after_an_absence(9_000, 1_000);
        assert_eq!((short.since, short.dwelt_ms), (MonotonicMs(back_ms), 14_000));
        // At every rate: normal, with the camera off in between, and without any frame.
        for (away_ms, every_ms) in
            [(10_000, 1_000), (3_600_000, 3_000), (3_600_000, 30_000), (3_600_000, 3_600_000)]
        {
            let (mut judge, fault, back_ms) = after_an_absence(away_ms, every_ms);
            assert_eq!((fault.since, fault.dwelt_ms), (MonotonicMs(back_ms), 0), "{every_ms}");
            let later = run(&mut judge, &front(Some(15.0)), back_ms + 1_000).faults[0];
            assert_eq!((later.since, later.dwelt_ms), (MonotonicMs(back_ms), 1_000));
        }
    }

    proptest! {
        #[test]
        fn dwell_never_exceeds_the_time_since_the_first_frame(
            deltas in prop::collection::vec((0i64..4000, -5.0f64..30.0), 1..80)
        ) {
            let mut judge = Judge::default();
            let mut t_ms = 0;
            for (step_ms, delta) in deltas {
                t_ms += step_ms;
                let judgement = run(&mut judge, &front(Some(delta)), t_ms);
                for fault in judgement.faults {
                    prop_assert!(fault.dwelt_ms <= t_ms);
                    prop_assert!(fault.since.0 <= t_ms);
                }
            }
        }
    }
}
