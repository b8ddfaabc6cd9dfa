//! The desk check: what the camera can tell about the desk, and what to change.

mod hand;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Label, Ui, WidgetInfo};

use crate::text::verdict::Sign;
use crate::text::{desk as words, t};
use crate::ui::action::Action;
use crate::ui::theme::{self, GAP, GAP_SMALL, GAP_TINY, Icon, Palette, TEXT_MEASURE, Type, strong};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::page::{banner_ui, page_of_width_ui, problem_ui, title_ui};
use crate::ui::widgets::sign::sign_ui;
use crate::watch::{Command, LiveView};
use hand::HandCheck;
use plumbline_core::body::Landmark;
use plumbline_core::engine::CalibrationState;
use plumbline_core::posture::desk::{self, DESK_POINTS, DeskFinding, DeskPoint, Light, Picture};
use plumbline_vision::frames::light;

/// State of the desk check between frames.
#[derive(Debug, Default)]
pub struct DeskView {
    is_open: bool,
    /// Number of things that could be better, when the upright posture was set and the check was not yet opened or put
    /// off.
    to_change: Option<usize>,
    /// Whether the upright posture was being captured in the last frame.
    was_capturing: bool,
    /// Light in the frame with this number.
    light: Option<(u64, Light)>,
    hand: HandCheck,
}

impl DeskView {
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    pub fn open(&mut self) {
        *self = Self { is_open: true, was_capturing: self.was_capturing, ..Self::default() };
    }

    pub fn close(&mut self) {
        self.is_open = false;
        self.to_change = None;
        self.hand = HandCheck::default();
    }

    /// Follows the calibration: the check is offered when the upright posture was set.
    pub fn follow(&mut self, live: &LiveView) {
        match &live.snapshot.calibration {
            CalibrationState::Countdown { is_slouch, .. } => self.was_capturing = !is_slouch,
            CalibrationState::Capturing { .. } => {}
            CalibrationState::Calibrated if self.was_capturing => {
                self.was_capturing = false;
                self.to_change = Some(0);
            }
            _ => self.was_capturing = false,
        }
        // What is found now is what the page shows. Without a face nothing is.
        if self.to_change.is_some() && live.pose.is_some() {
            let findings = self.findings(live);
            self.to_change =
                Some(findings.iter().filter(|(_, found)| found.is_to_change()).count());
        }
    }

    /// Number of things that could be better, if the check is offered and there are any.
    #[must_use]
    pub fn offered(&self) -> Option<usize> {
        self.to_change.filter(|count| *count > 0)
    }

    fn findings(&mut self, live: &LiveView) -> [(DeskPoint, DeskFinding); DESK_POINTS] {
        let snapshot = &live.snapshot;
        let known = self.light.filter(|(sequence, _)| *sequence == live.sequence);
        if known.is_none()
            && let Some(pose) = &live.pose
        {
            // The last known light stays while the face is hidden.
            if let Some(light) = light(&live.frame, pose) {
                self.light = Some((live.sequence, light));
            }
        }
        let face_at = live.pose.as_ref().and_then(|pose| {
            let [left, right] =
                [Landmark::LeftEar, Landmark::RightEar].map(|ear| pose.visible(ear));
            Some(left?.midpoint(right?).y / f64::from(pose.image.height.max(1)))
        });
        let picture = Picture { light: self.light.map(|(_, light)| light), face_at };
        desk::check(&snapshot.measures, picture, snapshot.facing)
    }

    /// The page.
    pub fn ui(&mut self, ui: &mut Ui, live: Option<&LiveView>, actions: &mut Vec<Action>) {
        if ui.input_mut(|input| input.consume_key(eframe::egui::Modifiers::NONE, Key::Escape)) {
            return self.close();
        }
        page_of_width_ui(ui, TEXT_MEASURE, |ui| {
            let back = Button::quiet(t!("desk-back")).icon(Icon::ArrowLeft).show(ui);
            if back.clicked() {
                self.close();
            }
            ui.add_space(GAP_SMALL);
            title_ui(ui, t!("desk-title"), t!("desk-about"));
            let upright = live.filter(|live| live.snapshot.calibration.is_settled());
            let Some(live) = upright else {
                problem_ui(ui, t!("desk-needs-upright"));
                ui.add_space(GAP_SMALL);
                if Button::primary(t!("upright-set")).icon(Icon::Target).show(ui).clicked() {
                    self.close();
                    actions.push(Action::Watch(Command::Calibrate));
                }
                return;
            };
            let findings = self.findings(live);
            theme::card(&Palette::current(ui)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                for (i, (point, found)) in findings.into_iter().enumerate() {
                    if i > 0 {
                        ui.add_space(GAP);
                    }
                    let (name, words) = (words::point(point), words::finding(point, found));
                    row_ui(ui, sign_of(found), name, &words, |_| {});
                }
            });
            ui.add_space(GAP);
            theme::card(&Palette::current(ui)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.hand.ui(ui, live, actions);
            });
            ui.add_space(GAP_SMALL);
            let quiet = Palette::current(ui).text_quiet;
            ui.add(Label::new(Type::Caption.text(t!("desk-sources")).color(quiet)).wrap());
        });
    }
}

/// Offers the check: `count` things could be better.
pub(super) fn offer_ui(ui: &mut Ui, count: usize, actions: &mut Vec<Action>) {
    banner_ui(ui, Icon::Desktop, &t!("desk-offer", count = count), false, |ui| {
        if Button::secondary(t!("desk-offer-show")).show(ui).clicked() {
            actions.push(Action::CheckDesk);
        }
        if Button::quiet(t!("desk-offer-later")).show(ui).clicked() {
            actions.push(Action::PutOffDeskCheck);
        }
    });
    ui.add_space(GAP_SMALL);
}

fn sign_of(found: DeskFinding) -> Sign {
    match found {
        DeskFinding::Fine => Sign::Tick,
        found if found.is_to_change() => Sign::Warning,
        _ => Sign::Question,
    }
}

/// One point: a sign, its name, what was found, and controls.
fn row_ui(ui: &mut Ui, sign: Sign, name: &str, words: &str, controls: impl FnOnce(&mut Ui)) {
    let palette = Palette::current(ui);
    let (ink, fill) = match sign {
        Sign::Tick => (palette.good, palette.good_soft),
        Sign::Warning => (palette.fault, palette.fault_soft),
        Sign::Question | Sign::Pause => (palette.unsure, palette.hover),
    };
    ui.horizontal_top(|ui| {
        sign_ui(ui, sign, ink, fill);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = GAP_TINY;
            let heading = ui.add(Label::new(strong(name)).wrap());
            heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
            ui.add(Label::new(Type::Body.text(words)).wrap());
            controls(ui);
        });
    });
}
