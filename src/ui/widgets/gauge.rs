//! An angle against its limit: a bar with a mark where the fault begins, and the same in words.

use eframe::egui::{self, Rect, Response, RichText, Sense, Stroke, Ui, Widget, WidgetInfo, vec2};
use egui::accesskit::Role;

use super::{bound_words, change_words, value_words};
use crate::text::names;
use crate::text::t;
use crate::ui::limit_status::LimitStatus;
use crate::ui::theme::Palette;
use plumbline_core::engine::Snapshot;
use plumbline_core::posture::fault::{FAULT_RULES, LimitChoice, Worse};
use plumbline_core::posture::{Measure, Quantity};

/// Shows one quantity.
pub struct Gauge<'a> {
    quantity: Quantity,
    measure: &'a Measure,
    standing: Option<LimitStatus>,
}

impl<'a> Gauge<'a> {
    /// A gauge for `quantity` as it is now.
    #[must_use]
    pub fn new(quantity: Quantity, snapshot: &'a Snapshot, limits: &LimitChoice) -> Self {
        let standing = LimitStatus::of(quantity, snapshot, limits);
        Self { quantity, measure: snapshot.measures.get(quantity), standing }
    }

    fn is_judged_by_change(&self) -> bool {
        let rule = FAULT_RULES.iter().find(|rule| rule.quantity == self.quantity);
        rule.is_none_or(|rule| rule.from_baseline.is_some())
    }

    /// The value and what it means, in words.
    fn words(&self) -> (String, String) {
        let unit = names::unit(self.quantity.unit());
        match self.measure {
            Measure::Unmeasured(why) => ("–".into(), names::unmeasured(*why)),
            // What is judged by its value is shown by it.
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

/// The limit in words: where the fault begins, or where it ends for somebody in it.
fn limit_words(standing: &LimitStatus) -> String {
    let unit = names::unit(standing.rule.quantity.unit());
    let limit = match standing.rule.worse {
        Worse::Larger if standing.is_change() => change_words(standing.limit(), unit),
        Worse::FurtherFromZero => format!("±{:.0}{unit}", standing.limit()),
        Worse::Larger | Worse::Smaller => format!("{:.0}{unit}", standing.limit()),
    };
    bound_words(standing, limit)
}

impl Widget for Gauge<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let palette = Palette::current(ui);
        let (value, meaning) = self.words();
        let is_beyond = self.standing.is_some_and(|standing| standing.is_beyond());
        let color = match (self.standing, is_beyond) {
            (None, _) => palette.text_quiet,
            (_, true) => palette.fault,
            (_, false) => palette.good,
        };
        let limit = self.standing.as_ref().map(limit_words);
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
                    paint_bar(ui, rect, self.standing.as_ref(), color, &palette);
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

/// The bar spans twice the limit; its middle mark is where the fault begins, or ends for somebody
/// in it.
fn paint_bar(
    ui: &Ui,
    rect: Rect,
    standing: Option<&LimitStatus>,
    color: egui::Color32,
    palette: &Palette,
) {
    let painter = ui.painter();
    painter.rect_filled(rect, 5.0, palette.line);
    let Some(standing) = standing else { return };
    let badness = standing.excess.badness;
    let limit = standing.excess.boundary(standing.is_in_fault);
    let share = if limit > 0.0 {
        badness / (2.0 * limit)
    } else {
        // "Smaller is worse": the limit again in the middle.
        0.5 * limit / badness
    };
    if share.is_finite() {
        let width = rect.width() * (share.clamp(0.0, 1.0) as f32);
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(width, rect.height())), 5.0, color);
    }
    painter.vline(rect.center().x, rect.y_range(), Stroke::new(2.0, palette.text));
}
