//! Several people before the camera: the nearest is watched, and stays watched. Real pictures
//! through the real model.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use plumbline::body::{ImageSize, Landmark};
use plumbline::frames::Frame;
use plumbline::pose::{ModelVariant, Tracked, Tracker, TrackerOptions};

mod support;

const ROOM: (u32, u32) = (900, 700);
/// Left of it sits the further person, right of it the nearer one.
const BETWEEN_PX: f64 = 420.0;

/// A person `height_px` tall with the left edge at `x_px`, sitting at the lower edge of `room`.
fn seat(room: &mut RgbImage, height_px: u32, x_px: i64) {
    let person = image::open(support::fixture("astronaut.png")).unwrap().into_rgb8();
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
    for t_ms in [300, 400, 25_000, 25_100, 50_000] {
        let tracked = tracker.track(&frame(&visited, t_ms)).unwrap();
        assert!(nose_x_px(&tracked) < BETWEEN_PX, "at {t_ms} ms: {}", nose_x_px(&tracked));
    }
    assert_eq!(tracker.track(&frame(&visited, 80_000)).unwrap().people, 2);
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
