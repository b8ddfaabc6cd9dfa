//! The bundled demonstration: one photograph, deformed by a smooth warp, so that Plumbline can be
//! tried without a camera. Its frames go through the real models like those of any other source.

use super::decode;
use super::frame::Frame;
use super::source::{FrameError, FrameSource, Interval, Pace};
use plumbline_core::body::ImageSize;

/// NASA portrait of Eileen Collins, public domain; see assets/demo/README.md.
const PHOTO: &[u8] = include_bytes!("../../../../assets/demo/person.jpg");

const SIZE: ImageSize = ImageSize { width: 512, height: 512 };
const STEP_MS: i64 = 100;
/// Length of one round: upright, head forward, upright, shoulders raised.
const ROUND_MS: i64 = 90_000;

/// Deformation of the photograph at one moment. All fields 0 is upright.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Warp {
    /// Head moved towards the camera, 0 to 1.
    pub head_forward: f64,
    /// Shoulders raised, 0 to 1.
    pub shoulders_up: f64,
    /// Sideways sway, photograph pixels.
    pub sway_px: f64,
    /// Head tilt towards the person's left shoulder, degrees.
    pub head_tilt_left_deg: f64,
}

impl Warp {
    /// The warp at `t_ms`; it repeats every round.
    #[must_use]
    pub fn at(t_ms: i64) -> Self {
        let t_s = t_ms.rem_euclid(ROUND_MS) as f64 / 1000.0;
        // Rises from 0 to 1 in the two seconds after `from`, falls back in the two seconds before
        // `to`.
        let during =
            |from: f64, to: f64| smooth_step((t_s - from) / 2.0) * smooth_step((to - t_s) / 2.0);
        Self {
            head_forward: during(15.0, 45.0),
            shoulders_up: during(58.0, 84.0),
            sway_px: 1.5 * (std::f64::consts::TAU * t_s / 9.0).sin(),
            head_tilt_left_deg: 0.0,
        }
    }
}

fn smooth_step(x: f64) -> f64 {
    let x = x.clamp(0.0, 1.0);
    x * x * (3.0 - 2.0 * x)
}

/// Centre of the face, photograph pixels.
const FACE: (f64, f64) = (225.0, 125.0);
/// Radius around the face inside which the head is warped fully; the warp fades out to zero at
/// twice this radius, above the shoulders. Photograph pixels.
const FACE_RADIUS_PX: f64 = 62.0;
/// Relative growth of the head at its most forward position, about 6 cm forward. Growth and drop are in the
/// proportion of rendered people (models/fusion).
const HEAD_GROWTH: f64 = 0.14;
/// Distance by which the head drops at its most forward position, photograph pixels.
const HEAD_DROP_PX: f64 = 23.0;
/// Pivot of the head tilt: the lower neck, photograph pixels.
const NECK: (f64, f64) = (218.0, 205.0);
/// Centres of the shoulders, the radius of their warp and how far they rise, photograph pixels.
const SHOULDERS: [(f64, f64); 2] = [(110.0, 245.0), (305.0, 258.0)];
const SHOULDER_RADIUS_PX: f64 = 80.0;
const SHOULDER_RISE_PX: f64 = 26.0;

/// Produces the frames of the demonstration.
pub struct DemoSource {
    photo: Frame,
    next_ms: i64,
    is_looping: bool,
    /// Pictures in between are not computed.
    interval: Interval,
}

impl DemoSource {
    /// Decodes the photograph. `is_looping`: restart after each round instead of ending.
    ///
    /// # Errors
    /// Only if the embedded photograph is damaged.
    pub fn open(is_looping: bool) -> Result<Self, FrameError> {
        let photo = decode::jpeg(PHOTO, 0)?;
        Ok(Self { photo, next_ms: 0, is_looping, interval: Interval::default() })
    }
}

impl FrameSource for DemoSource {
    fn describe(&self) -> String {
        "Demonstration (bundled picture, no camera)".into()
    }

    fn pace(&self) -> Pace {
        Pace::Recorded
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        if self.next_ms >= ROUND_MS && !self.is_looping {
            return Ok(None);
        }
        let t_ms = self.next_ms;
        // The first step after the interval, so that the picture is never too early.
        let steps = i64::from(self.interval.ms()) / STEP_MS;
        self.next_ms += STEP_MS * if steps > 1 { steps + 1 } else { 1 };
        Ok(Frame::from_rgb(SIZE, warped(&self.photo, Warp::at(t_ms)), t_ms))
    }

    fn interval(&self) -> Option<Interval> {
        Some(self.interval.clone())
    }
}

/// The photograph deformed by `warp`; `None` only if the embedded photograph is damaged.
#[must_use]
pub fn picture(warp: Warp, t_ms: i64) -> Option<Frame> {
    let photo = decode::jpeg(PHOTO, 0).ok()?;
    Frame::from_rgb(SIZE, warped(&photo, warp), t_ms)
}

