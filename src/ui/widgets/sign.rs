//! The sign beside the verdict. It is painted, so no font needs the glyph.

use eframe::egui::{Align2, Color32, FontId, Response, Sense, Stroke, Ui, vec2};

use crate::text::verdict::Sign;

const SIZE: f32 = 30.0;

/// Paints `sign` in a filled disc of `color`.
pub(crate) fn sign_ui(ui: &mut Ui, sign: Sign, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(SIZE, SIZE), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    let ground = ui.visuals().panel_fill;
    painter.circle_filled(rect.center(), SIZE / 2.0, color);
    let stroke = Stroke::new(3.0, ground);
    let at = |x: f32, y: f32| rect.min + vec2(x * SIZE, y * SIZE);
    let text = match sign {
        Sign::Tick => {
            painter.line(vec![at(0.28, 0.52), at(0.44, 0.68), at(0.73, 0.34)], stroke);
            return response;
        }
        Sign::Pause => {
            painter.line_segment([at(0.3, 0.5), at(0.7, 0.5)], stroke);
            return response;
        }
        Sign::Warning => "!",
        Sign::Question => "?",
    };
    painter.text(rect.center(), Align2::CENTER_CENTER, text, FontId::proportional(22.0), ground);
    response
}
