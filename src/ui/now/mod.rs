//! The "Now" page: live picture, verdict, headline angles and the current alert.

mod alert_card;
pub(crate) mod live_texture;

use crate::watch::Command;
use std::sync::Arc;

use eframe::egui::{self, Layout, RichText, ScrollArea, TextureHandle, Ui, vec2};

use crate::text::names;
use crate::text::notices::{quiet_title, summary_words};
use crate::text::verdict::verdict;
use crate::text::{FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::history::chart_model::DayStrip;
use crate::ui::history::strip::strip_ui;
use crate::ui::now::alert_card::alert_card_ui;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::gauge::Gauge;
use crate::ui::widgets::picture::{Picture, placeholder};
use crate::ui::widgets::sign::sign_ui;
use crate::watch::{LiveView, SourceState};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::silence::SilenceReason;
use plumbline_core::engine::cadence::OffReason;
use plumbline_core::engine::{CalibrationState, Snapshot};
use plumbline_core::posture::Quantity;
use plumbline_core::posture::fault::LimitChoice;
use plumbline_core::posture::judge::PostureState;
use plumbline_core::posture::stale::StaleReason;
use plumbline_vision::frames::SourceSpec;

/// Data of the view.
pub struct NowModel<'a> {
    /// State of the frame source.
    pub source: SourceState,
    /// The latest frame, if there is one.
    pub live: Option<Arc<LiveView>>,
    /// The latest frame as a texture; `None` in silhouette mode.
    pub texture: Option<&'a TextureHandle>,
    /// Reason why nothing can be measured at all.
    pub failure: Option<String>,
    /// Name of the running ONNX backend.
    pub backend: Option<String>,
    /// Faults that count, and the factors on their limits.
    pub limits: LimitChoice,
    /// Timeline of today, once it is read.
    pub today: Option<DayStrip>,
    /// Current frame source.
    pub spec: SourceSpec,
    /// Whether the demonstration is shown.
    pub is_demo: bool,
    pub catalogue: &'a Catalogue,
}

/// Width below which the measurements are placed under the picture, points.
const NARROW: f32 = 760.0;

pub fn now_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    let is_narrow = ui.available_width() < NARROW;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if is_narrow {
            // The verdict comes first: below the picture it would be outside the window.
            verdict_and_alert_ui(ui, model, actions);
            picture_ui(ui, model, actions);
            today_ui(ui, model);
            ui.add_space(theme::GAP);
            measures_ui(ui, model, actions);
        } else {
            let picture_width = (ui.available_width() * 0.58).floor();
            ui.with_layout(Layout::left_to_right(egui::Align::Min), |ui| {
                ui.allocate_ui_with_layout(
                    vec2(picture_width, ui.available_height()),
                    Layout::top_down(egui::Align::Min),
                    |ui| {
                        picture_ui(ui, model, actions);
                        today_ui(ui, model);
                    },
                );
                ui.add_space(theme::GAP);
                ui.vertical(|ui| {
                    verdict_and_alert_ui(ui, model, actions);
                    measures_ui(ui, model, actions);
                });
            });
        }
    });
}

/// Timeline of today, below the picture.
fn today_ui(ui: &mut Ui, model: &NowModel<'_>) {
    let Some(strip) = model.today.as_ref().filter(|strip| !strip.spans.is_empty()) else { return };
    ui.add_space(theme::GAP_SMALL);
    ui.label(RichText::new(t!("now-today")).strong());
    strip_ui(ui, strip);
}

/// The live picture, or the reason why there is none.
pub(super) fn picture_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::current(ui);
    // Space for the navigation, the name of the source, and the timeline of today.
    let beside = if model.today.is_some() { 280.0 } else { 170.0 };
    let height = (ui.ctx().content_rect().height() - beside).max(160.0);
    let max_size = vec2(ui.available_width(), height);
    match (&model.live, &model.source) {
        (Some(live), _) => {
            let size = live.frame.size();
            Picture {
                texture: model.texture,
                aspect: size.width as f32 / size.height.max(1) as f32,
                pose: live.pose.as_ref(),
                snapshot: &live.snapshot,
                limits: &model.limits,
            }
            .show(ui, max_size);
            if live.people > 1 {
                ui.label(
                    RichText::new(t!("now-people", people = live.people)).color(palette.text_quiet),
                );
            }
        }
        (None, SourceState::Lost { message, retry_in_s }) => {
            no_picture_ui(ui, message, *retry_in_s, &model.spec, actions);
        }
        (None, SourceState::Opening) => {
            placeholder(ui, max_size, t!("now-opening-camera"));
        }
        (None, SourceState::Off(reason)) => off_ui(ui, *reason, actions),
        (None, SourceState::Resting) => {
            placeholder(ui, max_size, t!("now-resting"));
        }
        (None, SourceState::Ended) => {
            placeholder(ui, max_size, t!("now-recording-ended"));
        }
        (None, SourceState::Live { .. }) => {
            placeholder(ui, max_size, t!("now-looking-for-you"));
        }
    }
    let about = match (&model.source, &model.backend) {
        (SourceState::Live { name }, Some(backend)) => format!("{name} · {backend}"),
        (_, Some(backend)) => backend.clone(),
        _ => t!("now-starting-model").into(),
    };
    ui.label(RichText::new(about).small().color(palette.text_quiet));
    if let Some(failure) = &model.failure {
        ui.label(RichText::new(format!("! {failure}")).color(palette.fault));
    }
}

