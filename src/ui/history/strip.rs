//! Timeline of one day as a horizontal strip. A minute can be selected on it.

use eframe::egui::{
    self, Align2, CornerRadius, Event, EventFilter, Key, Modifiers, Rect, Response, Sense, Stroke,
    Ui, WidgetInfo, pos2, vec2,
};
use egui::accesskit::Role;

use super::chart_model::{DayStrip, MinuteShown, SpanKind};
use super::charts::{Y_AXIS, duration_words};
use crate::text::t;
use crate::ui::theme::{GAP_TINY, HAIRLINE, LINE, MARK_RADIUS, Palette, Type};

/// Height of the strip, points.
const STRIP: f32 = 48.0;

/// Height of the hour labels below the strip, points.
const HOURS: f32 = 20.0;

/// Heights of the bars as shares of the strip.
const LOW: f32 = 0.42;
const HIGH: f32 = 0.8;
const THIN: f32 = 0.12;

/// Default range of hours; data outside it extends the range.
pub const USUAL_HOURS: (f32, f32) = (7.0, 19.0);

/// Scale of a strip: hours and screen coordinates.
struct Scale {
    body: Rect,
    from_h: f32,
    to_h: f32,
}

impl Scale {
    fn of(strip: &DayStrip, rect: Rect) -> Self {
        let (from_h, to_h) = hours_of(strip);
        Self { body: Rect::from_min_size(rect.min, vec2(rect.width(), STRIP)), from_h, to_h }
    }

    /// On the same axis of time as the charts of the day.
    fn above_charts(strip: &DayStrip, rect: Rect) -> Self {
        Self::of(strip, rect.with_min_x(rect.left() + Y_AXIS))
    }

    fn x_of(&self, hour: f32) -> f32 {
        let share = (hour - self.from_h) / (self.to_h - self.from_h);
        self.body.left() + share * self.body.width()
    }

    fn hour_at(&self, x: f32) -> f32 {
        let share = (x - self.body.left()) / self.body.width();
        self.from_h + share * (self.to_h - self.from_h)
    }
}

/// Shows the day as a strip: good posture as low bars, faults as high bars, uncertain time as a
/// thin line. Alerts are triangles at the top, breaks are rings at the bottom.
pub fn strip_ui(ui: &mut Ui, strip: &DayStrip) -> Response {
    shown_ui(ui, strip, Scale::of)
}

/// Shows the strip like [`strip_ui`], on the same axis of time as the charts of the day.
pub(super) fn strip_above_charts_ui(ui: &mut Ui, strip: &DayStrip) -> Response {
    shown_ui(ui, strip, Scale::above_charts)
}

fn shown_ui(ui: &mut Ui, strip: &DayStrip, scale: fn(&DayStrip, Rect) -> Scale) -> Response {
    let size = vec2(ui.available_width(), STRIP + HOURS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let scale = scale(strip, rect);
    paint(ui, strip, &scale);
    let words = strip_words(strip);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.clone()));
    hovered(response, strip, &scale)
}

/// Shows the strip like [`strip_above_charts_ui`] and selects a minute: by click, or with the focus by Left,
/// Right, Home and End. Ctrl moves from alert to alert.
pub fn strip_pick_ui(
    ui: &mut Ui,
    strip: &DayStrip,
    minutes: &[MinuteShown],
    picked: &mut Option<usize>,
) -> Response {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width(), STRIP + HOURS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let scale = Scale::above_charts(strip, rect);
    paint(ui, strip, &scale);
    if response.clicked_by(egui::PointerButton::Primary)
        && let Some(at) = response.interact_pointer_pos()
    {
        *picked = nearest(minutes, scale.hour_at(at.x));
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        if let Some((key, modifiers)) = pressed(ui) {
            *picked = moved(minutes, *picked, key, modifiers.command);
        }
        let around = scale.body.expand(LINE);
        let stroke = Stroke::new(LINE, palette.accent);
        let corners = CornerRadius::same(MARK_RADIUS);
        ui.painter().rect_stroke(around, corners, stroke, egui::StrokeKind::Outside);
    }
    let minute = picked.and_then(|i| minutes.get(i));
    if let Some(minute) = minute {
        let x = scale.x_of(minute.from_h + 0.5 / 60.0);
        let stroke = Stroke::new(LINE, palette.text);
        ui.painter().vline(x, scale.body.y_range(), stroke);
    }
    let words = match minute {
        Some(minute) => minute.words.join(". "),
        None => strip_words(strip),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.clone()));
    hovered(response, strip, &scale)
}

