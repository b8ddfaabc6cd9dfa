//! The side from which the camera sees the person. It decides which quantities can be measured.

use crate::body::Angle;

/// Maximum trunk turn for frontal measures, degrees. Beyond it the turn changes the shoulder width
/// in the image more than any measured quantity does. Product choice.
pub(crate) const FRONT_LIMIT_DEG: f64 = 35.0;

/// Trunk turn from which the ear–shoulder angle is read directly in the image, degrees. At 60° the
/// sagittal plane is foreshortened by 1 − sin 60° = 13 %.
pub(crate) const SIDE_LIMIT_DEG: f64 = 60.0;

/// Trunk turn beyond which the camera sees the back, or left and right are swapped, degrees.
pub(crate) const BEHIND_LIMIT_DEG: f64 = 120.0;

/// The side from which the camera sees the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// From the front: the trunk is turned by at most [`FRONT_LIMIT_DEG`].
    Front,
    /// Between front and side: the angles of head and shoulders cannot be measured reliably.
    Oblique,
    /// From the side: the trunk is turned by at least [`SIDE_LIMIT_DEG`].
    Side,
    /// A face without shoulders.
    HeadOnly,
    /// No person, or no usable landmarks.
    Nobody,
}

impl View {
    /// The view of a trunk that is turned by `torso_yaw`.
    #[must_use]
    pub fn of_torso_yaw(torso_yaw: Angle) -> Self {
        match torso_yaw.abs().deg() {
            deg if deg <= FRONT_LIMIT_DEG => Self::Front,
            deg if deg < SIDE_LIMIT_DEG => Self::Oblique,
            deg if deg <= BEHIND_LIMIT_DEG => Self::Side,
            // Seen from behind, or left and right are swapped: neither can be measured.
            _ => Self::Oblique,
        }
    }

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
