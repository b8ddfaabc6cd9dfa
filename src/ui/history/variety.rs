//! Changes of position: how many in an hour, and the longest time in one position, as columns by hour or by day.

use eframe::egui::accesskit::Role;
use eframe::egui::{Align2, CornerRadius, Label, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use super::chart_model::{VarietyChart, VarietyColumn};
use crate::text::numbers::decimal;
use crate::text::week::percent;
use crate::text::{dates, durations, t};
use crate::ui::theme::text::size_of;
use crate::ui::theme::{GAP, GAP_SMALL, GAP_TINY, HAIRLINE, MARK_RADIUS, Palette, Type, Weight};
use plumbline_history::VarietySum;
use plumbline_history::model::calendar;
use plumbline_history::model::day::Day;
use plumbline_history::model::minute::Minute;

/// Height of the highest column, points.
const HIGHEST: f32 = 72.0;

/// Largest width of a column, points.
const WIDEST: f32 = 56.0;

/// The changes of position by hour of a day, for its `minutes` in the order of time.
#[must_use]
pub(super) fn by_hour(minutes: &[Minute]) -> VarietyChart {
    let mut total = VarietySum::default();
    let mut hours: Vec<(i8, VarietySum)> = Vec::new();
    for minute in minutes {
        total.add_minute(minute);
        let hour = calendar::local(minute.start(), minute.offset_s).hour();
        if hours.last().is_none_or(|(last, _)| *last != hour) {
            hours.push((hour, VarietySum::default()));
        }
        if let Some((_, sum)) = hours.last_mut() {
            sum.add_minute(minute);
        }
    }
    let columns = hours
        .iter()
        .map(|(hour, sum)| column(hour.to_string(), format!("{hour}:00–{}:00", hour + 1), sum));
    chart(&total.closed(), columns.collect())
}

/// The changes of position by day, from `from` to `to`.
#[must_use]
pub(super) fn by_day(days: &[Day], (from, to): (Date, Date)) -> VarietyChart {
    let mut total = VarietySum::default();
    days.iter().for_each(|day| total.add(&day.variety));
    let count = calendar::days_between(from, to) + 1;
    let columns = (0..count).map(|n| {
        let date = calendar::days_after(from, n);
        let day = days.iter().find(|day| day.date == date);
        let sum = day.map_or_else(VarietySum::default, |day| day.variety);
        let label = match count {
            ..=7 => dates::weekday_short(date.weekday()).to_owned(),
            _ => date.day().to_string(),
        };
        column(label, dates::weekday_day_month(date), &sum)
    });
    chart(&total, columns.collect())
}

fn column(label: String, when: String, sum: &VarietySum) -> VarietyColumn {
    let longest = durations::short(sum.longest_ms);
    let words = match sum.shifts_per_hour() {
        Some(shifts) => t!(
            "history-variety-column",
            when = when,
            shifts = decimal(shifts, 0),
            longest = longest
        ),
        None => t!("history-variety-column-little", when = when),
    };
    let longest_min = sum.longest_ms as f64 / 60_000.0;
    let shifts = sum.shifts_per_hour();
    VarietyColumn { label, words, shifts, longest_min: shifts.map(|_| longest_min) }
}

fn chart(total: &VarietySum, columns: Vec<VarietyColumn>) -> VarietyChart {
    let (Some(shifts), Some(still)) = (total.shifts_per_hour(), total.still_share()) else {
        return VarietyChart::default();
    };
    let mut words = t!(
        "history-variety-words",
        shifts = decimal(shifts, 0),
        longest = durations::in_sentence(total.longest_ms),
        still = percent(still)
    );
    if total.standing_ms >= 60_000 {
        let duration = durations::in_sentence(total.standing_ms);
        words.push(' ');
        words.push_str(&t!("history-variety-standing", duration = duration));
    }
    VarietyChart { words, columns }
}

/// Shows the chart.
pub(super) fn variety_ui(ui: &mut Ui, chart: &VarietyChart) {
    let palette = Palette::current(ui);
    ui.add(Label::new(Type::Body.text(&chart.words)).wrap());
    ui.add_space(GAP_SMALL);
    for (title, of) in [
        (t!("history-variety-shifts"), (|c: &VarietyColumn| c.shifts) as fn(&_) -> Option<f64>),
        (t!("history-variety-longest"), |c: &VarietyColumn| c.longest_min),
    ] {
        ui.label(Type::Caption.text(title).color(palette.text_quiet));
        columns_ui(ui, title, &chart.columns, of);
        ui.add_space(GAP_SMALL);
    }
}

fn columns_ui(
    ui: &mut Ui,
    title: &str,
    columns: &[VarietyColumn],
    of: fn(&VarietyColumn) -> Option<f64>,
) {
    let palette = Palette::current(ui);
    let font = Type::Caption.font();
    let line = size_of(ui, "0", font.clone()).y;
    let size = vec2(ui.available_width(), HIGHEST + 2.0 * (line + GAP_TINY));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let width = rect.width() / columns.len().max(1) as f32;
    let ground = rect.bottom() - line - GAP_TINY;
    let most = columns.iter().filter_map(of).fold(1.0, f64::max);
    let labels_every = label_step(ui, columns, width);
    let painter = ui.painter();
    let baseline = Stroke::new(HAIRLINE, palette.line);
    painter.hline(rect.x_range(), ground, baseline);
    for (i, column) in columns.iter().enumerate() {
        let x = rect.left() + (i as f32 + 0.5) * width;
        if i % labels_every == 0 {
            let at = pos2(x, rect.bottom());
            let ink = palette.text_quiet;
            painter.text(at, Align2::CENTER_BOTTOM, &column.label, font.clone(), ink);
        }
        let Some(value) = of(column) else { continue };
        let half = (width * 0.64).min(WIDEST) / 2.0;
        let top = ground - HIGHEST * (value / most) as f32;
        let bar = Rect::from_min_max(pos2(x - half, top), pos2(x + half, ground));
        let round = MARK_RADIUS.min((half / 1.5) as u8);
        let corners = CornerRadius { nw: round, ne: round, sw: 0, se: 0 };
        painter.rect_filled(bar, corners, palette.accent);
        if width >= GAP + GAP_SMALL {
            let number = Type::Caption.weighted(Weight::Semibold);
            let at = pos2(x, top - GAP_TINY / 2.0);
            painter.text(at, Align2::CENTER_BOTTOM, decimal(value, 0), number, palette.text);
        }
    }
    let words: Vec<&str> = columns
        .iter()
        .filter(|column| column.shifts.is_some())
        .map(|column| column.words.as_str())
        .collect();
    let description = format!("{title}. {}", words.join("; "));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, description.clone()));
    let hovered = response.hover_pos().map(|at| ((at.x - rect.left()) / width) as usize);
    if let Some(column) = hovered.and_then(|i| columns.get(i)) {
        response.on_hover_text_at_pointer(&column.words);
    }
}

