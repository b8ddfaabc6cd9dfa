//! The current phase of a session: figure and mirror beside each other, the seconds in a ring, one instruction in
//! large type, and the buttons.

mod sight;
mod words;

use eframe::egui::{self, Align, Label, Layout, Margin, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use egui::accesskit::Role;

use super::GuideModel;
use crate::text::t;
use crate::ui::theme::{
    GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Icon, LINE_STRONG, Palette, Type, Weight,
};
use crate::ui::widgets::button::{Button, Rank};
use crate::ui::widgets::figure::{Figure, Motion};
use crate::ui::widgets::page::follow_focus;
use plumbline_core::coaching::guide::{Counting, Phase, Session, SessionEvent};

/// Width below which the figure is placed under the words, points.
const NARROW: f32 = 700.0;

/// Height that the words need at least when they are below the pictures, points.
const WORDS_HEIGHT: f32 = 236.0;

/// Width below which most buttons are icons, points.
const ICONS_ONLY_BELOW: f32 = 480.0;

/// Height of the next item's picture, points.
const NEXT_HEIGHT: f32 = 72.0;

/// Shows the session. Returns the events caused by the buttons.
pub(super) fn stage_ui(
    ui: &mut Ui,
    session: &mut Session,
    model: &GuideModel<'_>,
) -> Vec<SessionEvent> {
    let mut events = Vec::new();
    let side = if ui.available_width() < NARROW { GAP } else { GAP_LARGE };
    let margin = Margin::symmetric(side as i8, GAP as i8);
    let ground = egui::Frame::new().fill(Palette::current(ui).panel);
    egui::Panel::top("guide_title")
        .frame(ground.inner_margin(margin))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| title_ui(ui, session));
    // The buttons stay in place when the height of the text above changes.
    egui::Panel::bottom("guide_buttons")
        .frame(ground.inner_margin(margin))
        .resizable(false)
        .show_separator_line(false)
        .show(ui, |ui| events.extend(buttons_ui(ui, session)));
    // The space between the panels.
    let between = egui::Frame::new().inner_margin(Margin::symmetric(side as i8, 0));
    egui::CentralPanel::default().frame(between).show(ui, |ui| {
        if ui.available_width() < NARROW {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                words::words_ui(ui, session);
                ui.add_space(GAP);
                sight::stacked_ui(ui, session, model);
                next_ui(ui, session);
                follow_focus(ui);
            });
        } else {
            wide_ui(ui, session, model);
        }
    });
    events
}

/// Figure and mirror beside each other with the words below; without a mirror the words are beside the figure.
fn wide_ui(ui: &mut Ui, session: &Session, model: &GuideModel<'_>) {
    let (width, height) = (ui.available_width(), ui.available_height());
    if sight::mirror(session, model).is_some() {
        sight::beside_ui(ui, session, model, vec2(width, (height - WORDS_HEIGHT).max(160.0)));
        ui.add_space(GAP);
        let left = ui.available_height();
        ui.horizontal_top(|ui| {
            let next = next_width(session);
            column_ui(ui, vec2(width - next, left), |ui| words::words_ui(ui, session));
            next_ui(ui, session);
        });
        return;
    }
    let figure = (width * 0.52).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP_LARGE;
        sight::figure_ui(ui, session, vec2(figure, height));
        column_ui(ui, vec2(width - figure - GAP_LARGE, height), |ui| {
            // In the upper half, where the head of the figure is.
            ui.add_space(((height - WORDS_HEIGHT) / 4.0).max(0.0));
            words::words_ui(ui, session);
            ui.add_space(GAP);
            next_ui(ui, session);
        });
    });
}

fn column_ui(ui: &mut Ui, size: egui::Vec2, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_width(size.x);
        ui.spacing_mut().item_spacing.x = GAP_SMALL;
        ScrollArea::vertical().auto_shrink(false).max_height(size.y).show(ui, contents);
    });
}

/// Name of the item, its place in the routine, and a dot for each step.
fn title_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    let name = session.item().map_or("", |item| item.name.as_str());
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(Type::Heading.text(name)).wrap());
        if let Some(side) = session.side() {
            let words = t!("guide-side", side = side.word());
            ui.label(Type::Title.weighted_text(words, Weight::Medium).color(palette.accent));
        }
        let count = session.plan().items.len();
        if count > 1 {
            let routine = session.plan().title.as_str();
            let number = session.item_index() + 1;
            let place = t!("guide-place", routine = routine, number = number, count = count);
            ui.label(Type::Title.weighted_text(place, Weight::Regular).color(palette.text_quiet));
        }
    });
    step_dots_ui(ui, session);
}

