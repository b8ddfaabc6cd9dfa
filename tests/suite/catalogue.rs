//! Every stretch, release and tip that the catalogue must contain, with its facts.

use plumbline_core::catalogue::{Catalogue, Equipment, Item, Kind, Position};

fn catalogue() -> Catalogue {
    Catalogue::embedded().unwrap()
}

struct Fact {
    id: &'static str,
    kind: Kind,
    muscle: &'static str,
    each_side: bool,
    hold_s: Option<u32>,
}

const fn stretch(
    id: &'static str,
    muscle: &'static str,
    each_side: bool,
    hold_s: Option<u32>,
) -> Fact {
    Fact { id, kind: Kind::Stretch, muscle, each_side, hold_s }
}

const fn release(id: &'static str, muscle: &'static str, each_side: bool) -> Fact {
    Fact { id, kind: Kind::Release, muscle, each_side, hold_s: None }
}

const FACTS: [Fact; 24] = [
    release("upper-trapezius-ball", "upper-trapezius", true),
    release("upper-trapezius-stick", "upper-trapezius", true),
    stretch("ear-to-shoulder", "upper-trapezius", true, None),
    stretch("ear-to-shoulder-turned", "upper-trapezius", true, None),
    release("levator-scapulae-ball", "levator-scapulae", true),
    release("levator-scapulae-stick", "levator-scapulae", true),
    stretch("overhead-levator-scapulae", "levator-scapulae", true, Some(30)),
    release("rhomboids-foam-roller", "rhomboids", false),
    release("rhomboids-ball-wall", "rhomboids", true),
    release("rhomboids-cane", "rhomboids", true),
    stretch("rhomboid-side", "rhomboids", true, Some(30)),
    stretch("rhomboid-forward", "rhomboids", false, None),
    stretch("cat-cow", "rhomboids", false, None),
    stretch("thread-the-needle", "rhomboids", true, None),
    stretch("knot-pose", "rhomboids", true, None),
    release("lateral-deltoid-ball-wall", "deltoids", true),
    release("anterior-deltoid-ball-wall", "deltoids", true),
    release("posterior-deltoid-ball-wall", "deltoids", true),
    stretch("side-arm", "deltoids", true, Some(30)),
    stretch("anterior-deltoid", "deltoids", false, Some(30)),
    release("latissimus-foam-roller", "latissimus-dorsi", true),
    stretch("side-stretch", "latissimus-dorsi", true, Some(30)),
    release("infraspinatus-cane-ball", "infraspinatus-teres-minor", true),
    stretch("cross-body-pull", "infraspinatus-teres-minor", true, None),
];

#[test]
fn every_stretch_and_release_is_in_the_catalogue_with_its_facts() {
    let catalogue = catalogue();
    for fact in &FACTS {
        let item: &Item =
            catalogue.item(fact.id).unwrap_or_else(|| panic!("{} is missing", fact.id));
        assert_eq!(item.kind, fact.kind, "{}", fact.id);
        assert_eq!(item.muscle, fact.muscle, "{}", fact.id);
        assert_eq!(item.each_side, fact.each_side, "{}", fact.id);
        assert_eq!(item.hold_s, fact.hold_s, "{}", fact.id);
    }
    let is_of_source = |item: &&Item| matches!(item.kind, Kind::Stretch | Kind::Release);
    assert_eq!(catalogue.items().iter().filter(is_of_source).count(), FACTS.len());
}

#[test]
fn reset_moves_are_short_and_strength_exercises_have_repetitions_and_a_source() {
    let catalogue = catalogue();
    let of = |kind| catalogue.items().iter().filter(move |item| item.kind == kind);
    assert_eq!((of(Kind::Reset).count(), of(Kind::Strength).count()), (4, 6));
    for item in of(Kind::Reset) {
        assert!((5..=20).contains(&item.target_s()), "{} takes {} s", item.id, item.target_s());
        assert!(item.equipment.is_empty(), "{}", item.id);
    }
    for item in of(Kind::Strength) {
        assert!(item.reps.is_some() && item.source.is_some(), "{}", item.id);
    }
}

#[test]
fn positions_and_equipment_are_those_of_the_source() {
    let catalogue = catalogue();
    let item = |id: &str| catalogue.item(id).unwrap();
    assert_eq!(item("cross-body-pull").positions, [Position::Seated]);
    assert_eq!(item("anterior-deltoid").positions, [Position::Standing]);
    assert!(item("anterior-deltoid").hold_is_minimum);
    assert_eq!(item("side-stretch").positions, [Position::Standing]);
    assert!(item("rhomboid-forward").positions.contains(&Position::Standing));
    assert!(item("latissimus-foam-roller").equipment.contains(&Equipment::FoamRoller));
    assert!(item("rhomboids-cane").equipment.contains(&Equipment::MassageCane));
    assert!(item("upper-trapezius-stick").equipment.contains(&Equipment::MassageStick));
}

#[test]
fn the_steps_of_the_other_side_are_mirrored() {
    let catalogue = catalogue();
    let item = catalogue.item("overhead-levator-scapulae").unwrap();
    let right = item.steps_for(Some(plumbline_core::body::Side::Right));
    let left = item.steps_for(Some(plumbline_core::body::Side::Left));
    assert!(right[0].contains("right arm overhead") && left[0].contains("left arm overhead"));
    assert!(right[2].contains("left hand") && left[2].contains("right hand"));
}

#[test]
fn every_muscle_tip_and_safety_note_is_in_the_catalogue() {
    let catalogue = catalogue();
    for id in [
        "upper-trapezius",
        "levator-scapulae",
        "rhomboids",
        "deltoids",
        "latissimus-dorsi",
        "infraspinatus-teres-minor",
    ] {
        let muscle = catalogue.muscle(id).unwrap();
        assert!(!muscle.tightened_by.is_empty() && !muscle.signs.is_empty(), "{id}");
    }
    let tips: Vec<&str> = catalogue.tips().iter().map(|t| t.text.as_str()).collect();
    for needle in [
        "20 to 30 minutes",
        "standing desk",
        "roll them back and down",
        "relax the shoulders downwards",
        "walking and standing",
    ] {
        assert!(tips.iter().any(|t| t.contains(needle)), "{needle}");
    }
    let notes: Vec<&str> = catalogue.safety().iter().map(|n| n.text.as_str()).collect();
    for needle in ["professional can help", "injury, see a doctor", "health professional"] {
        assert!(notes.iter().any(|n| n.contains(needle)), "{needle}");
    }
    assert!(catalogue.background().iter().any(|b| b.contains("one or two weeks")));
}
