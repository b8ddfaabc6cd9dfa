//! Recognises pictures in which nothing can be seen: a closed shutter, a lens cap, or the picture that
//! a camera shows while it is switched off.

use super::frame::Frame;
use plumbline_core::body::BlankPicture;

/// The picture is divided into this many blocks. The mean of a block hides the noise of a dark sensor.
const COLUMNS: usize = 16;
const ROWS: usize = 12;

/// Maximum number of pixels per side of a block that are read.
const SAMPLES: usize = 16;

/// Share of the blocks that must agree. The rest may be a symbol in the picture, or light at the edge
/// of a shutter.
const MIN_SHARE: f64 = 0.9;

/// Maximum difference of a block from the common colour, grey levels. Even a smooth wall differs by
/// more, because the light falls unevenly on it.
const SAME_COLOUR: f64 = 4.0;

/// Maximum brightness of a black block, grey levels. A dark room with a person in it is brighter
/// somewhere, because the camera adapts its exposure.
const BLACK: f64 = 12.0;

/// Why nothing can be seen in `frame`; `None` if there is something.
#[must_use]
pub fn blank_picture(frame: &Frame) -> Option<BlankPicture> {
    let means = block_means(frame);
    let share = |is_one: &dyn Fn(&[f64; 3]) -> bool| {
        means.iter().filter(|mean| is_one(mean)).count() as f64 / means.len().max(1) as f64
    };
    if share(&|mean| mean.iter().all(|level| *level <= BLACK)) >= MIN_SHARE {
        return Some(BlankPicture::Black);
    }
    let common = [0, 1, 2].map(|channel| {
        let mut levels: Vec<f64> = means.iter().map(|mean| mean[channel]).collect();
        levels.sort_by(f64::total_cmp);
        levels[levels.len() / 2]
    });
    let is_common = |mean: &[f64; 3]| {
        mean.iter().zip(common).all(|(level, common)| (level - common).abs() <= SAME_COLOUR)
    };
    (share(&is_common) >= MIN_SHARE).then_some(BlankPicture::OneColour)
}

/// The mean colour of each block.
fn block_means(frame: &Frame) -> Vec<[f64; 3]> {
    let (width, height) = (frame.size().width as usize, frame.size().height as usize);
    let (pixels, _) = frame.rgb().as_chunks::<3>();
    let part = |side: usize, parts: usize, i: usize| side * i / parts..side * (i + 1) / parts;
    let mut means = Vec::with_capacity(COLUMNS * ROWS);
    for row in 0..ROWS.min(height) {
        for column in 0..COLUMNS.min(width) {
            let rows = part(height, ROWS.min(height), row);
            let columns = part(width, COLUMNS.min(width), column);
            let (step_x, step_y) = (columns.len().div_ceil(SAMPLES), rows.len().div_ceil(SAMPLES));
            let mut sum = [0.0; 3];
            let mut count = 0.0;
            for y in rows.step_by(step_y.max(1)) {
                for x in columns.clone().step_by(step_x.max(1)) {
                    let pixel = pixels[y * width + x];
                    sum = [0, 1, 2].map(|channel| sum[channel] + f64::from(pixel[channel]));
                    count += 1.0;
                }
            }
            means.push(sum.map(|channel| channel / count));
        }
    }
    means
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::ImageSize;

    const SIZE: ImageSize = ImageSize { width: 320, height: 240 };

    /// A picture whose pixels are given by their place and a random number from 0 to 1.
    fn picture(pixel: impl Fn(u32, u32, f64) -> [f64; 3]) -> Frame {
        let mut state = 1u32;
        let mut rgb = Vec::new();
        for y in 0..SIZE.height {
            for x in 0..SIZE.width {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let random = f64::from(state >> 8) / f64::from(1 << 24);
                rgb.extend(pixel(x, y, random).map(|level| level.round().clamp(0.0, 255.0) as u8));
            }
        }
        Frame::from_rgb(SIZE, rgb, 0).unwrap()
    }

    #[test]
    fn a_covered_lens_is_black_also_with_noise_and_with_light_at_its_edge() {
        for level in [0.0, 4.0, 8.0] {
            let black = picture(|_, _, _| [level; 3]);
            assert_eq!(blank_picture(&black), Some(BlankPicture::Black), "{level}");
        }
        let noisy = picture(|_, _, random| [20.0 * random * random; 3]);
        assert_eq!(blank_picture(&noisy), Some(BlankPicture::Black));
        let leaking = picture(|_, y, _| [if y < 18 { 90.0 } else { 2.0 }; 3]);
        assert_eq!(blank_picture(&leaking), Some(BlankPicture::Black));
    }

    #[test]
    fn a_switched_off_camera_gives_one_colour_perhaps_with_a_symbol() {
        for colour in [[128.0; 3], [16.0; 3], [0.0, 135.0, 0.0], [255.0; 3], [20.0, 40.0, 200.0]] {
            let plain = picture(|_, _, _| colour);
            assert_eq!(blank_picture(&plain), Some(BlankPicture::OneColour), "{colour:?}");
            let symbol = picture(|x, y, random| {
                let is_symbol = x.abs_diff(160) < 40 && y.abs_diff(120) < 30;
                if is_symbol { [240.0, 240.0, 10.0] } else { colour.map(|c| c + 2.0 * random) }
            });
            assert_eq!(blank_picture(&symbol), Some(BlankPicture::OneColour), "{colour:?}");
        }
    }

    #[test]
    fn a_dark_room_an_empty_wall_and_a_person_are_no_blank_pictures() {
        // The light of a screen on a face, in an otherwise black picture.
        let dark = picture(|x, y, random| {
            let is_face = x.abs_diff(160) < 60 && y.abs_diff(110) < 70;
            [if is_face { 40.0 } else { 6.0 } + 6.0 * random; 3]
        });
        assert_eq!(blank_picture(&dark), None);
        let wall = picture(|x, y, random| [150.0 + f64::from(x + y) / 20.0 + 4.0 * random; 3]);
        assert_eq!(blank_picture(&wall), None);
        let size = ImageSize { width: 1, height: 1 };
        assert!(blank_picture(&Frame::from_rgb(size, vec![90; 3], 0).unwrap()).is_some());
    }
}
