//! Control from outside: what `plumbline status`, `plumbline pause` and the like ask of the running instance.
//!
//! A request is one JSON object on one line, and so is each answer. `desktop::instance` carries them.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Command, Commander, SourceState, WatchReport};
#[cfg(target_os = "linux")]
use crate::desktop::bus_name;
use crate::desktop::instance::{OnRaise, OnRequest, Services};
use plumbline_core::body::Fault;
use plumbline_core::coaching::silence::SilenceReason;
use plumbline_core::engine::report::{event_json, faults_json, measures_json};
use plumbline_core::engine::{CalibrationState, Event, Snapshot};
use plumbline_core::posture::judge::PostureState;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "request")]
pub(crate) enum ControlRequest {
    /// One answer with the current state.
    Status,
    /// The state now and after every change, and every event, until the asker hangs up.
    Follow,
    Pause,
    Resume,
    /// Suppress alerts.
    Snooze {
        minutes: u32,
    },
    SnoozeUntilTomorrow,
    EndSnooze,
    /// Capture the upright posture.
    Upright,
    /// Show the recommended stretch in the window.
    Stretch,
    /// Show the window.
    Open,
}

/// Requests that only a window can fulfil.
type OnWindow = Box<dyn Fn(ControlRequest) + Send + Sync>;

/// Answers requests about one watching session.
pub(crate) struct Control {
    commander: Commander,
    on_window: Option<OnWindow>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    source: Option<SourceState>,
    snapshot: Option<Box<Snapshot>>,
    /// What the followers know.
    told: Option<Told>,
    followers: Vec<Sender<Value>>,
}

/// While nothing changes, a follower is written to this often, to find out whether it still listens.
const FOLLOWER_CHECK: Duration = Duration::from_secs(30);

/// The part of the status whose change is told. The measures change with every picture.
#[derive(PartialEq)]
struct Told {
    source: Option<SourceState>,
    posture: Option<(PostureState, Vec<Fault>, &'static str)>,
    quiet: Option<(Option<SilenceReason>, Option<i64>)>,
    stretch: Option<String>,
}

impl Control {
    /// Sends commands to `commander`. An instance without a window has no `on_window`.
    #[must_use]
    pub(crate) fn new(commander: Commander, on_window: Option<OnWindow>) -> Arc<Self> {
        Arc::new(Self { commander, on_window, inner: Mutex::default() })
    }

    /// Where commands go: to the session that [`Self::note`] is about.
    #[must_use]
    pub(crate) fn commander(&self) -> Commander {
        self.commander.clone()
    }

    /// What the instance offers to other processes. `on_raise` shows its window, if it has one.
    #[must_use]
    pub(crate) fn services(self: &Arc<Self>, on_raise: Option<OnRaise>) -> Services {
        let control = Arc::clone(self);
        let on_request: OnRequest = Box::new(move |request, to| {
            if let Err(error) = control.answer(request, to) {
                tracing::debug!(%error, "the asker has hung up");
            }
        });
        Services { on_raise, on_request: Some(on_request) }
    }

    /// Takes the D-Bus name, whose methods and properties are those of the requests.
    pub(crate) fn take_bus_name(self: &Arc<Self>) {
        #[cfg(target_os = "linux")]
        {
            let control = Arc::clone(self);
            let ask = move |request: &str| {
                let mut answer = Vec::new();
                // Writing to memory does not fail.
                let _ = control.answer(request, &mut answer);
                serde_json::from_slice(&answer).unwrap_or_default()
            };
            let (status, changes) = self.inner.lock().add_follower();
            bus_name::serve(Box::new(ask), status, changes);
        }
    }

    /// Notes what the session reports, and tells the followers.
    pub(crate) fn note(&self, report: &WatchReport) {
        let mut inner = self.inner.lock();
        match report {
            WatchReport::Event(event) => inner.tell_event(event),
            WatchReport::Source(source) => {
                if !matches!(source, SourceState::Live { .. }) {
                    inner.snapshot = None;
                }
                inner.source = Some(source.clone());
                inner.tell_change();
            }
            WatchReport::Snapshot(snapshot) => {
                inner.snapshot = Some(snapshot.clone());
                inner.tell_change();
            }
            WatchReport::Failed(_) | WatchReport::Backend(_) => {}
        }
    }

