use super::*;
use crate::body::geometry::Vec2;
use crate::body::still_spell::StillSpell;
use crate::body::{Keypoint, Landmark, SceneLikeness, Turn};
use crate::coaching::silence::SilenceReason;
use crate::posture::baseline::CalibrationProblem;
use crate::posture::baseline_record::BaselineRecord;
use crate::posture::judge::PostureState;
use crate::posture::stale::StaleReason;
use crate::posture::{FieldOfView, Measure, Quantity, Unmeasured};

pub(super) const IMAGE: ImageSize = ImageSize { width: 640, height: 480 };

/// A person in frontal view. A `head_scale` above 1 brings the head nearer; the shoulders stay.
pub(super) fn sitter(head_scale: f64) -> Pose {
    let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
    let mut put = |landmark: Landmark, x: f64, y: f64| {
        pose.keypoints[landmark.index()] =
            Keypoint { in_image: Vec2::new(x, y), z: 0.0, visibility: 0.99, presence: 0.99 };
    };
    for (landmark, dx, dy) in [
        (Landmark::Nose, 0.0, 10.0),
        (Landmark::LeftEyeInner, 13.0, -12.0),
        (Landmark::LeftEye, 22.0, -12.0),
        (Landmark::LeftEyeOuter, 29.0, -11.0),
        (Landmark::RightEyeInner, -13.0, -12.0),
        (Landmark::RightEye, -22.0, -12.0),
        (Landmark::RightEyeOuter, -29.0, -11.0),
        (Landmark::LeftEar, 38.0, 0.0),
        (Landmark::RightEar, -38.0, 0.0),
        (Landmark::MouthLeft, 15.0, 32.0),
        (Landmark::MouthRight, -15.0, 32.0),
    ] {
        put(landmark, 320.0 + dx * head_scale, 180.0 + dy * head_scale);
    }
    put(Landmark::LeftShoulder, 420.0, 300.0);
    put(Landmark::RightShoulder, 220.0, 300.0);
    pose
}

pub(super) fn engine() -> Engine {
    Engine::new(Catalogue::embedded().unwrap(), EngineConfig::default())
}

pub(super) fn calibrated() -> (Engine, i64) {
    let mut engine = engine();
    engine.start_calibration();
    let mut t_ms = 0;
    let mut events = Vec::new();
    while t_ms <= 4_000 {
        events.extend(engine.step(Some(&sitter(1.0)), MonotonicMs(t_ms)).1);
        t_ms += 100;
    }
    assert!(matches!(events.as_slice(), [Event::Calibrated { .. }]), "{events:?}");
    (engine, t_ms)
}

#[test]
fn forward_head_is_alerted_once_after_its_dwell_with_a_stretch_and_then_corrected() {
    let (mut engine, start_ms) = calibrated();
    let mut alerts = Vec::new();
    let mut corrected = Vec::new();
    for t_ms in (start_ms..start_ms + 60_000).step_by(500) {
        let since_ms = t_ms - start_ms;
        let pose = sitter(if (5_000..40_000).contains(&since_ms) { 1.14 } else { 1.0 });
        for event in engine.step(Some(&pose), MonotonicMs(t_ms)).1 {
            match event {
                Event::Alert { advice, .. } => alerts.push((since_ms, advice)),
                Event::Corrected { fault, .. } => corrected.push((since_ms, fault)),
                // The window is not visible, so the notification comes with the alert.
                Event::Notify { advice, reminder: 0, .. } => {
                    assert_eq!(Some(&(since_ms, advice)), alerts.last());
                }
                other => panic!("{other:?}"),
            }
        }
    }
    let [(alert_ms, advice)] = alerts.as_slice() else { panic!("{alerts:?}") };
    assert!((20_000..=22_000).contains(alert_ms), "{alert_ms}");
    assert_eq!(advice.fault, Fault::ForwardHead);
    assert!(engine.catalogue().item(&advice.stretch).is_some());
    let [(corrected_ms, Fault::ForwardHead)] = corrected.as_slice() else {
        panic!("{corrected:?}")
    };
    assert!((42_000..=45_000).contains(corrected_ms), "{corrected_ms}");
}

#[test]
fn the_onset_of_a_fault_lies_in_the_middle_of_the_last_interval() {
    let faulty = sitter(1.14);
    for (interval_ms, before, lag_ms) in
        [(2_400, Some(sitter(1.0)), 1_200), (2_400, None, 0), (60_000, Some(sitter(1.0)), 0)]
    {
        let (mut engine, start_ms) = calibrated();
        engine.step(before.as_ref(), MonotonicMs(start_ms));
        let now = MonotonicMs(start_ms + interval_ms);
        let snapshot = engine.step(Some(&faulty), now).0;
        let [fault] = snapshot.faults.as_slice() else { panic!("{:?}", snapshot.faults) };
        assert_eq!((fault.since, fault.dwelt_ms), (now - lag_ms, lag_ms), "{interval_ms} ms");
    }
}

