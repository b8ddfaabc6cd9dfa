//! The command line: one file per sub-command; errors and exit codes are here.

/// Prints a line to standard output. Unlike `println!` it returns an error, so that a closed pipe (`| head`)
/// ends the command without a panic.
macro_rules! outln {
    ($($words:tt)*) => {
        std::io::Write::write_fmt(
            &mut std::io::stdout().lock(),
            format_args!("{}\n", format_args!($($words)*)),
        )?
    };
}

/// Prints a line to standard error. Unlike `eprintln!` it does not panic on an error (a closed terminal). Such an
/// error cannot be reported anywhere.
macro_rules! errln {
    ($($words:tt)*) => {{
        let _ = std::io::Write::write_fmt(
            &mut std::io::stderr().lock(),
            format_args!("{}\n", format_args!($($words)*)),
        );
    }};
}

mod analyze;
mod annotate;
mod bench;
mod cameras;
mod catalogue;
mod control;
mod demo;
mod doctor;
mod evaluate;
mod generate;
mod headless;
mod history;
mod logging;
mod monitor;
mod recommendation;
mod record;
mod replay;
mod sandbox;
mod signals;
mod simulate;
mod startup;
mod stretch;
mod terminal;
mod window;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::TypedValueParser;
use clap::{Parser, Subcommand, ValueEnum};

use crate::desktop::crash::{self, CrashWatch};
use crate::desktop::files::make_new_files_private;
use crate::desktop::language;
use crate::desktop::paths::Paths;
use crate::settings::Settings;
use crate::text;
use plumbline_core::catalogue::CatalogueError;
use plumbline_core::engine::recording::RecordingError;
use plumbline_vision::frames::{FrameError, SourceSpec};
use plumbline_vision::pose::{ModelVariant, PoseError};

const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  any other failure (see the message)
  2  wrong use of the command line
  3  the source could not be read: no camera, camera busy, no permission, unreadable or too large
     picture, empty folder, no ffmpeg, damaged recording
  4  everything was read, but nobody was seen in any picture
  5  the pose model or its runtime cannot be used
  6  no running Plumbline answered (status, pause, resume, snooze, stretch, upright)

Environment:
  ORT_DYLIB_PATH      path of the native libonnxruntime to use
  PLUMBLINE_BACKEND   native or tract: use only this ONNX backend
  PLUMBLINE_LOG       log filter, for example debug or plumbline=trace; also prints the log";

/// A posture monitor that runs on your own machine: measures forward head and raised shoulders
/// through the webcam and recommends the matching stretch. Pictures never leave the machine.
#[derive(Debug, Parser)]
#[command(version, after_long_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Picture source: camera[:N], demo, an image, a folder, a video, or an http:// MJPEG address
    #[arg(long, value_name = "SOURCE", value_parser = SourceParser)]
    source: Option<SourceSpec>,
    /// Start hidden in the tray; if there is no tray after a minute, the window is shown minimized
    #[arg(long)]
    background: bool,
    /// Do not limit the files and network ports that the window and monitor may use (Linux)
    #[arg(long, global = true)]
    no_sandbox: bool,
    /// Landmark model; by default chosen by the measured speed of this machine
    ///
    /// The window and monitor measure the speed once and use full if it is fast enough, otherwise
    /// lite. Without this option, analyze, bench, record and replay use full with a native ONNX
    /// Runtime and lite with the slower built-in backend.
    #[arg(long, value_enum, global = true)]
    model: Option<ModelChoice>,
}

/// Parses a picture source. Unlike clap's usual message, its message does not repeat the text, which may contain
/// the password of a network camera.
#[derive(Debug, Clone)]
struct SourceParser;

