//! Measures the quantities of a rule in one frame.

use std::cell::OnceCell;

use nalgebra::Vector3;

use super::rest::{self, Rest, RestWatch};
use crate::body::geometry::Vec2;
use crate::body::{Angle, Keypoint, Landmark, Pose, Side};
use crate::catalogue::pose_rule::{Place, PoseMeasure};

/// Minimum visibility of a hand. Clasped hands cover each other, so their visibility is low
/// although their positions are correct. Product choice, below the general minimum of 0.5.
const HAND_VISIBILITY: f64 = 0.3;

/// Minimum visibility of a hand that holds an arm or lies on the head. On rendered people its
/// visibility is 0.1 to 0.4 although its position is correct.
const HOLDING_VISIBILITY: f64 = 0.1;

/// How far clasped hands of stretched arms, and one hand before the body, appear in front of the shoulders to a camera
/// beside the screen, shoulder widths. Set so that both sides read alike on rendered people who are seen from 16° and 18°
/// beside (docs/guide.md).
const CLASPED_HANDS_BEFORE: f64 = 1.2;
const HAND_BEFORE: f64 = 0.3;

/// Why a quantity could not be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// The landmark is outside the image.
    Outside(Landmark),
    /// The landmark is inside the image but hidden.
    Hidden(Landmark),
    /// The model returned no depth.
    NoDepth,
}

/// One frame of a person whose rest position is known.
pub struct Look<'a> {
    pose: &'a Pose,
    rest: &'a Rest,
    watch: &'a RestWatch,
    stretched: Side,
    /// Head roll and yaw, positive towards the left. Fitted once per frame.
    head_left: OnceCell<Option<(Angle, Angle)>>,
}

impl<'a> Look<'a> {
    /// Prepares the measurement of `pose` for a stretch of the side `stretched`.
    #[must_use]
    pub fn new(pose: &'a Pose, rest: &'a Rest, watch: &'a RestWatch, stretched: Side) -> Self {
        Self { pose, rest, watch, stretched, head_left: OnceCell::new() }
    }

    /// The value of `measure`, in the unit given by its name, otherwise in shoulder widths.
    ///
    /// # Errors
    /// [`Unseen`] if a required landmark is not visible or the depth is missing.
    pub fn value(&self, measure: PoseMeasure) -> Result<f64, Unseen> {
        use PoseMeasure as M;
        let towards = |side: crate::catalogue::pose_rule::RuleSide| match side.of(self.stretched) {
            Side::Left => 1.0,
            Side::Right => -1.0,
        };
        let whose = |side: crate::catalogue::pose_rule::RuleSide| side.of(self.stretched);
        match measure {
            M::HeadTiltDeg { towards: side } => Ok(self.head_tilt_left_deg()? * towards(side)),
            M::HeadTurnDeg { towards: side } => Ok(self.head_turn_left_deg()? * towards(side)),
            M::ShoulderDipDeg { towards: side } => {
                Ok(self.shoulder_dip_left_deg()? * towards(side))
            }
            M::ShoulderRise { of } => {
                let side = whose(of);
                let now = self.point(Landmark::shoulder(side))?;
                Ok((self.rest.shoulder_in_image(side).y - now.y) / self.unit_px())
            }
            M::ElbowAboveShoulder { of } => self.above_shoulder(whose(of), elbow),
            M::HandAboveShoulder { of } => self.hand_above_shoulder(whose(of)),
            M::ArmAboveShoulder { of } => {
                match (self.above_shoulder(whose(of), elbow), self.hand_above_shoulder(whose(of))) {
                    // Nobody knows how far outside, so the person is asked to move back.
                    (Err(what @ Unseen::Outside(_)), _) => Err(what),
                    (Ok(elbow), Ok(hand)) => Ok(elbow.max(hand)),
                    (elbow, Err(_)) => elbow,
                    (Err(_), hand) => hand,
                }
            }
            M::HandsSideways { towards: side } => {
                let hands = self.hand(Side::Left)?.midpoint(self.hand(Side::Right)?);
                Ok(self.sideways_left(hands, CLASPED_HANDS_BEFORE)? * towards(side))
            }
            M::HandSideways { of, towards: side } => {
                Ok(self.sideways_left(self.hand(whose(of))?, HAND_BEFORE)? * towards(side))
            }
            M::HandTo { of, place } => self.hand_to(whose(of), place),
            M::ElbowAngleDeg { of } => self.elbow_angle_deg(whose(of)),
            M::HandsReach => self.hands_reach(),
            M::ElbowOutward { of } => {
                let side = whose(of);
                let left = self.sideways_left(self.point(elbow(side))?, 0.0)?;
                Ok(if side == Side::Left { left } else { -left })
            }
            M::HeadTurnEitherDeg => Ok(self.head_turn_left_deg()?.abs()),
        }
    }

