//! The trial by lot: how far it is, or what followed each offer.

use eframe::egui::accesskit::Role;
use eframe::egui::{CornerRadius, Label, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::text::trial::{TrialWords, trial_words};
use crate::ui::theme::{
    GAP, GAP_SMALL, GAP_TINY, LINE_STRONG, MARK_RADIUS, Palette, Type, Weight, strong,
};
use plumbline_history::analysis::statistics::MedianTime;
use plumbline_history::analysis::trial::{CASES, Trial};

/// The trial as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialChart {
    pub words: TrialWords,
    /// Share of the alerts that have a lot while it runs.
    progress: Option<f32>,
    /// For each of `words.arms`.
    spans: Vec<Span>,
}

/// Minutes to the next alert after one offer.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    median: f64,
    /// Interval with 90 % confidence.
    interval: Option<(f64, f64)>,
    is_best: bool,
}

impl TrialChart {
    /// The chart of `trial`.
    #[must_use]
    pub fn of(trial: &Trial) -> Self {
        let (progress, spans) = match trial {
            Trial::Running(done) => (Some(*done as f32 / CASES as f32), Vec::new()),
            Trial::Over(verdict) => {
                let arms = verdict.arms.iter();
                let span = |arm: &plumbline_history::analysis::trial::Arm| {
                    let (MedianTime::At(median) | MedianTime::Beyond(median)) = arm.median?;
                    let is_best = verdict.best() == Some(arm.offer);
                    Some(Span { median, interval: arm.interval, is_best })
                };
                (None, arms.filter_map(span).collect())
            }
        };
        Self { words: trial_words(trial), progress, spans }
    }
}

/// Shows the words and, for each offer, the median time with its interval on a common axis from 0.
pub(super) fn trial_ui(ui: &mut Ui, chart: &TrialChart) {
    let palette = Palette::current(ui);
    ui.add(Label::new(strong(&chart.words.headline)).wrap());
    if let Some(progress) = chart.progress {
        ui.add_space(GAP_TINY);
        track_ui(ui, &chart.words.headline, |track| {
            (track.with_max_x(track.left() + track.width() * progress), None, palette.accent)
        });
    }
    let ends = chart.spans.iter().map(|span| span.interval.map_or(span.median, |(_, high)| high));
    let longest = ends.fold(1.0, f64::max);
    for (arm, span) in chart.words.arms.iter().zip(&chart.spans) {
        ui.add_space(GAP_SMALL);
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = Type::Title.size();
            ui.label(Type::Body.weighted_text(arm.name, Weight::Medium));
            ui.with_layout(
                eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
                |ui| {
                    ui.label(Type::Body.weighted_text(&arm.time, Weight::Semibold));
                },
            );
        });
        let color = if span.is_best { palette.good } else { palette.unsure };
        track_ui(ui, &arm.sentence, |track| {
            let x = |minutes: f64| track.left() + track.width() * (minutes / longest) as f32;
            let (low, high) = span.interval.unwrap_or((span.median, span.median));
            let interval = track.with_min_x(x(low)).with_max_x(x(high));
            (interval, Some(x(span.median)), color)
        });
        let sentence = Type::Caption.text(&arm.sentence).color(palette.text_quiet);
        ui.add(Label::new(sentence).wrap());
    }
    if !chart.words.notes.is_empty() {
        ui.add_space(GAP_SMALL);
    }
    for note in &chart.words.notes {
        ui.add(Label::new(Type::Body.text(note)).wrap());
    }
}

/// A track with what `filled_of` gives for it: the filled part, the place of a tick, and the colour.
fn track_ui(
    ui: &mut Ui,
    words: &str,
    filled_of: impl FnOnce(Rect) -> (Rect, Option<f32>, eframe::egui::Color32),
) {
    let palette = Palette::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), GAP), Sense::hover());
    let track = rect.shrink2(vec2(0.0, (GAP - GAP_SMALL) / 2.0));
    let (filled, tick, color) = filled_of(track);
    let corners = CornerRadius::same(MARK_RADIUS);
    ui.painter().rect_filled(track, corners, palette.track);
    ui.painter().rect_filled(filled, corners, color);
    if let Some(x) = tick {
        let tick = Rect::from_center_size(pos2(x, rect.center().y), vec2(LINE_STRONG, GAP));
        ui.painter().rect_filled(tick, corners, palette.text);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
}
