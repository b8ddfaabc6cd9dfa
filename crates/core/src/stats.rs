//! Median, quantiles and median absolute deviation of a sample. Pure.
//!
//! Values are ordered by [`f64::total_cmp`], so a NaN never panics: it counts as larger than every
//! other value (a negative NaN as smaller). An empty sample has no statistics: `None`.

/// Factor from the median absolute deviation to the standard deviation of a normal distribution:
/// 1 / Φ⁻¹(3/4).
pub const SD_PER_MAD: f64 = 1.4826;

/// `values` in ascending order.
#[must_use]
pub fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The median of values in any order; for an even number, the mean of the two middle ones.
#[must_use]
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    quantile(&sorted(values), 0.5)
}

/// The median absolute deviation from `centre`, usually the median of the values (Hampel 1974).
/// Times [`SD_PER_MAD`] it estimates the standard deviation.
#[must_use]
pub fn mad(values: impl IntoIterator<Item = f64>, centre: f64) -> Option<f64> {
    median(values.into_iter().map(|value| (value - centre).abs()))
}

/// The quantile `q` (0 to 1) of values in ascending order, linearly interpolated between the two
/// nearest ones (Hyndman & Fan 1996, type 7; the default of NumPy and R).
#[must_use]
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = q.clamp(0.0, 1.0) * last as f64;
    let below = place.floor();
    let low = *sorted.get(below as usize)?;
    if place == below {
        return Some(low);
    }
    let high = sorted.get(below as usize + 1).copied().unwrap_or(low);
    Some(low + (high - low) * (place - below))
}

/// The smallest value for which at least the share `q` (0 to 1) of all values is less than or equal
/// to it; `sorted` is in ascending order (nearest rank; Hyndman & Fan 1996, type 1). It is for
/// statements such as "95 % of the errors are within …". In a small sample an interpolated quantile
/// would make such a statement false.
#[must_use]
pub fn nearest_rank(sorted: &[f64], q: f64) -> Option<f64> {
    let rank = (q.clamp(0.0, 1.0) * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied()
}

/// Mean of the values; NaN if there are none.
#[must_use]
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) =
        values.into_iter().fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_even_number_of_values_has_the_mean_of_the_two_middle_ones_as_the_median() {
        assert_eq!(median([5.0, 1.0, 3.0]), Some(3.0));
        assert_eq!(median([4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median([7.0]), Some(7.0));
    }

    #[test]
    fn quantiles_are_interpolated_as_in_numpy() {
        assert_eq!(quantile(&[3.0], 0.9), Some(3.0));
        assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.5), Some(2.5));
        // numpy.quantile(range(11), [.1, .9])
        let eleven = sorted((0..11).map(f64::from));
        assert_eq!(quantile(&eleven, 0.1), Some(1.0));
        assert_eq!(quantile(&eleven, 0.9), Some(9.0));
        // numpy.quantile([1, 2, 4, 8], .4)
        assert!((quantile(&[1.0, 2.0, 4.0, 8.0], 0.4).unwrap() - 2.4).abs() < 1e-12);
    }

    #[test]
    fn the_nearest_rank_is_a_value_of_the_sample() {
        let sample = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(nearest_rank(&sample, 0.95), Some(4.0));
        assert_eq!(nearest_rank(&sample, 0.5), Some(2.0));
        assert_eq!(nearest_rank(&sample, 0.0), Some(1.0));
    }

    #[test]
    fn one_outlier_does_not_change_the_median_absolute_deviation() {
        assert_eq!(mad([1.0, 2.0, 3.0, 4.0, 5.0], 3.0), Some(1.0));
        assert_eq!(mad([1.0, 2.0, 3.0, 4.0, 500.0], 3.0), Some(1.0));
    }

    #[test]
    fn an_empty_sample_has_no_statistics() {
        assert_eq!(median([]), None);
        assert_eq!(mad([], 0.0), None);
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(nearest_rank(&[], 0.5), None);
    }

    #[test]
    fn not_a_number_counts_as_the_largest_value_and_infinity_is_a_value() {
        assert_eq!(median([f64::NAN, 1.0, 2.0]), Some(2.0));
        assert!(median([f64::NAN, 1.0]).unwrap().is_nan());
        assert_eq!(quantile(&[1.0, f64::INFINITY], 0.0), Some(1.0));
        assert_eq!(quantile(&[1.0, f64::INFINITY], 1.0), Some(f64::INFINITY));
    }

    fn sample() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec(-1e6f64..1e6, 1..60)
    }

    proptest! {
        #[test]
        fn half_of_the_values_lie_on_either_side_of_the_median(values in sample()) {
            let middle = median(values.iter().copied()).unwrap();
            let half = values.len().div_ceil(2);
            prop_assert!(values.iter().filter(|value| **value <= middle + 1e-9).count() >= half);
            prop_assert!(values.iter().filter(|value| **value >= middle - 1e-9).count() >= half);
        }

        #[test]
        fn quantiles_rise_from_the_smallest_to_the_largest_value(
            values in sample(), a in 0.0f64..=1.0, b in 0.0f64..=1.0,
        ) {
            let values = sorted(values);
            let of = |q: f64| quantile(&values, q).unwrap();
            prop_assert!(of(a.min(b)) <= of(a.max(b)) + 1e-9);
            prop_assert_eq!((of(0.0), of(1.0)), (values[0], values[values.len() - 1]));
        }

        #[test]
        fn statistics_move_and_grow_with_the_values(
            values in sample(), shift in -1e3f64..1e3, factor in 0.1f64..10.0,
        ) {
            let moved = || values.iter().map(|value| value * factor + shift);
            let (before, after) = (median(values.iter().copied()).unwrap(), median(moved()).unwrap());
            prop_assert!((after - (before * factor + shift)).abs() < 1e-6);
            let (mad_before, mad_after) =
                (mad(values.iter().copied(), before).unwrap(), mad(moved(), after).unwrap());
            prop_assert!((mad_after - mad_before * factor).abs() < 1e-6);
        }

        #[test]
        fn the_order_of_the_values_does_not_matter(values in sample()) {
            let reversed = values.iter().rev().copied();
            prop_assert_eq!(median(values.iter().copied()), median(reversed));
        }

        #[test]
        fn at_least_the_share_lies_within_the_nearest_rank(values in sample(), q in 0.0f64..=1.0) {
            let values = sorted(values);
            let bound = nearest_rank(&values, q).unwrap();
            let within = values.iter().filter(|value| **value <= bound).count();
            prop_assert!(within as f64 >= q * values.len() as f64 - 1e-9);
        }
    }
}
