//! The catalogue of stretches, releases, tips, safety notes and routines: types, loader and
//! validation. The texts are data in `assets/catalogue/*.toml`. [`Catalogue::translated`] replaces them by those of another
//! language.

pub(crate) mod item;
pub mod pose_rule;
pub(crate) mod routine;
mod sides;
mod translation;
mod validate;

pub use item::{BodyPart, Equipment, Item, Kind, Muscle, Position, RepPlan, SafetyNote, Sign, Tip};
pub use pose_rule::{PoseCheck, PoseMeasure, PoseRule};
pub use routine::Routine;

use serde::{Deserialize, Serialize};

use crate::body::Fault;

const MUSCLES: &str = include_str!("../../../../assets/catalogue/muscles.toml");
const STRETCHES: &str = include_str!("../../../../assets/catalogue/stretches.toml");
const RELEASES: &str = include_str!("../../../../assets/catalogue/releases.toml");
const MOVES: &str = include_str!("../../../../assets/catalogue/moves.toml");
const TIPS: &str = include_str!("../../../../assets/catalogue/tips.toml");
const ROUTINES: &str = include_str!("../../../../assets/catalogue/routines.toml");

/// The validated catalogue: everything Plumbline can recommend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Catalogue {
    muscles: Vec<Muscle>,
    items: Vec<Item>,
    tips: Vec<Tip>,
    safety: Vec<SafetyNote>,
    background: Vec<String>,
    routines: Vec<Routine>,
}

/// The contents of the catalogue files.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// Content of `muscles.toml`.
    pub muscles: &'a str,
    /// Content of `stretches.toml`.
    pub stretches: &'a str,
    /// Content of `releases.toml`.
    pub releases: &'a str,
    /// Content of `moves.toml`: reset moves and strength exercises.
    pub moves: &'a str,
    /// Content of `tips.toml`.
    pub tips: &'a str,
    /// Content of `routines.toml`.
    pub routines: &'a str,
}

impl Texts<'static> {
    /// The files embedded in the program.
    pub const EMBEDDED: Self = Self {
        muscles: MUSCLES,
        stretches: STRETCHES,
        releases: RELEASES,
        moves: MOVES,
        tips: TIPS,
        routines: ROUTINES,
    };
}

/// Why a catalogue was rejected.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file is not valid TOML or does not have the expected structure.
    #[error("{file}: {reason}")]
    Syntax {
        /// Name of the file.
        file: String,
        /// The message of the TOML parser, with the position.
        reason: String,
    },
    /// All problems the validation found.
    #[error("{}", .0.join("; "))]
    Content(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MuscleFile {
    background: Vec<String>,
    muscle: Vec<Muscle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemFile {
    item: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TipFile {
    tip: Vec<Tip>,
    safety: Vec<SafetyNote>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoutineFile {
    routine: Vec<Routine>,
}

fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, CatalogueError> {
    toml::from_str(text).map_err(|error| CatalogueError::Syntax {
        file: file.to_owned(),
        reason: error.to_string(),
    })
}

impl Catalogue {
    /// Loads and validates the catalogue that is embedded in the program.
    ///
    /// # Errors
    /// [`CatalogueError`] lists every problem. A test ensures that the embedded catalogue has none.
    pub fn embedded() -> Result<Self, CatalogueError> {
        Self::from_texts(&Texts::EMBEDDED)
    }

    /// Parses and validates a catalogue from the contents of its files.
    ///
    /// # Errors
    /// As for [`Self::embedded`].
    pub fn from_texts(texts: &Texts<'_>) -> Result<Self, CatalogueError> {
        let muscles: MuscleFile = parse("muscles.toml", texts.muscles)?;
        let stretches: ItemFile = parse("stretches.toml", texts.stretches)?;
        let releases: ItemFile = parse("releases.toml", texts.releases)?;
        let moves: ItemFile = parse("moves.toml", texts.moves)?;
        let tips: TipFile = parse("tips.toml", texts.tips)?;
        let routines: RoutineFile = parse("routines.toml", texts.routines)?;
        let catalogue = Self {
            muscles: muscles.muscle,
            items: stretches.item.into_iter().chain(releases.item).chain(moves.item).collect(),
            tips: tips.tip,
            safety: tips.safety,
            background: muscles.background,
            routines: routines.routine,
        };
        let problems = validate::problems(&catalogue, validate::MAX_STEP);
        if problems.is_empty() { Ok(catalogue) } else { Err(CatalogueError::Content(problems)) }
    }

    /// The item with the id `id`.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The muscle with the id `id`.
    #[must_use]
    pub fn muscle(&self, id: &str) -> Option<&Muscle> {
        self.muscles.iter().find(|muscle| muscle.id == id)
    }

    /// Why `fault` points to the muscle with the id `muscle`, one sentence.
    #[must_use]
    pub fn reason(&self, muscle: &str, fault: Fault) -> Option<&str> {
        let sign = self.muscle(muscle)?.signs.iter().find(|sign| sign.fault == fault)?;
        Some(&sign.because)
    }

    /// All stretches and releases.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// All muscles.
    #[must_use]
    pub fn muscles(&self) -> &[Muscle] {
        &self.muscles
    }

    /// All tips for the working day.
    #[must_use]
    pub fn tips(&self) -> &[Tip] {
        &self.tips
    }

    /// The safety notes to read before the first stretch.
    #[must_use]
    pub fn safety(&self) -> &[SafetyNote] {
        &self.safety
    }

    /// Background sentences: why posture and stretching matter.
    #[must_use]
    pub fn background(&self) -> &[String] {
        &self.background
    }

    /// The routines that come with the program.
    #[must_use]
    pub fn routines(&self) -> &[Routine] {
        &self.routines
    }
}
