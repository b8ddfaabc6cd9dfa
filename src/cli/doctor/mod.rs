//! `plumbline doctor`: checks everything that Plumbline needs by using it.

mod report;

use std::path::Path;

use serde_json::json;

use super::{Failure, print_json_line};
use crate::desktop::paths::Paths;
use crate::desktop::sandbox;
use crate::settings::Settings;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::stats;
use plumbline_vision::frames::camera::{self, CameraInfo, CameraKind};
use plumbline_vision::frames::{OpenOptions, SourceSpec};
use plumbline_vision::pose::{PoseError, StageTimings, Tracker, TrackerOptions, models, runtime};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print one JSON object per check
    #[arg(long)]
    json: bool,
    /// Print a text for a problem report: without names, paths, addresses and settings
    #[arg(long, conflicts_with = "json")]
    report: bool,
}

/// One check.
struct Check {
    name: &'static str,
    result: CheckResult,
    /// Text for a problem report that strangers read. `None` if the text of the result may contain private data, such
    /// as a path or the name of a camera; the report then has the status only.
    shareable: Option<String>,
}

impl Check {
    /// A check whose text contains no private data.
    fn public(name: &'static str, result: CheckResult) -> Self {
        let shareable = Some(result.text().to_owned());
        Self { name, result, shareable }
    }

    /// A check whose text may contain private data. `shareable` replaces it in a problem report.
    fn private(name: &'static str, result: CheckResult, shareable: Option<String>) -> Self {
        Self { name, result, shareable }
    }
}

/// Result of a check.
enum CheckResult {
    Fine(String),
    /// Plumbline works with restrictions.
    Warning(String),
    /// Plumbline cannot measure.
    Broken(String),
}

impl CheckResult {
    fn status(&self) -> &'static str {
        match self {
            Self::Fine(_) => "ok",
            Self::Warning(_) => "warning",
            Self::Broken(_) => "broken",
        }
    }

    fn text(&self) -> &str {
        let (Self::Fine(text) | Self::Warning(text) | Self::Broken(text)) = self;
        text
    }
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let paths = Paths::of_platform();
    let data_dir = paths.as_ref().map(|p| p.data_dir.as_path());
    let backend = runtime::backend(data_dir);

    let version = CheckResult::Fine(env!("CARGO_PKG_VERSION").into());
    let mut checks = vec![
        Check::public("version", version),
        Check::public("onnx backend", onnx_backend(backend)),
    ];
    checks.extend(models::ModelFile::ALL.map(|file| model(file, data_dir)));
    checks.extend([
        inference(data_dir, backend),
        cameras(),
        Check::public("catalogue", catalogue()),
        settings(paths.as_ref()),
    ]);
    // Last, because the sandbox restricts this process permanently.
    super::sandbox::enter(true, None, &SourceSpec::Camera(None), None);
    checks.push(sandboxed());
    if args.report {
        report::print(&checks)?;
    } else {
        print(&checks, args.json)?;
    }
    if checks.iter().any(|check| matches!(check.result, CheckResult::Broken(_))) {
        return Err(PoseError::Broken("see the lines marked broken".into()).into());
    }
    Ok(())
}

/// Prints one line per check.
fn print(checks: &[Check], as_json: bool) -> Result<(), Failure> {
    for Check { name, result, .. } in checks {
        let (status, text) = (result.status(), result.text());
        if as_json {
            print_json_line(&json!({ "check": name, "status": status, "text": text }))?;
        } else {
            outln!("{status:<8} {name:<13} {text}");
        }
    }
    Ok(())
}

fn onnx_backend(backend: &runtime::Backend) -> CheckResult {
    match backend {
        runtime::Backend::Native { .. } => CheckResult::Fine(backend.to_string()),
        runtime::Backend::Tract { .. } => CheckResult::Warning(backend.to_string()),
    }
}

fn model(file: models::ModelFile, data_dir: Option<&Path>) -> Check {
    let result = match models::verify(file, data_dir) {
        Ok(model) => match &model.warning {
            None => CheckResult::Fine(format!("{file} from {}", model.origin)),
            Some(warning) => CheckResult::Warning(format!("{file}: {warning}")),
        },
        Err(error) => CheckResult::Broken(error.to_string()),
    };
    Check::private("model", result, Some(file.to_string()))
}

fn cameras() -> Check {
    let found = camera::list_cameras();
    let shareable = found.as_ref().ok().map(|cameras| report::kinds_of(cameras));
    let result = match found {
        Ok(cameras) if cameras.is_empty() => {
            CheckResult::Warning("none found; connect one, or use --source demo".into())
        }
        Ok(cameras) => {
            let name = |info: &CameraInfo| {
                let note = super::cameras::note(info.kind());
                let note = note.map_or_else(String::new, |(_, text)| format!(" ({text})"));
                format!("camera:{} {}{note}", info.index, info.name)
            };
            let names = cameras.iter().map(name).collect::<Vec<_>>().join(", ");
            if cameras.iter().any(|camera| camera.kind() == CameraKind::Colour) {
                CheckResult::Fine(names)
            } else {
                CheckResult::Warning(format!("no ordinary camera, only {names}"))
            }
        }
        Err(error) => CheckResult::Warning(error.to_string()),
    };
    Check::private("cameras", result, shareable)
}

