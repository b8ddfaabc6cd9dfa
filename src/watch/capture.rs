//! The capture thread: opens the source and puts each frame into the slot. It releases the camera when the
//! gate is off, and opens a lost source again after a pause that doubles with every failed attempt.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::clock::WatchClock;
use super::gate::Gate;
use super::latest_state::{LatestState, SourceState};
use crate::desktop::{crash, sandbox};
use crate::text::notices::sentence;
use plumbline_core::engine::cadence::Rate;
use plumbline_vision::frames::optics::Optics;
use plumbline_vision::frames::slot::LatestSlot;
use plumbline_vision::frames::{
    self, Frame, FrameError, FrameSource, OpenOptions, Pace, SourceSpec,
};

/// First and longest pause between two attempts to open a lost source.
const RETRY: std::ops::RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(30);

/// Maximum number of consecutive unreadable frames. One more counts as a lost source.
const MAX_BAD_FRAMES: u32 = 30;

/// Time the camera stays on for one check while nobody is present: its exposure needs a moment to adapt.
const PEEK: Duration = Duration::from_secs(2);

/// Maximum time for which the last picture of a slow network camera is repeated. Without the repetitions
/// the engine would take the pauses between its pictures for time without monitoring. Product choice.
const REPEAT_LIMIT: Duration = Duration::from_secs(10);

const PANIC_MESSAGE: &str = "a bug in Plumbline stopped the capture";

/// A captured frame.
pub(super) struct Arrival {
    pub frame: Frame,
    /// Time of arrival since the start of the watch, milliseconds.
    pub at_ms: i64,
    /// Stable name of the camera or video; `None` for a source without one.
    pub camera: Option<Arc<str>>,
    pub optics: Optics,
}

/// Why the capture has stopped.
enum Stop {
    /// The gate is stopped: the thread ends.
    Over,
    /// The rate is [`Rate::Off`].
    Off,
    /// One check ([`Rate::Peek`]) is finished.
    Peeked,
    /// A recording has ended.
    Ended,
    /// The source cannot be opened or read.
    Lost(FrameError),
}

pub(super) struct CaptureThread<'a> {
    pub spec: &'a SourceSpec,
    pub is_looping: bool,
    pub slot: &'a LatestSlot<Arrival>,
    pub latest: &'a LatestState,
    pub gate: &'a Gate,
    pub clock: WatchClock,
}

