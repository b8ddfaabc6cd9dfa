//! What was stretched, and what came after it. Pure.
//!
//! A `stretch_done` event tells in its `detail`: `stretch` (the catalogue's id), `sides`, `held_s`
//! (held in all), `verified_s` (of these, seen by the camera), `planned_s`, `outcome` (`done`,
//! `skipped`, `stopped`) and `answers` (the fault of the alert it followed). Older ones only have
//! `stretch`, and were done.
//!
//! * A stretch *counts as done* if its outcome is `done`, or if at least half of what was planned
//!   was held ([`ENOUGH_OF_PLAN`]).
//! * It is *followed* to the next alert of the same posture (fault family) on the same day; or to
//!   when the person left, watching stopped, another stretch was done for that posture or for none
//!   in particular, or the day's record ended: then the next alert is only known to be later.
//! * What it is held against: corrections of the same faults without a stretch between the alert and
//!   the correction, followed in the same way.
//! * The medians are those of the Kaplan–Meier curve, and need [`ENOUGH_CASES`] on both sides.
//!
//! Nobody was told by lot to stretch or not to: what differs may have other reasons.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::analysis::episodes::ms_between;
use crate::analysis::statistics::{Followed, MedianTime, median_time};
use crate::model::calendar;
use crate::model::sample::{EventKind, HistoryEvent};
use plumbline_core::body::Fault;

/// Share of the planned time that makes a stretch done that was broken off. A product choice.
pub const ENOUGH_OF_PLAN: f64 = 0.5;

/// Cases a median is shown from. A product choice.
pub const ENOUGH_CASES: usize = 3;

/// A stretch and the time until a fault was raised again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StretchStory {
    /// When it ended.
    pub at: Timestamp,
    /// Which one, by the catalogue's id.
    pub stretch: Option<String>,
    /// The fault it answered, if any.
    pub fault: Option<Fault>,
    /// Whether it counts as done.
    pub is_done: bool,
    /// Seconds held in all; 0 if the event does not say.
    pub held_s: f64,
    /// Of these, seen by the camera, seconds.
    pub verified_s: f64,
    /// From its end to the next alert of the same posture (of any, if no fault is named),
    /// milliseconds; `None` if none came while it was followed.
    pub next_fault_ms: Option<i64>,
    /// How long it was followed, milliseconds. Without an alert it says "at least so long".
    pub followed_ms: i64,
}

/// A correction without a stretch, and the time until the fault was raised again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CorrectionStory {
    /// What was corrected.
    pub fault: Fault,
    /// As in [`StretchStory`].
    pub next_fault_ms: Option<i64>,
    /// As in [`StretchStory`].
    pub followed_ms: i64,
}

/// The stretches of some days and what they can be held against.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct StretchLog {
    /// Every stretch that was begun, done or not.
    pub stories: Vec<StretchStory>,
    /// Corrections without a stretch.
    pub corrections: Vec<CorrectionStory>,
}

/// What came after one stretch, over all the times it was done.
#[derive(Debug, Clone, PartialEq)]
pub struct StretchEffect {
    /// The catalogue's id.
    pub stretch: String,
    /// How often it was done.
    pub times: usize,
    /// Seconds held in all.
    pub held_s: f64,
    /// Of these, seen by the camera.
    pub verified_s: f64,
    /// The faults it answered, and the times it answered one.
    pub answered: Answered,
    /// Minutes until the next alert of the posture it answered; `None` with too few cases.
    pub after: Option<MedianTime>,
    /// Minutes after corrections of the same faults without a stretch; `None` with too few cases.
    pub without: Option<MedianTime>,
}

/// How often a stretch answered what.
pub type Answered = BTreeMap<Fault, usize>;

