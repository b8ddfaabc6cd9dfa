//! The tray icon, each test in a process of its own: where its bus is, only the environment says.

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Instant;

use plumbline::desktop::tray::{Tray, TrayAction, TrayError, TrayMood, TrayState};
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::{OwnedValue, Value};

use super::private_bus::{PrivateBus, inside_address, is_inside};
use super::{LIMIT, next};

/// A panel that takes icons.
pub struct Watcher {
    pub tell: Sender<String>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        let _ = self.tell.send(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

fn connect() -> Connection {
    Builder::address(inside_address().as_str()).unwrap().build().unwrap()
}

#[test]
fn without_a_panel_there_is_a_friendly_error_at_once() {
    let bus = PrivateBus::start();
    if !is_inside("tray::without_a_panel_there_is_a_friendly_error_at_once", &bus.address) {
        return;
    }
    let begun = Instant::now();
    let error = Tray::start(|_| ()).unwrap_err();
    assert!(begun.elapsed() < LIMIT);
    assert_eq!(error, TrayError::NoTray);
    assert!(error.to_string().contains("AppIndicator"));
}

#[test]
fn without_a_bus_there_is_a_friendly_error_at_once() {
    if !is_inside(
        "tray::without_a_bus_there_is_a_friendly_error_at_once",
        "unix:path=/nonexistent/bus",
    ) {
        return;
    }
    let error = Tray::start(|_| ()).unwrap_err();
    assert!(matches!(error, TrayError::NoBus { .. }), "{error}");
}

/// Each label of a menu with its number and whether it can be chosen, those of submenus too.
pub type Labels = HashMap<String, (i32, bool)>;

/// A menu as it is sent: its number, its properties, its entries.
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

/// Signals, so that they can be waited for within a limit.
fn heard<T: Send + 'static>(signals: impl Iterator<Item = T> + Send + 'static) -> Receiver<()> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || signals.take_while(|_| tell.send(()).is_ok()).count());
    told
}

pub fn click(connection: &Connection, item: &str, id: i32) {
    let menu = Proxy::new(connection, item, "/MenuBar", "com.canonical.dbusmenu").unwrap();
    let body = (id, "clicked", Value::from(0_i32), 0_u32);
    menu.call_method("Event", &body).unwrap();
}

#[test]
fn the_icon_is_in_the_panel_and_its_menu_works() {
    let bus = PrivateBus::start();
    if !is_inside("tray::the_icon_is_in_the_panel_and_its_menu_works", &bus.address) {
        return;
    }
    let panel = connect();
    let (tell, registered) = mpsc::channel();
    panel.object_server().at("/StatusNotifierWatcher", Watcher { tell }).unwrap();
    panel.request_name("org.kde.StatusNotifierWatcher").unwrap();

    let (tell, told) = mpsc::channel();
    let tray = Tray::start(move |action| tell.send(action).unwrap()).unwrap();
    let name = next(&registered);
    assert!(tray.is_shown());

    let asks = connect();
    let item =
        Proxy::new(&asks, name.as_str(), "/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .unwrap();
    assert_eq!(item.get_property::<String>("Title").unwrap(), "Plumbline");
    let before: Vec<(i32, i32, Vec<u8>)> = item.get_property("IconPixmap").unwrap();
    assert_eq!(before.iter().map(|icon| icon.2.len()).collect::<Vec<_>>(), [4096, 16384]);

    // a new state reaches the panel once
    let icons = heard(item.receive_signal("NewIcon").unwrap());
    let state =
        TrayState { mood: TrayMood::Fault, line: "Head 4 cm ahead".into(), is_paused: false };
    tray.set(state.clone());
    next(&icons);
    let after: Vec<(i32, i32, Vec<u8>)> =
        Proxy::new(&asks, name.as_str(), "/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .unwrap()
            .get_property("IconPixmap")
            .unwrap();
    assert_ne!(before[0].2, after[0].2);

    let entries = menu(&asks, &name);
    assert!(!entries["Head 4 cm ahead"].1);
    for (label, action) in [
        ("Open Plumbline", TrayAction::Open),
        ("Pause watching", TrayAction::Pause),
        ("5 minutes", TrayAction::SnoozeMinutes(5)),
        ("15 minutes", TrayAction::SnoozeMinutes(15)),
        ("60 minutes", TrayAction::SnoozeMinutes(60)),
        ("Until tomorrow", TrayAction::SnoozeUntilTomorrow),
        ("Set my upright", TrayAction::SetUpright),
        ("Quit", TrayAction::Quit),
    ] {
        click(&asks, &name, entries[label].0);
        assert_eq!(next(&told), action, "{label}");
    }
    item.call_method("Activate", &(0, 0)).unwrap();
    assert_eq!(next(&told), TrayAction::Open);

    // the same state again sends nothing: the next icon that is told is that of the pause
    tray.set(state.clone());
    tray.set(TrayState { mood: TrayMood::Paused, is_paused: true, ..state });
    next(&icons);
    let entries = menu(&asks, &name);
    click(&asks, &name, entries["Resume watching"].0);
    assert_eq!(next(&told), TrayAction::Resume);

    // the panel is restarted
    panel.release_name("org.kde.StatusNotifierWatcher").unwrap();
    let begun = Instant::now();
    while tray.is_shown() {
        assert!(begun.elapsed() < LIMIT);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panel.request_name("org.kde.StatusNotifierWatcher").unwrap();
    assert_eq!(next(&registered), name);

    // dropped, it takes its icon and what it held with it
    let bus = zbus::blocking::fdo::DBusProxy::new(&asks).unwrap();
    let gone = heard(bus.receive_name_owner_changed_with_args(&[(0, &name), (2, "")]).unwrap());
    drop(tray);
    next(&gone);
    assert_eq!(told.recv_timeout(LIMIT), Err(mpsc::RecvTimeoutError::Disconnected));
}
