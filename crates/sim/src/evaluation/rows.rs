//! What `plumbline evaluate` says, row by row: plain data, in per cent and degrees.

use serde::Serialize;

use super::rival::Rival;

/// Everything `plumbline evaluate` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvaluationReport {
    /// Sessions played.
    pub sessions: usize,
    /// Settled pictures judged.
    pub frames: usize,
    /// How calibrating went.
    pub calibration: Calibration,
    /// Errors of each measure.
    pub measures: Vec<MeasureRow>,
    /// False faults in scenarios without a fault.
    pub confounders: Vec<ConfounderRow>,
    /// How well faults stand out.
    pub detection: Vec<DetectionRow>,
    /// True and measured change, scenario by scenario.
    pub responses: Vec<ResponseRow>,
    /// What is reported for what is there.
    pub confusion: Vec<ConfusionRow>,
    /// The headline numbers under different conditions.
    pub conditions: Vec<ConditionRow>,
    /// The targets and whether they are met.
    pub targets: Vec<TargetRow>,
}

/// How calibrating went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Sessions refused at the first attempt, per cent.
    pub refused_first_pct: Option<f64>,
    /// Sessions in which no attempt was accepted, per cent. They are in none of the other tables.
    pub never_accepted_pct: Option<f64>,
    /// Refusals by reason.
    pub refusals: Vec<Refusal>,
}

/// One reason for refusing a calibration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refusal {
    /// What was wrong.
    pub problem: &'static str,
    /// Share of all attempts, per cent.
    pub of_attempts_pct: Option<f64>,
}

/// Errors of one measure over the settled pictures of all scenarios.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasureRow {
    /// Name with its unit.
    pub measure: &'static str,
    /// Pictures in which it was measured.
    pub frames: usize,
    /// Mean absolute error.
    pub mae: Option<f64>,
    /// Mean error, measured minus true.
    pub bias: Option<f64>,
    /// 95 % of the errors are smaller.
    pub error_within_95: Option<f64>,
    /// Mean absolute error upright and upright with a little of everything.
    pub mae_upright: Option<f64>,
    /// Mean absolute error with a fault alone.
    pub mae_fault: Option<f64>,
    /// Mean absolute error with one confounder alone.
    pub mae_confounder: Option<f64>,
    /// Mean absolute error of a measure that always says "as at the baseline": what must be beaten.
    pub mae_of_no_change: Option<f64>,
    /// Pictures in which it was not measured, per cent.
    pub unmeasured_pct: Option<f64>,
}

/// False faults of head and shoulders in one scenario that has none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfounderRow {
    /// Which scenario.
    pub scenario: &'static str,
    /// Judged pictures with a false forward head, per cent.
    pub false_forward_head_pct: Option<f64>,
    /// Judged pictures with a false raised shoulder, per cent.
    pub false_raised_shoulder_pct: Option<f64>,
    /// Judged pictures with either, per cent.
    pub false_either_pct: Option<f64>,
    /// The same of all pictures, judged or not, which is what the targets speak of: a picture that
    /// is not judged raises no fault.
    pub false_of_all_pct: Option<f64>,
    /// Judged pictures with either, whether the truth has passed a limit or not, per cent.
    pub reported_either_pct: Option<f64>,
    /// Sessions in which either would have filled an alert's dwell, per cent.
    pub false_cases_pct: Option<f64>,
    /// Pictures in which the truth itself has passed a limit, which are not counted above, per cent.
    pub truly_moved_pct: Option<f64>,
    /// Pictures on which no verdict was given, per cent.
    pub unjudged_pct: Option<f64>,
    /// False forward heads at the threshold that finds 95 % of 4 cm.
    pub forward_head_at_95: RateRow,
    /// False raised shoulders at the threshold that finds 95 % of 2.5 cm on both sides.
    pub raised_shoulders_at_95: RateRow,
}

/// Shares of pictures beyond a threshold of equal sensitivity, per cent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RateRow {
    /// The product's measure.
    pub plumbline_pct: Option<f64>,
    /// The rivals, by [`Rival::ALL`].
    pub rivals_pct: [Option<f64>; Rival::COUNT],
}

