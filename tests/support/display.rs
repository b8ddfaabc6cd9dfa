//! A virtual display for a test, and a check for installed tools.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// Whether all tools are installed; prints a message if not. On a CI machine a missing tool fails
/// the test.
pub fn are_here(tools: &[&str]) -> bool {
    let missing: Vec<&&str> = tools
        .iter()
        .filter(|tool| {
            let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).output();
            !found.is_ok_and(|output| output.status.success())
        })
        .collect();
    assert!(
        missing.is_empty() || std::env::var_os("CI").is_none(),
        "missing on a CI machine: {missing:?}"
    );
    if !missing.is_empty() {
        eprintln!("SKIPPED: {missing:?} not installed (make test installs them)");
    }
    missing.is_empty()
}

/// An Xvfb server that ends when it is dropped.
pub struct Display {
    /// Value for `DISPLAY`.
    pub name: String,
    xvfb: Child,
}

impl Display {
    /// Opens a display of 1120 × 760 pixels, with additional `arguments`.
    pub fn open(arguments: &[&str]) -> Self {
        // Servers that start at the same moment may choose the same number; then all but one end.
        (0..5).find_map(|_| Self::try_open(arguments)).unwrap()
    }

    fn try_open(arguments: &[&str]) -> Option<Self> {
        let mut xvfb = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1120x760x24", "-nolisten", "tcp"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(xvfb.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = Self { name: format!(":{}", number.trim()), xvfb };
        (display.name.len() > 1).then_some(display)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}
