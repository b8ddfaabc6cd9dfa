//! Faults in the environment of the real binary: the rows of `docs/faults.md` that no other test file covers.

use std::io::{BufRead as _, BufReader, Cursor, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use image::imageops::FilterType;
use serde_json::Value;

use crate::support::display::{Display, are_here};
use crate::support::{code_and_message, fixture};
use crate::terminal::Watching;

/// Timeout of one step, long enough for a very busy machine.
const LIMIT: Duration = Duration::from_secs(120);

fn plumbline(home: &Path, args: &[&str]) -> Command {
    let mut command = crate::support::program(home);
    command.args(args);
    command
}

/// Runs `script` with the program and `arguments` in a namespace in which it may mount. If that is not allowed
/// here, prints a message and returns `None`.
pub(crate) fn in_a_namespace(script: &str, arguments: &[&str]) -> Option<Output> {
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(env!("CARGO_BIN_EXE_plumbline"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .env("PLUMBLINE_LOG", "warn,plumbline=info")
        .output()
        .ok()?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(77) || stderr.contains("unshare failed") {
        println!("SKIPPED: no separate disk ({stderr})");
        return None;
    }
    Some(output)
}

/// Monitors pictures for 14 s in a home folder on which the commands `mount` were run. Returns the standard
/// output and the standard error of the program.
fn monitor_in_home(mount: &str) -> Option<(String, String)> {
    let dir = tempfile::tempdir().unwrap();
    let script = format!(
        r#"
        home="$2"
        {mount}
        unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR
        HOME="$home" "$1" monitor --no-window --json --calibrate --model lite --source "$3" --for 14
        "#
    );
    let home = dir.path().to_str().unwrap();
    let output = in_a_namespace(&script, &[home, &fixture("frames")])?;
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!log.contains("panicked"), "{log}");
    assert!(output.status.success(), "{log}");
    Some((String::from_utf8_lossy(&output.stdout).into_owned(), log))
}

#[test]
fn a_read_only_home_is_reported_and_monitoring_continues() {
    let mount = r#"mount -t tmpfs -o size=256k,ro tmpfs "$home" || exit 77"#;
    let Some((output, log)) = monitor_in_home(mount) else { return };
    assert!(output.contains(r#""state":"live""#), "{output}");
    assert!(log.contains("no log is kept in a file"), "{log}");
    assert!(log.contains("No history is recorded"), "{log}");
}

#[test]
fn on_a_full_disk_monitoring_continues_and_the_settings_are_kept() {
    let mount = r#"
        mount -t tmpfs -o size=64k tmpfs "$home" || exit 77
        mkdir -p "$home/.config/plumbline"
        echo 'version = 1
keep_history_days = 90' > "$home/.config/plumbline/settings.toml"
        cat /dev/zero > "$home/filler" 2> /dev/null
        trap 'grep -q "keep_history_days = 90" "$home/.config/plumbline/settings.toml" || echo SETTINGS LOST >&2' EXIT
    "#;
    let Some((output, log)) = monitor_in_home(mount) else { return };
    assert!(output.contains(r#""state":"live""#), "{output}");
    assert!(!log.contains("SETTINGS LOST"), "{log}");
    assert!(log.contains("history is"), "{log}");
}

#[test]
fn without_usable_graphics_plumbline_watches_in_the_terminal() {
    if !are_here(&["Xvfb"]) {
        return;
    }
    let display = Display::open(&["-extension", "GLX"]);
    let home = tempfile::tempdir().unwrap();
    let without_drivers = |args: &[&str]| {
        let mut command = plumbline(home.path(), args);
        command
            .env_remove("PLUMBLINE_LOG")
            .env("DISPLAY", &display.name)
            // No graphics driver can be found, including the software driver.
            .env("LIBGL_DRIVERS_PATH", "/nonexistent")
            .env("GBM_BACKENDS_PATH", "/nonexistent")
            .env("__EGL_VENDOR_LIBRARY_DIRS", "/nonexistent");
        command
    };
    let mut watching = Watching::of(without_drivers(&["--source", "demo", "--model", "lite"]));
    watching.until("No window: OpenGL cannot be used here");
    watching.until("head forward");
    let (code, error) = watching.interrupt();
    assert_eq!(code, 0, "{error}");
    assert!(!error.contains("panicked"), "{error}");

    // A start in the background has no visible terminal.
    let output = without_drivers(&["--source", "demo", "--background"]).output().unwrap();
    let (code, message) = code_and_message(&output);
    assert_eq!(code, 1, "{message}");
    assert!(message.contains("the window cannot open: OpenGL"), "{message}");
}

/// A running `plumbline monitor` and its output lines.
struct Monitor {
    child: Child,
    lines: Receiver<Value>,
}

impl Monitor {
    fn start(home: &Path, source: &str) -> Self {
        let mut child = plumbline(home, &["monitor", "--no-window", "--json", "--measures"])
            .args(["--model", "lite", "--source", source])
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(home.join("log")).unwrap())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str(&line).unwrap());
            }
        });
        Self { child, lines }
    }

    /// Reads lines until one is `wanted`.
    fn next(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let line = self.lines.recv_timeout(LIMIT).unwrap();
            if wanted(&line) {
                return line;
            }
        }
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }
}

