//! The latest value of everything the window shows. Readers and writers hold the lock for a clone
//! of an `Arc`, never for work.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use plumbline_core::body::Pose;
use plumbline_core::engine::cadence::OffReason;
use plumbline_core::engine::{Event, Snapshot};
use plumbline_vision::frames::Frame;
use plumbline_vision::pose::StageTimings;

/// How the supply of pictures is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceState {
    /// Being opened.
    Opening,
    /// Pictures arrive.
    Live {
        /// What the source calls itself.
        name: String,
    },
    /// The camera is off, and stays off until the reason is gone.
    Off(OffReason),
    /// The camera is off while nobody is there; it looks now and then.
    Resting,
    /// It was a recording, and that was all.
    Ended,
    /// None arrive; a new attempt follows by itself.
    Lost {
        /// What is wrong and what to do.
        message: String,
        /// Seconds until the next attempt.
        retry_in_s: u64,
    },
}

/// One picture with everything known about it.
#[derive(Debug, Clone)]
pub struct LiveView {
    /// Counts up, so that the window uploads each picture once.
    pub sequence: u64,
    /// The picture.
    pub frame: Frame,
    /// Who was seen.
    pub pose: Option<Pose>,
    /// How many people the detector last found.
    pub people: usize,
    /// What the engine made of it.
    pub snapshot: Snapshot,
    /// Where the time went.
    pub timings: StageTimings,
}

impl SourceState {
    /// The stable name in JSON.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Live { .. } => "live",
            Self::Off(_) => "off",
            Self::Resting => "resting",
            Self::Ended => "ended",
            Self::Lost { .. } => "lost",
        }
    }
}

/// Something the threads tell the outside: history, notifications, scripts.
#[derive(Debug, Clone, PartialEq)]
pub enum WatchReport {
    /// What the engine noticed.
    Event(Event),
    /// How the supply of pictures is doing, when that has changed.
    Source(SourceState),
    /// The newest picture was measured.
    Snapshot(Box<Snapshot>),
    /// Nothing can be measured, or a picture could not be.
    Failed(WatchFailure),
    /// The ONNX backend that runs, once it is known.
    Backend(String),
}

/// Why nothing is measured. The application words it (`text::watch`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchFailure {
    /// The pose model or its runtime cannot be used. Watching has ended.
    ModelCannotRun {
        /// The error in words.
        error: String,
    },
    /// The pose model failed on a picture; the next one is tried.
    ModelFailed {
        /// The error in words.
        error: String,
    },
    /// The pose thread panicked; it starts again after a pause.
    Panicked,
}

/// Whether a window of Plumbline is painted, and whether somebody looks at the live picture in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attention {
    /// A window was painted just now.
    pub is_window_seen: bool,
    /// The live view was painted in it, and the person uses the window.
    pub is_looked_at: bool,
}

/// A window that has not been painted for so long is not seen, milliseconds. Every new picture asks
/// for a repaint, so one that is seen is painted at least as often as pictures come.
const SEEN_MS: i64 = 4_000;

#[derive(Default)]
struct State {
    source: Option<SourceState>,
    live: Option<Arc<LiveView>>,
    backend: Option<String>,
    failure: Option<WatchFailure>,
}

/// The latest value of everything the window shows, and the channel that every change is reported to.
pub struct LatestState {
    state: Mutex<State>,
    reports: Sender<WatchReport>,
    started: Instant,
    painted_ms: AtomicI64,
    looked_at_ms: AtomicI64,
}

/// Before anything was painted.
const LONG_AGO: i64 = i64::MIN / 2;

impl LatestState {
    /// Without a picture yet; changes are sent to `reports`.
    #[must_use]
    pub fn new(reports: Sender<WatchReport>) -> Self {
        Self {
            state: Mutex::default(),
            reports,
            started: Instant::now(),
            painted_ms: AtomicI64::new(LONG_AGO),
            looked_at_ms: AtomicI64::new(LONG_AGO),
        }
    }

    fn report(&self, report: WatchReport) {
        // Without a receiver the watch is about to end.
        let _ = self.reports.send(report);
    }

