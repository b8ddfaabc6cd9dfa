//! Motion of the trunk in the image since a reference frame.
//!
//! The shoulder points of a pose model depend on the size of the head and on the model's input crop
//! (models/study/RESULTS.md), so the distance between them cannot separate leaning in from forward
//! head. The appearance of the trunk can: collar, seams and the outline of the shoulders grow only
//! when the trunk comes nearer.

use super::Angle;
use super::geometry::Vec2;

/// The trunk compared with a reference frame: rotation, position and scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrunkMotion {
    /// Id of the reference frame. Motions of different references cannot be compared.
    pub reference: u64,
    /// Width of the trunk divided by its width in the reference frame.
    pub scale: f64,
    /// Rotation in the image plane since the reference frame, clockwise.
    pub rotation: Angle,
    /// Current position, in frame pixels, of the midpoint between the reference frame's shoulders.
    pub origin_in_image: Vec2,
    /// Standard deviation of the natural logarithm of `scale` caused by noise alone.
    pub log_scale_sd: f64,
    /// Pixel correlation of the trunk with the reference frame, up to 1.
    pub correlation: f64,
    /// How the parts of the trunk have moved against each other, if the program that recognised the trunk
    /// says so.
    pub shape: Option<TrunkShape>,
}

/// Change of the trunk's shape in the image since the reference frame. Shifts are relative to the
/// [`TrunkMotion`], in widths of the reference frame's shoulder line, to the right and down in the trunk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrunkShape {
    /// Change of the length of the trunk in the image relative to its width: 0.1 is longer by a tenth.
    pub stretch: f64,
    /// Shift of the outline of the left shoulder.
    pub left: Vec2,
    /// Shift of the outline of the right shoulder.
    pub right: Vec2,
    /// Shift of collar and upper chest.
    pub collar: Vec2,
}

impl TrunkShape {
    /// Returns whether every number is finite.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.stretch.is_finite()
            && [self.left, self.right, self.collar].iter().all(|shift| shift.is_finite())
    }
}

impl TrunkMotion {
    /// The current position of a trunk point that was at `point_in_image` at the time of `before`.
    #[must_use]
    pub fn carry(&self, before: &Self, point_in_image: Vec2) -> Vec2 {
        let arm = (point_in_image - before.origin_in_image) * (self.scale / before.scale);
        self.origin_in_image + arm.rotated(self.rotation - before.rotation)
    }

    /// Returns whether every number is finite and the scale is positive.
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
            shape: None,
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
