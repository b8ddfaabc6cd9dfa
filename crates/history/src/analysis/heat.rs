//! Heat map of good posture by weekday and hour. Pure.

use jiff::civil::{Date, Weekday};

use crate::model::calendar;
use crate::model::minute::Minute;

/// Totals of one hour of a weekday, over all weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeatCell {
    pub good_ms: i64,
    /// Judged time: good plus fault, milliseconds.
    pub judged_ms: i64,
    /// Time with a person in view, milliseconds: the weight of the cell's share.
    pub watched_ms: i64,
}

impl HeatCell {
    /// Share of good posture in the judged time, 0 to 1; `None` without judged time.
    #[must_use]
    pub fn good_share(&self) -> Option<f64> {
        (self.judged_ms > 0).then(|| self.good_ms as f64 / self.judged_ms as f64)
    }
}

/// Good posture by weekday and hour of local time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeatMap {
    cells: [[HeatCell; 24]; 7],
}

impl HeatMap {
    /// Adds a minute.
    pub fn add_minute(&mut self, minute: &Minute) {
        let local = calendar::local(minute.start(), minute.offset_s);
        let cell = self.cell_mut(local.date().weekday(), local.hour());
        cell.good_ms += minute.good_ms;
        cell.judged_ms += minute.good_ms + minute.fault_ms;
        cell.watched_ms += minute.watched_ms();
    }

    /// Adds a minute if it lies on one of the days `from` to `to`, both included.
    pub fn add_minute_of(&mut self, minute: &Minute, (from, to): (Date, Date)) {
        if (from..=to).contains(&minute.date()) {
            self.add_minute(minute);
        }
    }

    /// The cell of an hour (0 to 23) of a weekday. Hours outside this range wrap around.
    #[must_use]
    pub fn cell(&self, weekday: Weekday, hour: i8) -> HeatCell {
        let (row, column) = place(weekday, hour);
        self.cells[row][column]
    }

    fn cell_mut(&mut self, weekday: Weekday, hour: i8) -> &mut HeatCell {
        let (row, column) = place(weekday, hour);
        &mut self.cells[row][column]
    }

    /// The first and the last hour with recorded time; `None` without any.
    #[must_use]
    pub fn hours(&self) -> Option<(i8, i8)> {
        let is_used = |hour: &i8| {
            self.cells.iter().any(|day| day[usize::from(hour.unsigned_abs())].watched_ms > 0)
        };
        Some(((0..24).find(is_used)?, (0..24).rev().find(is_used)?))
    }
}

fn place(weekday: Weekday, hour: i8) -> (usize, usize) {
    let row = weekday.to_monday_zero_offset().rem_euclid(7);
    let column = hour.rem_euclid(24);
    (usize::from(row.unsigned_abs()), usize::from(column.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::minute_number;

    #[test]
    fn a_minute_counts_in_its_local_hour() {
        let number = minute_number("2026-11-23T23:30:00Z".parse().unwrap());
        let mut map = HeatMap::default();
        assert_eq!(map.hours(), None);
        map.add_minute(&Minute {
            number,
            offset_s: 3600,
            good_ms: 30_000,
            fault_ms: 10_000,
            uncertain_ms: 20_000,
            ..Minute::default()
        });
        let cell = map.cell(Weekday::Tuesday, 0);
        assert_eq!(cell.good_share(), Some(0.75));
        assert_eq!((cell.judged_ms, cell.watched_ms), (40_000, 60_000));
        assert_eq!(map.hours(), Some((0, 0)));
        assert_eq!(map.cell(Weekday::Monday, 23).good_share(), None);
    }
}
