//! Packs the detector for the program: most of its weights are zeros that only fill up what Google's
//! file keeps sparse, and six megabytes become two and a half. The other models hardly shrink.

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;

const DETECTOR: &str = "../../models/pose_detection.onnx";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DETECTOR}");
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("pose_detection.onnx.gz");
    let mut packed = GzEncoder::new(std::fs::File::create(out)?, Compression::best());
    packed.write_all(&std::fs::read(DETECTOR)?)?;
    packed.finish()?;
    Ok(())
}
