//! What the window starts with.

use std::path::PathBuf;
use std::sync::Arc;

use super::desk::Wisher;
use crate::catalogue::Catalogue;
use crate::desktop::crash::Crash;
use crate::frames::SourceSpec;
use crate::history::History;
use crate::pose::ModelVariant;
use crate::settings::Settings;

/// What the window starts with.
pub struct Start {
    /// The person's choices.
    pub settings: Settings,
    /// Where they are kept; `None` keeps them for this run only.
    pub settings_file: Option<PathBuf>,
    /// Where models and a native runtime may be.
    pub data_dir: Option<PathBuf>,
    /// Where baselines are kept.
    pub profiles_file: Option<PathBuf>,
    /// The source for this run.
    pub source: SourceSpec,
    /// A fixed landmark model, if one was asked for.
    pub variant: Option<ModelVariant>,
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The folder start-at-login entries live in.
    pub config_dir: Option<PathBuf>,
    /// What is kept of the days; `None` keeps nothing.
    pub history: Option<Arc<History>>,
    /// Where it is.
    pub history_file: Option<PathBuf>,
    /// Whether somebody who is here for the first time is welcomed.
    pub may_welcome: bool,
    /// Whether the window stays hidden until it is asked for.
    pub in_background: bool,
    /// How the last run ended, if by a mistake.
    pub last_crash: Option<Crash>,
    /// Told how to reach the window: another start of the program brings it up, a signal ends it.
    pub on_ready: Box<dyn FnOnce(Wisher)>,
    /// Something to tell the person at once, such as damaged settings.
    pub notice: Option<String>,
}
