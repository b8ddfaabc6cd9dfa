//! Tracking with the real model on real pictures: the nearest of several people is tracked, and trunk and
//! surroundings of the calibration are recognised.

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use plumbline_core::body::{ImageSize, Landmark};
use plumbline_vision::frames::Frame;
use plumbline_vision::pose::{ModelVariant, Tracked, Tracker, TrackerOptions};

const ROOM: (u32, u32) = (900, 700);
/// Horizontal position between the two people. The farther person sits to the left of it, the nearer one to
/// the right.
const BETWEEN_PX: f64 = 420.0;

/// Draws a person of height `height_px` at the lower edge of `room`, with the left edge at `x_px`.
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

/// A room with the farther person alone, and the same room with the nearer person beside them.
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
fn the_nearer_of_two_people_is_tracked_and_both_are_counted() {
    let (_, visited) = rooms();
    let tracked = tracker().track(&frame(&visited, 0)).unwrap();
    assert_eq!(tracked.people, 2);
    assert!(nose_x_px(&tracked) > BETWEEN_PX, "{}", nose_x_px(&tracked));
}

#[test]
fn a_nearer_person_who_joins_is_not_tracked() {
    let (alone, visited) = rooms();
    let mut tracker = tracker();
    for t_ms in [0, 100, 200] {
        let tracked = tracker.track(&frame(&alone, t_ms)).unwrap();
        assert_eq!(tracked.people, 1);
        assert!(nose_x_px(&tracked) < BETWEEN_PX);
    }
    // The detector searches the whole frame again in this time.
    for t_ms in [300, 400, 65_000, 65_100, 130_000] {
        let tracked = tracker.track(&frame(&visited, t_ms)).unwrap();
        assert!(nose_x_px(&tracked) < BETWEEN_PX, "at {t_ms} ms: {}", nose_x_px(&tracked));
    }
    assert_eq!(tracker.track(&frame(&visited, 200_000)).unwrap().people, 2);
}

#[test]
fn when_the_tracked_person_leaves_the_other_one_is_tracked() {
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

/// `picture` enlarged about its centre, like a person who leans in with the whole body.
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

/// `picture` with the head enlarged about `center`: by the full `factor` within `radius_px`, less beyond, not at
/// all beyond twice the radius.
fn head_enlarged(picture: &RgbImage, center: (f64, f64), radius_px: f64, factor: f64) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let (dx, dy) = (f64::from(x) - center.0, f64::from(y) - center.1);
        let share = (2.0 - dx.hypot(dy) / radius_px).clamp(0.0, 1.0);
        let shrink = 1.0 / (1.0 + (factor - 1.0) * share * share * (3.0 - 2.0 * share));
        let (sx, sy) = (center.0 + dx * shrink, center.1 + dy * shrink);
        imageops::interpolate_bilinear(picture, sx as f32, sy as f32).unwrap_or(Rgb([0; 3]))
    })
}

/// Tracks `first` and then `picture` four times. Returns the scale of the trunk and the ratio of the head widths
/// at the last frame.
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
fn leaning_in_enlarges_trunk_and_head_and_a_forward_head_only_the_head() {
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
fn a_turned_camera_lowers_the_scene_likeness_and_a_moving_head_does_not() {
    let desk = image::open(crate::support::fixture("desk_1280x720.jpg")).unwrap().into_rgb8();
    let likeness = |picture: &RgbImage| {
        let mut tracker = tracker();
        tracker.track(&frame(&desk, 0)).unwrap();
        let seen = tracker.track(&frame(picture, 100)).unwrap();
        seen.pose.unwrap().scene.unwrap().correlation
    };
    // A moving head does not change the surroundings.
    let nodding = head_enlarged(&desk, (640.0, 300.0), 90.0, 1.1);
    assert!(likeness(&nodding) > 0.9, "{}", likeness(&nodding));
    // A camera turned by 5° shifts everything down by 80 pixels.
    let mut lower = desk.clone();
    imageops::replace(&mut lower, &desk, 0, 80);
    println!("turned: {:.2}", likeness(&lower));
    assert!(likeness(&lower) < 0.36, "{}", likeness(&lower));
}
