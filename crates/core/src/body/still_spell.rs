//! A time in which nothing has moved before the camera.

use super::MonotonicMs;

/// See the module text. Every picture of it shows what the first one showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StillSpell {
    /// Its first picture.
    pub since: MonotonicMs,
    /// The last of its pictures that the pose model looked at.
    pub looked: MonotonicMs,
}

impl StillSpell {
    /// One that begins with a picture looked at `now`.
    #[must_use]
    pub fn beginning(now: MonotonicMs) -> Self {
        Self { since: now, looked: now }
    }
}
