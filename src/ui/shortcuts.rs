//! List of keyboard shortcuts. It opens with F1, a question mark, or the button beside the tabs.

use eframe::egui::{
    self, Context, Event, Frame, Grid, Id, Key, Modal, Modifiers, RichText, ScrollArea, Ui,
};

use crate::text::t;
use crate::ui::theme::{self, Palette};

/// Keys and their descriptions. `app/frame.rs`, `history/mod.rs` and `welcome.rs` handle the keys
/// themselves.
#[must_use]
pub fn shortcuts() -> [(&'static str, &'static str); 13] {
    [
        (t!("keys-tabs"), t!("keys-tabs-do")),
        (t!("keys-upright"), t!("keys-upright-do")),
        (t!("keys-pause"), t!("keys-pause-do")),
        (t!("keys-stretch"), t!("keys-stretch-do")),
        (t!("keys-guide"), t!("keys-guide-do")),
        (t!("keys-pages"), t!("keys-pages-do")),
        (t!("keys-tab"), t!("keys-tab-do")),
        (t!("keys-press"), t!("keys-press-do")),
        (t!("keys-arrows"), t!("keys-arrows-do")),
        (t!("keys-size"), t!("keys-size-do")),
        (t!("keys-escape"), t!("keys-escape-do")),
        (t!("keys-list"), t!("keys-list-do")),
        (t!("keys-quit"), t!("keys-quit-do")),
    ]
}

/// Window width below which keys and descriptions are stacked, points.
const NARROW: f32 = 760.0;

/// State of the list between frames.
#[derive(Debug, Default)]
pub struct ShortcutsView {
    is_open: bool,
}

impl ShortcutsView {
    /// Button that opens the list.
    pub fn button_ui(&mut self, ui: &mut Ui) {
        let button = ui.button("?").on_hover_text(t!("keys-hint"));
        button.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, t!("keys-title"))
        });
        self.is_open |= button.clicked();
    }

    /// Shows the list while it is open.
    pub fn ui(&mut self, ctx: &Context) {
        if is_requested(ctx) {
            self.is_open = !self.is_open;
        }
        if !self.is_open {
            return;
        }
        let frame = Frame::popup(&ctx.global_style()).inner_margin(theme::GAP);
        let shown = Modal::new(Id::unique("keyboard")).frame(frame).show(ctx, |ui| {
            let palette = Palette::current(ui);
            ui.set_max_width(ui.ctx().content_rect().width().min(560.0) - 48.0);
            ui.label(RichText::new(t!("keys-title")).heading());
            ui.add_space(theme::GAP_SMALL);
            let height = ui.ctx().content_rect().height() - 160.0;
            ScrollArea::vertical().max_height(height.max(80.0)).show(ui, |ui| {
                if ui.ctx().content_rect().width() < NARROW {
                    for (keys, does) in shortcuts() {
                        ui.label(RichText::new(keys).strong());
                        ui.label(RichText::new(does).color(palette.text_quiet));
                    }
                    return;
                }
                Grid::new("keys").num_columns(2).spacing([20.0, 6.0]).show(ui, |ui| {
                    for (keys, does) in shortcuts() {
                        ui.label(RichText::new(keys).strong());
                        ui.label(RichText::new(does).color(palette.text_quiet));
                        ui.end_row();
                    }
                });
            });
            ui.add_space(theme::GAP_SMALL);
            theme::primary_button(ui, t!("keys-close")).clicked()
        });
        if shown.inner || shown.should_close() {
            self.is_open = false;
        }
    }
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
