//! Draws figure, plumb line and verdict on a copy of a frame.

use std::path::{Path, PathBuf};

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};
use image::RgbImage;
use tiny_skia::{
    Color, FillRule, LineCap, Paint, Path as Outline, PathBuilder, Pixmap, PremultipliedColorU8,
    Rect, Stroke, Transform,
};

use super::Failure;
use crate::text::names;
use crate::text::verdict::verdict;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{ImageSize, Landmark, Pose};
use plumbline_core::engine::Snapshot;
use plumbline_core::posture::judge::PostureState;
use plumbline_core::posture::{Measure, Quantity};
use plumbline_vision::frames::Frame;

/// Writes annotated pictures as PNG files.
pub(super) struct Annotator {
    out: PathBuf,
    is_folder: bool,
    count: usize,
}

impl Annotator {
    /// An annotator that writes the file `out`, or numbered files in the folder `out` if `is_folder`.
    pub(super) fn new(out: &Path, is_folder: bool) -> Self {
        Self { out: out.to_owned(), is_folder, count: 0 }
    }

    /// Draws `pose` and the verdict on a copy of `frame` and writes it as PNG.
    pub(super) fn write(
        &mut self,
        frame: &Frame,
        pose: Option<&Pose>,
        snapshot: &Snapshot,
        name: &str,
    ) -> Result<(), Failure> {
        let failure =
            |path: &Path, reason: String| Failure::Write { path: path.to_owned(), reason };
        let canvas = annotated(Ground::Frame(frame), pose, snapshot)
            .map_err(|reason| failure(&self.out, reason.into()))?;
        let path = if self.is_folder {
            std::fs::create_dir_all(&self.out).map_err(|e| failure(&self.out, e.to_string()))?;
            let stem = Path::new(name)
                .file_stem()
                .map_or_else(|| "frame".to_owned(), |s| s.to_string_lossy().into_owned());
            self.out.join(format!("{:05}-{stem}.png", self.count))
        } else {
            self.out.clone()
        };
        self.count += 1;
        canvas
            .save_with_format(&path, image::ImageFormat::Png)
            .map_err(|e| failure(&path, e.to_string()))
    }
}

/// Background of the figure.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ground<'a> {
    Frame(&'a Frame),
    /// A dark area of the size of the frame, so that no camera image is saved.
    Plain(ImageSize),
}

/// Draws the figure, the plumb line and the verdict on `ground`.
///
/// # Errors
/// The reason: a frame without pixels, or a damaged font.
pub(super) fn annotated(
    ground: Ground<'_>,
    pose: Option<&Pose>,
    snapshot: &Snapshot,
) -> Result<RgbImage, &'static str> {
    let size = match ground {
        Ground::Frame(frame) => frame.size(),
        Ground::Plain(size) => size,
    };
    let mut canvas = Pixmap::new(size.width, size.height).ok_or("the picture is empty")?;
    match ground {
        Ground::Frame(frame) => {
            for (to, from) in canvas.pixels_mut().iter_mut().zip(frame.rgb().chunks_exact(3)) {
                *to = opaque([from[0], from[1], from[2]]);
            }
        }
        Ground::Plain(_) => canvas.fill(color(GROUND)),
    }
    if let Some(pose) = pose {
        draw_figure(&mut canvas, pose, snapshot.state);
    }
    draw_words(&mut canvas, snapshot).map_err(|_| "the built-in font is damaged")?;
    let rgb = canvas.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    RgbImage::from_raw(size.width, size.height, rgb).ok_or("the picture has an odd size")
}

type Rgb = [u8; 3];

const WHITE: Rgb = [255, 255, 255];
const GROUND: Rgb = [20, 26, 27];

fn color([r, g, b]: Rgb) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

fn opaque([r, g, b]: Rgb) -> PremultipliedColorU8 {
    color([r, g, b]).premultiply().to_color_u8()
}

fn paint(rgb: Rgb) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(color(rgb));
    paint
}

fn color_of(state: PostureState) -> Rgb {
    match state {
        PostureState::Good => [104, 207, 156],
        PostureState::Fault => [245, 162, 98],
        PostureState::Uncertain | PostureState::Away => [169, 180, 207],
    }
}

