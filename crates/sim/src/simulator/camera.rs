//! Simulated cameras: pinhole cameras at any position in the room, with pan, tilt, roll and slight
//! lens distortion.

use nalgebra::{Rotation3, Vector3};
use serde::Serialize;

use super::body3d::Skeleton;
use super::dice::Dice;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{ImageSize, Landmark};

/// A camera in the room.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Camera {
    /// Width of the image.
    pub width_px: u32,
    /// Height of the image.
    pub height_px: u32,
    /// Horizontal field of view.
    pub hfov_deg: f64,
    /// Position in room space.
    #[serde(serialize_with = "as_array")]
    pub position_cm: Vector3<f64>,
    /// Turn of the optical axis to the right of the image.
    pub pan_deg: f64,
    /// Tilt of the optical axis, positive is looking down.
    pub tilt_deg: f64,
    /// Rotation about the optical axis, clockwise as seen by the camera.
    pub roll_deg: f64,
    /// First radial distortion coefficient (Brown 1966); negative is barrel distortion.
    pub k1: f64,
}

fn as_array<S: serde::Serializer>(v: &Vector3<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    [v.x, v.y, v.z].serialize(serializer)
}

/// The range of camera positions, relative to the eyes of the upright person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraRange {
    /// Distance from the eyes, centimetres (minimum, maximum).
    pub distance_cm: (f64, f64),
    /// Height above the eyes, centimetres (minimum, maximum).
    pub above_eyes_cm: (f64, f64),
    /// Maximum sideways offset, to either side, centimetres.
    pub aside_cm: f64,
}

impl CameraRange {
    /// Cameras on desks: 45 to 110 cm away, 10 cm below to 40 cm above the eyes, up to 25 cm aside.
    pub const DESK: Self =
        Self { distance_cm: (45.0, 110.0), above_eyes_cm: (-10.0, 40.0), aside_cm: 25.0 };

    /// The same range with other heights.
    #[must_use]
    pub const fn at_height(above_eyes_cm: (f64, f64)) -> Self {
        Self { above_eyes_cm, ..Self::DESK }
    }
}

/// Horizontal fields of view of webcams, degrees (minimum, maximum).
const HFOV_DEG: (f64, f64) = (55.0, 90.0);

/// Maximum tilt that people give a camera, degrees.
const MAX_TILT_DEG: f64 = 20.0;

/// Free margin around the person when the camera is set up, as a share of the image.
const MARGIN: f64 = 0.02;

/// Number of draws at one distance before another distance is tried. A near camera shows head and
/// shoulders from few positions only; repeated draws keep near cameras from being rare.
const DRAWS_PER_DISTANCE: usize = 100;

/// Number of distances to try before [`Camera::in_front`] is used instead.
const MAX_DISTANCES: usize = 50;

impl Camera {
    /// A 1280×720 camera with a field of view of 70°, at the eye height of a seated adult and
    /// `distance_cm` away.
    #[must_use]
    pub fn in_front(distance_cm: f64) -> Self {
        Self {
            width_px: 1280,
            height_px: 720,
            hfov_deg: 70.0,
            position_cm: Vector3::new(0.0, -68.0, -distance_cm),
            pan_deg: 0.0,
            tilt_deg: 0.0,
            roll_deg: 0.0,
            k1: 0.0,
        }
    }

    /// Draws a camera within `range` that shows head and shoulders of the `upright` person.
    ///
    /// Field of view 55° to 90°, 640×480 or 1280×720, tilt up to 20°. A camera that does not show
    /// the person is drawn again, because people check the image when they set up a camera.
    #[must_use]
    pub fn sample(dice: &mut Dice, upright: &Skeleton, range: &CameraRange) -> Self {
        for _ in 0..MAX_DISTANCES {
            let distance_cm = dice.uniform(range.distance_cm.0, range.distance_cm.1);
            for _ in 0..DRAWS_PER_DISTANCE {
                let candidate = Self::draw(dice, upright, range, distance_cm);
                if candidate.shows(upright) {
                    return candidate;
                }
            }
        }
        let eyes = upright.eye_mid_cm();
        let mut fallback = Self::in_front(0.0);
        fallback.position_cm = Vector3::new(eyes.x, eyes.y, eyes.z - 80.0);
        fallback.aimed_at(&aim(upright))
    }

