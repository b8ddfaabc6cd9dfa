//! Settings: how stretches are guided, and which are offered.

use eframe::egui::Ui;

use super::player::troubles_ui;
use crate::catalogue::Equipment;
use crate::settings::{Cues, MAX_ROUNDS, Settings};

/// Everything about stretching. `put_away` is what the person does not want, by id and name.
pub(super) fn coach_ui(ui: &mut Ui, settings: &mut Settings, put_away: &[(String, String)]) {
    ui.checkbox(&mut settings.coach.camera, "The camera counts the hold, where it can see it");
    ui.horizontal_wrapped(|ui| {
        ui.label("Each side is held");
        for rounds in 1..=MAX_ROUNDS {
            let words = match rounds {
                1 => "once".to_owned(),
                2 => "twice".to_owned(),
                rounds => format!("{rounds} times"),
            };
            ui.selectable_value(&mut settings.coach.rounds, rounds, words);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label("To be heard");
        for (cues, words) in
            [(Cues::Off, "Nothing"), (Cues::Chime, "A chime"), (Cues::Spoken, "Spoken steps")]
        {
            ui.selectable_value(&mut settings.coach.cues, cues, words);
        }
    });
    ui.label("What you have at hand. What needs anything else is not offered.");
    ui.horizontal_wrapped(|ui| {
        for equipment in Equipment::TO_OWN {
            let mut is_there = settings.equipment.contains(&equipment);
            if ui.checkbox(&mut is_there, equipment.label()).changed() {
                settings.equipment.retain(|e| *e != equipment);
                if is_there {
                    settings.equipment.push(equipment);
                }
            }
        }
    });
    ui.label("Where you have trouble. What strains it is not offered.");
    troubles_ui(ui, settings);
    if !put_away.is_empty() {
        ui.label("Not offered, because you put them away:");
    }
    for (id, name) in put_away {
        if ui.button(format!("Offer \u{201c}{name}\u{201d} again")).clicked() {
            settings.coach.disliked.remove(id);
        }
    }
}
