//! Runs every stage of the pipeline by itself, and the whole of it, on pictures.

use std::path::{Path, PathBuf};
use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage, imageops};

use super::machine::thread_cpu_ms;
use crate::cli::Failure;
use plumbline_core::body::{ImageSize, MonotonicMs};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::{Engine, EngineConfig};
use plumbline_vision::frames::decode::{PixelLayout, camera_buffer};
use plumbline_vision::frames::{self, Frame, FrameError, OpenOptions, SourceSpec};
use plumbline_vision::pose::{
    ModelVariant, StageTimings, Stillness, Tracked, Tracker, TrackerOptions,
};

/// What a usual webcam sends.
const SIZE: ImageSize = ImageSize { width: 640, height: 480 };
const INTERVAL_MS: i64 = 100;

/// What one stage took.
pub(super) struct Stage {
    pub name: &'static str,
    /// Least, median and 95th percentile on the clock on the wall: on a busy machine the least says
    /// most.
    pub least_ms: f64,
    pub wall_ms: f64,
    pub p95_ms: f64,
    /// Mean of processor time, or of the clock on the wall where that is not told.
    pub cpu_ms: f64,
}

/// All of them.
pub(super) struct Stages {
    pub pictures: String,
    pub list: Vec<Stage>,
    pub cold_start_ms: f64,
}

const LOOKED: &str = "a picture looked at";
const HELD: &str = "a picture that shows nothing new";
const EMPTY: &str = "an empty room looked at";
const EMPTY_HELD: &str = "an empty room, nothing new";

impl Stages {
    fn of(&self, name: &str) -> &Stage {
        // Every list has them all; the last one is as good as a panic is bad.
        self.list.iter().find(|s| s.name == name).unwrap_or(&self.list[self.list.len() - 1])
    }

    pub fn looked(&self) -> &Stage {
        self.of(LOOKED)
    }

    pub fn held(&self) -> &Stage {
        self.of(HELD)
    }

    pub fn empty(&self) -> &Stage {
        self.of(EMPTY)
    }

    pub fn empty_held(&self) -> &Stage {
        self.of(EMPTY_HELD)
    }
}

