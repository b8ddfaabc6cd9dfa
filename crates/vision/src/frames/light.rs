//! Brightness of the face and of what is around it.

use super::Frame;
use plumbline_core::body::{Landmark, Pose};
use plumbline_core::posture::desk::Light;
use plumbline_core::stats;

/// Number of pixels that are looked at, about.
const SAMPLES: f64 = 4_000.0;

/// Half the width and half the height of the face, and of what is left out around the head, in distances between the
/// ears.
const FACE: (f64, f64) = (0.45, 0.5);
const HEAD: (f64, f64) = (1.0, 1.2);

/// The light in `frame`, which shows `pose`; `None` if the face is not visible, or fills the picture.
#[must_use]
pub fn light(frame: &Frame, pose: &Pose) -> Option<Light> {
    let at = |landmark| pose.seen(landmark);
    let ears = at(Landmark::LeftEar)?.midpoint(at(Landmark::RightEar)?);
    let breadth_px = at(Landmark::LeftEar)?.distance(at(Landmark::RightEar)?);
    let shoulders_y = at(Landmark::LeftShoulder)?.midpoint(at(Landmark::RightShoulder)?).y;
    let size = frame.size();
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let step = (width * height / SAMPLES).sqrt().max(1.0);
    let (mut face, mut around) = (Vec::new(), Vec::new());
    let mut y = 0.5 * step;
    while y < height.min(shoulders_y) {
        let mut x = 0.5 * step;
        while x < width {
            let off = |(half_width, half_height): (f64, f64)| {
                let beside = (x - ears.x) / (half_width * breadth_px);
                let below = (y - ears.y) / (half_height * breadth_px);
                beside.hypot(below)
            };
            if off(FACE) < 1.0 {
                face.push(brightness(frame, x as usize, y as usize));
            } else if off(HEAD) > 1.0 {
                around.push(brightness(frame, x as usize, y as usize));
            }
            x += step;
        }
        y += step;
    }
    Some(Light { face: stats::median(face)?, around: stats::median(around)? })
}

/// Luma (Rec. 601) of a pixel, 0 to 1.
fn brightness(frame: &Frame, x: usize, y: usize) -> f64 {
    let at = 3 * (y * frame.size().width as usize + x);
    let [r, g, b] = [0, 1, 2].map(|i| frame.rgb().get(at + i).copied().map_or(0.0, f64::from));
    (0.299 * r + 0.587 * g + 0.114 * b) / 255.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::geometry::Vec2;
    use plumbline_core::body::{ImageSize, Keypoint};

    const SIZE: ImageSize = ImageSize { width: 640, height: 480 };

    fn person() -> Pose {
        let mut pose = Pose::of_landmarks(SIZE, [Keypoint::default(); 33]);
        for (landmark, x, y) in [
            (Landmark::LeftEar, 370.0, 200.0),
            (Landmark::RightEar, 270.0, 200.0),
            (Landmark::LeftShoulder, 450.0, 380.0),
            (Landmark::RightShoulder, 190.0, 380.0),
        ] {
            pose.keypoints[landmark.index()] =
                Keypoint { in_image: Vec2::new(x, y), z: 0.0, visibility: 0.99, presence: 0.99 };
        }
        pose
    }

    /// A grey face before a grey wall.
    fn picture(face: u8, wall: u8) -> Frame {
        let grey = |i: usize| {
            let (x, y) = ((i % 640) as f64, (i / 640) as f64);
            if (x - 320.0).hypot(y - 200.0) < 80.0 { face } else { wall }
        };
        let rgb = (0..640 * 480).flat_map(|i| [grey(i); 3]).collect();
        Frame::from_rgb(SIZE, rgb, 0).unwrap()
    }

    #[test]
    fn face_and_wall_are_told_apart() {
        for (face, wall) in [(51, 204), (204, 51), (128, 128)] {
            let light = light(&picture(face, wall), &person()).unwrap();
            let share = |grey: u8| f64::from(grey) / 255.0;
            assert!((light.face - share(face)).abs() < 0.01, "{light:?}");
            assert!((light.around - share(wall)).abs() < 0.01, "{light:?}");
        }
        let unseen = Pose::of_landmarks(SIZE, [Keypoint::default(); 33]);
        assert_eq!(light(&picture(128, 128), &unseen), None);
    }
}
