//! The sign beside the verdict.

use eframe::egui::{Color32, Response, Sense, Ui, vec2};

use crate::text::verdict::Sign;
use crate::ui::theme::{GAP, Icon, IconSize};

/// Diameter, points.
const SIZE: f32 = 3.0 * GAP;

/// Paints `sign` in a disc of `fill`.
pub(crate) fn sign_ui(ui: &mut Ui, sign: Sign, ink: Color32, fill: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(SIZE, SIZE), Sense::hover());
    if ui.is_rect_visible(rect) {
        ui.painter().circle_filled(rect.center(), SIZE / 2.0, fill);
        let icon = match sign {
            Sign::Tick => Icon::Check,
            Sign::Warning => Icon::Warning,
            Sign::Question => Icon::Question,
            Sign::Pause => Icon::Pause,
        };
        icon.paint(ui.painter(), rect.center(), IconSize::Large, ink);
    }
    response
}
