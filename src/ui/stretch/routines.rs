//! Routines on the "Stretch" page: built-in routines, the routine for today, and the user's own
//! routines with an editor.

use eframe::egui::{self, RichText, Ui};

use crate::settings::{Settings, SettingsChange};
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::theme::{self, Palette};
use plumbline_core::catalogue::{Catalogue, Routine};

/// Editor of the user's routines.
#[derive(Debug, Default)]
pub(crate) struct RoutineEditor {
    draft: Option<Routine>,
    /// Item that "Add" appends.
    to_add: Option<String>,
}

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
        for_today: &Routine,
        settings: &Settings,
        actions: &mut Vec<Action>,
    ) {
        if self.draft.is_some() {
            self.draft_ui(ui, catalogue, settings, actions);
            return;
        }
        routine_ui(ui, catalogue, for_today, actions);
        for routine in catalogue.routines() {
            routine_ui(ui, catalogue, routine, actions);
        }
        for routine in &settings.guide.routines {
            if routine_ui(ui, catalogue, routine, actions) {
                self.draft = Some(routine.clone());
            }
        }
        if ui.button(t!("routine-own")).clicked() {
            self.draft = Some(Routine {
                id: unused_id(settings),
                name: t!("routine-own-name").into(),
                about: String::new(),
                items: Vec::new(),
            });
        }
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
        let mut is_over = false;
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let label = ui.label(t!("routine-name"));
                ui.text_edit_singleline(&mut draft.name).labelled_by(label.id);
            });
            items_ui(ui, catalogue, &mut draft);
            ui.horizontal_wrapped(|ui| {
                let name_of = |id: &str| catalogue.item(id).map_or("", |item| item.name.as_str());
                let chosen = self.to_add.as_deref().map_or(t!("routine-choose-stretch"), name_of);
                egui::ComboBox::from_label(t!("routine-to-add"))
                    .selected_text(chosen)
                    .width(260.0)
                    .height(LIST_HEIGHT)
                    .show_ui(ui, |ui| {
                        for item in catalogue.items() {
                            let id = Some(item.id.clone());
                            ui.selectable_value(&mut self.to_add, id, &item.name);
                        }
                    });
                let has_room = draft.items.len() < MAX_ITEMS;
                let can_add = self.to_add.is_some() && has_room;
                if ui.add_enabled(can_add, egui::Button::new(t!("routine-add"))).clicked()
                    && let Some(id) = self.to_add.clone()
                {
                    draft.items.push(id);
                }
            });
            ui.label(length_words(&draft, catalogue));
            ui.horizontal_wrapped(|ui| {
                let is_whole = !draft.items.is_empty() && !draft.name.trim().is_empty();
                let save = egui::Button::new(t!("routine-save"));
                if ui.add_enabled(is_whole, save).clicked() {
                    actions.push(Action::Change(SettingsChange::KeepRoutine(draft.clone())));
                    is_over = true;
                }
                if ui.button(t!("routine-cancel")).clicked() {
                    is_over = true;
                }
                let is_kept = settings.guide.routines.iter().any(|r| r.id == draft.id);
                if is_kept && ui.button(t!("routine-delete")).clicked() {
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
            ui.label(format!("{}. {name}", i + 1));
            let earlier = ui.add_enabled(i > 0, egui::Button::new(t!("routine-up")));
            earlier.widget_info(|| button_info(i > 0, &t!("routine-move-up", name = name)));
            if earlier.clicked() {
                up = Some(i);
            }
            let remove = ui.button(t!("routine-remove"));
            remove.widget_info(|| button_info(true, &t!("routine-remove-named", name = name)));
            if remove.clicked() {
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

fn button_info(is_enabled: bool, words: &str) -> egui::WidgetInfo {
    egui::WidgetInfo::labeled(egui::accesskit::Role::Button, is_enabled, words)
}

/// One routine with its buttons. Returns true if it should be edited.
fn routine_ui(
    ui: &mut Ui,
    catalogue: &Catalogue,
    routine: &Routine,
    actions: &mut Vec<Action>,
) -> bool {
    let palette = Palette::current(ui);
    let mut is_edited = false;
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&routine.name).size(18.0).strong());
            let words = length_words(routine, catalogue);
            ui.label(RichText::new(words).color(palette.text_quiet));
        });
        if !routine.about.is_empty() {
            ui.label(&routine.about);
        }
        let names: Vec<&str> = routine.items_in(catalogue).map(|item| item.name.as_str()).collect();
        ui.label(RichText::new(names.join(" · ")).color(palette.text_quiet));
        ui.horizontal_wrapped(|ui| {
            let start = theme::primary_button(ui, t!("routine-start"));
            let name = routine.name.as_str();
            start.widget_info(|| button_info(true, &t!("routine-start-named", name = name)));
            if start.clicked() {
                actions.push(Action::StartRoutine(routine.clone()));
            }
            let is_own = routine.about.is_empty();
            if is_own {
                let edit = ui.button(t!("routine-change"));
                edit.widget_info(|| button_info(true, &t!("routine-change-named", name = name)));
                is_edited = edit.clicked();
            }
        });
    });
    ui.add_space(theme::GAP_SMALL);
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
