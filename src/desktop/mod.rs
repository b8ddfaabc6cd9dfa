//! Integration with the desktop: paths, notifications, signs on the screens, tray icon, session state, calls and
//! presentations, start at login, single instance, crash notes and the sandbox.

pub(crate) mod appearance;
pub(crate) mod autostart;
#[cfg(target_os = "linux")]
mod bus;
#[cfg(target_os = "linux")]
pub(crate) mod bus_name;
pub mod busy;
pub(crate) mod crash;
pub(crate) mod cues;
pub(crate) mod display;
pub(crate) mod displays;
pub(crate) mod files;
pub mod glow;
pub(crate) mod instance;
pub(crate) mod language;
pub mod notify;
pub(crate) mod paths;
pub mod sandbox;
pub mod session;
pub mod time_zone;
pub mod tray;
#[cfg(windows)]
pub(crate) mod windows;
