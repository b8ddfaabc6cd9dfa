//! The ground truth in degrees and centimetres, computed from the bones before any camera
//! projection.
//!
//! Definitions (the same as the product's):
//! - *forward head*: angle of the line shoulder midpoint → ear midpoint from the vertical in the
//!   trunk's sagittal plane. Ears and shoulders are the points that the pose model marks.
//! - *raised shoulder*, per side: the angle at the shoulder point between the horizontal and the
//!   line to the ear of that side, in the trunk's frontal plane. The value is the angle of the
//!   upright body minus the angle of the same upright body with only its shoulders raised. Forward
//!   travel, pitch and roll of the head therefore have no effect on it.

use serde::Serialize;

use super::anthropometry::Person;
use super::body3d::{Movement, Skeleton};
use super::camera::Camera;
use plumbline_core::body::{Landmark, Side};

/// The true values at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Truth {
    /// Absolute forward-head angle.
    pub forward_head_deg: f64,
    /// Distance of the ears in front of the shoulders.
    pub forward_head_cm: f64,
    pub raised_shoulder_left_deg: f64,
    pub raised_shoulder_right_deg: f64,
    pub elevation_left_cm: f64,
    pub elevation_right_cm: f64,
    /// Head roll relative to the shoulder line, positive towards the left shoulder.
    pub head_tilt_deg: f64,
    /// Tilt of the shoulder line from the horizontal in the trunk's frontal plane, positive if the
    /// left shoulder is lower.
    pub shoulder_tilt_deg: f64,
    /// Distance by which the shoulders have sunk because of the rounded back alone.
    pub slouch_cm: f64,
    /// [`Self::slouch_cm`] divided by the distance between the shoulder points, or 0.024 for each degree of
    /// [`Self::upper_back_flexion_deg`], whichever is larger, as in the measurement.
    pub slouch: f64,
    /// Angle by which the upper back tilts forward because of the rounded back alone.
    pub upper_back_flexion_deg: f64,
    /// Head pitch relative to the horizontal, positive down.
    pub head_pitch_deg: f64,
    /// Head yaw relative to the camera's axis, positive towards the person's left.
    pub head_yaw_deg: f64,
    /// Head roll relative to the vertical, positive towards the left shoulder.
    pub head_roll_deg: f64,
    /// Turn of the trunk relative to the camera's axis, positive towards the person's left.
    pub torso_yaw_deg: f64,
    /// Forward lean of the trunk about the hips.
    pub trunk_lean_deg: f64,
    /// Distance from the camera to the ears along the optical axis.
    pub screen_distance_cm: f64,
}

/// Shoulder widths of slouch that count for each degree by which the upper back is rounded, as in the measurement.
const SLOUCH_PER_DEGREE: f64 = 0.024;

impl Truth {
    /// The true values for `person` after `movement` with the resulting `skeleton`, seen by
    /// `camera`.
    #[must_use]
    pub fn of(person: &Person, movement: &Movement, skeleton: &Skeleton, camera: &Camera) -> Self {
        let neck = in_trunk(skeleton, skeleton.ear_mid_cm() - skeleton.shoulder_mid_cm());
        let upright = Skeleton::of(person, &Movement::default());
        let only_raised = Skeleton::of(person, &movement.elevation_only());
        let raised_deg =
            |side| shoulder_angle_deg(&upright, side) - shoulder_angle_deg(&only_raised, side);

        let slouched = Skeleton::of(
            person,
            &Movement { slouch_cm: movement.slouch_cm, ..Movement::default() },
        );
        let slouch_cm = slouched.shoulder_mid_cm().y - upright.shoulder_mid_cm().y;
        let shoulder_width_cm =
            (upright.at(Landmark::LeftShoulder) - upright.at(Landmark::RightShoulder)).norm();

        let line = in_trunk(
            skeleton,
            skeleton.at(Landmark::LeftShoulder) - skeleton.at(Landmark::RightShoulder),
        );
        let shoulder_tilt_deg = line.y.atan2(line.x).to_degrees();
        let head_roll_deg = person.habit.head_roll_deg + movement.head_roll_deg;
        Self {
            forward_head_deg: (-neck.z).atan2(-neck.y).to_degrees(),
            forward_head_cm: -neck.z,
            raised_shoulder_left_deg: raised_deg(Side::Left),
            raised_shoulder_right_deg: raised_deg(Side::Right),
            elevation_left_cm: movement.raised_left_cm,
            elevation_right_cm: movement.raised_right_cm,
            head_tilt_deg: head_roll_deg - shoulder_tilt_deg,
            shoulder_tilt_deg,
            slouch_cm,
            slouch: (slouch_cm / shoulder_width_cm)
                .max(SLOUCH_PER_DEGREE * skeleton.upper_back_flexion_deg),
            upper_back_flexion_deg: skeleton.upper_back_flexion_deg,
            head_pitch_deg: person.habit.head_pitch_deg + movement.head_pitch_deg,
            head_yaw_deg: movement.head_yaw_deg + camera.pan_deg,
            head_roll_deg,
            torso_yaw_deg: movement.trunk_yaw_deg + camera.pan_deg,
            trunk_lean_deg: movement.trunk_lean_deg,
            screen_distance_cm: camera.in_camera(&skeleton.ear_mid_cm()).z,
        }
    }
}

