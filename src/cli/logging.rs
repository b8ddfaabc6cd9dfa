//! The log. The commands that run all day write it to a file a day, which only the person can read. The
//! terminal gets it when `PLUMBLINE_LOG` asks for it.

use std::io::IsTerminal as _;
use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

/// So many days are kept.
const KEPT_DAYS: usize = 7;

/// The filter of the log file unless [`VARIABLE`] has another. The program's crates begin with its name.
const DEFAULT_FILTER: &str = "warn,plumbline=info";

/// Set to a filter (`debug`, `plumbline=trace`), it also brings the log to the terminal.
const VARIABLE: &str = "PLUMBLINE_LOG";

/// Starts the log. With `folder`, into `plumbline.<date>.log` there.
pub(super) fn start(folder: Option<&Path>) {
    let asked = std::env::var(VARIABLE).ok().filter(|filter| !filter.trim().is_empty());
    let (filter, mut problem) = filter(asked.as_deref());
    let file = match folder.map(file_a_day).transpose() {
        Ok(file) => file,
        Err(error) => {
            problem.get_or_insert(format!("no log is kept in a file: {error}"));
            None
        }
    };
    let to_file = file.map(|file| fmt::layer().with_ansi(false).with_writer(file));
    let to_terminal = asked.is_some().then(|| {
        let is_coloured = std::io::stderr().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        fmt::layer().with_ansi(is_coloured).with_writer(std::io::stderr)
    });
    tracing_subscriber::registry()
        .with(to_file.with_filter(filter.clone()))
        .with(to_terminal.with_filter(filter))
        .init();
    if let Some(problem) = problem {
        tracing::warn!(problem);
    }
}

/// The filter that is asked for, and what is wrong with it.
fn filter(asked: Option<&str>) -> (Targets, Option<String>) {
    let default = || DEFAULT_FILTER.parse().unwrap_or_default();
    match asked.map(str::parse::<Targets>) {
        None => (default(), None),
        Some(Ok(filter)) => (filter, None),
        Some(Err(error)) => (default(), Some(format!("{VARIABLE} is not a filter: {error}"))),
    }
}

fn file_a_day(folder: &Path) -> Result<RollingFileAppender, String> {
    crate::desktop::files::make_private_folder(folder).map_err(|e| e.to_string())?;
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("plumbline")
        .filename_suffix("log")
        .max_log_files(KEPT_DAYS)
        .build(folder)
        .map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn every_crate_of_the_program_is_logged_and_other_libraries_only_when_something_is_wrong() {
        let (filter, problem) = filter(None);
        assert_eq!(problem, None);
        for ours in
            ["plumbline", "plumbline::watch", "plumbline_vision::frames", "plumbline_history"]
        {
            assert!(filter.would_enable(ours, &Level::INFO), "{ours}");
            assert!(!filter.would_enable(ours, &Level::DEBUG), "{ours}");
        }
        assert!(!filter.would_enable("i18n_embed::requester", &Level::INFO));
        assert!(filter.would_enable("zbus", &Level::WARN));
    }

    #[test]
    fn a_filter_that_is_none_is_told_and_the_usual_one_taken() {
        let (taken, problem) = filter(Some("plumbline=loud"));
        assert_eq!(taken, filter(None).0);
        assert!(problem.unwrap().contains("PLUMBLINE_LOG"));
    }
}
