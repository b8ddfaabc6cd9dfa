//! State of the desktop session: locked, about to sleep, on battery.
//!
//! On Linux the events come from logind, UPower and the desktop's screen saver over D-Bus; nothing
//! is polled. A missing bus or service is logged once and retried every minute. On Windows they are
//! messages to a hidden window, on macOS notifications of the workspace.

#[cfg(target_os = "linux")]
mod inhibitor;
#[cfg(target_os = "linux")]
mod logind;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(any(windows, test))]
mod messages;
#[cfg(target_os = "linux")]
mod power;
#[cfg(any(target_os = "macos", test))]
mod power_text;
#[cfg(any(target_os = "linux", target_os = "macos", windows))]
mod report;
#[cfg(target_os = "linux")]
mod screensaver;
#[cfg(target_os = "linux")]
mod watch;
#[cfg(windows)]
mod windows;

#[cfg(windows)]
pub use self::windows::SessionWatch;
#[cfg(target_os = "macos")]
pub use macos::SessionWatch;
#[cfg(target_os = "linux")]
pub use watch::SessionWatch;

/// A change of the session state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionChange {
    /// The screen was locked (true) or unlocked (false).
    Locked(bool),
    /// The machine is about to sleep (true; answer with [`SessionWatch::ready_to_sleep`]) or has
    /// woken up (false).
    Sleeping(bool),
    /// The machine runs on battery (true) or on mains power (false).
    OnBattery(bool),
}

/// Watches the session. Not supported on this system: no change is ever reported.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
#[derive(Debug)]
pub struct SessionWatch;

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
impl SessionWatch {
    /// Does nothing on this system.
    #[must_use]
    pub fn start(_sink: impl Fn(SessionChange) + Send + Sync + 'static) -> Self {
        Self
    }

    /// Does nothing on this system.
    pub fn ready_to_sleep(&self) {}
}
