//! A smooth shape from rounded parts, as a mesh with soft edges and light on it.
//!
//! Each part is a line with a radius at each end. The shape is where the blended distance from the parts is
//! negative. A grid over the shape gives the triangles ("marching squares").

use eframe::egui::{Color32, Mesh, Pos2, Rect, Shape, Vec2, vec2};

use crate::ui::theme::color::mixed;

/// Width of the soft edge, points.
const FEATHER: f32 = 1.2;

/// Most cells of the grid, so that a person close to the camera costs no more than others.
const MOST_CELLS: f32 = 8000.0;

/// Direction towards the light: from the upper left, in front.
const LIGHT: [f32; 3] = [-0.34, -0.62, 0.70];

/// Share of the light tone without direct light, and the share that direct light adds.
const AMBIENT: f32 = 0.36;
const DIRECT: f32 = 0.62;

/// A line that is `radii` thick at its ends. `blend` is the width of its transition to the parts before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub ends: [Pos2; 2],
    pub radii: [f32; 2],
    pub blend: f32,
}

impl Part {
    fn distance(&self, at: Pos2) -> f32 {
        let [from, to] = self.ends;
        let along = to - from;
        let share = ((at - from).dot(along) / along.length_sq().max(1e-6)).clamp(0.0, 1.0);
        let radius = self.radii[0] + (self.radii[1] - self.radii[0]) * share;
        (at - (from + along * share)).length() - radius
    }

    fn bounds(&self) -> Rect {
        let [from, to] = self.ends;
        let around = |at, radius: f32| Rect::from_center_size(at, Vec2::splat(2.0 * radius));
        around(from, self.radii[0]).union(around(to, self.radii[1]))
    }
}

/// Distance of `at` from the blended parts, negative inside.
pub(super) fn distance(parts: &[Part], at: Pos2) -> f32 {
    parts.iter().fold(f32::MAX, |distance, part| {
        let next = part.distance(at);
        if (distance - next).abs() >= part.blend {
            return distance.min(next);
        }
        // The polynomial smooth minimum by Inigo Quilez.
        let share = 0.5 + 0.5 * (distance - next) / part.blend;
        distance + (next - distance) * share - part.blend * share * (1.0 - share)
    })
}

/// A soft spot of colour on the body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glow {
    pub centre: Pos2,
    pub radius: f32,
    pub color: Color32,
}

impl Glow {
    /// Strength at the centre.
    const STRENGTH: f32 = 0.85;

    fn strength(&self, at: Pos2) -> f32 {
        let far = (at - self.centre).length() / self.radius.max(1.0);
        Self::STRENGTH * (-2.2 * far * far).exp()
    }
}

/// A surface in front of another one, which it darkens near its edge.
#[derive(Clone, Copy)]
pub(super) struct Occluder<'a> {
    pub parts: &'a [Part],
    /// Width of the shadow.
    pub reach: f32,
    /// Darkness at the edge, 0 to 1.
    pub depth: f32,
}

impl Occluder<'_> {
    fn light(&self, at: Pos2) -> f32 {
        1.0 - self.depth * (-distance(self.parts, at).max(0.0) / self.reach).exp()
    }
}

/// What the surfaces of a person have in common.
pub(super) struct Scene<'a> {
    /// The visible part.
    pub rect: Rect,
    /// Shadow side and light side.
    pub tones: [Color32; 2],
    pub glows: &'a [Glow],
    /// Width of a cell of the grid, points.
    pub cell: f32,
    /// The body fades out between these heights.
    pub fade: [f32; 2],
}

