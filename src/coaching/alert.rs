//! When a fault is worth a word: the alert policy.
//!
//! A fault is alerted once it has dwelt long enough, once an episode, and never within the
//! cool-down after another alert. A snooze silences everything.

use crate::body::{Fault, MonotonicMs};
use crate::posture::judge::{ActiveFault, PostureState};

/// When an alert is due. All product choices: no study justifies a dwell of so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertTiming {
    /// How long a fault lasts before it is alerted, milliseconds.
    pub dwell_ms: i64,
    /// How long good posture must last before an alerted fault counts as corrected, milliseconds.
    pub clear_ms: i64,
    /// Shortest time between two alerts, milliseconds.
    pub cooldown_ms: i64,
}

impl Default for AlertTiming {
    fn default() -> Self {
        Self { dwell_ms: 15_000, clear_ms: 3_000, cooldown_ms: 60_000 }
    }
}

/// What the policy says about one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertVerdict {
    /// Nothing new.
    Quiet,
    /// Say it now.
    Raise(ActiveFault),
    /// The alerted fault is gone.
    Corrected(Fault),
}

/// The policy's memory.
#[derive(Debug, Clone, Default)]
pub struct AlertPolicy {
    raised: Option<Raised>,
    last_alert: Option<MonotonicMs>,
    snoozed_until: Option<MonotonicMs>,
}

#[derive(Debug, Clone, Copy)]
struct Raised {
    fault: Fault,
    good_since: Option<MonotonicMs>,
}

impl AlertPolicy {
    /// Decides about the faults present at `now`.
    pub fn step(
        &mut self,
        faults: &[ActiveFault],
        state: PostureState,
        now: MonotonicMs,
        timing: &AlertTiming,
    ) -> AlertVerdict {
        if let Some(raised) = &mut self.raised {
            let still_there = faults.iter().any(|f| same_episode(f.fault, raised.fault));
            // Uncertain time neither ends nor prolongs an episode.
            let is_good = !still_there
                && matches!(state, PostureState::Good | PostureState::Fault | PostureState::Away);
            if still_there {
                raised.good_since = None;
            } else if is_good {
                let since = *raised.good_since.get_or_insert(now);
                if now.since_ms(since) >= timing.clear_ms {
                    let fault = raised.fault;
                    self.raised = None;
                    return AlertVerdict::Corrected(fault);
                }
            }
            return AlertVerdict::Quiet;
        }
        let is_snoozed = self.snoozed_until.is_some_and(|until| now < until);
        let is_cooling =
            self.last_alert.is_some_and(|last| now.since_ms(last) < timing.cooldown_ms);
        if is_snoozed || is_cooling {
            return AlertVerdict::Quiet;
        }
        // The longest-lasting fault speaks; the others wait for their turn.
        let due = faults
            .iter()
            .filter(|f| f.dwelt_ms >= timing.dwell_ms)
            .max_by_key(|f| f.dwelt_ms)
            .copied();
        match due {
            None => AlertVerdict::Quiet,
            Some(fault) => {
                self.raised = Some(Raised { fault: fault.fault, good_since: None });
                self.last_alert = Some(now);
                AlertVerdict::Raise(fault)
            }
        }
    }

    /// Silence until `until`.
    pub fn snooze_until(&mut self, until: MonotonicMs) {
        self.snoozed_until = Some(until);
        self.raised = None;
    }

    /// The person has seen it; the next alert comes no sooner than the cool-down allows.
    pub fn dismiss(&mut self) {
        self.raised = None;
    }
}

/// One shoulder following the other is still the same episode.
fn same_episode(a: Fault, b: Fault) -> bool {
    let raised = |f| {
        matches!(f, Fault::RaisedShoulders | Fault::RaisedShoulderLeft | Fault::RaisedShoulderRight)
    };
    a == b || (raised(a) && raised(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forward(since_ms: i64, now_ms: i64) -> ActiveFault {
        ActiveFault {
            fault: Fault::ForwardHead,
            since: MonotonicMs(since_ms),
            dwelt_ms: now_ms - since_ms,
        }
    }

    #[test]
    fn one_long_fault_is_one_alert_and_one_correction() {
        let (mut policy, timing) = (AlertPolicy::default(), AlertTiming::default());
        let (mut raised, mut corrected) = (vec![], vec![]);
        for t in (0..300_000).step_by(500) {
            let faults = if t < 200_000 { vec![forward(0, t)] } else { vec![] };
            let state = if faults.is_empty() { PostureState::Good } else { PostureState::Fault };
            match policy.step(&faults, state, MonotonicMs(t), &timing) {
                AlertVerdict::Raise(_) => raised.push(t),
                AlertVerdict::Corrected(_) => corrected.push(t),
                AlertVerdict::Quiet => {}
            }
        }
        assert_eq!(raised, [timing.dwell_ms]);
        assert_eq!(corrected, [203_000]);
    }

    proptest! {
        #[test]
        fn never_before_the_dwell_and_never_twice_within_the_cooldown(
            spans in prop::collection::vec((1i64..60_000, any::<bool>()), 1..40)
        ) {
            let (mut policy, timing) = (AlertPolicy::default(), AlertTiming::default());
            let (mut t, mut last) = (0, None::<i64>);
            for (span_ms, is_fault) in spans {
                let (start, end) = (t, t + span_ms);
                while t < end {
                    let faults = if is_fault { vec![forward(start, t)] } else { vec![] };
                    let state = if is_fault { PostureState::Fault } else { PostureState::Good };
                    let verdict = policy.step(&faults, state, MonotonicMs(t), &timing);
                    if let AlertVerdict::Raise(fault) = verdict {
                        prop_assert!(fault.dwelt_ms >= timing.dwell_ms);
                        prop_assert!(last.is_none_or(|last| t - last >= timing.cooldown_ms));
                        last = Some(t);
                    }
                    t += 700;
                }
            }
        }

        #[test]
        fn a_snooze_always_silences(until in 1i64..600_000) {
            let (mut policy, timing) = (AlertPolicy::default(), AlertTiming::default());
            policy.snooze_until(MonotonicMs(until));
            for t in (0..until).step_by(1000) {
                let verdict =
                    policy.step(&[forward(0, t)], PostureState::Fault, MonotonicMs(t), &timing);
                prop_assert_eq!(verdict, AlertVerdict::Quiet);
            }
        }
    }
}
