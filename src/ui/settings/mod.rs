//! The "Settings" page. Each limit shows its effect on the current measurements.

mod preview;
mod stretching;

use std::sync::Arc;

use std::path::PathBuf;

use eframe::egui::{self, RichText, ScrollArea, Ui};
use jiff::civil::Time;

use crate::settings::{Sensitivity, Settings, SettingsChange, ThemeChoice};
use crate::text::names;
use crate::text::{FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::history::tasks::ExportForm;
use crate::ui::history::what_if::WhatIf;
use crate::ui::settings::stretching::stretching_ui;
use crate::ui::theme::{self, Palette};
use crate::ui::welcome::{CameraList, camera_choice_ui};
use crate::watch::LiveView;
use plumbline_core::body::Fault;
use plumbline_core::engine::Snapshot;
use plumbline_core::engine::cadence::OnBattery;
use plumbline_core::posture::fault::Worse;
use plumbline_vision::frames::SourceSpec;

/// Length of a slider, points.
const SLIDER: f32 = 170.0;

/// Width below which rows wrap, points.
const NARROW: f32 = 440.0;

/// Information for the view besides the settings.
#[derive(Debug, Clone, Default)]
pub struct SettingsNotes {
    /// Version and backend.
    pub about: String,
    /// Whether Plumbline starts at login; `None` if the system does not support it.
    pub starts_at_login: Option<bool>,
    /// Another copy of Plumbline that starts at login.
    pub starts_other_at_login: Option<String>,
    /// Reason why there is no tray icon.
    pub tray_problem: Option<String>,
    /// Reason why notifications cannot be shown.
    pub notice_problem: Option<String>,
    /// State of the sandbox, as text.
    pub sandbox: Option<String>,
    /// Reason why cues of a guided stretch cannot be played.
    pub sound_problem: Option<String>,
    /// Stretches the user does not want, by id and name.
    pub put_away: Vec<(String, String)>,
    /// Current measurements, to show the effect of a limit now.
    pub live: Option<Arc<LiveView>>,
    /// Minutes of the last days, to show the effect of a limit on them.
    pub past: Option<Arc<WhatIf>>,
}

impl SettingsNotes {
    fn snapshot(&self) -> Option<&Snapshot> {
        self.live.as_ref().map(|live| &live.snapshot)
    }
}

/// State of the view between frames.
#[derive(Debug, Default)]
pub struct SettingsView {
    source_text: Option<String>,
    source_error: Option<String>,
    place_text: String,
    cameras: CameraList,
    is_listed: bool,
    is_confirming_delete: bool,
    import_text: String,
}

impl SettingsView {
    /// A view whose cameras are already listed.
    #[must_use]
    pub fn with_cameras(cameras: CameraList) -> Self {
        Self { cameras, is_listed: true, ..Self::default() }
    }

    /// Shows the view; a change is pushed as [`Action::Change`].
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        current: &Settings,
        notes: &SettingsNotes,
        actions: &mut Vec<Action>,
    ) {
        let settings = &mut current.clone();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let palette = Palette::current(ui);
            // In a narrow window the value beside the slider may need the space.
            let is_narrow = ui.available_width() < NARROW;
            ui.spacing_mut().slider_width = if is_narrow { 0.75 * SLIDER } else { SLIDER };
            section_ui(ui, t!("settings-camera"), |ui| self.source_ui(ui, settings, actions));
            section_ui(ui, t!("settings-place"), |ui| self.place_ui(ui, settings));
            section_ui(ui, t!("settings-alerts"), |ui| {
                alerts_ui(ui, settings, notes.snapshot());
                problem_ui(ui, notes.notice_problem.as_deref());
            });
            section_ui(ui, t!("settings-quiet"), |ui| quiet_ui(ui, settings));
            section_ui(ui, t!("settings-watching"), |ui| {
                watching_ui(ui, settings);
                if settings.running.keep_watching_when_closed {
                    problem_ui(ui, notes.tray_problem.as_deref());
                }
                if let Some(mut starts_at_login) = notes.starts_at_login
                    && ui.checkbox(&mut starts_at_login, t!("settings-start-at-login")).changed()
                {
                    actions.push(Action::StartAtLogin(starts_at_login));
                }
                if let Some(program) = &notes.starts_other_at_login {
                    let words = t!("settings-starts-other-at-login", program = program.as_str());
                    ui.label(RichText::new(words).color(palette.text_quiet));
                }
            });
            section_ui(ui, t!("settings-watched"), |ui| {
                watched_ui(ui, settings);
                expert_ui(ui, settings, notes);
            });
            section_ui(ui, t!("settings-stretching"), |ui| {
                stretching_ui(ui, settings, &notes.put_away);
                problem_ui(ui, notes.sound_problem.as_deref());
            });
            section_ui(ui, t!("settings-appearance"), |ui| {
                ui.checkbox(&mut settings.camera.silhouette, t!("settings-silhouette"));
                ui.horizontal_wrapped(|ui| {
                    ui.label(t!("settings-theme"));
                    for (choice, label) in [
                        (ThemeChoice::System, t!("settings-theme-system")),
                        (ThemeChoice::Light, t!("settings-theme-light")),
                        (ThemeChoice::Dark, t!("settings-theme-dark")),
                    ] {
                        ui.selectable_value(&mut settings.window.theme, choice, label);
                    }
                });
                ui.horizontal_wrapped(|ui| {
                    ui.label(t!("settings-size"));
                    for (zoom, label) in [
                        (0.9, "90 %"),
                        (1.0, "100 %"),
                        (1.15, "115 %"),
                        (1.3, "130 %"),
                        (1.5, "150 %"),
                        (2.0, "200 %"),
                    ] {
                        ui.selectable_value(&mut settings.window.zoom, zoom, label);
                    }
                });
                ui.checkbox(&mut settings.window.reduced_motion, t!("settings-reduced-motion"));
                ui.label(t!("settings-never-leave"));
                if let Some(words) = &notes.sandbox {
                    ui.label(words);
                }
            });
            section_ui(ui, t!("settings-data"), |ui| self.data_ui(ui, settings, actions));
            section_ui(ui, t!("settings-about"), |ui| {
                ui.label(&notes.about);
                ui.label(RichText::new(t!("settings-advice")).color(palette.text_quiet));
            });
        });
        if settings != current {
            actions.push(Action::Change(SettingsChange::All(Box::new(settings.clone()))));
        }
    }

    fn data_ui(&mut self, ui: &mut Ui, settings: &mut Settings, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            ui.label(t!("settings-keep-for"));
            for (days, label) in [
                (None, t!("settings-keep-ever").to_owned()),
                (Some(365), t!("settings-keep-year").to_owned()),
                (Some(90), t!("settings-keep-days", days = 90)),
                (Some(30), t!("settings-keep-days", days = 30)),
            ] {
                ui.selectable_value(&mut settings.running.keep_history_days, days, label);
            }
        });
        ui.horizontal_wrapped(|ui| {
            ui.label(t!("settings-export"));
            let json = ui
                .button(t!("settings-export-json"))
                .on_hover_text(t!("settings-export-json-hint"));
            if json.clicked() {
                actions.push(Action::ExportHistory(ExportForm::Json));
            }
            let csv =
                ui.button(t!("settings-export-csv")).on_hover_text(t!("settings-export-csv-hint"));
            if csv.clicked() {
                actions.push(Action::ExportHistory(ExportForm::Csv));
            }
        });
        self.import_ui(ui, actions);
        ui.horizontal_wrapped(|ui| {
            if !self.is_confirming_delete {
                self.is_confirming_delete = ui.button(t!("settings-delete-history")).clicked();
                return;
            }
            ui.label(t!("settings-all-gone"));
            if theme::primary_button(ui, t!("settings-delete")).clicked() {
                actions.push(Action::DeleteHistory);
                self.is_confirming_delete = false;
            }
            if ui.button(t!("settings-keep")).clicked() {
                self.is_confirming_delete = false;
            }
        });
    }

    /// Import of an export: by dialog, by path, or dropped on the window.
    fn import_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let mut file = None;
        ui.horizontal_wrapped(|ui| {
            if ui.button(t!("settings-import")).clicked() {
                actions.push(Action::ChooseImport);
            }
            let label = ui.label(t!("settings-import-path"));
            let edit = egui::TextEdit::singleline(&mut self.import_text)
                .desired_width(260.0)
                .hint_text("plumbline-history-….json");
            let edit = ui.add(edit).labelled_by(label.id);
            let text = self.import_text.trim();
            let is_confirmed =
                edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let import =
                ui.add_enabled(!text.is_empty(), egui::Button::new(t!("settings-import-file")));
            if !text.is_empty() && (import.clicked() || is_confirmed) {
                file = Some(PathBuf::from(text));
            }
        });
        let palette = Palette::current(ui);
        let hint = t!("settings-import-hint");
        ui.label(RichText::new(hint).small().color(palette.text_quiet));
        let dropped =
            ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(file) = file.or(dropped) {
            self.import_text.clear();
            actions.push(Action::ImportHistory(file));
        }
    }

    /// Places. Each combination of place and camera has its own upright baseline.
    fn place_ui(&mut self, ui: &mut Ui, settings: &mut Settings) {
        let palette = Palette::current(ui);
        ui.label(RichText::new(t!("settings-place-hint")).small().color(palette.text_quiet));
        ui.horizontal_wrapped(|ui| {
            ui.selectable_value(
                &mut settings.places.current,
                String::new(),
                t!("settings-usual-place"),
            );
            for place in settings.places.all.clone() {
                ui.selectable_value(&mut settings.places.current, place.clone(), &place);
            }
        });
        row_ui(ui, |ui| {
            let label = ui.label(t!("settings-another-place"));
            ui.add(egui::TextEdit::singleline(&mut self.place_text).desired_width(160.0))
                .labelled_by(label.id);
            let name = self.place_text.trim().to_owned();
            if ui
                .add_enabled(!name.is_empty(), egui::Button::new(t!("settings-add-place")))
                .clicked()
            {
                settings.places.all.insert(name.clone());
                settings.places.current = name;
                self.place_text.clear();
            }
            let is_named = !settings.places.current.is_empty();
            if ui.add_enabled(is_named, egui::Button::new(t!("settings-forget-place"))).clicked() {
                settings.places.all.remove(&settings.places.current);
                settings.places.current.clear();
            }
        });
    }

    fn source_ui(&mut self, ui: &mut Ui, settings: &mut Settings, actions: &mut Vec<Action>) {
        if !self.is_listed {
            self.is_listed = true;
            self.cameras.refresh(ui.ctx());
        }
        let current = settings.camera.source.parse().unwrap_or(SourceSpec::Camera(None));
        let chosen_before = actions.len();
        camera_choice_ui(ui, &self.cameras, &current, actions);
        if let Some(Action::UseSource(spec)) = actions.get(chosen_before) {
            settings.camera.source = spec.with_secrets();
            self.source_text = None;
        }
        let palette = Palette::current(ui);
        let text = self.source_text.get_or_insert_with(|| settings.camera.source.clone());
        let mut is_confirmed = false;
        row_ui(ui, |ui| {
            let label = ui.label(t!("settings-other-source"));
            let edit = ui.add(egui::TextEdit::singleline(text).desired_width(260.0));
            is_confirmed |=
                edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            edit.labelled_by(label.id);
            is_confirmed |= ui.button(t!("settings-use-it")).clicked();
        });
        ui.label(RichText::new(t!("settings-source-hint")).small().color(palette.text_quiet));
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
            ui.label(RichText::new(format!("! {error}")).color(palette.fault));
        }
        let slider = egui::Slider::new(&mut settings.camera.hfov_deg, 50.0..=100.0);
        let slider = slider.suffix("°").fixed_decimals(0);
        slider_ui(ui, slider, t!("settings-field-of-view"));
    }
}

