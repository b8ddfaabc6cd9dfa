//! A quantity against its limit: as a reading for dials, and as a row with a bar.

use eframe::egui::{
    self, Align, Color32, CornerRadius, Layout, Rect, Response, Sense, Stroke, Ui, WidgetInfo, vec2,
};
use egui::accesskit::Role;

use super::{bound_words, change_words, value_words};
use crate::text::names;
use crate::text::t;
use crate::ui::theme::{GAP_SMALL, GAP_TINY, LINE, MARK_RADIUS, Palette, Type, Weight, strong};
use plumbline_core::engine::Snapshot;
use plumbline_core::engine::limit_status::LimitStatus;
use plumbline_core::posture::fault::{FAULT_RULES, LimitChoice, Worse};
use plumbline_core::posture::{Measure, Quantity};

/// A quantity as text, and its place on a scale of twice its limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub quantity: Quantity,
    /// The judged number with its unit; a dash if it is unknown.
    pub value: String,
    /// What the number means, or why it is unknown.
    pub meaning: String,
    /// The limit; empty without one.
    pub limit: String,
    /// 0 to 1; the limit is at 0.5. `None` without a value or a limit.
    pub share: Option<f32>,
    pub is_beyond: bool,
}

impl Reading {
    /// The reading of `quantity` in `snapshot`.
    #[must_use]
    pub fn of(quantity: Quantity, snapshot: &Snapshot, limits: &LimitChoice) -> Self {
        let status = LimitStatus::of(quantity, snapshot, limits);
        let (value, meaning) = words(quantity, snapshot.measures.get(quantity));
        Self {
            quantity,
            value,
            meaning,
            limit: status.as_ref().map(limit_words).unwrap_or_default(),
            share: status.as_ref().and_then(share_of),
            is_beyond: status.is_some_and(|status| status.is_beyond()),
        }
    }

    /// Colour of the value.
    #[must_use]
    pub fn ink(&self, palette: &Palette) -> Color32 {
        match (self.share, self.is_beyond) {
            (None, _) => palette.text_quiet,
            (_, true) => palette.fault,
            (_, false) => palette.good,
        }
    }

    /// Meaning and limit in one line.
    #[must_use]
    pub fn below(&self) -> String {
        match self.limit.as_str() {
            "" => self.meaning.clone(),
            limit => format!("{} · {limit}", self.meaning),
        }
    }

    /// The reading for screen readers.
    #[must_use]
    pub fn description(&self) -> String {
        let name = names::quantity(self.quantity);
        t!("gauge-words", name = name, value = self.value.as_str(), meaning = self.below())
    }
}

fn is_judged_by_change(quantity: Quantity) -> bool {
    let rule = FAULT_RULES.iter().find(|rule| rule.quantity == quantity);
    rule.is_none_or(|rule| rule.from_baseline.is_some())
}

/// The value and its explanation, as text.
fn words(quantity: Quantity, measure: &Measure) -> (String, String) {
    let unit = names::unit(quantity.unit());
    match measure {
        Measure::Unmeasured(why) => ("–".into(), names::unmeasured(*why)),
        // A quantity that is judged by its value shows the value.
        Measure::Known(m) => match m.delta.filter(|_| is_judged_by_change(quantity)) {
            Some(delta) => (
                change_words(delta, unit),
                t!(
                    "gauge-from-upright",
                    value = value_words(m.value, unit),
                    doubt = format!("{:.0}{unit}", m.sd)
                ),
            ),
            None => (
                value_words(m.value, unit),
                if is_judged_by_change(quantity) {
                    t!("gauge-averages", doubt = format!("{:.0}{unit}", m.sd))
                } else {
                    format!("± {:.0}{unit}", m.sd)
                },
            ),
        },
    }
}

/// The limit as text: the enter limit or, during a fault, the exit limit.
fn limit_words(status: &LimitStatus) -> String {
    let unit = names::unit(status.rule.quantity.unit());
    let limit = match status.rule.worse {
        Worse::Larger if status.is_change() => change_words(status.limit(), unit),
        Worse::FurtherFromZero => format!("±{:.0}{unit}", status.limit()),
        Worse::Larger | Worse::Smaller => format!("{:.0}{unit}", status.limit()),
    };
    let doubt = status.excess.margin().round();
    if status.is_in_fault || doubt < 1.0 {
        return bound_words(status, limit);
    }
    t!("gauge-limit-with", limit = limit, doubt = format!("{doubt:.0}{unit}"))
}

/// Place of the value on a scale of twice the limit.
fn share_of(status: &LimitStatus) -> Option<f32> {
    let badness = status.excess.badness;
    let limit = status.excess.boundary(status.is_in_fault);
    let share = if limit > 0.0 {
        badness / (2.0 * limit)
    } else {
        // "Smaller is worse": invert the ratio, so that the limit is in the middle again.
        0.5 * limit / badness
    };
    share.is_finite().then_some(share.clamp(0.0, 1.0) as f32)
}

/// Shows a reading as a row: name and value, a bar, and a line below.
pub fn gauge_ui(ui: &mut Ui, reading: &Reading) -> Response {
    let palette = Palette::current(ui);
    let ink = reading.ink(&palette);
    let response = ui
        .vertical(|ui| {
            ui.spacing_mut().item_spacing.y = GAP_TINY;
            ui.spacing_mut().interact_size.y = Type::Title.size();
            ui.horizontal(|ui| {
                ui.label(strong(names::quantity(reading.quantity)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(Type::Body.weighted_text(&reading.value, Weight::Semibold).color(ink));
                });
            });
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), GAP_SMALL), Sense::hover());
            if ui.is_rect_visible(rect) {
                paint_bar(ui, rect, reading.share, ink, &palette);
            }
            ui.label(Type::Caption.text(reading.below()).color(palette.text_quiet));
        })
        .response;
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, reading.description()));
    response
}

/// Paints the bar. The mark in the middle is the limit.
fn paint_bar(ui: &Ui, rect: Rect, share: Option<f32>, ink: Color32, palette: &Palette) {
    let painter = ui.painter();
    let corners = CornerRadius::same(MARK_RADIUS);
    painter.rect_filled(rect, corners, palette.track);
    let Some(share) = share else { return };
    let width = rect.width() * share;
    painter.rect_filled(Rect::from_min_size(rect.min, vec2(width, rect.height())), corners, ink);
    let mark = rect.expand2(vec2(0.0, LINE)).y_range();
    painter.vline(rect.center().x, mark, Stroke::new(LINE, palette.text));
}
