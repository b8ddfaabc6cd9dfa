//! A rendered person with exactly known posture through the real models and the engine
//! (`tests/fixtures/rendered`). The person was not part of the training of the fusion.

use std::path::PathBuf;

use plumbline_core::body::{Fault, MonotonicMs, Pose};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::{Engine, EngineConfig, Snapshot};
use plumbline_core::posture::Quantity;
use plumbline_vision::frames::{Frame, OpenOptions, SourceSpec, open};
use plumbline_vision::pose::{ModelVariant, Tracker, TrackerOptions};

const FRAME_MS: i64 = 100;
/// Upright before the first posture, milliseconds; the calibration takes four seconds of it.
const UPRIGHT_MS: i64 = 5_000;
/// Each posture is held for so long, milliseconds: longer than the two seconds of smoothing.
const HELD_MS: i64 = 2_600;

fn picture(name: &str) -> Frame {
    let path = PathBuf::from(crate::support::fixture("rendered")).join(format!("{name}.jpg"));
    let mut source = open(&SourceSpec::File(path), &OpenOptions::default()).unwrap();
    source.next_frame().unwrap().unwrap()
}

/// Plays the calibration and then `postures` with a second of upright before each. Returns the last
/// snapshot of each posture.
fn play(variant: ModelVariant, postures: &[&str]) -> Vec<Snapshot> {
    let upright: Vec<Frame> = (0..3).map(|i| picture(&format!("calibrate_{i}"))).collect();
    let mut tracker = Tracker::new(variant, TrackerOptions::live()).unwrap();
    let mut engine = Engine::new(Catalogue::embedded().unwrap(), EngineConfig::default());
    engine.start_calibration();
    let mut t_ms = 0;
    let mut hold = |frames: &[Frame], for_ms: i64| {
        let mut last = None;
        for i in 0..for_ms / FRAME_MS {
            let frame = frames[(i / 2) as usize % frames.len()].at(t_ms);
            let tracked = tracker.track(&frame).unwrap();
            last = Some(engine.step(tracked.pose.as_ref(), MonotonicMs(t_ms)).0);
            t_ms += FRAME_MS;
        }
        last.unwrap()
    };
    hold(&upright, 3_000 + UPRIGHT_MS);
    postures
        .iter()
        .map(|posture| {
            let snapshot = hold(&[picture(posture)], HELD_MS);
            hold(&upright, 1_000);
            snapshot
        })
        .collect()
}

/// The true change of the posture since the calibration, degrees.
fn truth_deg(posture: &str, quantity: &str) -> f64 {
    let text = std::fs::read_to_string(
        PathBuf::from(crate::support::fixture("rendered")).join("truth.json"),
    )
    .unwrap();
    let truth: serde_json::Value = serde_json::from_str(&text).unwrap();
    truth[posture][quantity].as_f64().unwrap()
}

const POSTURES: [(&str, &[Fault]); 8] = [
    ("forward_5cm", &[Fault::ForwardHead]),
    ("raised_3.5cm", &[Fault::RaisedShoulders]),
    ("slouch_20deg", &[Fault::ForwardHead]),
    ("look_down_25deg", &[]),
    ("turn_head_30deg", &[]),
    // Leaning in also brings the face nearer and lower.
    ("lean_in_20cm", &[Fault::Leaning, Fault::TooClose, Fault::Slouch]),
    ("hand_at_chin", &[]),
    ("talking", &[]),
];

fn is_measured_truly(variant: ModelVariant) {
    let names: Vec<&str> = POSTURES.iter().map(|(name, _)| *name).collect();
    for ((name, faults), snapshot) in POSTURES.iter().zip(play(variant, &names)) {
        let found: Vec<Fault> = snapshot.faults.iter().map(|f| f.fault).collect();
        // Of several faults that describe the posture, one is enough.
        let is_found = faults.is_empty() || faults.iter().any(|fault| found.contains(fault));
        assert!(is_found, "{name}: {found:?}");
        let is_expected = |fault: &Fault| {
            faults.contains(fault) || (*name == "slouch_20deg" && matches!(fault, Fault::Slouch))
        };
        assert!(found.iter().all(is_expected), "{name}: {found:?}");
        for (quantity, key, within_deg) in [
            (Quantity::ForwardHead, "forward_head_deg", 6.0),
            (Quantity::RaisedShoulderLeft, "raised_shoulder_left_deg", 2.0),
            (Quantity::RaisedShoulderRight, "raised_shoulder_right_deg", 2.0),
        ] {
            let measured = snapshot.measures.get(quantity).known().unwrap();
            let (change, truth) = (measured.delta.unwrap(), truth_deg(name, key));
            // An answer that states a large uncertainty may be further away.
            let within_deg = f64::max(within_deg, 2.0 * measured.sd);
            assert!((change - truth).abs() < within_deg, "{name} {key}: {measured:?} for {truth}");
            assert!(measured.sd < 8.0, "{name} {key}: {measured:?}");
        }
    }
}

