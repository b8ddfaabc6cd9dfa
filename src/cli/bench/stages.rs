//! Runs and times every stage of the pipeline separately, and the whole pipeline.

use std::path::{Path, PathBuf};
use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage, imageops};

use super::machine::{named_threads_cpu_ms, thread_cpu_ms};
use super::network_camera::NetworkCamera;
use crate::cli::Failure;
use plumbline_core::body::{ImageSize, MonotonicMs, Pose};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::{Engine, EngineConfig};
use plumbline_core::stats;
use plumbline_vision::frames::decode::{PixelLayout, camera_buffer};
use plumbline_vision::frames::{self, Frame, FrameError, OpenOptions, SourceSpec};
use plumbline_vision::pose::{
    ModelVariant, StageTimings, Stillness, Tracked, Tracker, TrackerOptions,
};

/// Frame size of a typical webcam.
const SIZE: ImageSize = ImageSize { width: 640, height: 480 };
/// Interval between the time stamps of the frames, milliseconds.
const INTERVAL_MS: i64 = 100;

/// Times of one stage.
pub(super) struct Stage {
    pub name: &'static str,
    /// Minimum of the wall-clock time. On a busy machine it is the most reliable of the three.
    pub least_ms: f64,
    /// Median of the wall-clock time.
    pub wall_ms: f64,
    /// 95th percentile of the wall-clock time.
    pub p95_ms: f64,
    /// Mean CPU time; the median wall-clock time where the CPU time is not available.
    pub cpu_ms: f64,
}

pub(super) struct Stages {
    /// Description of the pictures.
    pub pictures: String,
    pub list: Vec<Stage>,
    /// CPU time of a second of a network camera of which one frame is decoded, milliseconds. `None` without pauses
    /// and except on Linux.
    pub network_camera_ms: Option<f64>,
    /// Time to load the models and measure the first frame, milliseconds.
    pub cold_start_ms: f64,
}

// The names of the stages are keys in the JSON output (`benches/peers/run.py` reads them).

const LOOKED: &str = "a picture looked at";
const HELD: &str = "a picture that shows nothing new";
const LOOKED_RESTED: &str = "the same, after a second's pause";
const HELD_RESTED: &str = "nothing new, after a second's pause";
const EMPTY: &str = "an empty room looked at";
const EMPTY_HELD: &str = "an empty room, nothing new";

impl Stages {
    fn of(&self, name: &str) -> &Stage {
        // Every list contains all names. The fallback only avoids a panic.
        self.list.iter().find(|s| s.name == name).unwrap_or(&self.list[self.list.len() - 1])
    }

    pub(super) fn looked(&self) -> &Stage {
        self.of(LOOKED)
    }

    pub(super) fn held(&self) -> &Stage {
        self.of(HELD)
    }

    /// CPU time of a measured frame as in monitoring, milliseconds: after a pause, if that was measured.
    pub(super) fn looked_in_monitoring_ms(&self) -> f64 {
        self.list.iter().find(|s| s.name == LOOKED_RESTED).unwrap_or_else(|| self.looked()).cpu_ms
    }

    /// CPU time of a held frame as in monitoring, milliseconds: after a pause, if that was measured.
    pub(super) fn held_in_monitoring_ms(&self) -> f64 {
        self.list.iter().find(|s| s.name == HELD_RESTED).unwrap_or_else(|| self.held()).cpu_ms
    }

    pub(super) fn empty(&self) -> &Stage {
        self.of(EMPTY)
    }

    pub(super) fn empty_held(&self) -> &Stage {
        self.of(EMPTY_HELD)
    }
}

