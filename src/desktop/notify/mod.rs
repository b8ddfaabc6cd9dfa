//! Desktop notifications: at most one at a time, closed once the posture is corrected.
//!
//! They are sent to the desktop's notification service (`org.freedesktop.Notifications`) over one
//! persistent connection. GNOME requires this: only the connection that showed a notification may
//! replace it, and only that connection receives its button presses. `notify-rust` opens a new
//! connection for each notification, so it is not used here. On Windows they are toasts.

#[cfg(target_os = "linux")]
mod daemon;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(any(windows, test))]
mod toast;
#[cfg(windows)]
mod windows;
#[cfg(target_os = "linux")]
mod worker;

#[cfg(windows)]
pub use self::windows::Notifier;
#[cfg(target_os = "macos")]
pub use macos::Notifier;
#[cfg(target_os = "linux")]
pub use worker::Notifier;

use crate::text::t;

/// Actions available on a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeAction {
    /// Show the recommended stretch.
    ShowStretch,
    /// No alerts for 15 minutes.
    Snooze15,
    /// Close the notification.
    Dismiss,
    /// Open the window. A click on the notification itself does the same.
    Open,
}

impl NoticeAction {
    pub const ALL: [Self; 4] = [Self::ShowStretch, Self::Snooze15, Self::Dismiss, Self::Open];

    /// Label of the button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ShowStretch => t!("notice-show-stretch"),
            Self::Snooze15 => t!("notice-snooze"),
            Self::Dismiss => t!("notice-dismiss"),
            Self::Open => t!("notice-open"),
        }
    }

    /// Its name in the messages of the desktop.
    fn key(self) -> &'static str {
        match self {
            Self::ShowStretch => "show-stretch",
            Self::Snooze15 => "snooze-15",
            Self::Dismiss => "dismiss",
            Self::Open => "open",
        }
    }

    fn with_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.key() == key)
    }
}

/// One desktop notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// First line.
    pub title: String,
    /// Text below the title; plain text without markup.
    pub body: String,
    /// Buttons, in order.
    pub actions: Vec<NoticeAction>,
    /// Play the desktop's message sound; otherwise silent.
    pub with_sound: bool,
}

/// Whether notifications can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum NotifierState {
    /// No notification was shown yet.
    #[default]
    Unknown,
    /// The last notification was shown.
    Working,
    /// The last notification could not be shown. Contains the reason and what the user can do.
    Unavailable(String),
}

/// Shows notifications. Not supported on this system: nothing is shown.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
#[derive(Debug)]
pub struct Notifier;

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
impl Notifier {
    /// Does nothing on this system.
    #[must_use]
    pub fn start(_on_action: impl Fn(NoticeAction) + Send + Sync + 'static) -> Self {
        Self
    }

    /// Does nothing on this system.
    pub fn show(&self, notice: Notice) {
        drop(notice);
    }

    /// Does nothing on this system.
    pub fn close(&self) {}

    /// Always unavailable on this system.
    #[must_use]
    pub fn state(&self) -> NotifierState {
        NotifierState::Unavailable(t!("notice-unavailable-here").into())
    }
}
