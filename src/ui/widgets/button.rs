//! Buttons. Each has a name, a focus ring, and one of four ranks.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Color32, CornerRadius, Response, Stroke, Ui, Visuals, WidgetInfo, vec2};

use crate::ui::theme::text::size_of;
use crate::ui::theme::{
    self, CONTROL_HEIGHT, CONTROL_RADIUS, GAP_SMALL, HAIRLINE, Icon, IconSize, Palette, Type,
    Weight,
};

/// Rank of a button. A page or a card has at most one primary button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// What most people do next.
    Primary,
    /// Another choice.
    Secondary,
    /// Something beside the content, without an outline.
    Quiet,
    /// Deletes something.
    Danger,
}

/// A button with words, an icon, or both.
#[derive(Debug, Clone, Copy)]
pub struct Button<'a> {
    words: &'a str,
    icon: Option<Icon>,
    rank: Rank,
    name: Option<&'a str>,
    is_enabled: bool,
    is_selected: bool,
    min_width: f32,
    step: Type,
}

impl<'a> Button<'a> {
    /// A button of `rank` with `words`.
    #[must_use]
    pub const fn new(rank: Rank, words: &'a str) -> Self {
        Self {
            words,
            icon: None,
            rank,
            name: None,
            is_enabled: true,
            is_selected: false,
            min_width: 0.0,
            step: Type::Body,
        }
    }

    /// See [`Rank::Primary`].
    #[must_use]
    pub const fn primary(words: &'a str) -> Self {
        Self::new(Rank::Primary, words)
    }

    /// See [`Rank::Secondary`].
    #[must_use]
    pub const fn secondary(words: &'a str) -> Self {
        Self::new(Rank::Secondary, words)
    }

    /// See [`Rank::Quiet`].
    #[must_use]
    pub const fn quiet(words: &'a str) -> Self {
        Self::new(Rank::Quiet, words)
    }

    /// See [`Rank::Danger`].
    #[must_use]
    pub const fn danger(words: &'a str) -> Self {
        Self::new(Rank::Danger, words)
    }

    /// A button with only an icon. Screen readers read `name`, which is also the tooltip.
    #[must_use]
    pub const fn icon_only(icon: Icon, name: &'a str) -> Self {
        Self { icon: Some(icon), name: Some(name), ..Self::new(Rank::Quiet, "") }
    }

    /// With an icon before the words.
    #[must_use]
    pub const fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// With another rank.
    #[must_use]
    pub const fn rank(self, rank: Rank) -> Self {
        Self { rank, ..self }
    }

    /// With a name for screen readers that differs from the words.
    #[must_use]
    pub const fn name(self, name: &'a str) -> Self {
        Self { name: Some(name), ..self }
    }

    #[must_use]
    pub const fn enabled(self, is_enabled: bool) -> Self {
        Self { is_enabled, ..self }
    }

    /// Shown as pressed in, for a button that switches something on.
    #[must_use]
    pub const fn selected(self, is_selected: bool) -> Self {
        Self { is_selected, ..self }
    }

    /// The words in another step of the type scale.
    #[must_use]
    pub const fn step(self, step: Type) -> Self {
        Self { step, ..self }
    }

    /// At least `min_width` points wide.
    #[must_use]
    pub const fn min_width(self, min_width: f32) -> Self {
        Self { min_width, ..self }
    }

