//! The thread behind the icon, so that the caller never waits for the panel.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use async_channel::Sender;
use ksni::blocking::TrayMethods as _;

use super::item::Item;
use super::{TrayAction, TrayError, TrayState};

/// How long the panel may take to accept the icon.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The icon, shown until this is dropped.
#[derive(Debug)]
pub struct Tray {
    /// Room for one: only the newest state matters.
    states: Sender<TrayState>,
    last: Mutex<Option<TrayState>>,
    is_shown: Arc<AtomicBool>,
}

impl Tray {
    /// Puts the icon into the panel; `on_action` is called from another thread.
    ///
    /// # Errors
    /// [`TrayError`] when there is no panel that would show it; it may be tried again later, for
    /// at login the panel can be slower than Plumbline.
    pub fn start(
        on_action: impl Fn(TrayAction) + Send + Sync + 'static,
    ) -> Result<Self, TrayError> {
        let is_shown = Arc::new(AtomicBool::new(true));
        let item = Item {
            state: TrayState::default(),
            on_action: Box::new(on_action),
            is_shown: Arc::clone(&is_shown),
        };
        let (states, queue) = async_channel::bounded(1);
        let (answer, answered) = mpsc::channel();
        let work = move || {
            let handle = match item.spawn() {
                Ok(handle) => handle,
                Err(error) => {
                    let _ = answer.send(Err(reason(error)));
                    return;
                }
            };
            // if nobody waits any more, the icon must not stay: `queue` is closed then as well
            let _ = answer.send(Ok(()));
            while let Ok(state) = queue.recv_blocking() {
                handle.update(|item: &mut Item| item.state = state);
            }
            // ksni keeps the item for good; what the caller gave us must not stay with it
            handle.update(|item: &mut Item| item.on_action = Box::new(|_| ()));
            handle.shutdown().wait();
        };
        if let Err(error) = thread::Builder::new().name("tray".into()).spawn(work) {
            tracing::warn!(%error, "no thread for the tray icon");
            return Err(TrayError::NoAnswer);
        }
        match answered.recv_timeout(PATIENCE) {
            Ok(Ok(())) => Ok(Self { states, last: Mutex::new(None), is_shown }),
            Ok(Err(error)) => Err(error),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                Err(TrayError::NoAnswer)
            }
        }
    }

    /// Shows `state`; cheap, and nothing is sent if it is what is shown already.
    pub fn set(&self, state: TrayState) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref() == Some(&state) {
            return;
        }
        *last = Some(state.clone());
        if self.states.force_send(state).is_err() {
            tracing::debug!("the tray icon has ended");
        }
    }

    /// Whether a panel shows the icon at the moment. If not, the window should not be hidden, for
    /// there would be no way back to it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.is_shown.load(Ordering::Relaxed)
    }
}

fn reason(error: ksni::Error) -> TrayError {
    match error {
        ksni::Error::Dbus(error) => TrayError::NoBus { reason: error.to_string() },
        error => {
            tracing::debug!(%error, "no place for a tray icon");
            TrayError::NoTray
        }
    }
}
