use jiff::civil::date;
use serde_json::json;

use super::*;
use crate::database::store::{History, HistoryOptions};
use crate::exchange::import::Import;
use crate::model::sample::EventKind;
use crate::synthetic::Synthetic;

const ALL: DateRange = (Date::MIN, Date::MAX);

fn empty(dir: &tempfile::TempDir, name: &str) -> History {
    History::open(&dir.path().join(name)).history
}

fn filled(dir: &tempfile::TempDir) -> History {
    let options = HistoryOptions { queue: 1_000_000, ..HistoryOptions::default() };
    let history = History::open_with(&dir.path().join("full.sqlite"), options).history;
    let person = Synthetic::new(4, 10_000);
    for n in 0..10 {
        let day = person.day(calendar::days_after(date(2025, 9, 24), n));
        for sample in day.samples {
            history.add(sample);
        }
        for event in day.events {
            history.note(event);
        }
        history.flush().unwrap();
    }
    history.note(HistoryEvent {
        at: "2025-10-03T12:00:00Z".parse().unwrap(),
        offset_s: 7200,
        kind: EventKind::Feedback,
        fault: None,
        detail: json!({"says": "a \"quoted\", comma'd\nline <b>"}),
    });
    history.flush().unwrap();
    assert_eq!(history.dropped(), 0);
    history
}

fn export(history: &History) -> String {
    let mut text = Vec::new();
    json(&history.reader().unwrap(), ALL, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn an_imported_export_is_the_same_history_and_importing_twice_adds_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let history = filled(&dir);
    let text = export(&history);
    let copy = empty(&dir, "copy.sqlite");
    let first = copy.import(Import::read(text.as_bytes()).unwrap()).unwrap();
    assert!(first.minutes > 1_000 && first.events > 100, "{first:?}");
    assert_eq!((first.known_minutes, first.known_events), (0, 0));
    assert_eq!(export(&copy), text);
    let again = copy.import(Import::read(text.as_bytes()).unwrap()).unwrap();
    assert_eq!((again.minutes, again.events), (0, 0));
    assert_eq!((again.known_minutes, again.known_events), (first.minutes, first.events));
    assert_eq!(export(&copy), text);
    // Import into the original history, which still has the samples.
    let own = history.import(Import::read(text.as_bytes()).unwrap()).unwrap();
    assert_eq!((own.minutes, own.events), (0, 0));
    assert_eq!(export(&history), text);
}

#[test]
fn an_invalid_export_is_refused_with_a_reason() {
    for (text, reason) in [
        ("", "EOF"),
        ("[1, 2]", "invalid type"),
        (r#"{"version": 1}"#, "format"),
        (r#"{"format": "else", "version": 1}"#, "else"),
        (r#"{"format": "plumbline-history", "version": 9}"#, "newer"),
        (r#"{"format": "plumbline-history", "version": 1, "minutes": []}"#, "events"),
    ] {
        let error = Import::read(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(reason), "{text}: {error}");
    }
    let mut minute = serde_json::to_value(MinuteRecord::from(&crate::Minute::default())).unwrap();
    minute["start"] = json!("2025-01-01T00:00:30Z");
    let text = json!({"format": FORMAT, "version": 1, "minutes": [minute], "events": []});
    let error = Import::read(text.to_string().as_bytes()).unwrap_err().to_string();
    assert!(error.contains("not the start of a minute"), "{error}");
}

#[test]
fn the_csv_columns_of_a_minute_are_fixed() {
    let columns = "start_utc,start_local,offset_s,watched_ms,good_ms,fault_ms,uncertain_ms,away_ms,\
         samples,confidence,\
         fault_forward_head_ms,fault_raised_shoulders_ms,fault_raised_shoulder_left_ms,\
         fault_raised_shoulder_right_ms,fault_slouch_ms,fault_head_tilt_ms,\
         fault_uneven_shoulders_ms,fault_leaning_ms,fault_too_close_ms,fault_too_still_ms,\
         forward_head_deg_median,forward_head_deg_p10,forward_head_deg_p90,\
         raised_shoulder_left_deg_median,raised_shoulder_left_deg_p10,raised_shoulder_left_deg_p90,\
         raised_shoulder_right_deg_median,raised_shoulder_right_deg_p10,\
         raised_shoulder_right_deg_p90,\
         head_tilt_deg_median,head_tilt_deg_p10,head_tilt_deg_p90,\
         shoulder_tilt_deg_median,shoulder_tilt_deg_p10,shoulder_tilt_deg_p90,\
         slouch_median,slouch_p10,slouch_p90,\
         trunk_lean_deg_median,trunk_lean_deg_p10,trunk_lean_deg_p90,\
         screen_distance_cm_median,screen_distance_cm_p10,screen_distance_cm_p90,\
         kept_ms,shifts,standing_ms";
    assert_eq!(minute_columns().join(","), columns);
}

#[test]
fn csv_contains_every_minute_and_event_in_its_columns() {
    let dir = tempfile::tempdir().unwrap();
    let history = filled(&dir);
    let reader = history.reader().unwrap();
    let minutes = reader.minutes(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap();
    let mut text = Vec::new();
    minutes_csv(&reader, ALL, &mut text).unwrap();
    let mut csv = csv::Reader::from_reader(text.as_slice());
    let columns = csv.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|c| c == name).unwrap();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), minutes.len());
    for (row, minute) in rows.iter().zip(&minutes) {
        assert_eq!(row[column("start_utc")], minute.start().to_string());
        assert_eq!(row[column("watched_ms")], minute.watched_ms().to_string());
        let median = minute.spread(Quantity::Slouch).map(|s| s.median.to_string());
        assert_eq!(row[column("slouch_median")], median.unwrap_or_default());
    }
    assert_eq!(&rows[0][column("start_local")][..10], "2025-09-24");

    let mut text = Vec::new();
    events_csv(&reader, ALL, &mut text).unwrap();
    let mut csv = csv::Reader::from_reader(text.as_slice());
    let last = csv.records().map(Result::unwrap).find(|row| &row[3] == "feedback").unwrap();
    assert_eq!(&last[1], "2025-10-03T14:00:00");
    let detail: serde_json::Value = serde_json::from_str(&last[5]).unwrap();
    assert_eq!(detail["says"], "a \"quoted\", comma'd\nline <b>");
}

#[test]
fn only_the_requested_days_are_exported() {
    let dir = tempfile::tempdir().unwrap();
    let history = filled(&dir);
    let day = date(2025, 9, 30);
    let mut text = Vec::new();
    json(&history.reader().unwrap(), (day, day), &mut text).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let starts = value["minutes"].as_array().unwrap();
    assert!(!starts.is_empty());
    // New York: the local day ends at 04:00 UTC of the next day.
    assert!(starts.iter().all(|m| m["offset_s"] == -4 * 3600));
}
