//! Figures: a mannequin that does a stretch, still or moving, and the maps of muscles. Their pictures are rendered
//! from a posed body (assets/illustrations/README.md).

mod motion;
mod pictures;
mod shelf;

use std::collections::BTreeSet;
use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Rect, Response, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use self::motion::{FRAMES, HOLD, Moment};
use self::pictures::{ASPECT, Drawing, SHEET};
use self::shelf::Shelf;
use crate::text::t;
use crate::ui::theme::{self, color};

/// How a figure moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motion {
    /// The hold, as a small picture: for lists.
    Thumbnail,
    /// The hold, still.
    Held,
    /// From rest to the hold three times, and again when the pointer comes.
    Shown,
    /// From rest to the hold without end.
    Repeated,
}

/// Motions before a shown figure comes to rest. It then needs no repaint.
const SHOWN_CYCLES: u64 = 3;

/// Figures whose right side is at the viewer's left (assets/illustrations/source/poses.py).
const SEEN_FROM_THE_FRONT: [&str; 7] = [
    "ear-to-shoulder",
    "ear-to-shoulder-turned",
    "side-arm",
    "side-stretch",
    "upper-trapezius-ball",
    "upper-trapezius-stick",
    "lateral-deltoid-ball-wall",
];

/// The figure of an item of the catalogue. It shows the person's own right side as the side that is stretched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub motion: Motion,
    /// Swap left and right.
    pub is_mirrored: bool,
}

impl Figure<'_> {
    /// Shows the figure as large as `size` allows. `None` if there is no picture of it.
    pub(crate) fn show(&self, ui: &mut Ui, size: Vec2) -> Option<Response> {
        let still = Drawing::Still(self.id.to_owned());
        if !still.exists() {
            return None;
        }
        let width = size.x.min(size.y * ASPECT).max(1.0).floor();
        let (rect, response) = ui.allocate_exact_size(vec2(width, width / ASPECT), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Image, true, t!("stretch-drawing", name = self.name))
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response, still);
        }
        Some(response)
    }

    /// Whether the figure of `id` is seen from the front. From behind or from the side it moves as the person does.
    pub(crate) fn faces_the_viewer(id: &str) -> bool {
        SEEN_FROM_THE_FRONT.contains(&id)
    }

    /// Paints the figure into `rect`, which belongs to `response`.
    pub(crate) fn paint_at(&self, ui: &Ui, rect: Rect, response: &Response) {
        let still = Drawing::Still(self.id.to_owned());
        if still.exists() && ui.is_rect_visible(rect) {
            self.paint(ui, rect, response, still);
        }
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, still: Drawing) {
        let shelf = Shelf::of(ui.ctx());
        let sheet = (self.motion != Motion::Thumbnail)
            .then(|| shelf.texture(ui.ctx(), Drawing::Motion(self.id.to_owned())))
            .flatten();
        let (texture, uv) = match sheet {
            Some(sheet) => (sheet, frame_on_sheet(self.frame(ui, response))),
            // A sheet takes a moment; meanwhile the small picture is shown.
            None => match shelf.texture(ui.ctx(), still) {
                Some(still) => (still, Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0))),
                None => return,
            },
        };
        let uv = if self.is_mirrored { mirrored(uv) } else { uv };
        ui.painter().image(texture.id(), rect, uv, color::NO_TINT);
    }

    /// The frame that is due. Asks for a repaint when the next one is due.
    fn frame(&self, ui: &Ui, response: &Response) -> usize {
        let cycles = match self.motion {
            Motion::Thumbnail | Motion::Held => return HOLD,
            _ if theme::motion_s(ui) == 0.0 => return HOLD,
            Motion::Shown => Some(SHOWN_CYCLES),
            Motion::Repeated => None,
        };
        let now_s = ui.input(|input| input.time);
        let pass = ui.ctx().cumulative_pass_nr();
        let is_pointed_at = response.hovered();
        let id = response.id.with((self.id, "motion"));
        let before = ui.data(|data| data.get_temp::<Play>(id));
        let play = match before {
            Some(play) if pass <= play.last_pass + 1 || is_going_on(play, cycles, now_s) => {
                let is_again = is_pointed_at
                    && !play.is_pointed_at
                    && at(play.started_s, now_s, cycles).next_in.is_none();
                Play {
                    started_s: if is_again { now_s } else { play.started_s },
                    last_pass: pass,
                    is_pointed_at,
                }
            }
            _ => Play { started_s: now_s, last_pass: pass, is_pointed_at },
        };
        ui.data_mut(|data| data.insert_temp(id, play));
        let moment = at(play.started_s, now_s, cycles);
        if let Some(next_in) = moment.next_in {
            ui.ctx().request_repaint_after(next_in);
        }
        moment.frame
    }
}

/// A motion that is shown.
#[derive(Debug, Clone, Copy)]
struct Play {
    started_s: f64,
    /// Pass of egui in which it was last painted.
    last_pass: u64,
    is_pointed_at: bool,
}

fn at(started_s: f64, now_s: f64, cycles: Option<u64>) -> Moment {
    motion::at(Duration::from_secs_f64((now_s - started_s).max(0.0)), cycles)
}