    fn unit_px(&self) -> f64 {
        self.rest.shoulder_width_px.max(1.0)
    }

    fn point(&self, landmark: Landmark) -> Result<Vec2, Unseen> {
        self.pose.seen(landmark).ok_or_else(|| self.unseen(landmark))
    }

    fn unseen(&self, landmark: Landmark) -> Unseen {
        let is_inside = self.pose.image.contains(self.pose.keypoint(landmark).in_image);
        if is_inside { Unseen::Hidden(landmark) } else { Unseen::Outside(landmark) }
    }

    fn hand(&self, side: Side) -> Result<Vec2, Unseen> {
        self.hand_from(side, HAND_VISIBILITY)
    }

    fn hand_above_shoulder(&self, side: Side) -> Result<f64, Unseen> {
        let shoulder = self.point(Landmark::shoulder(side))?;
        Ok((shoulder.y - self.hand(side)?.y) / self.unit_px())
    }

    /// Midpoint between wrist and knuckles, or the wrist alone if the knuckles are not visible.
    /// Landmarks need at least the given `visibility`.
    fn hand_from(&self, side: Side, visibility: f64) -> Result<Vec2, Unseen> {
        let [wrist, index, pinky] = match side {
            Side::Left => [Landmark::LeftWrist, Landmark::LeftIndex, Landmark::LeftPinky],
            Side::Right => [Landmark::RightWrist, Landmark::RightIndex, Landmark::RightPinky],
        };
        let seen = |landmark| {
            let keypoint: &Keypoint = self.pose.keypoint(landmark);
            let is_seen = keypoint.is_finite()
                && keypoint.visibility >= visibility
                && self.pose.image.contains(keypoint.in_image);
            is_seen.then_some(keypoint.in_image)
        };
        let at = seen(wrist).ok_or_else(|| self.unseen(wrist))?;
        Ok(match (seen(index), seen(pinky)) {
            (Some(index), Some(pinky)) => at.midpoint(index.midpoint(pinky)),
            _ => at,
        })
    }

    fn shoulders(&self) -> Result<(Vec2, Vec2), Unseen> {
        let left = self.point(Landmark::LeftShoulder)?;
        Ok((left, self.point(Landmark::RightShoulder)?))
    }

    fn shoulder_dip(&self) -> Result<Angle, Unseen> {
        let (left, right) = self.shoulders()?;
        Ok(rest::shoulder_dip_left(left, right))
    }

    fn shoulder_dip_left_deg(&self) -> Result<f64, Unseen> {
        Ok((self.shoulder_dip()? - self.rest.shoulder_dip_left).wrapped().deg())
    }

    fn head_left(&self) -> Result<(Angle, Angle), Unseen> {
        self.head_left
            .get_or_init(|| {
                rest::head_left(self.pose, self.watch.hfov_deg(), self.watch.template())
            })
            .ok_or_else(|| self.unseen(Landmark::Nose))
    }

    fn head_tilt_left_deg(&self) -> Result<f64, Unseen> {
        Ok((self.head_left()?.0 - self.rest.head_tilt_left).wrapped().deg())
    }

    fn head_turn_left_deg(&self) -> Result<f64, Unseen> {
        Ok((self.head_left()?.1 - self.rest.head_turn_left).wrapped().deg())
    }

    fn above_shoulder(
        &self,
        side: Side,
        landmark: impl Fn(Side) -> Landmark,
    ) -> Result<f64, Unseen> {
        let shoulder = self.point(Landmark::shoulder(side))?;
        Ok((shoulder.y - self.point(landmark(side))?.y) / self.unit_px())
    }

