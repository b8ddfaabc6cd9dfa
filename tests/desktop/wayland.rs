//! Tests of the real window under a Wayland compositor (sway, without a screen). A window cannot be hidden there:
//! closed, it is gone, and the tray or a second start opens it again.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::private_bus::PrivateBus;
use super::tray::{Watcher, click, menu};

/// Timeout for a window with software GL on a very busy machine.
const LIMIT: Duration = Duration::from_secs(60);

pub struct Compositor {
    sway: Child,
    folder: tempfile::TempDir,
}

impl Compositor {
    fn start() -> Self {
        Self::start_with("output HEADLESS-1 resolution 1280x800\n", 1)
    }

    /// A compositor with so many outputs, which `outputs` describes as in its settings.
    pub fn start_with(outputs: &str, count: u32) -> Self {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config");
        std::fs::write(&config, format!("{outputs}xwayland disable\n")).unwrap();
        // sway refuses to run as root.
        let is_root = folder.path().metadata().unwrap().uid() == 0;
        let mut command = if is_root {
            const NOBODY: u32 = 65_534;
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "sway"]);
            command
        } else {
            Command::new("sway")
        };
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let sway = command
            .arg("--config")
            .arg(&config)
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("HOME", folder.path())
            .env("WLR_BACKENDS", "headless")
            .env("WLR_HEADLESS_OUTPUTS", count.to_string())
            .env("WLR_LIBINPUT_NO_DEVICES", "1")
            .env("WLR_RENDERER", "pixman")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DISPLAY")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("sway cannot be started: please install the package `sway`");
        let compositor = Self { sway, folder };
        let begun = Instant::now();
        while compositor.socket("wayland-", "").is_none() || compositor.tree().is_none() {
            assert!(begun.elapsed() < LIMIT, "{}", compositor.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        compositor
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn socket(&self, start: &str, end: &str) -> Option<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let fits = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with(start) && name.ends_with(end) && !name.ends_with(".lock")
        };
        paths.into_iter().find(fits)
    }

    /// The socket of the display.
    pub fn display(&self) -> PathBuf {
        self.socket("wayland-", "").unwrap()
    }

    pub fn message(&self, args: &[&str]) -> Option<String> {
        let socket = self.socket("sway-ipc", ".sock")?;
        let output = Command::new("swaymsg").arg("-s").arg(socket).args(args).output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    }

    fn tree(&self) -> Option<String> {
        self.message(&["-t", "get_tree"])
    }

    #[track_caller]
    fn wait_until_shown(&self, is_shown: bool, log: impl Fn() -> String) {
        let begun = Instant::now();
        loop {
            // The compositor may be too busy to answer.
            if let Some(tree) = self.tree()
                && tree.contains("\"app_id\": \"plumbline\"") == is_shown
            {
                return;
            }
            assert!(begun.elapsed() < LIMIT, "shown: {is_shown}\n{}", log());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Presses the close button.
    #[track_caller]
    fn close(&self) {
        let begun = Instant::now();
        while self.message(&["[app_id=plumbline] kill"]).is_none() {
            assert!(begun.elapsed() < LIMIT, "{}", self.log());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn plumbline(&self, bus: &PrivateBus, home: &Path) -> Command {
        let frames = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/frames");
        let mut command = crate::support::program(home);
        command
            .args(["--source", frames, "--model", "lite"])
            .env("WAYLAND_DISPLAY", self.display())
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .env("DBUS_SYSTEM_BUS_ADDRESS", &bus.address);
        command
    }
}

impl Drop for Compositor {
    fn drop(&mut self) {
        let _ = self.sway.kill();
        let _ = self.sway.wait();
    }
}

struct Program(Child);

impl Program {
    #[track_caller]
    fn wait(&mut self, log: impl Fn() -> String) -> Option<i32> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status.code();
            }
            assert!(begun.elapsed() < LIMIT, "it does not end: {}", log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A home whose settings let the program watch when the window is closed.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join(".config/plumbline");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("settings.toml"), "keep_watching_when_closed = true\n").unwrap();
    home
}

/// A panel that shows tray icons, and the icons that registered with it.
fn panel(bus: &PrivateBus) -> (zbus::blocking::Connection, mpsc::Receiver<String>) {
    let panel = bus.connect();
    let (tx, registered) = mpsc::channel();
    panel.object_server().at("/StatusNotifierWatcher", Watcher { tx }).unwrap();
    panel.request_name("org.kde.StatusNotifierWatcher").unwrap();
    (panel, registered)
}

#[test]
fn on_wayland_a_closed_window_is_gone_and_opens_again_while_watching_goes_on() {
    let (bus, compositor, home) = (PrivateBus::start(), Compositor::start(), home());
    let (_panel, registered) = panel(&bus);
    let log = std::fs::File::create(home.path().join("log")).unwrap();
    let mut first = Program(compositor.plumbline(&bus, home.path()).stderr(log).spawn().unwrap());
    let log = || std::fs::read_to_string(home.path().join("log")).unwrap();
    compositor.wait_until_shown(true, log);
    let icon = registered.recv_timeout(LIMIT).unwrap();
    let client = bus.connect();
    let status = || {
        let output = crate::support::program(home.path()).args(["status", "--json"]).output();
        serde_json::from_slice::<serde_json::Value>(&output.unwrap().stdout).unwrap()
    };
    let begun = Instant::now();
    while status()["watching"] != true {
        assert!(begun.elapsed() < LIMIT, "{}", log());
        std::thread::sleep(Duration::from_millis(200));
    }

    compositor.close();
    compositor.wait_until_shown(false, log);
    assert!(first.0.try_wait().unwrap().is_none(), "{}", log());
    let t_ms = |status: &serde_json::Value| status["t_ms"].as_i64().unwrap();
    let before = t_ms(&status());
    let begun = Instant::now();
    while t_ms(&status()) <= before {
        assert!(begun.elapsed() < LIMIT, "it goes on measuring: {}", log());
        std::thread::sleep(Duration::from_millis(200));
    }

    // The tray opens a new window, and closing it works once more.
    let entries = menu(&client, &icon);
    click(&client, &icon, entries["Open Plumbline"].0);
    compositor.wait_until_shown(true, log);
    compositor.close();
    compositor.wait_until_shown(false, log);

    // So does a second start.
    let again = compositor.plumbline(&bus, home.path()).output().unwrap();
    assert!(String::from_utf8_lossy(&again.stdout).contains("already running"), "{again:?}");
    compositor.wait_until_shown(true, log);
    compositor.close();
    compositor.wait_until_shown(false, log);

    // Without a window the program can be ended from the tray.
    click(&client, &icon, entries["Quit"].0);
    assert_eq!(first.wait(log), Some(0), "{}", log());
    assert!(!log().contains("panicked"), "{}", log());
}

#[test]
fn on_wayland_a_start_in_the_background_opens_no_window_until_it_is_asked_for() {
    let (bus, compositor, home) = (PrivateBus::start(), Compositor::start(), home());
    let (_panel, registered) = panel(&bus);
    let log = std::fs::File::create(home.path().join("log")).unwrap();
    let mut command = compositor.plumbline(&bus, home.path());
    let mut first = Program(command.arg("--background").stderr(log).spawn().unwrap());
    let log = || std::fs::read_to_string(home.path().join("log")).unwrap();
    let icon = registered.recv_timeout(LIMIT).unwrap();
    let begun = Instant::now();
    while !log().contains("first picture measured") {
        assert!(begun.elapsed() < LIMIT, "{}", log());
        std::thread::sleep(Duration::from_millis(50));
    }
    compositor.wait_until_shown(false, log);
    let client = bus.connect();
    click(&client, &icon, menu(&client, &icon)["Open Plumbline"].0);
    compositor.wait_until_shown(true, log);

    // SIGTERM ends it, with and without a window.
    let pid = first.0.id().to_string();
    assert!(Command::new("kill").arg(pid).status().unwrap().success());
    assert_eq!(first.wait(log), Some(0), "{}", log());
}