fn alerts_ui(ui: &mut Ui, settings: &mut Settings, now: Option<&Snapshot>) {
    ui.horizontal_wrapped(|ui| {
        ui.label(t!("settings-sensitivity"));
        for sensitivity in Sensitivity::ALL {
            ui.selectable_value(
                &mut settings.limits.sensitivity,
                sensitivity,
                names::sensitivity(sensitivity),
            );
        }
    });
    preview_ui(ui, now, |now| preview::sensitivity_words(now, &settings.limit_choice()));
    let dwell = egui::Slider::new(&mut settings.alerts.dwell_s, 3..=120).suffix(t!("unit-seconds"));
    slider_ui(ui, dwell, t!("settings-dwell"));
    preview_ui(ui, now, |now| preview::dwell_words(now, settings.alerts.dwell_s));
    let cooldown = egui::Slider::new(&mut settings.alerts.cooldown_s, 10..=1800).logarithmic(true);
    slider_ui(ui, cooldown.suffix(t!("unit-seconds")), t!("settings-cooldown"));
    ui.checkbox(&mut settings.alerts.notifications, t!("settings-notifications"));
    ui.add_enabled_ui(settings.alerts.notifications, |ui| {
        ui.checkbox(&mut settings.alerts.sound, t!("settings-sound"));
        let daily = egui::Slider::new(&mut settings.alerts.daily_notifications, 1..=60);
        slider_ui(ui, daily, t!("settings-daily-notifications"));
    });
}

