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

#[test]
fn a_clock_far_ahead_deletes_no_minutes() {
    let mut recorder = recorder();
    let real: Vec<Sample> = (1..=100 * 60).map(|s| sample(T0 + s * 1_000, 1.0)).collect();
    recorder.commit(&real, &[]).unwrap();
    let before = minutes(&recorder);
    let ahead = T0 + 50 * 365 * 86_400_000;
    let wrong: Vec<Sample> = (1..=300).map(|s| sample(ahead + s * 1_000, 1.0)).collect();
    recorder.commit(&wrong, &[]).unwrap();
    assert_eq!(recorder.keep_days(30).unwrap(), 0);
    let back: Vec<Sample> = (6001..=6030).map(|s| sample(T0 + s * 1_000, 1.0)).collect();
    recorder.commit(&back, &[]).unwrap();
    let after = minutes(&recorder);
    assert_eq!(after[..before.len()], before[..]);
    assert_eq!(count(&recorder, "samples"), 30);
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
    let deleted = recorder.delete_day(doomed).unwrap();
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
    recorder.keep_days(7).unwrap();
    let first = minutes(&recorder)[0].date();
    assert!(calendar::days_between(first, newest) <= 7, "{first} {newest}");
    assert!(calendar::days_between(first, newest) >= 4);
    assert_eq!(recorder.keep_days(7).unwrap(), 0);
    assert_eq!(recorder.keep_days(u32::MAX).unwrap(), 0);
}

#[test]
fn delete_all_also_deletes_the_damaged_files() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    std::fs::write(dir.path().join("history.damaged-4.sqlite"), "old").unwrap();
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
