//! The real binary from the outside: how tests start it and read what it says.
#![allow(dead_code, reason = "each test file uses its own share")]

pub mod days;
pub mod display;
pub mod person;
pub mod software_renderer;
pub mod standin;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The binary with `args` and a home of its own, so that no test sees the machine's settings.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("home");
    command.args(args).env("HOME", &home).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
    command
}

/// What the binary says to `args`.
pub fn plumbline(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

/// The path of a fixture.
pub fn fixture(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name].iter().collect();
    path.to_str().unwrap().to_owned()
}

/// Every line of the answer as JSON.
pub fn json_lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Exit code and what was said about it; a panic fails the test.
pub fn code_and_message(output: &Output) -> (i32, String) {
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!message.contains("panicked"), "{message}");
    (output.status.code().unwrap(), message)
}

/// Where `landmark` of a report lies in the picture, pixels.
pub fn landmark_px(report: &Value, landmark: usize) -> (f64, f64) {
    let row = &report["landmarks"][landmark];
    (row[0].as_f64().unwrap(), row[1].as_f64().unwrap())
}

/// Mean distance between the landmarks 0–12 (nose, eyes, ears, mouth, shoulders) of two reports of
/// pictures of the same size, pixels.
pub fn mean_distance_px(a: &Value, b: &Value) -> f64 {
    let distance = |i| {
        let (a, b) = (landmark_px(a, i), landmark_px(b, i));
        (a.0 - b.0).hypot(a.1 - b.1)
    };
    (0..13).map(distance).sum::<f64>() / 13.0
}
