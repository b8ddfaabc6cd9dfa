use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::calendar::days_after;

fn day(n: i64, good_min: i64, fault_min: i64) -> Day {
    Day {
        good_ms: good_min * 60_000,
        fault_ms: fault_min * 60_000,
        watched_ms: (good_min + fault_min) * 60_000,
        ..Day::empty(days_after(date(2026, 1, 5), n))
    }
}

#[test]
fn a_day_of_ten_perfect_minutes_never_outranks_a_full_one() {
    let days = [day(0, 10, 0), day(1, 40, 60), day(2, 200, 100), day(3, 0, 0)];
    let order: Vec<Date> = ranked(&days).iter().map(|day| day.date).collect();
    assert_eq!(order, [days[2].date, days[1].date, days[0].date]);
}

#[test]
fn no_judged_time_gives_no_share() {
    assert_eq!(good_share(0, 0), None);
    assert_eq!(good_share(3, 1), Some(0.75));
}

#[test]
fn weekends_do_not_end_a_streak_and_bad_days_do() {
    let days = [
        day(0, 90, 10),
        day(1, 50, 50),
        day(2, 90, 10),
        day(3, 5, 5),
        day(4, 90, 10),
        day(7, 90, 10),
    ];
    let found = streaks(&days, 0.8);
    let expected = Streak { days: 3, from: days[2].date, to: days[5].date };
    assert_eq!((found.current, found.longest), (Some(expected), Some(expected)));
    let ended = [&days[..], &[day(8, 10, 90)]].concat();
    assert_eq!(streaks(&ended, 0.8), Streaks { current: None, longest: Some(expected) });
}

#[test]
fn a_trend_needs_full_days_and_reports_whether_it_is_clear() {
    let rising: Vec<Day> = (0..20).map(|n| day(n, 60 + n, 60 - n)).collect();
    let trend_ = trend(&rising).unwrap();
    assert!((trend_.per_week - 7.0 / 120.0).abs() < 1e-9, "{trend_:?}");
    assert!(trend_.is_clear());
    assert!((trend_.end.1 - 79.0 / 120.0).abs() < 1e-9);
    let wavering: Vec<Day> = (0..20).map(|n| day(n, 60 + n * 7 % 11, 60)).collect();
    assert!(!trend(&wavering).unwrap().is_clear());
    let short: Vec<Day> = (0..20).map(|n| day(n, 6, 6)).collect();
    assert_eq!(trend(&short), None);
}

proptest! {
    #[test]
    fn full_days_rank_first_for_any_shares(minutes in prop::collection::vec((0..200_i64, 0..200_i64), 0..20)) {
        let days: Vec<Day> =
            minutes.iter().enumerate().map(|(n, (good, fault))| day(n as i64, *good, *fault)).collect();
        let order = ranked(&days);
        prop_assert!(order.windows(2).all(|pair| pair[0].is_full() || !pair[1].is_full()));
        let is_in_order = |pair: &[&Day]| {
            pair[0].is_full() != pair[1].is_full() || pair[0].good_share() >= pair[1].good_share()
        };
        prop_assert!(order.windows(2).all(is_in_order));
    }
}
