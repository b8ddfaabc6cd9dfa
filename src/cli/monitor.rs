//! `plumbline monitor`: watching without a window, told as JSON lines for scripts.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Failure, sandbox};
use crate::desktop::crash::Crash;
use crate::desktop::instance::{Instance, InstanceGuard};
use crate::desktop::paths::Paths;
use crate::settings::Settings;
use crate::watch::desktop_link::DesktopLink;
use crate::watch::recorder::HistoryRecorder;
use crate::watch::stretch_outcomes::learn_from;
use crate::watch::{Command, SourceState, Watch, WatchOptions, WatchReport};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::Snapshot;
use plumbline_core::engine::report::{event_json, faults_json, frame_json};
use plumbline_core::posture::judge::PostureState;
use plumbline_history::{History, HistoryOptions};
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::pose::ModelVariant;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Watch without a window. Without this, the window opens
    #[arg(long)]
    no_window: bool,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Take the person's upright from the first seconds
    #[arg(long)]
    calibrate: bool,
    /// Show desktop notifications as well
    #[arg(long)]
    notify: bool,
    /// Also print every measured picture, as replay does
    #[arg(long)]
    measures: bool,
    /// End after so many seconds
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<u64>,
    /// Picture source, as for the window
    #[arg(long, value_name = "SOURCE")]
    source: Option<SourceSpec>,
}

/// What ends the wait for reports.
enum Message {
    WatchReport(WatchReport),
    Interrupted,
}

