//! Errors of recording, reading, exporting and importing the history.

use std::path::PathBuf;

/// What went wrong. Each message says what the person can do.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The folder or the file cannot be used.
    #[error(
        "the history in {path} cannot be opened ({reason}); check that the folder exists, that you may write to it and that the disk is not full"
    )]
    NotOpened { path: PathBuf, reason: String },
    /// The file is not a SQLite database.
    #[error(
        "{path} is not a Plumbline history and was not changed; move it to another folder so that a new history can be started"
    )]
    NotADatabase { path: PathBuf },
    /// A newer version of Plumbline wrote the database.
    #[error(
        "the history in {path} is from a newer Plumbline (layout {found}, this version reads up to {known}) and was not changed; update Plumbline to use it"
    )]
    TooNew {
        path: PathBuf,
        /// Schema version of the file.
        found: i64,
        /// Newest schema version that this program supports.
        known: i64,
    },
    /// The disk is full.
    #[error("the disk is full; free some space, then recording resumes automatically")]
    Full,
    /// The database is damaged.
    #[error("the history is damaged; restart Plumbline to recover the readable part")]
    Damaged,
    /// Any other SQLite error.
    #[error(
        "the history could not be read or written ({0}); restart Plumbline if this happens again"
    )]
    Sqlite(rusqlite::Error),
    /// The history is not recording.
    #[error("no history is kept at the moment; see the message shown when Plumbline started")]
    Off,
    /// The file to import is not an export.
    #[error(
        "this is not a history exported by Plumbline ({0}); choose a JSON file that Plumbline exported"
    )]
    NotAnExport(String),
    /// The export cannot be written.
    #[error(
        "the export cannot be written ({0}); check the free disk space or choose another folder"
    )]
    NotExported(String),
}

impl From<rusqlite::Error> for HistoryError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
                Self::Damaged
            }
            _ => Self::Sqlite(error),
        }
    }
}
