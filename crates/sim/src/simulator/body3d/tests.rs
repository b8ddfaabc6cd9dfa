use super::*;
use proptest::prelude::*;

fn person() -> Person {
    Person::sample(2, 3)
}

fn moved(movement: Movement) -> Skeleton {
    Skeleton::of(&person(), &movement)
}

#[test]
fn head_forward_moves_the_ears_by_that_much_and_lets_them_drop() {
    for number in 0..200 {
        let person = Person::sample(2, number);
        let upright = Skeleton::of(&person, &Movement::default());
        for head_forward_cm in [2.0, 4.0, 8.0] {
            let movement = Movement { head_forward_cm, ..Movement::default() };
            let forward = Skeleton::of(&person, &movement);
            let travel = forward.ear_mid_cm() - upright.ear_mid_cm();
            assert!((-travel.z - head_forward_cm).abs() < 1e-9, "{number}: {travel}");
            assert!((0.0..9.0).contains(&travel.y), "{number}: {travel}");
            assert_eq!(forward.shoulder_mid_cm(), upright.shoulder_mid_cm());
        }
    }
}

#[test]
fn raising_one_shoulder_lifts_it_by_that_much_and_moves_nothing_else() {
    let upright = moved(Movement::default());
    let raised = moved(Movement { raised_left_cm: 4.0, ..Movement::default() });
    let travel = raised.at(Landmark::LeftShoulder) - upright.at(Landmark::LeftShoulder);
    assert!((-travel.y - 4.0).abs() < 1e-9, "{travel}");
    assert!(travel.x < 0.0 && travel.x > -2.5, "inwards, a little: {travel}");
    assert_eq!(raised.at(Landmark::RightShoulder), upright.at(Landmark::RightShoulder));
    assert_eq!(raised.ear_mid_cm(), upright.ear_mid_cm());
}

#[test]
fn a_slouch_sinks_the_base_of_the_neck_and_brings_it_forward() {
    let upright = moved(Movement::default());
    let slouched = moved(Movement { slouch_cm: 5.0, ..Movement::default() });
    let travel = slouched.neck_pivot_cm - upright.neck_pivot_cm;
    assert!((travel.y - 5.0).abs() < 1e-6, "{travel}");
    assert!((-10.0..0.0).contains(&travel.z), "{travel}");
    assert!(slouched.shoulder_mid_cm().y > upright.shoulder_mid_cm().y + 3.0);
    assert!(slouched.ear_mid_cm().y > upright.ear_mid_cm().y + 3.0);
}

#[test]
fn leaning_with_a_held_neck_keeps_the_ears_as_far_ahead_of_the_shoulders() {
    let ahead = |s: &Skeleton| s.shoulder_mid_cm().z - s.ear_mid_cm().z;
    let upright = ahead(&moved(Movement::default()));
    let held = ahead(&moved(Movement { trunk_lean_deg: 25.0, ..Movement::default() }));
    assert!((held - upright).abs() < 0.2, "{held} {upright}");
    let going_along = Movement { trunk_lean_deg: 25.0, neck_follows: 1.0, ..Movement::default() };
    assert!(ahead(&moved(going_along)) > upright + 4.0);
}

#[test]
fn a_fully_following_neck_moves_with_the_trunk_as_one_piece() {
    let upright = moved(Movement::default());
    let leaning =
        moved(Movement { trunk_lean_deg: 20.0, neck_follows: 1.0, ..Movement::default() });
    let reach = |s: &Skeleton| (s.atlas_cm - s.shoulder_mid_cm()).norm();
    assert!((reach(&upright) - reach(&leaning)).abs() < 1e-9);
}

#[test]
fn signs_match_the_documentation() {
    let upright = moved(Movement::default());
    let nose = |m: Movement| moved(m).at(Landmark::Nose) - upright.at(Landmark::Nose);
    let ear = |m: Movement| moved(m).at(Landmark::LeftEar) - upright.at(Landmark::LeftEar);
    assert!(nose(Movement { head_pitch_deg: 20.0, ..Movement::default() }).y > 2.0);
    assert!(nose(Movement { head_yaw_deg: 20.0, ..Movement::default() }).x > 2.0);
    assert!(ear(Movement { head_roll_deg: 20.0, ..Movement::default() }).y > 1.0);
    assert!(nose(Movement { trunk_lean_deg: 10.0, ..Movement::default() }).z < -5.0);
    assert!(nose(Movement { trunk_side_lean_deg: 10.0, ..Movement::default() }).x > 5.0);
    assert!(nose(Movement { seat_left_cm: 3.0, ..Movement::default() }).x > 2.9);
    let shoulder =
        |m: Movement| moved(m).at(Landmark::LeftShoulder) - upright.at(Landmark::LeftShoulder);
    assert!(shoulder(Movement { trunk_yaw_deg: 20.0, ..Movement::default() }).z > 2.0);
    assert!(shoulder(Movement { protracted_cm: 2.0, ..Movement::default() }).z < -1.9);
}

