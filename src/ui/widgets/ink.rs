//! Lines and labels that stay readable on any image and on a plain background.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2,
};

use crate::ui::theme::color::OnPicture;
use crate::ui::theme::{CONTROL_RADIUS, GAP_SMALL, GAP_TINY, HAIRLINE, LINE, Palette};

/// Colours for drawing on one background.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    /// Lines and text.
    pub line: Color32,
    /// Lines and text of values beyond their limit.
    pub beyond: Color32,
    /// Outline of every line.
    pub edge: Color32,
    /// Background of labels.
    pub ground: Color32,
}

impl Ink {
    /// Colours for drawing over a camera image: light lines with a dark outline.
    #[must_use]
    pub(super) fn over_photograph() -> Self {
        let OnPicture { line, edge, ground } = OnPicture::COLORS;
        Self { line, beyond: Palette::of(eframe::egui::Theme::Dark).fault, edge, ground }
    }

    /// Colours for drawing on the plain background of `palette`.
    #[must_use]
    pub(super) fn on_card(palette: &Palette) -> Self {
        Self { line: palette.text, beyond: palette.fault, edge: palette.card, ground: palette.card }
    }

    /// `beyond` if `is_beyond`, otherwise `line`.
    #[must_use]
    pub(super) fn of(&self, is_beyond: bool) -> Color32 {
        if is_beyond { self.beyond } else { self.line }
    }

    /// Draws a line with an outline.
    pub(super) fn segment(&self, painter: &Painter, ends: [Pos2; 2], width: f32, is_beyond: bool) {
        self.colored_segment(painter, ends, width, self.of(is_beyond));
    }

    /// Draws a line in `color` with an outline and round ends.
    pub(super) fn colored_segment(
        &self,
        painter: &Painter,
        ends: [Pos2; 2],
        width: f32,
        color: Color32,
    ) {
        painter.line_segment(ends, Stroke::new(width + LINE, self.edge));
        painter.line_segment(ends, Stroke::new(width, color));
        for end in ends {
            painter.circle_filled(end, width / 2.0, color);
        }
    }

    /// Draws a dashed line with an outline.
    pub(super) fn dashes(&self, painter: &Painter, ends: [Pos2; 2], is_beyond: bool) {
        painter.line_segment(ends, Stroke::new(LINE + HAIRLINE, self.edge));
        let stroke = Stroke::new(HAIRLINE, self.of(is_beyond));
        painter.add(Shape::dashed_line(&ends, stroke, GAP_TINY, GAP_TINY));
    }

    /// Draws a line with a bob at its lower end.
    pub(super) fn plumb_line(&self, painter: &Painter, [top, bottom]: [Pos2; 2]) {
        let edge = Stroke::new(LINE + HAIRLINE, self.edge.gamma_multiply(0.6));
        painter.line_segment([top, bottom], edge);
        painter.line_segment([top, bottom], Stroke::new(HAIRLINE * 1.5, self.line));
        let (half, neck) = (GAP_SMALL * 0.75, GAP_TINY);
        let bob = vec![
            bottom - vec2(half * 0.45, neck),
            bottom + vec2(half * 0.45, -neck),
            bottom + vec2(half, half * 0.7),
            bottom + vec2(0.0, half * 2.6),
            bottom + vec2(-half, half * 0.7),
        ];
        painter.add(Shape::convex_polygon(bob, self.line, Stroke::new(HAIRLINE, self.edge)));
    }

    /// Draws a plumb line as a sign in a legend.
    pub(super) fn small_plumb_line(&self, painter: &Painter, rect: Rect) {
        let (top, middle, bottom) = (rect.center_top(), rect.center(), rect.center_bottom());
        painter.line_segment([top, middle], Stroke::new(HAIRLINE * 1.5, self.line));
        let half = GAP_TINY * 0.9;
        let bob = vec![
            middle,
            pos2(middle.x + half, middle.y + half),
            bottom,
            pos2(middle.x - half, middle.y + half),
        ];
        painter.add(Shape::convex_polygon(bob, self.line, Stroke::NONE));
    }

    /// Fills `rect` with diagonal hatching, which marks the range beyond a limit.
    pub(super) fn hatch(&self, painter: &Painter, rect: Rect, is_beyond: bool) {
        let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
        painter.rect_filled(rect, CornerRadius::ZERO, self.edge.gamma_multiply(0.5));
        let stroke = Stroke::new(HAIRLINE * 1.5, self.of(is_beyond).gamma_multiply(0.8));
        let mut x = rect.left() - rect.height();
        while x < rect.right() {
            let up = vec2(rect.height(), -rect.height());
            painter.line_segment([pos2(x, rect.bottom()), pos2(x, rect.bottom()) + up], stroke);
            x += GAP_TINY * 1.5;
        }
    }

    /// Draws lines of text on a background, moved inside the painter's bounds. Returns the covered
    /// rectangle.
    pub(super) fn label(
        &self,
        painter: &Painter,
        at: Pos2,
        align: Align2,
        lines: &[(String, FontId)],
        is_beyond: bool,
    ) -> Rect {
        let galleys: Vec<_> = lines
            .iter()
            .map(|(text, font)| {
                painter.layout_no_wrap(text.clone(), font.clone(), self.of(is_beyond))
            })
            .collect();
        let size = galleys.iter().fold(Vec2::ZERO, |size, galley| {
            vec2(size.x.max(galley.size().x), size.y + galley.size().y)
        });
        let rect = align.anchor_size(at, size + vec2(2.0 * GAP_SMALL, GAP_SMALL));
        let rect = moved_inside(rect, painter.clip_rect());
        painter.rect_filled(rect, CornerRadius::same(CONTROL_RADIUS), self.ground);
        let mut top = rect.top() + GAP_TINY;
        for galley in galleys {
            let left = rect.center().x - galley.size().x / 2.0;
            let height = galley.size().y;
            painter.galley(pos2(left, top), galley, self.line);
            top += height;
        }
        rect
    }
}

/// `rect` moved completely inside `bounds`.
fn moved_inside(rect: Rect, bounds: Rect) -> Rect {
    let min = |low: f32, length: f32, from: f32, to: f32| low.min(to - length).max(from);
    let left = min(rect.left(), rect.width(), bounds.left(), bounds.right());
    let top = min(rect.top(), rect.height(), bounds.top(), bounds.bottom());
    Rect::from_min_size(pos2(left, top), rect.size())
}
