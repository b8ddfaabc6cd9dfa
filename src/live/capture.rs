//! The capture thread: opens the source, hands over the newest picture, retries with growing
//! pauses when it is lost.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::board::{Board, SourceState};
use crate::frames::slot::LatestSlot;
use crate::frames::{self, Frame, FrameError, FrameSource, OpenOptions, Pace, SourceSpec};

/// First and longest pause between two attempts to open a lost source.
const RETRY: std::ops::RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(30);

/// So many unreadable pictures in a row count as a lost source.
const MAX_BAD_FRAMES: u32 = 30;

/// A picture and when it arrived on the process's own clock, in milliseconds.
pub(super) struct Arrival {
    pub frame: Frame,
    pub at_ms: i64,
}

/// Raised once; a sleeper wakes at once.
#[derive(Default)]
pub(super) struct StopFlag {
    raised: Mutex<bool>,
    changed: Condvar,
}

impl StopFlag {
    pub fn raise(&self) {
        *self.raised.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }

    pub fn is_raised(&self) -> bool {
        *self.raised.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps for `pause` unless the flag is raised before. True if it is raised.
    fn sleep(&self, pause: Duration) -> bool {
        let guard = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        let (guard, _) = self
            .changed
            .wait_timeout_while(guard, pause, |raised| !*raised)
            .unwrap_or_else(PoisonError::into_inner);
        *guard
    }
}

pub(super) fn run(spec: &SourceSpec, slot: &LatestSlot<Arrival>, board: &Board, stop: &StopFlag) {
    let started = Instant::now();
    let mut pause = *RETRY.start();
    // A later attempt leaves what is said standing, so that nobody loses their place in the window.
    board.set_source(SourceState::Opening);
    while !stop.is_raised() {
        let options = OpenOptions { looping: true, ..OpenOptions::default() };
        let lost = match frames::open(spec, &options) {
            Ok(mut source) => {
                let name = source.describe();
                tracing::info!(source = %name, "source opened");
                let (error, frames) = supply(source.as_mut(), &name, slot, board, stop, started);
                if frames > 0 {
                    pause = *RETRY.start();
                }
                error
            }
            Err(error) => Some(error),
        };
        if stop.is_raised() {
            break;
        }
        let message = lost.map_or_else(|| "The recording has ended.".to_owned(), |e| sentence(&e));
        tracing::warn!(%message, retry_s = pause.as_secs(), "source lost");
        board.set_source(SourceState::Lost { message, retry_in_s: pause.as_secs() });
        if stop.sleep(pause) {
            break;
        }
        pause = (pause * 2).min(*RETRY.end());
    }
    slot.close();
}

/// Hands pictures over until the source fails, ends or is to stop. Answers with the error and how
/// many pictures there were.
fn supply(
    source: &mut dyn FrameSource,
    name: &str,
    slot: &LatestSlot<Arrival>,
    board: &Board,
    stop: &StopFlag,
    started: Instant,
) -> (Option<FrameError>, u64) {
    let (mut frames, mut bad_in_a_row) = (0u64, 0u32);
    let mut pacing: Option<(i64, Instant)> = None;
    while !stop.is_raised() {
        match source.next_frame() {
            Ok(Some(frame)) => {
                bad_in_a_row = 0;
                if source.pace() == Pace::Recorded {
                    let (first_ms, since) = *pacing.get_or_insert((frame.t_ms, Instant::now()));
                    let due =
                        Duration::from_millis(frame.t_ms.saturating_sub(first_ms).max(0) as u64);
                    if let Some(wait) = due.checked_sub(since.elapsed())
                        && stop.sleep(wait)
                    {
                        break;
                    }
                }
                if frames == 0 {
                    board.set_source(SourceState::Live { name: name.to_owned() });
                }
                frames += 1;
                slot.put(Arrival { frame, at_ms: started.elapsed().as_millis() as i64 });
            }
            Ok(None) => return (None, frames),
            Err(error) if !error.is_fatal() && bad_in_a_row < MAX_BAD_FRAMES => {
                bad_in_a_row += 1;
                tracing::debug!(%error, "picture skipped");
                if source.pace() == Pace::Recorded && stop.sleep(Duration::from_millis(100)) {
                    break;
                }
            }
            Err(error) => return (Some(error), frames),
        }
    }
    (None, frames)
}

/// An error as a sentence for the window.
fn sentence(error: &FrameError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
        format!("{}{}{stop}", first.to_uppercase(), letters.as_str())
    })
}
