//! The design system: colours, type, icons, sizes and motion. Views take every colour and size from here; a
//! test checks it.

pub mod color;
mod figure_colors;
mod icons;
pub mod metrics;
pub mod text;

use eframe::egui::style::{HandleShape, ScrollStyle};
use eframe::egui::{
    self, Context, CornerRadius, Margin, Response, Stroke, StrokeKind, Theme, Ui, vec2,
};

use crate::settings::{ContrastChoice, ThemeChoice};

pub use color::{Contrast, Look, Palette, contrast_of};
pub use figure_colors::FigureColors;
pub use icons::Icon;
pub use metrics::*;
pub use text::{IconSize, Type, Weight, strong};

/// Applies the fonts and the styles of both themes. Call it once at startup.
pub fn install(ctx: &Context) {
    ctx.set_fonts(text::fonts());
    set_contrast(ctx, Contrast::Normal);
}

/// Applies the styles for `contrast`.
pub fn set_contrast(ctx: &Context, contrast: Contrast) {
    color::store_contrast(ctx, contrast);
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette::of(Look { theme, contrast });
        ctx.style_mut_of(theme, |style| {
            style.text_styles = text::styles().into();
            style.animation_time = style.animation_time.min(USUAL_MOTION_S);
            space(&mut style.spacing);
            paint(&mut style.visuals, &palette);
        });
    }
}

fn space(spacing: &mut egui::Spacing) {
    spacing.item_spacing = vec2(GAP_SMALL, GAP_SMALL);
    spacing.button_padding = vec2(GAP_SMALL * 1.5, GAP_SMALL);
    spacing.interact_size.y = CONTROL_HEIGHT;
    spacing.menu_margin = Margin::same(GAP_SMALL as i8);
    spacing.window_margin = Margin::same(GAP_LARGE as i8);
    spacing.slider_rail_height = GAP_TINY;
    spacing.icon_width = GAP;
    spacing.icon_spacing = GAP_SMALL;
    spacing.combo_width = 160.0;
    // Without a line at the edge of a page that is not scrolled; the fading edge shows that there is more.
    spacing.scroll = ScrollStyle {
        bar_outer_margin: GAP_TINY / 2.0,
        floating_width: GAP_TINY,
        dormant_handle_opacity: 0.0,
        ..ScrollStyle::floating()
    };
}

fn paint(visuals: &mut egui::Visuals, palette: &Palette) {
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(HAIRLINE, palette.line);
    visuals.window_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.window_shadow = Elevation::High.shadow(palette);
    visuals.popup_shadow = Elevation::High.shadow(palette);
    visuals.extreme_bg_color = palette.card;
    visuals.faint_bg_color = palette.hover;
    visuals.override_text_color = Some(palette.text);
    visuals.weak_text_color = Some(palette.text_quiet);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.fault;
    visuals.error_fg_color = palette.fault;
    visuals.selection.bg_fill = palette.accent_soft;
    visuals.selection.stroke = Stroke::new(HAIRLINE, palette.accent);
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(HAIRLINE, palette.line);
    visuals.widgets.noninteractive.corner_radius = CornerRadius::same(CONTROL_RADIUS);
    for (widget, fill, stroke) in [
        (&mut visuals.widgets.inactive, palette.card, Stroke::new(HAIRLINE, palette.outline)),
        (&mut visuals.widgets.hovered, palette.hover, Stroke::new(HAIRLINE, palette.text_quiet)),
        (&mut visuals.widgets.active, palette.pressed, Stroke::new(LINE, palette.accent)),
        (&mut visuals.widgets.open, palette.hover, Stroke::new(HAIRLINE, palette.accent)),
    ] {
        widget.corner_radius = CornerRadius::same(CONTROL_RADIUS);
        widget.bg_stroke = stroke;
        widget.weak_bg_fill = fill;
        widget.bg_fill = if fill == palette.card { palette.track } else { fill };
        widget.fg_stroke = Stroke::new(LINE, palette.text);
        widget.expansion = 0.0;
    }
    // The knob of a slider that has the focus.
    visuals.widgets.active.fg_stroke = Stroke::new(LINE_STRONG, palette.accent);
}

/// Applies the chosen theme. `is_dark_on_desktop` is what the desktop asks for, if it is known.
pub fn choose(ctx: &Context, choice: ThemeChoice, is_dark_on_desktop: Option<bool>) {
    ctx.set_theme(match choice {
        ThemeChoice::System => match is_dark_on_desktop {
            Some(true) => egui::ThemePreference::Dark,
            Some(false) => egui::ThemePreference::Light,
            None => egui::ThemePreference::System,
        },
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    });
}

/// The chosen contrast. `is_high_on_desktop` is what the desktop asks for.
#[must_use]
pub fn chosen_contrast(choice: ContrastChoice, is_high_on_desktop: bool) -> Contrast {
    match choice {
        ContrastChoice::High => Contrast::High,
        ContrastChoice::System if is_high_on_desktop => Contrast::High,
        ContrastChoice::System | ContrastChoice::Normal => Contrast::Normal,
    }
}

/// Applies the chosen contrast. `is_high_on_desktop` is what the desktop asks for.
pub fn choose_contrast(ctx: &Context, choice: ContrastChoice, is_high_on_desktop: bool) {
    let wanted = chosen_contrast(choice, is_high_on_desktop);
    if contrast_of(ctx) != wanted {
        set_contrast(ctx, wanted);
    }
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
    let animation_s = if is_reduced { 0.0 } else { USUAL_MOTION_S };
    ctx.all_styles_mut(|style| style.animation_time = animation_s);
}

/// Frame of a card.
pub fn card(palette: &Palette) -> egui::Frame {
    egui::Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(HAIRLINE, palette.line))
        .shadow(Elevation::Low.shadow(palette))
        .corner_radius(CornerRadius::same(CARD_RADIUS))
        .inner_margin(Margin::same(GAP as i8))
}

/// Draws the focus ring around a control that has the focus.
pub fn focus_ring(ui: &Ui, response: &Response, radius: u8) {
    if response.has_focus() {
        let ring = Stroke::new(LINE, Palette::current(ui).accent);
        let around = response.rect.expand(LINE);
        let radius = CornerRadius::same(radius.saturating_add(LINE as u8));
        ui.painter().rect_stroke(around, radius, ring, StrokeKind::Outside);
    }
}

/// Primary button of a page or card.
pub fn primary_button(ui: &mut Ui, words: &str) -> Response {
    crate::ui::widgets::button::Button::primary(words).show(ui)
}
