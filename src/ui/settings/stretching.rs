//! The section about guided stretches.

use eframe::egui::Ui;

use super::SettingsNotes;
use super::rows::{divider_ui, group_ui, note_ui};
use crate::settings::{MAX_ROUNDS, Settings, SettingsChange};
use crate::text::{capitalized, names, t};
use crate::ui::guide::view::troubles_ui;
use crate::ui::theme::GAP_TINY;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::{choice_ui, row_ui, switch_ui};
use plumbline_core::catalogue::Equipment;

/// Shows the settings of the guided stretches.
pub(super) fn stretching_ui(ui: &mut Ui, settings: &mut Settings, notes: &SettingsNotes) {
    group_ui(ui, t!("settings-guided"), |ui| guided_ui(ui, settings));
    group_ui(ui, t!("settings-suggested"), |ui| {
        note_ui(ui, t!("settings-equipment"));
        ui.horizontal_wrapped(|ui| {
            for equipment in Equipment::TO_OWN {
                let is_available = settings.equipment.contains(&equipment);
                let words = capitalized(names::equipment(equipment));
                let button = Button::secondary(&words).selected(is_available);
                if button.show(ui).clicked() {
                    settings.equipment.retain(|e| *e != equipment);
                    if !is_available {
                        settings.equipment.push(equipment);
                    }
                }
            }
        });
        divider_ui(ui);
        note_ui(ui, t!("settings-troubles"));
        for change in troubles_ui(ui, &settings.guide.troubles) {
            settings.apply(change);
        }
        if !notes.put_away.is_empty() {
            divider_ui(ui);
            note_ui(ui, t!("settings-put-away"));
        }
        for (id, name) in &notes.put_away {
            let words = t!("settings-offer-again", name = name.as_str());
            if Button::secondary(&words).show(ui).clicked() {
                settings.apply(SettingsChange::Offer(id.clone(), true));
            }
        }
        ui.add_space(GAP_TINY);
    });
}

fn guided_ui(ui: &mut Ui, settings: &mut Settings) {
    let about = t!("settings-camera-counts-about");
    switch_ui(ui, &mut settings.guide.camera, t!("settings-camera-counts"), about);
    divider_ui(ui);
    let mut takes_part = settings.guide.trial.is_some();
    let about = t!("settings-trial-about");
    if switch_ui(ui, &mut takes_part, t!("settings-trial"), about).changed() {
        // Any number will do: it only has to differ from that of an earlier trial.
        let seed = jiff::Timestamp::now().as_millisecond() as u32;
        settings.guide.trial = takes_part.then_some(seed);
    }
    divider_ui(ui);
    row_ui(ui, t!("settings-rounds"), "", |ui, _| {
        let labels: Vec<(u32, String)> = (1..=MAX_ROUNDS)
            .map(|rounds| (rounds, t!("settings-rounds-times", rounds = rounds)))
            .collect();
        let options: Vec<(u32, &str)> =
            labels.iter().map(|(rounds, label)| (*rounds, label.as_str())).collect();
        choice_ui(ui, t!("settings-rounds"), &mut settings.guide.rounds, &options);
    });
}
