use super::*;
use crate::body::Fault;
use crate::engine::tests::{calibrated, engine, play, sitter};
use crate::engine::{CalibrationState, Snapshot};
use crate::posture::Quantity;
use crate::posture::baseline_record::BaselineRecord;
use crate::posture::judge::PostureState;
use crate::posture::stale::StaleReason;

/// The baseline of an earlier day, as it is saved.
fn saved() -> BaselineRecord {
    let mut saved = calibrated().0.baseline_to_save().unwrap();
    saved.day = Some(20_000);
    saved
}

fn next_day() -> Engine {
    let mut engine = engine();
    engine.recall_baseline(&saved());
    engine
}

fn forward(snapshot: &Snapshot) -> (f64, f64) {
    let forward = snapshot.measures.get(Quantity::ForwardHead).known().unwrap();
    (forward.delta.unwrap(), forward.sd)
}

fn taken_over_count(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event, Event::UprightTakenOver { .. })).count()
}

const TAKEN_OVER: CalibrationState = CalibrationState::TakenOver { day: Some(20_000) };
const REMEMBERED: CalibrationState =
    CalibrationState::Remembered { day: Some(20_000), is_waiting: true };

#[test]
fn the_upright_of_an_earlier_day_is_taken_over_when_the_person_sits_like_that() {
    let mut engine = next_day();
    let (before, events) = play(&mut engine, &sitter(1.0), 0, 8_000);
    assert_eq!((before.calibration, taken_over_count(&events)), (REMEMBERED, 0));
    let (after, events) = play(&mut engine, &sitter(1.0), 8_000, 30_000);
    assert_eq!((after.calibration.clone(), taken_over_count(&events)), (TAKEN_OVER, 1));
    assert!(forward(&after).0.abs() < 0.5, "{:?}", forward(&after));
    let (fault, _) = play(&mut engine, &sitter(1.2), 30_000, 40_000);
    assert!(fault.faults.iter().any(|f| f.fault == Fault::ForwardHead), "{:?}", forward(&fault));
}

#[test]
fn a_slouch_at_the_start_of_the_day_is_a_fault_and_not_taken_for_the_upright() {
    let mut engine = next_day();
    let (slouched, events) = play(&mut engine, &sitter(1.2), 0, 120_000);
    assert_eq!((slouched.state, taken_over_count(&events)), (PostureState::Fault, 0));
    assert_eq!(slouched.calibration, REMEMBERED);
    let (_, events) = play(&mut engine, &sitter(1.0), 120_000, 150_000);
    assert_eq!(taken_over_count(&events), 1);
}

#[test]
fn the_difference_of_the_captured_posture_stays_part_of_later_changes() {
    let mut engine = next_day();
    let (before, _) = play(&mut engine, &sitter(1.015), 0, 8_000);
    let truth_deg = forward(&before).0;
    assert!((1.0..4.0).contains(&truth_deg), "{truth_deg}");
    let (after, events) = play(&mut engine, &sitter(1.015), 8_000, 30_000);
    assert_eq!(taken_over_count(&events), 1);
    let (change_deg, _) = forward(&after);
    assert!((truth_deg / 3.0..=truth_deg).contains(&change_deg), "{change_deg} of {truth_deg}");
}

#[test]
fn the_uncertainty_is_wider_than_after_a_calibration_and_narrows() {
    let (mut own, start_ms) = calibrated();
    let (_, own_sd_deg) = forward(&play(&mut own, &sitter(1.0), start_ms, start_ms + 5_000).0);
    let mut engine = next_day();
    let (_, early_sd_deg) = forward(&play(&mut engine, &sitter(1.0), 0, 30_000).0);
    let (_, late_sd_deg) = forward(&play(&mut engine, &sitter(1.0), 30_000, 900_000).0);
    assert!(
        own_sd_deg < late_sd_deg && late_sd_deg < early_sd_deg,
        "{own_sd_deg} {late_sd_deg} {early_sd_deg}"
    );
}

#[test]
fn a_take_over_is_undone_for_the_day_and_a_calibration_replaces_it() {
    let mut engine = next_day();
    play(&mut engine, &sitter(1.0), 0, 30_000);
    engine.undo_carry_over();
    let (undone, events) = play(&mut engine, &sitter(1.0), 30_000, 120_000);
    let declined = CalibrationState::Remembered { day: Some(20_000), is_waiting: false };
    assert_eq!((undone.calibration, taken_over_count(&events)), (declined, 0));
    engine.start_calibration();
    let (own, _) = play(&mut engine, &sitter(1.0), 120_000, 130_000);
    assert_eq!(own.calibration, CalibrationState::Calibrated);
    assert_ne!(engine.baseline_to_save().unwrap().day, Some(20_000));
}

#[test]
fn what_is_saved_stays_the_upright_that_the_person_has_set() {
    let mut engine = next_day();
    play(&mut engine, &sitter(1.03), 0, 60_000);
    assert_eq!(engine.baseline_to_save(), Some(saved()));
    engine.start_slouch_capture();
    let (_, events) = play(&mut engine, &sitter(1.2), 60_000, 70_000);
    assert!(events.iter().any(|e| matches!(e, Event::SlouchSet { .. })), "{events:?}");
    let with_slouch = engine.baseline_to_save().unwrap();
    assert!(with_slouch.baseline().own_limit_scale(Quantity::ForwardHead) > 1.2);
    assert_eq!(
        with_slouch.baseline().median(Quantity::ForwardHead),
        saved().baseline().median(Quantity::ForwardHead)
    );
}

#[test]
fn an_interrupted_capture_begins_again() {
    let mut engine = next_day();
    play(&mut engine, &sitter(1.0), 0, 17_000);
    assert!(engine.is_capturing_today());
    let (_, events) = play(&mut engine, &sitter(1.2), 17_000, 25_000);
    assert!(!engine.is_capturing_today() && taken_over_count(&events) == 0);
    play(&mut engine, &sitter(1.0), 25_000, 43_500);
    assert!(engine.is_capturing_today());
    engine.step(None, MonotonicMs(43_500));
    assert!(!engine.is_capturing_today());
}

#[test]
fn an_upright_posture_that_is_not_recognised_for_ten_minutes_is_asked_for_once() {
    let mut engine = next_day();
    let asked = |events: &[Event]| {
        events.iter().filter(|event| matches!(event, Event::BaselineStale { .. })).count()
    };
    let (_, events) = play(&mut engine, &sitter(1.2), 0, 590_000);
    assert_eq!(asked(&events), 0);
    let (stale, events) = play(&mut engine, &sitter(1.2), 590_000, 620_000);
    assert_eq!(asked(&events), 1);
    assert_eq!(stale.calibration, CalibrationState::Stale(StaleReason::LooksDifferent));
    engine.keep_baseline();
    let (kept, events) = play(&mut engine, &sitter(1.2), 620_000, 900_000);
    assert_eq!((kept.calibration, asked(&events)), (REMEMBERED, 0));
}

#[test]
fn a_straighter_posture_of_the_same_day_is_captured_instead() {
    let mut engine = next_day();
    let (_, events) = play(&mut engine, &sitter(1.015), 0, 40_000);
    assert_eq!(taken_over_count(&events), 1);
    let (straight, events) = play(&mut engine, &sitter(1.0), 40_000, 60_000);
    assert_eq!(taken_over_count(&events), 1);
    assert!(forward(&straight).0.abs() < 1.0, "{:?}", forward(&straight));
}