#[test]
fn an_empty_frame_is_away_and_raises_no_alert() {
    let (mut engine, start_ms) = calibrated();
    for t_ms in (start_ms..start_ms + 120_000).step_by(1_000) {
        let (snapshot, events) = engine.step(None, MonotonicMs(t_ms));
        assert_eq!(snapshot.state, PostureState::Away);
        let is_leaving = |e: &Event| matches!(e, Event::Left { .. });
        assert!(events.iter().all(is_leaving), "{events:?}");
    }
}

/// A person of the same size who is `factor` times as far away, beside the desk.
fn somebody_behind(factor: f64) -> Pose {
    let mut pose = sitter(1.0);
    for keypoint in &mut pose.keypoints {
        let p = keypoint.in_image;
        keypoint.in_image =
            Vec2::new(520.0 + (p.x - 320.0) / factor, 200.0 + (p.y - 240.0) / factor);
    }
    pose
}

#[test]
fn somebody_in_the_background_is_neither_judged_nor_the_person_at_the_desk() {
    let (mut engine, start_ms) = calibrated();
    let mut events = Vec::new();
    for t_ms in (start_ms..start_ms + 60_000).step_by(1_000) {
        let (snapshot, new) = engine.step(Some(&somebody_behind(2.1)), MonotonicMs(t_ms));
        assert_eq!(snapshot.state, PostureState::Away);
        assert!(snapshot.measures.is_somebody_else() && snapshot.faults.is_empty());
        events.extend(new);
    }
    assert!(matches!(events.as_slice(), [Event::Left { .. }]), "{events:?}");
    // The person themselves may roll back by half of their distance.
    let (mut engine, start_ms) = calibrated();
    for t_ms in (start_ms..start_ms + 60_000).step_by(1_000) {
        let (snapshot, _) = engine.step(Some(&somebody_behind(1.4)), MonotonicMs(t_ms));
        assert_ne!(snapshot.state, PostureState::Away);
    }
}

#[test]
fn the_picture_is_turned_once_when_the_person_is_upside_down_and_no_frame_is_held_until_then() {
    let mut upside_down = sitter(1.0);
    for keypoint in &mut upside_down.keypoints {
        let at = keypoint.in_image;
        keypoint.in_image = Vec2::new(640.0 - at.x, 480.0 - at.y);
    }
    let mut engine = engine();
    let mut turned = Vec::new();
    for t_ms in (0..9_000).step_by(1_000) {
        let (snapshot, events) = engine.step(Some(&upside_down), MonotonicMs(t_ms));
        let head = *snapshot.measures.get(Quantity::HeadTilt);
        assert_eq!(head, Measure::Unmeasured(Unmeasured::PictureUpsideDown));
        turned.extend(events);
        let spell = StillSpell { since: MonotonicMs(0), looked: MonotonicMs(t_ms) };
        assert!(!turned.is_empty() || !engine.may_hold(&spell, MonotonicMs(t_ms + 1_000)));
    }
    assert_eq!(turned, [Event::PictureTurned { t: MonotonicMs(6_000), turn: Turn::Half }]);
}

#[test]
fn a_capture_waits_while_nobody_is_in_view() {
    let mut engine = engine();
    engine.start_calibration();
    for t_ms in (0..20_000).step_by(200) {
        let (snapshot, _) = engine.step(None, MonotonicMs(t_ms));
        assert_eq!(snapshot.calibration, CalibrationState::Waiting);
    }
}

#[test]
fn a_black_picture_is_neither_absence_nor_a_break_and_is_said_also_while_nothing_moves() {
    let (mut engine, start_ms) = calibrated();
    let mut t_ms = start_ms;
    engine.set_blank_picture(Some(BlankPicture::Black));
    while t_ms < start_ms + 3_600_000 {
        let now = MonotonicMs(t_ms);
        let (snapshot, events) =
            if (t_ms - start_ms) % 10_000 == 0 { engine.step(None, now) } else { engine.hold(now) };
        assert_eq!(snapshot.state, PostureState::Uncertain);
        assert_eq!(snapshot.monitor.blank, Some(BlankPicture::Black));
        let why = Measure::Unmeasured(Unmeasured::Blank(BlankPicture::Black));
        assert_eq!(*snapshot.measures.get(Quantity::ForwardHead), why);
        assert!(events.is_empty(), "{events:?}");
        t_ms += 1_000;
    }
    // The shutter is opened.
    engine.set_blank_picture(None);
    for _ in 0..100 {
        let (snapshot, events) = engine.step(Some(&sitter(1.0)), MonotonicMs(t_ms));
        assert_eq!(snapshot.monitor.blank, None);
        assert!(!events.iter().any(|e| matches!(e, Event::BreakTaken { .. })), "{events:?}");
        t_ms += 200;
    }
    assert_eq!(engine.step(Some(&sitter(1.0)), MonotonicMs(t_ms)).0.state, PostureState::Good);
}

