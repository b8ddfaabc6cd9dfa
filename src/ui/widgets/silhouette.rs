//! The person as a soft shape: head, neck, shoulders, chest and arms, drawn from the landmarks. Nothing of the
//! camera image is shown.

use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Vec2, epaint::Vertex, pos2, vec2};

use crate::ui::theme::color::mixed;
use plumbline_core::body::Fault;

/// Points of a spline between two of its control points.
const STEPS: usize = 8;

/// Opacity of a spot at its centre.
const GLOW: f32 = 0.7;

/// Width of the soft edge, points.
const FEATHER: f32 = 1.5;

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

    /// Half the distance between the shoulders: the unit of the body.
    fn unit(&self) -> f32 {
        ((self.shoulders[0] - self.shoulders[1]).length() / 2.0).max(1.0)
    }

    /// Half the width of the head. A turned head shows less than its whole width between the ears.
    fn head_half(&self) -> f32 {
        let seen = (self.ears[0] - self.ears[1]).length() / 2.0;
        (seen * 1.1).clamp(self.unit() * 0.38, self.unit() * 0.62)
    }
}

/// Paints the person inside `rect`.
pub(crate) fn paint(painter: &Painter, rect: Rect, joints: &Joints, tones: Tones) {
    let [dark, light] = tones;
    let lit = Light { top: joints.ear_mid().y - joints.head_half(), bottom: rect.bottom(), tones };
    for side in 0..2 {
        arm(painter, rect, joints, side, &lit);
    }
    painter.add(ribbon(&body(rect, joints), |y| lit.at(y)));
    let half = joints.head_half();
    for ear in joints.ears {
        painter.circle_filled(ear + vec2(0.0, half * 0.06), half * 0.2, mixed(dark, light, 0.6));
    }
    // The shadow of the head on the neck.
    let centre = joints.ear_mid();
    let under = mixed(dark, light, 0.3);
    painter.add(ribbon(&head(joints, centre + vec2(0.0, half * 0.17), 0.95), |_| under));
    let face = Light { top: centre.y - half * 1.3, bottom: centre.y + half * 3.0, tones };
    painter.add(ribbon(&head(joints, centre, 1.0), |y| face.at(y)));
}

