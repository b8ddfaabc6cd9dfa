//! `plumbline analyze`: runs pictures through the whole pipeline, without a window.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::annotate::Annotator;
use super::recommendation::recommendation_json;
use super::{Failure, print_json_line};
use crate::desktop::paths::Paths;
use crate::text::names;
use crate::text::verdict::verdict;
use plumbline_core::body::{BlankPicture, MonotonicMs, Pose};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::recording::FrameLine;
use plumbline_core::engine::report::{faults_json, measures_json};
use plumbline_core::engine::{Engine, EngineConfig, Snapshot};
use plumbline_core::posture::FieldOfView;
use plumbline_core::posture::{Measure, Quantity};
use plumbline_vision::frames::{self, Frame, FrameError, OpenOptions, SourceSpec};
use plumbline_vision::pose::{ModelVariant, Tracker, TrackerOptions, runtime};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An image, a folder of images or a video
    #[arg(required_unless_present = "source", conflicts_with = "source")]
    path: Option<PathBuf>,
    /// Another source instead of PATH: camera[:N], demo, a file, or an http:// MJPEG address
    #[arg(long, value_name = "SOURCE", value_parser = super::SourceParser)]
    source: Option<SourceSpec>,
    /// Print one JSON object per picture
    #[arg(long)]
    json: bool,
    /// Write copies with the measured figure drawn on them: a PNG file for one picture, a folder for
    /// several
    #[arg(long, value_name = "OUT")]
    annotate: Option<PathBuf>,
    /// Maximum number of pictures [default: 30 for a camera or stream, all for a file or folder]
    #[arg(long, value_name = "N")]
    frames: Option<usize>,
    /// Horizontal field of view of the camera in degrees [default: not known, 70 assumed]
    #[arg(long, value_name = "DEG")]
    hfov: Option<f64>,
}

/// Default number of pictures from a source without an end (a camera).
const LIVE_FRAMES: usize = 30;

