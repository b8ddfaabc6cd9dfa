//! The state machine of the product: one pose and one time in, one snapshot and its events out.
//!
//! Live monitoring, `analyze`, `replay` and the tests all use it. It has no thread, file, clock or
//! window.

pub mod cadence;
mod calibrate;
mod carry_over;
pub(crate) mod config;
pub(crate) mod event;
mod heights;
pub mod hold;
pub mod limit_status;
mod moving;
mod off_period;
pub mod recording;
pub mod report;
pub(crate) mod snapshot;

pub use config::EngineConfig;
pub use event::Event;
pub use snapshot::{Advice, CalibrationState, Lot, Monitor, Snapshot};

use crate::body::{BlankPicture, Fault, FaultFamily, ImageSize, MonotonicMs, Pose};
use crate::catalogue::Catalogue;
use crate::coaching::alert::{AlertInput, AlertOutcome, AlertPolicy, Ending};
use crate::coaching::breaks::Breaks;
use crate::coaching::glow;
use crate::coaching::guide::{StretchOutcome, StretchResult};
use crate::coaching::praise::Praise;
use crate::coaching::presence::{Presence, PresenceChange, PresenceWatch, Seen};
use crate::coaching::recommend::{Experience, RecommendContext, recommend, recommend_reset};
use crate::coaching::silence::{QuietSummary, Silence, Snooze, Surroundings};
use crate::coaching::trial::{self, Offer};
use crate::posture::carry_over::CarryOver;
use crate::posture::facing::FacingWatch;
use crate::posture::fault::{FAULT_RULES, Finding};
use crate::posture::judge::{ActiveFault, Judge, MAX_STEP_MS, PostureState};
use crate::posture::likeness::LikenessWatch;
use crate::posture::measure::likeness_of;
use crate::posture::stale::SceneAnchor;
use crate::posture::turned::{TurnWatch, turn_to_upright};
use crate::posture::{Baseline, CameraModel, Drift, Measures, StaleWatch, Steady, measure};
use cadence::{Cadence, Glance, OffReason, Rate, Situation};
use calibrate::CaptureRun;
use heights::OtherUprights;
use hold::{Looked, Newest};
use moving::{Frame, Moving};
use off_period::OffPeriod;

/// The state machine. Call [`Engine::step`] once per frame.
#[derive(Debug)]
pub struct Engine {
    catalogue: Catalogue,
    config: EngineConfig,
    upright: Upright,
    steady: Steady,
    judge: Judge,
    looked: Option<Looked>,
    /// Estimated onset of the fault that the newest frames show, each of them alone.
    doubtful_since: Option<MonotonicMs>,
    now: MonotonicMs,
    coaching: Coaching,
    watch: Watching,
}

/// The person's upright posture: the baseline, how it is taken, and doubts about it.
#[derive(Debug)]
struct Upright {
    baseline: Option<Baseline>,
    image: Option<ImageSize>,
    /// Whether the baseline was taken on an earlier day.
    is_remembered: bool,
    capture: Option<CaptureRun>,
    calibration: CalibrationState,
    stale: StaleWatch,
    drift: Drift,
    is_scene_accepted: bool,
    /// How far the baseline of an earlier day is taken over to today.
    carry_over: Option<CarryOver>,
    /// Local day on which the baseline was taken, counted from 1 January 1970, if it is known.
    day: Option<i32>,
    others: OtherUprights,
}

/// Alerts, silence, breaks and recommendations.
#[derive(Debug, Default)]
struct Coaching {
    presence: PresenceWatch,
    breaks: Breaks,
    silence: Silence,
    alerts: AlertPolicy,
    praise: Praise,
    is_guided: bool,
    advice: Option<Advice>,
    praised: Option<(MonotonicMs, i64)>,
    summed_up: Option<(MonotonicMs, QuietSummary)>,
    recommended: Vec<String>,
    experience: Vec<Experience>,
    moving: Moving,
    /// Last alert of each family of faults.
    raised: Vec<(FaultFamily, MonotonicMs)>,
    /// Seed of a trial, and how many of its lots are drawn.
    drawn: (u64, usize),
}

