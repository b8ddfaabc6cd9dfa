use std::time::Instant;

use jiff::civil::date;

use super::*;
use crate::model::calendar::{days_after, moment};
use crate::model::sample::{Angles, EventKind};
use crate::synthetic::Synthetic;
use plumbline_core::body::Fault;
use plumbline_core::posture::judge::PostureState;

/// Start of a minute.
const T0: i64 = 1_700_000_040_000;

fn sample(second: i64) -> Sample {
    Sample {
        at: moment(T0 + second * 1_000),
        offset_s: 3600,
        span_ms: 1_000,
        state: PostureState::Good,
        faults: Vec::new(),
        angles: Angles { forward_head_deg: Some(1.0), ..Angles::default() },
        variety: None,
    }
}

fn event(second: i64) -> HistoryEvent {
    HistoryEvent {
        at: moment(T0 + second * 1_000),
        offset_s: 3600,
        kind: EventKind::Alert,
        fault: Some(Fault::Slouch),
        detail: serde_json::json!({"second": second}),
    }
}

fn good_ms(history: &Reader) -> i64 {
    let minutes = history.minutes(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap();
    minutes.iter().map(|minute| minute.good_ms).sum()
}

fn all_events(reader: &Reader) -> Vec<HistoryEvent> {
    reader.events(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap()
}

fn opened(path: &Path) -> History {
    let Opened { history, notice } = History::open(path);
    assert_eq!(notice, None);
    assert!(history.is_recording());
    history
}

#[test]
fn added_data_is_stored_on_close_and_merged_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    for part in [1..=20, 21..=45] {
        let history = opened(&path);
        for second in part {
            history.add(sample(second));
        }
        history.note(event(20));
        drop(history);
    }
    let reader = Reader::open(&path).unwrap();
    let minutes = reader.minutes(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap();
    assert_eq!(minutes.len(), 1);
    assert_eq!((minutes[0].good_ms, minutes[0].samples), (45_000, 45));
    assert_eq!(all_events(&reader), [event(20), event(20)]);
}

#[test]
fn collected_data_is_committed_within_the_interval() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let options =
        HistoryOptions { commit_every: Duration::from_millis(100), ..HistoryOptions::default() };
    assert!(HistoryOptions::default().commit_every <= Duration::from_secs(30));
    let history = History::open_with(&path, options).history;
    history.add(sample(1));
    let reader = history.reader().unwrap();
    let start = Instant::now();
    while good_ms(&reader) == 0 {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing was committed");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn events_are_never_dropped_and_dropped_samples_are_counted() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let options = HistoryOptions { queue: 10, ..HistoryOptions::default() };
    let history = History::open_with(&path, options).history;
    for second in 0..2_000 {
        history.add(sample(second));
        history.note(event(second));
    }
    history.flush().unwrap();
    let reader = history.reader().unwrap();
    assert_eq!(all_events(&reader).len(), 2_000);
    let kept = good_ms(&reader) / 1_000;
    assert_eq!(kept + history.dropped().cast_signed(), 2_000);
}

#[test]
fn a_reader_works_while_the_writer_writes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let options = HistoryOptions {
        commit_every: Duration::from_millis(5),
        queue: 100_000,
        ..HistoryOptions::default()
    };
    let history = History::open_with(&path, options).history;
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let reader = Reader::open(&path).unwrap();
            let mut seen_ms = 0;
            while seen_ms < 3_000_000 {
                let now_ms = good_ms(&reader);
                assert!(now_ms >= seen_ms, "what was there stays: {now_ms} after {seen_ms}");
                assert!(reader.days(date(2023, 11, 1), date(2023, 11, 30)).is_ok());
                seen_ms = now_ms;
            }
        });
        for second in 1..=3_000 {
            history.add(sample(second));
            if second % 100 == 0 {
                history.flush().unwrap();
            }
        }
        reading.join().unwrap();
    });
    assert_eq!(history.trouble(), None);
}

