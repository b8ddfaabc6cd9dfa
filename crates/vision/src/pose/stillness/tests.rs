use super::*;
use plumbline_core::body::{Angle, Keypoint};
use proptest::prelude::*;

const SIZE: ImageSize = ImageSize { width: 640, height: 480 };
const FACE: Vec2 = Vec2::new(320.0, 170.0);
const WIDTH_PX: f64 = 200.0;
/// Distance of the shoulders below the face, pixels.
const NECK_PX: f64 = 135.0;

/// Movement of the person since the first picture; lengths in shoulder widths.
#[derive(Debug, Clone, Copy)]
struct Moves {
    face_scale: f64,
    face: Vec2,
    face_turn_deg: f64,
    left: Vec2,
    right: Vec2,
    light: f64,
}

const STILL: Moves = Moves {
    face_scale: 1.0,
    face: Vec2::new(0.0, 0.0),
    face_turn_deg: 0.0,
    left: Vec2::new(0.0, 0.0),
    right: Vec2::new(0.0, 0.0),
    light: 1.0,
};

/// A face with eyes, brows and a mouth in front of a striped wall, above the slopes of two clothed
/// shoulders, with webcam-like noise.
fn picture(moves: &Moves, seed: u64, t_ms: i64) -> Frame {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f64 / f64::from(1u32 << 24) - 0.5
    };
    let blob = |p: Vec2, x: f64, y: f64, rx: f64, ry: f64| {
        (-((p.x - x) / rx).powi(2) - ((p.y - y) / ry).powi(2)).exp()
    };
    let mut rgb = Vec::with_capacity((SIZE.width * SIZE.height * 3) as usize);
    for y in 0..SIZE.height {
        for x in 0..SIZE.width {
            let place = Vec2::new(f64::from(x), f64::from(y));
            let mut grey = 150.0 + 25.0 * (place.x / 40.0).sin() + 10.0 * (place.y / 23.0).cos();
            let side = if place.x > FACE.x { 1.0 } else { -1.0 };
            let shift = if side > 0.0 { moves.left } else { moves.right };
            let q = (place - FACE - Vec2::new(0.0, NECK_PX)) * (1.0 / WIDTH_PX) - shift;
            let outline_y = -0.12 + (q.x.abs() - 0.15).max(0.0) * 0.45;
            let cloth = 70.0 + 20.0 * (q.x * 14.0).sin() * (q.y * 11.0 + 1.0).cos();
            let inside = ((q.y - outline_y) * 60.0).clamp(0.0, 1.0)
                * ((0.62 - q.x.abs()) * 60.0).clamp(0.0, 1.0);
            grey += (cloth - grey) * inside;
            let p = ((place - FACE) * (1.0 / WIDTH_PX) - moves.face)
                .rotated(Angle::from_deg(-moves.face_turn_deg))
                * (1.0 / moves.face_scale);
            let within = ((1.0 - (p.x / 0.21).hypot(p.y / 0.29)) * 12.0).clamp(0.0, 1.0);
            let skin = 180.0 + 30.0 * p.x
                - 90.0 * (blob(p, -0.08, -0.05, 0.03, 0.015) + blob(p, 0.08, -0.05, 0.03, 0.015))
                - 50.0 * (blob(p, -0.08, -0.1, 0.05, 0.012) + blob(p, 0.08, -0.1, 0.05, 0.012))
                - 60.0 * blob(p, 0.0, 0.13, 0.06, 0.015)
                - 30.0 * blob(p, 0.01, 0.03, 0.02, 0.03);
            grey += (skin - grey) * within;
            let value = grey * moves.light + 10.0 * noise();
            rgb.extend([value.clamp(0.0, 255.0) as u8; 3]);
        }
    }
    Frame::from_rgb(SIZE, rgb, t_ms).unwrap()
}

fn pose() -> Pose {
    let mut pose = Pose::of_landmarks(SIZE, [Keypoint::default(); 33]);
    let mut put = |landmark: Landmark, at: Vec2| {
        pose.keypoints[landmark.index()] =
            Keypoint { in_image: at, z: 0.0, visibility: 0.99, presence: 0.99 };
    };
    let shoulder = |side: f64| FACE + Vec2::new(side * WIDTH_PX / 2.0, NECK_PX);
    put(Landmark::LeftShoulder, shoulder(1.0));
    put(Landmark::RightShoulder, shoulder(-1.0));
    for (i, landmark) in Landmark::FACE.into_iter().enumerate() {
        put(landmark, FACE + Vec2::new((i as f64 - 5.0) * 5.0, 0.0));
    }
    pose
}

/// Whether a picture with `moves` still belongs to the still spell of the first picture.
fn is_still(moves: &Moves) -> bool {
    let mut stillness = Stillness::default();
    stillness.looked(&picture(&STILL, 1, 0), Some(&pose()));
    stillness.spell(&picture(moves, 2, 1_000)).is_some()
}

#[test]
fn noise_lighting_breathing_and_slight_sway_do_not_count_as_movement() {
    assert!(is_still(&STILL));
    for light in [0.8, 0.9, 1.1] {
        assert!(is_still(&Moves { light, ..STILL }), "light {light}");
    }
    let breath = Vec2::new(0.0, -0.005);
    assert!(is_still(&Moves { left: breath, right: breath, ..STILL }));
    let aside = Vec2::new(0.012, 0.0);
    assert!(is_still(&Moves { face: aside, left: aside, right: aside, ..STILL }));
    assert!(is_still(&Moves { face_scale: 1.004, ..STILL }));
}

