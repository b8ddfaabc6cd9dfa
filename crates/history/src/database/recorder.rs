//! The writer's database operations: stores samples and events, deletes old rows.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use crate::analysis::aggregate::aggregate;
use crate::analysis::retention::{CONFIRMING_DAYS, first_kept_day};
use crate::database::files;
use crate::database::open;
use crate::database::rows;
use crate::error::HistoryError;
use crate::model::calendar::{self, MINUTE_MS};
use crate::model::minute::Minute;
use crate::model::sample::{HistoryEvent, MAX_SPAN_MS, Sample};

/// Minimum time to keep samples, regardless of the options: a restart within a minute needs them.
const SHORTEST_WINDOW_MS: i64 = 10 * MINUTE_MS;

/// The writing connection and its state.
pub(crate) struct Recorder {
    connection: Connection,
    /// Time to keep samples, milliseconds.
    window_ms: i64,
    session: Option<i64>,
}

impl Recorder {
    /// Creates a recorder that writes to `connection` and keeps samples for `window_ms`, but at
    /// least for ten minutes.
    pub(crate) fn new(connection: Connection, window_ms: i64) -> Self {
        Self { connection, window_ms: window_ms.max(SHORTEST_WINDOW_MS), session: None }
    }

    /// Checks the content of the database, which takes as long as reading the file. If it is
    /// damaged, continues with a repaired database and returns a notice for the person. After an
    /// error nothing can be written.
    pub(crate) fn look_over(
        &mut self,
        path: &Path,
    ) -> Result<Option<crate::HistoryNotice>, HistoryError> {
        let stand_in = Connection::open_in_memory()?;
        let connection = std::mem::replace(&mut self.connection, stand_in);
        let (connection, notice) = open::looked_over(path, connection)?;
        self.connection = connection;
        Ok(notice)
    }

    /// Writes all samples and events in one transaction.
    pub(crate) fn commit(
        &mut self,
        samples: &[Sample],
        events: &[HistoryEvent],
    ) -> Result<(), HistoryError> {
        if samples.is_empty() && events.is_empty() {
            return Ok(());
        }
        let window_ms = self.window_ms;
        let before = self.session;
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        put_samples(&tx, samples)?;
        for event in events {
            rows::put_event(&tx, event)?;
        }
        if let Some(newest) = samples.last() {
            // In both directions: after the clock jumped back, samples in the future are outside
            // the window too.
            let newest_ms = newest.at.as_millisecond();
            tx.prepare_cached("DELETE FROM samples WHERE at_ms < ?1 OR at_ms > ?2")?
                .execute([newest_ms - window_ms, newest_ms + window_ms])?;
        }
        let session = put_session(&tx, before, samples, events)?;
        tx.commit()?;
        self.session = session;
        Ok(())
    }

    /// Deletes everything on the local date `day`, also from the backups beside the database at
    /// `path`; returns the number of deleted minutes.
    pub(crate) fn delete_day(&mut self, day: Date, path: &Path) -> Result<usize, HistoryError> {
        let after = calendar::days_after(day, 1);
        let deleted = self.delete_and_vacuum(Some(day), after)?;
        for backup in files::backups(path) {
            let mut backup = Self::new(open::create(&backup.path)?, self.window_ms);
            backup.delete_and_vacuum(Some(day), after)?;
        }
        Ok(deleted)
    }