/// The capture rate, and the situation of person and machine.
#[derive(Debug, Default)]
struct Watching {
    surroundings: Surroundings,
    cadence: Cadence,
    situation: Situation,
    off: Option<OffPeriod>,
    /// Why nothing can be seen in the last picture.
    blank: Option<BlankPicture>,
    likeness: LikenessWatch,
    turn: TurnWatch,
    facing: FacingWatch,
}

impl Default for Upright {
    fn default() -> Self {
        Self {
            baseline: None,
            image: None,
            is_remembered: false,
            capture: None,
            calibration: CalibrationState::Uncalibrated,
            stale: StaleWatch::default(),
            drift: Drift::default(),
            is_scene_accepted: false,
            carry_over: None,
            day: None,
            others: OtherUprights::default(),
        }
    }
}

/// How long praise is shown in the window, milliseconds.
const PRAISE_SHOWN_MS: i64 = 3 * 60_000;

/// How long the summary of suppressed faults is shown in the window, milliseconds.
const SUMMARY_SHOWN_MS: i64 = 10 * 60_000;

/// Time without an alert of the same family after which a fault is fresh, milliseconds: a reset move is offered before a
/// whole stretch. Product choice.
const FRESH_AGAIN_MS: i64 = 60 * 60_000;

/// Number of past recommendations that are stored so that stretches vary.
const REMEMBERED: usize = 64;

impl Engine {
    /// Creates an engine without a baseline.
    #[must_use]
    pub fn new(catalogue: Catalogue, config: EngineConfig) -> Self {
        Self {
            catalogue,
            config,
            upright: Upright::default(),
            steady: Steady::default(),
            judge: Judge::default(),
            looked: None,
            doubtful_since: None,
            now: MonotonicMs(0),
            coaching: Coaching::default(),
            watch: Watching::default(),
        }
    }

    /// Creates an engine with the same configuration, situation, past recommendations and experience,
    /// but without a baseline or any other measured state.
    #[must_use]
    pub fn restarted(&self) -> Self {
        let mut engine = Self::new(self.catalogue.clone(), self.config.clone());
        engine.watch.surroundings = self.watch.surroundings;
        engine.watch.situation = self.watch.situation;
        engine.watch.off = self.watch.off;
        engine.coaching.is_guided = self.coaching.is_guided;
        engine.coaching.recommended.clone_from(&self.coaching.recommended);
        engine.coaching.experience.clone_from(&self.coaching.experience);
        engine.coaching.drawn = self.coaching.drawn;
        engine.learn_welcome(self.coaching.moving.invitations.welcome());
        engine
    }

    /// The catalogue of stretches.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The configuration in use.
    #[must_use]
    pub fn config(&self) -> &EngineConfig {
        &self.config
    }

    /// Replaces the configuration. Running faults continue. With another field of view distances change at once, and
    /// angles with the next calibration: the baseline and the frames must be seen with the same one.
    pub fn set_config(&mut self, config: EngineConfig) {
        self.config = config;
        self.looked = None;
    }

    /// The user reports that the camera was not moved: the current surroundings become part of the
    /// baseline.
    pub fn keep_baseline(&mut self) {
        if let Some(baseline) = &mut self.upright.baseline {
            baseline.scene = None;
            self.upright.is_scene_accepted = true;
        }
        self.upright.stale.keep();
        if let Some(carry_over) = &mut self.upright.carry_over {
            carry_over.keep();
        }
        self.cancel_calibration();
    }

    /// Suppresses alerts for the duration of `snooze`.
    pub fn snooze(&mut self, snooze: Snooze) {
        self.coaching.silence.snooze(snooze);
        self.coaching.advice = None;
    }

    pub fn end_snooze(&mut self) {
        self.coaching.silence.wake();
    }

    /// The user has dismissed the alert.
    pub fn dismiss_alert(&mut self) {
        self.coaching.alerts.dismiss(self.now, &self.config.timing);
        self.coaching.advice = None;
    }

    /// The user reports that they have moved or stretched. It counts as a break.
    pub fn count_break(&mut self) {
        self.coaching.breaks.restart();
    }

