//! What can go wrong around the program, done to the real binary: the rows of `docs/faults.md` that no
//! other test file has.

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

/// A very busy machine's share.
const LIMIT: Duration = Duration::from_secs(120);

fn plumbline(home: &Path, args: &[&str]) -> Command {
    let mut command = crate::support::program(home);
    command.args(args);
    command
}

/// Runs `script` with the program and `arguments` in a namespace where it may mount; `None`, said
/// aloud, where that is barred.
fn in_a_namespace(script: &str, arguments: &[&str]) -> Option<Output> {
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(env!("CARGO_BIN_EXE_plumbline"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .env("PLUMBLINE_LOG", "warn,plumbline=info")
        .output()
        .ok()?;
    let words = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(77) || words.contains("unshare failed") {
        println!("SKIPPED: no disk of its own ({words})");
        return None;
    }
    Some(output)
}

/// Watches the demonstration for a few seconds in a home that is `mount`ed so; what it came to.
fn watching_in_a_home(mount: &str) -> Option<(String, String)> {
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
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{said}");
    assert!(output.status.success(), "{said}");
    Some((String::from_utf8_lossy(&output.stdout).into_owned(), said))
}

#[test]
fn a_home_that_cannot_be_written_to_is_said_and_watching_goes_on() {
    let mount = r#"mount -t tmpfs -o size=256k,ro tmpfs "$home" || exit 77"#;
    let Some((told, said)) = watching_in_a_home(mount) else { return };
    assert!(told.contains(r#""state":"live""#), "{told}");
    assert!(said.contains("no log is kept in a file"), "{said}");
    assert!(said.contains("no history is kept"), "{said}");
}

#[test]
fn on_a_disk_that_is_full_from_the_start_watching_goes_on_and_settings_stay() {
    let mount = r#"
        mount -t tmpfs -o size=64k tmpfs "$home" || exit 77
        mkdir -p "$home/.config/plumbline"
        echo 'version = 1
keep_history_days = 90' > "$home/.config/plumbline/settings.toml"
        cat /dev/zero > "$home/filler" 2> /dev/null
        trap 'grep -q "keep_history_days = 90" "$home/.config/plumbline/settings.toml" || echo SETTINGS LOST >&2' EXIT
    "#;
    let Some((told, said)) = watching_in_a_home(mount) else { return };
    assert!(told.contains(r#""state":"live""#), "{told}");
    assert!(!said.contains("SETTINGS LOST"), "{said}");
    assert!(said.contains("history is"), "{said}");
}

#[test]
fn without_a_display_the_window_says_so() {
    let home = tempfile::tempdir().unwrap();
    let output = plumbline(home.path(), &["--source", "demo"]).output().unwrap();
    let (code, message) = code_and_message(&output);
    assert_eq!(code, 1, "{message}");
    assert!(message.contains("the window cannot open"), "{message}");
    assert!(message.contains("plumbline analyze"), "{message}");
}

#[test]
fn without_usable_graphics_the_window_says_so() {
    if !are_here(&["Xvfb"]) {
        return;
    }
    let display = Display::open(&["-extension", "GLX"]);
    let home = tempfile::tempdir().unwrap();
    let output = plumbline(home.path(), &["--source", "demo"])
        .env("DISPLAY", &display.name)
        // No driver to be found, not even the one in software.
        .env("LIBGL_DRIVERS_PATH", "/nonexistent")
        .env("GBM_BACKENDS_PATH", "/nonexistent")
        .env("__EGL_VENDOR_LIBRARY_DIRS", "/nonexistent")
        .output()
        .unwrap();
    let (code, message) = code_and_message(&output);
    assert_eq!(code, 1, "{message}");
    assert!(message.contains("the window cannot open"), "{message}");
}

/// `plumbline monitor` and its lines as they come.
struct Monitor {
    child: Child,
    lines: Receiver<Value>,
}

impl Monitor {
    fn start(home: &Path, source: &str) -> Self {
        let mut child = plumbline(home, &["monitor", "--no-window", "--json", "--measures"])
            .args(["--model", "lite", "--source", source])
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(home.join("said")).unwrap())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = tell.send(serde_json::from_str(&line).unwrap());
            }
        });
        Self { child, lines }
    }

    /// The next line that is `wanted`.
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

/// A network camera that gives `pictures` in turn, ten a second.
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
            let mut is_heard = stream.write_all(head.as_bytes()).is_ok();
            while let Some(jpeg) = parts.next().filter(|_| is_heard) {
                let head = format!("--b\r\nContent-Length: {}\r\n\r\n", jpeg.len());
                is_heard = stream.write_all(head.as_bytes()).is_ok()
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
fn pictures_that_change_their_size_are_measured_on() {
    let home = tempfile::tempdir().unwrap();
    let sizes = [(640, 480), (320, 240), (1280, 960), (64, 48), (641, 479)];
    let monitor = Monitor::start(home.path(), &camera(sizes.map(|(w, h)| desk(w, h)).to_vec()));
    for _ in 0..15 {
        monitor.next(is_measured);
    }
    let said = std::fs::read_to_string(home.path().join("said")).unwrap();
    assert!(!said.contains("panicked") && !said.contains("source lost"), "{said}");
}

/// As a laptop that was shut: the clocks have gone on, the program has not.
#[test]
fn a_program_that_was_stopped_for_a_while_goes_on_and_alerts_to_nothing() {
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
fn the_end_of_a_crashed_run_is_told_once_at_the_next_start() {
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
    assert!(message.contains("the last run ended by a mistake; see"), "{message}");
    let told = std::fs::read_to_string(logs.join("last-crash-told.txt")).unwrap();
    assert!(told.contains("on purpose"));
    let (_, message) = run();
    assert!(!message.contains("the last run ended"), "{message}");
    let kept: Vec<_> = std::fs::read_dir(&logs).unwrap().map(|e| e.unwrap().path()).collect();
    assert!(kept.iter().any(|file| file.extension().is_some_and(|e| e == "log")), "{kept:?}");
}
