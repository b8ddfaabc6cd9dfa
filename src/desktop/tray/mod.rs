//! The tray icon, with a menu of the most frequent actions.
//!
//! On Linux it is a StatusNotifierItem, which KDE, most panels and (with its AppIndicator
//! extension) GNOME show.

#[cfg(any(target_os = "linux", target_os = "macos", windows))]
mod icon;
#[cfg(target_os = "linux")]
mod item;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(any(target_os = "linux", target_os = "macos", windows))]
mod menu;
#[cfg(any(target_os = "macos", windows))]
mod native;
#[cfg(windows)]
mod windows;
#[cfg(target_os = "linux")]
mod worker;

#[cfg(windows)]
pub use self::windows::Tray;
#[cfg(target_os = "macos")]
pub use macos::Tray;
#[cfg(target_os = "linux")]
pub use worker::Tray;

/// State shown by the icon. Each state has its own shape, so that colour is not the only sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TrayMood {
    /// Upright.
    Good,
    /// A lasting posture fault.
    Fault,
    /// The posture cannot be measured.
    #[default]
    Uncertain,
    /// Nobody is in view.
    Away,
    /// Monitoring is paused.
    Paused,
}

impl TrayMood {
    pub const ALL: [Self; 5] = [Self::Good, Self::Fault, Self::Uncertain, Self::Away, Self::Paused];
}

/// Contents of the icon and its menu.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrayState {
    pub mood: TrayMood,
    /// Short status line; plain text.
    pub line: String,
    /// Whether monitoring is paused; the menu then offers to resume.
    pub is_paused: bool,
    /// [`crate::text::choices`]: another language changes the menu too.
    pub texts: u32,
}

/// Action chosen in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrayAction {
    /// Open the window. A click on the icon does the same.
    Open,
    /// Pause monitoring.
    Pause,
    /// Resume monitoring.
    Resume,
    /// No alerts for this number of minutes.
    SnoozeMinutes(u32),
    /// No alerts until tomorrow.
    SnoozeUntilTomorrow,
    /// Use the current posture as the upright baseline.
    SetUpright,
    /// Quit the program.
    Quit,
}

/// Reasons why there is no icon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrayError {
    /// The desktop has no system tray.
    #[error(
        "this desktop shows no tray icons, so Plumbline stays in its window; on GNOME, install the \
         AppIndicator extension to get one"
    )]
    NoTray,
    /// The panel did not answer in time.
    #[error("the panel did not answer, so there is no tray icon for now; it can be tried again")]
    NoAnswer,
    /// The session bus cannot be reached.
    #[error(
        "there is no tray icon because the session's message bus cannot be reached; start \
         Plumbline from within your desktop ({reason})"
    )]
    NoBus {
        /// Error from the bus.
        reason: String,
    },
    /// The system refused the icon.
    #[error(
        "there is no tray icon because the system refused it; Plumbline stays in its window ({reason})"
    )]
    Refused {
        /// Error from the system.
        reason: String,
    },
    /// Not supported on this system.
    #[error("a tray icon is not available on this system yet; Plumbline stays in its window")]
    NotHere,
}

/// The tray icon. Not supported on this system.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
#[derive(Debug)]
pub struct Tray;

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
impl Tray {
    /// Always fails on this system.
    ///
    /// # Errors
    /// Always [`TrayError::NotHere`].
    pub fn start(
        _on_action: impl Fn(TrayAction) + Send + Sync + 'static,
    ) -> Result<Self, TrayError> {
        Err(TrayError::NotHere)
    }

    /// Does nothing on this system.
    pub fn set(&self, state: TrayState) {
        drop(state);
    }

    /// Always false on this system.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        false
    }
}
