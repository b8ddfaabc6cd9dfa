//! Nothing is there, or it goes away: nothing is told, and nothing spins.

use std::sync::mpsc;
use std::time::Duration;

use plumbline::desktop::busy::BusyWatch;
use plumbline::desktop::notify::{Notice, Notifier};
use plumbline::desktop::session::SessionWatch;
use plumbline::desktop::tray::{Tray, TrayState};

use super::next;
use super::notification_service::{Asked, Notifications};
use super::pretended::{Logind, Saver, UPower};
use super::private_bus::{PrivateBus, inside_address, is_inside, load_over};

/// Far more than idling takes, far less than a loop that spins.
const IDLE: f64 = 0.2;

#[test]
fn without_buses_nothing_is_told_and_nothing_spins() {
    let nowhere = "unix:path=/nonexistent/bus";
    if !is_inside("absence::without_buses_nothing_is_told_and_nothing_spins", nowhere) {
        return;
    }
    let (tell, told) = mpsc::channel();
    let watch = SessionWatch::start_on(Some(nowhere.into()), None, move |change| {
        let _ = tell.send(change);
    });
    let load = load_over(Duration::from_secs(3));
    assert!(load < IDLE, "{load}");
    assert!(told.try_recv().is_err());
    drop(watch);
    // the thread has ended
    assert_eq!(told.recv_timeout(super::LIMIT), Err(mpsc::RecvTimeoutError::Disconnected));
}

#[test]
fn buses_without_services_tell_nothing_and_nothing_spins() {
    let bus = PrivateBus::start();
    if !is_inside("absence::buses_without_services_tell_nothing_and_nothing_spins", &bus.address) {
        return;
    }
    let (tell, told) = mpsc::channel();
    let _watch = SessionWatch::start_on(Some(inside_address()), None, move |change| {
        let _ = tell.send(change);
    });
    let load = load_over(Duration::from_secs(3));
    assert!(load < IDLE, "{load}");
    assert!(told.try_recv().is_err());
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
fn a_bus_that_goes_away_does_not_spin() {
    let bus = PrivateBus::start();
    if !is_inside("absence::a_bus_that_goes_away_does_not_spin", &bus.address) {
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

    let (tell, told) = mpsc::channel();
    let address = Some(bus.address.clone());
    let _watch = SessionWatch::start_on(address.clone(), address.clone(), move |change| {
        let _ = tell.send(change);
    });
    let notifier = Notifier::start_on(address, |_| ());
    let notice = Notice {
        title: "Chin back".into(),
        body: String::new(),
        actions: Vec::new(),
        with_sound: false,
    };
    notifier.show(notice);
    assert!(matches!(next(&service.asked).1, Asked::Notify(_)));
    let tray = Tray::start(|_| ()).unwrap();
    let (busy, looked) = mpsc::channel();
    let _busy = BusyWatch::start(Duration::from_secs(60), move |now| {
        let _ = busy.send(now);
    });
    service.inhibited.set(true);
    // lock and battery
    next(&told);
    next(&told);

    let at_rest = load_over(Duration::from_secs(3));
    bus.end_of_environment();
    let alone = load_over(Duration::from_secs(3));
    assert!(at_rest < IDLE && alone < IDLE, "{at_rest} {alone}");
    // neither hangs nor panics
    notifier.close();
    tray.set(TrayState { is_paused: true, ..TrayState::default() });
    drop((notifier, tray, looked));
}
