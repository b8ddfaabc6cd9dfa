//! Safety notes before the first guided stretch.

use std::collections::BTreeSet;

use eframe::egui::{RichText, ScrollArea, Ui};

use crate::settings::{Settings, SettingsChange};
use crate::text::names;
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::theme::{self, Palette};
use plumbline_core::catalogue::{BodyPart, Catalogue};

/// Shows the notes. Returns true once the user has confirmed them.
pub(super) fn notes_ui(
    ui: &mut Ui,
    catalogue: &Catalogue,
    settings: &Settings,
    actions: &mut Vec<Action>,
) -> bool {
    let palette = Palette::current(ui);
    let mut is_read = false;
    ScrollArea::vertical().show(ui, |ui| {
        ui.label(RichText::new(t!("guide-notes-title")).size(28.0).strong());
        ui.label(t!("guide-notes-advice"));
        ui.add_space(theme::GAP_SMALL);
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for note in catalogue.safety() {
                ui.label(RichText::new(format!("• {}", note.text)).size(17.0));
            }
        });
        ui.add_space(theme::GAP);
        ui.label(RichText::new(t!("guide-notes-trouble")).strong());
        ui.label(t!("guide-notes-not-offered"));
        let changes = troubles_ui(ui, &settings.guide.troubles);
        actions.extend(changes.into_iter().map(Action::Change));
        ui.add_space(theme::GAP);
        ui.horizontal(|ui| {
            if theme::primary_button(ui, t!("guide-notes-begin")).clicked() {
                actions.push(Action::Change(SettingsChange::NotesRead));
                is_read = true;
            }
            if ui.button(t!("guide-notes-not-now")).clicked() {
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
            if ui.checkbox(&mut has_trouble, names::body_part(part)).changed() {
                changes.push(SettingsChange::Trouble(part, has_trouble));
            }
        }
    });
    changes
}
