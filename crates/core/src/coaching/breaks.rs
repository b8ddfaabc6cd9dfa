//! Measures sitting time and decides when a break is due.
//!
//! The catalogue advises a break every 20–30 minutes. In McLean et al. 2001 ("Computer terminal
//! work and the benefit of microbreaks", Applied Ergonomics 32), breaks of 30 seconds every 20
//! minutes helped most.

use super::presence::{BACK_AFTER_MS, Presence, PresenceChange};
use crate::body::MonotonicMs;

/// When a break is due, and what counts as a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakPolicy {
    /// Maximum sitting time before a break is due, milliseconds; `None` turns breaks off.
    pub sit_at_most_ms: Option<i64>,
    /// Minimum absence that counts as a break, milliseconds.
    pub break_ms: i64,
}

impl Default for BreakPolicy {
    fn default() -> Self {
        Self { sit_at_most_ms: Some(25 * 60_000), break_ms: 60_000 }
    }
}

/// Maximum gap between two frames that is counted as sitting, milliseconds. A longer gap was not
/// observed.
const MAX_STEP_MS: i64 = 5_000;

/// Gap after which the sitting time restarts at zero, milliseconds: it is unknown what happened
/// during the gap.
const FORGET_AFTER_MS: i64 = 5 * 60_000;

/// The sitting-time counter.
#[derive(Debug, Clone, Default)]
pub struct Breaks {
    sitting_ms: i64,
    due_since: Option<MonotonicMs>,
    last: Option<MonotonicMs>,
}

/// A completed break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// Duration, milliseconds.
    pub lasted_ms: i64,
    /// Sitting time before the break, milliseconds.
    pub after_sitting_ms: i64,
}

impl Breaks {
    /// Updates the counter with one frame. Returns the break that has just ended, if there is one.
    pub fn step(
        &mut self,
        presence: Presence,
        change: Option<PresenceChange>,
        now: MonotonicMs,
        policy: &BreakPolicy,
    ) -> Option<Break> {
        let gap_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        let mut taken = None;
        if gap_ms > FORGET_AFTER_MS {
            self.restart();
        } else if let Some(PresenceChange::Returned { away_ms }) = change
            && away_ms >= policy.break_ms
        {
            taken = Some(self.take(away_ms));
        } else if matches!(presence, Presence::Here(_)) && gap_ms <= MAX_STEP_MS {
            self.sitting_ms += gap_ms;
        }
        // An absence of at least `break_ms` already is the break, so no break is due. A return is noticed only
        // after a while, and that time is not part of the absence.
        if let Presence::Away(since) = presence
            && now.since_ms(since) >= policy.break_ms + BACK_AFTER_MS
        {
            self.due_since = None;
        } else {
            let is_due = policy.sit_at_most_ms.is_some_and(|limit| self.sitting_ms >= limit);
            match (is_due, self.due_since) {
                (true, None) => self.due_since = Some(now),
                (false, Some(_)) => self.due_since = None,
                _ => {}
            }
        }
        taken
    }

    /// Records a break of `lasted_ms` milliseconds that has just ended.
    pub fn take(&mut self, lasted_ms: i64) -> Break {
        let taken = Break { lasted_ms, after_sitting_ms: self.sitting_ms };
        self.restart();
        taken
    }

    /// Resets the sitting time, for example when the person confirms that they have moved.
    pub fn restart(&mut self) {
        self.sitting_ms = 0;
        self.due_since = None;
    }

    /// Observed sitting time since the last break, milliseconds.
    #[must_use]
    pub fn sitting_ms(&self) -> i64 {
        self.sitting_ms
    }

    /// Time since which a break is due.
    #[must_use]
    pub fn due_since(&self) -> Option<MonotonicMs> {
        self.due_since
    }
}

#[cfg(test)]
mod tests {
    use super::super::presence::{PresenceWatch, Seen};
    use super::*;
    use proptest::prelude::*;

    /// Simulates spans in which the person is seen or not, one frame per second. Returns the times
    /// at which a break became due, and the breaks taken.
    fn run(spans: &[(i64, bool)]) -> (Vec<i64>, Vec<Break>) {
        let (mut watch, mut breaks) = (PresenceWatch::default(), Breaks::default());
        let (mut t, mut due, mut taken) = (0, Vec::new(), Vec::new());
        for (span_ms, is_seen) in spans {
            let end = t + span_ms;
            while t < end {
                let now = MonotonicMs(t);
                let seen = if *is_seen { Seen::Face } else { Seen::Nobody };
                let change = watch.step(seen, now);
                let was_due = breaks.due_since();
                let policy = BreakPolicy::default();
                taken.extend(breaks.step(watch.presence(), change, now, &policy));
                if was_due.is_none() && breaks.due_since().is_some() {
                    due.push(t);
                }
                t += 1_000;
            }
        }
        (due, taken)
    }

    const MINUTE: i64 = 60_000;

    #[test]
    fn a_break_is_due_after_twenty_five_minutes_and_taking_one_resets_the_count() {
        let (due, taken) = run(&[(30 * MINUTE, true), (2 * MINUTE, false), (30 * MINUTE, true)]);
        assert_eq!(due.len(), 2);
        assert_eq!(due[0], 25 * MINUTE);
        // A return is confirmed only after a few seconds.
        assert!((due[1] - 57 * MINUTE).abs() <= 5_000, "{due:?}");
        let [only] = taken.as_slice() else { panic!("{taken:?}") };
        assert_eq!(only.lasted_ms, 2 * MINUTE);
        assert!((only.after_sitting_ms - 30 * MINUTE).abs() <= 12_000, "{only:?}");
    }

    #[test]
    fn a_short_absence_is_not_a_break() {
        let (due, taken) = run(&[(20 * MINUTE, true), (30_000, false), (10 * MINUTE, true)]);
        assert!(taken.is_empty());
        assert_eq!(due.len(), 1);
    }

    #[test]
    fn no_break_is_due_when_breaks_are_off() {
        let mut breaks = Breaks::default();
        let policy = BreakPolicy { sit_at_most_ms: None, ..BreakPolicy::default() };
        for t in (0..10_000_000).step_by(1_000) {
            breaks.step(Presence::Here(MonotonicMs(0)), None, MonotonicMs(t), &policy);
        }
        assert_eq!(breaks.due_since(), None);
    }

    #[test]
    fn a_break_that_is_due_is_not_due_anew_after_an_absence_just_below_a_break() {
        let (due, taken) =
            run(&[(464_001, true), (1_025_001, true), (56_001, false), (60_000, true)]);
        assert_eq!((due.len(), taken.len()), (1, 0), "{due:?}");
    }

    proptest! {
        #[test]
        fn sitting_time_does_not_exceed_the_observed_time(
            spans in prop::collection::vec((1_000i64..2_000_000, any::<bool>()), 1..12)
        ) {
            let (due, _) = run(&spans);
            let seen_ms: i64 = spans.iter().filter(|(_, seen)| *seen).map(|(ms, _)| ms).sum();
            // An absence is confirmed only after a while; that time counts as sitting.
            let slack_ms = 15_000 * spans.len() as i64;
            prop_assert!(due.len() as i64 * 25 * MINUTE <= seen_ms + slack_ms);
        }
    }
}
