//! Randomisation tests of a trial by lot, and the interval of a median. The dice have fixed seeds, so the same history
//! always gives the same answer.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::{Case, Offer};
use crate::analysis::statistics::{Followed, MedianTime, median_time};
use plumbline_core::coaching::trial::BLOCK;
use plumbline_core::stats::{quantile, sorted};

/// Random orders of the lots that a result is compared with.
pub const PERMUTATIONS: usize = 2_000;

/// Samples for the interval of a median.
const RESAMPLES: usize = 400;

/// Least number of days with a rating and a lot for the test of discomfort. Product choice.
const LEAST_DAYS: usize = 10;

/// The result of a test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tested {
    /// Signed statistic.
    pub excess: f64,
    /// Chance of one at least as large without an effect, 0 to 1.
    pub chance: f64,
}

/// The log-rank statistic of the first offer of `pair` against the second: observed less expected alerts (Mantel 1966).
/// Positive: alerts come earlier after the first.
pub(super) fn log_rank(cases: &[Case], pair: (Offer, Offer)) -> Tested {
    let mut blocks: Vec<Vec<bool>> = Vec::new();
    let mut times: Vec<(Followed, (usize, usize))> = Vec::new();
    for block in cases.chunks(BLOCK) {
        let mut labels = Vec::new();
        for case in block.iter().filter(|case| case.offer == pair.0 || case.offer == pair.1) {
            times.push((case.until_next, (blocks.len(), labels.len())));
            labels.push(case.offer == pair.0);
        }
        blocks.push(labels);
    }
    // The latest time first: the number at risk grows on the way.
    times.sort_by(|(a, _), (b, _)| b.time.total_cmp(&a.time));
    let excess = |blocks: &[Vec<bool>]| {
        let (mut at_risk, mut first_at_risk, mut excess) = (0.0, 0.0, 0.0);
        let mut i = 0;
        while i < times.len() {
            let time = times[i].0.time;
            let (mut ended, mut first_ended) = (0.0, 0.0);
            while let Some((followed, (block, place))) = times.get(i).filter(|t| t.0.time == time) {
                let is_first = blocks[*block][*place];
                at_risk += 1.0;
                first_at_risk += f64::from(u8::from(is_first));
                if followed.has_ended {
                    ended += 1.0;
                    first_ended += f64::from(u8::from(is_first));
                }
                i += 1;
            }
            excess += first_ended - ended * first_at_risk / at_risk;
        }
        excess
    };
    let observed = excess(&blocks);
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let mut shuffled = blocks.clone();
    let chance = share_as_extreme(observed, || {
        shuffled.iter_mut().for_each(|labels| labels.shuffle(&mut dice));
        excess(&shuffled)
    });
    Tested { excess: observed, chance }
}

/// The rank correlation of the discomfort of a day with the share of its lots that offered a movement. `None` with too
/// few days.
pub(super) fn discomfort(cases: &[Case], scores: &BTreeMap<Date, f64>) -> Option<Tested> {
    let days: Vec<Date> =
        scores.keys().copied().filter(|day| cases.iter().any(|case| case.day == *day)).collect();
    if days.len() < LEAST_DAYS {
        return None;
    }
    let ranks = ranked(&days.iter().map(|day| scores[day]).collect::<Vec<f64>>());
    let place: Vec<Option<usize>> =
        cases.iter().map(|case| days.iter().position(|day| *day == case.day)).collect();
    let covariance = |offers: &[Offer]| {
        let mut sums = vec![(0.0, 0.0); days.len()];
        for (place, offer) in place.iter().zip(offers) {
            if let Some(sum) = place.and_then(|place| sums.get_mut(place)) {
                sum.0 += f64::from(u8::from(*offer != Offer::Hint));
                sum.1 += 1.0;
            }
        }
        let shares: Vec<f64> = sums.iter().map(|(moved, all)| moved / all).collect();
        let shares = ranked(&shares);
        let middle = (days.len() as f64 - 1.0) / 2.0;
        shares.iter().zip(&ranks).map(|(a, b)| (a - middle) * (b - middle)).sum::<f64>()
    };
    let mut offers: Vec<Offer> = cases.iter().map(|case| case.offer).collect();
    let observed = covariance(&offers);
    let mut dice = ChaCha8Rng::seed_from_u64(2);
    let chance = share_as_extreme(observed, || {
        offers.chunks_mut(BLOCK).for_each(|block| block.shuffle(&mut dice));
        covariance(&offers)
    });
    Some(Tested { excess: observed, chance })
}

/// Ranks from 0; equal values have their mean rank.
fn ranked(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .map(|value| {
            let below = values.iter().filter(|other| *other < value).count() as f64;
            let equal = values.iter().filter(|other| *other == value).count() as f64;
            below + (equal - 1.0) / 2.0
        })
        .collect()
}

/// Share of the random results that are at least as far from zero as the observed one, which is one of them.
fn share_as_extreme(observed: f64, mut random: impl FnMut() -> f64) -> f64 {
    let is_extreme = |value: f64| value.abs() >= observed.abs() - 1e-9;
    let count = (0..PERMUTATIONS).filter(|_| is_extreme(random())).count();
    (count + 1) as f64 / (PERMUTATIONS + 1) as f64
}

/// The 90 % bootstrap interval of the median (percentile method; Efron 1981 for censored times). `None` if a bound is
/// beyond the longest time, or there are fewer than five times.
pub(super) fn median_interval(times: &[Followed]) -> Option<(f64, f64)> {
    if times.len() < 5 {
        return None;
    }
    let mut dice = ChaCha8Rng::seed_from_u64(3);
    let mut medians = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let sample: Vec<Followed> =
            (0..times.len()).map(|_| times[dice.random_range(0..times.len())]).collect();
        medians.push(match median_time(&sample)? {
            MedianTime::At(minutes) => minutes,
            MedianTime::Beyond(_) => f64::INFINITY,
        });
    }
    let medians = sorted(medians);
    let bounds = (quantile(&medians, 0.05)?, quantile(&medians, 0.95)?);
    bounds.1.is_finite().then_some(bounds)
}
