//! `plumbline simulate`: writes a landmark recording of a simulated person with the true values.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::Failure;
use plumbline_core::engine::recording::{FrameLine, Header};
use plumbline_sim::simulator::session::CALIBRATED_MS;
use plumbline_sim::simulator::{
    Camera, Movement, NoiseModel, Person, SCENARIOS, Scenario, Session, Truth,
};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The recording to write (JSON lines)
    #[arg(required_unless_present = "list")]
    out: Option<PathBuf>,
    /// Seed of people, cameras and noise; the same seed writes the same bytes
    #[arg(long, value_name = "N", default_value_t = 2)]
    seed: u64,
    /// Number of the person; each one has their own camera
    #[arg(long, value_name = "N", default_value_t = 0)]
    person: u64,
    /// What the person does (see --list)
    #[arg(long, value_name = "NAME", default_value = "upright")]
    scenario: String,
    /// Noise of the simulated pose model
    #[arg(long, value_enum, default_value_t)]
    noise: NoiseLevel,
    /// Print the names of the scenarios and exit
    #[arg(long)]
    list: bool,
}

/// Noise of the simulated pose model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum NoiseLevel {
    /// Jitter, slow jitter, biases, outliers, hidden ears, wrong depths
    #[default]
    Full,
    /// Only jitter
    White,
    /// Exact landmarks
    None,
}

impl NoiseLevel {
    pub(super) fn model(self) -> NoiseModel {
        match self {
            Self::Full => NoiseModel::FULL,
            Self::White => NoiseModel::WHITE,
            Self::None => NoiseModel::NONE,
        }
    }
}

/// Header of a simulated recording.
#[derive(Debug, Serialize)]
struct SimulatedHeader<'a> {
    #[serde(flatten)]
    header: Header,
    simulated: Simulated<'a>,
}

#[derive(Debug, Serialize)]
struct Simulated<'a> {
    seed: u64,
    person_number: u64,
    scenario: &'a str,
    noise: NoiseLevel,
    /// Span for `replay --calibrate`.
    calibrate: String,
    person: &'a Person,
    camera: &'a Camera,
    movement: &'a Movement,
}

#[derive(Debug, Serialize)]
struct SimulatedLine {
    #[serde(flatten)]
    line: FrameLine,
    truth: Truth,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    if args.list {
        for scenario in SCENARIOS {
            outln!("{}", scenario.name);
        }
        return Ok(());
    }
    let Some(out) = &args.out else {
        return Err(Failure::Usage("simulate needs a file to write".into()));
    };
    let scenario = Scenario::named(&args.scenario).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no scenario “{}”; plumbline simulate --list prints the names",
            args.scenario
        ))
    })?;
    let frames = write(args, scenario, out)
        .map_err(|e| Failure::Write { path: out.clone(), reason: e.to_string() })?;
    outln!("{frames} frames written; calibrate with 0..{CALIBRATED_MS}");
    Ok(())
}

fn write(args: &Args, scenario: &'static Scenario, out: &Path) -> std::io::Result<usize> {
    let session = Session::new(args.seed, args.person, scenario, &args.noise.model());
    let source = format!("simulated seed {} person {} {}", args.seed, args.person, scenario.name);
    let header = SimulatedHeader {
        header: Header::new(session.camera.image(), &source),
        simulated: Simulated {
            seed: args.seed,
            person_number: args.person,
            scenario: scenario.name,
            noise: args.noise,
            calibrate: format!("0..{CALIBRATED_MS}"),
            person: &session.person,
            camera: &session.camera,
            movement: &session.movement,
        },
    };
    let mut file = std::io::BufWriter::new(File::create(out)?);
    writeln!(file, "{}", serde_json::to_string(&header)?)?;
    let mut frames = 0;
    for frame in session.frames() {
        let mut line = FrameLine::new(frame.t_ms, Some(&frame.pose));
        line.label = Some(scenario.name.to_owned());
        writeln!(file, "{}", serde_json::to_string(&SimulatedLine { line, truth: frame.truth })?)?;
        frames += 1;
    }
    file.flush()?;
    Ok(frames)
}
