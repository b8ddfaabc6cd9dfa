//! Gauge of an angle against its limit: a bar with a mark at the limit, and the same as text.

use eframe::egui::{self, Rect, Response, RichText, Sense, Stroke, Ui, Widget, WidgetInfo, vec2};
use egui::accesskit::Role;

use super::{bound_words, change_words, value_words};
use crate::text::names;
use crate::text::t;
use crate::ui::theme::Palette;
use plumbline_core::engine::Snapshot;
use plumbline_core::engine::limit_status::LimitStatus;
use plumbline_core::posture::fault::{FAULT_RULES, LimitChoice, Worse};
use plumbline_core::posture::{Measure, Quantity};

/// Gauge of one quantity.
pub(crate) struct Gauge<'a> {
    quantity: Quantity,
    measure: &'a Measure,
    status: Option<LimitStatus>,
}

impl<'a> Gauge<'a> {
    /// A gauge for `quantity` in `snapshot`.
    #[must_use]
    pub(crate) fn new(quantity: Quantity, snapshot: &'a Snapshot, limits: &LimitChoice) -> Self {
        let status = LimitStatus::of(quantity, snapshot, limits);
        Self { quantity, measure: snapshot.measures.get(quantity), status }
    }

    fn is_judged_by_change(&self) -> bool {
        let rule = FAULT_RULES.iter().find(|rule| rule.quantity == self.quantity);
        rule.is_none_or(|rule| rule.from_baseline.is_some())
    }

    /// The value and its explanation, as text.
    fn words(&self) -> (String, String) {
        let unit = names::unit(self.quantity.unit());
        match self.measure {
            Measure::Unmeasured(why) => ("–".into(), names::unmeasured(*why)),
            // A quantity that is judged by its value shows the value.
            Measure::Known(m) => match m.delta.filter(|_| self.is_judged_by_change()) {
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
                    if self.is_judged_by_change() {
                        t!("gauge-averages", doubt = format!("{:.0}{unit}", m.sd))
                    } else {
                        format!("± {:.0}{unit}", m.sd)
                    },
                ),
            },
        }
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
    bound_words(status, limit)
}

impl Widget for Gauge<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let palette = Palette::current(ui);
        let (value, meaning) = self.words();
        let is_beyond = self.status.is_some_and(|status| status.is_beyond());
        let color = match (self.status, is_beyond) {
            (None, _) => palette.text_quiet,
            (_, true) => palette.fault,
            (_, false) => palette.good,
        };
        let limit = self.status.as_ref().map(limit_words);
        let below = limit.map_or_else(|| meaning.clone(), |limit| format!("{meaning} · {limit}"));
        let response = ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.horizontal(|ui| {
                    ui.label(RichText::new(names::quantity(self.quantity)).strong());
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        ui.label(RichText::new(&value).size(20.0).strong().color(color));
                    });
                });
                let (rect, _) =
                    ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
                if ui.is_rect_visible(rect) {
                    paint_bar(ui, rect, self.status.as_ref(), color, &palette);
                }
                ui.label(RichText::new(&below).small().color(palette.text_quiet));
            })
            .response;
        let name = names::quantity(self.quantity);
        response.widget_info(|| {
            let words =
                t!("gauge-words", name = name, value = value.as_str(), meaning = below.as_str());
            WidgetInfo::labeled(Role::Meter, true, words)
        });
        response
    }
}

/// Paints the bar. It spans twice the limit; the mark in the middle is the enter limit or, during a
/// fault, the exit limit.
fn paint_bar(
    ui: &Ui,
    rect: Rect,
    status: Option<&LimitStatus>,
    color: egui::Color32,
    palette: &Palette,
) {
    let painter = ui.painter();
    painter.rect_filled(rect, 5.0, palette.line);
    let Some(status) = status else { return };
    let badness = status.excess.badness;
    let limit = status.excess.boundary(status.is_in_fault);
    let share = if limit > 0.0 {
        badness / (2.0 * limit)
    } else {
        // "Smaller is worse": invert the ratio, so that the limit is in the middle again.
        0.5 * limit / badness
    };
    if share.is_finite() {
        let width = rect.width() * (share.clamp(0.0, 1.0) as f32);
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(width, rect.height())), 5.0, color);
    }
    painter.vline(rect.center().x, rect.y_range(), Stroke::new(2.0, palette.text));
}
