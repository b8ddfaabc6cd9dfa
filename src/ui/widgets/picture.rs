//! The live camera image, or the person as a silhouette, with the plumb line and the limits on it.

use eframe::egui::{
    self, Align2, Color32, CornerRadius, Mesh, Pos2, Rect, Response, Sense, Shape, Stroke,
    StrokeKind, TextureHandle, Ui, WidgetInfo, pos2, vec2,
};
use egui::accesskit::Role;

use super::ink::Ink;
use super::silhouette::{self, Glow, Joints, SideJoints, Tones};
use super::{angle_words, bound_words, change_words};
use crate::text::t;
use crate::ui::theme::color::{NO_TINT, mixed};
use crate::ui::theme::{
    CARD_RADIUS, CONTROL_RADIUS, GAP, GAP_SMALL, GAP_TINY, HAIRLINE, LINE, LINE_STRONG, Palette,
    Type, Weight,
};
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Fault, Landmark, Pose, Side};
use plumbline_core::engine::Snapshot;
use plumbline_core::engine::limit_status::LimitStatus;
use plumbline_core::posture::fault::LimitChoice;
use plumbline_core::posture::judge::PostureState;
use plumbline_core::posture::limit_on_picture::{SideNeck, ear_mid_in_image};
use plumbline_core::posture::{Quantity, View};

/// How much the body fades while the posture is uncertain.
const UNSURE_SHARE: f32 = 0.6;

/// Least distance between the silhouette's head and the upper edge, as a share of the height.
const HEADROOM: f32 = 0.1;

/// What is shown below the shoulders at least, as a share of their distance.
const BELOW_SHOULDERS: f32 = 0.3;

/// Least width and height of a picture with a legend, points.
const LEGEND_ROOM: [f32; 2] = [400.0, 240.0];

/// Half the height of the label of an angle in the picture, points.
const LABEL_HALF: f32 = 22.0;

/// Contents of the live picture.
pub struct Picture<'a> {
    /// Camera image; `None` draws the person as a silhouette.
    pub texture: Option<&'a TextureHandle>,
    /// Width divided by height of the image.
    pub aspect: f32,
    /// Detected pose.
    pub pose: Option<&'a Pose>,
    /// Evaluation of the pose.
    pub snapshot: &'a Snapshot,
    pub limits: &'a LimitChoice,
    /// Whether words say what the lines mean, if there is room for them.
    pub is_explained: bool,
}

