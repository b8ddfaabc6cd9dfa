//! Line and bar charts. Bar heights and labels carry the same information as the colours, and every
//! chart has a text alternative.

use eframe::egui::{self, EventFilter, Key, Rect, Response, RichText, Sense, Ui, WidgetInfo, vec2};
use egui::accesskit::Role;
use egui_plot::{
    AxisHints, Bar, BarChart, FilledArea, HLine, Line, Plot, PlotPoints, Points, VLine,
};

use super::chart_model::{DayBar, FaultBar, StretchBar, Trace};
use super::strip::{USUAL_HOURS, clock, pressed};
use crate::text::week::median_minutes;
use crate::text::{dates, durations, t};
use crate::ui::theme::Palette;
use plumbline_history::analysis::statistics::MedianTime;

/// Minimum gap that interrupts a line, hours.
const TRACE_GAP_H: f64 = 0.2;

/// Duration as text: `1 h 5 min`, `12 min`. The chart models are in hours, the unit of the axes.
#[must_use]
pub fn duration_words(hours: f64) -> String {
    durations::short((hours * 3_600_000.0).round() as i64)
}

/// A chart without scrolling, zooming or dragging.
fn plot<'a>(name: &str, height: f32, palette: &Palette) -> Plot<'a> {
    Plot::new(name)
        .grid_color(palette.text_quiet.gamma_multiply(0.5))
        .height(height)
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .show_crosshair(false)
        .y_axis_min_width(52.0)
        .sense(Sense::click())
}

/// An x axis whose labels have full opacity at a spacing of at least `spacing` points. By default
/// egui_plot fades labels long before they touch.
fn readable_x<'a>(spacing: f32) -> AxisHints<'a> {
    AxisHints::new_x().label_spacing(egui::Rangef::new(spacing, spacing + 5.0))
}

/// Shows one angle over the day: the median as a line, the 10th to 90th percentile as a band, the
/// limit as a dashed line, unmonitored time as a gap. Returns the clicked hour.
pub fn trace_ui(ui: &mut Ui, trace: &Trace, picked_h: Option<f32>) -> Option<f32> {
    let palette = Palette::current(ui);
    let shown = plot(trace.name, 130.0, &palette)
        .include_y(0.0)
        .include_x(f64::from(USUAL_HOURS.0))
        .include_x(f64::from(USUAL_HOURS.1))
        .x_grid_spacer(egui_plot::uniform_grid_spacer(|_| [12.0, 4.0, 2.0]))
        .custom_x_axes(vec![readable_x(30.0).formatter(|mark, _| format!("{:.0}:00", mark.value))])
        .y_axis_formatter(|mark, _| format!("{:.0}°", mark.value))
        .label_formatter(|_| None)
        .show(ui, |plot| {
            for run in trace.points.chunk_by(|a, b| b[0] - a[0] <= TRACE_GAP_H) {
                let column = |i: usize| run.iter().map(|p| p[i]).collect::<Vec<f64>>();
                plot.add(
                    FilledArea::new("most of the time", &column(0), &column(1), &column(3))
                        .fill_color(palette.accent.gamma_multiply(0.25))
                        .allow_hover(false),
                );
                let line: PlotPoints<'_> = run.iter().map(|p| [p[0], p[2]]).collect();
                plot.line(Line::new("median", line).color(palette.accent).width(2.0));
                if let [alone] = run {
                    // A line with a single point is invisible.
                    let dot = Points::new("median", [alone[0], alone[2]]);
                    plot.points(dot.color(palette.accent).radius(2.5).allow_hover(false));
                }
            }
            if let Some(limit) = trace.limit {
                plot.hline(
                    HLine::new("limit", limit)
                        .color(palette.fault)
                        .style(egui_plot::LineStyle::dashed_loose())
                        .allow_hover(false),
                );
            }
            if let Some(hour) = picked_h {
                let line = VLine::new("picked", f64::from(hour)).color(palette.text);
                plot.vline(line.width(2.0).allow_hover(false));
            }
            plot.pointer_coordinate()
        });
    if let Some(words) = shown.inner.and_then(|at| point_words(trace, at.x)) {
        shown.response.clone().on_hover_text_at_pointer(words);
    }
    let words = trace_words(trace);
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.clone()));
    let is_clicked = shown.response.clicked_by(egui::PointerButton::Primary);
    shown.inner.filter(|_| is_clicked).map(|at| at.x as f32)
}

