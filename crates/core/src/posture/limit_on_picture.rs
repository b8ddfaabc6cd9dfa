//! Where the headline angles and their limits lie in the picture, for whoever draws on it.
//!
//! Places are told from the ears, which do not move with the shoulders: a shoulder that goes up
//! comes nearer to its limit, and the limit stays where it is.

use super::measure::{facing_in_image, near_ear_and_shoulder};
use super::neck::Neck;
use crate::body::geometry::Vec2;
use crate::body::{Angle, Landmark, Pose, Side};

/// Inward distances from the shoulder to the ear shorter than this are no frontal neck, centimetres.
const MIN_INWARD_CM: f64 = 2.0;

/// How one shoulder lies under the ears, and where it would lie if it were raised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShoulderLimitLine {
    /// From the ear midpoint to where the shoulder lies when it is not raised, frame pixels.
    pub upright_from_ears_px: Vec2,
    /// Pixels of the picture for a centimetre at the shoulders.
    pub px_per_cm: f64,
    /// From the shoulder to the ear of that side when upright: inwards, centimetres.
    pub inward_cm: f64,
    /// The same upwards.
    pub height_cm: f64,
}

impl ShoulderLimitLine {
    /// For the shoulder of `side`, seen at `shoulder_in_image` and raised by `raised_cm` against the
    /// `upright` neck. `None` where it cannot be told.
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

    /// From the ear midpoint to where the shoulder lies when its angle has closed by `raised_deg`,
    /// frame pixels: the inverse of how the raised-shoulder angle is measured.
    #[must_use]
    pub fn from_ears_px(&self, raised_deg: f64) -> Vec2 {
        let upright = Angle::of_vector(self.inward_cm, self.height_cm);
        let raised = upright - Angle::from_deg(raised_deg);
        let raised_cm = self.height_cm - self.inward_cm * raised.rad().tan();
        self.upright_from_ears_px - Vec2::new(0.0, raised_cm * self.px_per_cm)
    }

    /// Each part in the middle of what several pictures say.
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

/// The middle between the ears, if both were seen.
#[must_use]
pub fn ear_mid_in_image(pose: &Pose) -> Option<Vec2> {
    Some(pose.seen(Landmark::LeftEar)?.midpoint(pose.seen(Landmark::RightEar)?))
}

/// The line from the near shoulder to the ear above it, as a camera at the side sees it: there the
/// forward-head angle stands in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SideNeck {
    /// The near shoulder, frame pixels.
    pub shoulder_in_image: Vec2,
    /// The ear above it, frame pixels.
    pub ear_in_image: Vec2,
    /// +1 if the face looks to the right of the picture, −1 to the left.
    pub facing: f64,
}

impl SideNeck {
    /// `None` where shoulder, ear or nose were not seen.
    #[must_use]
    pub fn of(pose: &Pose) -> Option<Self> {
        let (_, ear_in_image, shoulder_in_image) = near_ear_and_shoulder(pose)?;
        let facing = facing_in_image(pose, ear_in_image)?;
        Some(Self { shoulder_in_image, ear_in_image, facing })
    }

    /// Where the ear would be at `forward_deg` from the vertical, the neck as long as it is.
    #[must_use]
    pub fn ear_at(&self, forward_deg: f64) -> Vec2 {
        let length_px = self.ear_in_image.distance(self.shoulder_in_image);
        let angle = Angle::from_deg(forward_deg);
        self.shoulder_in_image + Vec2::new(angle.sin() * self.facing, -angle.cos()) * length_px
    }
}