impl Scene<'_> {
    /// Share of the body that is left at a height.
    fn opacity(&self, y: f32) -> f32 {
        let [from, to] = self.fade;
        let share = ((to - y) / (to - from).max(1.0)).clamp(0.0, 1.0);
        share * share * (3.0 - 2.0 * share)
    }

    /// The colour at `at`, where the surface is inclined by `slope`.
    fn color(&self, at: Pos2, slope: Vec2, shadow: f32, glow: f32) -> Color32 {
        let [x, y, z] = LIGHT;
        let upright = (1.0 - slope.length_sq()).max(0.0).sqrt();
        let light = slope.x * x + slope.y * y + upright * z;
        let light = (AMBIENT + DIRECT * light).clamp(0.0, 1.0) * shadow;
        let mut color = mixed(self.tones[0], self.tones[1], light);
        for spot in self.glows {
            let lit = mixed(self.tones[0], spot.color, 0.55 + 0.45 * light);
            color = mixed(color, lit, glow * spot.strength(at));
        }
        color.gamma_multiply(self.opacity(at.y))
    }
}

/// One smooth surface.
pub(super) struct Surface<'a> {
    pub parts: &'a [Part],
    /// Width of the rounded rim; the surface is flat farther inside.
    pub rim: f32,
    /// How strongly a glow shows on it.
    pub glow: f32,
    pub occluders: &'a [Occluder<'a>],
}

impl Surface<'_> {
    /// The surface as triangles.
    pub(super) fn shape(&self, scene: &Scene<'_>) -> Shape {
        let Some(grid) = Grid::of(self.parts, scene) else { return Shape::Noop };
        let mut mesh = Builder {
            surface: self,
            scene,
            points: vec![NONE; grid.distances.len()],
            crossings: [vec![NONE; grid.distances.len()], vec![NONE; grid.distances.len()]],
            grid,
            mesh: Mesh::default(),
        };
        mesh.build();
        Shape::mesh(mesh.mesh)
    }
}

/// Distances at the corners of the cells.
struct Grid {
    origin: Pos2,
    cell: f32,
    columns: usize,
    rows: usize,
    distances: Vec<f32>,
}

impl Grid {
    fn of(parts: &[Part], scene: &Scene<'_>) -> Option<Self> {
        let bounds = parts.iter().fold(Rect::NOTHING, |all, part| all.union(part.bounds()));
        let area = bounds.expand(scene.cell * 2.0).intersect(scene.rect.expand(scene.cell * 2.0));
        if !area.is_finite() || !area.is_positive() {
            return None;
        }
        let cell = scene.cell.max((area.area() / MOST_CELLS).sqrt());
        // A grid that does not move with the body, so that its light does not flicker.
        let origin = (area.min.to_vec2() / cell).floor() * cell;
        let count = |length: f32| (length / cell).ceil() as usize + 2;
        let (columns, rows) = (count(area.width()), count(area.height()));
        let mut grid =
            Self { origin: origin.to_pos2(), cell, columns, rows, distances: Vec::new() };
        grid.distances = (0..columns * rows).map(|i| distance(parts, grid.point(i))).collect();
        Some(grid)
    }

    fn point(&self, i: usize) -> Pos2 {
        self.origin + vec2((i % self.columns) as f32, (i / self.columns) as f32) * self.cell
    }

    /// Direction away from the surface, of about unit length inside and at the edge.
    fn gradient(&self, i: usize) -> Vec2 {
        let (x, y) = (i % self.columns, i / self.columns);
        let at = |x: usize, y: usize| {
            self.distances[y.min(self.rows - 1) * self.columns + x.min(self.columns - 1)]
        };
        let across = at(x + 1, y) - at(x.saturating_sub(1), y);
        let down = at(x, y + 1) - at(x, y.saturating_sub(1));
        vec2(across, down) / (2.0 * self.cell)
    }
}

/// A corner or crossing that has no vertex yet.
const NONE: u32 = u32::MAX;

struct Builder<'a> {
    surface: &'a Surface<'a>,
    scene: &'a Scene<'a>,
    grid: Grid,
    /// Vertex of each corner.
    points: Vec<u32>,
    /// Vertex of the edge to the right of each corner and of the edge below it. The next vertex is the
    /// transparent one outside.
    crossings: [Vec<u32>; 2],
    mesh: Mesh,
}

