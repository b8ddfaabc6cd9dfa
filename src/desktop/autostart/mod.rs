//! Start at login.
//!
//! On Linux this is an XDG autostart entry, `autostart/plumbline.desktop` in the user's config
//! folder. [`entry`] reads and writes its text, [`program`] finds the lasting path of this program.
//! On Windows it is a value of the registry key `Run`; [`command`] reads and writes its text. On macOS it is a launch
//! agent; [`launch_agent`] reads and writes its text.

#[cfg(target_os = "macos")]
mod agent_file;
#[cfg(any(windows, test))]
mod command;
#[cfg(target_os = "linux")]
mod entry;
#[cfg(target_os = "linux")]
mod file;
#[cfg(any(target_os = "macos", test))]
mod launch_agent;
#[cfg(target_os = "linux")]
mod program;
#[cfg(windows)]
mod run_key;

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
use std::path::Path;
use std::path::PathBuf;

/// Reasons why start at login could not be changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AutostartError {
    /// The entry could not be written or removed.
    #[error(
        "starting at login could not be changed in {path}; check that you may write there: {reason}"
    )]
    NotWritten { path: PathBuf, reason: String },
    /// An autostart entry cannot express the path of the program.
    #[error(
        "Plumbline cannot be started at login from {exe}; move it to a folder whose name has only \
         ordinary characters"
    )]
    OddPlace { exe: PathBuf },
    /// The running program has no file any more.
    #[error(
        "Plumbline's program file was moved or removed while it was running; start it again from \
         its new place, then switch this on"
    )]
    Gone,
    /// Not supported on this system.
    #[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
    #[error("starting at login is not available on this system yet; add Plumbline to it by hand")]
    NotHere,
}

/// What starts at login.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum LoginStart {
    /// Nothing: there is no entry, the desktop has switched it off, or its program does not exist.
    #[default]
    Off,
    /// This program, or a command that the person has written.
    On,
    /// Another copy of the program.
    Other(PathBuf),
}

/// Command-line argument for a start at login: no window opens.
pub(crate) const BACKGROUND: &str = "--background";

#[cfg(target_os = "macos")]
pub(crate) use agent_file::{disable, enable, refresh, state};
#[cfg(target_os = "linux")]
pub(crate) use file::{disable, enable, refresh, state};
#[cfg(windows)]
pub(crate) use run_key::{disable, enable, refresh, state};

/// Always off on this system.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
#[must_use]
pub(crate) fn state(_config_dir: &Path) -> LoginStart {
    LoginStart::Off
}

/// Does nothing on this system.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(crate) fn refresh(_config_dir: &Path) {}

/// Not available on this system.
///
/// # Errors
/// Always [`AutostartError::NotHere`].
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(crate) fn enable(_config_dir: &Path) -> Result<(), AutostartError> {
    Err(AutostartError::NotHere)
}

/// Not available on this system.
///
/// # Errors
/// Always [`AutostartError::NotHere`].
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(crate) fn disable(_config_dir: &Path) -> Result<(), AutostartError> {
    Err(AutostartError::NotHere)
}