pub(super) fn run(
    args: &Args,
    source: Option<SourceSpec>,
    variant: Option<ModelVariant>,
    is_shut: bool,
    last_crash: Option<Crash>,
) -> Result<(), Failure> {
    let source = args.source.clone().or(source);
    if !args.no_window {
        let opening =
            super::window::Opening { source, variant, is_shut, last_crash, ..Default::default() };
        return super::window::run(opening);
    }
    let paths = Paths::of_platform();
    let (settings, problem) = match &paths {
        Some(paths) => Settings::load(&paths.settings_file),
        None => (Settings::default(), None),
    };
    if let Some(problem) = problem {
        eprintln!("plumbline: {problem}");
    }
    let source = match source {
        Some(source) => source,
        None => settings.source.parse().map_err(|e| Failure::Usage(format!("settings: {e}")))?,
    };
    sandbox::close(is_shut, paths.as_ref(), &source, None);
    if let Some(crash) = last_crash {
        eprintln!("plumbline: the last run ended by a mistake; see {}", crash.file.display());
    }
    let kept = keep(&settings, paths.as_ref(), &source);
    let catalogue = Catalogue::embedded()?;
    let options = WatchOptions {
        source,
        variant,
        data_dir: paths.as_ref().map(|p| p.data_dir.clone()),
        catalogue: catalogue.clone(),
        config: settings.engine_config(),
        profiles_file: paths.as_ref().map(|p| p.profiles_file.clone()),
        place: settings.place.clone(),
        is_looping: false,
    };
    let (messages, inbox) = channel();
    interrupt_by_signal(messages.clone())?;
    let attendant = Arc::new(DesktopLink::start(
        catalogue,
        args.notify.then(|| {
            let none: Box<dyn Fn(crate::desktop::notify::NoticeAction) + Send + Sync> =
                Box::new(|_| {});
            none
        }),
    ));
    attendant.set_sound(settings.sound);
    let watch = {
        let attendant = Arc::clone(&attendant);
        Watch::start(
            options,
            || {},
            move |report| {
                attendant.hear(report);
                if let Some((diary, _)) = &kept {
                    diary.hear(report);
                }
                // Nobody listens any more once the command ends.
                let _ = messages.send(Message::WatchReport(report.clone()));
            },
        )?
    };
    attendant.serve(watch.commander());
    if let Some(file) = paths.as_ref().map(|p| p.history_file.clone()).filter(|file| file.exists())
    {
        learn_from(file, watch.commander());
    }
    if args.calibrate {
        watch.send(Command::Calibrate);
    }
    let started = Instant::now();
    let limit = args.seconds.map(Duration::from_secs);
    let mut printer = Printer { args, started, last: None };
    loop {
        let wait = match limit {
            None => Duration::from_secs(3600),
            Some(limit) => match limit.checked_sub(started.elapsed()) {
                Some(left) => left,
                None => return Ok(()),
            },
        };
        match inbox.recv_timeout(wait) {
            Ok(Message::WatchReport(report)) => {
                if printer.print(&report)? {
                    return Ok(());
                }
                if let Some(failure) = watch.board().failure() {
                    return Err(Failure::Usage(failure));
                }
            }
            Ok(Message::Interrupted) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Keeps a history as the window does, unless one is open and keeps it already.
fn keep(
    settings: &Settings,
    paths: Option<&Paths>,
    source: &SourceSpec,
) -> Option<(HistoryRecorder, InstanceGuard)> {
    let paths = paths.filter(|_| *source != SourceSpec::Demo)?;
    match Instance::claim(&paths.instance_dir, || {}) {
        Ok(Instance::First(guard)) => {
            let options = HistoryOptions {
                retention_days: settings.keep_history_days,
                ..HistoryOptions::default()
            };
            let opened = History::open_with(&paths.history_file, options);
            if let Some(notice) = opened.notice {
                eprintln!("plumbline: {}", crate::text::history::notice(&notice));
            }
            Some((HistoryRecorder::new(Arc::new(opened.history)), guard))
        }
        Ok(Instance::Other) => {
            eprintln!("plumbline: the window is open and keeps the history; this run keeps none");
            None
        }
        Err(error) => {
            tracing::warn!(%error, "no history is kept");
            None
        }
    }
}

/// Ctrl+C and a polite kill let go of the camera and end as if done.
fn interrupt_by_signal(messages: Sender<Message>) -> Result<(), Failure> {
    ctrlc::set_handler(move || {
        let _ = messages.send(Message::Interrupted);
    })
    .map_err(|e| Failure::Print(std::io::Error::other(e)))
}

struct Printer<'a> {
    args: &'a Args,
    started: Instant,
    last: Option<(PostureState, Value)>,
}

impl Printer<'_> {
    /// Prints what `report` says that is new. True when the source has ended for good.
    fn print(&mut self, report: &WatchReport) -> Result<bool, Failure> {
        match report {
            WatchReport::Event(event) => self.line(event_json(event))?,
            WatchReport::Source(source) => {
                // What was true before is told again once pictures come back.
                self.last = None;
                let t_ms = self.started.elapsed().as_millis() as i64;
                self.line(source_json(source, t_ms))?;
                return Ok(*source == SourceState::Ended);
            }
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
        let names: Value = snapshot.faults.iter().map(|f| f.fault.name()).collect();
        let now = (snapshot.state, names);
        if self.last.as_ref() == Some(&now) {
            return Ok(());
        }
        self.last = Some(now);
        self.line(json!({
            "event": "state", "t_ms": snapshot.t.0, "state": snapshot.state.name(),
            "faults": faults_json(&snapshot.faults),
        }))
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

fn source_json(source: &SourceState, t_ms: i64) -> Value {
    let mut line = json!({ "event": "source", "t_ms": t_ms, "state": source.name() });
    if let Value::Object(fields) = &mut line {
        match source {
            SourceState::Live { name } => {
                fields.insert("name".into(), name.as_str().into());
            }
            SourceState::Lost { message, retry_in_s } => {
                fields.insert("message".into(), message.as_str().into());
                fields.insert("retry_in_s".into(), (*retry_in_s).into());
            }
            SourceState::Off(reason) => {
                fields.insert("why".into(), reason.name().into());
            }
            SourceState::Opening | SourceState::Resting | SourceState::Ended => {}
        }
    }
    line
}

/// The same for somebody who reads along.
fn plain(value: &Value) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let what = value.get("event").and_then(Value::as_str).unwrap_or("picture");
    let details = ["fault", "state", "why", "how", "stretch", "name", "message"]
        .into_iter()
        .map(text)
        .filter(|detail| !detail.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    format!("{}  {what}  {details}", text("at"))
}
