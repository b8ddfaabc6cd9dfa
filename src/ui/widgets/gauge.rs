//! An angle against its limit: a bar with a mark where the fault begins, and the same in words.

use eframe::egui::{self, Rect, Response, RichText, Sense, Stroke, Ui, Widget, WidgetInfo, vec2};
use egui::accesskit::Role;

use crate::posture::fault::{Excess, FAULT_RULES, FaultRule, LimitChoice};
use crate::posture::{Measure, Quantity};
use crate::ui::theme::Palette;

/// Shows one quantity.
pub struct Gauge<'a> {
    quantity: Quantity,
    measure: &'a Measure,
    limits: &'a LimitChoice,
}

impl<'a> Gauge<'a> {
    /// A gauge for `measure` of `quantity`.
    pub fn new(quantity: Quantity, measure: &'a Measure, limits: &'a LimitChoice) -> Self {
        Self { quantity, measure, limits }
    }

    fn rule(&self) -> Option<&'static FaultRule> {
        FAULT_RULES.iter().find(|rule| rule.quantity == self.quantity)
    }

    fn is_judged_by_change(&self) -> bool {
        self.rule().is_none_or(|rule| rule.from_baseline.is_some())
    }

    fn excess(&self) -> Option<Excess> {
        let rule = self.rule()?;
        rule.excess(self.measure.known()?, self.limits.scale_of(rule.fault))
    }

    /// The value and what it means, in words.
    fn words(&self) -> (String, String) {
        let unit = self.quantity.unit().symbol();
        match self.measure {
            Measure::Unmeasured(why) => ("–".into(), why.words()),
            // What is judged by its value is shown by it.
            Measure::Known(m) => match m.delta.filter(|_| self.is_judged_by_change()) {
                Some(delta) => (
                    super::change_words(delta, unit),
                    format!("from your upright (now {:.0}{unit}, ± {:.0}{unit})", m.value, m.sd),
                ),
                None => (
                    format!("{:.0}{unit}", m.value),
                    if self.is_judged_by_change() {
                        format!("± {:.0}{unit}, against averages", m.sd)
                    } else {
                        format!("± {:.0}{unit}", m.sd)
                    },
                ),
            },
        }
    }
}

impl Widget for Gauge<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let palette = Palette::current(ui);
        let (value, meaning) = self.words();
        let excess = self.excess();
        let is_beyond = excess.is_some_and(|e| e.is_fault());
        let color = match (excess, is_beyond) {
            (None, _) => palette.text_quiet,
            (_, true) => palette.fault,
            (_, false) => palette.good,
        };
        let response = ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.horizontal(|ui| {
                    ui.label(RichText::new(self.quantity.label()).strong());
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        ui.label(RichText::new(&value).size(20.0).strong().color(color));
                    });
                });
                let (rect, _) =
                    ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
                if ui.is_rect_visible(rect) {
                    paint_bar(ui, rect, excess, color, &palette);
                }
                let limit = excess.map_or_else(String::new, |e| {
                    format!(" · limit {:.0}{}", e.limits.enter.abs(), self.quantity.unit().symbol())
                });
                ui.label(
                    RichText::new(format!("{meaning}{limit}")).small().color(palette.text_quiet),
                );
            })
            .response;
        let name = self.quantity.label();
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Meter, true, format!("{name}: {value}, {meaning}"))
        });
        response
    }
}

/// The bar spans twice the limit; its middle mark is where the fault begins.
fn paint_bar(ui: &Ui, rect: Rect, excess: Option<Excess>, color: egui::Color32, palette: &Palette) {
    let painter = ui.painter();
    painter.rect_filled(rect, 5.0, palette.line);
    let Some(Excess { badness, limits, .. }) = excess else { return };
    let share = if limits.enter > 0.0 {
        badness / (2.0 * limits.enter)
    } else {
        // "Smaller is worse": the limit again in the middle.
        0.5 * limits.enter / badness
    };
    if share.is_finite() {
        let width = rect.width() * (share.clamp(0.0, 1.0) as f32);
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(width, rect.height())), 5.0, color);
    }
    painter.vline(rect.center().x, rect.y_range(), Stroke::new(2.0, palette.text));
}
