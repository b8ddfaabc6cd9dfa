//! Texts of monitoring failures.

use super::t;
use crate::watch::WatchFailure;

/// The failure as one or two sentences: the problem and what to do.
#[must_use]
pub(crate) fn failure(failure: &WatchFailure) -> String {
    match failure {
        WatchFailure::ModelCannotRun { error } => {
            t!("watch-model-cannot-run", error = error.as_str())
        }
        WatchFailure::ModelFailed { error } => t!("watch-model-failed", error = error.as_str()),
        WatchFailure::Panicked => t!("watch-mistake").into(),
    }
}