#[test]
fn a_capture_that_a_shutter_interrupts_says_so() {
    for (blank, problem) in [
        (BlankPicture::Black, CalibrationProblem::BlackPicture),
        (BlankPicture::OneColour, CalibrationProblem::OneColourPicture),
    ] {
        let mut engine = engine();
        engine.start_calibration();
        engine.step(Some(&sitter(1.0)), MonotonicMs(0));
        engine.set_blank_picture(Some(blank));
        let mut seen = Vec::new();
        for t_ms in (200..20_000).step_by(200) {
            let (snapshot, events) = engine.step(None, MonotonicMs(t_ms));
            if let CalibrationState::Capturing { hint, .. } = snapshot.calibration
                && hint.is_some()
            {
                assert_eq!(hint, Some(problem));
            }
            seen.extend(events);
        }
        let failed =
            |e: &Event| matches!(e, Event::CalibrationFailed { problem: p, .. } if *p == problem);
        assert!(seen.iter().any(failed), "{seen:?}");
        let snapshot = engine.step(None, MonotonicMs(30_000)).0;
        assert_eq!(snapshot.calibration, CalibrationState::Failed { problem, has_baseline: false });
    }
}

#[test]
fn a_fault_that_is_switched_off_is_not_judged() {
    let (mut engine, start_ms) = calibrated();
    let mut config = EngineConfig::default();
    config.limits.unwatched.insert(Fault::ForwardHead);
    engine.set_config(config);
    for t_ms in (start_ms..start_ms + 60_000).step_by(500) {
        let (snapshot, events) = engine.step(Some(&sitter(1.14)), MonotonicMs(t_ms));
        assert!(!snapshot.faults.iter().any(|f| f.fault == Fault::ForwardHead));
        assert!(events.is_empty(), "{events:?}");
    }
}

#[test]
fn another_stretch_differs_from_the_first_one() {
    let (mut engine, start_ms) = calibrated();
    for t_ms in (start_ms..start_ms + 30_000).step_by(500) {
        engine.step(Some(&sitter(1.14)), MonotonicMs(t_ms));
    }
    let first = engine.coaching.advice.clone().unwrap().stretch;
    engine.another_stretch();
    assert_ne!(engine.coaching.advice.clone().unwrap().stretch, first);
}

#[test]
fn a_baseline_of_another_aspect_ratio_is_not_used() {
    let (mut engine, t_ms) = calibrated();
    let mut wide = sitter(1.0);
    wide.image = ImageSize { width: 640, height: 360 };
    let (snapshot, _) = engine.step(Some(&wide), MonotonicMs(t_ms));
    let forward = snapshot.measures.get(Quantity::ForwardHead).known().unwrap();
    assert!(forward.delta.is_none());
}

fn in_room(correlation: f64) -> Pose {
    let mut pose = sitter(1.0);
    pose.scene = Some(SceneLikeness { reference: 1, correlation });
    pose
}

/// Feeds the same pose ten times a second until `to_ms` and returns the last snapshot and all events.
pub(super) fn play(
    engine: &mut Engine,
    pose: &Pose,
    from_ms: i64,
    to_ms: i64,
) -> (Snapshot, Vec<Event>) {
    let mut events = Vec::new();
    let mut last = None;
    for t_ms in (from_ms..to_ms).step_by(100) {
        let (snapshot, mut new) = engine.step(Some(pose), MonotonicMs(t_ms));
        events.append(&mut new);
        last = Some(snapshot);
    }
    (last.unwrap(), events)
}

#[test]
fn a_moved_camera_suspends_judging_and_requests_a_new_baseline() {
    let mut engine = engine();
    engine.start_calibration();
    play(&mut engine, &in_room(0.9), 0, 5_000);
    let (soon, events) = play(&mut engine, &in_room(0.05), 5_000, 10_000);
    assert_eq!((soon.state, events.len()), (PostureState::Uncertain, 0));
    let (later, events) = play(&mut engine, &in_room(0.05), 10_000, 25_000);
    let reason = StaleReason::CameraMoved;
    assert_eq!(later.calibration, CalibrationState::Stale(reason));
    assert!(matches!(events.as_slice(), [Event::BaselineStale { reason: r, .. }] if *r == reason));
    // The camera is moved back to its old place.
    let (back, _) = play(&mut engine, &in_room(0.9), 25_000, 29_000);
    assert_eq!((back.state, back.calibration), (PostureState::Good, CalibrationState::Calibrated));
}

#[test]
fn keeping_the_baseline_adopts_the_current_surroundings() {
    let mut engine = engine();
    engine.start_calibration();
    play(&mut engine, &in_room(0.9), 0, 5_000);
    play(&mut engine, &in_room(0.05), 5_000, 25_000);
    engine.keep_baseline();
    let mut other_light = in_room(0.95);
    other_light.scene = Some(SceneLikeness { reference: 2, correlation: 0.95 });
    let (kept, _) = play(&mut engine, &other_light, 25_000, 45_000);
    assert_eq!((kept.state, kept.calibration), (PostureState::Good, CalibrationState::Calibrated));
    other_light.scene = Some(SceneLikeness { reference: 2, correlation: 0.1 });
    let (moved, _) = play(&mut engine, &other_light, 45_000, 60_000);
    assert_eq!(moved.calibration, CalibrationState::Stale(StaleReason::CameraMoved));
}