#[test]
fn a_baseline_of_an_earlier_day_measures_an_upright_person_as_upright_and_a_forward_head_as_one() {
    let upright: Vec<Frame> = (0..3).map(|i| picture(&format!("calibrate_{i}"))).collect();
    let new_engine = || Engine::new(Catalogue::embedded().unwrap(), EngineConfig::default());
    let mut engine = new_engine();
    let mut tracker = Tracker::new(ModelVariant::Full, TrackerOptions::live()).unwrap();
    engine.start_calibration();
    for i in 0..30i64 {
        let tracked = tracker.track(&upright[i as usize % 3].at(i * FRAME_MS)).unwrap();
        engine.step(tracked.pose.as_ref(), MonotonicMs(i * FRAME_MS));
    }
    engine.finish_calibration().unwrap();
    let saved = serde_json::to_string(&engine.baseline_to_save().unwrap()).unwrap();

    let mut engine = new_engine();
    engine.recall_baseline(&serde_json::from_str(&saved).unwrap());
    let mut tracker = Tracker::new(ModelVariant::Full, TrackerOptions::live()).unwrap();
    let mut change_deg = |frames: &[Frame], from_ms: i64| {
        let mut change_deg = f64::NAN;
        for i in 0..HELD_MS / FRAME_MS {
            let t_ms = from_ms + i * FRAME_MS;
            let tracked = tracker.track(&frames[i as usize % frames.len()].at(t_ms)).unwrap();
            let (snapshot, _) = engine.step(tracked.pose.as_ref(), MonotonicMs(t_ms));
            let measured = snapshot.measures.get(Quantity::ForwardHead).known();
            change_deg = measured.and_then(|m| m.delta).unwrap_or(f64::NAN);
        }
        change_deg
    };
    let (at_rest_deg, forward_deg) =
        (change_deg(&upright, 0), change_deg(&[picture("forward_5cm")], HELD_MS));
    assert!(at_rest_deg.abs() < 2.0, "{at_rest_deg}");
    let truth_deg = truth_deg("forward_5cm", "forward_head_deg");
    assert!((forward_deg - truth_deg).abs() < 6.0, "{forward_deg} for {truth_deg}");
}

#[test]
fn a_person_whose_trunk_is_not_recognised_at_the_calibration_is_measured_too() {
    let upright: Vec<Frame> = (0..3).map(|i| picture(&format!("calibrate_{i}"))).collect();
    let mut engine = Engine::new(Catalogue::embedded().unwrap(), EngineConfig::default());
    let mut tracker = Tracker::new(ModelVariant::Full, TrackerOptions::live()).unwrap();
    let mut now = MonotonicMs(0);
    let mut show = |engine: &mut Engine, frame: &Frame| {
        now = now + FRAME_MS;
        let tracked = tracker.track(&frame.at(now.0)).unwrap();
        let pose = tracked.pose.map(|pose| Pose { trunk: None, ..pose });
        engine.step(pose.as_ref(), now).0
    };
    engine.start_calibration();
    for i in 0..30 {
        show(&mut engine, &upright[i % 3]);
    }
    engine.finish_calibration().unwrap();
    let forward = picture("forward_5cm");
    let last = (0..HELD_MS / FRAME_MS).map(|_| show(&mut engine, &forward)).last().unwrap();
    let measured = last.measures.get(Quantity::ForwardHead).known().unwrap();
    let truth_deg = truth_deg("forward_5cm", "forward_head_deg");
    assert!((measured.delta.unwrap() - truth_deg).abs() < 6.0, "{measured:?} for {truth_deg}");
    assert!(last.faults.iter().any(|f| f.fault == Fault::ForwardHead), "{:?}", last.faults);
}

#[test]
fn the_full_model_measures_a_rendered_person_and_raises_no_false_fault() {
    is_measured_truly(ModelVariant::Full);
}

#[test]
fn the_lite_model_measures_a_rendered_person_and_raises_no_false_fault() {
    is_measured_truly(ModelVariant::Lite);
}
