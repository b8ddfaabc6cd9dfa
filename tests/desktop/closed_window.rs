//! Tests of the real window on a desktop with a tray: closed, it continues monitoring, and the tray or a
//! second start shows it again. Started in the background, it waits for the tray.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, EventMask,
    MapState, Window,
};
use x11rb::rust_connection::RustConnection;

use super::private_bus::PrivateBus;
use super::tray::{Watcher, click, menu};

/// Timeout for a window with software GL on a very busy machine.
const LIMIT: Duration = Duration::from_secs(60);

struct Screen {
    xvfb: Child,
    display: String,
    x11: RustConnection,
}

impl Screen {
    fn start() -> Self {
        let mut xvfb = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1120x760x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb cannot be started: please install the package `xvfb`");
        let mut number = String::new();
        BufReader::new(xvfb.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        let (x11, _) = x11rb::connect(Some(&display)).unwrap();
        Self { xvfb, display, x11 }
    }

    fn atom(&self, name: &str) -> Atom {
        self.x11.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    /// The windows that belong directly to the screen, and those within the frame of a window manager.
    fn windows(&self) -> Vec<Window> {
        let children = |window: Window| {
            let tree = self.x11.query_tree(window).unwrap().reply();
            tree.map_or_else(|_| Vec::new(), |tree| tree.children)
        };
        let outer = children(self.x11.setup().roots[0].root);
        let inner: Vec<Window> = outer.iter().flat_map(|window| children(*window)).collect();
        outer.into_iter().chain(inner).collect()
    }

    /// The window named Plumbline, and whether it is visible.
    fn window(&self) -> Option<(Window, bool)> {
        self.windows().into_iter().find_map(|window| {
            let (property, utf8) = (self.atom("_NET_WM_NAME"), self.atom("UTF8_STRING"));
            let name = self
                .x11
                .get_property(false, window, property, utf8, 0, 64)
                .unwrap()
                .reply()
                .ok()?;
            let state = self.x11.get_window_attributes(window).unwrap().reply().ok()?.map_state;
            (name.value == b"Plumbline").then_some((window, state == MapState::VIEWABLE))
        })
    }

    #[track_caller]
    fn wait_until_shown(&self, is_shown: bool) -> Window {
        let begun = Instant::now();
        loop {
            match self.window() {
                Some((window, shown)) if shown == is_shown => return window,
                _ => assert!(begun.elapsed() < LIMIT, "it should be shown: {is_shown}"),
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Starts a window manager and waits until it manages the screen: before that it takes no request, and a
    /// window shown meanwhile is unmapped for a moment when it gets its frame.
    fn manage(&self, home: &std::path::Path) -> Program {
        let openbox = Command::new("openbox")
            .env("DISPLAY", &self.display)
            .env("HOME", home)
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox cannot be started: please install the package `openbox`");
        let window_manager = Program { child: openbox };
        let (root, check) = (self.x11.setup().roots[0].root, self.atom("_NET_SUPPORTING_WM_CHECK"));
        let begun = Instant::now();
        loop {
            let reply = self.x11.get_property(false, root, check, AtomEnum::WINDOW, 0, 1);
            if !reply.unwrap().reply().unwrap().value.is_empty() {
                return window_manager;
            }
            assert!(begun.elapsed() < LIMIT, "openbox does not manage the screen");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Sends the request a window manager sends when the close button is pressed.
    fn close(&self, window: Window) {
        let data = [self.atom("WM_DELETE_WINDOW"), 0, 0, 0, 0];
        let event = ClientMessageEvent::new(32, window, self.atom("WM_PROTOCOLS"), data);
        self.x11.send_event(false, window, EventMask::NO_EVENT, event).unwrap();
        self.x11.flush().unwrap();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}

struct Program {
    child: Child,
}

impl Program {
    /// Waits until the program ends. `log` tells why it does not.
    #[track_caller]
    fn wait(&mut self, log: impl Fn() -> String) -> std::process::ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < LIMIT, "it does not end: {}", log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn plumbline(screen: &Screen, bus: &PrivateBus, home: &std::path::Path) -> Command {
    let frames = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/frames");
    let mut command = crate::support::program(home);
    command
        .args(["--source", frames, "--model", "lite"])
        .env("DISPLAY", &screen.display)
        .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
        .env("DBUS_SYSTEM_BUS_ADDRESS", &bus.address);
    command
}

#[test]
fn a_closed_window_continues_monitoring_and_can_be_shown_again() {
    let (bus, screen, home) = (PrivateBus::start(), Screen::start(), tempfile::tempdir().unwrap());
    let config = home.path().join(".config/plumbline");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("settings.toml"), "keep_watching_when_closed = true\n").unwrap();
    let panel = bus.connect();
    let (tx, registered) = mpsc::channel();
    panel.object_server().at("/StatusNotifierWatcher", Watcher { tx }).unwrap();
    panel.request_name("org.kde.StatusNotifierWatcher").unwrap();

    let log = std::fs::File::create(home.path().join("log")).unwrap();
    let mut first =
        Program { child: plumbline(&screen, &bus, home.path()).stderr(log).spawn().unwrap() };
    let log = || std::fs::read_to_string(home.path().join("log")).unwrap();
    let window = screen.wait_until_shown(true);
    let icon = registered.recv_timeout(LIMIT).unwrap();
    let begun = Instant::now();
    while !log().contains("first picture measured") {
        assert!(begun.elapsed() < LIMIT, "{}", log());
        std::thread::sleep(Duration::from_millis(50));
    }

    // The close button hides the window without ending the program.
    screen.close(window);
    screen.wait_until_shown(false);
    assert!(first.child.try_wait().unwrap().is_none(), "{}", log());

    // The tray shows the window; it is hidden once more.
    let client = bus.connect();
    let entries = menu(&client, &icon);
    click(&client, &icon, entries["Open Plumbline"].0);
    let window = screen.wait_until_shown(true);
    screen.close(window);
    screen.wait_until_shown(false);

    // Monitoring is paused and resumed while the window is hidden.
    click(&client, &icon, entries["Pause watching"].0);
    let begun = Instant::now();
    let entries = loop {
        let entries = menu(&client, &icon);
        if entries.contains_key("Resume watching") {
            break entries;
        }
        assert!(begun.elapsed() < LIMIT, "{entries:?}");
        std::thread::sleep(Duration::from_millis(50));
    };
    click(&client, &icon, entries["Resume watching"].0);

    // A second start shows the window of the first.
    let again = plumbline(&screen, &bus, home.path()).output().unwrap();
    assert!(again.status.success(), "{again:?}");
    assert!(String::from_utf8_lossy(&again.stdout).contains("already running"), "{again:?}");
    screen.wait_until_shown(true);

    click(&client, &icon, entries["Quit"].0);
    let status = first.wait(log);
    assert_eq!(status.code(), Some(0), "{}", log());
    assert!(!log().contains("panicked"), "{}", log());
}

/// Sends a request to the window manager.
fn ask_window_manager(screen: &Screen, window: Window, request: &str, data: [u32; 5]) {
    let event = ClientMessageEvent::new(32, window, screen.atom(request), data);
    let root = screen.x11.setup().roots[0].root;
    let receivers = EventMask::SUBSTRUCTURE_NOTIFY | EventMask::SUBSTRUCTURE_REDIRECT;
    screen.x11.send_event(false, root, receivers, event).unwrap();
    screen.x11.flush().unwrap();
}

#[test]
fn a_minimized_window_answers_a_second_start_and_a_request_to_end() {
    let (bus, screen, home) = (PrivateBus::start(), Screen::start(), tempfile::tempdir().unwrap());
    let _window_manager = screen.manage(home.path());
    let log = home.path().join("log");
    let stderr = std::fs::File::create(&log).unwrap();
    let mut first =
        Program { child: plumbline(&screen, &bus, home.path()).stderr(stderr).spawn().unwrap() };
    let window = screen.wait_until_shown(true);
    wait_for_log(&log, "first picture measured", 1);
    // 3 is `IconicState`.
    ask_window_manager(&screen, window, "WM_CHANGE_STATE", [3, 0, 0, 0, 0]);
    screen.wait_until_shown(false);

    let again = plumbline(&screen, &bus, home.path()).output().unwrap();
    assert!(again.status.success(), "{again:?}");
    screen.wait_until_shown(true);

    ask_window_manager(&screen, window, "WM_CHANGE_STATE", [3, 0, 0, 0, 0]);
    screen.wait_until_shown(false);
    // SIGTERM, as at the end of a desktop session.
    let pid = first.child.id().to_string();
    assert!(Command::new("kill").arg(pid).status().unwrap().success());
    let status = first.wait(|| std::fs::read_to_string(&log).unwrap());
    assert_eq!(status.code(), Some(0), "{}", std::fs::read_to_string(&log).unwrap());
}

/// Waits until `count` lines of the log contain `words`.
fn wait_for_log(log: &std::path::Path, words: &str, count: usize) {
    let begun = Instant::now();
    loop {
        let text = std::fs::read_to_string(log).unwrap();
        if text.lines().filter(|line| line.contains(words)).count() >= count {
            return;
        }
        assert!(begun.elapsed() < LIMIT, "{words:?} {count} times in: {text}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_start_in_the_background_waits_for_a_panel_that_starts_later() {
    let (bus, screen, home) = (PrivateBus::start(), Screen::start(), tempfile::tempdir().unwrap());
    let log = home.path().join("log");
    let _program = Program {
        child: plumbline(&screen, &bus, home.path())
            .arg("--background")
            .env("PLUMBLINE_LOG", "warn,plumbline=debug")
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .unwrap(),
    };
    let is_shown = || screen.window().is_some_and(|(_, is_shown)| is_shown);
    wait_for_log(&log, "first picture measured", 1);
    wait_for_log(&log, "cannot show the tray icon", 3);
    assert!(!is_shown(), "it waits for the panel");

    // The panel starts.
    let panel = bus.connect();
    let (tx, registered) = mpsc::channel();
    panel.object_server().at("/StatusNotifierWatcher", Watcher { tx }).unwrap();
    panel.request_name("org.kde.StatusNotifierWatcher").unwrap();
    let icon = registered.recv_timeout(LIMIT).unwrap();
    let client = bus.connect();
    let entries = menu(&client, &icon);
    assert!(!is_shown(), "the icon is enough");
    click(&client, &icon, entries["Open Plumbline"].0);
    screen.wait_until_shown(true);
}

#[test]
fn a_start_in_the_background_without_any_tray_is_shown_minimized() {
    let (bus, screen, home) = (PrivateBus::start(), Screen::start(), tempfile::tempdir().unwrap());
    // Receives the requests to the window manager.
    let root = screen.x11.setup().roots[0].root;
    let events = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
    screen.x11.change_window_attributes(root, &events).unwrap().check().unwrap();
    let mut command = plumbline(&screen, &bus, home.path());
    // Without a session bus there will be no tray, so it does not wait.
    command.arg("--background").env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    let _program = Program { child: command.stderr(Stdio::null()).spawn().unwrap() };
    let window = screen.wait_until_shown(true);
    let (change_state, begun) = (screen.atom("WM_CHANGE_STATE"), Instant::now());
    loop {
        match screen.x11.poll_for_event().unwrap() {
            Some(Event::ClientMessage(message)) if message.type_ == change_state => {
                // 3 is `IconicState`.
                assert_eq!((message.window, message.data.as_data32()[0]), (window, 3));
                return;
            }
            Some(_) => {}
            None => std::thread::sleep(Duration::from_millis(50)),
        }
        assert!(begun.elapsed() < LIMIT, "it should be minimized");
    }
}
