//! Tests of `plumbline monitor`, the real binary, with a fake camera and fake desktop services. It
//! must release the camera while the screen is locked or the machine sleeps.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::fake_services::Logind;
use super::notification_service::{Notifications, Request};
use super::private_bus::PrivateBus;
use crate::support::standin::{jpeg, mjpeg, pictures, standin};

/// Timeout of a step. A calibration takes 8 s, and the fault of the demonstration starts after 15 s
/// with a dwell time of 15 s; the rest is for a very busy machine.
const LIMIT: Duration = Duration::from_secs(120);

/// A running `plumbline monitor` and its output.
struct Monitor {
    child: Child,
    lines: Receiver<Value>,
    dir: tempfile::TempDir,
}

impl Monitor {
    fn start(bus: &PrivateBus, args: &[&str], camera: Option<(&Path, &Path)>) -> Self {
        Self::start_with(bus, args, camera, "")
    }

    /// `camera` is the library of the test double and its folder of frames; `settings` is the content of the
    /// settings file.
    fn start_with(
        bus: &PrivateBus,
        args: &[&str],
        camera: Option<(&Path, &Path)>,
        settings: &str,
    ) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let config = dir.path().join(".config/plumbline");
        std::fs::create_dir_all(&config).unwrap();
        std::fs::write(config.join("settings.toml"), settings).unwrap();
        Self::start_in(dir, bus, &[&["--calibrate"], args].concat(), camera)
    }

    /// Like [`Self::start_with`], in a home folder that was used before.
    fn start_in(
        dir: tempfile::TempDir,
        bus: &PrivateBus,
        args: &[&str],
        camera: Option<(&Path, &Path)>,
    ) -> Self {
        let mut command = crate::support::program(dir.path());
        command
            .args(["monitor", "--no-window", "--json"])
            .args(if args.contains(&"--model") { &[][..] } else { &["--model", "lite"] })
            .args(args)
            .env("DBUS_SYSTEM_BUS_ADDRESS", &bus.address)
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some((library, pictures)) = camera {
            command
                .env("LD_PRELOAD", library)
                .env("STANDIN_MODES", "MJPG 640x480 30")
                .env("STANDIN_FRAMES", pictures)
                .env("STANDIN_LOG", dir.path().join("log"));
        }
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tx, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if tx.send(serde_json::from_str(&line).unwrap()).is_err() {
                    return;
                }
            }
        });
        Self { child, lines, dir }
    }

    /// Reads lines until one matches all `fields`.
    #[track_caller]
    fn wait_for(&self, fields: &[(&str, &str)]) -> Value {
        let started = Instant::now();
        let mut read = Vec::new();
        while started.elapsed() < LIMIT {
            let Ok(line) = self.lines.recv_timeout(Duration::from_secs(60)) else { break };
            if fields.iter().all(|(key, value)| line[*key] == *value) {
                return line;
            }
            read.push(line);
        }
        panic!("{fields:?} did not come: {read:?}");
    }

    /// Number of times the camera was opened and closed.
    fn opened_and_closed(&self) -> (usize, usize) {
        let log = std::fs::read_to_string(self.dir.path().join("log")).unwrap_or_default();
        let count = |event: &str| log.lines().filter(|line| *line == event).count();
        (count("open"), count("close"))
    }

    #[track_caller]
    fn assert_released(&self) {
        let (opened, closed) = self.opened_and_closed();
        assert!(opened > 0 && opened == closed, "{opened} times opened, {closed} times closed");
    }

    #[track_caller]
    fn assert_held(&self) {
        let (opened, closed) = self.opened_and_closed();
        assert_eq!(opened, closed + 1, "it watches");
    }
}

