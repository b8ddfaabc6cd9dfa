//! Speech by a command: that of speech-dispatcher, which most desktops of Linux install for their screen reader, or `say`
//! of macOS, which has its own voice for the language of the system.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::text::{language, t};

/// Maximum duration of one spoken cue.
const MAX_SPEECH: Duration = Duration::from_secs(12);

/// Speaks `words` and blocks until the speech has ended.
pub(super) fn say(words: &str) -> Result<(), String> {
    let mut speaking = command(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => t!("guide-no-speech").to_owned(),
            _ => t!("guide-not-spoken", error = error.to_string()),
        })?;
    let ended = wait_timeout::ChildExt::wait_timeout(&mut speaking, MAX_SPEECH)
        .map_err(|error| t!("guide-not-spoken", error = error.to_string()))?;
    match ended {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(t!("guide-speech-ended", status = status.to_string())),
        None => {
            // Ignored: the process may have ended in the meantime.
            let _ = speaking.kill();
            let _ = speaking.wait();
            Ok(())
        }
    }
}

fn command(words: &str) -> Command {
    if cfg!(target_os = "macos") {
        let mut command = Command::new("/usr/bin/say");
        command.args(["--", words]);
        return command;
    }
    let mut command = Command::new("spd-say");
    command.args([
        "--wait",
        "--application-name",
        "plumbline",
        "--language",
        &language(),
        "--",
        words,
    ]);
    command
}
