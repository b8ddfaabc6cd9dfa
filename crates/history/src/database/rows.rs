//! Reads and writes rows of the tables `minutes`, `samples` and `events`.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::database::codec;
use crate::model::calendar::{MINUTE_MS, moment};
use crate::model::minute::Minute;
use crate::model::sample::{EventKind, HistoryEvent, MAX_SPAN_MS, Sample};
use crate::model::variety::MinuteVariety;

const MINUTE_COLUMNS: &str = "minute, offset_s, good_ms, fault_ms, uncertain_ms, away_ms, samples, \
     confidence, faults, spreads, kept_ms, shifts, standing_ms";

/// Writes a minute and replaces an existing one.
pub(crate) fn put_minute(connection: &Connection, minute: &Minute) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT OR REPLACE INTO minutes (minute, offset_s, good_ms, fault_ms, uncertain_ms, \
         away_ms, samples, confidence, faults, spreads, kept_ms, shifts, standing_ms) \
         VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
    )?;
    statement.execute(params![
        minute.number,
        minute.offset_s,
        minute.good_ms,
        minute.fault_ms,
        minute.uncertain_ms,
        minute.away_ms,
        minute.samples,
        codec::confidence_code(minute.confidence),
        codec::fault_blob(&minute.faults),
        codec::spread_blob(&minute.spreads),
        minute.variety.map(|variety| variety.kept_ms),
        minute.variety.map(|variety| variety.shifts),
        minute.variety.map(|variety| variety.standing_ms),
    ])?;
    Ok(())
}

/// Deletes a minute.
pub(crate) fn delete_minute(connection: &Connection, number: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM minutes WHERE minute = ?1")?.execute([number])?;
    Ok(())
}

fn read_minute(row: &Row<'_>) -> rusqlite::Result<Minute> {
    let faults = row.get_ref(8)?.as_blob_or_null()?;
    let spreads = row.get_ref(9)?.as_blob_or_null()?;
    let minute = Minute {
        number: row.get(0)?,
        offset_s: row.get(1)?,
        good_ms: row.get(2)?,
        fault_ms: row.get(3)?,
        uncertain_ms: row.get(4)?,
        away_ms: row.get(5)?,
        samples: row.get(6)?,
        confidence: codec::confidence_of(row.get(7)?),
        faults: codec::fault_times(faults.unwrap_or_default()),
        spreads: codec::spreads_of(spreads.unwrap_or_default()),
        variety: read_variety(row, 10)?,
    };
    // A damaged file can contain any values; limit them here, so that callers can rely on valid
    // minutes.
    Ok(minute.within_a_minute())
}

/// The variety of a minute in the three columns from `first`; `None` if it was not recorded.
fn read_variety(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<MinuteVariety>> {
    let (kept_ms, shifts): (Option<i64>, Option<i64>) = (row.get(first)?, row.get(first + 1)?);
    let standing_ms: Option<i64> = row.get(first + 2)?;
    Ok(kept_ms.zip(shifts).map(|(kept_ms, shifts)| MinuteVariety {
        kept_ms,
        shifts: u32::try_from(shifts).unwrap_or_default(),
        standing_ms: standing_ms.unwrap_or_default(),
    }))
}

/// The minute with this number, if it exists.
pub(crate) fn minute(connection: &Connection, number: i64) -> rusqlite::Result<Option<Minute>> {
    let sql = format!("SELECT {MINUTE_COLUMNS} FROM minutes WHERE minute = ?1");
    connection.prepare_cached(&sql)?.query_row([number], read_minute).optional()
}

/// Calls `each` for the minutes with numbers from `from` up to but not including `to`, in order.
pub(crate) fn each_minute<E: From<rusqlite::Error>>(
    connection: &Connection,
    (from, to): (i64, i64),
    mut each: impl FnMut(Minute) -> Result<(), E>,
) -> Result<(), E> {
    let sql = format!(
        "SELECT {MINUTE_COLUMNS} FROM minutes WHERE minute >= ?1 AND minute < ?2 ORDER BY minute"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        each(read_minute(row)?)?;
    }
    Ok(())
}

fn read_times(row: &Row<'_>) -> rusqlite::Result<Minute> {
    let faults = row.get_ref(6)?.as_blob_or_null()?;
    let minute = Minute {
        number: row.get(0)?,
        offset_s: row.get(1)?,
        good_ms: row.get(2)?,
        fault_ms: row.get(3)?,
        uncertain_ms: row.get(4)?,
        away_ms: row.get(5)?,
        faults: codec::fault_times(faults.unwrap_or_default()),
        variety: read_variety(row, 7)?,
        ..Minute::default()
    };
    Ok(minute.within_a_minute())
}

/// Like [`each_minute`], but reads only the times of states and faults and the variety; decoding the rest of a row
/// takes most of the time.
pub(crate) fn each_minute_times<E: From<rusqlite::Error>>(
    connection: &Connection,
    (from, to): (i64, i64),
    mut each: impl FnMut(Minute) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = connection.prepare_cached(
        "SELECT minute, offset_s, good_ms, fault_ms, uncertain_ms, away_ms, faults, kept_ms, shifts, \
         standing_ms FROM minutes WHERE minute >= ?1 AND minute < ?2 ORDER BY minute",
    )?;
    let mut rows = statement.query([from, to])?;
    while let Some(row) = rows.next()? {
        each(read_times(row)?)?;
    }
    Ok(())
}

/// Stores a sample; returns false if there already is one for the same millisecond.
pub(crate) fn put_sample(connection: &Connection, sample: &Sample) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(
        "INSERT OR IGNORE INTO samples (at_ms, offset_s, span_ms, state, faults, confidence, \
         angles, kept_ms, moves) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
    )?;
    let inserted = statement.execute(params![
        sample.at.as_millisecond(),
        sample.offset_s,
        sample.span_ms.min(MAX_SPAN_MS),
        codec::state_code(sample.state),
        codec::fault_bits(&sample.faults),
        codec::confidence_code(sample.angles.confidence),
        codec::angle_blob(&sample.angles),
        sample.variety.map(|variety| variety.kept_ms),
        sample.variety.map(|variety| codec::move_bits(&variety)),
    ])?;
    Ok(inserted > 0)
}

