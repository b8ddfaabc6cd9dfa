//! Medians, quantiles and the Theil–Sen line. Pure.

/// The quantile `q` (0 to 1) of values sorted upwards, between the two nearest in proportion
/// (Hyndman & Fan 1996, type 7). `None` without values.
#[must_use]
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = q.clamp(0.0, 1.0) * last as f64;
    let below = place.floor();
    let low = *sorted.get(below as usize)?;
    let high = sorted.get(below as usize + 1).copied().unwrap_or(low);
    Some(low + (high - low) * (place - below))
}

/// The median, in any order. `None` without values.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    quantile(&sorted, 0.5)
}

/// A line through points that a few outliers do not bend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Median of the slopes between all pairs of points.
    pub slope: f64,
    /// Value of the line at x = 0: the median of what the points are above the slope.
    pub intercept: f64,
    /// Lower bound of the slope, 90 % confidence.
    pub slope_low: f64,
    /// Upper bound of the slope, 90 % confidence.
    pub slope_high: f64,
}

/// The Theil–Sen line (Theil 1950, Sen 1968), with Sen's interval from the variance of Kendall's
/// score, without its correction for ties. `None` for fewer than two points with different x.
#[must_use]
pub fn theil_sen(points: &[(f64, f64)]) -> Option<Line> {
    let pairs =
        points.iter().enumerate().flat_map(|(i, a)| points[i + 1..].iter().map(move |b| (a, b)));
    let mut slopes: Vec<f64> = pairs
        .filter(|(a, b)| a.0 != b.0)
        .map(|(a, b)| (b.1 - a.1) / (b.0 - a.0))
        .filter(|slope| slope.is_finite())
        .collect();
    slopes.sort_by(f64::total_cmp);
    let slope = quantile(&slopes, 0.5)?;
    let above: Vec<f64> = points.iter().map(|(x, y)| y - slope * x).collect();
    let intercept = median(&above)?;
    let n = points.len() as f64;
    let spread = 1.645 * (n * (n - 1.0) * (2.0 * n + 5.0) / 18.0).sqrt();
    let count = slopes.len() as f64;
    let at = |rank: f64| slopes.get((rank.max(1.0) as usize - 1).min(slopes.len() - 1)).copied();
    let slope_low = at(((count - spread) / 2.0).round())?;
    let slope_high = at(((count + spread) / 2.0).round() + 1.0)?;
    Some(Line { slope, intercept, slope_low, slope_high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours() {
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[3.0], 0.9), Some(3.0));
        assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.5), Some(2.5));
        assert_eq!(median(&[9.0, 1.0, 5.0]), Some(5.0));
        // numpy.quantile(range(11), [.1, .9])
        let eleven: Vec<f64> = (0..11).map(f64::from).collect();
        assert_eq!(quantile(&eleven, 0.1), Some(1.0));
        assert_eq!(quantile(&eleven, 0.9), Some(9.0));
    }

    #[test]
    fn outliers_do_not_bend_the_line() {
        let mut points: Vec<(f64, f64)> =
            (0..20).map(|x| (f64::from(x), 2.0 * f64::from(x) + 1.0)).collect();
        points[3].1 = 500.0;
        points[17].1 = -500.0;
        let line = theil_sen(&points).unwrap();
        assert!((line.slope - 2.0).abs() < 1e-9, "{line:?}");
        assert!((line.intercept - 1.0).abs() < 1e-9);
        assert!(line.slope_low <= 2.0 && line.slope_high >= 2.0);
    }

    #[test]
    fn a_line_needs_two_different_points() {
        assert_eq!(theil_sen(&[]), None);
        assert_eq!(theil_sen(&[(1.0, 1.0)]), None);
        assert_eq!(theil_sen(&[(1.0, 1.0), (1.0, 2.0)]), None);
    }

    #[test]
    fn noise_without_a_trend_has_an_interval_around_zero() {
        let points: Vec<(f64, f64)> =
            (0..30).map(|x| (f64::from(x), f64::from(x * 7 % 11))).collect();
        let line = theil_sen(&points).unwrap();
        assert!(line.slope_low < 0.0 && line.slope_high > 0.0, "{line:?}");
    }
}
