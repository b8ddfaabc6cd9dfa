//! Safety notes before the first guided stretch.

use std::collections::BTreeSet;

use eframe::egui::{Label, Ui};

use crate::settings::{Settings, SettingsChange};
use crate::text::{capitalized, names, t};
use crate::ui::action::Action;
use crate::ui::shortcuts::is_cancelled;
use crate::ui::theme::{self, GAP, GAP_LARGE, GAP_SMALL, Icon, IconSize, Palette, Type};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::check_ui;
use crate::ui::widgets::page::{heading_ui, icon_ui, page_of_width_ui};
use plumbline_core::catalogue::{BodyPart, Catalogue};

/// Width of the page, points.
const WIDTH: f32 = 640.0;

/// Shows the notes. Returns true once the user has confirmed them.
pub(super) fn notes_ui(
    ui: &mut Ui,
    catalogue: &Catalogue,
    settings: &Settings,
    actions: &mut Vec<Action>,
) -> bool {
    let palette = Palette::current(ui);
    let mut is_read = false;
    page_of_width_ui(ui, WIDTH, |ui| {
        ui.add_space(GAP_LARGE);
        heading_ui(ui, t!("guide-notes-title"), t!("guide-notes-advice"), |_| {});
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for note in catalogue.safety() {
                ui.horizontal_top(|ui| {
                    icon_ui(ui, Icon::Heartbeat, IconSize::Medium, palette.accent);
                    ui.add(Label::new(Type::Body.text(&note.text)).wrap());
                });
            }
        });
        ui.add_space(GAP);
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(Type::Title.text(t!("guide-notes-trouble"))).wrap());
            let left_out = Type::Body.text(t!("guide-notes-not-offered"));
            ui.add(Label::new(left_out.color(palette.text_quiet)).wrap());
            ui.add_space(GAP_SMALL);
            let changes = troubles_ui(ui, &settings.guide.troubles);
            actions.extend(changes.into_iter().map(Action::Change));
        });
        ui.add_space(GAP_LARGE);
        ui.horizontal_wrapped(|ui| {
            let begin = Button::primary(t!("guide-notes-begin")).icon(Icon::Check);
            if begin.show(ui).clicked() {
                actions.push(Action::Change(SettingsChange::NotesRead));
                is_read = true;
            }
            let not_now = Button::quiet(t!("guide-notes-not-now")).show(ui);
            if not_now.on_hover_text(t!("guide-stop-key")).clicked() || is_cancelled(ui) {
                actions.push(Action::GuideClosed);
            }
        });
    });
    is_read
}

/// One checkbox per body part. Returns the changes.
pub fn troubles_ui(ui: &mut Ui, troubles: &BTreeSet<BodyPart>) -> Vec<SettingsChange> {
    let mut changes = Vec::new();
    ui.horizontal_wrapped(|ui| {
        for part in BodyPart::ALL {
            let mut has_trouble = troubles.contains(&part);
            let words = capitalized(names::body_part(part));
            if check_ui(ui, &mut has_trouble, &words).changed() {
                changes.push(SettingsChange::Trouble(part, has_trouble));
            }
        }
    });
    changes
}
