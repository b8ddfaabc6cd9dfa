//! `plumbline status`, `pause`, `resume`, `snooze`, `stretch`, `upright`: control of the running instance.

use std::io::{BufRead, Write as _};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use serde_json::Value;

use super::{Failure, print_json_line};
use crate::desktop::instance::{AskError, Instance};
use crate::desktop::paths::Paths;
use crate::text::{FaultText as _, capitalized, t};
use crate::watch::control::ControlRequest;
use plumbline_core::body::Fault;

#[derive(Debug, clap::Args)]
pub(super) struct StatusArgs {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Print a line after every change, until Ctrl+C
    #[arg(long)]
    follow: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct SnoozeArgs {
    /// How long: 30m, 1h, a number of minutes, tomorrow (until tomorrow), or off (end the snooze)
    #[arg(default_value = "15m")]
    duration: String,
}

/// Longest snooze, minutes.
const MAX_SNOOZE_MIN: u32 = 24 * 60;

/// Longest time to wait until the upright posture is set: somebody may first have to sit down.
const UPRIGHT_LIMIT: Duration = Duration::from_secs(60);

/// The answers of the running instance to `request`.
fn ask(request: ControlRequest) -> Result<Box<dyn BufRead>, Failure> {
    let paths = Paths::of_platform().ok_or(Failure::NotRunning(t!("control-not-running")))?;
    let line = serde_json::to_string(&request).map_err(std::io::Error::from)?;
    Instance::ask(&paths.data_dir, &paths.instance_dir, &line).map_err(|error| {
        Failure::NotRunning(match error {
            AskError::NotRunning => t!("control-not-running"),
            AskError::NotReached => t!("control-not-reached"),
        })
    })
}

/// The next answer; `None` if the instance has ended.
fn next(answers: &mut dyn BufRead) -> Result<Option<Value>, Failure> {
    loop {
        let mut line = String::new();
        if answers.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        // An empty line only tests whether this process still listens.
        if !line.trim().is_empty() {
            return Ok(Some(serde_json::from_str(&line).map_err(std::io::Error::from)?));
        }
    }
}

/// Sends `request` and prints `done` once it is accepted.
fn order(request: ControlRequest, done: &str) -> Result<(), Failure> {
    let answer =
        next(&mut *ask(request)?)?.ok_or(Failure::NotRunning(t!("control-not-reached")))?;
    match answer["error"].as_str() {
        None => outln!("{done}"),
        Some("no_window") => return Err(Failure::Refused(t!("control-no-window").to_owned())),
        Some(error) => return Err(Failure::Refused(error.to_owned())),
    }
    Ok(())
}

pub(super) fn pause() -> Result<(), Failure> {
    order(ControlRequest::Pause, t!("control-paused"))
}

pub(super) fn resume() -> Result<(), Failure> {
    order(ControlRequest::Resume, t!("control-resumed"))
}

pub(super) fn stretch() -> Result<(), Failure> {
    order(ControlRequest::Stretch, t!("control-stretch-shown"))
}

pub(super) fn snooze(args: &SnoozeArgs) -> Result<(), Failure> {
    match snooze_of(&args.duration) {
        Some(ControlRequest::Snooze { minutes }) => {
            let done = t!("control-snoozed", minutes = minutes);
            order(ControlRequest::Snooze { minutes }, &done)
        }
        Some(ControlRequest::EndSnooze) => {
            order(ControlRequest::EndSnooze, t!("control-snooze-over"))
        }
        Some(request) => order(request, t!("control-snoozed-until-tomorrow")),
        None => Err(Failure::Usage(t!("control-no-duration", text = args.duration.as_str()))),
    }
}

/// The request for "30m", "1h 15m", "45" (minutes), "tomorrow" or "off".
fn snooze_of(text: &str) -> Option<ControlRequest> {
    let text = text.trim();
    match text {
        "tomorrow" => return Some(ControlRequest::SnoozeUntilTomorrow),
        "off" => return Some(ControlRequest::EndSnooze),
        _ => {}
    }
    let minutes = match text.parse::<u32>() {
        Ok(minutes) => minutes,
        Err(_) => u32::try_from(text.parse::<SignedDuration>().ok()?.as_mins()).ok()?,
    };
    (1..=MAX_SNOOZE_MIN).contains(&minutes).then_some(ControlRequest::Snooze { minutes })
}

pub(super) fn status(args: &StatusArgs) -> Result<(), Failure> {
    let request = if args.follow { ControlRequest::Follow } else { ControlRequest::Status };
    let mut answers = ask(request)?;
    while let Some(answer) = next(&mut *answers)? {
        if args.json {
            print_json_line(&answer)?;
        } else if answer["event"] == "status" {
            outln!("{}", status_words(&answer));
        }
        std::io::stdout().flush()?;
    }
    Ok(())
}

/// A status in one line: "Watching Integrated Camera · Your head is forward · alerts snoozed for 12 min".
fn status_words(status: &Value) -> String {
    let source = &status["source"];
    let name = source["name"].as_str().unwrap_or_default();
    let mut parts = vec![match source["state"].as_str() {
        Some("live") => t!("control-watching", name = name),
        Some("off") => match source["why"].as_str() {
            Some("locked") => t!("off-locked").to_owned(),
            Some("asleep") => t!("off-asleep").to_owned(),
            Some("battery") => t!("off-battery").to_owned(),
            _ => t!("off-paused").to_owned(),
        },
        Some("resting") => t!("verdict-away").to_owned(),
        Some("lost") => {
            source["message"].as_str().unwrap_or_default().trim_end_matches('.').to_owned()
        }
        Some("ended") => t!("now-recording-ended").trim_end_matches('.').to_owned(),
        _ => t!("now-opening-camera").to_owned(),
    }];
    match status["state"].as_str() {
        Some("good") => parts.push(t!("verdict-good").to_owned()),
        Some("uncertain") => parts.push(t!("verdict-uncertain").to_owned()),
        Some("away") => parts.push(t!("verdict-away").to_owned()),
        _ => {}
    }
    let faults = status["faults"].as_array().into_iter().flatten();
    let names = faults.filter_map(|fault| fault["fault"].as_str());
    parts.extend(names.filter_map(fault_named).map(|fault| fault.headline().to_owned()));
    if let Some(minutes) = status["snooze_left_min"].as_i64() {
        parts.push(t!("control-snooze-left", minutes = minutes));
    }
    if status["calibration"] == "uncalibrated" {
        parts.push(capitalized(t!("unmeasured-not-calibrated")));
    }
    parts.join(" · ")
}

fn fault_named(name: &str) -> Option<Fault> {
    Fault::ALL.into_iter().find(|fault| fault.name() == name)
}

/// Begins the capture and waits for its end.
pub(super) fn upright() -> Result<(), Failure> {
    // Listen first, so that the end is not missed.
    let mut changes = ask(ControlRequest::Follow)?;
    order(ControlRequest::Upright, t!("upright-wait"))?;
    let begun = Instant::now();
    let mut has_begun = false;
    while let Some(change) = next(&mut *changes)? {
        match (change["event"].as_str(), change["calibration"].as_str()) {
            (Some("calibrated"), _) => {
                outln!("{}", t!("welcome-ring-done"));
                return Ok(());
            }
            (Some("calibration_failed"), _) => {
                return Err(Failure::Refused(t!("control-upright-failed").to_owned()));
            }
            (Some("status"), Some("countdown" | "capturing")) if !has_begun => {
                has_begun = true;
                outln!("{}", t!("upright-hold-still"));
            }
            _ => {}
        }
        if begun.elapsed() > UPRIGHT_LIMIT {
            break;
        }
    }
    Err(Failure::Refused(t!("control-upright-failed").to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_snooze_is_read_from_durations_minutes_and_words() {
        let minutes = |text| match snooze_of(text) {
            Some(ControlRequest::Snooze { minutes }) => Some(minutes),
            _ => None,
        };
        for (text, expected) in [("30m", 30), ("1h", 60), ("1h 15m", 75), ("45", 45), (" 5 ", 5)] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in ["", "0", "-5", "1s", "25h", "soon", "99999999999", "-1h"] {
            assert_eq!(snooze_of(text), None, "{text}");
        }
        assert_eq!(snooze_of("tomorrow"), Some(ControlRequest::SnoozeUntilTomorrow));
        assert_eq!(snooze_of("off"), Some(ControlRequest::EndSnooze));
    }

    #[test]
    fn a_status_is_one_line_of_words() {
        let watching = json!({
            "event": "status", "source": { "state": "live", "name": "Camera" }, "state": "fault",
            "faults": [{ "fault": "forward_head", "since_ms": 0 }], "snooze_left_min": 12,
            "calibration": "calibrated",
        });
        let words = "Watching Camera · Your head is forward · Alerts snoozed for 12 min";
        assert_eq!(status_words(&watching), words);
        let off = json!({ "event": "status", "source": { "state": "off", "why": "locked" } });
        assert_eq!(status_words(&off), "The screen is locked");
        assert_eq!(status_words(&json!({})), "Opening the camera…");
    }
}