    /// Starts or ends a guided stretch. While it runs, posture is not judged; open alerts count as
    /// answered.
    pub fn set_guided(&mut self, is_guided: bool, now: MonotonicMs) -> Vec<Event> {
        let mut events = Vec::new();
        if is_guided == self.coaching.is_guided {
            return events;
        }
        self.coaching.is_guided = is_guided;
        self.coaching.moving.interrupt(now);
        self.steady.reset();
        // The pose model runs on every frame of a stretch.
        self.looked = None;
        self.judge = Judge::default();
        if self.is_calibrating() {
            self.cancel_calibration();
        }
        for outcome in self.coaching.alerts.stretched(now, &self.config.timing) {
            self.carry_out(outcome, now, &mut events);
        }
        self.coaching.advice = None;
        events
    }

    /// Records the end of a guided stretch. A completed stretch counts as a break and is not recommended
    /// again at once.
    pub fn note_stretch(&mut self, result: StretchResult, now: MonotonicMs) -> Event {
        self.note_recommended(result.stretch.clone());
        if result.outcome == StretchOutcome::Done {
            self.coaching.breaks.restart();
        }
        Event::StretchDone { t: now, result: Box::new(result) }
    }

    /// Sets the results of earlier stretches. Stretches that have helped are recommended first.
    pub fn learn(&mut self, experience: Vec<Experience>) {
        self.coaching.experience = experience;
    }

    /// Recommends another stretch for the current alert.
    pub fn another_stretch(&mut self) {
        if let Some(Advice { fault, since, lot, .. }) = self.coaching.advice.clone() {
            // What the person chooses does not change what the lot has offered.
            self.coaching.advice = self.advise(fault, since).map(|advice| Advice { lot, ..advice });
        }
    }

    /// The stretch that would be recommended for `fault` now, as (stretch id, muscle id, reason). Does not
    /// record it as recommended.
    #[must_use]
    pub fn recommendation_for(&self, fault: Fault) -> Option<(String, String, String)> {
        let context = self.context();
        let found = recommend(&self.catalogue, fault, &context)?;
        Some((found.item.id.clone(), found.muscle.id.clone(), found.why))
    }

    fn context(&self) -> RecommendContext {
        RecommendContext {
            recent: self.coaching.recommended.clone(),
            equipment: self.config.equipment.clone(),
            disliked: self.config.disliked.clone(),
            troubles: self.config.troubles.clone(),
            experience: self.coaching.experience.clone(),
        }
    }

    fn advise(&mut self, fault: Fault, since: MonotonicMs) -> Option<Advice> {
        let (stretch, muscle, why) = self.recommendation_for(fault)?;
        self.note_recommended(stretch.clone());
        Some(Advice { fault, since, stretch, muscle, why, lot: None })
    }

    /// The first answer to a fault: a reset move if the fault is fresh, otherwise a stretch.
    fn first_advice(&mut self, fault: Fault, since: MonotonicMs) -> Option<Advice> {
        let family = fault.family();
        let before = self.coaching.raised.iter().position(|(raised, _)| *raised == family);
        let last = before.map(|i| self.coaching.raised.swap_remove(i).1);
        self.coaching.raised.push((family, self.now));
        let is_fresh = last.is_none_or(|last| self.now.since_ms(last) >= FRESH_AGAIN_MS);
        if let Some(advice) = self.advice_by_lot(fault, since) {
            return Some(advice);
        }
        if is_fresh && let Some(advice) = self.advise_reset(fault, since) {
            return Some(advice);
        }
        self.advise(fault, since)
    }

    /// The answer that the lot chooses, during a trial. `None` if the fault has no reset move or no stretch that the
    /// person can do: every offer must be possible.
    fn advice_by_lot(&mut self, fault: Fault, since: MonotonicMs) -> Option<Advice> {
        let trial = self.config.trial?;
        if self.coaching.drawn.0 != trial {
            self.coaching.drawn = (trial, 0);
        }
        let offer = trial::lot(trial, self.coaching.drawn.1)?;
        recommend_reset(&self.catalogue, fault, &self.context())?;
        self.recommendation_for(fault)?;
        self.coaching.drawn.1 += 1;
        let advice = match offer {
            Offer::Reset => self.advise_reset(fault, since),
            Offer::Hint | Offer::Stretch => self.advise(fault, since),
        };
        Some(Advice { lot: Some(Lot { trial, offer }), ..advice? })
    }

