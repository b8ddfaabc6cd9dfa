//! What came of alerts and of stretches. Pure.

use jiff::Timestamp;
use serde::Serialize;

use super::calendar;
use super::sample::{EventKind, HistoryEvent};
use crate::body::Fault;

/// How an alert ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "end")]
pub enum AlertEnd {
    /// The posture was corrected.
    Corrected {
        /// From the alert to the correction, milliseconds.
        after_ms: i64,
    },
    /// It ended in another way: the person left, it fell quiet, watching stopped.
    Otherwise {
        /// From the alert to its end, milliseconds.
        after_ms: i64,
    },
    /// Its end is not recorded, as when the process was killed, or it is still up.
    Unknown,
}

/// An alert and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AlertStory {
    /// When it was raised.
    pub at: Timestamp,
    /// What about.
    pub fault: Option<Fault>,
    /// How it ended.
    #[serde(flatten)]
    pub end: AlertEnd,
}

/// The alerts among `events` (in order of time), each with its end: the next event that ends an
/// alert of the same fault. One that is raised anew before has no known end.
#[must_use]
pub fn alert_stories(events: &[HistoryEvent]) -> Vec<AlertStory> {
    let mut stories: Vec<AlertStory> = Vec::new();
    for event in events {
        let (at, fault) = (event.at, event.fault);
        match event.kind {
            EventKind::Alert => stories.push(AlertStory { at, fault, end: AlertEnd::Unknown }),
            EventKind::Corrected | EventKind::AlertEnded => {
                let newest = stories.iter_mut().rev().find(|story| story.fault == fault);
                // One that has ended already does not end twice.
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

/// A stretch and the time until a fault was raised again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StretchStory {
    /// When it was done.
    pub at: Timestamp,
    /// Which one: `detail.stretch` of the event.
    pub stretch: Option<String>,
    /// The fault it was for, if the event says.
    pub fault: Option<Fault>,
    /// From the stretch to the next alert of the same posture (of any, if no fault is named),
    /// milliseconds; `None` if none came while it was followed.
    pub next_fault_ms: Option<i64>,
    /// How long it was followed, milliseconds: to that alert, or to when the person left, watching
    /// stopped, the day or the record ended, whichever came first. Without an alert it says "at least so
    /// long".
    pub followed_ms: i64,
}

/// The stretches among `events` (in order of time), each with the time to the next alert.
#[must_use]
pub fn stretch_stories(events: &[HistoryEvent]) -> Vec<StretchStory> {
    let mut stories = Vec::new();
    for (i, event) in events.iter().enumerate() {
        if event.kind != EventKind::StretchDone {
            continue;
        }
        let name = event.detail.get("stretch").and_then(|name| name.as_str());
        let mut story = StretchStory {
            at: event.at,
            stretch: name.map(ToOwned::to_owned),
            fault: event.fault,
            next_fault_ms: None,
            followed_ms: 0,
        };
        let day = calendar::local(event.at, event.offset_s).date();
        for later in &events[i + 1..] {
            if calendar::local(later.at, later.offset_s).date() != day {
                break;
            }
            story.followed_ms = ms_between(event.at, later.at);
            let is_same_posture = match (event.fault, later.fault) {
                (Some(mine), Some(theirs)) => mine.family() == theirs.family(),
                _ => true,
            };
            if later.kind == EventKind::Alert && is_same_posture {
                story.next_fault_ms = Some(story.followed_ms);
                break;
            }
            if matches!(later.kind, EventKind::Left | EventKind::WatchOff) {
                break;
            }
        }
        stories.push(story);
    }
    stories
}

fn ms_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_millisecond() - from.as_millisecond()).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(second: i64, kind: EventKind, fault: Option<Fault>) -> HistoryEvent {
        HistoryEvent {
            at: calendar::moment(1_700_000_000_000 + second * 1000),
            offset_s: 3600,
            kind,
            fault,
            detail: json!({"stretch": "chin_tuck"}),
        }
    }

    #[test]
    fn an_alert_ends_with_the_next_end_of_its_fault() {
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

    #[test]
    fn a_stretch_is_followed_to_the_next_fault_of_its_posture_or_to_the_end() {
        let (neck, shoulders) = (Some(Fault::ForwardHead), Some(Fault::RaisedShoulders));
        let stories = stretch_stories(&[
            event(0, EventKind::StretchDone, neck),
            event(60, EventKind::Alert, shoulders),
            event(90, EventKind::Alert, Some(Fault::Slouch)),
            event(100, EventKind::StretchDone, None),
            event(150, EventKind::Left, None),
            event(160, EventKind::Alert, neck),
            event(200, EventKind::StretchDone, shoulders),
            event(260, EventKind::Alert, neck),
        ]);
        let told: Vec<_> = stories.iter().map(|s| (s.next_fault_ms, s.followed_ms)).collect();
        assert_eq!(told, [(Some(90_000), 90_000), (None, 50_000), (None, 60_000)]);
        assert_eq!(stories[0].stretch.as_deref(), Some("chin_tuck"));
    }
}
