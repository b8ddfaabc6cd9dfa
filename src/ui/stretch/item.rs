//! The page of one item: the moving figure, the steps, where it is felt, and what to take care of.

use std::collections::BTreeSet;

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Label, Layout, Sense, Ui, WidgetInfo, vec2};

use crate::settings::SettingsChange;
use crate::text::{capitalized, names, t};
use crate::ui::action::Action;
use crate::ui::stretch::Shelf;
use crate::ui::theme::text::size_of;
use crate::ui::theme::{
    self, GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Icon, IconSize, Palette, TEXT_MEASURE, Type,
};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::{switch_ui, tag_ui};
use crate::ui::widgets::figure::{Figure, Motion, height_for, muscle_map_ui};
use crate::ui::widgets::page::icon_ui;
use plumbline_core::body::Side;
use plumbline_core::catalogue::{Catalogue, Item};

/// Width from which the words are beside the figure, points.
const WIDE: f32 = 720.0;

/// Share of the page's width for the figure.
const FIGURE_SHARE: f32 = 0.54;

/// Largest width of the two muscle maps together, points.
const MAPS: f32 = 300.0;

/// Shows the page. Returns whether the person goes back to the catalogue.
pub(super) fn item_ui(ui: &mut Ui, item: &Item, model: &mut Shelf<'_>) -> bool {
    let back = Button::quiet(t!("stretch-back")).icon(Icon::ArrowLeft);
    let is_back = back.show(ui).clicked();
    ui.add_space(GAP_SMALL);
    let width = ui.available_width();
    if width < WIDE {
        stage_ui(ui, item, width);
        ui.add_space(GAP);
        begin_ui(ui, item, model);
        ui.add_space(GAP);
        steps_card_ui(ui, item);
        ui.add_space(GAP);
        felt_ui(ui, item, model.catalogue);
        return is_back;
    }
    let left = (width * FIGURE_SHARE).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP_LARGE;
        column_ui(ui, left, |ui| {
            stage_ui(ui, item, left);
            ui.add_space(GAP);
            felt_ui(ui, item, model.catalogue);
        });
        column_ui(ui, width - left - GAP_LARGE, |ui| {
            begin_ui(ui, item, model);
            ui.add_space(GAP);
            steps_card_ui(ui, item);
        });
    });
    is_back
}

fn column_ui(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(egui::Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = GAP_SMALL;
        contents(ui);
    });
}

/// The moving figure on its ground.
fn stage_ui(ui: &mut Ui, item: &Item, width: f32) {
    let palette = Palette::current(ui);
    let frame = theme::card(&palette).inner_margin(0.0);
    frame.show(ui, |ui| {
        let size = vec2(width - 2.0, height_for(width - 2.0));
        let motion = Motion::Shown;
        Figure { id: &item.id, name: &item.name, motion, is_mirrored: false }.show(ui, size);
    });
}

/// Name, kind, hold, and the button that starts it.
fn begin_ui(ui: &mut Ui, item: &Item, model: &mut Shelf<'_>) {
    let palette = Palette::current(ui);
    title_ui(ui, &item.name, &names::hold(item).unwrap_or_default());
    ui.horizontal_wrapped(|ui| {
        let tag = |ui: &mut Ui, icon, words: &str| {
            if tag_width(ui, words) > ui.available_size_before_wrap().x {
                ui.end_row();
            }
            tag_ui(ui, Some(icon), words, palette.text, palette.pressed);
        };
        if let Some(muscle) = model.catalogue.muscle(&item.muscle) {
            tag(ui, Icon::Target, &muscle.name);
        }
        for position in &item.positions {
            tag(ui, Icon::Person, names::position(*position));
        }
        for equipment in &item.equipment {
            tag(ui, Icon::Barbell, &capitalized(names::equipment(*equipment)));
        }
        if item.equipment.is_empty() {
            tag(ui, Icon::CheckCircle, &capitalized(t!("stretch-no-equipment")));
        }
    });
    ui.add_space(GAP);
    let start = Button::primary(t!("stretch-start")).icon(Icon::Play);
    if start.show(ui).on_hover_text(t!("stretch-start-hint")).clicked() {
        model.actions.push(Action::StartStretch(item.id.clone(), None));
    }
    ui.add_space(GAP_SMALL);
    if let Some(rule) = &item.pose {
        ui.horizontal_top(|ui| {
            icon_ui(ui, Icon::Camera, IconSize::Small, palette.text_quiet);
            ui.add(Label::new(Type::Caption.text(&rule.sees).color(palette.text_quiet)).wrap());
        });
    }
    if let Some(source) = &item.source {
        let words = t!("stretch-source", source = source.as_str());
        ui.add(Label::new(Type::Caption.text(words).color(palette.text_quiet)).wrap());
    }
    let mut is_offered = !model.settings.guide.disliked.contains(&item.id);
    if switch_ui(ui, &mut is_offered, t!("stretch-offer"), "").changed() {
        let change = SettingsChange::Offer(item.id.clone(), is_offered);
        model.actions.push(Action::Change(change));
    }
}

