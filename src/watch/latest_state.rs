//! The latest state of the watching threads, which the window shows. The lock is held only to copy or assign
//! a value, never for work.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::Sender;
use std::time::Instant;

use parking_lot::{Mutex, MutexGuard};

use plumbline_core::body::{Pose, Turn};
use plumbline_core::engine::cadence::OffReason;
use plumbline_core::engine::{Event, Snapshot};
use plumbline_vision::frames::Frame;
use plumbline_vision::frames::optics::Optics;
use plumbline_vision::pose::StageTimings;

/// State of the frame source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceState {
    Opening,
    /// Frames arrive.
    Live {
        /// Description of the source.
        name: String,
    },
    /// The camera is off until the reason no longer applies.
    Off(OffReason),
    /// Nobody is present: the camera is off and is switched on for a check at a fixed interval.
    Resting,
    /// The recording has ended.
    Ended,
    /// No frames arrive. The source is opened again automatically.
    Lost {
        /// What is wrong and what to do.
        message: String,
        /// Time until the next attempt, seconds.
        retry_in_s: u64,
    },
}

/// The camera of the latest frame.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenCamera {
    /// Stable name, the key of what is stored for each camera.
    pub name: Arc<str>,
    pub optics: Optics,
    /// The turn of its pictures, if it was recognised since the camera was opened or its settings changed.
    pub recognised_turn: Option<Turn>,
}

/// One measured frame and its results.
#[derive(Debug, Clone)]
pub struct LiveView {
    /// Increases with every frame, so that the window uploads each one once.
    pub sequence: u64,
    pub frame: Frame,
    /// Pose of the nearest person; `None` if nobody was seen.
    pub pose: Option<Pose>,
    /// Number of people in the last run of the detector.
    pub people: usize,
    pub snapshot: Snapshot,
    pub timings: StageTimings,
}

impl SourceState {
    /// Stable name for JSON.
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

/// Report of the watching threads to history, notifications, window and scripts.
#[derive(Debug, Clone, PartialEq)]
pub enum WatchReport {
    /// Event of the engine.
    Event(Event),
    /// The state of the source has changed.
    Source(SourceState),
    /// A frame was measured.
    Snapshot(Box<Snapshot>),
    /// The measurement has failed.
    Failed(WatchFailure),
    /// Name of the ONNX backend in use.
    Backend(String),
}

/// Why the measurement has failed. The text for the person is in `text::watch`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchFailure {
    /// The pose model or its runtime cannot be used. Monitoring has ended.
    ModelCannotRun { error: String },
    /// The pose model failed on one frame. Monitoring continues with the next one.
    ModelFailed { error: String },
    /// The pose thread panicked. It restarts after a pause.
    Panicked,
}

/// Whether Plumbline's window is visible, and whether the person uses its live view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attention {
    /// The window was painted within the last `VISIBLE_MS`.
    pub is_window_seen: bool,
    /// The window is in use and its live view was painted within the last `VISIBLE_MS`.
    pub is_looked_at: bool,
}

/// Time after the last paint for which the window counts as visible, milliseconds. New frames request a repaint
/// every few seconds (`ui::shell`), even if they show nothing new.
const VISIBLE_MS: i64 = 7_000;

#[derive(Default)]
struct State {
    source: Option<SourceState>,
    live: Option<Arc<LiveView>>,
    camera: Option<SeenCamera>,
    backend: Option<String>,
    failure: Option<WatchFailure>,
}

/// Latest values of the watching threads, and the channel through which every change is reported.
pub struct LatestState {
    state: Mutex<State>,
    reports: Sender<WatchReport>,
    started: Instant,
    /// Time of the last paint of the window, milliseconds since `started`.
    painted_ms: AtomicI64,
    /// Time of the last paint of a live view in use, milliseconds since `started`.
    looked_at_ms: AtomicI64,
}

/// Time stamp for something that has never happened.
const NEVER_MS: i64 = i64::MIN / 2;

