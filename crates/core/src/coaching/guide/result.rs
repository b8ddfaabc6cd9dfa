//! The result of one guided stretch.

use serde::{Deserialize, Serialize};

use crate::body::{Fault, Side};

/// How the stretch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StretchOutcome {
    /// At least [`DONE_SHARE`] of the planned time was held.
    Done,
    /// The person went to the next item before [`DONE_SHARE`] of the planned time was held.
    Skipped,
    /// The person ended the session before [`DONE_SHARE`] of the planned time was held.
    Stopped,
}

/// Share of the planned time that counts as done. Product choice.
pub const DONE_SHARE: f64 = 0.8;

/// The result of one item of a session, as stored in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StretchResult {
    /// Catalogue id of the item.
    pub stretch: String,
    /// The sides held for at least half of their time. Empty for an item without sides.
    pub sides: Vec<Side>,
    /// Planned hold time over all sides and rounds, milliseconds.
    pub planned_ms: i64,
    /// Total held time, milliseconds.
    pub held_ms: i64,
    /// Part of the held time that the camera confirmed, milliseconds.
    pub verified_ms: i64,
    pub outcome: StretchOutcome,
    /// The fault whose alert started the stretch.
    pub answers: Option<Fault>,
    /// The repetitions, for an item with repetitions. Their planned time is what the times above count.
    pub reps: Option<RepResult>,
}

/// The repetitions of one item, over all sides and rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RepResult {
    pub planned: u32,
    pub done: u32,
    /// Part of [`Self::done`] that the camera counted.
    pub seen: u32,
}
