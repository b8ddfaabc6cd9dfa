//! What is true at one moment, as the window and the reports show it.

use crate::body::{Fault, MonotonicMs};
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
    /// A capture is running.
    Capturing {
        /// Done so far, 0 to 1.
        share: f32,
    },
    /// The last capture was no good; an older baseline, if any, is still in use.
    Failed(CalibrationProblem),
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

/// One moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// When.
    pub t: MonotonicMs,
    /// Everything measured.
    pub measures: Measures,
    /// The verdict.
    pub state: PostureState,
    /// Present faults.
    pub faults: Vec<ActiveFault>,
    /// Whether the person's own upright is known.
    pub calibration: CalibrationState,
    /// The alert that is up, if one is.
    pub advice: Option<Advice>,
}
