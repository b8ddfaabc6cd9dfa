//! The live camera image, or only the figure, with the skeleton and the headline angles.

use eframe::egui::{
    self, Align2, Color32, FontId, Pos2, Rect, Response, Sense, Stroke, TextureHandle, Ui,
    WidgetInfo, pos2, vec2,
};
use egui::accesskit::Role;

use super::ink::Ink;
use super::{angle_words, bound_words, change_words, head_dial, value_words};
use crate::text::t;
use crate::ui::theme::{self, Palette};
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Landmark, Pose, Side};
use plumbline_core::engine::Snapshot;
use plumbline_core::engine::limit_status::LimitStatus;
use plumbline_core::posture::fault::LimitChoice;
use plumbline_core::posture::limit_on_picture::{SideNeck, ear_mid_in_image};
use plumbline_core::posture::{Measure, Quantity, View};

/// Contents of the live picture.
pub(crate) struct Picture<'a> {
    /// Camera image; `None` draws the figure on a plain background.
    pub texture: Option<&'a TextureHandle>,
    /// Width divided by height of the image.
    pub aspect: f32,
    /// Detected pose.
    pub pose: Option<&'a Pose>,
    /// Evaluation of the pose.
    pub snapshot: &'a Snapshot,
    pub limits: &'a LimitChoice,
}

/// Transform from image pixels to screen points. It mirrors the image, because people expect a
/// mirror.
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

/// Each shoulder with its quantity.
const SHOULDERS: [(Side, Quantity); 2] =
    [(Side::Left, Quantity::RaisedShoulderLeft), (Side::Right, Quantity::RaisedShoulderRight)];

