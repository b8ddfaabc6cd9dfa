//! Tests without services, or with services that disappear: no event is reported, and no thread
//! runs in a busy loop.

use std::sync::mpsc;
use std::time::Duration;

use plumbline::desktop::busy::BusyWatch;
use plumbline::desktop::notify::{Notice, Notifier};
use plumbline::desktop::session::SessionWatch;
use plumbline::desktop::tray::{Tray, TrayState};

use super::fake_services::{Logind, Saver, UPower};
use super::next;
use super::notification_service::{Notifications, Request};
use super::private_bus::{PrivateBus, child_bus_address, is_child_process, load_over};

/// CPU load limit: far more than an idle process needs, far less than a busy loop.
const IDLE: f64 = 0.2;

#[test]
fn without_buses_nothing_is_reported_and_the_load_stays_low() {
    let nowhere = "unix:path=/nonexistent/bus";
    if !is_child_process(
        "absence::without_buses_nothing_is_reported_and_the_load_stays_low",
        nowhere,
    ) {
        return;
    }
    let (tx, rx) = mpsc::channel();
    let watch = SessionWatch::start_on(Some(nowhere.into()), None, move |change| {
        let _ = tx.send(change);
    });
    let load = load_over(Duration::from_secs(3));
    assert!(load < IDLE, "{load}");
    assert!(rx.try_recv().is_err());
    drop(watch);
    // The thread has ended.
    assert_eq!(rx.recv_timeout(super::LIMIT), Err(mpsc::RecvTimeoutError::Disconnected));
}

#[test]
fn without_services_nothing_is_reported_and_the_load_stays_low() {
    let bus = PrivateBus::start();
    if !is_child_process(
        "absence::without_services_nothing_is_reported_and_the_load_stays_low",
        &bus.address,
    ) {
        return;
    }
    let (tx, rx) = mpsc::channel();
    let _watch = SessionWatch::start_on(Some(child_bus_address()), None, move |change| {
        let _ = tx.send(change);
    });
    let load = load_over(Duration::from_secs(3));
    assert!(load < IDLE, "{load}");
    assert!(rx.try_recv().is_err());
}

struct Watcher;

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, _service: &str) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

#[test]
fn after_the_bus_ends_the_load_stays_low() {
    let bus = PrivateBus::start();
    if !is_child_process("absence::after_the_bus_ends_the_load_stays_low", &bus.address) {
        return;
    }
    let bus = PrivateBus::of_environment();
    let _logind = Logind::start(&bus, false, true);
    let _power = UPower::start(&bus);
    let _saver = Saver::start(&bus, false);
    let service = Notifications::start(&bus);
    let panel = bus.connect();
    panel.object_server().at("/StatusNotifierWatcher", Watcher).unwrap();
    panel.request_name("org.kde.StatusNotifierWatcher").unwrap();

    let (tx, rx) = mpsc::channel();
    let address = Some(bus.address.clone());
    let _watch = SessionWatch::start_on(address.clone(), address.clone(), move |change| {
        let _ = tx.send(change);
    });
    let notifier = Notifier::start_on(address, |_| ());
    let notice = Notice {
        title: "Chin back".into(),
        body: String::new(),
        actions: Vec::new(),
        with_sound: false,
    };
    notifier.show(notice);
    assert!(matches!(next(&service.requests).1, Request::Notify(_)));
    let tray = Tray::start(|_| ()).unwrap();
    let (busy, looked) = mpsc::channel();
    let _busy = BusyWatch::start(Duration::from_secs(60), move |now| {
        let _ = busy.send(now);
    });
    service.inhibited.set(true);
    // Lock state and battery state.
    next(&rx);
    next(&rx);

    let at_rest = load_over(Duration::from_secs(3));
    bus.end_of_environment();
    let alone = load_over(Duration::from_secs(3));
    assert!(at_rest < IDLE && alone < IDLE, "{at_rest} {alone}");
    // These calls must not hang or panic.
    notifier.close();
    tray.set(TrayState { is_paused: true, ..TrayState::default() });
    drop((notifier, tray, looked));
}
