//! Thread of the tray icon, so that callers never block on the panel.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use parking_lot::Mutex;

use async_channel::Sender;
use ksni::blocking::TrayMethods as _;

use super::item::Item;
use super::{TrayAction, TrayError, TrayState};

/// Maximum time to wait until the panel accepts the icon.
const TIMEOUT: Duration = Duration::from_millis(1500);

/// The tray icon, shown until this is dropped.
#[derive(Debug)]
pub struct Tray {
    /// Capacity 1: only the newest state matters.
    states: Sender<TrayState>,
    last: Mutex<Option<TrayState>>,
    is_shown: Arc<AtomicBool>,
}

impl Tray {
    /// Adds the icon to the panel; `on_action` is called from another thread.
    ///
    /// # Errors
    /// [`TrayError`] if no panel shows the icon. The caller may retry later, because at login the
    /// panel can start after Plumbline.
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
            // If the caller has timed out, `queue` is closed as well and the icon is removed below.
            let _ = answer.send(Ok(()));
            while let Ok(state) = queue.recv_blocking() {
                handle.update(|item: &mut Item| item.state = state);
            }
            // ksni never drops the item, so drop the caller's closure here.
            handle.update(|item: &mut Item| item.on_action = Box::new(|_| ()));
            handle.shutdown().wait();
        };
        if let Err(error) = thread::Builder::new().name("tray".into()).spawn(work) {
            tracing::warn!(%error, "cannot start the tray thread");
            return Err(TrayError::NoAnswer);
        }
        match answered.recv_timeout(TIMEOUT) {
            Ok(Ok(())) => Ok(Self { states, last: Mutex::new(None), is_shown }),
            Ok(Err(error)) => Err(error),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                Err(TrayError::NoAnswer)
            }
        }
    }

    /// Shows `state`. Cheap: an unchanged state is not sent.
    pub fn set(&self, state: TrayState) {
        let mut last = self.last.lock();
        if last.as_ref() == Some(&state) {
            return;
        }
        *last = Some(state.clone());
        if self.states.force_send(state).is_err() {
            tracing::debug!("the tray thread has ended");
        }
    }

    /// Whether a panel currently shows the icon. If not, do not hide the window: the user could not
    /// open it again.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.is_shown.load(Ordering::Relaxed)
    }
}

fn reason(error: ksni::Error) -> TrayError {
    match error {
        ksni::Error::Dbus(error) => TrayError::NoBus { reason: error.to_string() },
        error => {
            tracing::debug!(%error, "cannot show the tray icon");
            TrayError::NoTray
        }
    }
}
