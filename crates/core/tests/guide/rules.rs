//! Tests every rule of the catalogue with a figure that does the stretch, does half of it,
//! stretches the wrong side, stays at rest, or is another person.

use proptest::prelude::*;

use plumbline_core::body::{MonotonicMs, Side};
use plumbline_core::catalogue::{Catalogue, Item};
use plumbline_core::coaching::guide::correction::Correction;
use plumbline_core::coaching::guide::hold::{ENTER_MS, HoldView, HoldWatch, LEAVE_MS};
use plumbline_core::coaching::guide::measures::Unseen;
use plumbline_core::coaching::guide::rest::RestWatch;
use plumbline_sim::stretch_figure::{Figure, HFOV_DEG};

const PICTURE_MS: i64 = 100;

/// A person at rest, followed by the figures of the test.
struct Trial {
    watch: HoldWatch,
    rest: RestWatch,
    now: MonotonicMs,
}

impl Trial {
    fn of(item: &Item, side: Side) -> Self {
        let rule = item.pose.clone().unwrap();
        let mut trial = Self {
            watch: HoldWatch::new(rule, side),
            rest: RestWatch::new(HFOV_DEG),
            now: MonotonicMs(0),
        };
        for _ in 0..20 {
            trial.now = trial.now + PICTURE_MS;
            trial.rest.add(&Figure::REST.pose(), trial.now);
        }
        assert!(trial.rest.rest().is_some());
        trial
    }

    /// Shows `figure` for `ms` milliseconds. Returns the share of the time that counted.
    fn show(&mut self, figure: &Figure, ms: i64) -> f64 {
        let mut counted = 0;
        for _ in 0..ms / PICTURE_MS {
            self.now = self.now + PICTURE_MS;
            self.watch.see(Some(&figure.pose()), &self.rest, self.now);
            counted += i64::from(self.watch.counts()) * PICTURE_MS;
        }
        counted as f64 / ms as f64
    }
}

/// The items with a rule for a hold, one entry for each of their sides.
fn ruled() -> Vec<(Item, Side)> {
    let catalogue = Catalogue::embedded().unwrap();
    let mut all = Vec::new();
    for item in catalogue.items().iter().filter(|item| item.pose.is_some() && item.reps.is_none()) {
        for side in item.sides() {
            all.push((item.clone(), side.unwrap_or(Side::Right)));
        }
    }
    all
}

#[test]
fn stretches_that_a_camera_can_judge_have_a_rule() {
    let ids: std::collections::BTreeSet<String> =
        ruled().into_iter().map(|(item, _)| item.id).collect();
    for id in [
        "ear-to-shoulder",
        "ear-to-shoulder-turned",
        "overhead-levator-scapulae",
        "rhomboid-side",
        "rhomboid-forward",
        "side-arm",
        "side-stretch",
        "cross-body-pull",
    ] {
        assert!(ids.contains(id), "{id}");
    }
}

#[test]
fn the_right_pose_counts() {
    for (item, side) in ruled() {
        let mut trial = Trial::of(&item, side);
        let share = trial.show(&Figure::doing(&item.id).unwrap().on(side), 5_000);
        assert!(
            share > 0.9,
            "{} {side:?}: {share} {:?} {:?}",
            item.id,
            trial.watch.sight(),
            trial.watch.correction()
        );
    }
}

#[test]
fn the_wrong_side_does_not_count_and_is_corrected() {
    for (item, side) in ruled().into_iter().filter(|(item, _)| item.each_side) {
        let mut trial = Trial::of(&item, side);
        let share = trial.show(&Figure::doing(&item.id).unwrap().on(side.other()), 8_000);
        assert_eq!(share, 0.0, "{} {side:?}", item.id);
        assert!(trial.watch.correction().is_some(), "{}", item.id);
    }
}

#[test]
fn half_of_the_movement_never_counts() {
    // How far the hands reach towards the camera cannot be seen (docs/guide.md).
    for (item, side) in ruled().into_iter().filter(|(item, _)| item.id != "rhomboid-forward") {
        let mut trial = Trial::of(&item, side);
        let share = trial.show(&Figure::doing(&item.id).unwrap().on(side).share(0.5), 20_000);
        assert_eq!(share, 0.0, "{} {side:?}", item.id);
    }
}

#[test]
fn rest_does_not_count() {
    for (item, side) in ruled() {
        assert_eq!(Trial::of(&item, side).show(&Figure::REST, 10_000), 0.0, "{}", item.id);
    }
}

#[test]
fn a_dropped_arm_stops_the_count_and_the_cue_names_it() {
    let needs_arms = |item: &Item| item.id != "ear-to-shoulder";
    for (item, side) in ruled().into_iter().filter(|(item, _)| needs_arms(item)) {
        let good = Figure::doing(&item.id).unwrap().on(side);
        for arm in 0..2 {
            let mut trial = Trial::of(&item, side);
            trial.show(&good, 2_000);
            let mut dropped = good;
            dropped.arms[arm] = Figure::REST.arms[arm];
            // In the turned ear-to-shoulder stretch one arm hangs down anyway.
            if dropped == good {
                continue;
            }
            let share = trial.show(&dropped, 5_000);
            assert!(share < 0.05, "{} {side:?} arm {arm}: {share}", item.id);
            assert!(!trial.watch.is_held() && trial.watch.correction().is_some(), "{}", item.id);
        }
    }
}

