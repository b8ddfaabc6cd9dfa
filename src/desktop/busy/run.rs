//! Asking another program, within a time limit.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use wait_timeout::ChildExt as _;

/// Longer, and the program is ended.
const LIMIT: Duration = Duration::from_secs(2);
/// More than any of them has to say.
const MOST: u64 = 16 << 20;

/// What `program` prints; `None` if it fails, is too slow or says too much.
pub(super) fn output(program: &Path, args: &[&str]) -> Option<String> {
    let mut child = Command::new(program)
        .args(args)
        // figures with a point, whatever the language
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // read beside it, for a full pipe would stop it; not waited for, since a child of its own
    // could keep the pipe open
    let (send, read) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        let reader = thread::Builder::new().name("busy-read".into()).spawn(move || {
            let mut text = String::new();
            let result = stdout.take(MOST).read_to_string(&mut text);
            let _ = send.send(result.map(|_| text));
        });
        if reader.is_err() {
            tracing::debug!(?program, "no thread to read from it");
        }
    }
    match child.wait_timeout(LIMIT) {
        Ok(Some(status)) if status.success() => read.recv_timeout(LIMIT).ok()?.ok(),
        Ok(Some(status)) => {
            tracing::debug!(?program, %status, "it has nothing to say");
            None
        }
        Ok(None) | Err(_) => {
            tracing::debug!(?program, "too slow, ended");
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
    fn much_output_is_read_whole_and_failure_is_none() {
        let text = shell("yes plumbline | head -c 3000000").unwrap();
        assert_eq!(text.len(), 3_000_000);
        assert_eq!(shell("echo half; exit 3"), None);
        assert_eq!(output(Path::new("/nonexistent/program"), &[]), None);
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let begun = Instant::now();
        assert_eq!(shell("echo begun; exec sleep 600"), None);
        assert!(begun.elapsed() < Duration::from_secs(60));
    }
}
