//! Renders the snapshots that tests compare. Software rendering gives the same pixels on every
//! machine. The unit tests of the library include this file as well.

use eframe::egui;
use egui_kittest::TestRenderer;
use plumbline::ui::software_painter::{Canvas, Textures};

/// Renders in software.
#[derive(Default)]
pub struct SoftwareRenderer(Textures);

impl TestRenderer for SoftwareRenderer {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.0.change(std::mem::take(delta));
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let mut canvas = Canvas::new(ctx.content_rect().size(), scale, egui::Color32::BLACK);
        canvas.primitives(&ctx.tessellate(output.shapes.clone(), scale), &self.0);
        let image = canvas.into_image();
        let [width, height] = image.size.map(|side| side as u32);
        let bytes = image.pixels.iter().flat_map(egui::Color32::to_array).collect();
        image::RgbaImage::from_raw(width, height, bytes).ok_or_else(|| "an odd size".to_owned())
    }
}
