//! Handler for Ctrl+C, SIGTERM and SIGHUP (log-out); on Windows for Ctrl+C and the end of the session. The process has one handler; each command sets its action.

use std::sync::OnceLock;

use parking_lot::Mutex;

type Action = Box<dyn Fn() + Send>;

static ACTION: Mutex<Option<Action>> = Mutex::new(None);
static INSTALLED: OnceLock<()> = OnceLock::new();

/// Sets `action` as the action for each signal, instead of the previous one. It is called on a separate thread.
/// If the handler cannot be installed, signals end the program at once.
pub(super) fn on_signal(action: impl Fn() + Send + 'static) {
    *ACTION.lock() = Some(Box::new(action));
    INSTALLED.get_or_init(|| {
        let set = ctrlc::set_handler(|| {
            if let Some(action) = &*ACTION.lock() {
                action();
            }
        });
        if let Err(error) = set {
            tracing::warn!(%error, "signals end the program at once");
        }
        #[cfg(windows)]
        crate::desktop::windows::log_out::on_log_out(|| {
            if let Some(action) = &*ACTION.lock() {
                action();
            }
        });
    });
}
