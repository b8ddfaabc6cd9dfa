//! Changes of the settings that a view requests. Only [`Settings::apply`] makes them.

use plumbline_core::body::{Fault, Turn};
use plumbline_core::catalogue::{BodyPart, Routine};

use super::{CameraPicture, Settings, picture_of, set_picture};

/// One change of the settings.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingsChange {
    /// The settings as edited on the page "Settings".
    All(Box<Settings>),
    /// Frame source, in the format of `--source`.
    Source(String),
    /// The pictures of the camera with this name were recognised to need this turn.
    RecognisedTurn(String, Turn),
    /// The turn of the pictures of the camera with this name; `None` recognises it.
    Turn(String, Option<Turn>),
    /// Whether the camera with this name gives mirrored pictures.
    Mirrored(String, bool),
    /// Factor on the limit of one fault.
    LimitScale(Fault, f64),
    /// Zoom factor of the window.
    Zoom(f32),
    /// The first-run welcome was completed.
    Welcomed,
    /// The notes before the first stretch were confirmed.
    NotesRead,
    /// Whether the user has trouble with a body part.
    Trouble(BodyPart, bool),
    /// Whether the stretch with this id may be offered.
    Offer(String, bool),
    /// Add this routine, or replace the one with the same id.
    KeepRoutine(Routine),
    /// Delete the routine with this id.
    DeleteRoutine(String),
}

impl Settings {
    /// Applies `change`.
    pub fn apply(&mut self, change: SettingsChange) {
        match change {
            SettingsChange::All(edited) => *self = *edited,
            SettingsChange::Source(source) => self.camera.source = source,
            SettingsChange::RecognisedTurn(camera, turn) => {
                self.change_picture(&camera, |picture| {
                    if !picture.is_turn_chosen {
                        picture.orientation.turn = turn;
                    }
                });
            }
            SettingsChange::Turn(camera, turn) => {
                self.change_picture(&camera, |picture| picture.choose_turn(turn));
            }
            SettingsChange::Mirrored(camera, is_mirrored) => {
                self.change_picture(&camera, |picture| {
                    picture.orientation.is_mirrored = is_mirrored;
                });
            }
            SettingsChange::LimitScale(fault, scale) => {
                self.limits.scales.insert(fault, scale);
            }
            SettingsChange::Zoom(zoom) => self.window.zoom = zoom,
            SettingsChange::Welcomed => self.window.welcomed = true,
            SettingsChange::NotesRead => self.guide.notes_read = true,
            SettingsChange::Trouble(part, true) => {
                self.guide.troubles.insert(part);
            }
            SettingsChange::Trouble(part, false) => {
                self.guide.troubles.remove(&part);
            }
            SettingsChange::Offer(stretch, true) => {
                self.guide.disliked.remove(&stretch);
            }
            SettingsChange::Offer(stretch, false) => {
                self.guide.disliked.insert(stretch);
            }
            SettingsChange::KeepRoutine(routine) => {
                match self.guide.routines.iter_mut().find(|r| r.id == routine.id) {
                    Some(old) => *old = routine,
                    None => self.guide.routines.push(routine),
                }
            }
            SettingsChange::DeleteRoutine(id) => self.guide.routines.retain(|r| r.id != id),
        }
    }

    fn change_picture(&mut self, camera: &str, how: impl FnOnce(&mut CameraPicture)) {
        let pictures = &mut self.camera.pictures;
        let mut picture = picture_of(pictures, camera);
        how(&mut picture);
        set_picture(pictures, camera, picture);
    }
}
