//! The "Now" page: the verdict, the person, the headline angles, what to do, and today.

mod alert_card;
mod dials;
pub(crate) mod live_texture;
mod question;
pub(super) mod saved;
mod today;

use std::sync::Arc;

use eframe::egui::{self, Layout, TextureHandle, Ui, vec2};

use crate::text::dates::whose_upright;
use crate::text::names;
use crate::text::notices::{invitation_words, quiet_title, summary_words};
use crate::text::verdict::verdict;
use crate::text::{FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::desk::offer_ui;
use crate::ui::history::chart_model::DayStrip;
use crate::ui::now::alert_card::alert_card_ui;
use crate::ui::theme::{
    self, GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, HAIRLINE, Icon, Palette, Type, strong,
};
use crate::ui::widgets::button::{Button, menu_entry_ui, menu_ui};
use crate::ui::widgets::figure::{Figure, Motion};
use crate::ui::widgets::gauge::{Reading, gauge_ui};
use crate::ui::widgets::page::{Empty, banner_ui, beside_ui, note_ui, page_ui, problem_ui};
use crate::ui::widgets::picture::{Framing, Picture};
use crate::ui::widgets::ring::progress_ui;
use crate::ui::widgets::sign::sign_ui;
use crate::watch::Command;
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
    /// Whether the pose model has started.
    pub is_model_ready: bool,
    /// Faults that count, and the factors on their limits.
    pub limits: LimitChoice,
    /// Timeline of today, once it is read.
    pub today: Option<DayStrip>,
    /// Current frame source.
    pub spec: SourceSpec,
    /// Whether the demonstration is shown.
    pub is_demo: bool,
    /// Whether the question about discomfort is due.
    pub asks_discomfort: bool,
    pub catalogue: &'a Catalogue,
    /// Number of things at the desk that could be better, if the desk check is offered.
    pub desk_to_change: Option<usize>,
}

/// Width of the content below which everything is in one column, points.
const NARROW: f32 = 640.0;

/// Share of the picture's column, and of the card beside it.
const PICTURE_SHARE: f32 = 0.6;

/// Height of everything below the picture before it was measured, points.
const BELOW_PICTURE: f32 = 300.0;

/// Least height of the picture, points.
const MIN_PICTURE: f32 = 200.0;

/// Height of the picture in a narrow window, as a share of its width.
const NARROW_PICTURE: f32 = 0.62;

/// Height of the words and the button about the upright posture before they were measured, points.
const UPRIGHT_WORDS: f32 = 80.0;

/// Least height of the figure about the upright posture, points.
const MIN_FIGURE: f32 = 120.0;

/// The quantities that are always shown.
const HEADLINE: [Quantity; 3] =
    [Quantity::ForwardHead, Quantity::RaisedShoulderLeft, Quantity::RaisedShoulderRight];

pub fn now_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    let view_height = ui.available_height();
    page_ui(ui, |ui| {
        match &model.live {
            Some(live) => live_ui(ui, model, live, view_height, actions),
            None => {
                demonstration_ui(ui, model, actions);
                theme::card(&Palette::current(ui)).show(ui, |ui| {
                    let height = (view_height - BELOW_PICTURE).max(MIN_PICTURE);
                    no_picture_ui(ui, model, height, actions);
                });
                ui.add_space(GAP);
                today::timeline_ui(ui, model);
            }
        }
        if model.live.is_none() {
            about_ui(ui, model);
        }
        if let Some(failure) = &model.failure {
            problem_ui(ui, failure);
        }
    });
}

