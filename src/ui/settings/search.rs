//! Search in the settings.

use eframe::egui::{Ui, WidgetInfo, accesskit::Role};

use super::Section;
use super::rows;
use crate::text::search::folded;
use crate::text::{FaultText as _, t};
use crate::ui::shortcuts::focus_on_search;
use crate::ui::theme::TEXT_MEASURE;
use plumbline_core::posture::fault::FAULT_RULES;

/// Shows the search field.
pub(super) fn field_ui(ui: &mut Ui, query: &mut String) {
    let name = t!("settings-search");
    let field = rows::field_ui(ui, query, TEXT_MEASURE, name);
    focus_on_search(ui, &field);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
}

/// Every setting with its section: the words that the section shows for it.
#[must_use]
pub fn entries() -> Vec<(Section, &'static str)> {
    let mut entries = vec![
        (Section::Camera, t!("settings-which-camera")),
        (Section::Camera, t!("settings-other-source")),
        (Section::Camera, t!("settings-field-of-view")),
        (Section::Camera, t!("settings-tape")),
        (Section::Camera, t!("settings-silhouette")),
        (Section::Camera, t!("settings-turn")),
        (Section::Camera, t!("settings-mirrored")),
        (Section::Camera, t!("desk-check")),
        (Section::Camera, t!("settings-place")),
        (Section::Camera, t!("settings-another-place")),
        (Section::Alerts, t!("settings-sensitivity")),
        (Section::Alerts, t!("settings-dwell")),
        (Section::Alerts, t!("settings-cooldown")),
        (Section::Alerts, t!("settings-notifications")),
        (Section::Alerts, t!("settings-sound")),
        (Section::Alerts, t!("settings-daily-notifications")),
        (Section::Alerts, t!("settings-edge-glow")),
        (Section::Alerts, t!("settings-dim-screens")),
        (Section::Alerts, t!("settings-vary-alerts")),
        (Section::Alerts, t!("settings-cues")),
        (Section::Quiet, t!("settings-quiet-calls")),
        (Section::Quiet, t!("settings-quiet-presenting")),
        (Section::Quiet, t!("settings-quiet-hours")),
        (Section::Watching, t!("settings-break-after")),
        (Section::Watching, t!("settings-invite-after")),
        (Section::Watching, t!("settings-on-battery")),
        (Section::Watching, t!("settings-off-while-away")),
        (Section::Watching, t!("settings-keep-watching")),
        (Section::Watching, t!("settings-start-at-login")),
        (Section::Faults, t!("settings-limits")),
        (Section::Stretching, t!("settings-camera-counts")),
        (Section::Stretching, t!("settings-trial")),
        (Section::Stretching, t!("settings-rounds")),
        (Section::Stretching, t!("settings-equipment")),
        (Section::Stretching, t!("settings-troubles")),
        (Section::Appearance, t!("settings-language")),
        (Section::Appearance, t!("settings-theme")),
        (Section::Appearance, t!("settings-contrast")),
        (Section::Appearance, t!("settings-size")),
        (Section::Appearance, t!("settings-reduced-motion")),
        (Section::Data, t!("settings-keep-for")),
        (Section::Data, t!("settings-export")),
        (Section::Data, t!("settings-import-title")),
        (Section::Data, t!("settings-delete-history")),
    ];
    entries.extend(FAULT_RULES.iter().map(|rule| (Section::Faults, rule.fault.headline())));
    entries
}

/// The settings whose words, or whose section's name, contain every word of `query`.
#[must_use]
pub(super) fn found(query: &str) -> Vec<(Section, &'static str)> {
    let query = folded(query);
    let wanted: Vec<&str> = query.split_whitespace().collect();
    entries()
        .into_iter()
        .filter(|(section, words)| {
            let place = folded(&format!("{words} {} {}", section.label(), section.about()));
            // "Sounds" finds "sound".
            let has = |word: &str| {
                let begin = word.char_indices().nth_back(0).map_or(0, |(end, _)| end);
                place.contains(word) || (begin > 3 && place.contains(&word[..begin]))
            };
            wanted.iter().all(|word| has(word))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_settings_by_any_order_of_their_words_and_by_their_section() {
        let of = |query| found(query).into_iter().map(|(section, _)| section).collect::<Vec<_>>();
        assert!(of("SOUND").contains(&Section::Alerts));
        assert_eq!(of("sounds"), [Section::Alerts, Section::Alerts]);
        assert_eq!(of("history delete"), [Section::Data]);
        assert!(of("quiet").len() >= 3);
        assert!(of("nothing like this").is_empty());
    }
}
