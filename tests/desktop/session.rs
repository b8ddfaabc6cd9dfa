//! Lock, sleep and battery.

use std::io::{PipeReader, Read as _};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::{Duration, Instant};

use plumbline::desktop::session::SessionChange::{Locked, OnBattery, Sleeping};
use plumbline::desktop::session::{SessionChange, SessionWatch};

use super::next;
use super::pretended::{Logind, Saver, UPower};
use super::private_bus::PrivateBus;

const NOWHERE: &str = "unix:path=/nonexistent/bus";

fn watch(
    system: Option<&PrivateBus>,
    session: Option<&PrivateBus>,
) -> (SessionWatch, Receiver<SessionChange>) {
    let (tell, told) = mpsc::channel();
    let address = |bus: Option<&PrivateBus>| {
        Some(bus.map_or_else(|| NOWHERE.to_owned(), |bus| bus.address.clone()))
    };
    let watch = SessionWatch::start_on(address(system), address(session), move |change| {
        let _ = tell.send(change);
    });
    (watch, told)
}

#[test]
fn a_lock_and_an_unlock_are_told_however_the_desktop_says_so() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let (_watch, told) = watch(Some(&bus), None);
    assert_eq!(next(&told), Locked(false));
    logind.hint(true);
    assert_eq!(next(&told), Locked(true));
    logind.hint(false);
    assert_eq!(next(&told), Locked(false));
    logind.request("Lock");
    assert_eq!(next(&told), Locked(true));
    logind.request("Unlock");
    assert_eq!(next(&told), Locked(false));
    // both ways at once are one lock
    logind.request("Lock");
    logind.hint(true);
    assert_eq!(next(&told), Locked(true));
    logind.hint(false);
    assert_eq!(next(&told), Locked(false));
}

#[test]
fn a_request_to_lock_that_no_desktop_confirms_does_not_last() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let (_watch, told) = watch(Some(&bus), None);
    assert_eq!(next(&told), Locked(false));
    logind.request("Lock");
    assert_eq!(next(&told), Locked(true));
    let later = told.recv_timeout(Duration::from_secs(40)).unwrap();
    assert_eq!(later, Locked(false));
}

#[test]
fn a_session_that_is_locked_from_the_start_is_found_through_the_user() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, true, false);
    let (_watch, told) = watch(Some(&bus), None);
    assert_eq!(next(&told), Locked(true));
    logind.hint(false);
    assert_eq!(next(&told), Locked(false));
}

#[test]
fn the_screen_saver_counts_as_a_lock() {
    let bus = PrivateBus::start();
    let saver = Saver::start(&bus, true);
    let (_watch, told) = watch(None, Some(&bus));
    assert_eq!(next(&told), Locked(true));
    saver.switch(false);
    assert_eq!(next(&told), Locked(false));
    saver.switch(true);
    assert_eq!(next(&told), Locked(true));
    // a screen saver that is gone locks nothing
    saver.end();
    assert_eq!(next(&told), Locked(false));
    // one that comes later is heard
    let _saver = Saver::start(&bus, true);
    assert_eq!(next(&told), Locked(true));
}

#[test]
fn it_is_locked_if_any_of_the_sources_says_so() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let saver = Saver::start(&bus, true);
    let (_watch, told) = watch(Some(&bus), Some(&bus));
    while next(&told) != Locked(true) {}
    logind.hint(true);
    saver.switch(false);
    logind.hint(false);
    assert_eq!(next(&told), Locked(false));
}

/// Tells when all other ends of a pipe are closed.
fn end_of(mut pipe: PipeReader) -> Receiver<Instant> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        assert_eq!(pipe.read(&mut [0]).unwrap(), 0);
        let _ = tell.send(Instant::now());
    });
    told
}

#[test]
fn sleep_waits_until_we_are_ready() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let (watch, told) = watch(Some(&bus), None);
    assert_eq!(next(&told), Locked(false));
    // it lets go by itself after two seconds; on a machine that stands still, several tries show
    // that it was let go because we were ready
    let is_prompt = (0..5).any(|_| {
        let end = end_of(next(&logind.inhibitors));
        assert_eq!(end.try_recv(), Err(TryRecvError::Empty));
        logind.sleep(true);
        assert_eq!(next(&told), Sleeping(true));
        let heard = Instant::now();
        watch.ready_to_sleep();
        let is_prompt = next(&end) - heard < Duration::from_millis(1500);
        // a new one is taken after sleep
        logind.sleep(false);
        assert_eq!(next(&told), Sleeping(false));
        is_prompt
    });
    assert!(is_prompt);
    let again = end_of(next(&logind.inhibitors));
    assert_eq!(again.try_recv(), Err(TryRecvError::Empty));
    // and let go at the end of the program
    drop(watch);
    next(&again);
}

#[test]
fn sleep_does_not_wait_for_good() {
    let bus = PrivateBus::start();
    let logind = Logind::start(&bus, false, true);
    let (_watch, told) = watch(Some(&bus), None);
    assert_eq!(next(&told), Locked(false));
    let end = end_of(next(&logind.inhibitors));
    logind.sleep(true);
    assert_eq!(next(&told), Sleeping(true));
    next(&end);
}

#[test]
fn battery_is_told() {
    let bus = PrivateBus::start();
    let power = UPower::start(&bus);
    let (_watch, told) = watch(Some(&bus), None);
    assert_eq!(next(&told), OnBattery(false));
    power.switch(true);
    assert_eq!(next(&told), OnBattery(true));
    power.switch(false);
    assert_eq!(next(&told), OnBattery(false));
}
