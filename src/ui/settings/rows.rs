//! Rows of the settings: groups in cards, sliders, fields, and what a change does.

use eframe::egui::{self, Margin, Response, Sense, Stroke, Ui, vec2};

use crate::text::t;
use crate::ui::theme::{
    self, CONTROL_RADIUS, GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, HAIRLINE, Icon, IconSize, Palette,
    Type, Weight,
};
use crate::ui::widgets::choice::row_ui;
pub(super) use crate::ui::widgets::page::field_ui;
use crate::ui::widgets::page::icon_ui;
use crate::ui::widgets::spotlight::marked_ui;
use plumbline_core::engine::Snapshot;

/// Length of a slider, and height of its knob and its number, points.
const SLIDER: f32 = 140.0;
const SLIDER_HEIGHT: f32 = GAP_LARGE;

/// Shows rows in a card, below a title.
pub(super) fn group_ui(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    let palette = Palette::current(ui);
    if !title.is_empty() {
        ui.add_space(GAP_TINY);
        let words = Type::Body.weighted_text(title, Weight::Semibold).color(palette.text_quiet);
        marked_ui(ui, title, |ui| ui.label(words));
    }
    let margin = Margin::symmetric(GAP as i8, GAP_SMALL as i8);
    theme::card(&palette).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        ui.spacing_mut().slider_width = SLIDER;
        contents(ui);
    });
    ui.add_space(GAP_SMALL);
}

/// A line between two rows.
pub(super) fn divider_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), GAP_TINY), Sense::hover());
    let line = Stroke::new(HAIRLINE, Palette::current(ui).line);
    ui.painter().hline(rect.x_range(), rect.center().y, line);
}

/// A row with a slider.
pub(super) fn slider_ui(
    ui: &mut Ui,
    title: &str,
    about: &str,
    slider: egui::Slider<'_>,
) -> Response {
    row_ui(ui, title, about, |ui, label| {
        let palette = Palette::current(ui);
        let visuals = ui.visuals_mut();
        visuals.selection.bg_fill = palette.accent;
        visuals.widgets.inactive.fg_stroke.color = palette.accent;
        visuals.widgets.hovered.fg_stroke.color = palette.accent;
        ui.spacing_mut().interact_size.y = SLIDER_HEIGHT;
        let response = ui.add(slider).labelled_by(label);
        theme::focus_ring(ui, &response, CONTROL_RADIUS);
        response
    })
}

/// A line below a setting with its effect now.
pub(super) fn effect_ui(
    ui: &mut Ui,
    now: Option<&Snapshot>,
    words: impl FnOnce(&Snapshot) -> String,
) {
    if let Some(now) = now {
        effect_words_ui(ui, &words(now));
    }
}

/// A line below a setting with its effect.
pub(super) fn effect_words_ui(ui: &mut Ui, words: &str) {
    if words.is_empty() {
        return;
    }
    let palette = Palette::current(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP_SMALL;
        icon_ui(ui, Icon::Activity, IconSize::Small, palette.accent);
        ui.add(egui::Label::new(Type::Caption.text(words).color(palette.text_quiet)).wrap());
    });
    ui.add_space(GAP_TINY);
}

/// A quiet sentence.
pub(super) fn note_ui(ui: &mut Ui, words: &str) {
    let palette = Palette::current(ui);
    let label = egui::Label::new(Type::Caption.text(words).color(palette.text_quiet)).wrap();
    marked_ui(ui, words, |ui| ui.add(label));
}

/// Minutes as a label, or "never".
pub(super) fn break_label(minutes: u32) -> String {
    match minutes {
        0 => t!("settings-break-never").to_owned(),
        minutes => t!("settings-break-minutes", minutes = minutes),
    }
}
