//! The neck: the vector from the shoulder midpoint to the ear midpoint. Its change gives forward
//! head and raised shoulders (docs/measurement.md).

use nalgebra::Vector3;

use super::camera::CameraModel;
use super::head::HeadPose;
use super::torso::Torso;
use crate::body::{Angle, Side};

/// The vector from the shoulder midpoint to the ear midpoint, in the anatomical planes of the person.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Neck {
    /// Distance of the ears in front of the shoulders, centimetres.
    pub forward_cm: f64,
    /// Height of the ears above the shoulders, centimetres.
    pub up_cm: f64,
    /// Half the distance between the ears, centimetres.
    pub half_breadth_cm: f64,
    /// For the left and the right shoulder: distance from the shoulder midpoint along the person's
    /// left–right axis, and height above the shoulder midpoint, centimetres.
    pub shoulder_out_up_cm: [(f64, f64); 2],
    /// Distance of the ear midpoint to the person's left of the shoulder midpoint, centimetres.
    pub left_cm: f64,
    /// Standard deviation of `forward_cm` caused by landmark noise alone, centimetres.
    pub forward_sd_cm: f64,
    /// Rise of the shoulders over the rest of the trunk, centimetres, if the trunk was recognised.
    pub risen_cm: Option<f64>,
}

impl Neck {
    /// Computes the neck between `head` and `torso` for ears that are `2 * half_breadth_cm` apart.
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

    /// Angle at the acromion of `side` between the horizontal and the line to the ear of that side,
    /// with that shoulder raised by `raised_cm`.
    ///
    /// The ears are taken as level and centred, so that rolling or turning the head does not count as
    /// raising a shoulder.
    #[must_use]
    pub fn acromion_angle(&self, side: Side, raised_cm: f64) -> Angle {
        let (inward_cm, height_cm) = self.from_acromion_cm(side);
        Angle::of_vector(inward_cm, height_cm - raised_cm)
    }

    /// The rise of the shoulder of `side` that lowers its acromion angle by `decrease`, centimetres: the
    /// inverse of [`Self::acromion_angle`].
    #[must_use]
    pub fn raised_cm_for(&self, side: Side, decrease: Angle) -> f64 {
        let (inward_cm, height_cm) = self.from_acromion_cm(side);
        let upright = self.acromion_angle(side, 0.0);
        height_cm - inward_cm * (upright - decrease).rad().tan()
    }

    /// Offset from the acromion of `side` to the ear of that side: (inwards, up), centimetres.
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

    /// The drop of the ears relative to `upright` that is caused by moving forward and sideways alone,
    /// for a neck of constant length, centimetres. This part of a shortening is not a raised shoulder.
    #[must_use]
    pub fn drop_by_travel_cm(&self, upright: &Self) -> f64 {
        let length_cm = upright.forward_cm.hypot(upright.up_cm);
        let reach_cm = self.forward_cm.hypot(self.left_cm - upright.left_cm).clamp(0.0, length_cm);
        upright.up_cm - (length_cm.powi(2) - reach_cm.powi(2)).max(0.0).sqrt()
    }

    /// How far the left and the right shoulder are raised relative to `upright`, centimetres.
    ///
    /// The mean of both sides is the height that the neck has lost beyond
    /// [`Self::drop_by_travel_cm`], averaged with the rise of the shoulders over the chest if the
    /// trunk is recognised. The difference of the sides comes from the tilt of the shoulder line. A
    /// tilted shoulder line may be one raised shoulder or a trunk that leans to one side, so the
    /// difference is limited to the amount by which the neck has shortened.
    #[must_use]
    pub fn raised_cm(&self, upright: &Self) -> [f64; 2] {
        let shortened_cm = upright.up_cm - self.up_cm - self.drop_by_travel_cm(upright);
        // Two estimates of the same height with independent errors: the shortening of the neck and the
        // rise of the shoulders over the chest.
        let mean_cm =
            self.risen_cm.map_or(shortened_cm, |risen_cm| f64::midpoint(shortened_cm, risen_cm));
        let tilt_cm = |neck: &Self| neck.shoulder(Side::Left).1 - neck.shoulder(Side::Right).1;
        let limit_cm = 2.0 * mean_cm.max(0.0);
        let difference_cm = (tilt_cm(self) - tilt_cm(upright)).clamp(-limit_cm, limit_cm);
        [mean_cm + difference_cm / 2.0, mean_cm - difference_cm / 2.0]
    }
}
