//! The live picture, or only a figure, with the skeleton and the two headline angles on it.

use eframe::egui::{
    self, Align2, Color32, FontId, Pos2, Rect, Response, Sense, Stroke, TextureHandle, Ui,
    WidgetInfo, pos2, vec2,
};
use egui::accesskit::Role;

use crate::body::geometry::Vec2;
use crate::body::{Landmark, Pose, Side};
use crate::engine::Snapshot;
use crate::posture::{Measure, Quantity};
use crate::ui::theme::{self, Palette};

/// What to draw.
pub struct Picture<'a> {
    /// The picture; `None` draws the figure on a plain ground.
    pub texture: Option<&'a TextureHandle>,
    /// Width over height of the picture.
    pub aspect: f32,
    /// Who was seen.
    pub pose: Option<&'a Pose>,
    /// What was made of it.
    pub snapshot: &'a Snapshot,
}

/// The transform from the picture to the screen. Mirrored, because people expect a mirror.
struct ScreenFromImage {
    rect: Rect,
    scale: f32,
}

impl ScreenFromImage {
    fn point(&self, in_image: Vec2) -> Pos2 {
        pos2(
            self.rect.right() - in_image.x as f32 * self.scale,
            self.rect.top() + in_image.y as f32 * self.scale,
        )
    }
}

impl Picture<'_> {
    /// Draws it as large as `max_size` allows.
    pub fn show(&self, ui: &mut Ui, max_size: egui::Vec2) -> Response {
        let width = max_size.x.min(max_size.y * self.aspect).max(80.0);
        let (rect, response) =
            ui.allocate_exact_size(vec2(width, width / self.aspect), Sense::hover());
        let palette = Palette::current(ui);
        if ui.is_rect_visible(rect) {
            let painter = ui.painter().with_clip_rect(rect);
            match self.texture {
                Some(texture) => {
                    let mirrored = Rect::from_min_max(pos2(1.0, 0.0), pos2(0.0, 1.0));
                    painter.image(texture.id(), rect, mirrored, Color32::WHITE);
                }
                None => {
                    painter.rect_filled(rect, f32::from(theme::CARD_RADIUS), palette.card);
                }
            }
            if let Some(pose) = self.pose {
                let scale = rect.width() / pose.image.width.max(1) as f32;
                let to_screen = ScreenFromImage { rect, scale };
                self.paint_figure(&painter, pose, &to_screen, &palette);
            }
        }
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Image,
                true,
                match self.pose {
                    Some(_) => "Live picture with your head and shoulder line",
                    None => "Live picture, nobody in view",
                },
            )
        });
        response
    }

    fn paint_figure(
        &self,
        painter: &egui::Painter,
        pose: &Pose,
        screen_from_image: &ScreenFromImage,
        palette: &Palette,
    ) {
        let at = |landmark| pose.seen(landmark).map(|p| screen_from_image.point(p));
        // A dark edge keeps every line readable on any picture.
        let edge = Stroke::new(5.0, Color32::from_black_alpha(130));
        let color = if self.texture.is_some() {
            Palette::of(egui::Theme::Dark).state(self.snapshot.state)
        } else {
            palette.state(self.snapshot.state)
        };
        let bone = Stroke::new(2.5, color);
        let bones =
            Landmark::UPPER_BODY_BONES.into_iter().filter_map(|(a, b)| Some([at(a)?, at(b)?]));
        for segment in bones.clone() {
            painter.line_segment(segment, edge);
        }
        for segment in bones {
            painter.line_segment(segment, bone);
        }
        for landmark in Landmark::ALL.into_iter().take(17) {
            if let Some(point) = at(landmark) {
                painter.circle(point, 3.0, color, Stroke::new(1.0, Color32::from_black_alpha(160)));
            }
        }
        self.paint_plumb_line(painter, &at, screen_from_image);
    }

    /// The plumb line through the shoulder midpoint, the neck line, and the headline angles.
    fn paint_plumb_line(
        &self,
        painter: &egui::Painter,
        at: &impl Fn(Landmark) -> Option<Pos2>,
        screen_from_image: &ScreenFromImage,
    ) {
        let shoulders = [at(Landmark::LeftShoulder), at(Landmark::RightShoulder)];
        if let [Some(left), Some(right)] = shoulders {
            let mid = left + (right - left) * 0.5;
            let top =
                pos2(mid.x, (mid.y - (left - right).length()).max(screen_from_image.rect.top()));
            painter.add(egui::Shape::dashed_line(
                &[mid, top],
                Stroke::new(1.5, Color32::from_white_alpha(200)),
                6.0,
                5.0,
            ));
            if let [Some(left_ear), Some(right_ear)] =
                [at(Landmark::LeftEar), at(Landmark::RightEar)]
            {
                let ear = left_ear + (right_ear - left_ear) * 0.5;
                painter.line_segment([mid, ear], Stroke::new(2.0, Color32::WHITE));
                // Above the head, clear of the face.
                let above = (left_ear - right_ear).length() * 1.25;
                let at = ear - vec2(0.0, above);
                self.paint_angle(painter, at, "Head", Quantity::ForwardHead);
            }
        }
        for (side, quantity) in [
            (Side::Left, Quantity::RaisedShoulderLeft),
            (Side::Right, Quantity::RaisedShoulderRight),
        ] {
            if let Some(shoulder) = at(Landmark::shoulder(side)) {
                self.paint_angle(painter, shoulder + vec2(0.0, 20.0), "Shoulder", quantity);
            }
        }
    }

    fn paint_angle(&self, painter: &egui::Painter, at: Pos2, name: &str, quantity: Quantity) {
        let Measure::Known(measured) = self.snapshot.measures.get(quantity) else { return };
        let text = match measured.delta {
            Some(delta) => format!("{name} {}", super::change_words(delta, "°")),
            None => format!("{name} {:.0}°", measured.value),
        };
        let galley = painter.layout_no_wrap(text, FontId::proportional(14.0), Color32::WHITE);
        let rect = Align2::CENTER_CENTER.anchor_size(at, galley.size()).expand2(vec2(6.0, 3.0));
        let rect = moved_inside(rect, painter.clip_rect());
        painter.rect_filled(rect, 6.0, Color32::from_black_alpha(170));
        painter.galley(rect.min + vec2(6.0, 3.0), galley, Color32::WHITE);
    }
}

/// A label brought wholly inside `bounds`.
fn moved_inside(rect: Rect, bounds: Rect) -> Rect {
    let min = |low: f32, length: f32, from: f32, to: f32| low.min(to - length).max(from);
    let left = min(rect.left(), rect.width(), bounds.left(), bounds.right());
    let top = min(rect.top(), rect.height(), bounds.top(), bounds.bottom());
    Rect::from_min_size(pos2(left, top), rect.size())
}

/// A picture that nothing is known about yet.
pub fn placeholder(ui: &mut Ui, max_size: egui::Vec2, text: &str) -> Response {
    let width = max_size.x.min(max_size.y * 4.0 / 3.0).max(80.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, width * 0.75), Sense::hover());
    let palette = Palette::current(ui);
    ui.painter().rect_filled(rect, f32::from(theme::CARD_RADIUS), palette.card);
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        text,
        FontId::proportional(16.0),
        palette.text_quiet,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, text));
    response
}
