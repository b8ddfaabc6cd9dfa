//! The words of the current phase: one instruction or one correction at a time, in large type, and the seconds.

use eframe::egui::{self, Color32, FontId, Label, Sense, Ui, WidgetInfo, vec2};
use egui::accesskit::Role;

use crate::text::guide::correction;
use crate::text::t;
use crate::ui::stretch::caution_ui;
use crate::ui::theme::text::size_of;
use crate::ui::theme::{GAP, GAP_LARGE, GAP_SMALL, Palette, Type, Weight};
use crate::ui::widgets::ring::paint_ring;
use plumbline_core::coaching::guide::session::ClockReason;
use plumbline_core::coaching::guide::{Counting, Phase, RepPart, Session};

/// Diameter of the ring with the seconds, points. Its figures are twice the largest step of the type scale.
const RING: f32 = 168.0;

/// A number in a ring: how much of it is done, and what a screen reader says.
struct Count<'a> {
    share: f32,
    number: i64,
    words: &'a str,
    color: Color32,
}

/// Shows the instruction of the current phase.
pub(super) fn words_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    if session.is_paused() {
        big(ui, t!("guide-paused"), palette.text);
        quiet(ui, t!("guide-press-space"));
        return;
    }
    match session.phase() {
        Phase::Show { step } => step_ui(ui, session, step),
        Phase::Ready => {
            let words = get_ready_words(session);
            countdown_ui(ui, session, &words, t!("guide-begins-in"));
            counting_ui(ui, session);
        }
        Phase::Hold => match (session.rep_plan(), session.reps_done()) {
            (Some(plan), Some(done)) => reps_ui(ui, session, done, plan.count),
            _ => hold_ui(ui, session),
        },
        Phase::Change => {
            let what = match session.side() {
                Some(side) => t!("guide-now-side", side = side.word()),
                None => t!("guide-once-more").to_owned(),
            };
            countdown_ui(ui, session, &what, t!("guide-goes-on-in"));
        }
        Phase::Rest => {
            countdown_ui(ui, session, t!("guide-let-go"), t!("guide-next-in"));
            let name = session.item().map_or("", |item| item.name.as_str());
            ui.add_space(GAP_SMALL);
            ui.add(Label::new(Type::Title.text(t!("guide-next", name = name))).wrap());
        }
        Phase::Finished => {}
    }
}

fn step_ui(ui: &mut Ui, session: &Session, step: usize) {
    let palette = Palette::current(ui);
    let steps = session.steps();
    let place = t!("guide-step", number = step + 1, count = steps.len());
    let place = Type::Title.weighted_text(place, Weight::Regular).color(palette.text_quiet);
    ui.label(place);
    if let Some(text) = steps.get(step) {
        big(ui, text, palette.text);
    }
    ui.add_space(GAP_SMALL);
    for caution in session.item().map(|item| item.cautions.as_slice()).unwrap_or_default() {
        caution_ui(ui, caution);
    }
    counting_ui(ui, session);
}

fn hold_ui(ui: &mut Ui, session: &Session) {
    let palette = Palette::current(ui);
    let is_on = session.is_counting();
    let left_s = seconds_left(session);
    let share = session.held_ms() as f32 / session.target_ms().max(1) as f32;
    let color = if is_on { palette.good } else { palette.unsure };
    let words = t!("guide-seconds-left", seconds = left_s);
    let count = Count { share, number: left_s, words: &words, color };
    with_ring_ui(ui, &count, |ui| {
        let words = match (is_on, session.held_ms() > 0) {
            (true, _) => t!("guide-hold").to_owned(),
            (false, false) => get_ready_words(session),
            (false, true) => t!("guide-waiting").to_owned(),
        };
        // The correction is the one thing to do now, so it has the large type.
        match session.correction() {
            Some(what) => {
                title(ui, &words, color);
                big(ui, &correction(&what), palette.text);
            }
            None => {
                big(ui, &words, color);
                if is_on {
                    let calm = match session.is_own_range() {
                        true => t!("guide-own-range"),
                        false => t!("guide-breathe"),
                    };
                    title(ui, calm, palette.text_quiet);
                }
            }
        }
        counting_ui(ui, session);
    });
}