impl Builder<'_> {
    fn build(&mut self) {
        let (columns, rows) = (self.grid.columns, self.grid.rows);
        for y in 0..rows - 1 {
            for x in 0..columns - 1 {
                let i = y * columns + x;
                self.cell([i, i + 1, i + columns + 1, i + columns]);
            }
        }
    }

    /// The inside of one cell, given by its corners in clockwise order.
    fn cell(&mut self, corners: [usize; 4]) {
        let inside = corners.map(|i| self.grid.distances[i] <= 0.0);
        if !inside.contains(&true) {
            return;
        }
        let mut outline = Vec::with_capacity(8);
        let mut exits = Vec::with_capacity(2);
        let mut entries = Vec::with_capacity(2);
        for edge in 0..4 {
            let next = (edge + 1) % 4;
            if inside[edge] {
                outline.push(self.corner(corners[edge]));
            }
            if inside[edge] != inside[next] {
                let crossing = self.crossing(corners[edge], corners[next]);
                outline.push(crossing);
                (if inside[edge] { &mut exits } else { &mut entries }).push((edge, crossing));
            }
        }
        for i in 2..outline.len() {
            self.mesh.add_triangle(outline[0], outline[i - 1], outline[i]);
        }
        for (edge, exit) in exits {
            // The outline is outside from an exit to the next entry.
            let entry = entries.iter().min_by_key(|(at, _)| (at + 4 - edge) % 4);
            if let Some((_, entry)) = entry {
                self.mesh.add_triangle(exit, exit + 1, entry + 1);
                self.mesh.add_triangle(exit, entry + 1, *entry);
            }
        }
    }

    fn corner(&mut self, i: usize) -> u32 {
        if self.points[i] == NONE {
            let (at, inside) = (self.grid.point(i), -self.grid.distances[i]);
            let color = self.color(at, inside, self.grid.gradient(i));
            self.points[i] = self.vertex(at, color);
        }
        self.points[i]
    }

    /// The vertex where the edge of the shape crosses the edge between two corners.
    fn crossing(&mut self, a: usize, b: usize) -> u32 {
        let (first, second) = (a.min(b), a.max(b));
        let direction = usize::from(second - first != 1);
        if self.crossings[direction][first] == NONE {
            let [from, to] = [first, second].map(|i| self.grid.distances[i]);
            let share = (from / (from - to)).clamp(0.0, 1.0);
            let at = self.grid.point(first).lerp(self.grid.point(second), share);
            let [a, b] = [first, second].map(|i| self.grid.gradient(i));
            let outward = a + (b - a) * share;
            let color = self.color(at, 0.0, outward);
            self.crossings[direction][first] = self.vertex(at, color);
            self.vertex(at + outward.normalized() * FEATHER, Color32::TRANSPARENT);
        }
        self.crossings[direction][first]
    }

    fn vertex(&mut self, at: Pos2, color: Color32) -> u32 {
        self.mesh.colored_vertex(at, color);
        self.mesh.vertices.len() as u32 - 1
    }

    /// The colour at `at`, `inside` points from the edge. `outward` is the direction to the edge.
    fn color(&self, at: Pos2, inside: f32, outward: Vec2) -> Color32 {
        let steep = (1.0 - (inside / self.surface.rim).clamp(0.0, 1.0)).powf(1.3);
        let shadow: f32 = self.surface.occluders.iter().map(|front| front.light(at)).product();
        self.scene.color(at, outward * steep, shadow, self.surface.glow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::pos2;

    const RECT: Rect = Rect { min: Pos2 { x: 0.0, y: 0.0 }, max: Pos2 { x: 200.0, y: 200.0 } };

    fn disc(at: Pos2, radius: f32) -> Part {
        Part { ends: [at, at], radii: [radius; 2], blend: 10.0 }
    }

    fn scene() -> Scene<'static> {
        let tones = [Color32::BLACK, Color32::WHITE];
        Scene { rect: RECT, tones, glows: &[], cell: 5.0, fade: [1000.0, 1001.0] }
    }

    fn mesh(parts: &[Part], scene: &Scene<'_>) -> Mesh {
        let surface = Surface { parts, rim: 10.0, glow: 1.0, occluders: &[] };
        match surface.shape(scene) {
            Shape::Mesh(mesh) => Mesh::clone(&mesh),
            other => panic!("{other:?}"),
        }
    }

    fn area(mesh: &Mesh) -> f32 {
        let of = |i: u32| &mesh.vertices[i as usize];
        let is_solid = |t: &&[u32]| t.iter().all(|i| of(*i).color != Color32::TRANSPARENT);
        let triangles = mesh.indices.chunks_exact(3).filter(is_solid);
        triangles
            .map(|t| {
                let [a, b, c] = [t[0], t[1], t[2]].map(|i| of(i).pos);
                let (u, v) = (b - a, c - a);
                (u.x * v.y - u.y * v.x).abs() / 2.0
            })
            .sum()
    }

    #[test]
    fn the_mesh_of_a_disc_has_its_area_and_a_closed_soft_edge() {
        let mesh = mesh(&[disc(pos2(100.0, 100.0), 40.0)], &scene());
        let exact = std::f32::consts::PI * 40.0 * 40.0;
        assert!((area(&mesh) / exact - 1.0).abs() < 0.02, "{} of {exact}", area(&mesh));
        for vertex in mesh.vertices.iter().filter(|v| v.color == Color32::TRANSPARENT) {
            let far = vertex.pos.distance(pos2(100.0, 100.0)) - 40.0;
            assert!((far - FEATHER).abs() < 0.5, "{far}");
        }
        // Every edge belongs to two triangles, but for the outer rim of the soft edge.
        let mut edges = std::collections::HashMap::new();
        for t in mesh.indices.chunks_exact(3) {
            for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
                *edges.entry((a.min(b), a.max(b))).or_insert(0) += 1;
            }
        }
        for ((a, b), count) in edges {
            let is_rim =
                [a, b].map(|i| mesh.vertices[i as usize].color) == [Color32::TRANSPARENT; 2];
            assert_eq!(count, if is_rim { 1 } else { 2 }, "edge {a} {b}");
        }
    }

    #[test]
    fn parts_that_touch_have_no_notch_between_them() {
        let apart = [disc(pos2(70.0, 100.0), 30.0), disc(pos2(130.0, 100.0), 30.0)];
        let joined = apart.map(|part| Part { blend: 40.0, ..part });
        let notch = pos2(100.0, 105.0);
        assert!(distance(&apart, notch) > -3.0);
        assert!(distance(&joined, notch) < -6.0);
    }

    #[test]
    fn the_upper_edge_is_lighter_than_the_lower_one_and_a_glow_stays_on_the_body() {
        let glow = Glow { centre: pos2(100.0, 60.0), radius: 60.0, color: Color32::RED };
        let with_glow = Scene { glows: &[glow], ..scene() };
        let mesh = mesh(&[disc(pos2(100.0, 100.0), 40.0)], &with_glow);
        let red = |v: &&eframe::egui::epaint::Vertex| v.color.r() > v.color.g().saturating_add(40);
        assert!(mesh.vertices.iter().any(|v| red(&v)));
        for vertex in mesh.vertices.iter().filter(red) {
            assert!(vertex.pos.distance(pos2(100.0, 100.0)) < 41.0, "{:?}", vertex.pos);
        }
        let [top, bottom] = [vec2(0.0, -1.0), vec2(0.0, 1.0)]
            .map(|slope| scene().color(pos2(100.0, 100.0), slope, 1.0, 0.0).r());
        assert!(top > bottom + 60, "{top} {bottom}");
    }

    #[test]
    fn a_person_close_to_the_camera_costs_no_more_cells() {
        let huge = Scene {
            rect: Rect::from_min_max(Pos2::ZERO, pos2(4000.0, 3000.0)),
            cell: 0.5,
            ..scene()
        };
        let mesh = mesh(&[disc(pos2(2000.0, 1500.0), 1400.0)], &huge);
        assert!(mesh.vertices.len() < 2 * MOST_CELLS as usize);
    }
}
