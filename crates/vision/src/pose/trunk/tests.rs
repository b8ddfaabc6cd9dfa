use super::*;
use plumbline_core::body::{ImageSize, Keypoint};
use proptest::prelude::*;

const SIZE: ImageSize = ImageSize { width: 640, height: 480 };
const MID: Vec2 = Vec2::new(320.0, 300.0);
const WIDTH_PX: f64 = 180.0;

/// A clothed trunk in front of a striped wall. `to_trunk` maps a pixel to the point of the trunk it
/// shows, in pixels from the midpoint of the shoulders.
fn picture(to_trunk: impl Fn(Vec2) -> Vec2, light: f64, seed: u64, t_ms: i64) -> Frame {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f64 / f64::from(1u32 << 24) - 0.5
    };
    let mut rgb = Vec::with_capacity((SIZE.width * SIZE.height * 3) as usize);
    for y in 0..SIZE.height {
        for x in 0..SIZE.width {
            let place = Vec2::new(f64::from(x), f64::from(y));
            let p = to_trunk(place) * (1.0 / WIDTH_PX);
            let outline_y = -0.30 + (p.x.abs() - 0.15).max(0.0) * 0.6;
            let wall = 150.0 + 25.0 * (place.x / 40.0).sin();
            let cloth = 80.0
                + 18.0 * (p.x * 9.0).sin() * (p.y * 7.0 + 1.0).cos()
                + if (p.x.abs() + p.y * 0.8 - 0.1).abs() < 0.03 { 40.0 } else { 0.0 };
            let inside = ((p.y - outline_y) * 60.0).clamp(0.0, 1.0)
                * ((0.66 - p.x.abs()) * 60.0).clamp(0.0, 1.0);
            let grey = (wall + (cloth - wall) * inside) * light + 8.0 * noise();
            rgb.extend([grey.clamp(0.0, 255.0) as u8; 3]);
        }
    }
    Frame::from_rgb(SIZE, rgb, t_ms).unwrap()
}

fn upright(t_ms: i64) -> Frame {
    picture(|p| p - MID, 1.0, 1, t_ms)
}

/// The trunk scaled by `scale`, rotated and shifted.
fn moved(scale: f64, turn_deg: f64, shift: Vec2, light: f64) -> Frame {
    let back = Angle::from_deg(-turn_deg);
    picture(|p| (p - MID - shift).rotated(back) * (1.0 / scale), light, 7, 100)
}

/// Landmarks whose shoulders are wrong by the factor `width_error` and by `off_px`.
fn pose(scale: f64, shift: Vec2, width_error: f64, off_px: Vec2) -> Pose {
    let mut pose = Pose::of_landmarks(SIZE, [Keypoint::default(); 33]);
    let mut put = |landmark: Landmark, offset: Vec2| {
        pose.keypoints[landmark.index()] = Keypoint {
            in_image: MID + shift + offset * scale,
            z: 0.0,
            visibility: 0.99,
            presence: 0.99,
        };
    };
    let half_px = WIDTH_PX / 2.0 * width_error;
    put(Landmark::LeftShoulder, Vec2::new(half_px, 0.0) + off_px);
    put(Landmark::RightShoulder, Vec2::new(-half_px, 0.0) + off_px);
    for (i, landmark) in Landmark::FACE.into_iter().enumerate() {
        let column = i as f64 - 5.0;
        put(landmark, Vec2::new(column * 6.0, -110.0 + column * column));
    }
    pose
}

fn tracker() -> TrunkTracker {
    let mut tracker = TrunkTracker::default();
    let first = tracker.look(&upright(0), &pose(1.0, Vec2::default(), 1.0, Vec2::default()), None);
    let first = first.expect("the reference matches itself");
    assert!((first.scale - 1.0).abs() < 1e-3 && first.correlation > 0.99, "{first:?}");
    assert_eq!(first.reference, 1);
    tracker
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn a_moved_trunk_is_found_within_half_a_per_cent_despite_landmark_errors(
        scale in 0.8f64..1.35, turn in -8.0f64..8.0, x in -60.0f64..60.0, y in -40.0f64..40.0,
        light in 0.7f64..1.2, width_error in 0.9f64..1.1, off in -14.0f64..14.0,
    ) {
        let mut tracker = tracker();
        let shift = Vec2::new(x, y);
        let found = tracker
            .look(&moved(scale, turn, shift, light), &pose(scale, shift, width_error, Vec2::new(off, -off)), None)
            .expect("found");
        prop_assert!((found.scale / scale - 1.0).abs() < 0.005, "{} for {scale}", found.scale);
        prop_assert!((found.rotation.deg() - turn).abs() < 1.0, "{}", found.rotation.deg());
        prop_assert!(found.origin_in_image.distance(MID + shift) < 1.5, "{found:?}");
        prop_assert!(found.log_scale_sd < 0.01, "{found:?}");
    }
}

