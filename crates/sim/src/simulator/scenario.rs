//! The scenarios: what the simulated person and camera do, one row per scenario.
//!
//! Every scenario starts upright for the calibration and then moves. *Confounders* are movements
//! that must not be reported as a fault. They may move ears or shoulders a little (looking down
//! bends the lower neck of some people); [`Truth`](super::Truth) contains what really moved.

use super::body3d::Movement;
use super::camera::CameraRange;
use super::dice::Dice;
use plumbline_core::body::Fault;

/// The purpose of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Upright with natural sway only.
    Upright,
    /// Upright with small movements of everything else: the negatives for the detection of faults.
    Mixed,
    /// A single fault.
    Fault,
    /// A single movement that is not a fault of head or shoulders.
    Confounder,
    /// Several movements at once.
    Combination,
}

/// The input of a scenario's movement.
#[derive(Debug)]
pub struct Setting<'a> {
    pub dice: &'a mut Dice,
    /// Distance from the camera to the eyes when upright.
    pub distance_cm: f64,
    /// Height of the shoulder points above the hips.
    pub shoulders_above_hips_cm: f64,
}

/// The move of the camera after the calibration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraMove {
    pub up_cm: f64,
    /// Away from the person.
    pub back_cm: f64,
}

impl CameraMove {
    /// The camera does not move.
    pub const NONE: Self = Self { up_cm: 0.0, back_cm: 0.0 };
}

#[derive(Debug, Clone, Copy)]
pub struct Scenario {
    /// The stable name.
    pub name: &'static str,
    pub kind: Kind,
    /// The faults that the scenario shows on purpose.
    pub faults: &'static [Fault],
    /// The range of camera positions.
    pub camera: CameraRange,
    /// The move of the camera after the calibration.
    pub camera_move: CameraMove,
    /// The movement of the person after the calibration.
    pub movement: fn(&mut Setting<'_>) -> Movement,
}

impl Scenario {
    /// The scenario with the given name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        SCENARIOS.iter().find(|scenario| scenario.name == name)
    }
}

const NONE: Movement = Movement {
    seat_left_cm: 0.0,
    seat_back_cm: 0.0,
    seat_up_cm: 0.0,
    trunk_lean_deg: 0.0,
    trunk_side_lean_deg: 0.0,
    trunk_yaw_deg: 0.0,
    slouch_cm: 0.0,
    raised_left_cm: 0.0,
    raised_right_cm: 0.0,
    protracted_cm: 0.0,
    head_forward_cm: 0.0,
    neck_follows: 0.0,
    head_pitch_deg: 0.0,
    head_yaw_deg: 0.0,
    head_roll_deg: 0.0,
};

/// Minimum distance between the person and the camera when leaning in.
const NEAREST_CM: f64 = 30.0;

/// Moves the shoulders `by_cm` towards the screen, partly by tilting the trunk about the hips and
/// partly by sliding the seat forward. The ears stay over the shoulders.
fn lean_in(setting: &mut Setting<'_>, by_cm: f64) -> Movement {
    let by_cm = by_cm.min(setting.distance_cm - NEAREST_CM).max(0.0);
    let tipped_cm = by_cm * setting.dice.uniform(0.4, 0.9);
    let lean_rad = (tipped_cm / setting.shoulders_above_hips_cm).clamp(0.0, 0.7).asin();
    Movement { trunk_lean_deg: lean_rad.to_degrees(), seat_back_cm: -(by_cm - tipped_cm), ..NONE }
}

/// Small movements of everything that is not a fault.
fn a_little_of_everything(setting: &mut Setting<'_>) -> Movement {
    let by_cm = setting.dice.uniform(0.0, 12.0);
    let lean = lean_in(setting, by_cm);
    let dice = &mut *setting.dice;
    lean.plus(&Movement {
        seat_left_cm: dice.normal_within(0.0, 4.0, 2.5),
        seat_back_cm: dice.normal_within(0.0, 4.0, 2.5),
        trunk_yaw_deg: dice.normal_within(0.0, 6.0, 2.5),
        trunk_side_lean_deg: dice.normal_within(0.0, 2.0, 2.5),
        head_pitch_deg: dice.normal_within(0.0, 7.0, 2.5),
        head_yaw_deg: dice.normal_within(0.0, 8.0, 2.5),
        head_roll_deg: dice.normal_within(0.0, 4.0, 2.5),
        ..NONE
    })
}