impl Drop for Monitor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_camera_is_released_while_the_screen_is_locked_or_the_machine_sleeps() {
    let Some(library) = standin() else { return };
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, false);
    let mut monitor = Monitor::start(&bus, &["--source", "camera"], Some((library, pictures())));
    monitor.wait_for(&[("event", "source"), ("state", "live")]);
    monitor.wait_for(&[("event", "calibrated")]);
    monitor.assert_held();

    logind.hint(true);
    monitor.wait_for(&[("event", "source"), ("state", "off"), ("why", "locked")]);
    monitor.assert_released();
    logind.hint(false);
    monitor.wait_for(&[("event", "watch_on")]);
    monitor.wait_for(&[("event", "source"), ("state", "live")]);
    monitor.wait_for(&[("event", "state"), ("state", "good")]);
    monitor.assert_held();

    let mut inhibitor = logind.inhibitors.recv_timeout(LIMIT).unwrap();
    logind.sleep(true);
    monitor.wait_for(&[("event", "source"), ("state", "off"), ("why", "asleep")]);
    // Sleep is delayed until the camera is released, and not longer.
    assert_eq!(inhibitor.read(&mut [0; 1]).unwrap(), 0);
    monitor.assert_released();
    logind.sleep(false);
    monitor.wait_for(&[("event", "source"), ("state", "live")]);

    // SIGTERM ends the program normally.
    let pid = monitor.child.id().to_string();
    assert!(Command::new("kill").arg(pid).status().unwrap().success());
    let status = monitor.child.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    monitor.assert_released();

    // The history contains only the monitored time.
    let output = Command::new(env!("CARGO_BIN_EXE_plumbline"))
        .args(["history", "--json"])
        .env("HOME", monitor.dir.path())
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_DATA_HOME")
        .output()
        .unwrap();
    let day: Value = serde_json::from_slice(&output.stdout).unwrap();
    let watched_ms = day["watched_ms"].as_i64().unwrap();
    assert!((3_000..120_000).contains(&watched_ms), "{day}");

    // The baseline is stored as numbers, with the name of the camera.
    let kept = monitor.dir.path().join(".local/share/plumbline/baselines.json");
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(kept).unwrap()).unwrap();
    assert_eq!(kept["profiles"][0]["camera"], "Stand-in Camera");

    // The next run finds the baseline by the name of the camera: tilts are relative to it at once.
    let dir = std::mem::replace(&mut monitor.dir, tempfile::tempdir().unwrap());
    let camera = Some((library, pictures()));
    let again = Monitor::start_in(dir, &bus, &["--source", "camera", "--measures"], camera);
    let picture = again.wait_for(&[("view", "front")]);
    let tilt = &picture["measures"]["shoulder_tilt_deg"]["delta"];
    assert!(tilt.as_f64().is_some_and(|deg| deg.abs() < 3.0), "{picture}");
}

/// Runs a command that controls the running instance. Returns its exit code and what it printed.
fn control(monitor: &Monitor, args: &[&str]) -> (i32, String) {
    let output = crate::support::program(monitor.dir.path()).args(args).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), text)
}