/// Where the person is in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// Where the camera sees the person.
    AsSeen,
    /// A silhouette is in the middle.
    Centred,
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
    /// Draws the picture in exactly `size`; what does not fit is cut off.
    pub fn show_in(&self, ui: &mut Ui, size: egui::Vec2, framing: Framing) -> Response {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let palette = Palette::current(ui);
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, framing, &palette);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, self.words()));
        response
    }

    fn paint(&self, ui: &Ui, rect: Rect, framing: Framing, palette: &Palette) {
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        // The whole image, as it covers `rect`.
        let image = covering(rect, self.aspect);
        let image = match (framing, self.pose) {
            (Framing::Centred, Some(pose)) if self.texture.is_some() => {
                with_head(image, rect, pose)
            }
            _ => image,
        };
        match self.texture {
            Some(texture) => {
                let mirrored = Rect::from_min_max(pos2(1.0, 0.0), pos2(0.0, 1.0));
                painter.image(texture.id(), image, mirrored, NO_TINT);
            }
            None => paint_scene(&painter, rect, palette),
        }
        if let Some(pose) = self.pose {
            let scale = image.width() / pose.image.width.max(1) as f32;
            let (image, scale) = match framing {
                Framing::Centred if self.texture.is_none() => centred(image, rect, scale, pose),
                Framing::Centred | Framing::AsSeen => (image, scale),
            };
            let to_screen = ScreenFromImage { rect: image, scale };
            let (ink, palette) = match self.texture {
                Some(_) => (Ink::over_photograph(), Palette::of(egui::Theme::Dark)),
                None => (Ink::on_card(palette), *palette),
            };
            let on = Canvas { painter: &painter, pose, to_screen: &to_screen, ink: &ink, rect };
            if self.texture.is_none() {
                self.paint_person(&on, &palette);
            }
            self.paint_lines(&on, &palette);
            let has_limits = self.paint_shoulders(&on);
            let has_room = self.is_explained
                && rect.width() >= LEGEND_ROOM[0]
                && rect.height() >= LEGEND_ROOM[1];
            if has_room && self.snapshot.measures.view != View::Side {
                paint_legend(&on, has_limits);
            }
        }
        let corners = CornerRadius::same(CARD_RADIUS);
        round_off(&painter, rect, ui.visuals().panel_fill);
        painter.rect_stroke(rect, corners, Stroke::new(HAIRLINE, palette.line), StrokeKind::Inside);
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

    fn paint_person(&self, on: &Canvas<'_>, palette: &Palette) {
        let tones = self.tones(palette);
        // The fault that the verdict names.
        let fault = self.snapshot.faults.first().map(|active| active.fault);
        let color = palette.fault;
        if self.snapshot.measures.view == View::Side
            && let Some(neck) = SideNeck::of(on.pose)
        {
            let at = |point| on.to_screen.point(point);
            let joints = SideJoints {
                ear: at(neck.ear_in_image),
                shoulder: at(neck.shoulder_in_image),
                nose: on.at(Landmark::Nose),
                elbow: on.at(Landmark::LeftElbow).or(on.at(Landmark::RightElbow)),
            };
            let glow = (fault == Some(Fault::ForwardHead)).then(|| Glow {
                centre: joints.shoulder.lerp(joints.ear, 0.4),
                radius: joints.shoulder.distance(joints.ear) * 0.6,
                color,
            });
            return silhouette::paint_side(on.painter, on.rect, &joints, tones, glow.as_slice());
        }
        let Some(joints) = joints_of(on.pose, on.to_screen) else { return };
        let radius = joints.spot_radius();
        let spots = fault.map_or_else(Vec::new, |fault| joints.spots_of(fault));
        let glows: Vec<Glow> =
            spots.into_iter().map(|centre| Glow { centre, radius, color }).collect();
        silhouette::paint(on.painter, on.rect, &joints, tones, &glows);
    }

    /// Colours of the body. A fault is marked at its place.
    fn tones(&self, palette: &Palette) -> Tones {
        match self.snapshot.state {
            PostureState::Good | PostureState::Fault => palette.body,
            PostureState::Uncertain | PostureState::Away => {
                palette.body.map(|tone| mixed(tone, palette.track, UNSURE_SHARE))
            }
        }
    }

    /// Draws the plumb line and the line of neck and shoulders.
    fn paint_lines(&self, on: &Canvas<'_>, palette: &Palette) {
        if self.snapshot.measures.view == View::Side {
            return self.paint_side_neck(on);
        }
        let [Some(left), Some(right)] = Side::BOTH.map(|side| on.at(Landmark::shoulder(side)))
        else {
            return;
        };
        let mid = left.lerp(right, 0.5);
        let span = (left - right).length();
        let state = palette.state(self.snapshot.state);
        if self.texture.is_some() {
            on.ink.colored_segment(on.painter, [left, right], LINE_STRONG, state);
            let ears = Side::BOTH.map(|side| on.at(Landmark::ear(side)));
            if let [Some(left_ear), Some(right_ear)] = ears {
                // Up to the chin: the face stays free.
                on.ink.colored_segment(
                    on.painter,
                    [mid, mid.lerp(left_ear.lerp(right_ear, 0.5), 0.5)],
                    LINE_STRONG,
                    state,
                );
            }
        }
        let bob = pos2(mid.x, (mid.y + span * 0.14).min(on.rect.bottom() - GAP));
        on.ink.plumb_line(on.painter, [pos2(mid.x, on.rect.top()), bob]);
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
                on.ink.segment(on.painter, [pair[0], pair[1]], LINE, is_beyond);
            }
            // Teeth mark the range beyond the limit.
            for tip in arc.iter().step_by(3) {
                on.ink.segment(
                    on.painter,
                    [*tip, *tip + (shoulder - *tip) * 0.08],
                    LINE,
                    is_beyond,
                );
            }
            on.ink.dashes(on.painter, [shoulder, arc[0]], is_beyond);
            on.ink.segment(on.painter, [shoulder, ear], LINE_STRONG, is_beyond);
            let [now, limit] = angle_words(t!("picture-head"), &status);
            let lines =
                [(now, Type::Body.weighted(Weight::Semibold)), (limit, Type::Caption.font())];
            // Above the head, as far as the picture goes.
            let above = ear.y - shoulder.distance(ear) * 0.68 - LABEL_HALF;
            let above = pos2(ear.x, above.max(on.rect.top() + LABEL_HALF + GAP_TINY));
            on.ink.label(on.painter, above, Align2::CENTER_CENTER, &lines, is_beyond);
        } else {
            on.ink.segment(on.painter, [shoulder, ear], LINE_STRONG, false);
        }
    }

    /// Draws a mark at the limit position of each shoulder. Returns whether there is one.
    fn paint_shoulders(&self, on: &Canvas<'_>) -> bool {
        let mut has_limits = false;
        for (side, quantity) in SHOULDERS {
            if let Some(shoulder) = on.at(Landmark::shoulder(side)) {
                has_limits |= self.paint_shoulder_limit(on, side, quantity, shoulder).is_some();
            }
        }
        has_limits
    }

    fn paint_shoulder_limit(
        &self,
        on: &Canvas<'_>,
        side: Side,
        quantity: Quantity,
        shoulder: Pos2,
    ) -> Option<()> {
        let status = self.status(quantity)?;
        let mark = self.snapshot.measures.shoulder_mark(side)?;
        let ears = ear_mid_in_image(on.pose)?;
        let at = on.to_screen.point(ears + mark.from_ears_px(status.limit_value()));
        let is_beyond = status.is_beyond();
        let px_per_cm = mark.px_per_cm as f32 * on.to_screen.scale;
        let half = (5.0 * px_per_cm).clamp(GAP, 3.0 * GAP);
        let (left, right) = (shoulder.x - half, shoulder.x + half);
        let height = (1.2 * px_per_cm).clamp(GAP_TINY, GAP);
        let band = Rect::from_min_max(pos2(left, at.y - height), pos2(right, at.y));
        on.ink.hatch(on.painter, band, is_beyond);
        on.ink.segment(on.painter, [pos2(left, at.y), pos2(right, at.y)], LINE, is_beyond);
        Some(())
    }
}

