use super::*;
use crate::body::geometry::Vec2;
use crate::body::{ImageSize, Keypoint, MonotonicMs, SceneLikeness, TrunkMotion, Turn};
use crate::posture::baseline::{BaselineCapture, CalibrationProblem};
use proptest::prelude::*;

const IMAGE: ImageSize = ImageSize { width: 1280, height: 720 };

fn camera() -> CameraModel {
    CameraModel::from_hfov(IMAGE, Angle::from_deg(70.0))
}

/// A sitting person made of points in centimetres that are moved part by part and then projected.
/// Shares no formula with the measurement.
#[derive(Debug, Clone, Copy)]
struct Sitter {
    head_forward_cm: f64,
    left_raised_cm: f64,
    right_raised_cm: f64,
    lean_in_cm: f64,
    aside_cm: f64,
    size: f64,
    /// Factor on the projected shoulder width: the model's error.
    width_error: f64,
    /// Whether the trunk is recognised.
    has_trunk: bool,
}

impl Sitter {
    const UPRIGHT: Self = Self {
        head_forward_cm: 0.0,
        left_raised_cm: 0.0,
        right_raised_cm: 0.0,
        lean_in_cm: 0.0,
        aside_cm: 0.0,
        size: 1.0,
        width_error: 1.0,
        has_trunk: false,
    };

    fn pose(self) -> Pose {
        let (camera, z) = (camera(), 70.0 - self.lean_in_cm);
        let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
        let mut put = |landmark: Landmark, x: f64, y: f64, z: f64| {
            // The ears are a little above the optical axis, as for a camera on top of a screen.
            let point = Vector3::new(x + self.aside_cm, y - 9.0, z);
            pose.keypoints[landmark.index()] = Keypoint {
                in_image: camera.project(&point).unwrap(),
                z: 0.0,
                visibility: 0.99,
                presence: 0.99,
            };
        };
        let template = super::super::head::HeadTemplate::population();
        for (landmark, point) in Landmark::FACE.into_iter().zip(template.landmarks_cm()) {
            let p = point * self.size;
            put(landmark, p.x, p.y, z + p.z - self.head_forward_cm);
        }
        let (half, below) = (17.0 * self.size * self.width_error, 21.0 * self.size);
        put(Landmark::LeftShoulder, half, below - self.left_raised_cm, z + 2.0);
        put(Landmark::RightShoulder, -half, below - self.right_raised_cm, z + 2.0);
        if self.has_trunk {
            let middle = Vector3::new(self.aside_cm, below - 9.0, z + 2.0);
            pose.trunk = Some(TrunkMotion {
                reference: 1,
                scale: 72.0 / (z + 2.0),
                rotation: Angle::ZERO,
                origin_in_image: camera.project(&middle).unwrap(),
                log_scale_sd: 0.004,
                correlation: 0.95,
                shape: None,
            });
        }
        pose
    }

    /// The pose with every keypoint moved by `map`.
    fn mapped(self, map: impl Fn(Vec2) -> Vec2) -> Pose {
        let mut pose = self.pose();
        for keypoint in &mut pose.keypoints {
            keypoint.in_image = map(keypoint.in_image);
        }
        pose
    }

    fn baseline(self) -> Baseline {
        let mut capture = BaselineCapture::new(camera(), IMAGE, MonotonicMs(0));
        for _ in 0..20 {
            capture.add(Some(&self.pose()));
        }
        capture.finish().unwrap()
    }

    fn measured_against(self, baseline: &Baseline) -> Measures {
        measure(&self.pose(), &camera(), Some(baseline))
    }
}

fn delta(measures: &Measures, quantity: Quantity) -> f64 {
    measures.get(quantity).known().unwrap_or_else(|| panic!("{quantity:?}")).delta.unwrap()
}

#[test]
fn the_upright_posture_does_not_deviate_from_its_own_baseline() {
    let baseline = Sitter::UPRIGHT.baseline();
    let measures = Sitter::UPRIGHT.measured_against(&baseline);
    for quantity in [Quantity::ForwardHead, Quantity::RaisedShoulderLeft, Quantity::HeadTilt] {
        assert!(delta(&measures, quantity).abs() < 0.01, "{quantity:?}");
    }
}

