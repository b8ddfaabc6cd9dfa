use std::sync::mpsc::channel;

use super::*;
use crate::watch::SourceState;
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
        profiles_file: None,
        place: String::new(),
        is_looping: false,
    }
}

/// Waits until `is_so` holds of the board.
fn eventually(board: &LatestState, is_so: impl Fn(&LatestState) -> bool) -> bool {
    let patience = Instant::now();
    while patience.elapsed() < Duration::from_secs(60) {
        if is_so(board) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

#[test]
fn a_mistake_in_the_measuring_is_told_and_measuring_goes_on() {
    let board = Arc::new(LatestState::new(Arc::new(|| {}), Arc::new(|_| {})));
    let slot = Arc::new(LatestSlot::<Arrival>::default());
    let gate = Arc::new(Gate::default());
    let (_commands, inbox) = channel();
    let started = Instant::now();
    let thread = {
        let (board, slot, gate) = (Arc::clone(&board), Arc::clone(&slot), Arc::clone(&gate));
        std::thread::spawn(move || run(options(), &slot, &board, &gate, &inbox, started))
    };
    board.set_source(SourceState::Live { name: "test".into() });
    let show = |side: u32| {
        let at_ms = started.elapsed().as_millis() as i64;
        slot.put(Arrival { frame: picture(side), at_ms, camera: None });
    };
    let sequence = |board: &LatestState| board.live().map_or(0, |live| live.sequence);
    let is_measured = |board: &LatestState| {
        let before = sequence(board);
        show(64);
        eventually(board, |board| sequence(board) > before || board.failure().is_some())
            && board.failure().is_none()
    };
    assert!(is_measured(&board));

    // How often is looked depends on what is seen: nobody.
    assert!(eventually(&board, |board| {
        show(crate::watch::pose_source::TRIPS);
        std::thread::sleep(Duration::from_millis(100));
        board.failure().is_some_and(|failure| failure == t!("watch-mistake"))
    }));

    // The same thread measures the next picture that comes, and takes back what it said.
    let seen = sequence(&board);
    assert!(eventually(&board, |board| {
        show(64);
        std::thread::sleep(Duration::from_millis(200));
        sequence(board) > seen && board.failure().is_none()
    }));
    gate.stop();
    slot.close();
    thread.join().unwrap();
}
