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

    /// How many of the bytes of `shown` differ from the drawing of the packages, with an edge of `edge` pixels.
    fn different_bytes(shown: &[u8], edge: u16) -> usize {
        let svg = include_str!("../../../assets/icon/plumbline.svg");
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
        let mut drawn = tiny_skia::Pixmap::new(edge.into(), edge.into()).unwrap();
        let scale = f32::from(edge) / tree.size().width();
        resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut drawn.as_mut());
        let drawn = drawn.pixels().iter().flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        });
        assert_eq!(shown.len(), usize::from(edge) * usize::from(edge) * 4);
        drawn.zip(shown).filter(|(drawn, shown)| drawn.abs_diff(**shown) > 24).count()
    }

    /// Only the built-in picture counts here, which shows the drawing of the packages.
    #[test]
    fn the_picture_shows_the_drawing() {
        let icon = window_icon();
        assert_eq!((icon.width, icon.height), (128, 128));
        let far = different_bytes(&icon.rgba, 128);
        assert!(far < icon.rgba.len() / 100, "{far}");
    }

    /// `packaging/windows/icon.sh` draws it.
    #[test]
    fn the_icon_of_the_program_for_windows_shows_the_drawing_in_every_size() {
        let file = include_bytes!("../../../assets/icon/plumbline.ico");
        let count = usize::from(u16::from_le_bytes([file[4], file[5]]));
        let number = |at: usize| {
            u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]) as usize
        };
        let mut edges = Vec::new();
        for entry in (0..count).map(|index| 6 + 16 * index) {
            let (length, offset) = (number(entry + 8), number(entry + 12));
            let icon = eframe::icon_data::from_png_bytes(&file[offset..offset + length]).unwrap();
            let edge = u16::try_from(icon.width).unwrap();
            assert_eq!((icon.width, file[entry]), (icon.height, (edge % 256) as u8));
            let far = different_bytes(&icon.rgba, edge);
            assert!(far < icon.rgba.len() / 20, "{edge}: {far}");
            edges.push(edge);
        }
        assert_eq!(edges, [16, 20, 24, 32, 40, 48, 64, 256]);
    }
}
