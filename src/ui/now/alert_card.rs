//! Alert card: the fault, its duration and the recommended stretch.

use crate::watch::Command;
use eframe::egui::{Label, Stroke, Ui, vec2};

use crate::text::{FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::theme::{
    self, GAP, GAP_SMALL, GAP_TINY, Icon, IconSize, LINE, Palette, Type, strong,
};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::figure::{figure_ui, height_for};
use crate::ui::widgets::page::icon_ui;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::{Catalogue, Item};
use plumbline_core::coaching::trial::Offer;
use plumbline_core::engine::{Advice, Snapshot};

/// Largest and smallest width of the figure, points.
const FIGURE: f32 = 240.0;
const MIN_FIGURE: f32 = 120.0;

/// Height of everything but the figure before it was measured, points.
const WORDS: f32 = 320.0;

/// Shows `advice` in a card at least `height` points high; the user's choices are pushed to `actions`.
pub(super) fn alert_card_ui(
    ui: &mut Ui,
    advice: &Advice,
    snapshot: &Snapshot,
    catalogue: &Catalogue,
    height: f32,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::current(ui);
    let frame = theme::card(&palette).stroke(Stroke::new(LINE, palette.fault));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(height - 2.0 * (GAP + LINE));
        let top = ui.cursor().top();
        ui.horizontal_top(|ui| {
            icon_ui(ui, Icon::Warning, IconSize::Medium, palette.fault);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let headline = strong(advice.fault.headline()).color(palette.fault);
                ui.add(Label::new(headline).wrap());
                let since = since_words(snapshot, advice);
                ui.label(Type::Caption.text(since).color(palette.text_quiet));
            });
        });
        if let Some(lot) = advice.lot {
            let by_lot = Type::Caption.text(t!("alert-by-lot")).color(palette.text_quiet);
            ui.add(Label::new(by_lot).wrap());
            if lot.offer == Offer::Hint {
                ui.add_space(GAP_SMALL);
                // In a narrow window it would push the words out of sight.
                if height > 0.0 {
                    ui.vertical_centered(|ui| {
                        let width = ui.available_width().min(FIGURE);
                        figure_ui(ui, "sit-upright", t!("upright-title"), width);
                    });
                }
                ui.add(Label::new(Type::Title.text(t!("alert-hint-only"))).wrap());
                ui.add_space(GAP_SMALL);
                hint_buttons_ui(ui, advice, actions);
                return;
            }
        }
        let Some(item) = catalogue.item(&advice.stretch) else { return };
        let figure_top = ui.cursor().top();
        // The figure has the height that the rest leaves.
        let id = ui.scope_id().with("alert-words");
        let words: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(WORDS);
        let largest = ui.available_width().min(FIGURE);
        let room = (height - 2.0 * (GAP + LINE) - words) / height_for(1.0);
        ui.vertical_centered(|ui| {
            figure_ui(
                ui,
                &item.id,
                &item.name,
                if height > 0.0 { room.clamp(MIN_FIGURE.min(largest), largest) } else { largest },
            );
        });
        let figure = ui.cursor().top() - figure_top;
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        ui.add(Label::new(Type::Title.text(&item.name)).wrap());
        // In the language of the texts, which may have changed since the alert began.
        let why = catalogue.reason(&advice.muscle, advice.fault).unwrap_or(&advice.why);
        ui.add(Label::new(Type::Caption.text(why).color(palette.text_quiet)).wrap());
        ui.add_space(GAP_SMALL);
        ui.spacing_mut().item_spacing.y = GAP_SMALL;
        buttons_ui(ui, advice, item, actions);
        let used = ui.cursor().top() - top - figure;
        if (used - words).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, used));
            ui.ctx().request_discard("alert-words-measured");
        }
    });
}

/// The buttons of an alert whose lot offers the hint only.
fn hint_buttons_ui(ui: &mut Ui, advice: &Advice, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        if Button::secondary(t!("alert-dismiss")).show(ui).clicked() {
            actions.push(Action::Watch(Command::DismissAlert));
        }
        if Button::secondary(t!("alert-snooze")).show(ui).clicked() {
            actions.push(Action::Watch(Command::SnoozeMs(15 * 60_000)));
        }
    });
    wrong_button_ui(ui, advice, actions);
}

fn wrong_button_ui(ui: &mut Ui, advice: &Advice, actions: &mut Vec<Action>) {
    let wrong = Button::quiet(t!("alert-is-wrong")).icon(Icon::ThumbsDown).show(ui);
    if wrong.on_hover_text(t!("alert-is-wrong-hint")).clicked() {
        actions.push(Action::AlertIsWrong(advice.fault));
    }
}

fn buttons_ui(ui: &mut Ui, advice: &Advice, item: &Item, actions: &mut Vec<Action>) {
    let start = Button::primary(t!("alert-start")).icon(Icon::Play).min_width(ui.available_width());
    if start.show(ui).on_hover_text(t!("alert-start-hint")).clicked() {
        actions.push(Action::StartStretch(item.id.clone(), Some(advice.fault)));
    }
    let is_still = advice.fault == Fault::TooStill;
    ui.spacing_mut().item_spacing = vec2(GAP_SMALL, GAP_SMALL);
    let half = (ui.available_width() - GAP_SMALL) / 2.0;
    let choices = [
        (t!("alert-have-moved"), is_still, Action::Watch(Command::CountBreak)),
        (t!("alert-show-stretch"), true, Action::OpenStretch(item.id.clone())),
        (t!("alert-another"), true, Action::Watch(Command::AnotherStretch)),
        (t!("alert-snooze"), true, Action::Watch(Command::SnoozeMs(15 * 60_000))),
        (t!("alert-dismiss"), true, Action::Watch(Command::DismissAlert)),
    ];
    ui.horizontal_wrapped(|ui| {
        for (words, _, action) in choices.into_iter().filter(|(_, is_offered, _)| *is_offered) {
            if Button::secondary(words).min_width(half).show(ui).clicked() {
                actions.push(action);
            }
        }
    });
    if !is_still {
        wrong_button_ui(ui, advice, actions);
    }
}

fn since_words(snapshot: &Snapshot, advice: &Advice) -> String {
    match snapshot.t.since_ms(advice.since) / 1000 {
        s if s < 90 => t!("alert-since-seconds", seconds = s),
        s => t!("alert-since-minutes", minutes = (s + 30) / 60),
    }
}