pub(super) fn run(args: &Args, variant: Option<ModelVariant>) -> Result<(), Failure> {
    if args.hfov.is_some_and(|deg| !(20.0..=150.0).contains(&deg)) {
        return Err(Failure::Usage("--hfov takes 20 to 150 degrees".into()));
    }
    let spec = match (&args.path, &args.source) {
        (Some(path), _) => SourceSpec::File(path.clone()),
        (None, Some(source)) => source.clone(),
        (None, None) => return Err(Failure::Usage("no picture or source was given".into())),
    };
    let is_endless = !matches!(spec, SourceSpec::File(_));
    let limit = args.frames.unwrap_or(if is_endless { LIVE_FRAMES } else { usize::MAX });
    let mut source = frames::open(&spec, &OpenOptions::default())?;
    let data_dir = Paths::of_platform().map(|p| p.data_dir);
    let backend = runtime::backend(data_dir.as_deref());
    let variant = variant.unwrap_or_else(|| backend.preferred_variant());

    // Video is tracked from frame to frame; single pictures are measured independently.
    let is_moving = is_endless || matches!(&spec, SourceSpec::File(path) if frames::is_video(path));
    let options = if is_moving { TrackerOptions::live() } else { TrackerOptions::still() };
    let mut tracker = Tracker::new(variant, TrackerOptions { data_dir, ..options })?;
    let zoomed = || FieldOfView::assumed().zoomed(source.optics().zoom);
    let field_of_view = args.hfov.map_or_else(zoomed, FieldOfView::stated);
    let config = EngineConfig { field_of_view, ..EngineConfig::default() };
    let catalogue = Catalogue::embedded()?;
    let mut engine = Engine::new(catalogue.clone(), config.clone());
    let is_folder = matches!(&spec, SourceSpec::File(path) if path.is_dir());
    let mut annotator =
        args.annotate.as_ref().map(|out| Annotator::new(out, is_folder || is_moving));

    let (mut seen, mut looked) = (0usize, 0usize);
    let mut last_bad = None;
    let mut blank = None;
    while looked < limit {
        let frame = match source.next_frame() {
            Ok(Some(frame)) => frame,
            Ok(None) => break,
            Err(FrameError::NotYet) => continue,
            // This cannot repeat forever: a folder ends, and a live source returns a fatal error.
            Err(error) if !error.is_fatal() => {
                errln!("plumbline: {error}");
                last_bad = Some(error);
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        looked += 1;
        let tracked = tracker.track(&frame)?;
        if !is_moving {
            engine = Engine::new(catalogue.clone(), config.clone());
        }
        if tracked.blank.is_some() {
            blank = tracked.blank;
        }
        engine.set_blank_picture(tracked.blank);
        let (snapshot, _) = engine.step(tracked.pose.as_ref(), MonotonicMs(frame.t_ms));
        seen += usize::from(tracked.pose.is_some());
        let name = source.current_name().unwrap_or_else(|| spec.to_string());
        if args.json {
            print_json_line(&frame_report(
                &name,
                &frame,
                tracked.pose.as_ref(),
                &snapshot,
                &engine,
            ))?;
        } else {
            print_words(&name, &snapshot, tracked.people, &engine)?;
        }
        if let Some(annotator) = &mut annotator {
            annotator.write(&frame, tracked.pose.as_ref(), &snapshot, &name)?;
        }
    }
    if looked == 0
        && let Some(error) = last_bad
    {
        return Err(error.into());
    }
    if seen == 0
        && let Some(blank) = blank
    {
        return Err(Failure::Blank(match (is_endless, blank) {
            (true, BlankPicture::Black) => {
                "the camera gives a black picture; open its shutter, take off its cap or turn on a light"
            }
            (true, BlankPicture::OneColour) => {
                "the camera gives a picture of one colour; switch it on or open its shutter"
            }
            (false, BlankPicture::Black) => "the picture is black",
            (false, BlankPicture::OneColour) => "the picture has one colour only",
        }));
    }
    if seen == 0 {
        return Err(Failure::Nobody(if looked == 1 {
            " in the picture"
        } else {
            " in any picture"
        }));
    }
    Ok(())
}

fn frame_report(
    name: &str,
    frame: &Frame,
    pose: Option<&Pose>,
    snapshot: &Snapshot,
    engine: &Engine,
) -> Value {
    let line = FrameLine::new(frame.t_ms, pose);
    json!({
        "source": name,
        "t_ms": frame.t_ms,
        "width": frame.size().width,
        "height": frame.size().height,
        "landmarks": line.landmarks,
        "world": line.world,
        "view": snapshot.measures.view.name(),
        "measures": measures_json(&snapshot.measures),
        "faults": faults_json(&snapshot.faults),
        "state": snapshot.state.name(),
        "recommendation": recommendation_json(engine, snapshot),
    })
}

fn print_words(
    name: &str,
    snapshot: &Snapshot,
    people: usize,
    engine: &Engine,
) -> Result<(), Failure> {
    let verdict = verdict(snapshot);
    outln!("{name}: {}. {}", verdict.headline, verdict.detail);
    if people > 1 {
        outln!("  {people} people; the nearest one is measured.");
    }
    for (quantity, measure) in snapshot.measures.iter() {
        let label = names::quantity(quantity);
        let unit = names::unit(quantity.unit());
        match measure {
            Measure::Known(m) => outln!(
                "  {label:<24} {:>7.1}{unit}  ± {:.1}  confidence {:.2}",
                m.value,
                m.sd,
                m.confidence
            ),
            Measure::Unmeasured(why) => {
                outln!("  {label:<24}       –  {}", names::unmeasured(*why));
            }
        }
    }
    if let Some(fault) = snapshot.faults.first()
        && let Some((stretch, _, why)) = engine.recommendation_for(fault.fault)
        && let Some(item) = engine.catalogue().item(&stretch)
    {
        outln!("  Stretch: {} — {why}", item.name);
        for step in item.steps_for(Some(plumbline_core::body::Side::Right)) {
            outln!("    - {step}");
        }
    }
    // Forward head from a single frontal picture has a large uncertainty.
    if let Measure::Known(m) = snapshot.measures.get(Quantity::ForwardHead)
        && m.delta.is_none()
        && m.sd > 8.0
    {
        outln!(
            "  Without a baseline, forward head from one frontal picture is only a rough estimate."
        );
    }
    Ok(())
}
