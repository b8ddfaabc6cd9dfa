//! Routines on the "Stretch" page: the routine for today, built-in routines, and the user's own
//! routines with an editor.

use eframe::egui::{self, CornerRadius, Label, Margin, Rect, ScrollArea, Sense, Ui, vec2};

use crate::settings::{Settings, SettingsChange};
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::shortcuts::is_cancelled;
use crate::ui::theme::{
    self, CARD_RADIUS, GAP, GAP_SMALL, GAP_TINY, HAIRLINE, Icon, Palette, TEXT_MEASURE, Type, color,
};
use crate::ui::widgets::button::{Button, Rank};
use crate::ui::widgets::figure::{Figure, Motion, height_for};
use crate::ui::widgets::page::{beside_ui, field_ui, follow_focus};
use plumbline_core::catalogue::{Catalogue, Routine};

/// Editor of the user's routines.
#[derive(Debug, Default)]
pub(crate) struct RoutineEditor {
    draft: Option<Routine>,
    /// Item that "Add" appends.
    to_add: Option<String>,
}

/// Least width of a card and heights of its parts, points.
const CARD_WIDTH: f32 = 260.0;
const BAND_HEIGHT: f32 = 96.0;
const WORDS_HEIGHT: f32 = 100.0;

/// Most figures on a card.
const MAX_FIGURES: usize = 5;

/// Width of the list of stretches in the editor, points.
const LIST_WIDTH: f32 = 280.0;

/// Height of the list of stretches, points; about a dozen are visible at once.
const LIST_HEIGHT: f32 = 480.0;

/// Maximum number of items in an own routine.
const MAX_ITEMS: usize = 12;

impl RoutineEditor {
    /// Shows all routines, or the editor while a routine is edited.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        catalogue: &Catalogue,
        for_today: &[Routine],
        settings: &Settings,
        actions: &mut Vec<Action>,
    ) {
        if self.draft.is_some() {
            self.draft_ui(ui, catalogue, settings, actions);
            return;
        }
        let title = |ui: &mut Ui| drop(ui.label(Type::Title.text(t!("stretch-routines"))));
        let is_new = beside_ui(ui, title, |ui| {
            Button::quiet(t!("routine-own")).icon(Icon::Plus).show(ui).clicked()
        });
        if is_new {
            self.draft = Some(Routine {
                id: unused_id(settings),
                name: t!("routine-own-name").into(),
                about: String::new(),
                items: Vec::new(),
            });
        }
        let available = ui.available_width();
        let width = card_width(available);
        let mut all_ui = |ui: &mut Ui| {
            let actions = &mut *actions;
            for (i, routine) in for_today.iter().enumerate() {
                let rank = if i == 0 { Rank::Primary } else { Rank::Secondary };
                routine_ui(ui, (catalogue, width), routine, rank, actions);
            }
            // The person's own routines are in sight without scrolling.
            for routine in &settings.guide.routines {
                if routine_ui(ui, (catalogue, width), routine, Rank::Secondary, actions) {
                    self.draft = Some(routine.clone());
                }
            }
            for routine in catalogue.routines() {
                routine_ui(ui, (catalogue, width), routine, Rank::Secondary, actions);
            }
        };
        if available < 2.0 * CARD_WIDTH {
            ui.spacing_mut().item_spacing.y = GAP;
            all_ui(ui);
            return;
        }
        ScrollArea::horizontal().id_salt("routines").show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                all_ui(ui);
            });
            // Room for the scroll bar and the shadows.
            ui.add_space(GAP_TINY);
            follow_focus(ui);
        });
    }

    fn draft_ui(
        &mut self,
        ui: &mut Ui,
        catalogue: &Catalogue,
        settings: &Settings,
        actions: &mut Vec<Action>,
    ) {
        let Some(mut draft) = self.draft.take() else { return };
        let palette = Palette::current(ui);
        // Before the list of stretches, which the key closes, too.
        let is_cancelled = is_cancelled(ui);
        let mut is_over = false;
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let label = ui.label(t!("routine-name"));
                field_ui(ui, &mut draft.name, LIST_WIDTH, "").labelled_by(label.id);
            });
            ui.add_space(GAP_SMALL);
            items_ui(ui, catalogue, &mut draft);
            ui.horizontal_wrapped(|ui| {
                let name_of = |id: &str| catalogue.item(id).map_or("", |item| item.name.as_str());
                let chosen = self.to_add.as_deref().map_or(t!("routine-choose-stretch"), name_of);
                let label = ui.label(t!("routine-to-add"));
                let list = egui::ComboBox::from_id_salt("routine-to-add")
                    .selected_text(chosen)
                    .width(LIST_WIDTH)
                    .height(LIST_HEIGHT)
                    .show_ui(ui, |ui| {
                        for item in catalogue.items() {
                            let id = Some(item.id.clone());
                            ui.selectable_value(&mut self.to_add, id, &item.name);
                        }
                    });
                list.response.labelled_by(label.id);
                let has_room = draft.items.len() < MAX_ITEMS;
                let can_add = self.to_add.is_some() && has_room;
                let add = Button::secondary(t!("routine-add")).icon(Icon::Plus).enabled(can_add);
                if add.show(ui).clicked()
                    && let Some(id) = self.to_add.clone()
                {
                    draft.items.push(id);
                }
            });
            ui.label(length_words(&draft, catalogue));
            ui.horizontal_wrapped(|ui| {
                let is_whole = !draft.items.is_empty() && !draft.name.trim().is_empty();
                let save = Button::primary(t!("routine-save")).enabled(is_whole);
                if save.show(ui).clicked() {
                    actions.push(Action::Change(SettingsChange::KeepRoutine(draft.clone())));
                    is_over = true;
                }
                if Button::quiet(t!("routine-cancel")).show(ui).clicked() || is_cancelled {
                    is_over = true;
                }
                let is_kept = settings.guide.routines.iter().any(|r| r.id == draft.id);
                let delete = Button::danger(t!("routine-delete")).icon(Icon::Trash);
                if is_kept && delete.show(ui).clicked() {
                    actions.push(Action::Change(SettingsChange::DeleteRoutine(draft.id.clone())));
                    is_over = true;
                }
            });
        });
        if !is_over {
            self.draft = Some(draft);
        }
    }
}

