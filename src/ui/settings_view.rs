//! "Settings": simple for now.

use eframe::egui::{self, RichText, ScrollArea, Ui};

use super::action::Action;
use super::theme::{self, Palette};
use crate::body::Fault;
use crate::frames::SourceSpec;
use crate::settings::{Sensitivity, Settings, ThemeChoice};

/// What the view holds between frames.
#[derive(Debug, Default)]
pub struct SettingsView {
    source_text: Option<String>,
    source_error: Option<String>,
}

impl SettingsView {
    /// Shows the view; a change is pushed as [`Action::SettingsChanged`].
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        about: &str,
        actions: &mut Vec<Action>,
    ) {
        let before = settings.clone();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let palette = Palette::current(ui);
            section_ui(ui, "Camera", |ui| self.source_ui(ui, settings, actions));
            section_ui(ui, "Alerts", |ui| alerts_ui(ui, settings));
            section_ui(ui, "What is watched", |ui| watched_ui(ui, settings));
            section_ui(ui, "Appearance and privacy", |ui| {
                ui.checkbox(&mut settings.silhouette, "Show only the figure, not the picture");
                ui.horizontal(|ui| {
                    ui.label("Theme");
                    for (choice, label) in [
                        (ThemeChoice::System, "As the desktop"),
                        (ThemeChoice::Light, "Light"),
                        (ThemeChoice::Dark, "Dark"),
                    ] {
                        ui.selectable_value(&mut settings.theme, choice, label);
                    }
                });
                ui.label("Pictures never leave this computer and are never written to disk.");
            });
            section_ui(ui, "About", |ui| {
                ui.label(about);
                ui.label(
                    RichText::new(
                        "Plumbline gives wellbeing advice, not a diagnosis. With an injury or \
                         lasting pain, see a doctor.",
                    )
                    .color(palette.text_quiet),
                );
            });
        });
        if *settings != before {
            actions.push(Action::SettingsChanged);
        }
    }

    fn source_ui(&mut self, ui: &mut Ui, settings: &mut Settings, actions: &mut Vec<Action>) {
        let palette = Palette::current(ui);
        let text = self.source_text.get_or_insert_with(|| settings.source.clone());
        let mut is_confirmed = false;
        ui.horizontal(|ui| {
            let label = ui.label("Picture source");
            let edit = ui.add(egui::TextEdit::singleline(text).desired_width(260.0));
            is_confirmed |=
                edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            edit.labelled_by(label.id);
            is_confirmed |= ui.button("Use it").clicked();
        });
        ui.label(
            RichText::new(
                "camera, camera:1, demo, a picture, folder or video, or an http:// MJPEG address",
            )
            .small()
            .color(palette.text_quiet),
        );
        if is_confirmed {
            match text.parse::<SourceSpec>() {
                Ok(spec) => {
                    self.source_error = None;
                    settings.source = spec.to_string();
                    actions.push(Action::UseSource(spec));
                }
                Err(error) => self.source_error = Some(error.to_string()),
            }
        }
        if let Some(error) = &self.source_error {
            ui.label(RichText::new(format!("! {error}")).color(palette.fault));
        }
        ui.add(
            egui::Slider::new(&mut settings.camera_hfov_deg, 50.0..=100.0)
                .text("Camera's field of view across")
                .suffix("°")
                .fixed_decimals(0),
        );
    }
}

fn alerts_ui(ui: &mut Ui, settings: &mut Settings) {
    ui.horizontal(|ui| {
        ui.label("Sensitivity");
        for sensitivity in Sensitivity::ALL {
            ui.selectable_value(&mut settings.sensitivity, sensitivity, sensitivity.label());
        }
    });
    ui.add(
        egui::Slider::new(&mut settings.dwell_s, 3..=120)
            .text("A fault must last this long")
            .suffix(" s"),
    );
    ui.add(
        egui::Slider::new(&mut settings.cooldown_s, 10..=1800)
            .logarithmic(true)
            .text("Quiet between two alerts")
            .suffix(" s"),
    );
}

fn watched_ui(ui: &mut Ui, settings: &mut Settings) {
    for rule in &crate::posture::fault::FAULT_RULES {
        let fault: Fault = rule.fault;
        let mut is_watched = !settings.unwatched.contains(&fault);
        if ui.checkbox(&mut is_watched, fault.headline()).changed() {
            if is_watched {
                settings.unwatched.remove(&fault);
            } else {
                settings.unwatched.insert(fault);
            }
        }
    }
}

fn section_ui(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui)) {
    let palette = Palette::current(ui);
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(title).size(18.0).strong());
        ui.add_space(4.0);
        contents(ui);
    });
    ui.add_space(theme::GAP_SMALL);
}
