//! The frame of a page: a centred column with a title, and what a page shows while it has nothing to show.

use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align, Color32, Layout, Margin, Pos2, Response, ScrollArea, Sense, Shape, Stroke, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use super::button::Button;
use crate::ui::theme::{
    self, CONTROL_HEIGHT, GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Icon, IconSize, MEASURE, Palette,
    TEXT_MEASURE, Type,
};

/// Width of a page below which its margins are narrow.
const NARROW: f32 = 560.0;

/// Shows `contents` in a centred column of at most [`MEASURE`], which scrolls.
pub fn page_ui<T>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> T) -> T {
    page_of_width_ui(ui, MEASURE, contents)
}

/// Like [`page_ui`], with another largest width.
pub fn page_of_width_ui<T>(ui: &mut Ui, measure: f32, contents: impl FnOnce(&mut Ui) -> T) -> T {
    ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            let shown = column_ui(ui, measure, contents);
            follow_focus(ui);
            shown
        })
        .inner
}

/// Scrolls to the control that got the focus by key. Call it at the end of what a scroll area shows.
pub fn follow_focus(ui: &Ui) {
    let Some(focused) = ui.memory(|memory| memory.focused()) else { return };
    let id = ui.scope_id().with("followed-focus");
    if ui.data(|data| data.get_temp(id)) == Some(focused) {
        return;
    }
    let Some(control) = ui.ctx().read_response(focused) else { return };
    if control.layer_id != ui.layer_id() || !ui.min_rect().contains(control.rect.center()) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, focused));
    // What was clicked is in sight.
    if !ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
        ui.scroll_to_rect(control.rect.expand(GAP), None);
    }
}

/// Shows `contents` in a centred column of at most `measure` points, without scrolling.
pub fn column_ui<T>(ui: &mut Ui, measure: f32, contents: impl FnOnce(&mut Ui) -> T) -> T {
    let width = ui.available_width();
    let side = if width < NARROW { GAP } else { GAP_LARGE };
    let inner = (width - 2.0 * side).min(measure).max(0.0).floor();
    let mut rect = ui.available_rect_before_wrap();
    rect.min.x += ((width - inner) / 2.0).floor();
    rect.max.x = rect.min.x + inner;
    rect.min.y += if width < NARROW { GAP } else { GAP_LARGE };
    let column = ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ui.set_width(inner);
        let shown = contents(ui);
        ui.add_space(GAP_LARGE);
        shown
    });
    column.inner
}

/// Shows the title of a page, and a sentence below it.
pub fn title_ui(ui: &mut Ui, title: &str, about: &str) {
    ui.scope(|ui| words_ui(ui, title, about));
    ui.add_space(GAP);
}

/// Shows the title of a page, a sentence below it, and `actions` at the right. In a narrow window the actions
/// are below the title.
pub fn heading_ui<T>(
    ui: &mut Ui,
    title: &str,
    about: &str,
    actions: impl FnOnce(&mut Ui) -> T,
) -> T {
    let shown = beside_ui(ui, |ui| words_ui(ui, title, about), actions);
    ui.add_space(GAP);
    shown
}

fn words_ui(ui: &mut Ui, title: &str, about: &str) {
    ui.spacing_mut().item_spacing.y = GAP_TINY;
    let palette = Palette::current(ui);
    let heading = ui.add(egui::Label::new(Type::Heading.text(title)).wrap());
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    if !about.is_empty() {
        ui.add(egui::Label::new(Type::Body.text(about).color(palette.text_quiet)).wrap());
    }
}

/// Shows `words` with `actions` at the right, or below in a narrow window.
pub fn beside_ui<T>(
    ui: &mut Ui,
    words: impl FnOnce(&mut Ui),
    actions: impl FnOnce(&mut Ui) -> T,
) -> T {
    let width = ui.available_width();
    let id = ui.next_auto_id().with("actions-width");
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
    if width < NARROW || known > width * LARGEST_ACTIONS {
        ui.scope(words);
        return ui.horizontal_wrapped(actions).inner;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let room = width - known - GAP;
        ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.x = GAP_SMALL;
            words(ui);
        });
        ui.add_space(GAP);
        // From left to right, as Tab goes.
        let shown = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP_SMALL;
            actions(ui)
        });
        let used = shown.response.rect.width();
        if (used - known).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, used));
            ui.ctx().request_discard("actions-measured");
        }
        shown.inner
    })
    .inner
}

/// Share of the width above which actions are below the words.
const LARGEST_ACTIONS: f32 = 0.6;

/// Shows the title of a card with an icon button at the right. Returns whether it was clicked.
pub fn card_title_ui(ui: &mut Ui, title: &str, button: Button<'_>) -> bool {
    ui.horizontal_top(|ui| {
        let room = ui.available_width() - CONTROL_HEIGHT - GAP_SMALL;
        ui.allocate_ui_with_layout(
            vec2(room, CONTROL_HEIGHT),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_width(room);
                ui.add(egui::Label::new(Type::Title.text(title)).wrap());
            },
        );
        button.show(ui).clicked()
    })
    .inner
}

