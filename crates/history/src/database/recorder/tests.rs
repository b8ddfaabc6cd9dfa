use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::database::schema::{STEPS, migrate};
use crate::model::calendar::moment;
use crate::model::sample::{Angles, EventKind};
use crate::synthetic::Synthetic;
use plumbline_core::body::Fault;
use plumbline_core::posture::judge::PostureState;

/// Start of a minute.
const T0: i64 = 1_700_000_040_000;

fn recorder() -> Recorder {
    let mut connection = Connection::open_in_memory().unwrap();
    migrate(&mut connection, STEPS).unwrap();
    Recorder::new(connection, 24 * 60 * MINUTE_MS)
}

fn sample(at_ms: i64, value: f64) -> Sample {
    Sample {
        at: moment(at_ms),
        offset_s: 3600,
        span_ms: 1_000,
        state: PostureState::Good,
        faults: Vec::new(),
        angles: Angles { forward_head_deg: Some(value), ..Angles::default() },
        variety: None,
    }
}

fn minutes(recorder: &Recorder) -> Vec<Minute> {
    let mut all = Vec::new();
    rows::each_minute::<HistoryError>(recorder.connection(), (i64::MIN, i64::MAX), |minute| {
        all.push(minute);
        Ok(())
    })
    .unwrap();
    all
}

fn count(recorder: &Recorder, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    recorder.connection().query_row(&sql, [], |row| row.get(0)).unwrap()
}

fn event(at_ms: i64, offset_s: i32) -> HistoryEvent {
    HistoryEvent {
        at: moment(at_ms),
        offset_s,
        kind: EventKind::Alert,
        fault: Some(Fault::Slouch),
        detail: serde_json::Value::Null,
    }
}

#[test]
fn a_minute_in_two_commits_is_one_minute() {
    let mut recorder = recorder();
    let all: Vec<Sample> = (1..=50).map(|s| sample(T0 + s * 1_000, s as f64)).collect();
    for part in all.chunks(17) {
        recorder.commit(part, &[]).unwrap();
        // As after a restart: only the content of the database is left.
        recorder.session = None;
    }
    assert_eq!(minutes(&recorder), aggregate(&all));
    assert_eq!(count(&recorder, "sessions"), 3);
    // Committing the same samples again changes nothing.
    recorder.commit(&all, &[]).unwrap();
    assert_eq!(minutes(&recorder), aggregate(&all));
}

#[test]
fn old_samples_are_deleted_and_their_minutes_stay() {
    let mut recorder = recorder();
    recorder.commit(&[sample(T0 + 1_000, 1.0)], &[]).unwrap();
    recorder.commit(&[sample(T0 + 25 * 3_600_000, 1.0)], &[]).unwrap();
    assert_eq!(count(&recorder, "samples"), 1);
    assert_eq!(minutes(&recorder).len(), 2);
    // A late sample is added to the first minute and does not replace it.
    recorder.commit(&[sample(T0 + 5_000, 3.0)], &[]).unwrap();
    let first = minutes(&recorder)[0];
    assert_eq!((first.good_ms, first.samples), (2_000, 2));
}

/// Commits `count` samples from `at_ms` on, one per second, and one event.
fn record(recorder: &mut Recorder, at_ms: i64, count: i64) {
    let samples: Vec<Sample> = (1..=count).map(|s| sample(at_ms + s * 1_000, 1.0)).collect();
    recorder.commit(&samples, &[event(at_ms, 3600)]).unwrap();
}

const DAY_MS: i64 = 86_400_000;

/// A quarter past nine, local time.
const MORNING: i64 = T0 + 10 * 3_600_000;

fn date_of(at_ms: i64) -> Date {
    calendar::local(moment(at_ms), 3600).date()
}

#[test]
fn a_clock_far_ahead_deletes_no_minutes_whatever_it_has_recorded_in_two_days() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let mut recorder = recorder();
    for day in 0..5 {
        record(&mut recorder, MORNING + day * DAY_MS, 600);
    }
    let before = minutes(&recorder);
    let ahead = MORNING + 5 * 365 * DAY_MS;
    // While the clock is wrong, today is wrong too. 61 minutes, then most of the next day.
    for (at_ms, count) in [(ahead, 61 * 60), (ahead + DAY_MS, 8 * 3600)] {
        record(&mut recorder, at_ms, count);
        assert_eq!(recorder.keep_days(90, date_of(at_ms), &path).unwrap(), 0);
    }
    // The clock is right again: the days ahead do not count, however many there are.
    record(&mut recorder, ahead + 2 * DAY_MS, 600);
    let today = MORNING + 5 * DAY_MS;
    let of_a_day = before.len() / 5;
    assert_eq!(recorder.keep_days(3, date_of(today), &path).unwrap(), of_a_day);
    assert_eq!(minutes(&recorder)[0], before[of_a_day]);
    record(&mut recorder, today, 30);
    assert_eq!(count(&recorder, "samples"), 30);
}

#[test]
fn age_counts_after_a_leap_of_the_clock_that_three_days_confirm() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let mut recorder = recorder();
    record(&mut recorder, MORNING, 600);
    let later = MORNING + 400 * DAY_MS;
    for day in 0..3 {
        record(&mut recorder, later + day * DAY_MS, 600);
        let deleted = recorder.keep_days(90, date_of(later + day * DAY_MS), &path).unwrap();
        assert_eq!(deleted > 0, day == 2, "day {day}");
    }
}