#[test]
fn a_hand_in_front_of_the_chest_changes_the_scale_by_less_than_one_per_cent() {
    let mut tracker = tracker();
    let behind = moved(1.1, 0.0, Vec2::default(), 1.0);
    let mut rgb = behind.rgb().to_vec();
    for y in 300..360usize {
        for x in 330..390usize {
            rgb[(y * 640 + x) * 3..][..3].fill(210);
        }
    }
    let frame = Frame::from_rgb(SIZE, rgb, 100).unwrap();
    let found = tracker.look(&frame, &pose(1.1, Vec2::default(), 1.0, Vec2::default()), None);
    if let Some(found) = found {
        assert!((found.scale / 1.1 - 1.0).abs() < 0.01, "{found:?}");
    }
}

#[test]
fn a_raised_shoulder_shows_in_its_own_outline() {
    let mut tracker = tracker();
    let rise = 0.07; // shoulder widths, about 2.5 cm
    // The left shoulder is at the right of the image.
    let share = |p: Vec2| ((p.x / WIDTH_PX - 0.15) / 0.15).clamp(0.0, 1.0);
    let raised = |p: Vec2| Vec2::new(p.x, p.y + rise * WIDTH_PX * share(p));
    let frame = picture(|p| raised(p - MID), 1.0, 3, 100);
    let found = tracker.look(&frame, &pose(1.0, Vec2::default(), 1.0, Vec2::default()), None);
    let shape = found.expect("found").shape.expect("has a shape");
    let higher = shape.right.y - shape.left.y;
    // The motion of the whole, which tilts and stretches, takes up a part.
    assert!((0.25..1.3).contains(&(higher / rise)), "{shape:?}");
    assert!(shape.left.y < shape.collar.y && shape.right.y.abs() < 0.015, "{shape:?}");
}

#[test]
fn a_trunk_that_moves_as_a_whole_keeps_its_shape() {
    let mut tracker = tracker();
    let shift = Vec2::new(12.0, -9.0);
    let frame = moved(1.1, 2.0, shift, 1.0);
    let found = tracker.look(&frame, &pose(1.1, shift, 1.0, Vec2::default()), None);
    let shape = found.expect("found").shape.expect("has a shape");
    for part in [shape.left, shape.right, shape.collar] {
        assert!(part.x.abs() < 0.01 && part.y.abs() < 0.01, "{shape:?}");
    }
    assert!(shape.stretch.abs() < 0.01, "{shape:?}");
}

#[test]
fn other_clothes_do_not_match_and_the_reference_clothes_match_again() {
    let mut tracker = tracker();
    let other = |t_ms| {
        let p = |p: Vec2| {
            let p = p - MID;
            Vec2::new(p.y * 0.7 + 31.0, p.x * 1.3 - 17.0)
        };
        picture(p, 1.0, 3, t_ms)
    };
    let here = pose(1.0, Vec2::default(), 1.0, Vec2::default());
    assert_eq!(tracker.look(&other(1_000), &here, None), None);
    assert_eq!(tracker.look(&other(50_000), &here, None), None);
    let again = tracker.look(&upright(600_000), &here, None).expect("the coat is off again");
    assert_eq!(again.reference, 1);
}

#[test]
fn a_uniform_surface_and_a_picture_without_shoulders_give_no_result() {
    let grey = Frame::from_rgb(SIZE, vec![128; 640 * 480 * 3], 0).unwrap();
    let mut tracker = TrunkTracker::default();
    let here = pose(1.0, Vec2::default(), 1.0, Vec2::default());
    assert_eq!(tracker.look(&grey, &here, None), None);
    let nobody = Pose::of_landmarks(SIZE, [Keypoint::default(); 33]);
    assert_eq!(tracker.look(&upright(10), &nobody, None), None);
}

#[test]
fn renewing_takes_the_next_picture_as_the_reference() {
    let mut tracker = tracker();
    tracker.renew();
    let shift = Vec2::new(20.0, 0.0);
    let found = tracker
        .look(&moved(1.2, 0.0, shift, 1.0), &pose(1.2, shift, 1.0, Vec2::default()), None)
        .unwrap();
    assert_eq!(found.reference, 2);
    assert!((found.scale - 1.0).abs() < 1e-3);
}

#[test]
fn restore_brings_back_the_previous_reference_until_settle() {
    let mut tracker = tracker();
    let shift = Vec2::new(20.0, 0.0);
    let (frame, here) = (moved(1.2, 0.0, shift, 1.0), pose(1.2, shift, 1.0, Vec2::default()));
    tracker.renew();
    assert_eq!(tracker.look(&frame, &here, None).unwrap().reference, 2);
    tracker.restore();
    let back = tracker.look(&frame, &here, None).unwrap();
    assert_eq!(back.reference, 1);
    assert!((back.scale - 1.2).abs() < 0.01, "{back:?}");
    // After `settle` there is no previous reference to restore.
    tracker.renew();
    tracker.look(&frame, &here, None).unwrap();
    tracker.settle();
    tracker.restore();
    assert_eq!(tracker.look(&frame, &here, None).unwrap().reference, 3);
}