#[test]
fn the_running_instance_is_controlled_by_commands() {
    let Some(library) = standin() else { return };
    let bus = PrivateBus::start();
    let mut monitor = Monitor::start(&bus, &["--source", "camera"], Some((library, pictures())));
    monitor.wait_for(&[("event", "calibrated")]);
    let status = |monitor: &Monitor| -> Value {
        let (code, text) = control(monitor, &["status", "--json"]);
        assert_eq!(code, 0, "{text}");
        serde_json::from_str(&text).unwrap()
    };
    let now = status(&monitor);
    assert_eq!((&now["watching"], &now["calibration"]), (&true.into(), &"calibrated".into()));
    assert!(now["measures"]["forward_head_deg"].is_object(), "{now}");
    let (code, words) = control(&monitor, &["status"]);
    assert_eq!((code, words.starts_with("Watching Stand-in Camera")), (0, true), "{words}");

    let mut follower = crate::support::program(monitor.dir.path())
        .args(["status", "--follow", "--json"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let changes = BufReader::new(follower.stdout.take().unwrap());
    let (tx, lines) = channel();
    std::thread::spawn(move || {
        for line in changes.lines().map_while(Result::ok) {
            let _ = tx.send(serde_json::from_str::<Value>(&line).unwrap());
        }
    });
    assert_eq!(lines.recv_timeout(LIMIT).unwrap()["event"], "status");

    assert_eq!(control(&monitor, &["pause"]).0, 0);
    monitor.wait_for(&[("event", "source"), ("state", "off"), ("why", "paused")]);
    monitor.assert_released();
    assert_eq!(status(&monitor)["source"]["why"], "paused");
    assert_eq!(control(&monitor, &["status"]).1.trim(), "Paused");
    let is_told = std::iter::from_fn(|| lines.recv_timeout(LIMIT).ok())
        .any(|line| line["source"]["why"] == "paused");
    assert!(is_told, "the follower hears of the pause");
    follower.kill().unwrap();
    follower.wait().unwrap();

    assert_eq!(control(&monitor, &["resume"]).0, 0);
    monitor.wait_for(&[("event", "source"), ("state", "live")]);
    let (code, words) = control(&monitor, &["snooze", "30m"]);
    assert_eq!((code, words.trim()), (0, "Alerts are snoozed for 30 minutes."));
    monitor.wait_for(&[("event", "quiet_began")]);
    assert_eq!(status(&monitor)["snooze_left_min"], 30);
    assert_eq!(control(&monitor, &["snooze", "off"]).0, 0);
    assert_eq!(control(&monitor, &["snooze", "a while"]).0, 2);
    let (code, words) = control(&monitor, &["upright"]);
    assert_eq!(code, 0, "{words}");
    assert!(words.contains("Your upright posture is set"), "{words}");
    let (code, words) = control(&monitor, &["stretch"]);
    assert_eq!((code, words.contains("without a window")), (1, true), "{words}");

    // The D-Bus name offers the same.
    let connection = bus.connect();
    let (name, path) = ("org.plumbline.Plumbline", "/org/plumbline/Plumbline");
    let proxy =
        zbus::blocking::Proxy::new(&connection, name, path, "org.plumbline.Plumbline1").unwrap();
    assert!(proxy.get_property::<bool>("Watching").unwrap());
    assert_eq!(proxy.get_property::<String>("Calibration").unwrap(), "calibrated");
    let mut watching = proxy.receive_property_changed::<bool>("Watching");
    assert!(watching.next().unwrap().get().unwrap());
    proxy.call::<_, _, ()>("Pause", &()).unwrap();
    assert!(!watching.next().unwrap().get().unwrap(), "a change is told");
    // Each property is told on its own.
    let begun = Instant::now();
    while !proxy.get_property::<String>("State").unwrap().is_empty() {
        assert!(begun.elapsed() < LIMIT);
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(proxy.call::<_, _, ()>("ShowStretch", &()).is_err(), "there is no window");
    let status: String = proxy.call("Status", &()).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&status).unwrap()["source"]["why"], "paused");

    let pid = monitor.child.id().to_string();
    assert!(Command::new("kill").arg(pid).status().unwrap().success());
    monitor.child.wait().unwrap();
    let (code, words) = control(&monitor, &["status"]);
    assert_eq!((code, words.contains("not running")), (6, true), "{words}");
}

#[test]
fn with_the_setting_the_camera_is_off_while_nobody_is_in_view_except_for_checks() {
    let Some(library) = standin() else { return };
    let bus = PrivateBus::start();
    let empty_room = tempfile::tempdir().unwrap();
    let wall =
        image::RgbImage::from_fn(640, 480, |x, y| image::Rgb([90, 100, ((x ^ y) & 63) as u8]));
    let path = empty_room.path().join("MJPG-640x480-0.raw");
    std::fs::write(&path, mjpeg(&jpeg(&wall))).unwrap();
    let camera = Some((library, empty_room.path()));
    let settings = "camera_off_while_away = true\n";
    let monitor = Monitor::start_with(&bus, &["--source", "camera"], camera, settings);
    monitor.wait_for(&[("event", "source"), ("state", "live")]);
    monitor.wait_for(&[("event", "source"), ("state", "resting")]);
    monitor.assert_released();
    let begun = Instant::now();
    monitor.wait_for(&[("event", "source"), ("state", "live")]);
    assert!(begun.elapsed() > Duration::from_secs(20), "{:?}", begun.elapsed());
    monitor.wait_for(&[("event", "source"), ("state", "resting")]);
    monitor.assert_released();
}

#[test]
fn a_lasting_fault_shows_a_notification_with_a_stretch_that_closes_after_the_correction() {
    let bus = PrivateBus::start();
    let service = Notifications::start(&bus);
    // The lite model is so uncertain on a busy machine that the fault may not last.
    let monitor = Monitor::start(&bus, &["--source", "demo", "--notify", "--model", "full"], None);
    monitor.wait_for(&[("event", "calibrated")]);
    let alert = monitor.wait_for(&[("event", "alert"), ("fault", "forward_head")]);
    let (_, Request::Notify(shown)) = service.requests.recv_timeout(LIMIT).unwrap() else {
        panic!("closed before it was shown")
    };
    assert_eq!(shown.title, "Your head is forward");
    assert!(shown.body.starts_with("Sit upright again."), "{}", shown.body);
    assert!(alert["stretch"].is_string());
    monitor.wait_for(&[("event", "corrected"), ("fault", "forward_head")]);
    let (_, requests) = service.requests.recv_timeout(LIMIT).unwrap();
    assert!(matches!(requests, Request::Close(id) if id == shown.id), "{requests:?}");
}