/// Pressed navigation key of a focused chart.
pub fn pressed(ui: &Ui) -> Option<(Key, Modifiers)> {
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => {
                matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End)
                    .then_some((*key, *modifiers))
            }
            _ => None,
        })
    })
}

/// Index of the minute nearest to `hour`.
#[must_use]
pub fn nearest(minutes: &[MinuteShown], hour: f32) -> Option<usize> {
    let distance = |i: &usize| ((minutes[*i].from_h - hour).abs() * 3600.0) as i64;
    (0..minutes.len()).min_by_key(distance)
}

/// Index of the minute that a key selects; `is_far` moves to the next minute with an alert.
fn moved(minutes: &[MinuteShown], picked: Option<usize>, key: Key, is_far: bool) -> Option<usize> {
    let last = minutes.len().checked_sub(1)?;
    let Some(now) = picked.map(|i| i.min(last)) else {
        return Some(if matches!(key, Key::ArrowLeft | Key::End) { last } else { 0 });
    };
    let has_alert = |i: &usize| minutes[*i].has_alert;
    Some(match key {
        Key::ArrowLeft if is_far => (0..now).rev().find(has_alert).unwrap_or(now),
        Key::ArrowRight if is_far => (now + 1..=last).find(has_alert).unwrap_or(now),
        Key::ArrowLeft => now.saturating_sub(1),
        Key::ArrowRight => (now + 1).min(last),
        Key::Home => 0,
        Key::End => last,
        _ => now,
    })
}

fn paint(ui: &Ui, strip: &DayStrip, scale: &Scale) {
    let palette = Palette::current(ui);
    let painter = ui.painter();
    let body = scale.body;
    let track =
        Rect::from_min_max(pos2(body.left(), body.bottom() - body.height() * LOW), body.max);
    painter.rect_filled(track, CornerRadius::same(MARK_RADIUS), palette.hover);
    for span in &strip.spans {
        let (height, color) = match span.kind {
            SpanKind::Good => (LOW, palette.good),
            SpanKind::Fault => (HIGH, palette.fault),
            SpanKind::Unsure => (THIN, palette.unsure),
        };
        let (left, right) = (scale.x_of(span.from_h), scale.x_of(span.to_h));
        let top = body.bottom() - body.height() * height;
        let bar =
            Rect::from_min_max(pos2(left, top), pos2(right.max(left + HAIRLINE), body.bottom()));
        let round = CornerRadius::same(MARK_RADIUS.min((bar.width() / 3.0) as u8));
        painter.rect_filled(bar, round, color);
    }
    for mark in &strip.marks {
        let x = scale.x_of(mark.at_h);
        if mark.is_break {
            let centre = pos2(x, body.bottom() - body.height() * LOW / 2.0);
            painter.circle_filled(centre, GAP_TINY, palette.card);
            painter.circle_stroke(centre, GAP_TINY, Stroke::new(LINE, palette.accent));
        } else {
            let tip = pos2(x, body.top() + GAP_TINY * 1.5);
            let half = GAP_TINY * 0.9;
            let corners = vec![tip, tip + vec2(-half, -2.0 * half), tip + vec2(half, -2.0 * half)];
            painter.add(egui::Shape::convex_polygon(corners, palette.fault, Stroke::NONE));
        }
    }
    let hours_wide = body.width() / (scale.to_h - scale.from_h);
    // As many labels as fit without touching.
    let step = [1, 2, 3, 6, 12].into_iter().find(|step| hours_wide * *step as f32 >= 44.0);
    for hour in
        (scale.from_h.ceil() as usize..=scale.to_h.floor() as usize).step_by(step.unwrap_or(24))
    {
        // The last label ends at the edge, so the one before it needs more room.
        let is_crowded = hour as f32 + 1.0 >= scale.to_h && (hour as f32) < scale.to_h;
        if is_crowded && hours_wide < 60.0 && step == Some(1) {
            continue;
        }
        let at = pos2(scale.x_of(hour as f32), body.bottom() + GAP_TINY);
        let align = if hour as f32 <= scale.from_h {
            Align2::LEFT_TOP
        } else if hour as f32 >= scale.to_h {
            Align2::RIGHT_TOP
        } else {
            Align2::CENTER_TOP
        };
        painter.text(at, align, format!("{hour}:00"), Type::Caption.font(), palette.text_quiet);
    }
}

