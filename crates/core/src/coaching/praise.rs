//! Praise for good posture, at most once a day.

use crate::body::MonotonicMs;
use crate::posture::judge::{MAX_STEP_MS, PostureState};

/// Good-posture time that earns praise, pauses excluded, milliseconds. Product choice.
const EARNED_MS: i64 = 45 * 60_000;

/// The state of the praise policy.
#[derive(Debug, Clone, Default)]
pub(crate) struct Praise {
    good_ms: i64,
    /// The last day on which an alerted fault was corrected. Praise requires a correction on the
    /// same day, so that it follows an effort.
    corrected_on: Option<i32>,
    praised_on: Option<i32>,
    last: Option<MonotonicMs>,
}

impl Praise {
    /// Records that an alerted fault was corrected on `day`. Restarts the count of good posture.
    pub(crate) fn corrected(&mut self, day: i32) {
        self.corrected_on = Some(day);
        self.good_ms = 0;
    }

    /// Records that a fault was alerted. Restarts the count of good posture.
    pub(crate) fn alerted(&mut self) {
        self.good_ms = 0;
    }

    /// Updates the count with one frame. Returns the minutes of good posture when praise is earned.
    pub(crate) fn step(&mut self, state: PostureState, day: i32, now: MonotonicMs) -> Option<i64> {
        let step_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        if state == PostureState::Good && step_ms <= MAX_STEP_MS {
            self.good_ms += step_ms;
        }
        let is_earned = self.good_ms >= EARNED_MS
            && self.corrected_on == Some(day)
            && self.praised_on != Some(day);
        is_earned.then(|| {
            self.praised_on = Some(day);
            self.good_ms / 60_000
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(praise: &mut Praise, from_h: i64, hours: i64, day: i32) -> usize {
        (from_h * 3600..(from_h + hours) * 3600)
            .filter(|s| praise.step(PostureState::Good, day, MonotonicMs(s * 1000)).is_some())
            .count()
    }

    #[test]
    fn praise_is_given_once_a_day_and_only_after_a_correction() {
        let mut praise = Praise::default();
        assert_eq!(hours(&mut praise, 0, 3, 1), 0);
        praise.corrected(1);
        assert_eq!(hours(&mut praise, 3, 4, 1), 1);
        assert_eq!(hours(&mut praise, 24, 4, 2), 0);
        praise.corrected(2);
        assert_eq!(hours(&mut praise, 28, 4, 2), 1);
    }

    #[test]
    fn an_alert_restarts_the_count() {
        let mut praise = Praise::default();
        praise.corrected(1);
        for half_hour in 0..10 {
            let from_s = half_hour * 1800;
            for s in from_s..from_s + 1800 {
                assert_eq!(praise.step(PostureState::Good, 1, MonotonicMs(s * 1000)), None);
            }
            praise.alerted();
        }
    }
}
