//! The real camera code with the V4L2 test double `tests/v4l2/standin.c`. Most tests run the binary; the tests of
//! reconnecting run the watching threads. Environment variables set the properties of the camera.
//!
//! The test double exists only on Linux; on other systems the tests are skipped with a message.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use image::RgbImage;
use plumbline::watch::{Commander, SourceState, Watch, WatchOptions};
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::frames::camera::LIBRARY;
use serde_json::Value;

use crate::support::standin::{desk, encode, jpeg, mjpeg, pictures, standin, tmp};

/// Timeout of a command. The feeder's timeouts are 5 s without a frame and 1.5 s to release the camera; the rest
/// is for the model on a very busy machine.
const LIMIT: Duration = Duration::from_secs(45);

/// Modes of a typical laptop camera, the large MJPEG first.
const LAPTOP: &str = "MJPG 1280x720 30; MJPG 640x480 30; YUYV 640x480 30 15; YUYV 320x240 30; \
                      YUYV 1280x720 10";

/// A command that uses the camera test double.
struct Run {
    command: Command,
    dir: tempfile::TempDir,
    may_panic: bool,
}

/// Result of a [`Run`].
struct Outcome {
    code: Option<i32>,
    /// Standard output.
    out: String,
    reports: Vec<Value>,
    /// Standard error.
    message: String,
    /// Events logged by the camera test double, one per line.
    log: Vec<String>,
    took: Duration,
}

impl Run {
    fn new(library: &Path, modes: &str, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
        command.args(args);
        Self::of(command, library, modes)
    }

    fn analyze(library: &Path, modes: &str, frames: &str) -> Self {
        let args = ["analyze", "--source", "camera", "--json", "--model", "lite", "--frames"];
        let mut run = Self::new(library, modes, &args);
        run.command.arg(frames);
        run
    }

    fn of(mut command: Command, library: &Path, modes: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        command
            .env("HOME", tmp().join("home"))
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .env("LD_PRELOAD", library)
            .env("STANDIN_MODES", modes)
            .env("STANDIN_FRAMES", pictures())
            .env("STANDIN_LOG", dir.path().join("log"))
            .stdout(File::create(dir.path().join("out")).unwrap())
            .stderr(File::create(dir.path().join("err")).unwrap());
        Self { command, dir, may_panic: false }
    }

    fn with(mut self, variable: &str, value: &str) -> Self {
        self.command.env(variable, value);
        self
    }

    fn finish(mut self) -> Outcome {
        let started = Instant::now();
        let mut child = self.command.spawn().unwrap();
        let code = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status.code();
            }
            if started.elapsed() > LIMIT {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("timeout: {}", self.text("err"));
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        let message = self.text("err");
        assert!(self.may_panic || !message.contains("panicked"), "{message}");
        let out = self.text("out");
        let reports = out.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let log = self.text("log").lines().map(str::to_owned).collect();
        Outcome { code, out, reports, message, log, took: started.elapsed() }
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.dir.path().join(file)).unwrap_or_default()
    }
}

impl Outcome {
    /// Asserts that the command failed with the exit code for a source, and with `needle` in its last line.
    fn assert_refused(&self, needle: &str) {
        assert_eq!(self.code, Some(3), "{}", self.message);
        let last = self.message.lines().last().unwrap_or_default();
        assert!(last.starts_with("plumbline: ") && last.contains(needle), "{}", self.message);
    }

    fn streams(&self) -> Vec<&str> {
        self.log.iter().filter_map(|line| line.strip_prefix("stream on ")).collect()
    }

    fn assert_released(&self) {
        let count = |event: &str| self.log.iter().filter(|line| *line == event).count();
        assert_eq!(count("open"), count("close"), "{:?}", self.log);
        assert_eq!(self.streams().len(), count("stream off"), "{:?}", self.log);
    }
}

fn size_of(report: &Value) -> (u64, u64) {
    (report["width"].as_u64().unwrap(), report["height"].as_u64().unwrap())
}

/// Mean distance between the landmarks 0–12 (head and shoulders) of two reports, as a share of the shoulder
/// width.
fn landmark_distance(a: &Value, b: &Value) -> f64 {
    let at = |report: &Value, i: usize| {
        let l = &report["landmarks"][i];
        (l[0].as_f64().unwrap(), l[1].as_f64().unwrap())
    };
    let between = |p: (f64, f64), q: (f64, f64)| (p.0 - q.0).hypot(p.1 - q.1);
    let mean = (0..13).map(|i| between(at(a, i), at(b, i))).sum::<f64>() / 13.0;
    mean / between(at(b, 11), at(b, 12))
}

