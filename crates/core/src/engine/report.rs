//! The stable JSON of measures, faults and events. Scripts depend on these names.

use serde_json::{Map, Value, json};

use super::{Event, Snapshot};
use crate::coaching::guide::StretchResult;
use crate::coaching::invitation::InviteReason;
use crate::posture::judge::ActiveFault;
use crate::posture::{Measure, Measures};

/// For each quantity `{"forward_head_deg":{"value":…,"delta":…,"sd":…,"confidence":…}, …}`, or
/// `{"unmeasured":"why"}` if it has no value. `delta` is `null` without a baseline.
#[must_use]
pub fn measures_json(measures: &Measures) -> Value {
    let entries = measures.iter().map(|(quantity, measure)| {
        let value = match measure {
            Measure::Known(m) => json!({
                "value": rounded(m.value),
                "delta": m.delta.map(rounded),
                "sd": rounded(m.sd),
                "confidence": rounded(m.confidence),
            }),
            Measure::Unmeasured(why) => json!({ "unmeasured": why.code() }),
        };
        (quantity.json_name().to_owned(), value)
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

/// `[{"fault":"forward_head","since_ms":1200}, …]`.
#[must_use]
pub fn faults_json(faults: &[ActiveFault]) -> Value {
    faults.iter().map(|f| json!({ "fault": f.fault.name(), "since_ms": f.since.0 })).collect()
}

/// One frame line of a replay. It has `"held":true` if the pose model did not run on this frame
/// because nothing had moved.
#[must_use]
pub fn frame_json(snapshot: &Snapshot) -> Value {
    let mut line = json!({
        "t_ms": snapshot.t.0,
        "view": snapshot.measures.view.name(),
        "measures": measures_json(&snapshot.measures),
        "faults": faults_json(&snapshot.faults),
        "state": snapshot.state.name(),
    });
    if snapshot.monitor.is_held {
        line["held"] = true.into();
    }
    line
}

/// One event line.
#[must_use]
pub fn event_json(event: &Event) -> Value {
    match event {
        Event::Alert { t, advice } => {
            let mut line = json!({
                "event": "alert", "t_ms": t.0, "fault": advice.fault.name(),
                "since_ms": advice.since.0, "stretch": advice.stretch,
                "muscle": advice.muscle, "why": advice.why,
            });
            if let Some(lot) = advice.lot {
                line["lot"] = lot.offer.name().into();
            }
            line
        }
        Event::Corrected { t, fault } => {
            json!({ "event": "corrected", "t_ms": t.0, "fault": fault.name() })
        }
        Event::Notify { t, advice, reminder } => json!({
            "event": "notify", "t_ms": t.0, "fault": advice.fault.name(),
            "since_ms": advice.since.0, "stretch": advice.stretch, "reminder": reminder,
        }),
        Event::AlertEnded { t, fault, how } => json!({
            "event": "alert_ended", "t_ms": t.0, "fault": fault.name(), "how": how.name(),
        }),
        Event::Feedback { t, fault } => {
            json!({ "event": "feedback", "t_ms": t.0, "fault": fault.name(), "says": "wrong" })
        }
        Event::Left { t, since } => json!({ "event": "left", "t_ms": t.0, "since_ms": since.0 }),
        Event::Returned { t, away_ms } => {
            json!({ "event": "returned", "t_ms": t.0, "away_ms": away_ms })
        }
        Event::BreakTaken { t, taken } => json!({
            "event": "break_taken", "t_ms": t.0, "lasted_ms": taken.lasted_ms,
            "after_sitting_ms": taken.after_sitting_ms,
        }),
        Event::StretchDone { t, result } => {
            let mut line = stretch_json(result);
            line["event"] = "stretch_done".into();
            line["t_ms"] = t.0.into();
            line
        }
        Event::QuietBegan { t, reason } => {
            json!({ "event": "quiet_began", "t_ms": t.0, "why": reason.name() })
        }
        Event::QuietEnded { t, summary } => {
            let summary = summary.map(|s| {
                json!({
                    "why": s.reason.name(), "lasted_ms": s.lasted_ms, "watched_ms": s.watched_ms,
                    "worst": s.worst.0.name(), "worst_ms": s.worst.1,
                })
            });
            json!({ "event": "quiet_ended", "t_ms": t.0, "summary": summary })
        }
        Event::Praise { t, minutes } => {
            json!({ "event": "praise", "t_ms": t.0, "good_minutes": minutes })
        }
        Event::Invited { t, invitation, .. } => {
            let mut line = invitation_json(&invitation.reason);
            line["event"] = "invited".into();
            line["t_ms"] = t.0.into();
            line
        }
        Event::InvitationEnded { t, invitation, answer } => json!({
            "event": "invitation_ended", "t_ms": t.0, "since_ms": invitation.since.0,
            "why": invitation.reason.name(), "answer": answer.name(),
        }),
        Event::WatchOff { t, reason } => {
            json!({ "event": "watch_off", "t_ms": t.0, "why": reason.name() })
        }
        Event::WatchOn { t } => json!({ "event": "watch_on", "t_ms": t.0 }),
        Event::Calibrated { t } => json!({ "event": "calibrated", "t_ms": t.0 }),
        Event::UprightTakenOver { t } => json!({ "event": "upright_taken_over", "t_ms": t.0 }),
        Event::UprightSwitched { t } => json!({ "event": "upright_switched", "t_ms": t.0 }),
        Event::PictureTurned { t, turn } => {
            json!({ "event": "picture_turned", "t_ms": t.0, "turn": turn })
        }
        Event::BaselineStale { t, reason } => {
            json!({ "event": "baseline_stale", "t_ms": t.0, "why": reason })
        }
        Event::SlouchSet { t } => json!({ "event": "slouch_set", "t_ms": t.0 }),
        Event::CalibrationFailed { t, problem } => {
            json!({ "event": "calibration_failed", "t_ms": t.0, "why": problem })
        }
    }
}

/// Why the person is invited to move.
#[must_use]
pub fn invitation_json(reason: &InviteReason) -> Value {
    match reason {
        InviteReason::SamePosture { kept_ms } => {
            json!({ "why": reason.name(), "kept_ms": kept_ms })
        }
        InviteReason::Slump(slump) => json!({
            "why": reason.name(), "fault": slump.fault.name(),
            "change": rounded(slump.change), "minutes": slump.minutes,
        }),
    }
}

/// The result of a guided stretch.
#[must_use]
pub fn stretch_json(result: &StretchResult) -> Value {
    let seconds = |ms: i64| (ms as f64 / 100.0).round() / 10.0;
    let mut line = json!({
        "stretch": result.stretch,
        "sides": result.sides,
        "planned_s": seconds(result.planned_ms),
        "held_s": seconds(result.held_ms),
        "verified_s": seconds(result.verified_ms),
        "outcome": result.outcome,
        "answers": result.answers,
    });
    if let Some(reps) = &result.reps {
        line["reps"] = json!(reps);
    }
    line
}

/// Rounds to three decimals: readable, and far below the noise of any measure.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
