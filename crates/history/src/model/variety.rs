//! Variety of posture in a sample and in a minute. Minutes recorded by versions before the third layout have none.

use serde::{Deserialize, Serialize};

use super::minute::Minute;

/// Variety of posture at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleVariety {
    /// How long the posture had been kept, milliseconds.
    pub kept_ms: i64,
    /// The person has shifted since the sample before.
    pub has_shifted: bool,
    pub is_standing: bool,
}

/// Variety of posture in one minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MinuteVariety {
    /// The longest time for which a posture had been kept at any moment of the minute, milliseconds.
    pub kept_ms: i64,
    pub shifts: u32,
    /// Time standing, milliseconds.
    pub standing_ms: i64,
}

impl MinuteVariety {
    /// Adds `ms` milliseconds that `sample` represents. A shift counts in the minute of the sample itself.
    pub(crate) fn add(&mut self, sample: &SampleVariety, ms: i64, is_own_minute: bool) {
        if is_own_minute {
            self.kept_ms = self.kept_ms.max(sample.kept_ms);
            self.shifts += u32::from(sample.has_shifted);
        }
        self.standing_ms += if sample.is_standing { ms } else { 0 };
    }

    /// Joins two records of the same minute.
    #[must_use]
    pub(crate) fn merged(self, other: Self) -> Self {
        Self {
            kept_ms: self.kept_ms.max(other.kept_ms),
            shifts: self.shifts.saturating_add(other.shifts),
            standing_ms: self.standing_ms.saturating_add(other.standing_ms),
        }
    }

    /// Limits the numbers to what a minute can have: a damaged file may contain any.
    #[must_use]
    pub(crate) fn bounded(self, watched_ms: i64) -> Self {
        /// A posture cannot be kept longer than a day.
        const DAY_MS: i64 = 24 * 3_600_000;
        Self {
            kept_ms: self.kept_ms.clamp(0, DAY_MS),
            shifts: self.shifts.min(60),
            standing_ms: self.standing_ms.clamp(0, watched_ms.max(0)),
        }
    }
}

/// A posture kept this long counts as still, milliseconds.
pub use plumbline_core::coaching::variety::STILL_AFTER_MS;

/// Sums of the variety over a day, an hour or another period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VarietySum {
    /// Watched time of the minutes whose variety was recorded, milliseconds.
    pub watched_ms: i64,
    pub shifts: u32,
    /// The longest time in one posture, milliseconds.
    pub longest_ms: i64,
    /// Time in postures that were kept for [`STILL_AFTER_MS`] or longer, milliseconds.
    pub still_ms: i64,
    /// Time standing, milliseconds.
    pub standing_ms: i64,
    /// The posture that the last minute ended in, milliseconds; not yet in [`Self::still_ms`].
    open_ms: i64,
}

impl VarietySum {
    /// Adds a minute; call it in the order of time.
    pub fn add_minute(&mut self, minute: &Minute) {
        let Some(variety) = minute.variety else { return };
        if variety.kept_ms < self.open_ms {
            self.close();
        }
        self.open_ms = variety.kept_ms;
        self.watched_ms += minute.watched_ms();
        self.shifts = self.shifts.saturating_add(variety.shifts);
        self.longest_ms = self.longest_ms.max(variety.kept_ms);
        self.standing_ms += variety.standing_ms;
    }

    fn close(&mut self) {
        if self.open_ms >= STILL_AFTER_MS {
            self.still_ms += self.open_ms;
        }
        self.open_ms = 0;
    }

    /// Ends the posture of the last minute: the period is over.
    #[must_use]
    pub fn closed(mut self) -> Self {
        self.close();
        self.still_ms = self.still_ms.min(self.watched_ms);
        self
    }

    /// Adds the sums of another period.
    pub fn add(&mut self, other: &Self) {
        let other = other.closed();
        self.watched_ms += other.watched_ms;
        self.shifts = self.shifts.saturating_add(other.shifts);
        self.longest_ms = self.longest_ms.max(other.longest_ms);
        self.still_ms += other.still_ms;
        self.standing_ms += other.standing_ms;
    }

    /// Shifts in an hour of watched time; `None` with less than ten minutes of it.
    #[must_use]
    pub fn shifts_per_hour(&self) -> Option<f64> {
        (self.watched_ms >= STILL_AFTER_MS)
            .then(|| f64::from(self.shifts) * 3_600_000.0 / self.watched_ms as f64)
    }

    /// Share of the watched time in postures kept for ten minutes or longer, 0 to 1; `None` as for
    /// [`Self::shifts_per_hour`].
    #[must_use]
    pub fn still_share(&self) -> Option<f64> {
        let still_ms = self.closed().still_ms as f64;
        (self.watched_ms >= STILL_AFTER_MS).then(|| still_ms / self.watched_ms as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(number: i64, kept_min: i64, shifts: u32) -> Minute {
        let variety = MinuteVariety { kept_ms: kept_min * 60_000, shifts, standing_ms: 0 };
        Minute { number, good_ms: 60_000, variety: Some(variety), ..Minute::default() }
    }

    #[test]
    fn still_time_is_the_whole_time_of_long_postures() {
        let mut sum = VarietySum::default();
        // Twelve minutes in one posture, then a new one every three minutes.
        for i in 0..12 {
            sum.add_minute(&minute(i, i + 1, 0));
        }
        for i in 0..18 {
            sum.add_minute(&minute(12 + i, i % 3 + 1, u32::from(i % 3 == 0)));
        }
        assert_eq!(sum.closed().still_ms, 12 * 60_000);
        assert_eq!(sum.still_share(), Some(0.4));
        assert_eq!(sum.shifts_per_hour(), Some(12.0));
        assert_eq!(sum.longest_ms, 12 * 60_000);
    }

    #[test]
    fn minutes_of_earlier_versions_do_not_count() {
        let mut sum = VarietySum::default();
        sum.add_minute(&Minute { good_ms: 60_000, ..Minute::default() });
        assert_eq!(sum, VarietySum::default());
        assert_eq!(sum.shifts_per_hour(), None);
    }
}