#[test]
fn five_centimetres_of_forward_head_change_only_the_forward_head_angle() {
    let baseline = Sitter::UPRIGHT.baseline();
    let moved = Sitter { head_forward_cm: 5.0, ..Sitter::UPRIGHT };
    let measures = moved.measured_against(&baseline);
    let angle_deg = delta(&measures, Quantity::ForwardHead);
    assert!((10.0..18.0).contains(&angle_deg), "{angle_deg}");
    for quantity in [Quantity::RaisedShoulderLeft, Quantity::RaisedShoulderRight] {
        let other_deg = delta(&measures, quantity);
        assert!(other_deg.abs() < 2.5, "{quantity:?} {other_deg}");
    }
}

#[test]
fn one_raised_shoulder_is_measured_on_its_own_side() {
    let baseline = Sitter::UPRIGHT.baseline();
    let raised = Sitter { left_raised_cm: 4.0, ..Sitter::UPRIGHT };
    let measures = raised.measured_against(&baseline);
    assert!(delta(&measures, Quantity::RaisedShoulderLeft) > 4.0);
    assert!(delta(&measures, Quantity::RaisedShoulderRight).abs() < 1.5);
    assert!(delta(&measures, Quantity::ForwardHead).abs() < 5.0);
}

#[test]
fn leaning_in_is_not_forward_head() {
    let baseline = Sitter::UPRIGHT.baseline();
    let leaning = Sitter { lean_in_cm: 25.0, ..Sitter::UPRIGHT };
    let measures = leaning.measured_against(&baseline);
    assert!(delta(&measures, Quantity::ForwardHead).abs() < 2.0);
    assert!(delta(&measures, Quantity::RaisedShoulderLeft).abs() < 1.0);
    assert!(delta(&measures, Quantity::ScreenDistance) < -20.0);
}

#[test]
fn misread_shoulder_width_is_not_forward_head_while_the_trunk_is_recognised() {
    let upright = Sitter { has_trunk: true, ..Sitter::UPRIGHT };
    let baseline = upright.baseline();
    let misread = Sitter { width_error: 0.93, ..upright };
    assert!(delta(&misread.measured_against(&baseline), Quantity::ForwardHead).abs() < 1.0);
    let forward = Sitter { head_forward_cm: 5.0, ..misread };
    let seen_deg = delta(&forward.measured_against(&baseline), Quantity::ForwardHead);
    assert!((10.0..18.0).contains(&seen_deg), "{seen_deg}");
    // Landmarks alone would have reported forward head.
    let blind = Sitter { has_trunk: false, ..misread };
    assert!(delta(&blind.measured_against(&baseline), Quantity::ForwardHead) > 8.0);
}

#[test]
fn leaning_in_with_the_trunk_recognised_is_neither_forward_head_nor_raised_shoulders() {
    let upright = Sitter { has_trunk: true, ..Sitter::UPRIGHT };
    let baseline = upright.baseline();
    let leaning = Sitter { lean_in_cm: 20.0, ..upright };
    let measures = leaning.measured_against(&baseline);
    // The remaining change is the correction for a chest that approaches less than the shoulders.
    assert!(delta(&measures, Quantity::ForwardHead).abs() < 4.5);
    assert!(delta(&measures, Quantity::RaisedShoulderLeft).abs() < 1.5);
}

#[test]
fn a_moved_camera_makes_the_baseline_doubtful_and_a_trunk_of_another_reference_is_ignored() {
    let upright = Sitter { has_trunk: true, ..Sitter::UPRIGHT };
    let with_scene = |correlation: f64| {
        let mut pose = upright.pose();
        pose.scene = Some(SceneLikeness { reference: 1, correlation });
        pose
    };
    let mut capture = BaselineCapture::new(camera(), IMAGE, MonotonicMs(0));
    for _ in 0..20 {
        capture.add(Some(&with_scene(0.9)));
    }
    let baseline = capture.finish().unwrap();
    let forward =
        |pose: &Pose| *measure(pose, &camera(), Some(&baseline)).get(Quantity::ForwardHead);
    assert!(forward(&with_scene(0.85)).known().is_some());
    assert_eq!(forward(&with_scene(0.1)), Measure::Unmeasured(Unmeasured::BaselineDoubtful));
    let mut other = with_scene(0.9);
    other.trunk = other.trunk.map(|t| TrunkMotion { reference: 2, scale: 3.0, ..t });
    if let Some(measured) = forward(&other).known() {
        assert!(measured.delta.unwrap().abs() < 1.0, "{measured:?}");
    }
}

#[test]
fn exchanged_shoulders_are_not_measured() {
    let mut pose = Sitter::UPRIGHT.pose();
    pose.keypoints.swap(Landmark::LeftShoulder.index(), Landmark::RightShoulder.index());
    let measures = measure(&pose, &camera(), None);
    assert_eq!(*measures.get(Quantity::ForwardHead), Measure::Unmeasured(Unmeasured::TurnedTooFar));
}