/// Text of the point nearest to `hour`.
fn point_words(trace: &Trace, hour: f64) -> Option<String> {
    let distance = |point: &&[f64; 4]| (point[0] - hour).abs();
    let nearest = trace.points.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    let [at, low, middle, high] = *nearest;
    ((at - hour).abs() < TRACE_GAP_H).then(|| {
        t!(
            "history-trace-point",
            time = clock(at as f32),
            middle = format!("{middle:.1}"),
            low = format!("{low:.1}"),
            high = format!("{high:.1}")
        )
    })
}

/// A trace as text: the range of its medians, and the share beyond the limit.
fn trace_words(trace: &Trace) -> String {
    let medians = || trace.points.iter().map(|point| point[2]);
    let low = medians().fold(f64::INFINITY, f64::min);
    let high = medians().fold(f64::NEG_INFINITY, f64::max);
    if trace.points.is_empty() {
        return t!("history-trace-nothing", name = trace.name);
    }
    let (low, high) = (format!("{low:.0}"), format!("{high:.0}"));
    let Some(limit) = trace.limit else {
        return t!("history-trace-words", name = trace.name, low = low, high = high);
    };
    let count = medians().filter(|median| *median > limit).count();
    let share = 100.0 * count as f64 / trace.points.len() as f64;
    t!(
        "history-trace-words-beyond",
        name = trace.name,
        low = low,
        high = high,
        limit = format!("{limit:.0}"),
        percent = format!("{share:.0}")
    )
}

/// A day as text.
fn day_words(day: &DayBar) -> String {
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
    let shares = shares_ui(ui, days, trend, *picked, &palette);
    let hours = watched_hours_ui(ui, days, *picked, &palette);
    for shown in [&shares, &hours] {
        if let Some(day) = shown.inner.and_then(|at| days.get(day_at(at.x)?)) {
            shown.response.clone().on_hover_text_at_pointer(day_words(day));
        }
    }
    let focused = keyboard_ui(ui, &shares.response, days, picked);
    let clicked = [&shares, &hours].into_iter().find_map(|shown| {
        shown.inner.filter(|_| shown.response.clicked_by(egui::PointerButton::Primary))
    });
    let opened = clicked.and_then(|at| day_at(at.x));
    opened.or(focused).filter(|i| *i < days.len())
}

/// A chart with one column per day, and the pointer's position in it.
type Shown = egui_plot::PlotResponse<Option<egui_plot::PlotPoint>>;

fn days_plot<'a>(name: &str, height: f32, count: usize, palette: &Palette) -> Plot<'a> {
    plot(name, height, palette)
        .include_x(-0.5)
        .include_x(count as f64 - 0.5)
        .include_y(0.0)
        .show_grid([false, true])
        .label_formatter(|_| None)
}

/// One bar per day with a `height`. The `picked` day has the accent colour.
fn day_bars(
    name: &'static str,
    days: &[DayBar],
    height: impl Fn(&DayBar) -> Option<f64>,
    color: egui::Color32,
    (picked, palette): (Option<usize>, &Palette),
) -> BarChart {
    let bars = days
        .iter()
        .enumerate()
        .filter_map(|(i, day)| {
            let color = if picked == Some(i) { palette.accent } else { color };
            Some(Bar::new(i as f64, height(day)?).width(0.7).fill(color))
        })
        .collect();
    // The tooltip shows the text of a day, because egui_plot cuts off its own labels at the
    // chart's edge.
    BarChart::new(name, bars).allow_hover(false)
}