    fn draw(dice: &mut Dice, upright: &Skeleton, range: &CameraRange, distance_cm: f64) -> Self {
        let eyes = upright.eye_mid_cm();
        let (width_px, height_px) = if dice.chance(0.5) { (640, 480) } else { (1280, 720) };
        let offset = Vector3::new(
            dice.uniform(-range.aside_cm, range.aside_cm),
            -dice.uniform(range.above_eyes_cm.0, range.above_eyes_cm.1),
            -distance_cm,
        );
        let aimed = Self {
            width_px,
            height_px,
            hfov_deg: dice.uniform(HFOV_DEG.0, HFOV_DEG.1),
            position_cm: eyes + offset,
            pan_deg: 0.0,
            tilt_deg: 0.0,
            roll_deg: dice.normal_within(0.0, 1.0, 2.0),
            k1: dice.uniform(-0.06, 0.02),
        }
        .aimed_at(&aim(upright));
        // People do not aim exactly.
        let tilt_deg = aimed.tilt_deg + dice.normal_within(0.0, 3.0, 2.0);
        Self {
            pan_deg: aimed.pan_deg + dice.normal_within(0.0, 3.0, 2.0),
            tilt_deg: tilt_deg.clamp(-MAX_TILT_DEG, MAX_TILT_DEG),
            ..aimed
        }
    }

    /// The camera panned and tilted towards `target`.
    #[must_use]
    pub fn aimed_at(&self, target: &Vector3<f64>) -> Self {
        let to = target - self.position_cm;
        Self {
            pan_deg: to.x.atan2(to.z).to_degrees(),
            tilt_deg: to.y.atan2(to.x.hypot(to.z)).to_degrees(),
            ..*self
        }
    }

    /// The camera after a move, with the same aiming error relative to the person as before.
    #[must_use]
    pub fn moved(&self, up_cm: f64, back_cm: f64, upright: &Skeleton) -> Self {
        let target = aim(upright);
        let before = self.aimed_at(&target);
        let there =
            Self { position_cm: self.position_cm + Vector3::new(0.0, -up_cm, -back_cm), ..*self };
        let after = there.aimed_at(&target);
        Self {
            pan_deg: self.pan_deg + (after.pan_deg - before.pan_deg),
            tilt_deg: self.tilt_deg + (after.tilt_deg - before.tilt_deg),
            ..there
        }
    }

    /// Interpolates from this camera (`share` 0) to `other` (`share` 1), for a camera in motion.
    #[must_use]
    pub fn blended(&self, other: &Self, share: f64) -> Self {
        let between = |a: f64, b: f64| a + (b - a) * share;
        Self {
            position_cm: self.position_cm + (other.position_cm - self.position_cm) * share,
            pan_deg: between(self.pan_deg, other.pan_deg),
            tilt_deg: between(self.tilt_deg, other.tilt_deg),
            ..*self
        }
    }

    /// The size of the images.
    #[must_use]
    pub fn image(&self) -> ImageSize {
        ImageSize { width: self.width_px, height: self.height_px }
    }

    /// Focal length, pixels: the length of one centimetre at a distance of one centimetre.
    #[must_use]
    pub fn focal_px(&self) -> f64 {
        0.5 * f64::from(self.width_px) / (0.5 * self.hfov_deg).to_radians().tan()
    }

    /// Converts a point from room space to camera space: x to the right of the image, y down, z
    /// along the optical axis.
    #[must_use]
    pub fn in_camera(&self, point_cm: &Vector3<f64>) -> Vector3<f64> {
        let turn = |axis, deg: f64| Rotation3::from_axis_angle(axis, deg.to_radians());
        let room_from_camera = turn(&Vector3::y_axis(), self.pan_deg)
            * turn(&Vector3::x_axis(), -self.tilt_deg)
            * turn(&Vector3::z_axis(), self.roll_deg);
        room_from_camera.inverse() * (point_cm - self.position_cm)
    }

    /// Projects a point from room space into the image. The result may be outside the image. `None`
    /// if the point is less than 2 cm in front of the lens or behind it.
    #[must_use]
    pub fn project(&self, point_cm: &Vector3<f64>) -> Option<Vec2> {
        let p = self.in_camera(point_cm);
        if p.z < 2.0 {
            return None;
        }
        let (x, y) = (p.x / p.z, p.y / p.z);
        // Far outside the image the distortion polynomial is not valid.
        let stretch = 1.0 + self.k1 * (x * x + y * y).min(2.0);
        let scale_px = self.focal_px() * stretch;
        Some(Vec2::new(
            0.5 * f64::from(self.width_px) + scale_px * x,
            0.5 * f64::from(self.height_px) + scale_px * y,
        ))
    }

