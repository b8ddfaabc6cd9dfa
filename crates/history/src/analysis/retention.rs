//! Decides which days are too old to keep. Pure: the caller passes in the days and the clock.

use jiff::civil::Date;

use crate::model::calendar::{days_after, days_between};

/// Number of recorded days that confirm a leap of the clock. Product choice.
pub(crate) const CONFIRMING_DAYS: usize = 3;

/// Maximum number of days between two recorded days that is not a leap of the clock, such as a
/// week without work. Product choice.
const LONGEST_BREAK_DAYS: i64 = 14;

/// The first day to keep if `days` days are kept; `None` deletes nothing.
///
/// `recorded` are the newest [`CONFIRMING_DAYS`] recorded days that are not after today, newest
/// first. Age counts from the newest of them. A clock that was far ahead for an hour has recorded
/// days too, so the days after a long gap count only when [`CONFIRMING_DAYS`] of them exist.
pub(crate) fn first_kept_day(recorded: &[Date], days: u32) -> Option<Date> {
    let confirmed = recorded.get(..CONFIRMING_DAYS)?;
    let mut newest = *confirmed.last()?;
    for day in confirmed.iter().rev() {
        if days_between(newest, *day) > LONGEST_BREAK_DAYS {
            break;
        }
        newest = *day;
    }
    Some(days_after(newest, -i64::from(days)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn age_counts_from_the_newest_day() {
        let days = [date(2026, 11, 30), date(2026, 11, 27), date(2026, 11, 26)];
        assert_eq!(first_kept_day(&days, 7), Some(date(2026, 11, 23)));
    }

    #[test]
    fn days_after_a_leap_count_only_when_there_are_several() {
        let leap = date(2031, 5, 1);
        let real = date(2026, 11, 30);
        let yesterday = date(2026, 11, 29);
        assert_eq!(first_kept_day(&[leap, real, yesterday], 0), Some(real));
        let next = date(2031, 5, 2);
        assert_eq!(first_kept_day(&[next, leap, real], 0), Some(real));
        let third = date(2031, 5, 3);
        assert_eq!(first_kept_day(&[third, next, leap], 0), Some(third));
    }

    #[test]
    fn too_few_days_delete_nothing() {
        assert_eq!(first_kept_day(&[], 1), None);
        assert_eq!(first_kept_day(&[date(2031, 5, 1), date(2026, 11, 30)], 1), None);
    }
}
