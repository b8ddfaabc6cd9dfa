//! What the desktop asks of every window: light or dark, contrast, motion.

#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "linux")]
mod portal;
#[cfg(windows)]
mod windows;

/// The wishes of the desktop. The default is that it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wishes {
    pub is_dark: Option<bool>,
    pub is_contrast_high: bool,
    pub is_motion_reduced: bool,
}

#[cfg(windows)]
pub(crate) use self::windows::AppearanceWatch;
#[cfg(target_os = "macos")]
pub(crate) use macos::AppearanceWatch;
#[cfg(target_os = "linux")]
pub(crate) use portal::AppearanceWatch;

/// Follows the wishes of the desktop; other systems are not asked.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
#[derive(Debug)]
pub(crate) struct AppearanceWatch;

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
impl AppearanceWatch {
    #[must_use]
    pub(crate) fn start(_wake: impl Fn() + Send + 'static) -> Self {
        Self
    }

    #[must_use]
    pub(crate) fn wishes(&self) -> Wishes {
        Wishes::default()
    }
}
