//! Time of the separate stages of the pipeline: `cargo bench --bench pipeline`.
//!
//! `plumbline bench` measures the same stages in the built program, and the CPU time of an hour. The results are
//! in `docs/performance.md`.
#![allow(
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark stops if its set-up fails"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use image::imageops::{self, FilterType};
use image::{DynamicImage, RgbImage};
use ndarray::Array4;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Angle, ImageSize, MonotonicMs, Pose};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::{Engine, EngineConfig};
use plumbline_vision::frames::Frame;
use plumbline_vision::frames::decode::{PixelLayout, camera_buffer};
use plumbline_vision::pose::camera_moved::CameraMovedDetector;
use plumbline_vision::pose::crop::{Border, Range, crop_averaged_into, crop_into};
use plumbline_vision::pose::roi::Roi;
use plumbline_vision::pose::trunk::TrunkTracker;
use plumbline_vision::pose::{ModelVariant, Stillness, Tracker, TrackerOptions};

const SIZE: ImageSize = ImageSize { width: 640, height: 480 };

/// The picture of a person at a desk, in webcam size.
fn desk() -> RgbImage {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/desk_1280x720.jpg");
    let desk = image::open(path).unwrap().crop_imm(0, 0, 960, 720);
    imageops::resize(&desk.into_rgb8(), SIZE.width, SIZE.height, FilterType::Triangle)
}

fn frame(picture: &RgbImage) -> Frame {
    Frame::from_rgb(SIZE, picture.as_raw().clone(), 0).unwrap()
}

fn tracker() -> Tracker {
    Tracker::new(ModelVariant::Full, TrackerOptions::live()).unwrap()
}

fn pose_in(frame: &Frame) -> Pose {
    tracker().track(frame).unwrap().pose.unwrap()
}

fn decoding(c: &mut Criterion) {
    let desk = desk();
    let yuyv: Vec<u8> = desk.pixels().flat_map(|p| [p.0[1], 128]).collect();
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 85);
    DynamicImage::from(desk).write_with_encoder(encoder).unwrap();
    let mut group = c.benchmark_group("decode");
    group.bench_function("yuyv 640x480", |b| {
        b.iter(|| camera_buffer(PixelLayout::Yuyv, SIZE, black_box(&yuyv), 0));
    });
    group.bench_function("jpeg 640x480", |b| {
        b.iter(|| camera_buffer(PixelLayout::Mjpeg, SIZE, black_box(&jpeg), 0));
    });
    group.finish();
}

fn cropping(c: &mut Criterion) {
    let frame = frame(&desk());
    let roi = Roi {
        center_in_image: Vec2::new(230.0, 380.0),
        size_px: 760.0,
        rotation: Angle::from_deg(3.0),
    };
    let mut tensor = Array4::zeros((1, 256, 256, 3));
    let mut memory = Vec::new();
    let mut group = c.benchmark_group("crop");
    group.bench_function("bilinear", |b| {
        b.iter(|| crop_into(&mut tensor, black_box(&frame), &roi, Border::Replicate, Range::UNIT));
    });
    group.bench_function("averaged", |b| {
        b.iter(|| {
            let border = Border::Replicate;
            let (frame, range) = (black_box(&frame), Range::UNIT);
            crop_averaged_into(&mut tensor, &mut memory, frame, &roi, border, range);
        });
    });
    group.finish();
}

fn recognising(c: &mut Criterion) {
    let frame = frame(&desk());
    let pose = pose_in(&frame);
    let mut group = c.benchmark_group("recognise");
    let mut trunk = TrunkTracker::default();
    trunk.look(&frame, &pose, None);
    group.bench_function("trunk", |b| b.iter(|| trunk.look(black_box(&frame), &pose, None)));
    let mut scene = CameraMovedDetector::default();
    group.bench_function("room", |b| b.iter(|| scene.look(black_box(&frame), &pose)));
    let mut stillness = Stillness::default();
    stillness.looked(&frame, Some(&pose));
    let mut t_ms = 0;
    group.bench_function("nothing moved", |b| {
        b.iter(|| {
            t_ms += 1;
            stillness.spell(black_box(&frame.at(t_ms)))
        });
    });
    group.finish();
}

fn judging(c: &mut Criterion) {
    let pose = pose_in(&frame(&desk()));
    let mut engine = Engine::new(Catalogue::embedded().unwrap(), EngineConfig::default());
    engine.start_calibration();
    let mut t_ms = 0;
    let mut group = c.benchmark_group("engine");
    group.bench_function("step", |b| {
        b.iter(|| {
            t_ms += 500;
            engine.step(Some(black_box(&pose)), MonotonicMs(t_ms))
        });
    });
    group.bench_function("hold", |b| {
        b.iter(|| {
            t_ms += 500;
            engine.hold(MonotonicMs(t_ms))
        });
    });
    group.finish();
}

fn tracking(c: &mut Criterion) {
    let frame = frame(&desk());
    let mut tracker = tracker();
    let mut t_ms = 0;
    let mut group = c.benchmark_group("tracker");
    group.sample_size(30);
    group.bench_function("a picture of a tracked person", |b| {
        b.iter(|| {
            // The time advances by 1 ms per frame, so the detector does not search the whole frame in between.
            t_ms += 1;
            tracker.track(black_box(&frame.at(t_ms))).unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, decoding, cropping, recognising, judging, tracking);
criterion_main!(benches);
