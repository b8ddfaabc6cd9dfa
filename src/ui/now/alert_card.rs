//! Alert card: the fault, its duration and the recommended stretch.

use crate::watch::Command;
use eframe::egui::{RichText, Ui};

use crate::text::{FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::figure::figure_ui;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::{Advice, Snapshot};

/// Shows `advice`; the user's choices are pushed to `actions`.
pub(super) fn alert_card_ui(
    ui: &mut Ui,
    advice: &Advice,
    snapshot: &Snapshot,
    catalogue: &Catalogue,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::current(ui);
    theme::card(&palette).stroke(eframe::egui::Stroke::new(2.0, palette.fault)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let headline = format!("! {}", advice.fault.headline());
        ui.label(RichText::new(headline).heading().color(palette.fault));
        ui.label(RichText::new(since_words(snapshot, advice)).color(palette.text_quiet));
        let Some(item) = catalogue.item(&advice.stretch) else { return };
        ui.add_space(theme::GAP_SMALL);
        ui.label(RichText::new(&item.name).size(18.0).strong());
        ui.label(&advice.why);
        ui.add_space(theme::GAP_SMALL);
        ui.horizontal_wrapped(|ui| {
            if theme::primary_button(ui, t!("alert-start"))
                .on_hover_text(t!("alert-start-hint"))
                .clicked()
            {
                actions.push(Action::StartStretch(item.id.clone(), Some(advice.fault)));
            }
            if ui.button(t!("alert-show-stretch")).clicked() {
                actions.push(Action::OpenStretch(item.id.clone()));
            }
            if advice.fault == Fault::TooStill && ui.button(t!("alert-have-moved")).clicked() {
                actions.push(Action::Watch(Command::CountBreak));
            }
            if ui.button(t!("alert-another")).clicked() {
                actions.push(Action::Watch(Command::AnotherStretch));
            }
            if ui.button(t!("alert-snooze")).clicked() {
                actions.push(Action::Watch(Command::SnoozeMs(15 * 60_000)));
            }
            if advice.fault != Fault::TooStill
                && ui
                    .button(t!("alert-is-wrong"))
                    .on_hover_text(t!("alert-is-wrong-hint"))
                    .clicked()
            {
                actions.push(Action::AlertIsWrong(advice.fault));
            }
            if ui.button(t!("alert-dismiss")).clicked() {
                actions.push(Action::Watch(Command::DismissAlert));
            }
        });
        // Below the buttons, so that they always stay inside the window.
        ui.add_space(theme::GAP_SMALL);
        figure_ui(ui, &item.id, &item.name, ui.available_width().min(300.0));
        crate::ui::stretch::steps_ui(ui, item);
    });
}

fn since_words(snapshot: &Snapshot, advice: &Advice) -> String {
    match snapshot.t.since_ms(advice.since) / 1000 {
        s if s < 90 => t!("alert-since-seconds", seconds = s),
        s => t!("alert-since-minutes", minutes = (s + 30) / 60),
    }
}
