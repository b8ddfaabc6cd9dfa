//! What happened, as history, notifications and scripts hear of it.

use crate::body::{Fault, MonotonicMs};
use crate::posture::baseline::CalibrationProblem;
use crate::posture::stale::StaleReason;

use super::snapshot::Advice;

/// Something that happened at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A fault lasted long enough to be worth a word.
    Alert {
        /// When.
        t: MonotonicMs,
        /// What and which stretch.
        advice: Advice,
    },
    /// A fault that had been alerted is gone.
    Corrected {
        /// When.
        t: MonotonicMs,
        /// Which.
        fault: Fault,
    },
    /// A new baseline is in use.
    Calibrated {
        /// When.
        t: MonotonicMs,
    },
    /// The baseline no longer fits.
    BaselineStale {
        /// When.
        t: MonotonicMs,
        /// Why.
        reason: StaleReason,
    },
    /// The person has shown their slouch; limits follow it.
    SlouchSet {
        /// When.
        t: MonotonicMs,
    },
    /// A capture was no good.
    CalibrationFailed {
        /// When.
        t: MonotonicMs,
        /// Why.
        problem: CalibrationProblem,
    },
}
