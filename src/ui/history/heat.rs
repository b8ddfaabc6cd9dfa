//! Heat map of weekday and hour of the day.

use eframe::egui::{
    self, Align2, Color32, FontId, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use egui::accesskit::Role;

use super::chart_model::Heat;
use super::charts::duration_words;
use crate::text::{dates, t};
use crate::ui::theme::Palette;

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
    let label_width = 44.0;
    let hours = (last - first + 1) as f32;
    let cell = vec2(((ui.available_width() - label_width) / hours).min(64.0), 30.0);
    let size = vec2(label_width + cell.x * hours, cell.y * 7.0 + 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let mut hovered = None;
    for (weekday, name) in weekdays().enumerate() {
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

fn mixed(from: Color32, to: Color32, share: f32) -> Color32 {
    let share = share.clamp(0.0, 1.0);
    let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share) as u8;
    Color32::from_rgb(mix(from.r(), to.r()), mix(from.g(), to.g()), mix(from.b(), to.b()))
}
