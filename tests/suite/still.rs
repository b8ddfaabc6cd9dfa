//! The real model with the check for movement. The fault of the demonstration is alerted in time with fewer
//! inferences. The cost of people who sit still or move is counted in model runs, comparisons and frames, because CPU
//! times differ from machine to machine. Slow movements are tested in `day.rs` and in the tests of `crates/vision/src/pose/stillness.rs`.

use plumbline::watch::pose_source::PoseSource;
use plumbline_core::body::{Fault, ImageSize, MonotonicMs};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::cadence::Rate;
use plumbline_core::engine::{Engine, EngineConfig, Event};
use plumbline_vision::frames::{Frame, OpenOptions, SourceSpec};
use plumbline_vision::pose::{ModelRuns, ModelVariant, Tracker, TrackerOptions};

struct Watched {
    events: Vec<Event>,
    frames: usize,
    /// Number of frames on which the model ran.
    inferences: usize,
    runs: ModelRuns,
    comparisons: u64,
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

/// Measures the frames of `frame_at` until `until_ms`, at the rate that the engine requests, as in live
/// monitoring.
fn watch(until_ms: i64, mut frame_at: impl FnMut(i64) -> Frame) -> Watched {
    let mut engine = Engine::new(Catalogue::embedded().unwrap(), EngineConfig::default());
    engine.start_calibration();
    let tracker = Tracker::new(ModelVariant::Lite, TrackerOptions::live()).unwrap();
    let mut pose_source = PoseSource::new(tracker);
    let mut watched = Watched {
        events: Vec::new(),
        frames: 0,
        inferences: 0,
        runs: ModelRuns::default(),
        comparisons: 0,
    };
    let mut t_ms = 0;
    while t_ms < until_ms {
        let frame = frame_at(t_ms).at(t_ms);
        let (snapshot, events) =
            pose_source.measure(&mut engine, &frame, MonotonicMs(t_ms)).unwrap();
        watched.events.extend(events);
        watched.frames += 1;
        watched.inferences += usize::from(!snapshot.monitor.is_held);
        let Rate::Every(ms) = engine.rate() else { panic!("{:?}", engine.rate()) };
        // At most four frames per second, also during the calibration, to save time.
        t_ms += i64::from(ms.max(250));
    }
    watched.runs = pose_source.tracker.runs();
    watched.comparisons = pose_source.comparisons();
    watched
}

/// The photograph of a person at a desk as a webcam shows it: 640×480, each frame with other noise, and shifted by
/// `shifts_px` in turn.
fn at_a_desk(shifts_px: &[u32]) -> Vec<Frame> {
    let photo = image::open(crate::support::fixture("desk_1280x720.jpg")).unwrap();
    let mut random = 1u32;
    let mut noise = || {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        (random % 7) as i8 - 3
    };
    let mut frame = |shift_px: u32| {
        let part = photo.crop_imm(shift_px, 0, 960, 720).into_rgb8();
        let filter = image::imageops::FilterType::Triangle;
        let mut small = image::imageops::resize(&part, 640, 480, filter);
        for value in small.iter_mut() {
            *value = value.saturating_add_signed(noise());
        }
        Frame::from_rgb(ImageSize { width: 640, height: 480 }, small.into_raw(), 0).unwrap()
    };
    (0..6).map(|i| frame(shifts_px[i % shifts_px.len()])).collect()
}

/// Watches `frames` in a loop for `minutes`. A person who sits for so long is reminded to move; nothing else is
/// alerted.
fn watch_loop(frames: &[Frame], minutes: i64) -> Watched {
    let mut frames = frames.iter().cycle();
    let watched = watch(minutes * 60_000, |_| frames.next().unwrap().clone());
    println!("{} frames, {} comparisons, {:?}", watched.frames, watched.comparisons, watched.runs);
    let alerts = watched.alerts();
    assert!(alerts.iter().all(|(_, fault)| *fault == Fault::TooStill), "{alerts:?}");
    watched
}

/// Frames until the calibration is finished and the first ones can be held.
const FIRST_FRAMES: u64 = 40;

#[test]
fn in_an_hour_a_person_who_sits_still_is_compared_every_second_and_measured_every_eight() {
    let watched = watch_loop(&at_a_desk(&[0]), 60);
    // Every frame is decoded once.
    assert!(watched.frames as u64 <= 2_600 + FIRST_FRAMES);
    assert!(watched.comparisons <= 2_600 + FIRST_FRAMES);
    let ModelRuns { detector, landmarks, face } = watched.runs;
    assert!(landmarks <= 450 + FIRST_FRAMES && face <= 450 + FIRST_FRAMES);
    assert!(detector <= 62);
}

#[test]
fn in_ten_minutes_a_person_who_never_holds_still_is_measured_every_two_seconds() {
    let watched = watch_loop(&at_a_desk(&[0, 18]), 10);
    let ModelRuns { detector, landmarks, face } = watched.runs;
    assert!(landmarks >= 250, "every frame is measured: {landmarks}");
    assert!(watched.frames as u64 <= 300 + FIRST_FRAMES);
    assert!(landmarks <= 300 + FIRST_FRAMES && face <= 300 + FIRST_FRAMES);
    assert!(detector <= 13);
}

#[test]
fn the_demonstration_is_alerted_in_time_with_fewer_inferences() {
    let mut source =
        plumbline_vision::frames::open(&SourceSpec::Demo, &OpenOptions::default()).unwrap();
    let mut newest = source.next_frame().unwrap().unwrap();
    let watched = watch(60_000, |t_ms| {
        while newest.t_ms < t_ms {
            newest = source.next_frame().unwrap().unwrap();
        }
        newest.clone()
    });
    println!("{} inferences for {} frames", watched.inferences, watched.frames);
    let alerts = watched.alerts();
    let [(forward_ms, Fault::ForwardHead)] = alerts.as_slice() else { panic!("{alerts:?}") };
    // The head moves forward from 15 s to 47 s. It takes one second to reach the limit, and a person who moves is
    // measured every two seconds.
    assert!((30_000..=34_000).contains(forward_ms), "{forward_ms}");
    let is_corrected = |e: &Event| matches!(e, Event::Corrected { t, .. } if t.0 < 53_000);
    assert!(watched.events.iter().any(is_corrected), "{:?}", watched.events);
    // The saving is small: most of this minute is the calibration and a fault that fills its dwell.
    let (inferences, frames) = (watched.inferences, watched.frames);
    assert!(inferences * 5 < frames * 4, "{inferences} {frames}");
}