const fn row(
    name: &'static str,
    kind: Kind,
    faults: &'static [Fault],
    movement: fn(&mut Setting<'_>) -> Movement,
) -> Scenario {
    Scenario {
        name,
        kind,
        faults,
        camera: CameraRange::DESK,
        camera_move: CameraMove::NONE,
        movement,
    }
}

const fn fault(
    name: &'static str,
    faults: &'static [Fault],
    movement: fn(&mut Setting<'_>) -> Movement,
) -> Scenario {
    row(name, Kind::Fault, faults, movement)
}

const fn confounder(name: &'static str, movement: fn(&mut Setting<'_>) -> Movement) -> Scenario {
    row(name, Kind::Confounder, &[], movement)
}

const FORWARD: &[Fault] = &[Fault::ForwardHead];
const BOTH: &[Fault] = &[Fault::RaisedShoulders];
const LEFT: &[Fault] = &[Fault::RaisedShoulderLeft];
const RIGHT: &[Fault] = &[Fault::RaisedShoulderRight];
const SLOUCH: &[Fault] = &[Fault::Slouch];
const TILT: &[Fault] = &[Fault::HeadTilt];

/// All scenarios. Names are stable and contain the amounts.
pub const SCENARIOS: &[Scenario] = &[
    row("upright", Kind::Upright, &[], |_| NONE),
    row("upright_mixed", Kind::Mixed, &[], a_little_of_everything),
    // --- one fault each
    fault("forward_head_2cm", FORWARD, |_| Movement { head_forward_cm: 2.0, ..NONE }),
    fault("forward_head_4cm", FORWARD, |_| Movement { head_forward_cm: 4.0, ..NONE }),
    fault("forward_head_6cm", FORWARD, |_| Movement { head_forward_cm: 6.0, ..NONE }),
    fault("forward_head_8cm", FORWARD, |_| Movement { head_forward_cm: 8.0, ..NONE }),
    fault("raised_both_1cm", BOTH, |_| raised(1.0, 1.0)),
    fault("raised_both_2.5cm", BOTH, |_| raised(2.5, 2.5)),
    fault("raised_both_4cm", BOTH, |_| raised(4.0, 4.0)),
    fault("raised_both_6cm", BOTH, |_| raised(6.0, 6.0)),
    fault("raised_left_2.5cm", LEFT, |_| raised(2.5, 0.0)),
    fault("raised_left_5cm", LEFT, |_| raised(5.0, 0.0)),
    fault("raised_right_5cm", RIGHT, |_| raised(0.0, 5.0)),
    fault("slouch_3cm", SLOUCH, |s| slouch(s, 3.0)),
    fault("slouch_6cm", SLOUCH, |s| slouch(s, 6.0)),
    fault("head_tilt_15deg", TILT, |s| Movement { head_roll_deg: 15.0 * s.dice.sign(), ..NONE }),
    fault("head_tilt_25deg", TILT, |s| Movement { head_roll_deg: 25.0 * s.dice.sign(), ..NONE }),
    // --- one confounder each
    confounder("lean_in_25cm", |s| lean_in(s, 25.0)),
    confounder("look_down_30deg", |_| Movement { head_pitch_deg: 30.0, ..NONE }),
    confounder("look_up_30deg", |_| Movement { head_pitch_deg: -30.0, ..NONE }),
    confounder("head_turn_35deg", |s| Movement { head_yaw_deg: 35.0 * s.dice.sign(), ..NONE }),
    confounder("head_roll_20deg", |s| Movement { head_roll_deg: 20.0 * s.dice.sign(), ..NONE }),
    confounder("seat_aside_15cm", |s| Movement { seat_left_cm: 15.0 * s.dice.sign(), ..NONE }),
    confounder("seat_back_15cm", |_| Movement { seat_back_cm: 15.0, ..NONE }),
    confounder("trunk_turn_25deg", |s| Movement { trunk_yaw_deg: 25.0 * s.dice.sign(), ..NONE }),
    confounder("side_lean_8deg", |s| Movement { trunk_side_lean_deg: 8.0 * s.dice.sign(), ..NONE }),
    Scenario {
        camera: CameraRange::at_height((29.0, 31.0)),
        ..confounder("camera_high_30cm", |_| NONE)
    },
    Scenario {
        camera: CameraRange::at_height((-11.0, -9.0)),
        ..confounder("camera_low_10cm", |_| NONE)
    },
    Scenario {
        camera: CameraRange::at_height((-10.0, 10.0)),
        camera_move: CameraMove { up_cm: 30.0, back_cm: 0.0 },
        ..confounder("camera_raised_30cm", |_| NONE)
    },
    Scenario {
        camera: CameraRange::at_height((0.0, 30.0)),
        camera_move: CameraMove { up_cm: -10.0, back_cm: 0.0 },
        ..confounder("camera_lowered_10cm", |_| NONE)
    },
    Scenario {
        camera: CameraRange::at_height((-25.0, -10.0)),
        camera_move: CameraMove { up_cm: 15.0, back_cm: 5.0 },
        ..confounder("laptop_raised_15cm", |_| Movement { head_pitch_deg: -8.0, ..NONE })
    },
    // --- several movements at once
    row("forward_head_4cm_mixed", Kind::Combination, FORWARD, |s| {
        a_little_of_everything(s).plus(&Movement { head_forward_cm: 4.0, ..NONE })
    }),
    row("raised_both_2.5cm_mixed", Kind::Combination, BOTH, |s| {
        a_little_of_everything(s).plus(&raised(2.5, 2.5))
    }),
    row("raised_left_2.5cm_mixed", Kind::Combination, LEFT, |s| {
        a_little_of_everything(s).plus(&raised(2.5, 0.0))
    }),
    row("raised_both_4cm_mixed", Kind::Combination, BOTH, |s| {
        a_little_of_everything(s).plus(&raised(4.0, 4.0))
    }),
    row("forward_head_5cm_lean_in_15cm", Kind::Combination, FORWARD, |s| {
        lean_in(s, 15.0).plus(&Movement { head_forward_cm: 5.0, ..NONE })
    }),
    row("forward_head_5cm_look_down_20deg", Kind::Combination, FORWARD, |_| Movement {
        head_forward_cm: 5.0,
        head_pitch_deg: 20.0,
        ..NONE
    }),
    row(
        "forward_head_5cm_raised_both_4cm",
        Kind::Combination,
        &[Fault::ForwardHead, Fault::RaisedShoulders],
        |_| Movement { head_forward_cm: 5.0, ..raised(4.0, 4.0) },
    ),
    row(
        "forward_head_4cm_slouch_4cm",
        Kind::Combination,
        &[Fault::ForwardHead, Fault::Slouch],
        |s| Movement { head_forward_cm: 4.0, ..slouch(s, 4.0) },
    ),
    // The eyes at this distance, the ears about 8 cm farther: nearer than the limit of "too close" or not far from it.
    Scenario {
        camera: CameraRange {
            distance_cm: (45.0, 80.0),
            above_eyes_cm: (-3.0, 12.0),
            aside_cm: 8.0,
        },
        ..row("near_20_to_50cm", Kind::Combination, &[], |s| {
            let to_cm = s.dice.uniform(20.0, 50.0);
            Movement { seat_back_cm: to_cm - s.distance_cm, ..NONE }
        })
    },
    row("lean_in_15cm_neck_follows", Kind::Combination, &[], |s| {
        let follows = s.dice.uniform(0.5, 1.0);
        Movement { neck_follows: follows, ..lean_in(s, 15.0) }
    }),
];

const fn raised(left_cm: f64, right_cm: f64) -> Movement {
    Movement { raised_left_cm: left_cm, raised_right_cm: right_cm, ..NONE }
}

/// Slouching moves the shoulders forward, and the neck follows part of the movement.
fn slouch(setting: &mut Setting<'_>, slouch_cm: f64) -> Movement {
    Movement {
        slouch_cm,
        protracted_cm: 0.2 * slouch_cm,
        neck_follows: setting.dice.uniform(0.0, 0.3),
        ..NONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for (i, scenario) in SCENARIOS.iter().enumerate() {
            let first = SCENARIOS.iter().position(|s| s.name == scenario.name);
            assert_eq!(first, Some(i), "{}", scenario.name);
            assert_eq!(Scenario::named(scenario.name).unwrap().name, scenario.name);
        }
        assert!(Scenario::named("no such thing").is_none());
    }

    #[test]
    fn confounders_move_something_but_no_fault_of_head_and_shoulders() {
        for scenario in SCENARIOS.iter().filter(|s| s.kind == Kind::Confounder) {
            assert!(scenario.faults.is_empty());
            let mut dice = Dice::new(2, 0, scenario.name);
            let mut setting =
                Setting { dice: &mut dice, distance_cm: 80.0, shoulders_above_hips_cm: 45.0 };
            let movement = (scenario.movement)(&mut setting);
            assert_eq!(movement.head_forward_cm, 0.0);
            assert_eq!(movement.raised_left_cm, 0.0);
            assert_eq!(movement.raised_right_cm, 0.0);
            assert_eq!(movement.slouch_cm, 0.0);
            let camera_differs =
                scenario.camera_move != CameraMove::NONE || scenario.camera != CameraRange::DESK;
            assert!(movement != NONE || camera_differs, "{}", scenario.name);
        }
    }

    #[test]
    fn leaning_in_keeps_the_minimum_distance() {
        let mut dice = Dice::new(2, 0, "lean");
        let mut setting =
            Setting { dice: &mut dice, distance_cm: 45.0, shoulders_above_hips_cm: 45.0 };
        let leaning = lean_in(&mut setting, 25.0);
        let tipped_cm = 45.0 * leaning.trunk_lean_deg.to_radians().sin();
        assert!((tipped_cm - leaning.seat_back_cm - 15.0).abs() < 1e-9);
    }
}
