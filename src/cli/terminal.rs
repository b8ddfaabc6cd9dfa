//! `plumbline` without a usable display: monitoring in the terminal. Prints the current state in one line that
//! is updated in place, and alerts with their stretches. Saves an annotated picture that can be opened on
//! another machine.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Failure;
use super::annotate::{Ground, annotated};
use super::headless::{Headless, Update};
use super::startup::{Request, Startup};
use crate::desktop::paths::findable_folder;
use crate::settings::Settings;
use crate::text::verdict::{Sign, verdict};
use crate::text::{self, FaultText as _, names, notices};
use crate::watch::control::Control;
use crate::watch::{Command, Commander, SourceState, WatchFailure, WatchReport, WatchSession};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::limit_status::LimitStatus;
use plumbline_core::engine::{Advice, Event, Snapshot};
use plumbline_core::posture::Quantity;
use plumbline_core::posture::judge::PostureState;
use plumbline_vision::frames::{SourceSpec, camera};

/// Printed where the settings ask for a camera and none is connected.
const NO_CAMERA: &str =
    "No camera was found, so the bundled demonstration is shown. `plumbline doctor` has details.";

/// File name of the annotated picture.
const PICTURE: &str = "plumbline-now.png";

/// Minimum interval between updates of the live line on a terminal, unless the state changes.
const LIVE_INTERVAL: Duration = Duration::from_millis(500);

/// Interval between live lines in a file or pipe, unless the state changes.
const PIPED_INTERVAL: Duration = Duration::from_secs(10);

/// Interval between attempts to calibrate after one has failed.
const CALIBRATION_RETRY: Duration = Duration::from_secs(20);

/// Monitors until Ctrl+C. `why` is the reason why there is no window.
pub(super) fn run(request: &Request, mut startup: Startup, why: &str) -> Result<(), Failure> {
    let is_camera = matches!(startup.source, SourceSpec::Camera(_));
    if is_camera && request.source.is_none() && !has_cameras() {
        startup.notices.push(NO_CAMERA.into());
        startup.source = SourceSpec::Demo;
    }
    let control = Control::new(Commander::default(), None);
    let recording = startup.recording(control.services(None));
    let mut output = Output::new();
    output.line(&format!(
        "No window: {why}. Watching in the terminal instead; press Ctrl+C to end."
    ))?;
    for notice in &startup.notices {
        output.line(notice)?;
    }
    if let Some(crash) = &request.last_crash {
        output.line(&format!("The last run crashed; see {}.", crash.file.display()))?;
    }
    let mut headless = Headless::start(&startup, request, recording, &control, true, false)?;
    let mut view = TerminalView {
        settings: startup.settings,
        catalogue: text::catalogue::catalogue()?,
        is_demo: startup.source == SourceSpec::Demo,
        picture_file: findable_folder().map(|folder| folder.join(PICTURE)),
        is_picture_saved: false,
        calibrate_at: Some(Instant::now()),
        output,
        last_state: None,
    };
    while let Some(update) = headless.next(None) {
        let is_over = match update {
            Update::Notice(notice) => view.output.line(&notice).map(|()| false)?,
            Update::Report(report) => view.show(&report, &headless.session)?,
        };
        if is_over {
            break;
        }
    }
    view.output.end()
}

fn has_cameras() -> bool {
    camera::list_cameras().is_ok_and(|cameras| !cameras.is_empty())
}

struct TerminalView {
    settings: Settings,
    catalogue: Catalogue,
    is_demo: bool,
    /// `None` once it could not be written.
    picture_file: Option<PathBuf>,
    is_picture_saved: bool,
    /// When to take the upright posture, if it is wanted: as soon as a person is measured from then on.
    calibrate_at: Option<Instant>,
    output: Output,
    last_state: Option<(PostureState, String)>,
}

