//! The sections about alerts, quiet, watching and appearance.

use eframe::egui::{self, Ui};
use jiff::civil::Time;

use super::rows::{break_label, divider_ui, effect_ui, group_ui, note_ui, slider_ui};
use super::{SettingsNotes, preview};
use crate::desktop::glow::GlowSupport;
use crate::settings::{ContrastChoice, Cues, Sensitivity, Settings, ThemeChoice};
use crate::text::numbers::percent;
use crate::text::{languages, names, t};
use crate::ui::action::Action;
use crate::ui::widgets::choice::{choice_ui, row_ui, switch_ui};
use crate::ui::widgets::page::problem_ui;
use plumbline_core::engine::cadence::OnBattery;

pub(super) fn alerts_ui(ui: &mut Ui, settings: &mut Settings, notes: &SettingsNotes) {
    let now = notes.snapshot();
    group_ui(ui, t!("settings-alerts-when"), |ui| {
        row_ui(ui, t!("settings-sensitivity"), t!("settings-sensitivity-about"), |ui, _| {
            let levels = Sensitivity::ALL.map(|level| (level, names::sensitivity(level)));
            choice_ui(ui, t!("settings-sensitivity"), &mut settings.limits.sensitivity, &levels);
        });
        effect_ui(ui, now, |now| preview::sensitivity_words(now, &settings.limit_choice()));
        divider_ui(ui);
        let dwell =
            egui::Slider::new(&mut settings.alerts.dwell_s, 3..=120).suffix(t!("unit-seconds"));
        slider_ui(ui, t!("settings-dwell"), t!("settings-dwell-about"), dwell);
        effect_ui(ui, now, |now| preview::dwell_words(now, settings.alerts.dwell_s));
        divider_ui(ui);
        let cooldown =
            egui::Slider::new(&mut settings.alerts.cooldown_s, 10..=1800).logarithmic(true);
        let cooldown = cooldown.suffix(t!("unit-seconds"));
        slider_ui(ui, t!("settings-cooldown"), t!("settings-cooldown-about"), cooldown);
    });
    group_ui(ui, t!("settings-alerts-how"), |ui| {
        let about = t!("settings-notifications-about");
        switch_ui(ui, &mut settings.alerts.notifications, t!("settings-notifications"), about);
        divider_ui(ui);
        ui.add_enabled_ui(settings.alerts.notifications, |ui| {
            let daily = egui::Slider::new(&mut settings.alerts.daily_notifications, 1..=60);
            slider_ui(ui, t!("settings-daily-notifications"), "", daily);
        });
        if let Some(problem) = &notes.notice_problem {
            problem_ui(ui, problem);
        }
    });
    if notes.glow_support != GlowSupport::NotHere {
        group_ui(ui, t!("settings-on-screen"), |ui| on_screen_ui(ui, settings, notes));
    }
    group_ui(ui, t!("settings-sounds"), |ui| sounds_ui(ui, settings, notes));
}

/// Signs on the whole screen.
fn on_screen_ui(ui: &mut Ui, settings: &mut Settings, notes: &SettingsNotes) {
    let support = notes.glow_support;
    let alerts = &mut settings.alerts;
    // What was switched on can always be switched off.
    let can_glow = support.has_edge() || support == GlowSupport::Unknown || alerts.edge_glow;
    ui.add_enabled_ui(can_glow, |ui| {
        let about = t!("settings-edge-glow-about");
        switch_ui(ui, &mut alerts.edge_glow, t!("settings-edge-glow"), about);
    });
    divider_ui(ui);
    let can_dim = support.has_dimming() || support == GlowSupport::Unknown || alerts.dim_screens;
    ui.add_enabled_ui(can_dim, |ui| {
        let about = t!("settings-dim-screens-about");
        switch_ui(ui, &mut alerts.dim_screens, t!("settings-dim-screens"), about);
    });
    match support {
        GlowSupport::NoLayerShell => problem_ui(ui, t!("settings-no-layer-shell")),
        GlowSupport::NoDisplay => problem_ui(ui, t!("settings-no-glow-display")),
        GlowSupport::EdgeOnly => note_ui(ui, t!("settings-no-blending")),
        GlowSupport::Unknown | GlowSupport::Full | GlowSupport::NotHere => {}
    }
    divider_ui(ui);
    let ways = [alerts.edge_glow, alerts.dim_screens, alerts.notifications];
    let is_a_choice = ways.into_iter().filter(|is_on| *is_on).count() > 1;
    ui.add_enabled_ui(is_a_choice || alerts.vary_alerts, |ui| {
        let about = t!("settings-vary-alerts-about");
        switch_ui(ui, &mut alerts.vary_alerts, t!("settings-vary-alerts"), about);
    });
}

/// Every sound of the program.
fn sounds_ui(ui: &mut Ui, settings: &mut Settings, notes: &SettingsNotes) {
    ui.add_enabled_ui(settings.alerts.notifications, |ui| {
        let about = t!("settings-sound-about");
        switch_ui(ui, &mut settings.alerts.sound, t!("settings-sound"), about);
    });
    divider_ui(ui);
    row_ui(ui, t!("settings-cues"), "", |ui, _| {
        let options = [
            (Cues::Off, t!("settings-cues-off")),
            (Cues::Chime, t!("settings-cues-chime")),
            (Cues::Spoken, t!("settings-cues-spoken")),
        ];
        choice_ui(ui, t!("settings-cues"), &mut settings.guide.cues, &options);
    });
    if let Some(problem) = &notes.sound_problem {
        problem_ui(ui, problem);
    }
    note_ui(ui, t!("settings-sounds-about"));
}

