//! Events of the engine. History, notifications and scripts receive them.

use crate::body::{Fault, MonotonicMs, Turn};
use crate::posture::baseline::CalibrationProblem;
use crate::posture::stale::StaleReason;

use super::cadence::OffReason;
use super::snapshot::Advice;
use crate::coaching::alert::Ending;
use crate::coaching::breaks::Break;
use crate::coaching::guide::StretchResult;
use crate::coaching::invitation::{Invitation, InviteAnswer};
use crate::coaching::silence::{QuietSummary, SilenceReason};

/// Something that happened at the time `t`.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A fault has lasted long enough to be alerted in the window.
    Alert { t: MonotonicMs, advice: Advice },
    /// An alert has lasted: a desktop notification is due.
    Notify {
        t: MonotonicMs,
        advice: Advice,
        /// Number of the reminder; 0 is the first notification.
        reminder: u32,
    },
    /// A fault that had been alerted is gone.
    Corrected { t: MonotonicMs, fault: Fault },
    /// An alert has ended for a reason other than a correction.
    AlertEnded { t: MonotonicMs, fault: Fault, how: Ending },
    /// The person has left.
    Left {
        /// Time at which the absence was confirmed.
        t: MonotonicMs,
        /// Time at which the person left.
        since: MonotonicMs,
    },
    /// The person is back.
    Returned {
        /// Time at which the return was confirmed.
        t: MonotonicMs,
        /// Duration of the absence, milliseconds.
        away_ms: i64,
    },
    /// A break that was long enough to count has ended.
    BreakTaken {
        t: MonotonicMs,
        /// Duration of the break, and of the sitting before it.
        taken: Break,
    },
    /// A guided stretch is over.
    StretchDone { t: MonotonicMs, result: Box<StretchResult> },
    /// The user has reported an alert as wrong.
    Feedback { t: MonotonicMs, fault: Fault },
    /// From now on alerts are suppressed.
    QuietBegan { t: MonotonicMs, reason: SilenceReason },
    /// Alerts are no longer suppressed.
    QuietEnded {
        t: MonotonicMs,
        /// Summary of the suppressed faults, if there is enough to report.
        summary: Option<QuietSummary>,
    },
    /// The person has kept a good posture for a long time after a correction.
    Praise {
        t: MonotonicMs,
        /// Duration of the good posture, minutes.
        minutes: i64,
    },
    /// The person is invited to shift or to stand up.
    Invited {
        t: MonotonicMs,
        invitation: Invitation,
        /// A desktop notification is due.
        is_notice_due: bool,
    },
    /// The invitation is over.
    InvitationEnded { t: MonotonicMs, invitation: Invitation, answer: InviteAnswer },
    /// Monitoring stops.
    WatchOff { t: MonotonicMs, reason: OffReason },
    /// Monitoring continues.
    WatchOn { t: MonotonicMs },
    /// A new baseline is in use.
    Calibrated { t: MonotonicMs },
    /// The upright posture of an earlier day was recognised: today's looks of it are in use.
    UprightTakenOver { t: MonotonicMs },
    /// The eyes are at the height of another upright posture of this desk, which is used now.
    UprightSwitched { t: MonotonicMs },
    /// The baseline no longer fits.
    BaselineStale { t: MonotonicMs, reason: StaleReason },
    /// The person has shown their slouch; the limits are scaled by it.
    SlouchSet { t: MonotonicMs },
    /// Every person in view is turned alike: from now on the pictures of this camera are to be turned by `turn`
    /// more.
    PictureTurned { t: MonotonicMs, turn: Turn },
    /// A capture has failed.
    CalibrationFailed { t: MonotonicMs, problem: CalibrationProblem },
}
