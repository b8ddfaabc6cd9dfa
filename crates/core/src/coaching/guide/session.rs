//! A guided session: several items, each shown step by step and then held on each side.
//!
//! ```text
//! Show ──▶ Ready ──▶ Hold ──▶ Change ──▶ Ready ──▶ Hold …  ──▶ Rest ──▶ Show …  ──▶ Finished
//!   └──────(seen held)─▲ ▲────(camera)────┘
//! ```
//! `Ready` is the countdown before a hold on the clock; a hold that the camera judges needs none. All
//! times are those of the injected clock, and stand still while the session is paused.

use super::correction::Correction;
use super::hold::{HoldView, HoldWatch};
use super::rest::RestWatch;
use super::result::{DONE_SHARE, StretchOutcome, StretchResult};
use crate::body::{Fault, MonotonicMs, Pose, Side};
use crate::catalogue::Item;

/// A step stands for so long, milliseconds: a moment, and reading at about 170 words a minute (slow
/// reading, as one reads while moving).
const STEP_MS: i64 = 1_500;
const STEP_MS_PER_CHARACTER: i64 = 65;
/// Countdown before a hold on the clock.
const READY_MS: i64 = 5_000;
/// Between two sides or rounds.
const CHANGE_MS: i64 = 6_000;
/// Between two items.
const REST_MS: i64 = 10_000;
/// Without a picture for so long, the clock counts.
const NO_PICTURE_MS: i64 = 3_000;
/// What cannot be seen for so long during a hold is counted by the clock.
const NOT_SEEN_MS: i64 = 10_000;
/// Time between two calls that counts at most: a window that did not run held nothing.
const MAX_STEP_MS: i64 = 1_000;

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What it is called: a routine, or the item.
    pub title: String,
    /// In order.
    pub items: Vec<Item>,
    /// How often each side is held, at least once.
    pub rounds: u32,
    /// The side to begin with, where there are two.
    pub first_side: Option<Side>,
    /// The fault whose alert it answers.
    pub answers: Option<Fault>,
}

impl Plan {
    /// One item, for the alert of `answers` if it answers one. A shoulder that is raised is stretched
    /// first.
    #[must_use]
    pub fn of_item(item: Item, answers: Option<Fault>) -> Self {
        let first_side = match answers {
            Some(Fault::RaisedShoulderLeft) => Some(Side::Left),
            Some(Fault::RaisedShoulderRight) => Some(Side::Right),
            _ => None,
        };
        Self { title: item.name.clone(), items: vec![item], rounds: 1, first_side, answers }
    }

    fn sets_of(&self, item: &Item) -> Vec<Option<Side>> {
        let mut sides = item.sides().to_vec();
        if self.first_side.is_some() && sides.first() != Some(&self.first_side) {
            sides.reverse();
        }
        sides.repeat(self.rounds.max(1) as usize)
    }
}

/// What happens at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The steps are shown, this one now.
    Show {
        /// Counts from 0.
        step: usize,
    },
    /// A countdown runs.
    Ready,
    /// The stretch is held, or about to be.
    Hold,
    /// The other side, or the same once more, comes next.
    Change,
    /// The next item comes next.
    Rest,
    /// All is done.
    Finished,
}

/// Who counts the hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counting {
    /// The camera: only what is held counts.
    Camera,
    /// The clock, for this reason.
    Clock(ClockReason),
}

/// Why the clock counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockReason {
    /// A camera in front cannot see what matters in this one.
    NoRule,
    /// No picture comes.
    NoPicture,
    /// The picture does not show enough; what to do about it, where that is known.
    NotSeen(Option<Correction>),
    /// The person wishes it.
    Chosen,
}

/// What the camera has to say.
#[derive(Debug, Clone, Copy)]
pub enum Glimpse<'a> {
    /// Nothing new since the last call.
    Nothing,
    /// A new picture with this person in it, or with nobody.
    Picture(Option<&'a Pose>),
}

