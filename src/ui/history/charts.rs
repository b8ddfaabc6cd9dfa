//! The charts. Height and words say the same as colour, and every one reads out what it shows.

use eframe::egui::{
    self, Align2, Color32, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};
use egui::accesskit::Role;
use egui_plot::{Bar, BarChart, FilledArea, HLine, Line, Plot, PlotPoints};

use super::shown::{DayBar, DayStrip, FaultBar, Heat, SpanKind, Trace};
use crate::ui::theme::Palette;

/// Height of the strip of a day, points.
const STRIP: f32 = 56.0;

/// The hours a day is shown for unless something happened outside them.
const USUAL_HOURS: (f32, f32) = (7.0, 19.0);

/// A gap longer than this breaks a line, hours.
const TRACE_GAP_H: f64 = 0.2;

/// The day as a strip: good time low, time at fault high, what cannot be told a thin line; alerts as
/// marks above, breaks as marks below.
pub fn strip_ui(ui: &mut Ui, strip: &DayStrip) -> Response {
    let palette = Palette::current(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), STRIP + 18.0), Sense::hover());
    let (from_h, to_h) = hours_of(strip);
    let body = Rect::from_min_size(rect.min, vec2(rect.width(), STRIP));
    let x_of = |h: f32| body.left() + (h - from_h) / (to_h - from_h) * body.width();
    let painter = ui.painter();
    painter.line_segment([body.left_bottom(), body.right_bottom()], Stroke::new(1.0, palette.line));
    for span in &strip.spans {
        let (height, color) = match span.kind {
            SpanKind::Good => (0.4, palette.good),
            SpanKind::Fault => (0.85, palette.fault),
            SpanKind::Unsure => (0.1, palette.unsure),
        };
        let top = body.bottom() - body.height() * height;
        let bar = Rect::from_min_max(
            pos2(x_of(span.from_h), top),
            pos2(x_of(span.to_h).max(x_of(span.from_h) + 1.0), body.bottom()),
        );
        painter.rect_filled(bar, 0.0, color);
    }
    for mark in &strip.marks {
        let x = x_of(mark.at_h);
        if mark.is_break {
            painter.circle_stroke(
                pos2(x, body.bottom() - 4.0),
                4.0,
                Stroke::new(2.0, palette.accent),
            );
        } else {
            let tip = pos2(x, body.top() + 9.0);
            let corners = vec![tip, tip + vec2(-5.0, -9.0), tip + vec2(5.0, -9.0)];
            painter.add(egui::Shape::convex_polygon(corners, palette.fault, Stroke::NONE));
        }
    }
    for hour in (from_h.ceil() as i32..=to_h.floor() as i32).step_by(2) {
        let at = pos2(x_of(hour as f32), body.bottom() + 3.0);
        let align = match hour as f32 {
            h if h <= from_h => Align2::LEFT_TOP,
            h if h >= to_h => Align2::RIGHT_TOP,
            _ => Align2::CENTER_TOP,
        };
        painter.text(
            at,
            align,
            format!("{hour}:00"),
            FontId::proportional(12.0),
            palette.text_quiet,
        );
    }
    let words = strip_words(strip);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.clone()));
    let at_h =
        response.hover_pos().map(|p| from_h + (p.x - body.left()) / body.width() * (to_h - from_h));
    match at_h {
        Some(at_h) => response.on_hover_text(moment_words(strip, at_h)),
        None => response,
    }
}

fn hours_of(strip: &DayStrip) -> (f32, f32) {
    let first = strip.spans.iter().map(|s| s.from_h).fold(USUAL_HOURS.0, f32::min);
    let last = strip.spans.iter().map(|s| s.to_h).fold(USUAL_HOURS.1, f32::max);
    (first.floor(), last.ceil())
}

/// The strip in words.
#[must_use]
pub fn strip_words(strip: &DayStrip) -> String {
    if strip.spans.is_empty() {
        return "Nothing was watched on this day.".into();
    }
    let count = |is_break: bool| strip.marks.iter().filter(|m| m.is_break == is_break).count();
    format!(
        "Good for {}, at fault for {}, not to be told for {}; {} alerts, {} breaks.",
        duration_words(strip.hours[0]),
        duration_words(strip.hours[1]),
        duration_words(strip.hours[2]),
        count(false),
        count(true)
    )
}