fn measured_file(path: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_plumbline"))
        .args(["analyze", "--json", "--model", "lite"])
        .arg(path)
        .env("HOME", tmp().join("home"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Median of `of` over all pairs of pixels.
fn median(a: &RgbImage, b: &RgbImage, of: impl Fn(&[u8; 3], &[u8; 3]) -> u8) -> u8 {
    let mut all: Vec<u8> = a.pixels().zip(b.pixels()).map(|(a, b)| of(&a.0, &b.0)).collect();
    let middle = all.len() / 2;
    *all.select_nth_unstable(middle).1
}

#[test]
fn a_camera_is_listed_by_its_name_without_being_opened() {
    let Some(library) = standin() else { return };
    let run = Run::new(library, LAPTOP, &["cameras", "--json"]);
    let outcome = run.with("STANDIN_NAME", "Desk Camera Ü").with("STANDIN_FAIL", "open EACCES");
    let outcome = outcome.finish();
    assert_eq!(outcome.code, Some(0), "{}", outcome.message);
    let listed = |index: u32| serde_json::json!({ "index": index, "name": "Desk Camera Ü" });
    assert_eq!(outcome.reports, [listed(0)], "the metadata node is not listed");
    assert!(outcome.log.is_empty(), "{:?}", outcome.log);
    // Without udev both nodes are listed, because nothing distinguishes them.
    let run = Run::new(library, LAPTOP, &["cameras", "--json"]);
    let outcome = run.with("STANDIN_NAME", "Desk Camera Ü").with("STANDIN_UDEV", "0").finish();
    assert_eq!(outcome.reports, [listed(0), listed(1)]);
    let empty = tempfile::NamedTempFile::new().unwrap();
    Run::new(library, LAPTOP, &["cameras"])
        .with("STANDIN_UNPLUGGED_WHILE", empty.path().to_str().unwrap())
        .finish()
        .assert_refused("no camera was found");
}

/// The driver says how far the camera is zoomed in: the same face is then twice as far away at a zoom of two.
#[test]
fn the_zoom_that_the_driver_reports_counts_for_the_distance() {
    let Some(library) = standin() else { return };
    let distance_cm = |zoom: &str| {
        let run = Run::analyze(library, "YUYV 640x480 30", "1").with("STANDIN_ZOOM", zoom);
        let outcome = run.finish();
        assert_eq!(outcome.code, Some(0), "{}", outcome.message);
        outcome.assert_released();
        outcome.reports[0]["measures"]["screen_distance_cm"]["value"].as_f64().unwrap()
    };
    let [without, widest, twice] = ["0", "100", "200"].map(distance_cm);
    assert!((without - widest).abs() < 0.1, "{without} {widest}");
    assert!((twice / widest - 2.0).abs() < 0.1, "{twice} {widest}");
}

#[test]
fn a_camera_gives_the_same_landmarks_as_the_same_picture_in_a_file() {
    let Some(library) = standin() else { return };
    let original = desk(640, 480);
    for (fourcc, file) in [("YUYV", "YUYV-640x480.png"), ("MJPG", "MJPG-640x480.jpg")] {
        let drawn = tempfile::tempdir().unwrap();
        let mut run = Run::analyze(library, &format!("{fourcc} 640x480 30"), "4");
        run.command.arg("--annotate").arg(drawn.path());
        let outcome = run.finish();
        assert_eq!(outcome.code, Some(0), "{}", outcome.message);
        assert_eq!(outcome.streams(), [format!("{fourcc} 640x480 30/1")]);
        outcome.assert_released();

        // The picture does not move, so tracking and filtering do not change the landmarks. A JPEG is decoded by
        // the same decoder. YUYV may differ by a grey level after the conversion, which moves the landmarks a
        // little.
        let as_file = measured_file(&pictures().join(file));
        let tolerance = if fourcc == "MJPG" { 1e-4 } else { 5e-3 };
        assert_eq!(outcome.reports.len(), 4);
        for (i, report) in outcome.reports.iter().enumerate() {
            assert_eq!(size_of(report), (640, 480));
            let off = landmark_distance(report, &as_file);
            println!("{fourcc}: {:.3} % of the shoulder width", off * 100.0);
            // A file has no trunk reference. For the camera the crop follows the trunk from the second frame
            // on, so the model places the shoulders slightly differently.
            let tolerance = if i == 0 { tolerance } else { 0.04 };
            assert!(off < tolerance, "{fourcc}: {:.3} %", off * 100.0);
        }
        let times: Vec<i64> = outcome.reports.iter().map(|r| r["t_ms"].as_i64().unwrap()).collect();
        assert!(times.is_sorted_by(|a, b| a < b), "{times:?}");

        let picture = image::open(drawn.path().join("00000-camera.png")).unwrap().into_rgb8();
        for channel in 0..3 {
            let off = median(&picture, &original, |a, b| a[channel].abs_diff(b[channel]));
            println!("{fourcc}: channel {channel} is off by {off} in the median");
            assert!(off <= 2, "{fourcc}: channel {channel} is off by {off}");
        }
    }
    // The check of the channels detects swapped colours only if red and blue differ in the picture.
    let swapped = median(&original, &original, |a, b| a[0].abs_diff(b[2]));
    assert!(swapped > 4, "{swapped}");
}

/// The code that reads cameras on macOS and Windows, with the V4L2 binding of nokhwa.
#[test]
fn nokhwa_gives_the_same_landmarks_as_the_same_picture_in_a_file() {
    let Some(library) = standin() else { return };
    for (fourcc, file) in [("YUYV", "YUYV-640x480.png"), ("MJPG", "MJPG-640x480.jpg")] {
        let outcome = Run::analyze(library, &format!("{fourcc} 640x480 30"), "3")
            .with(LIBRARY, "nokhwa")
            .finish();
        assert_eq!(outcome.code, Some(0), "{}", outcome.message);
        assert!(outcome.streams().contains(&format!("{fourcc} 640x480 30/1").as_str()));
        outcome.assert_released();
        let as_file = measured_file(&pictures().join(file));
        let tolerance = if fourcc == "MJPG" { 1e-4 } else { 5e-3 };
        assert_eq!(outcome.reports.len(), 3);
        let off = landmark_distance(&outcome.reports[0], &as_file);
        assert!(off < tolerance, "{fourcc}: {:.3} %", off * 100.0);
    }
    let listed = Run::new(library, LAPTOP, &["cameras"]).with(LIBRARY, "nokhwa").finish();
    assert_eq!(listed.code, Some(0), "{}", listed.message);
    let busy = Run::analyze(library, LAPTOP, "1").with("STANDIN_FAIL", "open EBUSY");
    busy.with(LIBRARY, "nokhwa").finish().assert_refused("in use by another program");
}

#[test]
fn the_cheapest_format_near_640_by_480_is_chosen() {
    let Some(library) = standin() else { return };
    for (modes, size, stream) in [
        (LAPTOP, (640, 480), "YUYV 640x480 15/1"),
        ("YUYV 1280x720 5; MJPG 1280x720 30; MJPG 640x480 30", (640, 480), "MJPG 640x480 30/1"),
        ("YUYV 1280x720 5; MJPG 1280x720 30", (1280, 720), "MJPG 1280x720 30/1"),
        ("H264 640x480 30; YUYV 800x600 20 10", (800, 600), "YUYV 800x600 20/1"),
    ] {
        // The mode that another program has left set must not matter.
        let last = modes.split(';').count() - 1;
        let outcome =
            Run::analyze(library, modes, "1").with("STANDIN_LEFT_AT", &last.to_string()).finish();
        assert_eq!(outcome.code, Some(0), "{modes}: {}", outcome.message);
        assert_eq!(size_of(&outcome.reports[0]), size, "{modes}");
        assert_eq!(outcome.streams(), [stream], "{modes}");
    }
}

#[test]
fn a_camera_that_cannot_be_used_is_refused_with_the_reason() {
    let Some(library) = standin() else { return };
    for (fault, needle) in [
        ("open EACCES", "no permission to use the camera; add yourself to the group"),
        ("open EPERM", "no permission to use the camera"),
        ("open EBUSY", "in use by another program"),
        ("S_FMT EBUSY", "in use by another program"),
        ("REQBUFS EBUSY", "in use by another program"),
        ("STREAMON EBUSY", "in use by another program"),
        ("STREAMON ENOSPC", "not enough bandwidth"),
        ("open ENODEV", "the camera was disconnected"),
        ("open ENXIO", "the camera was disconnected"),
        ("DQBUF ENODEV", "the camera was disconnected"),
        ("DQBUF EIO", "the camera was disconnected"),
        ("STREAMON EPROTO", "the camera failed: Could not capture frame: Protocol error"),
    ] {
        let outcome = Run::analyze(library, LAPTOP, "5").with("STANDIN_FAIL", fault).finish();
        println!("{fault}: {}", outcome.message.trim_end());
        outcome.assert_refused(needle);
        assert!(outcome.reports.is_empty());
    }
}

#[test]
fn a_camera_without_a_readable_format_is_refused_with_the_reason() {
    let Some(library) = standin() else { return };
    let outcome = Run::analyze(library, "H264 1920x1080 30", "5").finish();
    outcome.assert_refused("no format Plumbline can read");
    // The metadata node has no frames, with and without udev.
    let args = ["analyze", "--source", "camera:1", "--frames", "1"];
    Run::new(library, LAPTOP, &args)
        .finish()
        .assert_refused("there is no camera 1; found: 0 (Stand-in");
    let run = Run::new(library, LAPTOP, &args).with("STANDIN_UDEV", "0");
    run.finish().assert_refused("no format Plumbline can read");
    // If both nodes fail, the error of the camera is reported, not that of the metadata node.
    let run = Run::analyze(library, LAPTOP, "1").with("STANDIN_UDEV", "0");
    run.with("STANDIN_FAIL", "S_FMT EBUSY").finish().assert_refused("in use by another program");
    let args = ["analyze", "--source", "camera:7", "--frames", "1"];
    Run::new(library, LAPTOP, &args)
        .finish()
        .assert_refused("there is no camera 7; found: 0 (Stand-in");
}

#[test]
fn an_unplugged_camera_is_reported_as_disconnected() {
    let Some(library) = standin() else { return };
    // 40 frames at 5 fps are 8 s: enough to load the model and measure one. The camera is plugged in again at
    // once, but the open handle stays invalid.
    let outcome = Run::analyze(library, "YUYV 640x480 5", "1000")
        .with("STANDIN_UNPLUG_AFTER", "40")
        .with("STANDIN_REPLUG_AFTER_MS", "0")
        .finish();
    outcome.assert_refused("the camera was disconnected");
    assert!(!outcome.reports.is_empty(), "no frame before: {:?}", outcome.log);
    let events: Vec<&str> = outcome.log.iter().map(String::as_str).collect();
    let streamed = "stream on YUYV 640x480 5/1";
    assert_eq!(events, ["open", streamed, "unplugged", "plugged in", "close"]);
}

#[test]
fn a_camera_that_stops_sending_frames_is_given_up_after_the_timeout() {
    let Some(library) = standin() else { return };
    let outcome = Run::analyze(library, LAPTOP, "1000").with("STANDIN_STALL_AFTER", "3").finish();
    outcome.assert_refused("the camera sends no pictures");
    assert!(outcome.took >= Duration::from_secs(5), "given up before the timeout");
}

/// Writes three pictures whose first and last rows are red, blue and green, so that a mixture of two pictures is
/// detected. They contain noise like that of a sensor; without it, parts of the JPEG files would be equal.
fn write_striped_pictures(dir: &Path) {
    let mut noise = 1u32;
    for (number, colour) in [[230, 20, 20], [20, 20, 230], [20, 230, 20]].into_iter().enumerate() {
        let mut picture = desk(640, 480);
        for row in (0..16).chain(464..480) {
            for x in 0..640 {
                picture.put_pixel(x, row, image::Rgb(colour));
            }
        }
        for channel in picture.iter_mut() {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *channel = channel.saturating_add((noise >> 28) as u8);
        }
        fs::write(dir.join(format!("MJPG-640x480-{number}.raw")), jpeg(&picture)).unwrap();
    }
}

/// The channel of the stripe in `row`, read at the right edge, where no figure is drawn.
fn stripe(picture: &RgbImage, row: u32) -> Option<usize> {
    picture.get_pixel(630, row).0.iter().position(|channel| *channel > 180)
}

#[test]
fn truncated_frames_are_skipped_and_the_complete_ones_measured() {
    let Some(library) = standin() else { return };
    let frames = tempfile::tempdir().unwrap();
    write_striped_pictures(frames.path());
    let drawn = tempfile::tempdir().unwrap();
    // Every third picture, the green one, is truncated. The driver has four buffers, so the missing half still
    // contains an older picture, a blue one.
    let mut run = Run::analyze(library, "MJPG 640x480 30", "6")
        .with("STANDIN_FRAMES", frames.path().to_str().unwrap())
        .with("STANDIN_CUT_EVERY", "3");
    run.command.arg("--annotate").arg(drawn.path());
    let outcome = run.finish();
    assert_eq!(outcome.code, Some(0), "{}", outcome.message);
    assert_eq!(outcome.reports.len(), 6);
    for number in 0..6 {
        let path = drawn.path().join(format!("{number:05}-camera.png"));
        let picture = image::open(path).unwrap().into_rgb8();
        let (above, below) = (stripe(&picture, 4), stripe(&picture, 475));
        assert!(above.is_some() && above != Some(1), "picture {number}: {above:?} above");
        assert_eq!(above, below, "picture {number} is a mixture");
    }
}

#[test]
fn a_camera_that_sends_only_truncated_frames_is_given_up() {
    let Some(library) = standin() else { return };
    std::thread::scope(|scope| {
        for modes in ["YUYV 640x480 30", "MJPG 640x480 30"] {
            let run = Run::analyze(library, modes, "5").with("STANDIN_CUT_EVERY", "1");
            scope.spawn(move || {
                let outcome = run.finish();
                outcome.assert_refused("all its pictures are damaged (the picture is cut off)");
                assert!(outcome.reports.is_empty(), "{modes}");
                outcome.assert_released();
            });
        }
    });
}

#[test]
fn damaged_frames_cause_no_panic_and_the_good_ones_are_measured() {
    let Some(library) = standin() else { return };
    for modes in ["YUYV 640x480 30", "MJPG 640x480 30"] {
        let outcome = Run::analyze(library, modes, "3").with("STANDIN_ERROR_EVERY", "3").finish();
        assert_eq!(outcome.code, Some(0), "{modes}: {}", outcome.message);
        assert_eq!(outcome.reports.len(), 3);
    }
}

#[test]
fn the_format_that_the_driver_sets_is_used() {
    let Some(library) = standin() else { return };
    // The driver sets 800×600 for every request, although it does not offer it.
    let outcome = Run::analyze(library, "YUYV 640x480 20; YUYV 320x240 20", "1")
        .with("STANDIN_GIVES", "800x600 20")
        .finish();
    assert_eq!(outcome.code, Some(0), "{}", outcome.message);
    assert_eq!(size_of(&outcome.reports[0]), (800, 600));
    assert_eq!(outcome.streams(), ["YUYV 800x600 20/1"]);
    // 15 frames in 2 s are 7.5 per second.
    let outcome = Run::analyze(library, "YUYV 640x480 30 15/2", "1").finish();
    assert_eq!(outcome.code, Some(0), "{}", outcome.message);
    assert_eq!(outcome.streams(), ["YUYV 640x480 30/1"]);
    let outcome = Run::analyze(library, "YUYV 640x480 5 15/2", "1").finish();
    assert_eq!(outcome.code, Some(0), "{}", outcome.message);
    assert_eq!(outcome.streams(), ["YUYV 640x480 15/2"]);
    let outcome = Run::analyze(library, "YUYV 640x480 30; YUYV 1280x720 30", "1")
        .with("STANDIN_LEFT_AT", "1")
        .with("STANDIN_GIVES", "800x600 20")
        .finish();
    assert_eq!(outcome.streams(), ["YUYV 800x600 20/1"]);
}

/// Runs a camera that sends the picture of the desk in `fourcc`, and asserts that the program measures this
/// picture.
fn assert_read(
    library: &Path,
    modes: &str,
    stream: &str,
    padding: usize,
    variables: &[(&str, &str)],
) {
    let (fourcc, size) = (&stream[..4], stream[5..].split(' ').next().unwrap());
    let (width, height) = size.split_once('x').unwrap();
    let original = desk(width.parse().unwrap(), height.parse().unwrap());
    let frames = tempfile::tempdir().unwrap();
    let bytes = match fourcc {
        "MJPG" => mjpeg(&jpeg(&original)),
        "JPEG" => jpeg(&original),
        _ => encode(&original, fourcc, padding),
    };
    fs::write(frames.path().join(format!("{fourcc}-{size}-0.raw")), bytes).unwrap();
    let mut run = Run::analyze(library, modes, "1")
        .with("STANDIN_FRAMES", frames.path().to_str().unwrap())
        .with("STANDIN_PADDING", &padding.to_string());
    run.command.envs(variables.iter().copied()).arg("--annotate").arg(frames.path());
    let outcome = run.finish();
    assert_eq!(outcome.code, Some(0), "{modes}: {}", outcome.message);
    assert_eq!(outcome.streams(), [stream], "{modes}");
    outcome.assert_released();
    let picture = image::open(frames.path().join("00000-camera.png")).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), original.dimensions(), "{modes}");
    for channel in 0..3 {
        let off = median(&picture, &original, |a, b| match fourcc {
            "GREY" => 0,
            _ => a[channel].abs_diff(b[channel]),
        });
        assert!(off <= 2, "{modes}: channel {channel} is off by {off}");
    }
}

#[test]
fn every_rate_is_set_exactly_as_the_driver_lists_it() {
    let Some(library) = standin() else { return };
    for (modes, stream) in [
        ("YUYV 1280x720 30000/1001", "YUYV 1280x720 30000/1001"),
        ("YUYV 1280x720 15/2", "YUYV 1280x720 15/2"),
        ("NV12 1920x1080 7680/256", "NV12 1920x1080 7680/256"),
        ("YU12 640x480 30", "YU12 640x480 30/1"),
        ("YUYV 640x480 60000/1001 30000/1001 15000/1001", "YUYV 640x480 15000/1001"),
        ("MJPG 640x480 10000000/333333", "MJPG 640x480 10000000/333333"),
    ] {
        assert_read(library, modes, stream, 0, &[]);
    }
}

#[test]
fn every_pixel_format_is_read_with_and_without_padded_rows() {
    let Some(library) = standin() else { return };
    for fourcc in
        ["YUYV", "UYVY", "YVYU", "NV12", "NV21", "YU12", "YV12", "RGB3", "BGR3", "GREY", "JPEG"]
    {
        let stream = format!("{fourcc} 640x480 30/1");
        let padding = if fourcc == "JPEG" { 0 } else { 64 };
        assert_read(library, &format!("{fourcc} 640x480 30"), &stream, padding, &[]);
    }
}

#[test]
fn ranges_of_sizes_and_rates_are_used_and_a_camera_that_lists_nothing_stays_in_its_mode() {
    let Some(library) = standin() else { return };
    for (modes, stream) in [
        ("YU12 32x32-2592x1944/2 1-90", "YU12 640x480 15/1"),
        ("YUYV 2x1-8192x8192/1 30", "YUYV 640x480 30/1"),
        ("RGB3 800x600-1600x1200/8 24-60", "RGB3 800x600 24/1"),
    ] {
        assert_read(library, modes, stream, 0, &[]);
    }
    let lists_nothing = [("STANDIN_LISTS", "0")];
    assert_read(library, "UYVY 800x600 25", "UYVY 800x600 25/1", 0, &lists_nothing);
    Run::analyze(library, "H264 640x480 30", "1")
        .with("STANDIN_LISTS", "0")
        .finish()
        .assert_refused("no format Plumbline can read (it offers H264;");
}

#[test]
fn the_next_format_is_tried_if_the_bus_is_full() {
    let Some(library) = standin() else { return };
    let modes = "YUYV 640x480 30 25 20 15 10 5; NV12 640x480 30; MJPG 640x480 30";
    let outcome =
        Run::analyze(library, modes, "1").with("STANDIN_FAIL", "STREAMON ENOSPC YUYV").finish();
    assert_eq!(outcome.code, Some(0), "{}", outcome.message);
    assert_eq!(outcome.streams(), ["MJPG 640x480 30/1"]);
    outcome.assert_released();
    // Another error of one format does not end the attempts either.
    let modes = "YUYV 640x480 30; MJPG 640x480 30";
    let outcome =
        Run::analyze(library, modes, "1").with("STANDIN_FAIL", "STREAMON EPROTO YUYV").finish();
    assert_eq!(outcome.streams(), ["MJPG 640x480 30/1"], "{}", outcome.message);
}

/// Cameras that give no picture: one that fails, one that sends nothing, one with grey pictures, an infrared
/// camera and the raw sensor of a MIPI camera.
const OTHERS: &str = "Intel IPU6 ISYS Capture 0|STREAMON EPIPE;HP IR Camera|silent;Broken Camera|STREAMON \
                      EPROTO;Depth Camera|GREY;Silent Camera|silent";

#[test]
fn the_first_camera_that_gives_pictures_is_opened() {
    let Some(library) = standin() else { return };
    let outcome = Run::analyze(library, LAPTOP, "1").with("STANDIN_OTHERS", OTHERS).finish();
    assert_eq!(outcome.code, Some(0), "{}", outcome.message);
    assert_eq!(outcome.streams(), ["YUYV 640x480 15/1"]);
    outcome.assert_released();
    let listed =
        Run::new(library, LAPTOP, &["cameras"]).with("STANDIN_OTHERS", OTHERS).finish().out;
    for line in [
        "camera:0  Intel IPU6 ISYS Capture 0  (raw sensor of a built-in camera)",
        "camera:1  HP IR Camera  (infrared)",
        "camera:2  Broken Camera",
        "camera:5  Stand-in Camera",
    ] {
        assert!(listed.lines().any(|l| l == line), "{line}: {listed}");
    }
}

#[test]
fn a_raw_sensor_is_named_as_what_it_is() {
    let Some(library) = standin() else { return };
    Run::analyze(library, "BA81 640x480 30; pBAA 640x480 30", "1")
        .finish()
        .assert_refused("only unprocessed sensor data (BA81, pBAA)");
    // No other camera: the one that works is unplugged.
    let unplugged = tempfile::NamedTempFile::new().unwrap();
    Run::analyze(library, LAPTOP, "1")
        .with("STANDIN_UNPLUGGED_WHILE", unplugged.path().to_str().unwrap())
        .with("STANDIN_OTHERS", "Intel IPU6 ISYS Capture 0|STREAMON EPIPE")
        .finish()
        .assert_refused("the built-in camera (Intel IPU6 ISYS Capture 0) gives Plumbline only");
}

#[test]
fn a_camera_in_a_mode_that_the_binding_does_not_support_is_switched_to_another_mode() {
    let Some(library) = standin() else { return };
    for modes in ["H264 1920x1080 30; YUYV 640x480 30", "YUYV 640x480 15/2 30"] {
        let outcome = Run::analyze(library, modes, "1").finish();
        assert_eq!(outcome.code, Some(0), "{modes}: {}", outcome.message);
        assert_eq!(outcome.streams(), ["YUYV 640x480 30/1"], "{modes}");
        outcome.assert_released();
    }
}

#[test]
fn a_driver_whose_answers_make_the_binding_panic_is_refused_at_once() {
    let Some(library) = standin() else { return };
    let mut run = Run::analyze(library, LAPTOP, "1").with("STANDIN_COLORSPACE", "99");
    run.may_panic = true;
    let outcome = run.finish();
    outcome.assert_refused("its driver sent a reply that Plumbline cannot use");
    outcome.assert_released();
    assert!(outcome.took < Duration::from_secs(4), "{:?}", outcome.took);
}

#[test]
fn a_closed_shutter_is_said_and_not_that_nobody_is_there() {
    let Some(library) = standin() else { return };
    for (shade, needle) in [
        (2, "the camera gives a black picture; open its shutter"),
        (120, "a picture of one colour"),
    ] {
        let frames = tempfile::tempdir().unwrap();
        let picture = RgbImage::from_pixel(640, 480, image::Rgb([shade; 3]));
        fs::write(frames.path().join("YUYV-640x480-0.raw"), encode(&picture, "YUYV", 0)).unwrap();
        let folder = frames.path().to_str().unwrap().to_owned();
        let outcome =
            Run::analyze(library, "YUYV 640x480 30", "2").with("STANDIN_FRAMES", &folder).finish();
        assert_eq!(outcome.code, Some(4), "{}", outcome.message);
        assert!(outcome.message.contains(needle), "{}", outcome.message);
        assert_eq!(outcome.reports[0]["state"], "uncertain");
        let args = ["monitor", "--no-window", "--json", "--source", "camera", "--for", "6"];
        let watched =
            Run::new(library, "YUYV 640x480 30", &args).with("STANDIN_FRAMES", &folder).finish();
        let states: Vec<&Value> =
            watched.reports.iter().filter(|line| line["event"] == "state").collect();
        assert!(!states.is_empty(), "{:?}", watched.message);
        for state in states {
            assert_eq!(state["state"], "uncertain");
            assert!(
                state["message"].as_str().unwrap().starts_with("The camera gives a"),
                "{state}"
            );
        }
    }
}

/// Environment variable with the file whose existence unplugs the camera.
const UNPLUG_FILE: &str = "PLUMBLINE_TEST_PLUG";

/// Runs the test with the name `test` again in a new process that uses the camera test double, because the
/// library is preloaded for a whole process. In the new process [`UNPLUG_FILE`] is set.
fn rerun_with_standin(test: &str, variables: &[(&str, &str)]) -> Option<Outcome> {
    let library = standin()?;
    let dir = tempfile::tempdir().unwrap();
    let unplug_file = dir.path().join("unplugged").to_str().unwrap().to_owned();
    let mut command = Command::new(std::env::current_exe().unwrap());
    let test = format!("camera::{test}");
    command.args(["--exact", &test, "--nocapture"]).envs(variables.iter().copied());
    let run = Run::of(command, library, LAPTOP)
        .with(UNPLUG_FILE, &unplug_file)
        .with("STANDIN_UNPLUGGED_WHILE", &unplug_file);
    let outcome = run.finish();
    assert_eq!(outcome.code, Some(0), "{}", outcome.message);
    let count = |event: &str| outcome.log.iter().filter(|line| *line == event).count();
    assert_eq!((count("unplugged"), count("plugged in")), (1, 1), "{:?}", outcome.log);
    assert_eq!(count("open"), count("close"), "{:?}", outcome.log);
    Some(outcome)
}

/// The watching threads with the first camera, as in the window.
struct Watched(Watch);

impl Watched {
    fn start() -> Self {
        let options = WatchOptions {
            source: SourceSpec::Camera(None),
            variant: Some(plumbline_vision::pose::ModelVariant::Lite),
            data_dir: None,
            catalogue: plumbline_core::catalogue::Catalogue::embedded().unwrap(),
            config: plumbline_core::engine::EngineConfig::default(),
            cameras: plumbline::settings::CameraFacts::default(),
            baselines_file: None,
            place: String::new(),
            is_looping: true,
        };
        Self(Watch::start(options, &Commander::default(), channel().0).unwrap())
    }

    fn wait_until(&self, what: &str, condition: impl Fn() -> bool) {
        let started = Instant::now();
        while !condition() {
            assert_eq!(self.0.latest().failure(), None);
            assert!(started.elapsed() < LIMIT / 2, "{what}: {:?}", self.0.latest().source());
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn wait_for_a_person(&self) {
        self.wait_until("a person is seen", || {
            let pose = self.0.latest().live().and_then(|live| live.pose.clone());
            matches!(self.0.latest().source(), SourceState::Live { .. }) && pose.is_some()
        });
    }

    /// Waits until the source is lost for `reason`, and asserts that no frame is shown afterwards.
    fn wait_for_the_loss(&self, reason: &str) {
        self.wait_until(reason, || {
            matches!(self.0.latest().source(), SourceState::Lost { message, .. } if message == reason)
        });
        // Long enough for a frame that was still being measured.
        let until = Instant::now() + Duration::from_millis(700);
        while Instant::now() < until {
            assert!(self.0.latest().live().is_none(), "a picture of a lost camera is shown");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until the next attempt has also failed for `reason`.
    fn wait_for_a_longer_pause(&self, reason: &str) {
        self.wait_until("the second attempt", || {
            matches!(self.0.latest().source(), SourceState::Lost { retry_in_s, .. } if retry_in_s > 1)
        });
        let SourceState::Lost { message, .. } = self.0.latest().source() else { panic!("opened") };
        assert_eq!(message, reason);
    }
}

#[test]
fn a_camera_plugged_in_again_is_live_again() {
    let Some(unplug_file) = std::env::var_os(UNPLUG_FILE) else {
        let test = "a_camera_plugged_in_again_is_live_again";
        let Some(outcome) = rerun_with_standin(test, &[]) else { return };
        assert_eq!(outcome.streams(), ["YUYV 640x480 15/1"; 2], "{:?}", outcome.log);
        let off = outcome.log.iter().filter(|line| *line == "stream off").count();
        assert_eq!(off, 1, "only the second stream can be switched off: {:?}", outcome.log);
        return;
    };
    let watched = Watched::start();
    watched.wait_for_a_person();
    let name = "Stand-in Camera 640×480 YUYV 15 fps".to_owned();
    assert_eq!(watched.0.latest().source(), SourceState::Live { name });
    File::create(&unplug_file).unwrap();
    watched.wait_for_the_loss("The camera was disconnected.");
    let none = "No camera was found; connect one and it will be picked up by itself.";
    watched.wait_for_the_loss(none);
    fs::remove_file(&unplug_file).unwrap();
    watched.wait_for_a_person();
}

#[test]
fn a_camera_that_hung_is_live_again_when_it_was_unplugged() {
    let Some(unplug_file) = std::env::var_os(UNPLUG_FILE) else {
        let test = "a_camera_that_hung_is_live_again_when_it_was_unplugged";
        let silent = [("STANDIN_STALL_AFTER", "40")];
        let Some(outcome) = rerun_with_standin(test, &silent) else { return };
        // Each silent stream was switched off before the next attempt.
        let off = outcome.log.iter().filter(|line| *line == "stream off").count();
        assert_eq!(outcome.streams().len(), off, "{:?}", outcome.log);
        assert!(off >= 3, "{:?}", outcome.log);
        return;
    };
    let watched = Watched::start();
    watched.wait_for_a_person();
    let silent = "The camera sends no pictures; unplug it and plug it in again.";
    watched.wait_for_the_loss(silent);
    // The stream that hung was released: the camera must not be reported as used by another program.
    watched.wait_for_a_longer_pause(silent);
    File::create(&unplug_file).unwrap();
    watched
        .wait_for_the_loss("No camera was found; connect one and it will be picked up by itself.");
    fs::remove_file(&unplug_file).unwrap();
    watched.wait_for_a_person();
}
