//! Choices: one of a few, on or off, and rows of a list.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align, Color32, CornerRadius, Galley, Layout, Rect, Response, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::spotlight;
use crate::ui::theme::text::{laid_out, size_of};
use crate::ui::theme::{
    self, CONTROL_HEIGHT, CONTROL_RADIUS, Elevation, GAP, GAP_SMALL, GAP_TINY, HAIRLINE, Icon,
    IconSize, LINE, Palette, ROUND, ROW_HEIGHT, Type, Weight, color,
};

/// Width and height of a switch.
const SWITCH: egui::Vec2 = vec2(40.0, 24.0);

/// Padding at the sides of an option.
const OPTION_PADDING: f32 = 14.0;

/// Where an option is placed, relative to the control.
struct Placed {
    galley: Arc<Galley>,
    rect: Rect,
}

/// Places the labels in lines of at most `width` points. Returns them with the size of the control.
fn placed(
    ui: &Ui,
    labels: &[&str],
    width: f32,
    (is_joined, padding): (bool, f32),
) -> (Vec<Placed>, egui::Vec2) {
    let gap = if is_joined { 0.0 } else { GAP_SMALL };
    let (mut at, mut used) = (egui::Vec2::ZERO, egui::Vec2::ZERO);
    let mut options = Vec::with_capacity(labels.len());
    for label in labels {
        let font = Type::Body.weighted(Weight::Medium);
        let room = width - 2.0 * padding;
        let galley = laid_out(ui, label, font, Color32::PLACEHOLDER, room);
        let height =
            CONTROL_HEIGHT.max(galley.size().y + GAP) - if is_joined { GAP_TINY } else { 0.0 };
        let size = vec2(galley.size().x + 2.0 * padding, height);
        if at.x > 0.0 && at.x + size.x > width {
            at = vec2(0.0, used.y + gap);
        }
        options.push(Placed { galley, rect: Rect::from_min_size(at.to_pos2(), size) });
        used = used.max(at + size);
        at.x += size.x + gap;
    }
    (options, used)
}

/// Shows one of a few options: joined in one control if they fit beside each other, otherwise as separate chips
/// in lines. `name` says what is chosen, for screen readers. Returns whether the choice changed.
pub fn choice_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    options: &[(T, &str)],
) -> bool {
    let labels: Vec<&str> = options.iter().map(|(_, label)| *label).collect();
    let width = if ui.layout().main_wrap {
        ui.available_size_before_wrap().x
    } else {
        ui.available_width()
    };
    let (mut places, mut size) = placed(ui, &labels, width - GAP_TINY, (true, OPTION_PADDING));
    let in_one_line = |places: &[Placed]| places.iter().all(|place| place.rect.top() <= 0.0);
    if !in_one_line(&places) {
        (places, size) = placed(ui, &labels, width - GAP_TINY, (true, GAP_SMALL));
    }
    let is_joined = in_one_line(&places);
    if !is_joined {
        (places, size) = placed(ui, &labels, ui.available_width(), (false, OPTION_PADDING));
    }
    let margin = if is_joined { LINE } else { 0.0 };
    let (whole, _) =
        ui.allocate_exact_size(size + vec2(2.0 * margin, 2.0 * margin), Sense::hover());
    keep_in_sight(ui, name, whole);
    if is_joined {
        paint_track(ui, whole);
    }
    let origin = whole.min.to_vec2() + vec2(margin, margin);
    let mut is_changed = false;
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(whole));
    name_group(ui, Role::RadioGroup, name);
    for ((value, label), place) in options.iter().zip(places) {
        let rect = place.rect.translate(origin);
        let id = ui.next_auto_id().with(*label);
        let mut response = ui.interact(rect, id, Sense::click());
        if response.clicked() && *chosen != *value {
            *chosen = value.clone();
            is_changed = true;
            let until_s = ui.input(|input| input.time) + KEPT_S;
            let kept = Kept { name: name.to_owned(), until_s };
            ui.data_mut(|data| data.insert_temp(kept_id(), kept));
            response.mark_changed();
        }
        let is_chosen = *chosen == *value;
        paint_option(ui, &response, rect, place.galley, is_chosen, is_joined);
        let is_enabled = ui.is_enabled();
        response
            .widget_info(|| WidgetInfo::selected(Role::RadioButton, is_enabled, is_chosen, *label));
    }
    is_changed
}

