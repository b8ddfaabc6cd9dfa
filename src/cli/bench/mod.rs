//! `plumbline bench`: time of each stage on this machine, and CPU time of an hour of monitoring.

mod machine;
mod network_camera;
mod stages;

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Failure;
use crate::desktop::paths::Paths;
use machine::{load_average, memory_mb};
use plumbline_core::engine::cadence::{AWAY_MS, CALM_MS, LIVE_MS, MOVING_MS, QUICK_MS, WATCH_MS};
use plumbline_core::engine::hold::{HELD_AWAY_MS, HELD_LIVE_MS, HELD_MS};
use plumbline_vision::pose::{ModelVariant, runtime};
use stages::{Stage, Stages};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Number of runs of each stage
    #[arg(long, value_name = "N", default_value_t = 60)]
    rounds: usize,
    /// Number of pictures for each stage that is timed as in monitoring, one per second; 0 skips them
    #[arg(long, value_name = "N", default_value_t = 8)]
    pauses: usize,
    /// Folder of JPEG pictures to use instead of the bundled ones, in the order of their names
    #[arg(long, value_name = "FOLDER")]
    pictures: Option<PathBuf>,
}

pub(super) fn run(args: &Args, variant: Option<ModelVariant>) -> Result<(), Failure> {
    let data_dir = Paths::of_platform().map(|p| p.data_dir);
    let backend = runtime::backend(data_dir.as_deref());
    let variant = variant.unwrap_or_else(|| backend.preferred_variant());
    let rounds = args.rounds.max(1);
    let stages =
        stages::measure(data_dir, variant, (rounds, args.pauses), args.pictures.as_deref())?;
    let hours = hours(&stages);
    let report = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "backend": backend.to_string(),
        "model": variant.file().file_name(),
        "pictures": stages.pictures,
        "rounds": rounds,
        "load_average": load_average(),
        "stages": stages.list.iter().map(stage_json).collect::<Vec<_>>(),
        "cold_start_ms": rounded(stages.cold_start_ms),
        "network_camera_cpu_ms_per_s": stages.network_camera_ms.map(rounded),
        "looked_at_per_s": rounded(1000.0 / stages.looked().wall_ms),
        "held_per_s": rounded(1000.0 / stages.held().wall_ms),
        "cpu_s_per_hour": hours.iter().map(hour_json).collect::<Value>(),
        "resident_mb": memory_mb("VmRSS:"),
        "peak_resident_mb": memory_mb("VmHWM:"),
    });
    if args.json {
        super::print_json_line(&report)?;
    } else {
        print(&stages, &hours, &report)?;
    }
    Ok(())
}

/// CPU time of an hour in one state of the cadence.
struct Hour {
    state: &'static str,
    interval_ms: u32,
    /// CPU time if every frame needs an inference, seconds.
    moving_s: f64,
    /// CPU time without movement, seconds: inferences run only as often as they are due. `None` in a state
    /// where every frame needs an inference.
    still_s: Option<f64>,
}

fn hours(stages: &Stages) -> Vec<Hour> {
    let measured_ms = stages.looked_in_monitoring_ms();
    let held_ms = stages.held_in_monitoring_ms();
    let empty_ms = stages.empty().cpu_ms;
    let empty_held_ms = stages.empty_held().cpu_ms;
    // `max_hold_ms`: maximum time that one inference is reused.
    let hour =
        |state, interval_ms: u32, measured_ms: f64, held_ms: f64, max_hold_ms: Option<i64>| {
            let frames = 3_600_000.0 / f64::from(interval_ms);
            let still_s = max_hold_ms.map(|max_hold_ms| {
                let inferences = frames.min(3_600_000.0 / max_hold_ms as f64);
                (inferences * measured_ms + (frames - inferences) * held_ms) / 1000.0
            });
            Hour { state, interval_ms, moving_s: frames * measured_ms / 1000.0, still_s }
        };
    vec![
        hour("live", LIVE_MS, stages.looked().cpu_ms, stages.held().cpu_ms, Some(HELD_LIVE_MS)),
        hour("quick", QUICK_MS, measured_ms, held_ms, None),
        hour("watch", WATCH_MS, measured_ms, held_ms, Some(HELD_MS)),
        hour("calm", CALM_MS, measured_ms, held_ms, Some(HELD_MS)),
        hour("moving", MOVING_MS, measured_ms, held_ms, None),
        hour("away", AWAY_MS, empty_ms, empty_held_ms, Some(HELD_AWAY_MS)),
    ]
}

fn print(stages: &Stages, hours: &[Hour], report: &Value) -> Result<(), Failure> {
    let text = |key: &str| report[key].as_str().unwrap_or_default().to_owned();
    outln!("Plumbline {}, {}, {}", text("version"), text("backend"), text("model"));
    outln!("{} rounds on {}", report["rounds"], stages.pictures);
    outln!("");
    outln!("{:<34} {:>9} {:>9} {:>9} {:>9}", "stage", "min ms", "median ms", "p95 ms", "CPU ms");
    for stage in &stages.list {
        outln!(
            "{:<34} {:>9.2} {:>9.2} {:>9.2} {:>9.2}",
            stage.name,
            stage.least_ms,
            stage.wall_ms,
            stage.p95_ms,
            stage.cpu_ms
        );
    }
    outln!("");
    outln!(
        "Pictures per second: {:.0} measured, {:.0} held; from start to the first verdict: {:.0} ms",
        1000.0 / stages.looked().wall_ms,
        1000.0 / stages.held().wall_ms,
        stages.cold_start_ms
    );
    outln!("");
    outln!("CPU seconds per hour (36 s are 1 % of a core), without the camera's own work");
    outln!("{:<8} {:>14} {:>14} {:>14}", "state", "interval", "always moving", "never moving");
    for hour in hours {
        let still = hour.still_s.map_or("–".into(), |s| format!("{s:.1}"));
        let every = format!("{} ms", hour.interval_ms);
        outln!("{:<8} {:>14} {:>14.1} {:>14}", hour.state, every, hour.moving_s, still);
    }
    outln!("{:<8} {:>14} {:>14} {:>14}", "off", "never", "0", "0");
    if let Some(camera_ms) = stages.network_camera_ms {
        outln!("");
        outln!(
            "Network camera, {} pictures per second, one of them decoded: {:.1} ms of CPU per second, {:.1} CPU \
             seconds per hour",
            network_camera::PICTURES_PER_S,
            camera_ms,
            3.6 * camera_ms
        );
    }
    if let (Some(now), Some(peak)) = (memory_mb("VmRSS:"), memory_mb("VmHWM:")) {
        outln!("");
        outln!("Memory: {now:.0} MB resident, {peak:.0} MB peak");
    }
    Ok(())
}

fn stage_json(stage: &Stage) -> Value {
    json!({
        "stage": stage.name,
        "least_ms": rounded(stage.least_ms),
        "median_ms": rounded(stage.wall_ms),
        "p95_ms": rounded(stage.p95_ms),
        "cpu_ms": rounded(stage.cpu_ms),
    })
}

fn hour_json(hour: &Hour) -> Value {
    json!({
        "state": hour.state,
        "interval_ms": hour.interval_ms,
        "always_moving": rounded(hour.moving_s),
        "never_moving": hour.still_s.map(rounded),
    })
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
