use super::super::run::FaultSet;
use super::*;
use crate::simulator::Scenario;

/// A frame with the given true and measured forward-head change.
fn sample(truth: f64, measured: Option<f64>, faults: FaultSet) -> Sample {
    let mut sample = Sample {
        measured: [Some(0.0); COMPARISONS],
        truth: [0.0; COMPARISONS],
        distance_sd_cm: None,
        faults,
        state: if faults.is_empty() { PostureState::Good } else { PostureState::Fault },
        rivals: [Some(0.0); Rival::COUNT],
    };
    sample.truth[FORWARD_HEAD] = truth;
    sample.measured[FORWARD_HEAD] = measured;
    sample
}

fn outcome(name: &str, samples: Vec<Sample>) -> SessionOutcome {
    SessionOutcome {
        scenario: Scenario::named(name).unwrap(),
        number: 0,
        hfov_deg: 70.0,
        distance_cm: 70.0,
        refusals: Vec::new(),
        samples,
    }
}

const NONE: FaultSet = FaultSet::EMPTY;

fn forward() -> FaultSet {
    FaultSet::default().with(Fault::ForwardHead)
}

fn row<'a>(report: &'a EvaluationReport, name: &str) -> &'a ConfounderRow {
    report.confounders.iter().find(|r| r.scenario == name).unwrap()
}

#[test]
fn the_mean_error_of_known_frames_matches_a_hand_calculation() {
    let report = EvaluationReport::of(&[outcome(
        "upright",
        vec![sample(1.0, Some(3.0), NONE), sample(1.0, Some(-3.0), NONE), sample(9.0, None, NONE)],
    )]);
    let forward = &report.measures[FORWARD_HEAD];
    assert_eq!(forward.measure, "forward_head_deg");
    assert_eq!((forward.frames, forward.mae, forward.bias), (2, Some(3.0), Some(-1.0)));
    assert_eq!(forward.mae_of_no_change, Some(1.0));
    assert!((forward.unmeasured_pct.unwrap() - 100.0 / 3.0).abs() < 1e-9);
    assert_eq!(report.frames, 3);
}

#[test]
fn a_true_fault_is_not_counted_as_false() {
    let report = EvaluationReport::of(&[outcome(
        "look_down_30deg",
        vec![
            sample(9.0, Some(12.0), forward()),
            sample(1.0, Some(12.0), forward()),
            sample(1.0, Some(2.0), NONE),
            sample(1.0, Some(2.0), NONE),
        ],
    )]);
    let row = row(&report, "look_down_30deg");
    assert!((row.false_forward_head_pct.unwrap() - 100.0 / 3.0).abs() < 1e-9);
    assert_eq!(row.truly_moved_pct, Some(25.0));
    assert_eq!(row.false_cases_pct, Some(0.0));
    assert_eq!(row.false_raised_shoulder_pct, Some(0.0));
}

#[test]
fn a_session_that_would_have_alerted_is_a_false_case() {
    let wrong = sample(0.0, Some(12.0), forward());
    let right = sample(0.0, Some(0.0), NONE);
    let report = EvaluationReport::of(&[
        outcome("upright", vec![wrong, wrong, right]),
        outcome("upright", vec![wrong, right, right]),
    ]);
    assert_eq!(row(&report, "upright").false_cases_pct, Some(50.0));
    assert_eq!(row(&report, "upright").false_either_pct, Some(50.0));
}

#[test]
fn a_perfect_measure_meets_its_targets_and_a_blind_one_does_not() {
    let truth_of = |name: &str| if name.starts_with("forward_head") { 12.0 } else { 0.0 };
    let outcomes = |measured: fn(f64) -> f64| -> Vec<SessionOutcome> {
        SCENARIOS
            .iter()
            .map(|s| {
                let truth = truth_of(s.name);
                outcome(s.name, vec![sample(truth, Some(measured(truth)), NONE)])
            })
            .collect()
    };
    let target = |report: &EvaluationReport, name: &str| {
        report.targets.iter().find(|t| t.name == name).unwrap().clone()
    };
    let perfect = EvaluationReport::of(&outcomes(|truth| truth));
    assert!(target(&perfect, "forward_head_mae_deg").met);
    assert_eq!(target(&perfect, "auc_forward_head_4cm").value, Some(1.0));
    let blind = EvaluationReport::of(&outcomes(|_| 0.0));
    assert_eq!(target(&blind, "auc_forward_head_4cm").value, Some(0.5));
    assert!(!target(&blind, "auc_forward_head_4cm").met);
    assert_eq!(blind.detection[FORWARD_TASK].auc_of_truth, [Some(1.0); 2]);
}

#[test]
fn a_missing_number_meets_no_target() {
    let report = EvaluationReport::of(&[]);
    assert!(report.targets.iter().all(|t| !t.met && t.value.is_none()));
    assert_eq!(report.calibration.never_accepted_pct, None);
}

#[test]
fn refusals_are_counted_by_attempt_and_by_session() {
    let accepted = outcome("upright", vec![sample(0.0, None, NONE)]);
    let second_try = SessionOutcome {
        refusals: vec![CalibrationProblem::Moved],
        ..outcome("upright", vec![sample(0.0, None, NONE)])
    };
    let given_up = SessionOutcome {
        refusals: vec![CalibrationProblem::Moved, CalibrationProblem::Turned],
        ..outcome("upright", vec![])
    };
    let calibration =
        EvaluationReport::of(&[accepted.clone(), accepted, second_try, given_up]).calibration;
    assert_eq!(calibration.refused_first_pct, Some(50.0));
    assert_eq!(calibration.never_accepted_pct, Some(25.0));
    // Three accepted and three refused attempts.
    let moved = calibration.refusals.iter().find(|r| r.problem == "moved").unwrap();
    assert!((moved.of_attempts_pct.unwrap() - 100.0 / 3.0).abs() < 1e-9);
}

#[test]
fn every_scenario_that_a_target_or_a_task_names_exists() {
    let report = EvaluationReport::of(&[]);
    for name in TARGETED {
        assert_eq!(row(&report, name).scenario, name);
    }
    for task in &TASKS {
        assert!(Scenario::named(task.alone).is_some() && Scenario::named(task.mixed).is_some());
    }
}

#[test]
fn distances_and_their_fault_match_a_hand_calculation() {
    let near = |truth_cm: f64, cm: f64, sd_cm: f64, faults| {
        let mut near = Sample { distance_sd_cm: Some(sd_cm), ..sample(0.0, Some(0.0), faults) };
        near.truth[DISTANCE] = truth_cm;
        near.measured[DISTANCE] = Some(cm);
        near
    };
    let close = FaultSet::default().with(Fault::TooClose);
    let report = EvaluationReport::of(&[outcome(
        "upright",
        vec![
            near(50.0, 60.0, 6.0, NONE),
            near(50.0, 38.0, 3.8, close),
            near(30.0, 30.0, 3.0, close),
            near(30.0, 33.0, 3.3, NONE),
        ],
    )]);
    let row = &report.distances[0];
    assert!((row.mean_error_pct.unwrap() - (20.0 + 24.0 + 0.0 + 10.0) / 4.0).abs() < 1e-9);
    assert!((row.stated_sd_pct.unwrap() - 10.0).abs() < 1e-9);
    assert_eq!(row.false_too_close_pct, Some(50.0));
    assert_eq!(row.missed_too_close_pct, Some(50.0));
}
