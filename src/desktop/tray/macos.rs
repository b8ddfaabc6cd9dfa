//! The icon in the menu bar of macOS. It belongs to the main thread, whose event loop serves it.

use std::cell::RefCell;
use std::sync::mpsc::channel;
use std::sync::{Arc, Once};
use std::time::Duration;

use dispatch2::DispatchQueue;
use parking_lot::Mutex;
use tray_icon::menu::MenuEvent;

use super::native::NativeIcon;
use super::{TrayAction, TrayError, TrayState};

/// Maximum time to wait for the main thread.
const TIMEOUT: Duration = Duration::from_millis(1_500);

type OnAction = Arc<dyn Fn(TrayAction) + Send + Sync>;

thread_local! {
    /// On the main thread only.
    static ICON: RefCell<Option<NativeIcon>> = const { RefCell::new(None) };
}

/// Receives the actions of the icon that is shown.
static ON_ACTION: Mutex<Option<OnAction>> = Mutex::new(None);

/// The icon in the menu bar, shown until this is dropped. There is one at a time.
#[derive(Debug)]
pub struct Tray {
    wanted: Mutex<TrayState>,
}

impl Tray {
    /// Adds the icon to the menu bar; `on_action` is called from the main thread.
    ///
    /// # Errors
    /// [`TrayError`] if macOS refuses it, or if the main thread is not ready yet.
    pub fn start(
        on_action: impl Fn(TrayAction) + Send + Sync + 'static,
    ) -> Result<Self, TrayError> {
        static LISTEN: Once = Once::new();
        LISTEN.call_once(|| MenuEvent::set_event_handler(Some(handle)));
        let (opened, answer) = channel();
        DispatchQueue::main().exec_async(move || {
            let icon = NativeIcon::new(TrayState::default());
            let result = icon.map(|icon| ICON.set(Some(icon))).map_err(|error| error.to_string());
            // A caller that has not waited tries again later.
            if opened.send(result).is_err() {
                ICON.set(None);
            }
        });
        match answer.recv_timeout(TIMEOUT) {
            Ok(Ok(())) => {
                *ON_ACTION.lock() = Some(Arc::new(on_action));
                Ok(Self { wanted: Mutex::default() })
            }
            Ok(Err(reason)) => Err(TrayError::Refused { reason }),
            Err(_) => Err(TrayError::NoAnswer),
        }
    }

    /// Shows `state`. Cheap: an unchanged state is not sent.
    pub fn set(&self, state: TrayState) {
        let mut wanted = self.wanted.lock();
        if *wanted == state {
            return;
        }
        *wanted = state.clone();
        DispatchQueue::main().exec_async(move || {
            ICON.with_borrow_mut(|icon| {
                if let Some(icon) = icon {
                    icon.show(state);
                }
            });
        });
    }

    /// Whether the icon is shown.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        true
    }
}

impl Drop for Tray {
    fn drop(&mut self) {
        *ON_ACTION.lock() = None;
        DispatchQueue::main().exec_async(|| ICON.set(None));
    }
}

/// Handles a menu entry that was chosen; called on the main thread.
#[expect(clippy::needless_pass_by_value, reason = "the library passes it so")]
fn handle(event: MenuEvent) {
    let action = ICON.with_borrow(|icon| icon.as_ref().and_then(|icon| icon.action_of(&event)));
    let on_action = ON_ACTION.lock().clone();
    if let (Some(action), Some(on_action)) = (action, on_action) {
        on_action(action);
    }
}
