//! The cues from which the learned fusion computes changes of posture (`fusion.rs`).
//!
//! A cue is one number of one frame that depends on the posture: where the head fit places the head,
//! where the pose model places shoulders and face, how the recognised trunk has grown, what the
//! model's own depths say. Each can be missing, and each is compared with its median at the
//! calibration. No cue alone decides.

use nalgebra::Vector3;

use super::camera::CameraModel;
use super::head::{HeadPose, HeadSource};
use super::torso::{Torso, TrunkAnchor};
use super::upper_body::UpperBody;
use crate::body::face::{FACE_MESH_INDICES, Face};
use crate::body::geometry::Vec2;
use crate::body::{Landmark, Pose};
use crate::stats;

/// Behaviour of a cue when the image is mirrored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parity {
    /// It stays.
    Even,
    /// It changes its sign.
    Odd,
}

/// Declares the cues in one table: variant, name, size of a large change, behaviour in a mirrored image.
macro_rules! cues {
    ($($variant:ident, $name:literal, $large:literal, $parity:ident;)+) => {
        /// A cue. In the names, a `ray` is in focal lengths, a `width` in widths of the shoulder line in
        /// the image, `face` in sizes of the face, `world` in metres; logarithms are natural and angles
        /// are radians.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Cue { $($variant),+ }

        impl Cue {
            /// All cues, in the order of [`Cues`].
            pub const ALL: [Self; CUE_COUNT] = [$(Self::$variant),+];

            /// The name, in training data and weights.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// A large change of this cue. The network sees changes in this unit.
            #[must_use]
            pub fn large_change(self) -> f64 {
                match self { $(Self::$variant => $large),+ }
            }

            #[must_use]
            pub fn parity(self) -> Parity {
                match self { $(Self::$variant => Parity::$parity),+ }
            }
        }
    };
}

/// MediaPipe's indices of the points of the face mesh that the cues use.
const NOSE_TIP: usize = 4;
const FOREHEAD: usize = 10;
const RIGHT_EYE_OUTER: usize = 33;
const LEFT_EYE_OUTER: usize = 263;
const RIGHT_TEMPLE: usize = 127;
const LEFT_TEMPLE: usize = 356;
const RIGHT_JAW: usize = 136;
const LEFT_JAW: usize = 365;

/// The point with the index `index` of MediaPipe's face mesh, in frame pixels.
fn face_point(face: &Face, index: usize) -> Option<Vec2> {
    let i = FACE_MESH_INDICES.iter().position(|mesh| *mesh == index)?;
    Some(face.in_image[i]).filter(|point| point.is_finite())
}

/// Number of cues.
pub const CUE_COUNT: usize = 43;

