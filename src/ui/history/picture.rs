//! A card as a picture of its own: whole and of one size, whatever the window shows of it.
//!
//! It is laid out by an egui of its own, without a window, and its triangles are painted by the
//! processor: it needs no graphics card and can be done on any thread.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{
    self, Color32, ColorImage, Context, ImageData, Mesh, Pos2, RawInput, Rect, RichText, TextureId,
    TexturesDelta, Theme, Ui, epaint, pos2, vec2,
};

use super::cards::{Card, Picked};
use super::reader::Answer;
use crate::ui::theme::{self, Palette};

/// Width of a picture, points.
const WIDTH: f32 = 900.0;

/// Higher than any card, points.
const TALLEST: f32 = 4_000.0;

/// Pixels of a point: sharp in a document and on a dense screen.
const PIXELS_PER_POINT: f32 = 2.0;

/// A card to make a picture of.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPicture {
    /// Which.
    pub card: Card,
    /// Of which page.
    pub answer: Arc<Answer>,
    /// What days the page is of, in words.
    pub days: String,
    /// What is picked on it.
    pub picked: Picked,
    /// Light or dark.
    pub theme: Theme,
}

impl ChartPicture {
    /// Paints it.
    #[must_use]
    pub fn paint(&self) -> ColorImage {
        let ctx = Context::default();
        theme::install(&ctx);
        theme::reduce_motion(&ctx, true);
        ctx.set_theme(self.theme);
        let palette = Palette::of(self.theme);
        let mut picked = self.picked;
        painted(&ctx, WIDTH, palette.card, |ui| {
            let Ok(page) = &self.answer.1 else { return };
            ui.label(RichText::new(self.card.title(page)).size(20.0).strong());
            ui.label(RichText::new(&self.days).color(palette.text_quiet));
            ui.add_space(theme::GAP_SMALL);
            self.card.ui(ui, page, &mut picked);
            ui.add_space(theme::GAP_SMALL);
            let maker = "Plumbline";
            ui.label(RichText::new(maker).small().color(palette.text_quiet));
        })
    }
}

/// What `contents` shows, `width` points wide and as high as it needs.
fn painted(
    ctx: &Context,
    width: f32,
    background: Color32,
    mut contents: impl FnMut(&mut Ui),
) -> ColorImage {
    let mut textures = Textures::default();
    let mut used = Rect::ZERO;
    let mut shapes = Vec::new();
    // The second pass knows how large everything is, the third what the charts' axes need.
    for pass in 0..3 {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(width, TALLEST))),
            max_texture_side: Some(4096),
            time: Some(f64::from(pass)),
            ..RawInput::default()
        };
        let viewport = input.viewports.entry(input.viewport_id).or_default();
        viewport.native_pixels_per_point = Some(PIXELS_PER_POINT);
        let output = ctx.run_ui(input, |ui| {
            let frame = egui::Frame::new().inner_margin(egui::Margin::same(24));
            used = frame.show(ui, |ui| contents(ui)).response.rect;
        });
        textures.change(output.textures_delta);
        shapes = output.shapes;
    }
    let height = used.height().clamp(1.0, TALLEST);
    let mut canvas = Canvas::new(width, height, background);
    for primitive in ctx.tessellate(shapes, PIXELS_PER_POINT) {
        if let epaint::Primitive::Mesh(mesh) = primitive.primitive
            && let Some(texture) = textures.0.get(&mesh.texture_id)
        {
            canvas.mesh(&mesh, texture, primitive.clip_rect);
        }
    }
    canvas.image
}

/// The glyphs, mostly.
#[derive(Default)]
struct Textures(HashMap<TextureId, ColorImage>);

impl Textures {
    fn change(&mut self, mut delta: TexturesDelta) {
        for (id, changes) in std::mem::take(&mut delta.set) {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match (change.pos, self.0.get_mut(&id)) {
                    (Some([x, y]), Some(whole)) => patch(whole, image, x, y),
                    _ => drop(self.0.insert(id, ColorImage::clone(image))),
                }
            }
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

struct Canvas {
    image: ColorImage,
}

impl Canvas {
    fn new(width: f32, height: f32, background: Color32) -> Self {
        let size = [width, height].map(|side| (side * PIXELS_PER_POINT).round() as usize);
        Self { image: ColorImage::filled(size, background) }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect) {
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |i: usize| mesh.vertices.get(corners[i] as usize);
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                self.triangle([a, b, c], texture, clip);
            }
        }
    }

    /// Every pixel whose middle lies within, once also where two triangles meet (top-left rule).
    fn triangle(&mut self, corners: [&epaint::Vertex; 3], texture: &ColorImage, clip: Rect) {
        let mut corners = corners;
        let at = |v: &epaint::Vertex| {
            let scaled = v.pos.to_vec2() * PIXELS_PER_POINT;
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
            (clip.min.to_vec2() * PIXELS_PER_POINT).to_pos2(),
            (clip.max.to_vec2() * PIXELS_PER_POINT).to_pos2(),
        );
        let around = Rect::from_points(&points).intersect(clip);
        let range = |from: f32, to: f32, end: usize| {
            (from - 0.5).ceil().max(0.0) as usize..((to + 0.5).ceil().max(0.0) as usize).min(end)
        };
        for y in range(around.min.y, around.max.y, tall) {
            for x in range(around.min.x, around.max.x, wide) {
                let middle = pos2(x as f32 + 0.5, y as f32 + 0.5);
                if !clip.contains(middle) {
                    continue;
                }
                let weights = [(1, 2), (2, 0), (0, 1)].map(|(from, to)| {
                    let weight = edge(points[from], points[to], middle);
                    let is_mine =
                        weight > 0.0 || (weight == 0.0 && is_top_left(points[from], points[to]));
                    is_mine.then_some(weight / area)
                });
                if let [Some(a), Some(b), Some(c)] = weights {
                    let color = shaded(corners, [a, b, c], texture);
                    let below = &mut self.image.pixels[y * wide + x];
                    *below = over(color, *below);
                }
            }
        }
    }
}