/// Says at the lower left what the lines mean.
fn paint_legend(on: &Canvas<'_>, has_limits: bool) {
    let ink = on.ink;
    let words = [Some(t!("picture-plumb-line")), has_limits.then_some(t!("picture-limit"))];
    let font = Type::Caption.font();
    let lay = |words: &str| on.painter.layout_no_wrap(words.to_owned(), font.clone(), ink.line);
    let galleys: Vec<_> = words.into_iter().flatten().map(lay).collect();
    let line = Type::Caption.size() + GAP_SMALL;
    let sign = vec2(GAP, line - GAP_TINY);
    let width = galleys.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
    let size = vec2(sign.x + width + 3.0 * GAP_SMALL, line * galleys.len() as f32 + GAP_TINY);
    let corner = on.rect.left_bottom() + vec2(GAP_SMALL, -GAP_SMALL - size.y);
    let ground = Rect::from_min_size(corner, size);
    on.painter.rect_filled(ground, CornerRadius::same(CONTROL_RADIUS), ink.ground);
    let mut middle = pos2(ground.left() + GAP_SMALL + sign.x / 2.0, ground.top() + line / 2.0);
    middle.y += GAP_TINY / 2.0;
    for (i, galley) in galleys.into_iter().enumerate() {
        let place = Rect::from_center_size(middle, sign);
        if i == 0 {
            ink.small_plumb_line(on.painter, place);
        } else {
            let band = place.shrink2(vec2(0.0, sign.y / 3.0));
            ink.hatch(on.painter, band, false);
            ink.segment(on.painter, [band.left_bottom(), band.right_bottom()], LINE, false);
        }
        let at = pos2(place.right() + GAP_SMALL, middle.y - galley.size().y / 2.0);
        on.painter.galley(at, galley, ink.line);
        middle.y += line;
    }
}

/// Everything needed to paint on the picture.
struct Canvas<'a> {
    painter: &'a egui::Painter,
    pose: &'a Pose,
    to_screen: &'a ScreenFromImage,
    ink: &'a Ink,
    /// The visible part.
    rect: Rect,
}

impl Canvas<'_> {
    fn at(&self, landmark: Landmark) -> Option<Pos2> {
        self.pose.seen(landmark).map(|point| self.to_screen.point(point))
    }
}

/// The joints of a person in front view, on the screen. If one of a pair is hidden, the model's estimate of it is
/// used; if both shoulders are hidden, they are where the size of the head puts them.
fn joints_of(pose: &Pose, to_screen: &ScreenFromImage) -> Option<Joints> {
    let seen = |landmark| pose.seen(landmark).map(|point| to_screen.point(point));
    let estimated = |landmark| {
        let keypoint = pose.keypoint(landmark);
        let is_known = keypoint.is_finite() && keypoint.presence > 0.0;
        is_known.then(|| to_screen.point(keypoint.in_image))
    };
    let both = |of: fn(Side) -> Landmark| {
        Side::BOTH.iter().find_map(|side| seen(of(*side)))?;
        let [left, right] = Side::BOTH.map(|side| estimated(of(side)));
        Some([left?, right?])
    };
    let ears = both(Landmark::ear)?;
    let shoulders = both(Landmark::shoulder).unwrap_or_else(|| Joints::shoulders_below(ears));
    Some(Joints {
        ears,
        shoulders,
        elbows: [Landmark::LeftElbow, Landmark::RightElbow].map(seen),
        wrists: [Landmark::LeftWrist, Landmark::RightWrist].map(seen),
    })
}

