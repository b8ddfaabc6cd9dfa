use std::collections::BTreeMap;

use jiff::civil::{Weekday, date};
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};
use proptest::prelude::*;

use super::*;
use crate::database::store::History;
use crate::exchange::import::Import;
use crate::model::sample::EventKind;
use crate::synthetic::Synthetic;

fn berlin() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

fn zones() -> [TimeZone; 4] {
    let fixed = |hours: i8| TimeZone::fixed(jiff::tz::Offset::constant(hours));
    [berlin(), TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap(), fixed(13), fixed(-11)]
}

fn minute(number: i64, zone: &TimeZone, good_ms: i64) -> Minute {
    let offset_s = calendar::offset_s(calendar::minute_start(number), zone);
    Minute { number, offset_s, good_ms, samples: 1, ..Minute::default() }
}

fn history_of(minutes: Vec<Minute>, events: Vec<HistoryEvent>) -> (TempDir, History) {
    let dir = tempfile::tempdir().unwrap();
    let history = History::open(&dir.path().join("history.sqlite")).history;
    history.import(Import::of(minutes, events)).unwrap();
    (dir, history)
}

#[test]
fn days_of_23_and_25_hours_contain_all_their_minutes() {
    for (day, hours) in [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)]
    {
        let start = day.checked_sub(1.day()).unwrap().to_zoned(berlin()).unwrap();
        let first = calendar::minute_number(start.timestamp());
        let minutes = (first..first + 3 * 1440).map(|n| minute(n, &berlin(), 60_000)).collect();
        let (_dir, history) = history_of(minutes, Vec::new());
        let reader = history.reader().unwrap();
        let days = reader.days(day, day).unwrap();
        assert_eq!(days.len(), 1);
        assert_eq!(days[0].good_ms, hours * 3_600_000, "{day}");
        let heat = reader.heat_map(day, day).unwrap();
        // The hour from 02:00 to 03:00 is missing, or occurs once or twice.
        assert_eq!(heat.cell(day.weekday(), 2).watched_ms, (hours - 23) * 3_600_000);
    }
}

#[test]
fn a_month_of_synthetic_days_is_reported_exactly() {
    let person = Synthetic::new(11, 30_000);
    let (from, to) = (date(2025, 9, 15), date(2025, 10, 15));
    let made: Vec<_> = (0..31).map(|n| person.day(calendar::days_after(from, n))).collect();
    let (_dir, history) = history_of(
        made.iter().flat_map(|day| day.minutes()).collect(),
        made.iter().flat_map(|day| day.events.clone()).collect(),
    );
    let reader = history.reader().unwrap();
    let days = reader.days(from, to).unwrap();
    let told: i64 = days.iter().map(|day| day.good_ms).sum();
    let meant: i64 = made.iter().flat_map(|day| day.minutes()).map(|minute| minute.good_ms).sum();
    assert_eq!(told, meant);
    for day in &days {
        let n = calendar::days_between(from, day.date) as usize;
        let of = |kind: EventKind| made[n].events.iter().filter(|e| e.kind == kind).count() as u32;
        assert_eq!(day.alerts, of(EventKind::Alert), "{}", day.date);
        assert_eq!(day.corrected, of(EventKind::Corrected));
        assert_eq!(day.breaks, of(EventKind::BreakTaken));
    }
    let alerts = reader.alerts(from, to).unwrap();
    assert_eq!(alerts.len(), days.iter().map(|day| day.alerts as usize).sum::<usize>());
    let log = reader.stretches(from, to).unwrap();
    assert!(log.done().any(|story| story.next_fault_ms.is_some()));
    assert_eq!(log.done().count(), days.iter().map(|day| day.stretches as usize).sum::<usize>());
    assert_eq!(reader.stretch_outcomes(to, 31).unwrap(), log.outcomes());
    let last_week = reader.stretch_outcomes(to, 7).unwrap();
    let times = |outcomes: &[StretchFollowUp]| outcomes.iter().map(|o| o.times).sum::<usize>();
    assert!(times(&last_week) < times(&log.outcomes()));
    let (faults, judged_ms) = reader.fault_times(from, to).unwrap();
    assert_eq!(judged_ms, days.iter().map(Day::judged_ms).sum::<i64>());
    assert!(faults.longest().is_some());
    let week = reader.week(date(2025, 10, 2)).unwrap();
    assert_eq!(week.monday, date(2025, 9, 29));
    assert!(week.change().is_some());
    assert_eq!(reader.span().unwrap().unwrap().0, days[0].date);
}

#[test]
fn minutes_are_selected_by_their_start() {
    let zone = berlin();
    let (_dir, history) = history_of((100..110).map(|n| minute(n, &zone, 1)).collect(), Vec::new());
    let reader = history.reader().unwrap();
    let at = |ms: i64| calendar::moment(ms);
    let numbers = |from, to| -> Vec<i64> {
        reader.minutes(at(from), at(to)).unwrap().iter().map(|m| m.number).collect()
    };
    assert_eq!(numbers(102 * 60_000, 104 * 60_000), [102, 103]);
    assert_eq!(numbers(102 * 60_000 + 1, 104 * 60_000 + 1), [103, 104]);
}

#[test]
fn an_empty_history_gives_an_empty_week() {
    let (_dir, history) = history_of(Vec::new(), Vec::new());
    let reader = history.reader().unwrap();
    assert_eq!(reader.span().unwrap(), None);
    let week = reader.week(date(2026, 1, 1)).unwrap();
    assert_eq!(week.total().watched_ms, 0);
    assert_eq!(week.heat.cell(Weekday::Monday, 9).good_share(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Random minutes around both clock changes, in changing time zones: the days equal those of
    /// jiff's own zoned times.
    #[test]
    fn days_match_the_local_calendar(
        picks in prop::collection::vec((0..4 * 1440_i64, 0..4_usize, 0..60_000_i64), 0..60),
        is_spring: bool,
    ) {
        let start = if is_spring { date(2026, 3, 27) } else { date(2026, 10, 23) };
        let first = calendar::minute_number(start.to_zoned(TimeZone::UTC).unwrap().timestamp());
        let zones = zones();
        let mut expected: BTreeMap<Date, i64> = BTreeMap::new();
        let mut minutes: BTreeMap<i64, Minute> = BTreeMap::new();
        for (n, zone, good_ms) in picks {
            minutes.entry(first + n).or_insert_with(|| {
                let made = minute(first + n, &zones[zone], good_ms);
                let local = Zoned::new(made.start(), zones[zone].clone());
                *expected.entry(local.date()).or_default() += good_ms;
                made
            });
        }
        let (_dir, history) = history_of(minutes.into_values().rev().collect(), Vec::new());
        let reader = history.reader().unwrap();
        let days = reader.days(Date::MIN, Date::MAX).unwrap();
        let told: BTreeMap<Date, i64> = days.iter().map(|day| (day.date, day.good_ms)).collect();
        prop_assert_eq!(&told, &expected);
        for (day, good_ms) in expected {
            let alone = reader.days(day, day).unwrap();
            prop_assert_eq!(alone.iter().map(|day| day.good_ms).sum::<i64>(), good_ms);
        }
    }
}
