//! Converts UTC and a stored offset to the person's local calendar.
//!
//! The offset is stored with every row. So a day is the local day of the person, also across travel
//! and on days of 23 or 25 hours.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp};

pub const MINUTE_MS: i64 = 60_000;

/// An offset from UTC larger than that of any place on earth, minutes.
pub(crate) const FARTHEST_OFFSET_MIN: i64 = 26 * 60;

/// A minute number beyond every date, counted from 1970; small enough to be converted to
/// milliseconds.
const BEYOND_MIN: i64 = 1 << 40;

/// Offset of local time from UTC in `zone` at a moment, seconds; east is positive.
#[must_use]
pub fn offset_s(at: Timestamp, zone: &TimeZone) -> i32 {
    zone.to_offset(at).seconds()
}

/// The number of the minute that contains a moment, counted from 1970 UTC.
#[must_use]
pub fn minute_number(at: Timestamp) -> i64 {
    at.as_millisecond().div_euclid(MINUTE_MS)
}

/// Start of a minute. A number outside the calendar gives the nearest end of the calendar.
#[must_use]
pub fn minute_start(minute: i64) -> Timestamp {
    moment(minute.saturating_mul(MINUTE_MS))
}

/// The moment `at_ms` milliseconds after 1970 UTC. A moment outside the calendar gives the nearest
/// end of the calendar.
#[must_use]
pub fn moment(at_ms: i64) -> Timestamp {
    let end = if at_ms < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(at_ms).unwrap_or(end)
}

/// Local date and time. An invalid offset counts as UTC.
#[must_use]
pub fn local(at: Timestamp, offset_s: i32) -> DateTime {
    Offset::from_seconds(offset_s).unwrap_or(Offset::UTC).to_datetime(at)
}

/// Local date of a minute.
#[must_use]
pub fn local_date(minute: i64, offset_s: i32) -> Date {
    local(minute_start(minute), offset_s).date()
}

/// The range of minute numbers that can lie on the days `from` to `to`, both included, in any time
/// zone: the first, and the one after the last. The range also contains minutes of neighbouring
/// days; filter them with [`local_date`].
#[must_use]
pub fn minutes_around(from: Date, to: Date) -> (i64, i64) {
    let number = |date: Date| {
        let midnight = Offset::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight()));
        midnight.map_or(if date < Date::ZERO { -BEYOND_MIN } else { BEYOND_MIN }, minute_number)
    };
    let after = days_after(to, 1);
    (number(from) - FARTHEST_OFFSET_MIN, number(after) + FARTHEST_OFFSET_MIN)
}

/// The Monday of the week of `date`.
#[must_use]
pub fn monday_of(date: Date) -> Date {
    days_after(date, -i64::from(date.weekday().since(Weekday::Monday)))
}

/// The date `days` days later, or earlier if negative; limited to the calendar.
#[must_use]
pub fn days_after(date: Date, days: i64) -> Date {
    let end = if days < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_days(days).and_then(|span| date.checked_add(span)).unwrap_or(end)
}

/// Number of days from `from` to `to`.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    // A span between two dates contains days only, unless it is balanced.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_date_follows_the_stored_offset() {
        let at: Timestamp = "2026-03-01T23:30:00Z".parse().unwrap();
        let minute = minute_number(at);
        assert_eq!(local_date(minute, 0), date(2026, 3, 1));
        assert_eq!(local_date(minute, 3600), date(2026, 3, 2));
        assert_eq!(local_date(minute, -5 * 3600), date(2026, 3, 1));
    }

    #[test]
    fn the_minutes_around_a_day_cover_it_in_every_time_zone() {
        let day = date(2026, 10, 25);
        let (first, after) = minutes_around(day, day);
        for offset_s in [-12 * 3600, 0, 3600, 14 * 3600] {
            assert!(local_date(first, offset_s) < day);
            assert!(local_date(after, offset_s) > day);
        }
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(monday_of(date(2026, 11, 29)), date(2026, 11, 23));
        assert_eq!(monday_of(date(2026, 11, 23)), date(2026, 11, 23));
        assert_eq!(days_between(date(2024, 2, 1), date(2026, 3, 1)), 759);
        assert_eq!(days_after(date(2026, 3, 1), -1), date(2026, 2, 28));
    }

    #[test]
    fn values_beyond_the_calendar_are_clamped() {
        assert_eq!(minute_start(i64::MAX), Timestamp::MAX);
        assert_eq!(moment(i64::MIN), Timestamp::MIN);
        let _ = local_date(i64::MIN, i32::MAX);
        assert_eq!(days_after(date(2026, 1, 1), i64::MIN), Date::MIN);
        assert_eq!(days_after(date(2026, 1, 1), i64::MAX), Date::MAX);
        let _ = minutes_around(Date::MIN, Date::MAX);
    }
}
