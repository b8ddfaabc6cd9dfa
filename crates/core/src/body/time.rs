//! Time in the core: milliseconds on an injected monotonic clock.

use std::ops::{Add, Sub};

/// A time on the injected monotonic clock, in milliseconds since an arbitrary start.
///
/// The core never reads a clock. Live monitoring injects the capture time of each frame, on a clock
/// that also counts the time in which the machine sleeps; a replay injects the recorded `t_ms`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
pub struct MonotonicMs(pub i64);

impl MonotonicMs {
    /// Milliseconds since `earlier`; 0 if `earlier` is later than `self`, so that a clock that steps
    /// back never produces a negative duration.
    #[must_use]
    pub fn since_ms(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).max(0)
    }

    /// Seconds since `earlier`; 0 if `earlier` is later than `self`.
    #[must_use]
    pub fn since_s(self, earlier: Self) -> f64 {
        self.since_ms(earlier) as f64 / 1000.0
    }
}

impl Add<i64> for MonotonicMs {
    type Output = Self;
    fn add(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

impl Sub<i64> for MonotonicMs {
    type Output = Self;
    fn sub(self, ms: i64) -> Self {
        Self(self.0.saturating_sub(ms))
    }
}
