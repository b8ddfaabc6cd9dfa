//! The tray icons: a plumb line, drawn from signed distances.

use super::TrayMood;

/// A point in the unit square, x to the right, y down.
type Point = (f32, f32);

/// Half the line width, as a share of the icon edge, like all lengths here.
const LINE: f32 = 0.05;
/// Length of the line from the top of the icon to the upper end of the bob.
const STRING: f32 = 0.42;
/// The bob: radius of its round upper end, radius of its tip, and the distance between their centres.
const BOB: f32 = 0.19;
const TIP: f32 = 0.02;
const BOB_LENGTH: f32 = 0.31;
/// Half the wall thickness of a hollow bob.
const RING: f32 = 0.035;
/// Width and opacity of the dark outline that keeps the icon visible on a light panel.
const EDGE: f32 = 0.045;
const EDGE_ALPHA: f32 = 0.6;

/// The icon for `mood`, `edge` × `edge` pixels, as ARGB bytes.
pub(super) fn argb(mood: TrayMood, edge: u16) -> Vec<u8> {
    let size = f32::from(edge);
    let colour = colour(mood);
    let mut bytes = Vec::with_capacity(usize::from(edge) * usize::from(edge) * 4);
    for y in 0..edge {
        for x in 0..edge {
            let point = ((f32::from(x) + 0.5) / size, (f32::from(y) + 0.5) / size);
            let distance = distance(mood, point);
            // Anti-aliasing over the width of one pixel.
            let fill = (0.5 - distance * size).clamp(0.0, 1.0);
            let shade = (0.5 - (distance - EDGE) * size).clamp(0.0, 1.0) * EDGE_ALPHA;
            let alpha = fill + shade * (1.0 - fill);
            let share = if alpha > 0.0 { fill / alpha } else { 0.0 };
            bytes.push(byte(alpha * 255.0));
            bytes.extend(colour.map(|channel| byte(f32::from(channel) * share)));
        }
    }
    bytes
}

/// Colours bright enough for a dark panel. The shape differs too, so colour is never the only sign.
fn colour(mood: TrayMood) -> [u8; 3] {
    match mood {
        TrayMood::Good => [0x4c, 0xd0, 0x8a],
        TrayMood::Fault => [0xff, 0x6b, 0x5e],
        TrayMood::Uncertain => [0xf5, 0xc0, 0x4a],
        TrayMood::Away => [0xb4, 0xbc, 0xc6],
        TrayMood::Paused => [0x9f, 0xb4, 0xd8],
    }
}

/// Signed distance from `point` to the shape; negative inside.
fn distance(mood: TrayMood, point: Point) -> f32 {
    let line = |from: Point, to: Point, half: f32| segment(point, from, to) - half;
    let plumb = |top: Point, down: Point| {
        let along = |length: f32| (top.0 + down.0 * length, top.1 + down.1 * length);
        line(top, along(STRING), LINE).min(bob(point, along(STRING + 0.12), down))
    };
    match mood {
        // The line hangs straight down: the icon of the program (`assets/icon/plumbline-symbolic.svg`).
        TrayMood::Good => plumb((0.5, 0.08), (0.0, 1.0)),
        // The line swings to the side.
        TrayMood::Fault => plumb((0.22, 0.1), (0.6, 0.8)),
        // A broken line with a hollow bob.
        TrayMood::Uncertain => line((0.5, 0.08), (0.5, 0.14), LINE)
            .min(line((0.5, 0.27), (0.5, 0.33), LINE))
            .min((bob(point, (0.5, 0.62), (0.0, 1.0)) + RING).abs() - RING),
        // A line without a bob.
        TrayMood::Away => line((0.5, 0.1), (0.5, 0.9), LINE),
        // Two bars.
        TrayMood::Paused => {
            line((0.3, 0.2), (0.3, 0.8), 0.09).min(line((0.7, 0.2), (0.7, 0.8), 0.09))
        }
    }
}