/// The page while there is a picture. `view_height` points of it are visible.
fn live_ui(
    ui: &mut Ui,
    model: &NowModel<'_>,
    live: &LiveView,
    view_height: f32,
    actions: &mut Vec<Action>,
) {
    let snapshot = &live.snapshot;
    let page_top = ui.min_rect().top();
    saved::saved_ui(ui.ctx(), &snapshot.calibration);
    verdict_ui(ui, model, snapshot, actions);
    invitation_ui(ui, snapshot, actions);
    if let Some(count) = model.desk_to_change {
        offer_ui(ui, count, actions);
    }
    if snapshot.advice.is_some() && !snapshot.calibration.is_settled() {
        // The alert has the card beside the picture.
        if snapshot.calibration == CalibrationState::Uncalibrated {
            banner_ui(ui, Icon::Target, t!("upright-how"), false, |ui| {
                set_upright_button(ui, actions);
            });
        } else {
            theme::card(&Palette::current(ui)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                calibration_ui(ui, snapshot, actions);
            });
        }
        ui.add_space(GAP_SMALL);
    }
    let width = ui.available_width();
    if width < NARROW {
        // What to do comes first: below the picture it would be outside the window.
        if is_side_taken(model, snapshot) {
            side_card_ui(ui, model, live, 0.0, actions);
            ui.add_space(GAP);
        }
        let size = vec2(width, (width * NARROW_PICTURE).floor());
        live_picture_ui(ui, model, live, snapshot, size, Framing::Centred);
        ui.add_space(GAP);
        dials::dials_ui(ui, snapshot, &model.limits);
        ui.add_space(GAP);
        today::card_ui(ui, model, snapshot, 0.0, actions);
    } else {
        let left = (width * PICTURE_SHARE).floor();
        let id = ui.scope_id().with("below-picture");
        let below: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(BELOW_PICTURE);
        // The page may be scrolled.
        let above = ui.cursor().top() - page_top;
        let room = view_height - 2.0 * GAP_LARGE - GAP_SMALL - above - below;
        let height = room.max(MIN_PICTURE).min(left * 0.75).floor();
        let mut dials = 0.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let column = ui.allocate_ui_with_layout(
                vec2(left, 0.0),
                Layout::top_down(egui::Align::Min),
                |ui| {
                    ui.set_width(left);
                    let size = vec2(left, height);
                    live_picture_ui(ui, model, live, snapshot, size, Framing::Centred);
                    dials::dials_ui(ui, snapshot, &model.limits);
                },
            );
            let column = column.response.rect.height();
            dials = column - height;
            ui.vertical(|ui| side_card_ui(ui, model, live, column, actions));
        });
        let row_bottom = ui.cursor().top();
        today::timeline_ui(ui, model);
        let details = details_button_ui(ui, model);
        let used = dials + ui.cursor().top() - row_bottom;
        if (used - below).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, used));
            ui.ctx().request_discard("below-picture-measured");
        }
        return details_ui(ui, model, snapshot, details);
    }
    ui.add_space(GAP_SMALL);
    today::timeline_ui(ui, model);
    let details = details_button_ui(ui, model);
    details_ui(ui, model, snapshot, details);
}

/// Whether the card beside the picture has something to do in it.
fn is_side_taken(model: &NowModel<'_>, snapshot: &Snapshot) -> bool {
    model.asks_discomfort || snapshot.advice.is_some() || !snapshot.calibration.is_settled()
}

/// What to do now: the alert, the upright posture, the question of the day, or nothing, in which case today is shown.
fn side_card_ui(
    ui: &mut Ui,
    model: &NowModel<'_>,
    live: &LiveView,
    height: f32,
    actions: &mut Vec<Action>,
) {
    let snapshot = &live.snapshot;
    if let Some(advice) = &snapshot.advice {
        alert_card_ui(ui, advice, snapshot, model.catalogue, height, actions);
    } else if snapshot.calibration.is_settled() && model.asks_discomfort {
        question::question_ui(ui, height, actions);
    } else if snapshot.calibration.is_settled() {
        today::card_ui(ui, model, snapshot, height, actions);
    } else {
        let palette = Palette::current(ui);
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height(height - 2.0 * (GAP + HAIRLINE));
            upright_ui(ui, snapshot, height - 2.0 * (GAP + HAIRLINE), actions);
        });
    }
}

/// The card about the upright posture: a picture, what to do, and the button.
fn upright_ui(ui: &mut Ui, snapshot: &Snapshot, height: f32, actions: &mut Vec<Action>) {
    ui.label(Type::Title.text(t!("upright-title")));
    // The figure has the room that the words and buttons leave.
    let id = ui.scope_id().with("upright-words");
    let words: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(UPRIGHT_WORDS);
    let size = vec2(ui.available_width(), height - Type::Title.size() - words - 3.0 * GAP);
    ui.vertical_centered(|ui| {
        Figure {
            id: "sit-upright",
            name: t!("upright-title"),
            motion: Motion::Shown,
            is_mirrored: false,
        }
        .show(ui, size.max(vec2(0.0, MIN_FIGURE)));
    });
    ui.add_space(GAP_SMALL);
    let shown = ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = GAP_SMALL;
        calibration_ui(ui, snapshot, actions);
    });
    let used = shown.response.rect.height();
    if (used - words).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, used));
        ui.ctx().request_discard("upright-words-measured");
    }
}

