//! A period in which monitoring is off, and the absence in it.
//!
//! A person who locks the screen or suspends the machine leaves the desk. Other reasons to be off, such
//! as a pause, say nothing about the person; but the screen can be locked or the machine can sleep
//! during them, too.

use super::cadence::Situation;
use crate::body::MonotonicMs;

/// A period in which monitoring is off.
#[derive(Debug, Clone, Copy)]
pub(super) struct OffPeriod {
    /// Time since which the screen is locked or the machine asleep.
    left_since: Option<MonotonicMs>,
    longest_ms: i64,
}

impl OffPeriod {
    /// The period that begins with `situation`.
    pub(super) fn begin(situation: &Situation, now: MonotonicMs) -> Self {
        let mut period = Self { left_since: None, longest_ms: 0 };
        period.update(situation, now);
        period
    }

    /// The situation has become `situation`.
    pub(super) fn update(&mut self, situation: &Situation, now: MonotonicMs) {
        let is_left = situation.is_locked || situation.is_asleep;
        match (self.left_since, is_left) {
            (None, true) => self.left_since = Some(now),
            (Some(since), false) => {
                self.absent(now.since_ms(since));
                self.left_since = None;
            }
            _ => {}
        }
    }

    /// The machine has slept for `slept_ms`, with or without a signal from the desktop.
    pub(super) fn slept(&mut self, slept_ms: i64) {
        self.absent(slept_ms);
    }

    /// The longest time for which the person was certainly away from the desk, milliseconds. Call it
    /// after [`Self::update`] with the situation at the end of the period.
    pub(super) fn longest_absence_ms(&self) -> i64 {
        self.longest_ms
    }

    fn absent(&mut self, lasted_ms: i64) {
        self.longest_ms = self.longest_ms.max(lasted_ms);
    }
}