#[test]
fn sitting_straighter_than_the_baseline_requests_a_new_one_once() {
    let mut engine = engine();
    engine.start_calibration();
    play(&mut engine, &sitter(1.16), 0, 5_000);
    let (_, events) = play(&mut engine, &sitter(1.0), 5_000, 80_000);
    let asked =
        |e: &Event| matches!(e, Event::BaselineStale { reason: StaleReason::SitsStraighter, .. });
    assert_eq!(events.iter().filter(|e| asked(e)).count(), 1, "{events:?}");
    engine.keep_baseline();
    let (kept, events) = play(&mut engine, &sitter(1.0), 80_000, 300_000);
    assert_eq!(kept.calibration, CalibrationState::Calibrated);
    assert!(!events.iter().any(asked), "{events:?}");
}

#[test]
fn a_shown_slouch_scales_the_limits_and_one_like_the_upright_is_refused() {
    let (mut engine, start_ms) = calibrated();
    engine.start_slouch_capture();
    let (refused, events) = play(&mut engine, &sitter(1.0), start_ms, start_ms + 6_000);
    let problem = CalibrationProblem::NotDifferent;
    assert_eq!(refused.calibration, CalibrationState::Failed { problem, has_baseline: true });
    assert!(
        matches!(events.as_slice(), [Event::CalibrationFailed { problem: p, .. }] if *p == problem),
        "{events:?}"
    );
    engine.start_slouch_capture();
    let (_, events) = play(&mut engine, &sitter(1.2), start_ms + 6_000, start_ms + 12_000);
    assert!(matches!(events.as_slice(), [Event::SlouchSet { .. }]), "{events:?}");
    // A change beyond the usual limit is no fault for a person with such a slouch.
    play(&mut engine, &sitter(1.0), start_ms + 12_000, start_ms + 16_000);
    let (some, _) = play(&mut engine, &sitter(1.08), start_ms + 16_000, start_ms + 24_000);
    let forward = some.measures.get(Quantity::ForwardHead).known().unwrap();
    assert!(forward.delta.unwrap() - forward.sd > 6.0, "{forward:?}");
    assert_eq!(some.state, PostureState::Good, "{forward:?}");
}

#[test]
fn the_second_of_two_calibrations_is_in_use() {
    let (mut engine, start_ms) = calibrated();
    engine.start_calibration();
    let (_, events) = play(&mut engine, &sitter(1.1), start_ms, start_ms + 5_000);
    assert!(matches!(events.as_slice(), [Event::Calibrated { .. }]), "{events:?}");
    let (now, _) = play(&mut engine, &sitter(1.1), start_ms + 5_000, start_ms + 9_000);
    let forward = now.measures.get(Quantity::ForwardHead).known().unwrap();
    assert!(forward.delta.unwrap().abs() < 0.5, "{forward:?}");
}

#[test]
fn a_calibration_replaces_a_running_slouch_capture() {
    let (mut engine, start_ms) = calibrated();
    engine.start_slouch_capture();
    play(&mut engine, &sitter(1.0), start_ms, start_ms + 1_000);
    engine.start_calibration();
    let (_, events) = play(&mut engine, &sitter(1.0), start_ms + 1_000, start_ms + 9_000);
    assert!(matches!(events.as_slice(), [Event::Calibrated { .. }]), "{events:?}");
}

#[test]
fn a_countdown_precedes_the_capture_and_a_failed_capture_is_repeated() {
    let config =
        EngineConfig { countdown_ms: 3_000, calibration_attempts: 3, ..EngineConfig::default() };
    let mut engine = Engine::new(Catalogue::embedded().unwrap(), config);
    engine.start_calibration();
    let mut no_shoulders = sitter(1.0);
    for landmark in [Landmark::LeftShoulder, Landmark::RightShoulder] {
        no_shoulders.keypoints[landmark.index()] = Keypoint::default();
    }
    let (counting, _) = play(&mut engine, &sitter(1.0), 0, 1_000);
    assert_eq!(
        counting.calibration,
        CalibrationState::Countdown { left_ms: 2_100, is_slouch: false }
    );
    let (spoilt, events) = play(&mut engine, &no_shoulders, 1_000, 8_000);
    let hint = Some(CalibrationProblem::ShouldersNotInView);
    assert!(
        matches!(spoilt.calibration, CalibrationState::Capturing { hint: h, .. } if h == hint),
        "{:?}",
        spoilt.calibration
    );
    assert!(events.is_empty(), "{events:?}");
    let (done, events) = play(&mut engine, &sitter(1.0), 8_000, 17_000);
    assert_eq!(done.calibration, CalibrationState::Calibrated);
    assert!(matches!(events.as_slice(), [Event::Calibrated { .. }]), "{events:?}");
}

