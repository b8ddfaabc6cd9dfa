//! Colours, spacing and text styles of the light and the dark theme.

use eframe::egui::{
    self, Color32, Context, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Theme,
    vec2,
};

use crate::settings::ThemeChoice;
use plumbline_core::posture::judge::PostureState;

/// Space between unrelated elements, points.
pub const GAP: f32 = 16.0;
/// Space between related elements, points.
pub const GAP_SMALL: f32 = 8.0;
/// Corner radius of cards, points.
pub const CARD_RADIUS: u8 = 10;

/// Colours beyond egui's own style. Text colours reach WCAG AA contrast (4.5 : 1) on
/// [`Palette::card`] and on the panel; a test checks this.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    /// Background of the window.
    pub panel: Color32,
    /// Background of a card.
    pub card: Color32,
    /// Outline of a card.
    pub line: Color32,
    /// Ordinary text.
    pub text: Color32,
    /// Less important text.
    pub text_quiet: Color32,
    /// Good posture.
    pub good: Color32,
    /// Posture fault.
    pub fault: Color32,
    /// Uncertain state.
    pub unsure: Color32,
    /// Brand colour: primary buttons and selection.
    pub accent: Color32,
    /// Text on [`Palette::accent`].
    pub on_accent: Color32,
}

const LIGHT: Palette = Palette {
    panel: Color32::from_rgb(0xF5, 0xF6, 0xF4),
    card: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    line: Color32::from_rgb(0xD5, 0xDA, 0xD6),
    text: Color32::from_rgb(0x1C, 0x25, 0x22),
    text_quiet: Color32::from_rgb(0x55, 0x62, 0x5C),
    good: Color32::from_rgb(0x1B, 0x6E, 0x4B),
    fault: Color32::from_rgb(0xA8, 0x43, 0x0E),
    unsure: Color32::from_rgb(0x55, 0x5F, 0x78),
    accent: Color32::from_rgb(0x12, 0x65, 0x6B),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
};

const DARK: Palette = Palette {
    panel: Color32::from_rgb(0x15, 0x1A, 0x1B),
    card: Color32::from_rgb(0x1F, 0x26, 0x27),
    line: Color32::from_rgb(0x38, 0x43, 0x44),
    text: Color32::from_rgb(0xE9, 0xEE, 0xEC),
    text_quiet: Color32::from_rgb(0xA7, 0xB4, 0xB0),
    good: Color32::from_rgb(0x68, 0xCF, 0x9C),
    fault: Color32::from_rgb(0xF5, 0xA2, 0x62),
    unsure: Color32::from_rgb(0xA9, 0xB4, 0xCF),
    accent: Color32::from_rgb(0x5F, 0xC4, 0xCB),
    on_accent: Color32::from_rgb(0x0C, 0x1D, 0x1F),
};

impl Palette {
    /// The palette of `theme`.
    #[must_use]
    pub fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => LIGHT,
            Theme::Dark => DARK,
        }
    }

    /// The palette of the current theme.
    #[must_use]
    pub fn current(ui: &egui::Ui) -> Self {
        Self::of(ui.ctx().theme())
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
}

/// Applies the styles of both themes. Call it once at startup.
pub fn install(ctx: &Context) {
    // Needed for the SVG drawings.
    egui_extras::install_image_loaders(ctx);
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette::of(theme);
        ctx.style_mut_of(theme, |style| {
            style.text_styles = [
                (TextStyle::Small, 12.5),
                (TextStyle::Body, 15.0),
                (TextStyle::Button, 15.0),
                (TextStyle::Heading, 22.0),
                (TextStyle::Monospace, 14.0),
            ]
            .map(|(text_style, size)| (text_style, FontId::new(size, FontFamily::Proportional)))
            .into();
            style.spacing.item_spacing = vec2(GAP_SMALL, GAP_SMALL);
            style.spacing.button_padding = vec2(12.0, 7.0);
            style.spacing.interact_size.y = 32.0;
            let visuals = &mut style.visuals;
            visuals.panel_fill = palette.panel;
            visuals.window_fill = palette.card;
            visuals.extreme_bg_color = palette.card;
            visuals.override_text_color = Some(palette.text);
            visuals.weak_text_color = Some(palette.text_quiet);
            visuals.hyperlink_color = palette.accent;
            visuals.selection.bg_fill = palette.accent.gamma_multiply(0.35);
            visuals.selection.stroke = Stroke::new(1.5, palette.accent);
            for widget in [
                &mut visuals.widgets.inactive,
                &mut visuals.widgets.hovered,
                &mut visuals.widgets.active,
                &mut visuals.widgets.open,
            ] {
                widget.corner_radius = CornerRadius::same(7);
                widget.bg_stroke = Stroke::new(1.0, palette.line);
                widget.weak_bg_fill = palette.card;
            }
            visuals.widgets.hovered.bg_stroke = Stroke::new(1.5, palette.accent);
            visuals.widgets.active.bg_stroke = Stroke::new(2.0, palette.accent);
        });
    }
}

/// Applies the chosen theme.
pub fn choose(ctx: &Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    });
}

/// Applies the zoom factor on top of the desktop's scale.
pub fn zoom(ctx: &Context, factor: f32) {
    ctx.set_zoom_factor(clamped_zoom(factor));
}

/// The zoom factor set with Ctrl+plus or Ctrl+minus, if it differs from `factor`. Call it at the
/// start of a frame, when the factor set in the previous frame is in effect.
#[must_use]
pub fn zoomed_from(ctx: &Context, factor: f32) -> Option<f32> {
    let now = ctx.zoom_factor();
    ((now - clamped_zoom(factor)).abs() > 0.001).then(|| clamped_zoom(now))
}

fn clamped_zoom(factor: f32) -> f32 {
    if factor.is_finite() { factor.clamp(0.75, 2.0) } else { 1.0 }
}

/// Disables animations if `is_reduced`.
pub fn reduce_motion(ctx: &Context, is_reduced: bool) {
    let animation_s = if is_reduced { 0.0 } else { egui::Style::default().animation_time };
    ctx.all_styles_mut(|style| style.animation_time = animation_s);
}

/// Frame of a card.
pub fn card(palette: &Palette) -> egui::Frame {
    egui::Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(CARD_RADIUS))
        .inner_margin(Margin::same(16))
}

/// Primary button of a card.
pub fn primary_button(ui: &mut egui::Ui, text: &str) -> egui::Response {
    let palette = Palette::current(ui);
    let label = egui::RichText::new(text).color(palette.on_accent).strong();
    ui.add(egui::Button::new(label).fill(palette.accent))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2 relative luminance.
    fn luminance(color: Color32) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_colour_reaches_wcag_aa_on_both_backgrounds() {
        for theme in [Theme::Light, Theme::Dark] {
            let p = Palette::of(theme);
            for text in [p.text, p.text_quiet, p.good, p.fault, p.unsure, p.accent] {
                for background in [p.panel, p.card] {
                    let ratio = contrast(text, background);
                    assert!(ratio >= 4.5, "{theme:?}: {text:?} on {background:?} is {ratio:.2}");
                }
            }
            assert!(contrast(p.on_accent, p.accent) >= 4.5, "{theme:?}");
        }
    }
}
