//! Strength exercises done on each day, for their progression. Pure.

use jiff::civil::Date;

use crate::model::calendar;
use crate::model::sample::{EventKind, HistoryEvent};
use plumbline_core::coaching::progression::StrengthDay;

/// Number of a day, as [`StrengthDay::day`] counts: days since 1 January 1970.
#[must_use]
pub fn day_number(date: Date) -> i32 {
    let days = calendar::days_between(Date::constant(1970, 1, 1), date);
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// The exercises with repetitions in `events`, in the order of time. Several sets of one day count together: the best
/// of them.
#[must_use]
pub fn strength_days(events: &[HistoryEvent]) -> Vec<StrengthDay> {
    let mut days: Vec<StrengthDay> = Vec::new();
    for event in events.iter().filter(|event| event.kind == EventKind::StretchDone) {
        let number = |name: &str| {
            let value = event.detail.get("reps")?.get(name)?.as_u64()?;
            u32::try_from(value).ok()
        };
        let id = event.detail.get("stretch").and_then(serde_json::Value::as_str);
        let (Some(id), Some(planned), Some(done)) = (id, number("planned"), number("done")) else {
            continue;
        };
        let day = day_number(calendar::local(event.at, event.offset_s).date());
        let new = StrengthDay { item: id.to_owned(), day, planned, done };
        match days.iter_mut().find(|other| other.day == day && other.item == new.item) {
            Some(other) if new.done > other.done => *other = new,
            Some(_) => {}
            None => days.push(new),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_best_set_of_a_day_counts_and_holds_do_not() {
        let event = |at: &str, detail| HistoryEvent {
            at: at.parse().unwrap(),
            offset_s: 3600,
            kind: EventKind::StretchDone,
            fault: None,
            detail,
        };
        let set = |done: u32| json!({ "stretch": "lateral-raise", "reps": { "planned": 10, "done": done, "seen": 0 } });
        let events = [
            event("2026-03-02T10:00:00Z", set(6)),
            event("2026-03-02T15:00:00Z", set(10)),
            event("2026-03-02T23:30:00Z", set(8)),
            event("2026-03-03T09:00:00Z", json!({ "stretch": "side-arm", "held_s": 60 })),
        ];
        let days = strength_days(&events);
        let found: Vec<(i32, u32)> = days.iter().map(|day| (day.day, day.done)).collect();
        let first = day_number("2026-03-02".parse().unwrap());
        assert_eq!(found, [(first, 10), (first + 1, 8)], "half past midnight is the next day");
    }
}
