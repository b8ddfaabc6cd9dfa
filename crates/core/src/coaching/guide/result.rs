//! What came of one guided stretch.

use serde::{Deserialize, Serialize};

use crate::body::{Fault, Side};

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StretchOutcome {
    /// Most of it was held.
    Done,
    /// The person went on to the next one before that.
    Skipped,
    /// The person ended the session before that.
    Stopped,
}

/// So much of the planned time counts as done. Product choice.
pub const DONE_SHARE: f64 = 0.8;

/// One item of a session, as history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StretchResult {
    /// Catalogue id.
    pub stretch: String,
    /// The sides that were held for at least half of their time; empty for an item without sides.
    pub sides: Vec<Side>,
    /// Planned over all sides and rounds, milliseconds.
    pub planned_ms: i64,
    /// Held in all, milliseconds.
    pub held_ms: i64,
    /// Of these, seen by the camera, milliseconds.
    pub verified_ms: i64,
    /// How it ended.
    pub outcome: StretchOutcome,
    /// The fault whose alert it answered.
    pub answers: Option<Fault>,
}