/// Paints a soft spot of `color` around `centre`, which marks a part of the body.
pub(crate) fn glow(painter: &Painter, centre: Pos2, radius: f32, color: Color32) {
    const RIM: u32 = 32;
    /// Distance from the centre, and opacity there, both as shares.
    const FADE: [(f32, f32); 4] = [(0.3, 0.82), (0.55, 0.45), (0.8, 0.12), (1.0, 0.0)];
    let mut mesh = Mesh::default();
    mesh.colored_vertex(centre, color.gamma_multiply(GLOW));
    for (share, strength) in FADE {
        for i in 0..RIM {
            let angle = std::f32::consts::TAU * i as f32 / RIM as f32;
            let at = centre + radius * share * vec2(angle.cos(), angle.sin());
            mesh.colored_vertex(at, color.gamma_multiply(GLOW * strength));
        }
    }
    for i in 0..RIM {
        let next = (i + 1) % RIM;
        mesh.add_triangle(0, 1 + i, 1 + next);
        for ring in 0..FADE.len() as u32 - 1 {
            let (inner, outer) = (1 + ring * RIM, 1 + (ring + 1) * RIM);
            mesh.add_triangle(inner + i, outer + i, outer + next);
            mesh.add_triangle(inner + i, inner + next, outer + next);
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// Light from above: the light tone at `top`, the dark one at `bottom`.
struct Light {
    top: f32,
    bottom: f32,
    tones: Tones,
}

impl Light {
    fn at(&self, y: f32) -> Color32 {
        let share = ((y - self.top) / (self.bottom - self.top).max(1.0)).clamp(0.0, 1.0);
        mixed(self.tones[1], self.tones[0], share)
    }
}

/// The visible joints of a person in side view, on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SideJoints {
    pub ear: Pos2,
    pub shoulder: Pos2,
    pub nose: Option<Pos2>,
    pub elbow: Option<Pos2>,
}

/// Paints a person in side view inside `rect`.
pub(crate) fn paint_side(painter: &Painter, rect: Rect, joints: &SideJoints, tones: Tones) {
    let SideJoints { ear, shoulder, nose, elbow } = *joints;
    let unit = (ear - shoulder).length().max(1.0);
    let facing = nose.map_or(1.0, |nose| (nose.x - ear.x).signum());
    let half = nose.map_or(unit * 0.46, |nose| (nose - ear).length() * 0.92);
    let lit = Light { top: ear.y - half * 1.5, bottom: rect.bottom(), tones };
    let tone = |y: f32| lit.at(y);
    // Trunk: from the shoulder to the lower edge, deeper than the arm is wide.
    let chest = shoulder + vec2(facing * unit * 0.1, unit * 0.5);
    let hip = pos2(shoulder.x - facing * unit * 0.1, rect.bottom() + unit * 0.4);
    painter.add(limb([chest, hip], [unit * 0.5, unit * 0.44], &tone));
    let nape = shoulder + vec2(-facing * unit * 0.06, unit * 0.16);
    painter.add(limb([nape, ear + (shoulder - ear) * 0.15], [unit * 0.34, unit * 0.25], &tone));
    // Head: an oval before and above the ear, with a nose.
    let centre = ear + vec2(facing * half * 0.28, -half * 0.2);
    if let Some(nose) = nose {
        let tip = nose + vec2(-facing * half * 0.02, half * 0.1);
        painter.add(limb([centre + vec2(0.0, half * 0.1), tip], [half * 0.34, half * 0.1], &tone));
    }
    let oval: Vec<[Pos2; 2]> = (0..=40)
        .map(|i| {
            let angle = std::f32::consts::PI * i as f32 / 40.0;
            let down = (1.0 - angle.cos()) / 2.0;
            let width = angle.sin().powf(0.85) * (1.0 - 0.2 * down) * half;
            let row = centre + vec2(facing * half * 0.16 * down, -angle.cos() * half * 1.25);
            [row - vec2(width, 0.0), row + vec2(width, 0.0)]
        })
        .collect();
    painter.add(ribbon(&oval, tone));
    let hanging = shoulder + vec2(0.0, unit * 1.2);
    let elbow = elbow.unwrap_or(hanging);
    let arm = |y: f32| mixed(lit.at(y), tones[0], 0.5);
    let below = pos2(elbow.x + facing * unit * 0.5, elbow.y.max(rect.bottom()) + unit * 0.4);
    painter.add(limb([elbow, below], [unit * 0.18, unit * 0.14], &arm));
    painter.add(limb([shoulder + vec2(0.0, unit * 0.1), elbow], [unit * 0.27, unit * 0.18], &arm));
}

/// The rows of the head from top to chin: left and right edge.
fn head(joints: &Joints, centre: Pos2, size: f32) -> Vec<[Pos2; 2]> {
    let half = joints.head_half() * size;
    let across = (joints.ears[0] - joints.ears[1]).normalized();
    let across = if across.length() < 0.5 { vec2(1.0, 0.0) } else { across };
    let across = if across.x < 0.0 { -across } else { across };
    let down = vec2(-across.y, across.x);
    // The ears are below the middle of the head. Above them it is round, below it narrows to the chin.
    let (above, below) = (half * 1.32, half * 1.24);
    (0..=40)
        .map(|i| {
            let angle = std::f32::consts::PI * i as f32 / 40.0;
            let y = -angle.cos();
            let width = if y < 0.0 {
                (1.0 - y * y).sqrt()
            } else {
                (1.0 - y.powf(3.2)).max(0.0).sqrt() * (1.0 - 0.2 * y)
            };
            let row = centre + down * if y < 0.0 { y * above } else { y * below };
            [row - across * half * width, row + across * half * width]
        })
        .collect()
}

/// The rows of neck and trunk from the jaw to the lower edge of `rect`.
fn body(rect: Rect, joints: &Joints) -> Vec<[Pos2; 2]> {
    let sides = [0, 1].map(|side| edge(rect, joints, side));
    let [left, right] = sides;
    let is_swapped = joints.shoulders[0].x > joints.shoulders[1].x;
    left.into_iter().zip(right).map(|(a, b)| if is_swapped { [b, a] } else { [a, b] }).collect()
}

/// The edge of neck and trunk on one side, as a smooth line.
fn edge(rect: Rect, joints: &Joints, side: usize) -> Vec<Pos2> {
    let (unit, mid) = (joints.unit(), joints.shoulder_mid());
    let shoulder = joints.shoulders[side];
    let out = (shoulder - mid).normalized();
    let up = {
        let along = if out.x < 0.0 { -out } else { out };
        vec2(along.y, -along.x)
    };
    let neck_half = joints.head_half() * 0.68;
    let jaw = joints.ear_mid() + vec2(0.0, joints.head_half() * 0.5);
    let base = mid + (jaw - mid) * 0.42;
    let level = vec2(out.x.signum(), 0.0);
    let slope = base.lerp(shoulder + up * unit * 0.2, 0.52);
    let bottom = (rect.bottom() + unit * 0.1).max(shoulder.y + unit * 0.8);
    smooth(&[
        jaw + level * neck_half * 0.96,
        base + level * neck_half,
        slope + level * unit * 0.02 - up * unit * 0.03,
        shoulder + up * unit * 0.2 - out * unit * 0.06,
        shoulder + out * unit * 0.17 + up * unit * 0.08,
        shoulder + out * unit * 0.16 - up * unit * 0.3,
        pos2(shoulder.x - out.x * unit * 0.02, (shoulder.y + unit * 0.85).min(bottom)),
        pos2(shoulder.x - out.x * unit * 0.06, bottom + 1.0),
    ])
}

/// Upper arm and forearm as limbs. A hidden elbow hangs below the shoulder, a hidden wrist below the elbow.
fn arm(painter: &Painter, rect: Rect, joints: &Joints, side: usize, lit: &Light) {
    let (unit, mid) = (joints.unit(), joints.shoulder_mid());
    let shoulder = joints.shoulders[side];
    let out = (shoulder - mid).normalized();
    let top = shoulder + out * unit * 0.03;
    let hanging = shoulder + vec2(out.x * unit * 0.2, unit * 1.3);
    let elbow = joints.elbows[side].unwrap_or(hanging);
    let below = pos2(elbow.x - out.x * unit * 0.1, rect.bottom().max(elbow.y) + unit);
    let wrist = joints.wrists[side].unwrap_or(below);
    // A little darker than the trunk, so that the arm stands out from it.
    let tone = |y: f32| mixed(lit.at(y), lit.tones[0], 0.45);
    painter.add(limb([elbow, wrist], [unit * 0.19, unit * 0.14], &tone));
    painter.add(limb([top, elbow], [unit * 0.25, unit * 0.19], &tone));
}

/// A limb with round ends.
fn limb([from, to]: [Pos2; 2], [start, end]: [f32; 2], tone: &impl Fn(f32) -> Color32) -> Shape {
    let along = (to - from).normalized();
    let across = vec2(along.y, -along.x);
    let mut rows = Vec::with_capacity(28);
    let caps = 8;
    for i in 0..=caps {
        let angle = std::f32::consts::FRAC_PI_2 * (1.0 - i as f32 / caps as f32);
        let (centre, half) = (from - along * start * angle.sin(), start * angle.cos());
        rows.push([centre - across * half, centre + across * half]);
    }
    for i in 0..=caps {
        let angle = std::f32::consts::FRAC_PI_2 * i as f32 / caps as f32;
        let (centre, half) = (to + along * end * angle.sin(), end * angle.cos());
        rows.push([centre - across * half, centre + across * half]);
    }
    ribbon(&rows, tone)
}

/// A Catmull-Rom spline through `points`.
fn smooth(points: &[Pos2]) -> Vec<Pos2> {
    let last = points.len().saturating_sub(1);
    let mut line = Vec::with_capacity(last * STEPS + 1);
    for i in 0..last {
        let at = |j: usize| points[j.min(last)].to_vec2();
        let [a, b, c, d] = [at(i.saturating_sub(1)), at(i), at(i + 1), at(i + 2)];
        for step in 0..STEPS {
            let t = step as f32 / STEPS as f32;
            let p = b * 2.0
                + (c - a) * t
                + (a * 2.0 - b * 5.0 + c * 4.0 - d) * t * t
                + (b * 3.0 - a - c * 3.0 + d) * t * t * t;
            line.push((p * 0.5).to_pos2());
        }
    }
    line.extend(points.last());
    line
}

/// A surface between the left and the right edge of each row, with soft edges. `color` is that of a y
/// coordinate.
fn ribbon(rows: &[[Pos2; 2]], color: impl Fn(f32) -> Color32) -> Shape {
    let mut mesh = Mesh::default();
    for (i, [left, right]) in rows.iter().enumerate() {
        let soft = |at: usize, edge: usize| outward(rows, at, edge) * FEATHER;
        for (pos, color) in [
            (*left + soft(i, 0), Color32::TRANSPARENT),
            (*left, color(left.y)),
            (*right, color(right.y)),
            (*right + soft(i, 1), Color32::TRANSPARENT),
        ] {
            mesh.vertices.push(Vertex { pos, uv: eframe::egui::epaint::WHITE_UV, color });
        }
        if i > 0 {
            let (a, b) = (4 * (i as u32 - 1), 4 * i as u32);
            for column in 0..3 {
                mesh.add_triangle(a + column, a + column + 1, b + column);
                mesh.add_triangle(a + column + 1, b + column + 1, b + column);
            }
        }
    }
    Shape::mesh(mesh)
}

/// Direction away from the surface at the edge of a row.
fn outward(rows: &[[Pos2; 2]], at: usize, edge: usize) -> Vec2 {
    let before = rows[at.saturating_sub(1)][edge];
    let after = rows[(at + 1).min(rows.len() - 1)][edge];
    let along = (after - before).normalized();
    let across = (rows[at][edge] - rows[at][1 - edge]).normalized();
    let normal = vec2(along.y, -along.x);
    let normal = if normal.dot(across) < 0.0 { -normal } else { normal };
    if normal.is_finite() && normal.length() > 0.5 { normal } else { across }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { min: Pos2 { x: 0.0, y: 0.0 }, max: Pos2 { x: 640.0, y: 360.0 } };

    fn joints() -> Joints {
        Joints {
            ears: [pos2(360.0, 120.0), pos2(280.0, 120.0)],
            shoulders: [pos2(420.0, 240.0), pos2(220.0, 240.0)],
            elbows: [None, None],
            wrists: [None, None],
        }
    }

    #[test]
    fn the_head_is_around_the_ears_and_follows_their_tilt() {
        let upright = head(&joints(), joints().ear_mid(), 1.0);
        let xs = |rows: &[[Pos2; 2]]| {
            let all = rows.iter().flatten();
            (
                all.clone().map(|p| p.x).fold(f32::MAX, f32::min),
                all.map(|p| p.x).fold(f32::MIN, f32::max),
            )
        };
        let (left, right) = xs(&upright);
        assert!(left < 280.0 && right > 360.0, "{left} {right}");
        assert!(upright[0][0].y < 90.0, "the top is above the ears");
        let mut tilted = joints();
        tilted.ears = [pos2(360.0, 150.0), pos2(280.0, 100.0)];
        let chin = *head(&tilted, tilted.ear_mid(), 1.0).last().unwrap();
        assert!(chin[0].x < tilted.ear_mid().x, "the chin swings away from the lower ear");
    }

    #[test]
    fn the_trunk_reaches_the_lower_edge_and_a_raised_shoulder_raises_its_outline() {
        let rows = body(RECT, &joints());
        assert!(rows.last().unwrap()[0].y >= RECT.bottom());
        for [left, right] in &rows {
            assert!(left.x < right.x, "the edges do not cross");
        }
        let mut raised = joints();
        raised.shoulders[0].y -= 30.0;
        // Row of the shoulder's top.
        let top = |rows: &[[Pos2; 2]]| rows[3 * STEPS][1].y;
        assert!(top(&body(RECT, &raised)) < top(&rows) - 15.0);
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

    #[test]
    fn a_spline_passes_through_its_points() {
        let points = [pos2(0.0, 0.0), pos2(10.0, 5.0), pos2(20.0, 0.0)];
        let line = smooth(&points);
        for point in points {
            assert!(line.iter().any(|at| at.distance(point) < 0.01));
        }
    }
}