/// What came after one stretch for one fault: for the recommendation.
#[derive(Debug, Clone, PartialEq)]
pub struct StretchFollowUp {
    /// The catalogue's id.
    pub stretch: String,
    /// The fault it answered.
    pub fault: Fault,
    /// How often it was done for that fault.
    pub times: usize,
    /// Median minutes until the next alert of that posture on the same day. From one case on: look
    /// at [`Self::times`].
    pub after_min: Option<MedianTime>,
}

/// Whether it is a stretch that counts as done: see the [module](self).
#[must_use]
pub fn is_done(event: &HistoryEvent) -> bool {
    if event.kind != EventKind::StretchDone {
        return false;
    }
    let planned_s = seconds(event, "planned_s");
    let is_mostly_held = planned_s > 0.0 && seconds(event, "held_s") >= planned_s * ENOUGH_OF_PLAN;
    event.detail.get("outcome").is_none_or(|outcome| outcome == "done") || is_mostly_held
}

/// A number of the detail that can only be positive; 0 if it is missing or none.
fn seconds(event: &HistoryEvent, name: &str) -> f64 {
    let value = event.detail.get(name).and_then(serde_json::Value::as_f64);
    value.filter(|value| value.is_finite()).map_or(0.0, |value| value.max(0.0))
}

/// The fault a stretch answered.
fn answered(event: &HistoryEvent) -> Option<Fault> {
    let told = || serde_json::from_value(event.detail.get("answers")?.clone()).ok();
    event.fault.or_else(told)
}

/// The stretches among `events` (in order of time) and the corrections without one.
#[must_use]
pub fn stretch_log(events: &[HistoryEvent]) -> StretchLog {
    let mut log = StretchLog::default();
    // Where each fault was alerted last, and what was stretched for where.
    let mut alerted: BTreeMap<Fault, usize> = BTreeMap::new();
    let mut stretched: Vec<(usize, Option<Fault>)> = Vec::new();
    for (i, event) in events.iter().enumerate() {
        match (event.kind, event.fault) {
            (EventKind::Alert, Some(fault)) => {
                alerted.insert(fault, i);
            }
            (EventKind::StretchDone, _) => {
                let fault = answered(event);
                let is_done = is_done(event);
                if is_done {
                    stretched.push((i, fault));
                }
                let (next_fault_ms, followed_ms) = follow(events, i, fault);
                let name = event.detail.get("stretch").and_then(|name| name.as_str());
                log.stories.push(StretchStory {
                    at: event.at,
                    stretch: name.map(ToOwned::to_owned),
                    fault,
                    is_done,
                    held_s: seconds(event, "held_s"),
                    verified_s: seconds(event, "verified_s"),
                    next_fault_ms,
                    followed_ms,
                });
            }
            (EventKind::Corrected, Some(fault)) => {
                let alert = alerted.get(&fault).copied().unwrap_or(i);
                let mut since = stretched.iter().rev().take_while(|(at, _)| *at > alert);
                if !since.any(|(_, other)| is_same_posture(Some(fault), *other)) {
                    let (next_fault_ms, followed_ms) = follow(events, i, Some(fault));
                    log.corrections.push(CorrectionStory { fault, next_fault_ms, followed_ms });
                }
            }
            _ => {}
        }
    }
    log
}

/// Whether two faults are of one posture; one that is not named is of any.
fn is_same_posture(one: Option<Fault>, other: Option<Fault>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.family() == other.family(),
        _ => true,
    }
}

/// From event `i` to the next alert of the posture, and how long it was followed, milliseconds.
fn follow(events: &[HistoryEvent], i: usize, fault: Option<Fault>) -> (Option<i64>, i64) {
    let day_of = |event: &HistoryEvent| calendar::local(event.at, event.offset_s).date();
    let Some(start) = events.get(i) else { return (None, 0) };
    let day = day_of(start);
    let mut followed_ms = 0;
    for later in events[i + 1..].iter().take_while(|later| day_of(later) == day) {
        followed_ms = ms_between(start.at, later.at);
        match later.kind {
            EventKind::Alert if is_same_posture(fault, later.fault) => {
                return (Some(followed_ms), followed_ms);
            }
            EventKind::Left | EventKind::WatchOff => break,
            EventKind::StretchDone if is_done(later) && is_same_posture(fault, answered(later)) => {
                break;
            }
            _ => {}
        }
    }
    (None, followed_ms)
}