#[test]
fn a_calibration_fails_after_its_last_attempt() {
    let config = EngineConfig { calibration_attempts: 3, ..EngineConfig::default() };
    let mut engine = Engine::new(Catalogue::embedded().unwrap(), config);
    engine.start_calibration();
    let mut no_shoulders = sitter(1.0);
    for landmark in [Landmark::LeftShoulder, Landmark::RightShoulder] {
        no_shoulders.keypoints[landmark.index()] = Keypoint::default();
    }
    let (last, events) = play(&mut engine, &no_shoulders, 0, 20_000);
    let problem = CalibrationProblem::ShouldersNotInView;
    assert_eq!(last.calibration, CalibrationState::Failed { problem, has_baseline: false });
    assert_eq!(events.len(), 1, "{events:?}");
}

#[test]
fn a_recalled_baseline_keeps_the_shown_slouch_and_is_completed_by_a_calibration() {
    let (mut engine, start_ms) = calibrated();
    engine.start_slouch_capture();
    play(&mut engine, &sitter(1.2), start_ms, start_ms + 6_000);
    let saved = engine.baseline_to_save().unwrap();
    let mut today = self::engine();
    today.recall_baseline(&saved);
    let (snapshot, _) = play(&mut today, &sitter(1.0), 0, 3_000);
    assert_eq!(snapshot.calibration, CalibrationState::Remembered { day: None, is_waiting: true });
    let tilt = snapshot.measures.get(Quantity::ShoulderTilt).known().unwrap();
    assert!(tilt.delta.unwrap().abs() < 0.1);
    today.start_calibration();
    let (snapshot, _) = play(&mut today, &sitter(1.0), 3_000, 9_000);
    assert_eq!(snapshot.calibration, CalibrationState::Calibrated);
    let forward = snapshot.measures.get(Quantity::ForwardHead).known().unwrap();
    assert!(forward.own_limit_scale > 1.2, "{forward:?}");
}

#[test]
fn long_sitting_asks_for_a_break_without_being_a_fault_of_posture() {
    let (mut engine, start_ms) = calibrated();
    let mut alerts = Vec::new();
    let end_ms = start_ms + 40 * 60_000;
    for t_ms in (start_ms..end_ms).step_by(1_000) {
        // A break of two minutes after half an hour.
        let is_away = (30 * 60_000..32 * 60_000).contains(&(t_ms - start_ms));
        let pose = sitter(1.0);
        let (snapshot, events) = engine.step((!is_away).then_some(&pose), MonotonicMs(t_ms));
        if snapshot.faults.iter().any(|f| f.fault == Fault::TooStill) && !is_away {
            assert_eq!(snapshot.state, PostureState::Good);
        }
        for event in events {
            match event {
                Event::Alert { advice, .. } => alerts.push((t_ms / 60_000, advice.fault)),
                Event::Corrected { fault, .. } => assert_eq!(fault, Fault::TooStill),
                Event::BreakTaken { taken, .. } => assert_eq!(taken.lasted_ms, 120_000),
                _ => {}
            }
        }
    }
    assert_eq!(alerts, [(25, Fault::TooStill)]);
}

#[test]
fn a_call_suppresses_alerts_and_ends_with_a_summary() {
    let (mut engine, start_ms) = calibrated();
    engine.set_surroundings(Surroundings { is_in_call: true, ..Surroundings::default() });
    let (during, events) = play(&mut engine, &sitter(1.14), start_ms, start_ms + 400_000);
    assert_eq!(during.monitor.silence, Some(SilenceReason::Call));
    assert!(matches!(events.as_slice(), [Event::QuietBegan { .. }]), "{events:?}");
    engine.set_surroundings(Surroundings::default());
    let from_ms = start_ms + 400_000;
    let (_, events) = play(&mut engine, &sitter(1.14), from_ms, from_ms + 70_000);
    let [Event::QuietEnded { summary: Some(summary), .. }, Event::Alert { t, .. }, ..] =
        events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!((summary.reason, summary.worst.0), (SilenceReason::Call, Fault::ForwardHead));
    assert!(t.0 - from_ms >= 60_000, "the alert waits after the call");
}

#[test]
fn a_pause_ends_the_open_alert_with_an_event() {
    let (mut engine, start_ms) = calibrated();
    play(&mut engine, &sitter(1.14), start_ms, start_ms + 20_000);
    let now = MonotonicMs(start_ms + 20_000);
    let paused = Situation { is_paused: true, ..Situation::default() };
    let events = engine.set_situation(paused, now);
    assert!(
        matches!(
            events.as_slice(),
            [
                Event::AlertEnded { how: Ending::Interrupted, .. },
                Event::WatchOff { reason: OffReason::Paused, .. }
            ]
        ),
        "{events:?}"
    );
    assert_eq!(engine.rate(), Rate::Off(OffReason::Paused));
    let events = engine.set_situation(Situation::default(), now + 60_000);
    assert!(matches!(events.as_slice(), [Event::WatchOn { .. }]), "{events:?}");
}

/// The time of the first alert, if the person returns at `from_ms` with a forward head.
fn alert_after_return(engine: &mut Engine, from_ms: i64) -> i64 {
    let (_, events) = play(engine, &sitter(1.14), from_ms, from_ms + 40_000);
    let alert = events.iter().find_map(|e| match e {
        Event::Alert { t, .. } => Some(t.0 - from_ms),
        _ => None,
    });
    alert.unwrap_or_else(|| panic!("{events:?}"))
}

