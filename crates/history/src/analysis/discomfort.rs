//! The answers to the daily question about discomfort. Pure.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::calendar;
use crate::model::sample::{EventKind, HistoryEvent};
use plumbline_core::coaching::discomfort::{Area, Discomfort, MAX_SCORE};

/// The answer of each day in `events`; the last one if there are several. Skipped days have none.
#[must_use]
pub fn answers(events: &[HistoryEvent]) -> BTreeMap<Date, Discomfort> {
    let mut answers = BTreeMap::new();
    for event in events.iter().filter(|event| event.kind == EventKind::Discomfort) {
        let answer = serde_json::from_value::<Discomfort>(event.detail.clone()).ok();
        if let Some(answer) = answer.filter(|answer| answer.score <= MAX_SCORE) {
            answers.insert(calendar::local(event.at, event.offset_s).date(), answer);
        }
    }
    answers
}

/// Whether the question was asked on `day`: answered or skipped.
#[must_use]
pub fn is_asked(events: &[HistoryEvent], day: Date) -> bool {
    events.iter().any(|event| {
        event.kind == EventKind::Discomfort
            && calendar::local(event.at, event.offset_s).date() == day
    })
}

/// Number of days on which each area was named, most often first.
#[must_use]
pub fn areas(answers: &BTreeMap<Date, Discomfort>) -> Vec<(Area, usize)> {
    let count = |area: &Area| answers.values().filter(|a| a.areas.contains(area)).count();
    let mut counts: Vec<(Area, usize)> =
        Area::ALL.into_iter().map(|area| (area, count(&area))).filter(|(_, n)| *n > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_last_answer_of_a_day_counts_and_a_skipped_day_has_none() {
        let event = |at: &str, detail| HistoryEvent {
            at: at.parse().unwrap(),
            offset_s: 0,
            kind: EventKind::Discomfort,
            fault: None,
            detail,
        };
        let events = [
            event("2026-03-02T10:00:00Z", json!({ "score": 6, "areas": ["neck"] })),
            event("2026-03-02T16:00:00Z", json!({ "score": 4, "areas": ["neck", "upper_back"] })),
            event("2026-03-03T16:00:00Z", json!({ "skipped": true })),
            event("2026-03-04T16:00:00Z", json!({ "score": 3, "areas": ["neck"] })),
            event("2026-03-05T16:00:00Z", json!({ "score": 77 })),
        ];
        let answers = answers(&events);
        let scores: Vec<u8> = answers.values().map(|answer| answer.score).collect();
        assert_eq!(scores, [4, 3]);
        assert_eq!(areas(&answers), [(Area::Neck, 2), (Area::UpperBack, 1)]);
        assert!(is_asked(&events, "2026-03-03".parse().unwrap()));
        assert!(!is_asked(&events, "2026-03-06".parse().unwrap()));
    }
}
