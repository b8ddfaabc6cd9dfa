//! Opening the database: nothing foreign, newer or damaged is ever written over.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::error::HistoryError;
use super::files::{self, Content};
use super::{salvage, schema};

/// How long another process may hold the lock before a statement gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection that writes, and what to tell the person, if anything.
pub fn writable(path: &Path) -> Result<(Connection, Option<String>), HistoryError> {
    let content = files::content(path).map_err(|error| not_opened(path, &error))?;
    if content == Content::Foreign {
        return Err(HistoryError::NotADatabase { path: path.to_owned() });
    }
    let opened = match content {
        Content::Database => check(path).and_then(|()| create(path)),
        _ => create(path),
    };
    match opened {
        Ok(connection) => Ok((connection, None)),
        Err(HistoryError::Damaged) if content == Content::Database => repaired(path),
        Err(HistoryError::Sqlite(error)) => Err(not_opened(path, &error)),
        Err(error) => Err(error),
    }
}

fn not_opened(path: &Path, reason: &dyn std::fmt::Display) -> HistoryError {
    HistoryError::NotOpened { path: path.to_owned(), reason: reason.to_string() }
}

/// A connection that only reads. It needs no lock of the writer's, and must stay on one thread.
pub fn read_only(path: &Path) -> Result<Connection, HistoryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| not_opened(path, &error))?;
    connection.busy_timeout(PATIENCE)?;
    let found = schema::version(&connection)?;
    if found > schema::newest() {
        return Err(HistoryError::TooNew { path: path.to_owned(), found, known: schema::newest() });
    }
    Ok(connection)
}

/// Whether this version may write to it, and whether it is whole. Changes nothing.
fn check(path: &Path) -> Result<(), HistoryError> {
    let connection = read_only(path)?;
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    tracing::warn!("the history is damaged: {verdict}");
    Err(HistoryError::Damaged)
}

/// Opens or makes the database, in the layout of this version.
fn create(path: &Path) -> Result<Connection, HistoryError> {
    files::make_private(path).map_err(|error| not_opened(path, &error))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // Write-ahead log: readers do not wait for the writer, and a killed process loses nothing that
    // was committed. `NORMAL`: a power cut may cost the last commits, never the file.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // What the person deletes is written over with zeros.
    connection.pragma_update(None, "secure_delete", true)?;
    schema::migrate(&mut connection, schema::STEPS)?;
    Ok(connection)
}

/// Sets the damaged database aside and goes on with what can be read of it.
fn repaired(path: &Path) -> Result<(Connection, Option<String>), HistoryError> {
    let kept = files::set_aside(path).map_err(|error| {
        not_opened(path, &format!("it is damaged and stays where it is: {error}"))
    })?;
    let saving = || {
        let connection = create(path)?;
        let saved = salvage::salvage(&kept, &connection)?;
        Ok((connection, saved))
    };
    let (connection, saved) = match saving() {
        Ok(done) => done,
        Err(error) => {
            // As on a full disk: back to where it was, to be saved at another start.
            if let Err(error) = files::put_back(&kept, path) {
                tracing::error!("the damaged history stays {}: {error}", kept.display());
            }
            return Err(error);
        }
    };
    let notice = format!(
        "Your posture history was damaged: {saved} rows of it were saved. The damaged file is kept as {}; delete it once you miss nothing.",
        kept.display()
    );
    tracing::warn!("{notice}");
    Ok((connection, Some(notice)))
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
