//! What happened, as history, notifications and scripts hear of it.

use crate::body::{Fault, MonotonicMs};
use crate::posture::baseline::CalibrationProblem;
use crate::posture::stale::StaleReason;

use super::cadence::OffReason;
use super::snapshot::Advice;
use crate::coaching::alert::Ending;
use crate::coaching::breaks::Break;
use crate::coaching::guide::StretchResult;
use crate::coaching::silence::{QuietSummary, SilenceReason};

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
    /// An alert has lasted: the desktop is to be notified.
    Notify {
        /// When.
        t: MonotonicMs,
        /// What and which stretch.
        advice: Advice,
        /// Counts reminders; 0 is the first notification.
        reminder: u32,
    },
    /// A fault that had been alerted is gone.
    Corrected {
        /// When.
        t: MonotonicMs,
        /// Which.
        fault: Fault,
    },
    /// An alert is over for another reason.
    AlertEnded {
        /// When.
        t: MonotonicMs,
        /// Which fault.
        fault: Fault,
        /// Why.
        how: Ending,
    },
    /// The person has left.
    Left {
        /// When it was sure.
        t: MonotonicMs,
        /// When they left.
        since: MonotonicMs,
    },
    /// The person is back.
    Returned {
        /// When it was sure.
        t: MonotonicMs,
        /// How long nobody was there, milliseconds.
        away_ms: i64,
    },
    /// A break long enough to count has ended.
    BreakTaken {
        /// When.
        t: MonotonicMs,
        /// How long, and after how much sitting.
        taken: Break,
    },
    /// A guided stretch is over.
    StretchDone {
        /// When.
        t: MonotonicMs,
        /// What came of it.
        result: Box<StretchResult>,
    },
    /// The person says that an alert was wrong.
    Feedback {
        /// When.
        t: MonotonicMs,
        /// Which fault.
        fault: Fault,
    },
    /// From now on nothing is said.
    QuietBegan {
        /// When.
        t: MonotonicMs,
        /// Why.
        reason: SilenceReason,
    },
    /// The silence is over.
    QuietEnded {
        /// When.
        t: MonotonicMs,
        /// What was not said, if it is worth a word.
        summary: Option<QuietSummary>,
    },
    /// Long good posture after a correction.
    Praise {
        /// When.
        t: MonotonicMs,
        /// How long, minutes.
        minutes: i64,
    },
    /// Watching stops.
    WatchOff {
        /// When.
        t: MonotonicMs,
        /// Why.
        reason: OffReason,
    },
    /// Watching goes on.
    WatchOn {
        /// When.
        t: MonotonicMs,
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
