//! The settings of Windows: theme of the programs, high contrast, animations.
#![allow(unsafe_code, reason = "accessibility settings are only in the C interface of Windows")]

use std::sync::Arc;

use parking_lot::Mutex;
use windows::Win32::UI::Accessibility::{HCF_HIGHCONTRASTON, HIGHCONTRASTW};
use windows::Win32::UI::WindowsAndMessaging::{
    SPI_GETCLIENTAREAANIMATION, SPI_GETHIGHCONTRAST, SYSTEM_PARAMETERS_INFO_ACTION,
    SYSTEM_PARAMETERS_INFO_UPDATE_FLAGS, SystemParametersInfoW, WM_SETTINGCHANGE, WM_THEMECHANGED,
};
use windows_registry::CURRENT_USER;

use super::Wishes;
use crate::desktop::windows::hidden_window::{HiddenWindow, Listener};

/// Key with the theme of programs, below the current user.
const THEME: &str = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize";

/// Follows the wishes of the desktop until it is dropped.
#[derive(Debug)]
pub(crate) struct AppearanceWatch {
    wishes: Arc<Mutex<Wishes>>,
    _window: Option<HiddenWindow>,
}

impl AppearanceWatch {
    /// Starts in a background thread. It calls `wake` after each change.
    #[must_use]
    pub(crate) fn start(wake: impl Fn() + Send + 'static) -> Self {
        let wishes = Arc::new(Mutex::new(read()));
        let follower = Follower { wishes: Arc::clone(&wishes), wake };
        let window = HiddenWindow::open("appearance", move |_| follower)
            .inspect_err(|error| tracing::warn!(%error, "changes of the theme are not followed"))
            .ok();
        Self { wishes, _window: window }
    }

    /// The wishes as last heard.
    #[must_use]
    pub(crate) fn wishes(&self) -> Wishes {
        *self.wishes.lock()
    }
}

struct Follower<F> {
    wishes: Arc<Mutex<Wishes>>,
    wake: F,
}

impl<F: Fn()> Listener for Follower<F> {
    fn message(&mut self, message: u32, _wparam: usize, _lparam: isize) -> Option<isize> {
        if matches!(message, WM_SETTINGCHANGE | WM_THEMECHANGED) {
            let now = read();
            let before = std::mem::replace(&mut *self.wishes.lock(), now);
            if before != now {
                (self.wake)();
            }
        }
        None
    }
}

fn read() -> Wishes {
    let light = CURRENT_USER.open(THEME).and_then(|key| key.get_u32("AppsUseLightTheme"));
    Wishes {
        is_dark: light.ok().map(|light| light == 0),
        is_contrast_high: is_contrast_high(),
        is_motion_reduced: !has_animations(),
    }
}

fn is_contrast_high() -> bool {
    let size = size_of::<HIGHCONTRASTW>() as u32;
    let mut contrast = HIGHCONTRASTW { cbSize: size, ..HIGHCONTRASTW::default() };
    ask(SPI_GETHIGHCONTRAST, size, &mut contrast).is_some()
        && contrast.dwFlags.contains(HCF_HIGHCONTRASTON)
}

fn has_animations() -> bool {
    let mut are_on = windows::core::BOOL(1);
    ask(SPI_GETCLIENTAREAANIMATION, 0, &mut are_on).is_none() || are_on.as_bool()
}

/// Reads a parameter of the system into `value`, which must be of the type that `what` has. `None` if it is not known.
fn ask<T>(what: SYSTEM_PARAMETERS_INFO_ACTION, size: u32, value: &mut T) -> Option<()> {
    // SAFETY: the callers pass the type that belongs to `what`.
    let asked = unsafe {
        SystemParametersInfoW(
            what,
            size,
            Some(std::ptr::from_mut(value).cast()),
            SYSTEM_PARAMETERS_INFO_UPDATE_FLAGS(0),
        )
    };
    asked.inspect_err(|error| tracing::debug!(%error, "a setting of Windows is not known")).ok()
}
