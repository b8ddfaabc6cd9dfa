//! Builds the tables: errors, false faults, detection, confusion, and the targets they meet.

use super::rival::Rival;
use super::rows::{
    Calibration, ConditionRow, ConfounderRow, ConfusionRow, DetectionRow, DistanceRow,
    EvaluationReport, MeasureRow, RateRow, Refusal, Reported, Response, ResponseRow,
    RivalDetection, TargetRow, Wanted,
};
use super::run::{COMPARED, COMPARISONS, DISTANCE, FORWARD_HEAD, RAISED, Sample, SessionOutcome};
use super::statistics::{Errors, area_under_curve, mean, share_at_or_above, threshold_for};
use crate::simulator::SCENARIOS;
use crate::simulator::scenario::Kind;
use plumbline_core::body::Fault;
use plumbline_core::posture::baseline::CalibrationProblem;
use plumbline_core::posture::fault::FaultRule;
use plumbline_core::posture::judge::PostureState;

/// Sensitivity at which the false faults of the product and of the rivals are compared.
pub(crate) const SENSITIVITY: f64 = 0.95;

/// A session counts as a false case when at least this share of its frames has a false fault. Above
/// this share the dwell of an alert fills up, because it empties twice as fast as it fills.
const CASE_SHARE: f64 = 2.0 / 3.0;

/// A fault of a given size that must be distinguished from the upright posture.
struct Task {
    name: &'static str,
    alone: &'static str,
    mixed: &'static str,
    /// Indices in [`COMPARED`]; the largest value is the score.
    scores: &'static [usize],
    reported: fn(&Sample) -> bool,
}

static TASKS: [Task; 4] = [
    Task {
        name: "forward_head_4cm",
        alone: "forward_head_4cm",
        mixed: "forward_head_4cm_mixed",
        scores: &[FORWARD_HEAD],
        reported: |s| s.faults.has(Fault::ForwardHead),
    },
    Task {
        name: "raised_both_2.5cm",
        alone: "raised_both_2.5cm",
        mixed: "raised_both_2.5cm_mixed",
        scores: &RAISED,
        reported: |s| s.faults.has_raised_shoulder(),
    },
    Task {
        name: "raised_left_2.5cm",
        alone: "raised_left_2.5cm",
        mixed: "raised_left_2.5cm_mixed",
        scores: &RAISED,
        reported: |s| s.faults.has_raised_shoulder(),
    },
    Task {
        name: "raised_both_4cm",
        alone: "raised_both_4cm",
        mixed: "raised_both_4cm_mixed",
        scores: &RAISED,
        reported: |s| s.faults.has_raised_shoulder(),
    },
];

/// Indices in [`TASKS`] of the two tasks that have a target.
const FORWARD_TASK: usize = 0;
const RAISED_TASK: usize = 1;

/// The confounders that have a target.
const TARGETED: [&str; 10] = [
    "lean_in_25cm",
    "look_down_30deg",
    "look_up_30deg",
    "head_turn_35deg",
    "head_roll_20deg",
    "camera_high_30cm",
    "camera_low_10cm",
    "camera_raised_30cm",
    "camera_lowered_10cm",
    "seat_aside_15cm",
];

impl Task {
    fn score(&self, sample: &Sample) -> Option<f64> {
        self.scores.iter().filter_map(|i| sample.measured[*i]).reduce(f64::max)
    }

    fn scores_of<'a>(&self, samples: impl Iterator<Item = &'a Sample>) -> Vec<f64> {
        samples.filter_map(|s| self.score(s)).collect()
    }

    fn truths_of<'a>(&self, samples: impl Iterator<Item = &'a Sample>) -> Vec<f64> {
        samples.filter_map(|s| self.scores.iter().map(|i| s.truth[*i]).reduce(f64::max)).collect()
    }

    /// Whether the true value is at or beyond the limit at which the product ends this fault.
    fn is_truly_present(&self, sample: &Sample) -> bool {
        let fault = if self.scores.contains(&FORWARD_HEAD) {
            Fault::ForwardHead
        } else {
            Fault::RaisedShoulderLeft
        };
        let limit = FaultRule::of(fault)
            .and_then(|rule| rule.from_baseline)
            .map_or(f64::INFINITY, |l| l.leave);
        self.scores.iter().any(|i| sample.truth[*i] >= limit)
    }
}