/// A choice that was just made. It can move everything on the page, as the size of the window's contents does.
#[derive(Debug, Clone)]
struct Kept {
    name: String,
    /// Until when the page scrolls to it.
    until_s: f64,
}

/// Time in which the page gets its new size, seconds.
const KEPT_S: f64 = 0.3;

fn kept_id() -> egui::Id {
    egui::Id::unique("choice-kept-in-sight")
}

/// Scrolls to the choice `name` in `whole` if it was just made.
fn keep_in_sight(ui: &Ui, name: &str, whole: Rect) {
    let kept: Option<Kept> = ui.data(|data| data.get_temp(kept_id()));
    let Some(kept) = kept.filter(|kept| kept.name == name) else { return };
    if ui.input(|input| input.time) > kept.until_s {
        ui.data_mut(|data| data.remove::<Kept>(kept_id()));
    } else if !ui.clip_rect().contains_rect(whole) {
        ui.scroll_to_rect(whole.expand(GAP), None);
        ui.ctx().request_repaint();
    }
}

/// Tells screen readers that the controls in `ui` belong together, and what they are about.
pub fn name_group(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
    });
}

/// The ground of joined options.
fn paint_track(ui: &Ui, whole: Rect) {
    let palette = Palette::current(ui);
    let radius = CornerRadius::same(CONTROL_RADIUS);
    ui.painter().rect_filled(whole, radius, palette.track);
    if theme::contrast_of(ui.ctx()) == theme::Contrast::High {
        let outline = Stroke::new(HAIRLINE, palette.outline);
        ui.painter().rect_stroke(whole, radius, outline, StrokeKind::Inside);
    }
}

fn paint_option(
    ui: &Ui,
    response: &Response,
    rect: Rect,
    galley: Arc<Galley>,
    is_chosen: bool,
    is_joined: bool,
) {
    let palette = Palette::current(ui);
    let painter = ui.painter();
    let radius = if is_joined { CONTROL_RADIUS - LINE as u8 } else { CONTROL_RADIUS };
    let corners = CornerRadius::same(radius);
    let (fill, ink) = match (is_chosen, is_joined) {
        (true, true) => (palette.card, palette.accent),
        (true, false) => (palette.accent_soft, palette.accent),
        (false, _) if response.hovered() => (palette.hover, palette.text),
        (false, true) => (Color32::TRANSPARENT, palette.text),
        (false, false) => (palette.card, palette.text),
    };
    if is_chosen && is_joined {
        painter.add(Elevation::Low.shadow(&palette).as_shape(rect, corners));
    }
    painter.rect_filled(rect, corners, fill);
    if !is_joined || (is_chosen && theme::contrast_of(ui.ctx()) == theme::Contrast::High) {
        let ink = if is_chosen { palette.accent } else { palette.outline };
        painter.rect_stroke(rect, corners, Stroke::new(HAIRLINE, ink), StrokeKind::Inside);
    }
    let at = rect.center() - galley.size() / 2.0;
    painter.galley_with_override_text_color(at, galley, faded(ui, ink));
    theme::focus_ring(ui, response, radius);
}

/// `color`, weaker if `ui` is disabled.
fn faded(ui: &Ui, color: Color32) -> Color32 {
    if ui.is_enabled() { color } else { color.gamma_multiply(ui.visuals().disabled_alpha()) }
}

