//! Type: five sizes, three weights, and icons as text.

use std::sync::Arc;

use eframe::egui::epaint::text::{FontTweak, VariationCoords};
use eframe::egui::text::{FontData, FontDefinitions};
use eframe::egui::{
    Color32, FontFamily, FontId, Galley, Painter, Pos2, RichText, TextStyle, Ui, Vec2,
};

use super::Icon;

/// The font of the window, of pictures and of the printed report.
pub(crate) const INTER: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-subset.ttf"));
const ICONS: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Phosphor-subset.ttf"));
const ICONS_FILLED: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Phosphor-Fill-subset.ttf"));

/// Names of the families in egui.
const MEDIUM: &str = "medium";
const SEMIBOLD: &str = "semibold";
const OUTLINED: &str = "icons";
const FILLED: &str = "icons-filled";

/// Weight of the text face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400
    Regular,
    /// 500
    Medium,
    /// 600
    Semibold,
}

impl Weight {
    fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Medium => FontFamily::Name(MEDIUM.into()),
            Self::Semibold => FontFamily::Name(SEMIBOLD.into()),
        }
    }
}

/// A step of the type scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Labels of axes, notes below a value: 12 points.
    Caption,
    /// Ordinary text and controls: 14 points.
    Body,
    /// Titles of cards, important values: 17 points.
    Title,
    /// Titles of pages: 24 points.
    Heading,
    /// One number or one sentence to read from a distance: 40 points.
    Display,
}

impl Type {
    /// All steps, smallest first.
    pub const ALL: [Self; 5] =
        [Self::Caption, Self::Body, Self::Title, Self::Heading, Self::Display];

    /// Size in points.
    #[must_use]
    pub const fn size(self) -> f32 {
        match self {
            Self::Caption => 12.0,
            Self::Body => 14.0,
            Self::Title => 17.0,
            Self::Heading => 24.0,
            Self::Display => 40.0,
        }
    }

    /// Usual weight of the step.
    #[must_use]
    pub const fn weight(self) -> Weight {
        match self {
            Self::Caption | Self::Body => Weight::Regular,
            Self::Title | Self::Heading | Self::Display => Weight::Semibold,
        }
    }

    /// The font of the step in its usual weight.
    #[must_use]
    pub fn font(self) -> FontId {
        self.weighted(self.weight())
    }

    /// The font of the step in another weight.
    #[must_use]
    pub fn weighted(self, weight: Weight) -> FontId {
        FontId::new(self.size(), weight.family())
    }

    /// `words` in this step.
    #[must_use]
    pub fn text(self, words: impl Into<String>) -> RichText {
        RichText::new(words).font(self.font())
    }

    /// `words` in this step and another weight.
    #[must_use]
    pub fn weighted_text(self, words: impl Into<String>, weight: Weight) -> RichText {
        RichText::new(words).font(self.weighted(weight))
    }
}

/// Body text in semibold, for names and emphasis.
#[must_use]
pub fn strong(words: impl Into<String>) -> RichText {
    Type::Body.weighted_text(words, Weight::Semibold)
}

/// Size of an icon, points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconSize {
    /// In a line of text: 16 points.
    Small,
    /// In a button or a row: 20 points.
    Medium,
    /// In the heading of a page: 28 points.
    Large,
    /// The picture of an empty page: 56 points.
    Huge,
}

impl IconSize {
    /// Size in points.
    #[must_use]
    pub const fn points(self) -> f32 {
        match self {
            Self::Small => 16.0,
            Self::Medium => 20.0,
            Self::Large => 28.0,
            Self::Huge => 56.0,
        }
    }
}

impl Icon {
    fn font(size: IconSize, is_filled: bool) -> FontId {
        let family = if is_filled { FILLED } else { OUTLINED };
        FontId::new(size.points(), FontFamily::Name(family.into()))
    }

    /// The icon as text. Screen readers ignore it, so the control needs a name.
    #[must_use]
    pub fn text(self, size: IconSize) -> RichText {
        RichText::new(self.code_point()).font(Self::font(size, false))
    }

    /// The filled icon as text.
    #[must_use]
    pub fn filled_text(self, size: IconSize) -> RichText {
        RichText::new(self.code_point()).font(Self::font(size, true))
    }

    /// Paints the icon around `centre`.
    pub fn paint(self, painter: &Painter, centre: Pos2, size: IconSize, color: Color32) {
        self.paint_as(painter, centre, size, color, false);
    }