/// The samples of the sessions of one or more scenarios.
struct Pool<'a> {
    outcomes: &'a [&'a SessionOutcome],
}

impl<'a> Pool<'a> {
    fn named(&self, name: &'a str) -> impl Iterator<Item = &'a Sample> + use<'a> {
        self.sessions(name).flat_map(|o| &o.samples)
    }

    fn sessions(&self, name: &'a str) -> impl Iterator<Item = &'a SessionOutcome> + use<'a> {
        self.outcomes.iter().copied().filter(move |o| o.scenario.name == name)
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &'a Sample> + use<'a> {
        self.outcomes.iter().filter(move |o| o.scenario.kind == kind).flat_map(|o| &o.samples)
    }

    fn all(&self) -> impl Iterator<Item = &'a Sample> + use<'a> {
        self.outcomes.iter().flat_map(|o| &o.samples)
    }
}

impl EvaluationReport {
    /// Builds the tables from `outcomes`.
    #[must_use]
    pub fn of(outcomes: &[SessionOutcome]) -> Self {
        let every: Vec<&SessionOutcome> = outcomes.iter().collect();
        let pool = Pool { outcomes: &every };
        let measures = measure_rows(&pool);
        let confounders = confounder_rows(&pool);
        let detection: Vec<DetectionRow> = TASKS.iter().map(|t| detection_row(t, &pool)).collect();
        let targets = target_rows(&pool, &measures, &confounders, &detection);
        Self {
            sessions: outcomes.len(),
            frames: pool.all().count(),
            calibration: calibration(outcomes),
            responses: SCENARIOS.iter().map(|s| response_row(s.name, &pool)).collect(),
            confusion: SCENARIOS
                .iter()
                .filter(|s| !matches!(s.kind, Kind::Confounder))
                .map(|s| confusion_row(s.name, &pool))
                .collect(),
            conditions: condition_rows(outcomes),
            distances: distance_rows(outcomes),
            measures,
            confounders,
            detection,
            targets,
        }
    }
}

fn calibration(outcomes: &[SessionOutcome]) -> Calibration {
    const REASONS: [(CalibrationProblem, &str); 4] = [
        (CalibrationProblem::NotSeen, "not_seen"),
        (CalibrationProblem::ShouldersNotInView, "shoulders_not_in_view"),
        (CalibrationProblem::Turned, "turned"),
        (CalibrationProblem::Moved, "moved"),
    ];
    let count = |is: &dyn Fn(&SessionOutcome) -> bool| outcomes.iter().filter(|o| is(o)).count();
    let accepted = count(&|o| !o.samples.is_empty());
    let refused = || outcomes.iter().flat_map(|o| &o.refusals);
    let attempts = accepted + refused().count();
    Calibration {
        refused_first_pct: percent(count(&|o| !o.refusals.is_empty()), outcomes.len()),
        never_accepted_pct: percent(outcomes.len() - accepted, outcomes.len()),
        refusals: REASONS
            .into_iter()
            .map(|(reason, problem)| Refusal {
                problem,
                of_attempts_pct: percent(refused().filter(|r| **r == reason).count(), attempts),
            })
            .collect(),
    }
}

fn percent(hits: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| 100.0 * hits as f64 / of as f64)
}

/// Share of the `samples` for which `is` returns true, per cent.
fn share<'a>(
    samples: impl Iterator<Item = &'a Sample>,
    is: impl Fn(&Sample) -> bool,
) -> Option<f64> {
    let (mut hits, mut of) = (0, 0);
    for sample in samples {
        of += 1;
        hits += usize::from(is(sample));
    }
    percent(hits, of)
}