    /// Answers the request in `line`.
    ///
    /// # Errors
    /// If the asker has hung up.
    pub(crate) fn answer(&self, line: &str, to: &mut dyn Write) -> io::Result<()> {
        let request = match serde_json::from_str(line) {
            Ok(request) => request,
            Err(error) => return write_line(to, &json!({ "error": error.to_string() })),
        };
        tracing::info!(?request, "control");
        match request {
            ControlRequest::Status => write_line(to, &self.inner.lock().status()),
            ControlRequest::Follow => self.follow(to),
            ControlRequest::Stretch | ControlRequest::Open => match &self.on_window {
                Some(on_window) => {
                    on_window(request);
                    write_line(to, &json!({ "done": true }))
                }
                None => write_line(to, &json!({ "error": "no_window" })),
            },
            ControlRequest::Pause => self.send(Command::Pause(true), to),
            ControlRequest::Resume => self.send(Command::Pause(false), to),
            ControlRequest::Snooze { minutes } => {
                self.send(Command::SnoozeMs(i64::from(minutes) * 60_000), to)
            }
            ControlRequest::SnoozeUntilTomorrow => self.send(Command::SnoozeUntilTomorrow, to),
            ControlRequest::EndSnooze => self.send(Command::EndSnooze, to),
            ControlRequest::Upright => self.send(Command::Calibrate, to),
        }
    }

    fn send(&self, command: Command, to: &mut dyn Write) -> io::Result<()> {
        self.commander.send(command);
        write_line(to, &json!({ "done": true }))
    }