    /// Sets how many lots of a trial were drawn on earlier days.
    pub fn learn_drawn(&mut self, trial: u64, drawn: usize) {
        self.coaching.drawn = (trial, drawn);
    }

    fn advise_reset(&mut self, fault: Fault, since: MonotonicMs) -> Option<Advice> {
        let item = recommend_reset(&self.catalogue, fault, &self.context())?;
        let (stretch, muscle, why) = (item.id.clone(), item.muscle.clone(), item.why.clone());
        self.note_recommended(stretch.clone());
        Some(Advice { fault, since, stretch, muscle, why, lot: None })
    }

    fn note_recommended(&mut self, stretch: String) {
        self.coaching.recommended.push(stretch);
        if self.coaching.recommended.len() > REMEMBERED {
            self.coaching.recommended.remove(0);
        }
    }

    /// Sets the surroundings of the person, as far as the desktop reports them.
    pub fn set_surroundings(&mut self, surroundings: Surroundings) {
        self.watch.surroundings = surroundings;
    }

    /// Sets the situation: live view, pause, lock, sleep and power. Returns events when monitoring stops
    /// or continues because of it.
    pub fn set_situation(&mut self, situation: Situation, now: MonotonicMs) -> Vec<Event> {
        self.watch.situation = situation;
        let mut events = Vec::new();
        match (self.watch.off.take(), self.off_reason()) {
            (None, None) => {}
            (None, Some(reason)) => {
                self.interrupt(now, &mut events);
                self.watch.off = Some(OffPeriod::begin(&situation, now));
                events.push(Event::WatchOff { t: now, reason });
            }
            (Some(mut off), Some(_)) => {
                off.update(&situation, now);
                self.watch.off = Some(off);
            }
            (Some(mut off), None) => {
                off.update(&situation, now);
                events.push(Event::WatchOn { t: now });
                self.resume(off.longest_absence_ms(), now, &mut events);
            }
        }
        events
    }

    /// The machine has slept for `slept_ms` until `now`. Call it after every sleep: the desktop may not
    /// have announced it ([`Situation::is_asleep`]).
    pub fn slept(&mut self, slept_ms: i64, now: MonotonicMs) -> Vec<Event> {
        let mut events = Vec::new();
        match &mut self.watch.off {
            Some(off) => off.slept(slept_ms),
            None => {
                self.interrupt(now, &mut events);
                self.resume(slept_ms, now, &mut events);
            }
        }
        events
    }

    /// Monitoring stops: nothing that is open continues afterwards.
    fn interrupt(&mut self, now: MonotonicMs, events: &mut Vec<Event>) {
        self.end_alerts(now, events);
        if self.is_calibrating() {
            self.cancel_calibration();
        }
        if let Some(carry_over) = &mut self.upright.carry_over {
            carry_over.interrupt();
        }
    }

    /// Monitoring continues after an interruption in which the person was away from the desk for
    /// `absent_ms` without a pause.
    fn resume(&mut self, absent_ms: i64, now: MonotonicMs, events: &mut Vec<Event>) {
        self.watch.cadence.reset();
        self.watch.likeness.interrupt();
        self.coaching.moving.interrupt(now);
        self.steady.reset();
        // The posture during the interruption is unknown, also if it was shorter than an absence.
        self.judge.reset();
        self.upright.stale.interrupt();
        if absent_ms >= self.config.breaks.break_ms {
            let taken = self.coaching.breaks.take(absent_ms);
            events.push(Event::BreakTaken { t: now, taken });
        }
    }

    /// The situation that was last set with [`Self::set_situation`].
    #[must_use]
    pub fn situation(&self) -> Situation {
        self.watch.situation
    }

    /// The capture rate from now on.
    #[must_use]
    pub fn rate(&self) -> Rate {
        self.watch.cadence.rate(&self.watch.situation, &self.config.cadence)
    }

    fn off_reason(&self) -> Option<OffReason> {
        match self.rate() {
            Rate::Off(reason) => Some(reason),
            Rate::Every(_) | Rate::Peek(_) => None,
        }
    }

    /// Ends every open alert because of an interruption.
    fn end_alerts(&mut self, now: MonotonicMs, events: &mut Vec<Event>) {
        for outcome in self.coaching.alerts.interrupt() {
            self.carry_out(outcome, now, events);
        }
        self.coaching.advice = None;
    }

