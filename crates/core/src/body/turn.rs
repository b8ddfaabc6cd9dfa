//! How a picture is turned and mirrored before it is measured.

use serde::{Deserialize, Serialize};

/// A turn of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// As the camera gives it.
    #[default]
    None,
    /// By 90° clockwise.
    Clockwise,
    /// By 180°.
    Half,
    /// By 90° counterclockwise.
    Counterclockwise,
}

impl Turn {
    /// All turns, by quarters clockwise.
    pub const ALL: [Self; 4] = [Self::None, Self::Clockwise, Self::Half, Self::Counterclockwise];

    /// This turn, degrees clockwise.
    #[must_use]
    pub fn clockwise_deg(self) -> u32 {
        90 * self as u32
    }

    /// This turn followed by `next`.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        Self::ALL[(self as usize + next as usize) % Self::ALL.len()]
    }
}

/// How the picture of a camera must be changed to show the person upright and not mirrored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Orientation {
    /// The picture is turned first.
    pub turn: Turn,
    /// The turned picture is mirrored: its left and right are exchanged.
    #[serde(rename = "mirrored")]
    pub is_mirrored: bool,
}

impl Orientation {
    /// Whether the picture is used as the camera gives it.
    #[must_use]
    pub fn is_as_given(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_add_up() {
        use Turn::{Clockwise, Counterclockwise, Half, None};
        for (first, next, both) in [
            (Clockwise, Clockwise, Half),
            (Clockwise, Counterclockwise, None),
            (Half, Counterclockwise, Clockwise),
            (Half, Half, None),
            (None, Counterclockwise, Counterclockwise),
        ] {
            assert_eq!(first.then(next), both);
        }
    }
}