#[test]
fn movements_far_below_the_fault_limits_are_detected() {
    let down = |share: f64| Vec2::new(0.0, share);
    // Lengths: a shoulder width is about 38 cm; a face at 70 cm grows by 1.4 % per centimetre.
    let moved = [
        ("forward head, 1 cm", Moves { face_scale: 1.015, ..STILL }),
        ("head back", Moves { face_scale: 0.985, ..STILL }),
        ("both shoulders up, 0.8 cm", Moves { left: down(-0.021), right: down(-0.021), ..STILL }),
        ("the left up, 0.8 cm", Moves { left: down(-0.021), ..STILL }),
        ("the right up, 0.8 cm", Moves { right: down(-0.021), ..STILL }),
        (
            "slouch, 1.7 cm",
            Moves { face: down(0.045), left: down(0.045), right: down(0.045), ..STILL },
        ),
        ("head tilt", Moves { face_turn_deg: 4.0, ..STILL }),
        ("nod", Moves { face: down(0.03), ..STILL }),
        ("gone aside", Moves { face: Vec2::new(0.3, 0.0), ..STILL }),
    ];
    for (what, moves) in moved {
        assert!(!is_still(&moves), "{what}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    /// Slow drift is compared with the first picture, not with the previous one.
    #[test]
    fn slow_drift_is_detected_once_it_exceeds_the_threshold(per_step in 0.0005f64..0.002) {
        let mut stillness = Stillness::default();
        stillness.looked(&picture(&STILL, 1, 0), Some(&pose()));
        let mut grown = 1.0;
        let caught = (1..).map(|i| {
            grown += per_step;
            let frame = picture(&Moves { face_scale: grown, ..STILL }, i, i as i64 * 1_000);
            let is_still = stillness.spell(&frame).is_some();
            if is_still && i % 4 == 0 {
                // Running the model on an unchanged posture does not start a new spell.
                stillness.looked(&frame, Some(&pose()));
            }
            is_still
        }).take(30).position(|is_still| !is_still);
        prop_assert!(caught.is_some());
        // Detected at the latest with the first picture beyond the threshold.
        prop_assert!(grown < 1.015 + per_step, "{grown}");
    }
}

#[test]
fn an_unchanged_posture_continues_the_spell_and_a_changed_one_starts_a_new_spell() {
    let mut stillness = Stillness::default();
    assert_eq!(stillness.spell(&picture(&STILL, 1, 0)), None);
    stillness.looked(&picture(&STILL, 1, 0), Some(&pose()));
    stillness.looked(&picture(&STILL, 2, 8_000), Some(&pose()));
    let spell = stillness.spell(&picture(&STILL, 3, 9_000)).unwrap();
    assert_eq!((spell.since, spell.looked), (MonotonicMs(0), MonotonicMs(8_000)));
    let forward = Moves { face_scale: 1.04, ..STILL };
    assert_eq!(stillness.spell(&picture(&forward, 4, 10_000)), None);
    stillness.looked(&picture(&forward, 4, 10_000), Some(&pose()));
    let spell = stillness.spell(&picture(&forward, 5, 11_000)).unwrap();
    assert_eq!(spell, StillSpell::beginning(MonotonicMs(10_000)));
    stillness.forget();
    assert_eq!(stillness.spell(&picture(&forward, 6, 12_000)), None);
}

#[test]
fn an_empty_room_is_still_until_a_person_appears() {
    let empty = |light: f64, seed: u64, t_ms: i64| {
        let frame = picture(&Moves { light, ..STILL }, seed, t_ms);
        // Only the wall.
        let line = SIZE.width as usize * 3;
        let rgb = frame.rgb().chunks_exact(line).flat_map(|_| frame.rgb()[..line].to_vec());
        Frame::from_rgb(SIZE, rgb.collect(), t_ms).unwrap()
    };
    let mut stillness = Stillness::default();
    stillness.looked(&empty(1.0, 1, 0), None);
    assert!(stillness.spell(&empty(1.0, 2, 3_000)).is_some());
    assert!(stillness.spell(&empty(1.05, 3, 6_000)).is_some(), "a cloud");
    assert!(stillness.spell(&picture(&STILL, 4, 9_000)).is_none(), "somebody");
    stillness.looked(&picture(&STILL, 4, 9_000), Some(&pose()));
    assert!(stillness.spell(&empty(1.0, 5, 10_000)).is_none(), "left");
}

#[test]
fn a_person_partly_out_of_view_never_counts_as_still() {
    let mut hidden = pose();
    hidden.keypoints[Landmark::LeftShoulder.index()].visibility = 0.2;
    let mut stillness = Stillness::default();
    stillness.looked(&picture(&STILL, 1, 0), Some(&hidden));
    assert!(stillness.spell(&picture(&STILL, 2, 1_000)).is_none());
    // Another picture size means another camera.
    stillness.looked(&picture(&STILL, 1, 0), Some(&pose()));
    let small = ImageSize { width: 320, height: 240 };
    let other = Frame::from_rgb(small, vec![90; 320 * 240 * 3], 1_000).unwrap();
    assert!(stillness.spell(&other).is_none());
}