impl TerminalView {
    /// Shows the new information in `report`. Returns whether the source has ended.
    fn show(&mut self, report: &WatchReport, session: &WatchSession) -> Result<bool, Failure> {
        match report {
            WatchReport::Failed(failure) => {
                let words = text::watch::failure(failure);
                if matches!(failure, WatchFailure::ModelCannotRun { .. }) {
                    self.output.end()?;
                    return Err(Failure::Model(words));
                }
                self.output.line(&words)?;
            }
            WatchReport::Backend(backend) => self.output.line(&format!("Running on {backend}."))?,
            WatchReport::Source(source) => {
                if *source == SourceState::Ended {
                    return Ok(true);
                }
                if let Some(line) = source_line(source) {
                    self.output.line(&line)?;
                }
            }
            WatchReport::Event(event) => self.event(event, session)?,
            WatchReport::Snapshot(snapshot) => self.snapshot(snapshot, session)?,
        }
        Ok(false)
    }

    fn event(&mut self, event: &Event, session: &WatchSession) -> Result<(), Failure> {
        match event {
            Event::Alert { advice, .. } => {
                self.output.line(&alert_line(advice, &self.catalogue))?;
                self.save_picture(session)
            }
            Event::Corrected { fault, .. } => {
                self.output.line(&format!("Corrected: {}.", fault.noun()))
            }
            Event::Calibrated { .. } => self
                .output
                .line("Your upright posture is set. The angles are now measured from it."),
            Event::CalibrationFailed { problem, .. } => {
                self.calibrate_at = Some(Instant::now() + CALIBRATION_RETRY);
                self.output.line(&format!(
                    "Your upright posture was not set: {}",
                    names::calibration_problem(*problem)
                ))
            }
            Event::BaselineStale { .. } => {
                self.calibrate_at = Some(Instant::now());
                let told = notices::words(event, &self.catalogue);
                told.map_or(Ok(()), |told| self.output.line(&told.body))
            }
            _ => Ok(()),
        }
    }

    fn snapshot(&mut self, snapshot: &Snapshot, session: &WatchSession) -> Result<(), Failure> {
        let is_seen = snapshot.state != PostureState::Away && snapshot.monitor.blank.is_none();
        if is_seen && self.calibrate_at.is_some_and(|at| at <= Instant::now()) {
            self.calibrate_at = None;
            // A baseline of an earlier day completes itself.
            if !snapshot.calibration.is_settled() {
                self.output.line(
                    "Sit upright and hold still for 4 s: your upright posture is being set.",
                )?;
                session.send(Command::Calibrate);
            }
        }
        if is_seen && !self.is_picture_saved {
            self.is_picture_saved = true;
            self.save_picture(session)?;
        }
        let verdict = verdict(snapshot);
        let state = (snapshot.state, verdict.headline);
        let is_new = self.last_state.as_ref() != Some(&state);
        if is_new && snapshot.monitor.blank.is_some() {
            self.output.line(&verdict.detail)?;
        }
        self.last_state = Some(state);
        self.output.live(&live_line(snapshot, &self.settings), is_new)
    }

    /// Writes the annotated picture. Only the demonstration is drawn on its image; for other sources the figure
    /// is drawn on a plain background, because camera images are never written to disk.
    fn save_picture(&mut self, session: &WatchSession) -> Result<(), Failure> {
        let Some(path) = self.picture_file.clone() else { return Ok(()) };
        let Some(live) = session.latest().and_then(|latest| latest.live()) else {
            return Ok(());
        };
        let ground = if self.is_demo {
            Ground::Frame(&live.frame)
        } else {
            Ground::Plain(live.frame.size())
        };
        let saved = annotated(ground, live.pose.as_ref(), &live.snapshot)
            .map_err(str::to_owned)
            .and_then(|picture| save_whole(&picture, &path));
        match saved {
            Ok(()) => self.output.line(&format!("Annotated picture: {}", path.display())),
            Err(reason) => {
                self.picture_file = None;
                self.output.line(&format!("No annotated picture: {reason}."))
            }
        }
    }
}

