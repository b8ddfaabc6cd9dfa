//! The icon in the panel, with the few things one wants without opening the window.
//!
//! On Linux it is a StatusNotifierItem, which KDE, most panels and (with its AppIndicator
//! extension) GNOME show.

#[cfg(target_os = "linux")]
mod icon;
#[cfg(target_os = "linux")]
mod item;
#[cfg(target_os = "linux")]
mod worker;

#[cfg(target_os = "linux")]
pub use worker::Tray;

/// What the icon says; each has a shape of its own, so that colour is not the only sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TrayMood {
    /// Upright.
    Good,
    /// A fault that lasts.
    Fault,
    /// It cannot be told.
    #[default]
    Uncertain,
    /// Nobody is there.
    Away,
    /// Not watching.
    Paused,
}

impl TrayMood {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Good, Self::Fault, Self::Uncertain, Self::Away, Self::Paused];
}

/// What the icon and its menu show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrayState {
    /// The icon.
    pub mood: TrayMood,
    /// What is the matter, in one short line; plain text.
    pub line: String,
    /// Whether watching is paused, so that the menu offers to resume.
    pub is_paused: bool,
}

/// What the person chose in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrayAction {
    /// Open the window; also a click on the icon.
    Open,
    /// Stop watching.
    Pause,
    /// Watch again.
    Resume,
    /// No alerts for so many minutes.
    SnoozeMinutes(u32),
    /// No alerts today.
    SnoozeUntilTomorrow,
    /// Take the posture of this moment as upright.
    SetUpright,
    /// End the program.
    Quit,
}

/// Why there is no icon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrayError {
    /// The desktop has no place for it.
    #[error(
        "this desktop shows no tray icons, so Plumbline stays in its window; on GNOME, install the \
         AppIndicator extension to get one"
    )]
    NoTray,
    /// The desktop does not answer.
    #[error("the panel did not answer, so there is no tray icon for now; it can be tried again")]
    NoAnswer,
    /// There is no session bus to ask on.
    #[error(
        "there is no tray icon because the session's message bus cannot be reached; start \
         Plumbline from within your desktop ({reason})"
    )]
    NoBus {
        /// What the bus said.
        reason: String,
    },
    /// Not on this system.
    #[error("a tray icon is not available on this system yet; Plumbline stays in its window")]
    NotHere,
}

/// The icon. Not available on this system.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
pub struct Tray;

#[cfg(not(target_os = "linux"))]
impl Tray {
    /// There is none on this system.
    ///
    /// # Errors
    /// Always [`TrayError::NotHere`].
    pub fn start(
        _on_action: impl Fn(TrayAction) + Send + Sync + 'static,
    ) -> Result<Self, TrayError> {
        Err(TrayError::NotHere)
    }

    /// Nothing is shown on this system.
    pub fn set(&self, state: TrayState) {
        drop(state);
    }

    /// Never on this system.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        false
    }
}
