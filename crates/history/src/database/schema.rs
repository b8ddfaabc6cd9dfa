//! The schema of the database and its migrations.
//!
//! `user_version` counts the migration steps applied to a file. Each step is one transaction.
//! Released steps are never changed: a new schema is a new step at the end.

use rusqlite::{Connection, TransactionBehavior};

/// The migration steps, oldest first. Their number is the schema version.
pub(crate) const STEPS: &[&str] = &[
    // 1: minutes, events and sessions. `faults` and `spreads` are blobs encoded by `codec`.
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
    // 2: the samples of the last hours, from which the minutes are built.
    "CREATE TABLE samples (
        at_ms INTEGER PRIMARY KEY,
        offset_s INTEGER NOT NULL,
        span_ms INTEGER NOT NULL,
        state INTEGER NOT NULL,
        faults INTEGER NOT NULL,
        confidence INTEGER,
        angles BLOB
    ) STRICT;",
    // 3: variety of posture. NULL where it was not recorded, as in all earlier rows. A sample has the milliseconds for
    // which the posture was kept, and bits: 1 has shifted, 2 stands.
    "ALTER TABLE minutes ADD COLUMN kept_ms INTEGER;
    ALTER TABLE minutes ADD COLUMN shifts INTEGER;
    ALTER TABLE minutes ADD COLUMN standing_ms INTEGER;
    ALTER TABLE samples ADD COLUMN kept_ms INTEGER;
    ALTER TABLE samples ADD COLUMN moves INTEGER;",
];

/// The schema version that this program writes.
#[must_use]
pub(crate) fn newest() -> i64 {
    STEPS.len() as i64
}

/// The schema version of a database; 0 for an empty one.
///
/// # Errors
/// If SQLite fails.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Applies the missing steps.
///
/// # Errors
/// If SQLite fails; the database then has the schema of the last successful step.
pub(crate) fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let newest = steps.len() as i64;
    loop {
        // Another process may apply the same step, so read the version while holding the lock.
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
    fn every_step_is_applied_once() {
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
    fn a_failed_step_is_rolled_back() {
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
