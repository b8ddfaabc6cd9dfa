//! Who is followed and what is recognised again, from real pictures through the real model: of
//! several people the nearest; of the calibration the trunk and the room.

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use plumbline_core::body::{ImageSize, Landmark};
use plumbline_vision::frames::Frame;
use plumbline_vision::pose::{ModelVariant, Tracked, Tracker, TrackerOptions};

const ROOM: (u32, u32) = (900, 700);
/// Left of it sits the further person, right of it the nearer one.
const BETWEEN_PX: f64 = 420.0;

/// A person `height_px` tall with the left edge at `x_px`, sitting at the lower edge of `room`.
fn seat(room: &mut RgbImage, height_px: u32, x_px: i64) {
    let person = image::open(crate::support::fixture("astronaut.png")).unwrap().into_rgb8();
    let person = imageops::resize(&person, height_px, height_px, FilterType::Triangle);
    imageops::overlay(room, &person, x_px, i64::from(ROOM.1) - i64::from(height_px));
}

fn frame(room: &RgbImage, t_ms: i64) -> Frame {
    let size = ImageSize { width: room.width(), height: room.height() };
    Frame::from_rgb(size, room.as_raw().clone(), t_ms).unwrap()
}

fn nose_x_px(tracked: &Tracked) -> f64 {
    tracked.pose.as_ref().unwrap().seen(Landmark::Nose).unwrap().x
}

fn rooms() -> (RgbImage, RgbImage) {
    let mut alone = RgbImage::from_pixel(ROOM.0, ROOM.1, Rgb([150, 150, 146]));
    seat(&mut alone, 420, 10);
    let mut visited = alone.clone();
    seat(&mut visited, 480, 430);
    (alone, visited)
}

fn tracker() -> Tracker {
    Tracker::new(ModelVariant::Lite, TrackerOptions::live()).unwrap()
}

#[test]
fn of_two_people_the_nearer_one_is_watched_and_both_are_counted() {
    let (_, visited) = rooms();
    let tracked = tracker().track(&frame(&visited, 0)).unwrap();
    assert_eq!(tracked.people, 2);
    assert!(nose_x_px(&tracked) > BETWEEN_PX, "{}", nose_x_px(&tracked));
}

#[test]
fn somebody_nearer_who_joins_does_not_take_over() {
    let (alone, visited) = rooms();
    let mut tracker = tracker();
    for t_ms in [0, 100, 200] {
        let tracked = tracker.track(&frame(&alone, t_ms)).unwrap();
        assert_eq!(tracked.people, 1);
        assert!(nose_x_px(&tracked) < BETWEEN_PX);
    }
    // Long enough for the whole picture to be searched again.
    for t_ms in [300, 400, 65_000, 65_100, 130_000] {
        let tracked = tracker.track(&frame(&visited, t_ms)).unwrap();
        assert!(nose_x_px(&tracked) < BETWEEN_PX, "at {t_ms} ms: {}", nose_x_px(&tracked));
    }
    assert_eq!(tracker.track(&frame(&visited, 200_000)).unwrap().people, 2);
}

#[test]
fn when_the_watched_person_leaves_the_other_one_is_found() {
    let (_, visited) = rooms();
    let mut other_only = RgbImage::from_pixel(ROOM.0, ROOM.1, Rgb([150, 150, 146]));
    seat(&mut other_only, 420, 10);
    let mut tracker = tracker();
    assert!(nose_x_px(&tracker.track(&frame(&visited, 0)).unwrap()) > BETWEEN_PX);
    let found = (1..=10).any(|i| {
        let tracked = tracker.track(&frame(&other_only, i * 100)).unwrap();
        tracked.pose.is_some() && nose_x_px(&tracked) < BETWEEN_PX
    });
    assert!(found);
}

/// The desk picture enlarged about its middle, as when somebody leans in with the whole body.
fn enlarged(picture: &RgbImage, factor: f64) -> RgbImage {
    let (width, height) = picture.dimensions();
    let side = |length: u32| (f64::from(length) / factor).round() as u32;
    let (part_width, part_height) = (side(width), side(height));
    let part = imageops::crop_imm(
        picture,
        (width - part_width) / 2,
        (height - part_height) / 2,
        part_width,
        part_height,
    );
    imageops::resize(&part.to_image(), width, height, FilterType::CatmullRom)
}

