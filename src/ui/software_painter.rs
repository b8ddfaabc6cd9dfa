//! Paints egui output in software, without a graphics card: pictures of charts, and the view
//! snapshots that the tests compare.

use std::collections::HashMap;

use eframe::egui::epaint::{self, Primitive};
use eframe::egui::{
    ClippedPrimitive, Color32, ColorImage, ImageData, Mesh, Pos2, Rect, TextureId, TexturesDelta,
    Vec2, pos2,
};

/// Textures of an egui context: glyphs and images.
#[derive(Default)]
pub struct Textures(HashMap<TextureId, ColorImage>);

impl Textures {
    /// Applies the changes of `delta`.
    pub fn change(&mut self, mut delta: TexturesDelta) {
        for (id, changes) in std::mem::take(&mut delta.set) {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match (change.pos, self.0.get_mut(&id)) {
                    (Some([x, y]), Some(whole)) => patch(whole, image, x, y),
                    _ => drop(self.0.insert(id, ColorImage::clone(image))),
                }
            }
        }
        for id in std::mem::take(&mut delta.free) {
            self.0.remove(&id);
        }
        delta.clear();
    }
}

fn patch(whole: &mut ColorImage, part: &ColorImage, x: usize, y: usize) {
    let [wide, tall] = part.size;
    let stride = whole.size[0];
    for row in 0..tall {
        let to = (y + row) * stride + x;
        if let (Some(to), Some(from)) =
            (whole.pixels.get_mut(to..to + wide), part.pixels.get(row * wide..(row + 1) * wide))
        {
            to.copy_from_slice(from);
        }
    }
}

/// An opaque image to paint on.
pub struct Canvas {
    image: ColorImage,
    pixels_per_point: f32,
}

impl Canvas {
    /// A canvas of `size` points in one colour.
    #[must_use]
    pub fn new(size: Vec2, pixels_per_point: f32, background: Color32) -> Self {
        let size = [size.x, size.y].map(|side| (side * pixels_per_point).round() as usize);
        Self { image: ColorImage::filled(size, background), pixels_per_point }
    }

    #[must_use]
    pub fn into_image(self) -> ColorImage {
        self.image
    }

    /// Paints tessellated egui output. Paint callbacks are ignored, because the window uses none.
    pub fn primitives(&mut self, primitives: &[ClippedPrimitive], textures: &Textures) {
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            if let Primitive::Mesh(mesh) = primitive
                && let Some(texture) = textures.0.get(&mesh.texture_id)
            {
                self.mesh(mesh, texture, *clip_rect);
            }
        }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect) {
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |i: usize| mesh.vertices.get(corners[i] as usize);
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                self.triangle([a, b, c], texture, clip);
            }
        }
    }

    /// Fills every pixel whose centre lies inside the triangle. The top-left rule paints each pixel
    /// on a shared edge once.
    fn triangle(&mut self, corners: [&epaint::Vertex; 3], texture: &ColorImage, clip: Rect) {
        let mut corners = corners;
        let pixels_per_point = self.pixels_per_point;
        let at = |v: &epaint::Vertex| {
            let scaled = v.pos.to_vec2() * pixels_per_point;
            pos2(scaled.x, scaled.y)
        };
        let mut area = edge(at(corners[0]), at(corners[1]), at(corners[2]));
        if area < 0.0 {
            corners.swap(1, 2);
            area = -area;
        }
        if area <= 0.0 || !area.is_finite() {
            return;
        }
        let points = corners.map(at);
        let [wide, tall] = self.image.size;
        let clip = Rect::from_min_max(
            (clip.min.to_vec2() * pixels_per_point).to_pos2(),
            (clip.max.to_vec2() * pixels_per_point).to_pos2(),
        );
        let around = Rect::from_points(&points).intersect(clip);
        let range = |from: f32, to: f32, end: usize| {
            (from - 0.5).ceil().max(0.0) as usize..((to + 0.5).ceil().max(0.0) as usize).min(end)
        };
        let [a, b, c] = points;
        let on_edge = [is_top_left(b, c), is_top_left(c, a), is_top_left(a, b)];
        let plain = plain_color(corners, texture);
        for y in range(around.min.y, around.max.y, tall) {
            for x in range(around.min.x, around.max.x, wide) {
                let middle = pos2(x as f32 + 0.5, y as f32 + 0.5);
                let weights = [edge(b, c, middle), edge(c, a, middle), edge(a, b, middle)];
                if !is_inside(weights[0], on_edge[0])
                    || !is_inside(weights[1], on_edge[1])
                    || !is_inside(weights[2], on_edge[2])
                    || !clip.contains(middle)
                {
                    continue;
                }
                let color = match plain {
                    Some(color) => color,
                    None => {
                        let [a, b, c] = weights;
                        shaded(corners, [a / area, b / area, c / area], texture)
                    }
                };
                let below = &mut self.image.pixels[y * wide + x];
                *below = over(color, *below);
            }
        }
    }
}