/// Writes a PNG file atomically, because a viewer may have it open.
fn save_whole(picture: &image::RgbImage, path: &Path) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = tempfile::Builder::new()
        .suffix(".png")
        .tempfile_in(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?;
    picture.save_with_format(file.path(), image::ImageFormat::Png).map_err(|e| e.to_string())?;
    file.persist(path).map_err(|e| e.to_string())?;
    Ok(())
}

fn source_line(source: &SourceState) -> Option<String> {
    match source {
        SourceState::Live { name } => Some(format!("Watching {name}.")),
        SourceState::Lost { message, retry_in_s } => {
            Some(format!("{message} Next attempt in {retry_in_s} s."))
        }
        SourceState::Off(reason) => Some(notices::sentence(names::off_reason(*reason))),
        SourceState::Opening | SourceState::Resting | SourceState::Ended => None,
    }
}

fn alert_line(advice: &Advice, catalogue: &Catalogue) -> String {
    let stretch = catalogue.item(&advice.stretch).map_or(&advice.stretch, |item| &item.name);
    format!(
        "Alert: {} Stretch: {stretch}. {}",
        notices::sentence(advice.fault.headline()),
        catalogue.reason(&advice.muscle, advice.fault).unwrap_or(&advice.why)
    )
}

/// One line with the verdict, and forward head and raised shoulders with their limits.
fn live_line(snapshot: &Snapshot, settings: &Settings) -> String {
    let limits = settings.limit_choice();
    let angle = |name: &str, quantity| match LimitStatus::of(quantity, snapshot, &limits) {
        Some(status) => format!("{name} {:.0}° (limit {:.0}°)", status.now(), status.limit()),
        None => format!("{name} –"),
    };
    let verdict = verdict(snapshot);
    let sign = match verdict.sign {
        Sign::Tick => "✓",
        Sign::Warning => "!",
        Sign::Question => "?",
        Sign::Pause => "–",
    };
    let angles = [
        angle("head forward", Quantity::ForwardHead),
        angle("left shoulder raised", Quantity::RaisedShoulderLeft),
        angle("right", Quantity::RaisedShoulderRight),
    ];
    format!("{sign} {}  |  {}", verdict.headline, angles.join("  |  "))
}

/// Lines on standard output. On a terminal the last line is updated in place.
struct Output {
    /// Number of columns of the terminal; `None` for a file or pipe, which receives whole lines without control
    /// codes.
    columns: Option<usize>,
    is_live_line_open: bool,
    live_at: Option<Instant>,
}

impl Output {
    fn new() -> Self {
        let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        let columns = (std::io::stdout().is_terminal() && !is_dumb).then(|| {
            terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).max(20))
        });
        Self { columns, is_live_line_open: false, live_at: None }
    }

    /// Prints a permanent line.
    fn line(&mut self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        if std::mem::take(&mut self.is_live_line_open) {
            write!(out, "\r\x1b[2K")?;
        }
        writeln!(out, "{text}")?;
        out.flush()?;
        Ok(())
    }

    /// Prints the current state: at once if it `is_new`, otherwise after the interval. On a terminal it replaces
    /// the last state.
    fn live(&mut self, text: &str, is_new: bool) -> Result<(), Failure> {
        let interval = if self.columns.is_some() { LIVE_INTERVAL } else { PIPED_INTERVAL };
        if !is_new && self.live_at.is_some_and(|at| at.elapsed() < interval) {
            return Ok(());
        }
        self.live_at = Some(Instant::now());
        let time = jiff::Zoned::now().strftime("%H:%M:%S").to_string();
        let text = format!("{time}  {text}");
        let Some(columns) = self.columns else { return self.line(&text) };
        let shown: String = text.chars().take(columns - 1).collect();
        let mut out = std::io::stdout().lock();
        write!(out, "\r\x1b[2K{shown}")?;
        out.flush()?;
        self.is_live_line_open = true;
        Ok(())
    }

    /// Moves the cursor to a new line if the live line is open.
    fn end(&mut self) -> Result<(), Failure> {
        if std::mem::take(&mut self.is_live_line_open) {
            writeln!(std::io::stdout().lock())?;
        }
        Ok(())
    }
}
