//! Shows where the setting is that the person searched for: the page scrolls to its row, which is marked for a
//! moment.

use std::time::Duration;

use eframe::egui::layers::ShapeIdx;
use eframe::egui::{
    Align, Context, CornerRadius, Id, Rect, Response, Shape, Stroke, StrokeKind, Ui, vec2,
};

use crate::ui::theme::{CONTROL_RADIUS, GAP_SMALL, GAP_TINY, LINE, Palette};

/// How long the row is marked.
const SHOWN_S: f64 = 4.0;

/// The words of the row.
#[derive(Debug, Clone)]
struct Sought {
    words: String,
    /// End of the mark, once the row was shown.
    until_s: Option<f64>,
}

fn id() -> Id {
    Id::unique("spotlight")
}

/// Marks the row with these `words` when it is shown next.
pub fn seek(ctx: &Context, words: &str) {
    let sought = Sought { words: words.to_owned(), until_s: None };
    ctx.data_mut(|data| data.insert_temp(id(), sought));
}

/// The mark of the row that is about to be shown with `words`, if it is sought.
pub(crate) fn begin(ui: &Ui, words: &str) -> Option<Spotlight> {
    let sought = ui.data(|data| data.get_temp::<Sought>(id()))?;
    let now_s = ui.input(|input| input.time);
    if sought.until_s.is_some_and(|until_s| now_s > until_s) {
        ui.data_mut(|data| data.remove::<Sought>(id()));
        return None;
    }
    (sought.words == words).then(|| Spotlight {
        below: ui.painter().add(Shape::Noop),
        sought,
        now_s,
    })
}

/// Shows a part of a page that has these `words`, marked if it is sought.
pub(crate) fn marked_ui(
    ui: &mut Ui,
    words: &str,
    show: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    let spotlight = begin(ui, words);
    let response = show(ui);
    if let Some(spotlight) = spotlight {
        spotlight.end(ui, response.rect);
    }
    response
}

/// Whether the row that is sought was shown.
#[must_use]
pub fn is_shown(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp::<Sought>(id())).is_some_and(|sought| sought.until_s.is_some())
}

/// The mark behind a row.
pub(crate) struct Spotlight {
    below: ShapeIdx,
    sought: Sought,
    now_s: f64,
}

impl Spotlight {
    /// Marks `rect` and, the first time, scrolls to it.
    pub(crate) fn end(mut self, ui: &Ui, rect: Rect) {
        let palette = Palette::current(ui);
        let mark = Shape::Rect(eframe::egui::epaint::RectShape::new(
            rect.expand2(vec2(GAP_SMALL, GAP_TINY)),
            CornerRadius::same(CONTROL_RADIUS),
            palette.accent_soft,
            Stroke::new(LINE, palette.accent),
            StrokeKind::Inside,
        ));
        ui.painter().set(self.below, mark);
        let until_s = self.sought.until_s.unwrap_or(self.now_s + SHOWN_S);
        if self.sought.until_s.is_none() {
            ui.scroll_to_rect(rect, Some(Align::Center));
            self.sought.until_s = Some(until_s);
            ui.data_mut(|data| data.insert_temp(id(), self.sought));
        }
        let left_s = (until_s - self.now_s).max(0.0);
        ui.ctx().request_repaint_after(Duration::from_secs_f64(left_s));
    }
}
