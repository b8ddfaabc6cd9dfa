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
pub(crate) mod clock;
pub(crate) mod commands;
pub(crate) mod control;
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
pub use latest_state::{
    Attention, LatestState, LiveView, SeenCamera, SourceState, WatchFailure, WatchReport,
};
pub use session::{SessionOptions, WatchSession};
pub(crate) use stretch_outcomes::TRIAL_DAYS;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use crate::settings::CameraFacts;
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
    /// Configuration of the engine; the field of view comes from `cameras`.
    pub config: EngineConfig,
    /// What is known about the cameras.
    pub cameras: CameraFacts,
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
        // Dropping it ends what has been started, also when a thread below cannot be.
        let mut watch = Self {
            latest: Arc::new(LatestState::new(reports)),
            slot: Arc::new(LatestSlot::default()),
            gate: Arc::new(gate::Gate::default()),
            threads: Vec::new(),
        };
        let clock = clock::WatchClock::start();
        let shared =
            || (Arc::clone(&watch.latest), Arc::clone(&watch.slot), Arc::clone(&watch.gate));

        let (latest, slot, gate) = shared();
        let (source, is_looping) = (options.source.clone(), options.is_looping);
        let capture = std::thread::Builder::new().name("capture".into()).spawn(move || {
            capture::CaptureThread {
                spec: &source,
                is_looping,
                slot: &slot,
                latest: &latest,
                gate: &gate,
                clock,
            }
            .run();
        })?;
        let (latest, slot, gate) = shared();
        watch.threads.push(capture);
        commander.attach(Arc::clone(&slot));
        let attached = Attached { commander: commander.clone(), slot };
        let pose = std::thread::Builder::new().name("pose".into()).spawn(move || {
            let Attached { commander, slot } = &attached;
            pose_thread::run(options, slot, &latest, &gate, commander, clock);
        })?;
        watch.threads.push(pose);
        Ok(watch)
    }

    #[must_use]
    pub fn latest(&self) -> &LatestState {
        &self.latest
    }

    /// Requests both threads to end, without waiting for them.
    fn stop(&self) {
        self.gate.stop();
        self.slot.close();
    }
}

/// Detaches the pose thread from its commands when it ends, however that happens.
struct Attached {
    commander: Commander,
    slot: Arc<LatestSlot<capture::Arrival>>,
}

impl Drop for Attached {
    fn drop(&mut self) {
        self.commander.detach(&self.slot);
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
