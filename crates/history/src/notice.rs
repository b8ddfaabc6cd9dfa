//! Notices about the history for the person. The application formulates the texts.

use std::path::PathBuf;

/// Something the person should know about the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryNotice {
    /// The database was damaged; the readable rows were copied into a new one.
    Repaired {
        /// Number of rows saved.
        rows: usize,
        /// The damaged file under its new name.
        damaged: PathBuf,
    },
    /// Nothing is recorded, because the disk is full.
    DiskFull,
    /// Nothing is recorded, for another reason.
    NotRecording { reason: String },
    /// The writer thread could not be started.
    NoThread { reason: String },
    /// The last commit failed; the writer tries again.
    NotWritten { reason: String },
    /// The writer thread panicked; nothing is recorded until the next start.
    WriterFailed,
}
