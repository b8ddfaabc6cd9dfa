//! Compresses the detector model for embedding in the binary, from 6 MB to 2.5 MB. Most of its
//! weights are zeros, which only fill up the tensors that Google's file stores sparsely. The other
//! models hardly shrink.

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