/// Every how many columns there is room for a label.
fn label_step(ui: &Ui, columns: &[VarietyColumn], width: f32) -> usize {
    let widest = columns
        .iter()
        .map(|column| size_of(ui, &column.label, Type::Caption.font()).x)
        .fold(1.0, f32::max);
    ((widest + GAP_TINY) / width.max(1.0)).ceil().max(1.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_history::MinuteVariety;

    fn minute(number: i64, kept_min: i64, shifts: u32) -> Minute {
        let variety = MinuteVariety { kept_ms: kept_min * 60_000, shifts, standing_ms: 0 };
        Minute { number, good_ms: 60_000, variety: Some(variety), ..Minute::default() }
    }

    #[test]
    fn a_day_has_a_column_for_each_hour_and_a_sentence() {
        // From 9:00: 30 minutes in one position, then a change every five minutes until 10:30.
        let nine = 9 * 60;
        let mut minutes: Vec<Minute> = (0..30).map(|i| minute(nine + i, i + 1, 0)).collect();
        minutes.extend((0..60).map(|i| minute(nine + 30 + i, i % 5 + 1, u32::from(i % 5 == 0))));
        let chart = by_hour(&minutes);
        let shown: Vec<(&str, Option<f64>)> =
            chart.columns.iter().map(|c| (c.label.as_str(), c.shifts)).collect();
        assert_eq!(shown, [("9", Some(6.0)), ("10", Some(12.0))]);
        assert_eq!(chart.columns[0].words, "9:00–10:00: 6 changes an hour, longest 30 min");
        let words = "You changed position 8 times an hour. The longest time in one position was \
                     30 minutes, and 33 % of the time went by in positions kept for 10 minutes or \
                     longer.";
        assert_eq!(chart.words, words);
    }

    #[test]
    fn days_of_earlier_versions_have_no_chart() {
        let date = |day| jiff::civil::date(2026, 11, day);
        let mut day = Day::empty(date(23));
        day.watched_ms = 7_200_000;
        assert_eq!(by_day(&[day], (date(23), date(29))), VarietyChart::default());
        assert_eq!(by_hour(&[]), VarietyChart::default());
    }

    #[test]
    fn a_week_has_seven_columns() {
        let mut day = Day::empty(jiff::civil::date(2026, 11, 24));
        (0..60)
            .for_each(|i| day.variety.add_minute(&minute(i, i % 10 + 1, u32::from(i % 10 == 0))));
        day.variety = day.variety.closed();
        let week = (jiff::civil::date(2026, 11, 23), jiff::civil::date(2026, 11, 29));
        let chart = by_day(&[day], week);
        assert_eq!(chart.columns.len(), 7);
        assert_eq!(chart.columns[0].shifts, None);
        assert_eq!(chart.columns[1].shifts, Some(6.0));
        assert_eq!(chart.columns[1].longest_min, Some(10.0));
    }
}
