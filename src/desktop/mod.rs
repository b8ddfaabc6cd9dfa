//! Integration with the desktop: paths, notifications, tray icon, session state, calls and
//! presentations, start at login, single instance, crash notes and the sandbox.

pub mod autostart;
#[cfg(target_os = "linux")]
mod bus;
pub mod busy;
pub mod crash;
pub mod cues;
pub mod display;
pub mod files;
pub mod instance;
pub mod language;
pub mod notify;
pub mod paths;
pub mod sandbox;
pub mod session;
pub mod tray;
