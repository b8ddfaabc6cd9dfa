//! Grey pictures for aligning one frame with another: averaged over squares of frame pixels,
//! smoothed, halved, and read between pixels.

use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;

/// A grey picture. A place in it is given in its own pixels; (0, 0) is the centre of the first one.
#[derive(Debug, Default)]
pub(super) struct Grey {
    /// Brightness in grey levels, row by row.
    pub values: Vec<f32>,
    pub width: usize,
    pub height: usize,
    /// Length of one pixel, frame pixels.
    px: f64,
    /// 1 / `px`, and the distance from the first frame pixel to the first pixel of this picture in
    /// pixels of this picture; stored because every sample needs them.
    per_px: f64,
    first: f64,
    /// Memory for [`Self::soften`].
    scratch: Vec<f32>,
}

impl Grey {
    /// A picture of `frame`, averaged over squares of `box_px` pixels.
    pub(super) fn of(frame: &Frame, box_px: usize) -> Self {
        let mut grey = Self::default();
        grey.fill(frame, box_px);
        grey
    }

    /// Averages the brightness of `frame` over squares of `box_px` pixels, reusing the memory of this
    /// picture. Left-over pixels at the right and lower edges are ignored.
    ///
    /// The green channel alone is a good enough measure of brightness and saves summing three
    /// channels.
    pub(super) fn fill(&mut self, frame: &Frame, box_px: usize) {
        let (width, height) = (frame.size().width as usize, frame.size().height as usize);
        self.reset(width / box_px, height / box_px, box_px as f64);
        let share = 1.0 / (box_px * box_px) as f32;
        let mut sums = vec![0u32; self.width];
        for row in 0..self.height {
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
            self.values.extend(sums.iter().map(|sum| *sum as f32 * share));
        }
    }

    /// Smooths with the binomial filter [1 2 1] / 4 along rows and columns; the outermost pixels keep
    /// their values.
    pub(super) fn soften(&mut self) {
        let (width, height) = (self.width, self.height);
        if width < 3 || height < 3 {
            return;
        }
        let (values, scratch) = (&mut self.values, &mut self.scratch);
        scratch.clear();
        scratch.extend_from_slice(values);
        for (row, out) in values.chunks_exact(width).zip(scratch.chunks_exact_mut(width)) {
            for (((out, a), b), c) in out[1..].iter_mut().zip(row).zip(&row[1..]).zip(&row[2..]) {
                *out = (a + 2.0 * b + c) / 4.0;
            }
        }
        for y in 1..height - 1 {
            let (above, rest) = scratch[(y - 1) * width..].split_at(width);
            let (here, below) = rest.split_at(width);
            let out = &mut values[y * width..(y + 1) * width];
            for (((out, a), b), c) in out.iter_mut().zip(above).zip(here).zip(below) {
                *out = (a + 2.0 * b + c) / 4.0;
            }
        }
    }

    /// Writes this picture at half the resolution to `into`, reusing its memory.
    pub(super) fn halve(&self, into: &mut Self) {
        into.reset(self.width / 2, self.height / 2, self.px * 2.0);
        for y in 0..into.height {
            let upper = &self.values[2 * y * self.width..];
            let lower = &self.values[(2 * y + 1) * self.width..];
            into.values.extend((0..into.width).map(|x| {
                (upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1]) / 4.0
            }));
        }
    }

    fn reset(&mut self, width: usize, height: usize, px: f64) {
        (self.width, self.height) = (width, height);
        // The centre of the first square lies at frame pixel (px − 1) / 2.
        (self.px, self.per_px, self.first) = (px, 1.0 / px, (px - 1.0) / 2.0 / px);
        self.values.clear();
        self.values.reserve(width * height);
    }

    /// Converts a length in frame pixels to pixels of this picture.
    pub(super) fn length(&self, frame_px: f64) -> f64 {
        frame_px * self.per_px
    }

    /// Converts a point of the frame to a place in this picture.
    #[inline]
    pub(super) fn place(&self, in_image: Vec2) -> Vec2 {
        Vec2::new(in_image.x * self.per_px - self.first, in_image.y * self.per_px - self.first)
    }

    /// Brightness at `place` by bilinear interpolation; `None` outside the picture.
    #[inline]
    pub(super) fn sample(&self, place: Vec2) -> Option<f64> {
        let Vec2 { x, y } = place;
        if !(x >= 0.0 && y >= 0.0) {
            return None;
        }
        // Through `u32`, which is a cheaper conversion than to `usize`.
        let (x0, y0) = (x as u32 as usize, y as u32 as usize);
        if x0 + 1 >= self.width || y0 + 1 >= self.height {
            return None;
        }
        let (fx, fy) = (x - x0 as f64, y - y0 as f64);
        let at = y0 * self.width + x0;
        let [a, b] = [self.values[at], self.values[at + 1]].map(f64::from);
        let lower = &self.values[at + self.width..][..2];
        let [c, d] = [lower[0], lower[1]].map(f64::from);
        let top = a + (b - a) * fx;
        let bottom = c + (d - c) * fx;
        Some(top + (bottom - top) * fy)
    }

    /// Change of brightness per `step` pixels at `place`, to the right and down, by central
    /// differences over one `step` to either side; `None` at the edge.
    pub(super) fn gradient(&self, place: Vec2, step: f64) -> Option<Vec2> {
        let slope = |d: Vec2| Some((self.sample(place + d)? - self.sample(place - d)?) / 2.0);
        Some(Vec2::new(slope(Vec2::new(step, 0.0))?, slope(Vec2::new(0.0, step))?))
    }
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

