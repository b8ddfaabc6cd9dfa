//! Sizes: an 8-point grid with one half step, radii, line widths, elevation and motion. All in points.

use eframe::egui::{Shadow, Ui};

use super::Palette;

/// Space between parts of one element.
pub const GAP_TINY: f32 = 4.0;
/// Space between related elements.
pub const GAP_SMALL: f32 = 8.0;
/// Space between unrelated elements.
pub const GAP: f32 = 16.0;
/// Space between sections, and around the content of a page.
pub const GAP_LARGE: f32 = 24.0;
/// Space between groups of sections.
pub const GAP_HUGE: f32 = 40.0;

/// Corner radius of small marks, such as cells and bars.
pub const MARK_RADIUS: u8 = 4;
/// Corner radius of buttons and fields.
pub const CONTROL_RADIUS: u8 = 8;
/// Corner radius of cards.
pub const CARD_RADIUS: u8 = 12;
/// Radius of anything with fully round ends.
pub const ROUND: u8 = 255;

/// Height of a button or a field. Also the smallest height of anything that can be clicked.
pub const CONTROL_HEIGHT: f32 = 36.0;
/// Height of a row in a list.
pub const ROW_HEIGHT: f32 = 48.0;

/// Width of an outline.
pub const HAIRLINE: f32 = 1.0;
/// Width of a line in a chart or drawing.
pub const LINE: f32 = 2.0;
/// Width of an important line, and of the focus ring.
pub const LINE_STRONG: f32 = 3.0;

/// Width of a page's content at most.
pub const MEASURE: f32 = 1040.0;
/// Width of a text column at most: about 75 characters.
pub const TEXT_MEASURE: f32 = 560.0;

/// Window width below which the navigation is a bar at the bottom.
pub const BOTTOM_BAR_BELOW: f32 = 600.0;
/// Window width below which the navigation has no labels.
pub const ICONS_ONLY_BELOW: f32 = 920.0;

/// Shortest and longest duration of a change in the window, seconds.
pub const MOTION_S: [f32; 2] = [0.12, 0.2];
/// Usual duration of a change in the window, seconds.
pub const USUAL_MOTION_S: f32 = 0.16;

/// Duration of a change in `ui`, seconds; zero if motion is reduced.
#[must_use]
pub fn motion_s(ui: &Ui) -> f32 {
    ui.style().animation_time
}

/// Distance of a surface from the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elevation {
    /// A card.
    Low,
    /// A menu, dialog or knob.
    High,
}

impl Elevation {
    /// The shadow of the surface.
    #[must_use]
    pub fn shadow(self, palette: &Palette) -> Shadow {
        let color = palette.shadow;
        match self {
            Self::Low => {
                Shadow { offset: [0, 1], blur: 4, spread: 0, color: color.gamma_multiply(0.5) }
            }
            Self::High => {
                Shadow { offset: [0, 8], blur: 24, spread: 0, color: color.gamma_multiply(1.6) }
            }
        }
    }
}