/// The picture of the person, or the reason why there is none.
pub(super) fn picture_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    let width = ui.available_width();
    match &model.live {
        Some(live) => {
            let size = live.frame.size();
            let aspect = size.width as f32 / size.height.max(1) as f32;
            let highest = (ui.ctx().content_rect().height() - 170.0).max(MIN_PICTURE);
            let size = vec2(width, (width / aspect).min(highest));
            let mut snapshot = live.snapshot.clone();
            if !snapshot.calibration.is_settled() {
                // Before there is an upright posture nothing is a fault of this person.
                snapshot.faults.clear();
                snapshot.state = PostureState::Good;
            }
            live_picture_ui(ui, model, live, &snapshot, size, Framing::AsSeen);
        }
        None => {
            let palette = Palette::current(ui);
            theme::card(&palette).show(ui, |ui| no_picture_ui(ui, model, width * 0.5, actions));
        }
    }
}

fn live_picture_ui(
    ui: &mut Ui,
    model: &NowModel<'_>,
    live: &LiveView,
    snapshot: &Snapshot,
    size: egui::Vec2,
    framing: Framing,
) {
    let image = live.frame.size();
    Picture {
        texture: model.texture,
        aspect: image.width as f32 / image.height.max(1) as f32,
        pose: live.pose.as_ref(),
        snapshot,
        limits: &model.limits,
        is_explained: framing == Framing::Centred,
    }
    .show_in(ui, size, framing);
    if live.people > 1 {
        quiet_label(ui, &t!("now-people", people = live.people));
    }
}

/// Why there is no picture, and what can be done.
fn no_picture_ui(ui: &mut Ui, model: &NowModel<'_>, height: f32, actions: &mut Vec<Action>) {
    match &model.source {
        SourceState::Lost { message, retry_in_s } => {
            let about = format!("{message} {}", t!("now-tries-again", seconds = *retry_in_s));
            let state = Empty {
                icon: Icon::CameraSlash,
                title: t!("now-no-picture"),
                about: &about,
                button: Some(t!("now-try-again")),
            };
            let mut is_demo_wanted = false;
            let is_again = state.show(ui, height, |ui| {
                is_demo_wanted = Button::quiet(t!("now-show-demonstration")).show(ui).clicked();
            });
            if is_again {
                actions.push(Action::UseSource(model.spec.clone()));
            }
            if is_demo_wanted {
                actions.push(Action::UseSource(SourceSpec::Demo));
            }
        }
        SourceState::Off(reason) => {
            let is_paused = *reason == OffReason::Paused;
            let state = Empty {
                icon: if is_paused { Icon::Pause } else { Icon::Moon },
                title: names::off_reason(*reason),
                about: t!("now-camera-is-off"),
                button: is_paused.then_some(t!("now-go-on-watching")),
            };
            if state.show(ui, height, |_| {}) {
                actions.push(Action::Watch(Command::Pause(false)));
            }
        }
        SourceState::Opening => simple_ui(ui, Icon::Camera, t!("now-opening-camera"), height),
        SourceState::Resting => simple_ui(ui, Icon::Coffee, t!("now-resting"), height),
        SourceState::Ended => simple_ui(ui, Icon::Stop, t!("now-recording-ended"), height),
        SourceState::Live { .. } => {
            simple_ui(ui, Icon::UserFocus, t!("now-looking-for-you"), height);
        }
    }
}

/// A state in which the person can do nothing but wait.
fn simple_ui(ui: &mut Ui, icon: Icon, title: &str, height: f32) {
    Empty { icon, title, about: "", button: None }.show(ui, height, |_| {});
}

/// The name of the source.
fn about_ui(ui: &mut Ui, model: &NowModel<'_>) {
    let about = match &model.source {
        _ if !model.is_model_ready => t!("now-starting-model"),
        // That it is the demonstration is said above.
        SourceState::Live { name } if !model.is_demo => name.as_str(),
        _ => return,
    };
    let palette = Palette::current(ui);
    ui.add(egui::Label::new(Type::Caption.text(about).color(palette.text_quiet)).wrap());
}

/// Says that the demonstration is shown.
fn demonstration_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    if !model.is_demo {
        return;
    }
    banner_ui(ui, Icon::Info, t!("now-is-demonstration"), false, |ui| {
        use_camera_button(ui, actions);
    });
    ui.add_space(GAP_SMALL);
}

fn use_camera_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    if Button::secondary(t!("now-use-camera")).icon(Icon::Camera).show(ui).clicked() {
        actions.push(Action::UseSource(SourceSpec::Camera(None)));
    }
}

