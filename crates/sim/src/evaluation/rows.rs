//! The output of `plumbline evaluate`, row by row: plain data, in per cent and degrees.

use serde::Serialize;

use super::rival::Rival;

/// The complete output of `plumbline evaluate`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvaluationReport {
    /// Number of sessions played.
    pub sessions: usize,
    /// Number of settled frames.
    pub frames: usize,
    pub calibration: Calibration,
    /// Errors of each measure.
    pub measures: Vec<MeasureRow>,
    /// False faults in scenarios without a fault.
    pub confounders: Vec<ConfounderRow>,
    /// How well each fault is detected.
    pub detection: Vec<DetectionRow>,
    /// True and measured change in each scenario.
    pub responses: Vec<ResponseRow>,
    /// Faults reported in each scenario.
    pub confusion: Vec<ConfusionRow>,
    /// The main numbers under different conditions.
    pub conditions: Vec<ConditionRow>,
    /// The distance from the camera under the same conditions.
    pub distances: Vec<DistanceRow>,
    /// The targets, and whether they are met.
    pub targets: Vec<TargetRow>,
}

/// Results of the calibrations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Sessions refused at the first attempt, per cent.
    pub refused_first_pct: Option<f64>,
    /// Sessions in which no attempt was accepted, per cent. They are excluded from the other
    /// tables.
    pub never_accepted_pct: Option<f64>,
    /// Refusals by reason.
    pub refusals: Vec<Refusal>,
}

/// One reason for refusing a calibration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refusal {
    /// Stable name of the problem.
    pub problem: &'static str,
    /// Share of all attempts, per cent.
    pub of_attempts_pct: Option<f64>,
}

/// Errors of one measure over the settled frames of all scenarios.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureRow {
    /// Name with its unit.
    pub measure: &'static str,
    /// Number of frames in which it was measured.
    pub frames: usize,
    /// Mean absolute error.
    pub mae: Option<f64>,
    /// Mean error, measured minus true.
    pub bias: Option<f64>,
    /// At least 95 % of the absolute errors are less than or equal to this.
    pub error_within_95: Option<f64>,
    /// Mean absolute error in the upright scenarios, with and without small movements of
    /// everything.
    pub mae_upright: Option<f64>,
    /// Mean absolute error in scenarios with one fault only.
    pub mae_fault: Option<f64>,
    /// Mean absolute error in scenarios with one confounder only.
    pub mae_confounder: Option<f64>,
    /// Mean absolute error of a measure that always reports no change from the baseline. The
    /// reference that the product must beat.
    pub mae_of_no_change: Option<f64>,
    /// Frames in which it was not measured, per cent.
    pub unmeasured_pct: Option<f64>,
}

/// False faults of head and shoulders in one scenario without a fault.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfounderRow {
    pub scenario: &'static str,
    /// Judged frames with a false forward head, per cent.
    pub false_forward_head_pct: Option<f64>,
    /// Judged frames with a false raised shoulder, per cent.
    pub false_raised_shoulder_pct: Option<f64>,
    /// Judged frames with either false fault, per cent.
    pub false_either_pct: Option<f64>,
    /// All frames with either false fault, judged or not, per cent. The targets refer to this
    /// number. A frame that is not judged reports no fault.
    pub false_of_all_pct: Option<f64>,
    /// Judged frames in which either fault is reported, truly present or not, per cent.
    pub reported_either_pct: Option<f64>,
    /// Sessions in which a false fault would have filled the dwell of an alert, per cent.
    pub false_cases_pct: Option<f64>,
    /// Frames in which the true value is beyond a limit, per cent. They are excluded from the false
    /// faults.
    pub truly_moved_pct: Option<f64>,
    /// Frames without a verdict, per cent.
    pub unjudged_pct: Option<f64>,
    /// False forward heads at the threshold that detects 95 % of the 4 cm forward heads.
    pub forward_head_at_95: RateRow,
    /// False raised shoulders at the threshold that detects 95 % of the 2.5 cm raises on both
    /// sides.
    pub raised_shoulders_at_95: RateRow,
}

/// Shares of frames beyond the thresholds of equal sensitivity, per cent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateRow {
    /// The product's measure.
    pub plumbline_pct: Option<f64>,
    /// The rivals, in the order of [`Rival::ALL`].
    pub rivals_pct: [Option<f64>; Rival::COUNT],
}