#[test]
fn a_damaged_history_is_mended_before_anything_is_written_and_the_person_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let history = opened(&path);
    for second in 0..2_000 {
        history.note(event(second));
    }
    drop(history);
    let mut bytes = std::fs::read(&path).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 2_000].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();

    let history = opened(&path);
    // Queued during the check, and written to the new database.
    history.add(sample(1));
    history.flush().unwrap();
    assert!(matches!(history.notice(), Some(HistoryNotice::Repaired { rows: 1.., .. })));
    assert_eq!(history.notice(), None, "said once");
    assert_eq!(std::fs::read(dir.path().join("history.damaged-1.sqlite")).unwrap(), bytes);
    let reader = history.reader().unwrap();
    assert!(all_events(&reader).len() > 1_500);
    assert_eq!(good_ms(&reader), 1_000);
}

#[cfg(unix)]
#[test]
fn a_damaged_history_that_cannot_be_set_aside_is_left_alone_and_nothing_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let history = opened(&path);
    (0..2_000).for_each(|second| history.note(event(second)));
    drop(history);
    let mut bytes = std::fs::read(&path).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 2_000].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();
    // All possible names are taken.
    for n in 1..1000 {
        std::fs::write(dir.path().join(format!("history.damaged-{n}.sqlite")), "").unwrap();
    }
    // The check of the file may already have ended.
    let history = History::open(&path).history;
    history.add(sample(1));
    assert!(matches!(history.flush(), Err(HistoryError::Off)));
    assert!(!history.is_recording());
    assert!(matches!(history.trouble(), Some(HistoryNotice::NotRecording { .. })));
    assert!(matches!(history.delete_all(), Err(HistoryError::Off)));
    assert!(matches!(history.reader(), Err(HistoryError::Off)));
    drop(history);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_full_disk_is_survived_and_what_was_kept_back_is_written_later() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let (connection, _) = open::writable(&path).unwrap();
    let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    connection.pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(())).unwrap();
    let mut recorder = Recorder::new(connection, 0);
    let samples: Vec<Sample> = (1..=4_000).map(sample).collect();
    let error = recorder.commit(&samples, &[]).unwrap_err();
    assert!(matches!(error, HistoryError::Full), "{error}");
    let history = History::start(&path, recorder, HistoryOptions::default(), false).unwrap();
    for second in 1..=200 {
        history.add(sample(second));
    }
    for second in 1..=400 {
        history.note(event(second));
    }
    assert!(matches!(history.flush(), Err(HistoryError::Full)));
    let HistoryNotice::NotWritten { reason } = history.trouble().unwrap() else { panic!() };
    assert!(reason.contains("free some space"), "{reason}");
    assert_eq!(good_ms(&history.reader().unwrap()), 0, "all or nothing");
    assert!(history.is_recording());
    drop(history);
    assert_eq!(History::open(&path).notice, None, "the file is whole");
}

/// Like the test above, but writing becomes possible again: the limit of the test above cannot be
/// removed from outside the writer's connection.
#[test]
fn unwritten_data_is_written_once_it_is_possible() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let history = opened(&path);
    history.add(sample(1));
    history.flush().unwrap();
    // Another process holds the lock longer than the writer's lock timeout.
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    history.add(sample(2));
    history.note(event(2));
    assert!(history.flush().is_err());
    assert!(history.trouble().is_some());
    other.execute_batch("ROLLBACK").unwrap();
    history.flush().unwrap();
    assert_eq!(history.trouble(), None);
    let reader = history.reader().unwrap();
    assert_eq!((good_ms(&reader), all_events(&reader).len()), (2_000, 1));
}

