//! What happens to the person's session: locked, about to sleep, running on battery.
//!
//! On Linux it is heard from logind, UPower and the desktop's screen saver over D-Bus; nothing is
//! polled. A bus or service that is not there is logged once and tried again every minute.

#[cfg(target_os = "linux")]
mod inhibitor;
#[cfg(target_os = "linux")]
mod logind;
#[cfg(target_os = "linux")]
mod power;
#[cfg(target_os = "linux")]
mod report;
#[cfg(target_os = "linux")]
mod screensaver;
#[cfg(target_os = "linux")]
mod watch;

#[cfg(target_os = "linux")]
pub use watch::SessionWatch;

/// A change of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionChange {
    /// The screen is locked, or no longer so.
    Locked(bool),
    /// The machine is about to sleep (answer with [`SessionWatch::ready_to_sleep`]), or is back.
    Sleeping(bool),
    /// The machine runs on its battery, or on mains.
    OnBattery(bool),
}

/// Listens to the session. Not available on this system: it never reports anything.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
pub struct SessionWatch;

#[cfg(not(target_os = "linux"))]
impl SessionWatch {
    /// Reports nothing on this system.
    #[must_use]
    pub fn start(_sink: impl Fn(SessionChange) + Send + Sync + 'static) -> Self {
        Self
    }

    /// Nothing waits for it on this system.
    pub fn ready_to_sleep(&self) {}
}
