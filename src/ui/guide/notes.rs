//! Safety notes before the first guided stretch.

use eframe::egui::{RichText, ScrollArea, Ui};

use crate::settings::Settings;
use crate::text::names;
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::theme::{self, Palette};
use plumbline_core::catalogue::{BodyPart, Catalogue};

/// Shows the notes. Returns true once the user has confirmed them.
pub(super) fn notes_ui(
    ui: &mut Ui,
    catalogue: &Catalogue,
    settings: &mut Settings,
    actions: &mut Vec<Action>,
) -> bool {
    let palette = Palette::current(ui);
    let mut is_read = false;
    ScrollArea::vertical().show(ui, |ui| {
        ui.label(RichText::new(t!("player-notes-title")).size(28.0).strong());
        ui.label(t!("player-notes-advice"));
        ui.add_space(theme::GAP_SMALL);
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for note in catalogue.safety() {
                ui.label(RichText::new(format!("• {}", note.text)).size(17.0));
            }
        });
        ui.add_space(theme::GAP);
        ui.label(RichText::new(t!("player-notes-trouble")).strong());
        ui.label(t!("player-notes-not-offered"));
        if troubles_ui(ui, settings) {
            actions.push(Action::SettingsChanged);
        }
        ui.add_space(theme::GAP);
        ui.horizontal(|ui| {
            if theme::primary_button(ui, t!("player-notes-begin")).clicked() {
                settings.coach.notes_read = true;
                actions.push(Action::NotesRead);
                is_read = true;
            }
            if ui.button(t!("player-notes-not-now")).clicked() {
                actions.push(Action::GuideClosed);
            }
        });
    });
    is_read
}

/// One checkbox per body part. Returns whether one was changed.
pub fn troubles_ui(ui: &mut Ui, settings: &mut Settings) -> bool {
    let mut is_changed = false;
    ui.horizontal_wrapped(|ui| {
        for part in BodyPart::ALL {
            let mut has_trouble = settings.coach.troubles.contains(&part);
            if ui.checkbox(&mut has_trouble, names::body_part(part)).changed() {
                is_changed = true;
                if has_trouble {
                    settings.coach.troubles.insert(part);
                } else {
                    settings.coach.troubles.remove(&part);
                }
            }
        }
    });
    is_changed
}
