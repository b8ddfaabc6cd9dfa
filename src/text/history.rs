//! Texts of the history's notices.

use plumbline_history::HistoryNotice;

use super::t;

/// The notice as one or two sentences.
#[must_use]
pub(crate) fn notice(notice: &HistoryNotice) -> String {
    match notice {
        HistoryNotice::Repaired { rows, damaged } => {
            t!("history-was-damaged", saved = *rows, file = damaged.display().to_string())
        }
        HistoryNotice::DiskFull => {
            t!("history-none-kept-because", problem = t!("history-disk-full"))
        }
        HistoryNotice::NotRecording { reason } => {
            t!("history-none-kept-because", problem = reason.as_str())
        }
        HistoryNotice::NoThread { reason } => t!("history-no-thread", error = reason.as_str()),
        HistoryNotice::NotWritten { reason } => {
            t!("history-not-written", problem = reason.as_str())
        }
        HistoryNotice::WriterFailed => t!("history-mistake").into(),
    }
}
