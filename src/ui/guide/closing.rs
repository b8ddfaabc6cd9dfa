//! Results of a finished session.

use eframe::egui::{Align, Label, Layout, Ui, vec2};

use crate::text::t;
use crate::ui::action::Action;
use crate::ui::theme::{self, GAP, GAP_LARGE, GAP_TINY, Icon, IconSize, Palette, Type, strong};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::figure::{Figure, Motion};
use crate::ui::widgets::page::{icon_ui, page_of_width_ui};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::guide::{StretchOutcome, StretchResult};

/// Width of the page, points.
const WIDTH: f32 = 560.0;

/// Height of a figure in the list, points.
const FIGURE_HEIGHT: f32 = 84.0;

/// Shows the results of a session.
pub(super) fn closing_ui(
    ui: &mut Ui,
    results: &[StretchResult],
    catalogue: &Catalogue,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::current(ui);
    let is_any_done = results.iter().any(|result| result.outcome == StretchOutcome::Done);
    page_of_width_ui(ui, WIDTH, |ui| {
        ui.add_space(GAP_LARGE);
        ui.vertical_centered(|ui| {
            let (headline, icon, ink) = match is_any_done {
                true => (t!("guide-well-done"), Icon::SealCheck, palette.good),
                false => (t!("guide-was-short"), Icon::Stop, palette.unsure),
            };
            icon_ui(ui, icon, IconSize::Huge, ink);
            ui.label(Type::Display.text(headline));
        });
        ui.add_space(GAP);
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for result in results {
                result_ui(ui, result, catalogue);
            }
        });
        ui.add_space(GAP_LARGE);
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            let back = Button::primary(t!("guide-back-to-work")).show(ui);
            if back.on_hover_text(t!("guide-back-to-work-key")).clicked() {
                actions.push(Action::GuideClosed);
            }
        });
    });
}

fn result_ui(ui: &mut Ui, result: &StretchResult, catalogue: &Catalogue) {
    let palette = Palette::current(ui);
    let name = catalogue.item(&result.stretch).map_or("", |item| item.name.as_str());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let motion = Motion::Thumbnail;
        let figure = Figure { id: &result.stretch, name, motion, is_mirrored: false };
        figure.show(ui, vec2(f32::INFINITY, FIGURE_HEIGHT));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = GAP_TINY;
            ui.add_space(GAP);
            ui.add(Label::new(strong(name)).wrap());
            let words = Type::Body.text(result_words(result)).color(palette.text_quiet);
            ui.add(Label::new(words).wrap());
        });
    });
}

/// Hold time of one stretch, and how much of it the camera confirmed.
#[must_use]
pub(super) fn result_words(result: &StretchResult) -> String {
    let seconds = |ms: i64| (ms + 500) / 1000;
    if let Some(reps) = result.reps.filter(|reps| reps.done > 0) {
        let (done, planned) = (reps.done, reps.planned);
        let words = match reps.seen {
            0 => t!("guide-reps-clock", done = done, planned = planned),
            seen if seen >= done => t!("guide-reps-all-seen", done = done, planned = planned),
            seen => t!("guide-reps-some-seen", done = done, planned = planned, seen = seen),
        };
        return with_outcome(words, result.outcome);
    }
    if seconds(result.held_ms) == 0 {
        return t!("guide-skipped").into();
    }
    let (held, planned) = (seconds(result.held_ms), seconds(result.planned_ms));
    let words = match seconds(result.verified_ms) {
        0 => t!("guide-held-clock", held = held, planned = planned),
        seen if seen >= held => t!("guide-held-all-seen", held = held, planned = planned),
        seen => t!("guide-held-some-seen", held = held, planned = planned, seen = seen),
    };
    with_outcome(words, result.outcome)
}

fn with_outcome(words: String, outcome: StretchOutcome) -> String {
    match outcome {
        StretchOutcome::Done => words,
        StretchOutcome::Skipped => t!("guide-then-skipped", held = words),
        StretchOutcome::Stopped => t!("guide-then-stopped", held = words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::coaching::guide::RepResult;

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
            reps: None,
        };
        let words = result_words(&result);
        assert_eq!(words, "Held for 60 of 60 seconds, 42 of them seen by the camera.");
        let timed = StretchResult { verified_ms: 0, outcome: StretchOutcome::Stopped, ..result };
        assert!(result_words(&timed).ends_with("counted by the timer. Stopped."));
        let reps = Some(RepResult { planned: 10, done: 8, seen: 5 });
        let counted = StretchResult { reps, outcome: StretchOutcome::Done, ..timed.clone() };
        let words = result_words(&counted);
        assert_eq!(words, "8 of 10 repetitions, 5 of them counted by the camera.");
        assert_eq!(result_words(&StretchResult { held_ms: 0, ..timed }), "Skipped.");
    }
}
