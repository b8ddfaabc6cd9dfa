//! Detects a slump so slow that it never crosses a limit in one step: the head comes forward, the back rounds or the
//! trunk tips, little by little, over ten minutes and more.
//!
//! Each minute gives the median of the change from the baseline. A slump is reported when the last minutes are worse
//! than the first by [`SHARE_OF_LIMIT`] of the fault's limit and the minutes rise steadily: Kendall's rank correlation
//! of value and time is at least [`LEAST_TAU`] (with 12 minutes, a random order reaches it in less than 1 % of cases).

use std::collections::VecDeque;

use crate::body::{Fault, MonotonicMs};
use crate::posture::fault::{FAULT_RULES, LimitChoice};
use crate::posture::{Measures, Quantity};
use crate::stats;

/// The quantities in which a person slumps. A smaller value of none of them is worse.
const SLUMPS: [(Fault, Quantity); 3] = [
    (Fault::ForwardHead, Quantity::ForwardHead),
    (Fault::Slouch, Quantity::Slouch),
    (Fault::Leaning, Quantity::TrunkLean),
];

/// Share of the limit of a fault that a slow change must reach. Product choice.
const SHARE_OF_LIMIT: f64 = 0.5;
/// Least rank correlation with time, −1 to 1.
const LEAST_TAU: f64 = 0.6;
/// Minutes from which a trend is computed, and the most that are kept. Product choices.
const LEAST_MINUTES: usize = 12;
const MOST_MINUTES: usize = 40;
/// Minutes at each end that are compared.
const ENDS: usize = 3;

const MINUTE_MS: i64 = 60_000;

/// A slow slump.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slump {
    /// The fault it is on its way to.
    pub fault: Fault,
    /// Change from the first to the last minutes, in the unit of the quantity.
    pub change: f64,
    /// Number of minutes in which it came.
    pub minutes: u32,
}

#[derive(Debug, Clone, Default)]
struct Series {
    /// Values of the current minute.
    values: Vec<f64>,
    medians: VecDeque<f64>,
}

impl Series {
    fn close_minute(&mut self) {
        self.medians.extend(stats::median(std::mem::take(&mut self.values)));
        while self.medians.len() > MOST_MINUTES {
            self.medians.pop_front();
        }
    }

    /// The change of a steady rise of at least `least`.
    fn rise(&self, least: f64) -> Option<f64> {
        let n = self.medians.len();
        if n < LEAST_MINUTES {
            return None;
        }
        let first = stats::median(self.medians.iter().copied().take(ENDS))?;
        let last = stats::median(self.medians.iter().copied().skip(n - ENDS))?;
        (last - first >= least && self.tau() >= LEAST_TAU).then_some(last - first)
    }

    /// Kendall's rank correlation of value and time.
    fn tau(&self) -> f64 {
        let (mut score, mut pairs) = (0.0, 0.0);
        for (i, earlier) in self.medians.iter().enumerate() {
            for later in self.medians.iter().skip(i + 1) {
                pairs += 1.0;
                score += match later.total_cmp(earlier) {
                    std::cmp::Ordering::Greater => 1.0,
                    std::cmp::Ordering::Equal => 0.0,
                    std::cmp::Ordering::Less => -1.0,
                };
            }
        }
        if pairs > 0.0 { score / pairs } else { 0.0 }
    }
}

/// Watches for slow slumps.
#[derive(Debug, Clone, Default)]
pub struct TrendWatch {
    series: [Series; SLUMPS.len()],
    minute: Option<i64>,
}

impl TrendWatch {
    /// Adds the measures of one frame. Returns a slump at the end of a minute in which it is found, and starts anew.
    pub fn step(
        &mut self,
        measures: &Measures,
        limits: &LimitChoice,
        now: MonotonicMs,
    ) -> Option<Slump> {
        let minute = now.0.div_euclid(MINUTE_MS);
        let is_over = self.minute.is_some_and(|open| open != minute);
        self.minute = Some(minute);
        let found = if is_over { self.close_minute(limits) } else { None };
        for (series, (_, quantity)) in self.series.iter_mut().zip(SLUMPS) {
            let delta = measures.get(quantity).known().and_then(|measured| measured.delta);
            series.values.extend(delta.filter(|delta| delta.is_finite()));
        }
        found
    }

    fn close_minute(&mut self, limits: &LimitChoice) -> Option<Slump> {
        for series in &mut self.series {
            series.close_minute();
        }
        let found = self.series.iter().zip(SLUMPS).find_map(|(series, (fault, quantity))| {
            let rule = FAULT_RULES.iter().find(|rule| rule.fault == fault)?;
            debug_assert_eq!(rule.quantity, quantity);
            let enter = rule.from_baseline?.enter * limits.scale_of(fault);
            let is_watched = limits.is_watched(fault);
            let change = series.rise(SHARE_OF_LIMIT * enter).filter(|_| is_watched)?;
            Some(Slump { fault, change, minutes: series.medians.len() as u32 })
        });
        if found.is_some() {
            self.reset();
        }
        found
    }

    /// Starts anew: the person has shifted or left, or the baseline changed.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}