/// The verdict, with the buttons for quiet at the right.
fn verdict_ui(ui: &mut Ui, model: &NowModel<'_>, snapshot: &Snapshot, actions: &mut Vec<Action>) {
    let palette = Palette::current(ui);
    let verdict = verdict(snapshot);
    let words = |ui: &mut Ui| {
        ui.horizontal_top(|ui| {
            let [ink, fill] = [palette.state(snapshot.state), palette.state_soft(snapshot.state)];
            sign_ui(ui, verdict.sign, ink, fill);
            ui.add_space(GAP_TINY);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = GAP_TINY;
                ui.add(egui::Label::new(Type::Heading.text(&verdict.headline)).wrap());
                quiet_label(ui, &verdict.detail);
                // The headline already names the first posture fault.
                let named = usize::from(snapshot.state == PostureState::Fault);
                for fault in snapshot.faults.iter().skip(named) {
                    problem_ui(ui, fault.fault.headline());
                }
                quiet_words_ui(ui, snapshot);
                if model.is_demo {
                    note_ui(ui, Icon::Info, t!("now-is-demonstration"), palette.accent);
                }
            });
        });
    };
    beside_ui(ui, words, |ui| {
        if model.is_demo {
            use_camera_button(ui, actions);
        }
        quiet_actions_ui(ui, snapshot, actions);
    });
}

/// The invitation to move, while nothing more important is shown.
fn invitation_ui(ui: &mut Ui, snapshot: &Snapshot, actions: &mut Vec<Action>) {
    let Some(invitation) = snapshot.monitor.invitation else { return };
    if snapshot.advice.is_some() || !snapshot.calibration.is_settled() {
        return;
    }
    banner_ui(ui, Icon::PersonArmsSpread, &invitation_words(&invitation.reason), false, |ui| {
        if Button::secondary(t!("invite-not-now")).show(ui).clicked() {
            actions.push(Action::Watch(Command::DismissInvitation));
        }
    });
    ui.add_space(GAP_SMALL);
}

/// Praise, what happened while alerts were silenced, and whether they are.
fn quiet_words_ui(ui: &mut Ui, snapshot: &Snapshot) {
    if let Some(minutes) = snapshot.monitor.praise_minutes {
        ui.label(strong(t!("now-praise", minutes = minutes)));
    }
    if let Some(summary) = &snapshot.monitor.quiet_summary {
        let (title, summary) = (quiet_title(summary.reason), summary_words(summary));
        ui.label(t!("now-quiet-summary", title = title, summary = summary));
    }
    if let Some(reason) = snapshot.monitor.silence {
        let words = match snapshot.monitor.snooze_left_min {
            Some(minutes) if reason == SilenceReason::Snoozed => {
                t!("now-quiet-for", minutes = minutes)
            }
            _ => t!("now-quiet", reason = names::silence_reason(reason)),
        };
        quiet_label(ui, &words);
    }
}

/// Buttons that silence the alerts or pause.
fn quiet_actions_ui(ui: &mut Ui, snapshot: &Snapshot, actions: &mut Vec<Action>) {
    match snapshot.monitor.silence {
        Some(SilenceReason::Snoozed) => {
            if Button::secondary(t!("now-alerts-again")).icon(Icon::Bell).show(ui).clicked() {
                actions.push(Action::Watch(Command::EndSnooze));
            }
        }
        Some(_) => {}
        None => {
            menu_ui(ui, Button::quiet(t!("now-snooze")).icon(Icon::BellZ), |ui| {
                for minutes in [5, 15, 60] {
                    if menu_entry_ui(ui, &t!("now-snooze-minutes", minutes = minutes)).clicked() {
                        actions.push(Action::Watch(Command::SnoozeMs(minutes * 60_000)));
                    }
                }
                if menu_entry_ui(ui, t!("now-snooze-until-tomorrow")).clicked() {
                    actions.push(Action::Watch(Command::SnoozeUntilTomorrow));
                }
            });
        }
    }
    let pause = Button::quiet(t!("now-pause")).icon(Icon::Pause).show(ui);
    if pause.on_hover_text(t!("now-pause-hint")).clicked() {
        actions.push(Action::Watch(Command::Pause(true)));
    }
}

/// The button that folds the measures out and in. Returns whether they are shown.
fn details_button_ui(ui: &mut Ui, model: &NowModel<'_>) -> bool {
    let id = ui.scope_id().with("all-measures");
    let is_open: bool = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let icon = if is_open { Icon::CaretUp } else { Icon::CaretDown };
    let words = if is_open { t!("now-fewer-measures") } else { t!("now-all-measures") };
    ui.horizontal_wrapped(|ui| {
        if Button::quiet(words).icon(icon).show(ui).clicked() {
            ui.data_mut(|data| data.insert_temp(id, !is_open));
        }
        about_ui(ui, model);
    });
    is_open
}

