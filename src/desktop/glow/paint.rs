//! What is drawn: the pixels of the edges, and how much darker the screen gets. Pure.

use super::GlowStyle;

/// An edge of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Top,
    Bottom,
    Left,
    Right,
}

impl Edge {
    pub(super) const ALL: [Self; 4] = [Self::Top, Self::Bottom, Self::Left, Self::Right];

    /// Whether the edge runs from left to right.
    pub(super) fn is_horizontal(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }
}

/// How an edge is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finish {
    /// Translucent, fading towards the middle of the screen.
    Soft,
    /// Opaque, in one colour: without blending.
    Plain,
    /// Opaque dashes in the colour and in black or white, which differ from every background.
    Dashed,
}

/// What is drawn at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Picture {
    /// 0 to 1.
    pub strength: f32,
    pub style: GlowStyle,
}

/// Thickness of an edge at strength 0 and at strength 1, points. Product choices.
const SOFT_THICKNESS: [f32; 2] = [12.0, 72.0];
const PLAIN_THICKNESS: [f32; 2] = [3.0, 12.0];
const DASHED_THICKNESS: [f32; 2] = [6.0, 20.0];

/// Largest opacity of a soft edge at strength 0 and at strength 1. Product choices.
const SOFT_OPACITY: [f32; 2] = [0.5, 0.8];

/// How fast a soft edge fades towards the middle.
const SOFT_EXPONENT: f32 = 1.7;

/// Length of a dash, points.
const DASH: f32 = 16.0;

/// Opacity of the black that dims the screen at strength 1. Text stays readable. Product choice.
const DIMMED: f32 = 0.45;

fn between([from, to]: [f32; 2], share: f32) -> f32 {
    from + (to - from) * share.clamp(0.0, 1.0)
}

impl Picture {
    /// Whether nothing is drawn.
    pub(super) fn is_empty(&self) -> bool {
        self.strength <= 0.0 || !self.style.is_any()
    }

    /// How the edges are drawn.
    pub(super) fn finish(&self, is_blended: bool) -> Finish {
        match (self.style.is_contrast_high, is_blended) {
            (true, _) => Finish::Dashed,
            (false, true) => Finish::Soft,
            (false, false) => Finish::Plain,
        }
    }

    /// Thickness of the edges, pixels; at least one.
    pub(super) fn thickness_px(&self, finish: Finish, scale: f32) -> u16 {
        let range = thickness_range(finish);
        (between(range, self.strength) * scale).round().clamp(1.0, 4_096.0) as u16
    }

    /// Opacity of the black over the whole screen, 0 to 1.
    pub(super) fn dimming(&self) -> f32 {
        if self.style.has_dimming { DIMMED * self.strength.clamp(0.0, 1.0) } else { 0.0 }
    }
}

fn thickness_range(finish: Finish) -> [f32; 2] {
    match finish {
        Finish::Soft => SOFT_THICKNESS,
        Finish::Plain => PLAIN_THICKNESS,
        Finish::Dashed => DASHED_THICKNESS,
    }
}

/// The greatest thickness of an edge, points.
pub(super) fn largest_thickness(finish: Finish) -> u16 {
    thickness_range(finish)[1] as u16
}

/// A piece of an edge, which is repeated along it. The pixels are rows of premultiplied `0xAARRGGBB`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tile {
    pub width: u16,
    pub height: u16,
    pub pixels: Vec<u32>,
}

/// The piece for `edge`, `thickness_px` thick.
pub(super) fn tile(
    edge: Edge,
    picture: &Picture,
    finish: Finish,
    thickness_px: u16,
    scale: f32,
) -> Tile {
    let dash_px = (DASH * scale).round().clamp(1.0, 1_024.0) as u16;
    let length_px = if finish == Finish::Dashed { 2 * dash_px } else { 1 };
    let (width, height) = match edge.is_horizontal() {
        true => (length_px, thickness_px),
        false => (thickness_px, length_px),
    };
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height));
    for y in 0..height {
        for x in 0..width {
            let (along, from_edge) = match edge {
                Edge::Top => (x, y),
                Edge::Bottom => (x, height - 1 - y),
                Edge::Left => (y, x),
                Edge::Right => (y, width - 1 - x),
            };
            let depth = (f32::from(from_edge) + 0.5) / f32::from(thickness_px);
            pixels.push(pixel(picture, finish, depth, along < dash_px));
        }
    }
    Tile { width, height, pixels }
}