pub(super) fn measure(
    data_dir: Option<PathBuf>,
    variant: ModelVariant,
    rounds: usize,
    folder: Option<&Path>,
) -> Result<Stages, Failure> {
    let begun = Instant::now();
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
    let at = |i: usize| i as i64 * INTERVAL_MS;
    let frame = |i: usize| decoded[i % decoded.len()].at(at(i));
    let mut engine = Engine::new(Catalogue::embedded()?, EngineConfig::default());
    let first = tracker.track(&frame(0))?;
    engine.step(first.pose.as_ref(), MonotonicMs(0));
    let cold_start_ms = begun.elapsed().as_secs_f64() * 1000.0;
    if first.pose.is_none() {
        return Err(Failure::Nobody(" in the first picture"));
    }

    let mut list = Vec::new();
    let yuyv = yuyv(&decoded[0]);
    let size = decoded[0].size();
    list.push(timed("decode YUYV", rounds, |_| {
        camera_buffer(PixelLayout::Yuyv, size, &yuyv, 0).map(drop)
    })?);
    list.push(timed("decode JPEG", rounds, |i| {
        camera_buffer(PixelLayout::Mjpeg, size, &jpegs[i % jpegs.len()], 0).map(drop)
    })?);

    let still = TrackerOptions { data_dir, ..TrackerOptions::still() };
    let mut alone = Tracker::new(variant, still)?;
    alone.track(&frame(0))?;
    let (mut afresh, mut following) = (Vec::new(), Vec::new());
    for i in 0..rounds {
        afresh.push(alone.track(&frame(i))?.timings);
    }
    let mut tracked = Tracked::default();
    let mut timings_of = |i: usize, engine: &mut Engine| -> Result<(), Failure> {
        tracked = tracker.track(&frame(i))?;
        following.push(tracked.timings);
        engine.step(tracked.pose.as_ref(), MonotonicMs(at(i)));
        Ok(())
    };
    // The first pictures have no trunk to compare with and no warm caches.
    for i in 1..6 {
        timings_of(i, &mut engine)?;
    }
    let looked = timed(LOOKED, rounds, |i| timings_of(6 + i, &mut engine))?;
    let following = &following[5..];
    for (name, stage, of) in [
        ("letterbox", (|t| t.letterbox_ms) as fn(&StageTimings) -> f64, afresh.as_slice()),
        ("detector (when nobody is followed)", |t| t.detector_ms, &afresh),
        ("crop", |t| t.crop_ms, following),
        ("landmarks", |t| t.landmark_ms, following),
        ("face mesh", |t| t.face_ms, following),
        ("trunk and room", |t| t.trunk_ms, following),
    ] {
        let values = of.iter().map(stage).collect();
        list.push(Stage::of_walls(name, values));
    }
    let last_ms = at(6 + rounds);
    let pose = tracked.pose.clone();
    list.push(timed("measure and judge", rounds, |i| {
        engine.step(pose.as_ref(), MonotonicMs(last_ms + at(i)));
        Ok::<_, Failure>(())
    })?);
    let mut stillness = Stillness::default();
    stillness.looked(&frame(0), pose.as_ref());
    list.push(timed("has anything moved?", rounds, |i| {
        stillness.spell(&decoded[0].at(at(1 + i)));
        Ok::<_, Failure>(())
    })?);
    list.push(looked);
    let held_from_ms = last_ms + at(rounds);
    list.push(timed(HELD, rounds, |i| {
        let frame = camera_buffer(PixelLayout::Yuyv, size, &yuyv, at(1 + i))?;
        stillness.spell(&frame);
        engine.hold(MonotonicMs(held_from_ms + at(i)));
        Ok::<_, Failure>(())
    })?);
    let nobody = nobody(size)?;
    list.push(timed(EMPTY, rounds.min(30), |i| {
        tracker.track(&nobody.at(held_from_ms + at(i)))?;
        Ok::<_, Failure>(())
    })?);
    stillness.looked(&nobody, None);
    list.push(timed(EMPTY_HELD, rounds, |i| {
        stillness.spell(&nobody.at(at(1 + i)));
        Ok::<_, Failure>(())
    })?);
    Ok(Stages { pictures, list, cold_start_ms })
}

impl Stage {
    fn of_walls(name: &'static str, mut walls: Vec<f64>) -> Self {
        walls.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let last = walls.len().saturating_sub(1);
            walls.get((last as f64 * share).round() as usize).copied().unwrap_or_default()
        };
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
    let cpu_ms =
        before.zip(thread_cpu_ms()).map(|(before, after)| (after - before) / rounds as f64);
    let stage = Stage::of_walls(name, walls);
    Ok(Stage { cpu_ms: cpu_ms.unwrap_or(stage.wall_ms), ..stage })
}

/// The demonstration as a webcam would send it: four moments, 640×480.
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
        // The wall goes on to both sides.
        let left = (SIZE.width - side) / 2;
        let wide = RgbImage::from_fn(SIZE.width, SIZE.height, |x, y| {
            *photo.get_pixel(x.saturating_sub(left).min(side - 1), y)
        });
        jpegs.push(jpeg(&wide)?);
    }
    Ok(jpegs)
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

/// Grey YUYV of the same brightness: what colour it has costs nothing.
fn yuyv(frame: &Frame) -> Vec<u8> {
    frame.rgb().chunks_exact(3).flat_map(|p| [p[1], 128]).collect()
}

/// A wall.
fn nobody(size: ImageSize) -> Result<Frame, Failure> {
    let pixels = size.width as usize * size.height as usize;
    Frame::from_rgb(size, vec![150; pixels * 3], 0)
        .ok_or(Failure::Nobody(" because the pictures are empty"))
}
