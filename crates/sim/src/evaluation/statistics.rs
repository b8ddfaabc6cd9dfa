//! The arithmetic of the evaluation. Medians and quantiles are in [`plumbline_core::stats`].

use plumbline_core::stats::{nearest_rank, sorted};

/// Collects errors and computes their mean absolute error, their bias and the bound for 95 % of
/// them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Errors {
    sizes: Vec<f64>,
    sum: f64,
}

impl Errors {
    /// Adds one error, measured minus true. Ignores an error that is not finite.
    pub(crate) fn add(&mut self, error: f64) {
        if error.is_finite() {
            self.sizes.push(error.abs());
            self.sum += error;
        }
    }

    /// Number of errors.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.sizes.len()
    }

    /// Mean absolute error; `None` if there are no errors.
    #[must_use]
    pub(crate) fn mean_absolute(&self) -> Option<f64> {
        mean(&self.sizes)
    }

    /// Mean error; `None` if there are no errors.
    #[must_use]
    pub(crate) fn bias(&self) -> Option<f64> {
        (!self.sizes.is_empty()).then(|| self.sum / self.sizes.len() as f64)
    }

    /// The smallest absolute error for which at least 95 % of the absolute errors are less than or
    /// equal to it; `None` if there are no errors.
    #[must_use]
    pub(crate) fn within_95(&self) -> Option<f64> {
        nearest_rank(&sorted(self.sizes.iter().copied()), 0.95)
    }
}

/// Arithmetic mean; `None` if `values` is empty.
#[must_use]
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Area under the receiver operating characteristic: the probability that a positive scores higher
/// than a negative, where ties count half (Mann & Whitney 1947, by ranks). `None` if either slice
/// is empty.
#[must_use]
pub(crate) fn area_under_curve(positives: &[f64], negatives: &[f64]) -> Option<f64> {
    if positives.is_empty() || negatives.is_empty() {
        return None;
    }
    let mut scored: Vec<(f64, bool)> = positives
        .iter()
        .map(|score| (*score, true))
        .chain(negatives.iter().map(|score| (*score, false)))
        .collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rank_sum = 0.0;
    let mut start = 0;
    while start < scored.len() {
        let mut end = start;
        while end < scored.len() && scored[end].0 == scored[start].0 {
            end += 1;
        }
        // Tied scores share the mean of the ranks start + 1 to end.
        let rank = f64::midpoint(start as f64 + 1.0, end as f64);
        rank_sum +=
            rank * scored[start..end].iter().filter(|(_, positive)| *positive).count() as f64;
        start = end;
    }
    let (p, n) = (positives.len() as f64, negatives.len() as f64);
    Some((rank_sum - p * (p + 1.0) / 2.0) / (p * n))
}

/// The highest threshold at which at least the share `sensitivity` (0 to 1) of `positives` scores
/// at or above it. `None` if `positives` is empty.
#[must_use]
pub(crate) fn threshold_for(positives: &[f64], sensitivity: f64) -> Option<f64> {
    let sorted = sorted(positives.iter().copied());
    let missed =
        ((1.0 - sensitivity.clamp(0.0, 1.0)) * sorted.len() as f64 + 1e-9).floor() as usize;
    sorted.get(missed.min(sorted.len().saturating_sub(1))).copied()
}

/// Share (0 to 1) of `scores` at or above `threshold`; `None` if `scores` is empty.
#[must_use]
pub(crate) fn share_at_or_above(scores: &[f64], threshold: f64) -> Option<f64> {
    let above = scores.iter().filter(|score| **score >= threshold).count();
    (!scores.is_empty()).then(|| above as f64 / scores.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn errors_of_a_known_sample() {
        let mut errors = Errors::default();
        for error in [1.0, -2.0, 3.0, f64::NAN, -4.0] {
            errors.add(error);
        }
        assert_eq!(errors.count(), 4);
        assert_eq!(errors.mean_absolute(), Some(2.5));
        assert_eq!(errors.bias(), Some(-0.5));
        assert_eq!(errors.within_95(), Some(4.0));
        assert_eq!(Errors::default().mean_absolute(), None);
        assert_eq!(Errors::default().bias(), None);
    }

    #[test]
    fn separated_scores_have_area_one_and_equal_scores_one_half() {
        assert_eq!(area_under_curve(&[3.0, 4.0], &[1.0, 2.0]), Some(1.0));
        assert_eq!(area_under_curve(&[1.0, 2.0], &[3.0, 4.0]), Some(0.0));
        assert_eq!(area_under_curve(&[1.0; 5], &[1.0; 7]), Some(0.5));
        assert_eq!(area_under_curve(&[], &[1.0]), None);
    }

    #[test]
    fn a_sensitivity_of_95_percent_misses_a_twentieth() {
        let positives: Vec<f64> = (1..=100).map(f64::from).collect();
        let threshold = threshold_for(&positives, 0.95).unwrap();
        assert_eq!(threshold, 6.0);
        assert_eq!(share_at_or_above(&positives, threshold), Some(0.95));
        assert_eq!(threshold_for(&[], 0.95), None);
        assert_eq!(threshold_for(&[2.0], 0.0), Some(2.0));
    }

    /// The definition of the area: compares every pair.
    fn pairwise(positives: &[f64], negatives: &[f64]) -> f64 {
        let mut won = 0.0;
        for p in positives {
            for n in negatives {
                won += if p > n {
                    1.0
                } else if p == n {
                    0.5
                } else {
                    0.0
                };
            }
        }
        won / (positives.len() * negatives.len()) as f64
    }

    proptest! {
        #[test]
        fn the_area_by_ranks_is_the_area_by_pairs(
            // Integers, so that ties occur.
            positives in prop::collection::vec(-8i32..8, 1..40),
            negatives in prop::collection::vec(-8i32..8, 1..40),
        ) {
            let positives: Vec<f64> = positives.into_iter().map(f64::from).collect();
            let negatives: Vec<f64> = negatives.into_iter().map(f64::from).collect();
            let area = area_under_curve(&positives, &negatives).unwrap();
            prop_assert!((area - pairwise(&positives, &negatives)).abs() < 1e-9);
        }

        #[test]
        fn a_threshold_keeps_its_sensitivity(
            positives in prop::collection::vec(-5.0f64..5.0, 1..60), sensitivity in 0.0f64..1.0,
        ) {
            let threshold = threshold_for(&positives, sensitivity).unwrap();
            let share = share_at_or_above(&positives, threshold).unwrap();
            prop_assert!(share >= sensitivity - 1e-6, "{share} {sensitivity}");
        }
    }
}
