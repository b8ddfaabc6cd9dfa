//! Start parameters of the window.

use std::path::PathBuf;
use std::sync::Arc;

use crate::desktop::crash::Crash;
use crate::settings::Settings;
use crate::text::t;
use crate::ui::notice::Notice;
use crate::ui::shell::RequestSender;
use crate::watch::control::Control;
use plumbline_core::catalogue::Catalogue;
use plumbline_history::History;
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::pose::ModelVariant;

/// Start parameters of the window.
pub struct Start {
    /// User settings.
    pub settings: Settings,
    /// File of the settings; `None` keeps changes for this run only.
    pub settings_file: Option<PathBuf>,
    /// Folder with models and a native runtime.
    pub data_dir: Option<PathBuf>,
    /// File of the baselines.
    pub baselines_file: Option<PathBuf>,
    /// Answers other processes.
    pub(crate) control: Arc<Control>,
    /// Frame source for this run.
    pub source: SourceSpec,
    /// Fixed landmark model, if requested.
    pub variant: Option<ModelVariant>,
    pub catalogue: Catalogue,
    /// The user's config folder, which contains the autostart entries.
    pub config_dir: Option<PathBuf>,
    /// The history; `None` records nothing.
    pub history: Option<Arc<History>>,
    /// File of the history.
    pub history_file: Option<PathBuf>,
    /// Whether the welcome may be shown on the first run.
    pub may_welcome: bool,
    /// Start hidden, without opening the window.
    pub in_background: bool,
    /// Crash of the previous run.
    pub last_crash: Option<Crash>,
    /// Called with the sender that controls the window: a second start raises the window, a signal
    /// closes it.
    pub on_ready: Box<dyn FnOnce(RequestSender)>,
    /// Notice to show immediately, such as damaged settings.
    pub notice: Option<String>,
}

/// First notice: the crash of the previous run and any other notice, combined into one.
pub(super) fn notice(last_crash: Option<Crash>, other: Option<String>) -> Option<Notice> {
    let Some(crash) = last_crash else { return other.map(Notice::problem) };
    let words = t!("crash-notice", file = crash.file.display().to_string());
    let words = match other {
        Some(other) => format!("{other} {words}"),
        None => words,
    };
    Some(Notice::problem(words).with_details(crash.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_notice_keeps_the_other_notice() {
        let crash = Crash { text: "thread pose".into(), file: "last.txt".into() };
        let both = notice(Some(crash.clone()), Some("The settings were damaged.".into())).unwrap();
        assert!(both.words.starts_with("The settings were damaged. "), "{}", both.words);
        assert!(both.words.contains("last.txt"));
        assert_eq!(both.details.as_deref(), Some("thread pose"));
        assert_eq!(notice(None, Some("x".into())), Some(Notice::problem("x")));
        assert_eq!(notice(None, None), None);
    }
}
