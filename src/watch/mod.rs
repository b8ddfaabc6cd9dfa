//! Live watching: the capture thread, the pose thread, and what joins them with history and desktop.
//!
//! ```text
//! capture thread ──Frame──▶ LatestSlot ──▶ pose thread: Tracker → Engine ──▶ LatestState (for the window)
//!       ▲                   newest wins        ▲                          └─▶ WatchReport, by channel
//!     Gate (camera on, off, how often)     Commander (queue)                        │
//!       └──────────── pose thread          window, tray, session, scripts           ▼
//!                                          report thread: history, notifications, then the caller
//! ```
//! Data goes one way. The window reads the [`LatestState`] and sends [`Command`]s; it never waits for a
//! thread. [`WatchSession`] is what the window and the commands start.

pub mod baselines;
mod capture;
mod clock;
pub mod commands;
pub mod desktop_link;
mod gate;
pub mod latest_state;
pub mod model_choice;
pub mod pose_source;
mod pose_thread;
pub mod recorder;
mod session;
pub mod stretch_outcomes;

pub use commands::{Command, Commander};
pub use latest_state::{Attention, LatestState, LiveView, SourceState, WatchFailure, WatchReport};
pub use session::{SessionOptions, WatchSession};

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::Instant;

use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::EngineConfig;
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::frames::slot::LatestSlot;
use plumbline_vision::pose::ModelVariant;

/// What the two threads are started with.
#[derive(Clone)]
pub struct WatchOptions {
    /// Where pictures come from.
    pub source: SourceSpec,
    /// Which landmark model; `None` picks by this machine's speed ([`model_choice`]).
    pub variant: Option<ModelVariant>,
    /// Folder with models and a native runtime that the person installed.
    pub data_dir: Option<PathBuf>,
    pub catalogue: Catalogue,
    pub config: EngineConfig,
    /// Where baselines are stored; `None` keeps them for this run.
    pub baselines_file: Option<PathBuf>,
    /// The person's name for the place they sit at.
    pub place: String,
    /// Whether a recording starts again at its end.
    pub is_looping: bool,
}

/// The capture and the pose thread. Dropping it stops both and releases the camera.
pub struct Watch {
    latest: Arc<LatestState>,
    slot: Arc<LatestSlot<capture::Arrival>>,
    gate: Arc<gate::Gate>,
    threads: Vec<JoinHandle<()>>,
}

impl Watch {
    /// Starts both threads. They read `commander`'s commands and send what happens to `reports`.
    ///
    /// # Errors
    /// Only if the operating system refuses a thread; every other failure is in the [`LatestState`].
    pub fn start(
        options: WatchOptions,
        commander: &Commander,
        reports: Sender<WatchReport>,
    ) -> std::io::Result<Self> {
        let latest = Arc::new(LatestState::new(reports));
        let slot = Arc::new(LatestSlot::default());
        let gate = Arc::new(gate::Gate::default());
        let started = Instant::now();

        let capture_thread = {
            let (latest, slot, gate) = (Arc::clone(&latest), Arc::clone(&slot), Arc::clone(&gate));
            let (source, is_looping) = (options.source.clone(), options.is_looping);
            std::thread::Builder::new().name("capture".into()).spawn(move || {
                capture::CaptureThread {
                    spec: &source,
                    is_looping,
                    slot: &slot,
                    latest: &latest,
                    gate: &gate,
                    started,
                }
                .run();
            })?
        };
        commander.attach(Arc::clone(&slot));
        let pose_thread = {
            let (latest, slot, gate) = (Arc::clone(&latest), Arc::clone(&slot), Arc::clone(&gate));
            let commander = commander.clone();
            std::thread::Builder::new().name("pose".into()).spawn(move || {
                pose_thread::run(options, &slot, &latest, &gate, &commander, started);
                commander.detach(&slot);
            })?
        };
        Ok(Self { latest, slot, gate, threads: vec![capture_thread, pose_thread] })
    }

    /// The latest value of everything the window shows.
    #[must_use]
    pub fn latest(&self) -> &LatestState {
        &self.latest
    }

    /// Asks both threads to end, without waiting for them.
    fn stop(&self) {
        self.gate.stop();
        self.slot.close();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a watching thread panicked");
            }
        }
    }
}
