//! What the application should tell the person about the history. The application words it.

use std::path::PathBuf;

/// Something the person should know about the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryNotice {
    /// The database was damaged; what could be read of it was saved into a new one.
    Repaired {
        /// Rows that were saved.
        rows: usize,
        /// The damaged file, kept under another name.
        damaged: PathBuf,
    },
    /// Nothing is recorded: the disk is full.
    DiskFull,
    /// Nothing is recorded, and why.
    NotRecording {
        /// The error in words.
        reason: String,
    },
    /// The operating system gave no thread for the writer.
    NoThread {
        /// The error in words.
        reason: String,
    },
    /// The last commit failed; it is tried again.
    NotWritten {
        /// The error in words.
        reason: String,
    },
    /// The writer thread panicked; nothing more is recorded until the next start.
    WriterFailed,
}
