//! A jointed figure in front of a camera: gives the 33 landmarks of a person in the middle of a
//! stretch. The landmarks are computed from geometry; no pose model is involved.

use nalgebra::{Rotation3, Vector3};

use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{ImageSize, Keypoint, Landmark, Pose, Side};
use plumbline_core::posture::head::HeadTemplate;

/// The camera's horizontal field of view, degrees.
pub const HFOV_DEG: f64 = 65.0;
pub const IMAGE: ImageSize = ImageSize { width: 640, height: 480 };

const HALF_SHOULDERS_CM: f64 = 18.0;
const NECK_CM: f64 = 21.0;
const FACE: [Landmark; 11] = Landmark::FACE;

/// The position of one arm, centimetres from its own shoulder: outwards, up, towards the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arm {
    pub elbow: [f64; 3],
    pub hand: [f64; 3],
}

impl Arm {
    /// The arm hangs down, with the hand on the desk.
    pub const REST: Self = Self { elbow: [4.0, -28.0, 2.0], hand: [2.0, -36.0, 26.0] };

    fn towards(self, target: Self, share: f64) -> Self {
        let mix = |a: [f64; 3], b: [f64; 3]| std::array::from_fn(|i| a[i] + (b[i] - a[i]) * share);
        Self { elbow: mix(self.elbow, target.elbow), hand: mix(self.hand, target.hand) }
    }
}

/// A person doing a stretch of the right side; [`Self::mirrored`] gives the stretch of the left
/// side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Head roll towards the person's left.
    pub head_tilt_left_deg: f64,
    pub head_turn_left_deg: f64,
    /// Tilt of the whole trunk towards the person's left.
    pub trunk_left_deg: f64,
    /// Height of the left and the right shoulder above rest.
    pub raised_cm: [f64; 2],
    /// The left and the right arm.
    pub arms: [Arm; 2],
    pub distance_cm: f64,
    /// Sideways position, towards the person's left.
    pub aside_cm: f64,
}

impl Figure {
    pub const REST: Self = Self {
        head_tilt_left_deg: 0.0,
        head_turn_left_deg: 0.0,
        trunk_left_deg: 0.0,
        raised_cm: [0.0; 2],
        arms: [Arm::REST; 2],
        distance_cm: 130.0,
        aside_cm: 0.0,
    };

    /// The figure in the middle of the item `id`, done on the right side according to its steps; `None` if there is no
    /// figure for `id`.
    #[must_use]
    pub fn doing(id: &str) -> Option<Self> {
        let rest = Self::REST;
        let on_head = Arm { elbow: [22.0, 14.0, 6.0], hand: [-16.0, 34.0, 8.0] };
        let [left, right] = match id {
            "ear-to-shoulder" => rest.arms,
            "ear-to-shoulder-turned" => [on_head, Arm::REST],
            "overhead-levator-scapulae" => {
                [on_head, Arm { elbow: [4.0, 30.0, 2.0], hand: [-6.0, 6.0, -12.0] }]
            }
            // The hands are clasped in front of the left shoulder.
            "rhomboid-side" => [
                Arm { elbow: [8.0, -4.0, 26.0], hand: [6.0, -3.0, 50.0] },
                Arm { elbow: [-18.0, -4.0, 26.0], hand: [-40.0, -3.0, 48.0] },
            ],
            "rhomboid-forward" => {
                let arm = Arm { elbow: [2.0, -4.0, 28.0], hand: [-17.0, -3.0, 52.0] };
                [arm, arm]
            }
            "side-arm" => [
                Arm { elbow: [2.0, -22.0, 16.0], hand: [-16.0, -2.0, 24.0] },
                Arm { elbow: [-20.0, -1.0, 18.0], hand: [-46.0, 0.0, 22.0] },
            ],
            "side-stretch" => [
                Arm { elbow: [-8.0, 26.0, 8.0], hand: [-38.0, 33.0, 2.0] },
                Arm { elbow: [8.0, 32.0, 0.0], hand: [-18.0, 24.0, -6.0] },
            ],
            "cross-body-pull" => [
                Arm { elbow: [4.0, -18.0, 20.0], hand: [-18.0, -3.0, 24.0] },
                Arm { elbow: [-20.0, -2.0, 22.0], hand: [-28.0, 8.0, 8.0] },
            ],
            "shoulder-roll" | "look-far" => rest.arms,
            "chest-opener" => [Self::W; 2],
            "lateral-raise" => [Arm { elbow: [27.0, -1.0, 6.0], hand: [52.0, 0.0, 10.0] }; 2],
            "scapular-squeeze" => [Arm { elbow: [3.0, -28.0, 2.0], hand: [23.0, -28.0, 16.0] }; 2],
            "wall-angel" => [Arm { elbow: [20.0, 8.0, 0.0], hand: [18.0, 34.0, 0.0] }; 2],
            "band-pull-apart" => [Arm { elbow: [26.0, -3.0, 6.0], hand: [50.0, -3.0, 10.0] }; 2],
            "standing-y-t-w" => [Arm { elbow: [20.0, 9.0, 2.0], hand: [32.0, 32.0, 2.0] }; 2],
            _ => return None,
        };
        let (tilt, turn, lean) = match id {
            "look-far" => (0.0, 48.0, 0.0),
            "ear-to-shoulder" => (28.0, 0.0, 0.0),
            "ear-to-shoulder-turned" => (22.0, -32.0, 0.0),
            "overhead-levator-scapulae" => (18.0, 0.0, 0.0),
            "side-stretch" => (0.0, 0.0, 20.0),
            _ => (0.0, 0.0, 0.0),
        };
        Some(Self {
            head_tilt_left_deg: tilt,
            head_turn_left_deg: turn,
            trunk_left_deg: lean,
            arms: [left, right],
            raised_cm: if id == "shoulder-roll" { [5.0; 2] } else { [0.0; 2] },
            ..rest
        })
    }

