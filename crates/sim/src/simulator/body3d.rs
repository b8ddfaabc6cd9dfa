//! The skeleton: bones moved by known amounts.
//!
//! It is a chain from the hips up: lower back, upper back, neck, head. The clavicles are attached
//! to the upper back; the shoulders move on arcs around them. Axes and signs are those of room
//! space ([`super`]): lean, pitch and forward travel are positive towards the screen, sideways
//! movement is positive towards the person's left.

use nalgebra::{Rotation3, Vector3};
use serde::Serialize;

use super::anthropometry::Person;
use plumbline_core::body::face::FACE_POINT_COUNT;
use plumbline_core::body::landmark::LANDMARK_COUNT;
use plumbline_core::body::{Landmark, Side};

macro_rules! movement {
    ($($(#[$doc:meta])* $field:ident),* $(,)?) => {
        /// The movement of a person away from their own upright posture, joint by joint. All zeros
        /// is upright.
        #[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
        pub struct Movement { $($(#[$doc])* pub $field: f64),* }

        impl Movement {
            /// Interpolates from this movement (`share` 0) to `other` (`share` 1).
            #[must_use]
            pub fn blended(&self, other: &Self, share: f64) -> Self {
                Self { $($field: self.$field + (other.$field - self.$field) * share),* }
            }

            /// The sum of both movements.
            #[must_use]
            pub fn plus(&self, other: &Self) -> Self {
                Self { $($field: self.$field + other.$field),* }
            }
        }
    };
}

movement! {
    /// Shift of the seat towards the person's left.
    seat_left_cm,
    /// Shift of the seat away from the screen.
    seat_back_cm,
    /// Shift of the seat upwards.
    seat_up_cm,
    /// Forward tilt of the trunk about the hips.
    trunk_lean_deg,
    /// Tilt of the trunk about the hips towards the person's left.
    trunk_side_lean_deg,
    /// Turn of the trunk about the vertical towards the person's left.
    trunk_yaw_deg,
    /// Rounding of the back, given as the distance by which the base of the neck sinks.
    slouch_cm,
    /// Elevation of the left shoulder.
    raised_left_cm,
    /// Elevation of the right shoulder.
    raised_right_cm,
    /// Forward shift of both shoulders.
    protracted_cm,
    /// Forward shift of the head over the shoulders. The neck keeps its length, so the ears also
    /// move down.
    head_forward_cm,
    /// Share of the trunk's lean and rounding that the neck follows. 0 keeps the ears over the
    /// shoulders, 1 moves neck and trunk as one piece.
    neck_follows,
    /// Head pitch, positive down. A share of it that depends on the person bends the lower neck.
    head_pitch_deg,
    /// Head yaw relative to the room, positive towards the person's left.
    head_yaw_deg,
    /// Head roll relative to the room, positive towards the left shoulder.
    head_roll_deg,
}

impl Movement {
    /// The shoulder elevation of this movement alone.
    #[must_use]
    pub fn elevation_only(&self) -> Self {
        Self {
            raised_left_cm: self.raised_left_cm,
            raised_right_cm: self.raised_right_cm,
            ..Self::default()
        }
    }

    /// The mirror image of the movement: left and right exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self {
            seat_left_cm: -self.seat_left_cm,
            trunk_side_lean_deg: -self.trunk_side_lean_deg,
            trunk_yaw_deg: -self.trunk_yaw_deg,
            raised_left_cm: self.raised_right_cm,
            raised_right_cm: self.raised_left_cm,
            head_yaw_deg: -self.head_yaw_deg,
            head_roll_deg: -self.head_roll_deg,
            ..*self
        }
    }
}

/// Number of points on the trunk that are tracked.
pub(crate) const TRUNK_POINT_COUNT: usize = 12;

/// The body in room space after a movement.
#[derive(Debug, Clone, PartialEq)]
pub struct Skeleton {
    /// The pose model's 33 landmarks.
    pub landmarks_cm: [Vector3<f64>; LANDMARK_COUNT],
    /// The rigid points of the face mesh.
    pub mesh_cm: [Vector3<f64>; FACE_POINT_COUNT],
    /// Points on the clothes and the outline of the trunk, by which it is recognised.
    pub trunk_cm: [Vector3<f64>; TRUNK_POINT_COUNT],
    /// The left and the right acromion.
    pub acromia_cm: [Vector3<f64>; 2],
    /// The neck's lower pivot.
    pub neck_pivot_cm: Vector3<f64>,
    /// The atlas joint of the head, before the head rolls.
    pub atlas_cm: Vector3<f64>,
    /// Rotation from head space to room space.
    pub head: Rotation3<f64>,
    /// Turn of the trunk about the vertical.
    pub trunk_yaw_deg: f64,
    /// Angle by which the rounded back tilts the upper back forward.
    pub upper_back_flexion_deg: f64,
}

/// Tilts forward: the upper end moves towards the screen.
fn forward(rad: f64) -> Rotation3<f64> {
    Rotation3::from_axis_angle(&Vector3::x_axis(), rad)
}

/// Turns towards the person's left.
fn turned(rad: f64) -> Rotation3<f64> {
    Rotation3::from_axis_angle(&Vector3::y_axis(), -rad)
}

/// Tilts towards the person's left.
fn sideways(rad: f64) -> Rotation3<f64> {
    Rotation3::from_axis_angle(&Vector3::z_axis(), rad)
}

/// The forward-head angle for which [`Person::neck_pivot_behind_atlas_cm`] is defined, degrees.
const USUAL_FORWARD_HEAD_DEG: f64 = 8.0;

/// The upright person before any movement, origin between the hips.
struct Upright {
    mid_back: Vector3<f64>,
    neck_pivot: Vector3<f64>,
    /// Left and right.
    acromia: [Vector3<f64>; 2],
    clavicles: [Vector3<f64>; 2],
    /// Distance of the atlas joint in front of the shoulder points.
    atlas_ahead_cm: f64,
    neck_rad: f64,
}

impl Upright {
    fn of(person: &Person) -> Self {
        let half_cm = person.biacromial_cm / 2.0;
        let acromion = |side: f64| {
            let higher_cm = side * person.habit.left_shoulder_higher_cm / 2.0;
            Vector3::new(side * half_cm, -(person.acromion_above_hip_cm + higher_cm), 0.0)
        };
        let acromia = [acromion(1.0), acromion(-1.0)];
        let clavicles = [1.0, -1.0].map(|side: f64| {
            Vector3::new(
                side * 2.5,
                -(person.acromion_above_hip_cm - person.clavicle_below_cm),
                -person.clavicle_ahead_cm,
            )
        });
        // The habitual forward-head angle gives the position of the ears; the rotation of the head
        // gives the position of the atlas joint below them.
        let head = head_rotation(person, &Movement::default());
        let ear_points = (person.face_cm[7] + person.face_cm[8]) / 2.0;
        let shoulder_above_hip_cm = person.acromion_above_hip_cm - person.shoulder_drop_cm;
        let tragia_up_cm = person.ear_above_hip_cm - shoulder_above_hip_cm;
        let ears_over_tragia = head * ear_points;
        let ears_up_cm = tragia_up_cm - ears_over_tragia.y;
        let ears_ahead_cm = ears_up_cm * person.habit.forward_head_deg.to_radians().tan();
        let tragia =
            Vector3::new(0.0, -person.ear_above_hip_cm, -ears_ahead_cm - ears_over_tragia.z);
        let atlas = tragia + head * atlas_in_head(person);
        let atlas_ahead_cm = -atlas.z;
        let usual_ahead_cm = ears_up_cm * USUAL_FORWARD_HEAD_DEG.to_radians().tan();
        let pivot_behind_cm =
            person.neck_pivot_behind_atlas_cm + 0.25 * (ears_ahead_cm - usual_ahead_cm);
        let neck_rad = asin(pivot_behind_cm / person.neck_length_cm);
        let neck_pivot = Vector3::new(
            0.0,
            atlas.y + person.neck_length_cm * neck_rad.cos(),
            atlas.z + person.neck_length_cm * neck_rad.sin(),
        );
        let mid_back =
            Vector3::new(0.0, neck_pivot.y * person.mid_back_share, person.mid_back_behind_cm);
        Self { mid_back, neck_pivot, acromia, clavicles, atlas_ahead_cm, neck_rad }
    }
}

/// The atlas joint in head space.
fn atlas_in_head(person: &Person) -> Vector3<f64> {
    Vector3::new(0.0, person.ear_above_atlas_cm, person.ear_ahead_of_atlas_cm)
}

/// Yaw, then pitch, then roll about the line of sight.
fn head_rotation(person: &Person, movement: &Movement) -> Rotation3<f64> {
    turned(movement.head_yaw_deg.to_radians())
        * forward((person.habit.head_pitch_deg + movement.head_pitch_deg).to_radians())
        * sideways((person.habit.head_roll_deg + movement.head_roll_deg).to_radians())
}

/// Arcsine with the argument clamped to ±0.97: beyond it the chain is stretched to its limit.
fn asin(sine: f64) -> f64 {
    sine.clamp(-0.97, 0.97).asin()
}

/// The angle by which the lower back rolls backward so that the base of the neck sinks by
/// `slouch_cm`. Found by bisection, because the base sinks further with each further degree.
fn lower_back_roll_rad(upright: &Upright, rounding: f64, slouch_cm: f64) -> f64 {
    let sunk_cm = |rad: f64| neck_base(upright, rounding, rad).y - upright.neck_pivot.y;
    // The middle of the back starts behind the hips, so the neck may rise a little before it sinks.
    let (mut low, mut high) = (0.0, 0.9);
    if slouch_cm <= 0.0 {
        return 0.0;
    }
    for _ in 0..40 {
        let mid = f64::midpoint(low, high);
        if sunk_cm(mid) < slouch_cm { low = mid } else { high = mid }
    }
    low
}

fn neck_base(upright: &Upright, rounding: f64, roll_rad: f64) -> Vector3<f64> {
    forward(-roll_rad) * upright.mid_back
        + forward(rounding * roll_rad) * (upright.neck_pivot - upright.mid_back)
}

/// Angle of the neck from the vertical, positive forward. `ahead_cm` is the distance of the resting
/// shoulders in front of the neck pivot, in the sagittal plane of the turned trunk.
fn neck_bend_rad(
    person: &Person,
    movement: &Movement,
    upright: &Upright,
    ahead_cm: f64,
    rounded_rad: f64,
) -> f64 {
    let target_ahead_cm = ahead_cm + upright.atlas_ahead_cm + movement.head_forward_cm;
    let held_rad = asin(target_ahead_cm / person.neck_length_cm);
    // The angle of the neck if it moved with the trunk as one piece.
    let upright_ahead_cm = upright.neck_rad.sin() * person.neck_length_cm;
    let upright_held_rad =
        asin((upright_ahead_cm + movement.head_forward_cm) / person.neck_length_cm);
    let rigid_rad = upright_held_rad + rounded_rad + movement.trunk_lean_deg.to_radians();
    held_rad
        + movement.neck_follows * (rigid_rad - held_rad)
        + person.lower_neck_share * movement.head_pitch_deg.to_radians()
}

impl Skeleton {
    /// The body of `person` after `movement`.
    #[must_use]
    pub fn of(person: &Person, movement: &Movement) -> Self {
        let upright = Upright::of(person);
        let hips = Vector3::new(movement.seat_left_cm, -movement.seat_up_cm, movement.seat_back_cm);
        let yaw = turned(movement.trunk_yaw_deg.to_radians());
        let trunk = yaw
            * sideways(movement.trunk_side_lean_deg.to_radians())
            * forward(movement.trunk_lean_deg.to_radians());

        let roll_rad = lower_back_roll_rad(&upright, person.rounding, movement.slouch_cm);
        let rounded_rad = person.rounding * roll_rad;
        let upper_back = forward(rounded_rad);
        let neck_base_in_trunk = neck_base(&upright, person.rounding, roll_rad);
        let on_upper_back =
            |point: Vector3<f64>| neck_base_in_trunk + upper_back * (point - upright.neck_pivot);

        let shoulder_in_trunk = |side: Side, raised_cm: f64, protracted_cm: f64| {
            let (acromion, point) = shoulder(person, &upright, side, raised_cm, protracted_cm);
            (on_upper_back(acromion), on_upper_back(point))
        };
        let left = shoulder_in_trunk(Side::Left, movement.raised_left_cm, movement.protracted_cm);
        let right =
            shoulder_in_trunk(Side::Right, movement.raised_right_cm, movement.protracted_cm);

        // The neck bends in the sagittal plane of the turned trunk, so heights and forward travel
        // are computed before the turn is applied.
        let lean = forward(movement.trunk_lean_deg.to_radians());
        let resting = [Side::Left, Side::Right].map(|side| shoulder_in_trunk(side, 0.0, 0.0).1);
        let resting_mid = lean * ((resting[0] + resting[1]) / 2.0);
        let pivot_in_plane = lean * neck_base_in_trunk;
        let ahead_cm = -resting_mid.z + pivot_in_plane.z;
        let neck_rad = neck_bend_rad(person, movement, &upright, ahead_cm, rounded_rad);
        // When leaning sideways, people keep the head half upright.
        let neck_turn = yaw * sideways(0.5 * movement.trunk_side_lean_deg.to_radians());
        let along_neck = neck_turn * Vector3::new(0.0, -neck_rad.cos(), -neck_rad.sin());
        let neck_pivot = hips + trunk * neck_base_in_trunk;
        let atlas = neck_pivot + along_neck * person.neck_length_cm;

        let head = head_rotation(person, movement);
        let tilt = {
            let ahead = turned(movement.head_yaw_deg.to_radians()) * Vector3::z();
            let rad = (person.habit.head_roll_deg + movement.head_roll_deg).to_radians();
            Rotation3::from_axis_angle(&nalgebra::Unit::new_normalize(ahead), rad)
        };
        let tilt_pivot = atlas - along_neck * person.roll_pivot_below_atlas_cm;
        let tilted_atlas = tilt_pivot + tilt * (atlas - tilt_pivot);
        let tragia = tilted_atlas - head * atlas_in_head(person);

        let mut landmarks_cm = [Vector3::zeros(); LANDMARK_COUNT];
        for (landmark, in_head) in Landmark::FACE.into_iter().zip(person.face_cm) {
            landmarks_cm[landmark.index()] = tragia + head * in_head;
        }
        let mesh_cm = person.mesh_cm.map(|in_head| tragia + head * in_head);
        let in_room = |point: Vector3<f64>| hips + trunk * point;
        landmarks_cm[Landmark::LeftShoulder.index()] = in_room(left.1);
        landmarks_cm[Landmark::RightShoulder.index()] = in_room(right.1);
        place_limbs(person, &mut landmarks_cm, &hips, &yaw);
        let trunk_cm =
            trunk_points(person, &upright, [left.0, right.0], &on_upper_back).map(in_room);
        Self {
            landmarks_cm,
            mesh_cm,
            trunk_cm,
            acromia_cm: [in_room(left.0), in_room(right.0)],
            neck_pivot_cm: neck_pivot,
            atlas_cm: atlas,
            head,
            trunk_yaw_deg: movement.trunk_yaw_deg,
            upper_back_flexion_deg: rounded_rad.to_degrees(),
        }
    }

    /// The position of `landmark`.
    #[must_use]
    pub fn at(&self, landmark: Landmark) -> Vector3<f64> {
        self.landmarks_cm[landmark.index()]
    }

    /// Midpoint between the ear points.
    #[must_use]
    pub fn ear_mid_cm(&self) -> Vector3<f64> {
        (self.at(Landmark::LeftEar) + self.at(Landmark::RightEar)) / 2.0
    }

    /// Midpoint between the shoulder points.
    #[must_use]
    pub fn shoulder_mid_cm(&self) -> Vector3<f64> {
        (self.at(Landmark::LeftShoulder) + self.at(Landmark::RightShoulder)) / 2.0
    }

    /// Midpoint between the eyes.
    #[must_use]
    pub fn eye_mid_cm(&self) -> Vector3<f64> {
        (self.at(Landmark::LeftEye) + self.at(Landmark::RightEye)) / 2.0
    }
}

/// Acromion and shoulder point in the trunk before the back is rounded. The acromion moves on a
/// sphere about the sternoclavicular joint (the clavicle keeps its length), and the joint centre
/// moves with it.
fn shoulder(
    person: &Person,
    upright: &Upright,
    side: Side,
    raised_cm: f64,
    protracted_cm: f64,
) -> (Vector3<f64>, Vector3<f64>) {
    let (i, out) = match side {
        Side::Left => (0, 1.0),
        Side::Right => (1, -1.0),
    };
    let clavicle = upright.acromia[i] - upright.clavicles[i];
    let y = clavicle.y - raised_cm;
    let z = clavicle.z - protracted_cm - person.forward_per_raise * raised_cm.max(0.0);
    let x2 = (clavicle.norm_squared() - y.powi(2) - z.powi(2)).max(1.0);
    let acromion = upright.clavicles[i] + Vector3::new(out * x2.sqrt(), y, z);
    let point =
        acromion + Vector3::new(-out * person.shoulder_inset_cm, person.shoulder_drop_cm, 0.0);
    (acromion, point)
}

/// Points on the clothes before the seat shift and the lean of the trunk: on each side the outline
/// of the deltoid, the slope of the trapezius and three points on the chest; in the middle the
/// collar and the breastbone. With a raised shoulder, the outline moves completely, the slope by
/// half and the upper chest by a fifth (assumption).
fn trunk_points(
    person: &Person,
    upright: &Upright,
    acromia: [Vector3<f64>; 2],
    on_upper_back: &dyn Fn(Vector3<f64>) -> Vector3<f64>,
) -> [Vector3<f64>; TRUNK_POINT_COUNT] {
    let half_cm = person.biacromial_cm / 2.0;
    let collar = upright.neck_pivot + Vector3::new(0.0, 1.0, -8.0);
    let chest = |out_cm: f64, below_cm: f64, ahead_cm: f64| {
        on_upper_back(Vector3::new(out_cm, -(person.acromion_above_hip_cm - below_cm), -ahead_cm))
    };
    let side = |i: usize, out: f64| {
        let rested = on_upper_back(upright.acromia[i]);
        let travel = acromia[i] - rested;
        let deltoid = chest(out * (half_cm + 3.0), 6.0, 1.0) + travel;
        let slope = on_upper_back(Vector3::new(
            out * half_cm * 0.55,
            -(person.acromion_above_hip_cm + 3.5),
            -1.0,
        )) + travel * 0.5;
        let upper = chest(out * half_cm * 0.6, 6.0, 9.0) + travel * 0.2;
        let middle = chest(out * half_cm * 0.35, 10.0, 10.5);
        let lower = chest(out * half_cm * 0.7, 15.0, 10.0);
        [deltoid, slope, upper, middle, lower]
    };
    let ([a, b, c, d, e], [f, g, h, i, j]) = (side(0, 1.0), side(1, -1.0));
    [a, b, c, d, e, f, g, h, i, j, on_upper_back(collar), chest(0.0, 14.0, 10.5)]
}

/// Places arms (on a keyboard), hips and legs. They are approximate, because nothing is measured
/// from them.
fn place_limbs(
    person: &Person,
    landmarks_cm: &mut [Vector3<f64>; LANDMARK_COUNT],
    hips: &Vector3<f64>,
    yaw: &Rotation3<f64>,
) {
    use Landmark as L;
    type Limb = [Landmark; 11];
    const LEFT: Limb = [
        L::LeftShoulder,
        L::LeftElbow,
        L::LeftWrist,
        L::LeftPinky,
        L::LeftIndex,
        L::LeftThumb,
        L::LeftHip,
        L::LeftKnee,
        L::LeftAnkle,
        L::LeftHeel,
        L::LeftFootIndex,
    ];
    const RIGHT: Limb = [
        L::RightShoulder,
        L::RightElbow,
        L::RightWrist,
        L::RightPinky,
        L::RightIndex,
        L::RightThumb,
        L::RightHip,
        L::RightKnee,
        L::RightAnkle,
        L::RightHeel,
        L::RightFootIndex,
    ];
    for (limb, out) in [(LEFT, 1.0), (RIGHT, -1.0)] {
        let [shoulder, elbow, wrist, pinky, index, thumb, hip, knee, ankle, heel, toe] = limb;
        let shoulder_cm = landmarks_cm[shoulder.index()];
        let mut put = |landmark: Landmark, from: Vector3<f64>, by: Vector3<f64>| {
            let point = from + yaw * Vector3::new(out * by.x, by.y, by.z);
            landmarks_cm[landmark.index()] = point;
            point
        };
        let v = Vector3::new;
        let arm_cm = person.upper_arm_cm;
        let elbow_cm = put(elbow, shoulder_cm, v(0.15 * arm_cm, 0.93 * arm_cm, -0.33 * arm_cm));
        let wrist_cm = put(wrist, elbow_cm, v(-6.0, 1.0, -23.0));
        put(pinky, wrist_cm, v(2.0, 1.0, -7.0));
        put(index, wrist_cm, v(-2.0, 0.5, -9.0));
        put(thumb, wrist_cm, v(-3.0, 0.0, -5.0));
        let hip_cm = put(hip, *hips, v(person.half_hip_cm, 0.0, 0.0));
        let knee_cm = put(knee, hip_cm, v(4.0, -1.0, -42.0));
        let ankle_cm = put(ankle, knee_cm, v(0.0, 40.0, 2.0));
        put(heel, ankle_cm, v(0.0, 5.0, 4.0));
        put(toe, ankle_cm, v(1.0, 6.0, -14.0));
    }
}

#[cfg(test)]
mod tests;
