//! One frame of the window: keys, panels, the view of the tab.

use eframe::egui::{self, Key, Ui};

use super::PlumblineApp;
use crate::text;
use crate::ui::action::Action;
use crate::ui::notice::notice_ui;
use crate::ui::now::{NowModel, now_ui};
use crate::ui::stretch::Shelf;
use crate::ui::tab::{self, TABS, Tab};
use crate::ui::theme;
use crate::watch::{Command, LatestState, SourceState};
use plumbline_core::engine::cadence::OffReason;
use plumbline_vision::frames::SourceSpec;

/// With Ctrl: capture the upright baseline.
const SET_UPRIGHT: Key = Key::U;

/// With Ctrl: begin the recommended stretch, or else the routine for today.
const STRETCH: Key = Key::Enter;

/// With Ctrl: pause watching, or resume.
const PAUSE: Key = Key::P;

/// With Ctrl: end the program, also where closing the window only hides it.
const QUIT: Key = Key::Q;

impl PlumblineApp {
    /// One frame of the whole window.
    pub fn window_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.follow_desk(&ctx);
        if let Some(notice) = self.history_tasks.heard() {
            self.notice = Some(notice);
        }
        self.note_attention(&ctx);
        for (tab, key) in TABS {
            let is_pressed =
                ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key));
            // A session that runs is ended first.
            if is_pressed && !self.guide.is_on() {
                self.tab = tab;
            }
        }
        if let Some(zoom) = theme::zoomed_from(&ctx, self.settings.zoom) {
            self.settings.zoom = zoom;
            theme::zoom(&ctx, zoom);
            self.save_settings();
        }
        self.shortcuts.ui(&ctx);
        let mut actions = Vec::new();
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, SET_UPRIGHT))
            && !self.guide.is_on()
        {
            self.tab = Tab::Now;
            actions.push(Action::Watch(Command::Calibrate));
        }
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, STRETCH))
            && !self.guide.is_on()
            && self.welcome.is_none()
        {
            actions.push(self.stretch_wanted());
        }
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, PAUSE)) {
            let is_paused = self
                .latest()
                .is_some_and(|latest| latest.source() == SourceState::Off(OffReason::Paused));
            actions.push(Action::Watch(Command::Pause(!is_paused)));
        }
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, QUIT)) {
            self.is_quitting = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        egui::Panel::top("navigation").show(ui, |ui| {
            ui.add_space(4.0);
            if self.welcome.is_none() && !self.guide.is_on() {
                tab::navigation_ui(ui, &mut self.tab, &mut self.shortcuts);
            }
            notice_ui(ui, &mut self.notice);
            ui.add_space(4.0);
        });
        self.note_recommendation();
        if self.tab == Tab::Now || self.welcome.is_some() || self.guide.is_on() {
            self.refresh_texture(&ctx);
        } else {
            self.texture.clear();
        }
        let margin = egui::Margin::same(16);
        let frame = egui::Frame::central_panel(ui.style()).inner_margin(margin);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| match self.tab {
            _ if self.welcome.is_some() => {
                if let Some(mut welcome) = self.welcome.take() {
                    welcome.ui(ui, &self.now_model(), &mut actions);
                    self.welcome = Some(welcome);
                }
            }
            _ if self.guide.is_on() => {
                let live = self.live();
                let texture = self.texture.handle();
                let (catalogue, settings) = (&self.catalogue, &mut self.settings);
                self.guide.ui(ui, live.as_deref(), texture, catalogue, settings, &mut actions);
            }
            Tab::Now => {
                self.today = self.history_view.today(&ctx);
                now_ui(ui, &self.now_model(), &mut actions);
            }
            Tab::Stretch => {
                self.today = self.history_view.today(&ctx);
                let for_today = self.for_today();
                let mut shelf = Shelf {
                    catalogue: &self.catalogue,
                    for_today: &for_today,
                    settings: &mut self.settings,
                    actions: &mut actions,
                };
                self.stretch.ui(ui, &mut shelf);
            }
            Tab::History => {
                let limits = self.settings.limits();
                let trouble = self.history_tasks.trouble();
                let trouble = trouble.as_deref();
                self.history_view.ui(ui, &limits, trouble, &self.catalogue, &mut actions);
            }
            Tab::Settings => {
                let notes = self.settings_notes(&ctx);
                self.settings_view.ui(ui, &mut self.settings, &notes, &mut actions);
            }
        });
        for action in actions {
            self.act(&ctx, action);
        }
    }

    fn now_model(&self) -> NowModel<'_> {
        let latest = self.latest();
        NowModel {
            source: latest.map_or(SourceState::Opening, LatestState::source),
            live: self.live(),
            texture: self.texture.handle(),
            failure: latest.and_then(LatestState::failure).as_ref().map(text::watch::failure),
            backend: latest.and_then(LatestState::backend),
            limits: self.settings.limits(),
            today: self.today.clone(),
            spec: self.source.clone(),
            is_demo: self.source == SourceSpec::Demo,
            catalogue: &self.catalogue,
        }
    }
}
