//! The cameras of this machine, and the choice of one.

use std::sync::Arc;

use eframe::egui::{self, Ui};
use parking_lot::Mutex;

use crate::text::{names, t};
use crate::ui::action::Action;
use crate::ui::theme::Icon;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::page::problem_ui;
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::frames::camera::{CameraInfo, list_cameras};

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

/// Camera selection; a choice is pushed to `actions`.
pub fn camera_choice_ui(
    ui: &mut Ui,
    cameras: &CameraList,
    current: &SourceSpec,
    actions: &mut Vec<Action>,
) {
    ui.horizontal_wrapped(|ui| {
        match cameras.found() {
            None => {
                ui.label(t!("camera-looking"));
            }
            Some(Err(problem)) => {
                problem_ui(ui, &problem);
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
                    let button = Button::secondary(&name).icon(Icon::Camera).selected(is_current);
                    if button.show(ui).clicked() && !is_current {
                        actions.push(Action::UseSource(spec));
                    }
                }
            }
        }
        let again = Button::quiet(t!("camera-look-again")).icon(Icon::ArrowClockwise);
        if again.show(ui).clicked() {
            cameras.refresh(ui.ctx());
        }
    });
}
