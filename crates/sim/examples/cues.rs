//! Prints the cues of posture of a landmark recording for the training of the fusion (models/fusion): the
//! table of the cues (name, large change, whether it is odd), their medians at the calibration, then one
//! JSON array per frame. A missing cue is null.
//!
//! cues RECORDING CALIBRATION_FRAMES HFOV_DEG

#![allow(clippy::print_stdout)] // the output of a developer's tool

use std::io::{BufRead as _, BufReader};

use plumbline_core::engine::recording::{FrameLine, Header};
use plumbline_core::posture::baseline::{BaselineCapture, camera_for};
use plumbline_core::posture::cues::{Cue, Parity};
use plumbline_core::posture::measure::cues;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, file, count, hfov_deg] = args.as_slice() else {
        return Err("cues RECORDING CALIBRATION_FRAMES HFOV_DEG".into());
    };
    let mut lines = BufReader::new(std::fs::File::open(file)?).lines();
    let image = Header::parse(&lines.next().ok_or("empty")??)?.image();
    let camera = camera_for(image, hfov_deg.parse()?);
    let frames = lines
        .enumerate()
        .map(|(i, line)| Ok(FrameLine::parse(&line?, i + 2, image)?))
        .collect::<Result<Vec<_>, Box<dyn std::error::Error>>>()?;
    let count: usize = count.parse()?;
    let mut capture = BaselineCapture::new(camera, image, frames[0].t);
    for frame in frames.iter().take(count).skip(5) {
        capture.add(frame.pose.as_ref());
    }
    let baseline = capture.finish()?;
    let upright = baseline.cues.clone().ok_or("no frontal view")?;
    let table: Vec<_> = Cue::ALL
        .iter()
        .map(|c| serde_json::json!([c.name(), c.large_change(), c.parity() == Parity::Odd]))
        .collect();
    println!("{}", serde_json::to_string(&table)?);
    println!("{}", serde_json::to_string(&upright.0.map(|v| v.is_finite().then_some(v)).to_vec())?);
    for frame in &frames {
        let line = frame.pose.as_ref().map(|pose| {
            cues(pose, &camera, &baseline).0.map(|v| v.is_finite().then_some(v)).to_vec()
        });
        println!("{}", serde_json::to_string(&line)?);
    }
    Ok(())
}
