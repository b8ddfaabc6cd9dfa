//! Which stretch answers a fault.
//!
//! The fault points to muscles in the catalogue's order; of the items for the first muscle that
//! can be done here and now, seated stretches without equipment come first, and of equally good
//! ones the one recommended longest ago.

use crate::body::Fault;
use crate::catalogue::{Catalogue, Equipment, Item, Kind, Muscle, Position};

/// What is known about the person and the day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecommendContext {
    /// Ids already recommended, the latest last.
    pub recent: Vec<String>,
    /// What is at hand. Walls are everywhere.
    pub equipment: Vec<Equipment>,
    /// Ids the person does not want.
    pub disliked: Vec<String>,
}

/// A stretch with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation<'a> {
    /// What to do.
    pub item: &'a Item,
    /// The muscle it is for.
    pub muscle: &'a Muscle,
    /// One sentence: from the fault to the muscle.
    pub why: String,
}

/// The stretch for `fault`, `None` only if everything that fits is disliked.
#[must_use]
pub fn recommend<'a>(
    catalogue: &'a Catalogue,
    fault: Fault,
    context: &RecommendContext,
) -> Option<Recommendation<'a>> {
    let mut best: Option<(Key, Recommendation<'a>)> = None;
    for (order, item) in catalogue.items().iter().enumerate() {
        if !item.answers.contains(&fault) || !is_possible(item, context) {
            continue;
        }
        let Some((muscle, rank, because)) = reason(catalogue, fault, item) else { continue };
        let last_use = context.recent.iter().rposition(|id| *id == item.id).map_or(0, |i| i + 1);
        let key = Key { effort: effort(item), last_use, rank, order };
        if best.as_ref().is_none_or(|(best_key, _)| key < *best_key) {
            best = Some((key, Recommendation { item, muscle, why: because.to_owned() }));
        }
    }
    best.map(|(_, recommendation)| recommendation)
}

/// Smaller is better, the first field first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    effort: u8,
    last_use: usize,
    rank: u8,
    order: usize,
}

fn effort(item: &Item) -> u8 {
    let is_seated = item.positions.contains(&Position::Seated);
    let is_standing = item.positions.contains(&Position::Standing);
    match (item.kind, item.equipment.is_empty()) {
        (Kind::Stretch, true) if is_seated => 0,
        (Kind::Stretch, true) if is_standing => 1,
        (_, _) if is_seated || is_standing => 2,
        _ => 3,
    }
}

fn is_possible(item: &Item, context: &RecommendContext) -> bool {
    let has = |e: &Equipment| *e == Equipment::Wall || context.equipment.contains(e);
    item.equipment.iter().all(has) && !context.disliked.contains(&item.id)
}

/// The muscle by which the fault leads to the item.
fn reason<'a>(
    catalogue: &'a Catalogue,
    fault: Fault,
    item: &Item,
) -> Option<(&'a Muscle, u8, &'a str)> {
    std::iter::once(&item.muscle)
        .chain(&item.also)
        .filter_map(|id| {
            let muscle = catalogue.muscle(id)?;
            let sign = muscle.signs.iter().find(|sign| sign.fault == fault)?;
            Some((muscle, sign.rank, sign.because.as_str()))
        })
        .min_by_key(|(_, rank, _)| *rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn catalogue() -> Catalogue {
        Catalogue::embedded().unwrap()
    }

    fn fault() -> impl Strategy<Value = Fault> {
        prop::sample::select(Fault::ALL.to_vec())
    }

    #[test]
    fn every_fault_is_answered_by_a_seated_stretch_without_equipment_and_a_reason() {
        let catalogue = catalogue();
        for fault in Fault::ALL {
            let found = recommend(&catalogue, fault, &RecommendContext::default()).unwrap();
            assert_eq!(effort(found.item), 0, "{fault:?} → {}", found.item.id);
            assert!(found.why.ends_with('.') && !found.why.contains(". "), "{}", found.why);
        }
    }

    #[test]
    fn the_first_answer_is_for_the_muscle_the_fault_points_to_first() {
        let catalogue = catalogue();
        for (fault, muscle) in [
            (Fault::ForwardHead, "upper-trapezius"),
            (Fault::RaisedShoulders, "upper-trapezius"),
            (Fault::RaisedShoulderLeft, "levator-scapulae"),
            (Fault::HeadTilt, "levator-scapulae"),
            (Fault::Slouch, "rhomboids"),
            (Fault::UnevenShoulders, "infraspinatus-teres-minor"),
        ] {
            let found = recommend(&catalogue, fault, &RecommendContext::default()).unwrap();
            assert_eq!(found.muscle.id, muscle, "{fault:?}");
        }
    }

    proptest! {
        #[test]
        fn it_varies_until_each_easy_one_was_had_once(fault in fault()) {
            let catalogue = catalogue();
            let easy = catalogue
                .items()
                .iter()
                .filter(|i| i.answers.contains(&fault) && effort(i) == 0)
                .filter(|i| reason(&catalogue, fault, i).is_some())
                .count();
            let mut context = RecommendContext::default();
            let mut had = BTreeSet::new();
            for _ in 0..easy {
                let id = recommend(&catalogue, fault, &context).unwrap().item.id.clone();
                prop_assert!(had.insert(id.clone()), "{id} twice");
                context.recent.push(id);
            }
        }

        #[test]
        fn never_a_disliked_one_and_never_missing_equipment(
            fault in fault(), disliked in prop::collection::vec(0usize..24, 0..20),
            has_ball in any::<bool>(),
        ) {
            let catalogue = catalogue();
            let context = RecommendContext {
                disliked: disliked
                    .iter()
                    .filter_map(|i| catalogue.items().get(*i).map(|item| item.id.clone()))
                    .collect(),
                equipment: if has_ball { vec![Equipment::Ball] } else { vec![] },
                ..RecommendContext::default()
            };
            if let Some(found) = recommend(&catalogue, fault, &context) {
                prop_assert!(!context.disliked.contains(&found.item.id));
                prop_assert!(is_possible(found.item, &context));
            }
        }
    }
}