/// Something worth a sound or a word.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionEvent {
    /// A step is to be read.
    Step(String),
    /// From now on it counts.
    HoldBegan,
    /// It no longer counts.
    HoldLost,
    /// To be corrected.
    Correct(Correction),
    /// The clock counts from now on.
    ClockTakesOver,
    /// One side is done; the next side, if there are two.
    Change(Option<Side>),
    /// An item is over.
    ItemOver(StretchResult),
    /// All is over.
    Finished,
}

/// The state machine.
#[derive(Debug, Clone)]
pub struct Session {
    plan: Plan,
    item: usize,
    sets: Vec<Option<Side>>,
    set: usize,
    phase: Phase,
    phase_ms: i64,
    counting: Counting,
    is_camera_wanted: bool,
    is_paused: bool,
    has_begun: bool,
    now: MonotonicMs,
    picture_at: Option<MonotonicMs>,
    unseen_ms: i64,
    rest: RestWatch,
    watch: Option<HoldWatch>,
    was_counting: bool,
    shown: Option<Correction>,
    /// Held so far in each set of the item, milliseconds.
    held_ms: Vec<i64>,
    verified_ms: i64,
}

impl Session {
    /// Begins `plan`. `with_camera` lets the camera count where it can; its horizontal field of view
    /// is `hfov_deg`.
    #[must_use]
    pub fn new(plan: Plan, with_camera: bool, hfov_deg: f64, now: MonotonicMs) -> Self {
        let mut session = Self {
            plan,
            item: 0,
            sets: Vec::new(),
            set: 0,
            phase: Phase::Finished,
            phase_ms: 0,
            counting: Counting::Camera,
            is_camera_wanted: with_camera,
            is_paused: false,
            has_begun: false,
            now,
            picture_at: Some(now),
            unseen_ms: 0,
            rest: RestWatch::new(hfov_deg),
            watch: None,
            was_counting: false,
            shown: None,
            held_ms: Vec::new(),
            verified_ms: 0,
        };
        session.begin_item();
        session
    }

    /// Goes on to `now` with what the camera has to say.
    pub fn step(&mut self, glimpse: Glimpse<'_>, now: MonotonicMs) -> Vec<SessionEvent> {
        let dt_ms = now.since_ms(self.now).min(MAX_STEP_MS);
        self.now = now;
        let mut moments = Vec::new();
        if let Glimpse::Picture(pose) = glimpse {
            self.picture_at = Some(now);
            self.look(pose, now);
        }
        if self.is_paused || self.phase == Phase::Finished {
            return moments;
        }
        if !self.has_begun {
            self.has_begun = true;
            self.say_step(&mut moments);
        }
        self.choose_counting(dt_ms, &mut moments);
        self.phase_ms += dt_ms;
        match self.phase {
            Phase::Show { step } => self.step_show(step, &mut moments),
            Phase::Ready => {
                if self.is_seen_held() || self.phase_ms >= READY_MS {
                    self.enter(Phase::Hold);
                }
            }
            Phase::Hold => self.step_hold(dt_ms, &mut moments),
            Phase::Change => {
                if self.is_seen_held() || self.phase_ms >= CHANGE_MS {
                    self.approach_hold();
                }
            }
            Phase::Rest => {
                if self.phase_ms >= REST_MS {
                    self.begin_item();
                    self.say_step(&mut moments);
                }
            }
            Phase::Finished => {}
        }
        self.report_correction(&mut moments);
        moments
    }

    fn look(&mut self, pose: Option<&Pose>, now: MonotonicMs) {
        let sight = self.watch.as_ref().map(HoldWatch::sight);
        let is_resting = matches!(self.phase, Phase::Show { .. } | Phase::Rest)
            || matches!(sight, Some(HoldView::NoRest | HoldView::Elsewhere));
        if let (true, Some(pose)) = (is_resting, pose) {
            self.rest.add(pose, now);
        }
        if let Some(watch) = &mut self.watch {
            watch.see(pose, &self.rest, now);
        }
    }

    fn is_seen_held(&self) -> bool {
        self.counting == Counting::Camera && self.watch.as_ref().is_some_and(HoldWatch::is_held)
    }

