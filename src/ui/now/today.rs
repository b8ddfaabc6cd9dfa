//! Today: the share of good posture as a ring, and the timeline.

use eframe::egui::{Align, Layout, Margin, Ui, vec2};

use super::{NowModel, calibration_ui, quiet_label};
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::history::chart_model::DayStrip;
use crate::ui::history::charts::duration_words;
use crate::ui::history::strip::strip_ui;
use crate::ui::theme::{self, GAP, GAP_SMALL, GAP_TINY, HAIRLINE, Palette, Type};
use crate::ui::widgets::ring::ring_ui;
use plumbline_core::engine::Snapshot;

/// Diameter of the ring, points.
const RING: f32 = 168.0;

/// Least judged time for a share, hours.
const LEAST_H: f64 = 1.0 / 60.0;

/// Share of good posture in the judged time of today, 0 to 1.
fn share_of(strip: &DayStrip) -> Option<f64> {
    let [good, fault, _] = strip.hours;
    (good + fault >= LEAST_H).then(|| good / (good + fault))
}

/// Whole per cent; only a complete share is 100.
fn percent(share: f64) -> String {
    format!("{:.0}", (share * 100.0).min(if share < 1.0 { 99.0 } else { 100.0 }))
}

/// Shows the card of today, at least `height` points high.
pub(super) fn card_ui(
    ui: &mut Ui,
    model: &NowModel<'_>,
    snapshot: &Snapshot,
    height: f32,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::current(ui);
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(height - 2.0 * (GAP + HAIRLINE));
        ui.label(Type::Title.text(t!("now-today")));
        ui.add_space(GAP);
        let strip = model.today.clone().unwrap_or_default();
        let share = share_of(&strip);
        ui.vertical_centered(|ui| {
            ring_of_day_ui(ui, RING, share, &palette);
            ui.add_space(GAP_SMALL);
            if share.is_none() {
                quiet_label(ui, t!("now-today-begins"));
            }
        });
        facts_ui(ui, &strip, snapshot);
        // At the lower edge of the card.
        let used = ui.min_rect().height().min(ui.cursor().top() - ui.min_rect().top());
        let buttons = 2.0 * theme::CONTROL_HEIGHT + GAP_SMALL;
        ui.add_space((height - 2.0 * (GAP + HAIRLINE) - used - buttons).max(GAP));
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        if snapshot.calibration.is_settled() {
            calibration_ui(ui, snapshot, actions);
        }
    });
}

fn ring_of_day_ui(ui: &mut Ui, diameter: f32, share: Option<f64>, palette: &Palette) {
    let (value, words) = match share {
        Some(share) => {
            let percent = percent(share);
            (format!("{percent} %"), t!("now-today-words", percent = percent))
        }
        None => ("–".to_owned(), t!("now-today-nothing").to_owned()),
    };
    let unit = if share.is_some() { t!("now-today-good") } else { "" };
    let fill = palette.good;
    ring_ui(ui, diameter, share.map(|share| share as f32), (&value, unit), (fill, &words));
}

/// Watched time, alerts, breaks, and how long the person has been sitting.
fn facts_ui(ui: &mut Ui, strip: &DayStrip, snapshot: &Snapshot) {
    let palette = Palette::current(ui);
    let watched: f64 = strip.hours.iter().sum();
    let count = |is_break: bool| strip.marks.iter().filter(|m| m.is_break == is_break).count();
    let mut facts = Vec::new();
    if watched >= LEAST_H {
        facts.push(t!("history-day-watched", duration = duration_words(watched)));
        let alerts = t!("history-alerts", count = count(false));
        let breaks = t!("history-breaks", count = count(true));
        facts.push(format!("{alerts} · {breaks}"));
    }
    let minutes = snapshot.monitor.sitting_ms / 60_000;
    if minutes >= 1 {
        facts.push(t!("now-sitting", minutes = minutes));
    }
    let variety = &snapshot.monitor.variety;
    let kept = variety.kept_ms / 60_000;
    match variety.is_standing {
        true => facts.push(t!("now-standing").to_owned()),
        false if kept >= 1 => facts.push(t!("now-kept", minutes = kept)),
        false => {}
    }
    if let Some(shifts) = variety.hour.shifts_per_hour() {
        facts.push(t!("now-shifts", count = shifts.round() as i64));
    }
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        for fact in facts {
            ui.label(Type::Body.text(fact).color(palette.text_quiet));
        }
    });
}

/// Shows the timeline of today across the page, once there is something on it.
pub(super) fn timeline_ui(ui: &mut Ui, model: &NowModel<'_>) {
    let Some(strip) = model.today.as_ref().filter(|strip| !strip.spans.is_empty()) else { return };
    let palette = Palette::current(ui);
    let margin = Margin::symmetric(GAP as i8, GAP_SMALL as i8);
    theme::card(&palette).inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), 0.0),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.spacing_mut().interact_size.y = Type::Title.size();
                ui.label(Type::Title.text(t!("now-timeline")));
                if let Some(share) = share_of(strip) {
                    let good = t!("history-day-good", percent = percent(share));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.label(
                            Type::Body
                                .weighted_text(good, theme::Weight::Semibold)
                                .color(palette.good),
                        );
                    });
                }
            },
        );
        strip_ui(ui, strip);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_a_day_needs_a_minute_and_is_whole_only_without_a_fault() {
        let of =
            |good, fault| share_of(&DayStrip { hours: [good, fault, 3.0], ..DayStrip::default() });
        assert_eq!(of(0.01, 0.0), None);
        assert_eq!(of(3.0, 1.0), Some(0.75));
        assert_eq!(percent(0.996), "99");
        assert_eq!(percent(1.0), "100");
        assert_eq!(percent(0.754), "75");
    }
}