#[test]
fn a_picture_on_its_side_or_upside_down_is_said_and_not_measured() {
    use Unmeasured::{PictureOnItsSide, PictureUpsideDown};
    let baseline = Sitter::UPRIGHT.baseline();
    let (width, height) = (f64::from(IMAGE.width), f64::from(IMAGE.height));
    let shrunk = height / width;
    let clockwise = Sitter::UPRIGHT.mapped(|p| Vec2::new(height - p.y * shrunk, p.x * shrunk));
    let counter = Sitter::UPRIGHT.mapped(|p| Vec2::new(p.y * shrunk, height - p.x * shrunk));
    let over = Sitter::UPRIGHT.mapped(|p| Vec2::new(width - p.x, height - p.y));
    // The turn that sets the person upright again.
    for (pose, why, turn) in [
        (clockwise, PictureOnItsSide, Turn::Counterclockwise),
        (counter, PictureOnItsSide, Turn::Clockwise),
        (over, PictureUpsideDown, Turn::Half),
    ] {
        assert_eq!(turn_to_upright(&pose), Some(turn));
        for baseline in [None, Some(&baseline)] {
            let measures = measure(&pose, &camera(), baseline);
            assert!(measures.iter().all(|(_, m)| *m == Measure::Unmeasured(why)), "{measures:?}");
        }
    }
    let measures = measure(&Sitter::UPRIGHT.pose(), &camera(), None);
    assert!(measures.get(Quantity::HeadTilt).known().is_some());
}

#[test]
fn a_shown_slouch_scales_the_persons_own_limit() {
    let mut baseline = Sitter::UPRIGHT.baseline();
    let upright = Sitter::UPRIGHT.measured_against(&baseline);
    let change = |m: &Measures, q| m.get(q).known().and_then(|k| k.delta);
    assert_eq!(
        baseline.set_slouch(&|q| change(&upright, q)),
        Err(CalibrationProblem::NotDifferent)
    );
    assert_eq!(baseline.own_limit_scale(Quantity::ForwardHead), 1.0);
    let slouched = Sitter { head_forward_cm: 7.0, ..Sitter::UPRIGHT };
    let measures = slouched.measured_against(&baseline);
    baseline.set_slouch(&|q| change(&measures, q)).unwrap();
    let scale = baseline.own_limit_scale(Quantity::ForwardHead);
    let expected = 0.5 * change(&measures, Quantity::ForwardHead).unwrap() / 6.0;
    assert!((scale - expected).abs() < 1e-9 && scale > 1.2, "{scale}");
    let again = slouched.measured_against(&baseline);
    assert_eq!(again.get(Quantity::ForwardHead).known().unwrap().own_limit_scale, scale);
}

#[test]
fn without_a_baseline_the_uncertainty_is_large() {
    let measures = measure(&Sitter::UPRIGHT.pose(), &camera(), None);
    let forward = measures.get(Quantity::ForwardHead).known().unwrap();
    assert!(forward.sd > 8.0, "{}", forward.sd);
    assert!(forward.delta.is_none());
    assert_eq!(*measures.get(Quantity::Slouch), Measure::Unmeasured(Unmeasured::NotCalibrated));
    assert_eq!(
        *measures.get(Quantity::EarShoulder),
        Measure::Unmeasured(Unmeasured::NeedsSideView)
    );
}

