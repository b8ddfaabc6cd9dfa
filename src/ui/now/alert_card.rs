//! Alert card: the fault, its duration and the recommended stretch.

use crate::watch::Command;
use eframe::egui::{Label, Stroke, Ui, vec2};

use crate::text::{FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::theme::{
    self, GAP, GAP_SMALL, GAP_TINY, Icon, IconSize, LINE, Palette, Type, strong,
};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::figure::figure_ui;
use crate::ui::widgets::page::icon_ui;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::{Catalogue, Item};
use plumbline_core::engine::{Advice, Snapshot};

/// Largest width of the figure, points.
const FIGURE: f32 = 240.0;

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
        ui.set_min_height(height - 2.0 * GAP);
        ui.horizontal_top(|ui| {
            icon_ui(ui, Icon::Warning, IconSize::Medium, palette.fault);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = GAP_TINY;
                let headline = Type::Title.text(advice.fault.headline()).color(palette.fault);
                ui.add(Label::new(headline).wrap());
                let since = since_words(snapshot, advice);
                ui.label(Type::Caption.text(since).color(palette.text_quiet));
            });
        });
        let Some(item) = catalogue.item(&advice.stretch) else { return };
        ui.vertical_centered(|ui| {
            figure_ui(ui, &item.id, &item.name, ui.available_width().min(FIGURE));
        });
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        ui.add(Label::new(strong(&item.name)).wrap());
        ui.add(Label::new(Type::Caption.text(&advice.why).color(palette.text_quiet)).wrap());
        ui.add_space(GAP_SMALL);
        ui.spacing_mut().item_spacing.y = GAP_SMALL;
        buttons_ui(ui, advice, item, actions);
    });
}

fn buttons_ui(ui: &mut Ui, advice: &Advice, item: &Item, actions: &mut Vec<Action>) {
    let start = Button::primary(t!("alert-start")).icon(Icon::Play).min_width(ui.available_width());
    if start.show(ui).on_hover_text(t!("alert-start-hint")).clicked() {
        actions.push(Action::StartStretch(item.id.clone(), Some(advice.fault)));
    }
    let is_still = advice.fault == Fault::TooStill;
    let choices = [
        (t!("alert-have-moved"), is_still, "", Action::Watch(Command::CountBreak)),
        (t!("alert-show-stretch"), true, "", Action::OpenStretch(item.id.clone())),
        (t!("alert-another"), true, "", Action::Watch(Command::AnotherStretch)),
        (t!("alert-snooze"), true, "", Action::Watch(Command::SnoozeMs(15 * 60_000))),
        (
            t!("alert-is-wrong"),
            !is_still,
            t!("alert-is-wrong-hint"),
            Action::AlertIsWrong(advice.fault),
        ),
        (t!("alert-dismiss"), true, "", Action::Watch(Command::DismissAlert)),
    ];
    ui.spacing_mut().item_spacing = vec2(GAP_TINY, GAP_TINY);
    ui.horizontal_wrapped(|ui| {
        for (words, is_offered, hint, action) in choices {
            if !is_offered {
                continue;
            }
            let mut button = Button::quiet(words).show(ui);
            if !hint.is_empty() {
                button = button.on_hover_text(hint);
            }
            if button.clicked() {
                actions.push(action);
            }
        }
    });
}

fn since_words(snapshot: &Snapshot, advice: &Advice) -> String {
    match snapshot.t.since_ms(advice.since) / 1000 {
        s if s < 90 => t!("alert-since-seconds", seconds = s),
        s => t!("alert-since-minutes", minutes = (s + 30) / 60),
    }
}
