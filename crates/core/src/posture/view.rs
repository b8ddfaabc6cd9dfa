//! From where the camera sees the person, which decides what can be measured at all.

use crate::body::Angle;

/// Beyond this trunk turn the frontal measures are declared unmeasurable (DESIGN decision: the
/// shoulder width then shrinks faster with the turn than with anything worth measuring).
pub const FRONT_LIMIT_DEG: f64 = 35.0;

/// Beyond this trunk turn the ear–shoulder angle is read directly in the picture. At 60° the
/// sagittal plane is foreshortened by 1 − sin 60° = 13 %.
pub const SIDE_LIMIT_DEG: f64 = 60.0;

/// Beyond this trunk turn the camera sees the back (or left and right were exchanged).
pub const BEHIND_LIMIT_DEG: f64 = 120.0;

/// How the camera sees the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// From the front, trunk turned by less than [`FRONT_LIMIT_DEG`].
    Front,
    /// Between front and side: nothing about head and shoulders can be measured honestly.
    Oblique,
    /// From the side, trunk turned by more than [`SIDE_LIMIT_DEG`].
    Side,
    /// A face without shoulders.
    HeadOnly,
    /// Nobody, or nothing that could be understood.
    Nobody,
}

impl View {
    /// The view for a trunk turned by `torso_yaw`.
    #[must_use]
    pub fn of_torso_yaw(torso_yaw: Angle) -> Self {
        match torso_yaw.abs().deg() {
            deg if deg <= FRONT_LIMIT_DEG => Self::Front,
            deg if deg < SIDE_LIMIT_DEG => Self::Oblique,
            deg if deg <= BEHIND_LIMIT_DEG => Self::Side,
            // From behind, or left and right were exchanged: neither says anything.
            _ => Self::Oblique,
        }
    }

    /// The stable name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Oblique => "oblique",
            Self::Side => "side",
            Self::HeadOnly => "head_only",
            Self::Nobody => "nobody",
        }
    }
}
