//! Notices on the desktop: one at a time, gone again once the posture was corrected.
//!
//! They go to the desktop's own notification service (`org.freedesktop.Notifications`) over one
//! connection that is kept. GNOME insists on that: only the connection that showed a notice may
//! replace it, and only it hears of the button that was pressed. That is why `notify-rust`, which
//! opens a new connection for each notice, is not used here.

#[cfg(target_os = "linux")]
mod daemon;
#[cfg(target_os = "linux")]
mod worker;

#[cfg(target_os = "linux")]
pub use worker::Notifier;

use crate::text::t;

/// What the person can do from a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeAction {
    /// Show the stretch that fits.
    ShowStretch,
    /// No alerts for a quarter of an hour.
    Snooze15,
    /// Put it away.
    Dismiss,
    /// Open the window; also a click on the notice itself.
    Open,
}

impl NoticeAction {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ShowStretch, Self::Snooze15, Self::Dismiss, Self::Open];

    /// What the button says.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ShowStretch => t!("notice-show-stretch"),
            Self::Snooze15 => t!("notice-snooze"),
            Self::Dismiss => t!("notice-dismiss"),
            Self::Open => t!("notice-open"),
        }
    }
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its first line.
    pub title: String,
    /// What it says; plain text.
    pub body: String,
    /// Its buttons, in order.
    pub actions: Vec<NoticeAction>,
    /// With the desktop's sound for messages, else silent.
    pub with_sound: bool,
}

/// Whether notices reach the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum NotifierState {
    /// None was shown yet.
    #[default]
    Unknown,
    /// The last one was shown.
    Working,
    /// The last one could not be shown: why, and what can be done.
    Unavailable(String),
}

/// Shows notices. Not available on this system: it shows none.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
pub struct Notifier;

#[cfg(not(target_os = "linux"))]
impl Notifier {
    /// Shows none on this system.
    #[must_use]
    pub fn start(_on_action: impl Fn(NoticeAction) + Send + Sync + 'static) -> Self {
        Self
    }

    /// Not shown on this system.
    pub fn show(&self, notice: Notice) {
        drop(notice);
    }

    /// Nothing is shown on this system.
    pub fn close(&self) {}

    /// Always unavailable on this system.
    #[must_use]
    pub fn state(&self) -> NotifierState {
        NotifierState::Unavailable(t!("notice-unavailable-here").into())
    }
}
