//! Composes a routine for today from the duration of each fault and from what the person can and
//! wants to do.
//!
//! The fault that lasted longest is treated first. The weight of every fault that an item helps
//! against is then halved, so the next item is for a different fault before the first one gets a
//! second item.

use std::collections::BTreeMap;

use super::recommend::{RecommendContext, recommend};
use crate::body::Fault;
use crate::catalogue::Catalogue;
use crate::catalogue::routine::item_s;

/// The stretches for one day. The application adds the name and the description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRoutine {
    /// Ids of the items, in order.
    pub items: Vec<String>,
    /// The fault that lasted longest, if there was one.
    pub main_fault: Option<Fault>,
}

/// Faults and weights used when no fault has been recorded today.
const WITHOUT_FAULTS: [(Fault, i64); 3] =
    [(Fault::TooStill, 4), (Fault::Slouch, 2), (Fault::RaisedShoulders, 1)];

/// Composes a routine for a person whose faults lasted `faults_ms` milliseconds today. It takes at
/// most about `seconds`, but contains at least one item.
#[must_use]
pub fn for_today(
    catalogue: &Catalogue,
    faults_ms: &BTreeMap<Fault, i64>,
    context: &RecommendContext,
    seconds: u32,
) -> DayRoutine {
    let mut weights: BTreeMap<Fault, i64> =
        faults_ms.iter().map(|(fault, ms)| (*fault, *ms)).filter(|(_, ms)| *ms > 0).collect();
    if weights.is_empty() {
        weights.extend(WITHOUT_FAULTS.map(|(fault, share)| (fault, share * 60_000)));
    }
    let mut context = context.clone();
    let mut items: Vec<String> = Vec::new();
    let mut taken_s = 0;
    while let Some(fault) = heaviest(&weights) {
        let found = recommend(catalogue, fault, &context).map(|found| found.item);
        let Some(item) = found.filter(|item| !items.contains(&item.id)) else {
            // No further item helps against this fault.
            weights.remove(&fault);
            continue;
        };
        let lasts_s = item_s(item);
        if !items.is_empty() && taken_s + lasts_s > seconds {
            break;
        }
        taken_s += lasts_s;
        items.push(item.id.clone());
        context.recent.push(item.id.clone());
        for answered in &item.answers {
            if let Some(weight) = weights.get_mut(answered) {
                *weight /= 2;
            }
        }
    }
    let main_fault =
        heaviest(faults_ms).filter(|fault| faults_ms.get(fault).is_some_and(|ms| *ms > 0));
    DayRoutine { items, main_fault }
}

fn heaviest(weights: &BTreeMap<Fault, i64>) -> Option<Fault> {
    weights.iter().max_by_key(|(_, weight)| **weight).map(|(fault, _)| *fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn catalogue() -> Catalogue {
        Catalogue::embedded().unwrap()
    }

    #[test]
    fn the_fault_that_lasted_longest_is_answered_first_and_others_too() {
        let catalogue = catalogue();
        let faults = BTreeMap::from([(Fault::Slouch, 50 * 60_000), (Fault::HeadTilt, 30 * 60_000)]);
        let routine = for_today(&catalogue, &faults, &RecommendContext::default(), 300);
        let items: Vec<_> = routine.items.iter().map(|id| catalogue.item(id).unwrap()).collect();
        assert!(items[0].answers.contains(&Fault::Slouch), "{:?}", routine.items);
        assert!(items.iter().any(|item| item.answers.contains(&Fault::HeadTilt)));
        assert_eq!(routine.main_fault, Some(Fault::Slouch));
    }

    proptest! {
        #[test]
        fn a_routine_is_never_empty_never_repeats_and_keeps_its_time(
            minutes in prop::collection::vec(0i64..200, Fault::ALL.len()),
            seconds in 60u32..900,
        ) {
            let catalogue = catalogue();
            let faults: BTreeMap<Fault, i64> =
                Fault::ALL.into_iter().zip(minutes.into_iter().map(|m| m * 60_000)).collect();
            let context = RecommendContext::default();
            let routine = for_today(&catalogue, &faults, &context, seconds);
            let lasts_s: u32 =
                routine.items.iter().filter_map(|id| catalogue.item(id)).map(item_s).sum();
            prop_assert!(!routine.items.is_empty());
            let unique: std::collections::BTreeSet<_> = routine.items.iter().collect();
            prop_assert_eq!(unique.len(), routine.items.len());
            prop_assert!(routine.items.len() == 1 || lasts_s <= seconds);
        }
    }
}