/// Title of a page, with a sentence below it.
pub(super) fn title_ui(ui: &mut Ui, title: &str, about: &str) {
    let palette = Palette::current(ui);
    let heading = ui.add(Label::new(Type::Heading.text(title)).wrap());
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    if !about.is_empty() {
        ui.add(Label::new(Type::Body.text(about).color(palette.text_quiet)).wrap());
    }
    ui.add_space(GAP_SMALL);
}

/// Width of a tag with an icon, points. It decides when tags continue on the next line.
fn tag_width(ui: &Ui, words: &str) -> f32 {
    let font = Type::Caption.weighted(theme::Weight::Medium);
    size_of(ui, words, font).x + IconSize::Small.points() + GAP_LARGE
}

fn steps_card_ui(ui: &mut Ui, item: &Item) {
    let palette = Palette::current(ui);
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(Type::Title.text(t!("stretch-steps")));
        if item.has_sides() {
            let words = t!("guide-side", side = Side::Right.word());
            let side = Type::Body.weighted_text(words, theme::Weight::Medium);
            ui.label(side.color(palette.accent));
        }
        steps_ui(ui, item);
        for caution in &item.cautions {
            ui.add_space(GAP_TINY);
            caution_ui(ui, caution);
        }
    });
}

/// A sentence about what to take care of.
pub(crate) fn caution_ui(ui: &mut Ui, words: &str) {
    let palette = Palette::current(ui);
    ui.horizontal_top(|ui| {
        icon_ui(ui, Icon::Warning, IconSize::Medium, palette.fault);
        ui.add(Label::new(Type::Body.text(words).color(palette.fault)).wrap());
    });
}

/// The numbered steps. For an item with two sides: the steps of the right side and a note about the
/// other side.
fn steps_ui(ui: &mut Ui, item: &Item) {
    let palette = Palette::current(ui);
    for (i, step) in item.steps_for(Some(Side::Right)).iter().enumerate() {
        ui.horizontal_top(|ui| {
            let side = IconSize::Medium.points();
            let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
            ui.painter().circle_filled(rect.center(), side / 2.0, palette.accent_soft);
            let number = (i + 1).to_string();
            let font = Type::Caption.weighted(theme::Weight::Semibold);
            let centre = egui::Align2::CENTER_CENTER;
            ui.painter().text(rect.center(), centre, number, font, palette.accent);
            ui.add(Label::new(Type::Body.text(step)).wrap());
        });
    }
    if item.has_sides() {
        ui.horizontal_top(|ui| {
            icon_ui(ui, Icon::Repeat, IconSize::Medium, palette.text_quiet);
            let words = Type::Body.text(t!("stretch-other-side")).color(palette.text_quiet);
            ui.add(Label::new(words).wrap());
        });
    }
}

/// A line of a list.
pub(super) fn point_ui(ui: &mut Ui, words: &str) {
    let palette = Palette::current(ui);
    ui.horizontal_top(|ui| {
        let side = IconSize::Small.points();
        let height = Type::Body.size() * 1.4;
        let (rect, _) = ui.allocate_exact_size(vec2(side, height), Sense::hover());
        ui.painter().circle_filled(rect.center(), GAP_TINY / 2.0, palette.accent);
        ui.add(Label::new(Type::Body.text(words)).wrap());
    });
}

/// Where the stretch is felt, with the muscles that it reaches.
fn felt_ui(ui: &mut Ui, item: &Item, catalogue: &Catalogue) {
    let palette = Palette::current(ui);
    let ids: BTreeSet<&str> =
        std::iter::once(&item.muscle).chain(&item.also).map(String::as_str).collect();
    let names: Vec<&str> =
        ids.iter().filter_map(|id| catalogue.muscle(id)).map(|m| m.name.as_str()).collect();
    let names = names.join(", ");
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(Type::Title.text(t!("stretch-where")));
        let words = |ui: &mut Ui| {
            ui.set_max_width(ui.available_width().min(TEXT_MEASURE));
            ui.add(Label::new(t!("stretch-felt", place = item.felt.as_str())).wrap());
            ui.add(Label::new(Type::Body.text(&item.why).color(palette.text_quiet)).wrap());
            ui.add(Label::new(Type::Caption.text(&names).color(palette.text_quiet)).wrap());
        };
        let width = ui.available_width();
        if width < MAPS * 1.6 {
            words(ui);
            muscle_map_ui(ui, &ids, &names, width.min(MAPS));
        } else {
            ui.horizontal_top(|ui| {
                muscle_map_ui(ui, &ids, &names, MAPS.min(width / 2.0));
                ui.vertical(words);
            });
        }
    });
}
