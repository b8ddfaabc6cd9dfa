//! Exports the history as CSV and as JSON, for other programs and for another machine.
//!
//! JSON: `{"format": "plumbline-history", "version": 1, "minutes": […], "events": […]}`, with
//! minutes as [`MinuteRecord`] and events as [`HistoryEvent`]. [`import`](crate::exchange::import)
//! reads it.
//!
//! CSV of minutes, one row each: `start_utc`, `start_local`, `offset_s`, `watched_ms` (good, fault
//! and uncertain), `good_ms`, `fault_ms`, `uncertain_ms`, `away_ms`, `samples`, `confidence` (0 to
//! 1), then `fault_<name>_ms` for every fault, and `<quantity>_median`, `_p10`, `_p90` for every
//! quantity, and last `kept_ms` (longest time in one posture), `shifts` and `standing_ms`. The name of a
//! quantity includes its unit (slouch: shoulder widths). An empty field means not measured.
//!
//! CSV of events, one row each: `at_utc`, `at_local`, `offset_s`, `kind`, `fault`, `detail` (JSON).
//! The content of `detail` for a `stretch_done` event is listed in
//! [`stretches`](crate::analysis::stretches).

use std::cell::RefCell;
use std::io::Write;
use std::marker::PhantomData;

use jiff::civil::Date;
use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use crate::database::query::{Reader, around_ms};
use crate::error::HistoryError;
use crate::exchange::record::{FORMAT, MinuteRecord, VERSION};
use crate::model::calendar;
use crate::model::recorded::RECORDED;
use crate::model::sample::HistoryEvent;
use plumbline_core::body::Fault;
use plumbline_core::posture::Quantity;

/// First and last day to export, both included.
pub type DateRange = (Date, Date);

/// Writes the minutes and events of `days` as JSON.
///
/// # Errors
/// [`HistoryError`] if the database cannot be read or the export cannot be written.
pub fn json(reader: &Reader, days: DateRange, out: impl Write) -> Result<(), HistoryError> {
    let minutes = Rows::new(|each: Each<'_, MinuteRecord>| {
        reader.each_minute(calendar::minutes_around(days.0, days.1), |minute| {
            if !(days.0..=days.1).contains(&minute.date()) {
                return Ok(());
            }
            each(&MinuteRecord::from(&minute))
        })
    });
    let events = Rows::new(|each: Each<'_, HistoryEvent>| each_event_of(reader, days, each));
    serde_json::to_writer(out, &Export { format: FORMAT, version: VERSION, minutes, events })
        .map_err(not_exported)
}

/// Writes the minutes of `days` as CSV, with the columns listed in the [module
/// documentation](self).
///
/// # Errors
/// [`HistoryError`] if the database cannot be read or the export cannot be written.
pub fn minutes_csv(reader: &Reader, days: DateRange, out: impl Write) -> Result<(), HistoryError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(minute_columns()).map_err(not_exported)?;
    reader.each_minute(calendar::minutes_around(days.0, days.1), |minute| {
        if !(days.0..=days.1).contains(&minute.date()) {
            return Ok(());
        }
        let mut row = vec![
            minute.start().to_string(),
            calendar::local(minute.start(), minute.offset_s).to_string(),
            minute.offset_s.to_string(),
        ];
        row.extend(
            [
                minute.watched_ms(),
                minute.good_ms,
                minute.fault_ms,
                minute.uncertain_ms,
                minute.away_ms,
                minute.samples,
            ]
            .map(|number| number.to_string()),
        );
        row.push(minute.confidence.map(|c| c.to_string()).unwrap_or_default());
        row.extend(Fault::ALL.map(|fault| minute.faults.get(fault).to_string()));
        for spread in minute.spreads {
            row.extend(match spread {
                Some(s) => [s.median, s.p10, s.p90].map(|value| value.to_string()),
                None => Default::default(),
            });
        }
        row.extend(match minute.variety {
            Some(v) => [v.kept_ms.to_string(), v.shifts.to_string(), v.standing_ms.to_string()],
            None => Default::default(),
        });
        csv.write_record(row).map_err(not_exported)
    })?;
    csv.flush().map_err(not_exported)
}

/// Writes the events of `days` as CSV, with the columns listed in the [module documentation](self).
///
/// # Errors
/// [`HistoryError`] if the database cannot be read or the export cannot be written.
pub fn events_csv(reader: &Reader, days: DateRange, out: impl Write) -> Result<(), HistoryError> {
    let mut csv = csv::Writer::from_writer(out);
    let columns = ["at_utc", "at_local", "offset_s", "kind", "fault", "detail"];
    csv.write_record(columns).map_err(not_exported)?;
    each_event_of(reader, days, |event| {
        let detail = if event.detail.is_null() { String::new() } else { event.detail.to_string() };
        csv.write_record([
            event.at.to_string(),
            calendar::local(event.at, event.offset_s).to_string(),
            event.offset_s.to_string(),
            event.kind.name().to_owned(),
            event.fault.map(Fault::name).unwrap_or_default().to_owned(),
            detail,
        ])
        .map_err(not_exported)
    })?;
    csv.flush().map_err(not_exported)
}

fn minute_columns() -> Vec<String> {
    let fixed = [
        "start_utc",
        "start_local",
        "offset_s",
        "watched_ms",
        "good_ms",
        "fault_ms",
        "uncertain_ms",
        "away_ms",
        "samples",
        "confidence",
    ];
    let mut columns: Vec<String> = fixed.map(ToOwned::to_owned).to_vec();
    columns.extend(Fault::ALL.map(|fault| format!("fault_{}_ms", fault.name())));
    for quantity in RECORDED.map(Quantity::json_name) {
        columns.extend(["median", "p10", "p90"].map(|part| format!("{quantity}_{part}")));
    }
    columns.extend(["kept_ms", "shifts", "standing_ms"].map(ToOwned::to_owned));
    columns
}

fn each_event_of(
    reader: &Reader,
    days: DateRange,
    mut each: impl FnMut(&HistoryEvent) -> Result<(), HistoryError>,
) -> Result<(), HistoryError> {
    reader.each_event(around_ms(days.0, days.1), |event| {
        if (days.0..=days.1).contains(&calendar::local(event.at, event.offset_s).date()) {
            each(&event)?;
        }
        Ok(())
    })
}

fn not_exported(error: impl std::fmt::Display) -> HistoryError {
    HistoryError::NotExported(error.to_string())
}

#[derive(Serialize)]
struct Export<M: Serialize, E: Serialize> {
    format: &'static str,
    version: u32,
    minutes: M,
    events: E,
}

/// Callback for one row.
type Each<'a, T> = &'a mut dyn FnMut(&T) -> Result<(), HistoryError>;

/// Serialises rows one at a time as they are read, so that ten years do not have to fit in memory.
struct Rows<F, T>(RefCell<F>, PhantomData<T>);

impl<T, F: FnMut(Each<'_, T>) -> Result<(), HistoryError>> Rows<F, T> {
    fn new(walk: F) -> Self {
        Self(RefCell::new(walk), PhantomData)
    }
}

impl<T: Serialize, F: FnMut(Each<'_, T>) -> Result<(), HistoryError>> Serialize for Rows<F, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(None)?;
        let mut each = |row: &T| rows.serialize_element(row).map_err(not_exported);
        (self.0.borrow_mut())(&mut each).map_err(S::Error::custom)?;
        rows.end()
    }
}

#[cfg(test)]
mod tests;