    /// Paints the icon around `centre`, outlined or filled.
    pub fn paint_as(
        self,
        painter: &Painter,
        centre: Pos2,
        size: IconSize,
        color: Color32,
        is_filled: bool,
    ) {
        let galley =
            painter.layout_no_wrap(self.code_point().into(), Self::font(size, is_filled), color);
        // The middle of what is painted: the glyphs of the font are not in the middle of their rows.
        let middle = galley.mesh_bounds.center().to_vec2();
        painter.galley(centre - middle, galley, color);
    }
}

/// Lays out `words` in one step, at most `width` points wide.
#[must_use]
pub fn laid_out(ui: &Ui, words: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    ui.painter().layout(words.to_owned(), font, color, width.max(1.0))
}

/// Size of `words` in one line.
#[must_use]
pub fn size_of(ui: &Ui, words: &str, font: FontId) -> Vec2 {
    ui.painter().layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER).size()
}

/// The fonts: Inter in three weights and the icons, before egui's own fonts, which have more signs. Everything
/// else comes from the system (`ui::system_fonts`).
#[must_use]
pub(super) fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let usual = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, weight, family) in [
        ("inter-400", 400.0, Weight::Regular),
        ("inter-500", 500.0, Weight::Medium),
        ("inter-600", 600.0, Weight::Semibold),
    ] {
        let coords = VariationCoords::new([(b"wght", weight)]);
        let tweak = FontTweak { coords, ..FontTweak::default() };
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(INTER).tweak(tweak)));
        let with_usual = std::iter::once(name.to_owned()).chain(usual.iter().cloned());
        fonts.families.insert(family.family(), with_usual.collect());
    }
    for (name, font) in [(OUTLINED, ICONS), (FILLED, ICONS_FILLED)] {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(font)));
        fonts.families.insert(FontFamily::Name(name.into()), vec![name.into()]);
    }
    fonts
}

/// The text styles of egui's own widgets.
pub(super) fn styles() -> [(TextStyle, FontId); 5] {
    [
        (TextStyle::Small, Type::Caption.font()),
        (TextStyle::Body, Type::Body.font()),
        (TextStyle::Button, Type::Body.weighted(Weight::Medium)),
        (TextStyle::Heading, Type::Heading.font()),
        (TextStyle::Monospace, FontId::new(Type::Caption.size(), FontFamily::Monospace)),
    ]
}

#[cfg(test)]
mod tests {
    use eframe::egui::Context;

    use super::*;

    fn with_fonts(check: impl Fn(&Ui)) {
        let ctx = Context::default();
        super::super::install(&ctx);
        let mut output = ctx.run_ui(Default::default(), |ui| check(ui));
        output.textures_delta.clear();
    }

    #[test]
    fn the_figures_of_every_weight_and_size_have_one_width() {
        with_fonts(|ui| {
            for step in Type::ALL {
                for weight in [Weight::Regular, Weight::Medium, Weight::Semibold] {
                    let width =
                        |c: char| size_of(ui, &c.to_string().repeat(10), step.weighted(weight)).x;
                    for figure in '1'..='9' {
                        assert!((width(figure) - width('0')).abs() < 0.1, "{step:?} {figure}");
                    }
                }
            }
        });
    }

    #[test]
    fn the_weights_differ_and_latin_greek_and_cyrillic_have_glyphs() {
        with_fonts(|ui| {
            let width =
                |weight| size_of(ui, "Set my upright posture", Type::Body.weighted(weight)).x;
            assert!(width(Weight::Regular) < width(Weight::Medium));
            assert!(width(Weight::Medium) < width(Weight::Semibold));
            for weight in [Weight::Regular, Weight::Medium, Weight::Semibold] {
                let font = Type::Body.weighted(weight);
                let texts =
                    "Büro 5° Łódź Ünal İğne Đorđe Čeština Ελλάδα кабинет Ґ ß € – … ± − → “”";
                ui.fonts_mut(|fonts| assert!(fonts.has_glyphs(&font, texts), "{weight:?}"));
            }
        });
    }

    #[test]
    fn every_icon_has_a_glyph_outlined_and_filled() {
        with_fonts(|ui| {
            for icon in Icon::ALL {
                for is_filled in [false, true] {
                    let font = Icon::font(IconSize::Medium, is_filled);
                    ui.fonts_mut(|fonts| {
                        assert!(fonts.has_glyph(&font, icon.code_point()), "{icon:?}");
                    });
                }
            }
        });
    }
}
