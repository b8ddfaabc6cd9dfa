//! `plumbline replay`: processes a landmark recording, a video or a folder of pictures with the engine of live
//! monitoring, with the time stamps of the recording and as fast as possible.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::record::record;
use super::stretch::StretchDetector;
use super::{Failure, print_json_line};
use crate::desktop::paths::Paths;
use crate::text::verdict::verdict;
use plumbline_core::body::{MonotonicMs, Side};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::recording::{FrameLine, Header, RecordedFrame};
use plumbline_core::engine::report::{event_json, frame_json};
use plumbline_core::engine::{Engine, EngineConfig};
use plumbline_core::posture::FieldOfView;
use plumbline_core::posture::baseline_record::BaselineRecord;
use plumbline_core::posture::camera::DEFAULT_HFOV_DEG;
use plumbline_vision::frames::{self, FrameError, OpenOptions, SourceSpec};
use plumbline_vision::pose::{ModelVariant, Tracker, TrackerOptions, runtime};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Recording (JSON lines), video or folder of pictures; with --record the file to write
    file: PathBuf,
    /// Use this span of time as the upright baseline
    #[arg(long, value_name = "FROM_MS..TO_MS", value_parser = parse_span)]
    calibrate: Option<Span>,
    /// With --calibrate: write the part of the baseline that is kept for another day to this file
    #[arg(long, value_name = "FILE", requires = "calibrate")]
    save_baseline: Option<PathBuf>,
    /// Begin with the baseline of an earlier day from this file of --save-baseline
    #[arg(long, value_name = "FILE", conflicts_with = "calibrate")]
    baseline: Option<PathBuf>,
    /// Print one JSON object per frame and per event
    #[arg(long)]
    json: bool,
    /// Write FILE from this source instead of replaying it: an image, a folder, a video, demo or camera
    #[arg(long, value_name = "SOURCE", value_parser = super::SourceParser)]
    record: Option<SourceSpec>,
    /// With --record: maximum number of pictures
    #[arg(long, value_name = "N", default_value_t = 600)]
    frames: usize,
    /// Detect this stretch (an id of the catalogue) instead of judging posture
    #[arg(long, value_name = "ID")]
    stretch: Option<String>,
    /// With --stretch: the side that is stretched
    #[arg(long, value_name = "SIDE", default_value = "right", requires = "stretch")]
    side: WhichSide,
    /// Horizontal field of view of the camera in degrees [default: not known, 70 assumed]
    #[arg(long, value_name = "DEG")]
    hfov: Option<f64>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum WhichSide {
    Left,
    Right,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    from: MonotonicMs,
    to: MonotonicMs,
}

fn parse_span(text: &str) -> Result<Span, String> {
    let numbers = text
        .split_once("..")
        .and_then(|(from, to)| Some((from.trim().parse().ok()?, to.trim().parse().ok()?)));
    match numbers {
        Some((from, to)) if from < to => Ok(Span { from: MonotonicMs(from), to: MonotonicMs(to) }),
        _ => Err("expected FROM..TO in milliseconds, for example 0..5000".into()),
    }
}

pub(super) fn run(args: &Args, variant: Option<ModelVariant>) -> Result<(), Failure> {
    match &args.record {
        Some(source) => record(&args.file, source, args.frames, variant),
        None => match &args.stretch {
            Some(id) => detect_stretch(args, id, variant),
            None => play(args, variant),
        },
    }
}

/// Follows the stretch `id` in the recording and prints how long it was held.
fn detect_stretch(args: &Args, id: &str, variant: Option<ModelVariant>) -> Result<(), Failure> {
    let catalogue = Catalogue::embedded()?;
    let item = catalogue
        .item(id)
        .ok_or_else(|| Failure::Usage(format!("--stretch: the catalogue has no item {id}")))?;
    let side = match args.side {
        WhichSide::Left => Side::Left,
        WhichSide::Right => Side::Right,
    };
    let mut detector = StretchDetector::new(item, side, args.hfov.unwrap_or(DEFAULT_HFOV_DEG))
        .ok_or_else(|| Failure::Usage(format!("--stretch: the camera cannot detect {id}")))?;
    let mut frames = 0usize;
    for frame in read(&args.file, variant, &|e| unreadable(args, e))? {
        let frame = frame?;
        let line = detector.step(frame.pose.as_ref(), frame.t);
        frames += 1;
        if args.json {
            print_json_line(&line)?;
        }
    }
    if !args.json {
        outln!("{frames} frames, held for {} ms", detector.held_ms());
    }
    Ok(())
}

fn unreadable(args: &Args, error: &dyn std::fmt::Display) -> Failure {
    Failure::Source(FrameError::Unreadable { path: args.file.clone(), reason: error.to_string() })
}

