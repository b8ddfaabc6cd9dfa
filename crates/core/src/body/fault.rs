//! The names of posture faults, shared by thresholds, catalogue and alerts.

use serde::{Deserialize, Serialize};

/// A posture fault, or long sitting, that can be alerted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The head is forward of the shoulders.
    ForwardHead,
    /// Both shoulders are raised towards the ears.
    RaisedShoulders,
    /// Only the left shoulder is raised.
    RaisedShoulderLeft,
    /// Only the right shoulder is raised.
    RaisedShoulderRight,
    /// Head and shoulders have sunk and the upper back is rounded.
    Slouch,
    /// The head is tilted to one side.
    HeadTilt,
    /// One shoulder is lower than the other.
    UnevenShoulders,
    /// The trunk leans towards the screen.
    Leaning,
    /// The eyes are too near the screen.
    TooClose,
    /// The person has been sitting without a break for too long.
    TooStill,
}

/// A group of faults that belong to the same posture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultFamily {
    /// Head, back or the whole trunk is too close to the screen.
    TowardsScreen,
    /// One or both shoulders are raised.
    Shoulders,
    /// Head or shoulders are tilted to one side.
    Sideways,
    /// The person has been sitting for too long.
    Stillness,
}

impl Fault {
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

    /// The stable name in JSON and in the catalogue data.
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

    /// The group this fault belongs to. A person who sinks towards the screen shows several faults of
    /// one family at the same time; the family is alerted once.
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