/// Share of good posture per day, with the trend line.
fn shares_ui(
    ui: &mut Ui,
    days: &[DayBar],
    trend: Option<(f64, f64)>,
    picked: Option<usize>,
    palette: &Palette,
) -> Shown {
    let percent = |day: &DayBar| Some(day.good_share? * 100.0);
    let bars = day_bars("good posture", days, percent, palette.good, (picked, palette));
    days_plot("days", 200.0, days.len(), palette)
        .include_y(100.0)
        .y_axis_formatter(|mark, _| format!("{:.0} %", mark.value))
        .y_grid_spacer(egui_plot::uniform_grid_spacer(|_| [100.0, 50.0, 25.0]))
        .show_axes([false, true])
        .show(ui, |plot| {
            plot.bar_chart(bars);
            if let Some((start, slope)) = trend {
                let end = days.iter().rposition(|day| day.good_share.is_some()).unwrap_or(0) as f64;
                let points: PlotPoints<'_> =
                    [[0.0, start * 100.0], [end, (start + slope * end) * 100.0]]
                        .into_iter()
                        .collect();
                let line = Line::new("trend", points).color(palette.text).width(2.0);
                plot.line(line.allow_hover(false));
            }
            plot.pointer_coordinate()
        })
}

/// Monitored hours per day, with the names of the days.
fn watched_hours_ui(
    ui: &mut Ui,
    days: &[DayBar],
    picked: Option<usize>,
    palette: &Palette,
) -> Shown {
    let hours = |day: &DayBar| (day.watched_h > 0.0).then_some(day.watched_h);
    let bars = day_bars("hours watched", days, hours, palette.unsure, (picked, palette));
    let labels = labels_of(days);
    days_plot("hours", 90.0, days.len(), palette)
        .y_axis_formatter(|mark, _| t!("history-axis-hours", hours = format!("{:.0}", mark.value)))
        .y_grid_spacer(egui_plot::uniform_grid_spacer(|_| [24.0, 8.0, 4.0]))
        .x_grid_spacer(move |_| {
            let step = days_between_labels(days.len());
            (0..days.len())
                .step_by(step)
                .map(|i| egui_plot::GridMark { value: i as f64, step_size: step as f64 })
                .collect()
        })
        .custom_x_axes(vec![readable_x(20.0).formatter(move |mark, _| {
            labels.get(mark.value.round() as usize).cloned().unwrap_or_default()
        })])
        .show(ui, |plot| {
            plot.bar_chart(bars);
            plot.pointer_coordinate()
        })
}

/// Index of the day at the axis position `x`.
fn day_at(x: f64) -> Option<usize> {
    let day = x.round();
    (day >= 0.0).then_some(day as usize)
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
fn keyboard_ui(
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
        let stroke = egui::Stroke::new(2.0, palette.accent);
        ui.painter().rect_stroke(response.rect, 4.0, stroke, egui::StrokeKind::Outside);
    }
    let words = picked.and_then(|i| days.get(i)).map(|day| day_words(day).replace('\n', ", "));
    let description = match &words {
        Some(words) => t!("history-days-picked", day = words.as_str()),
        None => days_words(days),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, description.clone()));
    if let Some(words) = words.filter(|_| response.has_focus()) {
        ui.label(RichText::new(t!("history-days-picked-open", day = words)).strong());
    }
    let is_by_key = response.clicked() && !response.clicked_by(egui::PointerButton::Primary);
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

/// Shows one bar per fault, in the given order (longest first).
pub fn faults_ui(ui: &mut Ui, faults: &[FaultBar]) {
    let palette = Palette::current(ui);
    if faults.is_empty() {
        ui.label(t!("history-faults-none"));
    }
    let largest = faults.iter().map(|f| f.share).fold(0.01, f64::max);
    for fault in faults {
        let width = ui.available_width();
        ui.label(fault.name);
        let (rect, response) = ui.allocate_exact_size(vec2(width, 14.0), Sense::hover());
        let filled = Rect::from_min_size(
            rect.min,
            vec2(rect.width() * (fault.share / largest) as f32, rect.height()),
        );
        ui.painter().rect_filled(rect, 4.0, palette.line);
        ui.painter().rect_filled(filled, 4.0, palette.fault);
        let words = t!(
            "history-fault-words",
            duration = duration_words(fault.minutes / 60.0),
            percent = format!("{:.1}", fault.share * 100.0),
            alerts = fault.alerts,
            corrected = fault.corrected
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.clone()));
        ui.label(RichText::new(words).small().color(palette.text_quiet));
    }
}

