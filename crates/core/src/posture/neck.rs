//! The neck: the vector from the shoulders to the ears, and what its change says about forward head
//! and raised shoulders (docs/measurement.md).

use nalgebra::Vector3;

use super::camera::CameraModel;
use super::head::HeadPose;
use super::torso::Torso;
use crate::body::{Angle, Side};

/// The line from the shoulder midpoint to the ear midpoint, in the person's own planes.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Neck {
    /// How far the ears are in front of the shoulders, centimetres.
    pub forward_cm: f64,
    /// How far the ears are above the shoulders, centimetres.
    pub up_cm: f64,
    /// Half the ear-to-ear breadth, centimetres.
    pub half_breadth_cm: f64,
    /// For left and right: from the shoulder inwards to the shoulder midpoint along the shoulder
    /// line, centimetres; and how much higher than the midpoint that shoulder is.
    pub shoulder_out_up_cm: [(f64, f64); 2],
    /// How far the ear midpoint lies to the person's left of the shoulder midpoint, centimetres.
    pub left_cm: f64,
    /// Standard deviation of `forward_cm` from landmark noise alone, centimetres.
    pub forward_sd_cm: f64,
    /// How far the shoulders have risen over the rest of the trunk, where that was seen.
    pub risen_cm: Option<f64>,
}

impl Neck {
    /// The neck between `head` and `torso`, the ears `2 * half_breadth_cm` apart.
    #[must_use]
    pub fn of(head: &HeadPose, torso: &Torso, half_breadth_cm: f64, camera: &CameraModel) -> Self {
        let v = camera.level(&(head.ear_mid_cm - torso.shoulder_mid_cm));
        let (sin, cos) = (torso.yaw.sin(), torso.yaw.cos());
        // The person's own directions in camera space, for an upright trunk turned by its yaw.
        let forward = Vector3::new(sin, 0.0, -cos);
        let left = Vector3::new(cos, 0.0, sin);
        let shoulder = |i: usize| {
            let from_mid = camera.level(&(torso.shoulders_cm[i] - torso.shoulder_mid_cm));
            (from_mid.dot(&left).abs(), -from_mid.y)
        };
        Self {
            forward_cm: v.dot(&forward),
            up_cm: -v.y,
            half_breadth_cm,
            shoulder_out_up_cm: [shoulder(0), shoulder(1)],
            left_cm: v.dot(&left),
            forward_sd_cm: head.depth_sd_cm.hypot(torso.depth_sd_cm),
            risen_cm: torso.risen_cm,
        }
    }

    /// Angle from the vertical in the sagittal plane. Positive is forward.
    #[must_use]
    pub fn forward_angle(&self) -> Angle {
        Angle::of_vector(self.up_cm, self.forward_cm)
    }

    /// Angle at the acromion of `side` between the horizontal and the line to the ear of that
    /// side, with that shoulder raised by `raised_cm`.
    ///
    /// The ears are taken level and in the middle, so that rolling or turning the head does not
    /// count as raising a shoulder.
    #[must_use]
    pub fn acromion_angle(&self, side: Side, raised_cm: f64) -> Angle {
        let (inward_cm, height_cm) = self.from_acromion_cm(side);
        Angle::of_vector(inward_cm, height_cm - raised_cm)
    }

    /// From the acromion of `side` to the ear of that side: inwards and up, centimetres.
    #[must_use]
    pub fn from_acromion_cm(&self, side: Side) -> (f64, f64) {
        let (out_cm, shoulder_up_cm) = self.shoulder(side);
        (out_cm - self.half_breadth_cm, self.up_cm - shoulder_up_cm)
    }

    fn shoulder(&self, side: Side) -> (f64, f64) {
        match side {
            Side::Left => self.shoulder_out_up_cm[0],
            Side::Right => self.shoulder_out_up_cm[1],
        }
    }

    /// By how much this neck would be lower than `upright` from its travel forward and sideways
    /// alone, its length being conserved. The share of a shortening that is not a raised shoulder.
    #[must_use]
    pub fn drop_by_travel_cm(&self, upright: &Self) -> f64 {
        let length_cm = upright.forward_cm.hypot(upright.up_cm);
        let reach_cm = self.forward_cm.hypot(self.left_cm - upright.left_cm).clamp(0.0, length_cm);
        upright.up_cm - (length_cm.powi(2) - reach_cm.powi(2)).max(0.0).sqrt()
    }

    /// How far the left and the right shoulder are raised against `upright`, centimetres.
    ///
    /// What the neck has lost in height beyond its travel is the mean of the two; where the chest is
    /// recognised, so is what they have risen over it. A tilted
    /// shoulder line may be one raised shoulder or a trunk that leans to a side: a shoulder can
    /// only account for as much of it as the neck has shortened.
    #[must_use]
    pub fn raised_cm(&self, upright: &Self) -> [f64; 2] {
        let shortened_cm = upright.up_cm - self.up_cm - self.drop_by_travel_cm(upright);
        // Two looks at the same thing that err for different reasons: the neck that has become
        // shorter, and the shoulders that have risen over the chest.
        let mean_cm =
            self.risen_cm.map_or(shortened_cm, |risen_cm| f64::midpoint(shortened_cm, risen_cm));
        let tilt_cm = |neck: &Self| neck.shoulder(Side::Left).1 - neck.shoulder(Side::Right).1;
        let limit_cm = 2.0 * mean_cm.max(0.0);
        let difference_cm = (tilt_cm(self) - tilt_cm(upright)).clamp(-limit_cm, limit_cm);
        [mean_cm + difference_cm / 2.0, mean_cm - difference_cm / 2.0]
    }
}