/// Times all stages, `rounds` times each, on the JPEG files in `folder` or on the bundled pictures, and `pauses` times
/// those that monitoring runs after a pause.
pub(super) fn measure(
    data_dir: Option<PathBuf>,
    variant: ModelVariant,
    (rounds, pauses): (usize, usize),
    folder: Option<&Path>,
) -> Result<Stages, Failure> {
    let started = Instant::now();
    let live = TrackerOptions { data_dir: data_dir.clone(), ..TrackerOptions::live() };
    let mut tracker = Tracker::new(variant, live)?;
    let (jpegs, pictures) = match folder {
        Some(folder) => (jpegs_in(folder)?, format!("the pictures of {}", folder.display())),
        None => (bundled()?, "the bundled pictures at 640×480".to_owned()),
    };
    let decoded: Vec<Frame> = jpegs
        .iter()
        .map(|jpeg| camera_buffer(PixelLayout::Mjpeg, SIZE, jpeg, 0))
        .collect::<Result<_, _>>()?;
    let frame = |i: usize| decoded[i % decoded.len()].at(at(i));
    let mut engine = Engine::new(Catalogue::embedded()?, EngineConfig::default());
    let first = tracker.track(&frame(0))?;
    engine.step(first.pose.as_ref(), MonotonicMs(-at(11)));
    let cold_start_ms = started.elapsed().as_secs_f64() * 1000.0;
    if first.pose.is_none() {
        return Err(Failure::Nobody(" in the first picture"));
    }
    calibrate(&mut engine, first.pose.as_ref())?;

    let still = TrackerOptions { data_dir, ..TrackerOptions::still() };
    let mut still_tracker = Tracker::new(variant, still)?;
    still_tracker.track(&frame(0))?;
    let mut still_timings = Vec::new();
    for i in 0..rounds {
        still_timings.push(still_tracker.track(&frame(i))?.timings);
    }
    drop(still_tracker);

    let (mut tracked, mut live_timings) = (Tracked::default(), Vec::new());
    let mut measure_frame = |i: usize, engine: &mut Engine| -> Result<(), Failure> {
        tracked = tracker.track(&frame(i))?;
        live_timings.push(tracked.timings);
        engine.step(tracked.pose.as_ref(), MonotonicMs(at(i)));
        Ok(())
    };
    // Warm-up: the first frames have no trunk reference to compare with and cold caches.
    for i in 1..6 {
        measure_frame(i, &mut engine)?;
    }
    let looked = timed(LOOKED, rounds, |i| measure_frame(6 + i, &mut engine))?;

    let yuyv = yuyv(&decoded[0]);
    let mut list = decoding(&jpegs, &yuyv, decoded[0].size(), rounds)?;
    list.extend(parts(&still_timings, &live_timings[5..]));
    let mut unchanged = Unchanged {
        tracker,
        engine,
        stillness: Stillness::default(),
        pose: tracked.pose,
        rounds,
        from_ms: at(6 + rounds),
    };
    list.extend(unchanged.person(&decoded[0], &yuyv)?);
    list.push(looked);
    let mut network_camera_ms = None;
    if pauses > 0 {
        let (rested, camera_ms) = unchanged.in_monitoring(&jpegs, pauses)?;
        list.extend(rested);
        network_camera_ms = camera_ms;
    }
    list.extend(unchanged.empty_room(decoded[0].size())?);
    Ok(Stages { pictures, list, network_camera_ms, cold_start_ms })
}

/// Takes `pose` as the upright posture: a calibrated person is the usual case, and takes more time.
fn calibrate(engine: &mut Engine, pose: Option<&Pose>) -> Result<(), Failure> {
    engine.start_calibration();
    for i in 0..10 {
        engine.step(pose, MonotonicMs(at(i) - at(10)));
    }
    engine
        .finish_calibration()
        .map_err(|problem| Failure::Usage(format!("the first picture shows no posture: {problem}")))
}

/// Time stamp of frame `i`, milliseconds.
fn at(i: usize) -> i64 {
    i as i64 * INTERVAL_MS
}

/// Times of decoding a frame from the two formats of a camera.
fn decoding(
    jpegs: &[Vec<u8>],
    yuyv: &[u8],
    size: ImageSize,
    rounds: usize,
) -> Result<Vec<Stage>, Failure> {
    Ok(vec![
        timed("decode YUYV", rounds, |_| {
            camera_buffer(PixelLayout::Yuyv, size, yuyv, 0).map(drop)
        })?,
        timed("decode JPEG", rounds, |i| {
            camera_buffer(PixelLayout::Mjpeg, size, &jpegs[i % jpegs.len()], 0).map(drop)
        })?,
    ])
}

/// Times of the parts of a measurement, as the tracker reports them.
fn parts(still: &[StageTimings], live: &[StageTimings]) -> Vec<Stage> {
    [
        ("letterbox", (|t| t.letterbox_ms) as fn(&StageTimings) -> f64, still),
        ("detector (when nobody is followed)", |t| t.detector_ms, still),
        ("crop", |t| t.crop_ms, live),
        ("landmarks", |t| t.landmark_ms, live),
        ("face mesh", |t| t.face_ms, live),
        ("trunk and room", |t| t.trunk_ms, live),
    ]
    .into_iter()
    .map(|(name, stage, of)| Stage::of_walls(name, of.iter().map(stage)))
    .collect()
}

