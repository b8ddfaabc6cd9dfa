//! A minute in numbers.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::calendar::{self, MINUTE_MS};
use crate::model::sample::Tracked;
use plumbline_core::body::Fault;

/// Milliseconds of each fault. Several can be present at once, so they do not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FaultTimes([i64; Fault::ALL.len()]);

impl FaultTimes {
    /// How long `fault` was present, milliseconds.
    #[must_use]
    pub fn get(&self, fault: Fault) -> i64 {
        self.0[index(fault)]
    }

    /// Adds milliseconds of `fault`.
    pub fn add(&mut self, fault: Fault, ms: i64) {
        let slot = &mut self.0[index(fault)];
        *slot = slot.saturating_add(ms);
    }

    /// Adds all of `other`.
    pub fn add_all(&mut self, other: &Self) {
        for fault in Fault::ALL {
            self.add(fault, other.get(fault));
        }
    }

    /// The faults that were present, with their milliseconds.
    pub fn present(&self) -> impl Iterator<Item = (Fault, i64)> + '_ {
        Fault::ALL.into_iter().map(|fault| (fault, self.get(fault))).filter(|(_, ms)| *ms > 0)
    }

    /// The one present longest, with its milliseconds.
    #[must_use]
    pub fn longest(&self) -> Option<(Fault, i64)> {
        // Of equals the first of the list, whichever way it is asked.
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

/// Where a fault stands in [`Fault::ALL`].
fn index(fault: Fault) -> usize {
    // `ALL` lists the faults as they are declared; a test holds it to that.
    fault as usize
}

/// How a quantity was spread over a minute, in its own unit.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Spread {
    /// Half of the samples were below.
    pub median: f64,
    /// A tenth of the samples was below.
    pub p10: f64,
    /// Nine tenths of the samples were below.
    pub p90: f64,
}

/// A minute in numbers. Time not watched is in none of them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Minute {
    /// Minutes since 1970 UTC.
    pub number: i64,
    /// The local time's distance from UTC, seconds; east is positive.
    pub offset_s: i32,
    /// Good posture, milliseconds.
    pub good_ms: i64,
    /// At least one fault, milliseconds.
    pub fault_ms: i64,
    /// It could not be told, milliseconds.
    pub uncertain_ms: i64,
    /// Nobody was there, milliseconds.
    pub away_ms: i64,
    /// Each fault.
    pub faults: FaultTimes,
    /// How the quantities were spread, in the order of [`Tracked::ALL`].
    pub spreads: [Option<Spread>; Tracked::COUNT],
    /// Mean confidence, 0 to 1.
    pub confidence: Option<f64>,
    /// How many samples had time in it.
    pub samples: i64,
}

impl Minute {
    /// When it began.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        calendar::minute_start(self.number)
    }

    /// The person's date.
    #[must_use]
    pub fn date(&self) -> Date {
        calendar::local_date(self.number, self.offset_s)
    }

    /// Watched with somebody there: good, fault and uncertain, milliseconds.
    #[must_use]
    pub fn watched_ms(&self) -> i64 {
        self.good_ms + self.fault_ms + self.uncertain_ms
    }

    /// Everything recorded, absence included, milliseconds; at most 60 000.
    #[must_use]
    pub fn total_ms(&self) -> i64 {
        self.watched_ms() + self.away_ms
    }

    /// The spread of a quantity, in its own unit.
    #[must_use]
    pub fn spread(&self, quantity: Tracked) -> Option<Spread> {
        self.spreads[quantity as usize]
    }

    /// Two records of the same minute whose samples are no longer there: times add up and are
    /// brought down to a minute in proportion, the spreads are those of the one with more samples.
    /// An approximation for late arrivals only.
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
        };
        for (mine, theirs) in both.spreads.iter_mut().zip(self.spreads.iter().zip(&other.spreads)) {
            *mine = mine.or(*theirs.0).or(*theirs.1);
        }
        both.faults.add_all(&other.faults);
        both.within_a_minute()
    }

    /// The same, with no more than a minute in it and no negative times.
    #[must_use]
    pub fn within_a_minute(mut self) -> Self {
        // Large enough for anything real, small enough to be added and multiplied.
        let tame = |ms: i64| ms.clamp(0, 1 << 40);
        let times =
            [&mut self.good_ms, &mut self.fault_ms, &mut self.uncertain_ms, &mut self.away_ms];
        let total_ms: i64 = times.iter().map(|ms| tame(**ms)).sum();
        let bring = move |ms: i64| {
            if total_ms <= MINUTE_MS { tame(ms) } else { tame(ms) * MINUTE_MS / total_ms }
        };
        for ms in times {
            *ms = bring(*ms);
        }
        self.faults.scale(bring);
        let fault_ms = self.fault_ms;
        self.faults.scale(|ms| ms.min(fault_ms));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_stands_at_its_own_place() {
        for (i, fault) in Fault::ALL.into_iter().enumerate() {
            assert_eq!(index(fault), i);
        }
    }

    #[test]
    fn two_records_of_a_minute_never_hold_more_than_it() {
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
    fn wild_numbers_are_brought_within_the_minute() {
        let wild =
            Minute { good_ms: i64::MAX, fault_ms: i64::MAX, away_ms: -5, ..Minute::default() };
        let tame = wild.within_a_minute();
        assert!(tame.total_ms() <= MINUTE_MS);
        assert_eq!(tame.away_ms, 0);
    }
}