/// The measures that are folded away.
fn details_ui(ui: &mut Ui, model: &NowModel<'_>, snapshot: &Snapshot, is_open: bool) {
    if !is_open {
        return;
    }
    theme::card(&Palette::current(ui)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for quantity in [
            HEADLINE[0],
            HEADLINE[1],
            HEADLINE[2],
            Quantity::HeadTilt,
            Quantity::ShoulderTilt,
            Quantity::ScreenDistance,
        ] {
            gauge_ui(ui, &Reading::of(quantity, snapshot, &model.limits));
            ui.add_space(GAP_SMALL);
        }
    });
}

fn quiet_label(ui: &mut Ui, words: &str) {
    let palette = Palette::current(ui);
    ui.add(egui::Label::new(Type::Body.text(words).color(palette.text_quiet)).wrap());
}

fn set_upright_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    let button = Button::primary(t!("upright-set")).icon(Icon::Target).show(ui);
    if button.on_hover_text(t!("upright-key")).clicked() {
        actions.push(Action::Watch(Command::Calibrate));
    }
}

fn set_new_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    let again = Button::secondary(t!("upright-set-new")).show(ui);
    if again.on_hover_text(t!("upright-key")).clicked() {
        actions.push(Action::Watch(Command::Calibrate));
    }
}

fn cancel_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    if Button::secondary(t!("upright-cancel")).show(ui).clicked() {
        actions.push(Action::Watch(Command::CancelCalibration));
    }
}

/// Calibration of the upright baseline: progress, problems and buttons.
pub(super) fn calibration_ui(ui: &mut Ui, snapshot: &Snapshot, actions: &mut Vec<Action>) {
    match &snapshot.calibration {
        CalibrationState::Waiting => match snapshot.monitor.blank.map(names::blank_picture) {
            Some(blank) => problem_ui(ui, blank),
            None => drop(ui.label(t!("upright-wait"))),
        },
        CalibrationState::Countdown { left_ms, is_slouch } => {
            let seconds = (left_ms + 999) / 1000;
            let words = match is_slouch {
                true => t!("slouch-countdown", seconds = seconds),
                false => t!("upright-countdown", seconds = seconds),
            };
            ui.label(strong(words));
            cancel_button(ui, actions);
        }
        CalibrationState::Capturing { share, hint } => {
            ui.label(strong(t!("upright-hold-still")));
            if let Some(hint) = hint {
                problem_ui(ui, names::calibration_problem(*hint));
            }
            progress_ui(ui, *share, t!("upright-measuring"));
            cancel_button(ui, actions);
        }
        CalibrationState::Failed { problem, has_baseline: true } => {
            problem_ui(ui, names::calibration_problem(*problem));
            set_again_ui(ui, actions);
        }
        CalibrationState::Uncalibrated | CalibrationState::Failed { .. } => {
            if let CalibrationState::Failed { problem, .. } = &snapshot.calibration {
                problem_ui(ui, names::calibration_problem(*problem));
            }
            quiet_label(ui, t!("upright-how"));
            set_upright_button(ui, actions);
        }
        CalibrationState::Remembered { day, is_waiting } => {
            let whose = whose_upright(*day);
            let words = match is_waiting {
                true => t!("upright-remembered", whose = whose),
                false => t!("upright-remembered-only", whose = whose),
            };
            quiet_label(ui, &words);
            set_new_button(ui, actions);
        }
        CalibrationState::TakenOver { day } => {
            quiet_label(ui, &t!("upright-taken-over", whose = whose_upright(*day)));
            ui.horizontal_wrapped(|ui| {
                set_new_button(ui, actions);
                let undo = Button::quiet(t!("upright-undo")).show(ui);
                if undo.on_hover_text(t!("upright-undo-hint")).clicked() {
                    actions.push(Action::Watch(Command::UndoTakeOver));
                }
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
            problem_ui(ui, what);
            ui.horizontal_wrapped(|ui| {
                set_upright_button(ui, actions);
                let keep = Button::secondary(no).show(ui);
                if keep.on_hover_text(t!("upright-keep-hint")).clicked() {
                    actions.push(Action::Watch(Command::KeepBaseline));
                }
            });
        }
        CalibrationState::Calibrated => set_again_ui(ui, actions),
    }
}

/// Buttons that capture the upright posture or the slouch again.
fn set_again_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        let again = Button::secondary(t!("upright-set-again")).show(ui);
        if again.on_hover_text(t!("upright-key")).clicked() {
            actions.push(Action::Watch(Command::Calibrate));
        }
        let slouch = Button::quiet(t!("upright-show-slouch")).show(ui);
        if slouch.on_hover_text(t!("upright-show-slouch-hint")).clicked() {
            actions.push(Action::Watch(Command::CalibrateSlouch));
        }
    });
}
