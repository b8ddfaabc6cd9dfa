//! Settings section of the guided stretches.

use eframe::egui::Ui;

use crate::settings::{Cues, MAX_ROUNDS, Settings, SettingsChange};
use crate::text::names;
use crate::text::t;
use crate::ui::guide::view::troubles_ui;
use plumbline_core::catalogue::Equipment;

/// Shows the settings of the guided stretches. `disliked` contains the stretches the user does not
/// want, by id and name.
pub(super) fn stretching_ui(ui: &mut Ui, settings: &mut Settings, disliked: &[(String, String)]) {
    ui.checkbox(&mut settings.guide.camera, t!("settings-camera-counts"));
    ui.horizontal_wrapped(|ui| {
        ui.label(t!("settings-rounds"));
        for rounds in 1..=MAX_ROUNDS {
            let words = t!("settings-rounds-times", rounds = rounds);
            ui.selectable_value(&mut settings.guide.rounds, rounds, words);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(t!("settings-cues"));
        for (cues, words) in [
            (Cues::Off, t!("settings-cues-off")),
            (Cues::Chime, t!("settings-cues-chime")),
            (Cues::Spoken, t!("settings-cues-spoken")),
        ] {
            ui.selectable_value(&mut settings.guide.cues, cues, words);
        }
    });
    ui.label(t!("settings-equipment"));
    ui.horizontal_wrapped(|ui| {
        for equipment in Equipment::TO_OWN {
            let mut is_available = settings.equipment.contains(&equipment);
            if ui.checkbox(&mut is_available, names::equipment(equipment)).changed() {
                settings.equipment.retain(|e| *e != equipment);
                if is_available {
                    settings.equipment.push(equipment);
                }
            }
        }
    });
    ui.label(t!("settings-troubles"));
    for change in troubles_ui(ui, &settings.guide.troubles) {
        settings.apply(change);
    }
    if !disliked.is_empty() {
        ui.label(t!("settings-put-away"));
    }
    for (id, name) in disliked {
        if ui.button(t!("settings-offer-again", name = name)).clicked() {
            settings.apply(SettingsChange::Offer(id.clone(), true));
        }
    }
}
