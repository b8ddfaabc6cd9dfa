//! The program on a machine without a display, and its output on the terminal.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::support::{fixture, program};

/// Timeout of a step, long enough for a machine that is busy with other tests.
const LIMIT: Duration = Duration::from_secs(180);

pub(crate) struct Watching {
    child: Child,
    lines: Receiver<String>,
    seen: Vec<String>,
}

impl Watching {
    pub(crate) fn start(home: &Path, args: &[&str]) -> Self {
        let mut command = program(home);
        command.args(args);
        Self::of(command)
    }

    /// Starts `command` without a log.
    pub(crate) fn of(mut command: Command) -> Self {
        command.env_remove("PLUMBLINE_LOG").env("LANG", "C");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Self { child, lines, seen: Vec::new() }
    }

    /// Reads lines until one contains `words`.
    pub(crate) fn until(&mut self, words: &str) -> String {
        let started = Instant::now();
        while let Ok(line) = self.lines.recv_timeout(LIMIT.saturating_sub(started.elapsed())) {
            self.seen.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
        panic!("no line with {words:?} in {:#?}", self.seen);
    }

    /// Presses Ctrl+C. Returns the exit code and the standard error.
    pub(crate) fn interrupt(&mut self) -> (i32, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let code = self.child.wait().unwrap().code().unwrap();
        let mut error = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
        (code, error)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn without_a_display_and_a_camera_the_demonstration_runs_in_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("Downloads")).unwrap();
    let mut watching = Watching::start(home.path(), &["--model", "lite"]);
    watching.until("No window: there is no display.");
    watching.until("bundled demonstration");
    let picture = watching.until("Annotated picture: ");
    let picture = picture.split_once(": ").unwrap().1;
    assert_eq!(Path::new(picture), home.path().join("Downloads/plumbline-now.png"));
    assert_eq!(image::open(picture).unwrap().width(), 512);
    watching.until("Your upright posture is set.");
    let line = watching.until("head forward");
    assert!(line.contains("(limit ") && line.contains("left shoulder raised"), "{line}");
    let alert = watching.until("Alert: ");
    assert!(alert.contains("Stretch: "), "{alert}");
    assert!(watching.seen.iter().all(|line| !line.contains('\u{1b}')), "control codes in a pipe");
    let (code, error) = watching.interrupt();
    assert_eq!((code, error.as_str()), (0, ""));
}

#[test]
fn a_folder_of_pictures_is_watched_in_the_terminal_until_ctrl_c() {
    let home = tempfile::tempdir().unwrap();
    let source = fixture("frames");
    let mut watching = Watching::start(home.path(), &["--source", &source, "--model", "lite"]);
    watching.until("Watching ");
    watching.until("Annotated picture: ");
    // Only the demonstration is drawn on its image; for other sources the figure is on a plain background.
    let line = watching.seen.last().unwrap();
    let picture = image::open(line.split_once(": ").unwrap().1).unwrap().to_rgb8();
    let ground = picture.pixels().filter(|pixel| pixel.0 == [20, 26, 27]).count();
    assert!(ground * 2 > (picture.width() * picture.height()) as usize, "{ground}");
    assert_eq!(watching.interrupt().0, 0);
}

#[test]
fn a_display_that_does_not_answer_is_named() {
    let home = tempfile::tempdir().unwrap();
    let mut command = program(home.path());
    command.env("DISPLAY", ":63999").args(["--source", "/nowhere.jpg"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.starts_with("No window: the display :63999 does not answer"), "{line}");
}

#[test]
fn output_into_a_closed_pipe_ends_quietly() {
    let home = tempfile::tempdir().unwrap();
    let pictures = fixture("frames");
    let recording = fixture("../../fuzz/corpus/recording/two-frames.jsonl");
    for args in [
        &["catalogue"] as &[&str],
        &["catalogue", "--json"],
        &["replay", &recording],
        &["analyze", &pictures, "--model", "lite"],
        &["doctor"],
        &["evaluate", "--people", "1"],
    ] {
        let mut command = program(home.path());
        command.args(args).env_remove("PLUMBLINE_LOG");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        // Progress may be printed to standard error; a panic or an error message may not.
        assert_eq!(output.status.code(), Some(0), "{args:?}: {error}");
        assert!(!error.contains("panicked") && !error.contains("plumbline:"), "{args:?}: {error}");
    }
}

#[test]
fn the_log_is_printed_to_the_terminal_only_on_request() {
    let home = tempfile::tempdir().unwrap();
    let said = |log: Option<&str>, colour: bool| {
        let mut command = program(home.path());
        command.args(["doctor", "--json"]).env_remove("PLUMBLINE_LOG").env("LANG", "C");
        if let Some(log) = log {
            command.env("PLUMBLINE_LOG", log);
        }
        if colour {
            command.env_remove("NO_COLOR");
        }
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    assert_eq!(said(None, true), "");
    let asked = said(Some("plumbline=info"), true);
    assert!(asked.contains("INFO"), "{asked}");
    assert!(!asked.contains('\u{1b}'), "colours only on a terminal: {asked}");
}

#[test]
fn a_terminal_that_is_gone_ends_the_command_without_a_panic() {
    let home = tempfile::tempdir().unwrap();
    // Neither output nor errors can be written: as after the loss of an SSH connection.
    let script = r#""$0" "$@" > /dev/full 2> /dev/full; echo $? "#;
    for args in [&["catalogue"] as &[&str], &["--source", "demo", "--model", "lite"]] {
        let watching = program(home.path());
        let mut command = Command::new("sh");
        command
            .args(["-c", script])
            .arg(watching.get_program())
            .args(args)
            .env("HOME", home.path());
        for (name, value) in watching.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let output = command.output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "1", "{args:?}");
    }
    let logs = home.path().join(".local/state/plumbline/logs");
    let notes = std::fs::read_dir(logs).into_iter().flatten().map(|e| e.unwrap().file_name());
    assert!(
        !notes.into_iter().any(|name| name.to_string_lossy().contains("crash")),
        "a false crash"
    );
}

#[test]
fn the_second_start_before_a_camera_uses_the_upright_posture_of_the_first() {
    let Some(library) = crate::support::standin::standin() else { return };
    let home = tempfile::tempdir().unwrap();
    for is_first in [true, false] {
        let mut command = program(home.path());
        command
            .args(["--source", "camera", "--model", "lite"])
            .env("LD_PRELOAD", library)
            .env("STANDIN_MODES", "MJPG 640x480 30")
            .env("STANDIN_FRAMES", crate::support::standin::pictures())
            .env("STANDIN_LOG", home.path().join("standin"));
        let mut watching = Watching::of(command);
        if is_first {
            watching.until("your upright posture is being set");
            watching.until("Your upright posture is set.");
        }
        watching.until("head forward");
        assert!(is_first || !watching.seen.iter().any(|line| line.contains("being set")));
        assert_eq!(watching.interrupt().0, 0);
    }
}

#[test]
fn a_start_in_the_background_without_a_display_fails() {
    let home = tempfile::tempdir().unwrap();
    let mut command = program(home.path());
    let output = command.arg("--background").env_remove("PLUMBLINE_LOG").output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert_eq!(error, "plumbline: the window cannot open: there is no display\n");
    assert!(output.stdout.is_empty());
}

#[test]
fn displays_that_do_not_answer_are_named_in_one_line_and_end_as_without_a_display() {
    let home = tempfile::tempdir().unwrap();
    let mut command = program(home.path());
    command
        .args(["--background"])
        .env_remove("PLUMBLINE_LOG")
        .env("XDG_RUNTIME_DIR", home.path())
        .env("WAYLAND_DISPLAY", "wayland-7")
        // No X server has such a number.
        .env("DISPLAY", ":64000");
    let output = command.output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains("wayland-7") && error.contains(":64000"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn a_window_does_not_pretend_to_raise_a_run_without_one() {
    let home = tempfile::tempdir().unwrap();
    let source = fixture("frames");
    let mut first = Watching::start(home.path(), &["--source", &source, "--model", "lite"]);
    first.until("Watching ");
    let mut second = Watching::start(home.path(), &["--source", &source, "--model", "lite"]);
    second.until("Another instance is running and records the history");
    // From then on Ctrl+C is handled.
    second.until("Watching ");
    assert_eq!((second.interrupt().0, first.interrupt().0), (0, 0));
}
