//! `plumbline`: opens the window.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;

use super::signals::on_signal;
use super::startup::{Request, Startup};
use super::{Failure, terminal};
use crate::desktop::display::{self, DisplayServer};
use crate::desktop::instance::{Instance, OtherWindow};
use crate::desktop::sandbox;
use crate::text;
use crate::ui::shell::{RequestSender, WindowRequest};
use crate::ui::{Start, open_window};
use crate::watch::Commander;
use crate::watch::control::{Control, ControlRequest};

/// Sends requests from other threads to the window. Before the window is open they are dropped.
#[derive(Clone, Default)]
struct OpenWindow(Arc<Mutex<Option<RequestSender>>>);

impl OpenWindow {
    fn set(&self, sender: RequestSender) {
        *self.0.lock() = Some(sender);
    }

    fn send(&self, request: WindowRequest) {
        if let Some(sender) = &*self.0.lock() {
            sender.send(request);
        }
    }
}

/// Opens the window and runs until it is closed. Where no window can be opened, watches in the terminal.
pub(super) fn run(request: &Request) -> Result<(), Failure> {
    let server = display::choose();
    let mut startup = Startup::prepare(request);
    let server = match server {
        Ok(server) => server,
        Err(problem) => return without_window(request, startup, &problem),
    };
    match open(request, &mut startup, server)? {
        Ok(()) => Ok(()),
        Err(error) => {
            tracing::error!(%error, "the window cannot open");
            // The sandbox may have refused a file of the display or of the graphics driver.
            let problem = sandbox::explained(problem_of(&error).to_owned(), true);
            without_window(request, startup, &problem)
        }
    }
}

fn without_window(request: &Request, startup: Startup, problem: &str) -> Result<(), Failure> {
    // A start in the background has no visible terminal.
    #[cfg(windows)]
    let has_terminal = crate::desktop::windows::console::has_output();
    #[cfg(not(windows))]
    let has_terminal = true;
    if request.in_background || !has_terminal {
        return Err(Failure::Window(problem.to_owned()));
    }
    terminal::run(request, startup, problem)
}

/// The reason why the window cannot open, in words for the person. The error itself names source files of
/// libraries.
fn problem_of(error: &eframe::Error) -> &'static str {
    match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => "the display cannot be used",
        _ => "OpenGL cannot be used here (no graphics driver)",
    }
}

/// Opens the window. The outer result is that of the preparation, the inner one that of the window.
fn open(
    request: &Request,
    startup: &mut Startup,
    server: DisplayServer,
) -> Result<eframe::Result, Failure> {
    let window = OpenWindow::default();
    let (raised, asked) = (window.clone(), window.clone());
    let on_window = move |request| match request {
        ControlRequest::Stretch => asked.send(WindowRequest::ShowStretch),
        _ => asked.send(WindowRequest::Open),
    };
    let control = Control::new(Commander::default(), Some(Box::new(on_window)));
    let on_raise = Box::new(move || raised.send(WindowRequest::Open));
    let claim = startup.claim(control.services(Some(on_raise)));
    end_by_signal(&window);
    let guard = match claim {
        Some(Instance::Other(OtherWindow::Raised)) => {
            outln!("Plumbline is already running; its window is brought to the front.");
            return Ok(Ok(()));
        }
        Some(Instance::Other(OtherWindow::NotReached)) => return Err(Failure::WindowNotReached),
        Some(Instance::Other(OtherWindow::Absent)) => return Err(Failure::RunsWithoutWindow),
        Some(Instance::First(guard)) => Some(guard),
        None => None,
    };
    let history = match &guard {
        _ if request.history_file.is_some() => None,
        Some(guard) => startup.open_history(guard),
        None => startup.failed_history(),
    };
    if guard.is_some() {
        control.take_bus_name();
    }
    let paths = startup.paths.as_ref();
    let own_history = paths.map(|p| p.history_file.clone());
    let start = Start {
        settings: startup.settings.clone(),
        settings_file: paths.map(|p| p.settings_file.clone()),
        history,
        history_file: request.history_file.clone().or(own_history),
        baselines_file: paths.map(|p| p.baselines_file.clone()),
        config_dir: paths.map(|p| p.config_dir.clone()),
        data_dir: paths.map(|p| p.data_dir.clone()),
        control,
        source: startup.source.clone(),
        variant: request.variant,
        catalogue: text::catalogue::catalogue()?,
        // A source on the command line means that the person wants to see that source.
        may_welcome: request.source.is_none(),
        in_background: request.in_background,
        last_crash: request.last_crash.clone(),
        on_ready: Box::new(move |sender| window.set(sender)),
        notice: (!startup.notices.is_empty()).then(|| startup.notices.join(" ")),
    };
    let closed = open_window(start, server);
    drop(guard);
    Ok(closed)
}

/// Makes a log-out or Ctrl+C in the terminal end the program like Ctrl+Q: the camera is released and the
/// history is written. A second signal ends it at once.
fn end_by_signal(window: &OpenWindow) {
    let window = window.clone();
    let was_signalled = AtomicBool::new(false);
    on_signal(move || {
        if was_signalled.swap(true, Ordering::Relaxed) {
            std::process::exit(1);
        }
        window.send(WindowRequest::Quit);
    });
}