proptest! {
    #[test]
    fn forward_head_is_measured_for_any_body_size_and_position(
        size in 0.85f64..1.15, aside_cm in -12.0f64..12.0, forward_cm in 0.0f64..8.0,
    ) {
        let upright = Sitter { size, ..Sitter::UPRIGHT };
        let baseline = upright.baseline();
        let moved = Sitter { aside_cm, head_forward_cm: forward_cm, ..upright };
        let seen_deg = delta(&moved.measured_against(&baseline), Quantity::ForwardHead);
        let reach_cm = 21.0 * size;
        let true_deg = (forward_cm / reach_cm).atan().to_degrees();
        prop_assert!((seen_deg - true_deg).abs() < 4.0, "{seen_deg} for {true_deg}");
    }

    #[test]
    fn the_mirrored_person_has_left_and_right_exchanged(
        left_cm in 0.0f64..5.0, right_cm in 0.0f64..5.0, forward_cm in 0.0f64..6.0,
    ) {
        let baseline = Sitter::UPRIGHT.baseline();
        let person = Sitter {
            left_raised_cm: left_cm, right_raised_cm: right_cm, head_forward_cm: forward_cm,
            ..Sitter::UPRIGHT
        };
        let mirror = Sitter { left_raised_cm: right_cm, right_raised_cm: left_cm, ..person };
        let (a, b) = (person.measured_against(&baseline), mirror.measured_against(&baseline));
        for (q, mirrored) in [
            (Quantity::ForwardHead, Quantity::ForwardHead),
            (Quantity::RaisedShoulderLeft, Quantity::RaisedShoulderRight),
            (Quantity::RaisedShoulderRight, Quantity::RaisedShoulderLeft),
        ] {
            prop_assert!((delta(&a, q) - delta(&b, mirrored)).abs() < 1e-6);
        }
        let tilt = |m: &Measures| m.get(Quantity::ShoulderTilt).known().unwrap().value;
        prop_assert!((tilt(&a) + tilt(&b)).abs() < 1e-6);
    }

    #[test]
    fn the_size_of_the_image_does_not_change_the_angles(
        factor in 0.4f64..2.0, forward_cm in 0.0f64..8.0, left_cm in 0.0f64..4.0,
    ) {
        let person =
            Sitter { head_forward_cm: forward_cm, left_raised_cm: left_cm, ..Sitter::UPRIGHT };
        let image = ImageSize {
            width: (1280.0 * factor).round() as u32, height: (720.0 * factor).round() as u32,
        };
        let (fx, fy) = (f64::from(image.width) / 1280.0, f64::from(image.height) / 720.0);
        let small = |sitter: Sitter| Pose { image, ..sitter.mapped(|p| Vec2::new(p.x * fx, p.y * fy)) };
        let small_camera = CameraModel::from_hfov(image, Angle::from_deg(70.0));
        let mut capture = BaselineCapture::new(small_camera, image, MonotonicMs(0));
        for _ in 0..20 {
            capture.add(Some(&small(Sitter::UPRIGHT)));
        }
        let small_baseline = capture.finish().unwrap();
        let here = measure(&small(person), &small_camera, Some(&small_baseline));
        let there = person.measured_against(&Sitter::UPRIGHT.baseline());
        for quantity in [Quantity::ForwardHead, Quantity::RaisedShoulderLeft, Quantity::HeadTilt] {
            // Width and height are rounded to whole pixels independently.
            let gap = delta(&here, quantity) - delta(&there, quantity);
            prop_assert!(gap.abs() < 0.3, "{quantity:?} {gap}");
        }
    }

    #[test]
    fn a_camera_turned_about_its_axis_changes_neither_forward_head_nor_raised_shoulders(
        roll_deg in -6.0f64..6.0, forward_cm in 0.0f64..8.0, raised_cm in 0.0f64..4.0,
    ) {
        let center = Vec2::new(640.0, 360.0);
        let rolled = |sitter: Sitter| {
            sitter.mapped(|p| center + (p - center).rotated(Angle::from_deg(roll_deg)))
        };
        let mut capture = BaselineCapture::new(camera(), IMAGE, MonotonicMs(0));
        for _ in 0..20 {
            capture.add(Some(&rolled(Sitter::UPRIGHT)));
        }
        let rolled_baseline = capture.finish().unwrap();
        let person = Sitter {
            head_forward_cm: forward_cm, left_raised_cm: raised_cm, right_raised_cm: raised_cm,
            ..Sitter::UPRIGHT
        };
        let here = measure(&rolled(person), &camera(), Some(&rolled_baseline));
        let there = person.measured_against(&Sitter::UPRIGHT.baseline());
        for quantity in [Quantity::ForwardHead, Quantity::RaisedShoulderLeft] {
            let gap = delta(&here, quantity) - delta(&there, quantity);
            prop_assert!(gap.abs() < 1.0, "{quantity:?} {gap}");
        }
    }

    #[test]
    fn a_seat_moved_aside_or_back_changes_no_angle(
        aside_cm in -14.0f64..14.0, back_cm in -15.0f64..15.0, raised_cm in 0.0f64..4.0,
    ) {
        let upright = Sitter { has_trunk: true, ..Sitter::UPRIGHT };
        let baseline = upright.baseline();
        let raised = Sitter { left_raised_cm: raised_cm, right_raised_cm: raised_cm, ..upright };
        let moved = Sitter { aside_cm, lean_in_cm: back_cm, ..raised };
        let (here, there) = (moved.measured_against(&baseline), raised.measured_against(&baseline));
        for (quantity, limit_deg) in
            [(Quantity::ForwardHead, 4.0), (Quantity::RaisedShoulderLeft, 1.2)]
        {
            let gap = delta(&here, quantity) - delta(&there, quantity);
            prop_assert!(gap.abs() < limit_deg, "{quantity:?} {gap}");
        }
    }

    #[test]
    fn garbage_landmarks_never_panic_and_never_give_infinite_measures(
        seed in prop::collection::vec(
            (prop::num::f64::ANY, prop::num::f64::ANY, prop::num::f64::ANY, 0.0f64..1.0), 33)
    ) {
        let mut pose = Sitter::UPRIGHT.pose();
        for (keypoint, (x, y, z, visibility)) in pose.keypoints.iter_mut().zip(seed) {
            *keypoint =
                Keypoint { in_image: Vec2::new(x, y), z, visibility, presence: visibility };
        }
        for (_, m) in measure(&pose, &camera(), None).iter() {
            if let Some(m) = m.known() {
                prop_assert!(m.value.is_finite() && (0.0..=1.0).contains(&m.confidence));
            }
        }
    }
}

