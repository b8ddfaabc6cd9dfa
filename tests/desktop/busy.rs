//! Calls, shared screens and presentations.

use std::ffi::OsString;
use std::fs::Permissions;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use plumbline::desktop::busy::{Busy, BusyWatch, Places};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, CreateWindowAux, PropMode};
use x11rb::wrapper::ConnectionExt as _;

use super::next;
use super::notification_service::Notifications;
use super::private_bus::PrivateBus;

/// Places where nothing is.
fn nowhere(folder: &Path) -> Places {
    Places {
        path: OsString::from(folder.join("bin")),
        proc_root: folder.join("proc"),
        own_pid: 4242,
        display: None,
        session_bus: Some("unix:path=/nonexistent/bus".into()),
    }
}

fn watch(places: Places) -> (BusyWatch, Receiver<Busy>) {
    let (tell, told) = mpsc::channel();
    let watch = BusyWatch::start_on(places, Duration::from_millis(50), move |busy| {
        let _ = tell.send(busy);
    });
    (watch, told)
}

/// A program that prints what is in the file `says`, or fails without it.
fn install(folder: &Path, name: &str, says: &Path) {
    let bin = folder.join("bin");
    std::fs::create_dir_all(&bin).unwrap();
    let program = bin.join(name);
    std::fs::write(&program, format!("#!/bin/sh\nexec /bin/cat '{}'\n", says.display())).unwrap();
    std::fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
}

/// Writes it whole or not at all, for it is read at any moment.
fn say(says: &Path, text: &str) {
    let beside = says.with_extension("new");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, says).unwrap();
}

#[test]
fn a_call_is_noticed_and_its_end_too() {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("dump.json");
    install(folder.path(), "pw-dump", &dump);
    let node = |state: &str| {
        format!(
            r#"[{{"id":9,"type":"PipeWire:Interface:Node","info":{{"state":"{state}",
            "props":{{"media.class":"Stream/Input/Audio","node.name":"Firefox"}}}}}}]"#
        )
    };
    say(&dump, &node("running"));
    let (_watch, told) = watch(nowhere(folder.path()));
    assert_eq!(next(&told), Busy { microphone: true, ..Busy::default() });
    say(&dump, &node("idle"));
    assert_eq!(next(&told), Busy::default());
}

#[test]
fn where_pipewire_does_not_answer_others_are_asked() {
    let folder = tempfile::tempdir().unwrap();
    // installed, but there is nothing it could print
    install(folder.path(), "pw-dump", &folder.path().join("nothing"));
    let list = folder.path().join("list.json");
    install(folder.path(), "pactl", &list);
    say(&list, r#"[{"index":1,"corked":false,"properties":{"application.process.id":"7"}}]"#);
    let (_watch, told) = watch(nowhere(folder.path()));
    assert!(next(&told).microphone);
    say(&list, "[]");
    assert!(!next(&told).microphone);
    // and without either, the kernel
    std::fs::remove_dir_all(folder.path().join("bin")).unwrap();
    let card = folder.path().join("proc/asound/card0/pcm0c/sub0");
    std::fs::create_dir_all(&card).unwrap();
    say(&card.join("status"), "state: RUNNING\nowner_pid   : 9\n");
    assert!(next(&told).microphone);
}

#[test]
fn a_camera_that_another_program_holds_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (_watch, told) = watch(nowhere(folder.path()));
    let fd = folder.path().join("proc/77/fd");
    std::fs::create_dir_all(&fd).unwrap();
    symlink("/dev/video0", fd.join("4")).unwrap();
    assert_eq!(next(&told), Busy { camera_elsewhere: true, ..Busy::default() });
}

#[test]
fn do_not_disturb_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let bus = PrivateBus::start();
    let service = Notifications::start(&bus);
    service.inhibited.set(true);
    let places = Places { session_bus: Some(bus.address.clone()), ..nowhere(folder.path()) };
    let (_watch, told) = watch(places);
    assert_eq!(next(&told), Busy { do_not_disturb: true, ..Busy::default() });
    service.inhibited.set(false);
    assert_eq!(next(&told), Busy::default());
    service.inhibited.set(true);
    assert!(next(&told).do_not_disturb);
    service.end();
    assert!(!next(&told).do_not_disturb);
}

struct Display {
    name: String,
    server: Child,
}

impl Display {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "320x200x24"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb cannot be started: please install the package `xvfb`");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { name: format!(":{}", number.trim()), server }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn a_window_that_fills_the_screen_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let display = Display::start();
    let (x, screen) = x11rb::connect(Some(&display.name)).unwrap();
    let root = x.setup().roots[screen].root;
    let atom = |name: &str| x.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
    let window = x.generate_id().unwrap();
    let class = x11rb::protocol::xproto::WindowClass::INPUT_OUTPUT;
    let aux = CreateWindowAux::new();
    x.create_window(0, window, root, 0, 0, 320, 200, 0, class, 0, &aux).unwrap();
    let set = |on: u32, name: &str, kind: AtomEnum, values: &[u32]| {
        x.change_property32(PropMode::REPLACE, on, atom(name), kind, values).unwrap();
        x.sync().unwrap();
    };
    // what a window manager would do
    set(window, "_NET_WM_STATE", AtomEnum::ATOM, &[atom("_NET_WM_STATE_FULLSCREEN")]);
    let places = Places { display: Some(display.name.clone()), ..nowhere(folder.path()) };
    let (_watch, told) = watch(places);
    set(root, "_NET_ACTIVE_WINDOW", AtomEnum::WINDOW, &[window]);
    assert_eq!(next(&told), Busy { fullscreen: true, ..Busy::default() });
    // our own window does not count
    set(window, "_NET_WM_PID", AtomEnum::CARDINAL, &[4242]);
    assert!(!next(&told).fullscreen);
    set(window, "_NET_WM_PID", AtomEnum::CARDINAL, &[4243]);
    assert!(next(&told).fullscreen);
    // a window that is gone, but still said to be active
    x.destroy_window(window).unwrap();
    x.sync().unwrap();
    assert!(!next(&told).fullscreen);
    // a display that is gone shows no windows
    set(root, "_NET_ACTIVE_WINDOW", AtomEnum::WINDOW, &[root]);
    set(root, "_NET_WM_STATE", AtomEnum::ATOM, &[atom("_NET_WM_STATE_FULLSCREEN")]);
    assert!(next(&told).fullscreen);
    drop(display);
    assert!(!next(&told).fullscreen);
}
