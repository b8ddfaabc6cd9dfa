//! Several items one after the other.

use serde::{Deserialize, Serialize};

use super::{Catalogue, Item};

/// A routine: the program's own, or one the person has put together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routine {
    /// Stable id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// When it is for, one sentence. Empty for the person's own.
    #[serde(default)]
    pub about: String,
    /// Ids of the items, in order.
    pub items: Vec<String>,
}

/// Between two holds, and for reading, seconds: what a routine takes on top of its holds.
const AROUND_A_HOLD_S: u32 = 12;

impl Routine {
    /// Its items; those the catalogue does not know are left out.
    pub fn items_in<'a>(&self, catalogue: &'a Catalogue) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter_map(|id| catalogue.item(id))
    }

    /// About how long it takes, seconds.
    #[must_use]
    pub fn about_s(&self, catalogue: &Catalogue) -> u32 {
        self.items_in(catalogue).map(item_s).sum()
    }
}

/// About how long an item takes with both its sides, seconds.
#[must_use]
pub fn item_s(item: &Item) -> u32 {
    let sides = item.sides().len() as u32;
    sides * (item.target_s() + AROUND_A_HOLD_S)
}
