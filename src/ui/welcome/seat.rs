//! Where to sit and how high the camera is: advice in words, and an outline on the live picture.

use eframe::egui::{Label, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use crate::text::t;
use crate::ui::action::Action;
use crate::ui::now::{NowModel, picture_ui};
use crate::ui::theme::{
    GAP_SMALL, GAP_TINY, Icon, IconSize, LINE, Palette, Type, color::OnPicture,
};
use crate::ui::widgets::page::icon_ui;

/// Shows the live picture. With `is_guided`, the outline of head and shoulders is drawn on it until a person is found.
pub(super) fn preview_ui(
    ui: &mut Ui,
    model: &NowModel<'_>,
    is_guided: bool,
    actions: &mut Vec<Action>,
) {
    let size = model.live.as_ref().map(|live| live.frame.size());
    let width = ui.available_width();
    if let Some(size) = size {
        let height = width * size.height as f32 / size.width.max(1) as f32;
        ui.add_space(((ui.available_height() - height) / 2.0).max(0.0).floor());
    }
    let top_left = ui.cursor().min;
    picture_ui(ui, model, actions);
    if size.is_none() || !is_guided {
        return;
    }
    let is_found = model.live.as_ref().is_some_and(|live| live.pose.is_some());
    if !is_found {
        let bottom = ui.cursor().min.y - ui.spacing().item_spacing.y;
        outline(ui.painter(), Rect::from_min_max(top_left, pos2(top_left.x + width, bottom)));
    }
}

/// A dashed outline of head and shoulders where they should be in `rect`.
fn outline(painter: &Painter, rect: Rect) {
    let at = |x: f32, y: f32| pos2(rect.left() + x * rect.width(), rect.top() + y * rect.height());
    let middle = at(0.5, 0.36);
    let half = vec2(0.13, 0.17) * rect.height();
    let head: Vec<Pos2> = (0..=48)
        .map(|i| {
            let angle = i as f32 / 48.0 * std::f32::consts::TAU;
            middle + vec2(half.x * angle.sin(), -half.y * angle.cos())
        })
        .collect();
    let shoulders: Vec<Pos2> = (0..=32)
        .map(|i| {
            // Half of a flat ellipse above the lower edge.
            let angle = (i as f32 / 32.0 - 0.5) * std::f32::consts::PI;
            let reach = vec2(0.34 * rect.height(), 0.36 * rect.height());
            pos2(middle.x + reach.x * angle.sin(), rect.bottom() - reach.y * angle.cos())
        })
        .collect();
    let ink = OnPicture::COLORS;
    for points in [&head, &shoulders] {
        painter.add(Shape::line(points.clone(), Stroke::new(LINE * 2.0, ink.edge)));
        let line = Stroke::new(LINE, ink.line);
        painter.extend(Shape::dashed_line(points, line, GAP_SMALL, GAP_TINY));
    }
}

/// Where to sit and how high the camera is.
pub(super) fn advice_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    for (icon, words) in [
        (Icon::Camera, t!("welcome-camera-height")),
        (Icon::UserFocus, t!("welcome-camera-distance")),
        (Icon::Sun, t!("welcome-camera-light")),
    ] {
        ui.horizontal_top(|ui| {
            icon_ui(ui, icon, IconSize::Medium, palette.accent);
            ui.add(Label::new(Type::Body.text(words).color(palette.text_quiet)).wrap());
        });
    }
}
