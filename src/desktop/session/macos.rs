//! The session of macOS: notifications of the workspace and of the lock screen; the battery is asked for every minute.
#![allow(unsafe_code, reason = "the notifications of macOS are only in its Objective-C interface")]

use std::process::Command;
use std::ptr::NonNull;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

use block2::RcBlock;
use objc2_app_kit::{
    NSWorkspace, NSWorkspaceDidWakeNotification, NSWorkspaceSessionDidBecomeActiveNotification,
    NSWorkspaceSessionDidResignActiveNotification, NSWorkspaceWillSleepNotification,
};
use objc2_foundation::{
    NSDistributedNotificationCenter, NSNotification, NSNotificationCenter, NSNotificationName,
    ns_string,
};
use parking_lot::{Condvar, Mutex};

use super::SessionChange;
use super::power_text::is_on_battery;
use super::report::ChangeReporter;

/// Maximum time that sleep is delayed.
const MAX_SLEEP_DELAY: Duration = Duration::from_secs(2);
/// Interval between two looks at the battery.
const BATTERY_INTERVAL: Duration = Duration::from_secs(60);

/// Who locks the session: the lock screen, or another person who has the screen.
const SCREEN: &str = "screen";
const CONNECTION: &str = "connection";

type Sink = Box<dyn Fn(SessionChange) + Send + Sync>;

/// Where changes go.
struct Target {
    report: Mutex<ChangeReporter<Sink>>,
    /// Whether the camera is released for the sleep that begins.
    is_ready: Mutex<bool>,
    ready: Condvar,
}

/// The target of the running watch. The observers exist once and as long as the process.
static TARGET: Mutex<Option<Arc<Target>>> = Mutex::new(None);

/// Watches the session until it is dropped. The notifications arrive on the main thread, whose event loop must run.
pub struct SessionWatch {
    target: Arc<Target>,
    /// Dropping it ends the thread.
    _stop: Sender<()>,
}

impl SessionWatch {
    /// Starts watching and calls `sink` after each change, and first with the state of the battery.
    #[must_use]
    pub fn start(sink: impl Fn(SessionChange) + Send + Sync + 'static) -> Self {
        static OBSERVE: Once = Once::new();
        OBSERVE.call_once(observe);
        let target = Arc::new(Target {
            report: Mutex::new(ChangeReporter::new(Box::new(sink) as Sink)),
            is_ready: Mutex::new(false),
            ready: Condvar::new(),
        });
        *TARGET.lock() = Some(Arc::clone(&target));
        let (stop, stopped) = channel();
        let battery = Arc::clone(&target);
        let started = thread::Builder::new().name("battery".into()).spawn(move || {
            loop {
                if let Some(is_on_battery) = ask_battery() {
                    battery.report.lock().on_battery(is_on_battery);
                }
                if stopped.recv_timeout(BATTERY_INTERVAL) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        });
        if let Err(error) = started {
            tracing::warn!(%error, "the battery is not detected");
        }
        Self { target, _stop: stop }
    }

    /// The answer to `Sleeping(true)`: the camera is released and the machine may sleep. Without this call the
    /// machine sleeps two seconds later.
    pub fn ready_to_sleep(&self) {
        *self.target.is_ready.lock() = true;
        self.target.ready.notify_all();
    }
}

impl Drop for SessionWatch {
    fn drop(&mut self) {
        let mut target = TARGET.lock();
        if target.as_ref().is_some_and(|target| Arc::ptr_eq(target, &self.target)) {
            *target = None;
        }
    }
}

fn with_target(call: impl FnOnce(&Target)) {
    let target = TARGET.lock().clone();
    if let Some(target) = target {
        call(&target);
    }
}

fn locker(who: &'static str, is_locked: bool) {
    with_target(|target| target.report.lock().locker(who, Some(is_locked)));
}

/// macOS sleeps when this returns.
fn sleep() {
    with_target(|target| {
        *target.is_ready.lock() = false;
        target.report.lock().sleeping(true);
        let mut is_ready = target.is_ready.lock();
        target.ready.wait_while_for(&mut is_ready, |is_ready| !*is_ready, MAX_SLEEP_DELAY);
    });
}

fn observe() {
    let workspace = NSWorkspace::sharedWorkspace().notificationCenter();
    let lock_screen = NSDistributedNotificationCenter::defaultCenter();
    // SAFETY: the names are constants of AppKit.
    unsafe {
        on(&workspace, NSWorkspaceWillSleepNotification, sleep);
        on(&workspace, NSWorkspaceDidWakeNotification, || {
            with_target(|target| target.report.lock().sleeping(false));
        });
        on(&workspace, NSWorkspaceSessionDidResignActiveNotification, || locker(CONNECTION, true));
        on(&workspace, NSWorkspaceSessionDidBecomeActiveNotification, || locker(CONNECTION, false));
    }
    // Apple does not document these names; every program that needs them uses them.
    on(&lock_screen, ns_string!("com.apple.screenIsLocked"), || locker(SCREEN, true));
    on(&lock_screen, ns_string!("com.apple.screenIsUnlocked"), || locker(SCREEN, false));
}

/// Calls `call` for each notification `name`, as long as the process runs.
fn on(center: &NSNotificationCenter, name: &NSNotificationName, call: impl Fn() + 'static) {
    let block = RcBlock::new(move |_: NonNull<NSNotification>| call());
    // SAFETY: without a queue the block runs on the thread that posts, which is the main thread. The observer is never
    // removed, so the block lives as long as the process.
    let observer = unsafe {
        center.addObserverForName_object_queue_usingBlock(Some(name), None, None, &block)
    };
    std::mem::forget(observer);
}

/// Whether the machine runs on battery; `None` if macOS does not tell.
fn ask_battery() -> Option<bool> {
    let output = Command::new("/usr/bin/pmset").args(["-g", "batt"]).output().ok()?;
    is_on_battery(&String::from_utf8_lossy(&output.stdout))
}
