//! The last hour: shifts, still time and standing.

use std::collections::VecDeque;

use crate::body::MonotonicMs;

const HOUR_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;

/// A posture kept this long counts as still, milliseconds. Product choice: healthy people on an office chair shift
/// every 5 to 10 minutes (Vergara & Page 2002, Applied Ergonomics 33).
pub const STILL_AFTER_MS: i64 = 10 * MINUTE_MS;

/// Sums over the last hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hour {
    /// Time with the person in view, milliseconds.
    pub watched_ms: i64,
    pub shifts: u32,
    /// Time in postures that were kept for [`STILL_AFTER_MS`] or longer, milliseconds.
    pub still_ms: i64,
    /// Time standing, milliseconds.
    pub standing_ms: i64,
}

impl Hour {
    /// Shifts in an hour of watched time; `None` with less than ten minutes.
    #[must_use]
    pub fn shifts_per_hour(&self) -> Option<f64> {
        (self.watched_ms >= STILL_AFTER_MS)
            .then(|| f64::from(self.shifts) * HOUR_MS as f64 / self.watched_ms as f64)
    }
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    minute: i64,
    watched_ms: i64,
    standing_ms: i64,
}

/// Keeps the last hour.
#[derive(Debug, Clone, Default)]
pub(super) struct HourWatch {
    minutes: VecDeque<Slot>,
    shifts: VecDeque<MonotonicMs>,
    /// End and duration of the postures that were kept long.
    still: VecDeque<(MonotonicMs, i64)>,
}

impl HourWatch {
    pub(super) fn observed(&mut self, step_ms: i64, is_standing: bool, now: MonotonicMs) {
        let minute = now.0.div_euclid(MINUTE_MS);
        if self.minutes.back().is_none_or(|slot| slot.minute != minute) {
            self.minutes.push_back(Slot { minute, watched_ms: 0, standing_ms: 0 });
        }
        if let Some(slot) = self.minutes.back_mut() {
            slot.watched_ms += step_ms;
            slot.standing_ms += if is_standing { step_ms } else { 0 };
        }
        while self.minutes.front().is_some_and(|slot| slot.minute <= minute - 60) {
            self.minutes.pop_front();
        }
    }

    pub(super) fn shifted(&mut self, now: MonotonicMs) {
        self.shifts.push_back(now);
    }

    /// A posture that was kept for `kept_ms` has ended.
    pub(super) fn ended(&mut self, kept_ms: i64, now: MonotonicMs) {
        if kept_ms >= STILL_AFTER_MS {
            self.still.push_back((now, kept_ms));
        }
    }

    pub(super) fn sum(&mut self, kept_ms: i64, now: MonotonicMs) -> Hour {
        let start = now - HOUR_MS;
        while self.shifts.front().is_some_and(|at| *at <= start) {
            self.shifts.pop_front();
        }
        while self.still.front().is_some_and(|(end, _)| *end <= start) {
            self.still.pop_front();
        }
        let watched_ms: i64 = self.minutes.iter().map(|slot| slot.watched_ms).sum();
        let present_ms = if kept_ms >= STILL_AFTER_MS { kept_ms } else { 0 };
        let still_ms: i64 = self.still.iter().map(|(end, ms)| (*ms).min(end.since_ms(start))).sum();
        Hour {
            watched_ms,
            shifts: u32::try_from(self.shifts.len()).unwrap_or(u32::MAX),
            still_ms: (still_ms + present_ms).min(watched_ms),
            standing_ms: self.minutes.iter().map(|slot| slot.standing_ms).sum(),
        }
    }
}
