//! The history from the outside: the real binary over days of somebody who does not exist.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod support;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use plumbline::history::synthetic::Synthetic;
use plumbline::history::{History, Import, calendar};
use support::{code_and_message, json_lines, plumbline};

/// A history of the last `days` days, and what it was made of.
fn made_up(dir: &Path, days: i64) -> (PathBuf, i64) {
    let file = dir.join("history.sqlite");
    let person = Synthetic::new(7, 2_000);
    let today = jiff::Zoned::now().date();
    let (mut minutes, mut events, mut good_ms) = (Vec::new(), Vec::new(), 0);
    for back in (0..days).rev() {
        let day = person.day(calendar::days_after(today, -back));
        good_ms += day.minutes().iter().map(|m| m.good_ms).sum::<i64>();
        minutes.extend(day.minutes());
        events.extend(day.events);
    }
    History::open(&file).history.import(Import::of(minutes, events)).unwrap();
    (file, good_ms)
}

#[test]
fn the_last_days_are_told_day_by_day() {
    let dir = tempfile::tempdir().unwrap();
    let (file, good_ms) = made_up(dir.path(), 21);
    let file = file.to_str().unwrap();
    let output = plumbline(&["history", "--days", "30", "--json", "--file", file]);
    assert!(output.status.success(), "{output:?}");
    let days = json_lines(&output);
    assert!(days.len() >= 12, "{days:?}");
    let told_ms: i64 = days.iter().map(|day| day["good_ms"].as_i64().unwrap()).sum();
    assert_eq!(told_ms, good_ms);
    for day in &days {
        day["date"].as_str().unwrap().parse::<Date>().unwrap();
        let [watched, good, fault, unsure] =
            ["watched_ms", "good_ms", "fault_ms", "uncertain_ms"].map(|k| day[k].as_i64().unwrap());
        assert_eq!(watched, good + fault + unsure, "{day}");
    }
    let output = plumbline(&["history", "--file", file]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("% good of") && text.contains("alerts"), "{text}");
}

#[test]
fn an_export_can_be_read_elsewhere_and_taken_in_again() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = made_up(dir.path(), 10);
    let file = file.to_str().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (json, csv, events) = (path("all.json"), path("minutes.csv"), path("events.csv"));
    for args in [["--export", &json], ["--export", &csv], ["--export-events", &events]] {
        let output = plumbline(&[&["history", "--file", file][..], &args].concat());
        assert!(output.status.success(), "{output:?}");
    }
    let rows = std::fs::read_to_string(&csv).unwrap();
    assert!(rows.starts_with("start_utc,start_local,offset_s,watched_ms,good_ms"), "{rows:.80}");
    assert!(rows.lines().count() > 500);
    assert!(std::fs::read_to_string(&events).unwrap().contains("alert"));

    let other = path("other.sqlite");
    let import = || plumbline(&["history", "--file", &other, "--import", &json]);
    let first = String::from_utf8(import().stdout).unwrap();
    assert!(!first.starts_with("0 minutes"), "{first}");
    let again = String::from_utf8(import().stdout).unwrap();
    assert!(again.starts_with("0 minutes and 0 events"), "{again}");
    let days = |file: &str| plumbline(&["history", "--json", "--file", file]).stdout;
    assert_eq!(days(file), days(&other));
}

#[test]
fn a_week_becomes_a_page_that_needs_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let (file, _) = made_up(dir.path(), 21);
    let out = dir.path().join("week.html");
    let week = calendar::days_after(jiff::Zoned::now().date(), -7).to_string();
    let args = ["report", "--week", &week, "--file", file.to_str().unwrap(), "--out"];
    let output = plumbline(&[&args[..], &[out.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{output:?}");
    let page = std::fs::read_to_string(out).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg"), "{page:.80}");
    for foreign in ["http://", "https://", "<script", "url("] {
        assert!(!page.replace("http://www.w3.org/2000/svg", "").contains(foreign), "{foreign}");
    }
}

#[test]
fn what_is_no_history_is_refused_with_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str, content: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let none = dir.path().join("none.sqlite").to_str().unwrap().to_owned();
    for (file, needle) in [(none, "there is no history yet"), (path("text.sqlite", b"hello"), "")] {
        let (code, message) = code_and_message(&plumbline(&["history", "--file", &file]));
        assert_eq!(code, 1, "{message}");
        assert!(message.contains(needle), "{message}");
    }
    let garbage = path("garbage.json", b"{\"format\": 3}");
    let fresh = dir.path().join("fresh.sqlite").to_str().unwrap().to_owned();
    let output = plumbline(&["history", "--file", &fresh, "--import", &garbage]);
    let (code, message) = code_and_message(&output);
    assert_eq!(code, 1, "{message}");
}
