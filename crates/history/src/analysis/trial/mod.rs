//! Compares the offers of a trial by lot ([`plumbline_core::coaching::trial`]). Pure.
//!
//! The rule was written before any data: the first [`CASES`] alerts with a lot count, whatever was done after them
//! (intention to treat). They are compared once, when they are complete, and never before. The outcome is the time from
//! the alert to the next alert for the same posture on the same day; it is censored when the person leaves, watching
//! stops or the day ends. Each pair of offers is compared by the log-rank statistic, and discomfort by its rank
//! correlation with the share of offered movements of the day. Their chance is that of a random order of the lots within
//! their blocks ([`PERMUTATIONS`] of them), so no distribution is assumed. The four tests share an error of 5 % (Holm
//! 1979): without any effect, at most one person in twenty is told of one.

mod test;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::analysis::discomfort;
use crate::analysis::statistics::{Followed, MedianTime, median_time};
use crate::model::calendar;
use crate::model::sample::{EventKind, HistoryEvent};
use plumbline_core::body::Fault;
pub use plumbline_core::coaching::trial::{CASES, Offer};
pub use test::PERMUTATIONS;

/// Error that all tests share.
const ALPHA: f64 = 0.05;

/// One alert with a lot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    pub offer: Offer,
    pub day: Date,
    /// Time to the next alert for the same posture, minutes.
    pub until_next: Followed,
}

/// What follows one offer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arm {
    pub offer: Offer,
    pub cases: usize,
    /// Median time to the next alert, minutes.
    pub median: Option<MedianTime>,
    /// Interval in which the median lies with 90 % confidence, minutes (bootstrap); `None` if it is open.
    pub interval: Option<(f64, f64)>,
}

/// The state of a trial.
#[derive(Debug, Clone, PartialEq)]
pub enum Trial {
    /// This many of [`CASES`] alerts have a lot. Nothing is compared yet.
    Running(usize),
    Over(Verdict),
}

/// The result of a complete trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    pub arms: [Arm; 3],
    /// Pairs with a difference that chance does not explain: the better offer first.
    pub better: Vec<(Offer, Offer)>,
    /// Whether days with more offered movements were rated with less discomfort (`Less`), more (`Greater`), or there is
    /// no clear difference or too little data (`None`).
    pub discomfort: Option<std::cmp::Ordering>,
    /// Days with a rating and a lot.
    pub rated_days: usize,
}

impl Verdict {
    /// The offer after which posture stayed good longest, if it is better than a hint beyond chance.
    #[must_use]
    pub fn best(&self) -> Option<Offer> {
        let beats = |a: Offer, b: Offer| self.better.contains(&(a, b));
        Offer::ALL
            .into_iter()
            .filter(|offer| *offer != Offer::Hint && beats(*offer, Offer::Hint))
            .find(|offer| Offer::ALL.into_iter().all(|other| !beats(other, *offer)))
    }
}

/// Seed of the newest trial in `events`.
#[must_use]
pub fn newest(events: &[HistoryEvent]) -> Option<u64> {
    events.iter().rev().find_map(seed_of)
}

fn seed_of(event: &HistoryEvent) -> Option<u64> {
    event.detail.get("trial").and_then(serde_json::Value::as_u64)
}

/// The cases of the trial `seed` in `events`, which are in the order of time.
#[must_use]
pub fn cases(events: &[HistoryEvent], seed: u64) -> Vec<Case> {
    let day_of = |event: &HistoryEvent| calendar::local(event.at, event.offset_s).date();
    let mut cases = Vec::new();
    for (i, event) in events.iter().enumerate() {
        let lot = event.detail.get("lot").and_then(serde_json::Value::as_str);
        let (EventKind::Alert, Some(fault), Some(offer)) =
            (event.kind, event.fault, lot.and_then(Offer::named))
        else {
            continue;
        };
        if seed_of(event) != Some(seed) {
            continue;
        }
        let day = day_of(event);
        let minutes = |to: &HistoryEvent| to.at.duration_since(event.at).as_secs_f64() / 60.0;
        let mut until_next = Followed { time: 0.0, has_ended: false };
        for later in &events[i + 1..] {
            if day_of(later) != day {
                break;
            }
            until_next.time = minutes(later);
            let is_same = |other: Fault| other.family() == fault.family();
            match later.kind {
                EventKind::Alert if later.fault.is_some_and(is_same) => {
                    until_next.has_ended = true;
                    break;
                }
                EventKind::Left | EventKind::WatchOff => break,
                _ => {}
            }
        }
        cases.push(Case { offer, day, until_next });
    }
    cases
}

/// The state of the trial `seed` in `events`, which are in the order of time.
#[must_use]
pub fn trial(events: &[HistoryEvent], seed: u64) -> Trial {
    let mut cases = cases(events, seed);
    if cases.len() < CASES {
        return Trial::Running(cases.len());
    }
    cases.truncate(CASES);
    let scores: BTreeMap<Date, f64> = discomfort::answers(events)
        .into_iter()
        .map(|(day, answer)| (day, f64::from(answer.score)))
        .collect();
    Trial::Over(verdict(&cases, &scores))
}

/// Compares the offers of complete `cases`. `scores` is the discomfort of each day.
#[must_use]
pub fn verdict(cases: &[Case], scores: &BTreeMap<Date, f64>) -> Verdict {
    let times_of = |offer: Offer| -> Vec<Followed> {
        cases.iter().filter(|case| case.offer == offer).map(|case| case.until_next).collect()
    };
    let arms = Offer::ALL.map(|offer| {
        let times = times_of(offer);
        Arm {
            offer,
            cases: times.len(),
            median: median_time(&times),
            interval: test::median_interval(&times),
        }
    });
    let pairs = [
        (Offer::Hint, Offer::Reset),
        (Offer::Hint, Offer::Stretch),
        (Offer::Reset, Offer::Stretch),
    ];
    let results = pairs.map(|pair| test::log_rank(cases, pair));
    let felt = test::discomfort(cases, scores);
    let rated_days = scores.keys().filter(|day| cases.iter().any(|c| c.day == **day)).count();
    let chances: Vec<f64> =
        results.iter().map(|result| result.chance).chain(felt.map(|felt| felt.chance)).collect();
    let is_clear = holm(&chances);
    let better = pairs
        .into_iter()
        .zip(results)
        .zip(&is_clear)
        .filter(|(_, is_clear)| **is_clear)
        // A positive excess of the first of the pair: its next alerts come earlier.
        .map(|((pair, result), _)| if result.excess > 0.0 { (pair.1, pair.0) } else { pair })
        .collect();
    let discomfort = felt
        .filter(|_| is_clear.get(3) == Some(&true))
        .map(|felt| felt.excess.partial_cmp(&0.0).unwrap_or(std::cmp::Ordering::Equal));
    Verdict { arms, better, discomfort, rated_days }
}

/// Which of the tests are significant together (Holm 1979).
fn holm(chances: &[f64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let mut is_clear = vec![false; chances.len()];
    for (rank, i) in order.into_iter().enumerate() {
        if chances[i] > ALPHA / (chances.len() - rank) as f64 {
            break;
        }
        is_clear[i] = true;
    }
    is_clear
}

#[cfg(test)]
mod tests;