cues! {
    HeadLnDepth, "head_ln_depth", 0.25, Even;
    HeadPitch, "head_pitch", 0.4, Even;
    HeadYaw, "head_yaw", 0.4, Odd;
    HeadRoll, "head_roll", 0.25, Odd;
    HeadRayX, "head_ray_x", 0.3, Odd;
    HeadRayY, "head_ray_y", 0.25, Even;
    ShouldersRayX, "shoulders_ray_x", 0.3, Odd;
    ShouldersRayY, "shoulders_ray_y", 0.25, Even;
    ShouldersLnWidthRay, "shoulders_ln_width_ray", 0.2, Even;
    ShouldersTilt, "shoulders_tilt", 0.15, Odd;
    TrunkYaw, "trunk_yaw", 0.4, Odd;
    TrunkLnScale, "trunk_ln_scale", 0.15, Even;
    TrunkOffShouldersXWidth, "trunk_off_shoulders_x_width", 0.15, Odd;
    TrunkOffShouldersYWidth, "trunk_off_shoulders_y_width", 0.15, Even;
    TrunkRotation, "trunk_rotation", 0.15, Odd;
    FaceLnSizeRay, "face_ln_size_ray", 0.2, Even;
    EarsLnWidthRay, "ears_ln_width_ray", 0.2, Even;
    EarsAboveShouldersWidth, "ears_above_shoulders_width", 0.5, Even;
    NoseBelowEarsFace, "nose_below_ears_face", 0.6, Even;
    MouthAboveShouldersWidth, "mouth_above_shoulders_width", 0.4, Even;
    ZEarsShouldersWidth, "z_ears_shoulders_width", 0.3, Even;
    ZNoseShouldersWidth, "z_nose_shoulders_width", 0.3, Even;
    ZShouldersLeftRightWidth, "z_shoulders_left_right_width", 0.5, Odd;
    ZHipsShouldersWidth, "z_hips_shoulders_width", 0.3, Even;
    WorldEarsZShoulders, "world_ears_z_shoulders", 0.08, Even;
    WorldNoseZShoulders, "world_nose_z_shoulders", 0.1, Even;
    WorldShouldersZLeftRight, "world_shoulders_z_left_right", 0.1, Odd;
    WorldEarsAboveShoulders, "world_ears_above_shoulders", 0.05, Even;
    WorldShouldersWidth, "world_shoulders_width", 0.05, Even;
    WorldShouldersZ, "world_shoulders_z", 0.1, Even;
    WorldShouldersAboveHips, "world_shoulders_above_hips", 0.1, Even;
    ForwardByTrunkCm, "forward_by_trunk_cm", 8.0, Even;
    ForwardByLandmarksCm, "forward_by_landmarks_cm", 8.0, Even;
    EarsUpByTrunkCm, "ears_up_by_trunk_cm", 5.0, Even;
    EarsUpByLandmarksCm, "ears_up_by_landmarks_cm", 5.0, Even;
    RisenOverTrunkCm, "risen_over_trunk_cm", 5.0, Even;
    FaceResidual, "face_residual", 0.05, Even;
    MeshEyesLnWidthRay, "mesh_eyes_ln_width_ray", 0.2, Even;
    MeshTemplesLnWidthRay, "mesh_temples_ln_width_ray", 0.2, Even;
    MeshForeheadAboveEyesWidth, "mesh_forehead_above_eyes_width", 0.2, Even;
    MeshNoseBelowEyesWidth, "mesh_nose_below_eyes_width", 0.2, Even;
    MeshNoseBesideEyesWidth, "mesh_nose_beside_eyes_width", 0.2, Odd;
    MeshJawBelowEyesWidth, "mesh_jaw_below_eyes_width", 0.3, Even;
}

/// The cues of one frame, or the medians of the cues of a calibration; NaN where a cue is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Cues(pub [f64; CUE_COUNT]);

impl Cues {
    /// The cues of `pose`. `by_trunk` is the upper body placed with the recognised trunk, `by_landmarks`
    /// the torso placed from the shoulder landmarks alone.
    #[must_use]
    pub(crate) fn of(
        pose: &Pose,
        by_trunk: &UpperBody,
        by_landmarks: Option<&Torso>,
        anchor: Option<&TrunkAnchor>,
        camera: &CameraModel,
    ) -> Self {
        let mut cues = Self([f64::NAN; CUE_COUNT]);
        // A head fitted to the landmarks of the pose has another bias than one fitted to a face mesh, so the
        // two are not compared.
        let head = by_trunk.head.as_ref().filter(|head| head.source == HeadSource::FaceMesh);
        if let (Some(head), Some(face)) = (head, &pose.face) {
            cues.head(head, camera);
            cues.mesh(face, camera);
        }
        cues.landmarks(pose, camera);
        cues.depths(pose);
        if let Some(torso) = &by_trunk.torso {
            cues.set(Cue::TrunkYaw, torso.yaw.rad());
            cues.trunk(pose, torso, anchor);
        }
        if let Some(head) = head {
            let away = |torso: &Torso| camera.level(&(head.ear_mid_cm - torso.shoulder_mid_cm));
            if let (Some(torso), Some(_)) = (&by_trunk.torso, matched(pose, anchor)) {
                let v = away(torso);
                cues.set(Cue::ForwardByTrunkCm, -v.z);
                cues.set(Cue::EarsUpByTrunkCm, -v.y);
            }
            if let Some(torso) = by_landmarks {
                let v = away(torso);
                cues.set(Cue::ForwardByLandmarksCm, -v.z);
                cues.set(Cue::EarsUpByLandmarksCm, -v.y);
            }
        }
        cues
    }

    /// The median of each cue over the frames of a calibration. A cue that is missing in more than half of
    /// them is missing.
    #[must_use]
    pub fn median(frames: &[Self]) -> Self {
        Self(std::array::from_fn(|i| {
            let known: Vec<f64> = frames.iter().map(|c| c.0[i]).filter(|v| v.is_finite()).collect();
            if known.len() * 2 < frames.len() {
                return f64::NAN;
            }
            stats::median(known).unwrap_or(f64::NAN)
        }))
    }

