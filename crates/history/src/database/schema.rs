//! The layout of the database, and the steps from one to the next.
//!
//! `user_version` counts the steps a file has taken. A step is taken whole or not at all. Steps
//! that were released are never changed: a new layout is a new step at the end.

use rusqlite::{Connection, TransactionBehavior};

/// The steps, oldest first. The layout's version is their number.
pub const STEPS: &[&str] = &[
    // 1: minutes and what happened. `faults` and `spreads` are blobs of `codec`.
    "CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE minutes (
        minute INTEGER PRIMARY KEY,
        offset_s INTEGER NOT NULL,
        good_ms INTEGER NOT NULL,
        fault_ms INTEGER NOT NULL,
        uncertain_ms INTEGER NOT NULL,
        away_ms INTEGER NOT NULL,
        samples INTEGER NOT NULL,
        confidence INTEGER,
        faults BLOB,
        spreads BLOB
    ) STRICT;
    CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        offset_s INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        fault INTEGER,
        detail TEXT
    ) STRICT;
    CREATE INDEX events_by_time ON events (at_ms);
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        started_ms INTEGER NOT NULL,
        ended_ms INTEGER NOT NULL,
        offset_s INTEGER NOT NULL
    ) STRICT;",
    // 2: the samples of the last hours, from which the minutes are put together.
    "CREATE TABLE samples (
        at_ms INTEGER PRIMARY KEY,
        offset_s INTEGER NOT NULL,
        span_ms INTEGER NOT NULL,
        state INTEGER NOT NULL,
        faults INTEGER NOT NULL,
        confidence INTEGER,
        angles BLOB
    ) STRICT;",
];

/// The layout this version writes.
#[must_use]
pub fn newest() -> i64 {
    STEPS.len() as i64
}

/// The layout of a database; 0 is an empty one.
///
/// # Errors
/// What SQLite says.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Takes the steps that are missing.
///
/// # Errors
/// What SQLite says; the database then has the layout of the last step that went well.
pub fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let newest = steps.len() as i64;
    loop {
        // Another process may take the same step: the version is read under the lock.
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let taken = version(&step)?;
        let next = usize::try_from(taken).ok().and_then(|taken| steps.get(taken));
        let Some(sql) = next else { return Ok(()) };
        step.execute_batch(sql)?;
        step.pragma_update(None, "user_version", taken + 1)?;
        step.commit()?;
        tracing::info!("history layout {} of {newest}", taken + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_taken_once() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &STEPS[..1]).unwrap();
        assert_eq!(version(&connection).unwrap(), 1);
        connection.execute("INSERT INTO meta VALUES ('kept', 'yes')", []).unwrap();
        migrate(&mut connection, STEPS).unwrap();
        migrate(&mut connection, STEPS).unwrap();
        assert_eq!(version(&connection).unwrap(), newest());
        let kept: String =
            connection.query_row("SELECT value FROM meta", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "yes");
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_behind() {
        let mut connection = Connection::open_in_memory().unwrap();
        let broken = [STEPS[0], "CREATE TABLE half (a INTEGER) STRICT; CREATE TABLE meta (b);"];
        assert!(migrate(&mut connection, &broken).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        let halves: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'half'", [], |r| r.get(0))
            .unwrap();
        assert_eq!(halves, 0);
    }
}
