//! Semantic colours in light and dark, with normal and with high contrast. Tests measure the contrast.

use eframe::egui::{Color32, Context, Id, Theme, Ui};

use plumbline_core::posture::judge::PostureState;

/// How strongly text and outlines differ from their background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Contrast {
    /// Text has at least 4.5 : 1 (WCAG 2.2 AA).
    #[default]
    Normal,
    /// Text has at least 7 : 1 (WCAG 2.2 AAA), and every outline at least 4.5 : 1.
    High,
}

/// Theme and contrast together: everything that decides the colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    pub theme: Theme,
    pub contrast: Contrast,
}

impl Look {
    /// The look of the window that `ctx` draws.
    #[must_use]
    pub fn of(ctx: &Context) -> Self {
        Self { theme: ctx.theme(), contrast: contrast_of(ctx) }
    }
}

impl From<Theme> for Look {
    fn from(theme: Theme) -> Self {
        Self { theme, contrast: Contrast::Normal }
    }
}

fn contrast_id() -> Id {
    Id::unique("contrast")
}

/// The contrast of the window that `ctx` draws.
#[must_use]
pub fn contrast_of(ctx: &Context) -> Contrast {
    ctx.data(|data| data.get_temp(contrast_id())).unwrap_or_default()
}

/// Stores the contrast; `theme::set_contrast` also applies the styles.
pub(super) fn store_contrast(ctx: &Context, contrast: Contrast) {
    ctx.data_mut(|data| data.insert_temp(contrast_id(), contrast));
}

/// The colours by their meaning. Text colours are readable on [`Self::panel`] and on [`Self::card`]. Good and
/// fault are teal and orange, which people with each kind of colour blindness can tell apart; a word or a sign
/// accompanies both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Background of the window.
    pub panel: Color32,
    /// Background of the navigation.
    pub rail: Color32,
    /// Background of a card.
    pub card: Color32,
    /// Background of a control and of a hovered row.
    pub hover: Color32,
    /// Background of a pressed control.
    pub pressed: Color32,
    /// The unfilled part of a bar, ring, dial or switch.
    pub track: Color32,
    /// Outline of a card, and lines between rows.
    pub line: Color32,
    /// Outline of a control that can be operated, at least 3 : 1.
    pub outline: Color32,
    /// Ordinary text.
    pub text: Color32,
    /// Less important text.
    pub text_quiet: Color32,
    /// Good posture.
    pub good: Color32,
    /// Background for a short text about good posture.
    pub good_soft: Color32,
    /// Posture fault.
    pub fault: Color32,
    /// Background for a short text about a fault.
    pub fault_soft: Color32,
    /// Uncertain state.
    pub unsure: Color32,
    /// Brand colour: primary buttons, selection and focus.
    pub accent: Color32,
    /// Primary button under the pointer.
    pub accent_hover: Color32,
    /// Background of a selected row.
    pub accent_soft: Color32,
    /// Text on [`Self::accent`].
    pub on_accent: Color32,
    /// The person's body, from the shadow side to the light side.
    pub body: [Color32; 2],
    /// Background of the silhouette, from top to bottom.
    pub scene: [Color32; 2],
    /// Shares from little to much. Brightness alone orders them.
    pub scale: [Color32; 5],
    /// Shadow under raised surfaces.
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    panel: rgb(0xF4F6F5),
    rail: rgb(0xEAEEEC),
    card: rgb(0xFFFFFF),
    hover: rgb(0xEEF2F0),
    pressed: rgb(0xE1E8E5),
    track: rgb(0xE2E8E5),
    line: rgb(0xE0E6E3),
    outline: rgb(0x84918B),
    text: rgb(0x141F1C),
    text_quiet: rgb(0x52605A),
    good: rgb(0x0B6F68),
    good_soft: rgb(0xDDF0EC),
    fault: rgb(0xB14509),
    fault_soft: rgb(0xFCEADB),
    unsure: rgb(0x555F78),
    accent: rgb(0x0B6469),
    accent_hover: rgb(0x095256),
    accent_soft: rgb(0xD6EAE8),
    on_accent: rgb(0xFFFFFF),
    body: [rgb(0x4F837D), rgb(0xB7D6D1)],
    scene: [rgb(0xF1F6F5), rgb(0xDDE9E6)],
    scale: [rgb(0xF3D9B4), rgb(0xC9D2B0), rgb(0x86BDA9), rgb(0x359590), rgb(0x0A5C60)],
    shadow: Color32::from_black_alpha(22),
};