    /// The elbows out below shoulder height and the hands up, like a W.
    const W: Arm = Arm { elbow: [22.0, -6.0, 0.0], hand: [24.0, 18.0, 0.0] };

    /// The figure at the near position of an item with repetitions; `None` if there is no figure for `id`.
    #[must_use]
    pub fn returning(id: &str) -> Option<Self> {
        let arms = match id {
            "wall-angel" | "standing-y-t-w" => [Self::W; 2],
            "band-pull-apart" => [Arm { elbow: [0.0, -6.0, 24.0], hand: [-6.0, -4.0, 48.0] }; 2],
            "scapular-squeeze" => [Arm { elbow: [3.0, -28.0, 2.0], hand: [2.0, -28.0, 26.0] }; 2],
            "shoulder-roll" | "lateral-raise" => Self::REST.arms,
            _ => return None,
        };
        Some(Self { arms, ..Self::REST })
    }

    /// The figure between `self` and `other`: 0 is `self`, 1 is `other`.
    #[must_use]
    pub fn between(self, other: Self, share: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * share;
        Self {
            head_tilt_left_deg: mix(self.head_tilt_left_deg, other.head_tilt_left_deg),
            head_turn_left_deg: mix(self.head_turn_left_deg, other.head_turn_left_deg),
            trunk_left_deg: mix(self.trunk_left_deg, other.trunk_left_deg),
            raised_cm: [0, 1].map(|i| mix(self.raised_cm[i], other.raised_cm[i])),
            arms: [0, 1].map(|i| self.arms[i].towards(other.arms[i], share)),
            distance_cm: mix(self.distance_cm, other.distance_cm),
            aside_cm: mix(self.aside_cm, other.aside_cm),
        }
    }

    /// The figure on its way from rest into the stretch: 0 is rest, 1 is the complete stretch.
    pub fn share(self, share: f64) -> Self {
        Self { distance_cm: self.distance_cm, aside_cm: self.aside_cm, ..Self::REST }
            .between(self, share)
    }

    /// The figure with left and right exchanged.
    pub fn mirrored(self) -> Self {
        Self {
            head_tilt_left_deg: -self.head_tilt_left_deg,
            head_turn_left_deg: -self.head_turn_left_deg,
            trunk_left_deg: -self.trunk_left_deg,
            raised_cm: [self.raised_cm[1], self.raised_cm[0]],
            arms: [self.arms[1], self.arms[0]],
            aside_cm: -self.aside_cm,
            ..self
        }
    }

