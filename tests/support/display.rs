//! A virtual display for a test, and a check for installed tools.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

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
        // The number is given explicitly: when several servers look for a free number at the same
        // moment, one can remove the socket of another. With a given number, each takes a lock
        // file first, and ends if another server holds it.
        static OPENED: AtomicU32 = AtomicU32::new(0);
        let first = 100 + std::process::id() % 400;
        (0..20)
            .find_map(|_| Self::try_open(first + OPENED.fetch_add(1, Ordering::Relaxed), arguments))
            .unwrap()
    }

    fn try_open(number: u32, arguments: &[&str]) -> Option<Self> {
        let name = format!(":{number}");
        let mut xvfb = Command::new("Xvfb")
            .arg(&name)
            // Without -noreset the server starts anew, and refuses connections, whenever its last
            // client disconnects.
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1120x760x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The server writes its number when it is ready, and nothing when it ends early.
        let mut written = String::new();
        BufReader::new(xvfb.stdout.take().unwrap()).read_line(&mut written).unwrap();
        let display = Self { name, xvfb };
        (written.trim() == number.to_string()).then_some(display)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}
