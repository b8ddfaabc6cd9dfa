//! A session over the demonstration and over pictures in a folder, through the real model.

use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::*;
use crate::settings::CameraFacts;
use crate::watch::SourceState;
use plumbline_core::body::Turn;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::{EngineConfig, Event};
use plumbline_core::posture::Quantity;
use plumbline_vision::pose::ModelVariant;

const LIMIT: Duration = Duration::from_secs(120);

fn watch(source: SourceSpec) -> WatchOptions {
    WatchOptions {
        source,
        variant: Some(ModelVariant::Lite),
        data_dir: None,
        catalogue: Catalogue::embedded().unwrap(),
        config: EngineConfig::default(),
        cameras: CameraFacts::default(),
        baselines_file: None,
        place: String::new(),
        is_looping: true,
    }
}

/// A started session over the demonstration, its history, and its reports.
fn session(folder: &std::path::Path) -> (WatchSession, Arc<History>, Receiver<WatchReport>) {
    let file = folder.join("history.sqlite");
    let history = Arc::new(History::open(&file).history);
    let options = SessionOptions {
        watch: watch(SourceSpec::Demo),
        history: Some(Arc::clone(&history)),
        history_file: Some(file),
        on_notice_action: None,
        with_sound: false,
        signs: None,
    };
    let (reports, received) = channel();
    let session = WatchSession::start(options, Commander::default(), move |report| {
        let _ = reports.send(report);
    });
    (session.unwrap(), history, received)
}

/// Waits for `count` measured frames.
fn measured(reports: &Receiver<WatchReport>, mut count: usize) {
    while count > 0 {
        let report = reports.recv_timeout(LIMIT).unwrap();
        count -= usize::from(matches!(report, WatchReport::Snapshot(_)));
    }
}

/// Time that the history has recorded in any state, milliseconds.
fn recorded_ms(history: &History) -> i64 {
    history.flush().unwrap();
    let reader = history.reader().unwrap();
    let now = jiff::Timestamp::now();
    let hour = jiff::SignedDuration::from_hours(1);
    let minutes = reader.minutes(now - hour, now + hour).unwrap();
    minutes.iter().map(plumbline_history::Minute::total_ms).sum()
}

#[test]
fn the_demonstration_is_not_recorded_and_the_next_source_is() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, history, reports) = session(folder.path());
    measured(&reports, 5);
    assert_eq!(recorded_ms(&history), 0);
    let frames: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/fixtures/frames"].iter().collect();
    session.use_source(watch(SourceSpec::File(frames))).unwrap();
    measured(&reports, 20);
    // Dropping it joins the report thread: everything reported has been recorded.
    drop(session);
    assert!(recorded_ms(&history) > 0);
    assert!(reports.into_iter().all(|report| !matches!(report, WatchReport::Failed(_))));
}

#[test]
fn commands_reach_the_engine_of_the_next_source_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, _history, reports) = session(folder.path());
    measured(&reports, 1);
    let off = |reports: &Receiver<WatchReport>| loop {
        if let WatchReport::Source(SourceState::Off(_)) = reports.recv_timeout(LIMIT).unwrap() {
            return;
        }
    };
    session.send(Command::Pause(true));
    off(&reports);
    // Queued while the pose threads change places.
    session.send(Command::Pause(false));
    session.use_source(watch(SourceSpec::Demo)).unwrap();
    session.send(Command::Lock(true));
    off(&reports);
}

#[test]
fn a_picture_on_its_side_is_turned_and_measured() {
    let folder = tempfile::tempdir().unwrap();
    let upright: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "tests/fixtures/desk_1280x720.jpg"].iter().collect();
    let turned = image::open(upright).unwrap().thumbnail(640, 640).rotate90();
    turned.save(folder.path().join("0.jpg")).unwrap();
    for i in 1..100 {
        std::fs::hard_link(folder.path().join("0.jpg"), folder.path().join(format!("{i}.jpg")))
            .unwrap();
    }
    let history = tempfile::tempdir().unwrap();
    let (mut session, _, reports) = session(history.path());
    session.use_source(watch(SourceSpec::File(folder.path().to_owned()))).unwrap();
    let mut turns = Vec::new();
    loop {
        match reports.recv_timeout(LIMIT).unwrap() {
            WatchReport::Event(Event::PictureTurned { turn, .. }) => turns.push(turn),
            WatchReport::Snapshot(snapshot)
                if !turns.is_empty()
                    && snapshot.measures.get(Quantity::HeadTilt).known().is_some() =>
            {
                break;
            }
            _ => {}
        }
    }
    assert_eq!(turns, [Turn::Counterclockwise]);
    let live = session.latest().unwrap().live().unwrap();
    assert!(live.frame.size().width > live.frame.size().height);
}