impl Picture<'_> {
    /// Draws the picture as large as `max_size` allows.
    pub(crate) fn show(&self, ui: &mut Ui, max_size: egui::Vec2) -> Response {
        let width = max_size.x.min(max_size.y * self.aspect).max(80.0);
        let (rect, response) =
            ui.allocate_exact_size(vec2(width, width / self.aspect), Sense::hover());
        let palette = Palette::current(ui);
        if ui.is_rect_visible(rect) {
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
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
                let (ink, palette) = match self.texture {
                    Some(_) => (Ink::over_photograph(), Palette::of(egui::Theme::Dark)),
                    None => (Ink::on_card(&palette), palette),
                };
                let on = Canvas { painter: &painter, pose, to_screen: &to_screen, ink: &ink };
                self.paint_bones(&on, &palette);
                self.paint_neck(&on);
                self.paint_shoulders(&on);
            }
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, self.words()));
        response
    }

    /// Text alternative of the picture, for screen readers.
    fn words(&self) -> String {
        if self.snapshot.monitor.blank.is_some() {
            return t!("picture-blank").into();
        }
        if self.pose.is_none() {
            return t!("picture-nobody").into();
        }
        let texts = |quantity| {
            let status = self.status(quantity)?;
            let angle = change_words(status.now(), "°");
            let limit = bound_words(&status, change_words(status.limit(), "°"));
            Some((angle, limit))
        };
        let head = texts(Quantity::ForwardHead)
            .map(|(angle, limit)| t!("picture-words-head", angle = angle, limit = limit));
        let left = texts(Quantity::RaisedShoulderLeft)
            .map(|(angle, limit)| t!("picture-words-left", angle = angle, limit = limit));
        let right = texts(Quantity::RaisedShoulderRight)
            .map(|(angle, limit)| t!("picture-words-right", angle = angle, limit = limit));
        let mut words = t!("picture-words").to_owned();
        if let Some(head) = head {
            words += &format!(". {head}");
        }
        for shoulder in [left, right].into_iter().flatten() {
            words += &format!("; {shoulder}");
        }
        words
    }

    fn status(&self, quantity: Quantity) -> Option<LimitStatus> {
        LimitStatus::from_upright(quantity, self.snapshot, self.limits)
    }

    fn paint_bones(&self, on: &Canvas<'_>, palette: &Palette) {
        let color = palette.state(self.snapshot.state);
        // An outline keeps every line readable on any image.
        let edge = Stroke::new(5.0, on.ink.edge);
        let bone = Stroke::new(2.5, color);
        let bones = Landmark::UPPER_BODY_BONES
            .into_iter()
            .filter_map(|(a, b)| Some([on.at(a)?, on.at(b)?]));
        for segment in bones.clone() {
            on.painter.line_segment(segment, edge);
        }
        for segment in bones {
            on.painter.line_segment(segment, bone);
        }
        for landmark in Landmark::ALL.into_iter().take(17) {
            if let Some(point) = on.at(landmark) {
                on.painter.circle(point, 3.0, color, Stroke::new(1.0, on.ink.edge));
            }
        }
    }

    /// Draws the plumb line, the neck and the forward-head angle with its limit.
    fn paint_neck(&self, on: &Canvas<'_>) {
        if self.snapshot.measures.view == View::Side {
            return self.paint_side_neck(on);
        }
        let [Some(left), Some(right)] = Side::BOTH.map(|side| on.at(Landmark::shoulder(side)))
        else {
            return;
        };
        let mid = left + (right - left) * 0.5;
        let top = (mid.y - (left - right).length()).max(on.to_screen.rect.top());
        on.ink.dashes(on.painter, [mid, pos2(mid.x, top)], false);
        let ears = Side::BOTH.map(|side| on.at(Landmark::ear(side)));
        let [Some(left_ear), Some(right_ear)] = ears else { return };
        let ear = left_ear + (right_ear - left_ear) * 0.5;
        on.ink.segment(on.painter, [mid, ear], 2.0, false);
        // The landmarks of a head reach only from ear to ear; its height is estimated from that
        // width.
        let breadth = (left_ear - right_ear).length();
        let head = Rect::from_center_size(ear, vec2(1.4, 2.2) * breadth);
        let place = head_dial::place_of(on.to_screen.rect, Some(head));
        match (self.status(Quantity::ForwardHead), place) {
            (Some(status), Some(place)) => {
                head_dial::paint(on.painter, place, &status, on.ink);
            }
            // Above the head, so that the label does not cover the face.
            _ => {
                self.paint_angle(
                    on,
                    ear - vec2(0.0, breadth * 1.25),
                    t!("picture-head"),
                    Quantity::ForwardHead,
                );
            }
        }
    }

    /// Side view: draws the forward-head angle and its limit directly on the image.
    fn paint_side_neck(&self, on: &Canvas<'_>) {
        let Some(neck) = SideNeck::of(on.pose) else { return };
        let at = |point| on.to_screen.point(point);
        let shoulder = at(neck.shoulder_in_image);
        let ear = at(neck.ear_in_image);
        on.ink.dashes(on.painter, [shoulder, at(neck.ear_at(0.0))], false);
        if let Some(status) = self.status(Quantity::ForwardHead) {
            let limit_deg = status.limit_value();
            let is_beyond = status.is_beyond();
            let arc: Vec<Pos2> =
                (0..=12).map(|i| at(neck.ear_at(limit_deg + 1.5 * f64::from(i)))).collect();
            for pair in arc.windows(2) {
                on.ink.segment(on.painter, [pair[0], pair[1]], 2.0, is_beyond);
            }
            // Teeth mark the range beyond the limit.
            for tip in arc.iter().step_by(3) {
                on.ink.segment(on.painter, [*tip, *tip + (shoulder - *tip) * 0.08], 1.5, is_beyond);
            }
            on.ink.dashes(on.painter, [shoulder, arc[0]], is_beyond);
            on.ink.segment(on.painter, [shoulder, ear], 2.5, is_beyond);
        } else {
            on.ink.segment(on.painter, [shoulder, ear], 2.5, false);
        }
        let above = shoulder.distance(ear) * 0.7;
        self.paint_angle(on, ear - vec2(0.0, above), t!("picture-head"), Quantity::ForwardHead);
    }

    /// Draws the angle of each shoulder and a mark at its limit position.
    fn paint_shoulders(&self, on: &Canvas<'_>) {
        let shoulders = SHOULDERS.map(|(side, _)| on.at(Landmark::shoulder(side)));
        for ((side, quantity), shoulder) in SHOULDERS.into_iter().zip(shoulders) {
            let Some(shoulder) = shoulder else { continue };
            let limit_y = self.paint_shoulder_limit(on, side, quantity, shoulder);
            // Below the limit mark too: a raised shoulder lies above it.
            let below = limit_y.unwrap_or(shoulder.y).max(shoulder.y) + 10.0;
            // Aligned away from the other label, so that the two never overlap.
            let align = match shoulders {
                [Some(left), Some(right)] => {
                    let mid_x = f32::midpoint(left.x, right.x);
                    if (left.x - right.x).abs() > 220.0 {
                        Align2::CENTER_TOP
                    } else if shoulder.x < mid_x {
                        Align2::RIGHT_TOP
                    } else {
                        Align2::LEFT_TOP
                    }
                }
                _ => Align2::CENTER_TOP,
            };
            let inwards = match align {
                Align2::RIGHT_TOP => vec2(24.0, 0.0),
                Align2::LEFT_TOP => vec2(-24.0, 0.0),
                _ => vec2(0.0, 0.0),
            };
            self.paint_aligned(
                on,
                pos2(shoulder.x, below) + inwards,
                align,
                t!("picture-shoulder"),
                quantity,
            );
        }
    }

    /// Draws the mark at the limit position of one shoulder. Returns its y coordinate on the
    /// screen.
    fn paint_shoulder_limit(
        &self,
        on: &Canvas<'_>,
        side: Side,
        quantity: Quantity,
        shoulder: Pos2,
    ) -> Option<f32> {
        let status = self.status(quantity)?;
        let mark = self.snapshot.measures.shoulder_mark(side)?;
        let ears = ear_mid_in_image(on.pose)?;
        let at = on.to_screen.point(ears + mark.from_ears_px(status.limit_value()));
        let is_beyond = status.is_beyond();
        let px_per_cm = mark.px_per_cm as f32 * on.to_screen.scale;
        let half = (5.0 * px_per_cm).clamp(14.0, 48.0);
        let (left, right) = (shoulder.x - half, shoulder.x + half);
        let height = (1.2 * px_per_cm).clamp(5.0, 12.0);
        let band = Rect::from_min_max(pos2(left, at.y - height), pos2(right, at.y));
        on.ink.hatch(on.painter, band, is_beyond);
        on.ink.segment(on.painter, [pos2(left, at.y), pos2(right, at.y)], 2.0, is_beyond);
        Some(at.y)
    }

    fn paint_angle(&self, on: &Canvas<'_>, at: Pos2, name: &str, quantity: Quantity) {
        self.paint_aligned(on, at, Align2::CENTER_CENTER, name, quantity);
    }

    fn paint_aligned(
        &self,
        on: &Canvas<'_>,
        at: Pos2,
        align: Align2,
        name: &str,
        quantity: Quantity,
    ) {
        let Measure::Known(measured) = self.snapshot.measures.get(quantity) else { return };
        let (lines, is_beyond) = match (self.status(quantity), measured.delta) {
            (Some(status), _) => {
                let [now, limit] = angle_words(name, &status);
                let sign = if status.is_beyond() { "! " } else { "" };
                (vec![(format!("{sign}{now}"), 14.0), (limit, 12.0)], status.is_beyond())
            }
            (None, Some(delta)) => {
                let angle = change_words(delta, "°");
                (vec![(t!("picture-angle", name = name, angle = angle), 14.0)], false)
            }
            (None, None) => {
                let angle = value_words(measured.value, "°");
                (vec![(t!("picture-angle", name = name, angle = angle), 14.0)], false)
            }
        };
        on.ink.label(on.painter, at, align, &lines, is_beyond);
    }
}

/// Everything needed to paint on the picture.
struct Canvas<'a> {
    painter: &'a egui::Painter,
    pose: &'a Pose,
    to_screen: &'a ScreenFromImage,
    ink: &'a Ink,
}

impl Canvas<'_> {
    fn at(&self, landmark: Landmark) -> Option<Pos2> {
        self.pose.seen(landmark).map(|point| self.to_screen.point(point))
    }
}

/// Placeholder for the picture while no data is available.
pub(crate) fn placeholder(ui: &mut Ui, max_size: egui::Vec2, text: &str) -> Response {
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
