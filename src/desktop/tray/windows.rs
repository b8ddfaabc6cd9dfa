//! The tray icon of Windows, on a thread with its own messages.

use std::sync::Arc;

use parking_lot::Mutex;
use tray_icon::menu::MenuEvent;
use tray_icon::{MouseButton, MouseButtonState, TrayIconEvent};

use super::native::NativeIcon;
use super::{TrayAction, TrayError, TrayState};
use crate::desktop::windows::hidden_window::{HiddenWindow, Listener};

type Wanted = Arc<Mutex<TrayState>>;

/// The tray icon, shown until this is dropped. If the taskbar starts later or again, the icon is shown in the new one.
#[derive(Debug)]
pub struct Tray {
    wanted: Wanted,
    window: HiddenWindow,
}

impl Tray {
    /// Adds the icon to the tray; `on_action` is called from another thread.
    ///
    /// # Errors
    /// [`TrayError`] if Windows refuses it.
    pub fn start(
        on_action: impl Fn(TrayAction) + Send + Sync + 'static,
    ) -> Result<Self, TrayError> {
        let wanted = Wanted::default();
        let state = Arc::clone(&wanted);
        let refused = Arc::new(Mutex::new(None));
        let reason = Arc::clone(&refused);
        let window = HiddenWindow::open("tray-icon", move |_| {
            let icon = NativeIcon::new(TrayState::default());
            let icon = icon.map_err(|error| *reason.lock() = Some(error.to_string())).ok();
            InTray { icon, wanted: state, on_action }
        })
        .map_err(|error| TrayError::Refused { reason: error.to_string() })?;
        match refused.lock().take() {
            Some(reason) => Err(TrayError::Refused { reason }),
            None => Ok(Self { wanted, window }),
        }
    }

    /// Shows `state`. Cheap: an unchanged state is not sent.
    pub fn set(&self, state: TrayState) {
        let mut wanted = self.wanted.lock();
        if *wanted != state {
            *wanted = state;
            self.window.wake();
        }
    }

    /// Whether the icon is shown. Windows may put it among the hidden icons, where it can be opened too.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        true
    }
}

struct InTray<F> {
    icon: Option<NativeIcon>,
    wanted: Wanted,
    on_action: F,
}

impl<F: Fn(TrayAction)> Listener for InTray<F> {
    fn message(&mut self, _message: u32, _wparam: usize, _lparam: isize) -> Option<isize> {
        None
    }

    fn woken(&mut self) {
        let state = self.wanted.lock().clone();
        if let Some(icon) = &mut self.icon {
            icon.show(state);
        }
    }

    /// The library puts what was clicked into its queues while it handles a message.
    fn handled(&mut self) {
        while let Ok(event) = TrayIconEvent::receiver().try_recv() {
            if is_click(&event) {
                (self.on_action)(TrayAction::Open);
            }
        }
        while let Ok(event) = MenuEvent::receiver().try_recv() {
            if let Some(action) = self.icon.as_ref().and_then(|icon| icon.action_of(&event)) {
                (self.on_action)(action);
            }
        }
    }
}

/// Whether `event` is a click that opens the window.
fn is_click(event: &TrayIconEvent) -> bool {
    let TrayIconEvent::Click { button, button_state, .. } = event else { return false };
    *button == MouseButton::Left && *button_state == MouseButtonState::Up
}
