//! Saving what can be read of a damaged database, row by row.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params_from_iter};

/// A table to save: its name, its integer key and its columns, the key first.
const TABLES: [(&str, &str, usize, &str); 4] = [
    (
        "minutes",
        "minute",
        10,
        "minute, offset_s, good_ms, fault_ms, uncertain_ms, away_ms, samples, confidence, faults, spreads",
    ),
    ("events", "id", 6, "id, at_ms, offset_s, kind, fault, detail"),
    ("sessions", "id", 4, "id, started_ms, ended_ms, offset_s"),
    ("samples", "at_ms", 7, "at_ms, offset_s, span_ms, state, faults, confidence, angles"),
];

/// Most times a table is entered anew after a page that cannot be read.
const MOST_ATTEMPTS: u32 = 20_000;

/// Copies every row of `damaged` that can be read into the empty tables of `target`; answers with
/// how many there were.
///
/// # Errors
/// What SQLite says of `target`. What cannot be read of `damaged` is no error.
pub fn salvage(damaged: &Path, target: &Connection) -> rusqlite::Result<usize> {
    // Read and write: the log file beside it may have to be taken in.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = match Connection::open_with_flags(damaged, flags) {
        Ok(source) => source,
        Err(error) => {
            tracing::warn!("the damaged history cannot be opened at all: {error}");
            return Ok(0);
        }
    };
    // The file is a keepsake: nothing in it is changed. With a writable schema SQLite also reads a
    // file that has been cut short.
    let _ = source.pragma_update(None, "writable_schema", true);
    let _ = source.pragma_update(None, "query_only", true);
    let _ = source.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    let mut saved = 0;
    target.execute_batch("BEGIN IMMEDIATE")?;
    for (table, key, columns, list) in TABLES {
        let holes = vec!["?"; columns].join(",");
        let insert = format!("INSERT OR IGNORE INTO {table} ({list}) VALUES ({holes})");
        let mut insert = target.prepare(&insert)?;
        let mut rescue = Rescue { source: &source, table, key, columns, list, attempts: 0 };
        let mut keep = |row: Vec<Value>| match insert.execute(params_from_iter(row)) {
            Ok(new) => {
                saved += new;
                Ok(())
            }
            // A row that breaks the table's rules is damage as well.
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) =>
            {
                Ok(())
            }
            Err(error) => Err(error),
        };
        if let Err(error) = rescue.range(i64::MIN / 2, i64::MAX / 2, &mut keep) {
            target.execute_batch("ROLLBACK")?;
            return Err(error);
        }
    }
    target.execute_batch("COMMIT")?;
    Ok(saved)
}

struct Rescue<'a> {
    source: &'a Connection,
    table: &'a str,
    key: &'a str,
    columns: usize,
    list: &'a str,
    attempts: u32,
}

impl Rescue<'_> {
    /// Reads the rows with keys from `low` to `high`: upwards to where it breaks, then over the
    /// break in growing steps, back down to its other side, and on.
    fn range(
        &mut self,
        mut low: i64,
        high: i64,
        keep: &mut impl FnMut(Vec<Value>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        while low <= high && self.attempts < MOST_ATTEMPTS {
            let (reached, is_done) = self.walk(low, high, "ASC", keep)?;
            if is_done {
                return Ok(());
            }
            low = reached.map_or(low, |key| key.saturating_add(1));
            let Some(entry) = self.entry(low, high) else { return Ok(()) };
            let (back, _) = self.walk(low, entry - 1, "DESC", keep)?;
            if let Some(back) = back {
                // There was something in the gap, so there may be more.
                self.range(low, back - 1, keep)?;
            }
            low = entry;
        }
        Ok(())
    }

    /// The first key above the break at `low` that can be reached, found in steps that double.
    fn entry(&mut self, low: i64, high: i64) -> Option<i64> {
        let sql = format!(
            "SELECT {key} FROM {} WHERE {key} BETWEEN ?1 AND ?2 ORDER BY {key} LIMIT 1",
            self.table,
            key = self.key
        );
        let mut step = 1_i64;
        let mut from = low.checked_add(1)?;
        while from <= high && self.attempts < MOST_ATTEMPTS {
            self.attempts += 1;
            let found = self.source.prepare_cached(&sql).and_then(|mut statement| {
                statement.query_row([from, high], |row| row.get(0)).optional()
            });
            match found {
                Ok(Some(key)) if key >= from && key <= high => return Some(key),
                Ok(None) => return None,
                _ => {}
            }
            from = from.checked_add(step)?;
            step = step.checked_mul(2)?;
        }
        None
    }

    /// The last key that was read, and whether the end was reached.
    fn walk(
        &mut self,
        low: i64,
        high: i64,
        direction: &str,
        keep: &mut impl FnMut(Vec<Value>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<(Option<i64>, bool)> {
        self.attempts += 1;
        let sql = format!(
            "SELECT {} FROM {} WHERE {key} BETWEEN ?1 AND ?2 ORDER BY {key} {direction}",
            self.list,
            self.table,
            key = self.key
        );
        let mut reached = None;
        let Ok(mut statement) = self.source.prepare_cached(&sql) else {
            // Without its schema a table cannot be entered at all.
            self.attempts = MOST_ATTEMPTS;
            return Ok((None, false));
        };
        let Ok(mut rows) = statement.query([low, high]) else { return Ok((None, false)) };
        loop {
            let Ok(row) = rows.next() else { return Ok((reached, false)) };
            let Some(row) = row else { return Ok((reached, true)) };
            let values: Result<Vec<Value>, _> = (0..self.columns).map(|i| row.get(i)).collect();
            let Ok(key) = row.get::<_, i64>(0) else { return Ok((reached, false)) };
            if !(low..=high).contains(&key) {
                // Damage can make a tree run in circles.
                return Ok((reached, false));
            }
            reached = Some(key);
            if let Ok(values) = values {
                keep(values)?;
            }
        }
    }
}