/// How well one fault is detected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DetectionRow {
    /// Stable name with the fault and its size.
    pub task: &'static str,
    /// Area under the curve for the fault with small movements of everything, against the upright
    /// posture with the same small movements.
    pub auc: Option<f64>,
    /// Area under the curve for the fault, alone or with small movements, against all scenarios
    /// without a fault.
    pub auc_against_confounders: Option<f64>,
    /// The same two areas for a measure without errors. They are upper limits: confounders also
    /// move the ears a little.
    pub auc_of_truth: [Option<f64>; 2],
    /// Frames with the fault in which the product reports it, per cent.
    pub reported_pct: Option<f64>,
    /// Frames with the fault that were not measured, per cent.
    pub unmeasured_pct: Option<f64>,
    /// The rivals on the same task, in the order of [`Rival::ALL`].
    pub rivals: Vec<RivalDetection>,
}

/// How well a rival detects the fault.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RivalDetection {
    /// Stable name of the rival.
    pub rival: &'static str,
    /// As [`DetectionRow::auc`].
    pub auc: Option<f64>,
    /// As [`DetectionRow::auc_against_confounders`].
    pub auc_against_confounders: Option<f64>,
}

/// True and measured change in one scenario: means over its settled frames.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResponseRow {
    pub scenario: &'static str,
    pub forward_head_deg: Response,
    pub raised_left_deg: Response,
    pub raised_right_deg: Response,
}

/// Mean of the true values, mean of the measured values and spread of the error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Response {
    /// Mean of the true values.
    pub truth: Option<f64>,
    /// Mean of the measured values.
    pub measured: Option<f64>,
    /// Standard deviation of the error about its mean.
    pub error_sd: Option<f64>,
}

/// The faults reported in one scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfusionRow {
    pub scenario: &'static str,
    /// Frames in which each fault is reported, per cent. A frame can have several faults.
    pub reported_pct: Reported,
    /// Frames judged good, per cent.
    pub good_pct: Option<f64>,
    /// Frames without a verdict, per cent.
    pub unjudged_pct: Option<f64>,
}

/// Shares of frames in which a fault is reported, per cent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reported {
    pub forward_head: Option<f64>,
    /// Both shoulders raised.
    pub raised_shoulders: Option<f64>,
    /// Only the left shoulder raised.
    pub raised_shoulder_left: Option<f64>,
    /// Only the right shoulder raised.
    pub raised_shoulder_right: Option<f64>,
    pub slouch: Option<f64>,
    pub head_tilt: Option<f64>,
    pub uneven_shoulders: Option<f64>,
    pub too_close: Option<f64>,
}

/// The main numbers under one condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConditionRow {
    pub condition: &'static str,
    /// Share of the sessions, per cent.
    pub sessions_pct: f64,
    /// Mean absolute error of the forward-head change.
    pub forward_head_mae_deg: Option<f64>,
    /// Mean absolute error of the raised-shoulder changes, both sides.
    pub raised_shoulder_mae_deg: Option<f64>,
    /// Area under the curve for a forward head of 4 cm.
    pub forward_head_auc: Option<f64>,
    /// Area under the curve for shoulders raised by 2.5 cm.
    pub raised_shoulders_auc: Option<f64>,
    /// Judged frames of confounders with a false fault of head or shoulders, per cent.
    pub false_either_pct: Option<f64>,
}

/// The distance from the camera, and the fault "too close", under one condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DistanceRow {
    pub condition: &'static str,
    /// Mean absolute error of the distance, per cent of the true one.
    pub mean_error_pct: Option<f64>,
    /// Frames with an error of at most 10 %, per cent.
    pub within_10_pct: Option<f64>,
    /// Mean stated standard deviation, per cent of the measured distance.
    pub stated_sd_pct: Option<f64>,
    /// Frames with an error of at most one stated standard deviation, per cent; 68 would be right.
    pub within_one_sd_pct: Option<f64>,
    /// Frames beyond the limit in which "too close" is reported, per cent.
    pub false_too_close_pct: Option<f64>,
    /// Frames nearer than the limit, with a measured distance, in which "too close" is not reported, per cent.
    pub missed_too_close_pct: Option<f64>,
}

/// A target and its result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetRow {
    pub name: String,
    /// The number found; `None` if it could not be computed.
    pub value: Option<f64>,
    /// The required number.
    pub target: f64,
    /// How the number is compared with the target.
    pub wanted: Wanted,
    /// Whether the target is met. A missing number does not meet it.
    pub met: bool,
}

/// How a number is compared with its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// The target or less.
    AtMost,
    /// Less than the target.
    Below,
    /// The target or more.
    AtLeast,
}
