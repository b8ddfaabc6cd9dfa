//! The rules by which a camera in front of the person checks a stretch, as data: relations between
//! landmarks, each with its limits, its hysteresis and its correction text. `coaching::guide`
//! evaluates them.
//!
//! Lengths are measured in the person's own shoulder widths at rest, so they do not depend on the
//! distance to the camera or on body size. Left and right are the person's own.
//!
//! The rules themselves are in `assets/catalogue/stretches.toml`, `[item.pose]`.

use serde::{Deserialize, Serialize};

use crate::body::Side;

/// A side relative to the stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSide {
    /// The side that is stretched.
    Side,
    /// The opposite side.
    Other,
}

impl RuleSide {
    /// The person's own side when `stretched` is the side that is stretched.
    #[must_use]
    pub fn of(self, stretched: Side) -> Side {
        match self {
            Self::Side => stretched,
            Self::Other => stretched.other(),
        }
    }
}

/// A target for a hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Midpoint between the ears.
    Head,
    /// Midpoint between the ear midpoint and the shoulder midpoint.
    Neck,
    /// The nearest point of the opposite arm, from shoulder to wrist.
    OppositeArm,
    /// The opposite hand.
    OppositeHand,
}

/// The quantity that a check measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "measure")]
pub enum PoseMeasure {
    /// Head roll towards a side, degrees, relative to rest. Measured against the image axes, not
    /// against the shoulder line, because a raised arm or a tilted head also tilts the model's
    /// shoulder line.
    HeadTiltDeg {
        /// The positive direction.
        towards: RuleSide,
    },
    /// Head yaw towards a side, degrees, relative to rest.
    HeadTurnDeg {
        /// The positive direction.
        towards: RuleSide,
    },
    /// Tilt of the shoulder line, degrees, relative to rest.
    ShoulderDipDeg {
        /// The side of the lower shoulder.
        towards: RuleSide,
    },
    /// Height of a shoulder above its position at rest, shoulder widths.
    ShoulderRise { of: RuleSide },
    /// Height of an elbow above the shoulder of the same side, shoulder widths.
    ElbowAboveShoulder { of: RuleSide },
    /// Height of the elbow or the hand above the shoulder of the same side, whichever is higher,
    /// shoulder widths. For an arm that is bent over the head: the model often confuses elbow and
    /// hand there.
    ArmAboveShoulder { of: RuleSide },
    /// Height of a hand above the shoulder of the same side, shoulder widths.
    HandAboveShoulder { of: RuleSide },
    /// Sideways offset of the midpoint of both hands from the shoulder midpoint, shoulder widths. Corrected for a camera
    /// beside the screen, which sees arms that reach straight forward shifted to one side.
    HandsSideways {
        /// The positive direction.
        towards: RuleSide,
    },
    /// Sideways offset of a hand from the shoulder midpoint, shoulder widths, corrected like [`Self::HandsSideways`].
    HandSideways {
        /// The side of the hand.
        of: RuleSide,
        /// The positive direction.
        towards: RuleSide,
    },
    /// Distance from a hand to a target, shoulder widths.
    HandTo {
        /// The side of the hand.
        of: RuleSide,
        place: Place,
    },
    /// The angle at an elbow, degrees; 180 is a straight arm. Computed from the model's 3-D
    /// landmarks, which also represent a forearm that points at the camera.
    ElbowAngleDeg { of: RuleSide },
    /// Offset of an elbow from the shoulder midpoint to its own side, shoulder widths.
    ElbowOutward { of: RuleSide },
    /// Head yaw to either side, degrees, relative to rest.
    HeadTurnEitherDeg,
    /// Mean distance by which the hands reach in front of the shoulders, shoulder widths. Computed
    /// from the model's 3-D landmarks.
    HandsReach,
}

/// One condition of a rule. The hold counts while all conditions are met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PoseCheck {
    /// The measured quantity.
    #[serde(flatten)]
    pub measure: PoseMeasure,
    /// Minimum value.
    pub at_least: Option<f64>,
    /// Maximum value.
    pub at_most: Option<f64>,
    /// Hysteresis: a check that was met stays met until the value is beyond the limit by more than
    /// this.
    pub slack: f64,
    /// The correction text shown while the check is not met.
    pub cue: String,
    /// Whether a person who steadily stays a little below [`Self::at_least`] has reached their own
    /// range of motion. Their own range then becomes the limit, so the person is not urged beyond
    /// it.
    #[serde(default)]
    pub own_range: bool,
}

/// The rule by which the camera checks an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoseRule {
    /// One sentence for the person: what the camera checks and what it cannot see.
    pub sees: String,
    /// The checks, in the order in which they are corrected: of the hold, or of the far position of a repetition.
    pub checks: Vec<PoseCheck>,
    /// The checks of the near position, to which every repetition returns. Empty for a hold.
    #[serde(default)]
    pub returns: Vec<PoseCheck>,
    /// Whether a face that cannot be seen, or nobody in view, meets the rule: the person looks away.
    #[serde(default)]
    pub away_counts: bool,
}

impl PoseRule {
    /// All checks.
    pub fn all_checks(&self) -> impl Iterator<Item = &PoseCheck> {
        self.checks.iter().chain(&self.returns)
    }

    /// The rule of the near position alone.
    #[must_use]
    pub(crate) fn of_return(&self) -> Self {
        Self { checks: self.returns.clone(), returns: Vec::new(), ..self.clone() }
    }
}

impl PoseCheck {
    /// Whether `value` is within the limits, which are widened by `slack` if the check was met
    /// before. The parameter `at_least` replaces [`Self::at_least`], because a person's own range
    /// may be smaller.
    #[must_use]
    pub fn is_met_from(&self, at_least: Option<f64>, value: f64, was_met: bool) -> bool {
        let slack = if was_met { self.slack } else { 0.0 };
        at_least.is_none_or(|least| value >= least - slack)
            && self.at_most.is_none_or(|most| value <= most + slack)
    }

    /// The correction text for a stretch of the side `stretched`.
    #[must_use]
    pub fn cue_for(&self, stretched: Side) -> String {
        super::sides::filled(&self.cue, stretched)
    }
}
