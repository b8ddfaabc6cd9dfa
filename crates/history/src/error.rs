//! Why the history could not be kept or read.

use std::path::PathBuf;

/// What went wrong, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The folder or the file cannot be used.
    #[error(
        "the history in {path} cannot be opened ({reason}); check that the folder is there, that you may write to it and that the disk is not full"
    )]
    NotOpened {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// Some other file is in its place.
    #[error(
        "{path} is not a history of Plumbline and was left as it is; move it elsewhere to have a history again"
    )]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// A newer Plumbline wrote it.
    #[error(
        "the history in {path} is from a newer Plumbline (layout {found}, this one knows {known}) and was left as it is; update Plumbline to go on with it"
    )]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The newest layout this version knows.
        known: i64,
    },
    /// The disk is full.
    #[error("the disk is full; free some space and the history goes on by itself")]
    Full,
    /// The content is damaged.
    #[error("the history is damaged; restart Plumbline to have what is left of it saved")]
    Damaged,
    /// Something else SQLite says.
    #[error("the history could not be read or written ({0}); restart Plumbline if this lasts")]
    Sqlite(rusqlite::Error),
    /// Nothing is being recorded.
    #[error("no history is kept at the moment; see the message shown at the start")]
    Off,
    /// A file that is not an export.
    #[error(
        "this is not a history exported by Plumbline ({0}); choose a JSON file made by its export"
    )]
    NotAnExport(String),
    /// The export cannot be written.
    #[error("the export cannot be written ({0}); check the disk and choose another place")]
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
