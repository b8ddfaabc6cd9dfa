//! The latest value of everything the window shows. Readers and writers hold the lock for a clone
//! of an `Arc`, never for work.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::body::Pose;
use crate::engine::Snapshot;
use crate::frames::Frame;
use crate::pose::StageTimings;

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

#[derive(Default)]
struct State {
    source: Option<SourceState>,
    live: Option<Arc<LiveView>>,
    backend: Option<String>,
    failure: Option<String>,
}

/// See the module text.
pub struct Board {
    state: Mutex<State>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Board {
    /// An empty board that calls `wake` after each change.
    #[must_use]
    pub fn new(wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { state: Mutex::default(), wake }
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
    pub fn failure(&self) -> Option<String> {
        self.lock().failure.clone()
    }

    /// Sets the state of the source. A lost source takes its last picture with it: a frozen
    /// picture must never pass for a live one.
    pub fn set_source(&self, source: SourceState) {
        {
            let mut state = self.lock();
            if matches!(source, SourceState::Lost { .. }) {
                state.live = None;
            }
            state.source = Some(source);
        }
        (self.wake)();
    }

    /// Shows a new picture. One that was measured ends a failure; one that was still being measured
    /// when its source was lost is not shown any more.
    pub fn set_live(&self, live: LiveView) {
        {
            let mut state = self.lock();
            state.failure = None;
            if !matches!(state.source, Some(SourceState::Live { .. })) {
                return;
            }
            state.live = Some(Arc::new(live));
        }
        (self.wake)();
    }

    /// Names the backend.
    pub fn set_backend(&self, backend: String) {
        self.lock().backend = Some(backend);
        (self.wake)();
    }

    /// Says why nothing can be measured.
    pub fn set_failure(&self, failure: String) {
        self.lock().failure = Some(failure);
        (self.wake)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{ImageSize, MonotonicMs};
    use crate::catalogue::Catalogue;
    use crate::engine::{Engine, EngineConfig};

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
        let board = Board::new(Arc::new(|| {}));
        board.set_source(SourceState::Live { name: "camera".into() });
        board.set_live(view());
        assert!(board.live().is_some());
        board.set_source(SourceState::Lost { message: "gone".into(), retry_in_s: 1 });
        assert!(board.live().is_none());
        board.set_live(view());
        assert!(board.live().is_none());
        board.set_source(SourceState::Opening);
        board.set_live(view());
        assert!(board.live().is_none());
    }
}
