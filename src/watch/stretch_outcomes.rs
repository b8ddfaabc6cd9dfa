//! Reads the results of earlier stretches and invitations from the history, for the next ones.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Command, Commander};
use plumbline_core::coaching::invitation::{InviteAnswer, Welcome};
use plumbline_core::coaching::recommend::Experience;
use plumbline_history::analysis::statistics::MedianTime;
use plumbline_history::analysis::trial;
use plumbline_history::model::calendar;
use plumbline_history::{EventKind, HistoryError, Reader};

/// Age of the oldest results used, days. Older ones may not apply any more.
const DAYS: u32 = 90;

/// Longest duration of a trial, days.
pub(crate) const TRIAL_DAYS: i64 = 366;

/// Reads the history at `path` on its own thread and sends the results to the pose thread.
pub(crate) fn learn_from(path: PathBuf, commander: Commander) {
    let started = std::thread::Builder::new().name("stretch-results".into()).spawn(move || {
        // Nothing has been recorded yet.
        if !path.exists() {
            return;
        }
        let today = jiff::Zoned::now().date();
        match read(&path, today) {
            Ok(experience) => commander.send(Command::Learn(experience)),
            Err(error) => tracing::info!(%error, "the results of earlier stretches cannot be read"),
        }
        match read_trial(&path, today) {
            Ok(Some((seed, drawn))) => commander.send(Command::LearnDrawn(seed, drawn)),
            Ok(None) => {}
            Err(error) => tracing::info!(%error, "the lots drawn so far cannot be read"),
        }
        match read_welcome(&path, today) {
            Ok(welcome) => commander.send(Command::LearnWelcome(Box::new(welcome))),
            Err(error) => tracing::info!(%error, "the answers to invitations cannot be read"),
        }
    });
    if let Err(error) = started {
        tracing::warn!(%error, "the results of earlier stretches cannot be read");
    }
}

/// Results of the stretches in the `DAYS` before `today`, from the history at `path`.
///
/// # Errors
/// If the history cannot be read.
pub(crate) fn read(path: &Path, today: Date) -> Result<Vec<Experience>, HistoryError> {
    let outcomes = Reader::open(path)?.stretch_outcomes(today, DAYS)?;
    let experience = outcomes.into_iter().filter_map(|outcome| {
        // `Beyond`: fewer than half were followed by an alert, so the longest observed time is a lower bound.
        let minutes_to_next = match outcome.after_min? {
            MedianTime::At(minutes) | MedianTime::Beyond(minutes) => minutes,
        };
        Some(Experience {
            stretch: outcome.stretch,
            fault: outcome.fault,
            count: u32::try_from(outcome.times).unwrap_or(u32::MAX),
            minutes_to_next,
        })
    });
    Ok(experience.collect())
}

/// Seed of the newest trial, and how many of its lots were drawn, from the history at `path`.
///
/// # Errors
/// If the history cannot be read.
fn read_trial(path: &Path, today: Date) -> Result<Option<(u64, usize)>, HistoryError> {
    let from = calendar::days_after(today, -TRIAL_DAYS);
    let events = Reader::open(path)?.events_of_kind(EventKind::Alert, from, today)?;
    Ok(trial::newest(&events).map(|seed| (seed, trial::cases(&events, seed).len())))
}

/// Answers to the invitations in the `DAYS` before `today`, from the history at `path`.
///
/// # Errors
/// If the history cannot be read.
fn read_welcome(path: &Path, today: Date) -> Result<Welcome, HistoryError> {
    let from = calendar::days_after(today, 1 - i64::from(DAYS));
    let mut welcome = Welcome::default();
    for event in Reader::open(path)?.events_of_kind(EventKind::Invited, from, today)? {
        let name = event.detail.get("answer").and_then(serde_json::Value::as_str);
        let answer = InviteAnswer::ALL.into_iter().find(|answer| Some(answer.name()) == name);
        if let Some(answer) = answer {
            let hour = calendar::local(event.at, event.offset_s).hour();
            welcome.add(usize::from(hour.unsigned_abs()), answer);
        }
    }
    Ok(welcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_history::synthetic::Synthetic;
    use plumbline_history::{History, HistoryEvent, Import};

    #[test]
    fn results_are_read_for_each_stretch_and_fault() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("history.sqlite");
        let today: Date = "2026-03-02".parse().unwrap();
        let person = Synthetic::new(5, 60_000);
        let (mut minutes, mut events) = (Vec::new(), Vec::new());
        for back in (0..60).rev() {
            let day = person.day(calendar::days_after(today, -back));
            minutes.extend(day.minutes());
            events.extend(day.events);
        }
        History::open(&file).history.import(Import::of(minutes, events)).unwrap();
        let experience = read(&file, today).unwrap();
        assert!(!experience.is_empty());
        for result in &experience {
            assert!(result.count > 0 && result.minutes_to_next > 0.0, "{result:?}");
        }
        assert_eq!(read_welcome(&file, today).unwrap(), Welcome::default());
        // A year later all results are too old.
        assert_eq!(read(&file, "2027-03-02".parse().unwrap()).unwrap(), []);
    }

    #[test]
    fn answers_to_invitations_are_read_by_local_hour() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("history.sqlite");
        let event = |at: &str, answer: &str| HistoryEvent {
            at: at.parse().unwrap(),
            offset_s: 3600,
            kind: EventKind::Invited,
            fault: None,
            detail: serde_json::json!({ "why": "same_posture", "answer": answer }),
        };
        let events = vec![
            event("2026-03-01T09:10:00Z", "moved"),
            event("2026-03-01T14:10:00Z", "passed"),
            event("2026-03-01T14:40:00Z", "dismissed"),
        ];
        History::open(&file).history.import(Import::of(Vec::new(), events)).unwrap();
        let welcome = read_welcome(&file, "2026-03-02".parse().unwrap()).unwrap();
        assert!(welcome.chance(10) > welcome.chance(12));
        assert!(welcome.chance(15) < welcome.chance(12));
    }
}