fn catalogue() -> CheckResult {
    match Catalogue::embedded() {
        Ok(catalogue) => CheckResult::Fine(format!("{} items", catalogue.items().len())),
        Err(error) => CheckResult::Broken(error.to_string()),
    }
}

fn settings(paths: Option<&Paths>) -> Check {
    let (result, shareable) = match paths.map(|p| &p.settings_file) {
        None => {
            let text = "no home folder; settings are not saved";
            (CheckResult::Warning(text.into()), text)
        }
        Some(file) => settings_in(file),
    };
    Check::private("settings", result, Some(shareable.into()))
}

fn settings_in(file: &Path) -> (CheckResult, &'static str) {
    let name = file.display();
    if !file.exists() {
        return (CheckResult::Fine(format!("{name} (not saved yet)")), "not saved yet");
    }
    match std::fs::read_to_string(file) {
        Ok(text) => match toml::from_str::<Settings>(&text) {
            Ok(_) => (CheckResult::Fine(name.to_string()), "saved"),
            Err(error) => {
                let text = format!("{name} is damaged: {}", error.message());
                (CheckResult::Warning(text), "damaged")
            }
        },
        Err(error) => (CheckResult::Warning(format!("{name}: {error}")), "cannot be read"),
    }
}

fn sandboxed() -> Check {
    let result = match sandbox::of_this_process() {
        None => CheckResult::Warning("the sandbox was not entered".into()),
        Some(sandbox) if sandbox.is_active() => CheckResult::Fine(sandbox.to_string()),
        Some(sandbox) => CheckResult::Warning(sandbox.to_string()),
    };
    let shareable = sandbox::of_this_process().map(report::level_of);
    Check::private("sandbox", result, shareable)
}

/// Number of measurements of the bundled picture. The first one is a warm-up; the median is reported.
const STILL_RUNS: usize = 9;
/// Number of tracked frames. The first one has no trunk reference to compare with.
const TRACKED_FRAMES: usize = 5;

/// Measures the bundled picture with the real models. As a still picture: the detector runs every time, and
/// the face mesh twice.
fn inference(data_dir: Option<&Path>, backend: &runtime::Backend) -> Check {
    let attempt = || -> Result<String, Failure> {
        let mut source =
            plumbline_vision::frames::open(&SourceSpec::Demo, &OpenOptions::default())?;
        let options =
            TrackerOptions { data_dir: data_dir.map(Path::to_owned), ..TrackerOptions::still() };
        let variant = backend.preferred_variant();
        let mut tracker = Tracker::new(variant, options)?;
        let frame = source.next_frame()?.ok_or(Failure::Nobody(" in the bundled picture"))?;
        let mut timings = Vec::with_capacity(STILL_RUNS);
        for _ in 0..STILL_RUNS {
            let tracked = tracker.track(&frame)?;
            if tracked.pose.is_none() {
                return Err(Failure::Nobody(" in the bundled picture"));
            }
            timings.push(tracked.timings);
        }
        // The comparison of trunk and surroundings needs consecutive frames.
        let options =
            TrackerOptions { data_dir: data_dir.map(Path::to_owned), ..TrackerOptions::live() };
        let mut live_tracker = Tracker::new(variant, options)?;
        let mut live_timings = Vec::with_capacity(TRACKED_FRAMES);
        for i in 0..TRACKED_FRAMES {
            live_timings.push(live_tracker.track(&frame.at(100 * i as i64))?.timings);
        }
        let median_of = |timings: &[StageTimings], stage: fn(&StageTimings) -> f64| {
            stats::median(timings.iter().map(stage)).unwrap_or_default()
        };
        let median_ms = |stage| median_of(&timings, stage);
        Ok(format!(
            "bundled picture measured; median of {STILL_RUNS}: letterbox {:.1} ms, detector {:.1} ms, \
             crop {:.1} ms, landmarks ({}) {:.1} ms, face twice {:.1} ms, trunk and room {:.1} ms",
            median_ms(|t| t.letterbox_ms),
            median_ms(|t| t.detector_ms),
            median_ms(|t| t.crop_ms),
            variant.file(),
            median_ms(|t| t.landmark_ms),
            median_ms(|t| t.face_ms),
            median_of(&live_timings, |t| t.trunk_ms),
        ))
    };
    match attempt() {
        Ok(text) => Check::public("inference", CheckResult::Fine(text)),
        Err(failure) => Check::private("inference", CheckResult::Broken(failure.to_string()), None),
    }
}
