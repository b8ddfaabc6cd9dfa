//! The pose thread: newest picture → landmarks → engine → board.

use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::board::{Board, LiveView};
use super::capture::Arrival;
use super::{Command, WatchOptions};
use crate::body::MonotonicMs;
use crate::engine::{Engine, Event};
use crate::frames::slot::{LatestSlot, Taken};
use crate::pose::{Tracker, TrackerOptions, runtime};

/// Shortest time between two pictures that are measured. Recorded and live sources alike are
/// thinned to this: faster buys nothing at a desk and costs battery.
const MIN_STEP_MS: i64 = 95;

/// How long to wait for a picture before looking at the commands again.
const WAIT: Duration = Duration::from_millis(250);

pub(super) fn run(
    options: WatchOptions,
    slot: &LatestSlot<Arrival>,
    board: &Board,
    inbox: &Receiver<Command>,
) {
    let backend = runtime::backend(options.data_dir.as_deref());
    board.set_backend(backend.to_string());
    let variant = options.variant.unwrap_or_else(|| backend.preferred_variant());
    let tracker_options =
        TrackerOptions { data_dir: options.data_dir.clone(), ..TrackerOptions::live() };
    let mut tracker = match Tracker::new(variant, tracker_options) {
        Ok(tracker) => tracker,
        Err(error) => {
            tracing::error!(%error, "the pose model cannot run");
            return board.set_failure(format!("The pose model cannot run: {error}."));
        }
    };
    let mut engine = Engine::new(options.catalogue, options.config);
    let mut now = MonotonicMs(0);
    let mut last_ms = i64::MIN / 2;
    let mut sequence = 0u64;
    loop {
        for command in inbox.try_iter() {
            obey(&mut engine, &mut tracker, command, now);
        }
        let arrival = match slot.take_timeout(WAIT) {
            Taken::Value(arrival) => arrival,
            Taken::TimedOut => continue,
            Taken::Closed => return,
        };
        if arrival.at_ms - last_ms < MIN_STEP_MS {
            continue;
        }
        last_ms = arrival.at_ms;
        now = MonotonicMs(arrival.at_ms);
        // The tracker's filters run on the clock of arrival: a looping recording's own clock
        // jumps back.
        let frame = arrival.frame.at(arrival.at_ms);
        match tracker.track(&frame) {
            Ok(tracked) => {
                let (snapshot, events) = engine.step(tracked.pose.as_ref(), now);
                for event in &events {
                    tracing::info!(?event, "event");
                    match event {
                        Event::Calibrated { .. } => tracker.settle_references(),
                        Event::CalibrationFailed { .. } => tracker.restore_references(),
                        _ => {}
                    }
                }
                if sequence == 0 {
                    tracing::info!(state = snapshot.state.name(), "first picture measured");
                }
                sequence += 1;
                board.set_live(LiveView {
                    sequence,
                    frame,
                    pose: tracked.pose,
                    people: tracked.people,
                    snapshot,
                    timings: tracked.timings,
                });
            }
            Err(error) => {
                tracing::error!(%error, "the pose model failed on a picture");
                board.set_failure(format!("The pose model failed: {error}."));
            }
        }
    }
}

fn obey(engine: &mut Engine, tracker: &mut Tracker, command: Command, now: MonotonicMs) {
    match command {
        Command::Calibrate => {
            tracker.renew_references();
            engine.start_calibration();
        }
        Command::CalibrateSlouch => engine.start_slouch_capture(),
        Command::KeepBaseline => {
            tracker.renew_scene_reference();
            engine.keep_baseline();
        }
        Command::CancelCalibration => {
            tracker.restore_references();
            engine.cancel_calibration();
        }
        Command::SnoozeMs(ms) => engine.snooze_until(now + ms),
        Command::DismissAlert => engine.dismiss_alert(),
        Command::AnotherStretch => engine.another_stretch(),
        Command::Configure(config) => engine.set_config(*config),
    }
}