    /// Who counts: the camera gives way to the clock when it cannot see, and takes over again when it
    /// sees the stretch held.
    fn choose_counting(&mut self, dt_ms: i64, moments: &mut Vec<SessionEvent>) {
        let Some(watch) = &self.watch else { return };
        let is_blind = self.picture_at.is_none_or(|at| self.now.since_ms(at) >= NO_PICTURE_MS);
        match &self.counting {
            Counting::Camera if is_blind => self.let_clock_count(ClockReason::NoPicture, moments),
            Counting::Camera if self.phase == Phase::Hold => {
                self.unseen_ms = if watch.sight().is_judged() { 0 } else { self.unseen_ms + dt_ms };
                if self.unseen_ms >= NOT_SEEN_MS {
                    let why = watch.correction().cloned();
                    self.let_clock_count(ClockReason::NotSeen(why), moments);
                }
            }
            Counting::Clock(ClockReason::NoPicture) if !is_blind && self.phase != Phase::Hold => {
                self.counting = Counting::Camera;
            }
            Counting::Clock(ClockReason::NoPicture | ClockReason::NotSeen(_))
                if !is_blind && watch.is_held() =>
            {
                self.counting = Counting::Camera;
                self.unseen_ms = 0;
            }
            _ => {}
        }
    }

    fn let_clock_count(&mut self, reason: ClockReason, moments: &mut Vec<SessionEvent>) {
        self.counting = Counting::Clock(reason);
        self.unseen_ms = 0;
        moments.push(SessionEvent::ClockTakesOver);
        if self.phase == Phase::Hold && !self.was_counting {
            self.enter(Phase::Ready);
        }
    }

    fn step_show(&mut self, step: usize, moments: &mut Vec<SessionEvent>) {
        // Who knows it and is in it already need not read on.
        if self.is_seen_held() {
            self.enter(Phase::Hold);
            return;
        }
        let Some(text) = self.steps().get(step).cloned() else { return self.approach_hold() };
        if self.phase_ms >= STEP_MS + STEP_MS_PER_CHARACTER * text.chars().count() as i64 {
            self.next_step(step, moments);
        }
    }

    fn next_step(&mut self, step: usize, moments: &mut Vec<SessionEvent>) {
        if step + 1 < self.steps().len() {
            self.enter(Phase::Show { step: step + 1 });
            self.say_step(moments);
        } else {
            self.approach_hold();
        }
    }

    fn say_step(&self, moments: &mut Vec<SessionEvent>) {
        if let Phase::Show { step } = self.phase
            && let Some(text) = self.steps().get(step)
        {
            moments.push(SessionEvent::Step(text.clone()));
        }
    }

    /// To the hold, over a countdown where the clock counts.
    fn approach_hold(&mut self) {
        self.enter(match self.counting {
            Counting::Camera => Phase::Hold,
            Counting::Clock(_) => Phase::Ready,
        });
    }

    fn step_hold(&mut self, dt_ms: i64, moments: &mut Vec<SessionEvent>) {
        let (counts, is_on) = match (&self.counting, &self.watch) {
            (Counting::Camera, Some(watch)) => (watch.counts(), watch.is_held()),
            _ => (true, true),
        };
        if is_on != self.was_counting {
            self.was_counting = is_on;
            moments.push(if is_on { SessionEvent::HoldBegan } else { SessionEvent::HoldLost });
        }
        if counts {
            let left_ms = self.target_ms() - self.held_ms();
            let counted_ms = dt_ms.min(left_ms);
            if let Some(held_ms) = self.held_ms.get_mut(self.set) {
                *held_ms += counted_ms;
            }
            if self.counting == Counting::Camera {
                self.verified_ms += counted_ms;
            }
        }
        if self.held_ms() >= self.target_ms() {
            self.next_set(StretchOutcome::Skipped, moments);
        }
    }