/// Items of a draft, with buttons to move and remove them.
fn items_ui(ui: &mut Ui, catalogue: &Catalogue, draft: &mut Routine) {
    let (mut up, mut gone) = (None, None);
    for (i, id) in draft.items.iter().enumerate() {
        let name = catalogue.item(id).map_or(id.as_str(), |item| item.name.as_str());
        ui.horizontal(|ui| {
            thumbnail_ui(ui, id, name);
            ui.label(format!("{}. {name}", i + 1));
            let move_up = t!("routine-move-up", name = name);
            if Button::icon_only(Icon::CaretUp, &move_up).enabled(i > 0).show(ui).clicked() {
                up = Some(i);
            }
            let remove = t!("routine-remove-named", name = name);
            if Button::icon_only(Icon::X, &remove).show(ui).clicked() {
                gone = Some(i);
            }
        });
    }
    if let Some(i) = up {
        draft.items.swap(i - 1, i);
    }
    if let Some(i) = gone {
        draft.items.remove(i);
    }
}

/// The hold of an item in a line of text.
fn thumbnail_ui(ui: &mut Ui, id: &str, name: &str) {
    let height = theme::ROW_HEIGHT;
    let figure = Figure { id, name, motion: Motion::Thumbnail, is_mirrored: false };
    figure.show(ui, vec2(f32::INFINITY, height));
}

/// Width of a card, so that whole cards fit beside each other.
fn card_width(available: f32) -> f32 {
    let count = ((available + GAP) / (CARD_WIDTH + GAP)).floor().max(1.0);
    // Without the outlines of the card.
    ((available - (count - 1.0) * GAP) / count - 2.0 * HAIRLINE).floor()
}

