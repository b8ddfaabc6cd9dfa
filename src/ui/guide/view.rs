//! The guided stretch in the window: big enough to be followed from where one stands.

pub use super::notes::troubles_ui;

use eframe::egui::{self, Key, Modifiers, Ui};

use crate::settings::Settings;
use crate::ui::action::Action;
use crate::watch::LiveView;
use plumbline_core::body::MonotonicMs;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::guide::{Glimpse, Phase, Plan, Session, SessionEvent, StretchResult};

/// What the player is shown at a moment.
pub struct GuideModel<'a> {
    /// The moment.
    pub now: MonotonicMs,
    /// The latest picture, if pictures come.
    pub live: Option<&'a LiveView>,
    /// The same as a texture; `None` in silhouette mode.
    pub texture: Option<&'a egui::TextureHandle>,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
}

/// A running session and what the person sees of it.
pub struct GuideView {
    session: Session,
    sequence: Option<u64>,
    results: Vec<StretchResult>,
    are_notes_open: bool,
}

/// A running countdown is painted anew so often.
const TICK: std::time::Duration = std::time::Duration::from_millis(100);

impl GuideView {
    /// Begins `plan` at `now`; before the first one ever, with the safety notes.
    #[must_use]
    pub fn new(plan: Plan, settings: &Settings, now: MonotonicMs) -> Self {
        let hfov_deg = settings.engine_config().hfov_deg;
        Self {
            session: Session::new(plan, settings.coach.camera, hfov_deg, now),
            sequence: None,
            results: Vec::new(),
            are_notes_open: !settings.coach.notes_read,
        }
    }

    /// Whether the camera is of use at the moment.
    #[must_use]
    pub fn wants_pictures(&self) -> bool {
        !self.are_notes_open && self.session.phase() != Phase::Finished
    }

    /// Stands still, as while the window is hidden.
    pub fn pause(&mut self) {
        self.session.pause(true);
    }

    /// One frame. `settings` changes where the person chooses something here.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        model: &GuideModel<'_>,
        settings: &mut Settings,
        actions: &mut Vec<Action>,
    ) {
        if self.are_notes_open {
            if super::notes::notes_ui(ui, model.catalogue, settings, actions) {
                self.are_notes_open = false;
                // The time it took to read is not the session's.
                self.session.step(Glimpse::Nothing, model.now);
            }
            return;
        }
        let mut moments = self.keys(ui);
        moments.extend(self.look(model));
        if self.session.phase() == Phase::Finished {
            let is_left = [Key::Escape, Key::Enter]
                .into_iter()
                .any(|key| ui.ctx().input_mut(|i| i.consume_key(Modifiers::NONE, key)));
            if is_left {
                actions.push(Action::GuideClosed);
            }
            super::closing::closing_ui(ui, &self.results, model.catalogue, actions);
        } else {
            moments.extend(super::stage::stage_ui(ui, &mut self.session, model));
            if !self.session.is_paused() {
                ui.ctx().request_repaint_after(TICK);
            }
        }
        for moment in moments {
            let cue = super::sounds::cue_for(&moment, settings.coach.cues);
            actions.extend(cue.map(Action::Sound));
            if let SessionEvent::ItemOver(result) = moment {
                self.results.push(result.clone());
                actions.push(Action::StretchOver(Box::new(result)));
            }
        }
        if self.session.phase() == Phase::Finished && self.results.is_empty() {
            // Stopped before anything was held: nothing to sum up.
            actions.push(Action::GuideClosed);
        }
    }

    /// Hands the newest picture on, once.
    fn look(&mut self, model: &GuideModel<'_>) -> Vec<SessionEvent> {
        let glimpse = match model.live {
            Some(live) if self.sequence != Some(live.sequence) => {
                self.sequence = Some(live.sequence);
                Glimpse::Picture(live.pose.as_ref())
            }
            _ => Glimpse::Nothing,
        };
        self.session.step(glimpse, model.now)
    }

    fn keys(&mut self, ui: &Ui) -> Vec<SessionEvent> {
        let pressed = |key| ui.ctx().input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if self.session.phase() == Phase::Finished {
            return Vec::new();
        }
        let mut moments = Vec::new();
        if pressed(Key::Space) {
            self.session.pause(!self.session.is_paused());
        }
        if pressed(Key::ArrowRight) {
            moments.extend(self.session.skip());
        }
        if pressed(Key::ArrowLeft) {
            moments.extend(self.session.back());
        }
        if pressed(Key::Escape) {
            moments.extend(self.session.stop());
        }
        moments
    }
}

#[cfg(test)]
mod tests;
