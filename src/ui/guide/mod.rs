//! State of guided stretches in the window: the view while a session runs, and its audible cues.

mod closing;
mod notes;
mod sounds;
mod stage;
pub mod view;

use std::collections::BTreeMap;
use std::time::Instant;

use eframe::egui::{TextureHandle, Ui};

use crate::desktop::cues::{Cue, CuePlayer};
use crate::settings::{MAX_ROUNDS, Settings};
use crate::text::routine::for_today;
use crate::ui::action::Action;
use crate::ui::guide::view::{GuideModel, GuideView};
use crate::watch::{Command, LiveView, WatchSession};
use plumbline_core::body::{Fault, MonotonicMs};
use plumbline_core::catalogue::{Catalogue, Item, Routine};
use plumbline_core::coaching::guide::{Plan, StretchResult};
use plumbline_core::coaching::progression::{StrengthDay, StrengthTask, programme};
use plumbline_core::coaching::recommend::RecommendContext;
use plumbline_history::analysis::strength::day_number;

/// Approximate length of the routine for today, seconds.
const FOR_TODAY_S: u32 = 4 * 60;

/// Guided stretches of the window.
pub(super) struct Guide {
    view: Option<GuideView>,
    cues: Option<CuePlayer>,
    started: Instant,
    /// Ids of recently done stretches, latest last. The next routine prefers other stretches.
    recent: Vec<String>,
}

impl Guide {
    pub(super) fn new() -> Self {
        Self { view: None, cues: None, started: Instant::now(), recent: Vec::new() }
    }

    fn now(&self) -> MonotonicMs {
        MonotonicMs(self.started.elapsed().as_millis() as i64)
    }

    /// Whether a session is running.
    pub(super) fn is_on(&self) -> bool {
        self.view.is_some()
    }

    /// Whether a session runs that has to be ended before anything else: the page of results can be left.
    pub(super) fn is_running(&self) -> bool {
        self.view.as_ref().is_some_and(|view| !view.is_over())
    }

    /// Whether the session currently needs camera frames.
    pub(super) fn wants_pictures(&self) -> bool {
        self.view.as_ref().is_some_and(GuideView::wants_pictures)
    }

    /// Pauses the session, for example while the window is hidden.
    pub(super) fn pause(&mut self) {
        if let Some(view) = &mut self.view {
            view.pause();
        }
    }

    /// Starts a session of one item. `answers` is the fault of the alert it answers, if there is
    /// one.
    pub(super) fn start_item(
        &mut self,
        item: Item,
        answers: Option<Fault>,
        settings: &Settings,
        session: Option<&WatchSession>,
    ) {
        self.start(Plan::of_item(item, answers), settings, session);
    }

    /// Starts a session of a routine.
    pub(super) fn start_routine(
        &mut self,
        routine: &Routine,
        catalogue: &Catalogue,
        settings: &Settings,
        session: Option<&WatchSession>,
    ) {
        let plan = Plan {
            title: routine.name.clone(),
            items: routine.items_in(catalogue).cloned().collect(),
            rounds: 1,
            first_side: None,
            answers: None,
        };
        self.start(plan, settings, session);
    }

    /// Starts the strength programme of today.
    pub(super) fn start_strength(
        &mut self,
        title: String,
        tasks: Vec<StrengthTask>,
        settings: &Settings,
        session: Option<&WatchSession>,
    ) {
        let items = tasks.into_iter().map(|task| task.item).collect();
        let plan = Plan { title, items, rounds: 1, first_side: None, answers: None };
        self.start(plan, settings, session);
    }

    /// The strength programme of today, after what was `done` in the last weeks.
    pub(super) fn strength(
        &self,
        catalogue: &Catalogue,
        settings: &Settings,
        done: &[StrengthDay],
    ) -> Vec<StrengthTask> {
        let today = day_number(jiff::Zoned::now().date());
        programme(catalogue, &self.context(settings), done, today)
    }

    /// Starts a session and reports it to the pose thread, which then treats an open alert as answered. The chosen
    /// number of holds is for holds: repetitions have their own number.
    fn start(&mut self, plan: Plan, settings: &Settings, session: Option<&WatchSession>) {
        let has_reps = plan.items.iter().any(|item| item.reps.is_some());
        let rounds = if has_reps { 1 } else { settings.guide.rounds.clamp(1, MAX_ROUNDS) };
        self.view = Some(GuideView::new(Plan { rounds, ..plan }, settings, self.now()));
        if let Some(session) = session {
            session.send(Command::Guide(true));
        }
    }

    /// Records that an item is over.
    pub(super) fn note(&mut self, result: &StretchResult) {
        self.recent.retain(|id| *id != result.stretch);
        self.recent.push(result.stretch.clone());
    }

    /// Composes the routine for today from today's fault durations `faults_ms`.
    pub(super) fn for_today(
        &self,
        catalogue: &Catalogue,
        faults_ms: &BTreeMap<Fault, i64>,
        settings: &Settings,
    ) -> Routine {
        for_today(catalogue, faults_ms, &self.context(settings), FOR_TODAY_S)
    }

    fn context(&self, settings: &Settings) -> RecommendContext {
        RecommendContext {
            recent: self.recent.clone(),
            equipment: settings.equipment.clone(),
            disliked: settings.guide.disliked.iter().cloned().collect(),
            troubles: settings.guide.troubles.iter().copied().collect(),
            ..RecommendContext::default()
        }
    }

    /// Ends the session.
    pub(super) fn close(&mut self, session: Option<&WatchSession>) {
        self.view = None;
        if let Some(session) = session {
            session.send(Command::Guide(false));
        }
    }

    pub(super) fn sound(&mut self, cue: Cue) {
        if self.cues.is_none() {
            self.cues = CuePlayer::start()
                .inspect_err(|error| tracing::warn!(%error, "audible cues cannot be played"))
                .ok();
        }
        if let Some(cues) = &self.cues {
            cues.play(cue);
        }
    }

    /// Why the last cue could not be played, if it failed.
    pub(super) fn sound_problem(&self) -> Option<String> {
        self.cues.as_ref().and_then(CuePlayer::problem)
    }

    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        live: Option<&LiveView>,
        texture: Option<&TextureHandle>,
        catalogue: &Catalogue,
        settings: &Settings,
        actions: &mut Vec<Action>,
    ) {
        let now = self.now();
        if let Some(view) = &mut self.view {
            let model = GuideModel { now, live, texture, catalogue };
            view.ui(ui, &model, settings, actions);
        }
    }
}