#[test]
fn a_fault_after_an_absence_needs_its_whole_dwell_and_the_open_alert_has_ended() {
    // Shortly before the alert, and with an open alert.
    for fault_ms in [14_000, 200_000] {
        let (mut engine, start_ms) = calibrated();
        let left_ms = start_ms + fault_ms;
        let (_, mut events) = play(&mut engine, &sitter(1.14), start_ms, left_ms);
        let back_ms = left_ms + 3_600_000;
        for t_ms in (left_ms..back_ms).step_by(3_000) {
            events.extend(engine.step(None, MonotonicMs(t_ms)).1);
        }
        let count = |of: &dyn Fn(&Event) -> bool| events.iter().filter(|e| of(e)).count();
        let alerts = count(&|e| matches!(e, Event::Alert { .. }));
        assert_eq!(alerts, usize::from(fault_ms > 15_000), "{events:?}");
        let ends = count(&|e| matches!(e, Event::AlertEnded { how: Ending::Left, .. }));
        assert_eq!(ends, alerts, "{events:?}");
        let alert_ms = alert_after_return(&mut engine, back_ms);
        assert!((14_000..=16_500).contains(&alert_ms), "{alert_ms}");
    }
}

#[test]
fn a_fault_after_a_pause_needs_its_whole_dwell() {
    for (situation, off_ms) in [
        (Situation { is_locked: true, ..Situation::default() }, 3_600_000),
        (Situation { is_asleep: true, ..Situation::default() }, 200),
    ] {
        let (mut engine, start_ms) = calibrated();
        let off = MonotonicMs(start_ms + 14_000);
        play(&mut engine, &sitter(1.14), start_ms, off.0);
        engine.set_situation(situation, off);
        engine.set_situation(Situation::default(), off + off_ms);
        let alert_ms = alert_after_return(&mut engine, off.0 + off_ms);
        assert!((14_000..=16_500).contains(&alert_ms), "{alert_ms}");
    }
}

#[test]
fn a_guided_stretch_suspends_judging_and_answers_the_alert() {
    let (mut engine, start_ms) = calibrated();
    play(&mut engine, &sitter(1.14), start_ms, start_ms + 20_000);
    let now = MonotonicMs(start_ms + 20_000);
    let events = engine.set_guided(true, now);
    assert!(
        matches!(events.as_slice(), [Event::AlertEnded { how: Ending::Stretched, .. }]),
        "{events:?}"
    );
    assert_eq!(engine.set_guided(true, now), []);
    // A stretch looks like many of the faults.
    let (during, events) = play(&mut engine, &sitter(1.3), now.0, now.0 + 90_000);
    assert_eq!(events, []);
    assert_eq!((during.state, during.faults.len()), (PostureState::Uncertain, 0));
    assert_eq!(during.advice, None);
    let result = StretchResult {
        stretch: "ear-to-shoulder".into(),
        sides: Vec::new(),
        planned_ms: 60_000,
        held_ms: 60_000,
        verified_ms: 50_000,
        outcome: StretchOutcome::Done,
        answers: Some(Fault::ForwardHead),
        reps: None,
    };
    let end = now + 90_000;
    assert!(matches!(engine.note_stretch(result, end), Event::StretchDone { .. }));
    assert_eq!(engine.monitor(end).sitting_ms, 0, "a stretch is a break");
    assert_eq!(engine.set_guided(false, end), []);
    // No alert is raised in the first moments after a stretch.
    let (_, events) = play(&mut engine, &sitter(1.14), end.0, end.0 + 50_000);
    assert_eq!(events, []);
    let (after, events) = play(&mut engine, &sitter(1.14), end.0 + 50_000, end.0 + 90_000);
    assert!(events.iter().any(|e| matches!(e, Event::Alert { .. })), "{events:?}");
    // The completed stretch is not recommended again.
    assert_ne!(after.advice.unwrap().stretch, "ear-to-shoulder");
}

fn situation(is_locked: bool, is_asleep: bool, is_paused: bool) -> Situation {
    Situation { is_locked, is_asleep, is_paused, ..Situation::default() }
}

/// Something that happens after one minute of sitting.
enum Step {
    /// The desktop reports this situation.
    Becomes(Situation),
    /// This time passes, milliseconds.
    Passes(i64),
    /// The machine sleeps for this time, milliseconds. The clock counts it.
    Sleeps(i64),
}

/// The break taken in `steps` after one minute of sitting, if there is one, and the sitting time at the end,
/// milliseconds.
fn break_in(steps: &[Step]) -> (Option<i64>, i64) {
    let (mut engine, start_ms) = calibrated();
    play(&mut engine, &sitter(1.0), start_ms, start_ms + 60_000);
    let mut now = MonotonicMs(start_ms + 60_000);
    let mut events = Vec::new();
    for step in steps {
        match step {
            Step::Becomes(situation) => events.extend(engine.set_situation(*situation, now)),
            Step::Passes(ms) => now = now + *ms,
            Step::Sleeps(ms) => {
                now = now + *ms;
                events.extend(engine.slept(*ms, now));
            }
        }
    }
    let taken: Vec<i64> = events
        .iter()
        .filter_map(|event| match event {
            Event::BreakTaken { taken, .. } => Some(taken.lasted_ms),
            _ => None,
        })
        .collect();
    assert!(taken.len() <= 1, "{taken:?}");
    (taken.first().copied(), engine.monitor(now).sitting_ms)
}

