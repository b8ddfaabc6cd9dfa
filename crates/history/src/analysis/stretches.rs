//! Stretches and what followed them. Pure.
//!
//! The `detail` of a `stretch_done` event contains `stretch` (the id in the catalogue), `sides`,
//! `held_s` (total hold time), `verified_s` (the part of it seen by the camera), `planned_s`,
//! `outcome` (`done`, `skipped`, `stopped`) and `answers` (the fault of the alert before it). Older
//! events have only `stretch`; they count as done.
//!
//! * A stretch *counts as done* if its outcome is `done`, or if at least half of the planned time
//!   was held ([`ENOUGH_OF_PLAN`]).
//! * A stretch is *followed* to the next alert of the same posture (fault family) on the same day.
//!   Following ends earlier if the person leaves, monitoring stops, another stretch is done for
//!   that posture or for no fault in particular, or the day's records end. Then the time to the
//!   next alert is censored: it is only known to be longer.
//! * The comparison group are corrections of the same faults without a stretch between the alert
//!   and the correction, followed in the same way.
//! * Medians are those of the Kaplan–Meier curve. They need at least [`ENOUGH_CASES`] cases each.
//!
//! Stretches are not assigned at random, so differences may have other causes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::analysis::episodes::ms_between;
use crate::analysis::statistics::{Followed, MedianTime, median_time};
use crate::model::calendar;
use crate::model::sample::{EventKind, HistoryEvent};
use plumbline_core::body::Fault;

/// Minimum share of the planned time for a stopped stretch to count as done. Product choice.
pub const ENOUGH_OF_PLAN: f64 = 0.5;

/// Minimum number of cases for showing a median. Product choice.
pub const ENOUGH_CASES: usize = 3;

/// A stretch and the time until the next alert.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StretchStory {
    /// End of the stretch.
    pub at: Timestamp,
    /// Id in the catalogue.
    pub stretch: Option<String>,
    /// The fault that the stretch responds to, if any.
    pub fault: Option<Fault>,
    /// Whether it counts as done.
    pub is_done: bool,
    /// Total hold time, seconds; 0 if the event does not contain it.
    pub held_s: f64,
    /// Part of the hold time seen by the camera, seconds.
    pub verified_s: f64,
    /// Time from its end to the next alert of the same posture (of any posture if no fault is
    /// named), milliseconds; `None` if no alert came while it was followed.
    pub next_fault_ms: Option<i64>,
    /// Time for which it was followed, milliseconds. Without an alert, the time to the next alert
    /// is at least this long.
    pub followed_ms: i64,
}

/// A correction without a stretch, and the time until the next alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CorrectionStory {
    /// The corrected fault.
    pub fault: Fault,
    /// See [`StretchStory::next_fault_ms`].
    pub next_fault_ms: Option<i64>,
    /// See [`StretchStory::followed_ms`].
    pub followed_ms: i64,
}

/// The stretches of a range of days, and corrections for comparison.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct StretchLog {
    /// All started stretches, done or not.
    pub stories: Vec<StretchStory>,
    /// Corrections without a stretch.
    pub corrections: Vec<CorrectionStory>,
}

/// Effect of one stretch over all the times it was done.
#[derive(Debug, Clone, PartialEq)]
pub struct StretchEffect {
    /// Id in the catalogue.
    pub stretch: String,
    /// Number of times it was done.
    pub times: usize,
    /// Total hold time, seconds.
    pub held_s: f64,
    /// Part of the hold time seen by the camera, seconds.
    pub verified_s: f64,
    /// The faults it responded to, with the number of times.
    pub answered: Answered,
    /// Minutes until the next alert of the posture it responded to; `None` with too few cases.
    pub after: Option<MedianTime>,
    /// Minutes until the next alert after corrections of the same faults without a stretch; `None`
    /// with too few cases.
    pub without: Option<MedianTime>,
}

/// Number of times a stretch responded to each fault.
pub type Answered = BTreeMap<Fault, usize>;

/// Effect of one stretch on one fault, for the recommendation of stretches.
#[derive(Debug, Clone, PartialEq)]
pub struct StretchFollowUp {
    /// Id in the catalogue.
    pub stretch: String,
    /// The fault it responded to.
    pub fault: Fault,
    /// Number of times it was done for that fault.
    pub times: usize,
    /// Median minutes until the next alert of that posture on the same day. Given from one case on,
    /// so check [`Self::times`].
    pub after_min: Option<MedianTime>,
}

/// Whether `event` is a stretch that counts as done; see the [module documentation](self).
#[must_use]
pub fn is_done(event: &HistoryEvent) -> bool {
    if event.kind != EventKind::StretchDone {
        return false;
    }
    let planned_s = seconds(event, "planned_s");
    let is_mostly_held = planned_s > 0.0 && seconds(event, "held_s") >= planned_s * ENOUGH_OF_PLAN;
    event.detail.get("outcome").is_none_or(|outcome| outcome == "done") || is_mostly_held
}

/// A non-negative number from the event's detail; 0 if it is missing or invalid.
fn seconds(event: &HistoryEvent, name: &str) -> f64 {
    let value = event.detail.get(name).and_then(serde_json::Value::as_f64);
    value.filter(|value| value.is_finite()).map_or(0.0, |value| value.max(0.0))
}

/// The fault that a stretch responds to: that of the event, otherwise the one in its detail.
fn answered(event: &HistoryEvent) -> Option<Fault> {
    let from_detail = || serde_json::from_value(event.detail.get("answers")?.clone()).ok();
    event.fault.or_else(from_detail)
}

/// The stretches among `events` (in order of time) and the corrections without a stretch.
#[must_use]
pub fn stretch_log(events: &[HistoryEvent]) -> StretchLog {
    let mut log = StretchLog::default();
    // Index of the last alert of each fault, and index and fault of each done stretch.
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

/// Whether two faults belong to the same posture; a missing fault matches any posture.
fn is_same_posture(one: Option<Fault>, other: Option<Fault>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.family() == other.family(),
        _ => true,
    }
}

/// Time from event `i` to the next alert of the posture, and the time followed, milliseconds.
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

    /// Effect of each stretch, the one done most often first.
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

    /// Median minutes until the next alert: after all stretches that responded to a fault, and
    /// after corrections of the same faults without a stretch.
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

    /// Effect of each stretch on each fault it responded to.
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
