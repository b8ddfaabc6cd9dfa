//! Draws what was found into a copy of the picture, only when `--annotate` asks for it.

use std::path::{Path, PathBuf};

use ab_glyph::{FontRef, PxScale};
use image::{Rgb, RgbImage};
use imageproc::drawing::{
    draw_antialiased_line_segment_mut, draw_filled_circle_mut, draw_filled_rect_mut, draw_text_mut,
    text_size,
};
use imageproc::pixelops::interpolate;
use imageproc::rect::Rect;

use super::Failure;
use crate::text::names;
use crate::ui::verdict::verdict;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Landmark, Pose};
use plumbline_core::engine::Snapshot;
use plumbline_core::posture::judge::PostureState;
use plumbline_core::posture::{Measure, Quantity};
use plumbline_vision::frames::Frame;

/// Writes annotated pictures.
pub(super) struct Annotator {
    out: PathBuf,
    is_folder: bool,
    count: usize,
}

impl Annotator {
    /// Into the file `out`, or into the folder `out` when there are several pictures.
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
        let size = frame.size();
        let mut canvas = RgbImage::from_raw(size.width, size.height, frame.rgb().to_vec())
            .ok_or_else(|| failure(&self.out, "the picture has an odd size".into()))?;
        if let Some(pose) = pose {
            draw_figure(&mut canvas, pose, snapshot.state);
        }
        draw_words(&mut canvas, snapshot)
            .map_err(|e| failure(&self.out, format!("the built-in font is damaged: {e}")))?;
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

fn color_of(state: PostureState) -> Rgb<u8> {
    match state {
        PostureState::Good => Rgb([104, 207, 156]),
        PostureState::Fault => Rgb([245, 162, 98]),
        PostureState::Uncertain | PostureState::Away => Rgb([169, 180, 207]),
    }
}

fn draw_figure(canvas: &mut RgbImage, pose: &Pose, state: PostureState) {
    let unit_px = (canvas.width().max(canvas.height()) as f32 / 400.0).max(1.0);
    let color = color_of(state);
    let thickness = (unit_px * 1.5).ceil() as i32;
    for (a, b) in Landmark::UPPER_BODY_BONES {
        if let (Some(a), Some(b)) = (pose.seen(a), pose.seen(b)) {
            thick_line(canvas, a, b, thickness, color);
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
        thick_line(canvas, shoulders, plumb, 1, Rgb([255, 255, 255]));
        thick_line(canvas, shoulders, ears, thickness, Rgb([255, 255, 255]));
    }
    for landmark in Landmark::ALL.into_iter().take(17) {
        if let Some(p) = pose.seen(landmark) {
            let center = (p.x.round() as i32, p.y.round() as i32);
            draw_filled_circle_mut(canvas, center, (unit_px * 2.0).round() as i32, color);
        }
    }
}

fn thick_line(canvas: &mut RgbImage, a: Vec2, b: Vec2, thickness: i32, color: Rgb<u8>) {
    for offset in -thickness / 2..=thickness / 2 {
        for (dx, dy) in [(offset, 0), (0, offset)] {
            let at = |p: Vec2| (p.x.round() as i32 + dx, p.y.round() as i32 + dy);
            draw_antialiased_line_segment_mut(canvas, at(a), at(b), color, interpolate);
        }
    }
}

fn draw_words(canvas: &mut RgbImage, snapshot: &Snapshot) -> Result<(), ab_glyph::InvalidFont> {
    let font = FontRef::try_from_slice(epaint_default_fonts::UBUNTU_LIGHT)?;
    let height_px = (canvas.height() as f32 / 24.0).clamp(14.0, 64.0);
    let scale = PxScale::from(height_px);
    let mut lines = vec![verdict(snapshot).headline];
    for quantity in
        [Quantity::ForwardHead, Quantity::RaisedShoulderLeft, Quantity::RaisedShoulderRight]
    {
        if let Measure::Known(m) = snapshot.measures.get(quantity) {
            lines.push(format!("{} {:.0}°", names::quantity(quantity), m.value));
        }
    }
    let pad_px = (height_px / 3.0) as i32;
    let mut y_px = pad_px;
    for line in lines {
        let (width, height) = text_size(scale, &font, &line);
        let ground = Rect::at(pad_px, y_px)
            .of_size(width + 2 * pad_px as u32, height.max(1) + pad_px as u32);
        draw_filled_rect_mut(canvas, ground, Rgb([20, 26, 27]));
        draw_text_mut(
            canvas,
            Rgb([255, 255, 255]),
            2 * pad_px,
            y_px + pad_px / 4,
            scale,
            &font,
            &line,
        );
        y_px += height as i32 + 2 * pad_px;
    }
    Ok(())
}