    /// Whether face and shoulders are inside the image.
    #[must_use]
    pub fn shows(&self, skeleton: &Skeleton) -> bool {
        let (width, height) = (f64::from(self.width_px), f64::from(self.height_px));
        let inside = |at: f64, size: f64| (MARGIN * size..=(1.0 - MARGIN) * size).contains(&at);
        Landmark::FACE.into_iter().chain([Landmark::LeftShoulder, Landmark::RightShoulder]).all(
            |landmark| {
                self.project(&skeleton.at(landmark))
                    .is_some_and(|p| inside(p.x, width) && inside(p.y, height))
            },
        )
    }
}

/// The point at which people aim a camera: between eyes and shoulders.
fn aim(upright: &Skeleton) -> Vector3<f64> {
    upright.eye_mid_cm() * 0.6 + upright.shoulder_mid_cm() * 0.4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::{Movement, Person};

    #[test]
    fn known_points_project_to_the_expected_pixels() {
        let camera =
            Camera { position_cm: Vector3::zeros(), hfov_deg: 90.0, ..Camera::in_front(0.0) };
        let at = |x, y, z| camera.project(&Vector3::new(x, y, z)).unwrap();
        assert!((at(0.0, 0.0, 50.0).distance(Vec2::new(640.0, 360.0))) < 1e-9);
        // At 90° the edge of the image is as far sideways as ahead.
        assert!((at(50.0, 0.0, 50.0).x - 1280.0).abs() < 1e-9);
        assert!((at(0.0, 10.0, 64.0).y - 460.0).abs() < 1e-9);
        assert_eq!(camera.project(&Vector3::new(0.0, 0.0, -5.0)), None);
    }

    #[test]
    fn a_camera_aimed_at_a_point_has_it_in_the_middle() {
        let camera =
            Camera { position_cm: Vector3::new(20.0, -90.0, -70.0), ..Camera::in_front(0.0) };
        let target = Vector3::new(-3.0, -55.0, 4.0);
        let at = camera.aimed_at(&target).project(&target).unwrap();
        assert!(at.distance(Vec2::new(640.0, 360.0)) < 1e-6, "{at:?}");
    }

    #[test]
    fn every_sampled_camera_keeps_its_ranges_and_shows_the_person() {
        let (mut near, mut far, mut high) = (0, 0, 0);
        for number in 0..120 {
            let upright = Skeleton::of(&Person::sample(2, number), &Movement::default());
            let mut dice = Dice::new(2, number, "camera");
            let camera = Camera::sample(&mut dice, &upright, &CameraRange::DESK);
            assert!(camera.shows(&upright));
            let offset = camera.position_cm - upright.eye_mid_cm();
            assert!((45.0..=110.0).contains(&-offset.z) && offset.x.abs() <= 25.0, "{offset}");
            assert!((-10.0..=40.0).contains(&-offset.y), "{offset}");
            assert!((55.0..=90.0).contains(&camera.hfov_deg) && camera.tilt_deg.abs() <= 20.0);
            near += usize::from(-offset.z < 65.0);
            far += usize::from(-offset.z > 90.0);
            high += usize::from(-offset.y > 20.0);
        }
        assert!(near > 20 && far > 20 && high > 20, "{near} near, {far} far, {high} high of 120");
    }

    #[test]
    fn a_mirrored_person_gives_a_mirrored_picture() {
        let camera = Camera { tilt_deg: 8.0, k1: -0.05, ..Camera::in_front(70.0) };
        let movement = Movement {
            head_yaw_deg: 20.0,
            raised_left_cm: 3.0,
            head_forward_cm: 4.0,
            ..Movement::default()
        };
        for number in 0..20 {
            let person = Person::sample(2, number);
            let picture = Skeleton::of(&person, &movement);
            let mirror = Skeleton::of(&person.mirrored(), &movement.mirrored());
            for (a, b) in [
                (Landmark::Nose, Landmark::Nose),
                (Landmark::LeftEar, Landmark::RightEar),
                (Landmark::LeftShoulder, Landmark::RightShoulder),
            ] {
                let p = camera.project(&picture.at(a)).unwrap();
                let q = camera.project(&mirror.at(b)).unwrap();
                assert!(Vec2::new(1280.0 - p.x, p.y).distance(q) < 1e-6, "{a:?}");
            }
        }
    }
}
