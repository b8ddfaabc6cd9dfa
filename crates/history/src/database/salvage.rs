//! Copies the readable rows of a damaged database, row by row.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params_from_iter};

/// A table to copy.
struct Table {
    name: &'static str,
    /// The columns of the first layout; the first is the integer key.
    list: &'static str,
    /// The columns that later layouts have added. A damaged file may be of an earlier one.
    added: &'static str,
    /// Maximum valid key; a larger one is damage. Corresponds to the year 2160, or to more rows
    /// than anyone records.
    last_key: i64,
}

const TABLES: [Table; 4] = [
    Table {
        name: "minutes",
        list: "minute, offset_s, good_ms, fault_ms, uncertain_ms, away_ms, samples, confidence, \
               faults, spreads",
        added: ", kept_ms, shifts, standing_ms",
        last_key: 100_000_000,
    },
    Table {
        name: "events",
        list: "id, at_ms, offset_s, kind, fault, detail",
        added: "",
        last_key: 100_000_000,
    },
    Table {
        name: "sessions",
        list: "id, started_ms, ended_ms, offset_s",
        added: "",
        last_key: 100_000_000,
    },
    Table {
        name: "samples",
        list: "at_ms, offset_s, span_ms, state, faults, confidence, angles",
        added: ", kept_ms, moves",
        last_key: 6_000_000_000_000,
    },
];

impl Table {
    /// The columns that `source` has.
    fn columns_in(&self, source: &Connection) -> String {
        let all = format!("{}{}", self.list, self.added);
        match source.prepare(&format!("SELECT {all} FROM {}", self.name)) {
            Ok(_) => all,
            Err(_) => self.list.to_owned(),
        }
    }
}

/// Maximum number of restarts after an unreadable page, per table.
const MAX_ATTEMPTS: u32 = 20_000;

/// Copies every readable row of `damaged` into the empty tables of `target`; returns their number.
///
/// # Errors
/// If writing to `target` fails. Unreadable parts of `damaged` are not an error.
pub(crate) fn salvage(damaged: &Path, target: &Connection) -> rusqlite::Result<usize> {
    // Read and write, because SQLite may have to read the log file beside it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = match Connection::open_with_flags(damaged, flags) {
        Ok(source) => source,
        Err(error) => {
            tracing::warn!("the damaged history cannot be opened at all: {error}");
            return Ok(0);
        }
    };
    // Keep the file unchanged. With a writable schema, SQLite also reads a truncated file.
    let _ = source.pragma_update(None, "writable_schema", true);
    let _ = source.pragma_update(None, "query_only", true);
    let _ = source.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    let mut saved = 0;
    target.execute_batch("BEGIN IMMEDIATE")?;
    for table in &TABLES {
        let columns = table.columns_in(&source);
        let placeholders = vec!["?"; columns.split(',').count()].join(",");
        let insert =
            format!("INSERT OR IGNORE INTO {} ({columns}) VALUES ({placeholders})", table.name);
        let mut insert = target.prepare(&insert)?;
        let mut keep = |row: Vec<Value>| match insert.execute(params_from_iter(row)) {
            Ok(new) => {
                saved += new;
                Ok(())
            }
            // A row that violates a constraint of the table is damage too.
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) =>
            {
                Ok(())
            }
            Err(error) => Err(error),
        };
        let mut rescue = Rescue::new(&source, table, columns);
        if let Err(error) = rescue.range(0, table.last_key, &mut keep) {
            target.execute_batch("ROLLBACK")?;
            return Err(error);
        }
    }
    target.execute_batch("COMMIT")?;
    Ok(saved)
}

struct Rescue<'a> {
    source: &'a Connection,
    table: &'a Table,
    columns: String,
    key: &'a str,
    attempts: u32,
    /// Limit of rows still to read: in a damaged tree the same page can occur many times.
    rows_left: i64,
}

/// Callback that stores a row.
type Keep<'a> = &'a mut dyn FnMut(Vec<Value>) -> rusqlite::Result<()>;

