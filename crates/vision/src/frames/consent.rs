//! What Windows notes about cameras and microphones: whether programs may use them, and which do.
//!
//! Windows keeps a key for every program in `CapabilityAccessManager\ConsentStore`, with the times at which its last use
//! began and ended. It is what the settings show under "Recent activity". Source of the format: observed by forensic
//! analysts (Z. Reichert, "Can You Track Me Now?", 2020); Microsoft does not document it.

#[cfg(windows)]
mod registry;

use std::path::PathBuf;

#[cfg(windows)]
pub use registry::{is_denied, uses};

/// A kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    Camera,
    Microphone,
}

/// A program that has used a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Its file; `None` for a program of the Microsoft Store.
    pub program: Option<PathBuf>,
    /// When its last use began, 100 ns since 1601 (`FILETIME`); 0 if it never did.
    pub started: u64,
    /// When its last use ended; 0 while it lasts.
    pub stopped: u64,
}

impl Use {
    /// Whether the use lasts. A program that has crashed, or was running when the machine lost its power, leaves an entry
    /// without an end: such an entry begins before `booted` (a `FILETIME`), or its program is not running.
    #[must_use]
    pub fn lasts(&self, booted: u64, is_running: impl FnOnce(&str) -> bool) -> bool {
        let has_program = self.program.as_ref().is_none_or(|program| {
            // The path of another system does not split at its backslashes.
            let path = program.to_string_lossy();
            path.rsplit(['\\', '/']).next().is_some_and(is_running)
        });
        self.started >= booted.max(1) && self.stopped == 0 && has_program
    }

    /// Whether the program is the file `own`.
    #[must_use]
    pub fn is_by(&self, own: &str) -> bool {
        self.program.as_ref().is_some_and(|file| file.to_string_lossy().eq_ignore_ascii_case(own))
    }
}

/// The file that the key of a program names: the key has `#` instead of `\`.
#[cfg(any(windows, test))]
fn program_of_key(key: &str) -> PathBuf {
    PathBuf::from(key.replace('#', "\\"))
}

/// Whether access is denied by one of the values that apply to a program of the desktop: of the machine, of the person,
/// and of all programs of the desktop.
#[cfg(any(windows, test))]
fn is_any_denied(values: &[Option<String>]) -> bool {
    values.iter().flatten().any(|value| value.eq_ignore_ascii_case("Deny"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOTED: u64 = 133_500_000_000_000_000;

    fn used(started: u64, stopped: u64) -> Use {
        let program = Some(program_of_key("C:#Program Files#Zoom#bin#Zoom.exe"));
        Use { program, started, stopped }
    }

    #[test]
    fn a_use_lasts_until_it_has_an_end() {
        let running = |name: &str| name == "Zoom.exe";
        assert!(used(BOOTED + 5, 0).lasts(BOOTED, running));
        assert!(!used(BOOTED + 5, BOOTED + 9).lasts(BOOTED, running));
        assert!(!used(0, 0).lasts(0, running), "it was allowed, but never used");
        let from_store = Use { program: None, ..used(BOOTED + 5, 0) };
        assert!(from_store.lasts(BOOTED, |_| false));
    }

    #[test]
    fn an_entry_left_by_a_crash_does_not_last() {
        assert!(!used(BOOTED - 1, 0).lasts(BOOTED, |_| true), "before the machine was started");
        assert!(!used(BOOTED + 5, 0).lasts(BOOTED, |_| false), "its program has ended");
    }

    #[test]
    fn the_own_use_is_known_by_the_file() {
        assert!(used(1, 0).is_by(r"c:\program files\zoom\bin\zoom.exe"));
        assert!(!used(1, 0).is_by(r"C:\Plumbline\plumbline.exe"));
        assert!(!Use { program: None, ..used(1, 0) }.is_by("Zoom.exe"));
    }

    #[test]
    fn one_denial_is_enough() {
        let value = |text: &str| Some(text.to_owned());
        assert!(!is_any_denied(&[None, None, None]));
        assert!(!is_any_denied(&[value("Allow"), value("Prompt"), None]));
        assert!(is_any_denied(&[value("Allow"), None, value("Deny")]));
    }
}
