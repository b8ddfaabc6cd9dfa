//! One entry of the catalogue, and the words it is made of.

use serde::{Deserialize, Serialize};

use super::pose_rule::PoseRule;
use crate::body::{Fault, Side};

/// A muscle, what tightens it and how that shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Muscle {
    /// Stable id, for example `upper-trapezius`.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Where it is and what it does.
    pub does: String,
    /// What makes it tight.
    pub tightened_by: Vec<String>,
    /// The faults by which Plumbline sees it.
    pub signs: Vec<Sign>,
}

/// A fault that points to a muscle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The fault.
    pub fault: Fault,
    /// How strongly it points to this muscle: 1 is the first to think of.
    pub rank: u8,
    /// One sentence from the fault to the muscle.
    pub because: String,
}

/// What kind of exercise it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The muscle is lengthened and held.
    Stretch,
    /// Pressure loosens the muscle.
    Release,
}

/// How it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// On the chair.
    Seated,
    /// On the feet.
    Standing,
    /// On the floor.
    Floor,
}

impl Position {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Seated, Self::Standing, Self::Floor];
}

/// What is needed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Equipment {
    /// Tennis, lacrosse or massage ball.
    Ball,
    /// Trigger-point massage stick.
    MassageStick,
    /// Massage cane.
    MassageCane,
    /// Foam roller.
    FoamRoller,
    /// A free piece of wall.
    Wall,
    /// A mat on the floor.
    Mat,
}

impl Equipment {
    /// What somebody has or has not; walls are everywhere.
    pub const TO_OWN: [Self; 5] =
        [Self::Ball, Self::MassageStick, Self::MassageCane, Self::FoamRoller, Self::Mat];
}

/// A part of the body somebody may have trouble with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyPart {
    /// The neck.
    Neck,
    /// A shoulder.
    Shoulder,
    /// The lower back.
    LowerBack,
    /// A wrist or a knee.
    WristOrKnee,
}

impl BodyPart {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Neck, Self::Shoulder, Self::LowerBack, Self::WristOrKnee];
}

/// A stretch or a release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of exercise it is.
    pub kind: Kind,
    /// The muscle it is for, by id.
    pub muscle: String,
    /// Further muscles it reaches, by id.
    #[serde(default)]
    pub also: Vec<String>,
    /// The faults it answers.
    pub answers: Vec<Fault>,
    /// How it can be done; the first is the usual way.
    pub positions: Vec<Position>,
    /// Everything that is needed for it.
    #[serde(default)]
    pub equipment: Vec<Equipment>,
    /// Whether it is done on one side and then on the other. Its steps then name the sides as
    /// `{side}` and `{other}`.
    pub each_side: bool,
    /// How long the source says to hold it, seconds. Absent where the source says nothing.
    pub hold_s: Option<u32>,
    /// Whether [`Self::hold_s`] is the least ("at least 30 seconds").
    #[serde(default)]
    pub hold_is_minimum: bool,
    /// How long the guide lasts where the source says nothing, seconds: a product choice.
    pub suggested_s: Option<u32>,
    /// What to do, one thing a step.
    pub steps: Vec<String>,
    /// Why it helps, one sentence.
    pub why: String,
    /// Where it is felt.
    pub felt: String,
    /// What to mind.
    #[serde(default)]
    pub cautions: Vec<String>,
    /// What it works on hard enough that somebody with trouble there is not offered it.
    #[serde(default)]
    pub strains: Vec<BodyPart>,
    /// What a camera in front of the person can see of it; absent where it can see nothing that
    /// counts.
    #[serde(default)]
    pub pose: Option<PoseRule>,
}

/// `text` with the sides named: `stretched` is the side that is stretched.
#[must_use]
pub(super) fn with_sides(text: &str, stretched: Side) -> String {
    text.replace("{side}", stretched.word()).replace("{other}", stretched.other().word())
}

impl Item {
    /// Whether it is done on one side and then on the other.
    #[must_use]
    pub fn has_sides(&self) -> bool {
        self.each_side
    }

    /// The steps with the sides named: `side` is the side that is stretched. Without a side, or
    /// for an item without sides, the right one is taken.
    #[must_use]
    pub fn steps_for(&self, side: Option<Side>) -> Vec<String> {
        let side = side.unwrap_or(Side::Right);
        self.steps.iter().map(|step| with_sides(step, side)).collect()
    }

    /// How long it is held on each side, seconds: what the source says, or what the product
    /// suggests.
    #[must_use]
    pub fn target_s(&self) -> u32 {
        // Validation asks for one of the two.
        self.hold_s.or(self.suggested_s).unwrap_or(30)
    }

    /// The sides it is done on, one after the other.
    #[must_use]
    pub fn sides(&self) -> &'static [Option<Side>] {
        const BOTH: [Option<Side>; 2] = [Some(Side::Right), Some(Side::Left)];
        if self.each_side { &BOTH } else { &[None] }
    }
}

/// Something that helps through the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tip {
    /// Stable id.
    pub id: String,
    /// The tip.
    pub text: String,
    /// The faults it helps against.
    #[serde(default)]
    pub answers: Vec<Fault>,
}

/// Something to mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyNote {
    /// Stable id.
    pub id: String,
    /// The note.
    pub text: String,
}
