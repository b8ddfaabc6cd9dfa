//! The threads: where the rooms are joined for live watching.
//!
//! ```text
//! capture thread ──Frame──▶ LatestSlot ──▶ pose thread: Tracker → Engine ──▶ LatestState (latest value)
//!                           newest wins                                      └▶ wake the window
//! ```
//! One direction. The window reads the [`LatestState`] and sends [`Command`]s; it never waits for
//! either thread.

pub mod baselines;
mod capture;
mod clock;
pub mod desktop_link;
mod gate;
pub mod latest_state;
pub mod model_choice;
pub mod pose_source;
mod pose_thread;
pub mod recorder;
pub mod stretch_outcomes;

pub use latest_state::{Attention, LatestState, LiveView, SourceState, WatchReport};

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;
use std::time::Instant;

use plumbline_core::body::Fault;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::guide::StretchResult;
use plumbline_core::coaching::recommend::Experience;
use plumbline_core::coaching::silence::Surroundings;
use plumbline_core::engine::EngineConfig;
use plumbline_core::engine::cadence::Power;
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::frames::slot::LatestSlot;
use plumbline_vision::pose::ModelVariant;

/// What the window can ask of the pose thread.
#[derive(Debug, Clone)]
pub enum Command {
    /// CaptureThread the upright baseline.
    Calibrate,
    /// CaptureThread how the person slouches.
    CalibrateSlouch,
    /// The camera was not moved: the baseline still holds.
    KeepBaseline,
    /// Give up a running capture.
    CancelCalibration,
    /// No alerts for so many milliseconds.
    SnoozeMs(i64),
    /// No alerts for the rest of the day.
    SnoozeUntilTomorrow,
    /// Alerts again.
    EndSnooze,
    /// The alert was seen.
    DismissAlert,
    /// The alert for this fault was wrong.
    AlertWasWrong(Fault),
    /// Another stretch for the same alert.
    AnotherStretch,
    /// The person has moved: counts as a break.
    CountBreak,
    /// The person begins to follow a stretch, or no longer does.
    Guide(bool),
    /// A guided stretch is over.
    Stretched(Box<StretchResult>),
    /// What came of earlier stretches.
    Learn(Vec<Experience>),
    /// Changed choices.
    Configure(Box<EngineConfig>),
    /// The person sits at another place before the same camera.
    UsePlace(String),
    /// Pause watching, or go on.
    Pause(bool),
    /// The screen was locked or unlocked.
    Lock(bool),
    /// The machine is about to sleep, or has woken.
    Sleep(bool),
    /// What the computer runs on.
    Power(Power),
    /// What goes on around; its calendar and whether the window is seen are known here.
    Around(Surroundings),
    /// Look at the board's attention again.
    Nothing,
}

/// What a watch is started with.
pub struct WatchOptions {
    /// Where pictures come from.
    pub source: SourceSpec,
    /// Which landmark model; `None` picks by this machine's speed ([`machine`]).
    pub variant: Option<ModelVariant>,
    /// The folder models and a hand-installed runtime are looked for in.
    pub data_dir: Option<PathBuf>,
    /// The catalogue to recommend from.
    pub catalogue: Catalogue,
    /// How to judge and alert.
    pub config: EngineConfig,
    /// Where baselines are kept; `None` keeps them for this run.
    pub profiles_file: Option<PathBuf>,
    /// What the person calls the place they sit at.
    pub place: String,
    /// Whether a recording begins again at its end.
    pub is_looping: bool,
}

/// Sends commands to a watch from anywhere.
#[derive(Clone)]
pub struct Commander {
    commands: Sender<Command>,
    slot: Arc<LatestSlot<capture::Arrival>>,
}

impl Commander {
    /// Sends `command`; a pose thread that has ended ignores it.
    pub fn send(&self, command: Command) {
        if self.commands.send(command).is_err() {
            tracing::debug!("the pose thread has ended; command dropped");
        }
        self.slot.nudge();
    }
}

/// Two running threads. Dropping it stops both and releases the camera.
pub struct Watch {
    board: Arc<LatestState>,
    commander: Commander,
    gate: Arc<gate::Gate>,
    threads: Vec<JoinHandle<()>>,
}

impl Watch {
    /// Starts both threads. `wake` is called from them whenever the board has changed, `tell` with
    /// whatever has happened; both must be quick.
    ///
    /// # Errors
    /// Only if the operating system refuses a thread; everything else shows on the board.
    pub fn start(
        options: WatchOptions,
        wake: impl Fn() + Send + Sync + 'static,
        tell: impl Fn(&WatchReport) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let board = Arc::new(LatestState::new(wake, Arc::new(tell)));
        let slot = Arc::new(LatestSlot::default());
        let gate = Arc::new(gate::Gate::default());
        let started = Instant::now();
        let (commands, inbox) = channel();

        let capture_thread = {
            let (board, slot, gate) = (Arc::clone(&board), Arc::clone(&slot), Arc::clone(&gate));
            let (source, is_looping) = (options.source.clone(), options.is_looping);
            std::thread::Builder::new().name("capture".into()).spawn(move || {
                capture::CaptureThread {
                    spec: &source,
                    is_looping,
                    slot: &slot,
                    board: &board,
                    gate: &gate,
                    started,
                }
                .run();
            })?
        };
        let pose_thread = {
            let (board, slot, gate) = (Arc::clone(&board), Arc::clone(&slot), Arc::clone(&gate));
            std::thread::Builder::new()
                .name("pose".into())
                .spawn(move || pose_thread::run(options, &slot, &board, &gate, &inbox, started))?
        };
        let commander = Commander { commands, slot };
        Ok(Self { board, commander, gate, threads: vec![capture_thread, pose_thread] })
    }

    /// The latest state of everything.
    #[must_use]
    pub fn board(&self) -> &LatestState {
        &self.board
    }

    /// Sends `command`; a pose thread that has ended ignores it.
    pub fn send(&self, command: Command) {
        self.commander.send(command);
    }

    /// For those who send commands without holding the watch.
    #[must_use]
    pub fn commander(&self) -> Commander {
        self.commander.clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.gate.stop();
        self.commander.slot.close();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a watching thread had panicked");
            }
        }
    }
}
