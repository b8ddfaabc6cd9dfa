//! What is offered at an alert: a reset move first, then a stretch, or what the lot has chosen.

use super::tests::{calibrated, sitter};
use super::*;
use crate::catalogue::Kind;
use crate::coaching::trial::lot;

/// Lets the person have a forward head for a minute and sit upright for `pause_s` seconds, `times` times. Returns the
/// alerts.
fn alerts(engine: &mut Engine, start_ms: i64, times: i64, pause_s: i64) -> Vec<Advice> {
    let mut found = Vec::new();
    let round_s = 60 + pause_s;
    for s in 0..times * round_s {
        let pose = sitter(if s % round_s < 60 { 1.14 } else { 1.0 });
        for event in engine.step(Some(&pose), MonotonicMs(start_ms + s * 1_000)).1 {
            if let Event::Alert { advice, .. } = event {
                found.push(advice);
            }
        }
    }
    found
}

#[test]
fn a_fresh_fault_gets_a_reset_move_and_one_that_comes_back_a_stretch() {
    let (mut engine, start_ms) = calibrated();
    let found = alerts(&mut engine, start_ms, 3, 240);
    let kinds: Vec<Kind> =
        found.iter().map(|advice| engine.catalogue().item(&advice.stretch).unwrap().kind).collect();
    assert_eq!(kinds, [Kind::Reset, Kind::Stretch, Kind::Stretch]);
    assert!(found.iter().all(|advice| advice.lot.is_none()));
    // An hour later it is fresh again.
    let later = alerts(&mut engine, start_ms + 2 * 3_600_000, 1, 10);
    assert_eq!(engine.catalogue().item(&later[0].stretch).unwrap().kind, Kind::Reset);
}

#[test]
fn another_offer_after_a_reset_move_is_a_stretch() {
    let (mut engine, start_ms) = calibrated();
    for s in 0..40 {
        engine.step(Some(&sitter(1.14)), MonotonicMs(start_ms + s * 1_000));
    }
    engine.another_stretch();
    let advice = engine.coaching.advice.clone().unwrap();
    assert_eq!(engine.catalogue().item(&advice.stretch).unwrap().kind, Kind::Stretch);
}

#[test]
fn in_a_trial_every_alert_of_posture_has_the_next_lot() {
    let (mut engine, start_ms) = calibrated();
    let seed = 11;
    engine.set_config(EngineConfig { trial: Some(seed), ..engine.config().clone() });
    // Four lots were drawn on earlier days.
    engine.learn_drawn(seed, 4);
    let found = alerts(&mut engine, start_ms, 8, 120);
    let offers: Vec<_> = found.iter().map(|advice| advice.lot.unwrap().offer).collect();
    let expected: Vec<_> = (4..12).map(|number| lot(seed, number).unwrap()).collect();
    assert_eq!(offers, expected);
    for advice in &found {
        let kind = engine.catalogue().item(&advice.stretch).unwrap().kind;
        let is_reset = advice.lot.unwrap().offer == Offer::Reset;
        assert_eq!(kind == Kind::Reset, is_reset, "{advice:?}");
    }
}

#[test]
fn after_the_last_lot_everything_is_as_usual() {
    let (mut engine, start_ms) = calibrated();
    engine.set_config(EngineConfig { trial: Some(5), ..engine.config().clone() });
    engine.learn_drawn(5, trial::CASES - 1);
    let found = alerts(&mut engine, start_ms, 2, 120);
    let has_lot: Vec<bool> = found.iter().map(|advice| advice.lot.is_some()).collect();
    assert_eq!(has_lot, [true, false]);
}
