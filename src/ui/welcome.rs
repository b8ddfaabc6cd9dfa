//! Welcome pages of the first run: what Plumbline does, choice of the camera, setting the upright
//! baseline. Every step can be skipped.

use std::sync::Arc;

use parking_lot::Mutex;

use eframe::egui::{self, Key, RichText, ScrollArea, Ui, vec2};

use crate::text::{names, t};
use crate::ui::action::Action;
use crate::ui::now::{NowModel, calibration_ui, picture_ui};
use crate::ui::theme::{self, Palette};
use plumbline_core::engine::CalibrationState;
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::frames::camera::{CameraInfo, list_cameras};

/// Current page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Hello,
    Camera,
    Upright,
}

impl Step {
    const ALL: [Self; 3] = [Self::Hello, Self::Camera, Self::Upright];

    fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or(0)
    }

    fn next(self) -> Option<Self> {
        Self::ALL.get(self.number() + 1).copied()
    }

    fn before(self) -> Option<Self> {
        self.number().checked_sub(1).map(|i| Self::ALL[i])
    }
}

/// Cameras, or the error of listing them.
pub type Found = Result<Vec<CameraInfo>, String>;

/// Cameras of this machine. They are listed in the background because a driver may be slow.
#[derive(Debug, Clone, Default)]
pub struct CameraList {
    found: Arc<Mutex<Option<Found>>>,
}

impl CameraList {
    /// A list with a known result.
    #[must_use]
    pub fn of(found: Found) -> Self {
        Self { found: Arc::new(Mutex::new(Some(found))) }
    }

    /// Lists the cameras again and repaints `ctx` when the result is available.
    pub fn refresh(&self, ctx: &egui::Context) {
        *self.found.lock() = None;
        let (found, ctx) = (Arc::clone(&self.found), ctx.clone());
        let started = std::thread::Builder::new().name("cameras".into()).spawn(move || {
            let answer = list_cameras().map_err(|error| error.to_string());
            *found.lock() = Some(answer);
            ctx.request_repaint();
        });
        if let Err(error) = started {
            tracing::warn!(%error, "the cameras cannot be listed");
        }
    }

    /// The result, once available.
    #[must_use]
    pub fn found(&self) -> Option<Found> {
        self.found.lock().clone()
    }
}

/// State of the view between frames.
#[derive(Debug)]
pub struct WelcomeView {
    step: Step,
    cameras: CameraList,
    is_listed: bool,
}

impl Default for WelcomeView {
    fn default() -> Self {
        Self { step: Step::Hello, cameras: CameraList::default(), is_listed: false }
    }
}

impl WelcomeView {
    /// A view whose cameras are already listed.
    #[must_use]
    pub fn with_cameras(cameras: CameraList) -> Self {
        Self { cameras, is_listed: true, ..Self::default() }
    }

