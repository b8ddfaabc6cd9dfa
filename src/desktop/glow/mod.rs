//! Signs above all windows of every screen while a fault lasts: a glow at the edge, and dimming.
//!
//! [`Glow`] takes the strength that the signs should reach (`plumbline_core::coaching::glow`) and draws
//! on its own thread. A sign never takes the pointer or the keyboard, and a sign at rest is not drawn
//! again. X11 and the Wayland protocol `layer-shell` are implemented; [`paint`] is common to both.

#[cfg(target_os = "linux")]
mod level_steps;
#[cfg(target_os = "linux")]
mod paint;
#[cfg(target_os = "linux")]
mod wayland;
#[cfg(target_os = "linux")]
mod worker;
#[cfg(target_os = "linux")]
mod x11;

#[cfg(target_os = "linux")]
pub use worker::{Glow, GlowDisplay};

/// Which signs are drawn, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GlowStyle {
    /// Draw a glow at the edge of every screen.
    pub has_edge: bool,
    /// Make every screen darker.
    pub has_dimming: bool,
    /// Colour of the glow: red, green, blue.
    pub color: [u8; 3],
    /// Draw an opaque pattern of two colours instead of a soft edge.
    pub is_contrast_high: bool,
    /// Draw above windows that fill the screen, too. On X11 signs are always above them.
    pub is_over_fullscreen: bool,
    /// Grow in few large steps, and vanish without fading.
    pub is_motion_reduced: bool,
}

impl GlowStyle {
    /// Whether any sign is drawn.
    #[must_use]
    pub fn is_any(self) -> bool {
        self.has_edge || self.has_dimming
    }
}

/// Which signs this desktop can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GlowSupport {
    /// Not known yet.
    #[default]
    Unknown,
    /// The glow and dimming.
    Full,
    /// X11 without a compositing manager: nothing can be translucent. The edge is opaque, and there is
    /// no dimming.
    EdgeOnly,
    /// A Wayland compositor without the protocol `layer-shell`, such as GNOME's.
    NoLayerShell,
    /// The display does not answer, or cannot be drawn on.
    NoDisplay,
    /// Not implemented on this system.
    NotHere,
}

impl GlowSupport {
    /// Whether a glow can be shown, as far as it is known.
    #[must_use]
    pub fn has_edge(self) -> bool {
        matches!(self, Self::Full | Self::EdgeOnly)
    }

    /// Whether the screens can be dimmed, as far as it is known.
    #[must_use]
    pub fn has_dimming(self) -> bool {
        self == Self::Full
    }
}

/// Shows signs. Not supported on this system: nothing is shown.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
pub struct Glow;

#[cfg(not(target_os = "linux"))]
impl Glow {
    /// Does nothing on this system.
    #[must_use]
    pub fn start(_style: GlowStyle) -> Self {
        Self
    }

    /// Does nothing on this system.
    pub fn aim(&self, _target: Option<f32>) {}

    /// Does nothing on this system.
    pub fn ask(&self) {}

    /// Does nothing on this system.
    pub fn set_style(&self, _style: GlowStyle) {}

    /// Always [`GlowSupport::NotHere`] on this system.
    #[must_use]
    pub fn support(&self) -> GlowSupport {
        GlowSupport::NotHere
    }
}
