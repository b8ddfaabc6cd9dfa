//! Side-view dial of the forward-head angle and its limit. From the front this angle lies along the
//! camera axis, so it cannot be drawn on the image itself.

use eframe::egui::{Align2, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::angle_words;
use super::ink::Ink;
use crate::text::t;
use plumbline_core::engine::limit_status::LimitStatus;

/// Preferred width and height, points.
const SIZE: (f32, f32) = (132.0, 138.0);

/// Minimum width in points, and maximum share of the image width.
const MIN_WIDTH: f32 = 84.0;
const MAX_SHARE: f32 = 0.3;

/// Angular length of the arc beyond the limit, degrees.
const BEYOND_DEG: f64 = 16.0;

/// Rectangle of the dial in an image at `rect` with the head at `head`: the upper corner the head
/// covers least. `None` if there is too little space.
#[must_use]
pub(super) fn place_of(rect: Rect, head: Option<Rect>) -> Option<Rect> {
    let width = SIZE.0.min(rect.width() * MAX_SHARE);
    if width < MIN_WIDTH {
        return None;
    }
    let size = vec2(width, SIZE.1 * width / SIZE.0);
    let inset = 8.0;
    let left = Rect::from_min_size(rect.left_top() + vec2(inset, inset), size);
    let right = left.translate(vec2(rect.width() - size.x - 2.0 * inset, 0.0));
    let covered = |place: Rect| {
        let common = head.map_or(Rect::NOTHING, |head| head.intersect(place));
        if common.is_positive() { common.area() } else { 0.0 }
    };
    Some(if covered(right) < covered(left) { right } else { left })
}

/// Draws the plumb line, the current neck angle and the range beyond the limit.
pub(super) fn paint(painter: &Painter, place: Rect, status: &LimitStatus, ink: &Ink) {
    let is_beyond = status.is_beyond();
    painter.rect_filled(place, 8.0, ink.ground);
    let scale = place.width() / SIZE.0;
    let small = FontId::proportional(12.0 * scale.max(0.9));
    let text = |y: f32, words: String, is_strong: bool| {
        let font =
            if is_strong { FontId::proportional(14.0 * scale.max(0.9)) } else { small.clone() };
        let color = if is_strong { ink.of(is_beyond) } else { ink.line };
        painter.text(pos2(place.center().x, y), Align2::CENTER_CENTER, words, font, color);
    };
    let sign = if is_beyond { "! " } else { "" };
    let [now, limit] = angle_words(t!("picture-head"), status);
    text(place.bottom() - 26.0 * scale, format!("{sign}{now}"), true);
    text(place.bottom() - 10.0 * scale, limit, false);

    let pivot = pos2(place.left() + place.width() * 0.4, place.bottom() - 40.0 * scale);
    let length = pivot.y - place.top() - 16.0 * scale;
    let at = |deg: f64, share: f32| point_at(pivot, length * share, deg);
    let stroke = |width: f32, is_beyond: bool| Stroke::new(width, ink.of(is_beyond));
    let up = at(0.0, 1.08);
    painter.add(Shape::dashed_line(&[pivot, up], stroke(1.0, false), 4.0, 4.0));
    // Range beyond the limit: an arc with teeth.
    let limit_deg = status.limit_value();
    let arc: Vec<Pos2> =
        (0..=16).map(|i| at(limit_deg + BEYOND_DEG * f64::from(i) / 16.0, 1.0)).collect();
    painter.add(Shape::line(arc, stroke(2.0, is_beyond)));
    for i in 0..=4 {
        let deg = limit_deg + BEYOND_DEG * f64::from(i) / 4.0;
        painter.line_segment([at(deg, 0.9), at(deg, 1.0)], stroke(1.5, is_beyond));
    }
    painter.add(Shape::dashed_line(
        &[pivot, at(limit_deg, 1.08)],
        stroke(1.5, is_beyond),
        3.0,
        3.0,
    ));
    let head = at(status.measured.value, 0.78);
    painter.line_segment([pivot, head], stroke(3.0, is_beyond));
    let radius = 8.0 * scale;
    painter.circle_filled(head, radius, ink.of(is_beyond));
    // The nose marks the forward direction.
    let nose = vec![
        head + vec2(radius * 0.8, -radius * 0.45),
        head + vec2(radius * 1.5, radius * 0.1),
        head + vec2(radius * 0.8, radius * 0.45),
    ];
    painter.add(Shape::convex_polygon(nose, ink.of(is_beyond), Stroke::NONE));
    let shoulders = [pivot - vec2(12.0 * scale, 0.0), pivot + vec2(12.0 * scale, 0.0)];
    painter.line_segment(shoulders, stroke(3.0, false));
}

/// Point at `deg` from the vertical; forward is to the right.
fn point_at(pivot: Pos2, length: f32, deg: f64) -> Pos2 {
    let (sin, cos) = (deg as f32).to_radians().sin_cos();
    pivot + vec2(sin, -cos) * length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dial_is_in_the_upper_corner_without_the_head() {
        let picture = Rect::from_min_size(pos2(10.0, 10.0), vec2(640.0, 480.0));
        let left = place_of(picture, None).unwrap();
        assert!(left.right() < picture.center().x && picture.contains_rect(left));
        let head = Rect::from_center_size(left.center(), vec2(80.0, 80.0));
        let right = place_of(picture, Some(head)).unwrap();
        assert!(right.left() > picture.center().x && picture.contains_rect(right));
    }

    #[test]
    fn a_small_picture_has_no_dial() {
        let tiny = Rect::from_min_size(Pos2::ZERO, vec2(200.0, 150.0));
        assert_eq!(place_of(tiny, None), None);
    }
}