/// The pixel at `depth` (0 at the edge of the screen, 1 at the end of the glow).
fn pixel(picture: &Picture, finish: Finish, depth: f32, is_first_dash: bool) -> u32 {
    let color = picture.style.color;
    match finish {
        Finish::Soft => {
            let fading = (1.0 - depth).clamp(0.0, 1.0).powf(SOFT_EXPONENT);
            premultiplied(color, between(SOFT_OPACITY, picture.strength) * fading)
        }
        Finish::Plain => premultiplied(color, 1.0),
        Finish::Dashed if is_first_dash => premultiplied(color, 1.0),
        Finish::Dashed => premultiplied(opposite(color), 1.0),
    }
}

/// Black beside a light colour, white beside a dark one.
fn opposite(color: [u8; 3]) -> [u8; 3] {
    // Luma of Rec. 601.
    let [r, g, b] = color.map(u32::from);
    let is_light = 299 * r + 587 * g + 114 * b > 128_000;
    if is_light { [0; 3] } else { [255; 3] }
}

/// `color` with `opacity` (0 to 1) as premultiplied `0xAARRGGBB`.
pub(super) fn premultiplied(color: [u8; 3], opacity: f32) -> u32 {
    let opacity = opacity.clamp(0.0, 1.0);
    let [r, g, b] = color.map(|channel| (f32::from(channel) * opacity).round() as u32);
    let a = (opacity * 255.0).round() as u32;
    a << 24 | r << 16 | g << 8 | b
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORANGE: [u8; 3] = [0xB1, 0x45, 0x09];

    fn picture(strength: f32) -> Picture {
        let style = GlowStyle { has_edge: true, color: ORANGE, ..GlowStyle::default() };
        Picture { strength, style }
    }

    fn alpha(pixel: u32) -> u32 {
        pixel >> 24
    }

    #[test]
    fn an_edge_grows_with_the_strength_and_with_the_scale_of_the_screen() {
        for finish in [Finish::Soft, Finish::Plain, Finish::Dashed] {
            let thickness: Vec<u16> =
                [0.1, 0.5, 1.0].map(|strength| picture(strength).thickness_px(finish, 1.0)).into();
            assert!(thickness.is_sorted_by(|a, b| a < b), "{finish:?}: {thickness:?}");
            assert_eq!(thickness[2], largest_thickness(finish));
            assert_eq!(picture(1.0).thickness_px(finish, 1.5), thickness[2] * 3 / 2);
        }
    }

    #[test]
    fn a_soft_edge_is_strongest_at_the_edge_of_the_screen() {
        let full = picture(1.0);
        for edge in Edge::ALL {
            let tile = tile(edge, &full, Finish::Soft, 40, 1.0);
            let across: Vec<u32> = tile.pixels.iter().copied().map(alpha).collect();
            assert_eq!(across.len(), 40);
            let outside_first = match edge {
                Edge::Top | Edge::Left => across,
                Edge::Bottom | Edge::Right => across.into_iter().rev().collect(),
            };
            assert!(outside_first.is_sorted_by(|a, b| a >= b), "{edge:?}: {outside_first:?}");
            assert!(outside_first[0] > 180 && outside_first[39] < 5, "{outside_first:?}");
            let is_horizontal = tile.height == 40;
            assert_eq!(is_horizontal, edge.is_horizontal());
        }
        // Each channel is at most the opacity, as every compositor expects.
        for pixel in tile(Edge::Top, &full, Finish::Soft, 40, 1.0).pixels {
            assert!([16, 8, 0].iter().all(|shift| (pixel >> shift & 0xFF) <= alpha(pixel)));
        }
    }

    #[test]
    fn in_high_contrast_an_edge_has_dashes_of_two_opaque_colours() {
        for (color, other) in [(ORANGE, 0xFF_FF_FF_FF), ([0xFF, 0xB8, 0x78], 0xFF_00_00_00)] {
            let mut picture = picture(1.0);
            picture.style = GlowStyle { is_contrast_high: true, color, ..picture.style };
            let finish = picture.finish(true);
            assert_eq!(finish, Finish::Dashed);
            let tile = tile(Edge::Left, &picture, finish, 10, 2.0);
            assert_eq!((tile.width, tile.height), (10, 64));
            let own = premultiplied(color, 1.0);
            let of_other = tile.pixels.iter().filter(|pixel| **pixel == other).count();
            let of_own = tile.pixels.iter().filter(|pixel| **pixel == own).count();
            assert_eq!((of_own, of_other), (320, 320));
        }
    }

    #[test]
    fn nothing_is_drawn_without_a_sign_or_a_strength() {
        assert!(picture(0.0).is_empty() && !picture(0.1).is_empty());
        let mut none = picture(1.0);
        none.style.has_edge = false;
        assert!(none.is_empty());
        none.style.has_dimming = true;
        assert!(!none.is_empty() && none.dimming() > 0.3 && picture(1.0).dimming() == 0.0);
    }
}
