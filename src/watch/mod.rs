//! Live monitoring: the capture thread, the pose thread, and their connection to history and desktop.
//!
//! ```text
//! capture thread ──Frame──▶ LatestSlot ──▶ pose thread: Tracker → Engine ──▶ LatestState (for the window)
//!       ▲                   newest wins        ▲                          └─▶ WatchReport, by channel
//!     Gate (capture rate, camera off)      Commander (queue)                        │
//!       └──────────── pose thread          window, tray, session, scripts           ▼
//!                                          report thread: history, notifications, then the caller
//! ```
//! Data flows in one direction. The window reads the [`LatestState`] and sends [`Command`]s; it never waits
//! for a thread. The window and the commands start a [`WatchSession`], which contains all of it.

pub(crate) mod baselines;
mod capture;
mod clock;
pub(crate) mod commands;
pub(crate) mod desktop_link;
mod gate;
pub(crate) mod latest_state;
pub(crate) mod model_choice;
pub mod pose_source;
mod pose_thread;
pub mod recorder;
mod session;
pub(crate) mod stretch_outcomes;

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

/// Options of the capture and the pose thread.
#[derive(Clone)]
pub struct WatchOptions {
    pub source: SourceSpec,
    /// Landmark model; `None` chooses it by the measured speed of this machine ([`model_choice`]).
    pub variant: Option<ModelVariant>,
    /// Folder with models and a native runtime that the person installed.
    pub data_dir: Option<PathBuf>,
    pub catalogue: Catalogue,
    pub config: EngineConfig,
    /// File of the stored baselines; `None` keeps them in memory only.
    pub baselines_file: Option<PathBuf>,
    /// Name that the person has given to the place where they sit; empty if none.
    pub place: String,
    /// Whether a recording restarts at its end.
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
    /// Starts both threads. They apply the commands of `commander` and send their reports to `reports`.
    ///
    /// # Errors
    /// Only if a thread cannot be started; every other failure is stored in the [`LatestState`].
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

    #[must_use]
    pub fn latest(&self) -> &LatestState {
        &self.latest
    }

    /// Tells both threads to end, without waiting for them.
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