/// A profile with the person facing the right of the image.
fn profile(ear_ahead_px: f64) -> Pose {
    let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
    let mut put = |landmark: Landmark, x: f64, y: f64, z: f64| {
        pose.keypoints[landmark.index()] =
            Keypoint { in_image: Vec2::new(x, y), z, visibility: 0.95, presence: 0.95 };
    };
    put(Landmark::RightShoulder, 600.0, 500.0, -0.15);
    put(Landmark::LeftShoulder, 612.0, 498.0, 0.15);
    put(Landmark::RightEar, 600.0 + ear_ahead_px, 300.0, -0.1);
    put(Landmark::Nose, 690.0 + ear_ahead_px, 310.0, -0.05);
    pose
}

#[test]
fn from_the_side_the_angle_is_read_in_the_image() {
    let ahead_px = 200.0 * 25f64.to_radians().tan();
    let measures = measure(&profile(ahead_px), &camera(), None);
    assert_eq!(measures.view, View::Side);
    let forward = measures.get(Quantity::ForwardHead).known().unwrap();
    assert!((forward.value - 25.0).abs() < 0.1, "{}", forward.value);
    let ear_shoulder = measures.get(Quantity::EarShoulder).known().unwrap();
    assert!((ear_shoulder.value - 65.0).abs() < 0.1);
    assert_eq!(
        *measures.get(Quantity::RaisedShoulderLeft),
        Measure::Unmeasured(Unmeasured::NeedsFrontView)
    );
}

#[test]
fn a_face_alone_is_head_only_and_a_turned_trunk_is_not_measured() {
    let mut face = Sitter::UPRIGHT.pose();
    for landmark in [Landmark::LeftShoulder, Landmark::RightShoulder] {
        face.keypoints[landmark.index()].visibility = 0.1;
    }
    let measures = measure(&face, &camera(), None);
    assert_eq!(measures.view, View::HeadOnly);
    assert_eq!(*measures.get(Quantity::ForwardHead), Measure::Unmeasured(Unmeasured::HeadOnly));
    assert!(measures.get(Quantity::ScreenDistance).known().is_some());

    let mut turned = Sitter::UPRIGHT.pose();
    let mut world_m = [[0.0; 3]; 33];
    world_m[Landmark::LeftShoulder.index()] = [0.1, 0.0, 0.1];
    world_m[Landmark::RightShoulder.index()] = [-0.1, 0.0, -0.1];
    turned.world_m = Some(world_m);
    let measures = measure(&turned, &camera(), None);
    assert_eq!(measures.view, View::Oblique);
    assert_eq!(*measures.get(Quantity::ForwardHead), Measure::Unmeasured(Unmeasured::TurnedTooFar));
}

#[test]
fn a_capture_without_shoulders_or_with_a_restless_sitter_is_refused() {
    let mut capture = BaselineCapture::new(camera(), IMAGE, MonotonicMs(0));
    assert_eq!(capture.finish(), Err(CalibrationProblem::NotSeen));
    let mut face = Sitter::UPRIGHT.pose();
    face.keypoints[Landmark::LeftShoulder.index()].visibility = 0.0;
    face.keypoints[Landmark::RightShoulder.index()].visibility = 0.0;
    for _ in 0..20 {
        capture.add(Some(&face));
    }
    assert_eq!(capture.finish(), Err(CalibrationProblem::ShouldersNotInView));

    let mut restless = BaselineCapture::new(camera(), IMAGE, MonotonicMs(0));
    for i in 0..40 {
        let sitter = Sitter { aside_cm: f64::from(i % 8) * 3.0 - 12.0, ..Sitter::UPRIGHT };
        restless.add(Some(&sitter.pose()));
    }
    assert_eq!(restless.finish(), Err(CalibrationProblem::Moved));
}

