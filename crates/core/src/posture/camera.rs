//! A pinhole camera that converts between pixels and directions.

use nalgebra::Vector3;

use super::field_of_view::FieldOfView;
use crate::body::geometry::Vec2;
use crate::body::{Angle, ImageSize};

pub use super::field_of_view::DEFAULT_HFOV_DEG;

/// A pinhole camera with square pixels and its principal point in the centre of the image.
///
/// Camera space: centimetres, x to the right of the image, y down, z away from the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraModel {
    pub focal_px: f64,
    /// Relative standard deviation of the focal length, and so of every length along the line of sight that does
    /// not depend on the size of the head.
    pub focal_sd: f64,
    /// Factor on the distances by `focal_px` and an average head: the person's own head size, and a focal length
    /// that is known better than that of an older baseline.
    pub distance_scale: f64,
    /// Relative standard deviation of the distance of a face.
    pub distance_sd: f64,
    /// Principal point in frame pixels.
    pub center_in_image: Vec2,
    /// Downward tilt of the camera from the horizontal; 0 until the person has calibrated.
    pub tilt: Angle,
}

impl CameraModel {
    /// Creates the camera for frames of `image` size with the field of view `field`. The longer side of the image
    /// is the width but for a camera that stands on its side.
    #[must_use]
    pub fn new(image: ImageSize, field: &FieldOfView) -> Self {
        let correction = field.correction(image);
        let longer_px = f64::from(image.width.max(image.height));
        Self {
            focal_px: focal_px(longer_px, Angle::from_deg(field.prior(image).deg))
                * correction.ln_focal.exp(),
            focal_sd: correction.focal_sd,
            distance_scale: correction.ln_head.exp(),
            distance_sd: correction.distance_sd,
            center_in_image: Vec2::new(f64::from(image.width) / 2.0, f64::from(image.height) / 2.0),
            tilt: Angle::ZERO,
        }
    }

    /// Creates the camera for frames of `image` size with the field of view `hfov` along the longer side, which
    /// is clamped to 20°–150°. [`DEFAULT_HFOV_DEG`] counts as not known.
    #[must_use]
    pub fn from_hfov(image: ImageSize, hfov: Angle) -> Self {
        Self::new(image, &FieldOfView::of_deg(hfov.deg()))
    }

    fn longer_px(&self) -> f64 {
        2.0 * self.center_in_image.x.max(self.center_in_image.y)
    }

    /// The field of view along the longer side of the image.
    #[must_use]
    pub fn hfov(&self) -> Angle {
        Angle::from_rad(2.0 * (self.longer_px() / 2.0 / self.focal_px).atan())
    }

    /// The same camera with the field of view `hfov` along the longer side, as a baseline was taken with. The
    /// distances of faces stay those of this camera.
    #[must_use]
    pub fn seen_with(self, hfov: Angle) -> Self {
        let focal_px = focal_px(self.longer_px(), hfov);
        let distance_scale = self.distance_scale * self.focal_px / focal_px;
        Self { focal_px, distance_scale, ..self }
    }

    /// The same camera with a downward tilt of `tilt`.
    #[must_use]
    pub fn tilted(self, tilt: Angle) -> Self {
        Self { tilt, ..self }
    }

    /// Converts a vector of camera space into level space: x unchanged, y vertically down, z
    /// horizontally away.
    #[must_use]
    pub fn level(&self, in_camera_cm: &Vector3<f64>) -> Vector3<f64> {
        let (sin, cos) = (self.tilt.sin(), self.tilt.cos());
        let v = in_camera_cm;
        Vector3::new(v.x, v.y * cos + v.z * sin, v.z * cos - v.y * sin)
    }

    /// Projects a point of camera space into the image; `None` if it is behind the camera or less than
    /// 1 cm in front of it.
    #[must_use]
    pub fn project(&self, point_in_camera_cm: &Vector3<f64>) -> Option<Vec2> {
        let p = point_in_camera_cm;
        (p.z > 1.0).then(|| {
            self.center_in_image + Vec2::new(self.focal_px * p.x / p.z, self.focal_px * p.y / p.z)
        })
    }

