//! Heat map of weekday and hour of the day.

use eframe::egui::{
    self, Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use egui::accesskit::Role;

use super::chart_model::Heat;
use super::charts::duration_words;
use crate::text::numbers::percent;
use crate::text::{dates, t};
use crate::ui::theme::{GAP, GAP_SMALL, GAP_TINY, HAIRLINE, MARK_RADIUS, Palette, Type};

/// Row labels of the map.
fn weekdays() -> impl Iterator<Item = &'static str> {
    dates::week().map(dates::weekday_short)
}

/// Shows the heat map: share of good posture by weekday and hour. Each cell also contains its
/// number.
pub fn heat_ui(ui: &mut Ui, heat: &Heat) {
    let palette = Palette::current(ui);
    let used = |hour: usize| heat.cells.iter().any(|day| day[hour].judged_h > 0.0);
    let Some(first) = (0..24).find(|h| used(*h)) else {
        ui.label(t!("history-heat-nothing"));
        return;
    };
    let last = (0..24).rev().find(|h| used(*h)).unwrap_or(first);
    let hours = (last - first + 1) as f32;
    let cell = vec2(((ui.available_width() - AXIS) / hours).min(WIDEST), ROW);
    let size = vec2(AXIS + cell.x * hours, cell.y * 7.0 + Type::Caption.size() * 2.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let square = |weekday: usize, hour: usize| {
        let at = rect.min + vec2(AXIS + cell.x * (hour - first) as f32, cell.y * weekday as f32);
        Rect::from_min_size(at, cell).shrink(HAIRLINE * 1.5)
    };
    let caption = Type::Caption.font();
    let corners = CornerRadius::same(MARK_RADIUS);
    let mut hovered = None;
    for (weekday, name) in weekdays().enumerate() {
        let at = pos2(rect.left(), square(weekday, first).center().y);
        painter.text(at, Align2::LEFT_CENTER, name, caption.clone(), palette.text_quiet);
        for hour in first..=last {
            let place = &heat.cells[weekday][hour];
            let square = square(weekday, hour);
            let Some(share) = place.good_share else {
                let line = Stroke::new(HAIRLINE, palette.line);
                painter.rect_stroke(square, corners, line, StrokeKind::Inside);
                continue;
            };
            let fill = palette.share(on_scale(share));
            painter.rect_filled(square, corners, fill);
            let words = format!("{:.0}", share * 100.0);
            painter.text(
                square.center(),
                Align2::CENTER_CENTER,
                words,
                caption.clone(),
                palette.text_on(fill),
            );
            if response.hover_pos().is_some_and(|p| square.contains(p)) {
                hovered = Some(t!(
                    "history-heat-cell",
                    weekday = name,
                    from = hour,
                    to = hour + 1,
                    percent = format!("{:.0}", share * 100.0),
                    duration = duration_words(place.judged_h)
                ));
            }
        }
    }
    for hour in (first..=last).step_by(2) {
        let at = pos2(square(6, hour).left(), square(6, hour).bottom() + GAP_TINY);
        painter.text(
            at,
            Align2::LEFT_TOP,
            format!("{hour}:00"),
            caption.clone(),
            palette.text_quiet,
        );
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, heat_words(heat)));
    if let Some(words) = hovered {
        response.on_hover_text(words);
    }
    ui.add_space(GAP_SMALL);
    legend_ui(ui);
}

/// Width of the names of the weekdays, points.
const AXIS: f32 = 44.0;

/// Height of a row, and largest width of a cell, points.
const ROW: f32 = 32.0;
const WIDEST: f32 = 64.0;

/// The share of good posture at which the scale of colours begins. Less is rare, and has its first colour.
const SCALE_FROM: f64 = 0.4;

/// Place of a share of good posture on the scale of colours, 0 to 1.
#[must_use]
pub(super) fn on_scale(share: f64) -> f64 {
    ((share - SCALE_FROM) / (1.0 - SCALE_FROM)).clamp(0.0, 1.0)
}

/// Shows what the colours mean.
pub(super) fn legend_ui(ui: &mut Ui) {
    const STEPS: usize = 7;
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = GAP;
        ui.spacing_mut().item_spacing.x = GAP_TINY / 2.0;
        let ends = [SCALE_FROM, 1.0].map(|share| percent(share * 100.0, 0));
        let end = |ui: &mut Ui, words: String| {
            ui.label(Type::Caption.text(words).color(palette.text_quiet));
            ui.add_space(GAP_TINY);
        };
        let [from, to] = ends;
        end(ui, t!("history-up-to", share = from));
        for i in 0..STEPS {
            let (rect, _) = ui.allocate_exact_size(vec2(GAP, GAP), Sense::hover());
            let fill = palette.share(i as f64 / (STEPS - 1) as f64);
            ui.painter().rect_filled(rect, CornerRadius::same(MARK_RADIUS), fill);
        }
        ui.add_space(GAP_TINY);
        end(ui, to);
    });
}

/// The map as text: for each weekday the share of good posture and the worst hour.
fn heat_words(heat: &Heat) -> String {
    let mut parts = Vec::new();
    for (name, cells) in weekdays().zip(&heat.cells) {
        let judged_h: f64 =
            cells.iter().filter(|c| c.good_share.is_some()).map(|c| c.judged_h).sum();
        if judged_h <= 0.0 {
            continue;
        }
        let good_h: f64 = cells.iter().filter_map(|c| Some(c.good_share? * c.judged_h)).sum();
        let shares = cells.iter().enumerate().filter_map(|(hour, c)| Some((hour, c.good_share?)));
        let worst = shares.min_by(|a, b| a.1.total_cmp(&b.1));
        let percent = format!("{:.0}", good_h / judged_h * 100.0);
        parts.push(match worst {
            Some((hour, _)) => {
                t!("history-heat-day-worst", weekday = name, percent = percent, hour = hour)
            }
            None => t!("history-heat-day", weekday = name, percent = percent),
        });
    }
    t!("history-heat-words", days = parts.join("; "))
}
