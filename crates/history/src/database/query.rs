//! Queries. They use their own read-only connection, so they never delay the writer.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::analysis::discomfort;
use crate::analysis::episodes::{AlertStory, alert_stories};
use crate::analysis::heat::HeatMap;
use crate::analysis::month::{Minutes, MonthData};
use crate::analysis::stretches::{StretchFollowUp, StretchLog, stretch_log};
use crate::analysis::summary::WeekData;
use crate::database::open;
use crate::database::rows;
use crate::error::HistoryError;
use crate::model::calendar::{self, MINUTE_MS, minutes_around};
use crate::model::day::{Day, Days};
use crate::model::minute::{FaultTimes, Minute};
use crate::model::sample::{EventKind, HistoryEvent, Sample};

/// Reads the history. Create and use it on one thread.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
    /// The copy that is read, if the file itself cannot be.
    _copy: Option<TempDir>,
}

impl Reader {
    /// Opens the history at `path` for reading; it must exist, and may be read-only.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn open(path: &Path) -> Result<Self, HistoryError> {
        let open::Readable { connection, copy } = open::readable(path)?;
        Ok(Self { connection, _copy: copy })
    }

    /// The first and the last day with records; `None` without any.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn span(&self) -> Result<Option<(Date, Date)>, HistoryError> {
        let end = |direction: &str| {
            self.connection
                .prepare_cached(&format!(
                    "SELECT minute, offset_s FROM minutes ORDER BY minute {direction} LIMIT 1"
                ))?
                .query_map([], |row| Ok(calendar::local_date(row.get(0)?, row.get(1)?)))?
                .next()
                .transpose()
        };
        Ok(end("ASC")?.zip(end("DESC")?))
    }

    /// The minutes that begin at or after `from` and before `to`, in order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn minutes(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Minute>, HistoryError> {
        // Number of the first minute that begins at or after a moment.
        let first =
            |at: Timestamp| at.as_millisecond().saturating_add(MINUTE_MS - 1).div_euclid(MINUTE_MS);
        let mut minutes = Vec::new();
        self.each_minute((first(from), first(to)), |minute| {
            minutes.push(minute);
            Ok(())
        })?;
        Ok(minutes)
    }

    /// The events at or after `from` and before `to`, in order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn events(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<HistoryEvent>, HistoryError> {
        let mut events = Vec::new();
        self.each_event((from.as_millisecond(), to.as_millisecond()), |event| {
            events.push(event);
            Ok(())
        })?;
        Ok(events)
    }

    /// The samples taken after `after` and up to `until`, if they are still kept.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn samples(&self, after: Timestamp, until: Timestamp) -> Result<Vec<Sample>, HistoryError> {
        Ok(rows::samples(&self.connection, after.as_millisecond(), until.as_millisecond())?)
    }

    /// The days with records from `from` to `to`, both included.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn days(&self, from: Date, to: Date) -> Result<Vec<Day>, HistoryError> {
        let mut days = Days::between(from, to);
        self.each_minute_times(minutes_around(from, to), |minute| days.add_minute(&minute))?;
        self.each_event(around_ms(from, to), |event| {
            days.add_event(&event);
            Ok(())
        })?;
        Ok(days.finish())
    }

    /// Good posture by weekday and hour, over the days `from` to `to`, both included.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn heat_map(&self, from: Date, to: Date) -> Result<HeatMap, HistoryError> {
        let mut map = HeatMap::default();
        self.each_minute_times(minutes_around(from, to), |minute| {
            map.add_minute_of(&minute, (from, to));
        })?;
        Ok(map)
    }

    /// Time of each fault on the days `from` to `to`, both included, and the judged time of these
    /// days, milliseconds.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn fault_times(&self, from: Date, to: Date) -> Result<(FaultTimes, i64), HistoryError> {
        let mut total = Day::empty(from);
        self.each_minute_times(minutes_around(from, to), |minute| {
            if (from..=to).contains(&minute.date()) {
                total.add_minute(&minute);
            }
        })?;
        Ok((total.faults, total.judged_ms()))
    }

    /// The alerts of the days `from` to `to`, both included, with their outcomes.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn alerts(&self, from: Date, to: Date) -> Result<Vec<AlertStory>, HistoryError> {
        Ok(alert_stories(&self.events_of_days(from, to)?))
    }

    /// The stretches of the days `from` to `to`, both included, with the time to the next alert,
    /// and corrections without a stretch for comparison.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stretches(&self, from: Date, to: Date) -> Result<StretchLog, HistoryError> {
        Ok(stretch_log(&self.events_of_days(from, to)?))
    }

    /// Effect of each stretch on each fault on the `days` days up to `today`, for the
    /// recommendation of stretches. Reads the events of those days once.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stretch_outcomes(
        &self,
        today: Date,
        days: u32,
    ) -> Result<Vec<StretchFollowUp>, HistoryError> {
        let from = calendar::days_after(today, 1 - i64::from(days.max(1)));
        Ok(self.stretches(from, today)?.outcomes())
    }

    /// Data of the week that contains `monday`, for the weekly summary and the report.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn week(&self, monday: Date) -> Result<WeekData, HistoryError> {
        let monday = calendar::monday_of(monday);
        let sunday = calendar::days_after(monday, 6);
        let (last_monday, last_sunday) =
            (calendar::days_after(monday, -7), calendar::days_after(monday, -1));
        let events = self.events_of_days(monday, sunday)?;
        Ok(WeekData {
            monday,
            days: self.days(monday, sunday)?,
            days_before: self.days(last_monday, last_sunday)?,
            heat: self.heat_map(monday, sunday)?,
            alerts: alert_stories(&events),
            stretches: stretch_log(&events),
        })
    }

    /// Data of the month that contains `day`, for the report.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn month(&self, day: Date) -> Result<MonthData, HistoryError> {
        let (first, last) = (day.first_of_month(), day.last_of_month());
        let before = calendar::days_after(first, -1);
        let mut minutes = Minutes::default();
        self.each_minute(minutes_around(first, last), |minute| {
            if (first..=last).contains(&minute.date()) {
                minutes.add(&minute);
            }
            Ok(())
        })?;
        let (hours, ranges) = minutes.finish();
        let events = self.events_of_days(first, last)?;
        Ok(MonthData {
            first,
            days: self.days(first, last)?,
            days_before: self.days(before.first_of_month(), before)?,
            hours,
            ranges,
            alerts: alert_stories(&events),
            stretches: stretch_log(&events),
            discomfort: discomfort::answers(&events),
        })
    }

    /// The events of the days `from` to `to`, both included, in order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn events_of_days(&self, from: Date, to: Date) -> Result<Vec<HistoryEvent>, HistoryError> {
        let mut events = Vec::new();
        self.each_event(around_ms(from, to), |event| {
            if (from..=to).contains(&calendar::local(event.at, event.offset_s).date()) {
                events.push(event);
            }
            Ok(())
        })?;
        Ok(events)
    }

    /// The events of one kind on the days `from` to `to`, both included, in order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn events_of_kind(
        &self,
        kind: EventKind,
        from: Date,
        to: Date,
    ) -> Result<Vec<HistoryEvent>, HistoryError> {
        let mut events = rows::events_of_kind(&self.connection, kind, around_ms(from, to))?;
        events.retain(|event| {
            (from..=to).contains(&calendar::local(event.at, event.offset_s).date())
        });
        Ok(events)
    }

    /// Calls `each` for the minutes in a range of numbers, in order, with only the times of states
    /// and faults filled in.
    fn each_minute_times(
        &self,
        range: (i64, i64),
        mut each: impl FnMut(Minute),
    ) -> Result<(), HistoryError> {
        rows::each_minute_times(&self.connection, range, |minute| {
            each(minute);
            Ok(())
        })
    }

    /// Calls `each` for the minutes in a range of numbers, in order, without collecting them.
    pub(crate) fn each_minute(
        &self,
        range: (i64, i64),
        each: impl FnMut(Minute) -> Result<(), HistoryError>,
    ) -> Result<(), HistoryError> {
        rows::each_minute(&self.connection, range, each)
    }

    /// Calls `each` for the events in a range of milliseconds since 1970 UTC, in order, without
    /// collecting them.
    pub(crate) fn each_event(
        &self,
        range: (i64, i64),
        each: impl FnMut(HistoryEvent) -> Result<(), HistoryError>,
    ) -> Result<(), HistoryError> {
        rows::each_event(&self.connection, range, each)
    }
}

/// The range of milliseconds since 1970 UTC that can lie on the days, in any time zone.
pub(crate) fn around_ms(from: Date, to: Date) -> (i64, i64) {
    let (first, after) = minutes_around(from, to);
    (first.saturating_mul(MINUTE_MS), after.saturating_mul(MINUTE_MS))
}

#[cfg(test)]
mod tests;