    /// The point at depth `z_cm` that projects to `point_in_image`.
    #[must_use]
    pub fn unproject(&self, point_in_image: Vec2, z_cm: f64) -> Vector3<f64> {
        let ray = (point_in_image - self.center_in_image) * (z_cm / self.focal_px);
        Vector3::new(ray.x, ray.y, z_cm)
    }
}

/// Focal length of an image whose longer side has `longer_px` pixels and covers `hfov`, pixels.
fn focal_px(longer_px: f64, hfov: Angle) -> f64 {
    let half = Angle::from_deg(hfov.deg().clamp(20.0, 150.0) / 2.0);
    longer_px / 2.0 / half.rad().tan()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn unprojecting_a_projected_point_returns_the_point(
            x in -60.0f64..60.0, y in -60.0f64..60.0, z in 20.0f64..200.0, hfov in 40.0f64..100.0,
        ) {
            let image = ImageSize { width: 1280, height: 720 };
            let camera = CameraModel::from_hfov(image, Angle::from_deg(hfov));
            let point = Vector3::new(x, y, z);
            let pixel = camera.project(&point).unwrap();
            prop_assert!((camera.unproject(pixel, z) - point).norm() < 1e-9);
        }
    }

    #[test]
    fn levelling_makes_the_plumb_line_of_a_tilted_camera_vertical() {
        let image = ImageSize { width: 640, height: 480 };
        let camera =
            CameraModel::from_hfov(image, Angle::from_deg(70.0)).tilted(Angle::from_deg(20.0));
        let (sin, cos) = (20f64.to_radians().sin(), 20f64.to_radians().cos());
        let down = camera.level(&Vector3::new(0.0, cos, sin));
        assert!((down - Vector3::new(0.0, 1.0, 0.0)).norm() < 1e-12, "{down}");
    }

    #[test]
    fn the_edge_of_the_image_lies_at_half_the_field_of_view() {
        let image = ImageSize { width: 640, height: 480 };
        let camera = CameraModel::from_hfov(image, Angle::from_deg(90.0));
        let edge = camera.project(&Vector3::new(50.0, 0.0, 50.0)).unwrap();
        assert!((edge.x - 640.0).abs() < 1e-9);
        // The same camera on its side.
        let image = ImageSize { width: 480, height: 640 };
        let camera = CameraModel::from_hfov(image, Angle::from_deg(90.0));
        let edge = camera.project(&Vector3::new(0.0, 50.0, 50.0)).unwrap();
        assert!((edge.y - 640.0).abs() < 1e-9);
    }

    #[test]
    fn an_older_field_of_view_changes_the_angles_but_not_the_distances() {
        let image = ImageSize { width: 640, height: 480 };
        let camera = CameraModel::from_hfov(image, Angle::from_deg(60.0));
        assert!((camera.hfov().deg() - 60.0).abs() < 1e-9);
        let older = camera.seen_with(Angle::from_deg(70.0));
        assert!((older.hfov().deg() - 70.0).abs() < 1e-9);
        let face = |camera: &CameraModel| camera.focal_px * camera.distance_scale;
        assert!((face(&older) - face(&camera)).abs() < 1e-9);
        let again = older.seen_with(Angle::from_deg(70.0));
        assert!((again.distance_scale - older.distance_scale).abs() < 1e-9);
    }

    #[test]
    fn a_field_of_view_that_the_user_has_set_is_less_uncertain() {
        let image = ImageSize { width: 640, height: 480 };
        let sd = |deg| CameraModel::from_hfov(image, Angle::from_deg(deg)).focal_sd;
        assert!(sd(62.5) < sd(DEFAULT_HFOV_DEG));
    }
}