impl CaptureThread<'_> {
    /// Runs until the gate is stopped or a recording ends.
    pub(super) fn run(&self) {
        let mut pause = *RETRY.start();
        // Later attempts do not set `Opening`: the message about the lost source stays, and the window keeps
        // its layout.
        self.latest.set_source(SourceState::Opening);
        while !self.gate.is_stopped() {
            if let Some(reason) = self.gate.off_reason() {
                self.latest.set_source(SourceState::Off(reason));
                self.slot.nudge();
                self.gate.wait_while_off(reason);
                if self.gate.off_reason().is_none() {
                    self.latest.set_source(SourceState::Opening);
                }
                pause = *RETRY.start();
                continue;
            }
            // A panic in a driver or decoder counts as a lost source, so that monitoring continues.
            let (stop, frames) = catch_unwind(AssertUnwindSafe(|| self.capture_once()))
                .inspect_err(|_| crash::survived())
                .unwrap_or_else(|_| (Stop::Lost(FrameError::Camera(PANIC_MESSAGE.into())), 0));
            if frames > 0 {
                pause = *RETRY.start();
            }
            let message = match stop {
                Stop::Over => break,
                Stop::Off => continue,
                Stop::Peeked => {
                    self.latest.set_source(SourceState::Resting);
                    if let Rate::Peek(ms) = self.gate.rate()
                        && self.gate.sleep(Duration::from_millis(ms.into()))
                    {
                        break;
                    }
                    continue;
                }
                Stop::Ended => {
                    self.latest.set_source(SourceState::Ended);
                    break;
                }
                Stop::Lost(error) => {
                    sentence(&sandbox::explained(error.to_string(), error.is_refused()))
                }
            };
            tracing::warn!(%message, retry_s = pause.as_secs(), "source lost");
            self.latest.set_source(SourceState::Lost { message, retry_in_s: pause.as_secs() });
            self.slot.nudge();
            if self.gate.sleep_through(pause) && self.gate.is_stopped() {
                break;
            }
            pause = (pause * 2).min(*RETRY.end());
        }
        self.slot.close();
    }

    /// Opens the source and supplies its frames until they stop. Returns why, and the number of frames. The
    /// source is dropped here, which releases the camera and switches its light off.
    fn capture_once(&self) -> (Stop, u64) {
        let options = OpenOptions { looping: self.is_looping, ..OpenOptions::default() };
        match frames::open(self.spec, &options) {
            Ok(mut source) => {
                let name = source.describe();
                tracing::info!(source = %name, "source opened");
                let supplied = self.supply(source.as_mut(), &name);
                drop(source);
                tracing::info!(source = %name, "source closed");
                supplied
            }
            Err(error) => (Stop::Lost(error), 0),
        }
    }

    fn supply(&self, source: &mut dyn FrameSource, name: &str) -> (Stop, u64) {
        let camera: Option<Arc<str>> = source.identity().map(Arc::from);
        let optics = source.optics();
        let (mut frames, mut bad_in_a_row) = (0u64, 0u32);
        let mut pacing: Option<(i64, Instant)> = None;
        let mut first_at: Option<Instant> = None;
        let mut put_at: Option<Instant> = None;
        let mut last: Option<Frame> = None;
        self.gate.drive(source.interval());
        loop {
            if self.gate.is_stopped() {
                return (Stop::Over, frames);
            }
            let interval_ms = match self.gate.rate() {
                Rate::Off(_) => return (Stop::Off, frames),
                Rate::Peek(_) if first_at.is_some_and(|at| at.elapsed() >= PEEK) => {
                    return (Stop::Peeked, frames);
                }
                Rate::Peek(_) => 0,
                Rate::Every(ms) => ms,
            };
            match source.next_frame() {
                Ok(Some(frame)) => {
                    bad_in_a_row = 0;
                    if source.pace() == Pace::Recorded {
                        let (first_ms, since) = *pacing.get_or_insert((frame.t_ms, Instant::now()));
                        let due = Duration::from_millis(
                            frame.t_ms.saturating_sub(first_ms).max(0) as u64
                        );
                        if let Some(wait) = due.checked_sub(since.elapsed())
                            && self.gate.sleep_through(wait)
                        {
                            continue;
                        }
                        // A recording supplies all its frames; those before the next interval are skipped.
                        let early = Duration::from_millis(interval_ms.into());
                        if put_at.is_some_and(|at| at.elapsed() < early) {
                            continue;
                        }
                    }
                    if frames == 0 {
                        self.latest.set_source(SourceState::Live { name: name.to_owned() });
                    }
                    frames += 1;
                    first_at.get_or_insert_with(Instant::now);
                    put_at = Some(Instant::now());
                    let at_ms = self.clock.now().0;
                    last = (source.pace() == Pace::Live).then(|| frame.clone());
                    self.slot.put(Arrival { frame, at_ms, camera: camera.clone(), optics });
                }
                Ok(None) => return (Stop::Ended, frames),
                Err(FrameError::NotYet) => {
                    if let Some(last) = &last
                        && put_at.is_some_and(|at| at.elapsed() < REPEAT_LIMIT)
                    {
                        let at_ms = self.clock.now().0;
                        let frame = Frame::clone(last);
                        self.slot.put(Arrival { frame, at_ms, camera: camera.clone(), optics });
                    }
                }
                Err(error) if !error.is_fatal() && bad_in_a_row < MAX_BAD_FRAMES => {
                    bad_in_a_row += 1;
                    tracing::debug!(%error, "frame skipped");
                    if source.pace() == Pace::Recorded {
                        self.gate.sleep_through(Duration::from_millis(100));
                    }
                }
                Err(error) => return (Stop::Lost(error), frames),
            }
        }
    }
}
