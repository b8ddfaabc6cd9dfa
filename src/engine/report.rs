//! The stable JSON of measures, faults and events (the names scripts build on).

use serde_json::{Map, Value, json};

use super::{Event, Snapshot};
use crate::posture::judge::ActiveFault;
use crate::posture::{Measure, Measures};

/// `{"forward_head_deg":{"value":…,"delta":…,"confidence":…}, …}` or `{"unmeasured":"why"}` for
/// each quantity. `delta` is `null` without a baseline.
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

/// One line of a replay.
#[must_use]
pub fn frame_json(snapshot: &Snapshot) -> Value {
    json!({
        "t_ms": snapshot.t.0,
        "view": snapshot.measures.view.name(),
        "measures": measures_json(&snapshot.measures),
        "faults": faults_json(&snapshot.faults),
        "state": snapshot.state.name(),
    })
}

/// One event line.
#[must_use]
pub fn event_json(event: &Event) -> Value {
    match event {
        Event::Alert { t, advice } => json!({
            "event": "alert", "t_ms": t.0, "fault": advice.fault.name(),
            "since_ms": advice.since.0, "stretch": advice.stretch,
            "muscle": advice.muscle, "why": advice.why,
        }),
        Event::Corrected { t, fault } => {
            json!({ "event": "corrected", "t_ms": t.0, "fault": fault.name() })
        }
        Event::Calibrated { t } => json!({ "event": "calibrated", "t_ms": t.0 }),
        Event::BaselineStale { t, reason } => {
            json!({ "event": "baseline_stale", "t_ms": t.0, "why": reason })
        }
        Event::SlouchSet { t } => json!({ "event": "slouch_set", "t_ms": t.0 }),
        Event::CalibrationFailed { t, problem } => {
            json!({ "event": "calibration_failed", "t_ms": t.0, "why": problem })
        }
    }
}

/// Three decimals: far below the noise of any measure, and readable.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