#[test]
fn a_raised_shoulder_is_corrected_and_ends_the_hold() {
    let catalogue = Catalogue::embedded().unwrap();
    let item = catalogue.item("ear-to-shoulder").unwrap();
    let mut trial = Trial::of(item, Side::Right);
    let mut figure = Figure::doing(&item.id).unwrap();
    trial.show(&figure, 2_000);
    assert!(trial.watch.is_held());
    figure.raised_cm = [0.0, 7.0];
    trial.show(&figure, 2_000);
    let lower = Correction::Check("Lower your right shoulder.".into());
    assert_eq!(trial.watch.correction(), Some(&lower));
    assert!(!trial.watch.is_held());
    figure.raised_cm = [0.0, 1.0];
    trial.show(&figure, 2_000);
    assert!(trial.watch.is_held() && trial.watch.correction().is_none());
}

#[test]
fn an_elbow_outside_the_image_is_reported() {
    let catalogue = Catalogue::embedded().unwrap();
    let item = catalogue.item("overhead-levator-scapulae").unwrap();
    let mut trial = Trial::of(item, Side::Right);
    let mut pose = Figure::doing(&item.id).unwrap().pose();
    pose.keypoints[plumbline_core::body::Landmark::RightElbow.index()].in_image.y = -20.0;
    for _ in 0..30 {
        trial.now = trial.now + PICTURE_MS;
        trial.watch.see(Some(&pose), &trial.rest, trial.now);
    }
    assert_eq!(
        trial.watch.sight(),
        HoldView::Unseen(Unseen::Outside(plumbline_core::body::Landmark::RightElbow))
    );
    assert_eq!(
        trial.watch.correction(),
        Some(&Correction::Unseen(Unseen::Outside(plumbline_core::body::Landmark::RightElbow)))
    );
}

#[test]
fn an_empty_image_and_another_person_do_not_count() {
    // Looking away counts without a person in view, too.
    let is_seen = |(item, _): &(Item, Side)| !item.pose.as_ref().unwrap().away_counts;
    for (item, side) in ruled().into_iter().filter(is_seen) {
        let mut trial = Trial::of(&item, side);
        let good = Figure::doing(&item.id).unwrap().on(side);
        let far = Figure { distance_cm: 300.0, ..good };
        let beside = Figure { aside_cm: 62.0, ..good };
        for other in [far, beside] {
            let share = trial.show(&other, 3_000);
            assert_eq!(share, 0.0, "{} {side:?} {other:?}", item.id);
        }
        trial.now = trial.now + PICTURE_MS;
        trial.watch.see(None, &trial.rest, trial.now);
        assert_eq!(trial.watch.sight(), HoldView::Nobody);
    }
}

#[test]
fn looking_away_counts_with_a_hidden_face_and_with_nobody_in_view() {
    let catalogue = Catalogue::embedded().unwrap();
    let item = catalogue.item("look-far").unwrap();
    let mut trial = Trial::of(item, Side::Right);
    assert_eq!(trial.show(&Figure::REST, 3_000), 0.0);
    assert!(trial.show(&Figure::doing("look-far").unwrap(), 3_000) > 0.8);
    for _ in 0..20 {
        trial.now = trial.now + PICTURE_MS;
        trial.watch.see(None, &trial.rest, trial.now);
        assert!(trial.watch.counts());
    }
    assert!(trial.show(&Figure::REST, 3_000) < 0.1);
}

#[test]
fn a_stiff_person_is_not_urged_beyond_their_own_range() {
    let catalogue = Catalogue::embedded().unwrap();
    let item = catalogue.item("ear-to-shoulder").unwrap();
    let mut trial = Trial::of(item, Side::Right);
    let stiff = Figure { head_tilt_left_deg: 20.5, ..Figure::REST };
    assert_eq!(trial.show(&stiff, 4_000), 0.0);
    assert!(trial.show(&stiff, 6_000) > 0.7);
    assert!(trial.watch.is_own_range());
    // Less than the person's own range does not count.
    let less = Figure { head_tilt_left_deg: 8.0, ..Figure::REST };
    assert!(trial.show(&less, 3_000) < 0.05);
}

proptest! {
    /// For any sequence of poses, a hold begins only after [`ENTER_MS`] and ends only after
    /// [`LEAVE_MS`], so it never flickers.
    #[test]
    fn a_hold_never_flickers(shares in prop::collection::vec(0.0f64..1.3, 1..120), which in 0usize..15) {
        let ruled = ruled();
        let (item, side) = &ruled[which % ruled.len()];
        let mut trial = Trial::of(item, *side);
        let good = Figure::doing(&item.id).unwrap().on(*side);
        let mut changed_at = trial.now;
        for share in shares {
            let was_held = trial.watch.is_held();
            trial.show(&good.share(share), PICTURE_MS);
            if trial.watch.is_held() != was_held {
                let lasted = trial.now.since_ms(changed_at);
                let least = if was_held { LEAVE_MS } else { ENTER_MS };
                prop_assert!(lasted >= least, "{lasted} ms, was held: {was_held}");
                changed_at = trial.now;
            }
            prop_assert!(!trial.watch.counts() || trial.watch.is_held());
        }
    }

    /// Jitter within the slack neither begins nor ends a hold.
    #[test]
    fn jitter_within_the_slack_keeps_a_hold(jitters in prop::collection::vec(-2.0f64..2.0, 50)) {
        let catalogue = Catalogue::embedded().unwrap();
        let item = catalogue.item("ear-to-shoulder").unwrap();
        let mut trial = Trial::of(item, Side::Right);
        trial.show(&Figure { head_tilt_left_deg: 25.0, ..Figure::REST }, 1_000);
        prop_assert!(trial.watch.is_held());
        for jitter in jitters {
            let figure = Figure { head_tilt_left_deg: 20.0 + jitter, ..Figure::REST };
            prop_assert_eq!(trial.show(&figure, PICTURE_MS), 1.0);
        }
    }
}
