//! Medians of censored times (Kaplan–Meier), and the Theil–Sen line. Pure. Ordinary medians and
//! quantiles are in [`plumbline_core::stats`].

use plumbline_core::stats::{median, quantile, sorted};

/// A regression line that is robust against outliers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Median of the slopes between all pairs of points.
    pub slope: f64,
    /// Value of the line at x = 0: the median of y − slope · x.
    pub intercept: f64,
    /// Lower bound of the slope, 90 % confidence.
    pub slope_low: f64,
    /// Upper bound of the slope, 90 % confidence.
    pub slope_high: f64,
}

/// The Theil–Sen line (Theil 1950, Sen 1968), with Sen's confidence interval from the variance of
/// Kendall's score, without its correction for ties. `None` for fewer than two points with
/// different x.
#[must_use]
pub fn theil_sen(points: &[(f64, f64)]) -> Option<Line> {
    let pairs =
        points.iter().enumerate().flat_map(|(i, a)| points[i + 1..].iter().map(move |b| (a, b)));
    let slopes = sorted(
        pairs
            .filter(|(a, b)| a.0 != b.0)
            .map(|(a, b)| (b.1 - a.1) / (b.0 - a.0))
            .filter(|slope| slope.is_finite()),
    );
    let slope = quantile(&slopes, 0.5)?;
    let intercept = median(points.iter().map(|(x, y)| y - slope * x))?;
    let n = points.len() as f64;
    let spread = 1.645 * (n * (n - 1.0) * (2.0 * n + 5.0) / 18.0).sqrt();
    let count = slopes.len() as f64;
    let at = |rank: f64| slopes.get((rank.max(1.0) as usize - 1).min(slopes.len() - 1)).copied();
    let slope_low = at(((count - spread) / 2.0).round())?;
    let slope_high = at(((count + spread) / 2.0).round() + 1.0)?;
    Some(Line { slope, intercept, slope_low, slope_high })
}

/// A possibly censored time: the time until an event, or the time observed without the event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Followed {
    /// In any unit.
    pub time: f64,
    /// Whether the event happened at `time`; otherwise the true time is longer (right-censored).
    pub has_ended: bool,
}

/// The median of possibly censored times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MedianTime {
    /// Half of the times have ended by then.
    At(f64),
    /// Fewer than half have ended within the longest observed time.
    Beyond(f64),
}

/// The median of the Kaplan–Meier curve (1958): the first observed time by which half of the times
/// have ended, never a mean of two times. Leaving out the censored times, or treating them as ended,
/// would both make the median too short. `None` without times.
#[must_use]
pub fn median_time(times: &[Followed]) -> Option<MedianTime> {
    let mut times = times.to_vec();
    // At equal times, ended ones come before censored ones.
    times.sort_by(|a, b| a.time.total_cmp(&b.time).then(b.has_ended.cmp(&a.has_ended)));
    let longest = times.last()?.time;
    let mut left = 1.0;
    for (i, followed) in times.iter().enumerate().filter(|(_, followed)| followed.has_ended) {
        left *= 1.0 - 1.0 / (times.len() - i) as f64;
        // Tolerance, because rounding can make the product miss one half.
        if left <= 0.5 + 1e-9 {
            return Some(MedianTime::At(followed.time));
        }
    }
    Some(MedianTime::Beyond(longest))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn followed(times: &[(f64, bool)]) -> Vec<Followed> {
        times
            .iter()
            .map(|(time, has_ended)| Followed { time: *time, has_ended: *has_ended })
            .collect()
    }

    #[test]
    fn a_censored_time_makes_the_median_longer() {
        assert_eq!(median_time(&[]), None);
        let all_ended = followed(&[(1.0, true), (2.0, true), (3.0, true)]);
        assert_eq!(median_time(&all_ended), Some(MedianTime::At(2.0)));
        let one_open = followed(&[(1.0, true), (2.0, false), (3.0, true), (4.0, true)]);
        assert_eq!(median_time(&one_open), Some(MedianTime::At(3.0)));
        let most_open = followed(&[(1.0, true), (2.0, false), (3.0, false), (9.0, false)]);
        assert_eq!(median_time(&most_open), Some(MedianTime::Beyond(9.0)));
    }

    #[test]
    fn the_median_of_a_published_example_is_found() {
        // Freireich et al. 1963, remission in weeks with 6-MP: the median is 23.
        let ended = [6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0];
        let open = [6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0];
        let times: Vec<(f64, bool)> =
            ended.map(|t| (t, true)).into_iter().chain(open.map(|t| (t, false))).collect();
        assert_eq!(median_time(&followed(&times)), Some(MedianTime::At(23.0)));
    }
}
