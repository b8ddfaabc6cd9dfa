//! The capture thread: opens the source, hands over the newest picture, lets go of the camera when
//! it is to be off, retries with growing pauses when it is lost.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::gate::Gate;
use super::latest_state::{LatestState, SourceState};
use crate::desktop::crash;
use crate::text::notices::sentence;
use plumbline_core::engine::cadence::Rate;
use plumbline_vision::frames::slot::LatestSlot;
use plumbline_vision::frames::{
    self, Frame, FrameError, FrameSource, OpenOptions, Pace, SourceSpec,
};

/// First and longest pause between two attempts to open a lost source.
const RETRY: std::ops::RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(30);

/// So many unreadable pictures in a row count as a lost source.
const MAX_BAD_FRAMES: u32 = 30;

/// How long one look lasts while nobody is there: a camera needs a moment to get used to the light.
const PEEK: Duration = Duration::from_secs(2);

const MISTAKE: &str = "Plumbline made a mistake with its pictures";

/// A picture, when it arrived on the process's own clock, and which camera it is of.
pub(super) struct Arrival {
    pub frame: Frame,
    pub at_ms: i64,
    pub camera: Option<Arc<str>>,
}

/// Why pictures have stopped coming.
enum Stop {
    /// The end.
    Over,
    /// The camera is to be off.
    Off,
    /// One look was enough.
    Peeked,
    /// A recording has ended.
    Ended,
    /// It was lost.
    Lost(FrameError),
}

/// What the capture thread works with.
pub(super) struct CaptureThread<'a> {
    pub spec: &'a SourceSpec,
    pub is_looping: bool,
    pub slot: &'a LatestSlot<Arrival>,
    pub latest: &'a LatestState,
    pub gate: &'a Gate,
    pub started: Instant,
}

impl CaptureThread<'_> {
    /// Runs until the gate says stop.
    pub fn run(&self) {
        let mut pause = *RETRY.start();
        // A later attempt leaves what is said standing, so that nobody loses their place in the
        // window.
        self.latest.set_source(SourceState::Opening);
        while !self.gate.is_stopped() {
            if let Some(reason) = self.gate.off() {
                self.latest.set_source(SourceState::Off(reason));
                self.slot.nudge();
                self.gate.wait_while_off(reason);
                if self.gate.off().is_none() {
                    self.latest.set_source(SourceState::Opening);
                }
                pause = *RETRY.start();
                continue;
            }
            // A driver or decoder that panics is a lost camera, not the end of watching.
            let (stop, frames) = catch_unwind(AssertUnwindSafe(|| self.watch_once()))
                .inspect_err(|_| crash::survived())
                .unwrap_or_else(|_| (Stop::Lost(FrameError::Camera(MISTAKE.into())), 0));
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
                Stop::Lost(error) => sentence(&error.to_string()),
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

    /// Opens the source and hands its pictures over until they stop. Dropping the source here is
    /// what puts the camera's light out.
    fn watch_once(&self) -> (Stop, u64) {
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
        let (mut frames, mut bad_in_a_row) = (0u64, 0u32);
        let mut pacing: Option<(i64, Instant)> = None;
        let mut first_at: Option<Instant> = None;
        let mut put_at: Option<Instant> = None;
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
            source.set_interval_ms(interval_ms);
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
                        // Every picture of a recording comes; not every one is wanted.
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
                    let at_ms = self.started.elapsed().as_millis() as i64;
                    self.slot.put(Arrival { frame, at_ms, camera: camera.clone() });
                }
                Ok(None) => return (Stop::Ended, frames),
                Err(error) if !error.is_fatal() && bad_in_a_row < MAX_BAD_FRAMES => {
                    bad_in_a_row += 1;
                    tracing::debug!(%error, "picture skipped");
                    if source.pace() == Pace::Recorded {
                        self.gate.sleep_through(Duration::from_millis(100));
                    }
                }
                Err(error) => return (Stop::Lost(error), frames),
            }
        }
    }
}