    /// The figure for a stretch of `side`.
    pub fn on(self, side: Side) -> Self {
        match side {
            Side::Right => self,
            Side::Left => self.mirrored(),
        }
    }

    /// The landmarks in centimetres, x towards the person's left, y up, z towards the camera.
    fn landmarks_cm(&self) -> [Option<Vector3<f64>>; 33] {
        let mut at: [Option<Vector3<f64>>; 33] = [None; 33];
        let mut set = |landmark: Landmark, v: Vector3<f64>| at[landmark.index()] = Some(v);
        // The trunk tilts about the hips, 50 cm below the shoulders.
        let trunk =
            Rotation3::from_axis_angle(&Vector3::z_axis(), -self.trunk_left_deg.to_radians());
        let tipped = |v: Vector3<f64>| {
            trunk * (v + Vector3::new(0.0, 50.0, 0.0)) - Vector3::new(0.0, 50.0, 0.0)
        };
        let head =
            Rotation3::from_axis_angle(&Vector3::z_axis(), -self.head_tilt_left_deg.to_radians())
                * Rotation3::from_axis_angle(
                    &Vector3::y_axis(),
                    self.head_turn_left_deg.to_radians(),
                );
        for (landmark, point) in FACE.into_iter().zip(HeadTemplate::population().landmarks_cm()) {
            // Head space has y down and z backwards.
            let in_head = Vector3::new(point.x, 8.0 - point.y, -point.z);
            set(landmark, tipped(Vector3::new(0.0, NECK_CM - 8.0, 0.0) + head * in_head));
        }
        for (i, (side, sign)) in [(Side::Left, 1.0), (Side::Right, -1.0)].into_iter().enumerate() {
            let shoulder = Vector3::new(sign * HALF_SHOULDERS_CM, self.raised_cm[i], 0.0);
            let arm = self.arms[i];
            let from = |p: [f64; 3]| tipped(shoulder + Vector3::new(sign * p[0], p[1], p[2]));
            let [elbow, wrist, pinky, index, thumb, hip] = match side {
                Side::Left => [
                    Landmark::LeftElbow,
                    Landmark::LeftWrist,
                    Landmark::LeftPinky,
                    Landmark::LeftIndex,
                    Landmark::LeftThumb,
                    Landmark::LeftHip,
                ],
                Side::Right => [
                    Landmark::RightElbow,
                    Landmark::RightWrist,
                    Landmark::RightPinky,
                    Landmark::RightIndex,
                    Landmark::RightThumb,
                    Landmark::RightHip,
                ],
            };
            set(Landmark::shoulder(side), tipped(shoulder));
            set(elbow, from(arm.elbow));
            for finger in [wrist, pinky, index, thumb] {
                set(finger, from(arm.hand));
            }
            set(hip, Vector3::new(sign * 12.0, -50.0, 0.0));
        }
        at
    }

    /// The pose as seen by a camera at eye height.
    pub fn pose(&self) -> Pose {
        let focal_px = f64::from(IMAGE.width) / 2.0 / (HFOV_DEG / 2.0).to_radians().tan();
        let mut keypoints = [Keypoint::default(); 33];
        let mut world_m = [[0.0; 3]; 33];
        for (i, at) in self.landmarks_cm().into_iter().enumerate() {
            let Some(at) = at else { continue };
            let depth = self.distance_cm - at.z;
            keypoints[i] = Keypoint {
                in_image: Vec2::new(
                    f64::from(IMAGE.width) / 2.0 + focal_px * (at.x + self.aside_cm) / depth,
                    f64::from(IMAGE.height) / 2.0 - focal_px * (at.y - 5.0) / depth,
                ),
                z: 0.0,
                visibility: 0.95,
                presence: 0.99,
            };
            world_m[i] = [at.x / 100.0, -at.y / 100.0, -at.z / 100.0];
        }
        Pose { world_m: Some(world_m), ..Pose::of_landmarks(IMAGE, keypoints) }
    }
}