fn errors<'a>(samples: impl Iterator<Item = &'a Sample>, places: &[usize]) -> Errors {
    let mut errors = Errors::default();
    for sample in samples {
        for i in places {
            if let Some(measured) = sample.measured[*i] {
                errors.add(measured - sample.truth[*i]);
            }
        }
    }
    errors
}

fn measure_rows(pool: &Pool<'_>) -> Vec<MeasureRow> {
    (0..COMPARISONS)
        .map(|i| {
            let all = errors(pool.all(), &[i]);
            let upright = pool.of_kind(Kind::Upright).chain(pool.of_kind(Kind::Mixed));
            let mut unmoved = Errors::default();
            let is_change = COMPARED[i].basis == super::run::Basis::Change;
            for sample in pool.all().filter(|s| is_change && s.measured[i].is_some()) {
                unmoved.add(-sample.truth[i]);
            }
            MeasureRow {
                measure: COMPARED[i].name,
                frames: all.count(),
                mae: all.mean_absolute(),
                bias: all.bias(),
                error_within_95: all.within_95(),
                mae_upright: errors(upright, &[i]).mean_absolute(),
                mae_fault: errors(pool.of_kind(Kind::Fault), &[i]).mean_absolute(),
                mae_confounder: errors(pool.of_kind(Kind::Confounder), &[i]).mean_absolute(),
                mae_of_no_change: unmoved.mean_absolute(),
                unmeasured_pct: share(pool.all(), |s| s.measured[i].is_none()),
            }
        })
        .collect()
}

fn is_judged(sample: &Sample) -> bool {
    matches!(sample.state, PostureState::Good | PostureState::Fault)
}

/// Whether the frame has a false forward head, and whether it has a false raised shoulder.
fn false_faults(sample: &Sample) -> (bool, bool) {
    (
        sample.faults.has(Fault::ForwardHead) && !TASKS[FORWARD_TASK].is_truly_present(sample),
        sample.faults.has_raised_shoulder() && !TASKS[RAISED_TASK].is_truly_present(sample),
    )
}

fn is_truly_moved(sample: &Sample) -> bool {
    TASKS[FORWARD_TASK].is_truly_present(sample) || TASKS[RAISED_TASK].is_truly_present(sample)
}

fn confounder_rows(pool: &Pool<'_>) -> Vec<ConfounderRow> {
    let thresholds: Vec<Thresholds> =
        [FORWARD_TASK, RAISED_TASK].map(|i| Thresholds::of(&TASKS[i], pool)).into();
    SCENARIOS
        .iter()
        .filter(|s| matches!(s.kind, Kind::Upright | Kind::Mixed | Kind::Confounder))
        .map(|scenario| {
            let samples = || pool.named(scenario.name);
            let clean = || samples().filter(|s| !is_truly_moved(s));
            let judged = || samples().filter(|s| is_judged(s));
            let is_false = |s: &Sample| {
                let (forward, raised) = false_faults(s);
                forward || raised
            };
            let (mut cases, mut sessions) = (0, 0);
            for session in pool.sessions(scenario.name).filter(|o| !o.samples.is_empty()) {
                let hits = session.samples.iter().filter(|s| is_false(s)).count();
                sessions += 1;
                cases += usize::from(hits as f64 >= CASE_SHARE * session.samples.len() as f64);
            }
            ConfounderRow {
                scenario: scenario.name,
                false_forward_head_pct: share(
                    judged().filter(|s| !TASKS[FORWARD_TASK].is_truly_present(s)),
                    |s| false_faults(s).0,
                ),
                false_raised_shoulder_pct: share(
                    judged().filter(|s| !TASKS[RAISED_TASK].is_truly_present(s)),
                    |s| false_faults(s).1,
                ),
                false_either_pct: share(clean().filter(|s| is_judged(s)), is_false),
                false_of_all_pct: share(clean(), is_false),
                reported_either_pct: share(judged(), |s| {
                    s.faults.has(Fault::ForwardHead) || s.faults.has_raised_shoulder()
                }),
                false_cases_pct: percent(cases, sessions),
                truly_moved_pct: share(samples(), is_truly_moved),
                unjudged_pct: share(samples(), |s| !is_judged(s)),
                forward_head_at_95: thresholds[0].rates(samples()),
                raised_shoulders_at_95: thresholds[1].rates(samples()),
            }
        })
        .collect()
}