    fn follow(&self, to: &mut dyn Write) -> io::Result<()> {
        let (status, changes) = self.inner.lock().add_follower();
        write_line(to, &status)?;
        loop {
            match changes.recv_timeout(FOLLOWER_CHECK) {
                Ok(line) => write_line(to, &line)?,
                // An empty line means nothing to the asker and fails if it is gone.
                Err(RecvTimeoutError::Timeout) => to.write_all(b"\n")?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }
}

impl Inner {
    fn status(&self) -> Value {
        let source = self.source.as_ref();
        let mut status = json!({
            "event": "status",
            "watching": matches!(source, Some(SourceState::Live { .. })),
            "source": source.map_or_else(|| json!({ "state": "opening" }), source_json),
        });
        let Some(snapshot) = &self.snapshot else { return status };
        let monitor = &snapshot.monitor;
        for (name, value) in [
            ("t_ms", snapshot.t.0.into()),
            ("state", snapshot.state.name().into()),
            ("faults", faults_json(&snapshot.faults)),
            ("calibration", calibration_name(&snapshot.calibration).into()),
            ("quiet", monitor.silence.map(|reason| reason.name()).into()),
            ("snooze_left_min", monitor.snooze_left_min.into()),
            ("sitting_ms", monitor.sitting_ms.into()),
            ("stretch", snapshot.advice.as_ref().map(|advice| advice.stretch.as_str()).into()),
            ("measures", measures_json(&snapshot.measures)),
        ] {
            status[name] = value;
        }
        status
    }

    fn add_follower(&mut self) -> (Value, Receiver<Value>) {
        let (follower, changes) = channel();
        self.followers.push(follower);
        let status = self.status();
        self.told = Some(self.to_tell());
        (status, changes)
    }

    fn tell_change(&mut self) {
        if self.followers.is_empty() {
            return;
        }
        let told = self.to_tell();
        if self.told.as_ref() != Some(&told) {
            self.told = Some(told);
            let status = self.status();
            self.tell(&status);
        }
    }

    fn to_tell(&self) -> Told {
        let snapshot = self.snapshot.as_deref();
        Told {
            source: self.source.clone(),
            posture: snapshot.map(|snapshot| {
                let faults = snapshot.faults.iter().map(|active| active.fault).collect();
                (snapshot.state, faults, calibration_name(&snapshot.calibration))
            }),
            quiet: snapshot.map(|s| (s.monitor.silence, s.monitor.snooze_left_min)),
            stretch: snapshot.and_then(|s| s.advice.as_ref()).map(|advice| advice.stretch.clone()),
        }
    }

    fn tell_event(&mut self, event: &Event) {
        if !self.followers.is_empty() {
            self.tell(&event_json(event));
        }
    }

    fn tell(&mut self, line: &Value) {
        self.followers.retain(|follower| follower.send(line.clone()).is_ok());
    }
}

fn write_line(to: &mut dyn Write, value: &Value) -> io::Result<()> {
    writeln!(to, "{value}")?;
    to.flush()
}

/// The stable name of the state of the upright posture in JSON.
fn calibration_name(state: &CalibrationState) -> &'static str {
    match state {
        CalibrationState::Uncalibrated => "uncalibrated",
        CalibrationState::Waiting => "waiting",
        CalibrationState::Countdown { .. } => "countdown",
        CalibrationState::Capturing { .. } => "capturing",
        CalibrationState::Failed { .. } => "failed",
        CalibrationState::Remembered { .. } => "remembered",
        CalibrationState::TakenOver { .. } => "taken_over",
        CalibrationState::Calibrated => "calibrated",
        CalibrationState::Stale(_) => "stale",
    }
}

/// The state of the source in JSON: `{"state":"live","name":…}`, `{"state":"off","why":…}`.
#[must_use]
pub(crate) fn source_json(source: &SourceState) -> Value {
    let mut line = json!({ "state": source.name() });
    match source {
        SourceState::Live { name } => line["name"] = name.as_str().into(),
        SourceState::Lost { message, retry_in_s } => {
            line["message"] = message.as_str().into();
            line["retry_in_s"] = (*retry_in_s).into();
        }
        SourceState::Off(reason) => line["why"] = reason.name().into(),
        SourceState::Opening | SourceState::Resting | SourceState::Ended => {}
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::MonotonicMs;
    use plumbline_core::engine::Monitor;
    use plumbline_core::engine::cadence::OffReason;
    use plumbline_core::posture::Measures;
    use plumbline_core::posture::facing::FacingTimes;
    use plumbline_core::posture::judge::ActiveFault;

    fn snapshot(t_ms: i64, is_at_fault: bool) -> WatchReport {
        let since = MonotonicMs(500);
        let fault = ActiveFault { fault: Fault::ForwardHead, since, dwelt_ms: 0 };
        let state = if is_at_fault { PostureState::Fault } else { PostureState::Good };
        WatchReport::Snapshot(Box::new(Snapshot {
            t: MonotonicMs(t_ms),
            measures: Measures::nobody(),
            state,
            faults: if is_at_fault { vec![fault] } else { Vec::new() },
            calibration: CalibrationState::Calibrated,
            advice: None,
            monitor: Monitor::default(),
            facing: FacingTimes::default(),
        }))
    }

    fn asked(control: &Control, request: ControlRequest) -> Value {
        let mut answer = Vec::new();
        control.answer(&serde_json::to_string(&request).unwrap(), &mut answer).unwrap();
        serde_json::from_slice(&answer).unwrap()
    }

    fn live() -> WatchReport {
        WatchReport::Source(SourceState::Live { name: "Camera".into() })
    }

    #[test]
    fn the_status_has_the_source_the_posture_and_its_faults() {
        let control = Control::new(Commander::default(), None);
        let before = asked(&control, ControlRequest::Status);
        assert_eq!(before["source"]["state"], "opening");
        assert!(before["state"].is_null());
        control.note(&live());
        control.note(&snapshot(1_000, true));
        let now = asked(&control, ControlRequest::Status);
        assert_eq!(now["watching"], true);
        assert_eq!((&now["state"], &now["calibration"]), (&"fault".into(), &"calibrated".into()));
        assert_eq!(now["faults"][0]["fault"], "forward_head");
        // While the camera is off there is no posture.
        control.note(&WatchReport::Source(SourceState::Off(OffReason::Paused)));
        let off = asked(&control, ControlRequest::Status);
        assert_eq!((&off["watching"], &off["source"]["why"]), (&false.into(), &"paused".into()));
        assert!(off["state"].is_null());
    }

    #[test]
    fn a_follower_is_told_of_changes_and_events_and_of_nothing_else() {
        let control = Control::new(Commander::default(), None);
        control.note(&live());
        control.note(&snapshot(1_000, false));
        let (first, changes) = control.inner.lock().add_follower();
        assert_eq!(first["state"], "good");
        for t_ms in [1_100, 1_200, 1_300] {
            control.note(&snapshot(t_ms, false));
        }
        control.note(&snapshot(1_400, true));
        control.note(&WatchReport::Event(Event::Calibrated { t: MonotonicMs(1_400) }));
        control.inner.lock().followers.clear();
        let told: Vec<Value> = changes.iter().collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!((&told[0]["state"], &told[1]["event"]), (&"fault".into(), &"calibrated".into()));
    }

    #[test]
    fn what_is_not_understood_or_needs_a_window_is_an_error() {
        let control = Control::new(Commander::default(), None);
        assert_eq!(asked(&control, ControlRequest::Stretch)["error"], "no_window");
        assert_eq!(asked(&control, ControlRequest::Pause)["done"], true);
        for line in ["", "{}", "{\"request\":\"dance\"}", "{\"request\":\"snooze\"}", "[1"] {
            let mut answer = Vec::new();
            control.answer(line, &mut answer).unwrap();
            let answer: Value = serde_json::from_slice(&answer).unwrap();
            assert!(answer["error"].is_string(), "{line}: {answer}");
        }
    }
}
