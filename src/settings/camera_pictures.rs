//! How the pictures of the user's cameras are turned and mirrored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use plumbline_core::body::{Orientation, Turn};

/// How the pictures of one camera are changed before they are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CameraPicture {
    #[serde(flatten)]
    pub orientation: Orientation,
    /// Whether the user has chosen the turn. Otherwise it is the turn that was recognised from the people in view.
    #[serde(rename = "turn_is_chosen", skip_serializing_if = "std::ops::Not::not")]
    pub is_turn_chosen: bool,
}

impl CameraPicture {
    /// The turn that the user has chosen; `None` if it is recognised.
    #[must_use]
    pub fn chosen_turn(&self) -> Option<Turn> {
        self.is_turn_chosen.then_some(self.orientation.turn)
    }

    /// Uses the turn that the user has chosen. `None` begins the recognition anew.
    pub fn choose_turn(&mut self, turn: Option<Turn>) {
        self.is_turn_chosen = turn.is_some();
        self.orientation.turn = turn.unwrap_or_default();
    }

    /// Turns the picture by `turn` more, because the people in view are turned. A chosen turn stays.
    pub fn recognise(&mut self, turn: Turn) {
        if !self.is_turn_chosen {
            self.orientation.turn = self.orientation.turn.then(turn);
        }
    }
}

/// The pictures of the cameras, by the name of the camera. Those that are used as the camera gives them are not
/// listed.
pub type CameraPictures = BTreeMap<String, CameraPicture>;

/// What `pictures` says about the camera `name`.
#[must_use]
pub fn picture_of(pictures: &CameraPictures, name: &str) -> CameraPicture {
    pictures.get(name).copied().unwrap_or_default()
}

/// Sets what `pictures` says about the camera `name`.
pub fn set_picture(pictures: &mut CameraPictures, name: &str, picture: CameraPicture) {
    if picture == CameraPicture::default() {
        pictures.remove(name);
    } else {
        pictures.insert(name.to_owned(), picture);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognised_turns_add_up_and_a_chosen_one_stays() {
        let mut picture = CameraPicture::default();
        picture.recognise(Turn::Clockwise);
        picture.recognise(Turn::Clockwise);
        assert_eq!((picture.orientation.turn, picture.chosen_turn()), (Turn::Half, None));
        picture.choose_turn(Some(Turn::None));
        picture.recognise(Turn::Half);
        assert_eq!(picture.chosen_turn(), Some(Turn::None));
        picture.choose_turn(None);
        assert_eq!(picture, CameraPicture::default());
    }

    #[test]
    fn a_camera_whose_picture_is_used_as_given_is_not_listed() {
        let mut pictures = CameraPictures::new();
        let mut picture = CameraPicture::default();
        picture.orientation.is_mirrored = true;
        set_picture(&mut pictures, "Camera", picture);
        assert_eq!(picture_of(&pictures, "Camera"), picture);
        let text = toml::to_string(&pictures).unwrap();
        assert_eq!(toml::from_str::<CameraPictures>(&text).unwrap(), pictures, "{text}");
        set_picture(&mut pictures, "Camera", CameraPicture::default());
        assert!(pictures.is_empty() && picture_of(&pictures, "Camera").orientation.is_as_given());
    }
}
