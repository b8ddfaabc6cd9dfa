use std::sync::mpsc::channel;

use super::*;
use crate::watch::{SourceState, WatchFailure};
use plumbline_core::body::ImageSize;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::EngineConfig;
use plumbline_vision::frames::{Frame, SourceSpec};

fn picture(side: u32) -> Frame {
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
        baselines_file: None,
        place: String::new(),
        is_looping: false,
    }
}

/// Waits until `is_so` holds of the latest.
fn eventually(latest: &LatestState, is_so: impl Fn(&LatestState) -> bool) -> bool {
    let patience = Instant::now();
    while patience.elapsed() < Duration::from_secs(60) {
        if is_so(latest) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

#[test]
fn a_mistake_in_the_measuring_is_told_and_measuring_goes_on() {
    let latest = Arc::new(LatestState::new(channel().0));
    let slot = Arc::new(LatestSlot::<Arrival>::default());
    let gate = Arc::new(Gate::default());
    let commander = Commander::default();
    let started = Instant::now();
    let thread = {
        let (latest, slot, gate) = (Arc::clone(&latest), Arc::clone(&slot), Arc::clone(&gate));
        std::thread::spawn(move || run(options(), &slot, &latest, &gate, &commander, started))
    };
    latest.set_source(SourceState::Live { name: "test".into() });
    let show = |side: u32| {
        let at_ms = started.elapsed().as_millis() as i64;
        slot.put(Arrival { frame: picture(side), at_ms, camera: None });
    };
    let sequence = |latest: &LatestState| latest.live().map_or(0, |live| live.sequence);
    let is_measured = |latest: &LatestState| {
        let before = sequence(latest);
        show(64);
        eventually(latest, |latest| sequence(latest) > before || latest.failure().is_some())
            && latest.failure().is_none()
    };
    assert!(is_measured(&latest));

    // How often is looked depends on what is seen: nobody.
    assert!(eventually(&latest, |latest| {
        show(crate::watch::pose_source::TRIPS);
        std::thread::sleep(Duration::from_millis(100));
        latest.failure().is_some_and(|failure| failure == WatchFailure::Panicked)
    }));

    // The same thread measures the next picture that comes, and takes back what it said.
    let seen = sequence(&latest);
    assert!(eventually(&latest, |latest| {
        show(64);
        std::thread::sleep(Duration::from_millis(200));
        sequence(latest) > seen && latest.failure().is_none()
    }));
    gate.stop();
    slot.close();
    thread.join().unwrap();
}