/// One routine in a card of a width, with its figures in a row and its buttons. Returns true if it should be edited.
fn routine_ui(
    ui: &mut Ui,
    (catalogue, card_width): (&Catalogue, f32),
    routine: &Routine,
    rank: Rank,
    actions: &mut Vec<Action>,
) -> bool {
    let palette = Palette::current(ui);
    let mut is_edited = false;
    theme::card(&palette).inner_margin(0.0).show(ui, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(card_width);
            band_ui(ui, catalogue, routine, card_width);
            egui::Frame::new().inner_margin(Margin::same(GAP as i8)).show(ui, |ui| {
                is_edited = words_ui(ui, catalogue, routine, rank, actions);
            });
        });
    });
    is_edited
}

/// The figures of a routine beside each other on a ground.
fn band_ui(ui: &mut Ui, catalogue: &Catalogue, routine: &Routine, width: f32) {
    let palette = Palette::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, BAND_HEIGHT), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let inner = CARD_RADIUS - HAIRLINE as u8;
    let radius = CornerRadius { nw: inner, ne: inner, sw: 0, se: 0 };
    let ground = color::mixed(palette.scene[0], palette.scene[1], 0.5);
    ui.painter().rect_filled(rect, radius, ground);
    let items: Vec<_> = routine.items_in(catalogue).take(MAX_FIGURES).collect();
    let step = rect.width() / items.len().max(1) as f32;
    // Neighbours may overlap: the sides of a figure are transparent.
    let height = (BAND_HEIGHT - GAP_SMALL).min(step * 0.95);
    let figure_width = height / height_for(1.0);
    for (i, item) in items.iter().enumerate() {
        let centre = egui::pos2(rect.left() + step * (i as f32 + 0.5), rect.center().y);
        let place = Rect::from_center_size(centre, vec2(figure_width, height));
        let motion = Motion::Thumbnail;
        let figure = Figure { id: &item.id, name: &item.name, motion, is_mirrored: false };
        figure.paint_at(ui, place, &response);
    }
}

/// Name, length and purpose of a routine, and its buttons. Returns true if it should be edited.
fn words_ui(
    ui: &mut Ui,
    catalogue: &Catalogue,
    routine: &Routine,
    rank: Rank,
    actions: &mut Vec<Action>,
) -> bool {
    let palette = Palette::current(ui);
    let width = ui.available_width().min(TEXT_MEASURE);
    ui.allocate_ui(vec2(width, WORDS_HEIGHT), |ui| {
        ui.set_min_height(WORDS_HEIGHT);
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        ui.add(Label::new(Type::Title.text(&routine.name)).wrap());
        let length = length_words(routine, catalogue);
        ui.label(Type::Caption.text(length).color(palette.text_quiet));
        if !routine.about.is_empty() {
            ui.add(Label::new(Type::Body.text(&routine.about).color(palette.text_quiet)).wrap());
        }
    });
    ui.add_space(GAP_SMALL);
    let mut is_edited = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP_SMALL;
        let start_named = t!("routine-start-named", name = routine.name.as_str());
        let start = Button::new(rank, t!("routine-start")).icon(Icon::Play).name(&start_named);
        if start.show(ui).clicked() {
            actions.push(Action::StartRoutine(routine.clone()));
        }
        let is_own = routine.about.is_empty();
        if is_own {
            let change_named = t!("routine-change-named", name = routine.name.as_str());
            let change = Button::quiet(t!("routine-change")).name(&change_named);
            is_edited = change.icon(Icon::PencilSimple).show(ui).clicked();
        }
    });
    is_edited
}

fn length_words(routine: &Routine, catalogue: &Catalogue) -> String {
    let minutes = (routine.about_s(catalogue) + 30) / 60;
    t!("routine-about-minutes", minutes = minutes.max(1))
}

fn unused_id(settings: &Settings) -> String {
    let mut number = settings.guide.routines.len() + 1;
    loop {
        let id = format!("own-{number}");
        if settings.guide.routines.iter().all(|routine| routine.id != id) {
            return id;
        }
        number += 1;
    }
}
