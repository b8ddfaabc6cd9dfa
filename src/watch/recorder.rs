//! Records the snapshots and events of the watch threads in the history.

use std::sync::Arc;

use jiff::{Timestamp, Zoned};
use serde_json::{Value, json};

use super::WatchReport;
use plumbline_core::body::MonotonicMs;
use plumbline_core::coaching::silence::SilenceReason;
use plumbline_core::coaching::variety::Variety;
use plumbline_core::engine::report::{invitation_json, stretch_json};
use plumbline_core::engine::{Event, Lot, Snapshot};
use plumbline_core::posture::judge::{MAX_STEP_MS, PostureState};
use plumbline_core::posture::{Measures, Quantity};
use plumbline_history::{
    Angles, EventKind, History, HistoryEvent, RECORDED, Sample, SampleVariety,
};

/// Records one watch into a history.
pub struct HistoryRecorder {
    history: Arc<History>,
    last: Option<MonotonicMs>,
}

impl HistoryRecorder {
    #[must_use]
    pub fn new(history: Arc<History>) -> Self {
        Self { history, last: None }
    }

    /// Queues a report for the writer of the history without waiting. The time of this call is stored
    /// as the time of the report.
    pub fn record(&mut self, report: &WatchReport) {
        let now = Zoned::now();
        let (at, offset_s) = (now.timestamp(), now.offset().seconds());
        match report {
            WatchReport::Snapshot(snapshot) => {
                let span_ms = self.last.map_or(0, |last| snapshot.t.since_ms(last));
                self.last = Some(snapshot.t);
                // A longer gap counts as not monitored.
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

fn sample(snapshot: &Snapshot, at: Timestamp, offset_s: i32, span_ms: i64) -> Sample {
    Sample {
        at,
        offset_s,
        span_ms,
        state: snapshot.state,
        faults: snapshot.faults.iter().map(|f| f.fault).collect(),
        angles: angles(&snapshot.measures),
        variety: variety(snapshot),
    }
}

/// The variety of posture while the person is at the desk.
fn variety(snapshot: &Snapshot) -> Option<SampleVariety> {
    let Variety { kept_ms, has_shifted, is_standing, .. } = snapshot.monitor.variety;
    let is_known = is_standing || !matches!(snapshot.state, PostureState::Away);
    is_known.then_some(SampleVariety { kept_ms, has_shifted, is_standing })
}

fn angles(measures: &Measures) -> Angles {
    let mut angles = Angles::default();
    for quantity in RECORDED {
        let value = measures.get(quantity).known().map(|m| match quantity {
            Quantity::ScreenDistance => m.value,
            _ => m.delta.unwrap_or(m.value),
        });
        angles.set(quantity, value);
    }
    angles.confidence = measures.get(Quantity::ForwardHead).known().map(|m| m.confidence);
    angles
}

/// The record of `event`; `None` for events that are not recorded.
fn history_event(event: &Event, at: Timestamp, offset_s: i32) -> Option<HistoryEvent> {
    let (kind, fault, detail) = match event {
        Event::Alert { advice, .. } => {
            let mut detail = json!({ "stretch": advice.stretch });
            if let Some(Lot { trial, offer }) = advice.lot {
                detail["lot"] = offer.name().into();
                detail["trial"] = trial.into();
            }
            (EventKind::Alert, Some(advice.fault), detail)
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
        Event::InvitationEnded { invitation, answer, .. } => {
            let mut detail = invitation_json(&invitation.reason);
            detail["answer"] = answer.name().into();
            (EventKind::Invited, invitation.reason.fault(), detail)
        }
        Event::QuietEnded { .. }
        | Event::Invited { .. }
        | Event::Praise { .. }
        | Event::BaselineStale { .. }
        | Event::SlouchSet { .. }
        | Event::UprightTakenOver { .. }
        | Event::PictureTurned { .. }
        | Event::UprightSwitched { .. }
        | Event::CalibrationFailed { .. } => return None,
    };
    Some(HistoryEvent { at, offset_s, kind, fault, detail })
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::posture::{Measure, Measured};

    #[test]
    fn every_recorded_quantity_is_taken_from_the_measures() {
        let mut measures = Measures::nobody();
        assert_eq!(angles(&measures), Angles::default());
        for quantity in Quantity::ALL {
            let measured = Measured {
                delta: Some(quantity as usize as f64),
                ..Measured::plain(50.0, 1.0, 0.9)
            };
            measures.set(quantity, Measure::Known(measured));
        }
        let angles = angles(&measures);
        for quantity in RECORDED {
            let expected = match quantity {
                Quantity::ScreenDistance => 50.0,
                _ => quantity as usize as f64,
            };
            assert_eq!(angles.get(quantity), Some(expected), "{quantity:?}");
        }
        assert_eq!(angles.confidence, Some(0.9));
    }
}