/// The head alone enlarged about `center`: wholly within `radius_px`, not at all beyond twice that.
fn head_enlarged(picture: &RgbImage, center: (f64, f64), radius_px: f64, factor: f64) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let (dx, dy) = (f64::from(x) - center.0, f64::from(y) - center.1);
        let share = (2.0 - dx.hypot(dy) / radius_px).clamp(0.0, 1.0);
        let shrink = 1.0 / (1.0 + (factor - 1.0) * share * share * (3.0 - 2.0 * share));
        let (sx, sy) = (center.0 + dx * shrink, center.1 + dy * shrink);
        imageops::interpolate_bilinear(picture, sx as f32, sy as f32).unwrap_or(Rgb([0; 3]))
    })
}

/// The trunk and the apparent head width of the last of several looks at `picture` after `first`.
fn trunk_and_head(first: &RgbImage, picture: &RgbImage) -> (f64, f64) {
    let mut tracker = tracker();
    let head_px = |tracked: &Tracked| {
        let face = tracked.pose.as_ref().unwrap().face.as_ref().unwrap();
        let xs = || face.in_image.iter().map(|p| p.x);
        xs().fold(f64::MIN, f64::max) - xs().fold(f64::MAX, f64::min)
    };
    let before = tracker.track(&frame(first, 0)).unwrap();
    let mut after = tracker.track(&frame(picture, 100)).unwrap();
    for t_ms in [200, 300, 400] {
        after = tracker.track(&frame(picture, t_ms)).unwrap();
    }
    let trunk = after.pose.as_ref().unwrap().trunk.unwrap();
    (trunk.scale, head_px(&after) / head_px(&before))
}

#[test]
fn who_leans_in_grows_as_a_whole_and_a_head_that_comes_forward_grows_alone() {
    let desk = image::open(crate::support::fixture("desk_1280x720.jpg")).unwrap().into_rgb8();
    let mut tracker = tracker();
    let seen = tracker.track(&frame(&desk, 0)).unwrap();
    let nose = seen.pose.as_ref().unwrap().seen(Landmark::Nose).unwrap();
    let ears = [Landmark::LeftEar, Landmark::RightEar]
        .map(|ear| seen.pose.as_ref().unwrap().seen(ear).unwrap());
    for factor in [1.08, 1.15] {
        let (trunk, head) = trunk_and_head(&desk, &enlarged(&desk, factor));
        println!("leaning in {factor}: trunk {trunk:.3}, head {head:.3}");
        assert!((trunk / factor - 1.0).abs() < 0.01, "{trunk} for {factor}");
        assert!((head / factor - 1.0).abs() < 0.02, "{head} for {factor}");
    }
    let radius_px = 0.75 * ears[0].distance(ears[1]);
    let forward = head_enlarged(&desk, (nose.x, nose.y), radius_px, 1.1);
    let (trunk, head) = trunk_and_head(&desk, &forward);
    println!("head forward 1.1: trunk {trunk:.3}, head {head:.3}");
    assert!((trunk - 1.0).abs() < 0.01, "{trunk}");
    assert!((head / 1.1 - 1.0).abs() < 0.03, "{head}");
}

#[test]
fn a_camera_that_was_turned_sees_another_room_and_a_person_who_moves_does_not() {
    let desk = image::open(crate::support::fixture("desk_1280x720.jpg")).unwrap().into_rgb8();
    let likeness = |picture: &RgbImage| {
        let mut tracker = tracker();
        tracker.track(&frame(&desk, 0)).unwrap();
        let seen = tracker.track(&frame(picture, 100)).unwrap();
        seen.pose.unwrap().scene.unwrap().correlation
    };
    // A head that moves leaves the room alone.
    let nodding = head_enlarged(&desk, (640.0, 300.0), 90.0, 1.1);
    assert!(likeness(&nodding) > 0.9, "{}", likeness(&nodding));
    // Turned by five degrees: everything 80 pixels lower.
    let mut lower = desk.clone();
    imageops::replace(&mut lower, &desk, 0, 80);
    println!("turned: {:.2}", likeness(&lower));
    assert!(likeness(&lower) < 0.36, "{}", likeness(&lower));
}