    fn delete_and_vacuum(&mut self, from: Option<Date>, to: Date) -> Result<usize, HistoryError> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let deleted = delete_between(&tx, from, to)?;
        tx.commit()?;
        self.vacuum();
        Ok(deleted)
    }

    /// Deletes everything, including backups and damaged files beside the database at `path`.
    pub(crate) fn delete_all(&mut self, path: &Path) -> Result<(), HistoryError> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(
            "DELETE FROM samples; DELETE FROM minutes; DELETE FROM events; DELETE FROM sessions;",
        )?;
        tx.commit()?;
        self.session = None;
        self.vacuum();
        files::delete_set_aside(path).map_err(|error| HistoryError::NotOpened {
            path: path.to_owned(),
            reason: format!("an older copy beside it could not be deleted: {error}"),
        })
    }

    /// Deletes whole days that are more than `days` days old; returns the number of deleted
    /// minutes. The deleted rows are first copied to a backup beside the database at `path`, which
    /// [`files::delete_old_backups`] deletes later. Days after `today` never count: a clock that
    /// was ahead has recorded them ([`first_kept_day`]).
    pub(crate) fn keep_days(
        &mut self,
        days: u32,
        today: Date,
        path: &Path,
    ) -> Result<usize, HistoryError> {
        let recorded = newest_days(&self.connection, today, CONFIRMING_DAYS)?;
        let Some(first_kept) = first_kept_day(&recorded, days) else { return Ok(0) };
        if !has_rows_before(&self.connection, first_kept)? {
            return Ok(0);
        }
        self.back_up_before(first_kept, &files::backup_path(path, today))?;
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let deleted = delete_between(&tx, None, first_kept)?;
        tx.commit()?;
        tracing::info!("{deleted} minutes of history were older than {days} days");
        let pages = |name| self.connection.pragma_query_value(None, name, |row| row.get(0));
        let (free, all): (i64, i64) = (pages("freelist_count")?, pages("page_count")?);
        // The space of a day's rows is soon reused; vacuum only when more than a fifth of the file
        // is free.
        if free * 5 > all {
            self.vacuum();
        }
        Ok(deleted)
    }

    /// Copies the rows with local dates before `first_kept` to the backup at `path`. Rows that are
    /// already there stay.
    fn back_up_before(&mut self, first_kept: Date, path: &Path) -> Result<(), HistoryError> {
        let name = path.to_str().ok_or_else(|| HistoryError::NotOpened {
            path: path.to_owned(),
            reason: "the name of the backup is not valid Unicode".into(),
        })?;
        drop(open::create(path)?);
        self.connection.execute("ATTACH DATABASE ?1 AS backup", [name])?;
        let copied = copy_before(&mut self.connection, first_kept);
        self.connection.execute_batch("DETACH DATABASE backup")?;
        copied
    }

    /// Adds the minutes and events of an export; returns the number of new ones of each. An
    /// existing minute is replaced only if the imported one has more recorded time.
    pub(crate) fn import(
        &mut self,
        minutes: &[Minute],
        events: &[HistoryEvent],
    ) -> Result<(usize, usize), HistoryError> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (mut new_minutes, mut new_events) = (0, 0);
        for minute in minutes {
            let known_ms = rows::minute(&tx, minute.number)?.map_or(-1, |known| known.total_ms());
            if minute.total_ms() > known_ms {
                rows::put_minute(&tx, minute)?;
                new_minutes += 1;
            }
        }
        for event in events {
            if !rows::has_event(&tx, event)? {
                rows::put_event(&tx, event)?;
                new_events += 1;
            }
        }
        tx.commit()?;
        Ok((new_minutes, new_events))
    }

    /// Returns the space of deleted rows to the system and empties the log file, so that it keeps
    /// no deleted data. The rows stay deleted even if this fails, for example on a full disk.
    fn vacuum(&self) {
        let emptied = self.connection.execute_batch("VACUUM;").and_then(|()| {
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        });
        match emptied {
            Ok(0_i64) => {}
            Ok(_) => tracing::info!("a reader is busy; the log file is emptied later"),
            Err(error) => tracing::warn!("deleted history still takes disk space: {error}"),
        }
    }

    /// The connection, for tests.
    #[cfg(test)]
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// Stores samples and rebuilds the minutes they affect.
fn put_samples(connection: &Connection, samples: &[Sample]) -> Result<(), HistoryError> {
    let mut touched = BTreeSet::new();
    for sample in samples {
        let at_ms = sample.at.as_millisecond();
        // A late sample also shortens the next sample, whose span may start in an earlier minute.
        let first = (at_ms - MAX_SPAN_MS).div_euclid(MINUTE_MS);
        touched.extend(first..=at_ms.div_euclid(MINUTE_MS));
    }
    let mut known = Vec::new();
    for number in touched {
        let row = rows::minute(connection, number)?;
        let rebuilt = rebuild(number, &rows::samples_of(connection, number)?);
        // A minute whose samples were partly deleted cannot be rebuilt from the rest.
        let is_whole = match (&row, &rebuilt) {
            (None, _) => true,
            (Some(row), Some(rebuilt)) => {
                row.samples == rebuilt.samples && row.total_ms() == rebuilt.total_ms()
            }
            (Some(_), None) => false,
        };
        known.push((number, row, is_whole));
    }
    let mut new = Vec::new();
    for sample in samples.iter().filter(|sample| sample.span_ms > 0) {
        if rows::put_sample(connection, sample)? {
            new.push(sample.clone());
        }
    }
    let late = aggregate(&new);
    for (number, row, is_whole) in known {
        let minute = if is_whole {
            rebuild(number, &rows::samples_of(connection, number)?)
        } else {
            let late = late.iter().find(|minute| minute.number == number);
            late.and_then(|late| row.map(|row| row.merged(late)))
        };
        match minute {
            Some(minute) if row != Some(minute) => rows::put_minute(connection, &minute)?,
            // A late sample has taken all time of this minute.
            None if is_whole && row.is_some() => rows::delete_minute(connection, number)?,
            _ => {}
        }
    }
    Ok(())
}

fn rebuild(number: i64, samples: &[Sample]) -> Option<Minute> {
    aggregate(samples).into_iter().find(|minute| minute.number == number)
}

