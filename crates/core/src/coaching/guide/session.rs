//! A guided session: several items, each shown step by step and then held on each side.
//!
//! ```text
//! Show ──▶ Ready ──▶ Hold ──▶ Change ──▶ Ready ──▶ Hold …  ──▶ Rest ──▶ Show …  ──▶ Finished
//!   └──────(seen held)─▲ ▲────(camera)────┘
//! ```
//! `Ready` is the countdown before a hold that the clock measures; a hold that the camera measures
//! needs none. All times come from the injected clock and stop while the session is paused.

use super::correction::Correction;
use super::hold::{HoldView, HoldWatch};
use super::reps::{RepPart, RepWatch};
use super::rest::RestWatch;
use super::result::{DONE_SHARE, RepResult, StretchOutcome, StretchResult};
use crate::body::{Fault, MonotonicMs, Pose, Side};
use crate::catalogue::{Item, RepPlan};

/// Display time of a step, milliseconds: a constant part, and reading time at about 170 words per
/// minute (slow, because the person moves while reading).
const STEP_MS: i64 = 1_500;
const STEP_MS_PER_CHARACTER: i64 = 65;
/// Countdown before a hold that the clock measures, milliseconds.
const READY_MS: i64 = 5_000;
/// Pause between two sides or rounds, milliseconds.
const CHANGE_MS: i64 = 6_000;
/// Pause between two items, milliseconds.
const REST_MS: i64 = 10_000;
/// Time without a frame after which the clock measures the hold, milliseconds.
const NO_PICTURE_MS: i64 = 3_000;
/// Time during a hold in which the camera cannot judge the stretch, after which the clock measures
/// it, milliseconds.
const NOT_SEEN_MS: i64 = 10_000;
/// Time of a hold without anything counted after which the clock is offered, milliseconds: longer than it takes to come
/// into a position, and than a slow repetition. On rendered people a quarter of the holds are not recognised
/// (docs/guide.md). Product choice.
const STUCK_MS: i64 = 15_000;
/// Maximum time counted between two calls of [`Session::step`], milliseconds. Nothing was held
/// while the window did not run.
const MAX_STEP_MS: i64 = 1_000;

/// The plan of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Name of the routine or of the item.
    pub title: String,
    /// The items, in order.
    pub items: Vec<Item>,
    /// How often each side is held; 0 is treated as 1.
    pub rounds: u32,
    /// The first side, for items with two sides.
    pub first_side: Option<Side>,
    /// The fault whose alert started the session.
    pub answers: Option<Fault>,
}

impl Plan {
    /// A plan for one item, which may be the reaction to an alert of the fault `answers`. For a
    /// raised shoulder, the raised side comes first.
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

/// The current part of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The steps are being shown.
    Show {
        /// Index of the current step, from 0.
        step: usize,
    },
    /// Countdown before the hold.
    Ready,
    /// The stretch is being held, or the camera waits for it.
    Hold,
    /// Pause before the other side or the next round.
    Change,
    /// Pause before the next item.
    Rest,
    /// The session has ended.
    Finished,
}

/// The source that measures the hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counting {
    /// The camera: only held time counts.
    Camera,
    /// The clock, for the given reason.
    Clock(ClockReason),
}

/// Why the clock measures the hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockReason {
    /// The item has no rule: a camera in front cannot see what matters.
    NoRule,
    /// The camera delivers no frames.
    NoPicture,
    /// The image does not show enough; with a correction, if one is known.
    NotSeen(Option<Correction>),
    /// The person chose the clock.
    Chosen,
}

/// The input from the camera.
#[derive(Debug, Clone, Copy)]
pub enum Glimpse<'a> {
    /// No new frame since the last call.
    Nothing,
    /// A new frame with the pose of the person, or `None` if no person is in it.
    Picture(Option<&'a Pose>),
}

/// An event of the session that the application shows or announces.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionEvent {
    /// A step is shown.
    Step(String),
    /// The hold starts to count.
    HoldBegan,
    /// The hold stops counting.
    HoldLost,
    /// This many repetitions of the set are done.
    Counted(u32),
    /// A correction is shown.
    Correct(Correction),
    /// The clock now measures the hold.
    ClockTakesOver,
    /// One side is finished. Contains the next side, if the item has sides.
    Change(Option<Side>),
    /// An item has ended.
    ItemOver(StretchResult),
    /// The session has ended.
    Finished,
}