/// Shows a switch: a row with a title, a sentence below it, and the switch at the right. The whole row can be
/// clicked.
pub fn switch_ui(ui: &mut Ui, is_on: &mut bool, title: &str, about: &str) -> Response {
    let palette = Palette::current(ui);
    let width = ui.available_width();
    let room = (width - SWITCH.x - GAP).max(GAP);
    let title_galley = laid_out(ui, title, Type::Body.weighted(Weight::Medium), palette.text, room);
    let about_galley = (!about.is_empty())
        .then(|| laid_out(ui, about, Type::Caption.font(), palette.text_quiet, room));
    let about_height = about_galley.as_ref().map_or(0.0, |galley| galley.size().y + GAP_TINY);
    let text_height = title_galley.size().y + about_height;
    let height = (text_height + GAP).max(SWITCH.y + GAP_SMALL);
    let spotlight = spotlight::begin(ui, title);
    let (rect, mut response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    if let Some(spotlight) = spotlight {
        spotlight.end(ui, rect);
    }
    if response.clicked() {
        *is_on = !*is_on;
        response.mark_changed();
    }
    let is_enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, is_enabled, *is_on, title));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let mut at = pos2(rect.left(), rect.center().y - text_height / 2.0);
    let painter = ui.painter();
    let title_height = title_galley.size().y;
    painter.galley_with_override_text_color(at, title_galley, faded(ui, palette.text));
    at.y += title_height + GAP_TINY;
    if let Some(galley) = about_galley {
        painter.galley_with_override_text_color(at, galley, faded(ui, palette.text_quiet));
    }
    let centre = pos2(rect.right() - SWITCH.x / 2.0, rect.center().y);
    paint_switch(ui, Rect::from_center_size(centre, SWITCH), &response, *is_on);
    response
}

/// Shows a box with its words, to be ticked.
pub fn check_ui(ui: &mut Ui, is_on: &mut bool, words: &str) -> Response {
    // The box stands closer to its own words than to those before it.
    let usual = std::mem::replace(&mut ui.spacing_mut().icon_spacing, GAP_TINY * 1.5);
    let response = ui.checkbox(is_on, words);
    ui.spacing_mut().icon_spacing = usual;
    ui.add_space(GAP_SMALL);
    response
}

fn paint_switch(ui: &Ui, rect: Rect, response: &Response, is_on: bool) {
    let palette = Palette::current(ui);
    let share = ui.ctx().animate_bool_responsive(response.id, is_on);
    let painter = ui.painter();
    let rest = if response.hovered() { palette.pressed } else { palette.track };
    let fill = color::mixed(rest, palette.accent, share);
    painter.rect_filled(rect, CornerRadius::same(ROUND), faded(ui, fill));
    let outline = color::mixed(palette.outline, palette.accent, share);
    let stroke = Stroke::new(HAIRLINE, faded(ui, outline));
    painter.rect_stroke(rect, CornerRadius::same(ROUND), stroke, StrokeKind::Inside);
    let radius = rect.height() / 2.0;
    let x = egui::lerp(rect.left() + radius..=rect.right() - radius, share);
    let knob = color::mixed(palette.outline, palette.on_accent, share);
    painter.circle_filled(pos2(x, rect.center().y), radius - GAP_TINY, faded(ui, knob));
    if response.has_focus() {
        let ring = Stroke::new(LINE, palette.accent);
        painter.rect_stroke(
            rect.expand(LINE),
            CornerRadius::same(ROUND),
            ring,
            StrokeKind::Outside,
        );
    }
}

/// Shows a row of a setting: title and sentence at the left, `control` at the right; below each other in a
/// narrow window. Returns what `control` returned.
pub fn row_ui<T>(
    ui: &mut Ui,
    title: &str,
    about: &str,
    control: impl FnOnce(&mut Ui, egui::Id) -> T,
) -> T {
    let spotlight = spotlight::begin(ui, title);
    let shown = ui.scope(|ui| row_contents_ui(ui, title, about, control));
    if let Some(spotlight) = spotlight {
        spotlight.end(ui, shown.response.rect);
    }
    shown.inner
}