fn hovered(response: Response, strip: &DayStrip, scale: &Scale) -> Response {
    match response.hover_pos() {
        Some(at) => response.on_hover_text(moment_words(strip, scale.hour_at(at.x))),
        None => response,
    }
}

/// First and last hour of the axis of time.
pub(super) fn hours_of(strip: &DayStrip) -> (f32, f32) {
    let first = strip.spans.iter().map(|s| s.from_h).fold(USUAL_HOURS.0, f32::min);
    let last = strip.spans.iter().map(|s| s.to_h).fold(USUAL_HOURS.1, f32::max);
    (first.floor(), last.ceil())
}

/// The strip as text.
#[must_use]
pub fn strip_words(strip: &DayStrip) -> String {
    if strip.spans.is_empty() {
        return t!("history-strip-nothing").into();
    }
    let count = |is_break: bool| strip.marks.iter().filter(|m| m.is_break == is_break).count();
    let [good, fault, unsure] = strip.hours.map(duration_words);
    t!(
        "history-strip-words",
        good = good,
        fault = fault,
        unsure = unsure,
        alerts = t!("history-alerts", count = count(false)),
        breaks = t!("history-breaks", count = count(true))
    )
}

/// Hours since midnight as clock time.
#[must_use]
pub fn clock(hour: f32) -> String {
    let minutes = (hour * 60.0 + 0.01).floor() as i32;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn moment_words(strip: &DayStrip, at_h: f32) -> String {
    let near = strip.marks.iter().find(|m| (m.at_h - at_h).abs() < 0.06);
    let span = strip.spans.iter().find(|s| (s.from_h..s.to_h).contains(&at_h));
    let what = match span.map(|s| s.kind) {
        Some(SpanKind::Good) => t!("history-moment-good"),
        Some(SpanKind::Fault) => t!("history-moment-fault"),
        Some(SpanKind::Unsure) => t!("history-moment-unsure"),
        None => t!("history-moment-none"),
    };
    match near {
        Some(mark) => {
            t!("history-moment", time = clock(mark.at_h), what = mark.words.as_str())
        }
        None => t!("history-moment", time = clock(at_h), what = what),
    }
}

#[cfg(test)]
mod tests {
    use super::super::chart_model::{StripMark, StripSpan};
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
            faults_ms: std::collections::BTreeMap::new(),
            is_felt_asked: false,
            strength: Vec::new(),
        }
    }

    #[test]
    fn the_text_of_a_strip_gives_its_times_and_counts() {
        let words = strip_words(&strip());
        assert_eq!(
            words,
            "Good for 1 h 30 min, fault for 15 min, unclear for 6 min; 1 alert, 0 breaks."
        );
        assert!(strip_words(&DayStrip::default()).contains("Nothing was watched"));
    }

    #[test]
    fn an_early_start_extends_the_hours_and_each_moment_has_a_text() {
        assert_eq!(hours_of(&strip()), (6.0, 19.0));
        assert_eq!(moment_words(&strip(), 9.5), "9:30: good");
        assert_eq!(moment_words(&strip(), 10.62), "10:36: Your head is forward");
        assert_eq!(moment_words(&strip(), 15.0), "15:00: not watched, or away");
    }

    #[test]
    fn keys_move_from_minute_to_minute_and_from_alert_to_alert() {
        let minute = |i: usize| MinuteShown {
            from_h: 9.0 + i as f32 / 60.0,
            has_alert: i == 2 || i == 5,
            words: Vec::new(),
        };
        let minutes: Vec<MinuteShown> = (0..8).map(minute).collect();
        let walk = |from, key| moved(&minutes, from, key, false);
        let far = |from, key| moved(&minutes, from, key, true);
        assert_eq!(walk(None, Key::ArrowRight), Some(0));
        assert_eq!(walk(None, Key::ArrowLeft), Some(7));
        assert_eq!(walk(Some(0), Key::ArrowLeft), Some(0));
        assert_eq!(walk(Some(6), Key::ArrowRight), Some(7));
        assert_eq!((walk(Some(3), Key::Home), walk(Some(3), Key::End)), (Some(0), Some(7)));
        assert_eq!(
            (far(Some(3), Key::ArrowRight), far(Some(3), Key::ArrowLeft)),
            (Some(5), Some(2))
        );
        assert_eq!(far(Some(6), Key::ArrowRight), Some(6), "no further alert");
        assert_eq!(moved(&[], None, Key::End, false), None);
        assert_eq!(nearest(&minutes, 9.051), Some(3));
        assert_eq!(nearest(&minutes, 23.0), Some(7));
    }
}
