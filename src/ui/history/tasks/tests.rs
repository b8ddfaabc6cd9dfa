use super::*;
use plumbline_history::synthetic::Synthetic;

fn synthetic_history(dir: &Path, name: &str) -> History {
    let history = History::open(&dir.join(name)).history;
    let day = Synthetic::new(3, 20_000).day(jiff::civil::date(2025, 6, 2));
    history.import(Import::of(day.minutes(), day.events)).unwrap();
    history
}

#[test]
fn an_export_is_imported_only_once() {
    let dir = tempfile::tempdir().unwrap();
    let history = synthetic_history(dir.path(), "one.sqlite");
    let file = export_all(&history, dir.path(), ExportForm::Json).unwrap();
    let other = History::open(&dir.path().join("other.sqlite")).history;
    let Notice { words, is_problem, .. } = import(&other, Path::new(&file));
    assert!(!is_problem);
    assert!(words.starts_with("Imported ") && words.ends_with(" new events."), "{words}");
    assert!(import(&other, Path::new(&file)).words.starts_with("Nothing new in "));
    let minutes = |history: &History| {
        let reader = history.reader().unwrap();
        reader.minutes(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap()
    };
    assert_eq!(minutes(&history), minutes(&other));
}

#[test]
fn a_csv_export_has_one_file_of_minutes_and_one_of_events() {
    let dir = tempfile::tempdir().unwrap();
    let history = synthetic_history(dir.path(), "one.sqlite");
    let files = export_all(&history, dir.path(), ExportForm::Csv).unwrap();
    let (minutes, events) = files.split_once(" and ").unwrap();
    assert!(std::fs::read_to_string(minutes).unwrap().starts_with("start_utc,"));
    assert!(std::fs::read_to_string(events).unwrap().starts_with("at_utc,"));
}

#[test]
fn an_invalid_export_is_refused_with_a_reason_and_adds_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let history = synthetic_history(dir.path(), "one.sqlite");
    let before = history.reader().unwrap().span().unwrap();
    let file = dir.path().join("letter.json");
    std::fs::write(&file, "Dear grandmother").unwrap();
    let Notice { words, is_problem, .. } = import(&history, &file);
    assert!(is_problem);
    assert!(words.contains("was not imported") && words.contains("choose a JSON file"), "{words}");
    assert!(import(&history, &dir.path().join("none.json")).words.contains("was not imported"));
    assert_eq!(history.reader().unwrap().span().unwrap(), before);
}

#[test]
fn an_export_that_cannot_be_written_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let history = synthetic_history(dir.path(), "one.sqlite");
    assert!(export_all(&history, &dir.path().join("nowhere"), ExportForm::Csv).is_err());
    std::fs::create_dir(dir.path().join("full")).unwrap();
    let today = jiff::Zoned::now().date();
    // A folder of that name cannot be replaced by a file.
    std::fs::create_dir(dir.path().join(format!("full/plumbline-history-{today}.json"))).unwrap();
    assert!(export_all(&history, &dir.path().join("full"), ExportForm::Json).is_err());
    assert_eq!(std::fs::read_dir(dir.path().join("full")).unwrap().count(), 1);
}
