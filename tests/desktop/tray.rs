//! Tests of the tray icon. Each runs in its own process, because the address of the bus comes from
//! the environment.

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Instant;

use plumbline::desktop::tray::{Tray, TrayAction, TrayError, TrayMood, TrayState};
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::{OwnedValue, Value};

use super::private_bus::{PrivateBus, child_bus_address, is_child_process};
use super::{LIMIT, next};

/// A fake panel that accepts icons.
pub struct Watcher {
    pub tx: Sender<String>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        let _ = self.tx.send(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

fn connect() -> Connection {
    Builder::address(child_bus_address().as_str()).unwrap().build().unwrap()
}

#[test]
fn without_a_panel_start_fails_at_once_with_an_instruction() {
    let bus = PrivateBus::start();
    if !is_child_process(
        "tray::without_a_panel_start_fails_at_once_with_an_instruction",
        &bus.address,
    ) {
        return;
    }
    let begun = Instant::now();
    let error = Tray::start(|_| ()).unwrap_err();
    assert!(begun.elapsed() < LIMIT);
    assert_eq!(error, TrayError::NoTray);
    assert!(error.to_string().contains("AppIndicator"));
}

#[test]
fn without_a_bus_start_fails_at_once() {
    if !is_child_process("tray::without_a_bus_start_fails_at_once", "unix:path=/nonexistent/bus") {
        return;
    }
    let error = Tray::start(|_| ()).unwrap_err();
    assert!(matches!(error, TrayError::NoBus { .. }), "{error}");
}

/// Entries of a menu and its submenus by label: id, and whether the entry is enabled.
pub type Labels = HashMap<String, (i32, bool)>;

/// A menu as sent over D-Bus: id, properties, entries.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

pub fn menu(connection: &Connection, item: &str) -> Labels {
    let menu = Proxy::new(connection, item, "/MenuBar", "com.canonical.dbusmenu").unwrap();
    let (_revision, (_root, _properties, children)): (u32, Layout) =
        menu.call("GetLayout", &(0, -1, Vec::<&str>::new())).unwrap();
    let mut found = HashMap::new();
    for child in &children {
        collect(child, &mut found);
    }
    found
}

fn collect(entry: &Value<'_>, found: &mut Labels) {
    let Value::Structure(entry) = entry else { panic!("{entry:?}") };
    let [Value::I32(id), Value::Dict(properties), Value::Array(children)] = entry.fields() else {
        panic!("{entry:?}");
    };
    let label: Option<String> = properties.get(&"label").unwrap();
    let is_enabled: Option<bool> = properties.get(&"enabled").unwrap();
    found.insert(label.unwrap_or_default(), (*id, is_enabled.unwrap_or(true)));
    for child in children.iter() {
        let Value::Value(child) = child else { panic!("{child:?}") };
        collect(child, found);
    }
}

/// Forwards signals to a channel, so that tests can wait with a timeout.
fn forward_signals<T: Send + 'static>(
    signals: impl Iterator<Item = T> + Send + 'static,
) -> Receiver<()> {
    let (tx, rx) = mpsc::channel();
    std::thread::spawn(move || signals.take_while(|_| tx.send(()).is_ok()).count());
    rx
}

pub fn click(connection: &Connection, item: &str, id: i32) {
    let menu = Proxy::new(connection, item, "/MenuBar", "com.canonical.dbusmenu").unwrap();
    let body = (id, "clicked", Value::from(0_i32), 0_u32);
    menu.call_method("Event", &body).unwrap();
}

#[test]
fn the_panel_shows_the_icon_and_its_menu_works() {
    let bus = PrivateBus::start();
    if !is_child_process("tray::the_panel_shows_the_icon_and_its_menu_works", &bus.address) {
        return;
    }
    let panel = connect();
    let (tx, registered) = mpsc::channel();
    panel.object_server().at("/StatusNotifierWatcher", Watcher { tx }).unwrap();
    panel.request_name("org.kde.StatusNotifierWatcher").unwrap();

    let (tx, rx) = mpsc::channel();
    let tray = Tray::start(move |action| tx.send(action).unwrap()).unwrap();
    let name = next(&registered);
    assert!(tray.is_shown());

    let client = connect();
    let item =
        Proxy::new(&client, name.as_str(), "/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .unwrap();
    assert_eq!(item.get_property::<String>("Title").unwrap(), "Plumbline");
    let before: Vec<(i32, i32, Vec<u8>)> = item.get_property("IconPixmap").unwrap();
    assert_eq!(before.iter().map(|icon| icon.2.len()).collect::<Vec<_>>(), [4096, 16384]);

    // A new state sends one signal.
    let icons = forward_signals(item.receive_signal("NewIcon").unwrap());
    let state =
        TrayState { mood: TrayMood::Fault, line: "Head 4 cm ahead".into(), ..TrayState::default() };
    tray.set(state.clone());
    next(&icons);
    let after: Vec<(i32, i32, Vec<u8>)> =
        Proxy::new(&client, name.as_str(), "/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .unwrap()
            .get_property("IconPixmap")
            .unwrap();
    assert_ne!(before[0].2, after[0].2);

    let entries = menu(&client, &name);
    assert!(!entries["Head 4 cm ahead"].1);
    for (label, action) in [
        ("Open Plumbline", TrayAction::Open),
        ("Pause watching", TrayAction::Pause),
        ("5 minutes", TrayAction::SnoozeMinutes(5)),
        ("15 minutes", TrayAction::SnoozeMinutes(15)),
        ("60 minutes", TrayAction::SnoozeMinutes(60)),
        ("Until tomorrow", TrayAction::SnoozeUntilTomorrow),
        ("Set my upright posture", TrayAction::SetUpright),
        ("Quit", TrayAction::Quit),
    ] {
        click(&client, &name, entries[label].0);
        assert_eq!(next(&rx), action, "{label}");
    }
    item.call_method("Activate", &(0, 0)).unwrap();
    assert_eq!(next(&rx), TrayAction::Open);

    // An unchanged state sends no signal: the next one belongs to the paused state.
    tray.set(state.clone());
    tray.set(TrayState { mood: TrayMood::Paused, is_paused: true, ..state });
    next(&icons);
    let entries = menu(&client, &name);
    click(&client, &name, entries["Resume watching"].0);
    assert_eq!(next(&rx), TrayAction::Resume);

    // The panel restarts.
    panel.release_name("org.kde.StatusNotifierWatcher").unwrap();
    let begun = Instant::now();
    while tray.is_shown() {
        assert!(begun.elapsed() < LIMIT);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panel.request_name("org.kde.StatusNotifierWatcher").unwrap();
    assert_eq!(next(&registered), name);

    // Dropping the tray removes the icon and the callback.
    let bus = zbus::blocking::fdo::DBusProxy::new(&client).unwrap();
    let gone =
        forward_signals(bus.receive_name_owner_changed_with_args(&[(0, &name), (2, "")]).unwrap());
    drop(tray);
    next(&gone);
    assert_eq!(rx.recv_timeout(LIMIT), Err(mpsc::RecvTimeoutError::Disconnected));
}