impl StretchLog {
    /// The stretches that count as done.
    pub fn done(&self) -> impl Iterator<Item = &StretchStory> {
        self.stories.iter().filter(|story| story.is_done)
    }

    /// What came after each stretch, the one done most often first.
    #[must_use]
    pub fn effects(&self) -> Vec<StretchEffect> {
        let mut by_stretch: BTreeMap<&str, Vec<&StretchStory>> = BTreeMap::new();
        for story in self.done() {
            if let Some(stretch) = &story.stretch {
                by_stretch.entry(stretch).or_default().push(story);
            }
        }
        let mut effects: Vec<StretchEffect> = by_stretch
            .into_iter()
            .map(|(stretch, stories)| {
                let mut answered = Answered::new();
                for fault in stories.iter().filter_map(|story| story.fault) {
                    *answered.entry(fault).or_default() += 1;
                }
                let (after, without) = self.compared(&stories, &answered);
                StretchEffect {
                    stretch: stretch.to_owned(),
                    times: stories.len(),
                    held_s: stories.iter().map(|story| story.held_s).sum(),
                    verified_s: stories.iter().map(|story| story.verified_s).sum(),
                    answered,
                    after,
                    without,
                }
            })
            .collect();
        effects.sort_by_key(|effect| std::cmp::Reverse(effect.times));
        effects
    }

    /// Minutes until the next alert after every stretch that answered one, and after corrections of
    /// the same faults without a stretch.
    #[must_use]
    pub fn overall(&self) -> (Option<MedianTime>, Option<MedianTime>) {
        let stories: Vec<&StretchStory> = self.done().collect();
        let answered = stories.iter().filter_map(|story| Some((story.fault?, 1))).collect();
        self.compared(&stories, &answered)
    }

    fn compared(
        &self,
        stories: &[&StretchStory],
        answered: &Answered,
    ) -> (Option<MedianTime>, Option<MedianTime>) {
        let after: Vec<Followed> = stories
            .iter()
            .filter(|story| story.fault.is_some())
            .map(|story| minutes(story.next_fault_ms, story.followed_ms))
            .collect();
        let without: Vec<Followed> = self
            .corrections
            .iter()
            .filter(|correction| answered.contains_key(&correction.fault))
            .map(|correction| minutes(correction.next_fault_ms, correction.followed_ms))
            .collect();
        let median =
            |times: &[Followed]| median_time(times).filter(|_| times.len() >= ENOUGH_CASES);
        (median(&after), median(&without))
    }

    /// What came after each stretch for each fault it answered.
    #[must_use]
    pub fn outcomes(&self) -> Vec<StretchFollowUp> {
        let mut times: BTreeMap<(&str, Fault), Vec<Followed>> = BTreeMap::new();
        for story in self.done() {
            if let (Some(stretch), Some(fault)) = (&story.stretch, story.fault) {
                let followed = minutes(story.next_fault_ms, story.followed_ms);
                times.entry((stretch.as_str(), fault)).or_default().push(followed);
            }
        }
        times
            .into_iter()
            .map(|((stretch, fault), times)| StretchFollowUp {
                stretch: stretch.to_owned(),
                fault,
                times: times.len(),
                after_min: median_time(&times),
            })
            .collect()
    }
}

fn minutes(next_fault_ms: Option<i64>, followed_ms: i64) -> Followed {
    let ms = next_fault_ms.unwrap_or(followed_ms);
    Followed { time: ms as f64 / 60_000.0, has_ended: next_fault_ms.is_some() }
}

#[cfg(test)]
mod tests;