    /// Shows the view of `model`, which the "Now" page uses too. It ends with an
    /// [`Action::WelcomeDone`].
    pub fn ui(&mut self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(900.0));
            let palette = Palette::current(ui);
            let of = t!("welcome-step", number = self.step.number() + 1, count = Step::ALL.len());
            ui.label(RichText::new(of).color(palette.text_quiet));
            match self.step {
                Step::Hello => hello_ui(ui),
                Step::Camera => self.camera_ui(ui, model, actions),
                Step::Upright => upright_ui(ui, model, actions),
            }
            ui.add_space(theme::GAP_SMALL);
            self.buttons_ui(ui, model, actions);
            if self.step != Step::Hello {
                // Below the buttons, so that they always stay inside the window.
                ui.add_space(theme::GAP_SMALL);
                preview_ui(ui, model, actions);
            }
        });
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            actions.push(Action::WelcomeDone);
        }
    }

    fn buttons_ui(&mut self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        let is_calibrated = model
            .live
            .as_ref()
            .is_some_and(|live| live.snapshot.calibration == CalibrationState::Calibrated);
        let (label, is_primary) = match self.step {
            Step::Hello => (t!("welcome-choose-camera"), true),
            Step::Camera => (t!("welcome-that-is-me"), true),
            Step::Upright => (t!("welcome-start-watching"), is_calibrated),
        };
        ui.horizontal_wrapped(|ui| {
            let is_pressed = if is_primary {
                theme::primary_button(ui, label).clicked()
            } else {
                ui.button(t!("welcome-without-upright")).clicked()
            };
            if is_pressed {
                match self.step.next() {
                    Some(next) => self.step = next,
                    None => actions.push(Action::WelcomeDone),
                }
            }
            if let Some(before) = self.step.before()
                && ui.button(t!("welcome-back")).clicked()
            {
                self.step = before;
            }
            if self.step != Step::Upright
                && ui.button(t!("welcome-skip")).on_hover_text(t!("welcome-skip-hint")).clicked()
            {
                actions.push(Action::WelcomeDone);
            }
        });
    }

    fn camera_ui(&mut self, ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
        if !self.is_listed {
            self.is_listed = true;
            self.cameras.refresh(ui.ctx());
        }
        ui.label(RichText::new(t!("welcome-which-camera")).size(28.0).strong());
        ui.label(t!("welcome-camera-hint"));
        ui.add_space(theme::GAP_SMALL);
        camera_choice_ui(ui, &self.cameras, &model.spec, actions);
    }
}

/// Camera selection; a choice is pushed to `actions`.
pub fn camera_choice_ui(
    ui: &mut Ui,
    cameras: &CameraList,
    current: &SourceSpec,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        match cameras.found() {
            None => {
                ui.label(t!("camera-looking"));
            }
            Some(Err(problem)) => {
                ui.label(RichText::new(format!("! {problem}")).color(palette.fault));
            }
            Some(Ok(found)) if found.is_empty() => {
                ui.label(t!("camera-none"));
            }
            Some(Ok(found)) => {
                // The camera that is tried first.
                let first =
                    found.iter().min_by_key(|camera| camera.kind()).map(|camera| camera.index);
                for camera in found {
                    let spec = SourceSpec::Camera(Some(camera.index));
                    let is_first =
                        *current == SourceSpec::Camera(None) && Some(camera.index) == first;
                    let is_current = *current == spec || is_first;
                    let name = names::camera(&camera);
                    if ui.selectable_label(is_current, name).clicked() && !is_current {
                        actions.push(Action::UseSource(spec));
                    }
                }
            }
        }
        if ui.button(t!("camera-look-again")).clicked() {
            cameras.refresh(ui.ctx());
        }
    });
}

fn preview_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    let width = ui.available_width().min(560.0);
    ui.allocate_ui(vec2(width, 0.0), |ui| picture_ui(ui, model, actions));
}

fn hello_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    ui.label(RichText::new(t!("welcome-title")).size(28.0).strong());
    ui.label(t!("welcome-plumb-line"));
    ui.add_space(theme::GAP_SMALL);
    for (title, text) in [
        (t!("welcome-does"), t!("welcome-does-text")),
        (t!("welcome-private"), t!("welcome-private-text")),
        (t!("welcome-is-not"), t!("welcome-is-not-text")),
    ] {
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(title).size(18.0).strong());
            ui.label(text);
        });
        ui.add_space(theme::GAP_SMALL);
    }
}

fn upright_ui(ui: &mut Ui, model: &NowModel<'_>, actions: &mut Vec<Action>) {
    ui.label(RichText::new(t!("welcome-upright")).size(28.0).strong());
    ui.label(t!("welcome-upright-text"));
    ui.add_space(theme::GAP_SMALL);
    match &model.live {
        Some(live) => calibration_ui(ui, &live.snapshot, actions),
        None => {
            ui.label(t!("welcome-no-picture"));
        }
    }
}