/// How well one fault stands out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DetectionRow {
    /// Which fault and how much of it.
    pub task: &'static str,
    /// Area under the curve against upright with a little of everything, the fault having as much.
    pub auc: Option<f64>,
    /// Area under the curve against each confounder alone, the fault alone or with a little of
    /// everything.
    pub auc_against_confounders: Option<f64>,
    /// The first two areas of a measure that is never wrong: confounders move ears a little too, so
    /// no measure can have more.
    pub auc_of_truth: [Option<f64>; 2],
    /// Pictures with the fault in which the product reports it, per cent.
    pub reported_pct: Option<f64>,
    /// Pictures with the fault that were not measured, per cent.
    pub unmeasured_pct: Option<f64>,
    /// The rivals on the same, by [`Rival::ALL`].
    pub rivals: Vec<RivalDetection>,
}

/// How well a rival sees the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RivalDetection {
    /// Which.
    pub rival: &'static str,
    /// As [`DetectionRow::auc`].
    pub auc: Option<f64>,
    /// As [`DetectionRow::auc_against_confounders`].
    pub auc_against_confounders: Option<f64>,
}

/// True and measured change in one scenario, means of its settled pictures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResponseRow {
    /// Which scenario.
    pub scenario: &'static str,
    /// Forward head.
    pub forward_head_deg: Response,
    /// Left shoulder.
    pub raised_left_deg: Response,
    /// Right shoulder.
    pub raised_right_deg: Response,
}

/// True mean, measured mean, standard deviation of the error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Response {
    /// Mean of the truth.
    pub truth: Option<f64>,
    /// Mean of what was measured.
    pub measured: Option<f64>,
    /// Standard deviation of the error about its mean.
    pub error_sd: Option<f64>,
}

/// What is reported in one scenario with a fault.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfusionRow {
    /// Which scenario.
    pub scenario: &'static str,
    /// Pictures in which each fault is reported, per cent; several may be.
    pub reported_pct: Reported,
    /// Pictures judged good, per cent.
    pub good_pct: Option<f64>,
    /// Pictures without a verdict, per cent.
    pub unjudged_pct: Option<f64>,
}

/// Shares of pictures with a fault reported, per cent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reported {
    /// Forward head.
    pub forward_head: Option<f64>,
    /// Both shoulders raised.
    pub raised_shoulders: Option<f64>,
    /// Left shoulder raised alone.
    pub raised_shoulder_left: Option<f64>,
    /// Right shoulder raised alone.
    pub raised_shoulder_right: Option<f64>,
    /// Slouch.
    pub slouch: Option<f64>,
    /// Head tilt.
    pub head_tilt: Option<f64>,
    /// Uneven shoulders.
    pub uneven_shoulders: Option<f64>,
    /// Too close.
    pub too_close: Option<f64>,
}

/// The headline numbers under one condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConditionRow {
    /// Which.
    pub condition: &'static str,
    /// Share of the sessions, per cent.
    pub sessions_pct: f64,
    /// Mean absolute error of the forward-head change.
    pub forward_head_mae_deg: Option<f64>,
    /// Mean absolute error of the raised-shoulder changes, both sides.
    pub raised_shoulder_mae_deg: Option<f64>,
    /// Area under the curve of 4 cm forward head.
    pub forward_head_auc: Option<f64>,
    /// Area under the curve of 2.5 cm raised shoulders.
    pub raised_shoulders_auc: Option<f64>,
    /// Judged pictures of confounders with a false fault of head or shoulders, per cent.
    pub false_either_pct: Option<f64>,
}

/// One target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetRow {
    /// Of what.
    pub name: String,
    /// The number found.
    pub value: Option<f64>,
    /// The number aimed at.
    pub target: f64,
    /// Whether the number should be no larger or no smaller than the target.
    pub wanted: Wanted,
    /// Whether it is so; a number that could not be had does not meet its target.
    pub met: bool,
}

/// Which side of a target is good.
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
