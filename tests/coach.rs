//! Rules of the coach on real pictures through the real model. Only the head's tilt can be shown with
//! what is here: a photograph, warped.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

use plumbline::body::{MonotonicMs, Side};
use plumbline::catalogue::Catalogue;
use plumbline::coaching::guide::hold::{HoldWatch, Sight};
use plumbline::coaching::guide::rest::RestWatch;
use plumbline::frames::demo::{Warp, picture};
use plumbline::pose::{ModelVariant, Tracker, TrackerOptions};

const PICTURE_MS: i64 = 200;

struct Mirror {
    tracker: Tracker,
    rest: RestWatch,
    hold: HoldWatch,
    now: MonotonicMs,
}

impl Mirror {
    /// Somebody who was at rest and is to do ear-to-shoulder for `side`.
    fn new(side: Side) -> Self {
        let catalogue = Catalogue::embedded().unwrap();
        let rule = catalogue.item("ear-to-shoulder").unwrap().pose.clone().unwrap();
        let mut mirror = Self {
            tracker: Tracker::new(ModelVariant::Full, TrackerOptions::live()).unwrap(),
            rest: RestWatch::new(65.0),
            hold: HoldWatch::new(rule, side),
            now: MonotonicMs(0),
        };
        for _ in 0..10 {
            let pose = mirror.look(Warp::default());
            mirror.rest.add(&pose, mirror.now);
        }
        assert!(mirror.rest.rest().is_some());
        mirror
    }

    fn look(&mut self, warp: Warp) -> plumbline::body::Pose {
        self.now = self.now + PICTURE_MS;
        let frame = picture(warp, self.now.0).unwrap();
        self.tracker.track(&frame).unwrap().pose.unwrap()
    }

    /// The head sinks within a second and stays; the share of the pictures after it that count.
    fn sink(&mut self, left_deg: f64, warp: Warp) -> f64 {
        const WAY: i32 = 6;
        const STAY: i32 = 12;
        let mut counted = 0;
        for i in 1..=WAY + STAY {
            let share = f64::from(i.min(WAY)) / f64::from(WAY);
            let pose = self.look(Warp { head_tilt_left_deg: left_deg * share, ..warp });
            self.hold.see(Some(&pose), &self.rest, self.now);
            counted += i32::from(i > WAY && self.hold.counts());
        }
        for (measure, value) in self.hold.values() {
            println!("{measure:?} {value:?}");
        }
        f64::from(counted) / f64::from(STAY)
    }
}

#[test]
fn a_head_that_sinks_to_the_left_stretches_the_right_side() {
    let share = Mirror::new(Side::Right).sink(28.0, Warp::default());
    assert!(share > 0.7, "{share}");
}

#[test]
fn a_head_that_sinks_to_the_right_stretches_the_left_side() {
    let share = Mirror::new(Side::Left).sink(-28.0, Warp::default());
    assert!(share > 0.7, "{share}");
}

#[test]
fn the_wrong_way_and_half_of_it_do_not_count() {
    for left_deg in [-28.0, 10.0, 0.0] {
        let mut mirror = Mirror::new(Side::Right);
        assert_eq!(mirror.sink(left_deg, Warp::default()), 0.0, "{left_deg}");
        assert!(mirror.hold.cue().is_some());
    }
}

#[test]
fn shoulders_drawn_up_meanwhile_are_told_to_go_down() {
    let mut mirror = Mirror::new(Side::Right);
    let drawn_up = Warp { shoulders_up: 1.4, ..Warp::default() };
    assert_eq!(mirror.sink(28.0, drawn_up), 0.0);
    assert!(matches!(mirror.hold.sight(), Sight::NotMet(2 | 3)), "{:?}", mirror.hold.sight());
}
