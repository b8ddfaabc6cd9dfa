//! The real model spared what shows nothing new: the demonstration's fault is alerted as soon as
//! ever. Creeps too slow to be seen are in `tests/day.rs` and `src/pose/stillness_tests.rs`.

use plumbline::watch::pose_source::PoseSource;
use plumbline_core::body::{Fault, MonotonicMs};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::cadence::Rate;
use plumbline_core::engine::{Engine, EngineConfig, Event};
use plumbline_vision::frames::{Frame, OpenOptions, SourceSpec};
use plumbline_vision::pose::{ModelVariant, Tracker, TrackerOptions};

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
    let mut sight = PoseSource::new(tracker);
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
fn the_demonstration_is_alerted_in_time_with_fewer_looks() {
    let mut source =
        plumbline_vision::frames::open(&SourceSpec::Demo, &OpenOptions::default()).unwrap();
    let mut newest = source.next_frame().unwrap().unwrap();
    let watched = watch(60_000, |t_ms| {
        while newest.t_ms < t_ms {
            newest = source.next_frame().unwrap().unwrap();
        }
        newest.clone()
    });
    println!("{} of {} pictures looked at", watched.looks, watched.pictures);
    let alerts = watched.alerts();
    let [(forward_ms, Fault::ForwardHead)] = alerts.as_slice() else { panic!("{alerts:?}") };
    // The head is forward from 15 s to 47 s, and takes a second until it is a fault.
    assert!((30_000..=33_000).contains(forward_ms), "{forward_ms}");
    let is_corrected = |e: &Event| matches!(e, Event::Corrected { t, .. } if t.0 < 53_000);
    assert!(watched.events.iter().any(is_corrected), "{:?}", watched.events);
    // Most of this minute is a calibration and a fault that fills its dwell.
    assert!(watched.looks * 5 < watched.pictures * 4, "{} {}", watched.looks, watched.pictures);
}
