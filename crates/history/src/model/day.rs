//! Totals by local day. Pure.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::analysis::stretches::is_done;
use crate::model::calendar;
use crate::model::minute::{FaultTimes, Minute};
use crate::model::sample::{EventKind, HistoryEvent};
use crate::model::variety::VarietySum;

/// Totals of one day of the local calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    /// Time with a person in view: good, fault and uncertain, milliseconds.
    pub watched_ms: i64,
    pub good_ms: i64,
    /// Time with at least one fault, milliseconds.
    pub fault_ms: i64,
    /// Time in which posture could not be judged, milliseconds.
    pub uncertain_ms: i64,
    /// Time without a person, milliseconds.
    pub away_ms: i64,
    /// Time of each fault.
    pub faults: FaultTimes,
    /// Number of alerts.
    pub alerts: u32,
    /// Number of alerts that ended with a corrected posture.
    pub corrected: u32,
    /// Number of breaks taken.
    pub breaks: u32,
    /// Number of stretches done.
    pub stretches: u32,
    /// Variety of posture.
    pub variety: VarietySum,
}

impl Day {
    /// A day without records.
    #[must_use]
    pub fn empty(date: Date) -> Self {
        Self {
            date,
            watched_ms: 0,
            good_ms: 0,
            fault_ms: 0,
            uncertain_ms: 0,
            away_ms: 0,
            faults: FaultTimes::default(),
            alerts: 0,
            corrected: 0,
            breaks: 0,
            stretches: 0,
            variety: VarietySum::default(),
        }
    }

    /// Adds a minute of this day. The variety of posture needs the minutes in the order of time.
    pub fn add_minute(&mut self, minute: &Minute) {
        self.watched_ms += minute.watched_ms();
        self.good_ms += minute.good_ms;
        self.fault_ms += minute.fault_ms;
        self.uncertain_ms += minute.uncertain_ms;
        self.away_ms += minute.away_ms;
        self.faults.add_all(&minute.faults);
        self.variety.add_minute(minute);
    }

    /// Adds an event of this day.
    pub fn add_event(&mut self, event: &HistoryEvent) {
        match event.kind {
            EventKind::Alert => self.alerts += 1,
            EventKind::Corrected => self.corrected += 1,
            EventKind::BreakTaken => self.breaks += 1,
            EventKind::StretchDone if is_done(event) => self.stretches += 1,
            _ => {}
        }
    }

    /// Adds the totals of another day, regardless of its date.
    pub fn add_day(&mut self, other: &Self) {
        self.watched_ms += other.watched_ms;
        self.good_ms += other.good_ms;
        self.fault_ms += other.fault_ms;
        self.uncertain_ms += other.uncertain_ms;
        self.away_ms += other.away_ms;
        self.faults.add_all(&other.faults);
        self.alerts += other.alerts;
        self.corrected += other.corrected;
        self.breaks += other.breaks;
        self.stretches += other.stretches;
        self.variety.add(&other.variety);
    }

    /// Judged time: good plus fault, milliseconds.
    #[must_use]
    pub fn judged_ms(&self) -> i64 {
        self.good_ms + self.fault_ms
    }
}

/// Collects day totals from minutes in the order of time and events in any order.
#[derive(Debug, Clone)]
pub struct Days {
    from: Date,
    to: Date,
    days: BTreeMap<Date, Day>,
}

impl Days {
    /// Collects the days `from` to `to`, both included, and ignores other days.
    #[must_use]
    pub fn between(from: Date, to: Date) -> Self {
        Self { from, to, days: BTreeMap::new() }
    }

    fn day(&mut self, date: Date) -> Option<&mut Day> {
        (self.from..=self.to)
            .contains(&date)
            .then(|| self.days.entry(date).or_insert_with(|| Day::empty(date)))
    }

    /// Adds a minute.
    pub fn add_minute(&mut self, minute: &Minute) {
        if let Some(day) = self.day(minute.date()) {
            day.add_minute(minute);
        }
    }

    /// Adds an event.
    pub fn add_event(&mut self, event: &HistoryEvent) {
        if let Some(day) = self.day(calendar::local(event.at, event.offset_s).date()) {
            day.add_event(event);
        }
    }

    /// The days with records, in order.
    #[must_use]
    pub fn finish(self) -> Vec<Day> {
        let closed = |day: Day| Day { variety: day.variety.closed(), ..day };
        self.days.into_values().map(closed).collect()
    }
}
