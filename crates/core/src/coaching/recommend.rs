//! Recommends a stretch for a fault.
//!
//! A fault points to muscles, in the order of the catalogue. Among the items that are possible now,
//! seated stretches without equipment come first. Among the items of equal effort, only the half
//! that was offered longest ago is considered, so the same item is not repeated every hour. Of
//! these, the item that has helped best so far is chosen ([`Experience`]); if none has helped more
//! than another, the one that was offered longest ago.

use crate::body::Fault;
use crate::catalogue::{BodyPart, Catalogue, Equipment, Item, Kind, Muscle, Position};

/// What is known about the person and the day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecommendContext {
    /// Ids of items already recommended, the latest last.
    pub recent: Vec<String>,
    /// The available equipment. A wall is always available.
    pub equipment: Vec<Equipment>,
    /// Ids of items the person has rejected.
    pub disliked: Vec<String>,
    /// Body parts with trouble. Items that load them are not offered.
    pub troubles: Vec<BodyPart>,
    /// Outcomes of earlier stretches.
    pub experience: Vec<Experience>,
}

/// The outcomes of one item for one fault so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Experience {
    /// Catalogue id of the item.
    pub stretch: String,
    /// The fault it was done for.
    pub fault: Fault,
    /// Number of times it was done.
    pub count: u32,
    /// Median time from the stretch to the next alert of the fault, minutes.
    pub minutes_to_next: f64,
}

/// Weight of the usual outcome, as a number of cases. It keeps a few lucky cases from making an
/// item the best. Product choice.
const PRIOR_COUNT: f64 = 5.0;

/// How much longer than usual it takes until `fault` returns after the item `id`: 1 is as usual, 2
/// is twice as long. Computed from the median time after the item, shrunk towards the usual time by
/// [`PRIOR_COUNT`] cases.
#[must_use]
pub fn helped(id: &str, fault: Fault, experience: &[Experience]) -> f64 {
    let of_fault = || {
        experience
            .iter()
            .filter(|e| e.fault == fault && e.count > 0 && e.minutes_to_next.is_finite())
    };
    let cases: f64 = of_fault().map(|e| f64::from(e.count)).sum();
    let minutes: f64 = of_fault().map(|e| f64::from(e.count) * e.minutes_to_next).sum();
    let usual = minutes / cases;
    let Some(own) = of_fault().find(|e| e.stretch == id) else { return 1.0 };
    if !usual.is_finite() || usual <= 0.0 {
        return 1.0;
    }
    let count = f64::from(own.count);
    (count * own.minutes_to_next + PRIOR_COUNT * usual) / ((count + PRIOR_COUNT) * usual)
}

/// A recommended item with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation<'a> {
    pub item: &'a Item,
    /// The muscle that links the fault to the item.
    pub muscle: &'a Muscle,
    /// One sentence that explains why the fault points to the muscle.
    pub why: String,
}

/// The item recommended for `fault`. `None` if no item fits.
#[must_use]
pub fn recommend<'a>(
    catalogue: &'a Catalogue,
    fault: Fault,
    context: &RecommendContext,
) -> Option<Recommendation<'a>> {
    let mut fitting: Vec<(Key, Recommendation<'a>)> = Vec::new();
    for (order, item) in catalogue.items().iter().enumerate() {
        let is_treatment = matches!(item.kind, Kind::Stretch | Kind::Release);
        if !is_treatment || !item.answers.contains(&fault) || !is_possible(item, context) {
            continue;
        }
        let Some((muscle, rank, because)) = reason(catalogue, fault, item) else { continue };
        let last_use = context.recent.iter().rposition(|id| *id == item.id).map_or(0, |i| i + 1);
        let key = Key { effort: effort(item), last_use, rank, order };
        fitting.push((key, Recommendation { item, muscle, why: because.to_owned() }));
    }
    fitting.sort_by_key(|(key, _)| *key);
    let easiest = fitting.first().map(|(key, _)| key.effort)?;
    fitting.retain(|(key, _)| key.effort == easiest);
    fitting.truncate(fitting.len().div_ceil(2));
    let mut best: Option<(f64, Recommendation<'a>)> = None;
    for (_, found) in fitting {
        let helped = helped(&found.item.id, fault, &context.experience);
        if best.as_ref().is_none_or(|(most, _)| helped > *most) {
            best = Some((helped, found));
        }
    }
    best.map(|(_, found)| found)
}

/// The reset move recommended for `fault`: of those that are possible now, the one that was offered longest ago. `None`
/// if there is none, as for sitting too long.
#[must_use]
pub fn recommend_reset<'a>(
    catalogue: &'a Catalogue,
    fault: Fault,
    context: &RecommendContext,
) -> Option<&'a Item> {
    let last_use = |item: &Item| context.recent.iter().rposition(|id| *id == item.id);
    catalogue
        .items()
        .iter()
        .filter(|item| item.kind == Kind::Reset && item.answers.contains(&fault))
        .filter(|item| is_possible(item, context))
        .min_by_key(|item| last_use(item).map_or(0, |i| i + 1))
}

