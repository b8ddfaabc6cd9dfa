//! The alert in the window: what was noticed, since when, and the stretch that answers it.

use eframe::egui::{RichText, Ui};

use super::action::Action;
use super::theme::{self, Palette};
use super::widgets::figure::figure_ui;
use crate::body::Fault;
use crate::catalogue::Catalogue;
use crate::engine::{Advice, Snapshot};

/// Shows `advice`; the person's wishes go into `actions`.
pub fn alert_card_ui(
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
            if theme::primary_button(ui, "Start")
                .on_hover_text("Follow it step by step (Ctrl+Enter)")
                .clicked()
            {
                actions.push(Action::StartStretch(item.id.clone(), Some(advice.fault)));
            }
            if ui.button("Show the stretch").clicked() {
                actions.push(Action::OpenStretch(item.id.clone()));
            }
            if advice.fault == Fault::TooStill && ui.button("I have moved").clicked() {
                actions.push(Action::CountBreak);
            }
            if ui.button("Another one").clicked() {
                actions.push(Action::AnotherStretch);
            }
            if ui.button("Snooze 15 min").clicked() {
                actions.push(Action::SnoozeMinutes(15));
            }
            if advice.fault != Fault::TooStill
                && ui
                    .button("This is wrong")
                    .on_hover_text("This fault will need a little more from now on")
                    .clicked()
            {
                actions.push(Action::AlertIsWrong(advice.fault));
            }
            if ui.button("Dismiss").clicked() {
                actions.push(Action::DismissAlert);
            }
        });
        // Below the buttons, so that these never go off the window.
        ui.add_space(theme::GAP_SMALL);
        figure_ui(ui, &item.id, &item.name, ui.available_width().min(300.0));
        super::stretch::steps_ui(ui, item);
    });
}

fn since_words(snapshot: &Snapshot, advice: &Advice) -> String {
    match snapshot.t.since_ms(advice.since) / 1000 {
        s if s < 90 => format!("For {s} seconds now."),
        s => format!("For {} minutes now.", (s + 30) / 60),
    }
}
