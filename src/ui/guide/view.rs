//! View of a guided stretch, large enough to be read from a distance.

pub use super::notes::troubles_ui;

use eframe::egui::{self, Key, Modifiers, Ui};

use crate::settings::Settings;
use crate::ui::action::Action;
use crate::watch::LiveView;
use plumbline_core::body::MonotonicMs;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::guide::{Glimpse, Phase, Plan, Session, SessionEvent, StretchResult};

/// Data of one frame.
pub struct GuideModel<'a> {
    /// Current time.
    pub now: MonotonicMs,
    /// The latest frame, if the camera runs.
    pub live: Option<&'a LiveView>,
    /// The latest frame as a texture; `None` in silhouette mode.
    pub texture: Option<&'a egui::TextureHandle>,
    pub catalogue: &'a Catalogue,
}

/// A running session and its view.
pub struct GuideView {
    session: Session,
    sequence: Option<u64>,
    results: Vec<StretchResult>,
    are_notes_open: bool,
}

/// Repaint interval during a countdown.
const TICK: std::time::Duration = std::time::Duration::from_millis(100);

impl GuideView {
    /// Starts `plan` at `now`. Before the first session ever, the safety notes are shown.
    #[must_use]
    pub fn new(plan: Plan, settings: &Settings, now: MonotonicMs) -> Self {
        let hfov_deg = settings.engine_config().field_of_view.wide.deg;
        Self {
            session: Session::new(plan, settings.guide.camera, hfov_deg, now),
            sequence: None,
            results: Vec::new(),
            are_notes_open: !settings.guide.notes_read,
        }
    }

    /// Whether the session currently needs camera frames.
    #[must_use]
    pub fn wants_pictures(&self) -> bool {
        !self.are_notes_open && self.session.phase() != Phase::Finished
    }

    /// Whether only the results are left to show.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.session.phase() == Phase::Finished
    }

    /// Pauses the session, for example while the window is hidden.
    pub fn pause(&mut self) {
        self.session.pause(true);
    }

    /// Shows one frame.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        model: &GuideModel<'_>,
        settings: &Settings,
        actions: &mut Vec<Action>,
    ) {
        if self.are_notes_open {
            if super::notes::notes_ui(ui, model.catalogue, settings, actions) {
                self.are_notes_open = false;
                // The reading time does not count as session time.
                self.session.step(Glimpse::Nothing, model.now);
            }
            return;
        }
        let mut events = self.keys(ui);
        events.extend(self.look(model));
        if self.session.phase() == Phase::Finished {
            let is_left = [Key::Escape, Key::Enter]
                .into_iter()
                .any(|key| ui.ctx().input_mut(|i| i.consume_key(Modifiers::NONE, key)));
            if is_left {
                actions.push(Action::GuideClosed);
            }
            super::closing::closing_ui(ui, &self.results, model.catalogue, actions);
        } else {
            events.extend(super::stage::stage_ui(ui, &mut self.session, model));
            if !self.session.is_paused() {
                ui.ctx().request_repaint_after(TICK);
            }
        }
        for event in events {
            let cue = super::sounds::cue_for(&event, settings.guide.cues);
            actions.extend(cue.map(Action::Sound));
            if let SessionEvent::ItemOver(result) = event {
                self.results.push(result.clone());
                actions.push(Action::StretchOver(Box::new(result)));
            }
        }
        if self.session.phase() == Phase::Finished && self.results.is_empty() {
            // Stopped before anything was held: there are no results to show.
            actions.push(Action::GuideClosed);
        }
    }

    /// Passes the newest frame to the session, once.
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
        let mut events = Vec::new();
        if pressed(Key::Space) {
            self.session.pause(!self.session.is_paused());
        }
        if pressed(Key::ArrowRight) {
            events.extend(self.session.skip());
        }
        if pressed(Key::ArrowLeft) {
            events.extend(self.session.back());
        }
        if pressed(Key::Escape) {
            events.extend(self.session.stop());
        }
        events
    }
}

#[cfg(test)]
mod tests;
