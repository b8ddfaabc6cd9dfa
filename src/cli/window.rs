//! `plumbline`: the window.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::Failure;
use super::startup::{Request, Startup};
use crate::desktop::instance::Instance;
use crate::ui::shell::{RequestSender, WindowRequest};
use crate::ui::{Start, open_window};
use plumbline_core::catalogue::Catalogue;

/// The window, once it is open: for requests from other threads.
#[derive(Clone, Default)]
struct OpenWindow(Arc<Mutex<Option<RequestSender>>>);

impl OpenWindow {
    fn set(&self, sender: RequestSender) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
    }

    fn send(&self, request: WindowRequest) {
        if let Some(sender) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            sender.send(request);
        }
    }
}

pub(super) fn run(request: Request) -> Result<(), Failure> {
    // A source on the command line means that the person has something else in mind than the welcome.
    let may_welcome = request.source.is_none();
    let mut startup = Startup::prepare(&request);
    let window = OpenWindow::default();
    let raised = window.clone();
    let claim = startup.claim(move || raised.send(WindowRequest::Open));
    end_by_signal(&window);
    let guard = match claim {
        Some(Instance::Other) => {
            println!("Plumbline is already running; its window comes to the front.");
            return Ok(());
        }
        Some(Instance::First(guard)) => Some(guard),
        None => None,
    };
    let history = guard
        .as_ref()
        .filter(|_| request.history_file.is_none())
        .and_then(|guard| startup.open_history(guard));
    let Startup { paths, settings, source, notices } = startup;
    let start = Start {
        settings,
        settings_file: paths.as_ref().map(|p| p.settings_file.clone()),
        history,
        history_file: request
            .history_file
            .or_else(|| paths.as_ref().map(|p| p.history_file.clone())),
        baselines_file: paths.as_ref().map(|p| p.baselines_file.clone()),
        config_dir: paths.as_ref().map(|p| p.config_dir.clone()),
        data_dir: paths.map(|p| p.data_dir),
        source,
        variant: request.variant,
        catalogue: Catalogue::embedded()?,
        may_welcome,
        in_background: request.in_background,
        last_crash: request.last_crash,
        on_ready: Box::new(move |sender| window.set(sender)),
        notice: (!notices.is_empty()).then(|| notices.join(" ")),
    };
    open_window(start).map_err(|error| Failure::Window(error.to_string()))
}

/// A log-out or Ctrl+C in the terminal ends the program as Ctrl+Q does: the camera is released and the
/// history written. A second signal ends it at once.
fn end_by_signal(window: &OpenWindow) {
    let window = window.clone();
    let was_asked = AtomicBool::new(false);
    let set = ctrlc::set_handler(move || {
        if was_asked.swap(true, Ordering::Relaxed) {
            std::process::exit(1);
        }
        window.send(WindowRequest::Quit);
    });
    if let Err(error) = set {
        tracing::warn!(%error, "signals end the program at once");
    }
}