    /// Sets why nothing can be seen in the next frame; `None` if it shows something. Call this before
    /// [`Self::step`].
    ///
    /// Without a picture it is unknown whether the person is there: the state is uncertain, and the
    /// time counts neither as sitting nor as a break.
    pub fn set_blank_picture(&mut self, blank: Option<BlankPicture>) {
        self.watch.blank = blank;
    }

    /// Processes one frame at `now`: the pose in it, or `None` if nobody was seen.
    pub fn step(&mut self, pose: Option<&Pose>, now: MonotonicMs) -> (Snapshot, Vec<Event>) {
        let since_ms = self.advance(now);
        if self.coaching.is_guided {
            return self.step_guided(pose.is_some(), now);
        }
        let mut events = Vec::new();
        self.step_upright(pose, now, &mut events);
        if let Some(turn) = pose.and_then(|pose| self.watch.turn.add(turn_to_upright(pose), now)) {
            self.steady.reset();
            events.push(Event::PictureTurned { t: now, turn });
        }

        self.accept_scene(pose);
        self.coaching.moving.see(pose);
        let mut newest = pose.map_or_else(Measures::nobody, |pose| self.measure(pose));
        if self.step_heights(&newest, now) {
            self.end_alerts(now, &mut events);
            events.push(Event::UprightSwitched { t: now });
            newest = pose.map_or(newest, |pose| self.measure(pose));
        }
        if newest.is_somebody_else() && self.fits_another_upright(&newest).is_some() {
            // The person has stood up.
            newest = Measures::at_another_height();
        }
        match pose {
            Some(pose) if self.is_somebody_else(pose, now) => newest = Measures::not_at_desk(),
            Some(_) => {}
            None => self.watch.likeness.interrupt(),
        }
        self.hint_at(&newest);
        let is_newest_doubtful = self.shows_a_fault(&newest);
        let seen = Seen::of(pose, &newest);
        let looked = Looked { seen, is_newest_doubtful, is_sure: false };
        let measures = self.steady.add(newest, now);
        let newest = Newest { looked, is_held: false, since_ms };
        let mut snapshot = self.conclude(measures, newest, now, &mut events);
        self.step_carry_over(pose, &snapshot.measures, now, &mut events);
        self.note_new_baseline(&events, now);
        snapshot.calibration = self.upright.calibration.clone();
        (snapshot, events)
    }

    /// Sets the time of the newest frame. Returns the time since the frame before, milliseconds; 0 if
    /// that frame did not show the person, or if the time is too long to count as monitored.
    fn advance(&mut self, now: MonotonicMs) -> i64 {
        let since_ms = now.since_ms(self.now);
        self.now = now;
        let was_seen = self.looked.is_some_and(|looked| looked.seen.is_at_desk());
        if was_seen && (0..=MAX_STEP_MS).contains(&since_ms) {
            return since_ms;
        }
        self.doubtful_since = None;
        0
    }

