//! Draws one frame of the window: keys, panels, the view of the tab.

use eframe::egui::{self, Context, Key, Ui};

use super::PlumblineApp;
use crate::settings::SettingsChange;
use crate::text;
use crate::text::routine::strength_today;
use crate::ui::action::Action;
use crate::ui::notice::notice_ui;
use crate::ui::now::{NowModel, now_ui};
use crate::ui::stretch::Shelf;
use crate::ui::tab::{self, TABS, Tab};
use crate::ui::theme;
use crate::watch::{Command, LatestState, SourceState};
use plumbline_core::catalogue::Routine;
use plumbline_core::engine::cadence::OffReason;
use plumbline_vision::frames::SourceSpec;

/// With Ctrl: capture the upright baseline.
const SET_UPRIGHT: Key = Key::U;

/// With Ctrl: start the recommended stretch; without a recommendation, the routine for today.
const STRETCH: Key = Key::Enter;

/// With Ctrl: pause or resume monitoring.
const PAUSE: Key = Key::P;

/// With Ctrl: end the program, even if closing the window only hides it.
const QUIT: Key = Key::Q;

impl PlumblineApp {
    /// Draws one frame of the whole window and executes the actions.
    pub fn window_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if let Some(notice) = self.history_tasks.heard() {
            self.notice = Some(notice);
        }
        self.keep_recognised_turn(&ctx);
        let tab_before = self.tab;
        let mut actions = self.key_actions(&ctx);
        self.views.shortcuts.ui(&ctx);
        if self.views.welcome.is_none()
            && !self.views.guide.is_on()
            && tab::navigation_ui(ui, &mut self.tab, &mut self.views.shortcuts)
        {
            self.views.desk.close();
        }
        self.notice_panel_ui(ui, &mut actions);
        if self.tab == Tab::Settings && tab_before != Tab::Settings {
            // The desktop's own settings may have changed it.
            self.read_login_start();
        }
        let is_guided = self.views.welcome.is_some() || self.views.guide.is_on();
        self.shell.set_live_shown(is_guided || matches!(self.tab, Tab::Now | Tab::Settings));
        if self.tab == Tab::Now || self.views.welcome.is_some() || self.views.guide.is_on() {
            self.refresh_texture(&ctx);
        } else {
            self.texture.clear();
        }
        // The pages have their own margins, and the window already has their ground (`clear_color`).
        let frame = egui::Frame::new();
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            // Each page keeps its own scroll position.
            ui.push_id(self.tab, |ui| self.content_ui(ui, &mut actions));
        });
        for action in actions {
            self.execute(&ctx, action);
        }
    }

    /// Shows the notice above the page, if there is one.
    fn notice_panel_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.notice.is_none() {
            return;
        }
        let frame = egui::Frame::new().fill(ui.visuals().panel_fill).inner_margin(theme::GAP);
        egui::Panel::top("notice").frame(frame).resizable(false).show_separator_line(false).show(
            ui,
            |ui| {
                actions.extend(notice_ui(ui, &mut self.notice));
            },
        );
    }

    /// Actions of the pressed keys. Keys for tabs, zoom and quit take effect at once.
    fn key_actions(&mut self, ctx: &Context) -> Vec<Action> {
        let is_pressed =
            |key| ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key));
        // During a guided stretch the tab cannot be changed; it has to be ended first.
        let is_free = !self.views.guide.is_running();
        let mut is_left = false;
        for (tab, key) in TABS {
            if is_pressed(key) && is_free {
                self.views.desk.close();
                self.tab = tab;
                is_left = true;
            }
        }
        if let Some(zoom) = theme::zoomed_from(ctx, self.settings.window.zoom) {
            self.change_settings(ctx, SettingsChange::Zoom(zoom));
        }
        let mut actions = Vec::new();
        if is_pressed(SET_UPRIGHT) && is_free {
            self.tab = Tab::Now;
            is_left = true;
            actions.push(Action::Watch(Command::Calibrate));
        }
        if is_left && self.views.guide.is_on() {
            // The page of results.
            self.views.guide.close(self.session.as_ref());
        }
        if is_pressed(STRETCH) && is_free && self.views.welcome.is_none() {
            actions.push(self.recommended_action());
        }
        if is_pressed(PAUSE) {
            let is_paused = self
                .latest()
                .is_some_and(|latest| latest.source() == SourceState::Off(OffReason::Paused));
            actions.push(Action::Watch(Command::Pause(!is_paused)));
        }
        if is_pressed(QUIT) {
            self.is_quitting = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        actions
    }

    /// Draws the welcome, the guided stretch, or the view of the tab.
    fn content_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let ctx = ui.ctx().clone();
        if let Some(mut welcome) = self.views.welcome.take() {
            welcome.ui(ui, &self.now_model(), actions);
            self.views.welcome = Some(welcome);
            return;
        }
        if self.views.guide.is_on() {
            let live = self.live();
            let texture = self.texture.handle();
            let (catalogue, settings) = (&self.catalogue, &self.settings);
            return self.views.guide.ui(ui, live.as_deref(), texture, catalogue, settings, actions);
        }
        match self.tab {
            Tab::Now if self.views.desk.is_open() => {
                let live = self.live();
                self.views.desk.ui(ui, live.as_deref(), actions);
            }
            Tab::Now => {
                self.today = self.views.history.today(&ctx);
                if let Some(live) = self.live() {
                    self.views.desk.follow(&live);
                }
                now_ui(ui, &self.now_model(), actions);
            }
            Tab::Stretch => {
                self.today = self.views.history.today(&ctx);
                let strength = strength_today(&self.strength_tasks());
                let for_today: Vec<Routine> =
                    std::iter::once(self.for_today()).chain(strength).collect();
                let mut shelf = Shelf {
                    catalogue: &self.catalogue,
                    for_today: &for_today,
                    settings: &self.settings,
                    actions,
                };
                self.views.stretch.ui(ui, &mut shelf);
            }
            Tab::History => {
                let limits = self.settings.limit_choice();
                let trouble = self.history_tasks.trouble();
                self.views.history.ui(ui, &limits, trouble.as_deref(), &self.catalogue, actions);
            }
            Tab::Settings => {
                let notes = self.settings_notes(&ctx);
                self.views.settings.ui(ui, &self.settings, &notes, actions);
            }
        }
    }

    fn now_model(&self) -> NowModel<'_> {
        let latest = self.latest();
        NowModel {
            source: latest.map_or(SourceState::Opening, LatestState::source),
            live: self.live(),
            texture: self.texture.handle(),
            failure: latest.and_then(LatestState::failure).as_ref().map(text::watch::failure),
            is_model_ready: latest.and_then(LatestState::backend).is_some(),
            limits: self.settings.limit_choice(),
            today: self.today.clone(),
            spec: self.source.clone(),
            is_demo: self.source == SourceSpec::Demo,
            asks_discomfort: self.asks_discomfort(),
            catalogue: &self.catalogue,
            desk_to_change: self.views.desk.offered(),
        }
    }
}
