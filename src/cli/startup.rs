//! Start-up that all monitoring commands share: settings, language, source, sandbox, single instance, history.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Failure, sandbox};
use crate::desktop::crash::Crash;
use crate::desktop::instance::{Instance, InstanceGuard, Services};
use crate::desktop::paths::Paths;
use crate::settings::Settings;
use crate::text;
use crate::text::notices::sentence;
use crate::watch::WatchOptions;
use crate::watch::baselines::Baselines;
use plumbline_core::catalogue::Catalogue;
use plumbline_history::{History, HistoryNotice, HistoryOptions};
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::pose::ModelVariant;

/// Options that a monitoring command was started with.
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// Frame source; `None` uses the one in the settings.
    pub source: Option<SourceSpec>,
    /// Landmark model; `None` chooses it by the measured speed of this machine.
    pub variant: Option<ModelVariant>,
    /// Start hidden, in the tray.
    pub in_background: bool,
    /// History to show instead of the person's own. In this case nothing is recorded.
    pub history_file: Option<PathBuf>,
    /// Whether the process is restricted to its own files and network.
    pub with_sandbox: bool,
    /// Crash of the last run.
    pub last_crash: Option<Crash>,
}

/// A history that this process alone records into.
pub(super) struct Recording {
    /// Dropped before the guard.
    pub history: Arc<History>,
    _guard: InstanceGuard,
}

/// Result of the start-up: the settings are loaded and the process is inside its sandbox.
pub(super) struct Startup {
    pub paths: Option<Paths>,
    pub settings: Settings,
    pub source: SourceSpec,
    /// Messages for the person, for example about damaged settings or a repaired history.
    pub notices: Vec<String>,
    /// Why no history can be recorded.
    history_problem: Option<String>,
}

impl Startup {
    /// Loads the settings and enters the sandbox. Call it before any thread starts.
    pub(super) fn prepare(request: &Request) -> Self {
        let paths = Paths::of_platform();
        let (settings, problem) = match &paths {
            Some(paths) => Settings::load(&paths.settings_file),
            None => (Settings::default(), None),
        };
        let mut notices: Vec<String> =
            problem.map(|problem| sentence(&problem.to_string())).into_iter().collect();
        let source = request.source.clone().unwrap_or_else(|| {
            settings.camera.source.parse().unwrap_or_else(|error| {
                notices
                    .push(format!("The picture source in the settings cannot be used: {error}."));
                SourceSpec::Camera(None)
            })
        });
        let baselines = Baselines::open(paths.as_ref().map(|paths| paths.baselines_file.clone()));
        notices.extend(baselines.problem().map(|problem| sentence(&problem.to_string())));
        let other_folder = request.history_file.as_deref().and_then(Path::parent);
        sandbox::enter(request.with_sandbox, paths.as_ref(), &source, other_folder);
        Self { paths, settings, source, notices, history_problem: None }
    }

    /// Claims the single instance of this user, which offers `services` to other processes. `None` is returned
    /// without a home folder, or if the data folder cannot be used. The latter is added to the notices, and the
    /// history says so too.
    pub(super) fn claim(&mut self, services: Services) -> Option<Instance> {
        let paths = self.paths.as_ref()?;
        match Instance::claim(&paths.data_dir, &paths.instance_dir, services) {
            Ok(instance) => Some(instance),
            Err(error) => {
                let folder = paths.data_dir.display();
                tracing::warn!(%error, %folder, "the data folder cannot be used");
                let problem = format!("{folder} cannot be used ({error})");
                self.notices.push(format!("No history is recorded: {problem}."));
                self.history_problem = Some(problem);
                None
            }
        }
    }

    /// The history to record into, for a command without a window. `None` for the demonstration, which is not
    /// recorded, and if another instance records it; the latter is added to the notices.
    pub(super) fn recording(&mut self, services: Services) -> Option<Recording> {
        if self.source == SourceSpec::Demo {
            return None;
        }
        match self.claim(services)? {
            Instance::First(guard) => {
                let history = self.open_history(&guard)?;
                Some(Recording { history, _guard: guard })
            }
            Instance::Other(_) => {
                self.notices.push(
                    "Another instance is running and records the history; this run does not."
                        .into(),
                );
                None
            }
        }
    }

    /// Opens the person's history for recording. It requires the guard of the single instance, because two
    /// instances would record the same minutes twice.
    pub(super) fn open_history(&mut self, _only_instance: &InstanceGuard) -> Option<Arc<History>> {
        let paths = self.paths.as_ref()?;
        let options = HistoryOptions {
            retention_days: self.settings.running.keep_history_days,
            ..HistoryOptions::default()
        };
        let opened = History::open_with(&paths.history_file, options);
        self.notices.extend(opened.notice.as_ref().map(text::history::notice));
        Some(Arc::new(opened.history))
    }

    /// A history that records nothing and says why, if the data folder cannot be used.
    pub(super) fn failed_history(&self) -> Option<Arc<History>> {
        let notice = HistoryNotice::NotRecording { reason: self.history_problem.clone()? };
        let path = &self.paths.as_ref()?.history_file;
        Some(Arc::new(History::not_recording(path, notice).history))
    }

    /// Options of the watching threads for a command without a window.
    pub(super) fn watch_options(
        &self,
        variant: Option<ModelVariant>,
        is_looping: bool,
    ) -> Result<WatchOptions, Failure> {
        Ok(WatchOptions {
            source: self.source.clone(),
            variant,
            data_dir: self.paths.as_ref().map(|p| p.data_dir.clone()),
            catalogue: Catalogue::embedded()?,
            config: self.settings.engine_config(),
            cameras: self.settings.camera_facts(),
            baselines_file: self.paths.as_ref().map(|p| p.baselines_file.clone()),
            place: self.settings.places.current.clone(),
            is_looping,
        })
    }
}
