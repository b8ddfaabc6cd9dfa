//! What the person can choose about judging, alerting and watching.

use super::cadence::CadencePolicy;
use crate::catalogue::{BodyPart, Equipment};
use crate::coaching::alert::AlertTiming;
use crate::coaching::breaks::BreakPolicy;
use crate::coaching::silence::SilencePolicy;
use crate::posture::camera::DEFAULT_HFOV_DEG;
use crate::posture::fault::LimitChoice;

/// Everything the engine is told. The defaults are those of a replay: no countdown, one attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineConfig {
    /// Horizontal field of view of the camera, degrees.
    pub hfov_deg: f64,
    /// Which faults count, and how strictly.
    pub limits: LimitChoice,
    /// When an alert is due.
    pub timing: AlertTiming,
    /// When to keep quiet.
    pub silence: SilencePolicy,
    /// When a break is due.
    pub breaks: BreakPolicy,
    /// How often to look.
    pub cadence: CadencePolicy,
    /// From the wish to calibrate to the first picture that counts, milliseconds.
    pub countdown_ms: i64,
    /// How long a capture lasts, milliseconds.
    pub calibration_ms: i64,
    /// So many captures in a row are tried before a calibration is given up.
    pub calibration_attempts: u32,
    /// What the person has at hand.
    pub equipment: Vec<Equipment>,
    /// Items the person does not want.
    pub disliked: Vec<String>,
    /// Where the person has trouble.
    pub troubles: Vec<BodyPart>,
}

impl Default for EngineConfig {
    fn default() -> Self {
        Self {
            hfov_deg: DEFAULT_HFOV_DEG,
            limits: LimitChoice::default(),
            timing: AlertTiming::default(),
            silence: SilencePolicy::default(),
            breaks: BreakPolicy::default(),
            cadence: CadencePolicy::default(),
            countdown_ms: 0,
            calibration_ms: 4_000,
            calibration_attempts: 1,
            equipment: Vec::new(),
            disliked: Vec::new(),
            troubles: Vec::new(),
        }
    }
}