fn moment_words(strip: &DayStrip, at_h: f32) -> String {
    let clock = |h: f32| {
        let minutes = (h * 60.0).round() as i32;
        format!("{}:{:02}", minutes / 60, minutes % 60)
    };
    let near = strip.marks.iter().find(|m| (m.at_h - at_h).abs() < 0.06);
    let span = strip.spans.iter().find(|s| (s.from_h..s.to_h).contains(&at_h));
    let what = match span.map(|s| s.kind) {
        Some(SpanKind::Good) => "good",
        Some(SpanKind::Fault) => "at fault",
        Some(SpanKind::Unsure) => "could not be told",
        None => "not watched, or away",
    };
    match near {
        Some(mark) => format!("{}: {}", clock(mark.at_h), mark.words),
        None => format!("{}: {what}", clock(at_h)),
    }
}

/// `1 h 5 min`, `12 min`.
#[must_use]
pub fn duration_words(hours: f64) -> String {
    let minutes = (hours * 60.0).round() as i64;
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m} min"),
    }
}

/// One angle over the day: the median as a line, the middle four fifths as a band, the limit dashed.
/// What was not watched is a gap.
pub fn trace_ui(ui: &mut Ui, trace: &Trace) {
    let palette = Palette::current(ui);
    let shown = Plot::new(trace.name)
        .height(130.0)
        .sense(Sense::hover())
        .show_grid([false, true])
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .include_y(0.0)
        .include_x(f64::from(USUAL_HOURS.0))
        .include_x(f64::from(USUAL_HOURS.1))
        .x_axis_formatter(|mark, _| format!("{:.0}:00", mark.value))
        .show(ui, |plot| {
            for run in trace.points.chunk_by(|a, b| b[0] - a[0] <= TRACE_GAP_H) {
                let column = |i: usize| run.iter().map(|p| p[i]).collect::<Vec<f64>>();
                plot.add(
                    FilledArea::new("most of the time", &column(0), &column(1), &column(3))
                        .fill_color(palette.accent.gamma_multiply(0.25)),
                );
                let line: PlotPoints<'_> = run.iter().map(|p| [p[0], p[2]]).collect();
                plot.line(Line::new("median", line).color(palette.accent).width(2.0));
            }
            if let Some(limit) = trace.limit {
                plot.hline(
                    HLine::new("limit", limit)
                        .color(palette.fault)
                        .style(egui_plot::LineStyle::dashed_loose()),
                );
            }
        });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, trace_words(trace)));
}

/// A trace in words: where its medians lay, and how much of it was beyond the limit.
#[must_use]
pub fn trace_words(trace: &Trace) -> String {
    let medians = || trace.points.iter().map(|point| point[2]);
    let low = medians().fold(f64::INFINITY, f64::min);
    let high = medians().fold(f64::NEG_INFINITY, f64::max);
    if trace.points.is_empty() {
        return format!("{}: nothing was measured.", trace.name);
    }
    let beyond = trace.limit.map_or_else(String::new, |limit| {
        let count = medians().filter(|median| *median > limit).count();
        let share = 100.0 * count as f64 / trace.points.len() as f64;
        format!(", beyond the limit of {limit:.0}° for {share:.0} % of the time")
    });
    format!("{}: between {low:.0}° and {high:.0}°{beyond}.", trace.name)
}

/// Good posture a day, as bars in per cent; a day with too little watched has none. Answers with the
/// day that was clicked.
pub fn days_ui(ui: &mut Ui, days: &[DayBar], trend: Option<(f64, f64)>) -> Option<usize> {
    let palette = Palette::current(ui);
    let bars = days
        .iter()
        .enumerate()
        .filter_map(|(i, day)| {
            let share = day.good_share? * 100.0;
            let words = format!(
                "{}\n{share:.0} % good\n{} watched",
                day.date.strftime("%a %-d %b"),
                duration_words(day.watched_h)
            );
            Some(Bar::new(i as f64, share).width(0.7).fill(palette.good).name(words))
        })
        .collect();
    let labels: Vec<String> =
        days.iter().map(|day| day.date.strftime("%-d %b").to_string()).collect();
    let shown = Plot::new("days")
        .height(220.0)
        // A click opens a day; the keyboard goes through the days with "Day" and Page up.
        .sense(Sense::CLICK)
        .show_grid([false, true])
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .include_y(0.0)
        .include_y(100.0)
        .include_x(-0.5)
        .include_x(days.len() as f64 - 0.5)
        .y_axis_label("% good")
        .x_axis_formatter(move |mark, _| {
            let whole = mark.value.round();
            let is_day = (mark.value - whole).abs() < 0.01 && whole >= 0.0;
            if is_day {
                labels.get(whole as usize).cloned().unwrap_or_default()
            } else {
                String::new()
            }
        })
        .show(ui, |plot| {
            plot.bar_chart(
                BarChart::new("good posture", bars)
                    .element_formatter(Box::new(|bar, _| bar.name.clone())),
            );
            if let Some((start, slope)) = trend {
                let last = days.iter().rposition(|day| day.good_share.is_some()).unwrap_or(0);
                let end = last as f64;
                let points: PlotPoints<'_> =
                    [[0.0, start * 100.0], [end, (start + slope * end) * 100.0]]
                        .into_iter()
                        .collect();
                plot.line(Line::new("trend", points).color(palette.accent).width(2.0));
            }
            plot.pointer_coordinate()
        });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, days_words(days)));
    let clicked = shown.response.clicked().then_some(shown.inner).flatten()?;
    let index = clicked.x.round();
    (index >= 0.0 && (index as usize) < days.len()).then_some(index as usize)
}

