//! CPU time of one frame of the window: layout, tessellation, and the conversion of a new picture. Run it with
//! `cargo bench --bench window`. The percentiles are printed first.
#![allow(unreachable_pub, clippy::unwrap_used, clippy::panic, clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui;
use egui::{ColorImage, Context, RawInput, Rect, TextureHandle, TextureOptions, pos2, vec2};
use plumbline::ui::now::now_ui;
use plumbline::ui::theme;
use plumbline_core::stats;
use plumbline_vision::frames::Frame;

#[allow(dead_code)]
#[path = "../tests/support/person.rs"]
mod person;
use person::{FORWARD, GOOD, Now, blank};

/// Number of frames for the percentiles.
const FRAMES: usize = 3_000;

struct Window {
    ctx: Context,
    now: Now,
    texture: TextureHandle,
}

impl Window {
    fn new(now: Now) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        ctx.set_theme(egui::Theme::Dark);
        let frame = &now.live.as_ref().unwrap().frame;
        let texture = ctx.load_texture("live", picture(frame), TextureOptions::LINEAR);
        let mut window = Self { ctx, now, texture };
        for _ in 0..30 {
            window.frame();
        }
        window
    }

    /// Lays out and tessellates one frame.
    fn frame(&mut self) -> usize {
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1120.0, 760.0)));
        let input = RawInput { screen_rect, ..RawInput::default() };
        let mut output = self.ctx.run_ui(input, |ui| {
            egui::CentralPanel::default().show(ui, |ui| {
                now_ui(ui, &self.now.model(Some(&self.texture)), &mut Vec::new());
            });
        });
        // There is no graphics card to upload textures to.
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    /// Lays out and tessellates one frame with a new picture, as in the live view ten times per second.
    fn frame_with_picture(&mut self) -> usize {
        let frame = &self.now.live.as_ref().unwrap().frame;
        self.texture.set(Arc::new(picture(frame)), TextureOptions::LINEAR);
        self.frame()
    }
}

fn picture(frame: &Frame) -> ColorImage {
    let size = frame.size();
    ColorImage::from_rgb([size.width as usize, size.height as usize], frame.rgb())
}

fn percentiles(name: &str, mut frame: impl FnMut() -> usize) {
    let times_ms = stats::sorted((0..FRAMES).map(|_| {
        let start = Instant::now();
        black_box(frame());
        start.elapsed().as_secs_f64() * 1e3
    }));
    let at = |share: f64| stats::quantile(&times_ms, share).unwrap();
    println!(
        "{name}: {FRAMES} frames, median {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0)
    );
}

fn now_view(criterion: &mut Criterion) {
    for (name, posture) in [("now, good", GOOD), ("now, alert", FORWARD)] {
        let mut window = Window::new(Now::of(posture, blank()));
        percentiles(name, || window.frame());
        criterion.bench_function(name, |bench| bench.iter(|| window.frame()));
    }
    let mut window = Window::new(Now::of(GOOD, blank()));
    let name = "now, good, with a new 1280x720 picture";
    percentiles(name, || window.frame_with_picture());
    criterion.bench_function(name, |bench| bench.iter(|| window.frame_with_picture()));
}

criterion_group!(window, now_view);
criterion_main!(window);