fn row_contents_ui<T>(
    ui: &mut Ui,
    title: &str,
    about: &str,
    control: impl FnOnce(&mut Ui, egui::Id) -> T,
) -> T {
    let palette = Palette::current(ui);
    let words = |ui: &mut Ui| {
        let label =
            ui.add(egui::Label::new(Type::Body.weighted_text(title, Weight::Medium)).wrap());
        if !about.is_empty() {
            ui.add(egui::Label::new(Type::Caption.text(about).color(palette.text_quiet)).wrap());
        }
        label.id
    };
    let width = ui.available_width();
    if width < NARROW_ROW {
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        let id = words(ui);
        let shown = ui.horizontal_wrapped(|ui| control(ui, id)).inner;
        ui.add_space(GAP_SMALL);
        return shown;
    }
    // Short words leave more room for the control.
    let title_width = size_of(ui, title, Type::Body.weighted(Weight::Medium)).x;
    let natural = size_of(ui, about, Type::Caption.font()).x.max(title_width) + GAP;
    let text_width = (width * TEXT_SHARE).min(natural).floor();
    ui.allocate_ui_with_layout(
        vec2(width, ROW_HEIGHT - GAP_SMALL),
        Layout::left_to_right(Align::Center),
        |ui| {
            let size = vec2(text_width, words_height(ui, title, about, text_width));
            let id = ui
                .allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(text_width);
                    ui.spacing_mut().item_spacing.y = GAP_TINY;
                    words(ui)
                })
                .inner;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| control(ui, id)).inner
        },
    )
    .inner
}

/// Height of the words of a row, points.
fn words_height(ui: &Ui, title: &str, about: &str, width: f32) -> f32 {
    let height =
        |words: &str, font| laid_out(ui, words, font, Color32::PLACEHOLDER, width).size().y;
    let title = height(title, Type::Body.weighted(Weight::Medium));
    if about.is_empty() { title } else { title + GAP_TINY + height(about, Type::Caption.font()) }
}

/// Width below which a row is stacked.
const NARROW_ROW: f32 = 480.0;

/// Share of a row's width for its words.
const TEXT_SHARE: f32 = 0.4;

/// Shows a row of a list with an icon. The selected row is filled.
pub fn list_row_ui(ui: &mut Ui, icon: Icon, label: &str, is_selected: bool) -> Response {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width(), CONTROL_HEIGHT + GAP_TINY);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, label));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = match () {
        () if is_selected => palette.accent_soft,
        () if response.hovered() => palette.hover,
        () => Color32::TRANSPARENT,
    };
    let ink = if is_selected { palette.accent } else { palette.text };
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(CONTROL_RADIUS), fill);
    let centre =
        pos2(rect.left() + GAP_SMALL * 1.5 + IconSize::Medium.points() / 2.0, rect.center().y);
    icon.paint_as(painter, centre, IconSize::Medium, ink, is_selected);
    let weight = if is_selected { Weight::Semibold } else { Weight::Medium };
    let left = centre.x + IconSize::Medium.points() / 2.0 + GAP_SMALL * 1.5;
    let mut job = egui::text::LayoutJob::simple_singleline(
        label.to_owned(),
        Type::Body.weighted(weight),
        ink,
    );
    job.wrap =
        egui::text::TextWrapping::truncate_at_width((rect.right() - GAP_SMALL - left).max(1.0));
    let galley = painter.layout_job(job);
    painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    theme::focus_ring(ui, &response, CONTROL_RADIUS);
    response
}

/// Shows a short text in a filled, round shape, such as a state or a kind.
pub fn tag_ui(
    ui: &mut Ui,
    icon: Option<Icon>,
    words: &str,
    ink: Color32,
    fill: Color32,
) -> Response {
    let frame = egui::Frame::new()
        .fill(fill)
        .corner_radius(CornerRadius::same(ROUND))
        .inner_margin(egui::Margin::symmetric(GAP_SMALL as i8 + 2, GAP_TINY as i8 - 1));
    let shown = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = GAP_TINY;
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = IconSize::Small.points();
            if let Some(icon) = icon {
                let side = IconSize::Small.points();
                let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
                icon.paint_as(ui.painter(), rect.center(), IconSize::Small, ink, true);
            }
            ui.label(Type::Caption.weighted_text(words, Weight::Medium).color(ink));
        });
    });
    shown.response
}