/// Converts a direction from room space to the trunk, whose turn is undone.
fn in_trunk(skeleton: &Skeleton, direction: nalgebra::Vector3<f64>) -> nalgebra::Vector3<f64> {
    let (sin, cos) = skeleton.trunk_yaw_deg.to_radians().sin_cos();
    nalgebra::Vector3::new(
        cos * direction.x + sin * direction.z,
        direction.y,
        cos * direction.z - sin * direction.x,
    )
}

fn shoulder_angle_deg(skeleton: &Skeleton, side: Side) -> f64 {
    let to_ear = in_trunk(
        skeleton,
        skeleton.at(Landmark::ear(side)) - skeleton.at(Landmark::shoulder(side)),
    );
    let inward_cm = match side {
        Side::Left => -to_ear.x,
        Side::Right => to_ear.x,
    };
    (-to_ear.y).atan2(inward_cm).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn truth(person: &Person, movement: &Movement) -> Truth {
        let camera = Camera::in_front(70.0);
        Truth::of(person, movement, &Skeleton::of(person, movement), &camera)
    }

    #[test]
    fn without_movement_nothing_is_raised_or_sunk() {
        for number in 0..20 {
            let upright = truth(&Person::sample(2, number), &Movement::default());
            assert_eq!(upright.raised_shoulder_left_deg, 0.0);
            assert_eq!(upright.raised_shoulder_right_deg, 0.0);
            assert_eq!(upright.slouch_cm, 0.0);
            assert!(upright.forward_head_deg.abs() < 25.0);
        }
    }

    proptest! {
        #[test]
        fn head_movement_does_not_change_the_raised_shoulder_angle(
            number in 0u64..20, forward_cm in 0.0f64..8.0, pitch in -35.0f64..35.0,
            yaw in -60.0f64..60.0, roll in -25.0f64..25.0, raised_cm in 0.0f64..6.0,
        ) {
            let person = Person::sample(2, number);
            let raised = Movement { raised_left_cm: raised_cm, ..Movement::default() };
            let with_head = Movement {
                head_forward_cm: forward_cm, head_pitch_deg: pitch, head_yaw_deg: yaw,
                head_roll_deg: roll, ..raised
            };
            let (a, b) = (truth(&person, &raised), truth(&person, &with_head));
            prop_assert_eq!(a.raised_shoulder_left_deg, b.raised_shoulder_left_deg);
            prop_assert!(b.raised_shoulder_right_deg.abs() < 1e-9);
        }

        #[test]
        fn the_angles_grow_with_forward_travel_and_elevation(
            number in 0u64..40, less_cm in 0.0f64..3.0, more_cm in 0.5f64..1.5,
        ) {
            let person = Person::sample(2, number);
            let forward = |cm: f64| {
                let m = Movement { head_forward_cm: cm, ..Movement::default() };
                truth(&person, &m).forward_head_deg
            };
            prop_assert!(forward(less_cm + more_cm) > forward(less_cm) + 1.0);
            let raised = |cm: f64| {
                let m = Movement { raised_right_cm: cm, ..Movement::default() };
                truth(&person, &m).raised_shoulder_right_deg
            };
            prop_assert!(raised(less_cm + more_cm) > raised(less_cm));
        }

        #[test]
        fn turning_the_trunk_and_moving_the_seat_keep_the_forward_head_angle(
            number in 0u64..20, yaw in -30.0f64..30.0, left_cm in -15.0f64..15.0,
            forward_cm in 0.0f64..6.0,
        ) {
            let mut person = Person::sample(2, number);
            // The trunk turns under a head that faces the screen: the midpoint of the ears is on
            // the turning axis only if the head itself is symmetric.
            person.habit.head_roll_deg = 0.0;
            let straight = Movement { head_forward_cm: forward_cm, ..Movement::default() };
            let turned = Movement {
                trunk_yaw_deg: yaw, head_yaw_deg: yaw, seat_left_cm: left_cm, ..straight
            };
            let (a, b) = (truth(&person, &straight), truth(&person, &turned));
            prop_assert!((a.forward_head_deg - b.forward_head_deg).abs() < 1e-6);
        }
    }
}
