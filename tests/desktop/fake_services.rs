//! Fake desktop services.

use std::collections::HashMap;
use std::io::{self, PipeReader};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use zbus::blocking::Connection;
use zbus::fdo;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, Value};

use super::private_bus::PrivateBus;

pub const SESSION: &str = "/org/freedesktop/login1/session/_32";

/// A boolean that a fake service exports as a property.
#[derive(Clone, Default)]
pub struct Flag(Arc<AtomicBool>);

impl Flag {
    pub fn get(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    pub fn set(&self, now: bool) {
        self.0.store(now, Ordering::SeqCst);
    }
}

/// A fake logind.
pub struct Logind {
    connection: Connection,
    locked: Flag,
    /// Other end of each inhibitor that was handed out.
    pub inhibitors: Receiver<PipeReader>,
}

impl Logind {
    /// With `knows_processes` the session of a process is found, otherwise only that of the user.
    pub fn start(bus: &PrivateBus, is_locked: bool, knows_processes: bool) -> Self {
        let connection = bus.connect();
        let (give, inhibitors) = mpsc::channel();
        let locked = Flag::default();
        locked.set(is_locked);
        let manager = Manager { give, knows_processes };
        connection.object_server().at("/org/freedesktop/login1", manager).unwrap();
        let session = Session { locked: locked.clone() };
        connection.object_server().at(SESSION, session).unwrap();
        connection.object_server().at("/org/freedesktop/login1/user/self", User).unwrap();
        connection.request_name("org.freedesktop.login1").unwrap();
        Self { connection, locked, inhibitors }
    }

    pub fn sleep(&self, start: bool) {
        let interface = "org.freedesktop.login1.Manager";
        let path = "/org/freedesktop/login1";
        self.connection
            .emit_signal(None::<&str>, path, interface, "PrepareForSleep", &start)
            .unwrap();
    }

    pub fn request(&self, signal: &str) {
        let interface = "org.freedesktop.login1.Session";
        self.connection.emit_signal(None::<&str>, SESSION, interface, signal, &()).unwrap();
    }

    pub fn hint(&self, is_locked: bool) {
        self.locked.set(is_locked);
        let interface = "org.freedesktop.login1.Session";
        changed(&self.connection, SESSION, interface, "LockedHint", is_locked);
    }
}

fn changed(connection: &Connection, path: &str, interface: &str, property: &str, now: bool) {
    let properties = HashMap::from([(property, Value::from(now))]);
    let body = (interface, properties, Vec::<&str>::new());
    connection
        .emit_signal(
            None::<&str>,
            path,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            &body,
        )
        .unwrap();
}

struct Manager {
    give: Sender<PipeReader>,
    knows_processes: bool,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, pid: u32) -> fdo::Result<OwnedObjectPath> {
        if self.knows_processes && pid == std::process::id() {
            return Ok(OwnedObjectPath::try_from(SESSION).unwrap());
        }
        Err(fdo::Error::Failed("no session for this process".into()))
    }

    fn get_session(&self, _id: &str) -> fdo::Result<OwnedObjectPath> {
        Err(fdo::Error::Failed("no such session".into()))
    }

    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> fdo::Result<OwnedFd> {
        assert_eq!((what, mode), ("sleep", "delay"));
        let (ours, theirs) = io::pipe().unwrap();
        let _ = self.give.send(ours);
        Ok(std::os::fd::OwnedFd::from(theirs).into())
    }
}

struct Session {
    locked: Flag,
}

#[zbus::interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn locked_hint(&self) -> bool {
        self.locked.get()
    }
}

struct User;

#[zbus::interface(name = "org.freedesktop.login1.User")]
impl User {
    #[zbus(property)]
    fn display(&self) -> (String, OwnedObjectPath) {
        ("2".into(), OwnedObjectPath::try_from(SESSION).unwrap())
    }
}

/// A fake UPower.
pub struct UPower {
    connection: Connection,
    on_battery: Flag,
}

struct Power {
    on_battery: Flag,
}

#[zbus::interface(name = "org.freedesktop.UPower")]
impl Power {
    #[zbus(property)]
    fn on_battery(&self) -> bool {
        self.on_battery.get()
    }
}

impl UPower {
    pub fn start(bus: &PrivateBus) -> Self {
        let connection = bus.connect();
        let on_battery = Flag::default();
        let power = Power { on_battery: on_battery.clone() };
        connection.object_server().at("/org/freedesktop/UPower", power).unwrap();
        connection.request_name("org.freedesktop.UPower").unwrap();
        Self { connection, on_battery }
    }

    pub fn switch(&self, on_battery: bool) {
        self.on_battery.set(on_battery);
        let name = "org.freedesktop.UPower";
        changed(&self.connection, "/org/freedesktop/UPower", name, "OnBattery", on_battery);
    }
}

/// A fake screen saver.
pub struct Saver {
    connection: Connection,
}

struct SaverObject {
    active: Flag,
}

#[zbus::interface(name = "org.gnome.ScreenSaver")]
impl SaverObject {
    fn get_active(&self) -> bool {
        self.active.get()
    }
}

impl Saver {
    pub fn start(bus: &PrivateBus, is_active: bool) -> Self {
        let connection = bus.connect();
        let active = Flag::default();
        active.set(is_active);
        let object = SaverObject { active };
        connection.object_server().at("/org/gnome/ScreenSaver", object).unwrap();
        connection.request_name("org.gnome.ScreenSaver").unwrap();
        Self { connection }
    }

    pub fn switch(&self, is_active: bool) {
        let (path, interface) = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver");
        self.connection
            .emit_signal(None::<&str>, path, interface, "ActiveChanged", &is_active)
            .unwrap();
    }

    pub fn end(self) {
        self.connection.close().unwrap();
    }
}
