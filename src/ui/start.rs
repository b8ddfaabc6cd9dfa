//! What the window starts with.

use std::path::PathBuf;
use std::sync::Arc;

use crate::desktop::crash::Crash;
use crate::settings::Settings;
use crate::text::t;
use crate::ui::notice::Notice;
use crate::ui::shell::RequestSender;
use plumbline_core::catalogue::Catalogue;
use plumbline_history::History;
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::pose::ModelVariant;

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
    pub on_ready: Box<dyn FnOnce(RequestSender)>,
    /// Something to tell the person at once, such as damaged settings.
    pub notice: Option<String>,
}

/// What is told first: how the last run ended, and what else there is; neither goes without the other.
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
    fn a_crash_takes_no_other_notice_away() {
        let crash = Crash { text: "thread pose".into(), file: "last.txt".into() };
        let both = notice(Some(crash.clone()), Some("The settings were damaged.".into())).unwrap();
        assert!(both.words.starts_with("The settings were damaged. "), "{}", both.words);
        assert!(both.words.contains("last.txt"));
        assert_eq!(both.details.as_deref(), Some("thread pose"));
        assert_eq!(notice(None, Some("x".into())), Some(Notice::problem("x")));
        assert_eq!(notice(None, None), None);
    }
}
