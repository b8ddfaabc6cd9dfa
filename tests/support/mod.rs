//! Starts the real binary and reads its output.
#![allow(dead_code, reason = "each test file uses only a part")]

pub mod days;
pub mod display;
pub mod person;
pub mod software_renderer;
pub mod standin;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The binary with the home folder `home`, isolated from the machine: without its settings, display
/// and desktop. The log goes to standard error, without colours.
pub fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
    command
        .env("HOME", home)
        .env("NO_COLOR", "1")
        .env("PLUMBLINE_LOG", "warn,plumbline=info")
        .env("LIBGL_ALWAYS_SOFTWARE", "1");
    for variable in ["CONFIG", "DATA", "STATE", "CACHE"] {
        command.env_remove(format!("XDG_{variable}_HOME"));
    }
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"] {
        command.env_remove(variable);
    }
    command
}

/// The program with `args` in a home that all tests share, and without a log.
pub fn command(args: &[&str]) -> Command {
    let mut command = program(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("home"));
    command.args(args).env_remove("PLUMBLINE_LOG");
    command
}

/// Output of the binary for `args`.
pub fn plumbline(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

pub fn fixture(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name].iter().collect();
    path.to_str().unwrap().to_owned()
}

/// Parses every line of the output as JSON.
pub fn json_lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Exit code and standard error; a panic fails the test.
pub fn code_and_message(output: &Output) -> (i32, String) {
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!message.contains("panicked"), "{message}");
    (output.status.code().unwrap(), message)
}

/// Position of `landmark` in a report, pixels.
pub fn landmark_px(report: &Value, landmark: usize) -> (f64, f64) {
    let row = &report["landmarks"][landmark];
    (row[0].as_f64().unwrap(), row[1].as_f64().unwrap())
}

/// Mean distance between the landmarks 0–12 (nose, eyes, ears, mouth, shoulders) of two reports,
/// pixels. The images must have the same size.
pub fn mean_distance_px(a: &Value, b: &Value) -> f64 {
    let distance = |i| {
        let (a, b) = (landmark_px(a, i), landmark_px(b, i));
        (a.0 - b.0).hypot(a.1 - b.1)
    };
    (0..13).map(distance).sum::<f64>() / 13.0
}
