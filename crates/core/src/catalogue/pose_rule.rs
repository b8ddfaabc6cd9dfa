//! What a frontal camera can see of a stretch, as data: relations between landmarks, each with its
//! limits, its tolerance and the words that correct it. `coaching::guide` evaluates them.
//!
//! Lengths are counted in the person's own shoulder widths at rest, so that neither distance nor
//! size matters. Left and right are the person's own.

use serde::{Deserialize, Serialize};

use crate::body::Side;

/// A side as a rule names it: the one that is stretched, or the opposite one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSide {
    /// The side that is stretched.
    Side,
    /// The opposite one.
    Other,
}

impl RuleSide {
    /// The person's own side while `stretched` is being stretched.
    #[must_use]
    pub fn of(self, stretched: Side) -> Side {
        match self {
            Self::Side => stretched,
            Self::Other => stretched.other(),
        }
    }
}

/// Where a hand can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The head: the middle between the ears.
    Head,
    /// The neck: the middle between ears and shoulders.
    Neck,
    /// Anywhere along the opposite arm, shoulder to wrist.
    OppositeArm,
    /// The opposite hand.
    OppositeHand,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "measure")]
pub enum PoseMeasure {
    /// The head's tilt, degrees towards a side, beyond how it is held at rest. Against the picture, not
    /// against the shoulders: the model lets a raised arm and a tilted head dip the shoulder line.
    HeadTiltDeg {
        /// Which way counts.
        towards: RuleSide,
    },
    /// The head's turn, degrees towards a side, beyond how it is held at rest.
    HeadTurnDeg {
        /// Which way counts.
        towards: RuleSide,
    },
    /// The shoulder line, degrees dipped towards a side, beyond how it is at rest.
    ShoulderDipDeg {
        /// Which shoulder sinks.
        towards: RuleSide,
    },
    /// How far a shoulder has risen above its place at rest, shoulder widths.
    ShoulderRise {
        /// Whose.
        of: RuleSide,
    },
    /// An elbow above its shoulder, shoulder widths.
    ElbowAboveShoulder {
        /// Whose.
        of: RuleSide,
    },
    /// The higher of elbow and hand above their shoulder, shoulder widths: an arm bent over the head,
    /// of which the model often takes one for the other.
    ArmAboveShoulder {
        /// Whose.
        of: RuleSide,
    },
    /// A hand above its shoulder, shoulder widths.
    HandAboveShoulder {
        /// Whose.
        of: RuleSide,
    },
    /// Both hands' middle sideways of the middle between the shoulders, shoulder widths.
    HandsSideways {
        /// Which way counts.
        towards: RuleSide,
    },
    /// A hand sideways of the middle between the shoulders, shoulder widths.
    HandSideways {
        /// Whose.
        of: RuleSide,
        /// Which way counts.
        towards: RuleSide,
    },
    /// From a hand to a place, shoulder widths.
    HandTo {
        /// Whose.
        of: RuleSide,
        /// Where to.
        place: Place,
    },
    /// The angle at an elbow, degrees; 180 is a straight arm. From the model's 3-D landmarks, which
    /// know a forearm that points at the camera.
    ElbowAngleDeg {
        /// Whose.
        of: RuleSide,
    },
    /// How far both hands reach in front of the shoulders, shoulder widths, from the model's 3-D
    /// landmarks.
    HandsReach,
}

/// One thing the camera looks at. The hold counts while every one of them is met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PoseCheck {
    /// What is measured.
    #[serde(flatten)]
    pub measure: PoseMeasure,
    /// Met from here upwards.
    pub at_least: Option<f64>,
    /// Met from here downwards.
    pub at_most: Option<f64>,
    /// Once met, it stays so until the value is this much on the wrong side of the limit.
    pub slack: f64,
    /// What to say while it is not met.
    pub cue: String,
    /// Whether somebody who stays a little below [`Self::at_least`] has reached their own range,
    /// which then counts: nobody is to be urged past it.
    #[serde(default)]
    pub own_range: bool,
}

/// What the camera can see of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoseRule {
    /// What the camera looks at and what it cannot see, one sentence for the person.
    pub sees: String,
    /// In the order in which they are corrected.
    pub checks: Vec<PoseCheck>,
}

impl PoseCheck {
    /// Whether `value` meets the limits, widened by `slack` for one that was met before. `at_least`
    /// takes the place of [`Self::at_least`]: a person's own range may be smaller.
    #[must_use]
    pub fn is_met_from(&self, at_least: Option<f64>, value: f64, was_met: bool) -> bool {
        let slack = if was_met { self.slack } else { 0.0 };
        at_least.is_none_or(|least| value >= least - slack)
            && self.at_most.is_none_or(|most| value <= most + slack)
    }

    /// The cue for somebody who stretches `stretched`.
    #[must_use]
    pub fn cue_for(&self, stretched: Side) -> String {
        super::item::with_sides(&self.cue, stretched)
    }
}