pub(super) fn quiet_ui(ui: &mut Ui, settings: &mut Settings) {
    group_ui(ui, "", |ui| {
        let quiet = &mut settings.quiet;
        switch_ui(
            ui,
            &mut quiet.in_calls,
            t!("settings-quiet-calls"),
            t!("settings-quiet-calls-about"),
        );
        divider_ui(ui);
        switch_ui(ui, &mut quiet.while_presenting, t!("settings-quiet-presenting"), "");
        divider_ui(ui);
        switch_ui(ui, &mut quiet.hours, t!("settings-quiet-hours"), "");
        ui.add_enabled_ui(quiet.hours, |ui| {
            ui.horizontal_wrapped(|ui| {
                time_ui(ui, t!("settings-quiet-from"), &mut quiet.from);
                time_ui(ui, t!("settings-quiet-to"), &mut quiet.to);
            });
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

pub(super) fn watching_ui(
    ui: &mut Ui,
    settings: &mut Settings,
    notes: &SettingsNotes,
    actions: &mut Vec<Action>,
) {
    group_ui(ui, "", |ui| {
        row_ui(ui, t!("settings-break-after"), t!("settings-break-after-about"), |ui, _| {
            let labels = [20, 25, 30, 45, 0].map(|minutes| (minutes, break_label(minutes)));
            let options = labels.each_ref().map(|(minutes, label)| (*minutes, label.as_str()));
            choice_ui(
                ui,
                t!("settings-break-after"),
                &mut settings.alerts.break_after_min,
                &options,
            );
        });
        divider_ui(ui);
        row_ui(ui, t!("settings-invite-after"), t!("settings-invite-after-about"), |ui, _| {
            let labels = [10, 15, 20, 30, 0].map(|minutes| (minutes, break_label(minutes)));
            let options = labels.each_ref().map(|(minutes, label)| (*minutes, label.as_str()));
            let after_min = &mut settings.alerts.invite_after_min;
            choice_ui(ui, t!("settings-invite-after"), after_min, &options);
        });
        divider_ui(ui);
        row_ui(ui, t!("settings-on-battery"), "", |ui, _| {
            let options = [
                (OnBattery::AsUsual, t!("settings-battery-as-usual")),
                (OnBattery::Slower, t!("settings-battery-slower")),
                (OnBattery::Pause, t!("settings-battery-pause")),
            ];
            choice_ui(ui, t!("settings-on-battery"), &mut settings.running.on_battery, &options);
        });
        divider_ui(ui);
        let about = t!("settings-off-while-away-about");
        switch_ui(ui, &mut settings.camera.off_while_away, t!("settings-off-while-away"), about);
    });
    group_ui(ui, t!("settings-in-background"), |ui| {
        let keep = &mut settings.running.keep_watching_when_closed;
        switch_ui(ui, keep, t!("settings-keep-watching"), t!("settings-keep-watching-about"));
        if let Some(problem) = notes.tray_problem.as_ref().filter(|_| *keep) {
            problem_ui(ui, problem);
        }
        if let Some(mut starts_at_login) = notes.starts_at_login {
            divider_ui(ui);
            if switch_ui(ui, &mut starts_at_login, t!("settings-start-at-login"), "").changed() {
                actions.push(Action::StartAtLogin(starts_at_login));
            }
        }
        if let Some(program) = &notes.starts_other_at_login {
            note_ui(ui, &t!("settings-starts-other-at-login", program = program.as_str()));
        }
    });
}

pub(super) fn appearance_ui(ui: &mut Ui, settings: &mut Settings) {
    group_ui(ui, "", |ui| {
        row_ui(ui, t!("settings-language"), "", |ui, _| {
            let mut language = languages::known(&settings.window.language);
            let mut options = vec![("", t!("settings-language-system"))];
            options.extend(languages::ALL);
            if choice_ui(ui, t!("settings-language"), &mut language, &options) {
                language.clone_into(&mut settings.window.language);
            }
        });
        divider_ui(ui);
        row_ui(ui, t!("settings-theme"), "", |ui, _| {
            let options = [
                (ThemeChoice::System, t!("settings-theme-system")),
                (ThemeChoice::Light, t!("settings-theme-light")),
                (ThemeChoice::Dark, t!("settings-theme-dark")),
            ];
            choice_ui(ui, t!("settings-theme"), &mut settings.window.theme, &options);
        });
        divider_ui(ui);
        row_ui(ui, t!("settings-contrast"), t!("settings-contrast-about"), |ui, _| {
            let options = [
                (ContrastChoice::System, t!("settings-contrast-system")),
                (ContrastChoice::Normal, t!("settings-contrast-normal")),
                (ContrastChoice::High, t!("settings-contrast-high")),
            ];
            choice_ui(ui, t!("settings-contrast"), &mut settings.window.contrast, &options);
        });
        divider_ui(ui);
        row_ui(ui, t!("settings-size"), t!("settings-size-about"), |ui, _| {
            let sizes = [0.9_f32, 1.0, 1.15, 1.3, 1.5, 2.0];
            let labels = sizes.map(|size| percent(f64::from(size) * 100.0, 0));
            let options: Vec<(f32, &str)> =
                sizes.into_iter().zip(labels.iter().map(String::as_str)).collect();
            choice_ui(ui, t!("settings-size"), &mut settings.window.zoom, &options);
        });
        divider_ui(ui);
        let about = t!("settings-reduced-motion-about");
        switch_ui(ui, &mut settings.window.reduced_motion, t!("settings-reduced-motion"), about);
    });
}
