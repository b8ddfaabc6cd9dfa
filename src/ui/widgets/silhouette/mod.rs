//! The person as a soft shape: head, neck, shoulders, trunk and arms, drawn from the landmarks. Nothing of the
//! camera image is shown.

mod surface;

use eframe::egui::{Color32, Painter, Pos2, Rect, Vec2, vec2};

use crate::ui::theme::color::mixed;
use plumbline_core::body::Fault;
pub(crate) use surface::Glow;
use surface::{Occluder, Part, Scene, Surface};

/// Share of the picture's height over which the body fades out at the lower edge.
const FADE: f32 = 0.3;

/// Cells of the grid in half a shoulder width.
const CELLS: f32 = 18.0;

/// The visible joints on the screen. `side` 0 is the person's left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Joints {
    pub ears: [Pos2; 2],
    pub shoulders: [Pos2; 2],
    pub elbows: [Option<Pos2>; 2],
    pub wrists: [Option<Pos2>; 2],
}

/// The colours of the shape: shadow side and light side.
pub(crate) type Tones = [Color32; 2];

impl Joints {
    /// The shoulders of an upright person with these ears.
    #[must_use]
    pub(crate) fn shoulders_below(ears: [Pos2; 2]) -> [Pos2; 2] {
        let across = ears[0] - ears[1];
        let mid = ears[0].lerp(ears[1], 0.5) + below(across) * across.length() * 1.4;
        let half = across * 1.15;
        [mid + half, mid - half]
    }

    /// Where a fault shows on the body.
    #[must_use]
    pub(crate) fn spots_of(&self, fault: Fault) -> Vec<Pos2> {
        let [left, right] = self.shoulders;
        let chest = self.shoulder_mid() + vec2(0.0, self.unit() * 0.55);
        match fault {
            Fault::RaisedShoulderLeft => vec![left],
            Fault::RaisedShoulderRight => vec![right],
            Fault::RaisedShoulders | Fault::UnevenShoulders => vec![left, right],
            Fault::ForwardHead | Fault::HeadTilt => {
                vec![self.ear_mid().lerp(self.shoulder_mid(), 0.62)]
            }
            Fault::Slouch | Fault::Leaning | Fault::TooClose => vec![chest],
            Fault::TooStill => Vec::new(),
        }
    }

    /// Radius of a spot, points.
    #[must_use]
    pub(crate) fn spot_radius(&self) -> f32 {
        self.unit() * 0.72
    }

    fn shoulder_mid(&self) -> Pos2 {
        self.shoulders[0].lerp(self.shoulders[1], 0.5)
    }

    fn ear_mid(&self) -> Pos2 {
        self.ears[0].lerp(self.ears[1], 0.5)
    }

    /// Half the width of the shoulders: the unit of the body. Of a trunk that is turned the picture shows less,
    /// but the head and the neck are as large as before.
    fn unit(&self) -> f32 {
        let shoulders = self.half_span();
        let ears = (self.ears[0] - self.ears[1]).length() / 2.0;
        let neck = (self.ear_mid() - self.shoulder_mid()).length();
        shoulders.max(ears * 1.55).max(neck * 0.66).max(1.0)
    }

    /// Half the distance between the shoulders in the picture.
    fn half_span(&self) -> f32 {
        (self.shoulders[0] - self.shoulders[1]).length() / 2.0
    }

    /// Half the width of the head. A turned head shows less than its whole width between the ears.
    fn head_half(&self) -> f32 {
        let seen = (self.ears[0] - self.ears[1]).length() / 2.0;
        (seen * 1.06).clamp(self.unit() * 0.43, self.unit() * 0.58)
    }

    /// The direction from the middle to each shoulder.
    fn outs(&self) -> [Vec2; 2] {
        let across = (self.shoulders[0] - self.shoulders[1]).normalized();
        if across.length() < 0.5 { [vec2(1.0, 0.0), vec2(-1.0, 0.0)] } else { [across, -across] }
    }

    /// Direction from the head's top to the chin.
    fn head_down(&self) -> Vec2 {
        below(self.ears[0] - self.ears[1])
    }
}

/// The direction below a line between the left and the right side.
fn below(across: Vec2) -> Vec2 {
    let across = across.normalized();
    let across = if across.length() < 0.5 { vec2(1.0, 0.0) } else { across };
    let across = if across.x < 0.0 { -across } else { across };
    vec2(-across.y, across.x)
}

