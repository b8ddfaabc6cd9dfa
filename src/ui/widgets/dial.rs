//! Dial of an angle against its limit. The limit is at the top, the range beyond it at the right.

use std::f32::consts::PI;

use eframe::egui::accesskit::Role;
use eframe::egui::{Align2, Color32, Pos2, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::gauge::Reading;
use super::ring::arc;
use crate::ui::theme::text::laid_out;
use crate::ui::theme::{GAP, GAP_TINY, LINE, LINE_STRONG, Palette, Type, Weight};

/// Angle of both ends of the scale from the top, radians.
const SPAN: f32 = 0.72 * PI;

/// Diameter of the dial, points.
pub const DIAMETER: f32 = 104.0;

/// Width of the scale, points.
const WIDTH: f32 = 10.0;

/// What a dial shows beside the dial.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    pub title: String,
    /// One or two short lines.
    pub lines: Vec<String>,
    /// For screen readers.
    pub description: String,
}

/// Shows a dial with the value in the middle and its words at the right.
pub fn dial_ui(ui: &mut Ui, reading: &Reading, words: &Words) -> Response {
    let palette = Palette::current(ui);
    let width = ui.available_width();
    let room = (width - DIAMETER - GAP).max(GAP);
    let title =
        laid_out(ui, &words.title, Type::Body.weighted(Weight::Semibold), palette.text, room);
    let lines: Vec<_> = words
        .lines
        .iter()
        .map(|line| laid_out(ui, line, Type::Caption.font(), palette.text_quiet, room))
        .collect();
    let text_height =
        title.size().y + lines.iter().map(|line| line.size().y + GAP_TINY).sum::<f32>();
    let height = text_height.max(DIAMETER * 0.92);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, &words.description));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let centre = pos2(rect.left() + DIAMETER / 2.0, rect.center().y + DIAMETER * 0.04);
    paint(ui, centre, reading, &palette);
    let mut at = pos2(rect.left() + DIAMETER + GAP, rect.center().y - text_height / 2.0);
    for galley in std::iter::once(title).chain(lines) {
        let below = galley.size().y + GAP_TINY;
        ui.painter().galley(at, galley, palette.text);
        at.y += below;
    }
    response
}

fn paint(ui: &Ui, centre: Pos2, reading: &Reading, palette: &Palette) {
    let painter = ui.painter();
    let radius = (DIAMETER - WIDTH) / 2.0;
    let track = Stroke::new(WIDTH, palette.track);
    arc(painter, centre, radius, [-SPAN, SPAN], track);
    let ink = reading.ink(palette);
    if let Some(share) = reading.share {
        // Teeth mark the range beyond the limit, so that colour is not the only signal.
        for i in 1..=6 {
            let angle = SPAN * i as f32 / 6.0;
            tooth(ui, centre, radius, angle, Stroke::new(LINE, palette.text_quiet));
        }
        let to = -SPAN + share.clamp(0.0, 1.0) * 2.0 * SPAN;
        arc(painter, centre, radius, [-SPAN, to.max(-SPAN + 0.02)], Stroke::new(WIDTH, ink));
        let at = on_circle(centre, radius, to);
        painter.circle(at, WIDTH * 0.8, palette.card, Stroke::new(LINE_STRONG, ink));
        let limit =
            [on_circle(centre, radius - WIDTH, 0.0), on_circle(centre, radius + WIDTH * 0.8, 0.0)];
        painter.line_segment(limit, Stroke::new(LINE_STRONG, palette.text));
    }
    painter.text(
        centre,
        Align2::CENTER_CENTER,
        &reading.value,
        Type::Heading.font(),
        value_ink(reading, palette),
    );
}

fn value_ink(reading: &Reading, palette: &Palette) -> Color32 {
    if reading.is_beyond { palette.fault } else { palette.text }
}

fn tooth(ui: &Ui, centre: Pos2, radius: f32, angle: f32, stroke: Stroke) {
    let ends = [
        on_circle(centre, radius - WIDTH * 0.28, angle),
        on_circle(centre, radius + WIDTH * 0.28, angle),
    ];
    ui.painter().line_segment(ends, stroke);
}

/// The point at `angle` from the top, clockwise.
fn on_circle(centre: Pos2, radius: f32, angle: f32) -> Pos2 {
    centre + radius * vec2(angle.sin(), -angle.cos())
}