#[test]
fn the_time_locked_or_asleep_is_a_break_if_it_lasts_and_a_pause_alone_is_not() {
    use Step::{Becomes, Passes, Sleeps};
    const NIGHT: i64 = 9 * 3_600_000;
    let here = Situation::default();
    let locked = situation(true, false, false);
    let asleep = situation(false, true, false);
    let paused = situation(false, false, true);
    let locked_asleep = situation(true, true, false);
    let paused_locked = situation(true, false, true);
    let paused_asleep = situation(false, true, true);
    for (what, steps, expected) in [
        ("a short lock", vec![Becomes(locked), Passes(20_000), Becomes(here)], None),
        ("a lock", vec![Becomes(locked), Passes(90_000), Becomes(here)], Some(90_000)),
        ("a pause", vec![Becomes(paused), Passes(90_000), Becomes(here)], None),
        ("an aborted sleep", vec![Becomes(asleep), Sleeps(2_000), Becomes(here)], None),
        ("a night", vec![Becomes(asleep), Sleeps(NIGHT), Becomes(here)], Some(NIGHT)),
        ("a night without any signal", vec![Sleeps(NIGHT)], Some(NIGHT)),
        ("a nap without any signal", vec![Sleeps(20_000)], None),
        (
            "a lock, then a night with the signals of logind",
            vec![
                Becomes(locked),
                Passes(5_000),
                Becomes(locked_asleep),
                Sleeps(NIGHT),
                Becomes(locked),
                Passes(5_000),
                Becomes(here),
            ],
            Some(NIGHT + 10_000),
        ),
        (
            "a lock, then a night without them",
            vec![Becomes(locked), Passes(5_000), Sleeps(NIGHT), Passes(5_000), Becomes(here)],
            Some(NIGHT + 10_000),
        ),
        (
            "a pause, then a night with the signals of logind",
            vec![
                Becomes(paused),
                Passes(5_000),
                Becomes(paused_asleep),
                Sleeps(NIGHT),
                Becomes(paused),
                Passes(90_000),
                Becomes(here),
            ],
            Some(NIGHT),
        ),
        (
            "a pause, then a night without them",
            vec![Becomes(paused), Passes(90_000), Sleeps(NIGHT), Passes(90_000), Becomes(here)],
            Some(NIGHT),
        ),
        (
            "a pause with a locked screen",
            vec![
                Becomes(paused),
                Becomes(paused_locked),
                Passes(90_000),
                Becomes(paused),
                Passes(5_000),
                Becomes(here),
            ],
            Some(90_000),
        ),
        (
            "two short locks in a pause",
            vec![
                Becomes(paused_locked),
                Passes(40_000),
                Becomes(paused),
                Passes(5_000),
                Becomes(paused_locked),
                Passes(40_000),
                Becomes(here),
            ],
            None,
        ),
    ] {
        let (taken, sitting_ms) = break_in(&steps);
        assert_eq!(taken, expected, "{what}");
        assert_eq!(sitting_ms == 0, expected.is_some(), "{what}: {sitting_ms} ms");
    }
}

#[test]
fn after_an_unannounced_sleep_nothing_of_before_continues() {
    let (mut engine, start_ms) = calibrated();
    play(&mut engine, &sitter(1.14), start_ms, start_ms + 20_000);
    assert!(engine.coaching.advice.is_some());
    engine.snooze(Snooze::Until(MonotonicMs(start_ms + 20_000) + 30 * 60_000));
    // Sleeps for an hour.
    let wake = MonotonicMs(start_ms + 20_000 + 3_600_000);
    let events = engine.slept(3_600_000, wake);
    assert!(
        matches!(
            events.as_slice(),
            [Event::AlertEnded { how: Ending::Interrupted, .. }, Event::BreakTaken { .. }]
        ),
        "{events:?}"
    );
    assert_eq!(engine.monitor(wake).silence, None, "the snooze ended during the sleep");
    let alert_ms = alert_after_return(&mut engine, wake.0);
    assert!((14_000..=16_500).contains(&alert_ms), "{alert_ms}");
}

#[test]
fn a_snooze_that_is_longer_than_the_sleep_continues_after_it() {
    let (mut engine, start_ms) = calibrated();
    let until = MonotonicMs(start_ms) + 60 * 60_000;
    engine.snooze(Snooze::Until(until));
    let wake = MonotonicMs(start_ms) + 59 * 60_000;
    engine.slept(59 * 60_000, wake);
    assert_eq!(engine.monitor(wake).silence, Some(SilenceReason::Snoozed));
    assert_eq!(engine.monitor(until).silence, None);
}

