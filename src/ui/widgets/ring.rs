//! A share as a ring, and arcs for other round gauges.

use std::f32::consts::{FRAC_PI_2, TAU};

use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Response, Sense, Shape, Stroke, Ui, WidgetInfo,
    vec2,
};

use crate::ui::theme::{GAP_SMALL, MARK_RADIUS, Palette, TEXT_MEASURE, Type};

/// Width of a ring as a share of its diameter.
const WIDTH_SHARE: f32 = 0.1;

/// Paints an arc with round ends. Angles are in radians, clockwise from the top.
pub fn arc(painter: &Painter, centre: Pos2, radius: f32, [from, to]: [f32; 2], stroke: Stroke) {
    let steps = ((to - from).abs() * radius / 3.0).ceil().clamp(2.0, 200.0) as usize;
    let at =
        |angle: f32| centre + radius * vec2((angle - FRAC_PI_2).cos(), (angle - FRAC_PI_2).sin());
    let points: Vec<Pos2> =
        (0..=steps).map(|i| at(from + (to - from) * i as f32 / steps as f32)).collect();
    for end in [points[0], points[steps]] {
        painter.circle_filled(end, stroke.width / 2.0, stroke.color);
    }
    painter.add(Shape::line(points, stroke));
}

/// Paints a circle whose line is centred on `radius`.
fn circle(painter: &Painter, centre: Pos2, radius: f32, stroke: Stroke) {
    let steps = (TAU * radius / 3.0).ceil().clamp(24.0, 240.0) as usize;
    let at = |i: usize| {
        centre
            + radius
                * vec2((TAU * i as f32 / steps as f32).cos(), (TAU * i as f32 / steps as f32).sin())
    };
    painter.add(Shape::closed_line((0..steps).map(at).collect(), stroke));
}

/// Paints a closed ring around `centre`, filled clockwise up to `share` (0 to 1).
pub fn paint_ring(
    painter: &Painter,
    (centre, diameter): (Pos2, f32),
    share: Option<f32>,
    [track, fill]: [Color32; 2],
) {
    let width = diameter * WIDTH_SHARE;
    let radius = (diameter - width) / 2.0;
    circle(painter, centre, radius, Stroke::new(width, track));
    match share.map(|share| share.clamp(0.0, 1.0)) {
        Some(share) if share >= 0.999 => {
            circle(painter, centre, radius, Stroke::new(width, fill));
        }
        Some(share) if share > 0.0 => {
            arc(painter, centre, radius, [0.0, share * TAU], Stroke::new(width, fill));
        }
        _ => {}
    }
}

/// Shows the progress of something short, 0 to 1, as a bar. Screen readers read `words`.
pub fn progress_ui(ui: &mut Ui, share: f32, words: &str) -> Response {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width().min(TEXT_MEASURE), GAP_SMALL);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, words));
    let corners = CornerRadius::same(MARK_RADIUS);
    ui.painter().rect_filled(rect, corners, palette.track);
    let filled = rect.with_max_x(rect.left() + rect.width() * share.clamp(0.0, 1.0));
    ui.painter().rect_filled(filled, corners, palette.accent);
    response
}

/// Shows `share` (0 to 1) as a ring with `value` and `unit` in the middle. Screen readers read `words`.
pub fn ring_ui(
    ui: &mut Ui,
    diameter: f32,
    share: Option<f32>,
    (value, unit): (&str, &str),
    (fill, words): (Color32, &str),
) -> Response {
    let palette = Palette::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(diameter, diameter), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, words));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    paint_ring(painter, (rect.center(), diameter), share, [palette.track, fill]);
    let is_large = diameter > 3.0 * Type::Display.size();
    let step = if is_large { Type::Display } else { Type::Title };
    let shift = if unit.is_empty() { 0.0 } else { Type::Caption.size() * 0.75 };
    let centre = rect.center() - vec2(0.0, shift);
    painter.text(centre, Align2::CENTER_CENTER, value, step.font(), palette.text);
    if !unit.is_empty() {
        let below = centre + vec2(0.0, step.size() * 0.62 + Type::Caption.size() * 0.5);
        painter.text(below, Align2::CENTER_CENTER, unit, Type::Caption.font(), palette.text_quiet);
    }
    response
}
