//! The daily question about discomfort: a score, where, and a way to skip it.

use eframe::egui::{Id, Label, Ui, vec2};

use crate::text::{capitalized, names, t};
use crate::ui::action::Action;
use crate::ui::theme::{self, GAP_SMALL, GAP_TINY, Palette, Type};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::choice_ui;
use plumbline_core::coaching::discomfort::{Area, Discomfort, MAX_SCORE};

/// What is chosen but not saved yet.
#[derive(Debug, Clone, Default)]
struct Draft {
    score: Option<u8>,
    areas: Vec<Area>,
}

/// Shows the question. The answer, or that it was skipped, is pushed to `actions`.
pub(super) fn question_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    let palette = Palette::current(ui);
    let id = Id::unique("discomfort-draft");
    let mut draft: Draft = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(GAP_SMALL, GAP_SMALL);
        ui.add(Label::new(Type::Title.text(t!("question-title"))).wrap());
        let scale = Type::Caption.text(t!("question-scale")).color(palette.text_quiet);
        ui.add(Label::new(scale).wrap());
        let labels: Vec<(Option<u8>, String)> =
            (0..=MAX_SCORE).map(|score| (Some(score), score.to_string())).collect();
        let options: Vec<(Option<u8>, &str)> =
            labels.iter().map(|(score, label)| (*score, label.as_str())).collect();
        choice_ui(ui, t!("question-score"), &mut draft.score, &options);
        ui.label(Type::Body.text(t!("question-where")));
        ui.horizontal_wrapped(|ui| {
            for area in Area::ALL {
                let is_chosen = draft.areas.contains(&area);
                let words = capitalized(names::area(area));
                if Button::secondary(&words).selected(is_chosen).show(ui).clicked() {
                    draft.areas.retain(|other| *other != area);
                    if !is_chosen {
                        draft.areas.push(area);
                    }
                }
            }
        });
        ui.add_space(GAP_TINY);
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
