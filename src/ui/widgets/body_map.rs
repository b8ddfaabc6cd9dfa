//! A map of the upper body on which places are chosen.

use eframe::egui::accesskit::Role;
use eframe::egui::{Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::choice::name_group;
use super::figure;
use crate::text::{capitalized, names, t};
use crate::ui::theme::{self, CONTROL_HEIGHT, HAIRLINE, Icon, IconSize, LINE, Palette, ROUND};
use plumbline_core::coaching::discomfort::Area;

/// Diameter of a place as it is painted, points. It is pressed in [`CONTROL_HEIGHT`].
const MARK: f32 = 24.0;

/// Where the area is on the picture of the body from behind, as shares of its width and height.
fn place(area: Area) -> Pos2 {
    match area {
        Area::HeadOrEyes => pos2(0.5, 0.14),
        Area::Neck => pos2(0.5, 0.31),
        Area::LeftShoulder => pos2(0.34, 0.41),
        Area::RightShoulder => pos2(0.66, 0.41),
        Area::UpperBack => pos2(0.5, 0.47),
        Area::LowerBack => pos2(0.5, 0.77),
        Area::LeftArm => pos2(0.28, 0.66),
        Area::RightArm => pos2(0.72, 0.66),
    }
}

/// Shows the map, `side` points wide and high, with the `chosen` areas marked. A press chooses an area or takes it back.
pub(crate) fn body_map_ui(ui: &mut Ui, chosen: &mut Vec<Area>, side: f32) {
    let palette = Palette::current(ui);
    let (whole, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    figure::paint_body_behind(ui, whole);
    let ui = &mut ui.new_child(eframe::egui::UiBuilder::new().max_rect(whole));
    name_group(ui, Role::Group, t!("question-where"));
    for area in Area::ALL {
        let name = capitalized(names::area(area));
        let at = whole.lerp_inside(place(area).to_vec2());
        let pressed = Rect::from_center_size(at, vec2(CONTROL_HEIGHT, CONTROL_HEIGHT));
        let id = ui.next_auto_id().with(area);
        let response = ui.interact(pressed, id, Sense::click()).on_hover_text(&name);
        if response.clicked() {
            let before = chosen.len();
            chosen.retain(|other| *other != area);
            if chosen.len() == before {
                chosen.push(area);
            }
        }
        let is_chosen = chosen.contains(&area);
        let painter = ui.painter();
        let radius = MARK / 2.0;
        if is_chosen {
            painter.circle_filled(at, radius, palette.accent);
            let ink = palette.text_on(palette.accent);
            Icon::Check.paint(painter, at, IconSize::Small, ink);
        } else {
            let is_pointed_at = response.hovered() || response.has_focus();
            let (width, color) =
                if is_pointed_at { (LINE, palette.accent) } else { (HAIRLINE, palette.text_quiet) };
            painter.circle(at, radius, palette.card.gamma_multiply(0.8), Stroke::new(width, color));
        }
        let mark = response.clone().with_new_rect(Rect::from_center_size(at, vec2(MARK, MARK)));
        theme::focus_ring(ui, &mark, ROUND);
        let is_enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, is_enabled, is_chosen, &name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn places_are_chosen_by_name_and_taken_back() {
        let mut harness = Harness::builder()
            .with_size(vec2(300.0, 300.0))
            .with_max_steps(64)
            .with_context_setup(theme::install)
            .build_ui_state(|ui, chosen| body_map_ui(ui, chosen, 240.0), Vec::new());
        harness.run();
        for name in ["Neck", "Left shoulder", "Neck"] {
            harness.get_by_label(name).click();
            harness.run();
        }
        assert_eq!(*harness.state(), [Area::LeftShoulder]);
        let neck = harness.get_by_label("Neck").rect();
        let (left, right) = (
            harness.get_by_label("Left shoulder").rect(),
            harness.get_by_label("Right shoulder").rect(),
        );
        assert!(left.center().x < neck.center().x && neck.center().x < right.center().x);
    }

    #[test]
    fn no_place_covers_another() {
        let harness = {
            let mut harness = Harness::builder()
                .with_size(vec2(300.0, 300.0))
                .with_max_steps(64)
                .with_context_setup(theme::install)
                .build_ui_state(|ui: &mut Ui, chosen| body_map_ui(ui, chosen, 240.0), Vec::new());
            harness.run();
            harness
        };
        let rect = |area: Area| harness.get_by_label(&capitalized(names::area(area))).rect();
        for (i, a) in Area::ALL.into_iter().enumerate() {
            for b in &Area::ALL[i + 1..] {
                assert!(!rect(a).shrink(1.0).intersects(rect(*b)), "{a:?} {b:?}");
            }
        }
    }
}
