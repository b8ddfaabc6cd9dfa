//! `plumbline monitor`: monitors without a window and prints events, as JSON lines for scripts.

use std::io::Write as _;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Failure;
use super::headless::{Headless, Update};
use super::startup::{Request, Startup};
use crate::text::{self, names};
use crate::watch::clock::WatchClock;
use crate::watch::control::{Control, source_json};
use crate::watch::{Command, Commander, SourceState, WatchFailure, WatchReport};
use plumbline_core::body::BlankPicture;
use plumbline_core::engine::Snapshot;
use plumbline_core::engine::report::{event_json, faults_json, frame_json};
use plumbline_core::posture::judge::PostureState;
use plumbline_vision::frames::SourceSpec;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Monitor without a window. Without this option, the window opens
    #[arg(long)]
    no_window: bool,
    /// Print one JSON object per line
    #[arg(long)]
    json: bool,
    /// Calibrate at the start: take the baseline from the first seconds
    #[arg(long)]
    calibrate: bool,
    /// Also show desktop notifications
    #[arg(long)]
    notify: bool,
    /// Also print every measured frame, like replay
    #[arg(long)]
    measures: bool,
    /// End after this number of seconds
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<u64>,
    /// Picture source, as for the window
    #[arg(long, value_name = "SOURCE", value_parser = super::SourceParser)]
    source: Option<SourceSpec>,
}

pub(super) fn run(args: &Args, request: Request) -> Result<(), Failure> {
    let request = Request { source: args.source.clone().or(request.source), ..request };
    if !args.no_window {
        return super::window::run(&request);
    }
    let mut startup = Startup::prepare(&request);
    let control = Control::new(Commander::default(), None);
    let recording = startup.recording(control.services(None));
    for notice in &startup.notices {
        errln!("plumbline: {notice}");
    }
    if let Some(crash) = &request.last_crash {
        errln!("plumbline: the last run crashed; see {}", crash.file.display());
    }
    let mut headless =
        Headless::start(&startup, &request, recording, &control, false, args.notify)?;
    if args.calibrate {
        headless.session.send(Command::Calibrate);
    }
    let started = Instant::now();
    let deadline = args.seconds.and_then(|s| started.checked_add(Duration::from_secs(s)));
    let mut printer = Printer { args, clock: WatchClock::start(), last: None };
    while let Some(update) = headless.next(deadline) {
        match update {
            Update::Notice(notice) => errln!("plumbline: {notice}"),
            Update::Report(WatchReport::Failed(failure)) => {
                let words = text::watch::failure(&failure);
                if matches!(failure, WatchFailure::ModelCannotRun { .. }) {
                    return Err(Failure::Model(words));
                }
                // The next frame is tried.
                errln!("plumbline: {words}");
            }
            Update::Report(report) => {
                if printer.print(&report)? {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

struct Printer<'a> {
    args: &'a Args,
    clock: WatchClock,
    last: Option<(PostureState, Value, Option<BlankPicture>)>,
}

impl Printer<'_> {
    /// Prints the new information in `report`. Returns whether the source has ended.
    fn print(&mut self, report: &WatchReport) -> Result<bool, Failure> {
        match report {
            WatchReport::Event(event) => self.line(event_json(event))?,
            WatchReport::Source(source) => {
                // The state is printed again when frames arrive again.
                self.last = None;
                let t_ms = self.clock.now().0;
                self.line(source_line(source, t_ms))?;
                return Ok(*source == SourceState::Ended);
            }
            WatchReport::Failed(_) | WatchReport::Backend(_) => {}
            WatchReport::Snapshot(snapshot) => {
                if self.args.measures {
                    self.line(frame_json(snapshot))?;
                }
                self.state(snapshot)?;
            }
        }
        Ok(false)
    }

    fn state(&mut self, snapshot: &Snapshot) -> Result<(), Failure> {
        let faults: Value = snapshot.faults.iter().map(|f| f.fault.name()).collect();
        let blank = snapshot.monitor.blank;
        let now = (snapshot.state, faults, blank);
        if self.last.as_ref() == Some(&now) {
            return Ok(());
        }
        self.last = Some(now);
        let mut line = json!({
            "event": "state", "t_ms": snapshot.t.0, "state": snapshot.state.name(),
            "faults": faults_json(&snapshot.faults),
        });
        if let Some(blank) = blank {
            line["why"] = blank.code().into();
            line["message"] = names::blank_picture(blank).into();
        }
        self.line(line)
    }

    fn line(&self, mut value: Value) -> Result<(), Failure> {
        if let Value::Object(fields) = &mut value {
            let at = jiff::Zoned::now().round(jiff::Unit::Second);
            if let Ok(at) = at {
                let at = at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
                fields.insert("at".into(), at.into());
            }
        }
        let mut out = std::io::stdout().lock();
        if self.args.json {
            writeln!(out, "{value}")?;
        } else {
            writeln!(out, "{}", plain(&value))?;
        }
        out.flush()?;
        Ok(())
    }
}

fn source_line(source: &SourceState, t_ms: i64) -> Value {
    let mut line = source_json(source);
    line["event"] = "source".into();
    line["t_ms"] = t_ms.into();
    line
}

/// `value` as a line of plain text.
fn plain(value: &Value) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let what = value.get("event").and_then(Value::as_str).unwrap_or("frame");
    let details = ["fault", "state", "why", "how", "stretch", "name", "message"]
        .into_iter()
        .map(text)
        .filter(|detail| !detail.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    format!("{}  {what}  {details}", text("at"))
}