/// A state without content: a picture, a sentence, what follows from it, and at most one button.
#[derive(Debug, Clone, Copy)]
pub struct Empty<'a> {
    pub icon: Icon,
    pub title: &'a str,
    pub about: &'a str,
    /// Words of the primary button.
    pub button: Option<&'a str>,
}

impl Empty<'_> {
    /// Shows the state in the middle of the available width, at least `height` points high. Returns whether the
    /// button was clicked. `more` is shown below it.
    pub fn show(&self, ui: &mut Ui, height: f32, more: impl FnOnce(&mut Ui)) -> bool {
        let palette = Palette::current(ui);
        let mut is_clicked = false;
        let width = ui.available_width();
        ui.vertical_centered(|ui| {
            ui.set_width(width);
            let content = IconSize::Huge.points() * 2.0 + 150.0;
            ui.add_space(((height - content) / 2.0).max(GAP));
            self.disc_ui(ui, &palette);
            ui.add_space(GAP_SMALL);
            let column = ui.available_width().min(TEXT_MEASURE);
            ui.allocate_ui_with_layout(vec2(column, 0.0), Layout::top_down(Align::Center), |ui| {
                ui.add(egui::Label::new(Type::Title.text(self.title)).wrap());
                if !self.about.is_empty() {
                    let about = Type::Body.text(self.about).color(palette.text_quiet);
                    ui.add(egui::Label::new(about).wrap());
                }
                ui.add_space(GAP_SMALL);
                if let Some(words) = self.button {
                    is_clicked = Button::primary(words).show(ui).clicked();
                }
                more(ui);
            });
            ui.add_space(GAP);
        });
        is_clicked
    }

    fn disc_ui(&self, ui: &mut Ui, palette: &Palette) {
        let side = IconSize::Huge.points() * 1.75;
        let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
        ui.painter().circle_filled(rect.center(), side / 2.0, palette.accent_soft);
        self.icon.paint(ui.painter(), rect.center(), IconSize::Huge, palette.accent);
    }
}

/// A message inside a card or page: an icon, a sentence, and buttons below it.
pub fn banner_ui<T>(
    ui: &mut Ui,
    icon: Icon,
    words: &str,
    is_problem: bool,
    actions: impl FnOnce(&mut Ui) -> T,
) -> T {
    let palette = Palette::current(ui);
    let (ink, fill) = if is_problem {
        (palette.fault, palette.fault_soft)
    } else {
        (palette.accent, palette.accent_soft)
    };
    let frame = theme::card(&palette)
        .fill(fill)
        .inner_margin(Margin::symmetric(GAP as i8, GAP_SMALL as i8));
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                icon_ui(ui, icon, IconSize::Medium, ink);
                ui.label(words);
                actions(ui)
            })
            .inner
        })
        .inner
}

/// Shows an icon beside text.
pub fn icon_ui(ui: &mut Ui, icon: Icon, size: IconSize, ink: Color32) -> Response {
    let side = size.points();
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    icon.paint(ui.painter(), rect.center(), size, ink);
    response
}

/// Shows a problem: a sign and a sentence in the colour of faults.
pub fn problem_ui(ui: &mut Ui, words: &str) {
    note_ui(ui, Icon::WarningCircle, words, Palette::current(ui).fault);
}

/// Shows a sentence with a sign, both in the colour `ink`.
pub fn note_ui(ui: &mut Ui, icon: Icon, words: &str, ink: Color32) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP_TINY;
        icon_ui(ui, icon, IconSize::Small, ink);
        ui.add(egui::Label::new(Type::Body.text(words).color(ink)).wrap());
    });
}

/// A text field of at most `width` points.
pub fn field_ui(ui: &mut Ui, text: &mut String, width: f32, hint: &str) -> Response {
    let margin = Margin::symmetric(
        GAP_SMALL as i8 + 2,
        ((CONTROL_HEIGHT - Type::Body.size() * 1.3) / 2.0) as i8,
    );
    let edit = egui::TextEdit::singleline(text)
        .desired_width(width.min(ui.available_width()))
        .margin(margin)
        .align(egui::Align2::LEFT_CENTER)
        .hint_text(hint);
    ui.add(edit)
}

/// Paints the mark of the program, a plumb line, around `centre`.
pub fn mark_ui(ui: &Ui, centre: Pos2, side: f32, ink: Color32) {
    let painter = ui.painter();
    let at = |x: f32, y: f32| centre + vec2(x, y) * side / 2.0;
    let stroke = Stroke::new(side / 14.0, ink);
    painter.line_segment([at(-0.45, -0.86), at(0.45, -0.86)], stroke);
    painter.line_segment([at(0.0, -0.86), at(0.0, 0.1)], stroke);
    let bob = vec![at(-0.16, 0.02), at(0.16, 0.02), at(0.36, 0.3), at(0.0, 0.94), at(-0.36, 0.3)];
    painter.add(Shape::convex_polygon(bob, ink, Stroke::NONE));
}
