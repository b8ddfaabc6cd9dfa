//! What the watching threads tell, written into the history.

use std::sync::Arc;

use jiff::{Timestamp, Zoned};
use serde_json::{Value, json};

use super::latest_state::WatchReport;
use plumbline_core::body::MonotonicMs;
use plumbline_core::coaching::silence::SilenceReason;
use plumbline_core::engine::report::stretch_json;
use plumbline_core::engine::{Event, Snapshot};
use plumbline_core::posture::Quantity;
use plumbline_core::posture::judge::{MAX_STEP_MS, PostureState};
use plumbline_history::database::store::History;
use plumbline_history::model::sample::{Angles, EventKind, HistoryEvent, Sample, State, Tracked};

/// Records one watch into a history.
pub struct HistoryRecorder {
    history: Arc<History>,
    last: Option<MonotonicMs>,
}

impl HistoryRecorder {
    /// Records into `history`.
    #[must_use]
    pub fn new(history: Arc<History>) -> Self {
        Self { history, last: None }
    }

    /// Queues a report for the history's writer, without waiting. Its time is the time of this call.
    pub fn record(&mut self, report: &WatchReport) {
        let now = Zoned::now();
        let (at, offset_s) = (now.timestamp(), now.offset().seconds());
        match report {
            WatchReport::Snapshot(snapshot) => {
                let span_ms = self.last.map_or(0, |last| snapshot.t.since_ms(last));
                self.last = Some(snapshot.t);
                // A longer gap was not watched.
                if (1..=MAX_STEP_MS).contains(&span_ms) {
                    self.history.add(sample(snapshot, at, offset_s, span_ms));
                }
            }
            WatchReport::Event(event) => {
                if let Some(event) = history_event(event, at, offset_s) {
                    self.history.note(event);
                }
            }
            WatchReport::Source(_) | WatchReport::Failed(_) | WatchReport::Backend(_) => {}
        }
    }
}

/// The quantities whose course is kept, as the history knows them.
const TRACKED: [(Tracked, Quantity); Tracked::COUNT] = [
    (Tracked::ForwardHead, Quantity::ForwardHead),
    (Tracked::RaisedShoulderLeft, Quantity::RaisedShoulderLeft),
    (Tracked::RaisedShoulderRight, Quantity::RaisedShoulderRight),
    (Tracked::HeadTilt, Quantity::HeadTilt),
    (Tracked::ShoulderTilt, Quantity::ShoulderTilt),
    (Tracked::Slouch, Quantity::Slouch),
    (Tracked::TrunkLean, Quantity::TrunkLean),
    (Tracked::ScreenDistance, Quantity::ScreenDistance),
];

fn sample(snapshot: &Snapshot, at: Timestamp, offset_s: i32, span_ms: i64) -> Sample {
    let mut angles = Angles::default();
    for (tracked, quantity) in TRACKED {
        let value = snapshot.measures.get(quantity).known().map(|m| match tracked {
            Tracked::ScreenDistance => m.value,
            _ => m.delta.unwrap_or(m.value),
        });
        angles.set(tracked, value);
    }
    angles.confidence = snapshot.measures.get(Quantity::ForwardHead).known().map(|m| m.confidence);
    Sample {
        at,
        offset_s,
        span_ms,
        state: match snapshot.state {
            PostureState::Good => State::Good,
            PostureState::Fault => State::Fault,
            PostureState::Uncertain => State::Uncertain,
            PostureState::Away => State::Away,
        },
        faults: snapshot.faults.iter().map(|f| f.fault).collect(),
        angles,
    }
}

/// What is worth keeping of `event`.
fn history_event(event: &Event, at: Timestamp, offset_s: i32) -> Option<HistoryEvent> {
    let (kind, fault, detail) = match event {
        Event::Alert { advice, .. } => {
            (EventKind::Alert, Some(advice.fault), json!({ "stretch": advice.stretch }))
        }
        Event::Notify { advice, reminder, .. } => {
            (EventKind::Notified, Some(advice.fault), json!({ "reminder": reminder }))
        }
        Event::Corrected { fault, .. } => (EventKind::Corrected, Some(*fault), Value::Null),
        Event::AlertEnded { fault, how, .. } => {
            (EventKind::AlertEnded, Some(*fault), json!({ "how": how.name() }))
        }
        Event::QuietBegan { reason: SilenceReason::Snoozed, .. } => {
            (EventKind::Snoozed, None, Value::Null)
        }
        Event::QuietBegan { reason, .. } => {
            (EventKind::Quiet, None, json!({ "why": reason.name() }))
        }
        Event::BreakTaken { taken, .. } => (
            EventKind::BreakTaken,
            None,
            json!({ "lasted_ms": taken.lasted_ms, "after_sitting_ms": taken.after_sitting_ms }),
        ),
        Event::Left { .. } => (EventKind::Left, None, Value::Null),
        Event::Returned { away_ms, .. } => {
            (EventKind::Returned, None, json!({ "away_ms": away_ms }))
        }
        Event::Calibrated { .. } => (EventKind::Calibrated, None, Value::Null),
        Event::WatchOff { reason, .. } => {
            (EventKind::WatchOff, None, json!({ "why": reason.name() }))
        }
        Event::WatchOn { .. } => (EventKind::WatchOn, None, Value::Null),
        Event::StretchDone { result, .. } => {
            (EventKind::StretchDone, result.answers, stretch_json(result))
        }
        Event::Feedback { fault, .. } => {
            (EventKind::Feedback, Some(*fault), json!({ "says": "wrong" }))
        }
        Event::QuietEnded { .. }
        | Event::Praise { .. }
        | Event::BaselineStale { .. }
        | Event::SlouchSet { .. }
        | Event::CalibrationFailed { .. } => return None,
    };
    Some(HistoryEvent { at, offset_s, kind, fault, detail })
}
