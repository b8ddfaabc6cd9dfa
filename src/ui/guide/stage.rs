//! The current phase of a session: instruction, countdown, drawing and camera image.

use eframe::egui::{
    self, Button, Response, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2,
};
use egui::accesskit::Role;

use super::GuideModel;
use crate::text::guide::correction;
use crate::text::t;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::figure::{Pose, pose_ui};
use crate::ui::widgets::picture::Picture;
use plumbline_core::body::Side;
use plumbline_core::coaching::guide::session::ClockReason;
use plumbline_core::coaching::guide::{Counting, Phase, Session, SessionEvent};
use plumbline_core::posture::fault::LimitChoice;

/// Width below which the drawing is placed under the text, points.
const NARROW: f32 = 700.0;

/// Text sizes that are readable from a distance, points.
const BIG: f32 = 34.0;
const HUGE: f32 = 84.0;

/// Shows the session. Returns the events caused by the buttons.
pub(super) fn stage_ui(
    ui: &mut Ui,
    session: &mut Session,
    model: &GuideModel<'_>,
) -> Vec<SessionEvent> {
    let mut events = Vec::new();
    title_ui(ui, session);
    ui.add_space(theme::GAP_SMALL);
    // The buttons stay in place when the height of the text above changes.
    egui::Panel::bottom("guide_buttons").show_separator_line(false).show(ui, |ui| {
        ui.add_space(theme::GAP_SMALL);
        events.extend(buttons_ui(ui, session));
        ui.add_space(theme::GAP_SMALL);
    });
    // The space above the button panel.
    egui::CentralPanel::default().frame(egui::Frame::NONE).show(ui, |ui| {
        if ui.available_width() < NARROW {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                words_ui(ui, session);
                ui.add_space(theme::GAP_SMALL);
                sight_ui(ui, session, model, true);
            });
            return;
        }
        ui.columns_const(|[left, right]| {
            sight_ui(left, session, model, false);
            // A column justifies its lines; text should not be justified.
            right.vertical(|ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| words_ui(ui, session));
            });
        });
    });
    events
}

fn title_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    let name = session.item().map_or("", |item| item.name.as_str());
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(name).size(24.0).strong());
        let count = session.plan().items.len();
        if count > 1 {
            let routine = session.plan().title.as_str();
            let number = session.item_index() + 1;
            let place = t!("guide-place", routine = routine, number = number, count = count);
            ui.label(RichText::new(place).size(17.0).color(palette.text_quiet));
        }
    });
}

/// Instruction of the current phase.
fn words_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    if session.is_paused() {
        ui.label(RichText::new(t!("guide-paused")).size(BIG).strong());
        ui.label(t!("guide-press-space"));
        return;
    }
    match session.phase() {
        Phase::Show { step } => {
            let steps = session.steps();
            let place = t!("guide-step", number = step + 1, count = steps.len());
            ui.label(RichText::new(place).size(17.0).color(palette.text_quiet));
            if let Some(text) = steps.get(step) {
                ui.label(RichText::new(text).size(BIG));
            }
            ui.add_space(theme::GAP);
            cautions_ui(ui, session);
        }
        Phase::Ready => {
            ui.label(RichText::new(get_ready_words(session)).size(BIG));
            countdown_ui(ui, session, t!("guide-begins-in"));
            steps_ui(ui, session);
        }
        Phase::Hold => hold_ui(ui, session),
        Phase::Change => {
            let what = match session.side() {
                Some(side) => t!("guide-now-side", side = side.word()),
                None => t!("guide-once-more").to_owned(),
            };
            ui.label(RichText::new(what).size(BIG).strong());
            countdown_ui(ui, session, t!("guide-goes-on-in"));
            steps_ui(ui, session);
        }
        Phase::Rest => {
            ui.label(RichText::new(t!("guide-let-go")).size(BIG).strong());
            countdown_ui(ui, session, t!("guide-next-in"));
            let name = session.item().map_or("", |item| item.name.as_str());
            ui.label(RichText::new(t!("guide-next", name = name)).size(19.0));
        }
        Phase::Finished => {}
    }
    ui.add_space(theme::GAP_SMALL);
    counting_ui(ui, session);
}

