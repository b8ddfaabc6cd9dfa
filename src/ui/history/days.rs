//! One bar per day: the share of good posture with the target line, and the watched hours below.

use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Color32, CornerRadius, EventFilter, FontId, Key, Painter, Rect, Response, Sense, Shape,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::chart_data::STREAK_GOAL;
use super::chart_model::DayBar;
use super::charts::duration_words;
use super::strip::pressed;
use crate::text::numbers::percent;
use crate::text::{dates, t};
use crate::ui::theme::text::size_of;
use crate::ui::theme::{
    CONTROL_RADIUS, GAP_SMALL, GAP_TINY, HAIRLINE, LINE, MARK_RADIUS, Palette, Type, Weight, strong,
};

/// Height of the bars of 100 %, points.
const SHARES: f32 = 176.0;

/// Height of the longest bar of watched hours, points.
const HOURS: f32 = 36.0;

/// Height of a line of labels, points.
const LABEL: f32 = 20.0;

/// Width of the labels of the axis, points.
const AXIS: f32 = 44.0;

/// Largest width of a bar, points.
const WIDEST_BAR: f32 = 56.0;

/// Width of a column from which the watched time is text instead of a bar, points.
const HOURS_TEXT: f32 = 84.0;

/// Where everything of the chart is.
struct Layout {
    whole: Rect,
    column: f32,
    bar: f32,
}

impl Layout {
    fn of(rect: Rect, count: usize) -> Self {
        let column = (rect.width() - AXIS) / count.max(1) as f32;
        Self { whole: rect, column, bar: (column * 0.64).min(WIDEST_BAR) }
    }

    fn left(&self) -> f32 {
        self.whole.left() + AXIS
    }

    fn centre_x(&self, i: usize) -> f32 {
        self.left() + (i as f32 + 0.5) * self.column
    }

    /// Y coordinate of a share.
    fn y_of(&self, share: f64) -> f32 {
        self.whole.top() + LABEL + SHARES * (1.0 - share as f32)
    }

    /// The day whose column contains `x`.
    fn day_at(&self, x: f32, count: usize) -> Option<usize> {
        let i = ((x - self.left()) / self.column).floor();
        (i >= 0.0 && (i as usize) < count).then_some(i as usize)
    }

    fn column_of(&self, i: usize) -> Rect {
        let left = self.left() + i as f32 * self.column;
        Rect::from_min_max(
            pos2(left, self.whole.top()),
            pos2(left + self.column, self.whole.bottom()),
        )
    }
}

/// Shows the share of good posture per day as bars in per cent, and the monitored hours below. A
/// day with too little data has no bar. With the focus, the arrow keys move `picked`. Returns the
/// index of the day to open, after a click or Enter.
pub fn days_ui(
    ui: &mut Ui,
    days: &[DayBar],
    trend: Option<(f64, f64)>,
    picked: &mut Option<usize>,
) -> Option<usize> {
    let palette = Palette::current(ui);
    let is_short = labels_are_hours((ui.available_width() - AXIS) / days.len().max(1) as f32);
    let hours = if is_short { LABEL } else { HOURS + GAP_SMALL };
    let size = vec2(ui.available_width(), LABEL + SHARES + LABEL + hours + GAP_TINY);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let layout = Layout::of(rect, days.len());
    let at = response.hover_pos().and_then(|at| layout.day_at(at.x, days.len()));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        for i in [at, *picked].into_iter().flatten().filter(|i| *i < days.len()) {
            let fill = if *picked == Some(i) { palette.accent_soft } else { palette.hover };
            painter.rect_filled(layout.column_of(i), CornerRadius::same(CONTROL_RADIUS), fill);
        }
        axis(painter, &layout, &palette);
        bars(ui, &layout, days, &palette);
        watched(ui, &layout, days, &palette);
        target(ui, &layout, &palette);
        if let Some(trend) = trend.filter(|_| days.len() > 7) {
            trend_line(painter, &layout, days, trend, &palette);
        }
    }
    let focused = keyboard_ui(ui, &response, days, picked);
    let clicked = response
        .clicked_by(eframe::egui::PointerButton::Primary)
        .then(|| response.interact_pointer_pos())
        .flatten()
        .and_then(|at| layout.day_at(at.x, days.len()));
    if let Some(day) = at.and_then(|i| days.get(i)) {
        response.on_hover_text_at_pointer(day_words(day));
    }
    clicked.or(focused).filter(|i| *i < days.len())
}

/// Lines at 0, 50 and 100 %.
fn axis(painter: &Painter, layout: &Layout, palette: &Palette) {
    for share in [0.0, 0.5, 1.0] {
        let y = layout.y_of(share);
        painter.hline(layout.left()..=layout.whole.right(), y, Stroke::new(HAIRLINE, palette.line));
        let label = percent(share * 100.0, 0);
        let at = pos2(layout.left() - GAP_SMALL, y);
        painter.text(at, Align2::RIGHT_CENTER, label, Type::Caption.font(), palette.text_quiet);
    }
}