fn off_ui(ui: &mut Ui, reason: OffReason, actions: &mut Vec<Action>) {
    let palette = Palette::current(ui);
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(ui.available_width() * 0.4);
        ui.label(RichText::new(names::off_reason(reason)).heading());
        ui.label(t!("now-camera-is-off"));
        ui.add_space(theme::GAP_SMALL);
        if reason == OffReason::Paused
            && theme::primary_button(ui, t!("now-go-on-watching")).clicked()
        {
            actions.push(Action::Watch(Command::Pause(false)));
        }
    });
}

fn no_picture_ui(
    ui: &mut Ui,
    message: &str,
    retry_in_s: u64,
    spec: &SourceSpec,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::current(ui);
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(ui.available_width() * 0.4);
        ui.label(RichText::new(t!("now-no-picture")).heading());
        ui.label(message);
        ui.label(
            RichText::new(t!("now-tries-again", seconds = retry_in_s)).color(palette.text_quiet),
        );
        ui.add_space(theme::GAP_SMALL);
        ui.horizontal_wrapped(|ui| {
            if theme::primary_button(ui, t!("now-try-again")).clicked() {
                actions.push(Action::UseSource(spec.clone()));
            }
            if ui.button(t!("now-show-demonstration")).clicked() {
                actions.push(Action::UseSource(SourceSpec::Demo));
            }
        });
    });
}

/// The verdict and the current alert.
fn verdict_and_alert_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    if model.is_demo {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(t!("now-is-demonstration")).strong());
            if ui.button(t!("now-use-camera")).clicked() {
                actions.push(Action::UseSource(SourceSpec::Camera(None)));
            }
        });
    }
    let Some(live) = &model.live else { return };
    let snapshot = &live.snapshot;
    verdict_ui(ui, snapshot);
    quiet_ui(ui, snapshot, actions);
    ui.add_space(theme::GAP_SMALL);
    if let Some(advice) = &snapshot.advice {
        alert_card_ui(ui, advice, snapshot, model.catalogue, actions);
        ui.add_space(theme::GAP_SMALL);
    }
}

/// Calibration state and gauges.
fn measures_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    let palette = Palette::current(ui);
    let Some(live) = &model.live else { return };
    let snapshot = &live.snapshot;
    calibration_ui(ui, snapshot, actions);
    ui.add_space(theme::GAP_SMALL);
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for quantity in [
            Quantity::ForwardHead,
            Quantity::RaisedShoulderLeft,
            Quantity::RaisedShoulderRight,
            Quantity::HeadTilt,
            Quantity::ShoulderTilt,
            Quantity::ScreenDistance,
        ] {
            ui.add(Gauge::new(quantity, snapshot, &model.limits));
            ui.add_space(theme::GAP_SMALL);
        }
    });
}

fn verdict_ui(ui: &mut Ui, snapshot: &Snapshot) {
    let palette = Palette::current(ui);
    let verdict = verdict(snapshot);
    let color = palette.state(snapshot.state);
    ui.horizontal(|ui| {
        sign_ui(ui, verdict.sign, color);
        let headline = RichText::new(&verdict.headline).size(28.0).strong().color(color);
        ui.add(egui::Label::new(headline).wrap());
    });
    ui.label(&verdict.detail);
    // The headline already names the first posture fault.
    let named = usize::from(snapshot.state == PostureState::Fault);
    for fault in snapshot.faults.iter().skip(named) {
        ui.label(RichText::new(format!("! {}", fault.fault.headline())).color(palette.fault));
    }
}

