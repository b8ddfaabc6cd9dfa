use super::*;
use crate::posture::reading::Measure;
use proptest::prelude::*;

const MINUTE_MS: f64 = 60_000.0;

/// A person whose ears are at `head_cm` in level space, with these angles.
fn sitter(head_cm: [f64; 3], yaw_deg: f64, shoulders_deg: f64, head_deg: f64) -> Measures {
    let mut measures = Measures::nobody();
    measures.set_head_cm(Some(head_cm));
    let mut set = |quantity, value, sd| {
        measures.set(quantity, Measure::Known(Measured::plain(value, sd, 1.0)));
    };
    set(Quantity::ScreenDistance, head_cm[2], 0.05 * head_cm[2]);
    set(Quantity::HeadYaw, yaw_deg, 1.0);
    set(Quantity::ShoulderTilt, shoulders_deg, 0.5);
    set(Quantity::HeadTilt, head_deg, 0.5);
    measures
}

fn found(measures: &Measures, point: DeskPoint) -> DeskFinding {
    let findings = check(measures, Picture::default(), FacingTimes::default());
    findings.into_iter().find(|(of, _)| *of == point).unwrap().1
}

#[test]
fn at_a_good_desk_nothing_is_to_change() {
    let light = Some(Light { face: 0.5, around: 0.4 });
    let picture = Picture { light, face_at: Some(0.4) };
    let facing = FacingTimes::of(50.0 * MINUTE_MS, 2.0 * MINUTE_MS, 3.0 * MINUTE_MS);
    for (_, finding) in check(&sitter([2.0, 4.0, 62.0], -2.0, 1.0, 0.5), picture, facing) {
        assert_eq!(finding, DeskFinding::Fine);
    }
}

#[test]
fn a_laptop_on_the_table_is_low_and_a_camera_on_a_high_screen_is_high() {
    let height = |down_cm| found(&sitter([0.0, down_cm, 60.0], 0.0, 0.0, 0.0), DeskPoint::Height);
    assert_eq!(height(-22.0), DeskFinding::CameraLow { below_eyes_cm: 24.0 });
    assert_eq!(height(16.0), DeskFinding::CameraHigh { above_eyes_cm: 14.0 });
    assert_eq!(height(-8.0), DeskFinding::Fine);
    assert_eq!(found(&Measures::nobody(), DeskPoint::Height), DeskFinding::Unknown);
}

#[test]
fn a_distance_is_judged_only_beyond_its_uncertainty() {
    let distance = |cm, sd_cm| {
        let mut measures = Measures::nobody();
        let measured = Measured::plain(cm, sd_cm, 1.0);
        measures.set(Quantity::ScreenDistance, Measure::Known(measured));
        found(&measures, DeskPoint::Distance)
    };
    assert_eq!(distance(42.0, 3.0), DeskFinding::TooNear { cm: 42.0 });
    assert_eq!(distance(42.0, 9.0), DeskFinding::DistanceUnsure { cm: 42.0, sd_cm: 9.0 });
    assert_eq!(distance(48.0, 3.0), DeskFinding::Fine);
    assert_eq!(distance(62.0, 20.0), DeskFinding::Fine);
    assert_eq!(distance(90.0, 6.0), DeskFinding::TooFar { cm: 90.0 });
}

#[test]
fn the_side_is_the_persons_own() {
    let ahead =
        |x_cm, yaw_deg| found(&sitter([x_cm, 0.0, 60.0], yaw_deg, 0.0, 0.0), DeskPoint::Ahead);
    // At the right of the image and turned to the camera.
    assert_eq!(ahead(18.0, -16.7), DeskFinding::SitsAside { side: Side::Left });
    assert_eq!(ahead(-18.0, 16.7), DeskFinding::SitsAside { side: Side::Right });
    // The camera stands beside the screen.
    assert_eq!(ahead(0.0, 25.0), DeskFinding::LooksAside { side: Side::Left });
    assert_eq!(ahead(0.0, -25.0), DeskFinding::LooksAside { side: Side::Right });
    assert_eq!(ahead(5.0, 2.0), DeskFinding::Fine);
}

#[test]
fn a_camera_that_is_not_level_turns_the_head_with_the_shoulders() {
    let level = |shoulders_deg, head_deg| {
        found(&sitter([0.0, 0.0, 60.0], 0.0, shoulders_deg, head_deg), DeskPoint::Level)
    };
    // The left shoulder is lower, and the head is level: it leans towards the right shoulder.
    assert_eq!(level(7.0, -7.0), DeskFinding::ShoulderHigher { side: Side::Right, deg: 7.0 });
    assert_eq!(level(-7.0, 6.0), DeskFinding::ShoulderHigher { side: Side::Left, deg: 7.0 });
    assert_eq!(level(7.0, 0.5), DeskFinding::CameraNotLevel { deg: 7.0 });
    assert_eq!(level(3.0, -3.0), DeskFinding::Fine);
}

#[test]
fn the_face_belongs_in_the_upper_half_of_the_picture() {
    let found = [0.1, 0.3, 0.7].map(tilt);
    assert_eq!(found, [DeskFinding::TiltedDown, DeskFinding::Fine, DeskFinding::TiltedUp]);
}

#[test]
fn a_window_behind_is_told_from_a_dark_room() {
    let light = |face, around| light_finding(Light { face, around });
    assert_eq!(light(0.2, 0.7), DeskFinding::LightBehind);
    assert_eq!(light(0.08, 0.05), DeskFinding::TooDark);
    assert_eq!(light(0.45, 0.7), DeskFinding::Fine);
    assert_eq!(light(0.2, 0.4), DeskFinding::Fine);
}

#[test]
fn a_second_screen_needs_a_fifth_of_the_time() {
    let of = |ahead, left, right| {
        second_screen(FacingTimes::of(ahead * MINUTE_MS, left * MINUTE_MS, right * MINUTE_MS))
    };
    assert_eq!(of(5.0, 0.0, 10.0), DeskFinding::Unknown);
    assert_eq!(
        of(15.0, 1.0, 16.0),
        DeskFinding::LooksToSecondScreen { side: Side::Right, share: 0.5 }
    );
    assert_eq!(of(30.0, 3.0, 3.0), DeskFinding::Fine);
}

proptest! {
    #[test]
    fn in_a_mirrored_picture_the_sides_are_exchanged(
        x_cm in -40.0f64..40.0, yaw_deg in -40.0f64..40.0,
        shoulders_deg in -12.0f64..12.0, head_deg in -12.0f64..12.0,
    ) {
        let seen = sitter([x_cm, 0.0, 60.0], yaw_deg, shoulders_deg, head_deg);
        let mirrored = sitter([-x_cm, 0.0, 60.0], -yaw_deg, -shoulders_deg, -head_deg);
        for point in [DeskPoint::Ahead, DeskPoint::Level] {
            let exchanged = match found(&mirrored, point) {
                DeskFinding::SitsAside { side } => DeskFinding::SitsAside { side: side.other() },
                DeskFinding::LooksAside { side } => DeskFinding::LooksAside { side: side.other() },
                DeskFinding::ShoulderHigher { side, deg } => {
                    DeskFinding::ShoulderHigher { side: side.other(), deg }
                }
                same => same,
            };
            prop_assert_eq!(found(&seen, point), exchanged);
        }
    }
}