fn draw_figure(canvas: &mut Pixmap, pose: &Pose, state: PostureState) {
    let unit_px = (canvas.width().max(canvas.height()) as f32 / 400.0).max(1.0);
    let rgb = color_of(state);
    let width_px = unit_px * 2.0;
    for (a, b) in Landmark::UPPER_BODY_BONES {
        if let (Some(a), Some(b)) = (pose.seen(a), pose.seen(b)) {
            draw_line(canvas, a, b, width_px, rgb);
        }
    }
    if let (Some(left), Some(right), Some(left_ear), Some(right_ear)) = (
        pose.seen(Landmark::LeftShoulder),
        pose.seen(Landmark::RightShoulder),
        pose.seen(Landmark::LeftEar),
        pose.seen(Landmark::RightEar),
    ) {
        let (shoulders, ears) = (left.midpoint(right), left_ear.midpoint(right_ear));
        let plumb = Vec2::new(shoulders.x, ears.y);
        draw_line(canvas, shoulders, plumb, unit_px, WHITE);
        draw_line(canvas, shoulders, ears, width_px, WHITE);
    }
    for landmark in Landmark::ALL.into_iter().take(17) {
        if let Some(p) = pose.seen(landmark) {
            let dot = PathBuilder::from_circle(p.x as f32, p.y as f32, unit_px * 2.0);
            fill(canvas, dot, rgb);
        }
    }
}

fn fill(canvas: &mut Pixmap, outline: Option<Outline>, rgb: Rgb) {
    if let Some(outline) = outline {
        canvas.fill_path(&outline, &paint(rgb), FillRule::Winding, Transform::identity(), None);
    }
}

fn draw_line(canvas: &mut Pixmap, a: Vec2, b: Vec2, width_px: f32, rgb: Rgb) {
    let mut line = PathBuilder::new();
    line.move_to(a.x as f32, a.y as f32);
    line.line_to(b.x as f32, b.y as f32);
    if let Some(line) = line.finish() {
        let stroke = Stroke { width: width_px, line_cap: LineCap::Round, ..Stroke::default() };
        canvas.stroke_path(&line, &paint(rgb), &stroke, Transform::identity(), None);
    }
}

fn draw_words(canvas: &mut Pixmap, snapshot: &Snapshot) -> Result<(), ab_glyph::InvalidFont> {
    let font = FontRef::try_from_slice(epaint_default_fonts::UBUNTU_LIGHT)?;
    let height_px = (canvas.height() as f32 / 24.0).clamp(14.0, 64.0);
    let mut lines = vec![verdict(snapshot).headline];
    for quantity in
        [Quantity::ForwardHead, Quantity::RaisedShoulderLeft, Quantity::RaisedShoulderRight]
    {
        if let Measure::Known(m) = snapshot.measures.get(quantity) {
            lines.push(format!("{} {:.0}°", names::quantity(quantity), m.value));
        }
    }
    let pad_px = height_px / 3.0;
    let mut top_px = pad_px;
    for line in lines {
        let width_px = text_width_px(&font, height_px, &line);
        let label = Rect::from_xywh(pad_px, top_px, width_px + 2.0 * pad_px, height_px + pad_px);
        fill(canvas, label.map(PathBuilder::from_rect), GROUND);
        draw_text(canvas, &font, height_px, (2.0 * pad_px, top_px + pad_px / 2.0), &line);
        top_px += height_px + 2.0 * pad_px;
    }
    Ok(())
}

fn text_width_px(font: &FontRef<'_>, height_px: f32, text: &str) -> f32 {
    let font = font.as_scaled(PxScale::from(height_px));
    text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum()
}

/// Draws white `text` with its upper left corner at `at_px`.
fn draw_text(
    canvas: &mut Pixmap,
    font: &FontRef<'_>,
    height_px: f32,
    at_px: (f32, f32),
    text: &str,
) {
    let scaled = font.as_scaled(PxScale::from(height_px));
    let (mut left_px, baseline_px) = (at_px.0, at_px.1 + scaled.ascent());
    let (width, height) = (canvas.width() as i32, canvas.height() as i32);
    for c in text.chars() {
        let mut glyph = scaled.scaled_glyph(c);
        glyph.position = point(left_px, baseline_px);
        left_px += scaled.h_advance(glyph.id);
        let Some(outlined) = font.outline_glyph(glyph) else { continue };
        let corner = outlined.px_bounds().min;
        outlined.draw(|x, y, coverage| {
            let (x, y) = (corner.x as i32 + x as i32, corner.y as i32 + y as i32);
            if (0..width).contains(&x) && (0..height).contains(&y) {
                let pixel = &mut canvas.pixels_mut()[(y * width + x) as usize];
                let mixed = |below: u8| {
                    (f32::from(below) + (255.0 - f32::from(below)) * coverage.min(1.0)) as u8
                };
                *pixel = opaque([mixed(pixel.red()), mixed(pixel.green()), mixed(pixel.blue())]);
            }
        });
    }
}