/// A person as surfaces, from back to front.
#[derive(Default)]
struct Body {
    /// Trunk, neck and what hangs down.
    trunk: Vec<Part>,
    /// Forearms and hands in front of the trunk; in side view the near arm.
    arms: Vec<Part>,
    head: Vec<Part>,
    ears: Vec<(Pos2, f32)>,
    unit: f32,
    head_half: f32,
}

fn part(ends: [Pos2; 2], radii: [f32; 2], blend: f32) -> Part {
    Part { ends, radii, blend }
}

/// Paints the person inside `rect`, with `glows` on the body.
pub(crate) fn paint(painter: &Painter, rect: Rect, joints: &Joints, tones: Tones, glows: &[Glow]) {
    paint_body(painter, rect, &front(joints), tones, glows);
}

/// Paints a person in side view inside `rect`, with `glows` on the body.
pub(crate) fn paint_side(
    painter: &Painter,
    rect: Rect,
    joints: &SideJoints,
    tones: Tones,
    glows: &[Glow],
) {
    paint_body(painter, rect, &side(joints), tones, glows);
}

fn paint_body(painter: &Painter, rect: Rect, body: &Body, tones: Tones, glows: &[Glow]) {
    let (unit, half) = (body.unit, body.head_half);
    let fade = [rect.bottom() - rect.height() * FADE, rect.bottom()];
    let scene = Scene { rect, tones, glows, cell: (unit / CELLS).max(3.0), fade };
    // The head's shadow falls on the neck.
    let above: Vec<Part> = body
        .head
        .iter()
        .map(|part| Part { ends: part.ends.map(|end| end + vec2(0.0, half * 0.12)), ..*part })
        .collect();
    let head_shadow = Occluder { parts: &above, reach: unit * 0.12, depth: 0.55 };
    let arm_shadow = Occluder { parts: &body.arms, reach: unit * 0.06, depth: 0.4 };
    let on_trunk: &[Occluder<'_>] =
        if body.arms.is_empty() { &[head_shadow] } else { &[head_shadow, arm_shadow] };
    let trunk = Surface { parts: &body.trunk, rim: unit * 0.34, glow: 1.0, occluders: on_trunk };
    painter.add(trunk.shape(&scene));
    if !body.arms.is_empty() {
        let arms = Surface { parts: &body.arms, rim: unit * 0.2, glow: 1.0, occluders: &[] };
        painter.add(arms.shape(&scene));
    }
    let ear_tone = mixed(tones[0], tones[1], 0.4);
    for (ear, radius) in &body.ears {
        painter.circle_filled(*ear, *radius, ear_tone);
    }
    let head = Surface { parts: &body.head, rim: half * 0.7, glow: 0.4, occluders: &[] };
    painter.add(head.shape(&scene));
}

/// The body in front view.
fn front(joints: &Joints) -> Body {
    let (unit, half) = (joints.unit(), joints.head_half());
    let (mid, ears) = (joints.shoulder_mid(), joints.ear_mid());
    let down = joints.head_down();
    let low = below(joints.shoulders[0] - joints.shoulders[1]);
    let mut body = Body { unit, head_half: half, ..Body::default() };
    let waist = |x: f32| mid + vec2(x, unit * 3.0);
    let trunk = &mut body.trunk;
    let outs = joints.outs();
    // A turned trunk is narrower.
    let narrow = (joints.half_span() / unit).max(0.3);
    for out in outs {
        let chest = mid + out * narrow * unit * 0.46 + low * unit * 0.66;
        let hip = waist(out.x * narrow * unit * 0.36);
        trunk.push(part([chest, hip], [unit * 0.44, unit * 0.42], unit * 0.3));
    }
    let breastbone = mid + low * unit * 0.5;
    trunk.push(part([breastbone, waist(0.0)], [unit * 0.5, unit * 0.6], unit * 0.3));
    for (shoulder, out) in joints.shoulders.into_iter().zip(outs) {
        let end = shoulder + low * unit * 0.14 - out * unit * 0.12;
        trunk.push(part([mid + low * unit * 0.3, end], [unit * 0.3, unit * 0.27], unit * 0.3));
    }
    let throat = [mid + low * unit * 0.2, ears + down * half * 0.2];
    trunk.push(part(throat, [unit * 0.36, half * 0.66], unit * 0.22));
    // The upper trapezius slopes from the neck to the shoulder.
    let nape = mid.lerp(ears + down * half * 0.55, 0.36);
    for (shoulder, out) in joints.shoulders.into_iter().zip(outs) {
        let end = shoulder + low * unit * 0.07 - out * unit * 0.12;
        trunk.push(part([nape, end], [unit * 0.21, unit * 0.19], unit * 0.28));
    }
    for arm in 0..2 {
        front_arm(&mut body, joints, arm, low);
    }
    body.head.push(part(
        [ears - down * half * 0.34, ears - down * half * 0.06],
        [half * 0.98, half * 0.95],
        half * 0.1,
    ));
    body.head.push(part(
        [ears + down * half * 0.1, ears + down * half * 0.78],
        [half * 0.86, half * 0.52],
        half * 0.35,
    ));
    body.ears = joints.ears.map(|ear| (ear + down * half * 0.08, half * 0.2)).to_vec();
    body
}

/// An arm in front view. A hidden elbow hangs below the shoulder, a hidden wrist below the elbow.
fn front_arm(body: &mut Body, joints: &Joints, side: usize, low: Vec2) {
    let unit = body.unit;
    let shoulder = joints.shoulders[side];
    let out = joints.outs()[side];
    let top = shoulder + low * unit * 0.12;
    let hanging = shoulder + vec2(out.x.signum() * unit * 0.2, unit * 1.65);
    let elbow = joints.elbows[side].unwrap_or(hanging);
    body.trunk.push(part([top, elbow], [unit * 0.25, unit * 0.18], unit * 0.12));
    let Some(wrist) = joints.wrists[side] else {
        let wrist = elbow + vec2(-out.x.signum() * unit * 0.1, unit * 1.3);
        body.trunk.push(part([elbow, wrist], [unit * 0.18, unit * 0.12], unit * 0.06));
        return;
    };
    body.arms.push(part([elbow, wrist], [unit * 0.18, unit * 0.115], unit * 0.06));
    let along = (wrist - elbow).normalized() * unit;
    let hand = [wrist + along * 0.14, wrist + along * 0.38];
    body.arms.push(part(hand, [unit * 0.13, unit * 0.1], unit * 0.16));
}

/// The body in side view.
fn side(joints: &SideJoints) -> Body {
    let SideJoints { ear, shoulder, nose, elbow } = *joints;
    let unit = (ear - shoulder).length().max(1.0);
    let ahead = nose.map_or(vec2(unit * 0.48, 0.0), |nose| nose - ear);
    let half = ahead.length().clamp(unit * 0.3, unit * 0.7);
    let ahead = ahead.normalized();
    let facing = if ahead.x < 0.0 { -1.0 } else { 1.0 };
    let down = vec2(-ahead.y, ahead.x) * facing;
    // Points of the head by their distance before and below the ear.
    let of_head = |before: f32, under: f32| ear + (ahead * before + down * under) * half;
    let of_trunk = |before: f32, under: f32| shoulder + vec2(facing * before, under) * unit;
    let mut body = Body { unit, head_half: half, ..Body::default() };
    body.trunk = vec![
        part([of_trunk(0.12, 0.62), of_trunk(0.0, 3.0)], [unit * 0.5, unit * 0.48], unit * 0.3),
        part([of_trunk(-0.2, 0.42), of_trunk(-0.16, 3.0)], [unit * 0.42, unit * 0.4], unit * 0.3),
        part([of_trunk(-0.1, 0.08), of_head(-0.12, 0.3)], [unit * 0.34, half * 0.56], unit * 0.3),
    ];
    let hanging = of_trunk(-0.05, 1.5);
    let elbow = elbow.unwrap_or(hanging);
    let hand = elbow + vec2(facing * 1.0, 0.75) * unit;
    body.arms = vec![
        part([of_trunk(-0.02, 0.12), elbow], [unit * 0.29, unit * 0.2], unit * 0.1),
        part([elbow, hand], [unit * 0.19, unit * 0.12], unit * 0.06),
    ];
    body.head = vec![
        part([of_head(-0.22, -0.52), of_head(0.2, -0.58)], [half * 0.78, half * 0.74], half * 0.1),
        part([of_head(0.3, -0.35), of_head(0.5, 0.36)], [half * 0.52, half * 0.34], half * 0.3),
        part([of_head(0.02, 0.12), of_head(0.54, 0.54)], [half * 0.36, half * 0.24], half * 0.2),
        part([of_head(0.68, -0.24), of_head(0.93, 0.04)], [half * 0.16, half * 0.1], half * 0.24),
    ];
    body
}

/// The visible joints of a person in side view, on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SideJoints {
    pub ear: Pos2,
    pub shoulder: Pos2,
    pub nose: Option<Pos2>,
    pub elbow: Option<Pos2>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::pos2;

    fn joints() -> Joints {
        Joints {
            ears: [pos2(360.0, 120.0), pos2(280.0, 120.0)],
            shoulders: [pos2(420.0, 240.0), pos2(220.0, 240.0)],
            elbows: [None, None],
            wrists: [None, None],
        }
    }

    fn is_in(parts: &[Part], at: Pos2) -> bool {
        surface::distance(parts, at) < 0.0
    }

    /// The highest point of `parts` at `x`.
    fn top(parts: &[Part], x: f32) -> f32 {
        (0..400).map(|y| y as f32).find(|y| is_in(parts, pos2(x, *y))).unwrap()
    }

    #[test]
    fn the_head_is_around_the_ears_and_follows_their_tilt() {
        let upright = front(&joints());
        assert!(joints().ears.iter().all(|ear| is_in(&upright.head, *ear)));
        assert!(top(&upright.head, 320.0) < 80.0, "the top is above the ears");
        let mut tilted = joints();
        tilted.ears = [pos2(360.0, 150.0), pos2(280.0, 100.0)];
        let chin = |joints: &Joints| front(joints).head[1].ends[1];
        assert!(chin(&tilted).x < chin(&joints()).x - 5.0, "the chin swings from the lower ear");
    }

    #[test]
    fn the_outline_slopes_from_the_neck_to_the_shoulder_and_a_raised_shoulder_raises_it() {
        let body = front(&joints());
        let outline: Vec<f32> = (0..7).map(|i| top(&body.trunk, 355.0 + 10.0 * i as f32)).collect();
        assert!(outline.windows(2).all(|pair| pair[0] <= pair[1]), "{outline:?}");
        assert!(outline[6] - outline[0] > 20.0, "{outline:?}");
        assert!(is_in(&body.trunk, pos2(320.0, 500.0)), "the trunk reaches far down");
        let mut raised = joints();
        raised.shoulders[0].y -= 30.0;
        assert!(top(&front(&raised).trunk, 415.0) < top(&body.trunk, 415.0) - 15.0);
    }

    #[test]
    fn a_turned_trunk_is_narrow_but_neck_and_arms_keep_their_size() {
        let mut turned = joints();
        turned.shoulders = [pos2(350.0, 240.0), pos2(290.0, 240.0)];
        turned.ears = [pos2(335.0, 120.0), pos2(305.0, 120.0)];
        assert!(turned.unit() > 0.7 * joints().unit());
        assert!(turned.head_half() > 0.7 * joints().head_half());
        let width = |joints: &Joints| {
            let body = front(joints);
            (0..640).filter(|x| is_in(&body.trunk, pos2(*x as f32, 330.0))).count()
        };
        assert!(width(&turned) * 10 < width(&joints()) * 8);
    }

    #[test]
    fn a_hand_in_view_is_before_the_trunk() {
        let mut typing = joints();
        typing.elbows = [Some(pos2(440.0, 380.0)), None];
        typing.wrists = [Some(pos2(360.0, 320.0)), None];
        let body = front(&typing);
        assert!(is_in(&body.arms, pos2(360.0, 320.0)));
        assert!(front(&joints()).arms.is_empty(), "hidden forearms hang at the sides");
    }

    #[test]
    fn the_face_in_side_view_points_to_the_nose() {
        for facing in [-1.0, 1.0] {
            let joints = SideJoints {
                ear: pos2(300.0, 100.0),
                shoulder: pos2(300.0, 220.0),
                nose: Some(pos2(300.0 + 55.0 * facing, 105.0)),
                elbow: None,
            };
            let body = side(&joints);
            assert!(is_in(&body.head, joints.nose.unwrap()));
            assert!(!is_in(&body.head, pos2(300.0 - 62.0 * facing, 105.0)), "no second nose");
            assert!(is_in(&body.trunk, pos2(300.0, 190.0)), "the neck");
        }
    }

    #[test]
    fn a_fault_shows_at_its_part_of_the_body() {
        let joints = joints();
        assert_eq!(joints.spots_of(Fault::RaisedShoulderLeft), [joints.shoulders[0]]);
        assert_eq!(joints.spots_of(Fault::UnevenShoulders).len(), 2);
        let neck = joints.spots_of(Fault::ForwardHead)[0];
        assert!(neck.y > joints.ears[0].y && neck.y < joints.shoulders[0].y);
        assert!(joints.spots_of(Fault::TooStill).is_empty());
    }
}
