//! The pictures of the figures and their colours. A stored picture has no colours but layers
//! (assets/illustrations/README.md): red is the brightness of the body, green the part of it that belongs to the
//! worked muscle, blue the brightness of things; what the person uses is as bright in green as in blue. Pure.

use eframe::egui::{Color32, ColorImage};
use image::{ImageFormat, RgbaImage};
use include_dir::{Dir, include_dir};

use crate::ui::theme::{FigureColors, Look};

static PICTURES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/illustrations/figures");

/// Frames beside each other, and below each other, on the sheet of a motion.
pub(super) const SHEET: [usize; 2] = [3, 4];

/// Width divided by height of a figure.
pub(super) const ASPECT: f32 = 4.0 / 3.0;

/// A picture or several pictures on one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Drawing {
    /// The hold of an item, small.
    Still(String),
    /// All frames of an item on one sheet.
    Motion(String),
    /// The upper body in front and behind, with these muscles.
    Muscles(Vec<String>),
    /// The same without a muscle.
    Body,
}

/// The map that gives the body without a muscle.
const BODY: &str = "muscles/upper-trapezius.webp";

/// Why a picture cannot be shown.
#[derive(Debug, thiserror::Error)]
pub(super) enum PictureError {
    #[error("there is no picture {0}")]
    Missing(String),
    #[error("a picture cannot be decoded: {0}")]
    Undecodable(#[from] image::ImageError),
}

impl Drawing {
    /// Whether the program has the picture.
    pub(super) fn exists(&self) -> bool {
        self.files().iter().all(|name| PICTURES.contains(name))
    }

    fn files(&self) -> Vec<String> {
        match self {
            Self::Still(id) => vec![format!("stills/{id}.webp")],
            Self::Motion(id) => vec![format!("{id}.webp")],
            Self::Muscles(ids) => ids.iter().map(|id| format!("muscles/{id}.webp")).collect(),
            Self::Body => vec![BODY.to_owned()],
        }
    }

    /// Decodes the picture and colours it for `look`. Takes up to a tenth of a second: not for the frame function.
    pub(super) fn coloured(&self, look: Look) -> Result<ColorImage, PictureError> {
        let mut layers: Option<RgbaImage> = None;
        for name in self.files() {
            let next = decoded(&name)?;
            layers = Some(match layers {
                Some(mut all) => {
                    for (pixel, other) in all.pixels_mut().zip(next.pixels()) {
                        pixel.0[1] = pixel.0[1].max(other.0[1]);
                    }
                    all
                }
                None => next,
            });
        }
        let mut layers = layers.ok_or_else(|| PictureError::Missing(String::new()))?;
        if *self == Self::Body {
            layers.pixels_mut().for_each(|pixel| pixel.0[1] = 0);
        }
        Ok(Tints::of(look).apply(&layers))
    }
}

fn decoded(name: &str) -> Result<RgbaImage, PictureError> {
    let file = PICTURES.get_file(name).ok_or_else(|| PictureError::Missing(name.to_owned()))?;
    Ok(image::load_from_memory_with_format(file.contents(), ImageFormat::WebP)?.into_rgba8())
}

/// Colour of each brightness for the three layers.
struct Tints {
    body: [[u8; 3]; 256],
    muscle: [[u8; 3]; 256],
    thing: [[u8; 3]; 256],
    tool: [[u8; 3]; 256],
}

impl Tints {
    fn of(look: Look) -> Self {
        let colors = FigureColors::of(look);
        let ramp = |[dark, light]: [Color32; 2]| {
            std::array::from_fn(|value| {
                let color = dark.lerp_to_gamma(light, value as f32 / 255.0);
                [color.r(), color.g(), color.b()]
            })
        };
        Self {
            body: ramp(colors.body),
            muscle: ramp(colors.muscle),
            thing: ramp(colors.thing),
            tool: ramp(colors.tool),
        }
    }

    fn apply(&self, layers: &RgbaImage) -> ColorImage {
        let size = [layers.width() as usize, layers.height() as usize];
        let pixels = layers.pixels().map(|pixel| self.color(pixel.0)).collect();
        ColorImage::new(size, pixels)
    }