const DARK: Palette = Palette {
    panel: rgb(0x101516),
    rail: rgb(0x0B0F10),
    card: rgb(0x192021),
    hover: rgb(0x242D2E),
    pressed: rgb(0x2E3839),
    track: rgb(0x2C3637),
    line: rgb(0x293233),
    outline: rgb(0x6E7C7C),
    text: rgb(0xEDF2F1),
    text_quiet: rgb(0xA3B1AE),
    good: rgb(0x55CDBE),
    good_soft: rgb(0x173431),
    fault: rgb(0xF9A15E),
    fault_soft: rgb(0x3A2718),
    unsure: rgb(0xA9B4CF),
    accent: rgb(0x57C7C4),
    accent_hover: rgb(0x7AD8D5),
    accent_soft: rgb(0x1B393A),
    on_accent: rgb(0x061E1F),
    body: [rgb(0x1F3F3E), rgb(0x74ABA5)],
    scene: [rgb(0x1B2526), rgb(0x141B1C)],
    scale: [rgb(0x4A3A2A), rgb(0x465747), rgb(0x2F7A70), rgb(0x3FADA2), rgb(0x8FE8DA)],
    shadow: Color32::from_black_alpha(90),
};

const LIGHT_HIGH: Palette = Palette {
    panel: rgb(0xFFFFFF),
    rail: rgb(0xFFFFFF),
    card: rgb(0xFFFFFF),
    hover: rgb(0xE4E4E4),
    pressed: rgb(0xC8C8C8),
    track: rgb(0xD0D0D0),
    line: rgb(0x505050),
    outline: rgb(0x000000),
    text: rgb(0x000000),
    text_quiet: rgb(0x2A2A2A),
    good: rgb(0x004F4A),
    good_soft: rgb(0xFFFFFF),
    fault: rgb(0x8A2C00),
    fault_soft: rgb(0xFFFFFF),
    unsure: rgb(0x2E3650),
    accent: rgb(0x00454A),
    accent_hover: rgb(0x002E31),
    accent_soft: rgb(0xD2E6E6),
    on_accent: rgb(0xFFFFFF),
    body: [rgb(0x1B443F), rgb(0x6D9F99)],
    scene: [rgb(0xFFFFFF), rgb(0xFFFFFF)],
    scale: [rgb(0xF7E3C4), rgb(0xBCC6A0), rgb(0x6FA795), rgb(0x1F7873), rgb(0x003A3D)],
    shadow: Color32::TRANSPARENT,
};

const DARK_HIGH: Palette = Palette {
    panel: rgb(0x000000),
    rail: rgb(0x000000),
    card: rgb(0x000000),
    hover: rgb(0x2A2A2A),
    pressed: rgb(0x444444),
    track: rgb(0x3C3C3C),
    line: rgb(0xA8A8A8),
    outline: rgb(0xFFFFFF),
    text: rgb(0xFFFFFF),
    text_quiet: rgb(0xDCDCDC),
    good: rgb(0x6DF2E0),
    good_soft: rgb(0x000000),
    fault: rgb(0xFFB878),
    fault_soft: rgb(0x000000),
    unsure: rgb(0xC6D2F2),
    accent: rgb(0x74ECEA),
    accent_hover: rgb(0xB4FAF8),
    accent_soft: rgb(0x003C3D),
    on_accent: rgb(0x000000),
    body: [rgb(0x3C827B), rgb(0x9BE6DD)],
    scene: [rgb(0x000000), rgb(0x000000)],
    scale: [rgb(0x4E3B26), rgb(0x506450), rgb(0x338A7E), rgb(0x4FC4B7), rgb(0xB4FFF2)],
    shadow: Color32::TRANSPARENT,
};

/// Colours for drawing on a camera image, which can have any colours.
#[derive(Debug, Clone, Copy)]
pub struct OnPicture {
    pub line: Color32,
    /// Outline of a line.
    pub edge: Color32,
    /// Background of a label.
    pub ground: Color32,
}

impl OnPicture {
    pub const COLORS: Self = Self {
        line: Color32::WHITE,
        edge: Color32::from_black_alpha(150),
        ground: Color32::from_black_alpha(185),
    };
}

/// Leaves the colours of a picture as they are.
pub const NO_TINT: Color32 = Color32::WHITE;

impl Palette {
    /// The palette of a look; a [`Theme`] alone means normal contrast.
    #[must_use]
    pub fn of(look: impl Into<Look>) -> Self {
        let look = look.into();
        match (look.theme, look.contrast) {
            (Theme::Light, Contrast::Normal) => LIGHT,
            (Theme::Dark, Contrast::Normal) => DARK,
            (Theme::Light, Contrast::High) => LIGHT_HIGH,
            (Theme::Dark, Contrast::High) => DARK_HIGH,
        }
    }

    /// The palette of the window that `ui` belongs to.
    #[must_use]
    pub fn current(ui: &Ui) -> Self {
        Self::of(Look::of(ui.ctx()))
    }

    /// Colour of a verdict. Text and a sign always accompany it, so colour is never the only
    /// signal.
    #[must_use]
    pub fn state(&self, state: PostureState) -> Color32 {
        match state {
            PostureState::Good => self.good,
            PostureState::Fault => self.fault,
            PostureState::Uncertain | PostureState::Away => self.unsure,
        }
    }

    /// Background for a short text about a verdict.
    #[must_use]
    pub fn state_soft(&self, state: PostureState) -> Color32 {
        match state {
            PostureState::Good => self.good_soft,
            PostureState::Fault => self.fault_soft,
            PostureState::Uncertain | PostureState::Away => self.hover,
        }
    }

