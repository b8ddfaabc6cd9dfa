//! The sections about the person's data and about the program.

use std::path::PathBuf;

use eframe::egui::{self, Ui};

use super::rows::{divider_ui, field_ui, group_ui, note_ui};
use super::{SettingsNotes, SettingsView};
use crate::settings::Settings;
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::history::tasks::ExportForm;
use crate::ui::shortcuts::is_cancelled;
use crate::ui::theme::{GAP_SMALL, GAP_TINY, Icon};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::{choice_ui, row_ui};
use crate::ui::widgets::spotlight::marked_ui;

/// Width of the field for a path, points.
const PATH: f32 = 240.0;

impl SettingsView {
    pub(super) fn data_ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        notes: &SettingsNotes,
        actions: &mut Vec<Action>,
    ) {
        if let Some(words) = &notes.sandbox {
            group_ui(ui, "", |ui| note_ui(ui, words));
        }
        group_ui(ui, t!("settings-history"), |ui| {
            keep_ui(ui, settings);
            divider_ui(ui);
            export_ui(ui, actions);
            divider_ui(ui);
            self.import_ui(ui, actions);
        });
        group_ui(ui, "", |ui| self.delete_ui(ui, actions));
    }

    /// Import of an export: by dialog, by path, or dropped on the window.
    fn import_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let mut file = None;
        row_ui(ui, t!("settings-import-title"), t!("settings-import-hint"), |ui, _| {
            if Button::secondary(t!("settings-import")).icon(Icon::UploadSimple).show(ui).clicked()
            {
                actions.push(Action::ChooseImport);
            }
        });
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(t!("settings-import-path"));
            let edit = field_ui(ui, &mut self.import_text, PATH, "plumbline-history-….json");
            let edit = edit.labelled_by(label.id);
            let text = self.import_text.trim();
            let is_confirmed =
                edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let import = Button::secondary(t!("settings-import-file")).enabled(!text.is_empty());
            let is_clicked = import.show(ui).clicked();
            if !text.is_empty() && (is_clicked || is_confirmed) {
                file = Some(PathBuf::from(text));
            }
        });
        ui.add_space(GAP_TINY);
        let dropped =
            ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(file) = file.or(dropped) {
            self.import_text.clear();
            actions.push(Action::ImportHistory(file));
        }
    }

    fn delete_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.add_space(GAP_TINY);
        if self.is_confirming_delete && is_cancelled(ui) {
            self.is_confirming_delete = false;
        }
        ui.horizontal_wrapped(|ui| {
            if !self.is_confirming_delete {
                let words = t!("settings-delete-history");
                let delete = Button::danger(words).icon(Icon::Trash);
                let delete = marked_ui(ui, words, |ui| delete.show(ui));
                self.is_confirming_delete = delete.clicked();
                return;
            }
            ui.label(t!("settings-all-gone"));
            if Button::danger(t!("settings-delete")).icon(Icon::Trash).show(ui).clicked() {
                actions.push(Action::DeleteHistory);
                self.is_confirming_delete = false;
            }
            if Button::secondary(t!("settings-keep")).show(ui).clicked() {
                self.is_confirming_delete = false;
            }
        });
        ui.add_space(GAP_TINY);
    }
}

fn keep_ui(ui: &mut Ui, settings: &mut Settings) {
    let labels = [
        (None, t!("settings-keep-ever").to_owned()),
        (Some(365), t!("settings-keep-year").to_owned()),
        (Some(90), t!("settings-keep-days", days = 90)),
        (Some(30), t!("settings-keep-days", days = 30)),
    ];
    let options = labels.each_ref().map(|(days, label)| (*days, label.as_str()));
    row_ui(ui, t!("settings-keep-for"), "", |ui, _| {
        choice_ui(ui, t!("settings-keep-for"), &mut settings.running.keep_history_days, &options);
    });
}

fn export_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    row_ui(ui, t!("settings-export"), t!("settings-export-about"), |ui, _| {
        for (words, hint, form) in [
            (t!("settings-export-csv"), t!("settings-export-csv-hint"), ExportForm::Csv),
            (t!("settings-export-json"), t!("settings-export-json-hint"), ExportForm::Json),
        ] {
            let button = Button::secondary(words).icon(Icon::DownloadSimple).show(ui);
            if button.on_hover_text(hint).clicked() {
                actions.push(Action::ExportHistory(form));
            }
        }
    });
}

/// Version and backend, and what the program is not.
pub(super) fn about_ui(ui: &mut Ui, notes: &SettingsNotes) {
    group_ui(ui, "", |ui| {
        ui.add_space(GAP_SMALL);
        ui.label(&notes.about);
        note_ui(ui, t!("settings-advice"));
        ui.add_space(GAP_SMALL);
    });
}