/// The days in words, those with too little left out.
#[must_use]
pub fn days_words(days: &[DayBar]) -> String {
    let told: Vec<String> = days
        .iter()
        .filter_map(|day| {
            let share = day.good_share? * 100.0;
            Some(format!("{} {share:.0} %", day.date.strftime("%-d %b")))
        })
        .collect();
    match told.is_empty() {
        true => "Good posture by day: too little was watched to say.".into(),
        false => format!("Good posture by day: {}.", told.join(", ")),
    }
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// When posture is good and when not: hour by weekday. The number of each cell stands in it.
pub fn heat_ui(ui: &mut Ui, heat: &Heat) {
    let palette = Palette::current(ui);
    let used = |hour: usize| heat.cells.iter().any(|day| day[hour].judged_h > 0.0);
    let Some(first) = (0..24).find(|h| used(*h)) else {
        ui.label("Nothing has been watched yet.");
        return;
    };
    let last = (0..24).rev().find(|h| used(*h)).unwrap_or(first);
    let label_width = 44.0;
    let hours = (last - first + 1) as f32;
    let cell = vec2(((ui.available_width() - label_width) / hours).min(64.0), 30.0);
    let size = vec2(label_width + cell.x * hours, cell.y * 7.0 + 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let mut hovered = None;
    for (weekday, name) in WEEKDAYS.iter().enumerate() {
        let y = rect.top() + cell.y * weekday as f32;
        painter.text(
            pos2(rect.left(), y + cell.y / 2.0),
            Align2::LEFT_CENTER,
            name,
            FontId::proportional(13.0),
            palette.text_quiet,
        );
        for hour in first..=last {
            let place = &heat.cells[weekday][hour];
            let x = rect.left() + label_width + cell.x * (hour - first) as f32;
            let square = Rect::from_min_size(pos2(x, y), cell).shrink(1.5);
            painter.rect_stroke(square, 3.0, Stroke::new(1.0, palette.line), StrokeKind::Inside);
            let Some(share) = place.good_share else { continue };
            painter.rect_filled(square, 3.0, mixed(palette.fault, palette.good, share as f32));
            painter.text(
                square.center(),
                Align2::CENTER_CENTER,
                format!("{:.0}", share * 100.0),
                FontId::proportional(12.0),
                palette.panel,
            );
            if response.hover_pos().is_some_and(|p| square.contains(p)) {
                hovered = Some(format!(
                    "{name} {hour}:00 – {}:00: {:.0} % good of {} judged",
                    hour + 1,
                    share * 100.0,
                    duration_words(place.judged_h)
                ));
            }
        }
    }
    for hour in (first..=last).step_by(2) {
        let x = rect.left() + label_width + cell.x * (hour - first) as f32;
        painter.text(
            pos2(x, rect.bottom() - 14.0),
            Align2::LEFT_TOP,
            format!("{hour}:00"),
            FontId::proportional(12.0),
            palette.text_quiet,
        );
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, heat_words(heat)));
    if let Some(words) = hovered {
        response.on_hover_text(words);
    }
}

/// The weekdays in words, their hours taken together.
#[must_use]
pub fn heat_words(heat: &Heat) -> String {
    let of_day = |cells: &[super::shown::HeatCell; 24]| {
        let judged = cells.iter().filter_map(|cell| Some((cell.good_share?, cell.judged_h)));
        let (good_h, judged_h) =
            judged.fold((0.0, 0.0), |(good, all), (share, h)| (good + share * h, all + h));
        (judged_h > 0.0).then(|| 100.0 * good_h / judged_h)
    };
    let told: Vec<String> = WEEKDAYS
        .iter()
        .zip(&heat.cells)
        .filter_map(|(name, cells)| Some(format!("{name} {:.0}", of_day(cells)?)))
        .collect();
    format!("Share of good posture by weekday and hour, in per cent: {}.", told.join(", "))
}

fn mixed(from: Color32, to: Color32, share: f32) -> Color32 {
    let share = share.clamp(0.0, 1.0);
    let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share) as u8;
    Color32::from_rgb(mix(from.r(), to.r()), mix(from.g(), to.g()), mix(from.b(), to.b()))
}