fn is_inside(weight: f32, is_top_left: bool) -> bool {
    weight > 0.0 || (weight == 0.0 && is_top_left)
}

/// The colour of a triangle that has one colour and one place on the texture.
fn plain_color(corners: [&epaint::Vertex; 3], texture: &ColorImage) -> Option<[f32; 4]> {
    let [a, b, c] = corners;
    let is_plain = a.uv == b.uv && a.uv == c.uv && a.color == b.color && a.color == c.color;
    is_plain.then(|| shaded(corners, [1.0, 0.0, 0.0], texture))
}

/// Twice the signed area of a triangle; positive if it is clockwise on the screen.
fn edge(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

fn is_top_left(from: Pos2, to: Pos2) -> bool {
    (from.y == to.y && to.x > from.x) || to.y < from.y
}

// The release profile, with which tests run, inlines little in this crate, so the code that runs for each pixel has no
// closures and iterators.

/// Colour at a point of a triangle: interpolated vertex colour times the texture.
fn shaded(corners: [&epaint::Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let ([a, b, c], [wa, wb, wc]) = (corners, weights);
    let u = a.uv.x * wa + b.uv.x * wb + c.uv.x * wc;
    let v = a.uv.y * wa + b.uv.y * wb + c.uv.y * wc;
    let [wide, tall] = texture.size;
    let mut color = texel(texture, u * wide as f32 - 0.5, v * tall as f32 - 0.5);
    let (a, b, c) = (a.color.to_array(), b.color.to_array(), c.color.to_array());
    let mut i = 0;
    while i < 4 {
        let mixed = f32::from(a[i]) * wa + f32::from(b[i]) * wb + f32::from(c[i]) * wc;
        color[i] *= mixed / 255.0;
        i += 1;
    }
    color
}

/// Bilinear interpolation between the four nearest texels.
fn texel(texture: &ColorImage, x: f32, y: f32) -> [f32; 4] {
    let (x, y) = (x.max(0.0), y.max(0.0));
    let [wide, tall] = texture.size;
    let (left, top) = ((x as usize).min(wide - 1), (y as usize).min(tall - 1));
    let (right, low) = ((left + 1).min(wide - 1), (top + 1).min(tall - 1));
    let (right_share, low_share) = (x - x.floor(), y - y.floor());
    let pixels = &texture.pixels;
    let a = pixels[top * wide + left].to_array();
    let b = pixels[top * wide + right].to_array();
    let c = pixels[low * wide + left].to_array();
    let d = pixels[low * wide + right].to_array();
    let mut color = [0.0; 4];
    let mut i = 0;
    while i < 4 {
        let upper = f32::from(a[i]) + (f32::from(b[i]) - f32::from(a[i])) * right_share;
        let lower = f32::from(c[i]) + (f32::from(d[i]) - f32::from(c[i])) * right_share;
        color[i] = upper + (lower - upper) * low_share;
        i += 1;
    }
    color
}

/// A premultiplied colour blended over an opaque one.
fn over(color: [f32; 4], below: Color32) -> Color32 {
    let left = 1.0 - (color[3] / 255.0).clamp(0.0, 1.0);
    let below = below.to_array();
    let mixed = |i: usize| (color[i] + f32::from(below[i]) * left).round().clamp(0.0, 255.0) as u8;
    Color32::from_rgb(mixed(0), mixed(1), mixed(2))
}

#[cfg(test)]
mod tests {
    use eframe::egui::vec2;

    use super::*;

    fn count(image: &ColorImage, color: Color32) -> usize {
        image.pixels.iter().filter(|pixel| **pixel == color).count()
    }

    #[test]
    fn two_triangles_that_meet_paint_every_pixel_once() {
        let half = Color32::from_rgba_premultiplied(100, 0, 0, 128);
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(1.0, 1.0), pos2(9.5, 7.5)), half);
        let mut canvas = Canvas::new(vec2(12.0, 10.0), 2.0, Color32::BLACK);
        let white = ColorImage::filled([1, 1], Color32::WHITE);
        canvas.mesh(&mesh, &white, Rect::EVERYTHING);
        let painted = count(&canvas.image, Color32::from_rgb(100, 0, 0));
        assert_eq!(painted, 17 * 13);
        assert_eq!(
            count(&canvas.image, Color32::BLACK),
            24 * 20 - painted,
            "none is left or twice"
        );
        let mut clipped = Canvas::new(vec2(12.0, 10.0), 2.0, Color32::BLACK);
        clipped.mesh(&mesh, &white, Rect::from_min_max(pos2(0.0, 0.0), pos2(5.0, 5.0)));
        assert_eq!(count(&clipped.image, Color32::from_rgb(100, 0, 0)), 8 * 8);
    }
}