    /// The value of `cue`; NaN if it is missing.
    #[must_use]
    pub fn get(&self, cue: Cue) -> f64 {
        self.0[cue as usize]
    }

    fn set(&mut self, cue: Cue, value: f64) {
        self.0[cue as usize] = value;
    }

    fn head(&mut self, head: &HeadPose, camera: &CameraModel) {
        let at = camera.level(&head.ear_mid_cm);
        self.set(Cue::HeadLnDepth, at.z.max(1.0).ln());
        self.set(Cue::HeadPitch, head.pitch.rad());
        self.set(Cue::HeadYaw, head.yaw.rad());
        self.set(Cue::HeadRoll, head.roll.rad());
        self.set(Cue::HeadRayX, at.x / at.z.max(1.0));
        self.set(Cue::HeadRayY, at.y / at.z.max(1.0));
        self.set(Cue::FaceResidual, head.residual);
    }

    /// Proportions of the face mesh. They show which part of a face is hidden: a mask moves the points of
    /// nose and jaw, and not those of eyes, temples and forehead.
    fn mesh(&mut self, face: &Face, camera: &CameraModel) {
        let at = |index: usize| face_point(face, index);
        let (Some(left), Some(right)) = (at(LEFT_EYE_OUTER), at(RIGHT_EYE_OUTER)) else { return };
        let width_px = left.distance(right).max(1.0);
        let across = (left - right) * (1.0 / width_px);
        let eyes = left.midpoint(right);
        let off = |point: Vec2| {
            let d = point - eyes;
            let beside = (d.x * across.x + d.y * across.y) / width_px;
            let below = (d.y * across.x - d.x * across.y) / width_px;
            (beside, below)
        };
        self.set(Cue::MeshEyesLnWidthRay, (width_px / camera.focal_px).ln());
        if let (Some(left), Some(right)) = (at(LEFT_TEMPLE), at(RIGHT_TEMPLE)) {
            let temples_px = left.distance(right).max(1.0);
            self.set(Cue::MeshTemplesLnWidthRay, (temples_px / camera.focal_px).ln());
        }
        if let Some(forehead) = at(FOREHEAD) {
            self.set(Cue::MeshForeheadAboveEyesWidth, -off(forehead).1);
        }
        if let Some(nose) = at(NOSE_TIP) {
            let (beside, below) = off(nose);
            self.set(Cue::MeshNoseBesideEyesWidth, beside);
            self.set(Cue::MeshNoseBelowEyesWidth, below);
        }
        if let (Some(left), Some(right)) = (at(LEFT_JAW), at(RIGHT_JAW)) {
            self.set(Cue::MeshJawBelowEyesWidth, off(left.midpoint(right)).1);
        }
    }