fn hold_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    let is_on = session.is_counting();
    let left_s = (session.left_ms().unwrap_or(0) + 999) / 1000;
    let target_ms = session.target_ms().max(1);
    let share = session.held_ms() as f32 / target_ms as f32;
    ui.horizontal_top(|ui| {
        let color = if is_on { palette.good } else { palette.unsure };
        ring_ui(ui, share, &left_s.to_string(), &t!("guide-seconds-left", seconds = left_s), color);
        ui.add_space(theme::GAP_SMALL);
        ui.vertical(|ui| {
            let words = match (is_on, session.held_ms() > 0) {
                (true, _) => hold_words(session),
                (false, false) => get_ready_words(session),
                (false, true) => t!("guide-waiting").to_owned(),
            };
            ui.label(RichText::new(words).size(BIG).strong().color(color));
            // Beside the ring, so that the correction is always inside the window.
            match session.correction().map(correction) {
                Some(cue) => {
                    ui.label(RichText::new(format!("! {cue}")).size(24.0).color(palette.fault));
                }
                None if is_on && session.is_own_range() => {
                    ui.label(t!("guide-own-range"));
                }
                None if is_on => {
                    ui.label(RichText::new(t!("guide-breathe")).size(19.0));
                }
                None => {}
            }
        });
    });
    steps_ui(ui, session);
}

fn hold_words(session: &Session) -> String {
    match session.side() {
        Some(side) => t!("guide-hold-side", side = side.word()),
        None => t!("guide-hold").to_owned(),
    }
}

fn get_ready_words(session: &Session) -> String {
    match session.side() {
        Some(side) => t!("guide-get-ready-side", side = side.word()),
        None => t!("guide-get-ready").to_owned(),
    }
}

/// All steps in small text, as a reminder.
fn steps_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    ui.add_space(theme::GAP_SMALL);
    for (i, step) in session.steps().iter().enumerate() {
        ui.label(RichText::new(format!("{}. {step}", i + 1)).color(palette.text_quiet));
    }
    cautions_ui(ui, session);
}

fn cautions_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    for caution in session.item().map(|item| item.cautions.as_slice()).unwrap_or_default() {
        ui.label(RichText::new(format!("! {caution}")).color(palette.fault));
    }
}

/// Whether camera or clock counts the hold, and why.
fn counting_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    let sees = session.item().and_then(|item| item.pose.as_ref()).map(|rule| rule.sees.as_str());
    let words = match session.counting() {
        Counting::Camera => sees.unwrap_or_default().to_owned(),
        Counting::Clock(ClockReason::NoRule) => t!("guide-clock-no-rule").into(),
        Counting::Clock(ClockReason::NoPicture) => t!("guide-clock-no-picture").into(),
        Counting::Clock(ClockReason::NotSeen(why)) => {
            let why = why.as_ref().map(correction);
            t!(
                "guide-clock-not-seen",
                why = why.unwrap_or_else(|| t!("guide-cue-not-enough").into())
            )
        }
        Counting::Clock(ClockReason::Chosen) => t!("guide-clock-chosen").into(),
    };
    ui.label(RichText::new(words).color(palette.text_quiet));
}

fn countdown_ui(ui: &mut Ui, session: &Session, what: &str) {
    let palette = Palette::current(ui);
    let left_s = (session.left_ms().unwrap_or(0) + 999) / 1000;
    ui.label(RichText::new(what).size(17.0).color(palette.text_quiet));
    ui.label(RichText::new(left_s.to_string()).size(HUGE).strong());
}

