//! `plumbline record`: writes a recording of landmarks. No picture is saved.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::desktop::paths::Paths;
use plumbline_core::body::Pose;
use plumbline_core::engine::recording::{FrameLine, Header};
use plumbline_vision::frames::{self, FrameError, OpenOptions, SourceSpec};
use plumbline_vision::pose::{ModelVariant, Tracker, TrackerOptions, runtime};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The recording to write (JSON lines)
    file: PathBuf,
    /// Record landmarks; this is the default and has no effect
    #[arg(long)]
    landmarks: bool,
    /// Picture source: camera[:N], an image, a folder, a video, demo or an http:// address
    #[arg(long, value_name = "SOURCE", default_value = "camera", value_parser = super::SourceParser)]
    source: SourceSpec,
    /// Maximum number of pictures
    #[arg(long, value_name = "N", default_value_t = 600)]
    frames: usize,
}

pub(super) fn run(args: &Args, variant: Option<ModelVariant>) -> Result<(), Failure> {
    record(&args.file, &args.source, args.frames, variant)
}

/// Writes the landmarks of at most `limit` pictures of `spec` to `path`.
pub(super) fn record(
    path: &Path,
    spec: &SourceSpec,
    limit: usize,
    variant: Option<ModelVariant>,
) -> Result<(), Failure> {
    let write_failure =
        |e: &dyn std::fmt::Display| Failure::Write { path: path.to_owned(), reason: e.to_string() };
    let mut source = frames::open(spec, &OpenOptions::default())?;
    let data_dir = Paths::of_platform().map(|p| p.data_dir);
    let backend = runtime::backend(data_dir.as_deref());
    let variant = variant.unwrap_or_else(|| backend.preferred_variant());
    let mut tracker = Tracker::new(variant, TrackerOptions { data_dir, ..TrackerOptions::live() })?;
    let file = File::create(path).map_err(|e| write_failure(&e))?;
    let mut out = std::io::BufWriter::new(file);
    let mut header: Option<Header> = None;
    let mut seen = 0usize;
    let mut frames = 0usize;
    while frames < limit {
        let frame = match source.next_frame() {
            Ok(Some(frame)) => frame,
            Ok(None) => break,
            Err(FrameError::NotYet) => continue,
            Err(error) if !error.is_fatal() => {
                errln!("plumbline: {error}");
                frames += 1;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        frames += 1;
        let header = match &header {
            Some(header) => header,
            None => {
                let new = Header::new(frame.size(), &spec.to_string());
                let text = serde_json::to_string(&new).map_err(|e| write_failure(&e))?;
                writeln!(out, "{text}").map_err(|e| write_failure(&e))?;
                header.insert(new)
            }
        };
        let tracked = tracker.track(&frame)?;
        // A recording has one frame size. A frame of another size is written as one without a person.
        let pose: Option<&Pose> = tracked.pose.as_ref().filter(|pose| pose.image == header.image());
        seen += usize::from(pose.is_some());
        let line = serde_json::to_string(&FrameLine::new(frame.t_ms, pose))
            .map_err(|e| write_failure(&e))?;
        writeln!(out, "{line}").map_err(|e| write_failure(&e))?;
    }
    out.flush().map_err(|e| write_failure(&e))?;
    outln!("{frames} frames recorded, {seen} with a person");
    Ok(())
}