/// The target as a dashed line with its label.
fn target(ui: &Ui, layout: &Layout, palette: &Palette) {
    let y = layout.y_of(STREAK_GOAL);
    let ends = [pos2(layout.left(), y), pos2(layout.whole.right(), y)];
    let stroke = Stroke::new(HAIRLINE * 1.5, palette.text_quiet);
    ui.painter().extend(Shape::dashed_line(&ends, stroke, GAP_TINY * 1.5, GAP_TINY));
    let words = t!("history-target", percent = format!("{:.0}", STREAK_GOAL * 100.0));
    let font = Type::Caption.weighted(Weight::Medium);
    let size = size_of(ui, &words, font.clone());
    let at = pos2(layout.whole.right() - size.x / 2.0 - GAP_SMALL, y);
    let ground = Rect::from_center_size(at, size + vec2(GAP_SMALL * 1.5, GAP_TINY));
    ui.painter().rect_filled(ground, CornerRadius::same(CONTROL_RADIUS), palette.card);
    ui.painter().text(at, Align2::CENTER_CENTER, words, font, palette.text_quiet);
}

fn bars(ui: &Ui, layout: &Layout, days: &[DayBar], palette: &Palette) {
    let painter = ui.painter();
    let font = Type::Caption.weighted(Weight::Semibold);
    let is_labelled = layout.column > size_of(ui, "100 %", font.clone()).x + GAP_TINY;
    for (i, day) in days.iter().enumerate() {
        let Some(share) = day.good_share else { continue };
        let (x, top) = (layout.centre_x(i), layout.y_of(share));
        let bar = Rect::from_min_max(
            pos2(x - layout.bar / 2.0, top),
            pos2(x + layout.bar / 2.0, layout.y_of(0.0)),
        );
        let round = MARK_RADIUS.min((layout.bar / 3.0) as u8);
        painter.rect_filled(bar, CornerRadius { nw: round, ne: round, sw: 0, se: 0 }, palette.good);
        if is_labelled {
            let words = percent(share * 100.0, 0);
            painter.text(
                pos2(x, top - GAP_TINY),
                Align2::CENTER_BOTTOM,
                words,
                font.clone(),
                palette.text,
            );
        }
    }
}

/// The names of the days, and the watched hours below them.
fn watched(ui: &Ui, layout: &Layout, days: &[DayBar], palette: &Palette) {
    let painter = ui.painter();
    let font = Type::Caption.font();
    let mut labels = labels_of(days);
    let widest = labels.iter().map(|label| size_of(ui, label, font.clone()).x).fold(0.0, f32::max);
    if days.len() <= 7 && widest + GAP_TINY > layout.column {
        labels =
            days.iter().map(|day| dates::weekday_short(day.date.weekday()).to_owned()).collect();
    }
    let y = layout.y_of(0.0) + GAP_TINY;
    let step = days_between_labels(days.len());
    for (i, label) in labels.iter().enumerate().step_by(step) {
        let at = pos2(layout.centre_x(i), y);
        label_inside(painter, layout.whole, at, label, &font, palette.text_quiet);
    }
    let longest = days.iter().map(|day| day.watched_h).fold(1.0, f64::max);
    let top = y + LABEL;
    for (i, day) in days.iter().enumerate().filter(|(_, day)| day.watched_h > 0.0) {
        let x = layout.centre_x(i);
        let height = HOURS * (day.watched_h / longest) as f32;
        if labels_are_hours(layout.column) {
            let words = duration_words(day.watched_h);
            painter.text(pos2(x, top), Align2::CENTER_TOP, words, font.clone(), palette.text_quiet);
        } else {
            let bar =
                Rect::from_min_size(pos2(x - layout.bar / 2.0, top), vec2(layout.bar, height));
            painter.rect_filled(bar, CornerRadius::same(MARK_RADIUS / 2), palette.track);
        }
    }
}

/// Paints a label below `at`, moved inside `bounds`.
fn label_inside(
    painter: &Painter,
    bounds: Rect,
    at: eframe::egui::Pos2,
    label: &str,
    font: &FontId,
    color: Color32,
) {
    let galley = painter.layout_no_wrap(label.to_owned(), font.clone(), color);
    let half = galley.size().x / 2.0;
    let x = at.x.clamp(bounds.left() + half, (bounds.right() - half).max(bounds.left() + half));
    painter.galley(pos2(x - half, at.y), galley, color);
}

