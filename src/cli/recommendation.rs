//! The recommendation for one frame, as `analyze` prints it.

use serde_json::{Value, json};

use plumbline_core::engine::{Engine, Snapshot};

/// `{"stretch","muscle","why"}` for the first fault, or `null`.
pub(super) fn recommendation_json(engine: &Engine, snapshot: &Snapshot) -> Value {
    snapshot.faults.first().and_then(|fault| engine.recommendation_for(fault.fault)).map_or(
        Value::Null,
        |(stretch, muscle, why)| json!({ "stretch": stretch, "muscle": muscle, "why": why }),
    )
}