/// Shows each stretch with its number of repetitions and two bars of minutes: the time until the
/// next alert after the stretch, and after a correction without a stretch.
pub fn stretches_ui(ui: &mut Ui, stretches: &[StretchBar]) {
    let palette = Palette::current(ui);
    if stretches.is_empty() {
        ui.label(t!("history-stretches-none"));
        return;
    }
    let minutes = |median: MedianTime| match median {
        MedianTime::At(minutes) | MedianTime::Beyond(minutes) => minutes,
    };
    let both = stretches.iter().flat_map(|bar| [bar.after, bar.without]).flatten();
    let longest = both.map(minutes).fold(1.0, f64::max);
    for stretch in stretches {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&stretch.name).strong());
            ui.label(RichText::new(&stretch.done).color(palette.text_quiet));
        });
        for (what, median, color) in [
            (t!("history-after"), stretch.after, palette.good),
            (t!("history-without"), stretch.without, palette.unsure),
        ] {
            let words = median.map_or(t!("history-too-few").into(), median_minutes);
            let share = median.map_or(0.0, |median| minutes(median) / longest);
            bar_ui(ui, what, share as f32, color, &words);
        }
        ui.add_space(4.0);
    }
}

/// A bar between its label and its value as text.
fn bar_ui(ui: &mut Ui, what: &str, share: f32, color: egui::Color32, words: &str) {
    const WHAT: f32 = 70.0;
    const WORDS: f32 = 170.0;
    let palette = Palette::current(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let track = rect.with_min_x(rect.left() + WHAT);
    let track = track.with_max_x((rect.right() - WORDS).max(track.left())).shrink2(vec2(0.0, 3.0));
    let font = egui::FontId::proportional(13.0);
    let painter = ui.painter();
    let text = |x: f32, text: &str, color| {
        let at = egui::pos2(x, rect.center().y);
        painter.text(at, egui::Align2::LEFT_CENTER, text, font.clone(), color);
    };
    text(rect.left(), what, palette.text_quiet);
    text(track.right() + 8.0, words, palette.text);
    painter.rect_filled(track, 3.0, palette.line);
    let filled = track.with_max_x(track.left() + track.width() * share.clamp(0.0, 1.0));
    painter.rect_filled(filled, 3.0, color);
    let description = t!("history-bar", what = what, value = words);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, description.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_given_in_hours_and_minutes() {
        let words: Vec<String> = [0.0, 0.2, 1.0, 2.51].map(duration_words).to_vec();
        assert_eq!(words, ["0 min", "12 min", "1 h", "2 h 31 min"]);
    }

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
    fn the_text_of_a_trace_has_its_range_and_its_limit() {
        let mut trace = Trace { name: "Head", limit: Some(6.0), ..Trace::default() };
        assert_eq!(trace_words(&trace), "Head: no data.");
        trace.points = vec![[9.0, 1.0, 2.0, 3.0], [9.1, 2.0, 7.5, 9.0]];
        let words = "Head: between 2° and 8°, beyond the limit of 6° for 50 % of the time.";
        assert_eq!(trace_words(&trace), words);
    }

    #[test]
    fn the_point_or_the_day_under_the_pointer_has_a_text() {
        let mut trace = Trace { name: "Head", ..Trace::default() };
        trace.points = vec![[9.0, 1.0, 2.0, 3.0], [9.1, 2.0, 7.5, 9.0]];
        assert_eq!(point_words(&trace, 9.08).unwrap(), "9:06\n7.5°, mostly 2.0° to 9.0°");
        assert_eq!(point_words(&trace, 11.0), None, "not watched");
        assert_eq!((day_at(-0.4), day_at(2.6), day_at(-0.6)), (Some(0), Some(3), None));
    }
}