/// All samples that can have time in a minute.
pub(crate) fn samples_of(connection: &Connection, minute: i64) -> rusqlite::Result<Vec<Sample>> {
    let start_ms = minute.saturating_mul(MINUTE_MS);
    samples(connection, start_ms, start_ms + MINUTE_MS + MAX_SPAN_MS)
}

/// The samples taken after `after_ms` and up to `until_ms`, milliseconds since 1970 UTC, in order.
pub(crate) fn samples(
    connection: &Connection,
    after_ms: i64,
    until_ms: i64,
) -> rusqlite::Result<Vec<Sample>> {
    let mut statement = connection.prepare_cached(
        "SELECT at_ms, offset_s, span_ms, state, faults, confidence, angles, kept_ms, moves \
         FROM samples WHERE at_ms > ?1 AND at_ms <= ?2 ORDER BY at_ms",
    )?;
    let read = statement.query_map([after_ms, until_ms], |row| {
        let angles = row.get_ref(6)?.as_blob_or_null()?;
        let mut angles = codec::angles_of(angles.unwrap_or_default());
        angles.confidence = codec::confidence_of(row.get(5)?);
        Ok(Sample {
            at: moment(row.get(0)?),
            offset_s: row.get(1)?,
            span_ms: row.get(2)?,
            state: codec::state_of(row.get(3)?),
            faults: codec::faults_of(row.get(4)?),
            angles,
            variety: codec::variety_of(row.get(7)?, row.get(8)?),
        })
    })?;
    read.collect()
}

/// Adds an event.
pub(crate) fn put_event(connection: &Connection, event: &HistoryEvent) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO events (at_ms, offset_s, kind, fault, detail) VALUES (?1,?2,?3,?4,?5)",
    )?;
    statement.execute(params![
        event.at.as_millisecond(),
        event.offset_s,
        codec::kind_code(event.kind),
        event.fault.map(codec::fault_code),
        detail_text(event),
    ])?;
    Ok(())
}

/// Whether an event with the same time, kind, fault and detail exists.
pub(crate) fn has_event(connection: &Connection, event: &HistoryEvent) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM events WHERE at_ms = ?1 AND kind = ?2 AND fault IS ?3 \
         AND detail IS ?4)",
    )?;
    statement.query_row(
        params![
            event.at.as_millisecond(),
            codec::kind_code(event.kind),
            event.fault.map(codec::fault_code),
            detail_text(event),
        ],
        |row| row.get(0),
    )
}

fn detail_text(event: &HistoryEvent) -> Option<String> {
    (!event.detail.is_null()).then(|| event.detail.to_string())
}

/// The events of one kind from `from_ms` up to but not including `to_ms`, milliseconds since 1970 UTC, in order.
pub(crate) fn events_of_kind(
    connection: &Connection,
    kind: EventKind,
    range: (i64, i64),
) -> rusqlite::Result<Vec<HistoryEvent>> {
    // Few events are of a kind such as a stretch, so the others are not decoded.
    let mut events = Vec::new();
    each_event_where(
        connection,
        "AND kind = ?3",
        (range, Some(codec::kind_code(kind))),
        |event| {
            events.push(event);
            Ok::<(), rusqlite::Error>(())
        },
    )?;
    Ok(events)
}

/// Calls `each` for the events from `from_ms` up to but not including `to_ms`, milliseconds since
/// 1970 UTC, in order. Kinds written by a newer version are skipped.
pub(crate) fn each_event<E: From<rusqlite::Error>>(
    connection: &Connection,
    range: (i64, i64),
    each: impl FnMut(HistoryEvent) -> Result<(), E>,
) -> Result<(), E> {
    each_event_where(connection, "AND ?3 IS NULL", (range, None), each)
}

fn each_event_where<E: From<rusqlite::Error>>(
    connection: &Connection,
    condition: &str,
    ((from_ms, to_ms), kind): ((i64, i64), Option<i64>),
    mut each: impl FnMut(HistoryEvent) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT at_ms, offset_s, kind, fault, detail FROM events \
         WHERE at_ms >= ?1 AND at_ms < ?2 {condition} ORDER BY at_ms, id",
    ))?;
    let mut rows = statement.query(params![from_ms, to_ms, kind])?;
    while let Some(row) = rows.next()? {
        let Some(kind) = codec::kind_of(row.get(2)?) else { continue };
        let fault: Option<i64> = row.get(3)?;
        let detail: Option<String> = row.get(4)?;
        each(HistoryEvent {
            at: moment(row.get(0)?),
            offset_s: row.get(1)?,
            kind,
            fault: fault.and_then(|code| u8::try_from(code).ok()).and_then(codec::fault_of),
            detail: detail
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or(serde_json::Value::Null),
        })?;
    }
    Ok(())
}