    /// To the next side, round or item.
    fn next_set(&mut self, unless_done: StretchOutcome, moments: &mut Vec<SessionEvent>) {
        if self.set + 1 < self.sets.len() {
            self.set += 1;
            self.renew_watch();
            self.enter(Phase::Change);
            moments.push(SessionEvent::Change(self.side()));
            return;
        }
        self.end_item(unless_done, moments);
        if self.item + 1 < self.plan.items.len() {
            self.item += 1;
            self.load_item();
            self.enter(Phase::Rest);
        } else {
            self.enter(Phase::Finished);
            moments.push(SessionEvent::Finished);
        }
    }

    fn end_item(&mut self, unless_done: StretchOutcome, moments: &mut Vec<SessionEvent>) {
        let target_ms = self.target_ms();
        let planned_ms = target_ms * self.sets.len() as i64;
        let held_ms: i64 = self.held_ms.iter().sum();
        let is_done = held_ms as f64 >= planned_ms as f64 * DONE_SHARE;
        let mut sides: Vec<Side> = Vec::new();
        for (side, held_ms) in self.sets.iter().zip(&self.held_ms) {
            if let Some(side) = side
                && *held_ms * 2 >= target_ms
                && !sides.contains(side)
            {
                sides.push(*side);
            }
        }
        moments.push(SessionEvent::ItemOver(StretchResult {
            stretch: self.item().map(|item| item.id.clone()).unwrap_or_default(),
            sides,
            planned_ms,
            held_ms,
            verified_ms: self.verified_ms,
            outcome: if is_done { StretchOutcome::Done } else { unless_done },
            answers: self.plan.answers,
        }));
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.phase_ms = 0;
        self.unseen_ms = 0;
        self.was_counting = false;
    }

    fn begin_item(&mut self) {
        self.load_item();
        let is_empty = self.plan.items.is_empty();
        self.enter(if is_empty { Phase::Finished } else { Phase::Show { step: 0 } });
    }

    fn load_item(&mut self) {
        self.set = 0;
        self.sets = self.item().map(|item| self.plan.sets_of(item)).unwrap_or_default();
        self.held_ms = vec![0; self.sets.len()];
        self.verified_ms = 0;
        self.renew_watch();
    }

    /// A new side is a new hold.
    fn renew_watch(&mut self) {
        let rule = self.item().and_then(|item| item.pose.clone());
        let side = self.side().unwrap_or(Side::Right);
        self.watch = rule.map(|rule| HoldWatch::new(rule, side));
        self.counting = match (&self.watch, self.is_camera_wanted) {
            (None, _) => Counting::Clock(ClockReason::NoRule),
            (Some(_), false) => Counting::Clock(ClockReason::Chosen),
            (Some(_), true) => Counting::Camera,
        };
        self.shown = None;
    }

    fn report_correction(&mut self, moments: &mut Vec<SessionEvent>) {
        let correction = self.correction().cloned();
        if correction != self.shown {
            moments.extend(correction.clone().map(SessionEvent::Correct));
            self.shown = correction;
        }
    }

    /// Stands still, or goes on.
    pub fn pause(&mut self, is_paused: bool) {
        self.is_paused = is_paused;
    }

    /// One forward: the next step, the hold, the next side or item.
    pub fn skip(&mut self) -> Vec<SessionEvent> {
        let mut moments = Vec::new();
        match self.phase {
            Phase::Show { step } => self.next_step(step, &mut moments),
            Phase::Ready => self.enter(Phase::Hold),
            Phase::Hold => self.next_set(StretchOutcome::Skipped, &mut moments),
            Phase::Change => self.approach_hold(),
            Phase::Rest => {
                self.begin_item();
                self.say_step(&mut moments);
            }
            Phase::Finished => {}
        }
        moments
    }

    /// WhatIf the whole item.
    pub fn skip_item(&mut self) -> Vec<SessionEvent> {
        let mut moments = Vec::new();
        match self.phase {
            Phase::Finished => {}
            _ => {
                self.set = self.sets.len().saturating_sub(1);
                self.next_set(StretchOutcome::Skipped, &mut moments);
            }
        }
        moments
    }