    /// Shows the button.
    pub fn show(self, ui: &mut Ui) -> Response {
        let palette = Palette::current(ui);
        let ink = self.ink(&palette);
        let is_title = self.step == Type::Title;
        let weight = if is_title { Weight::Semibold } else { Weight::Medium };
        let mut atoms = egui::Atoms::default();
        if let Some(icon) = self.icon.filter(|_| !self.words.is_empty()) {
            atoms.push_right(icon.text(IconSize::Medium).color(ink));
        }
        if !self.words.is_empty() {
            atoms.push_right(self.step.weighted_text(self.words, weight).color(ink));
        }
        let width = if self.words.is_empty() { CONTROL_HEIGHT } else { self.min_width };
        let button = egui::Button::new(atoms)
            .min_size(vec2(width, CONTROL_HEIGHT))
            .corner_radius(CornerRadius::same(CONTROL_RADIUS));
        let plain = Arc::clone(ui.style());
        self.paint(ui.visuals_mut(), &palette);
        let response = ui.add_enabled(self.is_enabled, button);
        ui.set_style(plain);
        if let Some(icon) = self.icon.filter(|_| self.words.is_empty()) {
            let is_faded = !self.is_enabled || !ui.is_enabled();
            let alpha = if is_faded { ui.visuals().disabled_alpha() } else { 1.0 };
            let at = response.rect.center();
            icon.paint(ui.painter(), at, IconSize::Medium, ink.gamma_multiply(alpha));
        }
        theme::focus_ring(ui, &response, CONTROL_RADIUS);
        let name = self.name.unwrap_or(self.words);
        let is_switch = self.is_selected;
        response.widget_info(|| {
            if is_switch {
                WidgetInfo::selected(Role::Button, self.is_enabled, true, name)
            } else {
                WidgetInfo::labeled(Role::Button, self.is_enabled, name)
            }
        });
        if self.words.is_empty() { response.on_hover_text(name) } else { response }
    }

    /// Width of the button in one line, points.
    #[must_use]
    pub fn width(&self, ui: &Ui) -> f32 {
        let words = size_of(ui, self.words, Type::Body.weighted(Weight::Medium)).x;
        let icon = self.icon.map_or(0.0, |_| IconSize::Medium.points() + GAP_SMALL);
        (words + icon + 2.0 * ui.spacing().button_padding.x).max(self.min_width)
    }

    fn ink(&self, palette: &Palette) -> Color32 {
        match self.rank {
            Rank::Primary => palette.on_accent,
            _ if self.is_selected => palette.accent,
            Rank::Danger => palette.fault,
            Rank::Quiet if self.words.is_empty() => palette.text_quiet,
            Rank::Secondary | Rank::Quiet => palette.text,
        }
    }

    fn paint(&self, visuals: &mut Visuals, palette: &Palette) {
        let [rest, hovered, pressed] = match self.rank {
            Rank::Primary => [palette.accent, palette.accent_hover, palette.accent_hover],
            _ if self.is_selected => [palette.accent_soft; 3],
            Rank::Secondary | Rank::Danger => [palette.card, palette.hover, palette.pressed],
            Rank::Quiet => [Color32::TRANSPARENT, palette.hover, palette.pressed],
        };
        let outline = match self.rank {
            Rank::Primary | Rank::Quiet => Stroke::NONE,
            Rank::Secondary | Rank::Danger => Stroke::new(HAIRLINE, palette.outline),
        };
        let widgets = &mut visuals.widgets;
        for (widget, fill) in [
            (&mut widgets.inactive, rest),
            (&mut widgets.hovered, hovered),
            (&mut widgets.active, pressed),
            (&mut widgets.open, pressed),
            (&mut widgets.noninteractive, rest),
        ] {
            widget.weak_bg_fill = fill;
            widget.bg_fill = fill;
            widget.bg_stroke = outline;
        }
    }
}

/// A quiet button that opens a menu. Returns what `contents` returned, while it is open.
pub fn menu_ui<T>(
    ui: &mut Ui,
    button: Button<'_>,
    contents: impl FnOnce(&mut Ui) -> T,
) -> Option<T> {
    let response = button.show(ui);
    egui::Popup::menu(&response).show(contents).map(|shown| shown.inner)
}

/// An entry of a menu.
pub fn menu_entry_ui(ui: &mut Ui, words: &str) -> Response {
    Button::quiet(words).show(ui)
}
