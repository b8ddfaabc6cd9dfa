//! Grey copy of a frame, averaged over squares of pixels.

use crate::frames::Frame;

/// Averages the brightness of `frame` over squares of `box_px` pixels and writes it row by row into
/// `grey`. Left-over pixels at the right and lower edges are ignored. Returns the number of columns
/// and rows.
///
/// The green channel alone is a good enough measure of brightness and saves summing three channels.
pub(super) fn averaged_into(grey: &mut Vec<f32>, frame: &Frame, box_px: usize) -> (usize, usize) {
    let (width, height) = (frame.size().width as usize, frame.size().height as usize);
    let (columns, rows) = (width / box_px, height / box_px);
    grey.clear();
    grey.reserve(columns * rows);
    let share = 1.0 / (box_px * box_px) as f32;
    let mut sums = vec![0u32; columns];
    for row in 0..rows {
        sums.fill(0);
        for y in row * box_px..(row + 1) * box_px {
            let line = &frame.rgb()[y * width * 3..(y + 1) * width * 3];
            match box_px {
                1 => add_greens::<1>(&mut sums, line),
                2 => add_greens::<2>(&mut sums, line),
                3 => add_greens::<3>(&mut sums, line),
                4 => add_greens::<4>(&mut sums, line),
                _ => {
                    for (sum, pixels) in sums.iter_mut().zip(line.chunks_exact(box_px * 3)) {
                        for pixel in pixels.chunks_exact(3) {
                            *sum += u32::from(pixel[1]);
                        }
                    }
                }
            }
        }
        grey.extend(sums.iter().map(|sum| *sum as f32 * share));
    }
    (columns, rows)
}

/// Adds the green values of every `N` pixels of `line` to one sum. A length known at compile time
/// is twice as fast.
fn add_greens<const N: usize>(sums: &mut [u32], line: &[u8]) {
    for (sum, pixels) in sums.iter_mut().zip(line.chunks_exact(N * 3)) {
        for i in 0..N {
            *sum += u32::from(pixels[3 * i + 1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::ImageSize;

    #[test]
    fn squares_are_averaged_and_left_over_pixels_are_ignored() {
        let size = ImageSize { width: 5, height: 4 };
        let rgb: Vec<u8> = (0..20u8).flat_map(|i| [0, 10 * i, 255]).collect();
        let frame = Frame::from_rgb(size, rgb, 0).unwrap();
        let mut grey = vec![9.0];
        assert_eq!(averaged_into(&mut grey, &frame, 2), (2, 2));
        // Green of pixels 0, 1, 5, 6 and so on.
        assert_eq!(grey, [30.0, 50.0, 130.0, 150.0]);
    }
}