    /// One back: the step before, or from a hold to its last step. What was held stays held.
    pub fn back(&mut self) -> Vec<SessionEvent> {
        let mut moments = Vec::new();
        match self.phase {
            Phase::Show { step } => self.enter(Phase::Show { step: step.saturating_sub(1) }),
            Phase::Ready | Phase::Hold | Phase::Change => {
                let last = self.steps().len().saturating_sub(1);
                self.enter(Phase::Show { step: last });
            }
            Phase::Rest | Phase::Finished => return moments,
        }
        self.say_step(&mut moments);
        moments
    }

    /// The clock counts, or the camera where it can.
    pub fn use_camera(&mut self, is_wanted: bool) {
        self.is_camera_wanted = is_wanted;
        match (&self.counting, is_wanted) {
            (Counting::Camera, false) => {
                self.counting = Counting::Clock(ClockReason::Chosen);
                if self.phase == Phase::Hold && !self.was_counting {
                    self.enter(Phase::Ready);
                }
            }
            (Counting::Clock(ClockReason::Chosen), true) if self.watch.is_some() => {
                self.counting = Counting::Camera;
                self.unseen_ms = 0;
            }
            _ => {}
        }
    }

    /// Ends the session. What was held of the running item is told.
    pub fn stop(&mut self) -> Vec<SessionEvent> {
        let mut moments = Vec::new();
        if self.phase != Phase::Finished {
            if self.held_ms.iter().sum::<i64>() > 0 {
                self.end_item(StretchOutcome::Stopped, &mut moments);
            }
            self.enter(Phase::Finished);
            moments.push(SessionEvent::Finished);
        }
        moments
    }
}

/// What a view shows.
impl Session {
    /// What is being done.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What happens at the moment.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The item that is on, or that comes next while resting.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.plan.items.get(self.item)
    }

    /// Which of the plan's items that is, counted from 0.
    #[must_use]
    pub fn item_index(&self) -> usize {
        self.item
    }

    /// The side that is on, or that comes next while changing.
    #[must_use]
    pub fn side(&self) -> Option<Side> {
        self.sets.get(self.set).copied().flatten()
    }

    /// Which hold of how many of the item, counted from 0.
    #[must_use]
    pub fn set_of(&self) -> (usize, usize) {
        (self.set, self.sets.len())
    }

    /// The steps for the side that is on.
    #[must_use]
    pub fn steps(&self) -> Vec<String> {
        self.item().map(|item| item.steps_for(self.side())).unwrap_or_default()
    }

    /// Held so far on this side, milliseconds.
    #[must_use]
    pub fn held_ms(&self) -> i64 {
        self.held_ms.get(self.set).copied().unwrap_or(0)
    }

    /// To be held on each side, milliseconds.
    #[must_use]
    pub fn target_ms(&self) -> i64 {
        self.item().map_or(0, |item| i64::from(item.target_s()) * 1000)
    }

    /// How long the phase still lasts, milliseconds, where that is known.
    #[must_use]
    pub fn left_ms(&self) -> Option<i64> {
        let lasts_ms = match self.phase {
            Phase::Ready => READY_MS,
            Phase::Change => CHANGE_MS,
            Phase::Rest => REST_MS,
            Phase::Hold => return Some((self.target_ms() - self.held_ms()).max(0)),
            Phase::Show { .. } | Phase::Finished => return None,
        };
        Some((lasts_ms - self.phase_ms).max(0))
    }

    /// Whether the hold is being counted now.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.phase == Phase::Hold && self.was_counting && !self.is_paused
    }

    /// Who counts.
    #[must_use]
    pub fn counting(&self) -> &Counting {
        &self.counting
    }

    /// What to correct: only during a hold that the camera judges.
    #[must_use]
    pub fn correction(&self) -> Option<&Correction> {
        match (&self.counting, self.phase) {
            (Counting::Camera, Phase::Hold) => self.watch.as_ref().and_then(HoldWatch::correction),
            _ => None,
        }
    }

    /// Whether the hold that is seen is within the person's own range, short of the asked one.
    #[must_use]
    pub fn is_own_range(&self) -> bool {
        self.counting == Counting::Camera
            && self.watch.as_ref().is_some_and(HoldWatch::is_own_range)
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }
}
