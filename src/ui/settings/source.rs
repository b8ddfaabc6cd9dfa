//! The section about the camera and the places.

use eframe::egui::{self, Ui};

use super::field_of_view::field_of_view_ui;
use super::rows::{divider_ui, field_ui, group_ui, note_ui};
use super::{SettingsNotes, SettingsView};
use crate::settings::{CameraPicture, Settings, picture_of, set_picture};
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::theme::GAP_SMALL;
use crate::ui::welcome::camera_choice_ui;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::{choice_ui, row_ui, switch_ui};
use crate::ui::widgets::page::problem_ui;
use plumbline_core::body::Turn;
use plumbline_vision::frames::SourceSpec;

/// Width of a field, points.
const FIELD: f32 = 200.0;

impl SettingsView {
    pub(super) fn camera_ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        notes: &SettingsNotes,
        actions: &mut Vec<Action>,
    ) {
        group_ui(ui, t!("settings-which-camera"), |ui| self.source_ui(ui, settings, actions));
        group_ui(ui, t!("settings-picture"), |ui| {
            let about = t!("settings-silhouette-about");
            switch_ui(ui, &mut settings.camera.silhouette, t!("settings-silhouette"), about);
            divider_ui(ui);
            orientation_ui(ui, settings, notes);
            field_of_view_ui(ui, settings, notes, &mut self.distance);
        });
        group_ui(ui, t!("desk-title"), |ui| {
            row_ui(ui, t!("desk-check"), t!("desk-check-about"), |ui, _| {
                if Button::secondary(t!("desk-offer-show")).show(ui).clicked() {
                    actions.push(Action::CheckDesk);
                }
            });
        });
        group_ui(ui, t!("settings-place"), |ui| self.place_ui(ui, settings));
    }

    fn source_ui(&mut self, ui: &mut Ui, settings: &mut Settings, actions: &mut Vec<Action>) {
        if !self.is_listed {
            self.is_listed = true;
            self.cameras.refresh(ui.ctx());
        }
        let current = settings.camera.source.parse().unwrap_or(SourceSpec::Camera(None));
        let chosen_before = actions.len();
        ui.add_space(GAP_SMALL);
        camera_choice_ui(ui, &self.cameras, &current, actions);
        if let Some(Action::UseSource(spec)) = actions.get(chosen_before) {
            settings.camera.source = spec.with_secrets();
            self.source_text = None;
        }
        divider_ui(ui);
        let text = self.source_text.get_or_insert_with(|| settings.camera.source.clone());
        let is_confirmed =
            row_ui(ui, t!("settings-other-source"), t!("settings-source-hint"), |ui, label| {
                let edit = |ui: &mut Ui| {
                    let edit = field_ui(ui, text, FIELD, "");
                    let is_entered =
                        edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                    edit.labelled_by(label);
                    is_entered
                };
                field_and_button_ui(ui, FIELD, edit, Button::secondary(t!("settings-use-it")))
            });
        if is_confirmed {
            match text.parse::<SourceSpec>() {
                Ok(spec) => {
                    self.source_error = None;
                    settings.camera.source = spec.with_secrets();
                    actions.push(Action::UseSource(spec));
                }
                Err(error) => self.source_error = Some(error.to_string()),
            }
        }
        if let Some(error) = &self.source_error {
            problem_ui(ui, error);
        }
    }

    /// Places. Each combination of place and camera has its own upright baseline.
    fn place_ui(&mut self, ui: &mut Ui, settings: &mut Settings) {
        note_ui(ui, t!("settings-place-hint"));
        ui.add_space(GAP_SMALL);
        let places: Vec<String> = settings.places.all.iter().cloned().collect();
        let mut options = vec![(String::new(), t!("settings-usual-place"))];
        options.extend(places.iter().map(|place| (place.clone(), place.as_str())));
        choice_ui(ui, t!("settings-place"), &mut settings.places.current, &options);
        divider_ui(ui);
        row_ui(ui, t!("settings-another-place"), "", |ui, label| {
            let name = self.place_text.trim().to_owned();
            let edit = |ui: &mut Ui| {
                field_ui(ui, &mut self.place_text, FIELD, "").labelled_by(label);
                false
            };
            let add = Button::secondary(t!("settings-add-place")).enabled(!name.is_empty());
            if field_and_button_ui(ui, FIELD, edit, add) {
                settings.places.all.insert(name.clone());
                settings.places.current = name;
                self.place_text.clear();
            }
        });
        let is_named = !settings.places.current.is_empty();
        if is_named && Button::quiet(t!("settings-forget-place")).show(ui).clicked() {
            settings.places.all.remove(&settings.places.current);
            settings.places.current.clear();
        }
    }
}

/// How the pictures of the camera in use are turned and mirrored. Without a camera nothing can be chosen.
fn orientation_ui(ui: &mut Ui, settings: &mut Settings, notes: &SettingsNotes) {
    let pictures = &mut settings.camera.pictures;
    let name = notes.camera.as_ref().map(|camera| &*camera.name);
    let mut picture = name.map(|name| picture_of(pictures, name)).unwrap_or_default();
    ui.add_enabled_ui(name.is_some(), |ui| picture_ui(ui, &mut picture));
    if let Some(name) = name {
        set_picture(pictures, name, picture);
    }
}

fn picture_ui(ui: &mut Ui, picture: &mut CameraPicture) {
    row_ui(ui, t!("settings-turn"), t!("settings-turn-about"), |ui, _| {
        let degrees = Turn::ALL.map(|turn| (Some(turn), format!("{}°", turn.clockwise_deg())));
        let mut options = vec![(None, t!("settings-turn-auto"))];
        options.extend(degrees.iter().map(|(turn, words)| (*turn, words.as_str())));
        let mut chosen = picture.chosen_turn();
        if choice_ui(ui, t!("settings-turn"), &mut chosen, &options) {
            picture.choose_turn(chosen);
        }
    });
    if !picture.is_turn_chosen && picture.orientation.turn != Turn::None {
        let deg = picture.orientation.turn.clockwise_deg();
        note_ui(ui, &t!("settings-turn-now", deg = deg));
    }
    divider_ui(ui);
    let (label, about) = (t!("settings-mirrored"), t!("settings-mirrored-about"));
    switch_ui(ui, &mut picture.orientation.is_mirrored, label, about);
    divider_ui(ui);
}

/// A field of `width` points with a button at its right, in any direction of `ui`. Returns whether either was
/// confirmed.
pub(super) fn field_and_button_ui(
    ui: &mut Ui,
    width: f32,
    field: impl FnOnce(&mut Ui) -> bool,
    button: Button<'_>,
) -> bool {
    if ui.layout().prefer_right_to_left() {
        // The keyboard reaches the field first.
        return ui
            .allocate_ui_with_layout(
                egui::vec2(ui.available_width(), ui.available_height()),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    let words = button.width(ui);
                    ui.add_space((ui.available_width() - width - words - 2.0 * GAP_SMALL).max(0.0));
                    let is_entered = field(ui);
                    button.show(ui).clicked() || is_entered
                },
            )
            .inner;
    }
    let is_entered = field(ui);
    button.show(ui).clicked() || is_entered
}
