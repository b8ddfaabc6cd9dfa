//! Totals of one minute.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::calendar::{self, MINUTE_MS};
use crate::model::recorded::{RECORDED, recorded_index};
use crate::model::variety::MinuteVariety;
use plumbline_core::body::Fault;
use plumbline_core::posture::Quantity;

/// Time of each fault, milliseconds. Several faults can be present at once, so the times do not add
/// up to the fault time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FaultTimes([i64; Fault::ALL.len()]);

impl FaultTimes {
    /// Time with `fault`, milliseconds.
    #[must_use]
    pub fn get(&self, fault: Fault) -> i64 {
        self.0[index(fault)]
    }

    /// Adds `ms` milliseconds of `fault`.
    pub fn add(&mut self, fault: Fault, ms: i64) {
        let slot = &mut self.0[index(fault)];
        *slot = slot.saturating_add(ms);
    }

    /// Adds all times of `other`.
    pub fn add_all(&mut self, other: &Self) {
        for fault in Fault::ALL {
            self.add(fault, other.get(fault));
        }
    }

    /// The faults with more than 0 ms, with their milliseconds.
    pub fn present(&self) -> impl Iterator<Item = (Fault, i64)> + '_ {
        Fault::ALL.into_iter().map(|fault| (fault, self.get(fault))).filter(|(_, ms)| *ms > 0)
    }

    /// The fault that was present longest, with its milliseconds.
    #[must_use]
    pub fn longest(&self) -> Option<(Fault, i64)> {
        // Of equal times, the first in the order of [`Fault::ALL`].
        self.present().fold(None, |best, next| match best {
            Some((_, ms)) if ms >= next.1 => best,
            _ => Some(next),
        })
    }

    pub(crate) fn scale(&mut self, by: impl Fn(i64) -> i64) {
        for ms in &mut self.0 {
            *ms = by(*ms);
        }
    }
}

/// Index of a fault in [`Fault::ALL`].
fn index(fault: Fault) -> usize {
    // `ALL` lists the faults in the order of their declaration; a test checks this.
    fault as usize
}

/// Distribution of a quantity within a minute, in its own unit.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Spread {
    pub median: f64,
    /// 10th percentile.
    pub p10: f64,
    /// 90th percentile.
    pub p90: f64,
}

/// Totals of one minute. Time without monitoring is not included.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Minute {
    /// Minutes since 1970 UTC.
    pub number: i64,
    /// Offset of local time from UTC, seconds; east is positive.
    pub offset_s: i32,
    pub good_ms: i64,
    /// Time with at least one fault, milliseconds.
    pub fault_ms: i64,
    /// Time in which posture could not be judged, milliseconds.
    pub uncertain_ms: i64,
    /// Time without a person, milliseconds.
    pub away_ms: i64,
    /// Time of each fault.
    pub faults: FaultTimes,
    /// Distribution of each quantity, in the order of [`RECORDED`].
    pub spreads: [Option<Spread>; RECORDED.len()],
    /// Mean confidence, 0 to 1.
    pub confidence: Option<f64>,
    /// Number of samples with time in this minute.
    pub samples: i64,
    /// Variety of posture; `None` if it was not recorded.
    pub variety: Option<MinuteVariety>,
}