    /// Derives verdict, alerts and capture rate from the medians of the measures.
    fn conclude(
        &mut self,
        measures: Measures,
        newest: Newest,
        now: MonotonicMs,
        events: &mut Vec<Event>,
    ) -> Snapshot {
        let Newest { looked, is_held, since_ms } = newest;
        self.doubtful_since = looked.is_newest_doubtful.then(|| {
            // The first doubtful frame: the fault began after the frame before, on average in the middle.
            self.doubtful_since.unwrap_or(now - since_ms / 2)
        });
        let uncorrected = measures.clone();
        let measures = self.upright.drift.corrected(measures);
        self.watch_baseline(&measures, now, events);
        self.watch.facing.add(&measures, now);
        let doubtful_ms = self.doubtful_since.map_or(0, |since| now.since_ms(since));
        let lag_ms = self.steady.lag_ms().max(doubtful_ms.min(MAX_STEP_MS));
        let judgement = self.judge.judge(&measures, now, lag_ms, &self.config.limits);
        if !judgement.faults.is_empty() {
            // The onset of this fault is known. Another one that follows begins later.
            self.doubtful_since = None;
        }
        self.upright.drift.learn(&measures, judgement.state, now);
        self.step_slouch(&measures, now, events);

        let mut faults = judgement.faults;
        let blank = self.watch.blank.filter(|_| looked.seen == Seen::Nobody);
        let mut change = None;
        let posture_faults = faults.len();
        let (measures, state) = match blank {
            Some(blank) => (Measures::blank(blank), PostureState::Uncertain),
            None => {
                change = self.step_presence(looked.seen, now, events);
                faults.extend(self.too_still(now));
                (measures, judgement.state)
            }
        };
        self.step_alerts(&faults, state, now, events);
        if blank.is_none() {
            let faults = &faults[..posture_faults];
            self.step_moving(&Frame { measures: &uncorrected, faults, change }, now, events);
        }

        let is_away = matches!(self.coaching.presence.presence(), Presence::Away(_));
        let is_empty = is_away && state == PostureState::Away;
        let is_pending = faults.iter().any(|f| self.is_pending(f));
        let is_undecided = self.watch.likeness.is_undecided(now) || self.watch.turn.is_undecided();
        let is_sure = self.is_sure_of(&measures, &faults, looked) && !is_undecided;
        self.looked = Some(Looked { is_sure, ..looked });
        self.watch.cadence.see(
            Glance {
                state,
                is_measured: !is_held,
                is_clear: is_sure,
                // A fault that has already been alerted does not need a higher rate.
                is_suspicious: is_pending || (looked.is_newest_doubtful && faults.is_empty()),
                // A calibration that waits for a person does not need a higher rate.
                is_calibrating: (self.is_calibrating() || self.is_capturing_today()) && !is_empty,
                is_away,
            },
            now,
        );
        let glow = self.glow(&faults);
        Snapshot {
            t: now,
            measures,
            state,
            faults,
            calibration: self.upright.calibration.clone(),
            advice: self.coaching.advice.clone(),
            monitor: Monitor { glow, ..self.monitor(now) },
            facing: self.watch.facing.times(),
        }
    }

    /// Returns whether a fault has not yet filled its dwell and is not alerted. A fault that has filled
    /// it but is suppressed (in a call, during a cool-down) does not need a higher rate.
    fn is_pending(&self, fault: &ActiveFault) -> bool {
        fault.dwelt_ms < self.config.timing.dwell_ms && !self.coaching.alerts.is_up(fault.fault)
    }

    /// Processes one frame of a person who follows a stretch.
    fn step_guided(&mut self, is_seen: bool, now: MonotonicMs) -> (Snapshot, Vec<Event>) {
        let mut events = Vec::new();
        // During a stretch the face is often turned away.
        let seen = if is_seen { Seen::Face } else { Seen::Nobody };
        self.step_presence(seen, now, &mut events);
        let state = if is_seen { PostureState::Uncertain } else { PostureState::Away };
        let glance = Glance {
            state,
            is_suspicious: false,
            is_measured: true,
            is_clear: false,
            is_calibrating: false,
            is_away: !is_seen,
        };
        self.watch.cadence.see(glance, now);
        let measures = if is_seen { Measures::stretching() } else { Measures::nobody() };
        let snapshot = Snapshot {
            t: now,
            measures,
            state,
            faults: Vec::new(),
            calibration: self.upright.calibration.clone(),
            advice: None,
            monitor: self.monitor(now),
            facing: self.watch.facing.times(),
        };
        (snapshot, events)
    }

    /// The state of monitoring other than posture, at `now`.
    #[must_use]
    pub fn monitor(&mut self, now: MonotonicMs) -> Monitor {
        Monitor {
            presence: self.coaching.presence.presence(),
            sitting_ms: self.coaching.breaks.sitting_ms(),
            silence: self.coaching.silence.reason(
                now,
                &self.watch.surroundings,
                &self.config.silence,
            ),
            snooze_left_min: self.coaching.silence.snooze_left_min(now),
            notices_left: self
                .coaching
                .alerts
                .budget_left(self.watch.surroundings.local.day, &self.config.timing),
            rate: self.rate(),
            blank: self.watch.blank,
            is_held: false,
            praise_minutes: recent(self.coaching.praised, now, PRAISE_SHOWN_MS),
            quiet_summary: recent(self.coaching.summed_up, now, SUMMARY_SHOWN_MS),
            variety: self.coaching.moving.latest,
            invitation: self.coaching.moving.invitations.open(),
            glow: None,
        }
    }