fn play(args: &Args, variant: Option<ModelVariant>) -> Result<(), Failure> {
    let unreadable = |e: &dyn std::fmt::Display| unreadable(args, e);
    // The calibration span may lie anywhere in the recording, so it is read in a first pass.
    let mut config = EngineConfig {
        field_of_view: args.hfov.map_or_else(FieldOfView::assumed, FieldOfView::stated),
        older_hfov_deg: args.hfov.unwrap_or(DEFAULT_HFOV_DEG),
        ..EngineConfig::default()
    };
    if let Some(span) = args.calibrate {
        config.calibration_ms = span.to.since_ms(span.from);
    }
    let mut engine = Engine::new(Catalogue::embedded()?, config);
    if let Some(span) = args.calibrate {
        engine.start_calibration();
        for frame in read(&args.file, variant, &unreadable)? {
            let frame = frame?;
            if frame.t > span.to && !is_recording(&args.file) {
                break;
            }
            if frame.t >= span.from && frame.t <= span.to {
                engine.step(frame.pose.as_ref(), frame.t);
            }
        }
        engine
            .finish_calibration()
            .map_err(|problem| Failure::Usage(format!("--calibrate: {problem}")))?;
    }
    if let Some(path) = &args.save_baseline {
        save_baseline(&engine, path)?;
    }
    if let Some(path) = &args.baseline {
        engine.recall_baseline(&read_baseline(path)?);
    }
    let mut faulty = 0usize;
    let (mut frames, mut alerts) = (0usize, 0usize);
    for frame in read(&args.file, variant, &unreadable)? {
        let frame = frame?;
        let (snapshot, events) = engine.step(frame.pose.as_ref(), frame.t);
        frames += 1;
        faulty += usize::from(!snapshot.faults.is_empty());
        if args.json {
            print_json_line(&frame_json(&snapshot))?;
        }
        for event in &events {
            alerts += usize::from(matches!(event, plumbline_core::engine::Event::Alert { .. }));
            let line = event_json(event);
            if args.json {
                print_json_line(&line)?;
            } else {
                outln!("{line}");
            }
        }
        if !args.json && frames % 50 == 1 {
            outln!("{:>8} ms  {}", frame.t.0, verdict(&snapshot).headline);
        }
    }
    if !args.json {
        outln!("{frames} frames, {faulty} with a fault, {alerts} alerts");
    }
    Ok(())
}

fn save_baseline(engine: &Engine, path: &Path) -> Result<(), Failure> {
    let wrong = |reason: String| Failure::Usage(format!("--save-baseline: {reason}"));
    let saved = engine
        .baseline_to_save()
        .ok_or_else(|| wrong("the baseline has numbers that cannot be right".into()))?;
    let text = serde_json::to_string_pretty(&saved).map_err(|e| wrong(e.to_string()))?;
    std::fs::write(path, text).map_err(|e| wrong(format!("{}: {e}", path.display())))
}

fn read_baseline(path: &Path) -> Result<BaselineRecord, Failure> {
    let wrong =
        |reason: String| Failure::Usage(format!("--baseline: {}: {reason}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
    let saved: BaselineRecord = serde_json::from_str(&text).map_err(|e| wrong(e.to_string()))?;
    if saved.is_sane() { Ok(saved) } else { Err(wrong("its numbers cannot be right".into())) }
}

type Lines = Box<dyn Iterator<Item = Result<RecordedFrame, Failure>>>;

/// Whether `path` is a landmark recording and not a video, picture or folder.
fn is_recording(path: &Path) -> bool {
    path.is_file() && !frames::is_video(path) && !frames::files::is_picture(path)
}

fn read(
    path: &Path,
    variant: Option<ModelVariant>,
    unreadable: &dyn Fn(&dyn std::fmt::Display) -> Failure,
) -> Result<Lines, Failure> {
    if !is_recording(path) && path.exists() {
        return track(path, variant);
    }
    let file = File::open(path).map_err(|e| unreadable(&e))?;
    let mut lines = BufReader::new(file).lines();
    let first = match lines.next() {
        Some(line) => line.map_err(|e| unreadable(&e))?,
        None => return Err(unreadable(&"it is empty")),
    };
    let image = Header::parse(&first)?.image();
    let path = path.to_owned();
    Ok(Box::new(lines.enumerate().filter_map(move |(i, line)| match line {
        Err(e) => {
            let reason = e.to_string();
            Some(Err(FrameError::Unreadable { path: path.clone(), reason }.into()))
        }
        Ok(line) if line.trim().is_empty() => None,
        Ok(line) => Some(FrameLine::parse(&line, i + 2, image).map_err(Failure::from)),
    })))
}

/// The poses of a video or a folder of pictures, in order.
fn track(path: &Path, variant: Option<ModelVariant>) -> Result<Lines, Failure> {
    let mut source = frames::open(&SourceSpec::File(path.to_owned()), &OpenOptions::default())?;
    let data_dir = Paths::of_platform().map(|p| p.data_dir);
    let backend = runtime::backend(data_dir.as_deref());
    let variant = variant.unwrap_or_else(|| backend.preferred_variant());
    let mut tracker = Tracker::new(variant, TrackerOptions { data_dir, ..TrackerOptions::live() })?;
    Ok(Box::new(std::iter::from_fn(move || {
        loop {
            match source.next_frame() {
                Ok(Some(frame)) => {
                    let t = MonotonicMs(frame.t_ms);
                    let tracked = tracker.track(&frame).map_err(Failure::from);
                    return Some(tracked.map(|tracked| RecordedFrame {
                        t,
                        pose: tracked.pose,
                        label: None,
                    }));
                }
                Ok(None) => return None,
                Err(error) if !error.is_fatal() => errln!("plumbline: {error}"),
                Err(error) => return Some(Err(error.into())),
            }
        }
    })))
}