/// A number inside a progress ring.
fn ring_ui(ui: &mut Ui, share: f32, number: &str, words: &str, color: egui::Color32) -> Response {
    const SIZE: f32 = 150.0;
    let palette = Palette::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(SIZE, SIZE), Sense::hover());
    let painter = ui.painter();
    let radius = SIZE / 2.0 - 8.0;
    painter.circle_stroke(rect.center(), radius, Stroke::new(9.0, palette.line));
    let share = share.clamp(0.0, 1.0);
    if share > 0.0 {
        let steps = ((share * 90.0).ceil() as usize).max(1);
        let points = (0..=steps)
            .map(|i| {
                let turn = share * i as f32 / steps as f32 * std::f32::consts::TAU;
                rect.center() + radius * vec2(turn.sin(), -turn.cos())
            })
            .collect();
        painter.add(egui::Shape::line(points, Stroke::new(9.0, color)));
    }
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        number,
        egui::FontId::proportional(58.0),
        palette.text,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, words));
    response
}

/// The drawing and, if the camera counts, the live camera image.
fn sight_ui(ui: &mut Ui, session: &Session, model: &GuideModel<'_>, is_narrow: bool) {
    let Some(item) = session.item() else { return };
    let palette = Palette::current(ui);
    let is_watched = item.pose.is_some();
    let live = model.live.filter(|_| *session.counting() == Counting::Camera);
    let is_held_phase = matches!(session.phase(), Phase::Hold | Phase::Ready | Phase::Change);
    // Next to the mirrored camera image the drawing must be mirrored too. It shows the right side,
    // facing the viewer.
    let is_left = session.side() == Some(Side::Left);
    let pose = Pose {
        end_only: is_held_phase && live.is_some(),
        is_mirrored: if is_watched { !is_left } else { is_left },
    };
    let height = ui.available_height().max(240.0);
    let figure_height = if live.is_some() { height * 0.5 } else { height * 0.8 };
    ui.vertical_centered(|ui| {
        pose_ui(ui, &item.id, &item.name, pose, vec2(ui.available_width(), figure_height));
        if is_watched && item.each_side {
            ui.label(RichText::new(t!("guide-mirror")).small().color(palette.text_quiet));
        }
    });
    if let Some(live) = live {
        let size = live.frame.size();
        // Posture is not measured during a session.
        let limits = LimitChoice::default();
        let picture = Picture {
            texture: model.texture,
            aspect: size.width as f32 / size.height.max(1) as f32,
            pose: live.pose.as_ref(),
            snapshot: &live.snapshot,
            limits: &limits,
        };
        // In a narrow window the user scrolls to it.
        let room = if is_narrow { f32::INFINITY } else { ui.available_height() - theme::GAP_SMALL };
        ui.vertical_centered(|ui| {
            picture.show(ui, vec2(ui.available_width(), (height * 0.44).min(room)));
        });
    }
}

fn buttons_ui(ui: &mut Ui, session: &mut Session) -> Vec<SessionEvent> {
    let mut events = Vec::new();
    ui.horizontal_wrapped(|ui| {
        let pause = if session.is_paused() { t!("guide-go-on") } else { t!("guide-pause") };
        if theme::primary_button(ui, pause).on_hover_text(t!("guide-pause-key")).clicked() {
            session.pause(!session.is_paused());
        }
        let key_button = |ui: &mut Ui, words: &str, key: &str| {
            ui.add(Button::new(words)).on_hover_text(key).clicked()
        };
        if key_button(ui, t!("guide-back"), t!("guide-back-key")) {
            events.extend(session.back());
        }
        if key_button(ui, t!("guide-skip"), t!("guide-skip-key")) {
            events.extend(session.skip());
        }
        if session.plan().items.len() > 1
            && key_button(ui, t!("guide-skip-item"), t!("guide-skip-item-hint"))
        {
            events.extend(session.skip_item());
        }
        if session.item().is_some_and(|item| item.pose.is_some()) {
            let is_camera = *session.counting() == Counting::Camera;
            let words = if is_camera { t!("guide-use-clock") } else { t!("guide-use-camera") };
            if key_button(ui, words, t!("guide-who-counts")) {
                session.use_camera(!is_camera);
            }
        }
        if key_button(ui, t!("guide-stop"), t!("guide-stop-key")) {
            events.extend(session.stop());
        }
    });
    events
}