    /// Colour of a share from 0 to 1 on [`Self::scale`].
    #[must_use]
    pub fn share(&self, share: f64) -> Color32 {
        let at = share.clamp(0.0, 1.0) as f32 * (self.scale.len() - 1) as f32;
        let low = (at.floor() as usize).min(self.scale.len() - 2);
        mixed(self.scale[low], self.scale[low + 1], at - low as f32)
    }

    /// The text colour with the larger contrast on `background`, for text on [`Self::scale`].
    #[must_use]
    pub fn text_on(&self, background: Color32) -> Color32 {
        let of = |color| contrast(color, background);
        let [dark, light] = [Color32::BLACK, Color32::WHITE];
        if of(dark) >= of(light) { dark } else { light }
    }
}

/// A colour between two others; 0 is `from`, 1 is `to`.
#[must_use]
pub fn mixed(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share.clamp(0.0, 1.0))
}

/// WCAG 2.2 relative luminance, 0 to 1.
#[must_use]
pub fn luminance(color: Color32) -> f64 {
    let channel = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
}

/// WCAG 2.2 contrast ratio of two opaque colours, 1 to 21.
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks() -> impl Iterator<Item = Look> {
        [Theme::Light, Theme::Dark].into_iter().flat_map(|theme| {
            [Contrast::Normal, Contrast::High].map(|contrast| Look { theme, contrast })
        })
    }

    #[test]
    fn every_text_colour_has_the_contrast_of_its_look_on_every_background() {
        for look in looks() {
            let p = Palette::of(look);
            let needed = if look.contrast == Contrast::High { 7.0 } else { 4.5 };
            let check = |text, background| {
                let ratio = contrast(text, background);
                assert!(ratio >= needed, "{look:?}: {text:?} on {background:?} is {ratio:.2}");
            };
            for background in [p.panel, p.card, p.rail] {
                for text in [p.text, p.text_quiet, p.good, p.fault, p.unsure, p.accent] {
                    check(text, background);
                }
            }
            for background in [p.hover, p.accent_soft, p.good_soft, p.fault_soft] {
                check(p.text, background);
            }
            check(p.accent, p.accent_soft);
            check(p.good, p.good_soft);
            check(p.fault, p.fault_soft);
            check(p.on_accent, p.accent);
            check(p.on_accent, p.accent_hover);
        }
    }

    #[test]
    fn the_outline_of_a_control_is_visible() {
        for look in looks() {
            let p = Palette::of(look);
            let (controls, cards) = match look.contrast {
                Contrast::Normal => (3.0, 1.0),
                Contrast::High => (4.5, 4.5),
            };
            for background in [p.panel, p.card] {
                assert!(contrast(p.outline, background) >= controls, "{look:?}");
                assert!(contrast(p.line, background) >= cards, "{look:?}");
            }
        }
    }

    /// The sRGB colour as a person without one kind of cone sees it: Viénot, Brettel and Mollon 1999, in linear
    /// light; the two rows are red–green blindness without red and without green cones.
    fn as_seen(color: Color32, is_without_red: bool) -> [f64; 3] {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = [color.r(), color.g(), color.b()].map(linear);
        if is_without_red {
            let y = 0.11238 * r + 0.88762 * g;
            [y, y, 0.00401 * r - 0.00401 * g + b]
        } else {
            let y = 0.29275 * r + 0.70725 * g;
            [y, y, -0.02234 * r + 0.02234 * g + b]
        }
    }

    #[test]
    fn good_and_fault_differ_for_people_with_red_green_blindness() {
        for look in looks() {
            let p = Palette::of(look);
            for is_without_red in [false, true] {
                let [a, b] = [p.good, p.fault].map(|color| as_seen(color, is_without_red));
                // Blueness relative to brightness: the difference that these people see best.
                let blueness = |c: [f64; 3]| (c[2] - c[0]) / (c[2] + c[0]);
                let difference = blueness(a) - blueness(b);
                assert!(difference > 0.4, "{look:?}: {difference:.2}");
            }
        }
    }

    #[test]
    fn the_scale_is_ordered_by_brightness_alone() {
        for look in looks() {
            let p = Palette::of(look);
            let is_darker_with_more = look.theme == Theme::Light;
            for pair in p.scale.windows(2) {
                let is_darker = luminance(pair[1]) < luminance(pair[0]);
                assert_eq!(is_darker, is_darker_with_more, "{look:?}");
                assert!(contrast(pair[0], pair[1]) >= 1.15, "{look:?}: {pair:?}");
            }
            assert!(contrast(p.scale[0], p.scale[4]) >= 4.5, "{look:?}");
            assert_eq!((p.share(0.0), p.share(1.0)), (p.scale[0], p.scale[4]));
            for share in [0.0, 0.25, 0.4, 0.5, 0.6, 0.75, 1.0] {
                let ground = p.share(share);
                assert!(contrast(p.text_on(ground), ground) >= 4.5, "{look:?} at {share}");
            }
        }
    }
}
