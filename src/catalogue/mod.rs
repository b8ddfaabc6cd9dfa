//! Stretches, releases, tips and safety notes: types, loader and validation. The texts are data in
//! `assets/catalogue/*.toml`.

pub mod item;
mod validate;

pub use item::{Equipment, Item, Kind, Muscle, Position, SafetyNote, Sign, Tip};

use serde::{Deserialize, Serialize};

const MUSCLES: &str = include_str!("../../assets/catalogue/muscles.toml");
const STRETCHES: &str = include_str!("../../assets/catalogue/stretches.toml");
const RELEASES: &str = include_str!("../../assets/catalogue/releases.toml");
const TIPS: &str = include_str!("../../assets/catalogue/tips.toml");

/// Everything Plumbline can recommend or say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Catalogue {
    muscles: Vec<Muscle>,
    items: Vec<Item>,
    tips: Vec<Tip>,
    safety: Vec<SafetyNote>,
    background: Vec<String>,
}

/// What is wrong with a catalogue.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// A file is not TOML of the right shape.
    #[error("{file}: {reason}")]
    Syntax {
        /// The file's name.
        file: &'static str,
        /// What and where.
        reason: String,
    },
    /// Everything that is wrong with the content.
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

fn parse<T: serde::de::DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<T, CatalogueError> {
    toml::from_str(text).map_err(|error| CatalogueError::Syntax { file, reason: error.to_string() })
}

impl Catalogue {
    /// The catalogue that comes with the program, validated.
    ///
    /// # Errors
    /// [`CatalogueError`] names every problem; a test keeps this from happening.
    pub fn embedded() -> Result<Self, CatalogueError> {
        Self::from_texts(MUSCLES, STRETCHES, RELEASES, TIPS)
    }

    /// A catalogue from the texts of its four files.
    ///
    /// # Errors
    /// As [`Self::embedded`].
    pub fn from_texts(
        muscles: &str,
        stretches: &str,
        releases: &str,
        tips: &str,
    ) -> Result<Self, CatalogueError> {
        let muscles: MuscleFile = parse("muscles.toml", muscles)?;
        let stretches: ItemFile = parse("stretches.toml", stretches)?;
        let releases: ItemFile = parse("releases.toml", releases)?;
        let tips: TipFile = parse("tips.toml", tips)?;
        let catalogue = Self {
            muscles: muscles.muscle,
            items: stretches.item.into_iter().chain(releases.item).collect(),
            tips: tips.tip,
            safety: tips.safety,
            background: muscles.background,
        };
        let problems = validate::problems(&catalogue);
        if problems.is_empty() { Ok(catalogue) } else { Err(CatalogueError::Content(problems)) }
    }

    /// The item called `id`.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The muscle called `id`.
    #[must_use]
    pub fn muscle(&self, id: &str) -> Option<&Muscle> {
        self.muscles.iter().find(|muscle| muscle.id == id)
    }

    /// Every stretch and release.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Every muscle.
    #[must_use]
    pub fn muscles(&self) -> &[Muscle] {
        &self.muscles
    }

    /// What helps through the day.
    #[must_use]
    pub fn tips(&self) -> &[Tip] {
        &self.tips
    }

    /// What to mind before the first stretch.
    #[must_use]
    pub fn safety(&self) -> &[SafetyNote] {
        &self.safety
    }

    /// Why any of this matters.
    #[must_use]
    pub fn background(&self) -> &[String] {
        &self.background
    }
}