    fn color(&self, [body, muscle, thing, alpha]: [u8; 4]) -> Color32 {
        if alpha == 0 {
            return Color32::TRANSPARENT;
        }
        let [body, muscle, thing, alpha] = [body, muscle, thing, alpha].map(u32::from);
        let light = (body + thing).min(255) as usize;
        // Shares of 255. The layers are compressed, so a dark pixel's share is unreliable.
        let of_muscle = if body > 8 { (muscle * 255 / body).min(255) } else { 0 };
        let of_thing = thing * 255 / (body + thing).max(1);
        // Green at the edge of a muscle before a wall is not a tool.
        let of_tool = if thing > 8 { share_of_tool(muscle * 255 / thing) } else { 0 };
        let mixed = |channel: usize| {
            let between = |from: u8, to: u8, share: u32| {
                (u32::from(from) * (255 - share) + u32::from(to) * share) / 255
            };
            let person = between(self.body[light][channel], self.muscle[light][channel], of_muscle);
            let thing = between(self.thing[light][channel], self.tool[light][channel], of_tool);
            let all = between(person as u8, thing as u8, of_thing);
            (all * alpha / 255) as u8
        };
        Color32::from_rgba_premultiplied(mixed(0), mixed(1), mixed(2), alpha as u8)
    }
}

/// Share of a tool, of 255, where green has `share` of blue: all from three quarters on, nothing below a third.
fn share_of_tool(share: u32) -> u32 {
    (share.saturating_sub(85) * 255 / 106).min(255)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Contrast;
    use eframe::egui::Theme;
    use plumbline_core::catalogue::Catalogue;

    const LIGHT: Look = Look { theme: Theme::Light, contrast: Contrast::Normal };

    #[test]
    fn every_item_has_a_still_and_a_motion_of_the_right_size() {
        for item in Catalogue::embedded().unwrap().items() {
            let motion = decoded(&format!("{}.webp", item.id)).unwrap();
            assert_eq!((motion.width(), motion.height()), (1536, 1536), "{}", item.id);
            let still = decoded(&format!("stills/{}.webp", item.id)).unwrap();
            assert_eq!((still.width(), still.height()), (320, 240), "{}", item.id);
        }
    }

    #[test]
    fn every_motion_moves_and_its_muscle_glows() {
        for item in Catalogue::embedded().unwrap().items() {
            let sheet = decoded(&format!("{}.webp", item.id)).unwrap();
            let frame = |column: u32, row: u32| {
                image::imageops::crop_imm(&sheet, column * 512, row * 384, 512, 384).to_image()
            };
            let (rest, hold) = (frame(0, 0), frame(2, 3));
            let differ = rest
                .pixels()
                .zip(hold.pixels())
                .filter(|(a, b)| a.0[3].abs_diff(b.0[3]) > 60 || a.0[0].abs_diff(b.0[0]) > 60)
                .count();
            assert!(differ > 500, "{}: {differ}", item.id);
            let glows = hold
                .pixels()
                .filter(|p| p.0[3] > 128 && p.0[0] > 40 && p.0[1] > p.0[0] / 3)
                .count();
            assert!(glows > 60, "{}: {glows}", item.id);
        }
    }

    #[test]
    fn the_frames_do_not_touch_each_other() {
        for item in Catalogue::embedded().unwrap().items() {
            let sheet = decoded(&format!("{}.webp", item.id)).unwrap();
            for y in 0..sheet.height() {
                for x in [0, 511, 512, 1023, 1024, 1535] {
                    assert!(sheet.get_pixel(x, y).0[3] < 40, "{} at {x}, {y}", item.id);
                }
            }
        }
    }

    #[test]
    fn every_muscle_is_on_a_map_and_several_can_glow_together() {
        let catalogue = Catalogue::embedded().unwrap();
        let glow = |ids: Vec<String>| {
            let hot = FigureColors::of(LIGHT).muscle[1];
            let near = |a: u8, b: u8| a.abs_diff(b) < 60;
            let image = Drawing::Muscles(ids).coloured(LIGHT).unwrap();
            image
                .pixels
                .iter()
                .filter(|p| near(p.r(), hot.r()) && near(p.g(), hot.g()) && near(p.b(), hot.b()))
                .count()
        };
        let ids: Vec<String> = catalogue.muscles().iter().map(|m| m.id.clone()).collect();
        let all = glow(ids.clone());
        for id in ids {
            let one = glow(vec![id.clone()]);
            assert!(one > 50 && one < all, "{id}: {one} of {all}");
        }
    }

    #[test]
    fn the_layers_are_coloured() {
        let tints = Tints::of(LIGHT);
        let colors = FigureColors::of(LIGHT);
        assert_eq!(tints.color([255, 0, 0, 255]), colors.body[1]);
        assert_eq!(tints.color([255, 255, 0, 255]), colors.muscle[1]);
        assert_eq!(tints.color([0, 0, 255, 255]), colors.thing[1]);
        assert_eq!(tints.color([0, 255, 255, 255]), colors.tool[1]);
        assert_eq!(tints.color([255, 0, 0, 0]), Color32::TRANSPARENT);
    }

    #[test]
    fn the_pictures_take_less_than_five_megabytes() {
        fn bytes(dir: &Dir<'_>) -> usize {
            let own: usize = dir.files().map(|file| file.contents().len()).sum();
            own + dir.dirs().map(bytes).sum::<usize>()
        }
        assert!(bytes(&PICTURES) < 5_000_000, "{}", bytes(&PICTURES));
    }
}
