//! The log. Long-running commands write it to one file per day, readable only by the user. With
//! `PLUMBLINE_LOG` it is also printed to the terminal.

use std::io::IsTerminal as _;
use std::path::Path;

use crate::desktop::files::{make_private_folder, take_access_from_others};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

/// Number of log files (days) that are kept.
const KEPT_DAYS: usize = 7;

/// Log filter if [`VARIABLE`] is not set. The names of all crates of the program begin with `plumbline`.
const DEFAULT_FILTER: &str = "warn,plumbline=info";

/// Environment variable with a log filter (`debug`, `plumbline=trace`). If it is set, the log is also printed
/// to the terminal.
const VARIABLE: &str = "PLUMBLINE_LOG";

/// Starts the log. With a `folder`, it is written to `plumbline.<date>.log` in it.
pub(super) fn start(folder: Option<&Path>) -> Option<String> {
    let requested = std::env::var(VARIABLE).ok().filter(|filter| !filter.trim().is_empty());
    let (filter, mut problem) = filter(requested.as_deref());
    let file = match folder.map(daily_file).transpose() {
        Ok(file) => file,
        Err(error) => {
            problem.get_or_insert(format!("no log is kept in a file: {error}"));
            None
        }
    };
    let to_file = file.map(|file| fmt::layer().with_ansi(false).with_writer(file));
    let to_terminal = requested.is_some().then(|| {
        let is_coloured = std::io::stderr().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        fmt::layer().with_ansi(is_coloured).with_writer(std::io::stderr)
    });
    tracing_subscriber::registry()
        .with(to_file.with_filter(filter.clone()))
        .with(to_terminal.with_filter(filter))
        .init();
    problem
}

/// Crates that log addresses and headers of requests at the levels below info, with the password of a network
/// camera.
const CRATES_WITH_SECRETS: [&str; 2] = ["ureq", "ureq_proto"];

/// Parses the requested filter. If it is invalid, returns the default filter and an error message.
fn filter(requested: Option<&str>) -> (Targets, Option<String>) {
    let default = || DEFAULT_FILTER.parse().unwrap_or_default();
    let (filter, problem): (Targets, _) = match requested.map(str::parse::<Targets>) {
        None => (default(), None),
        Some(Ok(filter)) => (filter, None),
        Some(Err(error)) => {
            (default(), Some(format!("{VARIABLE} is not a valid log filter: {error}")))
        }
    };
    let is_secret = |target: &str| {
        CRATES_WITH_SECRETS.iter().any(|name| target.split("::").next() == Some(name))
    };
    let default_level = filter.default_level().unwrap_or(LevelFilter::OFF);
    let others: Targets = filter.into_iter().filter(|(target, _)| !is_secret(target)).collect();
    let filter = others
        .with_default(default_level)
        .with_targets(CRATES_WITH_SECRETS.map(|name| (name, LevelFilter::WARN)));
    (filter, problem)
}

fn daily_file(folder: &Path) -> Result<RollingFileAppender, String> {
    make_private_folder(folder).map_err(|e| e.to_string())?;
    // Earlier versions made the files readable for others. A failure is harmless: the folder is private.
    let _ = take_access_from_others(folder);
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
    fn crates_of_the_program_are_logged_from_info_and_other_libraries_from_warn() {
        let (filter, problem) = filter(None);
        assert_eq!(problem, None);
        for target in
            ["plumbline", "plumbline::watch", "plumbline_vision::frames", "plumbline_history"]
        {
            assert!(filter.would_enable(target, &Level::INFO), "{target}");
            assert!(!filter.would_enable(target, &Level::DEBUG), "{target}");
        }
        assert!(!filter.would_enable("i18n_embed::requester", &Level::INFO));
        assert!(filter.would_enable("zbus", &Level::WARN));
    }

    #[test]
    fn no_filter_logs_the_requests_to_a_network_camera() {
        for requested in [None, Some("trace"), Some("ureq=trace,ureq::run=debug,ureq_proto=debug")]
        {
            let (filter, _) = filter(requested);
            for target in ["ureq::run", "ureq::unversioned::transport", "ureq_proto::client"] {
                assert!(!filter.would_enable(target, &Level::DEBUG), "{requested:?} {target}");
                assert!(filter.would_enable(target, &Level::WARN), "{requested:?} {target}");
            }
        }
    }

    #[test]
    fn an_invalid_filter_is_reported_and_the_default_is_used() {
        let (used, problem) = filter(Some("plumbline=loud"));
        assert_eq!(used, filter(None).0);
        assert!(problem.unwrap().contains("PLUMBLINE_LOG"));
    }
}
