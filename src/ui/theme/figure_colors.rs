//! Colours of the figures: a calm, warm grey body, one accent for the muscle that works, and one for what the person
//! uses.

use eframe::egui::{Color32, Theme};

use super::{Contrast, Look};

/// Colours from the shadow side to the light side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureColors {
    pub body: [Color32; 2],
    /// The muscle that is stretched.
    pub muscle: [Color32; 2],
    /// Wall, mat, stool.
    pub thing: [Color32; 2],
    /// Ball, stick, roller.
    pub tool: [Color32; 2],
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: FigureColors = FigureColors {
    body: [rgb(0x4E4844), rgb(0xF8F1E8)],
    muscle: [rgb(0x961E06), rgb(0xFF7034)],
    thing: [rgb(0x6A7C7C), rgb(0xEAF0EF)],
    tool: [rgb(0x0A4244), rgb(0x46B6B2)],
};

const DARK: FigureColors = FigureColors {
    body: [rgb(0x1A1D20), rgb(0xE2DED8)],
    muscle: [rgb(0x5A1204), rgb(0xFF8446)],
    thing: [rgb(0x1C2629), rgb(0x84989C)],
    tool: [rgb(0x0C3A3B), rgb(0x6FE0DA)],
};

const LIGHT_HIGH: FigureColors = FigureColors {
    body: [rgb(0x1E1A18), rgb(0xD8D0C6)],
    muscle: [rgb(0x6A1000), rgb(0xE04A10)],
    ..LIGHT
};

const DARK_HIGH: FigureColors = FigureColors {
    body: [rgb(0x303438), rgb(0xFFFFFF)],
    muscle: [rgb(0x7A1C04), rgb(0xFF8A40)],
    ..DARK
};

impl FigureColors {
    /// The colours of a look.
    #[must_use]
    pub fn of(look: Look) -> Self {
        match (look.theme, look.contrast) {
            (Theme::Light, Contrast::Normal) => LIGHT,
            (Theme::Dark, Contrast::Normal) => DARK,
            (Theme::Light, Contrast::High) => LIGHT_HIGH,
            (Theme::Dark, Contrast::High) => DARK_HIGH,
        }
    }
}
