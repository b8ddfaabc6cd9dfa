//! List of keyboard shortcuts. It opens with F1, a question mark, or the button beside the tabs.

use eframe::egui::{
    Context, Event, Frame, Grid, Id, Key, Modal, Modifiers, Response, ScrollArea, Ui,
};

use crate::text::t;
use crate::ui::theme::{
    GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL, Icon, Palette, TEXT_MEASURE, Type, strong,
};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::page::follow_focus;

/// Keys and their descriptions. `app/frame.rs`, `history/mod.rs` and `welcome.rs` handle the keys
/// themselves.
#[must_use]
pub fn shortcuts() -> [(&'static str, &'static str); 14] {
    [
        (t!("keys-tabs"), t!("keys-tabs-do")),
        (t!("keys-upright"), t!("keys-upright-do")),
        (t!("keys-pause"), t!("keys-pause-do")),
        (t!("keys-stretch"), t!("keys-stretch-do")),
        (t!("keys-guide"), t!("keys-guide-do")),
        (t!("keys-pages"), t!("keys-pages-do")),
        (t!("keys-search"), t!("keys-search-do")),
        (t!("keys-tab"), t!("keys-tab-do")),
        (t!("keys-press"), t!("keys-press-do")),
        (t!("keys-arrows"), t!("keys-arrows-do")),
        (t!("keys-size"), t!("keys-size-do")),
        (t!("keys-escape"), t!("keys-escape-do")),
        (t!("keys-list"), t!("keys-list-do")),
        (t!("keys-quit"), t!("keys-quit-do")),
    ]
}

/// Moves the focus to `field` if the key for the search was pressed.
pub(crate) fn focus_on_search(ui: &Ui, field: &Response) {
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
        field.request_focus();
    }
}

/// Whether the key that cancels was pressed. While a menu or a list is open, the key closes that.
pub(crate) fn is_cancelled(ui: &Ui) -> bool {
    !eframe::egui::Popup::is_any_open(ui.ctx())
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// Window width below which keys and descriptions are stacked, points.
const NARROW: f32 = 760.0;

/// State of the list between frames.
#[derive(Debug, Default)]
pub struct ShortcutsView {
    is_open: bool,
}

impl ShortcutsView {
    /// Button that opens the list, with its name if `is_labelled`.
    pub fn button_ui(&mut self, ui: &mut Ui, is_labelled: bool) {
        let name = t!("keys-title");
        let button = match is_labelled {
            true => Button::quiet(name).icon(Icon::Keyboard).show(ui),
            false => Button::icon_only(Icon::Keyboard, name).show(ui),
        };
        self.is_open |= button.on_hover_text(t!("keys-hint")).clicked();
    }

    /// Shows the list while it is open.
    pub fn ui(&mut self, ctx: &Context) {
        if is_requested(ctx) {
            self.is_open = !self.is_open;
        }
        if !self.is_open {
            return;
        }
        let frame = Frame::popup(&ctx.global_style()).inner_margin(GAP_LARGE);
        let shown = Modal::new(Id::unique("keyboard")).frame(frame).show(ctx, |ui| {
            ui.set_max_width((ui.ctx().content_rect().width() - 2.0 * GAP_HUGE).min(TEXT_MEASURE));
            let title = Type::Heading.text(t!("keys-title"));
            ui.label(title);
            ui.add_space(GAP_SMALL);
            let height = ui.ctx().content_rect().height() - 5.0 * GAP_HUGE;
            ScrollArea::vertical().max_height(height.max(2.0 * GAP_HUGE)).show(ui, |ui| {
                list_ui(ui);
                follow_focus(ui);
            });
            ui.add_space(GAP);
            Button::primary(t!("keys-close")).show(ui).clicked()
        });
        if shown.inner || shown.should_close() {
            self.is_open = false;
        }
    }
}

fn list_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    if ui.ctx().content_rect().width() < NARROW {
        for (keys, does) in shortcuts() {
            ui.label(strong(keys));
            ui.label(Type::Body.text(does).color(palette.text_quiet));
        }
        return;
    }
    Grid::new("keys").num_columns(2).spacing([GAP_LARGE, GAP_SMALL]).show(ui, |ui| {
        for (keys, does) in shortcuts() {
            ui.label(strong(keys));
            ui.label(Type::Body.text(does).color(palette.text_quiet));
            ui.end_row();
        }
    });
}

/// Whether the list was requested: F1 always counts, a question mark only outside text fields.
fn is_requested(ctx: &Context) -> bool {
    if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F1)) {
        return true;
    }
    let is_typing = ctx.text_edit_focused();
    !is_typing
        && ctx.input(|input| input.events.iter().any(|e| matches!(e, Event::Text(t) if t == "?")))
}