/// What the camera watches for.
#[derive(Debug, Clone)]
enum Watch {
    Hold(HoldWatch),
    Reps(Box<RepWatch>),
}

impl Watch {
    fn see(&mut self, pose: Option<&Pose>, rest: &RestWatch, now: MonotonicMs) {
        match self {
            Self::Hold(hold) => hold.see(pose, rest, now),
            Self::Reps(reps) => reps.see(pose, rest, now),
        }
    }

    fn sight(&self) -> HoldView {
        match self {
            Self::Hold(hold) => hold.sight(),
            Self::Reps(reps) => reps.sight(),
        }
    }

    /// Whether the stretch is held, or repetitions have begun.
    fn is_on(&self) -> bool {
        match self {
            Self::Hold(hold) => hold.is_held(),
            Self::Reps(reps) => reps.count() > 0 || reps.part() != RepPart::Out,
        }
    }

    fn correction(&self) -> Option<Correction> {
        match self {
            Self::Hold(hold) => hold.correction().cloned(),
            Self::Reps(reps) => reps.correction(),
        }
    }
}

/// The state machine of a guided session.
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
    /// Time of the hold since something was counted, milliseconds.
    uncounted_ms: i64,
    rest: RestWatch,
    watch: Option<Watch>,
    was_counting: bool,
    shown: Option<Correction>,
    /// Held time in each set (side and round) of the item, milliseconds.
    held_ms: Vec<i64>,
    verified_ms: i64,
    /// Repetitions of [`Self::watch`] that are in [`Self::held_ms`] or were made while the clock counted.
    reps_taken: u32,
}

