//! The log: on the terminal for every command; for those that run all day also in a file a day, which
//! the person can look into and nobody else.

use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// So many days are kept.
const KEPT_DAYS: usize = 7;

/// Starts the log. With `folder`, also into `plumbline.<date>.log` there.
pub(super) fn start(folder: Option<&Path>) {
    let filter = EnvFilter::try_from_env("PLUMBLINE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,plumbline=info"));
    let (kept, problem) = match folder.map(file_a_day).transpose() {
        Ok(appender) => (appender, None),
        Err(problem) => (None, Some(problem)),
    };
    let to_file =
        kept.map(|file| tracing_subscriber::fmt::layer().with_ansi(false).with_writer(file));
    tracing_subscriber::registry()
        .with(filter)
        .with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr))
        .with(to_file)
        .init();
    if let Some(problem) = problem {
        tracing::warn!(%problem, "no log is kept in a file");
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
