//! Aggregates samples to minutes. Pure.
//!
//! Every millisecond belongs to the first sample taken after it, if that sample's span reaches back
//! far enough. Therefore the order of the samples does not matter, a repeated sample counts once,
//! no millisecond counts twice when the clock jumps, a gap stays a gap, and a span that crosses a
//! minute boundary is split. The quantities of a sample count in every minute in which it has time.

use std::collections::BTreeMap;

use crate::model::calendar::MINUTE_MS;
use crate::model::minute::{Minute, Spread};
use crate::model::recorded::RECORDED;
use crate::model::sample::{MAX_SPAN_MS, Sample};
use plumbline_core::body::Fault;
use plumbline_core::posture::judge::PostureState;
use plumbline_core::stats::{quantile, sorted};

/// The minutes of `samples`, in order. Samples without a span are ignored. Of several samples of
/// the same millisecond, the first given counts.
#[must_use]
pub(crate) fn aggregate(samples: &[Sample]) -> Vec<Minute> {
    let mut ordered: Vec<&Sample> = samples.iter().filter(|s| s.span_ms > 0).collect();
    // Stable sort: keeps the given order within a millisecond.
    ordered.sort_by_key(|sample| sample.at.as_millisecond());
    let mut minutes: BTreeMap<i64, Gathering> = BTreeMap::new();
    let mut previous_ms = i64::MIN;
    for sample in ordered {
        let end_ms = sample.at.as_millisecond();
        let mut from_ms = (end_ms - sample.span_ms.min(MAX_SPAN_MS)).max(previous_ms);
        previous_ms = end_ms;
        while from_ms < end_ms {
            let number = from_ms.div_euclid(MINUTE_MS);
            let until_ms = ((number + 1) * MINUTE_MS).min(end_ms);
            let gathering = minutes.entry(number).or_insert_with(|| Gathering::new(number, sample));
            gathering.add(sample, until_ms - from_ms, until_ms == end_ms);
            from_ms = until_ms;
        }
    }
    minutes.into_values().map(Gathering::finish).collect()
}

/// A minute under construction.
#[derive(Default)]
struct Gathering {
    minute: Minute,
    values: [Vec<f64>; RECORDED.len()],
    confidences: Vec<f64>,
}

impl Gathering {
    fn new(number: i64, first: &Sample) -> Self {
        let minute = Minute { number, offset_s: first.offset_s, ..Minute::default() };
        Self { minute, ..Self::default() }
    }

    /// Adds `ms` milliseconds of `sample`. `is_own` is true for the minute that the sample itself is in.
    fn add(&mut self, sample: &Sample, ms: i64, is_own: bool) {
        match sample.state {
            PostureState::Good => self.minute.good_ms += ms,
            PostureState::Fault => self.minute.fault_ms += ms,
            PostureState::Uncertain => self.minute.uncertain_ms += ms,
            PostureState::Away => self.minute.away_ms += ms,
        }
        if sample.state == PostureState::Fault {
            // Iterate over all faults, so that a fault listed twice counts once.
            for fault in Fault::ALL.into_iter().filter(|fault| sample.faults.contains(fault)) {
                self.minute.faults.add(fault, ms);
            }
        }
        if let Some(variety) = &sample.variety {
            let sum = self.minute.variety.get_or_insert_default();
            sum.add(variety, ms, is_own);
        }
        for (values, quantity) in self.values.iter_mut().zip(RECORDED) {
            values.extend(sample.angles.get(quantity));
        }
        self.confidences.extend(sample.angles.confidence.filter(|c| c.is_finite()));
        self.minute.samples += 1;
    }

    fn finish(mut self) -> Minute {
        for (spread, values) in self.minute.spreads.iter_mut().zip(self.values) {
            *spread = spread_of(&sorted(values));
        }
        if !self.confidences.is_empty() {
            // Sum in a fixed order, so that rounding does not depend on the order of the samples.
            let confidences = sorted(self.confidences);
            let sum: f64 = confidences.iter().sum();
            self.minute.confidence = Some(sum / confidences.len() as f64);
        }
        self.minute
    }
}

fn spread_of(sorted: &[f64]) -> Option<Spread> {
    Some(Spread {
        median: quantile(sorted, 0.5)?,
        p10: quantile(sorted, 0.1)?,
        p90: quantile(sorted, 0.9)?,
    })
}

#[cfg(test)]
mod tests;