/// Whether alerts are silenced, with the buttons to change it.
fn quiet_ui(ui: &mut Ui, snapshot: &Snapshot, actions: &mut Vec<Action>) {
    let palette = Palette::current(ui);
    if let Some(minutes) = snapshot.monitor.praise_minutes {
        ui.label(RichText::new(t!("now-praise", minutes = minutes)).strong());
    }
    if let Some(summary) = &snapshot.monitor.quiet_summary {
        let (title, summary) = (quiet_title(summary.reason), summary_words(summary));
        ui.label(t!("now-quiet-summary", title = title, summary = summary));
    }
    ui.horizontal_wrapped(|ui| {
        match snapshot.monitor.silence {
            Some(reason) => {
                let words = t!("now-quiet", reason = names::silence_reason(reason));
                ui.label(RichText::new(words).color(palette.text_quiet));
                if reason == SilenceReason::Snoozed && ui.button(t!("now-alerts-again")).clicked() {
                    actions.push(Action::Watch(Command::EndSnooze));
                }
            }
            None => {
                ui.menu_button(t!("now-snooze"), |ui| {
                    for minutes in [5, 15, 60] {
                        if ui.button(t!("now-snooze-minutes", minutes = minutes)).clicked() {
                            actions.push(Action::Watch(Command::SnoozeMs(minutes * 60_000)));
                        }
                    }
                    if ui.button(t!("now-snooze-until-tomorrow")).clicked() {
                        actions.push(Action::Watch(Command::SnoozeUntilTomorrow));
                    }
                });
            }
        }
        if ui.button(t!("now-pause")).on_hover_text(t!("now-pause-hint")).clicked() {
            actions.push(Action::Watch(Command::Pause(true)));
        }
        let minutes = snapshot.monitor.sitting_ms / 60_000;
        if minutes >= 1 {
            let words = t!("now-sitting", minutes = minutes);
            ui.label(RichText::new(words).color(palette.text_quiet));
        }
    });
}

fn set_upright_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    if theme::primary_button(ui, t!("upright-set")).on_hover_text(t!("upright-key")).clicked() {
        actions.push(Action::Watch(Command::Calibrate));
    }
}

fn cancel_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    if ui.button(t!("upright-cancel")).clicked() {
        actions.push(Action::Watch(Command::CancelCalibration));
    }
}

/// Calibration of the upright baseline: progress, problems and buttons.
pub(super) fn calibration_ui(ui: &mut Ui, snapshot: &Snapshot, actions: &mut Vec<Action>) {
    let palette = Palette::current(ui);
    match &snapshot.calibration {
        CalibrationState::Waiting => {
            match snapshot.monitor.blank.map(names::blank_picture) {
                Some(blank) => ui.label(RichText::new(format!("! {blank}")).color(palette.fault)),
                None => ui.label(t!("upright-wait")),
            };
        }
        CalibrationState::Countdown { left_ms } => {
            let seconds = (left_ms + 999) / 1000;
            ui.label(RichText::new(t!("upright-countdown", seconds = seconds)).strong());
            cancel_button(ui, actions);
        }
        CalibrationState::Capturing { share, hint } => {
            ui.label(RichText::new(t!("upright-hold-still")).strong());
            if let Some(hint) = hint {
                let hint = names::calibration_problem(*hint);
                ui.label(RichText::new(format!("! {hint}")).color(palette.fault));
            }
            ui.add(egui::ProgressBar::new(*share).text(t!("upright-measuring")));
            cancel_button(ui, actions);
        }
        CalibrationState::Uncalibrated | CalibrationState::Failed(_) => {
            if let CalibrationState::Failed(problem) = &snapshot.calibration {
                let problem = names::calibration_problem(*problem);
                ui.label(RichText::new(format!("! {problem}")).color(palette.fault));
            }
            ui.horizontal_wrapped(|ui| {
                set_upright_button(ui, actions);
                ui.label(RichText::new(t!("upright-how")).color(palette.text_quiet));
            });
        }
        CalibrationState::Remembered => {
            ui.label(t!("upright-welcome-back"));
            ui.horizontal_wrapped(|ui| {
                set_upright_button(ui, actions);
                ui.label(RichText::new(t!("upright-until-then")).color(palette.text_quiet));
            });
        }
        CalibrationState::Stale(reason) => {
            let (what, no) = match reason {
                StaleReason::CameraMoved => {
                    (t!("upright-camera-moved"), t!("upright-nothing-moved"))
                }
                StaleReason::LooksDifferent => (t!("upright-looks-different"), t!("upright-keep")),
                StaleReason::SitsStraighter => (t!("upright-sits-straighter"), t!("upright-keep")),
            };
            ui.label(RichText::new(format!("! {what}")).color(palette.fault));
            ui.horizontal_wrapped(|ui| {
                set_upright_button(ui, actions);
                if ui.button(no).on_hover_text(t!("upright-keep-hint")).clicked() {
                    actions.push(Action::Watch(Command::KeepBaseline));
                }
            });
        }
        CalibrationState::Calibrated => {
            ui.horizontal_wrapped(|ui| {
                if ui.button(t!("upright-set-again")).on_hover_text(t!("upright-key")).clicked() {
                    actions.push(Action::Watch(Command::Calibrate));
                }
                if ui
                    .button(t!("upright-show-slouch"))
                    .on_hover_text(t!("upright-show-slouch-hint"))
                    .clicked()
                {
                    actions.push(Action::Watch(Command::CalibrateSlouch));
                }
            });
        }
    }
}