/// Starts or extends the session: the period from the first to the last record without a restart.
fn put_session(
    connection: &Connection,
    session: Option<i64>,
    samples: &[Sample],
    events: &[HistoryEvent],
) -> rusqlite::Result<Option<i64>> {
    let seen = samples.iter().map(|s| (s.at, s.offset_s));
    let moments = || seen.clone().chain(events.iter().map(|e| (e.at, e.offset_s)));
    let (Some(first), Some(last)) = (moments().min(), moments().max()) else { return Ok(session) };
    if let Some(id) = session {
        let extended = connection
            .prepare_cached("UPDATE sessions SET ended_ms = max(ended_ms, ?2) WHERE id = ?1")?
            .execute([id, last.0.as_millisecond()])?;
        if extended > 0 {
            return Ok(session);
        }
        // The day of the session was deleted, so a new session begins.
    }
    connection.execute(
        "INSERT INTO sessions (started_ms, ended_ms, offset_s) VALUES (?1, ?2, ?3)",
        params![first.0.as_millisecond(), last.0.as_millisecond(), first.1],
    )?;
    Ok(Some(connection.last_insert_rowid()))
}

/// The newest `count` local dates with minutes that are not after `today`, newest first.
fn newest_days(
    connection: &Connection,
    today: Date,
    count: usize,
) -> Result<Vec<Date>, HistoryError> {
    let (_, mut before) = calendar::minutes_around(today, today);
    let mut statement = connection.prepare_cached(
        "SELECT minute, offset_s FROM minutes WHERE minute < ?1 ORDER BY minute DESC LIMIT 1",
    )?;
    let mut days: Vec<Date> = Vec::new();
    while days.len() < count {
        let newest: Option<(i64, i32)> =
            statement.query_row([before], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((number, offset_s)) = newest else { break };
        let day = calendar::local_date(number, offset_s);
        if day > today || days.contains(&day) {
            before = number;
            continue;
        }
        days.push(day);
        // The first minute of this day in this offset.
        before = number.min(midnight_min(day) - i64::from(offset_s).div_euclid(60));
    }
    days.sort_unstable_by(|a, b| b.cmp(a));
    Ok(days)
}

/// Local midnight of `date`, expressed as if it were UTC, minutes since 1970.
fn midnight_min(date: Date) -> i64 {
    calendar::minutes_around(date, date).0 + calendar::FARTHEST_OFFSET_MIN
}

/// The tables with dated rows: name, column of the time, and number of its units in a minute.
const DATED: [(&str, &str, i64); 4] = [
    ("minutes", "minute", 1),
    ("samples", "at_ms", MINUTE_MS),
    ("events", "at_ms", MINUTE_MS),
    ("sessions", "started_ms", MINUTE_MS),
];

/// Condition for the rows of a table whose local dates are from `from` (`None`: the first) up to
/// but not including `to`.
fn condition(column: &str, per_min: i64, from: Option<Date>, to: Date) -> String {
    // Local midnight, expressed as if it were UTC, is compared with a row's time plus its offset.
    // The additional bounds on the key itself let SQLite read only the neighbouring days.
    let (from_min, to_min) = (midnight_min(from.unwrap_or(Date::MIN)), midnight_min(to));
    let around_min = calendar::FARTHEST_OFFSET_MIN;
    let (first, after) = ((from_min - around_min) * per_min, (to_min + around_min) * per_min);
    // A minute number is scaled up to seconds, which is the unit of the offset.
    let (scale, per_s) = if per_min == 1 { (60, 1) } else { (1, per_min / 60) };
    let (from, to) = (from_min * 60 * per_s, to_min * 60 * per_s);
    format!(
        "{column} >= {first} AND {column} < {after} \
         AND {column} * {scale} + offset_s * {per_s} >= {from} \
         AND {column} * {scale} + offset_s * {per_s} < {to}"
    )
}

/// Deletes the rows with local dates from `from` (`None`: the first) up to but not including `to`;
/// returns the number of deleted minutes.
fn delete_between(
    connection: &Connection,
    from: Option<Date>,
    to: Date,
) -> rusqlite::Result<usize> {
    let mut minutes = 0;
    for (table, column, per_min) in DATED {
        let condition = condition(column, per_min, from, to);
        let deleted = connection.execute(&format!("DELETE FROM {table} WHERE {condition}"), [])?;
        if table == "minutes" {
            minutes = deleted;
        }
    }
    Ok(minutes)
}

/// Whether a row has a local date before `first_kept`.
fn has_rows_before(connection: &Connection, first_kept: Date) -> rusqlite::Result<bool> {
    for (table, column, per_min) in DATED {
        let condition = condition(column, per_min, None, first_kept);
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {condition})");
        if connection.query_row(&sql, [], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Copies the rows with local dates before `first_kept` to the attached database `backup`.
fn copy_before(connection: &mut Connection, first_kept: Date) -> Result<(), HistoryError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (table, column, per_min) in DATED {
        let condition = condition(column, per_min, None, first_kept);
        tx.execute(
            &format!(
                "INSERT OR IGNORE INTO backup.{table} SELECT * FROM main.{table} WHERE {condition}"
            ),
            [],
        )?;
    }
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests;
