//! Tests of lock, sleep and battery.

use std::io::{PipeReader, Read as _};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::{Duration, Instant};

use plumbline::desktop::session::SessionChange::{Locked, OnBattery, Sleeping};
use plumbline::desktop::session::{SessionChange, SessionWatch};

use super::fake_services::{Logind, Saver, UPower};
use super::next;
use super::private_bus::PrivateBus;

const NOWHERE: &str = "unix:path=/nonexistent/bus";

fn watch(
    system: Option<&PrivateBus>,
    session: Option<&PrivateBus>,
) -> (SessionWatch, Receiver<SessionChange>) {
    let (tx, rx) = mpsc::channel();
    let address = |bus: Option<&PrivateBus>| {
        Some(bus.map_or_else(|| NOWHERE.to_owned(), |bus| bus.address.clone()))
    };
    let watch = SessionWatch::start_on(address(system), address(session), move |change| {
        let _ = tx.send(change);
    });
    (watch, rx)
}

#[test]
fn lock_and_unlock_are_reported_from_requests_and_hints() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let (_watch, rx) = watch(Some(&bus), None);
    assert_eq!(next(&rx), Locked(false));
    logind.hint(true);
    assert_eq!(next(&rx), Locked(true));
    logind.hint(false);
    assert_eq!(next(&rx), Locked(false));
    logind.request("Lock");
    assert_eq!(next(&rx), Locked(true));
    logind.request("Unlock");
    assert_eq!(next(&rx), Locked(false));
    // Request and hint together are one lock.
    logind.request("Lock");
    logind.hint(true);
    assert_eq!(next(&rx), Locked(true));
    logind.hint(false);
    assert_eq!(next(&rx), Locked(false));
}

#[test]
fn a_lock_request_without_confirmation_expires() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let (_watch, rx) = watch(Some(&bus), None);
    assert_eq!(next(&rx), Locked(false));
    logind.request("Lock");
    assert_eq!(next(&rx), Locked(true));
    let later = rx.recv_timeout(Duration::from_secs(40)).unwrap();
    assert_eq!(later, Locked(false));
}

#[test]
fn a_session_locked_from_the_start_is_found_through_the_user() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, true, false);
    let (_watch, rx) = watch(Some(&bus), None);
    assert_eq!(next(&rx), Locked(true));
    logind.hint(false);
    assert_eq!(next(&rx), Locked(false));
}

#[test]
fn the_screen_saver_counts_as_a_lock() {
    let bus = PrivateBus::start();
    let saver = Saver::start(&bus, true);
    let (_watch, rx) = watch(None, Some(&bus));
    assert_eq!(next(&rx), Locked(true));
    saver.switch(false);
    assert_eq!(next(&rx), Locked(false));
    saver.switch(true);
    assert_eq!(next(&rx), Locked(true));
    // A screen saver that has ended locks nothing.
    saver.end();
    assert_eq!(next(&rx), Locked(false));
    // A screen saver that starts later is followed.
    let _saver = Saver::start(&bus, true);
    assert_eq!(next(&rx), Locked(true));
}

#[test]
fn the_session_is_locked_if_any_source_reports_it() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let saver = Saver::start(&bus, true);
    let (_watch, rx) = watch(Some(&bus), Some(&bus));
    while next(&rx) != Locked(true) {}
    logind.hint(true);
    saver.switch(false);
    logind.hint(false);
    assert_eq!(next(&rx), Locked(false));
}

/// Reports when all other ends of a pipe are closed.
fn end_of(mut pipe: PipeReader) -> Receiver<Instant> {
    let (tx, rx) = mpsc::channel();
    std::thread::spawn(move || {
        assert_eq!(pipe.read(&mut [0]).unwrap(), 0);
        let _ = tx.send(Instant::now());
    });
    rx
}

#[test]
fn sleep_is_delayed_until_the_camera_is_released() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let (watch, rx) = watch(Some(&bus), None);
    assert_eq!(next(&rx), Locked(false));
    // The lock also ends after two seconds. Several attempts show, even on a very slow machine,
    // that `ready_to_sleep` ended it.
    let is_prompt = (0..5).any(|_| {
        let end = end_of(next(&logind.inhibitors));
        assert_eq!(end.try_recv(), Err(TryRecvError::Empty));
        logind.sleep(true);
        assert_eq!(next(&rx), Sleeping(true));
        let received_at = Instant::now();
        watch.ready_to_sleep();
        let is_prompt = next(&end) - received_at < Duration::from_millis(1500);
        // A new lock is taken after sleep.
        logind.sleep(false);
        assert_eq!(next(&rx), Sleeping(false));
        is_prompt
    });
    assert!(is_prompt);
    let again = end_of(next(&logind.inhibitors));
    assert_eq!(again.try_recv(), Err(TryRecvError::Empty));
    // The lock ends with the program.
    drop(watch);
    next(&again);
}

#[test]
fn sleep_is_delayed_only_for_a_limited_time() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let (_watch, rx) = watch(Some(&bus), None);
    assert_eq!(next(&rx), Locked(false));
    let end = end_of(next(&logind.inhibitors));
    logind.sleep(true);
    assert_eq!(next(&rx), Sleeping(true));
    next(&end);
}

#[test]
fn battery_changes_are_reported() {
    let bus = PrivateBus::start();
    let power = UPower::start(&bus);
    let (_watch, rx) = watch(Some(&bus), None);
    assert_eq!(next(&rx), OnBattery(false));
    power.switch(true);
    assert_eq!(next(&rx), OnBattery(true));
    power.switch(false);
    assert_eq!(next(&rx), OnBattery(false));
}
