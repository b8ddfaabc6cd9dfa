//! Runs another program with a timeout.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use wait_timeout::ChildExt as _;

/// Timeout after which the program is killed.
const LIMIT: Duration = Duration::from_secs(2);
/// Maximum output in bytes, more than any of the programs prints.
const MAX_OUTPUT: u64 = 16 << 20;

/// Standard output of `program`; `None` if it fails, times out or prints too much.
pub(super) fn output(program: &Path, args: &[&str]) -> Option<String> {
    let mut child = Command::new(program)
        .args(args)
        // Decimal points in every language.
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // Read in a thread, because a full pipe would block the program. The thread is not joined,
    // because a grandchild process could keep the pipe open.
    let (send, read) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        let reader = thread::Builder::new().name("busy-read".into()).spawn(move || {
            let mut text = String::new();
            let result = stdout.take(MAX_OUTPUT).read_to_string(&mut text);
            let _ = send.send(result.map(|_| text));
        });
        if reader.is_err() {
            tracing::debug!(?program, "cannot start the reader thread");
        }
    }
    match child.wait_timeout(LIMIT) {
        Ok(Some(status)) if status.success() => read.recv_timeout(LIMIT).ok()?.ok(),
        Ok(Some(status)) => {
            tracing::debug!(?program, %status, "the program failed");
            None
        }
        Ok(None) | Err(_) => {
            tracing::debug!(?program, "the program timed out and was killed");
            let _ = child.kill();
            let _ = child.wait();
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn shell(script: &str) -> Option<String> {
        output(Path::new("/bin/sh"), &["-c", script])
    }

    #[test]
    fn large_output_is_read_whole_and_failure_is_none() {
        let text = shell("yes plumbline | head -c 3000000").unwrap();
        assert_eq!(text.len(), 3_000_000);
        assert_eq!(shell("echo half; exit 3"), None);
        assert_eq!(output(Path::new("/nonexistent/program"), &[]), None);
    }

    #[test]
    fn a_program_that_hangs_is_killed() {
        let begun = Instant::now();
        assert_eq!(shell("echo begun; exec sleep 600"), None);
        assert!(begun.elapsed() < Duration::from_secs(60));
    }
}
