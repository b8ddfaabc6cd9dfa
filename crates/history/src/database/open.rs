//! Opening the database: nothing foreign, newer or damaged is ever written over.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::database::files::{self, Content};
use crate::database::salvage;
use crate::database::schema;
use crate::error::HistoryError;
use crate::notice::HistoryNotice;

/// How long another process may hold the lock before a statement gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection that writes.
pub struct AtOnce {
    /// The connection.
    pub connection: Connection,
    /// What to tell the person, if anything.
    pub notice: Option<HistoryNotice>,
    /// Whether the content has still to be checked: it takes as long as reading the file.
    pub is_unchecked: bool,
}

/// Opens or makes the database without reading all of it.
pub fn at_once(path: &Path) -> Result<AtOnce, HistoryError> {
    let content = files::content(path).map_err(|error| not_opened(path, &error))?;
    if content == Content::Foreign {
        return Err(HistoryError::NotADatabase { path: path.to_owned() });
    }
    let is_database = content == Content::Database;
    match opened(path, is_database) {
        Ok((connection, is_unchecked)) => Ok(AtOnce { connection, notice: None, is_unchecked }),
        Err(HistoryError::Damaged) if is_database => {
            let (connection, notice) = repaired(path)?;
            Ok(AtOnce { connection, notice: Some(notice), is_unchecked: false })
        }
        Err(HistoryError::Sqlite(error)) => Err(not_opened(path, &error)),
        Err(error) => Err(error),
    }
}

/// The connection, and whether its content has still to be checked.
fn opened(path: &Path, is_database: bool) -> Result<(Connection, bool), HistoryError> {
    if !is_database {
        return Ok((create(path)?, false));
    }
    let found = schema::version(&read_only(path)?)?;
    // A step to a new layout writes: only on what is known to be whole.
    let is_old = found < schema::newest();
    if is_old {
        check(path)?;
    }
    let connection = create(path)?;
    if !is_old {
        // Should it be damaged, closing it must not write the log into it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    Ok((connection, !is_old))
}

/// Checks the content of a connection that [`at_once`] has opened. A damaged database is set aside
/// and replaced by one with what can be read of it; then there is something to tell the person.
pub fn looked_over(
    path: &Path,
    connection: Connection,
) -> Result<(Connection, Option<HistoryNotice>), HistoryError> {
    match check(path) {
        Ok(()) => {
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
            Ok((connection, None))
        }
        Err(HistoryError::Damaged) => {
            drop(connection);
            let (connection, notice) = repaired(path)?;
            Ok((connection, Some(notice)))
        }
        Err(HistoryError::Sqlite(error)) => Err(not_opened(path, &error)),
        Err(error) => Err(error),
    }
}

/// Opened and looked over in one, for tests.
#[cfg(test)]
pub fn writable(path: &Path) -> Result<(Connection, Option<HistoryNotice>), HistoryError> {
    let AtOnce { connection, notice, is_unchecked } = at_once(path)?;
    if is_unchecked { looked_over(path, connection) } else { Ok((connection, notice)) }
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
fn repaired(path: &Path) -> Result<(Connection, HistoryNotice), HistoryError> {
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
    tracing::warn!(rows = saved, file = %kept.display(), "the damaged history was repaired");
    Ok((connection, HistoryNotice::Repaired { rows: saved, damaged: kept }))
}

#[cfg(test)]
mod tests;