/// Mean and contrast (standard deviation) of the brightness of a patch.
pub(super) fn mean_and_contrast(values: impl ExactSizeIterator<Item = f64> + Clone) -> (f64, f64) {
    let n = values.len().max(1) as f64;
    let mean = values.clone().sum::<f64>() / n;
    let variance = values.map(|value| (value - mean).powi(2)).sum::<f64>() / n;
    (mean, variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::ImageSize;
    use proptest::prelude::*;

    fn frame(width: u32, height: u32, green: impl Fn(u32, u32) -> u8) -> Frame {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgb = pixels.flat_map(|(x, y)| [0, green(x, y), 255]).collect();
        Frame::from_rgb(ImageSize { width, height }, rgb, 0).unwrap()
    }

    #[test]
    fn squares_are_averaged_and_left_over_pixels_are_ignored() {
        let mut grey = Grey { values: vec![9.0], ..Grey::default() };
        grey.fill(&frame(5, 4, |x, y| (10 * (5 * y + x)) as u8), 2);
        assert_eq!((grey.width, grey.height), (2, 2));
        // Green of pixels 0, 1, 5, 6 and so on.
        assert_eq!(grey.values, [30.0, 50.0, 130.0, 150.0]);
    }

    #[test]
    fn halving_averages_squares_of_four_and_softening_keeps_the_outermost_pixels() {
        let grey = Grey::of(&frame(4, 4, |x, y| (10 * (4 * y + x)) as u8), 1);
        let mut half = Grey::default();
        grey.halve(&mut half);
        assert_eq!(half.values, [25.0, 45.0, 105.0, 125.0]);
        let mut dot = Grey::of(&frame(3, 3, |x, y| if (x, y) == (1, 1) { 160 } else { 0 }), 1);
        dot.soften();
        assert_eq!(dot.values, [0.0, 0.0, 0.0, 0.0, 40.0, 0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn outside_the_picture_there_is_no_brightness() {
        let grey = Grey::of(&frame(8, 6, |x, _| x as u8), 1);
        for (x, y) in [(-0.1, 2.0), (7.0, 2.0), (2.0, 5.0), (f64::NAN, 2.0), (1e12, 2.0)] {
            assert_eq!(grey.sample(Vec2::new(x, y)), None, "{x} {y}");
        }
        assert_eq!(grey.gradient(Vec2::new(0.5, 2.0), 1.0), None);
    }

    proptest! {
        #[test]
        fn an_inclined_surface_is_read_exactly_at_every_resolution(
            x in 12.0f64..50.0, y in 12.0f64..36.0, box_px in 1usize..4, halvings in 0usize..2,
        ) {
            let mut grey = Grey::of(&frame(64, 48, |x, y| (2 * x + y) as u8), box_px);
            for _ in 0..halvings {
                let mut half = Grey::default();
                grey.halve(&mut half);
                grey = half;
            }
            let place = grey.place(Vec2::new(x, y));
            prop_assert!((grey.sample(place).unwrap() - (2.0 * x + y)).abs() < 1e-3);
            let px = (box_px << halvings) as f64;
            let gradient = grey.gradient(place, 1.0).unwrap();
            prop_assert!((gradient.x - 2.0 * px).abs() < 1e-3 && (gradient.y - px).abs() < 1e-3);
        }
    }
}