/// The thresholds at which the product and the rivals detect [`SENSITIVITY`] of one fault.
struct Thresholds {
    task: &'static Task,
    plumbline: Option<f64>,
    rivals: [Option<f64>; Rival::COUNT],
}

impl Thresholds {
    fn of(task: &'static Task, pool: &Pool<'_>) -> Self {
        let positives = || pool.named(task.alone).chain(pool.named(task.mixed));
        Self {
            task,
            plumbline: threshold_for(&task.scores_of(positives()), SENSITIVITY),
            rivals: Rival::ALL
                .map(|rival| threshold_for(&rival_scores(positives(), rival), SENSITIVITY)),
        }
    }

    fn rates<'a>(&self, samples: impl Iterator<Item = &'a Sample>) -> RateRow {
        let samples: Vec<&Sample> = samples.filter(|s| !self.task.is_truly_present(s)).collect();
        let each = || samples.iter().copied();
        let rate = |scores: &[f64], threshold: Option<f64>| {
            Some(100.0 * share_at_or_above(scores, threshold?)?)
        };
        RateRow {
            plumbline_pct: rate(&self.task.scores_of(each()), self.plumbline),
            rivals_pct: Rival::ALL
                .map(|rival| rate(&rival_scores(each(), rival), self.rivals[rival as usize])),
        }
    }
}

fn rival_scores<'a>(samples: impl Iterator<Item = &'a Sample>, rival: Rival) -> Vec<f64> {
    samples.filter_map(|s| s.rivals[rival as usize]).collect()
}

fn detection_row(task: &'static Task, pool: &Pool<'_>) -> DetectionRow {
    let mixed = || pool.named(task.mixed);
    let upright = || pool.named("upright_mixed");
    let with_fault = || pool.named(task.alone).chain(pool.named(task.mixed));
    let without = || {
        [Kind::Upright, Kind::Mixed, Kind::Confounder]
            .into_iter()
            .flat_map(|kind| pool.of_kind(kind))
            .filter(|s| !task.is_truly_present(s))
    };
    DetectionRow {
        task: task.name,
        auc: area_under_curve(&task.scores_of(mixed()), &task.scores_of(upright())),
        auc_against_confounders: area_under_curve(
            &task.scores_of(with_fault()),
            &task.scores_of(without()),
        ),
        auc_of_truth: [
            area_under_curve(&task.truths_of(mixed()), &task.truths_of(upright())),
            area_under_curve(&task.truths_of(with_fault()), &task.truths_of(without())),
        ],
        reported_pct: share(with_fault(), task.reported),
        unmeasured_pct: share(with_fault(), |s| task.score(s).is_none()),
        rivals: Rival::ALL
            .into_iter()
            .map(|rival| RivalDetection {
                rival: rival.name(),
                auc: area_under_curve(
                    &rival_scores(mixed(), rival),
                    &rival_scores(upright(), rival),
                ),
                auc_against_confounders: area_under_curve(
                    &rival_scores(with_fault(), rival),
                    &rival_scores(without(), rival),
                ),
            })
            .collect(),
    }
}

fn response_row(scenario: &'static str, pool: &Pool<'_>) -> ResponseRow {
    let response = |i: usize| {
        let samples: Vec<(f64, f64)> =
            pool.named(scenario).filter_map(|s| Some((s.truth[i], s.measured[i]?))).collect();
        let of = |f: &dyn Fn(&(f64, f64)) -> f64| mean(&samples.iter().map(f).collect::<Vec<_>>());
        let mean_error = of(&|(truth, measured)| measured - truth);
        Response {
            truth: of(&|(truth, _)| *truth),
            measured: of(&|(_, measured)| *measured),
            error_sd: mean_error.and_then(|mean_error| {
                of(&|(truth, measured)| (measured - truth - mean_error).powi(2)).map(f64::sqrt)
            }),
        }
    };
    ResponseRow {
        scenario,
        forward_head_deg: response(FORWARD_HEAD),
        raised_left_deg: response(RAISED[0]),
        raised_right_deg: response(RAISED[1]),
    }
}