    /// Offset of `at`, which is `before` shoulder widths in front of the shoulders, from the shoulder midpoint towards
    /// the person's left, shoulder widths. The person looks at the screen at rest, so the turn of the head at rest is
    /// the direction of the camera.
    fn sideways_left(&self, at: Vec2, before: f64) -> Result<f64, Unseen> {
        let (left, right) = self.shoulders()?;
        let by_camera = before * self.rest.head_turn_left.sin();
        Ok((at.x - left.midpoint(right).x) / self.unit_px() - by_camera)
    }

    fn ears_mid(&self) -> Result<Vec2, Unseen> {
        // No visibility is required: a hand on the head hides an ear, but the model still places it
        // on the head.
        let ears = Side::BOTH.map(|side| self.pose.keypoint(Landmark::ear(side)));
        if ears.iter().all(|ear| ear.is_finite() && self.pose.image.contains(ear.in_image)) {
            return Ok(ears[0].in_image.midpoint(ears[1].in_image));
        }
        self.point(Landmark::Nose)
    }

    fn hand_to(&self, side: Side, place: Place) -> Result<f64, Unseen> {
        let visibility = match place {
            Place::OppositeArm | Place::Head => HOLDING_VISIBILITY,
            Place::Neck | Place::OppositeHand => HAND_VISIBILITY,
        };
        let hand = self.hand_from(side, visibility)?;
        let opposite = side.other();
        let px = match place {
            Place::Head => hand.distance(self.ears_mid()?),
            Place::Neck => {
                let (left, right) = self.shoulders()?;
                hand.distance(self.ears_mid()?.midpoint(left.midpoint(right)))
            }
            Place::OppositeHand => hand.distance(self.hand(opposite)?),
            Place::OppositeArm => {
                let shoulder = self.point(Landmark::shoulder(opposite))?;
                let elbow = self.point(elbow(opposite))?;
                let upper = distance_to_line(hand, shoulder, elbow);
                match self.hand(opposite) {
                    Ok(wrist) => upper.min(distance_to_line(hand, elbow, wrist)),
                    Err(_) => upper,
                }
            }
        };
        Ok(px / self.unit_px())
    }

    fn world_m(&self, landmark: Landmark) -> Result<Vector3<f64>, Unseen> {
        let world_m = self.pose.world_m.as_ref().ok_or(Unseen::NoDepth)?;
        let at = Vector3::from(world_m[landmark.index()]);
        if at.iter().all(|c| c.is_finite()) { Ok(at) } else { Err(Unseen::NoDepth) }
    }

    fn elbow_angle_deg(&self, side: Side) -> Result<f64, Unseen> {
        self.point(elbow(side))?;
        self.hand(side)?;
        let joint = self.world_m(elbow(side))?;
        let up = self.world_m(Landmark::shoulder(side))? - joint;
        let down = self.world_m(wrist(side))? - joint;
        let angle = up.angle(&down).to_degrees();
        if angle.is_finite() { Ok(angle) } else { Err(Unseen::NoDepth) }
    }

    fn hands_reach(&self) -> Result<f64, Unseen> {
        let left = self.world_m(Landmark::LeftShoulder)?;
        let right = self.world_m(Landmark::RightShoulder)?;
        let width_m = (left - right).norm();
        if width_m < 0.1 {
            return Err(Unseen::NoDepth);
        }
        let mut reach_m = 0.0;
        for side in Side::BOTH {
            self.hand(side)?;
            reach_m += (f64::midpoint(left.z, right.z) - self.world_m(wrist(side))?.z) / 2.0;
        }
        Ok(reach_m / width_m)
    }
}

fn elbow(side: Side) -> Landmark {
    match side {
        Side::Left => Landmark::LeftElbow,
        Side::Right => Landmark::RightElbow,
    }
}

fn wrist(side: Side) -> Landmark {
    match side {
        Side::Left => Landmark::LeftWrist,
        Side::Right => Landmark::RightWrist,
    }
}

/// Distance from `point` to the line segment between `from` and `to`.
fn distance_to_line(point: Vec2, from: Vec2, to: Vec2) -> f64 {
    let along = to - from;
    let length_squared = along.x * along.x + along.y * along.y;
    if length_squared < 1e-9 {
        return point.distance(from);
    }
    let offset = point - from;
    let share = ((offset.x * along.x + offset.y * along.y) / length_squared).clamp(0.0, 1.0);
    point.distance(from + along * share)
}