impl Minute {
    /// Start of the minute.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        calendar::minute_start(self.number)
    }

    /// Local date.
    #[must_use]
    pub fn date(&self) -> Date {
        calendar::local_date(self.number, self.offset_s)
    }

    /// Time with a person in view: good, fault and uncertain, milliseconds.
    #[must_use]
    pub fn watched_ms(&self) -> i64 {
        self.good_ms + self.fault_ms + self.uncertain_ms
    }

    /// All recorded time including absence, milliseconds; at most 60,000.
    #[must_use]
    pub fn total_ms(&self) -> i64 {
        self.watched_ms() + self.away_ms
    }

    /// Distribution of a quantity, in its own unit; `None` if it was not measured or is not recorded.
    #[must_use]
    pub fn spread(&self, quantity: Quantity) -> Option<Spread> {
        self.spreads[recorded_index(quantity)?]
    }

    /// Sets the distribution of a quantity, in its own unit. A quantity that is not recorded is
    /// ignored.
    pub fn set_spread(&mut self, quantity: Quantity, spread: Option<Spread>) {
        if let Some(index) = recorded_index(quantity) {
            self.spreads[index] = spread;
        }
    }

    /// Merges two records of the same minute whose samples no longer exist. Times are added and
    /// reduced in proportion to at most a minute; the distributions come from the record with more
    /// samples. This is an approximation for late samples only.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self {
        let fuller = if other.samples > self.samples { other } else { self };
        let mut both = Self {
            number: self.number,
            offset_s: self.offset_s,
            good_ms: self.good_ms + other.good_ms,
            fault_ms: self.fault_ms + other.fault_ms,
            uncertain_ms: self.uncertain_ms + other.uncertain_ms,
            away_ms: self.away_ms + other.away_ms,
            faults: self.faults,
            spreads: fuller.spreads,
            confidence: fuller.confidence.or(self.confidence).or(other.confidence),
            samples: self.samples + other.samples,
            variety: match (self.variety, other.variety) {
                (Some(mine), Some(theirs)) => Some(mine.merged(theirs)),
                (mine, theirs) => mine.or(theirs),
            },
        };
        for (mine, theirs) in both.spreads.iter_mut().zip(self.spreads.iter().zip(&other.spreads)) {
            *mine = mine.or(*theirs.0).or(*theirs.1);
        }
        both.faults.add_all(&other.faults);
        both.within_a_minute()
    }

    /// Limits the record to at most one minute in total and no negative times.
    #[must_use]
    pub fn within_a_minute(mut self) -> Self {
        // Larger than any real value, small enough to add and multiply without overflow.
        let bounded = |ms: i64| ms.clamp(0, 1 << 40);
        let times =
            [&mut self.good_ms, &mut self.fault_ms, &mut self.uncertain_ms, &mut self.away_ms];
        let total_ms: i64 = times.iter().map(|ms| bounded(**ms)).sum();
        let limit = move |ms: i64| {
            if total_ms <= MINUTE_MS { bounded(ms) } else { bounded(ms) * MINUTE_MS / total_ms }
        };
        for ms in times {
            *ms = limit(*ms);
        }
        self.faults.scale(limit);
        let fault_ms = self.fault_ms;
        self.faults.scale(|ms| ms.min(fault_ms));
        let watched_ms = self.watched_ms();
        self.variety = self.variety.map(|variety| variety.bounded(watched_ms));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fault_indices_follow_the_order_of_all() {
        for (i, fault) in Fault::ALL.into_iter().enumerate() {
            assert_eq!(index(fault), i);
        }
    }

    #[test]
    fn two_merged_records_never_exceed_a_minute() {
        let one = Minute { good_ms: 50_000, away_ms: 5_000, samples: 3, ..Minute::default() };
        let mut two = Minute { fault_ms: 30_000, samples: 9, ..Minute::default() };
        two.faults.add(Fault::Slouch, 30_000);
        let both = one.merged(&two);
        assert!((59_990..=60_000).contains(&both.total_ms()), "{both:?}");
        assert!(both.good_ms > both.fault_ms);
        assert_eq!(both.faults.get(Fault::Slouch), both.fault_ms);
        assert_eq!(both.samples, 12);
    }

    #[test]
    fn out_of_range_times_are_limited_to_the_minute() {
        let wild =
            Minute { good_ms: i64::MAX, fault_ms: i64::MAX, away_ms: -5, ..Minute::default() };
        let bounded = wild.within_a_minute();
        assert!(bounded.total_ms() <= MINUTE_MS);
        assert_eq!(bounded.away_ms, 0);
    }
}