fn confusion_row(scenario: &'static str, pool: &Pool<'_>) -> ConfusionRow {
    let reported = |fault: Fault| share(pool.named(scenario), |s| s.faults.has(fault));
    ConfusionRow {
        scenario,
        reported_pct: Reported {
            forward_head: reported(Fault::ForwardHead),
            raised_shoulders: reported(Fault::RaisedShoulders),
            raised_shoulder_left: reported(Fault::RaisedShoulderLeft),
            raised_shoulder_right: reported(Fault::RaisedShoulderRight),
            slouch: reported(Fault::Slouch),
            head_tilt: reported(Fault::HeadTilt),
            uneven_shoulders: reported(Fault::UnevenShoulders),
            too_close: reported(Fault::TooClose),
        },
        good_pct: share(pool.named(scenario), |s| s.state == PostureState::Good),
        unjudged_pct: share(pool.named(scenario), |s| !is_judged(s)),
    }
}

type Condition = (&'static str, fn(&SessionOutcome) -> bool);

const CONDITIONS: [Condition; 7] = [
    ("all", |_| true),
    ("face nearer than 65 cm", |o| o.distance_cm < 65.0),
    ("face at 65 to 85 cm", |o| (65.0..85.0).contains(&o.distance_cm)),
    ("face beyond 85 cm", |o| o.distance_cm >= 85.0),
    ("field of view 55 to 65 deg", |o| o.hfov_deg < 65.0),
    ("field of view 65 to 75 deg", |o| (65.0..75.0).contains(&o.hfov_deg)),
    ("field of view 75 to 90 deg", |o| o.hfov_deg >= 75.0),
];

fn condition_rows(outcomes: &[SessionOutcome]) -> Vec<ConditionRow> {
    let judged: Vec<&SessionOutcome> = outcomes.iter().filter(|o| !o.samples.is_empty()).collect();
    CONDITIONS
        .into_iter()
        .map(|(condition, holds)| {
            let some: Vec<&SessionOutcome> = judged.iter().copied().filter(|o| holds(o)).collect();
            let pool = Pool { outcomes: &some };
            let auc = |task: &'static Task| detection_row(task, &pool).auc;
            ConditionRow {
                condition,
                sessions_pct: percent(some.len(), judged.len()).unwrap_or(0.0),
                forward_head_mae_deg: errors(pool.all(), &[FORWARD_HEAD]).mean_absolute(),
                raised_shoulder_mae_deg: errors(pool.all(), &RAISED).mean_absolute(),
                forward_head_auc: auc(&TASKS[FORWARD_TASK]),
                raised_shoulders_auc: auc(&TASKS[RAISED_TASK]),
                false_either_pct: share(
                    pool.of_kind(Kind::Confounder).filter(|s| is_judged(s) && !is_truly_moved(s)),
                    |s| {
                        let (forward, raised) = false_faults(s);
                        forward || raised
                    },
                ),
            }
        })
        .collect()
}

fn distance_rows(outcomes: &[SessionOutcome]) -> Vec<DistanceRow> {
    let limit_cm = FaultRule::of(Fault::TooClose)
        .and_then(|rule| rule.population)
        .map_or(f64::NAN, |limits| limits.enter);
    let rows = CONDITIONS.into_iter().map(|(condition, holds)| {
        let some: Vec<&SessionOutcome> = outcomes.iter().filter(|o| holds(o)).collect();
        let pool = Pool { outcomes: &some };
        let truth_cm = |sample: &Sample| sample.truth[DISTANCE];
        // Error and stated standard deviation, as shares of the distance.
        let known: Vec<(f64, f64)> = pool
            .all()
            .filter_map(|s| {
                let (cm, sd_cm) = s.measured[DISTANCE].zip(s.distance_sd_cm)?;
                Some(((cm / truth_cm(s) - 1.0).abs(), sd_cm / cm))
            })
            .collect();
        let of_known = |is: &dyn Fn(f64, f64) -> bool| {
            percent(known.iter().filter(|(error, sd)| is(*error, *sd)).count(), known.len())
        };
        let mean_pct = |of: &dyn Fn(&(f64, f64)) -> f64| {
            mean(&known.iter().map(of).collect::<Vec<_>>()).map(|share| 100.0 * share)
        };
        let reported = |s: &Sample| s.faults.has(Fault::TooClose);
        DistanceRow {
            condition,
            mean_error_pct: mean_pct(&|(error, _)| *error),
            within_10_pct: of_known(&|error, _| error <= 0.10),
            stated_sd_pct: mean_pct(&|(_, sd)| *sd),
            // The stated standard deviation is a share of the measured distance, and so nearly of the true one.
            within_one_sd_pct: of_known(&|error, sd| error <= sd),
            false_too_close_pct: share(pool.all().filter(|s| truth_cm(s) >= limit_cm), reported),
            missed_too_close_pct: share(
                pool.all().filter(|s| truth_cm(s) < limit_cm && s.measured[DISTANCE].is_some()),
                |s| !reported(s),
            ),
        }
    });
    rows.collect()
}

fn target(name: impl Into<String>, value: Option<f64>, wanted: Wanted, target: f64) -> TargetRow {
    let met = value.is_some_and(|value| match wanted {
        Wanted::AtMost => value <= target,
        Wanted::Below => value < target,
        Wanted::AtLeast => value >= target,
    });
    TargetRow { name: name.into(), value, target, wanted, met }
}

fn target_rows(
    pool: &Pool<'_>,
    measures: &[MeasureRow],
    confounders: &[ConfounderRow],
    detection: &[DetectionRow],
) -> Vec<TargetRow> {
    let mae = |i: usize| measures[i].mae;
    let mut rows = vec![
        target("forward_head_mae_deg", mae(FORWARD_HEAD), Wanted::AtMost, 3.0),
        target("raised_shoulder_left_mae_deg", mae(RAISED[0]), Wanted::AtMost, 2.5),
        target("raised_shoulder_right_mae_deg", mae(RAISED[1]), Wanted::AtMost, 2.5),
    ];
    for name in TARGETED {
        let row = confounders.iter().find(|row| row.scenario == name);
        let value = row.and_then(|row| row.false_of_all_pct);
        rows.push(target(format!("false_faults_{name}_pct"), value, Wanted::Below, 2.0));
    }
    for i in [FORWARD_TASK, RAISED_TASK] {
        let name = format!("auc_{}", detection[i].task);
        rows.push(target(name, detection[i].auc, Wanted::AtLeast, 0.98));
    }
    let alone = |names: &[&'static str], is: fn(&Sample) -> bool| {
        share(names.iter().flat_map(|name| pool.named(name)), is)
    };
    let forward = ["forward_head_4cm", "forward_head_6cm", "forward_head_8cm"];
    let raised = [
        "raised_both_2.5cm",
        "raised_both_4cm",
        "raised_both_6cm",
        "raised_left_2.5cm",
        "raised_left_5cm",
        "raised_right_5cm",
    ];
    rows.push(target(
        "forward_head_reported_as_raised_shoulder_pct",
        alone(&forward, |s| s.faults.has_raised_shoulder()),
        Wanted::AtMost,
        5.0,
    ));
    rows.push(target(
        "raised_shoulder_reported_as_forward_head_pct",
        alone(&raised, |s| s.faults.has(Fault::ForwardHead)),
        Wanted::AtMost,
        5.0,
    ));
    rows
}

#[cfg(test)]
mod tests;
