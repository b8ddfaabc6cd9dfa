//! Configuration of the engine: judging, alerts, monitoring and recommendations.

use super::cadence::CadencePolicy;
use crate::catalogue::{BodyPart, Equipment};
use crate::coaching::alert::AlertTiming;
use crate::coaching::breaks::BreakPolicy;
use crate::coaching::invitation::InvitePolicy;
use crate::coaching::silence::SilencePolicy;
use crate::posture::fault::LimitChoice;
use crate::posture::field_of_view::{DEFAULT_HFOV_DEG, FieldOfView};

/// The configuration of the engine. The defaults are those of a replay: no countdown, one attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineConfig {
    /// What is known about the field of view of the camera.
    pub field_of_view: FieldOfView,
    /// Field of view with which a baseline of an earlier version was taken, degrees: one for all cameras.
    pub older_hfov_deg: f64,
    /// Which faults count, and how strictly.
    pub limits: LimitChoice,
    /// When an alert is due.
    pub timing: AlertTiming,
    /// When alerts are suppressed.
    pub silence: SilencePolicy,
    /// When a break is due.
    pub breaks: BreakPolicy,
    /// When the person is invited to shift or to stand up.
    pub invitations: InvitePolicy,
    /// How often a frame is captured.
    pub cadence: CadencePolicy,
    /// Time from the start of a calibration, with a person in view, to the first frame that counts,
    /// milliseconds.
    pub countdown_ms: i64,
    /// Duration of a capture, milliseconds.
    pub calibration_ms: i64,
    /// Maximum number of captures in a row before a calibration fails.
    pub calibration_attempts: u32,
    /// Equipment that the user has.
    pub equipment: Vec<Equipment>,
    /// Catalogue ids of items that the user does not want.
    pub disliked: Vec<String>,
    /// Body parts in which the user has trouble.
    pub troubles: Vec<BodyPart>,
    /// Seed of the trial that the user takes part in.
    pub trial: Option<u64>,
}

impl Default for EngineConfig {
    fn default() -> Self {
        Self {
            field_of_view: FieldOfView::assumed(),
            older_hfov_deg: DEFAULT_HFOV_DEG,
            limits: LimitChoice::default(),
            timing: AlertTiming::default(),
            silence: SilencePolicy::default(),
            breaks: BreakPolicy::default(),
            invitations: InvitePolicy::default(),
            cadence: CadencePolicy::default(),
            countdown_ms: 0,
            calibration_ms: 4_000,
            calibration_attempts: 1,
            equipment: Vec::new(),
            disliked: Vec::new(),
            troubles: Vec::new(),
            trial: None,
        }
    }
}
