//! `plumbline bench`: what each stage costs on this machine, and what an hour of watching does.

mod machine;
mod stages;

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Failure;
use crate::desktop::paths::Paths;
use machine::{load_average, memory_mb};
use plumbline_core::engine::cadence::{AWAY_MS, CALM_MS, LIVE_MS, QUICK_MS, WATCH_MS};
use plumbline_core::engine::hold::{HELD_AWAY_MS, HELD_LIVE_MS, HELD_MS};
use plumbline_vision::pose::{ModelVariant, runtime};
use stages::{Stage, Stages};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One JSON object
    #[arg(long)]
    json: bool,
    /// How often each stage is run
    #[arg(long, value_name = "N", default_value_t = 60)]
    rounds: usize,
    /// JPEG pictures to measure on instead of the bundled ones, in the order of their names
    #[arg(long, value_name = "FOLDER")]
    pictures: Option<PathBuf>,
}

pub(super) fn run(args: &Args, variant: Option<ModelVariant>) -> Result<(), Failure> {
    let data_dir = Paths::of_platform().map(|p| p.data_dir);
    let backend = runtime::backend(data_dir.as_deref());
    let variant = variant.unwrap_or_else(|| backend.preferred_variant());
    let rounds = args.rounds.max(1);
    let stages = stages::measure(data_dir, variant, rounds, args.pictures.as_deref())?;
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
        "looked_at_per_s": rounded(1000.0 / stages.looked().wall_ms),
        "held_per_s": rounded(1000.0 / stages.held().wall_ms),
        "cpu_s_per_hour": hours.iter().map(hour_json).collect::<Value>(),
        "resident_mb": memory_mb("VmRSS:"),
        "peak_resident_mb": memory_mb("VmHWM:"),
    });
    if args.json {
        super::print_json_line(&report)?;
    } else {
        print(&stages, &hours, &report);
    }
    Ok(())
}

/// What an hour costs in one state of the cadence.
struct Hour {
    state: &'static str,
    interval_ms: u32,
    /// Every picture is looked at.
    moving_s: f64,
    /// Nothing moves: looks only as often as they are due. `None` where every picture is looked at
    /// whatever it shows.
    still_s: Option<f64>,
}

fn hours(stages: &Stages) -> Vec<Hour> {
    let look = stages.looked().cpu_ms;
    let hold = stages.held().cpu_ms;
    let search = stages.empty().cpu_ms;
    let room = stages.empty_held().cpu_ms;
    let hour = |state, interval_ms: u32, look: f64, hold: f64, held_ms: Option<i64>| {
        let pictures = 3_600_000.0 / f64::from(interval_ms);
        let still_s = held_ms.map(|held_ms| {
            let looks = pictures.min(3_600_000.0 / held_ms as f64);
            (looks * look + (pictures - looks) * hold) / 1000.0
        });
        Hour { state, interval_ms, moving_s: pictures * look / 1000.0, still_s }
    };
    vec![
        hour("live", LIVE_MS, look, hold, Some(HELD_LIVE_MS)),
        hour("quick", QUICK_MS, look, hold, None),
        hour("watch", WATCH_MS, look, hold, Some(HELD_MS)),
        hour("calm", CALM_MS, look, hold, Some(HELD_MS)),
        hour("away", AWAY_MS, search, room, Some(HELD_AWAY_MS)),
    ]
}

fn print(stages: &Stages, hours: &[Hour], report: &Value) {
    let text = |key: &str| report[key].as_str().unwrap_or_default().to_owned();
    println!("Plumbline {}, {}, {}", text("version"), text("backend"), text("model"));
    println!("{} rounds on {}", report["rounds"], stages.pictures);
    println!();
    println!(
        "{:<34} {:>9} {:>9} {:>9} {:>9}",
        "stage", "least ms", "median ms", "p95 ms", "CPU ms"
    );
    for stage in &stages.list {
        println!(
            "{:<34} {:>9.2} {:>9.2} {:>9.2} {:>9.2}",
            stage.name, stage.least_ms, stage.wall_ms, stage.p95_ms, stage.cpu_ms
        );
    }
    println!();
    println!(
        "Pictures a second: {:.0} looked at, {:.0} held; from nothing to the first verdict: {:.0} ms",
        1000.0 / stages.looked().wall_ms,
        1000.0 / stages.held().wall_ms,
        stages.cold_start_ms
    );
    println!();
    println!("CPU seconds an hour (36 are 1 % of a core), the camera's own work not counted");
    println!(
        "{:<8} {:>14} {:>14} {:>14}",
        "state", "picture every", "always moving", "never moving"
    );
    for hour in hours {
        let still = hour.still_s.map_or("–".into(), |s| format!("{s:.1}"));
        let every = format!("{} ms", hour.interval_ms);
        println!("{:<8} {:>14} {:>14.1} {:>14}", hour.state, every, hour.moving_s, still);
    }
    println!("{:<8} {:>14} {:>14} {:>14}", "off", "never", "0", "0");
    if let (Some(now), Some(peak)) = (memory_mb("VmRSS:"), memory_mb("VmHWM:")) {
        println!();
        println!("Memory: {now:.0} MB resident, {peak:.0} MB at most");
    }
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
