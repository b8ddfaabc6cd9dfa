//! `plumbline`: the window.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Failure, sandbox};
use crate::desktop::crash::Crash;
use crate::desktop::instance::Instance;
use crate::desktop::language;
use crate::desktop::paths::Paths;
use crate::settings::Settings;
use crate::text;
use crate::ui::shell::{RequestSender, WindowRequest};
use crate::ui::{Start, open_window};
use plumbline_core::catalogue::Catalogue;
use plumbline_history::{History, HistoryOptions};
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::pose::ModelVariant;

/// How the window opens.
#[derive(Debug)]
pub(super) struct Opening {
    /// What to watch; else what the person has chosen.
    pub source: Option<SourceSpec>,
    /// A fixed landmark model.
    pub variant: Option<ModelVariant>,
    /// Hidden until it is asked for.
    pub in_background: bool,
    /// Another history than the person's own.
    pub history_file: Option<PathBuf>,
    /// Whether files and network are closed.
    pub is_shut: bool,
    /// How the last run ended, if by a mistake.
    pub last_crash: Option<Crash>,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            source: None,
            variant: None,
            in_background: false,
            history_file: None,
            is_shut: true,
            last_crash: None,
        }
    }
}

pub(super) fn run(opening: Opening) -> Result<(), Failure> {
    let Opening {
        source,
        variant,
        in_background,
        history_file: other_history,
        is_shut,
        last_crash,
    } = opening;
    let paths = Paths::of_platform();
    let (settings, problem) = match &paths {
        Some(paths) => Settings::load(&paths.settings_file),
        None => (Settings::default(), None),
    };
    // Before any text is asked for.
    text::choose(&settings.language, &language::languages());
    let mut notice = problem.map(|problem| format!("{problem}."));
    // Whoever names a source has something else in mind than being welcomed.
    let may_welcome = source.is_none();
    let source = source.unwrap_or_else(|| {
        settings.source.parse().unwrap_or_else(|error| {
            notice.get_or_insert(format!("The saved picture source is not usable: {error}."));
            SourceSpec::Camera(None)
        })
    });
    let other_folder = other_history.as_deref().and_then(Path::parent);
    sandbox::close(is_shut, paths.as_ref(), &source, other_folder);
    let window: Arc<Mutex<Option<RequestSender>>> = Arc::default();
    let raised = Arc::clone(&window);
    let claim = paths
        .as_ref()
        .map(|p| Instance::claim(&p.instance_dir, move || wish(&raised, WindowRequest::Open)));
    end_by_signal(&window);
    let guard = match claim {
        Some(Ok(Instance::Other)) => {
            println!("Plumbline is running already; its window comes to the front.");
            return Ok(());
        }
        Some(Ok(Instance::First(guard))) => Some(guard),
        Some(Err(error)) => {
            tracing::warn!(%error, "cannot tell whether Plumbline is running already");
            None
        }
        None => None,
    };
    // Two programs that write the same minutes would count them twice.
    let may_keep = guard.is_some() && other_history.is_none();
    let kept = paths.as_ref().filter(|_| may_keep).map(|paths| {
        let options = HistoryOptions {
            retention_days: settings.keep_history_days,
            ..HistoryOptions::default()
        };
        History::open_with(&paths.history_file, options)
    });
    let history = kept.map(|opened| {
        if let Some(kept) = &opened.notice {
            notice.get_or_insert_with(|| text::history::notice(kept));
        }
        Arc::new(opened.history)
    });
    let start = Start {
        settings,
        settings_file: paths.as_ref().map(|p| p.settings_file.clone()),
        history,
        history_file: other_history.or_else(|| paths.as_ref().map(|p| p.history_file.clone())),
        profiles_file: paths.as_ref().map(|p| p.profiles_file.clone()),
        config_dir: paths.as_ref().map(|p| p.config_dir.clone()),
        data_dir: paths.map(|p| p.data_dir),
        source,
        variant,
        catalogue: Catalogue::embedded()?,
        may_welcome,
        in_background,
        last_crash,
        on_ready: Box::new(move |wisher| {
            *window.lock().unwrap_or_else(PoisonError::into_inner) = Some(wisher);
        }),
        notice,
    };
    open_window(start).map_err(|error| Failure::Window(error.to_string()))
}

/// Tells the window, if it is there yet.
fn wish(window: &Mutex<Option<RequestSender>>, wish: WindowRequest) {
    if let Some(wisher) = &*window.lock().unwrap_or_else(PoisonError::into_inner) {
        wisher(wish);
    }
}

/// A log-out or Ctrl+C in the terminal ends the program as Ctrl+Q does: the camera is let go of and
/// the history written. Whoever asks a second time does not want to wait.
fn end_by_signal(window: &Arc<Mutex<Option<RequestSender>>>) {
    let window = Arc::clone(window);
    let is_asked = AtomicBool::new(false);
    let set = ctrlc::set_handler(move || {
        if is_asked.swap(true, Ordering::Relaxed) {
            std::process::exit(1);
        }
        wish(&window, WindowRequest::Quit);
    });
    if let Err(error) = set {
        tracing::warn!(%error, "signals end the program at once");
    }
}