/// Times the stages of frames in which nothing changes.
struct Unchanged {
    tracker: Tracker,
    engine: Engine,
    stillness: Stillness,
    pose: Option<Pose>,
    rounds: usize,
    /// Time stamp of the first frame, milliseconds.
    from_ms: i64,
}

impl Unchanged {
    fn person(&mut self, frame: &Frame, yuyv: &[u8]) -> Result<Vec<Stage>, Failure> {
        let Self { engine, stillness, pose, rounds, from_ms, .. } = self;
        let judged = timed("measure and judge", *rounds, |i| {
            engine.step(pose.as_ref(), MonotonicMs(*from_ms + at(i)));
            Ok::<_, Failure>(())
        })?;
        stillness.looked(frame, pose.as_ref());
        let compared = timed("has anything moved?", *rounds, |i| {
            stillness.spell(&frame.at(at(1 + i)));
            Ok::<_, Failure>(())
        })?;
        *from_ms += at(*rounds);
        let held = timed(HELD, *rounds, |i| {
            let frame = camera_buffer(PixelLayout::Yuyv, frame.size(), yuyv, at(1 + i))?;
            stillness.spell(&frame);
            engine.hold(MonotonicMs(*from_ms + at(i)));
            Ok::<_, Failure>(())
        })?;
        Ok(vec![judged, compared, held])
    }

    /// Times held and measured frames as in monitoring, one each second from a network camera, and the thread that
    /// reads the camera. In the pauses, caches and clock frequency fall, and the host of a virtual machine may take
    /// back memory; then the same work takes longer than in a loop.
    fn in_monitoring(
        &mut self,
        jpegs: &[Vec<u8>],
        pauses: usize,
    ) -> Result<(Vec<Stage>, Option<f64>), Failure> {
        let Self { tracker, engine, stillness, from_ms, .. } = self;
        *from_ms += PAUSE_MS;
        let start_ms = *from_ms;
        *from_ms += (2 * pauses as i64 + 1) * PAUSE_MS;
        let camera = NetworkCamera::start(jpegs)?;
        let mut source = frames::open(&camera.source, &OpenOptions::default())?;
        if let Some(interval) = source.interval() {
            interval.set_ms(PAUSE_MS as u32);
        }
        let mut number = 0;
        let mut next = || -> Result<Frame, Failure> {
            let frame = source.next_frame()?.ok_or(Failure::Source(FrameError::Disconnected))?;
            let t_ms = start_ms + number * PAUSE_MS;
            number += 1;
            Ok(frame.at(t_ms))
        };
        let first = next()?;
        let pose = tracker.track(&first)?.pose;
        stillness.looked(&first, pose.as_ref());
        let before = named_threads_cpu_ms(NETWORK_THREAD);
        let began = Instant::now();
        let held = timed_after(HELD_RESTED, pauses, &mut next, |frame| {
            stillness.spell(frame);
            engine.hold(MonotonicMs(frame.t_ms));
            Ok(())
        })?;
        let looked = timed_after(LOOKED_RESTED, pauses, &mut next, |frame| {
            let pose = tracker.track(frame)?.pose;
            stillness.looked(frame, pose.as_ref());
            engine.step(pose.as_ref(), MonotonicMs(frame.t_ms));
            Ok(())
        })?;
        let seconds = began.elapsed().as_secs_f64();
        let spent = before.zip(named_threads_cpu_ms(NETWORK_THREAD)).map(|(a, b)| b - a);
        drop(source);
        camera.join();
        Ok((vec![held, looked], spent.map(|spent| spent / seconds)))
    }

    fn empty_room(&mut self, size: ImageSize) -> Result<Vec<Stage>, Failure> {
        let Self { tracker, stillness, rounds, from_ms, .. } = self;
        let empty = empty_room(size)?;
        let looked = timed(EMPTY, (*rounds).min(30), |i| {
            tracker.track(&empty.at(*from_ms + at(i)))?;
            Ok::<_, Failure>(())
        })?;
        stillness.looked(&empty, None);
        let held = timed(EMPTY_HELD, *rounds, |i| {
            stillness.spell(&empty.at(at(1 + i)));
            Ok::<_, Failure>(())
        })?;
        Ok(vec![looked, held])
    }
}

/// Interval between two frames of [`Unchanged::in_monitoring`], milliseconds.
const PAUSE_MS: i64 = 1_000;

/// Name of the thread that reads a network camera (`frames/mjpeg.rs`).
const NETWORK_THREAD: &str = "mjpeg";

