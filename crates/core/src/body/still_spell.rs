//! A series of frames without movement.

use super::MonotonicMs;

/// A series of frames without movement: every frame is compared with the first one and shows the
/// same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StillSpell {
    /// Time of the first frame.
    pub since: MonotonicMs,
    /// Time of the last frame in the series on which the pose model ran.
    pub looked: MonotonicMs,
}

impl StillSpell {
    /// A series that begins with a frame at `now` on which the pose model ran.
    #[must_use]
    pub fn beginning(now: MonotonicMs) -> Self {
        Self { since: now, looked: now }
    }
}
