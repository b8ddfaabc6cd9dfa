//! The demonstration with the real model and the check for movement: its fault is alerted in time with fewer
//! inferences. Slow movements are tested in `day.rs` and in the tests of `crates/vision/src/pose/stillness.rs`.

use plumbline::watch::pose_source::PoseSource;
use plumbline_core::body::{Fault, MonotonicMs};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::cadence::Rate;
use plumbline_core::engine::{Engine, EngineConfig, Event};
use plumbline_vision::frames::{Frame, OpenOptions, SourceSpec};
use plumbline_vision::pose::{ModelVariant, Tracker, TrackerOptions};

struct Watched {
    events: Vec<Event>,
    frames: usize,
    /// Number of frames on which the model ran.
    inferences: usize,
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
    let mut watched = Watched { events: Vec::new(), frames: 0, inferences: 0 };
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
    watched
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
    // The head moves forward from 15 s to 47 s. It takes one second to reach the limit.
    assert!((30_000..=33_000).contains(forward_ms), "{forward_ms}");
    let is_corrected = |e: &Event| matches!(e, Event::Corrected { t, .. } if t.0 < 53_000);
    assert!(watched.events.iter().any(is_corrected), "{:?}", watched.events);
    // The saving is small: most of this minute is the calibration and a fault that fills its dwell.
    let (inferences, frames) = (watched.inferences, watched.frames);
    assert!(inferences * 5 < frames * 4, "{inferences} {frames}");
}