    /// The window was painted; `is_looked_at` if it shows the live view to somebody who uses it.
    pub fn painted(&self, is_looked_at: bool) {
        let now_ms = self.started.elapsed().as_millis() as i64;
        self.painted_ms.store(now_ms, Ordering::Relaxed);
        let looked_at_ms = if is_looked_at { now_ms } else { LONG_AGO };
        self.looked_at_ms.store(looked_at_ms, Ordering::Relaxed);
    }

    /// Who looks on, told from when the window was painted last.
    #[must_use]
    pub fn attention(&self) -> Attention {
        let now_ms = self.started.elapsed().as_millis() as i64;
        let is_recent = |at: &AtomicI64| now_ms - at.load(Ordering::Relaxed) <= SEEN_MS;
        Attention {
            is_window_seen: is_recent(&self.painted_ms),
            is_looked_at: is_recent(&self.looked_at_ms),
        }
    }

    /// Reports an event of the engine.
    pub fn report_event(&self, event: Event) {
        self.report(WatchReport::Event(event));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A writer that panicked left a whole value behind: every write is one assignment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the supply of pictures is doing.
    #[must_use]
    pub fn source(&self) -> SourceState {
        self.lock().source.clone().unwrap_or(SourceState::Opening)
    }

    /// The latest picture, `None` while there is none or it is stale.
    #[must_use]
    pub fn live(&self) -> Option<Arc<LiveView>> {
        self.lock().live.clone()
    }

    /// Which ONNX backend runs, once it is known.
    #[must_use]
    pub fn backend(&self) -> Option<String> {
        self.lock().backend.clone()
    }

    /// Why nothing can be measured at all, if so.
    #[must_use]
    pub fn failure(&self) -> Option<WatchFailure> {
        self.lock().failure.clone()
    }

    /// Sets the state of the source. A source that is lost or off takes its last picture with it: a
    /// frozen picture must never pass for a live one.
    pub fn set_source(&self, source: SourceState) {
        {
            let mut state = self.lock();
            if state.source.as_ref() == Some(&source) {
                return;
            }
            if !matches!(source, SourceState::Live { .. }) {
                state.live = None;
            }
            state.source = Some(source.clone());
        }
        self.report(WatchReport::Source(source));
    }

    /// Shows a new picture. One that was measured ends a failure; one that was still being measured
    /// when its source was lost is not shown any more.
    pub fn set_live(&self, live: LiveView) {
        let live = {
            let mut state = self.lock();
            state.failure = None;
            if !matches!(state.source, Some(SourceState::Live { .. })) {
                return;
            }
            let live = Arc::new(live);
            state.live = Some(Arc::clone(&live));
            live
        };
        self.report(WatchReport::Snapshot(Box::new(live.snapshot.clone())));
    }

    /// Names the backend.
    pub fn set_backend(&self, backend: String) {
        self.lock().backend = Some(backend.clone());
        self.report(WatchReport::Backend(backend));
    }

    /// Says why nothing can be measured.
    pub fn set_failure(&self, failure: WatchFailure) {
        self.lock().failure = Some(failure.clone());
        self.report(WatchReport::Failed(failure));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use plumbline_core::body::{ImageSize, MonotonicMs};
    use plumbline_core::catalogue::Catalogue;
    use plumbline_core::engine::{Engine, EngineConfig};

    fn view() -> LiveView {
        let mut engine = Engine::new(Catalogue::embedded().unwrap(), EngineConfig::default());
        let size = ImageSize { width: 1, height: 1 };
        LiveView {
            sequence: 1,
            frame: Frame::from_rgb(size, vec![0; 3], 0).unwrap(),
            pose: None,
            people: 0,
            snapshot: engine.step(None, MonotonicMs(0)).0,
            timings: StageTimings::default(),
        }
    }

    #[test]
    fn a_picture_measured_after_the_source_was_lost_is_not_shown() {
        let latest = LatestState::new(channel().0);
        latest.set_source(SourceState::Live { name: "camera".into() });
        latest.set_live(view());
        assert!(latest.live().is_some());
        latest.set_source(SourceState::Lost { message: "gone".into(), retry_in_s: 1 });
        assert!(latest.live().is_none());
        latest.set_live(view());
        assert!(latest.live().is_none());
        latest.set_source(SourceState::Opening);
        latest.set_live(view());
        assert!(latest.live().is_none());
    }
}