/// A small line below a setting with its effect now.
fn preview_ui(ui: &mut Ui, now: Option<&Snapshot>, words: impl FnOnce(&Snapshot) -> String) {
    if let Some(now) = now {
        quiet_label_ui(ui, &words(now));
    }
}

fn quiet_label_ui(ui: &mut Ui, words: &str) {
    let palette = Palette::current(ui);
    if !words.is_empty() {
        ui.label(RichText::new(words).small().color(palette.text_quiet));
    }
}

fn problem_ui(ui: &mut Ui, problem: Option<&str>) {
    let palette = Palette::current(ui);
    if let Some(problem) = problem {
        ui.label(RichText::new(format!("! {problem}")).color(palette.fault));
    }
}

fn quiet_ui(ui: &mut Ui, settings: &mut Settings) {
    ui.checkbox(&mut settings.quiet.in_calls, t!("settings-quiet-calls"));
    ui.checkbox(&mut settings.quiet.while_presenting, t!("settings-quiet-presenting"));
    ui.checkbox(&mut settings.quiet.hours, t!("settings-quiet-hours"));
    ui.add_enabled_ui(settings.quiet.hours, |ui| {
        row_ui(ui, |ui| {
            time_ui(ui, t!("settings-quiet-from"), &mut settings.quiet.from);
            time_ui(ui, t!("settings-quiet-to"), &mut settings.quiet.to);
        });
    });
}