/// Repetitions: the count in the ring, and what to do next in large type.
fn reps_ui(ui: &mut Ui, session: &Session, done: u32, count: u32) {
    let palette = Palette::current(ui);
    let color = if session.is_counting() { palette.good } else { palette.unsure };
    let words = t!("guide-reps-of", done = done, count = count);
    let share = done as f32 / count.max(1) as f32;
    let ring = Count { share, number: i64::from(done), words: &words, color };
    with_ring_ui(ui, &ring, |ui| {
        title(ui, &words, color);
        let part = match session.rep_part() {
            Some(RepPart::Hold) => t!("guide-rep-hold"),
            Some(RepPart::Back) => t!("guide-rep-back"),
            _ => t!("guide-rep-out"),
        };
        match session.correction() {
            Some(what) => big(ui, &correction(&what), palette.text),
            None => big(ui, part, palette.text),
        }
        counting_ui(ui, session);
    });
}

/// A countdown to the next phase.
fn countdown_ui(ui: &mut Ui, session: &Session, words: &str, until: &str) {
    let palette = Palette::current(ui);
    let left_s = seconds_left(session);
    let says = format!("{until} {left_s}");
    let count = Count { share: 0.0, number: left_s, words: &says, color: palette.accent };
    with_ring_ui(ui, &count, |ui| {
        big(ui, words, palette.text);
        title(ui, until, palette.text_quiet);
    });
}

/// The ring with words beside it.
fn with_ring_ui(ui: &mut Ui, count: &Count<'_>, words: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ring_ui(ui, count);
        ui.add_space(GAP_LARGE - GAP_SMALL);
        ui.vertical(|ui| {
            ui.add_space(GAP);
            words(ui);
        });
    });
}

fn ring_ui(ui: &mut Ui, count: &Count<'_>) {
    let palette = Palette::current(ui);
    // In a narrow window the words need the room.
    let diameter = RING.min(ui.available_width() * 0.36);
    let (rect, response) = ui.allocate_exact_size(vec2(diameter, diameter), Sense::hover());
    let painter = ui.painter();
    // The edge of the scroll area must not cut the ring.
    let place = (rect.center(), diameter - GAP_SMALL);
    paint_ring(painter, place, Some(count.share), [palette.track, count.color]);
    let usual = Type::Display.font();
    let font = FontId { size: usual.size * 2.0 * diameter / RING, ..usual };
    let middle = egui::Align2::CENTER_CENTER;
    painter.text(rect.center(), middle, count.number.to_string(), font, palette.text);
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, count.words));
}

fn seconds_left(session: &Session) -> i64 {
    (session.left_ms().unwrap_or(0) + 999) / 1000
}

/// The one thing to do now. Words that need more than two lines get the next smaller step of the scale.
fn big(ui: &mut Ui, words: &str, color: Color32) {
    let lines = size_of(ui, words, Type::Display.font()).x / ui.available_width().max(1.0);
    let step = if lines < 1.5 { Type::Display } else { Type::Heading };
    ui.add(Label::new(step.text(words).color(color)).wrap());
}

fn title(ui: &mut Ui, words: &str, color: Color32) {
    ui.add(Label::new(Type::Title.text(words).color(color)).wrap());
}

fn quiet(ui: &mut Ui, words: &str) {
    let color = Palette::current(ui).text_quiet;
    ui.add(Label::new(Type::Body.text(words).color(color)).wrap());
}

fn get_ready_words(session: &Session) -> String {
    match session.side() {
        Some(side) => t!("guide-get-ready-side", side = side.word()),
        None => t!("guide-get-ready").to_owned(),
    }
}

/// Whether camera or clock counts the hold, and why.
fn counting_ui(ui: &mut Ui, session: &Session) {
    let sees = session.item().and_then(|item| item.pose.as_ref()).map(|rule| rule.sees.as_str());
    if session.is_stuck() {
        ui.add_space(GAP_SMALL);
        ui.add(Label::new(Type::Body.text(t!("guide-stuck"))).wrap());
        return;
    }
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
    ui.add_space(GAP_SMALL);
    quiet(ui, &words);
}
