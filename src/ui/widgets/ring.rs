//! A share as a ring, and arcs for other round gauges.

use std::f32::consts::{FRAC_PI_2, TAU};

use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Color32, Painter, Pos2, Response, Sense, Shape, Stroke, Ui, WidgetInfo, vec2,
};

use crate::ui::theme::{Palette, Type};

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

/// Paints a closed ring around `centre`, filled clockwise up to `share` (0 to 1).
pub fn paint_ring(
    painter: &Painter,
    (centre, diameter): (Pos2, f32),
    share: Option<f32>,
    [track, fill]: [Color32; 2],
) {
    let width = diameter * WIDTH_SHARE;
    let radius = (diameter - width) / 2.0;
    painter.circle_stroke(centre, radius, Stroke::new(width, track));
    match share.map(|share| share.clamp(0.0, 1.0)) {
        Some(share) if share >= 0.999 => {
            painter.circle_stroke(centre, radius, Stroke::new(width, fill));
        }
        Some(share) if share > 0.0 => {
            arc(painter, centre, radius, [0.0, share * TAU], Stroke::new(width, fill))
        }
        _ => {}
    }
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
