//! The daily question about discomfort: a score, where, and a way to skip it.

use eframe::egui::{Id, Label, Ui, vec2};

use crate::text::{capitalized, names, t};
use crate::ui::action::Action;
use crate::ui::theme::{self, GAP, GAP_SMALL, GAP_TINY, HAIRLINE, Palette, Type};
use crate::ui::widgets::body_map::body_map_ui;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::choice_ui;
use plumbline_core::coaching::discomfort::{Area, Discomfort, MAX_SCORE};

/// What is chosen but not saved yet.
#[derive(Debug, Clone, Default)]
struct Draft {
    score: Option<u8>,
    areas: Vec<Area>,
}

/// Largest side of the map of the body, points.
const MAP: f32 = 240.0;

/// Shows the question in a card at least `height` points high. The answer, or that it was skipped, is pushed to
/// `actions`.
pub(super) fn question_ui(ui: &mut Ui, height: f32, actions: &mut Vec<Action>) {
    let palette = Palette::current(ui);
    let id = Id::unique("discomfort-draft");
    let mut draft: Draft = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(height - 2.0 * (GAP + HAIRLINE));
        ui.spacing_mut().item_spacing = vec2(GAP_SMALL, GAP_SMALL);
        ui.add(Label::new(Type::Title.text(t!("question-title"))).wrap());
        let quiet = |words: &str| Type::Caption.text(words).color(palette.text_quiet);
        ui.add(Label::new(quiet(t!("question-scale"))).wrap());
        let labels: Vec<(Option<u8>, String)> =
            (0..=MAX_SCORE).map(|score| (Some(score), score.to_string())).collect();
        let options: Vec<(Option<u8>, &str)> =
            labels.iter().map(|(score, label)| (*score, label.as_str())).collect();
        choice_ui(ui, t!("question-score"), &mut draft.score, &options);
        ui.add_space(GAP_TINY);
        let chosen: Vec<&str> = draft.areas.iter().map(|area| names::area(*area)).collect();
        let chosen = match chosen.as_slice() {
            [] => t!("question-where-about").into(),
            chosen => capitalized(&chosen.join(", ")),
        };
        ui.label(Type::Body.text(t!("question-where")));
        ui.add(Label::new(quiet(&chosen)).wrap());
        ui.vertical_centered(|ui| {
            let side = ui.available_width().min(MAP);
            body_map_ui(ui, &mut draft.areas, side);
        });
        ui.horizontal_wrapped(|ui| {
            let save = Button::primary(t!("question-save")).enabled(draft.score.is_some());
            if save.show(ui).clicked()
                && let Some(score) = draft.score
            {
                let areas = draft.areas.clone();
                actions.push(Action::Felt(Some(Discomfort { score, areas })));
            }
            if Button::quiet(t!("question-skip")).show(ui).clicked() {
                actions.push(Action::Felt(None));
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(id, draft));
}