/// The RGB bytes of the warped photograph, by inverse mapping: each output pixel is sampled from
/// its source position.
fn warped(photo: &Frame, warp: Warp) -> Vec<u8> {
    let scale = f64::from(photo.size().height) / f64::from(SIZE.height);
    let left_px = (f64::from(SIZE.width) * scale - f64::from(photo.size().width)) / 2.0;
    let mut rgb = Vec::with_capacity((SIZE.width * SIZE.height * 3) as usize);
    for row in 0..SIZE.height {
        for column in 0..SIZE.width {
            let x = f64::from(column) * scale - left_px;
            let (x, y) = source_of(x, f64::from(row) * scale, warp);
            rgb.extend_from_slice(&sample(photo, x, y));
        }
    }
    rgb
}

fn source_of(x: f64, y: f64, warp: Warp) -> (f64, f64) {
    let (mut sx, mut sy) = (x - warp.sway_px, y);
    if warp.head_forward > 0.0 {
        let center_y = FACE.1 + HEAD_DROP_PX * warp.head_forward;
        let weight = warp.head_forward * fade(x - FACE.0, y - center_y, FACE_RADIUS_PX);
        let shrink = 1.0 / (1.0 + HEAD_GROWTH * weight);
        sx = FACE.0 + (sx - FACE.0) * shrink;
        sy = FACE.1 + (sy - FACE.1 - HEAD_DROP_PX * weight) * shrink;
    }
    if warp.head_tilt_left_deg != 0.0 {
        // The person's left is on the right-hand side of the picture.
        let (sin, cos) = warp.head_tilt_left_deg.to_radians().sin_cos();
        let (up_x, up_y) = (FACE.0 - NECK.0, FACE.1 - NECK.1);
        let (face_x, face_y) = (NECK.0 + up_x * cos - up_y * sin, NECK.1 + up_x * sin + up_y * cos);
        let weight = fade(x - face_x, y - face_y, FACE_RADIUS_PX);
        let (sin, cos) = (-warp.head_tilt_left_deg * weight).to_radians().sin_cos();
        let (dx, dy) = (sx - NECK.0, sy - NECK.1);
        (sx, sy) = (NECK.0 + dx * cos - dy * sin, NECK.1 + dx * sin + dy * cos);
    }
    if warp.shoulders_up > 0.0 {
        for (shoulder_x, shoulder_y) in SHOULDERS {
            let weight = fade(x - shoulder_x, y - shoulder_y, SHOULDER_RADIUS_PX);
            sy += SHOULDER_RISE_PX * warp.shoulders_up * weight;
        }
    }
    (sx, sy)
}

/// Weight 1 up to `radius_px` from the centre, then a smooth fall to 0 at twice the radius.
fn fade(dx: f64, dy: f64, radius_px: f64) -> f64 {
    let distance = dx.hypot(dy) / radius_px;
    smooth_step(2.0 - distance)
}

fn sample(photo: &Frame, x: f64, y: f64) -> [u8; 3] {
    let size = photo.size();
    let (last_x, last_y) = (f64::from(size.width - 1), f64::from(size.height - 1));
    let (x, y) = (x.clamp(0.0, last_x), y.clamp(0.0, last_y));
    let (x0, y0) = (x as usize, y as usize);
    let (fx, fy) = (x.fract(), y.fract());
    let (x1, y1) = ((x0 + 1).min(last_x as usize), (y0 + 1).min(last_y as usize));
    let rgb = photo.rgb();
    let at = |x: usize, y: usize, k: usize| f64::from(rgb[(y * size.width as usize + x) * 3 + k]);
    std::array::from_fn(|k| {
        let top = at(x0, y0, k) * (1.0 - fx) + at(x1, y0, k) * fx;
        let bottom = at(x0, y1, k) * (1.0 - fx) + at(x1, y1, k) * fx;
        (top * (1.0 - fy) + bottom * fy).round() as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_round_has_upright_forward_and_raised_parts() {
        let upright = Warp::at(5_000);
        assert_eq!((upright.head_forward, upright.shoulders_up), (0.0, 0.0));
        let forward = Warp::at(30_000);
        assert_eq!((forward.head_forward, forward.shoulders_up), (1.0, 0.0));
        let raised = Warp::at(70_000);
        assert_eq!((raised.head_forward, raised.shoulders_up), (0.0, 1.0));
        assert_eq!(Warp::at(30_000), Warp::at(30_000 + ROUND_MS));
    }

    #[test]
    fn it_ends_unless_it_loops() {
        let mut source = DemoSource::open(false).unwrap();
        source.next_ms = ROUND_MS - STEP_MS;
        assert!(source.next_frame().unwrap().is_some());
        assert!(source.next_frame().unwrap().is_none());
        let mut source = DemoSource::open(true).unwrap();
        source.next_ms = ROUND_MS;
        assert!(source.next_frame().unwrap().is_some());
    }
}
