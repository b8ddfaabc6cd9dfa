//! Somebody else in the person's chair, at the same distance from the camera.

use nalgebra::Vector3;

use super::tests::{IMAGE, engine, sitter};
use super::*;
use crate::body::face::Face;
use crate::body::geometry::Vec2;
use crate::body::{Angle, Landmark, TrunkMotion};
use crate::posture::head::HeadTemplate;

/// A person whose face mesh is that of an average face, `taller` times as tall above the eyes, and whose
/// trunk is recognised or not.
fn person(taller: f64, is_trunk_seen: bool) -> Pose {
    let mut pose = sitter(1.0);
    let camera = crate::posture::baseline::camera_for(IMAGE, 70.0);
    let ear_mid_cm = Vector3::new(0.0, -11.0, 83.0);
    let mesh_cm = HeadTemplate::population().mesh_cm().map(|p| {
        let y = if p.y < -3.0 { -3.0 + (p.y + 3.0) * taller } else { p.y };
        Vector3::new(p.x, y, p.z) + ear_mid_cm
    });
    let in_image = mesh_cm.map(|p| camera.project(&p).unwrap());
    pose.face = Some(Face { presence: 1.0, in_image });
    pose.trunk = is_trunk_seen.then(|| TrunkMotion {
        reference: 1,
        scale: 1.0,
        rotation: Angle::ZERO,
        origin_in_image: Vec2::new(320.0, 300.0),
        log_scale_sd: 0.002,
        correlation: 0.95,
        shape: None,
    });
    pose
}

/// An engine that was calibrated on [`person`], and the time.
fn calibrated() -> (Engine, i64) {
    let mut engine = engine();
    engine.start_calibration();
    for t_ms in (0..=4_000).step_by(100) {
        engine.step(Some(&person(1.0, true)), MonotonicMs(t_ms));
    }
    assert_eq!(engine.monitor(MonotonicMs(4_000)).presence, Presence::Here(MonotonicMs(0)));
    (engine, 4_000)
}

/// Shows `pose` from `start_ms` for `seconds` at intervals of a second. Returns for each frame whether it is
/// somebody else, and the events.
fn show(engine: &mut Engine, pose: &Pose, start_ms: i64, seconds: i64) -> (Vec<bool>, Vec<Event>) {
    let mut events = Vec::new();
    let is_other = (1..=seconds)
        .map(|s| {
            let (snapshot, new) = engine.step(Some(pose), MonotonicMs(start_ms + s * 1_000));
            events.extend(new);
            let is_other = snapshot.measures.is_somebody_else();
            assert!(!is_other || snapshot.faults.is_empty(), "{:?}", snapshot.faults);
            is_other
        })
        .collect();
    (is_other, events)
}

#[test]
fn another_face_above_other_clothes_is_not_the_person_and_counts_as_away() {
    let (mut engine, start_ms) = calibrated();
    // The chair is empty for a moment.
    engine.step(None, MonotonicMs(start_ms + 500));
    let (is_other, events) = show(&mut engine, &person(1.3, false), start_ms, 30);
    assert!(is_other[4..].iter().all(|other| *other), "{is_other:?}");
    let [Event::Left { t, .. }] = events.as_slice() else { panic!("{events:?}") };
    assert!(t.0 <= start_ms + 16_000, "{t:?}");
    // The person is back, and judged at once.
    let (is_other, events) = show(&mut engine, &person(1.0, true), start_ms + 30_000, 10);
    assert!(is_other.iter().all(|other| !other), "{is_other:?}");
    assert!(events.iter().any(|e| matches!(e, Event::Returned { .. })), "{events:?}");
}

/// Raised shoulders can hide the clothes, and a face can be measured wrongly.
#[test]
fn who_stays_in_view_is_the_person() {
    let (mut engine, start_ms) = calibrated();
    let (is_other, _) = show(&mut engine, &person(1.3, false), start_ms, 60);
    assert!(is_other.iter().all(|other| !other), "{is_other:?}");
}

#[test]
fn the_own_face_above_other_clothes_and_a_masked_face_above_the_own_ones_are_the_person() {
    for pose in [person(1.0, false), person(1.3, true)] {
        let (mut engine, start_ms) = calibrated();
        engine.step(None, MonotonicMs(start_ms + 500));
        let (is_other, events) = show(&mut engine, &pose, start_ms, 60);
        assert!(is_other.iter().all(|other| !other) && events.is_empty(), "{events:?}");
    }
}

#[test]
fn a_saved_baseline_has_no_face_to_compare_and_a_new_calibration_takes_the_present_face() {
    let (calibrated, _) = calibrated();
    let mut engine = engine();
    engine.recall_baseline(&calibrated.baseline_to_save().unwrap());
    let (is_other, _) = show(&mut engine, &person(1.3, false), 0, 30);
    assert!(is_other.iter().all(|other| !other), "{is_other:?}");
    engine.start_calibration();
    let mut stranger = person(1.3, true);
    for t_ms in (40_000..=45_000).step_by(100) {
        engine.step(Some(&stranger), MonotonicMs(t_ms));
    }
    assert!(!engine.is_calibrating());
    stranger.trunk = None;
    let (is_other, _) = show(&mut engine, &stranger, 45_000, 30);
    assert!(is_other.iter().all(|other| !other), "{is_other:?}");
}

/// [`person`], `times` as wide from shoulder to shoulder against the face.
fn of_width(times: f64) -> Pose {
    let mut pose = person(1.0, false);
    for landmark in [Landmark::LeftShoulder, Landmark::RightShoulder] {
        let at = &mut pose.keypoints[landmark.index()].in_image;
        at.x = 320.0 + (at.x - 320.0) * times;
    }
    pose
}

#[test]
fn on_another_day_somebody_of_another_build_is_away_and_the_person_is_back_at_once() {
    let (calibrated, _) = calibrated();
    let mut engine = engine();
    engine.recall_baseline(&calibrated.baseline_to_save().unwrap());
    let (is_other, events) = show(&mut engine, &of_width(0.7), 0, 30);
    assert!(is_other[5..].iter().all(|other| *other), "{is_other:?}");
    assert!(events.iter().any(|e| matches!(e, Event::Left { .. })), "{events:?}");
    let (is_other, events) = show(&mut engine, &of_width(1.0), 30_000, 30);
    assert!(is_other.iter().all(|other| !other), "{is_other:?}");
    assert!(events.iter().any(|e| matches!(e, Event::Returned { .. })), "{events:?}");
    // Who slumps and leans in is the person.
    let (is_other, _) = show(&mut engine, &of_width(0.88), 60_000, 30);
    assert!(is_other.iter().all(|other| !other), "{is_other:?}");
}
