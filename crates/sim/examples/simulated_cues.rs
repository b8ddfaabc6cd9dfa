//! Prints the cues of posture of simulated sessions beside the true changes, for the training of the fusion
//! (models/fusion): one JSON object per frame.
//!
//! simulated_cues SEED PEOPLE

#![allow(clippy::print_stdout)] // the output of a developer's tool

use plumbline_core::posture::baseline::{BaselineCapture, camera_for};
use plumbline_core::posture::camera::DEFAULT_HFOV_DEG;
use plumbline_core::posture::measure::cues;
use plumbline_sim::simulator::{NoiseModel, Phase, SCENARIOS, Session, SimulatedFrame, Truth};

/// Every this many settled frames, one is printed.
const STRIDE: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, seed, people] = args.as_slice() else {
        return Err("simulated_cues SEED PEOPLE".into());
    };
    let (seed, people): (u64, u64) = (seed.parse()?, people.parse()?);
    let finite = |values: &[f64]| -> Vec<Option<f64>> {
        values.iter().map(|v| v.is_finite().then_some(*v)).collect()
    };
    for person in 0..people {
        for scenario in SCENARIOS {
            let session = Session::new(seed, person, scenario, &NoiseModel::FULL);
            let frames: Vec<SimulatedFrame> = session.frames().collect();
            let camera = camera_for(frames[0].pose.image, DEFAULT_HFOV_DEG);
            let calibration: Vec<&SimulatedFrame> =
                frames.iter().filter(|f| f.phase == Phase::Calibration).collect();
            let mut capture = BaselineCapture::new(
                camera,
                frames[0].pose.image,
                plumbline_core::body::MonotonicMs(0),
            );
            for frame in &calibration {
                capture.add(Some(&frame.pose));
            }
            let Ok(baseline) = capture.finish() else { continue };
            let Some(upright) = &baseline.cues else { continue };
            let values = |t: &Truth| {
                [
                    t.forward_head_deg,
                    t.raised_shoulder_left_deg,
                    t.raised_shoulder_right_deg,
                    t.torso_yaw_deg,
                    t.head_pitch_deg,
                    t.trunk_lean_deg,
                    t.shoulder_tilt_deg,
                    t.upper_back_flexion_deg,
                ]
            };
            let mean: Vec<f64> = (0..8)
                .map(|i| {
                    calibration.iter().map(|f| values(&f.truth)[i]).sum::<f64>()
                        / calibration.len() as f64
                })
                .collect();
            let settled = frames.iter().filter(|f| f.phase == Phase::Settled);
            for frame in settled.step_by(STRIDE) {
                let change: Vec<f64> =
                    values(&frame.truth).iter().zip(&mean).map(|(now, then)| now - then).collect();
                let line = serde_json::json!({
                    "person": person,
                    "scenario": scenario.name,
                    "upright": finite(&upright.0),
                    "cues": finite(&cues(&frame.pose, &camera, &baseline).0),
                    "truth": change,
                });
                println!("{line}");
            }
        }
    }
    Ok(())
}