impl TypedValueParser for SourceParser {
    type Value = SourceSpec;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<SourceSpec, clap::Error> {
        let Some(text) = value.to_str() else { return Ok(SourceSpec::File(value.into())) };
        text.parse().map_err(|error| {
            let option = arg.map(|arg| format!("{arg}: ")).unwrap_or_default();
            let kind = clap::error::ErrorKind::ValueValidation;
            clap::Error::raw(kind, format!("{option}{error}\n")).with_cmd(command)
        })
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ModelChoice {
    Full,
    Lite,
}

impl From<ModelChoice> for ModelVariant {
    fn from(choice: ModelChoice) -> Self {
        match choice {
            ModelChoice::Full => Self::Full,
            ModelChoice::Lite => Self::Lite,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measure pictures, a folder of pictures, a video or a camera
    #[command(after_long_help = EXIT_CODES)]
    Analyze(analyze::Args),
    /// Measure the speed of each stage and the CPU time of an hour of monitoring
    Bench(bench::Args),
    /// List the cameras of this machine
    Cameras(cameras::Args),
    /// Print the catalogue of stretches, releases and tips
    Catalogue(catalogue::Args),
    /// Open the window with the bundled demonstration instead of a camera
    Demo(demo::Args),
    /// Check everything that Plumbline needs and report what is missing
    Doctor(doctor::Args),
    /// Evaluate the accuracy of the measurement on simulated people
    Evaluate(evaluate::Args),
    /// Write the man pages and shell completions, for packages
    #[command(hide = true)]
    Generate(generate::Args),
    /// Print the last days of the history, export or import it
    History(history::Args),
    /// Pause watching in the running Plumbline: it releases the camera
    #[command(after_long_help = EXIT_CODES)]
    Pause,
    /// Resume watching in the running Plumbline
    #[command(after_long_help = EXIT_CODES)]
    Resume,
    /// Suppress the alerts of the running Plumbline for a while
    #[command(after_long_help = EXIT_CODES)]
    Snooze(control::SnoozeArgs),
    /// Print what the running Plumbline sees, for status bars and scripts
    #[command(after_long_help = EXIT_CODES)]
    Status(control::StatusArgs),
    /// Show the recommended stretch in the window of the running Plumbline
    #[command(after_long_help = EXIT_CODES)]
    Stretch,
    /// Set the upright posture in the running Plumbline, and wait until it is set
    #[command(after_long_help = EXIT_CODES)]
    Upright,
    /// Monitor without a window and print events, for scripts
    #[command(after_long_help = EXIT_CODES)]
    Monitor(monitor::Args),
    /// Record the landmarks of a camera, a video or pictures; no picture is saved
    #[command(after_long_help = EXIT_CODES)]
    Record(record::Args),
    /// Process a landmark recording with the same engine as live monitoring
    #[command(after_long_help = EXIT_CODES)]
    Replay(replay::Args),
    /// Write one week as an HTML page to read or print
    Report(history::ReportArgs),
    /// Write a landmark recording of a simulated person, with the true values
    Simulate(simulate::Args),
}

/// Failure of a command.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Source(#[from] FrameError),
    #[error("{0}")]
    Recording(#[from] RecordingError),
    #[error("{0}")]
    Pose(#[from] PoseError),
    #[error("the built-in catalogue is damaged: {0}")]
    Catalogue(#[from] CatalogueError),
    #[error("nobody was seen{0}")]
    Nobody(&'static str),
    #[error("nobody was seen: {0}")]
    Blank(&'static str),
    #[error("cannot write {path}: {reason}")]
    Write { path: PathBuf, reason: String },
    #[error("{0}")]
    History(String),
    #[error("{0}")]
    Model(String),
    #[error("the window cannot open: {0}")]
    Window(String),
    #[error(
        "Plumbline is already running without a window (plumbline monitor, or in a terminal); end that run first"
    )]
    RunsWithoutWindow,
    #[error(
        "Plumbline is already running, but does not answer; open its window from the tray, or end that run first"
    )]
    WindowNotReached,
    #[error("{0}")]
    NotRunning(&'static str),
    #[error("{0}")]
    Refused(String),
    #[error("{0}")]
    Usage(String),
    #[error("cannot print: {0}")]
    Print(#[from] std::io::Error),
}

impl Failure {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Source(_) | Self::Recording(_) => 3,
            Self::Nobody(_) | Self::Blank(_) => 4,
            Self::Pose(_) | Self::Model(_) => 5,
            Self::NotRunning(_) => 6,
            Self::Catalogue(_)
            | Self::History(_)
            | Self::Window(_)
            | Self::RunsWithoutWindow
            | Self::WindowNotReached
            | Self::Refused(_)
            | Self::Write { .. }
            | Self::Print(_) => 1,
        }
    }
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    #[cfg(windows)]
    crate::desktop::windows::console::attach();
    let cli = Cli::parse();
    // Long-running commands write a log file and report the last crash.
    let runs_all_day = matches!(cli.command, None | Some(Command::Monitor(_) | Command::Demo(_)));
    if runs_all_day {
        make_new_files_private();
    }
    let log_dir = runs_all_day.then(Paths::of_platform).flatten().map(|paths| paths.log_dir);
    if let Some(problem) = logging::start(log_dir.as_deref()) {
        errln!("plumbline: {problem}");
    }
    crash::keep_memory_off_the_disk();
    // Before the first text is used.
    let own_language =
        Paths::of_platform().map(|paths| Settings::language_in(&paths.settings_file));
    text::choose(&own_language.unwrap_or_default(), &language::languages());
    let last_crash = log_dir.as_deref().and_then(crash::last);
    let _crash_watch = log_dir.as_deref().map(CrashWatch::start);
    let variant = cli.model.map(ModelVariant::from);
    let request = startup::Request {
        source: cli.source,
        variant,
        in_background: cli.background,
        history_file: None,
        with_sandbox: !cli.no_sandbox,
        last_crash,
    };
    #[cfg(windows)]
    let request_is_silent = request.in_background;
    let result = match cli.command {
        None => window::run(&request),
        Some(Command::Analyze(args)) => analyze::run(&args, variant),
        Some(Command::Bench(args)) => bench::run(&args, variant),
        Some(Command::Cameras(args)) => cameras::run(&args),
        Some(Command::Catalogue(args)) => catalogue::run(&args),
        Some(Command::Demo(args)) => demo::run(&args, request),
        Some(Command::Doctor(args)) => doctor::run(&args),
        Some(Command::Evaluate(args)) => evaluate::run(&args),
        Some(Command::Generate(args)) => generate::run(&args),
        Some(Command::History(args)) => history::run(&args),
        Some(Command::Report(args)) => history::report(&args),
        Some(Command::Monitor(args)) => monitor::run(&args, request),
        Some(Command::Pause) => control::pause(),
        Some(Command::Resume) => control::resume(),
        Some(Command::Snooze(args)) => control::snooze(&args),
        Some(Command::Status(args)) => control::status(&args),
        Some(Command::Stretch) => control::stretch(),
        Some(Command::Upright) => control::upright(),
        Some(Command::Record(args)) => record::run(&args, variant),
        Some(Command::Replay(args)) => replay::run(&args, variant),
        Some(Command::Simulate(args)) => simulate::run(&args),
    };
    // The reader of the output has closed the pipe (`| head`), which is not an error.
    let is_closed = |failure: &Failure| matches!(failure, Failure::Print(error) if error.kind() == std::io::ErrorKind::BrokenPipe);
    let result = match result {
        Err(failure) if is_closed(&failure) => return ExitCode::SUCCESS,
        result => result,
    };
    if let Some(rejected) = plumbline_vision::pose::runtime::rejected() {
        errln!("plumbline: {rejected}");
    }
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            errln!("plumbline: {failure}");
            #[cfg(windows)]
            if !crate::desktop::windows::console::has_output() && !request_is_silent {
                show_dialog(&failure);
            }
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Shows why the program ends, where nobody can read what it prints.
#[cfg(windows)]
fn show_dialog(failure: &Failure) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Plumbline")
        .set_description(text::notices::sentence(&failure.to_string()))
        .show();
}

/// Prints `value` as one line.
fn print_json_line(value: &serde_json::Value) -> Result<(), std::io::Error> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{value}")
}
