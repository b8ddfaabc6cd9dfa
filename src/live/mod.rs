//! The threads: where the rooms are joined for live watching.
//!
//! ```text
//! capture thread ──Frame──▶ LatestSlot ──▶ pose thread: Tracker → Engine ──▶ Board (latest value)
//!                           newest wins                                      └▶ wake the window
//! ```
//! One direction. The window reads the [`Board`] and sends [`Command`]s; it never waits for
//! either thread.

pub mod board;
mod capture;
mod watch;

pub use board::{Board, LiveView, SourceState};

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use crate::catalogue::Catalogue;
use crate::engine::EngineConfig;
use crate::frames::SourceSpec;
use crate::frames::slot::LatestSlot;
use crate::pose::ModelVariant;

/// What the window can ask of the pose thread.
#[derive(Debug, Clone)]
pub enum Command {
    /// Capture the upright baseline.
    Calibrate,
    /// Capture how the person slouches.
    CalibrateSlouch,
    /// The camera was not moved: the baseline still holds.
    KeepBaseline,
    /// Give up a running capture.
    CancelCalibration,
    /// No alerts for so many milliseconds.
    SnoozeMs(i64),
    /// The alert was seen.
    DismissAlert,
    /// Another stretch for the same alert.
    AnotherStretch,
    /// Changed choices.
    Configure(Box<EngineConfig>),
}

/// What a watch is started with.
pub struct WatchOptions {
    /// Where pictures come from.
    pub source: SourceSpec,
    /// Which landmark model; `None` picks by the backend's speed.
    pub variant: Option<ModelVariant>,
    /// The folder models and a hand-installed runtime are looked for in.
    pub data_dir: Option<PathBuf>,
    /// The catalogue to recommend from.
    pub catalogue: Catalogue,
    /// How to judge and alert.
    pub config: EngineConfig,
}

/// Two running threads. Dropping it stops both and releases the camera.
pub struct Watch {
    board: Arc<Board>,
    commands: Sender<Command>,
    slot: Arc<LatestSlot<capture::Arrival>>,
    stop: Arc<capture::StopFlag>,
    threads: Vec<JoinHandle<()>>,
}

impl Watch {
    /// Starts both threads. `wake` is called from them whenever the board has changed.
    ///
    /// # Errors
    /// Only if the operating system refuses a thread; everything else shows on the board.
    pub fn start(
        options: WatchOptions,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let board = Arc::new(Board::new(Arc::clone(&wake)));
        let slot = Arc::new(LatestSlot::default());
        let stop = Arc::new(capture::StopFlag::default());
        let (commands, inbox) = channel();

        let capture_thread = {
            let (board, slot, stop) = (Arc::clone(&board), Arc::clone(&slot), Arc::clone(&stop));
            let source = options.source.clone();
            std::thread::Builder::new()
                .name("capture".into())
                .spawn(move || capture::run(&source, &slot, &board, &stop))?
        };
        let pose_thread = {
            let (board, slot) = (Arc::clone(&board), Arc::clone(&slot));
            std::thread::Builder::new()
                .name("pose".into())
                .spawn(move || watch::run(options, &slot, &board, &inbox))?
        };
        Ok(Self { board, commands, slot, stop, threads: vec![capture_thread, pose_thread] })
    }

    /// The latest state of everything.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Sends `command`; a pose thread that has ended ignores it.
    pub fn send(&self, command: Command) {
        if self.commands.send(command).is_err() {
            tracing::debug!("the pose thread has ended; command dropped");
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop.raise();
        self.slot.close();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a watching thread had panicked");
            }
        }
    }
}
