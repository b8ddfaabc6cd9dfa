use super::super::tests::{calibrated, sitter};
use super::*;
use crate::coaching::silence::Snooze;
use crate::engine::EngineConfig;
use crate::engine::cadence::Situation;

/// Steps a calibrated engine once per second with a person whose head has `scale`.
fn looked_at(scale: f64, seconds: i64) -> (Engine, i64) {
    let (mut engine, start_ms) = calibrated();
    for s in 0..seconds {
        engine.step(Some(&sitter(scale)), MonotonicMs(start_ms + s * 1_000));
    }
    (engine, start_ms + (seconds - 1) * 1_000)
}

fn spell(since_ms: i64, looked_ms: i64) -> StillSpell {
    StillSpell { since: MonotonicMs(since_ms), looked: MonotonicMs(looked_ms) }
}

#[test]
fn a_good_posture_is_held_after_the_window_and_for_at_most_eight_seconds() {
    let (engine, now_ms) = looked_at(1.0, 10);
    let may_hold = |since_ms, looked_ms, at_ms| {
        engine.may_hold(&spell(since_ms, looked_ms), MonotonicMs(now_ms + at_ms))
    };
    assert!(may_hold(now_ms - 1_000, now_ms, 1_000));
    assert!(!may_hold(now_ms, now_ms, 1_000), "the window still holds older samples");
    assert!(may_hold(now_ms - 60_000, now_ms, 7_900));
    assert!(
        !may_hold(now_ms - 60_000, now_ms, 8_000),
        "an undetected slow movement has to be measured"
    );
}

#[test]
fn no_frame_is_held_while_the_verdict_depends_on_the_next_inference() {
    let long = |now_ms: i64| spell(now_ms - 60_000, now_ms);
    let may_hold =
        |engine: &Engine, now_ms: i64| engine.may_hold(&long(now_ms), MonotonicMs(now_ms + 1_000));
    let (mut engine, now_ms) = looked_at(1.0, 10);
    assert!(may_hold(&engine, now_ms));
    engine.start_calibration();
    assert!(!may_hold(&engine, now_ms), "a calibration");
    engine.cancel_calibration();
    assert!(may_hold(&engine, now_ms));
    engine.set_config(EngineConfig::default());
    assert!(!may_hold(&engine, now_ms), "limits that may have changed");

    let (engine, now_ms) = looked_at(1.14, 8);
    assert!(!may_hold(&engine, now_ms), "a fault that is filling its dwell");
    let (mut engine, now_ms) = looked_at(1.14, 40);
    assert!(may_hold(&engine, now_ms), "a fault that was alerted");
    engine.snooze(Snooze::Until(MonotonicMs(now_ms + 600_000)));
    engine.step(Some(&sitter(1.14)), MonotonicMs(now_ms + 1_000));
    assert!(may_hold(&engine, now_ms + 1_000), "a fault that is snoozed");
    let (engine, now_ms) = looked_at(1.06, 8);
    assert!(!may_hold(&engine, now_ms), "near the limit");
    let (mut engine, now_ms) = looked_at(1.0, 10);
    engine.clear_baseline();
    assert!(!may_hold(&engine, now_ms), "nothing in the window");
    let asleep = Situation { is_asleep: true, ..Situation::default() };
    let (mut engine, now_ms) = looked_at(1.0, 10);
    engine.set_situation(asleep, MonotonicMs(now_ms));
    engine.set_situation(Situation::default(), MonotonicMs(now_ms + 60_000));
    assert!(!may_hold(&engine, now_ms + 60_000), "after a pause");
}

#[test]
fn holding_a_frame_advances_time_and_repeats_the_measures() {
    let (mut engine, now_ms) = looked_at(1.0, 10);
    let (looked, _) = engine.step(Some(&sitter(1.0)), MonotonicMs(now_ms + 1_000));
    let mut last = looked.clone();
    for s in 2..8 {
        let (held, events) = engine.hold(MonotonicMs(now_ms + s * 1_000));
        assert!(events.is_empty(), "{events:?}");
        assert!(held.monitor.is_held && !looked.monitor.is_held);
        assert_eq!((held.state, held.t), (looked.state, MonotonicMs(now_ms + s * 1_000)));
        let forward =
            |s: &Snapshot| *s.measures.get(crate::posture::Quantity::ForwardHead).known().unwrap();
        assert_eq!(forward(&held).sd, forward(&looked).sd);
        assert!((forward(&held).value - forward(&looked).value).abs() < 1e-9);
        assert!(held.monitor.sitting_ms > last.monitor.sitting_ms);
        last = held;
    }
    assert_eq!(crate::engine::report::frame_json(&last)["held"], true);
    assert!(crate::engine::report::frame_json(&looked).get("held").is_none());
}

#[test]
fn an_alerted_fault_lasts_and_is_reminded_of_while_frames_are_held() {
    let (mut engine, now_ms) = looked_at(1.14, 40);
    let mut reminders = 0;
    for s in 1..400 {
        let (snapshot, events) = engine.hold(MonotonicMs(now_ms + s * 1_000));
        assert_eq!(snapshot.state, crate::posture::judge::PostureState::Fault);
        reminders += events.iter().filter(|e| matches!(e, Event::Notify { .. })).count();
    }
    assert_eq!(reminders, 1);
}

#[test]
fn an_empty_chair_is_held_as_away() {
    let (mut engine, now_ms) = looked_at(1.0, 10);
    for s in 1..30 {
        engine.step(None, MonotonicMs(now_ms + s * 1_000));
    }
    let now_ms = now_ms + 29_000;
    assert!(engine.may_hold(&spell(now_ms - 9_000, now_ms), MonotonicMs(now_ms + 3_000)));
    let (snapshot, events) = engine.hold(MonotonicMs(now_ms + 3_000));
    assert_eq!(snapshot.state, crate::posture::judge::PostureState::Away);
    assert!(events.is_empty(), "{events:?}");
}
