//! The icon of the window, for the title bar and the list of windows.

use eframe::egui::IconData;

/// `assets/icon/plumbline.svg` with an edge of 128 pixels.
const PNG: &[u8] = include_bytes!("../../../assets/icon/plumbline-128.png");

/// The icon of the window; the one of eframe if the PNG cannot be read.
pub(super) fn window_icon() -> IconData {
    eframe::icon_data::from_png_bytes(PNG).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::{tiny_skia, usvg};

    /// Only the built-in picture counts here, which shows the drawing of the packages.
    #[test]
    fn the_picture_shows_the_drawing() {
        let svg = include_str!("../../../assets/icon/plumbline.svg");
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
        let icon = window_icon();
        assert_eq!((icon.width, icon.height), (128, 128));
        let mut drawn = tiny_skia::Pixmap::new(128, 128).unwrap();
        let scale = 128.0 / tree.size().width();
        resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut drawn.as_mut());
        let drawn = drawn.pixels().iter().flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        });
        let far = drawn.zip(&icon.rgba).filter(|(drawn, png)| drawn.abs_diff(**png) > 24).count();
        assert!(far < icon.rgba.len() / 100, "{far}");
    }
}
