//! Cards of the catalogue: the figure of an item, its name, and what it needs.

use eframe::egui::accesskit::Role;
use eframe::egui::{
    CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::text::names;
use crate::ui::theme::text::laid_out;
use crate::ui::theme::{
    self, CARD_RADIUS, Elevation, GAP, GAP_SMALL, HAIRLINE, LINE, Palette, Type, Weight,
};
use crate::ui::widgets::figure::{Figure, Motion, height_for};
use plumbline_core::catalogue::{Catalogue, Item};

/// Smallest width of a card, points.
const MIN_WIDTH: f32 = 176.0;

/// Most cards beside each other.
const MAX_COLUMNS: usize = 5;

/// Number of cards beside each other in `width` points.
pub(super) fn columns_for(width: f32) -> usize {
    (((width + GAP) / (MIN_WIDTH + GAP)).floor() as usize).clamp(1, MAX_COLUMNS)
}

/// Shows the items as a grid of cards. Returns the id of the item that was chosen.
pub(super) fn cards_ui(ui: &mut Ui, items: &[&Item], catalogue: &Catalogue) -> Option<String> {
    let columns = columns_for(ui.available_width());
    let width = ((ui.available_width() - GAP * (columns as f32 - 1.0)) / columns as f32).floor();
    let mut chosen = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        for line in items.chunks(columns) {
            // The cards of a line have the height of the highest.
            let words = |item: &&Item| words_height(ui, item, catalogue, width);
            let words = line.iter().map(words).fold(0.0, f32::max);
            ui.horizontal_top(|ui| {
                for item in line {
                    let size = vec2(width, height_for(width) + words + 2.0 * GAP_SMALL);
                    if card_ui(ui, item, catalogue, size).clicked() {
                        chosen = Some(item.id.clone());
                    }
                }
            });
        }
    });
    chosen
}

/// Name of the item and, below it, its muscle and equipment.
fn words(item: &Item, catalogue: &Catalogue) -> [String; 2] {
    let muscle = catalogue.muscle(&item.muscle).map_or("", |m| m.name.as_str()).to_owned();
    let equipment = item.equipment.iter().map(|e| names::equipment(*e));
    let below: Vec<&str> = std::iter::once(muscle.as_str()).chain(equipment).collect();
    [item.name.clone(), below.join(" · ")]
}

fn words_height(ui: &Ui, item: &Item, catalogue: &Catalogue, width: f32) -> f32 {
    let palette = Palette::current(ui);
    let [name, below] = words(item, catalogue);
    let room = width - 2.0 * GAP_SMALL * 1.5;
    let name = laid_out(ui, &name, Type::Body.weighted(Weight::Semibold), palette.text, room);
    let below = laid_out(ui, &below, Type::Caption.font(), palette.text_quiet, room);
    name.size().y + below.size().y + GAP_SMALL
}

fn card_ui(ui: &mut Ui, item: &Item, catalogue: &Catalogue, size: eframe::egui::Vec2) -> Response {
    let palette = Palette::current(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &item.name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let radius = CornerRadius::same(CARD_RADIUS);
    let is_hot = response.hovered() || response.has_focus();
    let elevation = if is_hot { Elevation::High } else { Elevation::Low };
    let painter = ui.painter();
    painter.add(elevation.shadow(&palette).as_shape(rect, radius));
    painter.rect_filled(rect, radius, palette.card);
    let picture = Rect::from_min_size(rect.min, vec2(rect.width(), height_for(rect.width())))
        .shrink(HAIRLINE);
    let motion = if is_hot { Motion::Shown } else { Motion::Thumbnail };
    let figure = Figure { id: &item.id, name: &item.name, motion, is_mirrored: false };
    figure.paint_at(ui, picture, &response);
    let [name, below] = words(item, catalogue);
    let room = rect.width() - 2.0 * GAP_SMALL * 1.5;
    let name = laid_out(ui, &name, Type::Body.weighted(Weight::Semibold), palette.text, room);
    let below = laid_out(ui, &below, Type::Caption.font(), palette.text_quiet, room);
    let at = pos2(rect.left() + GAP_SMALL * 1.5, picture.bottom() + GAP_SMALL);
    let next = pos2(at.x, at.y + name.size().y + GAP_SMALL / 2.0);
    painter.galley(at, name, palette.text);
    painter.galley(next, below, palette.text_quiet);
    let outline = match response.hovered() {
        true => Stroke::new(LINE, palette.accent),
        false => Stroke::new(HAIRLINE, palette.line),
    };
    painter.rect_stroke(rect, radius, outline, StrokeKind::Inside);
    theme::focus_ring(ui, &response, CARD_RADIUS);
    response
}
