//! A picture in grey, averaged over squares of pixels.

use crate::frames::Frame;

/// Brightness of `frame` averaged over squares of `box_px` pixels, row by row into `grey`; what is
/// left over at the right and lower edge is not used. Answers with columns and rows.
///
/// Green stands for brightness well enough and needs no sums of three.
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
            for (sum, pixels) in sums.iter_mut().zip(line.chunks_exact(box_px * 3)) {
                *sum += pixels.iter().skip(1).step_by(3).map(|v| u32::from(*v)).sum::<u32>();
            }
        }
        grey.extend(sums.iter().map(|sum| *sum as f32 * share));
    }
    (columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::ImageSize;

    #[test]
    fn squares_are_averaged_and_the_rest_is_left_out() {
        let size = ImageSize { width: 5, height: 4 };
        let rgb: Vec<u8> = (0..20u8).flat_map(|i| [0, 10 * i, 255]).collect();
        let frame = Frame::from_rgb(size, rgb, 0).unwrap();
        let mut grey = vec![9.0];
        assert_eq!(averaged_into(&mut grey, &frame, 2), (2, 2));
        // Green of pixels 0, 1, 5, 6 and so on.
        assert_eq!(grey, [30.0, 50.0, 130.0, 150.0]);
    }
}
