//! The entries of the catalogue: muscles, items (stretches and releases), tips, safety notes, and
//! the enums they are made of.

use serde::{Deserialize, Serialize};

use super::pose_rule::PoseRule;
use super::sides;
use crate::body::{Fault, Side};

/// A muscle, its causes of tension and the faults that point to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Muscle {
    /// Stable id, for example `upper-trapezius`.
    pub id: String,
    /// The common name.
    pub name: String,
    /// Where the muscle is and what it does.
    pub does: String,
    /// The causes of tension, one per entry.
    pub tightened_by: Vec<String>,
    /// The faults that point to this muscle.
    pub signs: Vec<Sign>,
}

/// A fault that points to a muscle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    pub fault: Fault,
    /// How strongly the fault points to this muscle: 1 is the strongest.
    pub rank: u8,
    /// One sentence that explains why the fault points to the muscle.
    pub because: String,
}

/// The kind of exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The muscle is lengthened and held.
    Stretch,
    /// Pressure relaxes the muscle.
    Release,
    /// A short movement that brings the body back, 5 to 20 seconds.
    Reset,
    /// The muscle works against a resistance, in repetitions.
    Strength,
}

impl Kind {
    /// All kinds, in the order of the lists.
    pub const ALL: [Self; 4] = [Self::Stretch, Self::Reset, Self::Strength, Self::Release];
}

/// The position of the body during an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    Seated,
    Standing,
    Floor,
}

impl Position {
    /// All positions.
    pub const ALL: [Self; 3] = [Self::Seated, Self::Standing, Self::Floor];
}

/// Equipment that an exercise needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Equipment {
    /// Tennis, lacrosse or massage ball.
    Ball,
    MassageStick,
    MassageCane,
    FoamRoller,
    /// A free piece of wall.
    Wall,
    Mat,
    /// Elastic band or tubing.
    Band,
}

impl Equipment {
    /// The equipment a person may or may not own. A wall is always available and therefore not
    /// listed.
    pub const TO_OWN: [Self; 6] = [
        Self::Ball,
        Self::MassageStick,
        Self::MassageCane,
        Self::FoamRoller,
        Self::Mat,
        Self::Band,
    ];
}

/// A part of the body that can be sore or injured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyPart {
    Neck,
    Shoulder,
    LowerBack,
    WristOrKnee,
}

impl BodyPart {
    /// All body parts.
    pub const ALL: [Self; 4] = [Self::Neck, Self::Shoulder, Self::LowerBack, Self::WristOrKnee];
}

/// Repetitions of a movement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepPlan {
    /// Repetitions on each side. For strength, those of the first week ([`crate::coaching::progression`]).
    pub count: u32,
    /// Time of the way out, seconds.
    pub out_s: f64,
    /// Time at the far position, seconds.
    pub hold_s: f64,
    /// Time of the way back, seconds.
    pub back_s: f64,
}

impl RepPlan {
    /// Duration of one repetition, milliseconds.
    #[must_use]
    pub fn rep_ms(&self) -> i64 {
        ((self.out_s + self.hold_s + self.back_s) * 1000.0).round() as i64
    }
}

/// A stretch, a release, a reset move or a strength exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub id: String,
    pub name: String,
    pub kind: Kind,
    /// Id of the muscle it is mainly for.
    pub muscle: String,
    /// Ids of further muscles it reaches.
    #[serde(default)]
    pub also: Vec<String>,
    /// The faults it helps against.
    pub answers: Vec<Fault>,
    /// The positions it can be done in; the first is the usual one.
    pub positions: Vec<Position>,
    /// All the equipment it needs.
    #[serde(default)]
    pub equipment: Vec<Equipment>,
    /// Whether it is done on one side and then on the other. If so, its steps name the sides as
    /// `{side}` and `{other}`.
    pub each_side: bool,
    /// Hold time given by the source, seconds. `None` if the source gives none.
    pub hold_s: Option<u32>,
    /// Whether [`Self::hold_s`] is a minimum ("at least 30 seconds").
    #[serde(default)]
    pub hold_is_minimum: bool,
    /// Hold time used when the source gives none, seconds. Product choice.
    pub suggested_s: Option<u32>,
    /// Repetitions instead of a hold. An item with them has no hold time.
    #[serde(default)]
    pub reps: Option<RepPlan>,
    /// Where the exercise comes from, for example a study. Not translated.
    #[serde(default)]
    pub source: Option<String>,
    /// The instructions, one action per step.
    pub steps: Vec<String>,
    /// Why it helps, in one sentence.
    pub why: String,
    /// Where the person feels it.
    pub felt: String,
    /// Precautions.
    #[serde(default)]
    pub cautions: Vec<String>,
    /// The body parts it loads. It is not offered to a person who has trouble with one of them.
    #[serde(default)]
    pub strains: Vec<BodyPart>,
    /// What a camera in front of the person can check. `None` if such a camera cannot see anything
    /// relevant.
    #[serde(default)]
    pub pose: Option<PoseRule>,
}

impl Item {
    /// Whether it is done on one side and then on the other.
    #[must_use]
    pub fn has_sides(&self) -> bool {
        self.each_side
    }

    /// The steps with the names of the sides filled in. `side` is the side that is stretched;
    /// `None` means the right side.
    #[must_use]
    pub fn steps_for(&self, side: Option<Side>) -> Vec<String> {
        let side = side.unwrap_or(Side::Right);
        self.steps.iter().map(|step| sides::filled(step, side)).collect()
    }

    /// Time on each side, seconds: that of the repetitions, or the hold time from the source, or else the suggested
    /// one.
    #[must_use]
    pub fn target_s(&self) -> u32 {
        if let Some(reps) = &self.reps {
            let ms = reps.rep_ms() * i64::from(reps.count);
            return u32::try_from((ms + 999) / 1000).unwrap_or(u32::MAX);
        }
        // The validation requires exactly one of the two, so 30 is never used.
        self.hold_s.or(self.suggested_s).unwrap_or(30)
    }

    /// The sides it is done on, in order; one `None` for an item without sides.
    #[must_use]
    pub fn sides(&self) -> &'static [Option<Side>] {
        const BOTH: [Option<Side>; 2] = [Some(Side::Right), Some(Side::Left)];
        if self.each_side { &BOTH } else { &[None] }
    }
}

/// A tip for the working day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tip {
    /// Stable id.
    pub id: String,
    pub text: String,
    /// The faults it helps against.
    #[serde(default)]
    pub answers: Vec<Fault>,
}

/// A safety note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyNote {
    /// Stable id.
    pub id: String,
    pub text: String,
}