#[test]
fn rows_deleted_because_of_their_age_are_in_a_backup_until_the_end_of_the_next_day() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let mut recorder = recorder();
    let days: Vec<i64> = (0..6).map(|day| MORNING + day * DAY_MS).collect();
    for day in &days {
        record(&mut recorder, *day, 600);
    }
    let before = minutes(&recorder);
    let today = date_of(days[5]);
    let deleted = recorder.keep_days(2, today, &path).unwrap();
    assert_eq!(deleted, before.len() - minutes(&recorder).len());
    assert!(deleted > 0);
    let backup = crate::Reader::open(&files::backup_path(&path, today)).unwrap();
    let saved = backup.minutes(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap();
    assert_eq!([saved.as_slice(), &minutes(&recorder)].concat(), before);
    assert_eq!(backup.events(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap().len(), 3);
    drop(backup);

    // A day that the person deletes is deleted there too.
    recorder.delete_day(date_of(days[0]), &path).unwrap();
    let backup = crate::Reader::open(&files::backup_path(&path, today)).unwrap();
    assert_eq!(backup.span().unwrap().unwrap().0, date_of(days[1]));
    drop(backup);

    for (later, is_kept) in [(1, true), (2, false)] {
        files::delete_old_backups(&path, calendar::days_after(today, later)).unwrap();
        assert_eq!(files::backups(&path).len(), usize::from(is_kept), "{later} days later");
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn a_backup_made_while_the_clock_was_ahead_is_kept_until_the_end_of_the_real_next_day() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    std::fs::write(files::backup_path(&path, date(2031, 5, 1)), "rows").unwrap();
    let today = date(2026, 11, 30);
    files::delete_old_backups(&path, today).unwrap();
    assert_eq!(files::backups(&path)[0].day, today);
    files::delete_old_backups(&path, date(2026, 12, 2)).unwrap();
    assert!(files::backups(&path).is_empty());
}

#[test]
fn a_day_is_deleted_by_local_date() {
    let mut recorder = recorder();
    let person = Synthetic::new(3, 30_000);
    // New York from 29 September, Berlin before.
    let days: Vec<Date> = (0..14).map(|n| calendar::days_after(date(2025, 9, 22), n)).collect();
    let mut kept = Vec::new();
    let doomed = date(2025, 9, 30);
    for day in &days {
        let made = person.day(*day);
        recorder.commit(&made.samples, &made.events).unwrap();
        kept.extend(made.minutes().into_iter().filter(|minute| minute.date() != doomed));
    }
    // An evening in New York is the next day in UTC.
    let evening = jiff::civil::datetime(2025, 9, 30, 23, 30, 0, 0);
    let evening = evening.to_zoned(person.zone(doomed)).unwrap();
    let late = event(evening.timestamp().as_millisecond(), evening.offset().seconds());
    recorder.commit(&[], std::slice::from_ref(&late)).unwrap();
    let deleted = recorder.delete_day(doomed, Path::new("history.sqlite")).unwrap();
    assert!(deleted > 300, "{deleted}");
    let left = minutes(&recorder);
    let numbers = |minutes: &[Minute]| minutes.iter().map(|m| m.number).collect::<Vec<_>>();
    assert_eq!(numbers(&left), numbers(&kept));
    assert!(!rows::has_event(recorder.connection(), &late).unwrap());
}

#[test]
fn retention_keeps_whole_days() {
    let mut recorder = recorder();
    let person = Synthetic::new(3, 60_000);
    for n in 0..30 {
        let made = person.day(calendar::days_after(date(2025, 6, 2), n));
        recorder.commit(&made.samples, &made.events).unwrap();
    }
    let newest = minutes(&recorder).last().unwrap().date();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let mut keep_days = |days| {
        let deleted = recorder.keep_days(days, newest, &path).unwrap();
        (deleted, minutes(&recorder))
    };
    let (_, left) = keep_days(7);
    let first = left[0].date();
    assert!(calendar::days_between(first, newest) <= 7, "{first} {newest}");
    assert!(calendar::days_between(first, newest) >= 4);
    assert_eq!(keep_days(7).0, 0);
    assert_eq!(keep_days(u32::MAX).0, 0);
}

#[test]
fn delete_all_also_deletes_the_damaged_files_and_backups() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    std::fs::write(dir.path().join("history.damaged-4.sqlite"), "old").unwrap();
    std::fs::write(files::backup_path(&path, date(2026, 11, 30)), "deleted").unwrap();
    let mut recorder = recorder();
    recorder.commit(&[sample(T0 + 1_000, 1.0)], &[event(T0, 0)]).unwrap();
    recorder.delete_all(&path).unwrap();
    for table in ["minutes", "events", "sessions", "samples"] {
        assert_eq!(count(&recorder, table), 0, "{table}");
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    recorder.commit(&[sample(T0 + 2_000, 1.0)], &[]).unwrap();
    assert_eq!(count(&recorder, "sessions"), 1);
}

/// Samples in any order, committed in any batches, some of them duplicates. The database keeps the
/// first sample of a millisecond, so the minutes equal those of all samples aggregated together.
#[test]
fn any_batches_give_the_minutes_of_all_samples_together() {
    let samples = prop::collection::vec((0..2_000_i64, 1..4_000_i64), 1..120);
    let strategy = (samples, 1..30_usize);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(48));
    runner
        .run(&strategy, |(samples, portion)| {
            let samples: Vec<Sample> = samples
                .into_iter()
                .map(|(at, span_ms)| Sample { span_ms, ..sample(T0 + at * 200, at as f64 / 100.0) })
                .collect();
            let mut recorder = recorder();
            for part in samples.chunks(portion) {
                recorder.commit(part, &[]).unwrap();
            }
            let whole = aggregate(&samples);
            let kept = minutes(&recorder);
            let times = |minutes: &[Minute]| -> Vec<_> {
                minutes.iter().map(|m| (m.number, m.good_ms, m.samples)).collect()
            };
            prop_assert_eq!(times(&kept), times(&whole));
            Ok(())
        })
        .unwrap();
}
