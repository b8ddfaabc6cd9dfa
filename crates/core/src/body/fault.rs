//! The faults of posture by name: the vocabulary shared by thresholds, catalogue and alerts.

use serde::{Deserialize, Serialize};

/// Something about a posture worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The head juts forward of the shoulders.
    ForwardHead,
    /// Both shoulders creep up towards the ears.
    RaisedShoulders,
    /// The left shoulder is drawn up.
    RaisedShoulderLeft,
    /// The right shoulder is drawn up.
    RaisedShoulderRight,
    /// Head and shoulders have sunk, the upper back is rounded.
    Slouch,
    /// The head is held to one side.
    HeadTilt,
    /// One shoulder is held lower than the other.
    UnevenShoulders,
    /// The trunk leans.
    Leaning,
    /// The eyes are too near the screen.
    TooClose,
    /// Sitting without moving for too long.
    TooStill,
}

/// Faults that belong to one posture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultFamily {
    /// Head, back or whole trunk come towards the screen.
    TowardsScreen,
    /// One shoulder or both are drawn up.
    Shoulders,
    /// Head or shoulders hang to one side.
    Sideways,
    /// Nothing moves for too long.
    Stillness,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 10] = [
        Self::ForwardHead,
        Self::RaisedShoulders,
        Self::RaisedShoulderLeft,
        Self::RaisedShoulderRight,
        Self::Slouch,
        Self::HeadTilt,
        Self::UnevenShoulders,
        Self::Leaning,
        Self::TooClose,
        Self::TooStill,
    ];

    /// The stable name in JSON and in the catalogue's data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ForwardHead => "forward_head",
            Self::RaisedShoulders => "raised_shoulders",
            Self::RaisedShoulderLeft => "raised_shoulder_left",
            Self::RaisedShoulderRight => "raised_shoulder_right",
            Self::Slouch => "slouch",
            Self::HeadTilt => "head_tilt",
            Self::UnevenShoulders => "uneven_shoulders",
            Self::Leaning => "leaning",
            Self::TooClose => "too_close",
            Self::TooStill => "too_still",
        }
    }

    /// Which faults are one posture: whoever sinks towards the screen shows several of them at
    /// once, and is told once.
    #[must_use]
    pub fn family(self) -> FaultFamily {
        match self {
            Self::ForwardHead | Self::Slouch | Self::Leaning | Self::TooClose => {
                FaultFamily::TowardsScreen
            }
            Self::RaisedShoulders | Self::RaisedShoulderLeft | Self::RaisedShoulderRight => {
                FaultFamily::Shoulders
            }
            Self::HeadTilt | Self::UnevenShoulders => FaultFamily::Sideways,
            Self::TooStill => FaultFamily::Stillness,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stable_name_is_the_one_serde_uses() {
        for fault in Fault::ALL {
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
        }
    }
}
