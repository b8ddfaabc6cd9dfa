//! Opens the database. Files that are foreign, newer or damaged are never overwritten.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::database::files::{self, Content};
use crate::database::salvage;
use crate::database::schema;
use crate::error::HistoryError;
use crate::notice::HistoryNotice;

/// Maximum time to wait for a lock that another process holds before a statement fails.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// A writing connection.
pub(crate) struct AtOnce {
    pub connection: Connection,
    /// Notice for the person, if any.
    pub notice: Option<HistoryNotice>,
    /// Whether the content must still be checked with [`looked_over`]. The check takes as long as
    /// reading the file.
    pub is_unchecked: bool,
}

/// Opens or creates the database without reading all of it. A damaged database that is detected
/// here is repaired at once.
pub(crate) fn at_once(path: &Path) -> Result<AtOnce, HistoryError> {
    let content = files::content(path).map_err(|error| not_accessible(path, &error))?;
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

/// Returns the connection, and whether its content must still be checked.
fn opened(path: &Path, is_database: bool) -> Result<(Connection, bool), HistoryError> {
    if !is_database {
        return Ok((create(path)?, false));
    }
    let found = schema::version(&read_only(path)?)?;
    // A migration writes, so check the database first.
    let is_old = found < schema::newest();
    if is_old {
        check(path)?;
    }
    let connection = create(path)?;
    if !is_old {
        // The database may be damaged: closing it must not write the log file into it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    Ok((connection, !is_old))
}

/// Checks the content of a connection from [`at_once`]. A damaged database is set aside and
/// replaced by a new one with the rows that could be read; the notice reports this.
pub(crate) fn looked_over(
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

/// Opens and checks in one step, for tests.
#[cfg(test)]
pub(crate) fn writable(path: &Path) -> Result<(Connection, Option<HistoryNotice>), HistoryError> {
    let AtOnce { connection, notice, is_unchecked } = at_once(path)?;
    if is_unchecked { looked_over(path, connection) } else { Ok((connection, notice)) }
}

fn not_opened(path: &Path, reason: &dyn std::fmt::Display) -> HistoryError {
    HistoryError::NotOpened { path: path.to_owned(), reason: reason.to_string() }
}

fn not_accessible(path: &Path, error: &std::io::Error) -> HistoryError {
    match files::owner_hint(path, error) {
        Some(hint) => not_opened(path, &format_args!("{error}; {hint}")),
        None => not_opened(path, error),
    }
}

/// A read-only connection. It does not wait for the writer's locks, and must stay on one thread.
pub(crate) fn read_only(path: &Path) -> Result<Connection, HistoryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| not_opened(path, &error))?;
    connection.busy_timeout(LOCK_TIMEOUT)?;
    supported(path, connection)
}

/// A connection for queries.
#[derive(Debug)]
pub(crate) struct Readable {
    pub connection: Connection,
    /// Folder with the copy that is read, deleted when dropped.
    pub copy: Option<TempDir>,
}

/// Opens the database for queries. Unlike [`read_only`] it also opens a database that cannot be
/// written to, such as one on a read-only disk, and an empty file, which has no rows.
pub(crate) fn readable(path: &Path) -> Result<Readable, HistoryError> {
    let (connection, copy) = match read_only(path) {
        Ok(connection) => (connection, None),
        Err(error) => match without_writing(path) {
            Some(opened) => opened?,
            None => return Err(error),
        },
    };
    if has_tables(&connection)? {
        if schema::version(&connection)? < schema::newest() {
            return migrated_copy(&connection);
        }
        return Ok(Readable { connection, copy });
    }
    let mut connection = Connection::open_in_memory()?;
    schema::migrate(&mut connection, schema::STEPS)?;
    Ok(Readable { connection, copy: None })
}

/// A copy of a database of an earlier layout, migrated to the present one. The database itself stays unchanged.
fn migrated_copy(connection: &Connection) -> Result<Readable, HistoryError> {
    let folder = tempfile::tempdir().map_err(|error| not_opened(&std::env::temp_dir(), &error))?;
    let file = folder.path().join("history.sqlite");
    let name = file.to_string_lossy();
    connection.execute("VACUUM INTO ?1", [&*name])?;
    drop(create(&file)?);
    Ok(Readable { connection: read_only(&file)?, copy: Some(folder) })
}

fn has_tables(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'minutes')";
    connection.query_row(sql, [], |row| row.get(0))
}

/// Opens a database in write-ahead log mode without creating its log files, which SQLite otherwise
/// does for reading too. `None` if it can be opened normally or is not a database.
///
/// Without a log nobody is writing, so the file counts as unchangeable. With a log, a copy is
/// read, because an unchangeable file is read without its log.
fn without_writing(path: &Path) -> Option<Result<(Connection, Option<TempDir>), HistoryError>> {
    if !matches!(files::content(path), Ok(Content::Database)) {
        return None;
    }
    let open = || {
        if files::has_log(path) {
            let copied = files::copied(path).map_err(|error| not_opened(path, &error))?;
            let connection = read_only(&copied.file)?;
            return Ok((connection, Some(copied.folder)));
        }
        Ok((unchangeable(path)?, None))
    };
    Some(open())
}

/// A connection to a file that nobody changes.
fn unchangeable(path: &Path) -> Result<Connection, HistoryError> {
    let path = std::path::absolute(path).map_err(|error| not_opened(path, &error))?;
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    supported(&path, Connection::open_with_flags(uri, flags)?)
}

/// Returns `connection` if this version supports the layout of its database.
fn supported(path: &Path, connection: Connection) -> Result<Connection, HistoryError> {
    let (found, known) = (schema::version(&connection)?, schema::newest());
    if found > known {
        return Err(HistoryError::TooNew { path: path.to_owned(), found, known });
    }
    Ok(connection)
}

/// Checks that this version supports the database and that its content is intact. Changes nothing.
fn check(path: &Path) -> Result<(), HistoryError> {
    let connection = read_only(path)?;
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    tracing::warn!("the history is damaged: {verdict}");
    Err(HistoryError::Damaged)
}

/// Opens or creates the database and migrates it to the layout of this version.
pub(crate) fn create(path: &Path) -> Result<Connection, HistoryError> {
    files::make_private(path).map_err(|error| not_accessible(path, &error))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(LOCK_TIMEOUT)?;
    // Write-ahead log: readers do not wait for the writer, and a killed process loses nothing that
    // was committed. `NORMAL`: a power failure may lose the last commits, but never the file.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // Overwrite deleted data with zeros.
    connection.pragma_update(None, "secure_delete", true)?;
    schema::migrate(&mut connection, schema::STEPS)?;
    Ok(connection)
}

/// Sets the damaged database aside and creates a new one with the rows that can be read from it.
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
            // For example on a full disk. Move the file back, so that the next start can try again.
            if let Err(error) = files::put_back(&kept, path) {
                tracing::error!(
                    "the damaged history could not be moved back from {}: {error}",
                    kept.display()
                );
            }
            return Err(error);
        }
    };
    tracing::warn!(rows = saved, file = %kept.display(), "the damaged history was repaired");
    Ok((connection, HistoryNotice::Repaired { rows: saved, damaged: kept }))
}

#[cfg(test)]
mod tests;