    /// The strength that a glow should reach; `None` while an alert would be held back.
    fn glow(&self, faults: &[ActiveFault]) -> Option<f32> {
        let is_held_back = self.coaching.silence.is_quiet() || self.is_calibrating();
        let alerts = &self.coaching.alerts;
        let is_dismissed = |fault| alerts.is_dismissed(fault);
        (!is_held_back).then(|| glow::target(faults, &self.config.timing, is_dismissed))
    }

    /// Returns whether `measures` of one frame alone show a fault that is switched on.
    fn shows_a_fault(&self, measures: &Measures) -> bool {
        FAULT_RULES.iter().any(|rule| {
            let scale = self.config.limits.scale_of(rule.fault);
            self.config.limits.is_watched(rule.fault)
                && rule.finding(measures, false, scale) == Finding::Beyond
        })
    }

    fn step_presence(
        &mut self,
        seen: Seen,
        now: MonotonicMs,
        events: &mut Vec<Event>,
    ) -> Option<PresenceChange> {
        let change = self.coaching.presence.step(seen, now);
        match change {
            Some(PresenceChange::Left(since)) => events.push(Event::Left { t: now, since }),
            Some(PresenceChange::Returned { away_ms }) => {
                events.push(Event::Returned { t: now, away_ms });
            }
            None => {}
        }
        let presence = self.coaching.presence.presence();
        if let Some(taken) = self.coaching.breaks.step(presence, change, now, &self.config.breaks) {
            events.push(Event::BreakTaken { t: now, taken });
        }
        change
    }

    /// The fault of sitting for too long. It comes from the time of sitting and not from a measure.
    fn too_still(&self, now: MonotonicMs) -> Option<ActiveFault> {
        let since = self.coaching.breaks.due_since()?;
        let is_watched = self.config.limits.is_watched(Fault::TooStill);
        // Its own time limit replaces the dwell.
        let dwelt_ms = now.since_ms(since).max(self.config.timing.dwell_ms);
        is_watched.then_some(ActiveFault { fault: Fault::TooStill, since, dwelt_ms })
    }

    fn step_alerts(
        &mut self,
        faults: &[ActiveFault],
        state: PostureState,
        now: MonotonicMs,
        events: &mut Vec<Event>,
    ) {
        let around = self.watch.surroundings;
        let was_quiet = self.coaching.silence.is_quiet();
        let (quiet, summary) =
            self.coaching.silence.step(faults, state, now, &around, &self.config.silence);
        match quiet {
            Some(reason) if !was_quiet => events.push(Event::QuietBegan { t: now, reason }),
            None if was_quiet => {
                self.coaching.summed_up = summary.map(|summary| (now, summary));
                events.push(Event::QuietEnded { t: now, summary });
            }
            _ => {}
        }
        if self.is_calibrating() {
            return;
        }
        let input = AlertInput {
            now,
            day: around.local.day,
            is_silent: quiet.is_some(),
            is_window_seen: around.is_window_seen,
            is_told_on_screen: around.is_told_on_screen,
        };
        for outcome in self.coaching.alerts.step(faults, state, &input, &self.config.timing) {
            self.carry_out(outcome, now, events);
        }
        if quiet.is_none()
            && let Some(minutes) = self.coaching.praise.step(state, around.local.day, now)
        {
            self.coaching.praised = Some((now, minutes));
            events.push(Event::Praise { t: now, minutes });
        }
    }