#[test]
fn watching_that_a_setting_switches_off_and_on_is_reported_once_each() {
    let (mut engine, start_ms) = calibrated();
    let now = MonotonicMs(start_ms);
    let battery = Situation { power: cadence::Power::Battery, ..Situation::default() };
    assert_eq!(engine.set_situation(battery, now), []);
    let mut config = EngineConfig::default();
    config.cadence.on_battery = cadence::OnBattery::Pause;
    engine.set_config(config);
    let off = engine.set_situation(battery, now);
    assert!(matches!(off.as_slice(), [Event::WatchOff { .. }]), "{off:?}");
    assert_eq!(engine.set_situation(battery, now), []);
    engine.set_config(EngineConfig::default());
    let on = engine.set_situation(battery, now + 1_000);
    assert!(matches!(on.as_slice(), [Event::WatchOn { .. }]), "{on:?}");
}

/// The distance, and the change of forward head, of a person who sits as at the calibration.
fn measured_now(engine: &mut Engine, t_ms: i64) -> (f64, f64, f64) {
    let (snapshot, _) = engine.step(Some(&sitter(1.0)), MonotonicMs(t_ms));
    let known = |quantity| *snapshot.measures.get(quantity).known().unwrap();
    let distance = known(Quantity::ScreenDistance);
    (distance.value, distance.delta.unwrap(), known(Quantity::ForwardHead).delta.unwrap())
}

#[test]
fn another_field_of_view_changes_the_distance_at_once_and_no_angle_until_the_next_calibration() {
    let (mut engine, t_ms) = calibrated();
    let (before_cm, ..) = measured_now(&mut engine, t_ms);
    for deg in [55.0, 90.0] {
        let field_of_view = FieldOfView::stated(deg);
        engine.set_config(EngineConfig { field_of_view, ..EngineConfig::default() });
        engine.steady.reset();
        let (cm, change_cm, forward_deg) = measured_now(&mut engine, t_ms + 200);
        let longer = 35f64.to_radians().tan() / (deg / 2.0).to_radians().tan();
        assert!((cm / before_cm / longer - 1.0).abs() < 0.01, "{cm} {before_cm}");
        assert!(change_cm.abs() < 0.2 && forward_deg.abs() < 0.1, "{change_cm} {forward_deg}");
        // The record keeps the field of view of the baseline, for another day.
        let saved = engine.baseline_to_save().unwrap();
        let mut tomorrow = self::engine();
        tomorrow.set_config(EngineConfig { field_of_view, ..EngineConfig::default() });
        tomorrow.recall_baseline(&saved);
        let (again_cm, change_cm, forward_deg) = measured_now(&mut tomorrow, 0);
        assert!((again_cm / cm - 1.0).abs() < 0.01, "{again_cm} {cm}");
        assert!(change_cm.abs() < 0.2 && forward_deg.abs() < 0.1, "{change_cm} {forward_deg}");
    }
}

#[test]
fn a_record_of_an_earlier_version_is_seen_with_the_field_of_view_of_its_settings() {
    let config = |field_of_view, older_hfov_deg| EngineConfig {
        field_of_view,
        older_hfov_deg,
        ..EngineConfig::default()
    };
    let mut then = engine();
    then.set_config(config(FieldOfView::stated(60.0), 60.0));
    then.start_calibration();
    for t_ms in (0..=4_000).step_by(100) {
        then.step(Some(&sitter(1.0)), MonotonicMs(t_ms));
    }
    let mut record = serde_json::to_value(then.baseline_to_save().unwrap()).unwrap();
    assert!(record.as_object_mut().unwrap().remove("seen_with").is_some());
    let record: BaselineRecord = serde_json::from_value(record).unwrap();
    // Now the camera is known to have 75°.
    let mut now = engine();
    now.set_config(config(FieldOfView::stated(75.0), 60.0));
    now.recall_baseline(&record);
    let (_, _, forward_deg) = measured_now(&mut now, 0);
    assert!(forward_deg.abs() < 0.1, "{forward_deg}");
}

#[test]
fn who_is_too_close_is_told_so_only_if_the_distance_is_known() {
    let near = |field_of_view: FieldOfView| {
        let mut engine = engine();
        engine.set_config(EngineConfig { field_of_view, ..EngineConfig::default() });
        let pose = sitter(3.0);
        let mut faults = Vec::new();
        for t_ms in (0..6_000).step_by(500) {
            faults = engine.step(Some(&pose), MonotonicMs(t_ms)).0.faults;
        }
        faults.iter().any(|active| active.fault == Fault::TooClose)
    };
    assert!(!near(FieldOfView::assumed()));
    assert!(near(FieldOfView::stated(70.0)));
    let seen_cm = crate::posture::field_of_view::seen_eyes_cm(&sitter(1.0)).unwrap();
    let measured = crate::posture::field_of_view::MeasuredDistance {
        sd_cm: crate::posture::field_of_view::TAPE_SD_CM,
        zoom: 1.0,
        tape_cm: seen_cm,
        seen_cm,
        picture: [IMAGE.width, IMAGE.height],
    };
    assert!(near(FieldOfView::assumed().with_measured(Some(measured))));
}