/// Twice the area of a triangle; positive if it turns to the right on the screen.
fn edge(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

fn is_top_left(from: Pos2, to: Pos2) -> bool {
    (from.y == to.y && to.x > from.x) || to.y < from.y
}

/// The colour at a point of a triangle: between its corners', times the texture's.
fn shaded(corners: [&epaint::Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mix = |of: &dyn Fn(&epaint::Vertex) -> f32| -> f32 {
        corners.iter().zip(weights).map(|(corner, weight)| of(corner) * weight).sum()
    };
    let (u, v) = (mix(&|c| c.uv.x), mix(&|c| c.uv.y));
    let [wide, tall] = texture.size;
    let texel = texel(texture, u * wide as f32 - 0.5, v * tall as f32 - 0.5);
    std::array::from_fn(|i| mix(&|c| f32::from(c.color.to_array()[i])) * texel[i] / 255.0)
}

/// Between the four nearest texels.
fn texel(texture: &ColorImage, x: f32, y: f32) -> [f32; 4] {
    let (x, y) = (x.max(0.0), y.max(0.0));
    let at = |x: usize, y: usize| {
        let (x, y) = (x.min(texture.size[0] - 1), y.min(texture.size[1] - 1));
        texture.pixels[y * texture.size[0] + x].to_array().map(f32::from)
    };
    let (left, top) = (x as usize, y as usize);
    let (right_share, low_share) = (x - left as f32, y - top as f32);
    let corners = [at(left, top), at(left + 1, top), at(left, top + 1), at(left + 1, top + 1)];
    std::array::from_fn(|i| {
        let [a, b, c, d] = corners.map(|corner| corner[i]);
        let upper = a + (b - a) * right_share;
        let lower = c + (d - c) * right_share;
        upper + (lower - upper) * low_share
    })
}

/// A premultiplied colour over an opaque one.
fn over(color: [f32; 4], below: Color32) -> Color32 {
    let left = 1.0 - (color[3] / 255.0).clamp(0.0, 1.0);
    let below = below.to_array();
    let mixed = |i: usize| (color[i] + f32::from(below[i]) * left).round().clamp(0.0, 255.0) as u8;
    Color32::from_rgb(mixed(0), mixed(1), mixed(2))
}

#[cfg(test)]
mod tests {
    use super::super::chart_model::DayBar;
    use super::super::reader::{Ask, Page, Range};
    use super::*;
    use plumbline_core::posture::fault::LimitChoice;

    fn picture(card: Card, page: Page, theme: Theme) -> ColorImage {
        let date = jiff::civil::date(2026, 11, 25);
        let ask = Ask {
            range: Range::Month,
            date,
            limits: LimitChoice::default(),
            today: date,
            is_year: false,
        };
        let answer = Arc::new((ask, Ok(page)));
        let days = "November 2026".into();
        ChartPicture { card, answer, days, picked: Picked::default(), theme }.paint()
    }

    fn days(share: f64) -> Page {
        let day = |n: i8| DayBar {
            date: jiff::civil::date(2026, 11, n),
            good_share: Some(share),
            watched_h: 6.0,
        };
        Page { days: (1..=30).map(day).collect(), ..Page::default() }
    }

    fn count(image: &ColorImage, color: Color32) -> usize {
        image.pixels.iter().filter(|pixel| **pixel == color).count()
    }

    #[test]
    fn a_chart_is_painted_whole_with_bars_as_high_as_their_days() {
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette::of(theme);
            let (high, low) =
                (picture(Card::Days, days(0.8), theme), picture(Card::Days, days(0.4), theme));
            assert_eq!(high.size[0], (WIDTH * PIXELS_PER_POINT) as usize);
            assert!((500..1400).contains(&high.size[1]), "{:?}", high.size);
            let ratio = count(&high, palette.good) as f64 / count(&low, palette.good) as f64;
            assert!((1.8..2.2).contains(&ratio), "{theme:?}: {ratio}");
            assert!(count(&high, palette.card) > high.pixels.len() / 3, "the ground");
            assert!(count(&high, palette.text) > 200, "words");
        }
    }

    #[test]
    fn two_triangles_that_meet_paint_every_pixel_once() {
        let half = Color32::from_rgba_premultiplied(100, 0, 0, 128);
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(1.0, 1.0), pos2(9.5, 7.5)), half);
        let mut canvas = Canvas::new(12.0, 10.0, Color32::BLACK);
        let white = ColorImage::filled([1, 1], Color32::WHITE);
        canvas.mesh(&mesh, &white, Rect::EVERYTHING);
        let painted = count(&canvas.image, Color32::from_rgb(100, 0, 0));
        assert_eq!(painted, 17 * 13);
        assert_eq!(
            count(&canvas.image, Color32::BLACK),
            24 * 20 - painted,
            "none is left or twice"
        );
        let mut clipped = Canvas::new(12.0, 10.0, Color32::BLACK);
        clipped.mesh(&mesh, &white, Rect::from_min_max(pos2(0.0, 0.0), pos2(5.0, 5.0)));
        assert_eq!(count(&clipped.image, Color32::from_rgb(100, 0, 0)), 8 * 8);
    }
}
