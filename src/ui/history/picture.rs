//! A card as an image file: complete and of fixed width, independent of the window.
//!
//! A separate egui context without a window lays it out, and the software painter paints it, so any
//! thread can do this.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, Color32, ColorImage, Context, Label, Pos2, RawInput, Rect, Sense, Theme, Ui, vec2,
};

use super::cards::{Card, Picked};
use super::reader::Answer;
use crate::ui::software_painter::{Canvas, Textures};
use crate::ui::theme::{self, GAP, GAP_HUGE, IconSize, Palette, Type, Weight};
use crate::ui::widgets::page::mark_ui;

/// Width of the image, points.
const WIDTH: f32 = 900.0;

/// Maximum height, more than any card needs, points.
const TALLEST: f32 = 4_000.0;

/// Pixels per point: sharp in documents and on high-density screens.
const PIXELS_PER_POINT: f32 = 2.0;

/// A card to save as an image.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPicture {
    pub card: Card,
    /// Page that contains the card.
    pub answer: Arc<Answer>,
    /// Dates of the page, as text.
    pub days: String,
    /// Selection on the card.
    pub picked: Picked,
    pub theme: Theme,
}

impl ChartPicture {
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
            ui.label(Type::Heading.text(self.card.title(page)));
            ui.label(Type::Body.text(&self.days).color(palette.text_quiet));
            ui.add_space(GAP);
            if !page.lead.is_empty() && self.card == Card::Days {
                ui.add(Label::new(Type::Title.text(&page.lead)).wrap());
                ui.add_space(GAP);
            }
            self.card.ui(ui, page, &mut picked);
            ui.add_space(GAP);
            maker_ui(ui, &palette);
        })
    }
}

/// The mark and the name of the program.
fn maker_ui(ui: &mut Ui, palette: &Palette) {
    let side = IconSize::Medium.points();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), side), Sense::hover());
    let centre = rect.left_center() + vec2(side / 2.0, 0.0);
    mark_ui(ui, centre, side, palette.accent);
    let maker = "Plumbline";
    let at = centre + vec2(side, 0.0);
    ui.painter().text(
        at,
        Align2::LEFT_CENTER,
        maker,
        Type::Body.weighted(Weight::Semibold),
        palette.text,
    );
}

/// Paints `contents`, `width` points wide and as high as needed.
fn painted(
    ctx: &Context,
    width: f32,
    background: Color32,
    mut contents: impl FnMut(&mut Ui),
) -> ColorImage {
    let mut textures = Textures::default();
    let mut used = Rect::ZERO;
    let mut shapes = Vec::new();
    // The second pass has the sizes, the third the space for the axes of the charts.
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
            let frame = egui::Frame::new().inner_margin(egui::Margin::same(GAP_HUGE as i8));
            used = frame.show(ui, |ui| contents(ui)).response.rect;
        });
        textures.change(output.textures_delta);
        shapes = output.shapes;
    }
    let height = used.height().clamp(1.0, TALLEST);
    let mut canvas = Canvas::new(vec2(width, height), PIXELS_PER_POINT, background);
    canvas.primitives(&ctx.tessellate(shapes, PIXELS_PER_POINT), &textures);
    canvas.into_image()
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
    fn a_chart_is_painted_completely_and_bar_heights_match_the_days() {
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
}
