//! Pairs alerts with their outcomes. Pure.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::sample::{EventKind, HistoryEvent};
use plumbline_core::body::Fault;

/// How an alert ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "end")]
pub enum AlertEnd {
    /// The posture was corrected.
    Corrected {
        /// Time from the alert to the correction, milliseconds.
        after_ms: i64,
    },
    /// The alert ended in another way: the person left, a quiet time began, monitoring stopped.
    Otherwise {
        /// Time from the alert to its end, milliseconds.
        after_ms: i64,
    },
    /// The end is not recorded, for example because the process was killed, or the alert is still
    /// active.
    Unknown,
}

/// An alert and its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AlertStory {
    pub at: Timestamp,
    pub fault: Option<Fault>,
    #[serde(flatten)]
    pub end: AlertEnd,
}

/// The alerts among `events` (in order of time), each with its end: the next event that ends an
/// alert of the same fault. If the same alert is raised again first, its end is unknown.
#[must_use]
pub fn alert_stories(events: &[HistoryEvent]) -> Vec<AlertStory> {
    let mut stories: Vec<AlertStory> = Vec::new();
    for event in events {
        let (at, fault) = (event.at, event.fault);
        match event.kind {
            EventKind::Alert => stories.push(AlertStory { at, fault, end: AlertEnd::Unknown }),
            EventKind::Corrected | EventKind::AlertEnded => {
                let newest = stories.iter_mut().rev().find(|story| story.fault == fault);
                // An alert ends only once.
                let Some(story) = newest.filter(|s| s.end == AlertEnd::Unknown) else { continue };
                let after_ms = ms_between(story.at, at);
                story.end = if event.kind == EventKind::Corrected {
                    AlertEnd::Corrected { after_ms }
                } else {
                    AlertEnd::Otherwise { after_ms }
                };
            }
            _ => {}
        }
    }
    stories
}

pub(crate) fn ms_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_millisecond() - from.as_millisecond()).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar;

    fn event(second: i64, kind: EventKind, fault: Option<Fault>) -> HistoryEvent {
        HistoryEvent {
            at: calendar::moment(1_700_000_000_000 + second * 1000),
            offset_s: 3600,
            kind,
            fault,
            detail: serde_json::Value::Null,
        }
    }

    #[test]
    fn an_alert_ends_with_the_next_end_event_of_its_fault() {
        let (neck, slouch) = (Some(Fault::ForwardHead), Some(Fault::Slouch));
        let stories = alert_stories(&[
            event(0, EventKind::Alert, neck),
            event(5, EventKind::Alert, slouch),
            event(9, EventKind::Corrected, neck),
            event(10, EventKind::Corrected, neck),
            event(20, EventKind::AlertEnded, slouch),
            event(30, EventKind::Alert, neck),
            event(90, EventKind::Alert, neck),
            event(99, EventKind::Corrected, neck),
        ]);
        let ends: Vec<AlertEnd> = stories.iter().map(|story| story.end).collect();
        assert_eq!(
            ends,
            [
                AlertEnd::Corrected { after_ms: 9_000 },
                AlertEnd::Otherwise { after_ms: 15_000 },
                AlertEnd::Unknown,
                AlertEnd::Corrected { after_ms: 9_000 },
            ]
        );
    }
}