    fn carry_out(&mut self, outcome: AlertOutcome, now: MonotonicMs, events: &mut Vec<Event>) {
        match outcome {
            AlertOutcome::Raise(ActiveFault { fault, since, .. }) => {
                self.coaching.praise.alerted();
                self.coaching.advice = self.first_advice(fault, since);
                if let Some(advice) = self.coaching.advice.clone() {
                    events.push(Event::Alert { t: now, advice });
                }
            }
            AlertOutcome::Notify(fault, reminder) => {
                let is_shown =
                    self.coaching.advice.as_ref().is_some_and(|advice| advice.fault == fault);
                if !is_shown {
                    self.coaching.advice = self.advise(fault, now);
                }
                if let Some(advice) = self.coaching.advice.clone() {
                    events.push(Event::Notify { t: now, advice, reminder });
                }
            }
            AlertOutcome::End(fault, how) => {
                if self.coaching.advice.as_ref().is_some_and(|advice| advice.fault == fault) {
                    self.coaching.advice = None;
                }
                events.push(match how {
                    Ending::Corrected => {
                        self.coaching.praise.corrected(self.watch.surroundings.local.day);
                        Event::Corrected { t: now, fault }
                    }
                    _ => Event::AlertEnded { t: now, fault, how },
                });
            }
        }
    }

    /// Adopts the surroundings of the first frame after [`Self::keep_baseline`].
    fn accept_scene(&mut self, pose: Option<&Pose>) {
        if !self.upright.is_scene_accepted {
            return;
        }
        if let (Some(baseline), Some(scene)) =
            (&mut self.upright.baseline, pose.and_then(|p| p.scene))
        {
            let anchor = SceneAnchor { reference: scene.reference, correlation: scene.correlation };
            baseline.scene = Some(anchor);
            self.upright.is_scene_accepted = false;
        }
    }

    fn watch_baseline(&mut self, measures: &Measures, now: MonotonicMs, events: &mut Vec<Event>) {
        let upright = &mut self.upright;
        let reason = upright.stale.add(upright.baseline.as_ref(), measures, now);
        // Without today's looks nothing else can be asked for.
        let reason = match &upright.carry_over {
            Some(carry_over) if !carry_over.is_done() => carry_over.request(),
            _ => reason,
        };
        match (&self.upright.calibration, reason) {
            (calibration, Some(reason)) if calibration.is_settled() => {
                self.upright.calibration = CalibrationState::Stale(reason);
                events.push(Event::BaselineStale { t: now, reason });
            }
            (CalibrationState::Stale(_), None) => {
                self.upright.calibration = self.settled();
            }
            _ => {}
        }
    }

    /// The baseline, if it fits `pose`: another aspect ratio means another camera.
    fn baseline_for(&self, pose: &Pose) -> Option<&Baseline> {
        self.upright.baseline.as_ref().filter(|_| {
            self.upright.image.is_some_and(|at_capture| same_shape(at_capture, pose.image))
        })
    }

    /// Whether somebody else than the calibrated person has been in view for some seconds. During a
    /// calibration nobody is compared.
    fn is_somebody_else(&mut self, pose: &Pose, now: MonotonicMs) -> bool {
        let camera = self.camera(pose.image);
        let likeness = self
            .baseline_for(pose)
            .filter(|_| !self.is_calibrating())
            .and_then(|baseline| likeness_of(pose, &camera, baseline));
        self.watch.likeness.add(likeness, now)
    }

    /// The camera, as far as it is known.
    fn camera(&self, image: ImageSize) -> CameraModel {
        CameraModel::new(image, &self.config.field_of_view)
    }

    fn measure(&self, pose: &Pose) -> Measures {
        let camera = self.camera(pose.image);
        let baseline = self.baseline_for(pose);
        let measures = measure(pose, &camera, baseline);
        match baseline {
            Some(baseline) if baseline.view != measures.view && !measures.is_somebody_else() => {
                measure(pose, &camera, None)
            }
            _ => measures,
        }
    }
}

/// The value of `said`, if it is younger than `for_ms`.
fn recent<T>(said: Option<(MonotonicMs, T)>, now: MonotonicMs, for_ms: i64) -> Option<T> {
    said.and_then(|(at, what)| (now.since_ms(at) < for_ms).then_some(what))
}

/// Returns whether the aspect ratios agree within 2 %: the same camera at another resolution.
fn same_shape(a: ImageSize, b: ImageSize) -> bool {
    let aspect = |s: ImageSize| f64::from(s.width) / f64::from(s.height.max(1));
    (aspect(a) / aspect(b) - 1.0).abs() < 0.02
}

#[cfg(test)]
mod glow_tests;
#[cfg(test)]
mod offer_tests;
#[cfg(test)]
mod somebody_else_tests;
#[cfg(test)]
mod tests;