#[test]
fn an_unusable_folder_turns_the_history_off() {
    let dir = tempfile::tempdir().unwrap();
    // A file in place of the folder blocks writing even for root.
    std::fs::write(dir.path().join("data"), "no folder").unwrap();
    let Opened { history, notice } = History::open(&dir.path().join("data/history.sqlite"));
    let notice = notice.unwrap();
    assert!(matches!(notice, HistoryNotice::NotRecording { .. }), "{notice:?}");
    assert_eq!(history.trouble(), Some(notice), "said for as long as it lasts");
    assert!(!history.is_recording());
    history.add(sample(1));
    history.note(event(1));
    assert!(matches!(history.flush(), Err(HistoryError::Off)));
    assert!(history.reader().is_err());
    assert_eq!(std::fs::read(dir.path().join("data")).unwrap(), b"no folder");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_survived() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("data");
    let path = folder.join("history.sqlite");
    let mode = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    for is_there in [false, true] {
        std::fs::create_dir_all(&folder).unwrap();
        if is_there {
            drop(opened(&path));
            mode(&path, 0o400);
        }
        mode(&folder, 0o500);
        // Root can write despite the mode.
        let is_barred = std::fs::File::create(folder.join("probe")).is_err();
        let Opened { history, notice } = History::open(&path);
        if is_barred {
            let Some(HistoryNotice::NotRecording { reason }) = notice else { panic!("{notice:?}") };
            assert!(reason.contains("you may write to it"), "{reason}");
            assert!(!history.is_recording());
            history.add(sample(1));
        }
        drop(history);
        mode(&folder, 0o700);
    }
}

#[test]
fn deleting_a_day_leaves_nothing_of_it_in_the_files() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let history = opened(&path);
    let mark = "a-word-that-is-nowhere-else";
    let marked = HistoryEvent { detail: serde_json::json!({"note": mark}), ..event(1) };
    history.note(marked.clone());
    history.flush().unwrap();
    let is_in_files = || {
        std::fs::read_dir(dir.path()).unwrap().flatten().any(|file| {
            let bytes = std::fs::read(file.path()).unwrap();
            bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
        })
    };
    assert!(is_in_files());
    // Not flushed yet, but on the same day.
    history.note(marked);
    history.delete_day(date(2023, 11, 14)).unwrap();
    assert!(!is_in_files());
    assert!(all_events(&history.reader().unwrap()).is_empty());
}

#[test]
fn retention_is_applied_at_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let person = Synthetic::new(2, 60_000);
    let days: Vec<_> = (0..28).map(|n| person.day(days_after(date(2025, 6, 2), n))).collect();
    let history = opened(&path);
    let import = Import::of(
        days.iter().flat_map(|day| day.minutes()).collect(),
        days.iter().flat_map(|day| day.events.clone()).collect(),
    );
    history.import(import).unwrap();
    drop(history);
    let options = HistoryOptions { retention_days: Some(10), ..HistoryOptions::default() };
    let history = History::open_with(&path, options).history;
    history.flush().unwrap();
    let (first, last) = history.reader().unwrap().span().unwrap().unwrap();
    let kept = crate::model::calendar::days_between(first, last);
    assert!(kept <= 10, "{first} {last}");
    history.delete_all().unwrap();
    assert_eq!(history.reader().unwrap().span().unwrap(), None);
}

#[test]
fn a_mistake_of_the_writer_is_told_and_nobody_waits_for_it() {
    let (sender, inbox) = mpsc::channel();
    let shared = Arc::new(Shared::default());
    let told = Arc::clone(&shared);
    let thread =
        std::thread::spawn(move || writer::guarded(&told, &inbox, || panic!("on purpose")));
    let (reply, answer) = mpsc::channel();
    sender.send(Message::Flush(reply)).unwrap();
    let answer = answer.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(matches!(answer, Err(HistoryError::Off)));
    assert!(shared.is_off.load(Ordering::Acquire));
    let trouble = shared.trouble.lock().clone().unwrap();
    assert_eq!(trouble, HistoryNotice::WriterFailed);
    drop(sender);
    thread.join().unwrap();
}

#[test]
fn a_history_that_records_nothing_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let notice = HistoryNotice::NotRecording { reason: "the folder cannot be used".into() };
    let history = History::not_recording(&path, notice.clone()).history;
    history.add(sample(1));
    assert_eq!(history.trouble(), Some(notice));
    assert!(matches!(history.flush(), Err(HistoryError::Off)));
    assert!(!path.exists());
}