/// Like [`timed`], but takes a frame from `next` before each round. The wall-clock time does not include the wait; the
/// CPU time includes what it costs this thread.
fn timed_after(
    name: &'static str,
    rounds: usize,
    mut next: impl FnMut() -> Result<Frame, Failure>,
    mut stage: impl FnMut(&Frame) -> Result<(), Failure>,
) -> Result<Stage, Failure> {
    let before = thread_cpu_ms();
    let mut walls = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let frame = next()?;
        let start = Instant::now();
        stage(&frame)?;
        walls.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(Stage::of_times(name, walls, before.zip(thread_cpu_ms())))
}

impl Stage {
    /// `cpu_ms`: CPU time of the thread before and after all rounds.
    fn of_times(name: &'static str, walls: Vec<f64>, cpu_ms: Option<(f64, f64)>) -> Self {
        let rounds = walls.len() as f64;
        let stage = Self::of_walls(name, walls);
        let cpu_ms = cpu_ms.map_or(stage.wall_ms, |(before, after)| (after - before) / rounds);
        Self { cpu_ms, ..stage }
    }

    fn of_walls(name: &'static str, walls: impl IntoIterator<Item = f64>) -> Self {
        let walls = stats::sorted(walls);
        let at = |share: f64| stats::quantile(&walls, share).unwrap_or_default();
        let (least_ms, wall_ms, p95_ms) = (at(0.0), at(0.5), at(0.95));
        Self { name, least_ms, wall_ms, p95_ms, cpu_ms: wall_ms }
    }
}

fn timed<E>(
    name: &'static str,
    rounds: usize,
    mut stage: impl FnMut(usize) -> Result<(), E>,
) -> Result<Stage, E> {
    let before = thread_cpu_ms();
    let mut walls = Vec::with_capacity(rounds);
    for i in 0..rounds {
        let start = Instant::now();
        stage(i)?;
        walls.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(Stage::of_times(name, walls, before.zip(thread_cpu_ms())))
}

/// Four frames of the demonstration as JPEG in webcam size (640×480).
fn bundled() -> Result<Vec<Vec<u8>>, Failure> {
    let mut source = frames::open(&SourceSpec::Demo, &OpenOptions::default())?;
    let mut jpegs = Vec::new();
    for _ in 0..4 {
        let Some(frame) = source.next_frame()? else { break };
        let size = frame.size();
        let photo = RgbImage::from_raw(size.width, size.height, frame.rgb().to_vec())
            .ok_or(Failure::Nobody(" in the bundled picture"))?;
        let side = SIZE.height;
        let photo = imageops::resize(&photo, side, side, imageops::FilterType::Triangle);
        // The square photo is extended to both sides by repeating its edge columns (a plain wall). The noise of
        // a webcam makes the JPEG larger, and slower to read and decode.
        let left = (SIZE.width - side) / 2;
        let mut noise = Noise(1);
        let wide = RgbImage::from_fn(SIZE.width, SIZE.height, |x, y| {
            let level = noise.next();
            let pixel = photo.get_pixel(x.saturating_sub(left).min(side - 1), y);
            image::Rgb(pixel.0.map(|value| value.saturating_add_signed(level)))
        });
        jpegs.push(jpeg(&wide)?);
    }
    Ok(jpegs)
}

/// Uniform noise of a webcam, ±3 grey levels (xorshift by Marsaglia, 2003).
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> i8 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 % 7) as i8 - 3
    }
}

fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 85);
    DynamicImage::from(picture.clone())
        .write_with_encoder(encoder)
        .map_err(|e| Failure::Usage(format!("the bundled picture cannot be encoded: {e}")))?;
    Ok(bytes)
}

fn jpegs_in(folder: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let unreadable = |e: std::io::Error| FrameError::Unreadable {
        path: folder.to_owned(),
        reason: e.to_string(),
    };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(unreadable)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "jpg" || e == "jpeg"))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err(FrameError::EmptyFolder(folder.to_owned()).into());
    }
    Ok(paths.iter().map(std::fs::read).collect::<Result<_, _>>().map_err(unreadable)?)
}

/// `frame` as YUYV in grey. The colour does not influence the time to decode it.
fn yuyv(frame: &Frame) -> Vec<u8> {
    frame.rgb().chunks_exact(3).flat_map(|p| [p[1], 128]).collect()
}

/// A plain grey frame without a person.
fn empty_room(size: ImageSize) -> Result<Frame, Failure> {
    let pixels = size.width as usize * size.height as usize;
    Frame::from_rgb(size, vec![150; pixels * 3], 0)
        .ok_or(Failure::Nobody(" because the pictures are empty"))
}