impl Session {
    /// Starts `plan`. `with_camera` lets the camera measure the holds where it can; `hfov_deg` is
    /// its horizontal field of view in degrees.
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
            uncounted_ms: 0,
            rest: RestWatch::new(hfov_deg),
            watch: None,
            was_counting: false,
            shown: None,
            held_ms: Vec::new(),
            verified_ms: 0,
            reps_taken: 0,
        };
        session.begin_item();
        session
    }

    /// Advances the session to `now` with the input from the camera.
    pub fn step(&mut self, glimpse: Glimpse<'_>, now: MonotonicMs) -> Vec<SessionEvent> {
        let dt_ms = now.since_ms(self.now).min(MAX_STEP_MS);
        self.now = now;
        let mut events = Vec::new();
        if let Glimpse::Picture(pose) = glimpse {
            self.picture_at = Some(now);
            self.observe_pose(pose, now);
        }
        if self.is_paused || self.phase == Phase::Finished {
            return events;
        }
        if !self.has_begun {
            self.has_begun = true;
            self.push_step(&mut events);
        }
        self.choose_counting(dt_ms, &mut events);
        self.phase_ms += dt_ms;
        match self.phase {
            Phase::Show { step } => self.step_show(step, &mut events),
            Phase::Ready => {
                if self.is_seen_held() || self.phase_ms >= READY_MS {
                    self.enter(Phase::Hold);
                }
            }
            Phase::Hold => self.step_hold(dt_ms, &mut events),
            Phase::Change => {
                if self.is_seen_held() || self.phase_ms >= CHANGE_MS {
                    self.approach_hold();
                }
            }
            Phase::Rest => {
                if self.phase_ms >= REST_MS {
                    self.begin_item();
                    self.push_step(&mut events);
                }
            }
            Phase::Finished => {}
        }
        self.report_correction(&mut events);
        events
    }

    fn observe_pose(&mut self, pose: Option<&Pose>, now: MonotonicMs) {
        let sight = self.watch.as_ref().map(Watch::sight);
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
        self.counting == Counting::Camera && self.watch.as_ref().is_some_and(Watch::is_on)
    }

    /// Chooses the source: switches from the camera to the clock when the camera cannot judge the
    /// stretch, and back when the camera sees the stretch held.
    fn choose_counting(&mut self, dt_ms: i64, events: &mut Vec<SessionEvent>) {
        let Some(watch) = &self.watch else { return };
        let is_blind = self.picture_at.is_none_or(|at| self.now.since_ms(at) >= NO_PICTURE_MS);
        match &self.counting {
            Counting::Camera if is_blind => self.switch_to_clock(ClockReason::NoPicture, events),
            Counting::Camera if self.phase == Phase::Hold => {
                self.unseen_ms = if watch.sight().is_judged() { 0 } else { self.unseen_ms + dt_ms };
                if self.unseen_ms >= NOT_SEEN_MS {
                    let why = watch.correction();
                    self.switch_to_clock(ClockReason::NotSeen(why), events);
                }
            }
            Counting::Clock(ClockReason::NoPicture) if !is_blind && self.phase != Phase::Hold => {
                self.counting = Counting::Camera;
            }
            Counting::Clock(ClockReason::NoPicture | ClockReason::NotSeen(_))
                if !is_blind && watch.is_on() =>
            {
                self.counting = Counting::Camera;
                self.unseen_ms = 0;
            }
            _ => {}
        }
    }

    fn switch_to_clock(&mut self, reason: ClockReason, events: &mut Vec<SessionEvent>) {
        self.counting = Counting::Clock(reason);
        self.unseen_ms = 0;
        events.push(SessionEvent::ClockTakesOver);
        if self.phase == Phase::Hold && !self.was_counting {
            self.enter(Phase::Ready);
        }
    }

    fn step_show(&mut self, step: usize, events: &mut Vec<SessionEvent>) {
        // The person already holds the stretch: skip the remaining steps.
        if self.is_seen_held() {
            self.enter(Phase::Hold);
            return;
        }
        let Some(text) = self.steps().get(step).cloned() else { return self.approach_hold() };
        if self.phase_ms >= STEP_MS + STEP_MS_PER_CHARACTER * text.chars().count() as i64 {
            self.next_step(step, events);
        }
    }

    fn next_step(&mut self, step: usize, events: &mut Vec<SessionEvent>) {
        if step + 1 < self.steps().len() {
            self.enter(Phase::Show { step: step + 1 });
            self.push_step(events);
        } else {
            self.approach_hold();
        }
    }

    fn push_step(&self, events: &mut Vec<SessionEvent>) {
        if let Phase::Show { step } = self.phase
            && let Some(text) = self.steps().get(step)
        {
            events.push(SessionEvent::Step(text.clone()));
        }
    }

    /// Goes to the hold, with a countdown first if the clock measures it.
    fn approach_hold(&mut self) {
        self.enter(match self.counting {
            Counting::Camera => Phase::Hold,
            Counting::Clock(_) => Phase::Ready,
        });
    }

    fn step_hold(&mut self, dt_ms: i64, events: &mut Vec<SessionEvent>) {
        let is_on = match (&self.counting, &self.watch) {
            (Counting::Camera, Some(watch)) => watch.is_on(),
            _ => true,
        };
        if is_on != self.was_counting {
            self.was_counting = is_on;
            events.push(if is_on { SessionEvent::HoldBegan } else { SessionEvent::HoldLost });
        }
        let before = self.reps_done();
        let counted_ms = match (&self.counting, &self.watch) {
            (Counting::Camera, Some(Watch::Hold(hold))) => {
                if hold.counts() {
                    dt_ms
                } else {
                    0
                }
            }
            (Counting::Camera, Some(Watch::Reps(reps))) => self.new_reps_ms(reps.count()),
            _ => dt_ms,
        };
        self.uncounted_ms = if counted_ms > 0 { 0 } else { self.uncounted_ms + dt_ms };
        let counted_ms = counted_ms.min(self.target_ms() - self.held_ms());
        if let Some(Watch::Reps(reps)) = &self.watch {
            self.reps_taken = reps.count();
        }
        if let Some(held_ms) = self.held_ms.get_mut(self.set) {
            *held_ms += counted_ms;
        }
        if self.counting == Counting::Camera {
            self.verified_ms += counted_ms;
        }
        if let Some(done) = self.reps_done().filter(|done| before.is_some_and(|was| *done > was)) {
            events.push(SessionEvent::Counted(done));
        }
        if self.held_ms() >= self.target_ms() {
            self.next_set(StretchOutcome::Skipped, events);
        }
    }

    /// Time of the repetitions that the camera has counted since the last call, milliseconds.
    fn new_reps_ms(&self, count: u32) -> i64 {
        let new = count.saturating_sub(self.reps_taken);
        self.rep_plan().map_or(0, |plan| i64::from(new) * plan.rep_ms())
    }

    /// Goes to the next side, round or item.
    fn next_set(&mut self, outcome_if_unfinished: StretchOutcome, events: &mut Vec<SessionEvent>) {
        if self.set + 1 < self.sets.len() {
            self.set += 1;
            self.reset_watch();
            self.enter(Phase::Change);
            events.push(SessionEvent::Change(self.side()));
            return;
        }
        self.end_item(outcome_if_unfinished, events);
        if self.item + 1 < self.plan.items.len() {
            self.item += 1;
            self.load_item();
            self.enter(Phase::Rest);
        } else {
            self.enter(Phase::Finished);
            events.push(SessionEvent::Finished);
        }
    }

    fn end_item(&mut self, outcome_if_unfinished: StretchOutcome, events: &mut Vec<SessionEvent>) {
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
        events.push(SessionEvent::ItemOver(StretchResult {
            stretch: self.item().map(|item| item.id.clone()).unwrap_or_default(),
            sides,
            planned_ms,
            held_ms,
            verified_ms: self.verified_ms,
            outcome: if is_done { StretchOutcome::Done } else { outcome_if_unfinished },
            answers: self.plan.answers,
            reps: self.rep_plan().map(|plan| {
                let reps = |ms: i64| whole_reps(&plan, ms);
                RepResult {
                    planned: reps(planned_ms),
                    done: self.held_ms.iter().map(|ms| reps(*ms)).sum(),
                    seen: reps(self.verified_ms),
                }
            }),
        }));
    }

    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.phase_ms = 0;
        self.unseen_ms = 0;
        self.uncounted_ms = 0;
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
        self.reset_watch();
    }

    /// Restarts the measurement of the hold for the current side.
    fn reset_watch(&mut self) {
        let rule = self.item().and_then(|item| item.pose.clone());
        let side = self.side().unwrap_or(Side::Right);
        self.watch = rule.map(|rule| match self.rep_plan() {
            Some(plan) => Watch::Reps(Box::new(RepWatch::new(rule, plan, side))),
            None => Watch::Hold(HoldWatch::new(rule, side)),
        });
        self.reps_taken = 0;
        self.counting = match (&self.watch, self.is_camera_wanted) {
            (None, _) => Counting::Clock(ClockReason::NoRule),
            (Some(_), false) => Counting::Clock(ClockReason::Chosen),
            (Some(_), true) => Counting::Camera,
        };
        self.shown = None;
    }

    fn report_correction(&mut self, events: &mut Vec<SessionEvent>) {
        let correction = self.correction();
        if correction != self.shown {
            events.extend(correction.clone().map(SessionEvent::Correct));
            self.shown = correction;
        }
    }

    /// Pauses or resumes the session.
    pub fn pause(&mut self, is_paused: bool) {
        self.is_paused = is_paused;
    }

    /// Goes one forward: to the next step, hold, side or item.
    pub fn skip(&mut self) -> Vec<SessionEvent> {
        let mut events = Vec::new();
        match self.phase {
            Phase::Show { step } => self.next_step(step, &mut events),
            Phase::Ready => self.enter(Phase::Hold),
            Phase::Hold => self.next_set(StretchOutcome::Skipped, &mut events),
            Phase::Change => self.approach_hold(),
            Phase::Rest => {
                self.begin_item();
                self.push_step(&mut events);
            }
            Phase::Finished => {}
        }
        events
    }

    /// Skips the whole item.
    pub fn skip_item(&mut self) -> Vec<SessionEvent> {
        let mut events = Vec::new();
        match self.phase {
            Phase::Finished => {}
            _ => {
                self.set = self.sets.len().saturating_sub(1);
                self.next_set(StretchOutcome::Skipped, &mut events);
            }
        }
        events
    }

    /// Goes one back: to the previous step, or from a hold to the last step. Held time is kept.
    pub fn back(&mut self) -> Vec<SessionEvent> {
        let mut events = Vec::new();
        match self.phase {
            Phase::Show { step } => self.enter(Phase::Show { step: step.saturating_sub(1) }),
            Phase::Ready | Phase::Hold | Phase::Change => {
                let last = self.steps().len().saturating_sub(1);
                self.enter(Phase::Show { step: last });
            }
            Phase::Rest | Phase::Finished => return events,
        }
        self.push_step(&mut events);
        events
    }

    /// Lets the camera measure the holds where it can (`true`), or the clock (`false`).
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

    /// Ends the session. Reports the current item if some of it was held.
    pub fn stop(&mut self) -> Vec<SessionEvent> {
        let mut events = Vec::new();
        if self.phase != Phase::Finished {
            if self.held_ms.iter().sum::<i64>() > 0 {
                self.end_item(StretchOutcome::Stopped, &mut events);
            }
            self.enter(Phase::Finished);
            events.push(SessionEvent::Finished);
        }
        events
    }
}

