//! Formatted dates.

use jiff::civil::{Date, Weekday};

use super::t;

/// Monday to Sunday, the rows of a heat map.
pub(crate) fn week() -> impl Iterator<Item = Weekday> {
    Weekday::Monday.cycle_forward().take(7)
}

/// "Wednesday".
#[must_use]
pub(crate) fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => t!("date-weekday-monday"),
        Weekday::Tuesday => t!("date-weekday-tuesday"),
        Weekday::Wednesday => t!("date-weekday-wednesday"),
        Weekday::Thursday => t!("date-weekday-thursday"),
        Weekday::Friday => t!("date-weekday-friday"),
        Weekday::Saturday => t!("date-weekday-saturday"),
        Weekday::Sunday => t!("date-weekday-sunday"),
    }
}

/// "Wed".
#[must_use]
pub(crate) fn weekday_short(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => t!("date-weekday-short-monday"),
        Weekday::Tuesday => t!("date-weekday-short-tuesday"),
        Weekday::Wednesday => t!("date-weekday-short-wednesday"),
        Weekday::Thursday => t!("date-weekday-short-thursday"),
        Weekday::Friday => t!("date-weekday-short-friday"),
        Weekday::Saturday => t!("date-weekday-short-saturday"),
        Weekday::Sunday => t!("date-weekday-short-sunday"),
    }
}

fn month(date: Date) -> &'static str {
    match date.month() {
        1 => t!("date-month-january"),
        2 => t!("date-month-february"),
        3 => t!("date-month-march"),
        4 => t!("date-month-april"),
        5 => t!("date-month-may"),
        6 => t!("date-month-june"),
        7 => t!("date-month-july"),
        8 => t!("date-month-august"),
        9 => t!("date-month-september"),
        10 => t!("date-month-october"),
        11 => t!("date-month-november"),
        _ => t!("date-month-december"),
    }
}

pub(crate) fn month_short(date: Date) -> &'static str {
    match date.month() {
        1 => t!("date-month-short-january"),
        2 => t!("date-month-short-february"),
        3 => t!("date-month-short-march"),
        4 => t!("date-month-short-april"),
        5 => t!("date-month-short-may"),
        6 => t!("date-month-short-june"),
        7 => t!("date-month-short-july"),
        8 => t!("date-month-short-august"),
        9 => t!("date-month-short-september"),
        10 => t!("date-month-short-october"),
        11 => t!("date-month-short-november"),
        _ => t!("date-month-short-december"),
    }
}

/// The year as text, because a number argument would select a plural form.
fn year(date: Date) -> String {
    date.year().to_string()
}

/// "Wednesday, 25 November 2026".
#[must_use]
pub(crate) fn full(date: Date) -> String {
    let (weekday, month) = (weekday(date), month(date));
    t!("date-full", weekday = weekday, day = date.day(), month = month, year = year(date))
}

/// "November 2026".
#[must_use]
pub(crate) fn month_and_year(date: Date) -> String {
    t!("date-month-year", month = month(date), year = year(date))
}

/// "25 Nov".
#[must_use]
pub(crate) fn day_and_month(date: Date) -> String {
    t!("date-day-month", day = date.day(), month = month_short(date))
}

/// "25 Nov 2026".
#[must_use]
pub(crate) fn day_month_year(date: Date) -> String {
    let month = month_short(date);
    t!("date-day-month-year", day = date.day(), month = month, year = year(date))
}

/// "25 November".
#[must_use]
pub(crate) fn day_and_long_month(date: Date) -> String {
    t!("date-day-long-month", day = date.day(), month = month(date))
}

/// "25 November 2026".
#[must_use]
pub(crate) fn long(date: Date) -> String {
    t!("date-long", day = date.day(), month = month(date), year = year(date))
}

/// "Wed 25".
#[must_use]
pub(crate) fn weekday_and_day(date: Date) -> String {
    let weekday = weekday_short(date.weekday());
    t!("date-weekday-day", weekday = weekday, day = date.day())
}

/// "Wed 25 Nov".
#[must_use]
pub(crate) fn weekday_day_month(date: Date) -> String {
    let (weekday, month) = (weekday_short(date.weekday()), month_short(date));
    t!("date-weekday-day-month", weekday = weekday, day = date.day(), month = month)
}

/// "Tuesday's upright posture", of the local day that is counted from 1 January 1970.
#[must_use]
pub(crate) fn whose_upright(day: Option<i32>) -> String {
    whose_upright_on(day, jiff::Zoned::now().date())
}

fn whose_upright_on(day: Option<i32>, today: Date) -> String {
    let date = day.and_then(|day| {
        jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok()
    });
    let Some(date) = date else { return t!("upright-of-earlier").to_owned() };
    match today.since(date).map_or(i32::MAX, |span| span.get_days()) {
        0 => t!("upright-of-today").to_owned(),
        1 => t!("upright-of-yesterday").to_owned(),
        2..=6 => t!("upright-of-weekday", weekday = weekday(date)),
        _ => t!("upright-of-date", date = day_month_year(date)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;

    #[test]
    fn an_upright_posture_is_named_by_its_day() {
        let today = jiff::civil::date(2026, 11, 26);
        let day_number = |date: Date| {
            date.since(jiff::civil::date(1970, 1, 1)).map(|span| span.get_days()).unwrap()
        };
        let whose = |days_ago: i32| {
            let date = today.checked_sub(days_ago.days()).unwrap();
            whose_upright_on(Some(day_number(date)), today)
        };
        assert_eq!(whose(0), "today’s upright posture");
        assert_eq!(whose(1), "yesterday’s upright posture");
        assert_eq!(whose(2), "Tuesday’s upright posture");
        assert_eq!(whose(6), "Friday’s upright posture");
        assert_eq!(whose(7), "your upright posture of 19 Nov 2026");
        for unknown in [None, Some(i32::MAX), Some(i32::MIN)] {
            assert_eq!(whose_upright_on(unknown, today), "your last upright posture");
        }
    }

    #[test]
    fn in_english_every_format_matches_strftime() {
        let first = jiff::civil::date(2026, 1, 1);
        for date in first.series(1.day()).take(365) {
            let written = |form: &str| date.strftime(form).to_string();
            assert_eq!(full(date), written("%A, %-d %B %Y"));
            assert_eq!(month_and_year(date), written("%B %Y"));
            assert_eq!(day_and_month(date), written("%-d %b"));
            assert_eq!(day_month_year(date), written("%-d %b %Y"));
            assert_eq!(day_and_long_month(date), written("%-d %B"));
            assert_eq!(long(date), written("%-d %B %Y"));
            assert_eq!(weekday_and_day(date), written("%a %-d"));
            assert_eq!(weekday_day_month(date), written("%a %-d %b"));
        }
    }
}