impl LatestState {
    /// A state without values yet. Changes are sent to `reports`.
    #[must_use]
    pub fn new(reports: Sender<WatchReport>) -> Self {
        Self {
            state: Mutex::default(),
            reports,
            started: Instant::now(),
            painted_ms: AtomicI64::new(NEVER_MS),
            looked_at_ms: AtomicI64::new(NEVER_MS),
        }
    }

    fn report(&self, report: WatchReport) {
        // The receiver is gone only while the session is ending.
        let _ = self.reports.send(report);
    }

    /// Records that the window was painted. `is_looked_at`: it shows the live view and the person uses it.
    pub fn painted(&self, is_looked_at: bool) {
        let now_ms = self.started.elapsed().as_millis() as i64;
        self.painted_ms.store(now_ms, Ordering::Relaxed);
        let looked_at_ms = if is_looked_at { now_ms } else { NEVER_MS };
        self.looked_at_ms.store(looked_at_ms, Ordering::Relaxed);
    }

    /// Visibility and use of the window, from the times of its last paints.
    #[must_use]
    pub fn attention(&self) -> Attention {
        let now_ms = self.started.elapsed().as_millis() as i64;
        let is_recent = |at: &AtomicI64| now_ms - at.load(Ordering::Relaxed) <= VISIBLE_MS;
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
        // Every write is a single assignment, so a panic while the lock is held leaves a consistent state.
        self.state.lock()
    }

    /// State of the frame source.
    #[must_use]
    pub fn source(&self) -> SourceState {
        self.lock().source.clone().unwrap_or(SourceState::Opening)
    }

    /// The latest measured frame; `None` if there is none or the source is not live.
    #[must_use]
    pub fn live(&self) -> Option<Arc<LiveView>> {
        self.lock().live.clone()
    }

    /// The camera of the latest frame; `None` before the first one, or if the source has no stable name.
    #[must_use]
    pub fn camera(&self) -> Option<SeenCamera> {
        self.lock().camera.clone()
    }

    /// Sets the camera of the latest frame.
    pub fn set_camera(&self, camera: Option<SeenCamera>) {
        self.lock().camera = camera;
    }

    /// Name of the ONNX backend in use; `None` until it is loaded.
    #[must_use]
    pub fn backend(&self) -> Option<String> {
        self.lock().backend.clone()
    }

    /// Why nothing is measured; `None` if the measurement works.
    #[must_use]
    pub fn failure(&self) -> Option<WatchFailure> {
        self.lock().failure.clone()
    }

    /// Sets the state of the source. The last frame is removed unless the source is live, so that the window
    /// never shows a frozen image as a live one.
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

    /// Sets the latest measured frame and clears the failure. A frame that was measured after its source
    /// stopped being live is dropped.
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

    pub fn set_backend(&self, backend: String) {
        self.lock().backend = Some(backend.clone());
        self.report(WatchReport::Backend(backend));
    }

    pub fn set_failure(&self, failure: WatchFailure) {
        // A failure of every frame is reported once.
        if self.lock().failure.replace(failure.clone()).as_ref() != Some(&failure) {
            self.report(WatchReport::Failed(failure));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use plumbline_core::body::{ImageSize, MonotonicMs};
    use plumbline_core::catalogue::Catalogue;
    use plumbline_core::engine::{Engine, EngineConfig};

    fn live_view() -> LiveView {
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
    fn a_frame_measured_after_the_source_was_lost_is_dropped() {
        let latest = LatestState::new(channel().0);
        latest.set_source(SourceState::Live { name: "camera".into() });
        latest.set_live(live_view());
        assert!(latest.live().is_some());
        latest.set_source(SourceState::Lost { message: "gone".into(), retry_in_s: 1 });
        assert!(latest.live().is_none());
        latest.set_live(live_view());
        assert!(latest.live().is_none());
        latest.set_source(SourceState::Opening);
        latest.set_live(live_view());
        assert!(latest.live().is_none());
    }
}
