//! What the person sees of the stretch: the figure that shows it and, while the camera counts, the mirror.

use eframe::egui::{self, Align2, Ui, vec2};

use super::GuideModel;
use crate::text::t;
use crate::ui::theme::{self, GAP, GAP_SMALL, Palette, Type};
use crate::ui::widgets::figure::{Figure, Motion};
use crate::ui::widgets::picture::{Framing, Picture};
use crate::watch::LiveView;
use plumbline_core::body::Side;
use plumbline_core::coaching::guide::{Counting, Phase, Session};
use plumbline_core::posture::fault::LimitChoice;

/// The live view, if it is shown beside the figure.
pub(super) fn mirror<'a>(session: &Session, model: &GuideModel<'a>) -> Option<&'a LiveView> {
    model.live.filter(|_| *session.counting() == Counting::Camera)
}

/// Figure and mirror beside each other in `size`.
pub(super) fn beside_ui(ui: &mut Ui, session: &Session, model: &GuideModel<'_>, size: egui::Vec2) {
    let each = vec2(((size.x - GAP) / 2.0).floor(), size.y);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        figure_ui(ui, session, each);
        if let Some(live) = mirror(session, model) {
            mirror_ui(ui, live, model, each);
        }
    });
}

/// Figure and mirror below each other.
pub(super) fn stacked_ui(ui: &mut Ui, session: &Session, model: &GuideModel<'_>) {
    let width = ui.available_width();
    figure_ui(ui, session, vec2(width, width * 0.75));
    if let Some(live) = mirror(session, model) {
        ui.add_space(GAP_SMALL);
        mirror_ui(ui, live, model, vec2(width, width * 0.75));
    }
}

fn mirror_ui(ui: &mut Ui, live: &LiveView, model: &GuideModel<'_>, size: egui::Vec2) {
    let frame_size = live.frame.size();
    // Posture is not measured during a session.
    let limits = LimitChoice::default();
    let picture = Picture {
        texture: model.texture,
        aspect: frame_size.width as f32 / frame_size.height.max(1) as f32,
        pose: live.pose.as_ref(),
        snapshot: &live.snapshot,
        limits: &limits,
        is_explained: false,
    };
    picture.show_in(ui, size, Framing::Centred);
}

/// The figure in a card of `size`. While a step is shown it moves; during the hold it holds.
pub(super) fn figure_ui(ui: &mut Ui, session: &Session, size: egui::Vec2) {
    let Some(item) = session.item() else { return };
    let palette = Palette::current(ui);
    let is_held = matches!(session.phase(), Phase::Hold | Phase::Ready | Phase::Change);
    let motion = match () {
        () if session.is_paused() => Motion::Held,
        // The figure shows a repetition all the time.
        () if is_held && session.rep_plan().is_none() => Motion::Held,
        () => Motion::Repeated,
    };
    // The figure shows the right side. Beside a mirror it has to move as the mirror image does.
    let is_left = session.side() == Some(Side::Left);
    let is_watched = item.pose.is_some();
    let is_mirrored =
        if is_watched && Figure::faces_the_viewer(&item.id) { !is_left } else { is_left };
    let card = theme::card(&palette).inner_margin(0.0);
    let shown = card.show(ui, |ui| {
        let inner = size - vec2(2.0, 2.0);
        ui.set_min_size(inner);
        ui.set_max_size(inner);
        ui.centered_and_justified(|ui| {
            let figure = Figure { id: &item.id, name: &item.name, motion, is_mirrored };
            figure.show(ui, inner);
        });
    });
    if is_watched && item.each_side {
        let at = shown.response.rect.left_top() + vec2(GAP, GAP_SMALL * 1.5);
        let (words, font) = (t!("guide-mirror"), Type::Caption.font());
        ui.painter().text(at, Align2::LEFT_TOP, words, font, palette.text_quiet);
    }
}
