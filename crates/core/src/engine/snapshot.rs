//! What is true at one moment, as the window and the reports show it.

use super::cadence::Rate;
use crate::body::{Fault, MonotonicMs};
use crate::coaching::presence::Presence;
use crate::coaching::silence::{QuietSummary, SilenceReason};
use crate::posture::Measures;
use crate::posture::baseline::CalibrationProblem;
use crate::posture::judge::{ActiveFault, PostureState};
use crate::posture::stale::StaleReason;

/// Whether the person's own upright is known.
#[derive(Debug, Clone, PartialEq)]
pub enum CalibrationState {
    /// Population defaults are in use.
    Uncalibrated,
    /// A capture begins as soon as somebody is in view.
    Waiting,
    /// Somebody is in view and has a moment left to sit up.
    Countdown {
        /// Until the capture begins, milliseconds.
        left_ms: i64,
    },
    /// A capture is running.
    Capturing {
        /// Done so far, 0 to 1.
        share: f32,
        /// What the person should change, if anything.
        hint: Option<CalibrationProblem>,
    },
    /// The last capture was no good; an older baseline, if any, is still in use.
    Failed(CalibrationProblem),
    /// The baseline of an earlier day is in use; a new upright makes it whole.
    Remembered,
    /// The person's own baseline is in use.
    Calibrated,
    /// The baseline no longer fits: a new one is asked for.
    Stale(StaleReason),
}

/// An alert with the stretch that answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What was noticed.
    pub fault: Fault,
    /// Since when.
    pub since: MonotonicMs,
    /// Catalogue id of the recommended stretch.
    pub stretch: String,
    /// Catalogue id of the muscle it is for.
    pub muscle: String,
    /// One sentence: why this stretch.
    pub why: String,
}

/// What is true of the watching besides posture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Monitor {
    /// Who sits there.
    pub presence: Presence,
    /// Sitting seen since the last break, milliseconds.
    pub sitting_ms: i64,
    /// Why nothing is said, if so.
    pub silence: Option<SilenceReason>,
    /// Desktop notifications left today.
    pub notices_left: u32,
    /// How often is looked.
    pub rate: Rate,
    /// Nothing had moved: what was measured last still holds, and no model looked at this picture.
    pub is_held: bool,
    /// Minutes of good posture that deserve a word, for a while after they are full.
    pub praise_minutes: Option<i64>,
    /// What was not said in a silence that ended a while ago.
    pub quiet_summary: Option<QuietSummary>,
}

impl Default for Monitor {
    fn default() -> Self {
        Self {
            presence: Presence::Unknown,
            sitting_ms: 0,
            silence: None,
            notices_left: 0,
            rate: Rate::Every(super::cadence::LIVE_MS),
            is_held: false,
            praise_minutes: None,
            quiet_summary: None,
        }
    }
}

/// One moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// When.
    pub t: MonotonicMs,
    /// Everything measured.
    pub measures: Measures,
    /// The verdict.
    pub state: PostureState,
    /// Present faults. [`Fault::TooStill`] may be among them while `state` is good: it is no fault
    /// of posture.
    pub faults: Vec<ActiveFault>,
    /// Whether the person's own upright is known.
    pub calibration: CalibrationState,
    /// The alert that is up, if one is.
    pub advice: Option<Advice>,
    /// What is true besides posture.
    pub monitor: Monitor,
}
