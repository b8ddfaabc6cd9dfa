//! Results of a finished session.

use eframe::egui::{RichText, ScrollArea, Ui};

use crate::text::t;
use crate::ui::action::Action;
use crate::ui::theme::{self, Palette};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::guide::{StretchOutcome, StretchResult};

/// Shows the results of a session.
pub(super) fn closing_ui(
    ui: &mut Ui,
    results: &[StretchResult],
    catalogue: &Catalogue,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::current(ui);
    ScrollArea::vertical().show(ui, |ui| {
        let is_any_done = results.iter().any(|result| result.outcome == StretchOutcome::Done);
        let headline = if is_any_done { t!("guide-well-done") } else { t!("guide-was-short") };
        ui.label(RichText::new(headline).size(34.0).strong());
        ui.add_space(theme::GAP_SMALL);
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for result in results {
                let name = catalogue.item(&result.stretch).map_or("", |item| item.name.as_str());
                ui.label(RichText::new(name).size(19.0).strong());
                ui.label(RichText::new(result_words(result)).color(palette.text_quiet));
            }
        });
        ui.add_space(theme::GAP);
        if theme::primary_button(ui, t!("guide-back-to-work"))
            .on_hover_text(t!("guide-back-to-work-key"))
            .clicked()
        {
            actions.push(Action::GuideClosed);
        }
    });
}

/// Hold time of one stretch, and how much of it the camera confirmed.
#[must_use]
pub(super) fn result_words(result: &StretchResult) -> String {
    let seconds = |ms: i64| (ms + 500) / 1000;
    if seconds(result.held_ms) == 0 {
        return t!("guide-skipped").into();
    }
    let (held, planned) = (seconds(result.held_ms), seconds(result.planned_ms));
    let words = match seconds(result.verified_ms) {
        0 => t!("guide-held-clock", held = held, planned = planned),
        seen if seen >= held => t!("guide-held-all-seen", held = held, planned = planned),
        seen => t!("guide-held-some-seen", held = held, planned = planned, seen = seen),
    };
    match result.outcome {
        StretchOutcome::Done => words,
        StretchOutcome::Skipped => t!("guide-then-skipped", held = words),
        StretchOutcome::Stopped => t!("guide-then-stopped", held = words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_gives_the_time_confirmed_by_the_camera() {
        let result = StretchResult {
            stretch: "side-arm".into(),
            sides: Vec::new(),
            planned_ms: 60_000,
            held_ms: 60_000,
            verified_ms: 42_300,
            outcome: StretchOutcome::Done,
            answers: None,
        };
        let words = result_words(&result);
        assert_eq!(words, "Held for 60 of 60 seconds, 42 of them seen by the camera.");
        let timed = StretchResult { verified_ms: 0, outcome: StretchOutcome::Stopped, ..result };
        assert!(result_words(&timed).ends_with("counted by the timer. Stopped."));
        assert_eq!(result_words(&StretchResult { held_ms: 0, ..timed }), "Skipped.");
    }
}
