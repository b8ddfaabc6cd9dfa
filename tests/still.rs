//! The real model spared what shows nothing new: the demonstration's faults are alerted as soon as
//! ever, and a creep too slow to see is seen.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};
use plumbline::body::{Fault, ImageSize, MonotonicMs};
use plumbline::catalogue::Catalogue;
use plumbline::engine::cadence::Rate;
use plumbline::engine::{Engine, EngineConfig, Event};
use plumbline::frames::{Frame, OpenOptions, SourceSpec};
use plumbline::live::sight::Sight;
use plumbline::pose::{ModelVariant, Tracker, TrackerOptions};

mod support;

struct Watched {
    events: Vec<Event>,
    pictures: usize,
    looks: usize,
}

impl Watched {
    fn alerts(&self) -> Vec<(i64, Fault)> {
        let alert = |event: &Event| match event {
            Event::Alert { t, advice } => Some((t.0, advice.fault)),
            _ => None,
        };
        self.events.iter().filter_map(alert).collect()
    }
}

/// Watches pictures as often as the engine asks for them, as live.
fn watch(until_ms: i64, mut picture: impl FnMut(i64) -> Frame) -> Watched {
    let mut engine = Engine::new(Catalogue::embedded().unwrap(), EngineConfig::default());
    engine.start_calibration();
    let tracker = Tracker::new(ModelVariant::Lite, TrackerOptions::live()).unwrap();
    let mut sight = Sight::new(tracker);
    let mut watched = Watched { events: Vec::new(), pictures: 0, looks: 0 };
    let mut t_ms = 0;
    while t_ms < until_ms {
        let frame = picture(t_ms).at(t_ms);
        let (snapshot, events) = sight.see(&mut engine, &frame, MonotonicMs(t_ms)).unwrap();
        watched.events.extend(events);
        watched.pictures += 1;
        watched.looks += usize::from(!snapshot.monitor.is_held);
        let Rate::Every(ms) = engine.rate() else { panic!("{:?}", engine.rate()) };
        // While it calibrates four pictures a second do.
        t_ms += i64::from(ms.max(250));
    }
    watched
}

#[test]
fn the_demonstration_is_alerted_in_time_with_half_the_looks() {
    let mut source = plumbline::frames::open(&SourceSpec::Demo, &OpenOptions::default()).unwrap();
    let mut newest = source.next_frame().unwrap().unwrap();
    let watched = watch(82_000, |t_ms| {
        while newest.t_ms < t_ms {
            newest = source.next_frame().unwrap().unwrap();
        }
        newest.clone()
    });
    println!("{} of {} pictures looked at", watched.looks, watched.pictures);
    let alerts = watched.alerts();
    let [(forward_ms, Fault::ForwardHead), (raised_ms, raised)] = alerts.as_slice() else {
        panic!("{alerts:?}")
    };
    // Head forward from 15 s to 47 s, shoulders up from 58 s; a second until they are a fault. After
    // a correction nothing is said for a minute.
    assert!((30_000..=33_500).contains(forward_ms), "{forward_ms}");
    assert!(*raised_ms > 58_000, "{raised_ms} {raised:?}");
    assert!(watched.looks * 4 < watched.pictures * 3, "{} {}", watched.looks, watched.pictures);
}

/// The person at the desk, the head grown by `factor` within its place.
fn head_grown(desk: &RgbImage, factor: f64) -> RgbImage {
    let (center, radius_px) = ((222.0, 170.0), 62.0);
    RgbImage::from_fn(desk.width(), desk.height(), |x, y| {
        let (dx, dy) = (f64::from(x) - center.0, f64::from(y) - center.1);
        let share = (2.0 - dx.hypot(dy) / radius_px).clamp(0.0, 1.0);
        let shrink = 1.0 / (1.0 + (factor - 1.0) * share * share * (3.0 - 2.0 * share));
        let (sx, sy) = (center.0 + dx * shrink, center.1 + dy * shrink);
        imageops::interpolate_bilinear(desk, sx as f32, sy as f32).unwrap_or(Rgb([0; 3]))
    })
}

#[test]
fn a_head_that_creeps_forward_by_a_fifth_of_a_per_cent_a_second_is_alerted() {
    let desk = image::open(support::fixture("desk_1280x720.jpg")).unwrap();
    let desk = desk.crop_imm(0, 0, 960, 720).resize_exact(640, 480, FilterType::Triangle);
    let desk = desk.into_rgb8();
    let size = ImageSize { width: 640, height: 480 };
    let watched = watch(105_000, |t_ms| {
        // From 10 s to 70 s, to 1.12: some eight centimetres.
        let grown = 0.002 * ((t_ms - 10_000) as f64 / 1_000.0).clamp(0.0, 60.0);
        Frame::from_rgb(size, head_grown(&desk, 1.0 + grown).into_raw(), t_ms).unwrap()
    });
    println!("{} of {} pictures looked at", watched.looks, watched.pictures);
    let alerts = watched.alerts();
    println!("{alerts:?}");
    assert!(matches!(alerts.as_slice(), [(_, Fault::ForwardHead), ..]), "{alerts:?}");
    assert!(watched.looks < watched.pictures, "{} {}", watched.looks, watched.pictures);
}
