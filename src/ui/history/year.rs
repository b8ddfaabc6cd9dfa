//! A year as a calendar of days: one column per week, one square per day.

use eframe::egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use jiff::civil::Date;

use super::chart_model::DayBar;
use super::days::{day_words, keyboard_ui};
use super::heat::legend_ui;
use crate::text::dates;
use crate::ui::theme::{GAP, GAP_SMALL, LINE, MARK_RADIUS, Palette, Type};

/// Width of the names of the weekdays, points.
const AXIS: f32 = 36.0;

/// Smallest and largest side of a square with its gap, points.
const CELL: [f32; 2] = [6.0, 20.0];

/// Height of the names of the months, points.
const MONTHS: f32 = 20.0;

/// Share of a square that is gap.
const GAP_SHARE: f32 = 0.16;

/// Column and row of the `i`th day of a calendar that starts on `first`.
fn place_of(first: Date, i: usize) -> (usize, usize) {
    let offset = first.weekday().to_monday_zero_offset() as usize;
    ((i + offset) / 7, (i + offset) % 7)
}

/// Shows the share of good posture of each day as the colour of a square. With the focus, the arrow keys move
/// `picked`. Returns the index of the day to open, after a click or Enter.
pub(super) fn year_ui(ui: &mut Ui, days: &[DayBar], picked: &mut Option<usize>) -> Option<usize> {
    let palette = Palette::current(ui);
    let first = days.first()?.date;
    let columns = place_of(first, days.len() - 1).0 + 1;
    let side = ((ui.available_width() - AXIS) / columns as f32).clamp(CELL[0], CELL[1]);
    let size = vec2(AXIS + side * columns as f32, MONTHS + side * 7.0 + GAP_SMALL);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let square = |i: usize| {
        let (column, row) = place_of(first, i);
        let at = rect.min + vec2(AXIS + side * column as f32, MONTHS + side * row as f32);
        Rect::from_min_size(at, vec2(side, side)).shrink(side * GAP_SHARE / 2.0)
    };
    let corners = CornerRadius::same(MARK_RADIUS.min((side / 4.0) as u8));
    let painter = ui.painter();
    for (i, day) in days.iter().enumerate() {
        match day.good_share {
            Some(share) => painter.rect_filled(square(i), corners, shown(&palette, share)),
            None => painter.rect_filled(square(i), corners, palette.hover),
        };
        if *picked == Some(i) {
            painter.rect_stroke(
                square(i),
                corners,
                Stroke::new(LINE, palette.text),
                StrokeKind::Outside,
            );
        }
        if day.date.day() == 1 {
            let at = pos2(square(i).left(), rect.top());
            let name = dates::month_short(day.date);
            painter.text(at, Align2::LEFT_TOP, name, Type::Caption.font(), palette.text_quiet);
        }
    }
    for (row, weekday) in dates::week().enumerate().step_by(2) {
        let at = pos2(rect.left(), rect.top() + MONTHS + side * (row as f32 + 0.5));
        let name = dates::weekday_short(weekday);
        painter.text(at, Align2::LEFT_CENTER, name, Type::Caption.font(), palette.text_quiet);
    }
    let under = |at: eframe::egui::Pos2| {
        (0..days.len()).find(|i| square(*i).expand(side * GAP_SHARE / 2.0).contains(at))
    };
    let focused = keyboard_ui(ui, &response, days, picked);
    let is_clicked = response.clicked_by(eframe::egui::PointerButton::Primary);
    let clicked = response.interact_pointer_pos().filter(|_| is_clicked).and_then(under);
    if let Some(day) = response.hover_pos().and_then(under).and_then(|i| days.get(i)) {
        response.on_hover_text_at_pointer(day_words(day));
    }
    ui.add_space(GAP);
    legend_ui(ui);
    clicked.or(focused)
}

/// Colour of a share of good posture.
fn shown(palette: &Palette, share: f64) -> eframe::egui::Color32 {
    palette.share(super::heat::on_scale(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_in_the_row_of_its_weekday_and_the_column_of_its_week() {
        // A Wednesday.
        let first = jiff::civil::date(2026, 11, 25);
        assert_eq!(place_of(first, 0), (0, 2));
        assert_eq!(place_of(first, 4), (0, 6), "Sunday");
        assert_eq!(place_of(first, 5), (1, 0), "Monday");
        assert_eq!(place_of(first, 364), (52, 2));
    }
}
