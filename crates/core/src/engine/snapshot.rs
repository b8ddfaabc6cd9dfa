//! The state at one time, for the window and the reports.

use super::cadence::Rate;
use crate::body::{BlankPicture, Fault, MonotonicMs};
use crate::coaching::invitation::Invitation;
use crate::coaching::presence::Presence;
use crate::coaching::silence::{QuietSummary, SilenceReason};
use crate::coaching::trial::Offer;
use crate::coaching::variety::Variety;
use crate::posture::Measures;
use crate::posture::baseline::CalibrationProblem;
use crate::posture::facing::FacingTimes;
use crate::posture::judge::{ActiveFault, PostureState};
use crate::posture::stale::StaleReason;

/// The state of the person's baseline and of a running calibration.
#[derive(Debug, Clone, PartialEq)]
pub enum CalibrationState {
    /// There is no baseline; population defaults are in use.
    Uncalibrated,
    /// A capture begins as soon as a person is in view.
    Waiting,
    /// A person is in view and has time to sit up before the capture begins.
    Countdown {
        /// Time until the capture begins, milliseconds.
        left_ms: i64,
        /// What is captured is the slouch, not the upright posture.
        is_slouch: bool,
    },
    /// A capture is running.
    Capturing {
        /// Progress, 0 to 1.
        share: f32,
        /// The problem that the person should correct, if there is one.
        hint: Option<CalibrationProblem>,
    },
    /// The last capture failed.
    Failed {
        problem: CalibrationProblem,
        /// An older baseline stays in use.
        has_baseline: bool,
    },
    /// The baseline of an earlier day is in use, without the looks of today.
    Remembered {
        /// Local day on which it was taken, counted from 1 January 1970, if it is known.
        day: Option<i32>,
        /// Whether today's looks are captured as soon as the person sits like that.
        is_waiting: bool,
    },
    /// The baseline of an earlier day is in use with the looks of today.
    TakenOver {
        /// As in [`Self::Remembered`].
        day: Option<i32>,
    },
    /// The person's own baseline is in use.
    Calibrated,
    /// The baseline no longer fits and a new one is requested.
    Stale(StaleReason),
}

impl CalibrationState {
    /// Whether a baseline with the looks of today is in use.
    #[must_use]
    pub fn is_of_today(&self) -> bool {
        matches!(self, Self::Calibrated | Self::TakenOver { .. })
    }

    /// Whether a baseline is in use and it is not in doubt.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.is_of_today()
            || matches!(self, Self::Remembered { .. } | Self::Failed { has_baseline: true, .. })
    }
}

/// An alert with the recommended stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    pub fault: Fault,
    /// Onset of the fault.
    pub since: MonotonicMs,
    /// Catalogue id of the recommended stretch.
    pub stretch: String,
    /// Catalogue id of the muscle that it stretches.
    pub muscle: String,
    /// The reason for this stretch, one sentence.
    pub why: String,
    /// What the lot has chosen, during a trial.
    pub lot: Option<Lot>,
}

/// A lot of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    /// Seed of the trial.
    pub trial: u64,
    pub offer: Offer,
}

/// The state of monitoring other than posture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Monitor {
    pub presence: Presence,
    /// Sitting time measured since the last break, milliseconds.
    pub sitting_ms: i64,
    /// Why alerts are suppressed, if they are.
    pub silence: Option<SilenceReason>,
    /// Minutes until a snooze ends, rounded up; `None` without a snooze and for the rest of the day.
    pub snooze_left_min: Option<i64>,
    /// Number of desktop notifications left today.
    pub notices_left: u32,
    /// The capture rate.
    pub rate: Rate,
    /// Nothing can be seen in the picture, for example behind a closed shutter.
    pub blank: Option<BlankPicture>,
    /// Nothing has moved: the last measures are reused and the pose model did not run on this frame.
    pub is_held: bool,
    /// Minutes of good posture to praise, for a limited time after they are reached.
    pub praise_minutes: Option<i64>,
    /// Summary of the faults suppressed in a quiet time, for a limited time after it ended.
    pub quiet_summary: Option<QuietSummary>,
    /// How long the present posture has been kept, and the shifts of the last hour.
    pub variety: Variety,
    /// The open invitation to shift or to stand up.
    pub invitation: Option<Invitation>,
    /// The strength that a glow at the screen's edge should reach, 0 to 1; `None` while it is held back
    /// ([`crate::coaching::glow`]).
    pub glow: Option<f32>,
}

impl Default for Monitor {
    fn default() -> Self {
        Self {
            presence: Presence::Unknown,
            sitting_ms: 0,
            silence: None,
            snooze_left_min: None,
            notices_left: 0,
            rate: Rate::Every(super::cadence::LIVE_MS),
            blank: None,
            is_held: false,
            praise_minutes: None,
            quiet_summary: None,
            variety: Variety::default(),
            invitation: None,
            glow: None,
        }
    }
}

/// The complete state at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    pub t: MonotonicMs,
    pub measures: Measures,
    pub state: PostureState,
    /// Present faults. [`Fault::TooStill`] may be among them while `state` is good, because it is not a
    /// fault of posture.
    pub faults: Vec<ActiveFault>,
    /// The state of the person's baseline and of a running calibration.
    pub calibration: CalibrationState,
    /// The open alert, if there is one.
    pub advice: Option<Advice>,
    /// The state of monitoring other than posture.
    pub monitor: Monitor,
    /// Where the person has looked since the upright posture was set.
    pub facing: FacingTimes,
}
