//! Positions of the headline angles and their limits in the image, for drawing.
//!
//! Positions are relative to the ears, which do not move with the shoulders: a raised shoulder comes
//! nearer to its limit, and the limit stays in place.

use super::neck::Neck;
use super::upper_body::{facing_in_image, near_ear_and_shoulder};
use crate::body::geometry::Vec2;
use crate::body::{Angle, Landmark, Pose, Side};

/// Minimum inward distance from the shoulder to the ear in a frontal view, centimetres.
const MIN_INWARD_CM: f64 = 2.0;

/// Position of one shoulder relative to the ears, as a function of its raised angle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShoulderLimitLine {
    /// From the ear midpoint to the position of the shoulder when it is not raised, frame pixels.
    pub upright_from_ears_px: Vec2,
    /// Image pixels per centimetre at the depth of the shoulders.
    pub px_per_cm: f64,
    /// Inward distance from the shoulder to the ear of the same side when upright, centimetres.
    pub inward_cm: f64,
    /// Height of the ear above the shoulder of the same side when upright, centimetres.
    pub height_cm: f64,
}

impl ShoulderLimitLine {
    /// Creates the line for the shoulder of `side` in `pose`, which is raised by `raised_cm` relative
    /// to the `upright` neck. Returns `None` if shoulder or ears are not seen or the ear is not far
    /// enough inwards.
    #[must_use]
    pub fn of(
        pose: &Pose,
        side: Side,
        upright: &Neck,
        raised_cm: f64,
        px_per_cm: f64,
    ) -> Option<Self> {
        let shoulder_in_image = pose.seen(Landmark::shoulder(side))?;
        let lowered = Vec2::new(0.0, raised_cm * px_per_cm);
        let (inward_cm, height_cm) = upright.from_acromion_cm(side);
        let mark = Self {
            upright_from_ears_px: shoulder_in_image + lowered - ear_mid_in_image(pose)?,
            px_per_cm,
            inward_cm,
            height_cm,
        };
        (inward_cm >= MIN_INWARD_CM && mark.upright_from_ears_px.is_finite()).then_some(mark)
    }

    /// From the ear midpoint to the position of the shoulder when its angle has decreased by
    /// `raised_deg`, frame pixels: the inverse of the measurement of the raised-shoulder angle.
    #[must_use]
    pub fn from_ears_px(&self, raised_deg: f64) -> Vec2 {
        let upright = Angle::of_vector(self.inward_cm, self.height_cm);
        let raised = upright - Angle::from_deg(raised_deg);
        let raised_cm = self.height_cm - self.inward_cm * raised.rad().tan();
        self.upright_from_ears_px - Vec2::new(0.0, raised_cm * self.px_per_cm)
    }

    /// Applies `middle` (a median over `marks`) to each part that varies between frames.
    pub(super) fn median(
        marks: &[&Self],
        middle: impl Fn(&dyn Fn(&Self) -> f64) -> f64,
    ) -> Option<Self> {
        let newest = **marks.last()?;
        let x = middle(&|m| m.upright_from_ears_px.x);
        let y = middle(&|m| m.upright_from_ears_px.y);
        let px_per_cm = middle(&|m| m.px_per_cm);
        Some(Self { upright_from_ears_px: Vec2::new(x, y), px_per_cm, ..newest })
    }
}

/// The midpoint between the ears in frame pixels, if both were seen.
#[must_use]
pub fn ear_mid_in_image(pose: &Pose) -> Option<Vec2> {
    Some(pose.seen(Landmark::LeftEar)?.midpoint(pose.seen(Landmark::RightEar)?))
}

/// The line from the near shoulder to the ear above it in a side view. It shows the forward-head
/// angle directly in the image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SideNeck {
    /// The shoulder nearer to the camera, frame pixels.
    pub shoulder_in_image: Vec2,
    /// The ear above it, frame pixels.
    pub ear_in_image: Vec2,
    /// +1 if the face points to the right of the image, −1 if it points to the left.
    pub facing: f64,
}

impl SideNeck {
    /// Returns `None` if shoulder, ear or nose were not seen.
    #[must_use]
    pub fn of(pose: &Pose) -> Option<Self> {
        let (_, ear_in_image, shoulder_in_image) = near_ear_and_shoulder(pose)?;
        let facing = facing_in_image(pose, ear_in_image)?;
        Some(Self { shoulder_in_image, ear_in_image, facing })
    }

    /// Position of the ear at `forward_deg` from the vertical, for a neck of the same length.
    #[must_use]
    pub fn ear_at(&self, forward_deg: f64) -> Vec2 {
        let length_px = self.ear_in_image.distance(self.shoulder_in_image);
        let angle = Angle::from_deg(forward_deg);
        self.shoulder_in_image + Vec2::new(angle.sin() * self.facing, -angle.cos()) * length_px
    }
}