/// Whether the motion has not ended. Other parts of the window can cause passes in which it is not painted.
fn is_going_on(play: Play, cycles: Option<u64>, now_s: f64) -> bool {
    at(play.started_s, now_s, cycles).next_in.is_some()
}

/// Part of the sheet that has the frame.
fn frame_on_sheet(frame: usize) -> Rect {
    let [columns, rows] = SHEET;
    debug_assert!(frame < FRAMES);
    let size = vec2(1.0 / columns as f32, 1.0 / rows as f32);
    let column = (frame % columns) as f32;
    let row = (frame / columns) as f32;
    Rect::from_min_size(pos2(column * size.x, row * size.y), size)
}

fn mirrored(uv: Rect) -> Rect {
    Rect::from_min_max(pos2(uv.right(), uv.top()), pos2(uv.left(), uv.bottom()))
}

/// Moving figure of the stretch `id`, `width` points wide. `None` if there is no picture of it.
pub(crate) fn figure_ui(ui: &mut Ui, id: &str, name: &str, width: f32) -> Option<Response> {
    let figure = Figure { id, name, motion: Motion::Shown, is_mirrored: false };
    figure.show(ui, vec2(width, width / ASPECT))
}

/// Height of a figure of this width.
pub(crate) fn height_for(width: f32) -> f32 {
    width / ASPECT
}

/// Front and back of the upper body with the muscles `ids` glowing, `width` points wide together.
pub(crate) fn muscle_map_ui(ui: &mut Ui, ids: &BTreeSet<&str>, names: &str, width: f32) {
    let drawing = Drawing::Muscles(ids.iter().map(|id| (*id).to_owned()).collect());
    if ids.is_empty() || !drawing.exists() {
        return;
    }
    let side = (width / 2.0).floor();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (half, words) in [
            t!("stretch-muscles-front", muscles = names),
            t!("stretch-muscles-back", muscles = names),
        ]
        .into_iter()
        .enumerate()
        {
            let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
            let Some(texture) = Shelf::of(ui.ctx()).texture(ui.ctx(), drawing.clone()) else {
                continue;
            };
            let left = half as f32 / 2.0;
            let uv = Rect::from_min_max(pos2(left, 0.0), pos2(left + 0.5, 1.0));
            ui.painter().image(texture.id(), rect, uv, color::NO_TINT);
        }
    });
}

/// Paints the upper body from behind into the square `rect`: the person's left side is at the left.
pub(crate) fn paint_body_behind(ui: &Ui, rect: Rect) {
    if let Some(texture) = Shelf::of(ui.ctx()).texture(ui.ctx(), Drawing::Body) {
        let behind = Rect::from_min_max(pos2(0.5, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture.id(), rect, behind, color::NO_TINT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::USUAL_MOTION_S;
    use eframe::egui::ViewportId;
    use egui_kittest::Harness;

    /// A window with one figure, once its pictures are decoded.
    fn window(motion: Motion, is_reduced: bool) -> Harness<'static> {
        let mut harness = Harness::builder()
            .with_size(vec2(480.0, 400.0))
            .with_max_steps(64)
            .with_context_setup(theme::install)
            .build_ui(move |ui| {
                // The harness switches motion off.
                ui.style_mut().animation_time = if is_reduced { 0.0 } else { USUAL_MOTION_S };
                let figure =
                    Figure { id: "side-arm", name: "Side arm stretch", motion, is_mirrored: false };
                figure.show(ui, vec2(400.0, 300.0));
            });
        harness.run();
        harness
    }

    /// Time until the window repaints by itself.
    fn repaints_in(harness: &Harness<'_>) -> Duration {
        harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }

    #[test]
    fn a_shown_figure_moves_and_then_needs_no_repaint() {
        let mut harness = window(Motion::Shown, false);
        let mut is_moving = 0;
        for _ in 0..80 {
            harness.step();
            let delay = repaints_in(&harness);
            assert!(delay >= Duration::from_millis(1), "a repaint at once");
            is_moving += usize::from(delay < Duration::from_secs(2));
        }
        assert!(is_moving > 20, "{is_moving}");
        assert!(repaints_in(&harness) > Duration::from_secs(60));
    }

    #[test]
    fn with_reduced_motion_and_in_lists_a_figure_is_still() {
        for (motion, is_reduced) in [
            (Motion::Shown, true),
            (Motion::Repeated, true),
            (Motion::Thumbnail, false),
            (Motion::Held, false),
        ] {
            let harness = window(motion, is_reduced);
            assert!(repaints_in(&harness) > Duration::from_secs(60), "{motion:?}");
        }
    }

    #[test]
    fn the_frames_are_in_lines_on_the_sheet() {
        assert_eq!(frame_on_sheet(0).min, pos2(0.0, 0.0));
        assert_eq!(frame_on_sheet(4).min, pos2(1.0 / 3.0, 0.25));
        assert!((frame_on_sheet(HOLD).max - pos2(1.0, 1.0)).length() < 1e-6);
        assert_eq!(SHEET[0] * SHEET[1], FRAMES);
    }
}
