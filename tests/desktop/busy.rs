//! Tests of the detection of calls, shared screens and presentations.

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

/// Places without any source.
fn no_places(folder: &Path) -> Places {
    Places {
        path: OsString::from(folder.join("bin")),
        proc_root: folder.join("proc"),
        own_pid: 4242,
        display: None,
        session_bus: Some("unix:path=/nonexistent/bus".into()),
    }
}

fn watch(places: Places) -> (BusyWatch, Receiver<Busy>) {
    let (tx, rx) = mpsc::channel();
    let watch = BusyWatch::start_on(places, Duration::from_millis(50), move |busy| {
        let _ = tx.send(busy);
    });
    (watch, rx)
}

/// Installs a program that prints the file `output`, or fails if the file is missing.
fn install(folder: &Path, name: &str, output: &Path) {
    let bin = folder.join("bin");
    std::fs::create_dir_all(&bin).unwrap();
    let program = bin.join(name);
    std::fs::write(&program, format!("#!/bin/sh\nexec /bin/cat '{}'\n", output.display())).unwrap();
    std::fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
}

/// Writes the file atomically, because it may be read at any time.
fn write_atomically(output: &Path, text: &str) {
    let beside = output.with_extension("new");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, output).unwrap();
}

#[test]
fn the_start_and_the_end_of_a_call_are_detected() {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("dump.json");
    install(folder.path(), "pw-dump", &dump);
    let node = |state: &str| {
        format!(
            r#"[{{"id":9,"type":"PipeWire:Interface:Node","info":{{"state":"{state}",
            "props":{{"media.class":"Stream/Input/Audio","node.name":"Firefox"}}}}}}]"#
        )
    };
    write_atomically(&dump, &node("running"));
    let (_watch, rx) = watch(no_places(folder.path()));
    assert_eq!(next(&rx), Busy { microphone: true, ..Busy::default() });
    write_atomically(&dump, &node("idle"));
    assert_eq!(next(&rx), Busy::default());
}

#[test]
fn without_pipewire_the_other_sources_are_used() {
    let folder = tempfile::tempdir().unwrap();
    // Installed, but its output file is missing.
    install(folder.path(), "pw-dump", &folder.path().join("nothing"));
    let list = folder.path().join("list.json");
    install(folder.path(), "pactl", &list);
    write_atomically(
        &list,
        r#"[{"index":1,"corked":false,"properties":{"application.process.id":"7"}}]"#,
    );
    let (_watch, rx) = watch(no_places(folder.path()));
    assert!(next(&rx).microphone);
    write_atomically(&list, "[]");
    assert!(!next(&rx).microphone);
    // Without both programs the kernel is read.
    std::fs::remove_dir_all(folder.path().join("bin")).unwrap();
    let card = folder.path().join("proc/asound/card0/pcm0c/sub0");
    std::fs::create_dir_all(&card).unwrap();
    write_atomically(&card.join("status"), "state: RUNNING\nowner_pid   : 9\n");
    assert!(next(&rx).microphone);
}

#[test]
fn a_camera_opened_by_another_program_is_detected() {
    let folder = tempfile::tempdir().unwrap();
    let (_watch, rx) = watch(no_places(folder.path()));
    let fd = folder.path().join("proc/77/fd");
    std::fs::create_dir_all(&fd).unwrap();
    symlink("/dev/video0", fd.join("4")).unwrap();
    assert_eq!(next(&rx), Busy { camera_elsewhere: true, ..Busy::default() });
}

#[test]
fn do_not_disturb_is_detected() {
    let folder = tempfile::tempdir().unwrap();
    let bus = PrivateBus::start();
    let service = Notifications::start(&bus);
    service.inhibited.set(true);
    let places = Places { session_bus: Some(bus.address.clone()), ..no_places(folder.path()) };
    let (_watch, rx) = watch(places);
    assert_eq!(next(&rx), Busy { do_not_disturb: true, ..Busy::default() });
    service.inhibited.set(false);
    assert_eq!(next(&rx), Busy::default());
    service.inhibited.set(true);
    assert!(next(&rx).do_not_disturb);
    service.end();
    assert!(!next(&rx).do_not_disturb);
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
fn a_fullscreen_window_is_detected() {
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
    // The property a window manager would set.
    set(window, "_NET_WM_STATE", AtomEnum::ATOM, &[atom("_NET_WM_STATE_FULLSCREEN")]);
    let places = Places { display: Some(display.name.clone()), ..no_places(folder.path()) };
    let (_watch, rx) = watch(places);
    set(root, "_NET_ACTIVE_WINDOW", AtomEnum::WINDOW, &[window]);
    assert_eq!(next(&rx), Busy { fullscreen: true, ..Busy::default() });
    // A window of the own process does not count.
    set(window, "_NET_WM_PID", AtomEnum::CARDINAL, &[4242]);
    assert!(!next(&rx).fullscreen);
    set(window, "_NET_WM_PID", AtomEnum::CARDINAL, &[4243]);
    assert!(next(&rx).fullscreen);
    // A destroyed window that is still named as active.
    x.destroy_window(window).unwrap();
    x.sync().unwrap();
    assert!(!next(&rx).fullscreen);
    // A display that has ended shows no windows.
    set(root, "_NET_ACTIVE_WINDOW", AtomEnum::WINDOW, &[root]);
    set(root, "_NET_WM_STATE", AtomEnum::ATOM, &[atom("_NET_WM_STATE_FULLSCREEN")]);
    assert!(next(&rx).fullscreen);
    drop(display);
    assert!(!next(&rx).fullscreen);
}