prop_compose! {
    fn any_movement()(
        trunk in prop::array::uniform3(-25.0f64..25.0),
        seat in prop::array::uniform2(-15.0f64..15.0),
        slouch_cm in 0.0f64..8.0,
        raised in prop::array::uniform2(0.0f64..6.0),
        head_forward_cm in 0.0f64..8.0,
        neck_follows in 0.0f64..1.0,
        pitch in -35.0f64..35.0,
        yaw in -60.0f64..60.0,
        roll in -25.0f64..25.0,
    ) -> Movement {
        Movement {
            seat_left_cm: seat[0],
            seat_back_cm: seat[1],
            trunk_lean_deg: trunk[0],
            trunk_side_lean_deg: trunk[1] / 2.0,
            trunk_yaw_deg: trunk[2],
            slouch_cm,
            raised_left_cm: raised[0],
            raised_right_cm: raised[1],
            head_forward_cm,
            neck_follows,
            head_pitch_deg: pitch,
            head_yaw_deg: yaw,
            head_roll_deg: roll,
            ..Movement::default()
        }
    }
}

proptest! {
    #[test]
    fn bones_keep_their_length_whatever_moves(number in 0u64..40, movement in any_movement()) {
        let person = Person::sample(2, number);
        let upright = Skeleton::of(&person, &Movement::default());
        let skeleton = Skeleton::of(&person, &movement);
        let neck = (skeleton.atlas_cm - skeleton.neck_pivot_cm).norm();
        prop_assert!((neck - person.neck_length_cm).abs() < 1e-9, "{neck}");
        for (a, b) in [
            (Landmark::LeftEar, Landmark::RightEar),
            (Landmark::Nose, Landmark::LeftEar),
            (Landmark::MouthLeft, Landmark::RightEyeOuter),
        ] {
            let length = |s: &Skeleton| (s.at(a) - s.at(b)).norm();
            prop_assert!((length(&skeleton) - length(&upright)).abs() < 1e-9, "{a:?} {b:?}");
        }
        let all_finite = skeleton.landmarks_cm.iter().all(|p| p.iter().all(|v| v.is_finite()));
        prop_assert!(all_finite);
    }

    #[test]
    fn a_mirrored_movement_gives_the_mirrored_skeleton(
        number in 0u64..40, movement in any_movement(),
    ) {
        let person = Person::sample(2, number);
        let skeleton = Skeleton::of(&person, &movement);
        let mirrored = Skeleton::of(&person.mirrored(), &movement.mirrored());
        for (a, b) in [
            (Landmark::Nose, Landmark::Nose),
            (Landmark::LeftEar, Landmark::RightEar),
            (Landmark::LeftEyeOuter, Landmark::RightEyeOuter),
            (Landmark::LeftShoulder, Landmark::RightShoulder),
            (Landmark::RightShoulder, Landmark::LeftShoulder),
            (Landmark::MouthLeft, Landmark::MouthRight),
        ] {
            let (p, q) = (skeleton.at(a), mirrored.at(b));
            prop_assert!((Vector3::new(-p.x, p.y, p.z) - q).norm() < 1e-9, "{a:?}: {p} {q}");
        }
    }

    #[test]
    fn upright_has_the_forward_head_of_the_habit(number in 0u64..200) {
        let mut person = Person::sample(2, number);
        // A habitual head roll bends the neck sideways a little, which is not tested here.
        person.habit.head_roll_deg = 0.0;
        let upright = Skeleton::of(&person, &Movement::default());
        let v = upright.ear_mid_cm() - upright.shoulder_mid_cm();
        let deg = (-v.z).atan2(-v.y).to_degrees();
        prop_assert!((deg - person.habit.forward_head_deg).abs() < 0.5, "{deg}");
    }
}