impl<'a> Rescue<'a> {
    fn new(source: &'a Connection, table: &'a Table, columns: String) -> Self {
        let key = table.list.split(',').next().unwrap_or_default();
        let pages: i64 =
            source.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap_or(100_000);
        Self { source, table, columns, key, attempts: 0, rows_left: pages.saturating_mul(1000) }
    }

    /// Reads the rows with keys from `low` to `high`. At an unreadable place it searches upwards in
    /// growing steps for a readable key, reads back down to the other side of that place, and then
    /// continues upwards.
    fn range(&mut self, mut low: i64, high: i64, keep: Keep<'_>) -> rusqlite::Result<()> {
        while low <= high && self.attempts < MAX_ATTEMPTS {
            let (reached, is_done) = self.walk(low, high, true, keep)?;
            if is_done {
                return Ok(());
            }
            low = reached.map_or(low, |key| key + 1);
            let Some(entry) = self.entry(low, high) else { return Ok(()) };
            let (back, _) = self.walk(low, entry - 1, false, keep)?;
            if let Some(back) = back {
                // The gap contained rows, so there may be more.
                self.range(low, back - 1, keep)?;
            }
            low = entry;
        }
        Ok(())
    }

    /// The first readable key above the unreadable place at `low`, searched in steps that double.
    fn entry(&mut self, low: i64, high: i64) -> Option<i64> {
        let sql = format!(
            "SELECT {key} FROM {} WHERE {key} >= ?1 ORDER BY {key} LIMIT 1",
            self.table.name,
            key = self.key
        );
        let mut step = 1;
        let mut from = low + 1;
        while from <= high && self.attempts < MAX_ATTEMPTS {
            self.attempts += 1;
            let found = self
                .source
                .prepare_cached(&sql)
                .and_then(|mut statement| statement.query_row([from], |row| row.get(0)).optional());
            match found {
                Ok(Some(key)) if (from..=high).contains(&key) => return Some(key),
                Ok(None) => return None,
                _ => {}
            }
            from += step;
            step *= 2;
        }
        None
    }

    /// Reads from one end of `low` to `high` towards the other. Returns the last key that was
    /// confirmed by a further key in order (a damaged page can contain any key), and whether the
    /// end was reached.
    fn walk(
        &mut self,
        low: i64,
        high: i64,
        is_upwards: bool,
        keep: Keep<'_>,
    ) -> rusqlite::Result<(Option<i64>, bool)> {
        self.attempts += 1;
        // No bound on the far end: a wrong key would end the statement as if all rows had been
        // read.
        let (start, bound) =
            if is_upwards { (low, ">= ?1 ORDER BY") } else { (high, "<= ?1 ORDER BY") };
        let sql = format!(
            "SELECT {} FROM {} WHERE {key} {bound} {key} {}",
            self.columns,
            self.table.name,
            if is_upwards { "ASC" } else { "DESC" },
            key = self.key
        );
        let Ok(mut statement) = self.source.prepare_cached(&sql) else {
            // Without its schema, the table cannot be read at all.
            self.attempts = MAX_ATTEMPTS;
            return Ok((None, false));
        };
        let (mut confirmed, mut last) = (None, None::<i64>);
        let Ok(mut rows) = statement.query([start]) else { return Ok((None, false)) };
        loop {
            self.rows_left -= 1;
            let row = match rows.next() {
                Ok(Some(row)) if self.rows_left > 0 => row,
                Ok(None) => return Ok((confirmed, true)),
                _ => return Ok((confirmed, false)),
            };
            let Ok(key) = row.get::<_, i64>(0) else { continue };
            let is_wild = !(0..=self.table.last_key).contains(&key);
            let is_behind = if is_upwards { key < low } else { key > high };
            if is_wild || is_behind {
                continue;
            }
            if !(low..=high).contains(&key) {
                return Ok((confirmed, true));
            }
            if last.is_some_and(|last| (key > last) == is_upwards) {
                confirmed = last;
            }
            last = Some(key);
            let values: Result<Vec<Value>, _> =
                (0..row.as_ref().column_count()).map(|i| row.get(i)).collect();
            if let Ok(values) = values {
                keep(values)?;
            }
        }
    }
}
