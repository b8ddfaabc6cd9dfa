//! The daily question about discomfort: how much, and where.

use serde::{Deserialize, Serialize};

/// Highest score: the worst discomfort the person can imagine. 0 is none. The scale of 0 to 10 is the usual one of trials
/// on neck and shoulder pain (for example Andersen et al. 2011, Pain 152:440).
pub const MAX_SCORE: u8 = 10;

/// A part of the body on the map of the question. Left and right are the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    HeadOrEyes,
    Neck,
    LeftShoulder,
    RightShoulder,
    UpperBack,
    LowerBack,
    LeftArm,
    RightArm,
}

impl Area {
    /// All areas, from head to hand.
    pub const ALL: [Self; 8] = [
        Self::HeadOrEyes,
        Self::Neck,
        Self::LeftShoulder,
        Self::RightShoulder,
        Self::UpperBack,
        Self::LowerBack,
        Self::LeftArm,
        Self::RightArm,
    ];
}

/// The answer of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discomfort {
    /// 0 to [`MAX_SCORE`].
    pub score: u8,
    /// Where, if the person has said so.
    #[serde(default)]
    pub areas: Vec<Area>,
}
