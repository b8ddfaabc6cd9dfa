//! Welcome pages of the first run: what Plumbline does, choice of the camera, setting the upright
//! baseline. Every step can be skipped.

mod cameras;
mod seat;

pub use cameras::{CameraList, Found, camera_choice_ui};

use eframe::egui::{self, Align, Key, Label, Layout, Margin, ScrollArea, Ui, vec2};

use crate::text::numbers::percent;
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::now::saved::saved_ui;
use crate::ui::now::{NowModel, calibration_ui};
use crate::ui::theme::{
    GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL, GAP_TINY, Icon, IconSize, Palette, Type, color, strong,
};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::figure::{Figure, Motion, height_for};
use crate::ui::widgets::page::{follow_focus, icon_ui};
use crate::ui::widgets::ring::ring_ui;
use plumbline_core::engine::CalibrationState;
use plumbline_vision::frames::SourceSpec;

/// The figure of a person at a desk: from a slouch to upright. It is no item of the catalogue.
const AT_THE_DESK: &str = "sit-upright";

/// Width from which the picture is beside the words, points.
const WIDE: f32 = 760.0;

/// Share of the window's width for the picture.
const PICTURE_SHARE: f32 = 0.52;

/// Width of the words at most, points.
const WORDS: f32 = 420.0;

/// Diameter of the countdown, points.
const RING: f32 = 136.0;

/// Current page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Hello,
    Camera,
    Upright,
}

impl Step {
    const ALL: [Self; 3] = [Self::Hello, Self::Camera, Self::Upright];

    fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or(0)
    }

    fn next(self) -> Option<Self> {
        Self::ALL.get(self.number() + 1).copied()
    }

    fn before(self) -> Option<Self> {
        self.number().checked_sub(1).map(|i| Self::ALL[i])
    }
}

/// State of the view between frames.
#[derive(Debug)]
pub struct WelcomeView {
    step: Step,
    cameras: CameraList,
    is_listed: bool,
}

impl Default for WelcomeView {
    fn default() -> Self {
        Self { step: Step::Hello, cameras: CameraList::default(), is_listed: false }
    }
}

impl WelcomeView {
    /// A view whose cameras are already listed.
    #[must_use]
    pub fn with_cameras(cameras: CameraList) -> Self {
        Self { cameras, is_listed: true, ..Self::default() }
    }

    /// Shows the view of `model`, which the "Now" page uses too. It ends with an
    /// [`Action::WelcomeDone`].
    pub fn ui(&mut self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        let palette = Palette::current(ui);
        let is_wide = ui.available_width() >= WIDE;
        let side = if is_wide { GAP_HUGE } else { GAP };
        // The buttons are always inside the window.
        egui::Panel::bottom("welcome_buttons")
            .frame(
                egui::Frame::new()
                    .fill(palette.panel)
                    .inner_margin(Margin::symmetric(side as i8, GAP as i8)),
            )
            .resizable(false)
            .show_separator_line(false)
            .show(ui, |ui| self.buttons_ui(ui, model, actions));
        if is_wide {
            let width = (ui.available_width() * PICTURE_SHARE).floor();
            let ground = color::mixed(palette.scene[0], palette.scene[1], 0.5);
            egui::Panel::left("welcome_picture")
                .frame(egui::Frame::new().fill(ground).inner_margin(GAP_LARGE))
                .exact_size(width)
                .resizable(false)
                .show_separator_line(false)
                .show(ui, |ui| self.picture_ui(ui, model, actions));
        }
        egui::CentralPanel::default().frame(egui::Frame::new().inner_margin(side)).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(if is_wide { WORDS } else { ui.available_width() });
                if is_wide {
                    self.centred_ui(ui, model, actions);
                } else {
                    self.words_ui(ui, model, actions);
                    ui.add_space(GAP);
                    self.picture_ui(ui, model, actions);
                }
                follow_focus(ui);
            });
        });
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            actions.push(Action::WelcomeDone);
        }
    }

    /// The words in the middle of the height.
    fn centred_ui(&mut self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        let id = ui.scope_id().with(("words-height", self.step.number()));
        let room = ui.available_height();
        let known: Option<f32> = ui.data(|data| data.get_temp(id));
        ui.add_space(((room - known.unwrap_or(room)) / 2.0).max(0.0).floor());
        let shown = ui.vertical(|ui| self.words_ui(ui, model, actions));
        let height = shown.response.rect.height();
        if known.is_none_or(|known| (known - height).abs() > 0.5) {
            ui.data_mut(|data| data.insert_temp(id, height));
            ui.ctx().request_discard("words-height");
        }
    }

    fn words_ui(&mut self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        let palette = Palette::current(ui);
        let of = t!("welcome-step", number = self.step.number() + 1, count = Step::ALL.len());
        ui.label(Type::Caption.text(of).color(palette.text_quiet));
        match self.step {
            Step::Hello => hello_ui(ui),
            Step::Camera => self.camera_ui(ui, model, actions),
            Step::Upright => upright_ui(ui, model, actions),
        }
    }

    fn picture_ui(&self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        match self.step {
            Step::Hello => desk_ui(ui, Motion::Shown),
            Step::Camera => seat::preview_ui(ui, model, true, actions),
            Step::Upright => seat::preview_ui(ui, model, false, actions),
        }
    }

    fn buttons_ui(&mut self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        let is_calibrated =
            model.live.as_ref().is_some_and(|live| live.snapshot.calibration.is_of_today());
        let (label, is_primary) = match self.step {
            Step::Hello => (t!("welcome-choose-camera"), true),
            Step::Camera => (t!("welcome-that-is-me"), true),
            Step::Upright => (t!("welcome-start-watching"), is_calibrated),
        };
        let forward = |ui: &mut Ui| match is_primary {
            true => Button::primary(label).icon(Icon::ArrowRight).show(ui).clicked(),
            false => Button::secondary(t!("welcome-without-upright")).show(ui).clicked(),
        };
        let mut is_pressed = false;
        ui.horizontal_wrapped(|ui| {
            if let Some(before) = self.step.before() {
                let back = Button::quiet(t!("welcome-back")).icon(Icon::ArrowLeft);
                if back.show(ui).clicked() {
                    self.step = before;
                }
            }
            if self.step != Step::Upright {
                let skip = Button::quiet(t!("welcome-skip")).show(ui);
                if skip.on_hover_text(t!("welcome-skip-hint")).clicked() {
                    actions.push(Action::WelcomeDone);
                }
            }
            dots_ui(ui, self.step);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| is_pressed = forward(ui));
        });
        if is_pressed {
            match self.step.next() {
                Some(next) => self.step = next,
                None => actions.push(Action::WelcomeDone),
            }
        }
    }

    fn camera_ui(&mut self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        if !self.is_listed {
            self.is_listed = true;
            self.cameras.refresh(ui.ctx());
        }
        title_ui(ui, t!("welcome-which-camera"), t!("welcome-camera-hint"));
        camera_choice_ui(ui, &self.cameras, &model.spec, actions);
        let has_none = matches!(self.cameras.found(), Some(Ok(found)) if found.is_empty());
        if (has_none || model.live.is_none()) && model.spec != SourceSpec::Demo {
            ui.add_space(GAP);
            ui.add(Label::new(t!("welcome-no-camera")).wrap());
            let demonstration = Button::secondary(t!("now-show-demonstration")).icon(Icon::Play);
            if demonstration.show(ui).clicked() {
                actions.push(Action::UseSource(SourceSpec::Demo));
            }
        }
        ui.add_space(GAP_LARGE);
        seat::advice_ui(ui);
    }
}

