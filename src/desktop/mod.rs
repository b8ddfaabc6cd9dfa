//! The places and services of this desktop: where things are kept, notices, the tray, what happens
//! to the session, whether the person is busy, start at login, one instance.

pub mod autostart;
#[cfg(target_os = "linux")]
mod bus;
pub mod busy;
pub mod crash;
pub mod cues;
pub mod files;
pub mod instance;
pub mod language;
pub mod notify;
pub mod paths;
pub mod sandbox;
pub mod session;
pub mod tray;
