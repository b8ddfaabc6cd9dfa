use std::path::PathBuf;

use super::*;
use crate::database::rows;
use crate::database::schema::{STEPS, newest};
use crate::model::calendar::days_after;
use crate::synthetic::Synthetic;

/// A database of the first layout, as the first version wrote it.
fn first_layout(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(STEPS[0]).unwrap();
    connection.execute_batch("PRAGMA user_version = 1; PRAGMA journal_mode = WAL;").unwrap();
    connection
        .execute_batch(
            "INSERT INTO minutes VALUES (28333334, 3600, 40000, 20000, 0, 0, 60, 870, x'05204e', \
             x'01e803f4010807');
             INSERT INTO events VALUES (1, 1700000040000, 3600, 1, 5, '{\"stretch\":\"x\"}');",
        )
        .unwrap();
}

fn a_history(dir: &Path) -> (PathBuf, usize) {
    let path = dir.join("history.sqlite");
    let (connection, notice) = writable(&path).unwrap();
    assert_eq!(notice, None);
    let person = Synthetic::new(5, 30_000);
    let mut written = 0;
    for n in 0..20 {
        let day = person.day(days_after(jiff::civil::date(2025, 3, 3), n));
        for minute in day.minutes() {
            rows::put_minute(&connection, &minute).unwrap();
            written += 1;
        }
        for event in &day.events {
            rows::put_event(&connection, event).unwrap();
            written += 1;
        }
    }
    (path, written)
}

#[test]
fn a_history_of_the_first_layout_is_migrated_without_loss() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    first_layout(&path);
    let (connection, notice) = writable(&path).unwrap();
    assert_eq!(notice, None);
    assert_eq!(schema::version(&connection).unwrap(), newest());
    let minute = rows::minute(&connection, 28_333_334).unwrap().unwrap();
    assert_eq!((minute.good_ms, minute.fault_ms, minute.samples), (40_000, 20_000, 60));
    assert_eq!(minute.faults.get(plumbline_core::body::Fault::Slouch), 20_000);
    let spread = minute.spread(plumbline_core::posture::Quantity::ForwardHead).unwrap();
    assert_eq!((spread.median, spread.p10, spread.p90), (10.0, 5.0, 18.0));
    assert_eq!(minute.confidence, Some(0.87));
    assert_eq!(minute.variety, None, "it was not recorded");
    assert!(rows::samples_of(&connection, 28_333_334).unwrap().is_empty());
}

#[test]
fn a_history_of_an_earlier_layout_can_be_read_without_changing_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    first_layout(&path);
    let before = std::fs::read(&path).unwrap();
    let Readable { connection, copy } = readable(&path).unwrap();
    assert!(copy.is_some());
    let minute = rows::minute(&connection, 28_333_334).unwrap().unwrap();
    assert_eq!((minute.good_ms, minute.variety), (40_000, None));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn the_rows_of_a_damaged_history_of_an_earlier_layout_are_saved() {
    let dir = tempfile::tempdir().unwrap();
    let (damaged, path) = (dir.path().join("damaged.sqlite"), dir.path().join("history.sqlite"));
    first_layout(&damaged);
    let target = create(&path).unwrap();
    assert_eq!(salvage::salvage(&damaged, &target).unwrap(), 2);
    assert!(rows::minute(&target, 28_333_334).unwrap().is_some());
}

