//! Routines: several items done one after the other.

use serde::{Deserialize, Serialize};

use super::{Catalogue, Item};

/// A routine, either from the catalogue or composed by the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routine {
    /// Stable id.
    pub id: String,
    pub name: String,
    /// One sentence about when to use it. Empty for a routine composed by the person.
    #[serde(default)]
    pub about: String,
    /// Ids of the items, in order.
    pub items: Vec<String>,
}

/// Time added to each hold for reading and changing sides, seconds.
const AROUND_A_HOLD_S: u32 = 12;

impl Routine {
    /// The items of the routine. Ids that are not in the catalogue are skipped.
    pub fn items_in<'a>(&self, catalogue: &'a Catalogue) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter_map(|id| catalogue.item(id))
    }

    /// Approximate duration, seconds.
    #[must_use]
    pub fn about_s(&self, catalogue: &Catalogue) -> u32 {
        self.items_in(catalogue).map(item_s).sum()
    }
}

/// Approximate duration of an item, both sides included, seconds.
#[must_use]
pub(crate) fn item_s(item: &Item) -> u32 {
    let sides = item.sides().len() as u32;
    sides * (item.target_s() + AROUND_A_HOLD_S)
}
