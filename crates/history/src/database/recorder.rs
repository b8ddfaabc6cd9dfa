//! The writer's database operations: stores samples and events, deletes old rows.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use crate::analysis::aggregate::aggregate;
use crate::database::files;
use crate::database::open;
use crate::database::rows;
use crate::error::HistoryError;
use crate::model::calendar::{self, MINUTE_MS};
use crate::model::minute::Minute;
use crate::model::sample::{HistoryEvent, MAX_SPAN_MS, Sample};

/// Minimum time to keep samples, regardless of the options: a restart within a minute needs them.
const SHORTEST_WINDOW_MS: i64 = 10 * MINUTE_MS;

/// Retention counts back from the minute of this rank, newest first. A wrong clock can therefore
/// make data count as old only after it has recorded an hour of minutes.
const MINUTES_THAT_AGREE: i64 = 60;

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

    /// Deletes everything on the local date `day`; returns the number of deleted minutes.
    pub(crate) fn delete_day(&mut self, day: Date) -> Result<usize, HistoryError> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let deleted = delete_between(&tx, Some(day), calendar::days_after(day, 1))?;
        tx.commit()?;
        self.vacuum();
        Ok(deleted)
    }

    /// Deletes everything, including damaged files that were set aside beside the database.
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
            reason: format!("a damaged history beside it could not be deleted: {error}"),
        })
    }

    /// Deletes whole days that are more than `days` days old; returns the number of deleted
    /// minutes.
    pub(crate) fn keep_days(&mut self, days: u32) -> Result<usize, HistoryError> {
        let newest = "SELECT minute, offset_s FROM minutes ORDER BY minute DESC LIMIT 1 OFFSET ?1";
        let newest: Option<(i64, i32)> = self
            .connection
            .prepare_cached(newest)?
            .query_row([MINUTES_THAT_AGREE - 1], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((number, offset_s)) = newest else { return Ok(0) };
        let today = calendar::local_date(number, offset_s);
        let first_kept = calendar::days_after(today, -i64::from(days));
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let deleted = delete_between(&tx, None, first_kept)?;
        tx.commit()?;
        if deleted > 0 {
            tracing::info!("{deleted} minutes of history were older than {days} days");
        }
        let pages = |name| self.connection.pragma_query_value(None, name, |row| row.get(0));
        let (free, all): (i64, i64) = (pages("freelist_count")?, pages("page_count")?);
        // The space of a day's rows is soon reused; vacuum only when more than a fifth of the file
        // is free.
        if free * 5 > all {
            self.vacuum();
        }
        Ok(deleted)
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

/// Deletes the rows with local dates from `from` (`None`: the first) up to but not including `to`;
/// returns the number of deleted minutes.
fn delete_between(
    connection: &Connection,
    from: Option<Date>,
    to: Date,
) -> rusqlite::Result<usize> {
    // Local midnight, expressed as if it were UTC, is compared with a row's time plus its offset.
    // The additional bounds on the key itself let SQLite read only the neighbouring days.
    let midnight_min = |date: Date| {
        let (first, _) = calendar::minutes_around(date, date);
        first + calendar::FARTHEST_OFFSET_MIN
    };
    let (from_min, to_min) = (midnight_min(from.unwrap_or(Date::MIN)), midnight_min(to));
    let bounds = |per_min: i64| {
        let around_min = calendar::FARTHEST_OFFSET_MIN;
        let (first, after) = (from_min - around_min, to_min + around_min);
        [first * per_min, after * per_min, from_min * per_min, to_min * per_min]
    };
    let minutes = connection.execute(
        "DELETE FROM minutes WHERE minute >= ?1 AND minute < ?2 \
         AND minute * 60 + offset_s >= ?3 * 60 AND minute * 60 + offset_s < ?4 * 60",
        bounds(1),
    )?;
    for (table, column) in [("samples", "at_ms"), ("events", "at_ms"), ("sessions", "started_ms")] {
        connection.execute(
            &format!(
                "DELETE FROM {table} WHERE {column} >= ?1 AND {column} < ?2 \
                 AND {column} + offset_s * 1000 >= ?3 AND {column} + offset_s * 1000 < ?4"
            ),
            bounds(MINUTE_MS),
        )?;
    }
    Ok(minutes)
}

#[cfg(test)]
mod tests;
