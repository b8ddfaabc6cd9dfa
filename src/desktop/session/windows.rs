//! The session of Windows: messages to a hidden window.
#![allow(unsafe_code, reason = "session and power are only in the C interface of Windows")]

use std::sync::Arc;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};
use windows::Win32::Foundation::{HANDLE, HWND};
use windows::Win32::System::Power::{
    GetSystemPowerStatus, RegisterSuspendResumeNotification, SYSTEM_POWER_STATUS,
};
use windows::Win32::System::RemoteDesktop::{
    NOTIFY_FOR_THIS_SESSION, WTS_CURRENT_SESSION, WTSFreeMemory, WTSINFOEXW,
    WTSQuerySessionInformationW, WTSRegisterSessionNotification, WTSSessionInfoEx,
    WTSUnRegisterSessionNotification,
};
use windows::Win32::UI::WindowsAndMessaging::{
    DEVICE_NOTIFY_WINDOW_HANDLE, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE,
};
use windows::core::PWSTR;

use super::SessionChange;
use super::messages::{self, PowerMessage};
use super::report::ChangeReporter;
use crate::desktop::windows::hidden_window::{HiddenWindow, Listener};

/// Maximum time that sleep is delayed. Windows waits for two seconds.
const MAX_SLEEP_DELAY: Duration = Duration::from_millis(1_900);

/// Whether the camera is released for the sleep that begins.
type Readiness = Arc<(Mutex<bool>, Condvar)>;

/// Watches the session until it is dropped.
#[derive(Debug)]
pub struct SessionWatch {
    is_ready: Readiness,
    _window: Option<HiddenWindow>,
}

impl SessionWatch {
    /// Starts watching in a background thread and calls `sink` from it, first with the current state.
    #[must_use]
    pub fn start(sink: impl Fn(SessionChange) + Send + Sync + 'static) -> Self {
        let is_ready = Readiness::default();
        let ready = Arc::clone(&is_ready);
        let window =
            HiddenWindow::open("session", move |window| Session::start(window, sink, ready))
                .inspect_err(|error| {
                    tracing::warn!(%error, "lock, sleep and battery are not detected");
                })
                .ok();
        Self { is_ready, _window: window }
    }

    /// The answer to `Sleeping(true)`: the camera is released and the machine may sleep. Without this call the
    /// machine sleeps two seconds later.
    pub fn ready_to_sleep(&self) {
        let (is_ready, changed) = &*self.is_ready;
        *is_ready.lock() = true;
        changed.notify_all();
    }
}

struct Session<F: Fn(SessionChange)> {
    window: HWND,
    report: ChangeReporter<F>,
    is_ready: Readiness,
}

impl<F: Fn(SessionChange)> Session<F> {
    fn start(window: HWND, sink: F, is_ready: Readiness) -> Self {
        let report = ChangeReporter::new(sink);
        // SAFETY: the window exists, and belongs to this thread.
        let registered = unsafe { WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION) };
        if let Err(error) = registered {
            tracing::warn!(%error, "the lock of the screen is not detected");
        }
        // Machines with Modern Standby tell only those who have asked. It ends with the process.
        // SAFETY: a window is asked for, and one is passed.
        let registered = unsafe {
            RegisterSuspendResumeNotification(HANDLE(window.0), DEVICE_NOTIFY_WINDOW_HANDLE)
        };
        if let Err(error) = registered {
            tracing::info!(%error, "sleep is told to every window only");
        }
        report.locker(messages::SCREEN, screen_is_locked());
        let this = Self { window, report, is_ready };
        this.report_power();
        this
    }

    fn report_power(&self) {
        let mut status = SYSTEM_POWER_STATUS::default();
        // SAFETY: the structure is one that the function fills.
        let read = unsafe { GetSystemPowerStatus(&raw mut status) };
        match (read, messages::is_on_battery(status.ACLineStatus)) {
            (Ok(()), Some(is_on_battery)) => self.report.on_battery(is_on_battery),
            (Ok(()), None) => tracing::debug!("Windows does not know whether there is a battery"),
            (Err(error), _) => tracing::info!(%error, "the battery is not known"),
        }
    }

    /// Reports that the machine sleeps, and waits until the camera is released.
    fn sleep(&self) {
        let (is_ready, changed) = &*self.is_ready;
        *is_ready.lock() = false;
        self.report.sleeping(true);
        let mut is_ready = is_ready.lock();
        changed.wait_while_for(&mut is_ready, |is_ready| !*is_ready, MAX_SLEEP_DELAY);
    }
}

impl<F: Fn(SessionChange)> Listener for Session<F> {
    fn message(&mut self, message: u32, wparam: usize, _lparam: isize) -> Option<isize> {
        match message {
            WM_WTSSESSION_CHANGE => {
                let (who, is_locked) = messages::locker(wparam)?;
                self.report.locker(who, Some(is_locked));
                Some(0)
            }
            WM_POWERBROADCAST => {
                match messages::power(wparam)? {
                    PowerMessage::Suspend => self.sleep(),
                    PowerMessage::Resume => self.report.sleeping(false),
                    PowerMessage::Status => self.report_power(),
                }
                Some(1)
            }
            _ => None,
        }
    }
}

impl<F: Fn(SessionChange)> Drop for Session<F> {
    fn drop(&mut self) {
        // SAFETY: the handle is only passed on; Windows checks it. The window may be gone already, which ends it too.
        let _ = unsafe { WTSUnRegisterSessionNotification(self.window) };
    }
}

/// Whether the screen is locked now; `None` if Windows does not know.
fn screen_is_locked() -> Option<bool> {
    let mut buffer = PWSTR::null();
    let mut bytes = 0;
    // SAFETY: the two variables are written by the call.
    let asked = unsafe {
        WTSQuerySessionInformationW(
            None,
            WTS_CURRENT_SESSION,
            WTSSessionInfoEx,
            &raw mut buffer,
            &raw mut bytes,
        )
    };
    if let Err(error) = asked {
        tracing::info!(%error, "whether the screen is locked is not known yet");
        return None;
    }
    let is_whole = !buffer.is_null() && bytes as usize >= size_of::<WTSINFOEXW>();
    let flags = is_whole.then(|| {
        // SAFETY: the buffer holds this structure of level 1, as its size was checked, and it is not aligned otherwise.
        unsafe { buffer.0.cast::<WTSINFOEXW>().read_unaligned().Data.WTSInfoExLevel1.SessionFlags }
    });
    if !buffer.is_null() {
        // SAFETY: the buffer comes from the call above and is not used any more.
        unsafe { WTSFreeMemory(buffer.0.cast()) };
    }
    messages::is_locked(flags?)
}