#[test]
fn a_newer_history_is_refused_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE future (a); PRAGMA user_version = 99;")
        .unwrap();
    let before = std::fs::read(&path).unwrap();
    let error = writable(&path).unwrap_err();
    assert!(matches!(error, HistoryError::TooNew { found: 99, .. }), "{error}");
    assert!(error.to_string().contains("update Plumbline"));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_foreign_file_is_left_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    std::fs::write(&path, "Dear grandmother, ".repeat(500)).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(writable(&path), Err(HistoryError::NotADatabase { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn an_empty_file_becomes_a_history() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    std::fs::write(&path, "").unwrap();
    assert!(writable(&path).is_ok());
}

#[cfg(unix)]
#[test]
fn the_files_are_private_to_the_user() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history/history.sqlite");
    let (connection, _) = writable(&path).unwrap();
    connection.execute("INSERT INTO meta VALUES ('a', 'b')", []).unwrap();
    let files: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().flatten().collect();
    assert_eq!(files.len(), 3, "database, log, and the log's index");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
    let folder = std::fs::metadata(path.parent().unwrap()).unwrap();
    assert_eq!(folder.permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_damaged_history_is_set_aside_and_most_of_it_saved() {
    let dir = tempfile::tempdir().unwrap();
    let (path, written) = a_history(dir.path());
    let mut bytes = std::fs::read(&path).unwrap();
    let pages = bytes.len() / 4096;
    assert!(pages > 100, "{pages}");
    for page in [pages / 4, pages / 2, pages / 2 + 1, pages - 2] {
        bytes[page * 4096..page * 4096 + 2_000].fill(0xA5);
    }
    std::fs::write(&path, &bytes).unwrap();
    let (connection, notice) = writable(&path).unwrap();
    let notice = notice.unwrap();
    let kept = dir.path().join("history.damaged-1.sqlite");
    assert_eq!(std::fs::read(&kept).unwrap(), bytes);
    let HistoryNotice::Repaired { rows: saved, damaged } = notice else { panic!("{notice:?}") };
    assert_eq!(damaged, kept);
    // At most four pages of about fifty rows are lost, and the rows that are reachable only through
    // them.
    assert!(saved + 400 >= written && saved < written, "{saved} of {written}");
    let rows: i64 = connection
        .query_row(
            "SELECT (SELECT count(*) FROM minutes) + (SELECT count(*) FROM events)",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(rows, saved as i64);
    drop(connection);
    assert_eq!(writable(&path).unwrap().1, None, "the new one is whole");
}

#[test]
fn a_truncated_history_is_damaged_and_its_rest_is_saved() {
    let dir = tempfile::tempdir().unwrap();
    let (path, written) = a_history(dir.path());
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2 / 4096 * 4096 + 100]).unwrap();
    let (connection, notice) = writable(&path).unwrap();
    assert!(matches!(notice, Some(HistoryNotice::Repaired { .. })), "{notice:?}");
    let minutes: i64 =
        connection.query_row("SELECT count(*) FROM minutes", [], |row| row.get(0)).unwrap();
    assert!(minutes as usize > written / 10, "{minutes} of {written}");
}

#[test]
fn a_history_with_a_destroyed_first_page_is_kept_but_no_rows_are_saved() {
    let dir = tempfile::tempdir().unwrap();
    let (path, _) = a_history(dir.path());
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100..4096].fill(0xFF);
    std::fs::write(&path, &bytes).unwrap();
    let (_, notice) = writable(&path).unwrap();
    assert!(matches!(notice, Some(HistoryNotice::Repaired { rows: 0, .. })), "{notice:?}");
    assert_eq!(std::fs::read(dir.path().join("history.damaged-1.sqlite")).unwrap(), bytes);
}

#[test]
fn a_file_that_cannot_be_written_to_is_read_with_its_log() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a copy #1?100%.sqlite");
    let (connection, _) = writable(&path).unwrap();
    let day = Synthetic::new(5, 30_000).day(jiff::civil::date(2025, 3, 3));
    let (first, second) = (&day.minutes()[0], &day.minutes()[1]);
    rows::put_minute(&connection, first).unwrap();
    drop(connection);
    let minutes = || {
        let (connection, _copy) = without_writing(&path).unwrap().unwrap();
        let mut minutes = Vec::new();
        rows::each_minute::<HistoryError>(&connection, (i64::MIN, i64::MAX), |minute| {
            minutes.push(minute.number);
            Ok(())
        })
        .unwrap();
        minutes
    };
    assert!(!files::has_log(&path));
    assert_eq!(minutes(), [first.number]);
    let (connection, _) = writable(&path).unwrap();
    rows::put_minute(&connection, second).unwrap();
    assert!(files::has_log(&path));
    assert_eq!(minutes(), [first.number, second.number]);
}

#[test]
fn an_empty_file_is_an_empty_history() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    std::fs::write(&path, "").unwrap();
    assert_eq!(crate::Reader::open(&path).unwrap().span().unwrap(), None);
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0);
}
