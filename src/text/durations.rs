//! Durations as text, in hours and minutes.

use super::t;

/// The short form for charts and lists: "12 min", "1 h", "2 h 5 min".
#[must_use]
pub(crate) fn short(ms: i64) -> String {
    hours_and_minutes(ms, |minutes| t!("duration-minutes", minutes = minutes))
}

/// The form for a sentence: "1 minute", "12 minutes", "1 h", "2 h 5 min".
#[must_use]
pub(crate) fn in_sentence(ms: i64) -> String {
    hours_and_minutes(ms, |minutes| t!("time-minutes", minutes = minutes))
}

fn hours_and_minutes(ms: i64, below_an_hour: impl Fn(i64) -> String) -> String {
    let minutes = whole_minutes(ms);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => below_an_hour(minutes),
        (hours, 0) => t!("duration-hours", hours = hours),
        (hours, minutes) => t!("duration-hours-minutes", hours = hours, minutes = minutes),
    }
}

/// Minutes, rounded.
pub(super) fn whole_minutes(ms: i64) -> i64 {
    (ms + 30_000).div_euclid(60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE_MS: i64 = 60_000;

    #[test]
    fn only_durations_below_an_hour_differ_in_a_sentence() {
        let both = |ms| (short(ms), in_sentence(ms));
        assert_eq!(both(0), ("0 min".into(), "0 minutes".into()));
        assert_eq!(both(59_000), ("1 min".into(), "1 minute".into()));
        assert_eq!(both(12 * MINUTE_MS), ("12 min".into(), "12 minutes".into()));
        assert_eq!(both(60 * MINUTE_MS), ("1 h".into(), "1 h".into()));
        assert_eq!(both(65 * MINUTE_MS), ("1 h 5 min".into(), "1 h 5 min".into()));
    }
}