fn trend_line(
    painter: &Painter,
    layout: &Layout,
    days: &[DayBar],
    (start, slope): (f64, f64),
    palette: &Palette,
) {
    let end = days.iter().rposition(|day| day.good_share.is_some()).unwrap_or(0);
    let at = |i: usize| {
        pos2(layout.centre_x(i), layout.y_of((start + slope * i as f64).clamp(0.0, 1.0)))
    };
    painter.line_segment([at(0), at(end)], Stroke::new(LINE, palette.text));
}

/// A day as text.
#[must_use]
pub(super) fn day_words(day: &DayBar) -> String {
    let watched = duration_words(day.watched_h);
    let mut lines = vec![dates::weekday_day_month(day.date)];
    match day.good_share {
        Some(share) => lines.extend([
            t!("history-day-good", percent = format!("{:.0}", share * 100.0)),
            t!("history-day-watched", duration = watched),
        ]),
        None if day.watched_h > 0.0 => {
            lines.push(t!("history-day-too-little", duration = watched));
        }
        None => lines.push(t!("history-day-not-watched").to_owned()),
    }
    lines.join("\n")
}

/// Whether the watched time of a day fits below it as text.
fn labels_are_hours(column: f32) -> bool {
    column >= HOURS_TEXT
}

/// Number of days per label, so that labels do not touch in a narrow window.
fn days_between_labels(days: usize) -> usize {
    if days <= 7 { 1 } else { 7 }
}

fn labels_of(days: &[DayBar]) -> Vec<String> {
    let form = if days.len() <= 7 { dates::weekday_and_day } else { dates::day_and_month };
    days.iter().map(|day| form(day.date)).collect()
}

/// Moves along the days with the keyboard. Returns the index of the day to open.
pub(super) fn keyboard_ui(
    ui: &mut Ui,
    response: &Response,
    days: &[DayBar],
    picked: &mut Option<usize>,
) -> Option<usize> {
    let palette = Palette::current(ui);
    let last = days.len().checked_sub(1)?;
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let latest = days.iter().rposition(|day| day.watched_h > 0.0).unwrap_or(last);
        let now = picked.get_or_insert(latest);
        *now = match pressed(ui).map(|(key, _)| key) {
            Some(Key::ArrowLeft) => now.saturating_sub(1),
            Some(Key::ArrowRight) => (*now + 1).min(last),
            Some(Key::Home) => 0,
            Some(Key::End) => last,
            _ => *now,
        };
        let stroke = Stroke::new(LINE, palette.accent);
        let corners = CornerRadius::same(CONTROL_RADIUS);
        ui.painter().rect_stroke(response.rect, corners, stroke, StrokeKind::Outside);
    }
    let words = picked.and_then(|i| days.get(i)).map(|day| day_words(day).replace('\n', ", "));
    let description = match &words {
        Some(words) => t!("history-days-picked", day = words.as_str()),
        None => days_words(days),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, description.clone()));
    if let Some(words) = words.filter(|_| response.has_focus()) {
        ui.label(strong(t!("history-days-picked-open", day = words)));
    }
    let is_by_key =
        response.clicked() && !response.clicked_by(eframe::egui::PointerButton::Primary);
    picked.filter(|_| is_by_key)
}

/// The days as text; days with too little data are omitted.
fn days_words(days: &[DayBar]) -> String {
    let parts: Vec<String> = days
        .iter()
        .filter_map(|day| {
            let share = day.good_share? * 100.0;
            let day = dates::day_and_month(day.date);
            Some(t!("history-days-share", day = day, percent = format!("{share:.0}")))
        })
        .collect();
    if parts.is_empty() {
        return t!("history-days-nothing").into();
    }
    t!("history-days-words", days = parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_day_without_a_bar_has_the_monitored_time() {
        let day = |good_share, watched_h| DayBar {
            date: jiff::civil::date(2026, 11, 24),
            good_share,
            watched_h,
        };
        assert_eq!(day_words(&day(Some(0.714), 6.2)), "Tue 24 Nov\n71 % good\n6 h 12 min watched");
        assert_eq!(day_words(&day(None, 0.1)), "Tue 24 Nov\n6 min watched, too little data");
        assert_eq!(day_words(&day(None, 0.0)), "Tue 24 Nov\nnot watched");
    }

    #[test]
    fn the_column_under_the_pointer_is_that_of_its_day() {
        let layout = Layout::of(Rect::from_min_size(pos2(10.0, 0.0), vec2(AXIS + 70.0, 200.0)), 7);
        let at = |x: f32| layout.day_at(10.0 + AXIS + x, 7);
        assert_eq!(
            (at(-1.0), at(0.5), at(34.0), at(69.0), at(71.0)),
            (None, Some(0), Some(3), Some(6), None)
        );
        assert!((layout.y_of(0.0) - layout.y_of(1.0) - SHARES).abs() < 0.01);
    }
}
