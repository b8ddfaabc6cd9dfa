//! Kills a writing process at random moments: the database then opens and contains everything that
//! was flushed.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::database::store::{History, HistoryOptions};
use crate::model::calendar::moment;
use crate::model::sample::{Angles, EventKind, HistoryEvent, Sample};
use plumbline_core::body::Fault;
use plumbline_core::posture::judge::PostureState;

/// Start of a minute.
const T0: i64 = 1_700_000_040_000;

/// Environment variables for a child process: the path of its database, and its first second.
const CHILD: &str = "PLUMBLINE_HISTORY_TEST_CHILD";
const START: &str = "PLUMBLINE_HISTORY_TEST_START";

/// Number of samples between two flushes of the flushing child.
const FLUSH_EVERY: i64 = 5;

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

/// Number of recorded seconds and events.
fn kept(history: &History) -> (i64, i64) {
    let reader = history.reader().unwrap();
    let minutes = reader.minutes(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap();
    let events = reader.events(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap();
    (minutes.iter().map(|minute| minute.good_ms).sum::<i64>() / 1_000, events.len() as i64)
}

/// Starts this test binary as a process that runs one test alone.
fn child(test: &str, path: &Path, start: i64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .arg(format!("database::store::kill_tests::{test}"))
        .args(["--exact", "--test-threads=1"])
        .env(CHILD, path)
        .env(START, start.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn progress_file(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}.progress", path.display()))
}

/// The last complete line of the child's progress file.
fn progress(path: &Path) -> i64 {
    let text = std::fs::read_to_string(progress_file(path)).unwrap_or_default();
    text.rfind('\n').and_then(|end| text[..end].lines().last()?.parse().ok()).unwrap_or(0)
}

/// Kills the process with SIGKILL, so that none of its code runs any more.
fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Runs only as a child process: flushes repeatedly and writes its progress to a file.
#[test]
fn a_child_that_flushes_until_it_is_killed() {
    let (Ok(path), Ok(start)) = (std::env::var(CHILD), std::env::var(START)) else { return };
    let path = Path::new(&path);
    let start: i64 = start.parse().unwrap();
    let options = HistoryOptions {
        commit_every: Duration::from_millis(3),
        queue: 100_000,
        ..HistoryOptions::default()
    };
    let history = History::open_with(path, options).history;
    let mut progress = std::fs::File::create(progress_file(path)).unwrap();
    let began = Instant::now();
    for second in start.. {
        history.add(sample(second));
        history.note(event(second));
        if second % FLUSH_EVERY == 0 {
            history.flush().unwrap();
            writeln!(progress, "{second}").unwrap();
            assert!(began.elapsed() < Duration::from_secs(60), "nobody has killed it");
        }
    }
}

/// Kills the child `times` times at random moments, including while it opens the database, and
/// checks the database each time.
fn killed_at_random_moments(times: u32, seed: u64) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (mut known, mut written_in) = (0, 0);
    for time in 0..times {
        let _ = std::fs::remove_file(progress_file(&path));
        let child = child("a_child_that_flushes_until_it_is_killed", &path, known + 1);
        let began = Instant::now();
        // Every fourth child is killed without waiting for its first write.
        while time % 4 != 0 && progress(&path) == 0 {
            assert!(began.elapsed() < Duration::from_secs(60), "the child does not write");
            std::thread::sleep(Duration::from_micros(500));
        }
        std::thread::sleep(Duration::from_micros(rng.random_range(0..25_000)));
        kill(child);
        let flushed = progress(&path);
        let opened = History::open(&path);
        assert_eq!(opened.notice, None, "killed {time} times");
        opened.history.flush().unwrap();
        assert_eq!(opened.history.notice(), None, "killed {time} times: nothing was damaged");
        let whole: String = rusqlite::Connection::open(&path)
            .and_then(|db| db.query_row("PRAGMA integrity_check", [], |row| row.get(0)))
            .unwrap();
        assert_eq!(whole, "ok", "killed {time} times");
        let (seconds, events) = kept(&opened.history);
        assert_eq!(seconds, events, "samples and events of a commit come together");
        assert!(seconds >= flushed.max(known), "{seconds} of {flushed} flushed, {known} before");
        assert!(seconds <= flushed.max(known) + 2 * FLUSH_EVERY, "{seconds} of {flushed}");
        written_in += u32::from(seconds > known);
        known = seconds;
    }
    assert!(written_in * 2 > times, "killed while writing {written_in} of {times} times only");
    println!("killed {times} times, {written_in} of them while writing: {known} seconds are kept");
}

#[test]
fn killed_some_dozen_times_it_opens_and_holds_all_that_was_flushed() {
    if std::env::var(CHILD).is_err() {
        killed_at_random_moments(24, 1);
    }
}

/// `cargo test --lib -- --ignored killed_hundreds_of_times --nocapture`
#[test]
#[ignore = "takes minutes"]
fn killed_hundreds_of_times_it_opens_and_holds_all_that_was_flushed() {
    killed_at_random_moments(600, 2);
}

/// Runs only as the child process of the test below: the writer decides when to commit.
#[test]
fn a_child_that_writes_until_it_is_killed() {
    let Ok(path) = std::env::var(CHILD) else { return };
    let path = Path::new(&path);
    let options = HistoryOptions {
        // 200 times as fast as in normal use, including the default commit interval of 20 seconds.
        commit_every: HistoryOptions::default().commit_every / 200,
        queue: 100_000,
        ..HistoryOptions::default()
    };
    let history = History::open_with(path, options).history;
    let mut progress = std::fs::File::create(progress_file(path)).unwrap();
    let start = Instant::now();
    for second in 1.. {
        // 200 samples per second, one for each accelerated second.
        while start.elapsed().as_millis() < (second as u128) * 5 {
            std::thread::sleep(Duration::from_millis(1));
        }
        history.add(sample(second));
        if second % 30 == 0 {
            history.note(event(second));
        }
        // Number of samples added so far, for comparison in the parent.
        writeln!(progress, "{second}").unwrap();
        assert!(start.elapsed() < Duration::from_secs(180), "nobody has killed it");
    }
}

#[test]
fn a_killed_process_loses_a_minute_at_most() {
    if std::env::var(CHILD).is_ok() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.sqlite");
    let child = child("a_child_that_writes_until_it_is_killed", &path, 1);
    let start = Instant::now();
    while progress(&path) < 400 {
        assert!(start.elapsed() < Duration::from_secs(120), "the child does not write");
        std::thread::sleep(Duration::from_millis(20));
    }
    kill(child);
    let handed_over = progress(&path);
    let opened = History::open(&path);
    opened.history.flush().unwrap();
    assert_eq!((opened.notice, opened.history.notice()), (None, None), "a kill damages nothing");
    let (seconds, events) = kept(&opened.history);
    // A commit is due every 20 accelerated seconds; a busy machine may delay it.
    assert!(seconds + 60 >= handed_over, "{seconds} of {handed_over} seconds are there");
    assert!(seconds <= handed_over + 1);
    assert!(events >= (handed_over - 60) / 30 && events <= handed_over / 30 + 1, "{events}");
}
