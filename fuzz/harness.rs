//! Processing of untrusted bytes: one function for each input format, shared by the fuzzers and
//! `tests/suite/untrusted_input.rs`. Each function must return for any bytes. Assertions check what must hold
//! for every result.

use std::path::Path;

use plumbline::settings::{Settings, SettingsChange, with_changes};
use plumbline_core::body::{ImageSize, MonotonicMs};
use plumbline_core::catalogue::{Catalogue, Texts};
use plumbline_core::engine::recording::{FrameLine, Header};
use plumbline_core::engine::{Engine, EngineConfig};
use plumbline_history::{History, Import};
use plumbline_vision::frames::Frame;
use plumbline_vision::frames::decode::{self, PixelLayout};
use plumbline_vision::frames::mjpeg::JpegSplitter;

fn is_whole(frame: &Frame) {
    let size = frame.size();
    assert_eq!(frame.rgb().len(), size.width as usize * size.height as usize * 3);
}

/// A buffer of a camera. The data are its layout, its stated size and its bytes.
pub fn camera(data: &[u8]) {
    let [layout, w0, w1, h0, h1, bytes @ ..] = data else { return };
    // The rest of the first byte is the padding of a row.
    let (padding, layout) = (
        usize::from(*layout) / PixelLayout::ALL.len(),
        usize::from(*layout) % PixelLayout::ALL.len(),
    );
    let layout = PixelLayout::ALL[layout];
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]));
    let size = ImageSize { width: side(*w0, *w1), height: side(*h0, *h1) };
    let stride = size.width as usize + padding;
    if let Ok(frame) = decode::padded_camera_buffer(layout, size, stride, bytes, 0) {
        is_whole(&frame);
    }
}

/// One JPEG of a camera.
pub fn jpeg(data: &[u8]) {
    if let Some(length) = decode::jpeg_length(data) {
        assert!((4..=data.len()).contains(&length));
    }
    if let Ok(frame) = decode::jpeg(data, 0) {
        is_whole(&frame);
    }
}

/// A picture file: JPEG, PNG, WebP or BMP.
pub fn picture(data: &[u8]) {
    if let Ok(frame) = decode::picture(data, 0) {
        is_whole(&frame);
    }
}

/// The stream of a network camera. The first eight bytes give the lengths of its chunks.
pub fn stream(data: &[u8]) {
    let Some((sizes, mut rest)) = data.split_at_checked(8) else { return };
    let mut splitter = JpegSplitter::default();
    let mut sizes = sizes.iter().cycle();
    while !rest.is_empty() {
        let size = sizes.next().map_or(1, |size| usize::from(*size) + 1);
        let chunk = size.min(rest.len());
        let read = splitter.fill(|free| {
            let count = chunk.min(free.len());
            free[..count].copy_from_slice(&rest[..count]);
            Ok(count)
        });
        rest = &rest[read.unwrap_or(rest.len())..];
        while let Ok(Some(picture)) = splitter.next_jpeg() {
            assert!(picture.starts_with(&[0xFF, 0xD8]));
        }
    }
}

/// A settings file of which some values may be unusable, a change of it, and an engine that runs with these settings.
pub fn settings(data: &[u8]) {
    let (settings, _) = Settings::parse(data);
    let written = toml::to_string_pretty(&settings).unwrap();
    let (again, refused) = Settings::parse(written.as_bytes());
    assert_eq!(refused, [], "what is saved can be used");
    assert_eq!(toml::to_string_pretty(&again).unwrap(), written, "what is saved reads back");
    let mut changed = settings.clone();
    changed.apply(SettingsChange::Zoom(1.5));
    changed.apply(SettingsChange::NotesRead);
    let text = str::from_utf8(data).ok();
    if let Some(text) = text.and_then(|text| with_changes(text, &settings, &changed).unwrap()) {
        let (again, _) = Settings::parse(text.as_bytes());
        let [again, changed] = [again, changed].map(|s| toml::to_string_pretty(&s).unwrap());
        assert_eq!(again, changed, "a change in the file reads back");
    }
    let Ok(catalogue) = Catalogue::embedded() else { return };
    run(Engine::new(catalogue, settings.engine_config()));
}

/// Runs the engine for an hour without a person, one frame per minute.
fn run(mut engine: Engine) {
    for minute in 0..60 {
        let now = MonotonicMs(minute * 60_000);
        let _ = engine.rate();
        let _ = engine.step(None, now);
    }
}

/// A catalogue file that replaces one of the embedded files. If the catalogue is valid, an engine runs with it.
pub fn catalogue(data: &[u8]) {
    let [which, text @ ..] = data else { return };
    let Ok(text) = str::from_utf8(text) else { return };
    let ours = Texts::EMBEDDED;
    let texts = match which % 5 {
        0 => Texts { muscles: text, ..ours },
        1 => Texts { stretches: text, ..ours },
        2 => Texts { releases: text, ..ours },
        3 => Texts { tips: text, ..ours },
        _ => Texts { routines: text, ..ours },
    };
    if let Ok(catalogue) = Catalogue::from_texts(&texts) {
        run(Engine::new(catalogue, EngineConfig::default()));
    }
}

/// A landmark recording: its first 200 frames run through an engine.
pub fn recording(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut lines = text.lines();
    let Some(Ok(header)) = lines.next().map(Header::parse) else { return };
    let Ok(catalogue) = Catalogue::embedded() else { return };
    let mut engine = Engine::new(catalogue, EngineConfig::default());
    engine.start_calibration();
    for (number, line) in lines.take(200).enumerate() {
        let Ok(frame) = FrameLine::parse(line, number + 2, header.image()) else { continue };
        let (snapshot, _) = engine.step(frame.pose.as_ref(), frame.t);
        let written = serde_json::to_string(&FrameLine::new(frame.t.0, frame.pose.as_ref()));
        assert!(FrameLine::parse(&written.unwrap(), 2, header.image()).is_ok());
        let _ = plumbline_core::engine::report::frame_json(&snapshot);
    }
}

/// An export, imported into a new history.
pub fn import(data: &[u8]) {
    let Ok(import) = Import::read(data) else { return };
    let folder = tempfile::tempdir_in(fast_folder()).unwrap();
    let history = History::open(&folder.path().join("history.sqlite")).history;
    let _ = history.import(import);
    look_through(&history);
}

/// A history database that may be damaged or hostile: opened and read.
pub fn database(data: &[u8]) {
    let folder = tempfile::tempdir_in(fast_folder()).unwrap();
    let file = folder.path().join("history.sqlite");
    std::fs::write(&file, data).unwrap();
    look_through(&History::open(&file).history);
}

fn look_through(history: &History) {
    let _ = history.flush();
    let Ok(reader) = history.reader() else { return };
    let Ok(Some((from, to))) = reader.span() else { return };
    let _ = reader.days(from, to);
    let _ = reader.week(to);
    let _ = reader.heat_map(from, to);
    let _ = reader.alerts(from, to);
    let _ = reader.stretches(from, to);
}

/// A folder in memory if the system has one, otherwise the current folder.
fn fast_folder() -> &'static Path {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory } else { Path::new(".") }
}
