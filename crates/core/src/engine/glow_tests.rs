//! When the engine asks for a glow.

use super::tests::{calibrated, sitter};
use super::*;
use crate::coaching::silence::Surroundings;

/// The glow with every frame of `pose` between two times.
fn glows(engine: &mut Engine, pose: &Pose, from_ms: i64, to_ms: i64) -> Vec<(i64, Option<f32>)> {
    (from_ms..to_ms)
        .step_by(250)
        .map(|t_ms| {
            let (snapshot, _) = engine.step(Some(pose), MonotonicMs(t_ms));
            (t_ms - from_ms, snapshot.monitor.glow)
        })
        .collect()
}

#[test]
fn it_grows_from_before_the_alert_and_is_over_with_the_correction() {
    let (mut engine, start_ms) = calibrated();
    let glow = glows(&mut engine, &sitter(1.14), start_ms, start_ms + 40_000);
    assert!(glow.is_sorted_by(|a, b| a.1 <= b.1), "{glow:?}");
    let begins_ms = glow.iter().find(|(_, glow)| *glow > Some(0.0)).unwrap().0;
    let is_full_ms = glow.iter().find(|(_, glow)| *glow == Some(1.0)).unwrap().0;
    assert!((4_500..7_500).contains(&begins_ms), "{begins_ms}");
    assert!((19_500..23_000).contains(&is_full_ms), "{is_full_ms}");
    let after = glows(&mut engine, &sitter(1.0), start_ms + 40_000, start_ms + 45_000);
    let over_ms = after.iter().find(|(_, glow)| *glow == Some(0.0)).unwrap().0;
    assert!(over_ms <= 2_500, "the median of the measures follows the person: {over_ms}");
}

#[test]
fn it_is_held_back_whenever_an_alert_is() {
    type Step = fn(&mut Engine, MonotonicMs);
    let cases: [(&str, Step); 5] = [
        ("a call", |engine, _| {
            engine.set_surroundings(Surroundings { is_in_call: true, ..Surroundings::default() });
        }),
        ("a window that fills the screen", |engine, _| {
            let presenting = Surroundings { is_presenting: true, ..Surroundings::default() };
            engine.set_surroundings(presenting);
        }),
        ("a snooze", |engine, now| engine.snooze(Snooze::Until(now + 60_000))),
        ("a calibration", |engine, _| engine.start_calibration()),
        ("a stretch", |engine, now| {
            engine.set_guided(true, now);
        }),
    ];
    for (what, begin) in cases {
        let (mut engine, start_ms) = calibrated();
        glows(&mut engine, &sitter(1.14), start_ms, start_ms + 25_000);
        let now = MonotonicMs(start_ms + 25_000);
        begin(&mut engine, now);
        let held_back = glows(&mut engine, &sitter(1.14), now.0, now.0 + 3_000);
        assert!(held_back.iter().all(|(_, glow)| glow.is_none()), "{what}: {held_back:?}");
    }
    // The silence is over: the fault is still there.
    let (mut engine, start_ms) = calibrated();
    engine.set_surroundings(Surroundings { is_in_call: true, ..Surroundings::default() });
    glows(&mut engine, &sitter(1.14), start_ms, start_ms + 25_000);
    engine.set_surroundings(Surroundings::default());
    let after = glows(&mut engine, &sitter(1.14), start_ms + 25_000, start_ms + 26_000);
    assert_eq!(after.last().unwrap().1, Some(1.0));
}

#[test]
fn a_dismissed_alert_and_an_empty_chair_do_not_glow() {
    let (mut engine, start_ms) = calibrated();
    glows(&mut engine, &sitter(1.14), start_ms, start_ms + 25_000);
    engine.dismiss_alert();
    let dismissed = glows(&mut engine, &sitter(1.14), start_ms + 25_000, start_ms + 30_000);
    assert!(dismissed.iter().all(|(_, glow)| *glow == Some(0.0)), "{dismissed:?}");
    // The next fault glows again.
    glows(&mut engine, &sitter(1.0), start_ms + 30_000, start_ms + 50_000);
    let next = glows(&mut engine, &sitter(1.14), start_ms + 50_000, start_ms + 80_000);
    assert_eq!(next.last().unwrap().1, Some(1.0));
    let mut now = MonotonicMs(start_ms + 80_000);
    let mut glow = None;
    for _ in 0..10 {
        glow = engine.step(None, now).0.monitor.glow;
        now = now + 250;
    }
    assert_eq!(glow, Some(0.0));
}

#[test]
fn a_sign_on_the_screens_delays_the_notification_like_a_visible_window() {
    let (mut engine, start_ms) = calibrated();
    let seen = Surroundings { is_told_on_screen: true, ..Surroundings::default() };
    for (around, expected_ms) in [(Surroundings::default(), 15_000), (seen, 35_000)] {
        engine.set_surroundings(around);
        let mut notified_ms = None;
        for t_ms in (start_ms..start_ms + 60_000).step_by(250) {
            let (_, events) = engine.step(Some(&sitter(1.14)), MonotonicMs(t_ms));
            let is_notified = events.iter().any(|event| matches!(event, Event::Notify { .. }));
            notified_ms = notified_ms.or(is_notified.then_some(t_ms - start_ms));
        }
        let notified_ms = notified_ms.unwrap();
        assert!((expected_ms - 1_000..expected_ms + 2_500).contains(&notified_ms), "{notified_ms}");
        (engine, _) = calibrated();
    }
}
