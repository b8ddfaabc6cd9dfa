//! The section about faults: which count, and from which limit.

use eframe::egui::{self, Ui};

use super::rows::{divider_ui, effect_words_ui, group_ui, note_ui, slider_ui};
use super::{SettingsNotes, preview};
use crate::settings::Settings;
use crate::text::names;
use crate::text::numbers::decimal;
use crate::text::{FaultText as _, t};
use crate::ui::theme::Icon;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::switch_ui;
use crate::ui::widgets::spotlight::marked_ui;
use plumbline_core::body::Fault;
use plumbline_core::posture::fault::{FAULT_RULES, FaultRule, Worse};

pub(super) fn faults_ui(
    ui: &mut Ui,
    settings: &mut Settings,
    notes: &SettingsNotes,
    is_open: &mut bool,
) {
    group_ui(ui, "", |ui| {
        let of_posture = FAULT_RULES.iter().map(|rule| rule.fault);
        for (i, fault) in of_posture.chain([Fault::TooStill]).enumerate() {
            if i > 0 {
                divider_ui(ui);
            }
            let mut is_watched = !settings.limits.unwatched.contains(&fault);
            if switch_ui(ui, &mut is_watched, fault.headline(), "").changed() {
                if is_watched {
                    settings.limits.unwatched.remove(&fault);
                } else {
                    settings.limits.unwatched.insert(fault);
                }
            }
        }
    });
    let icon = if *is_open { Icon::CaretUp } else { Icon::CaretDown };
    let words = t!("settings-limits");
    let fold = marked_ui(ui, words, |ui| Button::quiet(words).icon(icon).show(ui));
    if fold.clicked() {
        *is_open = !*is_open;
    }
    if *is_open {
        limits_ui(ui, settings, notes);
    }
}

/// One slider per limit.
fn limits_ui(ui: &mut Ui, settings: &mut Settings, notes: &SettingsNotes) {
    let now = notes.snapshot();
    group_ui(ui, "", |ui| {
        if now.is_none() {
            note_ui(ui, t!("settings-limits-not-watched"));
        }
        for rule in &FAULT_RULES {
            limit_ui(ui, rule, settings);
            let limits = settings.limit_choice();
            let present = now.map(|now| preview::limit_words(rule, now, &limits));
            let past = notes.past.as_ref();
            let past = past.and_then(|past| preview::past_words(rule, past, now, &limits));
            let parts: Vec<String> = present.into_iter().chain(past).collect();
            effect_words_ui(ui, &parts.join(" · "));
            divider_ui(ui);
        }
        if Button::secondary(t!("settings-limits-reset")).show(ui).clicked() {
            settings.limits.scales.clear();
        }
    });
}

fn limit_ui(ui: &mut Ui, rule: &FaultRule, settings: &mut Settings) {
    let Some(limits) = rule.from_baseline.or(rule.population) else { return };
    let mut scale = settings.limits.scales.get(&rule.fault).copied().unwrap_or(1.0);
    let unit = names::unit(rule.quantity.unit());
    let overall = settings.limits.sensitivity.limit_scale();
    let towards = rule.worse;
    let slider = egui::Slider::new(&mut scale, 0.5..=3.0).custom_formatter(move |scale, _| {
        let limit = match towards {
            Worse::Smaller => limits.enter / (overall * scale),
            Worse::Larger | Worse::FurtherFromZero => limits.enter * overall * scale,
        };
        format!("{}{unit}", decimal(limit, if limit < 1.0 { 2 } else { 0 }))
    });
    if slider_ui(ui, names::quantity(rule.quantity), "", slider).changed() {
        if (scale - 1.0).abs() < 0.02 {
            settings.limits.scales.remove(&rule.fault);
        } else {
            settings.limits.scales.insert(rule.fault, scale);
        }
    }
}