/// The state that a view shows.
impl Session {
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The current item; during a rest, the next one.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.plan.items.get(self.item)
    }

    /// Index of [`Self::item`] in the plan, from 0.
    #[must_use]
    pub fn item_index(&self) -> usize {
        self.item
    }

    /// The current side; during a change, the next one.
    #[must_use]
    pub fn side(&self) -> Option<Side> {
        self.sets.get(self.set).copied().flatten()
    }

    /// Index of the current set of the item, from 0, and the number of sets.
    #[must_use]
    pub fn set_of(&self) -> (usize, usize) {
        (self.set, self.sets.len())
    }

    /// The steps of the item for the current side.
    #[must_use]
    pub fn steps(&self) -> Vec<String> {
        self.item().map(|item| item.steps_for(self.side())).unwrap_or_default()
    }

    /// Held time in the current set, milliseconds.
    #[must_use]
    pub fn held_ms(&self) -> i64 {
        self.held_ms.get(self.set).copied().unwrap_or(0)
    }

    /// Hold time required on each side, milliseconds.
    #[must_use]
    pub fn target_ms(&self) -> i64 {
        match self.rep_plan() {
            Some(plan) => plan.rep_ms() * i64::from(plan.count),
            None => self.item().map_or(0, |item| i64::from(item.target_s()) * 1000),
        }
    }

    /// The repetitions of the item, if it has any.
    #[must_use]
    pub fn rep_plan(&self) -> Option<RepPlan> {
        self.item()?.reps
    }

    /// Repetitions done in the current set, for an item with repetitions.
    #[must_use]
    pub fn reps_done(&self) -> Option<u32> {
        Some(whole_reps(&self.rep_plan()?, self.held_ms()))
    }

    /// The part of the repetition: as the camera sees it, or as the clock paces it.
    #[must_use]
    pub fn rep_part(&self) -> Option<RepPart> {
        let plan = self.rep_plan()?;
        if let (Counting::Camera, Some(Watch::Reps(reps))) = (&self.counting, &self.watch) {
            return Some(reps.part());
        }
        let into_s = (self.held_ms() % plan.rep_ms().max(1)) as f64 / 1000.0;
        Some(match into_s {
            s if s < plan.out_s => RepPart::Out,
            s if s < plan.out_s + plan.hold_s => RepPart::Hold,
            _ => RepPart::Back,
        })
    }

    /// Remaining time of the phase, milliseconds, if it is known.
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

    /// Whether held time is being counted now.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.phase == Phase::Hold && self.was_counting && !self.is_paused
    }

    /// Whether the camera sees the person and has counted nothing for so long that it may misjudge the position.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.phase == Phase::Hold
            && self.counting == Counting::Camera
            && self.uncounted_ms >= STUCK_MS
    }

    /// The source that measures the hold.
    #[must_use]
    pub fn counting(&self) -> &Counting {
        &self.counting
    }

    /// The correction to show; only during a hold that the camera measures.
    #[must_use]
    pub fn correction(&self) -> Option<Correction> {
        match (&self.counting, self.phase) {
            (Counting::Camera, Phase::Hold) => self.watch.as_ref().and_then(Watch::correction),
            _ => None,
        }
    }

    /// Whether the camera measures against the person's own range instead of the required one.
    #[must_use]
    pub fn is_own_range(&self) -> bool {
        self.counting == Counting::Camera
            && matches!(&self.watch, Some(Watch::Hold(hold)) if hold.is_own_range())
    }

    /// Whether the session is paused.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }
}

/// Number of complete repetitions in `ms` milliseconds.
fn whole_reps(plan: &RepPlan, ms: i64) -> u32 {
    u32::try_from(ms / plan.rep_ms().max(1)).unwrap_or(u32::MAX)
}