#[test]
fn a_capture_of_any_length_needs_the_person_in_half_of_its_frames() {
    // Two minutes at 30 frames per second.
    const FRAMES: usize = 3_600;
    let pose = Sitter::UPRIGHT.pose();
    let finish = |is_seen: &dyn Fn(usize) -> bool| {
        let mut capture = BaselineCapture::new(camera(), IMAGE, MonotonicMs(0));
        for i in 0..FRAMES {
            capture.add(is_seen(i).then_some(&pose));
        }
        capture.finish()
    };
    assert!(finish(&|_| true).is_ok());
    assert!(finish(&|i| i % 2 == 0).is_ok());
    assert_eq!(finish(&|i| i % 3 == 0), Err(CalibrationProblem::NotSeen));
    // In view for the first 50 s, then gone.
    assert_eq!(finish(&|i| i < 1_500), Err(CalibrationProblem::NotSeen));
}

#[test]
fn without_a_baseline_an_implausible_angle_is_unmeasured() {
    let narrow = Sitter { head_forward_cm: 0.0, ..Sitter::UPRIGHT };
    let mut pose = narrow.pose();
    // Shoulder points drawn together, as by a collar, are measured as shoulders far behind the head.
    for (landmark, toward_px) in [(Landmark::LeftShoulder, -70.0), (Landmark::RightShoulder, 70.0)]
    {
        pose.keypoints[landmark.index()].in_image.x += toward_px;
    }
    let measures = measure(&pose, &camera(), None);
    assert_eq!(
        *measures.get(Quantity::ForwardHead),
        Measure::Unmeasured(Unmeasured::NotCalibrated)
    );
}

/// From the ear midpoint to a shoulder of `pose`, frame pixels.
fn shoulder_from_ears_px(pose: &Pose, side: Side) -> Vec2 {
    pose.seen(Landmark::shoulder(side)).unwrap()
        - super::super::limit_on_picture::ear_mid_in_image(pose).unwrap()
}

#[test]
fn the_shoulder_mark_inverts_the_raised_angle_and_does_not_rise_with_the_shoulder() {
    let baseline = Sitter::UPRIGHT.baseline();
    let upright = Sitter::UPRIGHT.measured_against(&baseline);
    for raised_cm in [0.0, 2.0, 4.0] {
        let raised = Sitter { left_raised_cm: raised_cm, ..Sitter::UPRIGHT };
        let measures = raised.measured_against(&baseline);
        let seen_px = shoulder_from_ears_px(&raised.pose(), Side::Left);
        let value_deg = measures.get(Quantity::RaisedShoulderLeft).known().unwrap().value;
        for (measures, tolerance_px) in [(&measures, 0.1), (&upright, 4.0)] {
            let mark = measures.shoulder_mark(Side::Left).unwrap();
            let off_px = mark.from_ears_px(value_deg).distance(seen_px);
            assert!(off_px < tolerance_px, "{raised_cm} cm: {off_px} px");
        }
    }
}

#[test]
fn a_shoulder_mark_needs_a_person_and_a_baseline() {
    let alone = measure(&Sitter::UPRIGHT.pose(), &camera(), None);
    assert_eq!(Side::BOTH.map(|side| alone.shoulder_mark(side)), [None; 2]);
    assert_eq!(Side::BOTH.map(|side| Measures::nobody().shoulder_mark(side).copied()), [None; 2]);
}

#[test]
fn the_ear_position_in_a_side_view_inverts_the_forward_angle() {
    use super::super::limit_on_picture::SideNeck;
    let neck = SideNeck {
        shoulder_in_image: Vec2::new(400.0, 500.0),
        ear_in_image: Vec2::new(370.0, 380.0),
        facing: -1.0,
    };
    let forward_deg = Angle::of_vector(120.0, 30.0).deg();
    assert!(neck.ear_at(forward_deg).distance(neck.ear_in_image) < 1e-9);
    assert!(neck.ear_at(forward_deg + 10.0).x < neck.ear_in_image.x, "further the way it faces");
}