/// Signed distance from `point` to a bob with the centre of its round end at `centre`, which points in the direction
/// `down` (of length 1). Source: "uneven capsule" in I. Quilez, 2D distance functions.
fn bob(point: Point, centre: Point, down: Point) -> f32 {
    let offset = (point.0 - centre.0, point.1 - centre.1);
    let along = offset.0.mul_add(down.0, offset.1 * down.1);
    let across = offset.0.mul_add(-down.1, offset.1 * down.0).abs();
    let sine = (BOB - TIP) / BOB_LENGTH;
    let cosine = (1.0 - sine * sine).sqrt();
    let place = along.mul_add(cosine, -across * sine);
    if place < 0.0 {
        length((across, along)) - BOB
    } else if place > cosine * BOB_LENGTH {
        length((across, along - BOB_LENGTH)) - TIP
    } else {
        across.mul_add(cosine, along * sine) - BOB
    }
}

/// Distance from `point` to the segment between `from` and `to`.
fn segment(point: Point, from: Point, to: Point) -> f32 {
    let along = (to.0 - from.0, to.1 - from.1);
    let offset = (point.0 - from.0, point.1 - from.1);
    let square = along.0.mul_add(along.0, along.1 * along.1);
    let share = (offset.0.mul_add(along.0, offset.1 * along.1) / square).clamp(0.0, 1.0);
    length((offset.0 - along.0 * share, offset.1 - along.1 * share))
}

fn length(vector: Point) -> f32 {
    vector.0.hypot(vector.1)
}

fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::{tiny_skia, usvg};

    /// Mask of the opaque pixels, independent of colour.
    fn shape(mood: TrayMood, edge: u16) -> Vec<bool> {
        argb(mood, edge).chunks(4).map(|pixel| pixel[0] > 200).collect()
    }

    #[test]
    fn all_icons_differ_in_shape_and_none_is_empty() {
        for edge in [32, 64] {
            let pixels = usize::from(edge) * usize::from(edge);
            for one in TrayMood::ALL {
                let shape_of_one = shape(one, edge);
                assert_eq!(shape_of_one.len(), pixels);
                let drawn = shape_of_one.iter().filter(|&&is_drawn| is_drawn).count();
                assert!(drawn > pixels / 30 && drawn < pixels / 2, "{one:?}: {drawn}");
                for other in TrayMood::ALL.into_iter().filter(|other| *other != one) {
                    let shape_of_other = shape(other, edge);
                    let pairs = shape_of_one.iter().zip(&shape_of_other);
                    let different = pairs.filter(|(a, b)| a != b).count();
                    assert!(different > pixels / 40, "{one:?} and {other:?}: {different}");
                }
            }
        }
    }

    /// The packages install that drawing, and the notifications show it.
    #[test]
    fn the_icon_of_the_program_has_the_shape_of_the_tray_icon() {
        const EDGE: u16 = 64;
        let drawing = include_str!("../../../assets/icon/plumbline-symbolic.svg");
        let tree = usvg::Tree::from_str(drawing, &usvg::Options::default()).unwrap();
        let mut drawn = tiny_skia::Pixmap::new(EDGE.into(), EDGE.into()).unwrap();
        let scale = f32::from(EDGE) / tree.size().width();
        resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut drawn.as_mut());
        // Half covered pixels: the mask of the tray icon includes its outline.
        let in_tray = argb(TrayMood::Good, EDGE);
        let is_filled = |pixel: &[u8]| pixel[0] > 200 && pixel[2] > 120;
        let tray: Vec<bool> = in_tray.chunks(4).map(is_filled).collect();
        let program: Vec<bool> = drawn.pixels().iter().map(|pixel| pixel.alpha() > 128).collect();
        let filled = program.iter().filter(|&&is_filled| is_filled).count();
        let different = tray.iter().zip(&program).filter(|(a, b)| a != b).count();
        assert!(filled > 400 && different < filled / 20, "{different} of {filled}");
    }

    #[test]
    fn the_corners_are_clear_and_edges_are_smooth() {
        for mood in TrayMood::ALL {
            let icon = argb(mood, 32);
            assert_eq!(icon[0], 0);
            assert!(icon.chunks(4).any(|pixel| pixel[0] > 20 && pixel[0] < 140), "{mood:?}");
        }
    }
}
