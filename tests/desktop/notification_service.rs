//! A fake notification service.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use zbus::blocking::Connection;
use zbus::zvariant::OwnedValue;

use super::fake_services::Flag;
use super::private_bus::PrivateBus;

/// A request to the notification service.
#[derive(Debug)]
pub enum Request {
    Notify(Shown),
    Close(u32),
}

/// A received notification.
#[derive(Debug)]
pub struct Shown {
    pub id: u32,
    pub replaces: u32,
    pub title: String,
    pub body: String,
    pub actions: Vec<String>,
    pub hints: HashMap<String, OwnedValue>,
}

/// A fake notification service. Like GNOME's, it sends signals only to the owner of a notification.
pub struct Notifications {
    connection: Connection,
    pub inhibited: Flag,
    pub requests: Receiver<(String, Request)>,
}

struct NotificationsObject {
    tx: Sender<(String, Request)>,
    last: AtomicU32,
    inhibited: Flag,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl NotificationsObject {
    #[allow(clippy::too_many_arguments, reason = "as the specification has it")]
    #[allow(clippy::needless_pass_by_value, reason = "as the macro hands it over")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        _app_icon: &str,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        expire_timeout: i32,
        #[zbus(header)] header: zbus::message::Header<'_>,
    ) -> u32 {
        assert_eq!((app_name, expire_timeout), ("Plumbline", -1));
        let id = match replaces_id {
            0 => self.last.fetch_add(1, Ordering::SeqCst) + 1,
            id => id,
        };
        let shown = Shown { id, replaces: replaces_id, title: summary, body, actions, hints };
        let _ = self.tx.send((header.sender().unwrap().to_string(), Request::Notify(shown)));
        id
    }

    #[allow(clippy::needless_pass_by_value, reason = "as the macro hands it over")]
    fn close_notification(&self, id: u32, #[zbus(header)] header: zbus::message::Header<'_>) {
        let _ = self.tx.send((header.sender().unwrap().to_string(), Request::Close(id)));
    }

    fn get_capabilities(&self) -> Vec<&'static str> {
        vec!["actions", "body", "body-markup"]
    }

    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("pretended", "Plumbline", "1", "1.2")
    }

    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.inhibited.get()
    }
}

impl Notifications {
    pub fn start(bus: &PrivateBus) -> Self {
        let connection = bus.connect();
        let (tx, requests) = mpsc::channel();
        let inhibited = Flag::default();
        let object =
            NotificationsObject { tx, last: AtomicU32::new(40), inhibited: inhibited.clone() };
        connection.object_server().at("/org/freedesktop/Notifications", object).unwrap();
        connection.request_name("org.freedesktop.Notifications").unwrap();
        Self { connection, inhibited, requests }
    }

    /// Sends only `to` the signal that a button was pressed.
    pub fn press(&self, to: &str, id: u32, key: &str) {
        let (path, interface) = ("/org/freedesktop/Notifications", "org.freedesktop.Notifications");
        self.connection
            .emit_signal(Some(to), path, interface, "ActionInvoked", &(id, key))
            .unwrap();
    }

    /// Sends only `to` the signal that a notification was closed.
    pub fn closed(&self, to: &str, id: u32) {
        let (path, interface) = ("/org/freedesktop/Notifications", "org.freedesktop.Notifications");
        self.connection
            .emit_signal(Some(to), path, interface, "NotificationClosed", &(id, 2_u32))
            .unwrap();
    }

    pub fn end(self) {
        self.connection.close().unwrap();
    }
}