/// How much of each fault there was, the longest first.
pub fn faults_ui(ui: &mut Ui, faults: &[FaultBar]) {
    let palette = Palette::current(ui);
    if faults.is_empty() {
        ui.label("No faults in this time.");
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
        let words = format!(
            "{} ({:.1} % of the judged time); {} alerts, {} corrected",
            duration_words(fault.minutes / 60.0),
            fault.share * 100.0,
            fault.alerts,
            fault.corrected
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.clone()));
        ui.label(egui::RichText::new(words).small().color(palette.text_quiet));
    }
}

#[cfg(test)]
mod tests {
    use super::super::shown::{StripMark, StripSpan};
    use super::*;

    fn strip() -> DayStrip {
        let span = |from_h, to_h, kind| StripSpan { from_h, to_h, kind };
        DayStrip {
            spans: vec![
                span(9.0, 10.5, SpanKind::Good),
                span(10.5, 10.75, SpanKind::Fault),
                span(6.5, 6.6, SpanKind::Unsure),
            ],
            marks: vec![StripMark {
                at_h: 10.6,
                is_break: false,
                words: "Your head is forward".into(),
            }],
            hours: [1.5, 0.25, 0.1],
        }
    }

    #[test]
    fn a_strip_reads_out_what_it_shows() {
        let words = strip_words(&strip());
        assert_eq!(
            words,
            "Good for 1 h 30 min, at fault for 15 min, not to be told for 6 min; 1 alerts, 0 breaks."
        );
        assert!(strip_words(&DayStrip::default()).contains("Nothing was watched"));
    }

    #[test]
    fn an_early_start_widens_the_hours_and_a_moment_is_told() {
        assert_eq!(hours_of(&strip()), (6.0, 19.0));
        assert_eq!(moment_words(&strip(), 9.5), "9:30: good");
        assert_eq!(moment_words(&strip(), 10.62), "10:36: Your head is forward");
        assert_eq!(moment_words(&strip(), 15.0), "15:00: not watched, or away");
    }

    #[test]
    fn a_trace_the_days_and_the_rhythm_are_read_out() {
        let points = vec![[9.0, 0.0, 2.0, 3.0], [9.1, 1.0, 8.0, 9.0]];
        let trace = Trace { name: "Forward head", points, limit: Some(6.0) };
        assert_eq!(
            trace_words(&trace),
            "Forward head: between 2° and 8°, beyond the limit of 6° for 50 % of the time."
        );
        let empty = Trace { points: vec![], ..trace };
        assert_eq!(trace_words(&empty), "Forward head: nothing was measured.");
        let day = |date: &str, good_share| DayBar {
            date: date.parse().unwrap(),
            good_share,
            watched_h: 1.0,
        };
        let days = [day("2026-11-23", Some(0.8)), day("2026-11-24", None)];
        assert_eq!(days_words(&days), "Good posture by day: 23 Nov 80 %.");
        assert!(days_words(&days[1..]).contains("too little"));
        let mut heat = Heat::default();
        let cell =
            |share, judged_h| super::super::shown::HeatCell { good_share: Some(share), judged_h };
        heat.cells[2][10] = cell(0.9, 1.0);
        heat.cells[2][11] = cell(0.5, 3.0);
        assert!(heat_words(&heat).ends_with("in per cent: Wed 60."), "{}", heat_words(&heat));
    }

    #[test]
    fn hours_and_minutes_in_words() {
        let words: Vec<String> = [0.0, 0.2, 1.0, 2.51].map(duration_words).to_vec();
        assert_eq!(words, ["0 min", "12 min", "1 h", "2 h 31 min"]);
    }
}