    fn landmarks(&mut self, pose: &Pose, camera: &CameraModel) {
        let (Some(left), Some(right)) =
            (pose.visible(Landmark::LeftShoulder), pose.visible(Landmark::RightShoulder))
        else {
            return;
        };
        let mid = left.midpoint(right);
        let width_px = left.distance(right).max(1.0);
        let level = |p: Vec2| {
            let ray = camera.level(&camera.unproject(p, 1.0));
            (ray.x / ray.z.max(0.1), ray.y / ray.z.max(0.1))
        };
        let (x, y) = level(mid);
        self.set(Cue::ShouldersRayX, x);
        self.set(Cue::ShouldersRayY, y);
        self.set(Cue::ShouldersLnWidthRay, (width_px / camera.focal_px).ln());
        self.set(Cue::ShouldersTilt, (left.y - right.y).atan2(left.x - right.x));
        let face: Vec<Vec2> = Landmark::FACE.into_iter().filter_map(|l| pose.visible(l)).collect();
        if face.len() < 6 {
            return;
        }
        let mean = face.iter().fold(Vec2::default(), |sum, p| sum + *p) * (1.0 / face.len() as f64);
        let size_px = face.iter().map(|p| p.distance(mean)).sum::<f64>() / face.len() as f64;
        self.set(Cue::FaceLnSizeRay, (size_px.max(1.0) / camera.focal_px).ln());
        let at = |l: Landmark| pose.keypoint(l).in_image;
        let ears = at(Landmark::LeftEar).midpoint(at(Landmark::RightEar));
        let ear_width_px = at(Landmark::LeftEar).distance(at(Landmark::RightEar));
        self.set(Cue::EarsLnWidthRay, (ear_width_px.max(1.0) / camera.focal_px).ln());
        self.set(Cue::EarsAboveShouldersWidth, (mid.y - ears.y) / width_px);
        self.set(Cue::NoseBelowEarsFace, (at(Landmark::Nose).y - ears.y) / size_px.max(1.0));
        let mouth = at(Landmark::MouthLeft).midpoint(at(Landmark::MouthRight));
        self.set(Cue::MouthAboveShouldersWidth, (mid.y - mouth.y) / width_px);
        let image_width_px = f64::from(pose.image.width);
        let z = |a: Landmark, b: Landmark| {
            let of = |l: Landmark| pose.keypoint(l).z * image_width_px / width_px;
            f64::midpoint(of(a), of(b))
        };
        let shoulders_z = z(Landmark::LeftShoulder, Landmark::RightShoulder);
        self.set(Cue::ZEarsShouldersWidth, z(Landmark::LeftEar, Landmark::RightEar) - shoulders_z);
        self.set(Cue::ZNoseShouldersWidth, z(Landmark::Nose, Landmark::Nose) - shoulders_z);
        let one = |l: Landmark| z(l, l);
        self.set(
            Cue::ZShouldersLeftRightWidth,
            one(Landmark::LeftShoulder) - one(Landmark::RightShoulder),
        );
        self.set(Cue::ZHipsShouldersWidth, -shoulders_z);
    }

    fn depths(&mut self, pose: &Pose) {
        let Some(world_m) = &pose.world_m else { return };
        let at = |l: Landmark| Vector3::from(world_m[l.index()]);
        let mid = |a: Landmark, b: Landmark| (at(a) + at(b)) / 2.0;
        let shoulders = mid(Landmark::LeftShoulder, Landmark::RightShoulder);
        let ears = mid(Landmark::LeftEar, Landmark::RightEar);
        let across = at(Landmark::LeftShoulder) - at(Landmark::RightShoulder);
        self.set(Cue::WorldEarsZShoulders, ears.z - shoulders.z);
        self.set(Cue::WorldNoseZShoulders, at(Landmark::Nose).z - shoulders.z);
        self.set(Cue::WorldShouldersZLeftRight, across.z);
        self.set(Cue::WorldEarsAboveShoulders, shoulders.y - ears.y);
        self.set(Cue::WorldShouldersWidth, across.norm());
        self.set(Cue::WorldShouldersZ, shoulders.z);
        self.set(Cue::WorldShouldersAboveHips, -shoulders.y);
    }

    fn trunk(&mut self, pose: &Pose, torso: &Torso, anchor: Option<&TrunkAnchor>) {
        let Some(motion) = matched(pose, anchor) else { return };
        let [left, right] = torso.shoulders_in_image;
        let (mid, width_px) = (left.midpoint(right), left.distance(right).max(1.0));
        let off = (motion.origin_in_image - mid).rotated(-motion.rotation) * (1.0 / width_px);
        self.set(Cue::TrunkLnScale, motion.scale.ln());
        self.set(Cue::TrunkOffShouldersXWidth, off.x);
        self.set(Cue::TrunkOffShouldersYWidth, off.y);
        self.set(Cue::TrunkRotation, motion.rotation.rad());
        if let Some(risen_cm) = torso.risen_cm {
            self.set(Cue::RisenOverTrunkCm, risen_cm);
        }
    }
}

/// Whether the trunk of the calibration was recognised in `pose`.
#[must_use]
pub(crate) fn is_trunk_matched(pose: &Pose, anchor: &TrunkAnchor) -> bool {
    matched(pose, Some(anchor)).is_some()
}

/// The motion of the trunk of `pose`, if it refers to the reference of the calibration.
fn matched<'a>(
    pose: &'a Pose,
    anchor: Option<&TrunkAnchor>,
) -> Option<&'a crate::body::TrunkMotion> {
    let anchor = anchor?;
    pose.trunk.as_ref().filter(|m| m.reference == anchor.motion.reference && m.is_sane())
}
