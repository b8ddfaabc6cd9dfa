use std::sync::mpsc::channel;

use super::*;
use crate::settings::CameraFacts;
use crate::watch::{SourceState, WatchFailure, WatchReport};
use plumbline_core::body::ImageSize;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::EngineConfig;
use plumbline_vision::frames::{Frame, SourceSpec};

fn grey_frame(side: u32) -> Frame {
    let size = ImageSize { width: side, height: side };
    Frame::from_rgb(size, vec![90; (side * side * 3) as usize], 0).unwrap()
}

fn options() -> WatchOptions {
    WatchOptions {
        source: SourceSpec::Demo,
        variant: None,
        data_dir: None,
        catalogue: Catalogue::embedded().unwrap(),
        config: EngineConfig::default(),
        cameras: CameraFacts::default(),
        baselines_file: None,
        place: String::new(),
        is_looping: false,
    }
}

/// Waits up to a minute until `condition` is true; returns whether it became true.
fn eventually(latest: &LatestState, condition: impl Fn(&LatestState) -> bool) -> bool {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(60) {
        if condition(latest) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

#[test]
fn a_panic_in_the_measurement_is_reported_and_the_measurement_restarts() {
    let latest = Arc::new(LatestState::new(channel().0));
    let slot = Arc::new(LatestSlot::<Arrival>::default());
    let gate = Arc::new(Gate::default());
    let commander = Commander::default();
    let clock = WatchClock::start();
    let thread = {
        let (latest, slot, gate) = (Arc::clone(&latest), Arc::clone(&slot), Arc::clone(&gate));
        std::thread::spawn(move || run(options(), &slot, &latest, &gate, &commander, clock))
    };
    latest.set_source(SourceState::Live { name: "test".into() });
    let put_frame = |side: u32| {
        let at_ms = clock.now().0;
        slot.put(Arrival {
            frame: grey_frame(side),
            at_ms,
            camera: None,
            optics: Optics::default(),
        });
    };
    let sequence = |latest: &LatestState| latest.live().map_or(0, |live| live.sequence);
    let is_measured = |latest: &LatestState| {
        let before = sequence(latest);
        put_frame(64);
        eventually(latest, |latest| sequence(latest) > before || latest.failure().is_some())
            && latest.failure().is_none()
    };
    assert!(is_measured(&latest));

    // The frame is sent repeatedly: frames that arrive before the next one is due are skipped.
    assert!(eventually(&latest, |latest| {
        put_frame(crate::watch::pose_source::PANIC_WIDTH);
        std::thread::sleep(Duration::from_millis(100));
        latest.failure().is_some_and(|failure| failure == WatchFailure::Panicked)
    }));

    // The same thread measures the next frame and clears the failure.
    let sequence_before = sequence(&latest);
    assert!(eventually(&latest, |latest| {
        put_frame(64);
        std::thread::sleep(Duration::from_millis(200));
        sequence(latest) > sequence_before && latest.failure().is_none()
    }));
    gate.stop();
    slot.close();
    thread.join().unwrap();
}

#[test]
fn a_sleep_that_no_service_has_announced_is_a_break() {
    let (reports, received) = channel();
    let latest = Arc::new(LatestState::new(reports));
    let slot = Arc::new(LatestSlot::<Arrival>::default());
    let gate = Arc::new(Gate::default());
    let commander = Commander::default();
    let clock = WatchClock::after_sleep(Duration::from_secs(3_600));
    let thread = {
        let (slot, gate) = (Arc::clone(&slot), Arc::clone(&gate));
        std::thread::spawn(move || run(options(), &slot, &latest, &gate, &commander, clock))
    };
    let taken = loop {
        let report = received.recv_timeout(Duration::from_secs(60)).unwrap();
        if let WatchReport::Event(Event::BreakTaken { taken, .. }) = report {
            break taken;
        }
    };
    assert_eq!(taken.lasted_ms / 1_000, 3_600);
    gate.stop();
    slot.close();
    thread.join().unwrap();
    // Reported once.
    let is_break = |report| matches!(report, WatchReport::Event(Event::BreakTaken { .. }));
    assert!(!received.into_iter().any(is_break));
}