/// Sort key: smaller is better; earlier fields take precedence.
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

/// Whether the person has the equipment for `item` and it suits them.
#[must_use]
pub fn is_possible(item: &Item, context: &RecommendContext) -> bool {
    let has = |e: &Equipment| *e == Equipment::Wall || context.equipment.contains(e);
    item.equipment.iter().all(has) && suits(item, &context.disliked, &context.troubles)
}

/// Whether the person has not rejected `item` and it loads no body part they have trouble with.
#[must_use]
pub fn suits(item: &Item, disliked: &[String], troubles: &[BodyPart]) -> bool {
    !disliked.contains(&item.id) && item.strains.iter().all(|part| !troubles.contains(part))
}

/// The muscle of the item that the fault points to most strongly, with its rank and its sentence.
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

    #[test]
    fn the_most_helpful_item_comes_first_among_those_not_just_offered() {
        let catalogue = catalogue();
        let fault = Fault::ForwardHead;
        let after = |stretch: &str, count, minutes_to_next| Experience {
            stretch: stretch.into(),
            fault,
            count,
            minutes_to_next,
        };
        let first = recommend(&catalogue, fault, &RecommendContext::default()).unwrap();
        let mut context = RecommendContext {
            experience: vec![after(&first.item.id, 20, 10.0), after("rhomboid-side", 20, 40.0)],
            ..RecommendContext::default()
        };
        // The side stretch of the rhomboids ranks third for a forward head. After the first two
        // were offered, it is in the half that is considered.
        context.recent = vec![first.item.id.clone(), "ear-to-shoulder-turned".into()];
        let found = recommend(&catalogue, fault, &context).unwrap();
        assert_eq!(found.item.id, "rhomboid-side");
        // A small number of cases has little weight.
        let few = [after("a", 1, 100.0), after("b", 50, 20.0)];
        let many = [after("a", 50, 100.0), after("b", 50, 20.0)];
        assert!(helped("a", fault, &few) < 1.8 && helped("a", fault, &many) > 1.5);
        assert!(helped("b", fault, &many) < 1.0);
        assert_eq!(helped("c", fault, &many), 1.0);
    }

    #[test]
    fn nothing_that_strains_a_sore_neck_is_offered() {
        let catalogue = catalogue();
        for fault in Fault::ALL {
            let mut context =
                RecommendContext { troubles: vec![BodyPart::Neck], ..RecommendContext::default() };
            for _ in 0..10 {
                let Some(found) = recommend(&catalogue, fault, &context) else { break };
                assert!(!found.item.strains.contains(&BodyPart::Neck), "{}", found.item.id);
                context.recent.push(found.item.id.clone());
            }
        }
    }

    proptest! {
        #[test]
        fn experience_keeps_the_order_of_effort_and_never_repeats_the_latest(
            fault in fault(),
            minutes in prop::collection::vec(1.0f64..500.0, 24),
            offered in prop::collection::vec(0usize..24, 0..30),
        ) {
            let catalogue = catalogue();
            let context = RecommendContext {
                recent: offered.iter().map(|i| catalogue.items()[*i].id.clone()).collect(),
                experience: catalogue.items().iter().zip(minutes).map(|(item, minutes_to_next)| {
                    Experience { stretch: item.id.clone(), fault, count: 10, minutes_to_next }
                }).collect(),
                ..RecommendContext::default()
            };
            let found = recommend(&catalogue, fault, &context).unwrap();
            prop_assert_eq!(effort(found.item), 0);
            let easy = catalogue.items().iter()
                .filter(|i| i.answers.contains(&fault) && effort(i) == 0)
                .filter(|i| reason(&catalogue, fault, i).is_some())
                .count();
            prop_assert!(easy < 2 || context.recent.last() != Some(&found.item.id));
        }

        #[test]
        fn no_easy_item_repeats_before_each_was_offered_once(fault in fault()) {
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
        fn disliked_items_and_items_without_their_equipment_are_not_recommended(
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
