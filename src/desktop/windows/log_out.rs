//! The end of the session: log-out, restart, shutdown.

use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use windows::Win32::UI::WindowsAndMessaging::{WM_ENDSESSION, WM_QUERYENDSESSION};

use super::hidden_window::{HiddenWindow, Listener};

/// Time that the program has to end. Windows stops it after five seconds.
const TIME_TO_END: Duration = Duration::from_secs(4);

/// Open until the program ends.
static WINDOW: OnceLock<Option<HiddenWindow>> = OnceLock::new();

/// Calls `action` when the session ends, on a thread of its own.
pub(crate) fn on_log_out(action: impl Fn() + Send + 'static) {
    WINDOW.get_or_init(|| {
        HiddenWindow::open("log-out", move |_| LogOut { action })
            .inspect_err(|error| tracing::warn!(%error, "a log-out ends the program at once"))
            .ok()
    });
}

struct LogOut<F> {
    action: F,
}

impl<F: Fn()> Listener for LogOut<F> {
    fn message(&mut self, message: u32, wparam: usize, _lparam: isize) -> Option<isize> {
        match message {
            WM_QUERYENDSESSION => Some(1),
            WM_ENDSESSION if wparam != 0 => {
                tracing::info!("the session ends");
                (self.action)();
                // The program may be ended as soon as this message is answered.
                thread::sleep(TIME_TO_END);
                Some(0)
            }
            _ => None,
        }
    }
}
