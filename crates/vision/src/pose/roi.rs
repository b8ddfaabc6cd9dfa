//! The square region of interest (ROI) of the landmark model, and the hysteresis that keeps it
//! still.

use plumbline_core::body::Angle;
use plumbline_core::body::geometry::Vec2;

/// Enlargement of the square around the person (MediaPipe `pose_landmarks_to_roi`).
const ENLARGEMENT: f64 = 1.25;

/// A rotated square in the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Roi {
    /// Frame pixels.
    pub center_in_image: Vec2,
    /// Side length, frame pixels.
    pub size_px: f64,
    /// The person's deviation from upright, clockwise on the screen.
    pub rotation: Angle,
}

impl Roi {
    /// The square around a person, from the mid-hip and the scale point (MediaPipe: centre =
    /// mid-hip, half side = distance between the points, up = towards the scale point). `None` for
    /// points that are not finite or too close together.
    #[must_use]
    pub fn from_keypoints(hip_in_image: Vec2, scale_point_in_image: Vec2) -> Option<Self> {
        let up = scale_point_in_image - hip_in_image;
        let size_px = 2.0 * up.length() * ENLARGEMENT;
        let quarter = std::f64::consts::FRAC_PI_2;
        let rotation = Angle::from_rad(quarter - (-up.y).atan2(up.x)).wrapped();
        let roi = Self { center_in_image: hip_in_image, size_px, rotation };
        (roi.center_in_image.is_finite() && roi.size_px.is_finite() && roi.size_px > 8.0)
            .then_some(roi)
    }

    /// A square of `factor` times the size. Its centre moves towards `neck_in_image`: halfway at a
    /// factor of two thirds. The reason: at a desk most of the usual square lies below the picture.
    #[must_use]
    pub fn tightened(&self, factor: f64, neck_in_image: Vec2) -> Self {
        let fraction = ((1.0 - factor) * 1.5).clamp(0.0, 1.0);
        Self {
            center_in_image: self.center_in_image
                + (neck_in_image - self.center_in_image) * fraction,
            size_px: self.size_px * factor,
            ..*self
        }
    }

    /// Converts a point of the square (x and y from 0 to 1) to frame pixels.
    #[must_use]
    pub fn image_from_crop(&self, in_crop: Vec2) -> Vec2 {
        let centered = (in_crop - Vec2::new(0.5, 0.5)) * self.size_px;
        self.center_in_image + centered.rotated(self.rotation)
    }
}

/// Keeps a square until the person has clearly moved.
///
/// At a desk the hips are outside the picture and the square is extrapolated. A square that follows
/// every frame moves every landmark by 3–6 px; a square that is held still moves them by 1–2 px. So
/// the square stays until the newly derived one differs by more than the limits below.
#[derive(Debug, Clone, Copy, Default)]
pub struct RoiHold {
    held: Option<Roi>,
}

/// Maximum shift of the centre before the square moves, as a share of the side. Jitter of the
/// extrapolated centre is about 1 % of the side; the model tolerates 10 % (its training crops vary
/// more).
const MAX_SHIFT: f64 = 0.08;
/// Maximum relative change of the side before the square moves.
const MAX_RESIZE: f64 = 0.12;
/// Maximum rotation before the square moves, degrees.
const MAX_TURN_DEG: f64 = 8.0;

impl RoiHold {
    /// The held square.
    #[must_use]
    pub fn current(&self) -> Option<Roi> {
        self.held
    }

    /// Compares a newly derived square with the held one and returns the square to use next.
    pub fn offer(&mut self, derived: Roi) -> Roi {
        let next = match self.held {
            Some(held) if !has_moved(&held, &derived) => held,
            _ => derived,
        };
        self.held = Some(next);
        next
    }

    /// Replaces the held square unconditionally.
    pub fn replace(&mut self, roi: Roi) {
        self.held = Some(roi);
    }

    /// Drops the held square, because the person is lost.
    pub fn release(&mut self) {
        self.held = None;
    }
}

fn has_moved(held: &Roi, derived: &Roi) -> bool {
    held.center_in_image.distance(derived.center_in_image) > MAX_SHIFT * held.size_px
        || (derived.size_px / held.size_px - 1.0).abs() > MAX_RESIZE
        || (derived.rotation - held.rotation).wrapped().abs().deg() > MAX_TURN_DEG
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn upright() -> Roi {
        Roi::from_keypoints(Vec2::new(320.0, 400.0), Vec2::new(320.0, 100.0)).unwrap()
    }

    #[test]
    fn an_upright_person_has_an_unrotated_square() {
        let roi = upright();
        assert!(roi.rotation.deg().abs() < 1e-9);
        assert!((roi.size_px - 750.0).abs() < 1e-9);
        assert!(Roi::from_keypoints(Vec2::new(1.0, 1.0), Vec2::new(1.0, 1.0)).is_none());
        assert!(Roi::from_keypoints(Vec2::new(f64::NAN, 1.0), Vec2::new(1.0, 9.0)).is_none());
    }

    proptest! {
        #[test]
        fn jitter_never_moves_the_square_and_a_real_move_always_does(
            jitter in prop::collection::vec((-0.02f64..0.02, -0.02f64..0.02, -0.03f64..0.03), 1..50),
            shift in 0.1f64..0.5,
        ) {
            let start = upright();
            let mut hold = RoiHold::default();
            hold.offer(start);
            for (dx, dy, ds) in jitter {
                let derived = Roi {
                    center_in_image: start.center_in_image + Vec2::new(dx, dy) * start.size_px,
                    size_px: start.size_px * (1.0 + ds),
                    ..start
                };
                prop_assert_eq!(hold.offer(derived), start);
            }
            let moved = Roi {
                center_in_image: start.center_in_image + Vec2::new(shift * start.size_px, 0.0),
                ..start
            };
            prop_assert_eq!(hold.offer(moved), moved);
        }

        #[test]
        fn the_middle_of_the_crop_is_the_centre_of_the_square(turn in -180.0f64..180.0) {
            let roi = Roi { rotation: Angle::from_deg(turn), ..upright() };
            let middle = roi.image_from_crop(Vec2::new(0.5, 0.5));
            prop_assert!(middle.distance(roi.center_in_image) < 1e-9);
            let corner = roi.image_from_crop(Vec2::new(0.0, 0.0));
            let half_diagonal = roi.size_px / 2.0 * std::f64::consts::SQRT_2;
            prop_assert!((corner.distance(roi.center_in_image) - half_diagonal).abs() < 1e-6);
        }
    }
}