/// One mark for each step and one for the hold; those that are done are filled.
fn step_dots_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    let steps = session.steps().len();
    let done = match session.phase() {
        Phase::Show { step } => step + 1,
        _ => steps + 1,
    };
    let count = steps + 1;
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, LINE_STRONG), Sense::hover());
    let each = (width - GAP_TINY * (count as f32 - 1.0)) / count as f32;
    for i in 0..count {
        let left = rect.left() + (each + GAP_TINY) * i as f32;
        let mark = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(each, LINE_STRONG));
        let color = if i < done { palette.accent } else { palette.track };
        ui.painter().rect_filled(mark, LINE_STRONG / 2.0, color);
    }
    let words = t!("guide-progress", done = done, count = count);
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
}

/// Width that [`next_ui`] takes, with the space before it.
fn next_width(session: &Session) -> f32 {
    match next_item(session) {
        Some(_) => NEXT_HEIGHT * 2.6,
        None => 0.0,
    }
}

fn next_item(session: &Session) -> Option<&plumbline_core::catalogue::Item> {
    session.plan().items.get(session.item_index() + 1)
}

/// The next item's picture and name.
fn next_ui(ui: &mut Ui, session: &Session) {
    let Some(item) = next_item(session) else { return };
    let palette = Palette::current(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        let figure = Figure {
            id: &item.id,
            name: &item.name,
            motion: Motion::Thumbnail,
            is_mirrored: false,
        };
        figure.show(ui, vec2(f32::INFINITY, NEXT_HEIGHT));
        ui.label(Type::Caption.text(t!("guide-then")).color(palette.text_quiet));
        ui.add(Label::new(Type::Body.text(&item.name)).wrap());
    });
}

/// A button with the key that does the same. In a narrow window only the icon is shown.
fn key_button_ui(ui: &mut Ui, (words, icon): (&str, Icon), rank: Rank, key: &str) -> bool {
    let is_narrow = ui.max_rect().width() < ICONS_ONLY_BELOW;
    let button = match is_narrow && rank != Rank::Primary {
        true => Button::icon_only(icon, words).rank(rank),
        false => Button::new(rank, words).icon(icon),
    };
    button.show(ui).on_hover_text(key).clicked()
}

fn buttons_ui(ui: &mut Ui, session: &mut Session) -> Vec<SessionEvent> {
    let mut events = Vec::new();
    ui.horizontal_wrapped(|ui| {
        let pause = match session.is_paused() {
            true => (t!("guide-go-on"), Icon::Play),
            false => (t!("guide-pause"), Icon::Pause),
        };
        if key_button_ui(ui, pause, Rank::Primary, t!("guide-pause-key")) {
            session.pause(!session.is_paused());
        }
        let back = (t!("guide-back"), Icon::CaretLeft);
        if key_button_ui(ui, back, Rank::Secondary, t!("guide-back-key")) {
            events.extend(session.back());
        }
        let next = (t!("guide-skip"), Icon::CaretRight);
        if key_button_ui(ui, next, Rank::Secondary, t!("guide-skip-key")) {
            events.extend(session.skip());
        }
        let skip = (t!("guide-skip-item"), Icon::SkipForward);
        if session.plan().items.len() > 1
            && key_button_ui(ui, skip, Rank::Quiet, t!("guide-skip-item-hint"))
        {
            events.extend(session.skip_item());
        }
        if session.item().is_some_and(|item| item.pose.is_some()) {
            let is_camera = *session.counting() == Counting::Camera;
            let other = match is_camera {
                true => (t!("guide-use-clock"), Icon::Timer),
                false => (t!("guide-use-camera"), Icon::Camera),
            };
            if key_button_ui(ui, other, Rank::Quiet, t!("guide-who-counts")) {
                session.use_camera(!is_camera);
            }
        }
        let stop = (t!("guide-stop"), Icon::X);
        if key_button_ui(ui, stop, Rank::Quiet, t!("guide-stop-key")) {
            events.extend(session.stop());
        }
    });
    events
}
