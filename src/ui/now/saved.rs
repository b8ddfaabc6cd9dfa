//! A message for a few seconds: the upright posture or the slouch was saved.

use std::time::Duration;

use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Align2, Area, Context, Id, Label, Margin, Order, vec2};

use crate::text::t;
use crate::ui::theme::{
    self, Elevation, GAP, GAP_HUGE, GAP_SMALL, Icon, IconSize, Palette, strong,
};
use crate::ui::widgets::page::icon_ui;
use plumbline_core::engine::CalibrationState;

/// How long the message is shown.
const SHOWN_S: f64 = 4.0;

/// What was captured last, and until when that is said.
#[derive(Debug, Clone, Copy, Default)]
struct Capture {
    is_running: bool,
    is_slouch: bool,
    until_s: Option<f64>,
}

/// Shows the message after a capture that succeeded. Call it in every frame of a page with a capture.
pub(in crate::ui) fn saved_ui(ctx: &Context, calibration: &CalibrationState) {
    let id = Id::unique("posture-saved");
    let now_s = ctx.input(|input| input.time);
    let mut capture: Capture = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    match calibration {
        CalibrationState::Countdown { is_slouch, .. } => {
            capture = Capture { is_running: true, is_slouch: *is_slouch, until_s: None };
        }
        CalibrationState::Capturing { .. } => capture.is_running = true,
        CalibrationState::Calibrated if capture.is_running => {
            capture.is_running = false;
            capture.until_s = Some(now_s + SHOWN_S);
        }
        _ => capture.is_running = false,
    }
    if let Some(until_s) = capture.until_s {
        if now_s < until_s {
            message_ui(ctx, capture.is_slouch);
            ctx.request_repaint_after(Duration::from_secs_f64(until_s - now_s));
        } else {
            capture = Capture::default();
        }
    }
    ctx.data_mut(|data| data.insert_temp(id, capture));
}

/// The message at the lower edge of the window. It takes no clicks.
fn message_ui(ctx: &Context, is_slouch: bool) {
    let words = if is_slouch { t!("slouch-saved") } else { t!("upright-saved") };
    let area = Area::new(Id::unique("posture-saved-message"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -GAP_HUGE))
        .interactable(false);
    area.show(ctx, |ui| {
        let palette = Palette::current(ui);
        let frame = theme::card(&palette)
            .shadow(Elevation::High.shadow(&palette))
            .inner_margin(Margin::symmetric(GAP as i8, GAP_SMALL as i8));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                icon_ui(ui, Icon::CheckCircle, IconSize::Medium, palette.good);
                let label = ui.add(Label::new(strong(words)).selectable(false));
                ui.ctx().accesskit_node_builder(label.id, |node| {
                    node.set_role(Role::Status);
                    node.set_label(words);
                    node.set_live(Live::Polite);
                });
            });
        });
    });
}