/// Hour and minute; each can be dragged, typed or stepped.
fn time_ui(ui: &mut Ui, label: &str, time: &mut Time) {
    let (mut hour, mut minute) = (time.hour(), time.minute());
    let name = ui.label(label);
    let hours = ui.add(egui::DragValue::new(&mut hour).range(0..=23).suffix(t!("unit-hours")));
    hours.labelled_by(name.id);
    let minutes =
        ui.add(egui::DragValue::new(&mut minute).range(0..=59).suffix(t!("unit-minutes")));
    minutes.labelled_by(name.id);
    if let Ok(changed) = Time::new(hour, minute, 0, 0) {
        *time = changed;
    }
}

fn watching_ui(ui: &mut Ui, settings: &mut Settings) {
    ui.horizontal_wrapped(|ui| {
        ui.label(t!("settings-break-after"));
        for minutes in [20, 25, 30, 45, 0] {
            let label = match minutes {
                0 => t!("settings-break-never").to_owned(),
                minutes => t!("settings-break-minutes", minutes = minutes),
            };
            ui.selectable_value(&mut settings.alerts.break_after_min, minutes, label);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(t!("settings-on-battery"));
        for (choice, label) in [
            (OnBattery::AsUsual, t!("settings-battery-as-usual")),
            (OnBattery::Slower, t!("settings-battery-slower")),
            (OnBattery::Pause, t!("settings-battery-pause")),
        ] {
            ui.selectable_value(&mut settings.running.on_battery, choice, label);
        }
    });
    ui.checkbox(&mut settings.camera.off_while_away, t!("settings-off-while-away"));
    ui.checkbox(&mut settings.running.keep_watching_when_closed, t!("settings-keep-watching"));
}

fn watched_ui(ui: &mut Ui, settings: &mut Settings) {
    let of_posture = plumbline_core::posture::fault::FAULT_RULES.iter().map(|rule| rule.fault);
    for fault in of_posture.chain([Fault::TooStill]) {
        let mut is_watched = !settings.limits.unwatched.contains(&fault);
        if ui.checkbox(&mut is_watched, fault.headline()).changed() {
            if is_watched {
                settings.limits.unwatched.remove(&fault);
            } else {
                settings.limits.unwatched.insert(fault);
            }
        }
    }
}

/// One slider per limit.
fn expert_ui(ui: &mut Ui, settings: &mut Settings, notes: &SettingsNotes) {
    let now = notes.snapshot();
    ui.collapsing(t!("settings-limits"), |ui| {
        if now.is_none() {
            ui.label(t!("settings-limits-not-watched"));
        }
        for rule in &plumbline_core::posture::fault::FAULT_RULES {
            let Some(limits) = rule.from_baseline.or(rule.population) else { continue };
            let mut scale = settings.limits.scales.get(&rule.fault).copied().unwrap_or(1.0);
            let unit = names::unit(rule.quantity.unit());
            let overall = settings.limits.sensitivity.limit_scale();
            let towards = rule.worse;
            let slider =
                egui::Slider::new(&mut scale, 0.5..=3.0).custom_formatter(move |scale, _| {
                    let limit = match towards {
                        Worse::Smaller => limits.enter / (overall * scale),
                        Worse::Larger | Worse::FurtherFromZero => limits.enter * overall * scale,
                    };
                    if limit < 1.0 {
                        format!("{limit:.2}{unit}")
                    } else {
                        format!("{limit:.0}{unit}")
                    }
                });
            if slider_ui(ui, slider, names::quantity(rule.quantity)).changed() {
                if (scale - 1.0).abs() < 0.02 {
                    settings.limits.scales.remove(&rule.fault);
                } else {
                    settings.limits.scales.insert(rule.fault, scale);
                }
            }
            let limits = settings.limit_choice();
            let present = now.map(|now| preview::limit_words(rule, now, &limits));
            let past = notes.past.as_ref();
            let past = past.and_then(|past| preview::past_words(rule, past, now, &limits));
            let parts: Vec<String> = present.into_iter().chain(past).collect();
            quiet_label_ui(ui, &parts.join(" · "));
            ui.add_space(4.0);
        }
        if ui.button(t!("settings-limits-reset")).clicked() {
            settings.limits.scales.clear();
        }
    });
}

/// A row that wraps in a narrow window.
fn row_ui<T>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> T) -> T {
    if ui.available_width() < NARROW {
        ui.horizontal_wrapped(contents).inner
    } else {
        ui.horizontal(contents).inner
    }
}

/// A slider followed by its name, which wraps to the next line in a narrow window.
fn slider_ui(ui: &mut Ui, slider: egui::Slider<'_>, name: &str) -> egui::Response {
    if ui.available_width() >= NARROW {
        return ui.add(slider.text(name));
    }
    row_ui(ui, |ui| {
        let slider = ui.add(slider);
        let name = ui.label(name);
        slider.labelled_by(name.id)
    })
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
