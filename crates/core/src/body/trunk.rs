//! How the trunk has moved in the picture since a reference picture.
//!
//! A pose model's shoulder points follow the size of the head and of the square it looks at
//! (models/study/RESULTS.md), so their distance cannot tell leaning in from a head that goes
//! forward. What the trunk looks like can: collar, seams and the outline of the shoulders grow
//! with nearness and with nothing else.

use super::Angle;
use super::geometry::Vec2;

/// The trunk against a reference picture: turned, moved, and larger or smaller across.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrunkMotion {
    /// Which reference; motions against different ones cannot be compared.
    pub reference: u64,
    /// How many times as wide as in the reference.
    pub scale: f64,
    /// Turn in the picture since the reference, clockwise.
    pub rotation: Angle,
    /// Where the middle between the shoulders of the reference is now, frame pixels.
    pub origin_in_image: Vec2,
    /// Standard deviation of the natural logarithm of `scale` from noise alone.
    pub log_scale_sd: f64,
    /// How well the two look alike: correlation of their pixels, up to 1.
    pub correlation: f64,
}

impl TrunkMotion {
    /// Where a point of the trunk that was at `point_in_image` at the moment of `before` is now.
    #[must_use]
    pub fn carry(&self, before: &Self, point_in_image: Vec2) -> Vec2 {
        let arm = (point_in_image - before.origin_in_image) * (self.scale / before.scale);
        self.origin_in_image + arm.rotated(self.rotation - before.rotation)
    }

    /// Every number is finite and the scale is one.
    #[must_use]
    pub fn is_sane(&self) -> bool {
        self.scale.is_finite()
            && self.scale > 0.0
            && self.rotation.rad().is_finite()
            && self.origin_in_image.is_finite()
            && self.log_scale_sd.is_finite()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn motion(scale: f64, turn_deg: f64, x: f64, y: f64) -> TrunkMotion {
        TrunkMotion {
            reference: 1,
            scale,
            rotation: Angle::from_deg(turn_deg),
            origin_in_image: Vec2::new(x, y),
            log_scale_sd: 0.002,
            correlation: 0.95,
        }
    }

    proptest! {
        #[test]
        fn carrying_there_and_back_changes_nothing(
            scale in 0.5f64..2.0, turn in -30.0f64..30.0, x in -200.0f64..200.0,
            px in 0.0f64..640.0, py in 0.0f64..480.0,
        ) {
            let (before, now) = (motion(1.1, 3.0, 300.0, 400.0), motion(scale, turn, x, 250.0));
            let there = now.carry(&before, Vec2::new(px, py));
            let back = before.carry(&now, there);
            prop_assert!(back.distance(Vec2::new(px, py)) < 1e-9);
        }
    }
}