impl Drop for Monitor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a network camera that sends `pictures` in turn, ten per second. Returns its address.
fn camera(pictures: Vec<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let head =
                "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n";
            let mut parts = pictures.iter().cycle();
            let mut is_connected = stream.write_all(head.as_bytes()).is_ok();
            while let Some(jpeg) = parts.next().filter(|_| is_connected) {
                let head = format!("--b\r\nContent-Length: {}\r\n\r\n", jpeg.len());
                is_connected = stream.write_all(head.as_bytes()).is_ok()
                    && stream.write_all(jpeg).is_ok()
                    && stream.write_all(b"\r\n").is_ok();
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    });
    url
}

fn desk(width: u32, height: u32) -> Vec<u8> {
    let desk = image::open(fixture("desk_1280x720.jpg")).unwrap();
    let mut bytes = Cursor::new(Vec::new());
    let picture = desk.crop_imm(0, 0, 960, 720).resize_exact(width, height, FilterType::Triangle);
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn is_measured(line: &Value) -> bool {
    line.get("measures").is_some()
}

#[test]
fn measuring_continues_when_the_frames_change_their_size() {
    let home = tempfile::tempdir().unwrap();
    let sizes = [(640, 480), (320, 240), (1280, 960), (64, 48), (641, 479)];
    let monitor = Monitor::start(home.path(), &camera(sizes.map(|(w, h)| desk(w, h)).to_vec()));
    for _ in 0..15 {
        monitor.next(is_measured);
    }
    let log = std::fs::read_to_string(home.path().join("log")).unwrap();
    assert!(!log.contains("panicked") && !log.contains("source lost"), "{log}");
}

/// Like a closed laptop: the clocks continue, the program does not.
#[test]
fn a_program_that_was_stopped_for_a_while_continues_without_an_alert() {
    let home = tempfile::tempdir().unwrap();
    let monitor = Monitor::start(home.path(), &camera(vec![desk(640, 480)]));
    let before = monitor.next(is_measured)["t_ms"].as_i64().unwrap();
    monitor.signal("-STOP");
    std::thread::sleep(Duration::from_secs(20));
    monitor.signal("-CONT");
    let mut lines = Vec::new();
    loop {
        let line = monitor.lines.recv_timeout(LIMIT).unwrap();
        let t_ms = line["t_ms"].as_i64().unwrap();
        lines.push(line.clone());
        if is_measured(&line) && t_ms > before + 23_000 {
            break;
        }
    }
    let alerts: Vec<&Value> = lines
        .iter()
        .filter(|l| ["alert", "notify"].iter().any(|name| l["event"] == **name))
        .collect();
    assert!(alerts.is_empty(), "{alerts:?}");
}

#[test]
fn a_crash_is_reported_once_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let logs = home.path().join(".local/state/plumbline/logs");
    std::fs::create_dir_all(&logs).unwrap();
    std::fs::write(logs.join("last-crash.txt"), "2026-01-01 thread pose: on purpose\n").unwrap();
    let run = || {
        let output = plumbline(home.path(), &["monitor", "--no-window", "--source", "demo"])
            .args(["--model", "lite", "--for", "2"])
            .output()
            .unwrap();
        code_and_message(&output)
    };
    let (code, message) = run();
    assert_eq!(code, 0, "{message}");
    assert!(message.contains("the last run crashed; see"), "{message}");
    let output = std::fs::read_to_string(logs.join("last-crash-told.txt")).unwrap();
    assert!(output.contains("on purpose"));
    let (_, message) = run();
    assert!(!message.contains("the last run crashed"), "{message}");
    let kept: Vec<_> = std::fs::read_dir(&logs).unwrap().map(|e| e.unwrap().path()).collect();
    assert!(kept.iter().any(|file| file.extension().is_some_and(|e| e == "log")), "{kept:?}");
}