/// The camera `image` moved up or down, so that the head is in `rect`. It still covers `rect`.
fn with_head(image: Rect, rect: Rect, pose: &Pose) -> Rect {
    let on_screen =
        ScreenFromImage { rect: image, scale: image.width() / pose.image.width.max(1) as f32 };
    let ears = Side::BOTH.map(|side| pose.seen(Landmark::ear(side)).map(|at| on_screen.point(at)));
    let [Some(left), Some(right)] = ears else { return image };
    let top = left.lerp(right, 0.5).y - (left - right).length() * 1.2;
    let wanted = rect.top() + rect.height() * HEADROOM - top;
    let low = joints_of(pose, &on_screen).map_or(top, |joints| lowest_of(&joints));
    let down = if wanted > 0.0 {
        wanted.min(rect.top() - image.top())
    } else {
        // Up, as far as the head stays in the picture.
        (rect.bottom() - low).min(0.0).max(wanted).max(rect.bottom() - image.bottom())
    };
    image.translate(vec2(0.0, down))
}

/// Lower end of the shoulders.
fn lowest_of(joints: &Joints) -> f32 {
    let [left, right] = joints.shoulders;
    left.y.max(right.y) + left.distance(right) * BELOW_SHOULDERS
}

/// `image` with its scale, moved so that a person in front view is in the middle of `rect`, with room above the
/// head, and made smaller if head and shoulders need it. Without the camera image the place in it says nothing.
fn centred(image: Rect, rect: Rect, scale: f32, pose: &Pose) -> (Rect, f32) {
    let Some(joints) = joints_of(pose, &ScreenFromImage { rect: image, scale }) else {
        return (image, scale);
    };
    let top_of = |ears: [Pos2; 2]| ears[0].lerp(ears[1], 0.5).y - ears[0].distance(ears[1]);
    let needed = lowest_of(&joints) - top_of(joints.ears);
    let shrunk = (rect.height() * (1.0 - HEADROOM) / needed.max(1.0)).min(1.0);
    let (image, scale) =
        (Rect::from_center_size(image.center(), image.size() * shrunk), scale * shrunk);
    let Some(joints) = joints_of(pose, &ScreenFromImage { rect: image, scale }) else {
        return (image, scale);
    };
    let [left, right] = joints.shoulders;
    let room = rect.top() + rect.height() * HEADROOM - top_of(joints.ears);
    let below = (rect.bottom() - lowest_of(&joints)).min(0.0);
    let down = if room > 0.0 { room } else { below.max(room) };
    (image.translate(vec2(rect.center().x - left.lerp(right, 0.5).x, down)), scale)
}

/// The smallest rectangle of `aspect` around the centre of `rect` that covers it.
fn covering(rect: Rect, aspect: f32) -> Rect {
    let width = rect.width().max(rect.height() * aspect);
    Rect::from_center_size(rect.center(), vec2(width, width / aspect))
}

/// Paints the background of a silhouette.
fn paint_scene(painter: &egui::Painter, rect: Rect, palette: &Palette) {
    let mut mesh = Mesh::default();
    let [top, bottom] = palette.scene;
    for (at, color) in [
        (rect.left_top(), top),
        (rect.right_top(), top),
        (rect.left_bottom(), bottom),
        (rect.right_bottom(), bottom),
    ] {
        mesh.colored_vertex(at, color);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    painter.add(Shape::mesh(mesh));
}

/// Covers the corners of `rect` with the colour of the ground, so that the picture looks rounded.
fn round_off(painter: &egui::Painter, rect: Rect, ground: Color32) {
    let radius = f32::from(CARD_RADIUS);
    for (corner, turn) in [
        (rect.left_top(), vec2(1.0, 1.0)),
        (rect.right_top(), vec2(-1.0, 1.0)),
        (rect.right_bottom(), vec2(-1.0, -1.0)),
        (rect.left_bottom(), vec2(1.0, -1.0)),
    ] {
        let centre = corner + turn * radius;
        let mut mesh = Mesh::default();
        mesh.colored_vertex(corner, ground);
        for i in 0..=8_u8 {
            let angle = std::f32::consts::FRAC_PI_2 * f32::from(i) / 8.0;
            mesh.colored_vertex(centre - turn * radius * vec2(angle.cos(), angle.sin()), ground);
            if i > 0 {
                mesh.add_triangle(0, u32::from(i), u32::from(i) + 1);
            }
        }
        painter.add(Shape::mesh(mesh));
    }
}
