//! The landmarks that the pose model found on pictures of a rendered person (`tests/fixtures/stretches`), played through
//! the guide: holds and repetitions count, the wrong side and everyday movements do not.

use plumbline_core::body::Side;
use plumbline_core::catalogue::{Catalogue, Item};
use plumbline_sim::stretch_pictures::{Pictures, Reach, SHOWN_MS};

/// How far the elbow is pulled across the chest, and how far the hands reach towards the camera, cannot be seen
/// (docs/guide.md).
const HALF_COUNTS: [&str; 2] = ["cross-body-pull", "rhomboid-forward"];

/// The landmarks at each place, without a file access: the core has none.
const PLACES: [&str; 3] = [
    include_str!("../../../../tests/fixtures/stretches/seat.jsonl"),
    include_str!("../../../../tests/fixtures/stretches/back.jsonl"),
    include_str!("../../../../tests/fixtures/stretches/stand.jsonl"),
];

fn pictures() -> Vec<Pictures> {
    PLACES.map(|place| Pictures::parse(place).unwrap()).to_vec()
}

/// The items with pictures, each with the pictures of its place.
fn shown(state: &str) -> Vec<(Item, Pictures)> {
    let catalogue = Catalogue::embedded().unwrap();
    let all = pictures();
    let has = |pictures: &Pictures, item: &Item| pictures.has(&format!("{}_{state}", item.id));
    let rules = catalogue.items().iter().filter(|item| item.pose.is_some());
    rules
        .filter_map(|item| {
            let place = all.iter().find(|pictures| has(pictures, item))?;
            Some((item.clone(), place.clone()))
        })
        .collect()
}

fn is_counted(pictures: &Pictures, item: &Item, side: Side, state: &str) -> bool {
    let held_ms = pictures.hold(item, side, &format!("{}_{state}", item.id), 1).count;
    held_ms * 10 >= SHOWN_MS * 8
}

fn counts_anything(pictures: &Pictures, item: &Item, side: Side, state: &str) -> bool {
    pictures.hold(item, side, &format!("{}_{state}", item.id), 1).count > 0
}

#[test]
fn every_hold_of_a_rendered_person_counts_on_its_side_only() {
    let mut wrong = Vec::new();
    let mut holds = 0;
    for (state, side) in [("right", Side::Right), ("left", Side::Left), ("hold", Side::Right)] {
        for (item, pictures) in shown(state) {
            holds += 1;
            if !is_counted(&pictures, &item, side, state) {
                wrong.push(format!("{} {state} does not count", item.id));
            }
            if item.each_side && counts_anything(&pictures, &item, side.other(), state) {
                wrong.push(format!("{} {state} counts for the other side", item.id));
            }
        }
    }
    assert!(holds >= 17, "{holds}");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn half_of_the_range_and_a_dropped_arm_never_count() {
    let mut wrong = Vec::new();
    for state in ["half", "dropped", "dropped2"] {
        for (item, pictures) in shown(state) {
            let is_known = state == "half" && HALF_COUNTS.contains(&item.id.as_str());
            if counts_anything(&pictures, &item, Side::Right, state) != is_known {
                wrong.push(format!("{} {state}", item.id));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn ten_repetitions_of_a_rendered_person_are_counted() {
    let sets = shown("0");
    assert_eq!(sets.len(), 6);
    for (item, pictures) in sets {
        for number in 0..3 {
            let counted = pictures.repetitions(&item, 10, Reach::Full, number);
            assert!((9..=11).contains(&counted.count), "{}: {counted:?}", item.id);
        }
        assert_eq!(pictures.repetitions(&item, 10, Reach::OneArm, 0).count, 0, "{}", item.id);
    }
}

#[test]
fn a_rendered_person_who_types_drinks_and_phones_repeats_nothing() {
    let seat = &pictures()[0];
    assert!(seat.labels("everyday_").count() >= 6);
    for (item, _) in shown("0") {
        assert_eq!(seat.everyday(&item, 0).count, 0, "{}", item.id);
    }
}
