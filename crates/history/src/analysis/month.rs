//! Data of the report on a month. Pure.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::analysis::episodes::AlertStory;
use crate::analysis::stretches::StretchLog;
use crate::analysis::summary::{self, Trend};
use crate::model::calendar;
use crate::model::day::Day;
use crate::model::minute::{FaultTimes, Minute};
use crate::model::recorded::RECORDED;
use plumbline_core::coaching::discomfort::Discomfort;
use plumbline_core::posture::Quantity;
use plumbline_core::stats::{quantile, sorted};

/// One hour of the day, over all days of the month.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HourFaults {
    /// Time in which posture was judged, milliseconds.
    pub judged_ms: i64,
    pub faults: FaultTimes,
}

/// How a quantity was distributed over the minutes in which it was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RangeOf {
    pub quantity: Quantity,
    /// Median of the medians of the minutes, in the unit of the quantity.
    pub median: f64,
    /// 10th and 90th percentile of the same.
    pub p10: f64,
    pub p90: f64,
}

/// Data of one month.
#[derive(Debug, Clone)]
pub struct MonthData {
    /// First day of the month.
    pub first: Date,
    /// Days with records.
    pub days: Vec<Day>,
    /// Days with records in the month before.
    pub days_before: Vec<Day>,
    /// By local hour, 0 to 23.
    pub hours: [HourFaults; 24],
    pub ranges: Vec<RangeOf>,
    pub alerts: Vec<AlertStory>,
    pub stretches: StretchLog,
    /// Answers to the question about discomfort, by day.
    pub discomfort: BTreeMap<Date, Discomfort>,
}

impl MonthData {
    /// Totals of the month.
    #[must_use]
    pub fn total(&self) -> Day {
        total(self.first, &self.days)
    }

    /// Totals of the month before.
    #[must_use]
    pub fn total_before(&self) -> Day {
        total(self.first, &self.days_before)
    }

    /// Trend of the share of good posture within the month; needs ten full days.
    #[must_use]
    pub fn trend(&self) -> Option<Trend> {
        summary::trend(&self.days)
    }
}

fn total(date: Date, days: &[Day]) -> Day {
    let mut total = Day::empty(date);
    days.iter().for_each(|day| total.add_day(day));
    total
}

/// Collects what a report needs of single minutes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Minutes {
    hours: [HourFaults; 24],
    medians: [Vec<f64>; RECORDED.len()],
}

impl Minutes {
    pub(crate) fn add(&mut self, minute: &Minute) {
        let hour = calendar::local(minute.start(), minute.offset_s).hour();
        if let Some(sum) = self.hours.get_mut(usize::from(hour.unsigned_abs())) {
            sum.judged_ms += minute.good_ms + minute.fault_ms;
            sum.faults.add_all(&minute.faults);
        }
        for (medians, spread) in self.medians.iter_mut().zip(minute.spreads) {
            medians.extend(spread.map(|spread| spread.median).filter(|value| value.is_finite()));
        }
    }

    pub(crate) fn finish(self) -> ([HourFaults; 24], Vec<RangeOf>) {
        let ranges = RECORDED.into_iter().zip(self.medians).filter_map(|(quantity, medians)| {
            let medians = sorted(medians);
            let [median, p10, p90] = [0.5, 0.1, 0.9].map(|q| quantile(&medians, q));
            Some(RangeOf { quantity, median: median?, p10: p10?, p90: p90? })
        });
        (self.hours, ranges.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::minute::Spread;
    use plumbline_core::body::Fault;

    #[test]
    fn faults_are_summed_by_local_hour_and_ranges_over_the_minutes() {
        let mut minutes = Minutes::default();
        for i in 0..100_i64 {
            // From 8:00 UTC, which is 9:00 local.
            let mut minute = Minute {
                number: 8 * 60 + i,
                offset_s: 3_600,
                good_ms: 45_000,
                fault_ms: 15_000,
                ..Minute::default()
            };
            minute.faults.add(Fault::Slouch, 15_000);
            let median = i as f64 / 10.0;
            let spread = Spread { median, p10: 0.0, p90: 0.0 };
            minute.set_spread(Quantity::ForwardHead, Some(spread));
            minutes.add(&minute);
        }
        let (hours, ranges) = minutes.finish();
        assert_eq!(hours[9].judged_ms, 60 * 60_000);
        assert_eq!(hours[9].faults.get(Fault::Slouch), 15 * 60_000);
        assert_eq!(hours[10].judged_ms, 40 * 60_000);
        let [range] = ranges.as_slice() else { panic!("{ranges:?}") };
        assert_eq!(range.quantity, Quantity::ForwardHead);
        assert!((range.median - 4.95).abs() < 1e-9 && (range.p10 - 0.99).abs() < 1e-9);
    }
}
