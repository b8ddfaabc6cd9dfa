//! Line and bar charts. Bar heights and labels carry the same information as the colours, and every
//! chart has a text alternative.

use eframe::egui::{self, CornerRadius, Sense, Ui, WidgetInfo, vec2};
use egui::accesskit::Role;
use egui_plot::{AxisHints, FilledArea, HLine, Line, Plot, PlotPoints, Points, VLine};

use super::chart_model::{FaultBar, StretchBar, Trace};
pub use super::days::days_ui;
use super::strip::clock;
use crate::text::numbers::{decimal, percent};
use crate::text::week::median_minutes;
use crate::text::{durations, t};
use crate::ui::theme::{GAP_SMALL, GAP_TINY, LINE, MARK_RADIUS, Palette, Type, Weight, strong};
use plumbline_history::analysis::statistics::MedianTime;

/// Space above and below the lines, as a share of the height.
const MARGIN: f32 = 0.05;

/// Width of the labels of the y axis, points.
pub(super) const Y_AXIS: f32 = 52.0;

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
        .grid_color(palette.line)
        .show_background(false)
        .show_grid([false, true])
        .height(height)
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .show_crosshair(false)
        .sense(Sense::click())
}

/// An x axis whose labels have full opacity at a spacing of at least `spacing` points. By default
/// egui_plot fades labels long before they touch.
fn readable_x<'a>(spacing: f32) -> AxisHints<'a> {
    AxisHints::new_x().label_spacing(egui::Rangef::new(spacing, spacing + 5.0))
}

/// The y axis of an angle. Its labels have full opacity, too.
fn readable_y<'a>(palette: &Palette) -> AxisHints<'a> {
    let spacing = Type::Caption.size() * 1.5;
    AxisHints::new_y()
        .label_spacing(egui::Rangef::new(spacing, spacing + 1.0))
        .min_thickness(Y_AXIS)
        .tick_label_color(palette.text_quiet)
        .formatter(|mark, _| format!("{:.0}°", mark.value))
}

/// Shows one angle over the `hours` of a day: the median as a line, the 10th to 90th percentile as a band, the
/// limit as a dashed line, unmonitored time as a gap. Returns the clicked hour.
pub fn trace_ui(
    ui: &mut Ui,
    trace: &Trace,
    hours: (f32, f32),
    picked_h: Option<f32>,
) -> Option<f32> {
    let palette = Palette::current(ui);
    let style = std::sync::Arc::clone(ui.style());
    // The labels of the axes.
    ui.style_mut().text_styles.insert(egui::TextStyle::Body, Type::Caption.font());
    ui.visuals_mut().override_text_color = Some(palette.text_quiet);
    let shown = plot(trace.name, 130.0, &palette)
        .include_y(0.0)
        .include_x(f64::from(hours.0))
        .include_x(f64::from(hours.1))
        // The strip of the day has no margin either.
        .set_margin_fraction(vec2(0.0, MARGIN))
        .x_grid_spacer(egui_plot::uniform_grid_spacer(|_| [12.0, 4.0, 2.0]))
        .custom_x_axes(vec![readable_x(30.0).formatter(|mark, _| format!("{:.0}:00", mark.value))])
        .custom_y_axes(vec![readable_y(&palette)])
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
                plot.line(Line::new("median", line).color(palette.accent).width(LINE));
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
                plot.vline(line.width(LINE).allow_hover(false));
            }
            plot.pointer_coordinate()
        });
    ui.set_style(style);
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
            middle = decimal(middle, 1),
            low = decimal(low, 1),
            high = decimal(high, 1)
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

/// Shows one bar per fault, in the given order (longest first).
pub fn faults_ui(ui: &mut Ui, faults: &[FaultBar]) {
    let palette = Palette::current(ui);
    if faults.is_empty() {
        ui.label(t!("history-faults-none"));
    }
    let largest = faults.iter().map(|f| f.share).fold(0.01, f64::max);
    for fault in faults {
        let words = t!(
            "history-fault-words",
            duration = duration_words(fault.minutes / 60.0),
            percent = decimal(fault.share * 100.0, 1),
            alerts = fault.alerts,
            corrected = fault.corrected
        );
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = Type::Title.size();
            ui.label(Type::Body.weighted_text(fault.name, Weight::Medium));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let share = percent(fault.share * 100.0, 1);
                ui.label(Type::Body.weighted_text(share, Weight::Semibold));
            });
        });
        let size = vec2(ui.available_width(), GAP_SMALL);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let filled = rect.with_max_x(rect.left() + rect.width() * (fault.share / largest) as f32);
        let corners = CornerRadius::same(MARK_RADIUS);
        ui.painter().rect_filled(rect, corners, palette.track);
        ui.painter().rect_filled(filled, corners, palette.fault);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.clone()));
        ui.label(Type::Caption.text(words).color(palette.text_quiet));
        ui.add_space(GAP_SMALL);
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
            ui.label(strong(&stretch.name));
            ui.label(Type::Body.text(&stretch.done).color(palette.text_quiet));
        });
        for (what, median, color) in [
            (t!("history-after"), stretch.after, palette.good),
            (t!("history-without"), stretch.without, palette.unsure),
        ] {
            let words = median.map_or(t!("history-too-few").into(), median_minutes);
            let share = median.map_or(0.0, |median| minutes(median) / longest);
            bar_ui(ui, what, share as f32, color, &words);
        }
        ui.add_space(GAP_SMALL);
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
    let track = track.with_max_x((rect.right() - WORDS).max(track.left()));
    let track = track.shrink2(vec2(0.0, (rect.height() - GAP_SMALL) / 2.0));
    let painter = ui.painter();
    let text = |x: f32, text: &str, color| {
        let at = egui::pos2(x, rect.center().y);
        painter.text(at, egui::Align2::LEFT_CENTER, text, Type::Caption.font(), color);
    };
    text(rect.left(), what, palette.text_quiet);
    text(track.right() + GAP_SMALL, words, palette.text);
    let corners = CornerRadius::same(MARK_RADIUS);
    painter.rect_filled(track, corners, palette.track);
    let filled = track.with_max_x(track.left() + track.width() * share.clamp(0.0, 1.0));
    painter.rect_filled(filled, corners, color);
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
    fn the_text_of_a_trace_has_its_range_and_its_limit() {
        let mut trace = Trace { name: "Head", limit: Some(6.0), ..Trace::default() };
        assert_eq!(trace_words(&trace), "Head: no data.");
        trace.points = vec![[9.0, 1.0, 2.0, 3.0], [9.1, 2.0, 7.5, 9.0]];
        let words = "Head: between 2° and 8°, beyond the limit of 6° for 50 % of the time.";
        assert_eq!(trace_words(&trace), words);
    }

    #[test]
    fn the_point_under_the_pointer_has_a_text() {
        let mut trace = Trace { name: "Head", ..Trace::default() };
        trace.points = vec![[9.0, 1.0, 2.0, 3.0], [9.1, 2.0, 7.5, 9.0]];
        assert_eq!(point_words(&trace, 9.08).unwrap(), "9:06\n7.5°, mostly 2.0° to 9.0°");
        assert_eq!(point_words(&trace, 11.0), None, "not watched");
    }
}
