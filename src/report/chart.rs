//! Charts as inline SVG. Colours come from the CSS classes of the page.
//!
//! Sizes are in SVG user units, which are pixels at the natural size.

use std::fmt::Write as _;

use crate::text::week::percent;
use crate::text::{dates, durations, t};
use plumbline_history::analysis::heat::HeatMap;
use plumbline_history::model::day::Day;

const WIDTH: f64 = 640.0;
const HOUR_MS: f64 = 3_600_000.0;

/// Vertical bars with the watched hours of each day. The share of good posture is written above the
/// bar of a full day.
#[must_use]
pub(super) fn days(days: &[Day]) -> String {
    const TOP: f64 = 24.0;
    const TALL: f64 = 160.0;
    let most_h = days.iter().map(|day| day.watched_ms as f64 / HOUR_MS).fold(1.0, f64::max).ceil();
    let scale = TALL / most_h;
    let column = (WIDTH - 40.0) / days.len().max(1) as f64;
    let mut svg = open(TOP + TALL + 24.0, t!("report-days-words"));
    for hour in [0.0, (most_h / 2.0).round(), most_h] {
        let y = TOP + TALL - hour * scale;
        line(&mut svg, 32.0, y, WIDTH, y);
        text(&mut svg, 26.0, y + 4.0, "end", "", &t!("duration-hours", hours = hour as i64));
    }
    for (i, day) in days.iter().enumerate() {
        let x = 40.0 + column * i as f64 + column * 0.2;
        let middle = x + column * 0.3;
        let mut y = TOP + TALL;
        let (label, short) = (dates::weekday(day.date), dates::weekday_short(day.date.weekday()));
        for (class, ms, what) in [
            ("good", day.good_ms, t!("history-moment-good")),
            ("fault", day.fault_ms, t!("history-moment-fault")),
            ("unclear", day.uncertain_ms, t!("history-moment-unsure")),
        ] {
            let tall = ms as f64 / HOUR_MS * scale;
            y -= tall;
            let title = format!("{label}: {} {what}", durations::short(ms));
            rect(&mut svg, (x, y, column * 0.6, tall), class, 1.0, &title);
        }
        text(&mut svg, middle, TOP + TALL + 18.0, "middle", "", short);
        if let Some(share) = day.good_share().filter(|_| day.is_full()) {
            text(&mut svg, middle, y - 6.0, "middle", "value", &percent(share));
        }
    }
    close(svg)
}

/// Heat map of good posture: weekdays as rows, hours as columns.
#[must_use]
pub(super) fn heat(map: &HeatMap) -> String {
    const ROW: f64 = 24.0;
    let (first, last) = map.hours().unwrap_or((9, 17));
    let column = ((WIDTH - 48.0) / f64::from(last - first + 1)).min(48.0);
    let hours = |day| (first..=last).map(move |hour| map.cell(day, hour).watched_ms);
    let most_ms = dates::week().flat_map(hours).max().unwrap_or(0).max(1) as f64;
    let mut svg = open(ROW * 7.0 + 24.0, t!("report-hours-words"));
    for (row, weekday) in dates::week().enumerate() {
        let y = ROW * row as f64;
        text(&mut svg, 36.0, y + 16.0, "end", "", dates::weekday_short(weekday));
        for hour in first..=last {
            let cell = map.cell(weekday, hour);
            let Some(share) = cell.good_share() else { continue };
            // The area shows the watched time, with a minimum size to stay visible.
            let side = (ROW - 4.0) * (cell.watched_ms as f64 / most_ms).sqrt().clamp(0.25, 1.0);
            let (centre_x, centre_y) =
                (48.0 + column * (f64::from(hour - first) + 0.5), y + ROW / 2.0);
            let title = t!(
                "report-hour",
                weekday = dates::weekday_short(weekday),
                hour = hour,
                good = percent(share),
                watched = durations::short(cell.watched_ms)
            );
            let place = (centre_x - side / 2.0, centre_y - side / 2.0, side, side);
            rect(&mut svg, place, "nothing", 1.0, "");
            rect(&mut svg, place, "good", share.powi(2), &title);
        }
    }
    for hour in (first..=last).filter(|hour| column > 30.0 || hour % 2 == 0) {
        let x = 48.0 + column * (f64::from(hour - first) + 0.5);
        text(&mut svg, x, ROW * 7.0 + 16.0, "middle", "", &hour.to_string());
    }
    close(svg)
}

/// Horizontal bars with the duration of each fault as a share of the judged time. `faults` contains
/// the label, already escaped for HTML, and the duration in milliseconds.
#[must_use]
pub(super) fn faults(faults: &[(String, i64)], judged_ms: i64) -> String {
    const ROW: f64 = 28.0;
    const LABEL: f64 = 190.0;
    let judged_ms = judged_ms.max(1) as f64;
    let most_ms = faults.iter().map(|(_, ms)| *ms).max().unwrap_or(1).max(1) as f64;
    let mut svg = open(ROW * faults.len() as f64, t!("report-faults-words"));
    for (i, (label, ms)) in faults.iter().enumerate() {
        let y = ROW * i as f64;
        let wide = (WIDTH - LABEL - 130.0) * (*ms as f64 / most_ms);
        text(&mut svg, LABEL - 10.0, y + 18.0, "end", "value", label);
        rect(&mut svg, (LABEL, y + 5.0, wide, ROW - 10.0), "fault", 1.0, "");
        let value = format!("{} ({})", percent(*ms as f64 / judged_ms), durations::short(*ms));
        text(&mut svg, LABEL + wide + 8.0, y + 18.0, "start", "", &value);
    }
    close(svg)
}

// `writeln!` to a `String` cannot fail, so the results below are ignored.

fn open(height: f64, label: &str) -> String {
    format!("<svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-label=\"{label}\">\n")
}

fn close(mut svg: String) -> String {
    svg.push_str("</svg>\n");
    svg
}

fn line(svg: &mut String, x1: f64, y1: f64, x2: f64, y2: f64) {
    let _ = writeln!(
        svg,
        "<line class=\"line\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"
    );
}

fn rect(
    svg: &mut String,
    (x, y, wide, tall): (f64, f64, f64, f64),
    class: &str,
    opacity: f64,
    title: &str,
) {
    if wide <= 0.0 || tall <= 0.0 {
        return;
    }
    let _ = writeln!(
        svg,
        "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\" \
         opacity=\"{opacity:.2}\"><title>{title}</title></rect>"
    );
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, class: &str, content: &str) {
    let _ = writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{content}</text>"
    );
}