/// One dot for each page; the present one is longer.
fn dots_ui(ui: &mut Ui, step: Step) {
    let palette = Palette::current(ui);
    ui.add_space(GAP_SMALL);
    for each in Step::ALL {
        let is_here = each == step;
        let size = vec2(if is_here { GAP_LARGE } else { GAP_SMALL }, GAP_SMALL);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let color = if is_here { palette.accent } else { palette.track };
        ui.painter().rect_filled(rect, GAP_TINY, color);
    }
}

fn title_ui(ui: &mut Ui, title: &str, about: &str) {
    let palette = Palette::current(ui);
    ui.add(Label::new(Type::Heading.text(title)).wrap());
    ui.add(Label::new(Type::Body.text(about).color(palette.text_quiet)).wrap());
    ui.add_space(GAP);
}

/// The person at the desk, as large as there is room.
fn desk_ui(ui: &mut Ui, motion: Motion) {
    let room = ui.available_size();
    let width = room.x.min(room.y.max(180.0) / height_for(1.0));
    ui.add_space(((room.y - height_for(width)) / 2.0).max(0.0).floor());
    ui.vertical_centered(|ui| {
        let figure =
            Figure { id: AT_THE_DESK, name: t!("welcome-figure"), motion, is_mirrored: false };
        figure.show(ui, vec2(width, height_for(width)));
    });
}

fn hello_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    title_ui(ui, t!("welcome-title"), t!("welcome-plumb-line"));
    for (icon, title, text) in [
        (Icon::Eye, t!("welcome-does"), t!("welcome-does-text")),
        (Icon::ShieldCheck, t!("welcome-private"), t!("welcome-private-text")),
        (Icon::Heart, t!("welcome-is-not"), t!("welcome-is-not-text")),
    ] {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            icon_ui(ui, icon, IconSize::Large, palette.accent);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = GAP_TINY;
                ui.label(strong(title));
                ui.add(Label::new(Type::Body.text(text).color(palette.text_quiet)).wrap());
            });
        });
        ui.add_space(GAP);
    }
}

fn upright_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    title_ui(ui, t!("welcome-upright"), t!("welcome-upright-text"));
    let Some(live) = &model.live else {
        ui.add(Label::new(t!("welcome-no-picture")).wrap());
        return;
    };
    saved_ui(ui.ctx(), &live.snapshot.calibration);
    countdown_ui(ui, &live.snapshot.calibration);
    calibration_ui(ui, &live.snapshot, actions);
}

/// The seconds until the capture, then how much of it is done.
fn countdown_ui(ui: &mut Ui, calibration: &CalibrationState) {
    let palette = Palette::current(ui);
    let (share, value, icon) = match calibration {
        CalibrationState::Countdown { left_ms, .. } => {
            (Some(0.0), ((left_ms + 999) / 1000).to_string(), None)
        }
        CalibrationState::Capturing { share, .. } => {
            (Some(*share), percent(f64::from(*share) * 100.0, 0), None)
        }
        CalibrationState::Calibrated | CalibrationState::TakenOver { .. } => {
            (Some(1.0), String::new(), Some(Icon::Check))
        }
        _ => return,
    };
    let words = match calibration {
        CalibrationState::Countdown { .. } => t!("welcome-ring-countdown"),
        CalibrationState::Capturing { .. } => t!("upright-measuring"),
        _ => t!("welcome-ring-done"),
    };
    let ring = ring_ui(ui, RING, share, (&value, ""), (palette.good, words));
    if let Some(icon) = icon {
        icon.paint(ui.painter(), ring.rect.center(), IconSize::Huge, palette.good);
    }
    ui.add_space(GAP_SMALL);
}
