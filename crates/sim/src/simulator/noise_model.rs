//! The numbers of the noise: how much each thing that is seen errs, measured where it could be.

use super::noise::Seen;
use plumbline_core::body::Landmark;
use plumbline_core::body::geometry::Vec2;

/// A systematic shift of one landmark with the pose, in head widths, for the person's left side;
/// the right side is mirrored. x outwards (away from the middle of the body), y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PoseShift {
    /// Per radian of looking down.
    pub per_pitch_rad: [f64; 2],
    /// Per radian of turning towards this landmark's own side.
    pub per_yaw_rad: [f64; 2],
    /// Per unit of the natural logarithm of apparent size over that at the session's start.
    pub per_log_zoom: [f64; 2],
}

/// The numbers of the noise. Field by field replaceable by what is measured on real pictures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoiseModel {
    /// Jitter from picture to picture of a face landmark, standard deviation per axis.
    pub face_white: f64,
    /// The same of a shoulder.
    pub shoulder_white: f64,
    /// The same of everything else.
    pub other_white: f64,
    /// Slow jitter (first-order autoregressive) as a share of the white one.
    pub correlated_share: f64,
    /// Time constant of the slow jitter, seconds.
    pub correlation_time_s: f64,
    /// Constant bias of a face landmark through a session, standard deviation per axis.
    pub face_bias: f64,
    /// The same of a shoulder.
    pub shoulder_bias: f64,
    /// Bias of the shoulders that comes with having moved by half a head width or more, standard
    /// deviation per axis; up and down in common, across against each other.
    pub shoulder_moved: f64,
    /// Shift of both shoulders downwards per unit of the logarithm of the head's growth over the
    /// trunk: mean and standard deviation between sessions.
    pub shoulder_per_head_growth: (f64, f64),
    /// Bias that grows with the zoom: standard deviation at one and a half times the apparent size
    /// at the session's start.
    pub zoom_bias: f64,
    /// Bias of a face landmark that grows with the turn, standard deviation per radian.
    pub face_bias_per_yaw_rad: f64,
    /// Bias of a face landmark that grows with the nod, standard deviation per radian.
    pub face_bias_per_pitch_rad: f64,
    /// What the pose does to the ears in every session alike.
    pub ear_shift: PoseShift,
    /// What the pose of the head does to the shoulders in every session alike.
    pub shoulder_shift: PoseShift,
    /// Jitter of a point of the face mesh, standard deviation per axis.
    pub mesh_white: f64,
    /// Bias of a point of the face mesh that wanders as the face moves in the picture (time
    /// constant as above), standard deviation per axis.
    pub mesh_slow: f64,
    /// Bias of a point of the face mesh that grows with the turn and with the nod, standard
    /// deviation per radian.
    pub mesh_bias_per_turn_rad: f64,
    /// Turn of the head beyond which the mesh finds no face, degrees.
    pub mesh_lost_at_deg: f64,
    /// Sessions before a bare wall or in the dark, where the surroundings say nothing. Assumption.
    pub bare_room_share: f64,
    /// How the recognised trunk errs.
    pub trunk: TrunkNoise,
    /// Share of landmarks that are far off in one picture.
    pub outlier_rate: f64,
    /// How far off they are, standard deviation per axis.
    pub outlier: f64,
    /// Turn of the head at which the far ear's visibility has fallen to one half, degrees.
    pub ear_hidden_at_deg: f64,
    /// How gradually it falls, degrees.
    pub ear_hidden_width_deg: f64,
    /// How much more a hidden ear jitters.
    pub hidden_factor: f64,
    /// Model depth over true depth: mean of the sessions.
    pub depth_gain: f64,
    /// Its standard deviation between sessions.
    pub depth_gain_sd: f64,
    /// Constant error of one landmark's model depth through a session.
    pub depth_bias: f64,
    /// Jitter of the model depth.
    pub depth_white: f64,
}

impl NoiseModel {
    /// The noise of the evaluation. Measured (models/study/RESULTS.md): jitter of landmarks and mesh,
    /// the mesh's wandering, how the shoulders stray with movement and follow the head's size.
    /// Assumptions: the constant biases, what the mesh does on turned heads. Model depth is about 2.5 times too large on the test photograph (its metric landmarks show a third
    /// of the turn that the depth of the picture's landmarks shows).
    pub const FULL: Self = Self {
        face_white: 0.010,
        shoulder_white: 0.015,
        other_white: 0.030,
        correlated_share: 0.5,
        correlation_time_s: 1.0,
        face_bias: 0.02,
        shoulder_bias: 0.03,
        shoulder_moved: 0.04,
        shoulder_per_head_growth: (0.6, 0.2),
        zoom_bias: 0.01,
        face_bias_per_yaw_rad: 0.0,
        face_bias_per_pitch_rad: 0.0,
        ear_shift: PoseShift {
            per_pitch_rad: [0.0; 2],
            per_yaw_rad: [0.0; 2],
            per_log_zoom: [0.0; 2],
        },
        shoulder_shift: PoseShift {
            per_pitch_rad: [0.0; 2],
            per_yaw_rad: [0.0; 2],
            per_log_zoom: [0.0; 2],
        },
        mesh_white: 0.0013,
        mesh_slow: 0.0022,
        mesh_bias_per_turn_rad: 0.02,
        mesh_lost_at_deg: 55.0,
        bare_room_share: 0.15,
        trunk: TrunkNoise::FULL,
        outlier_rate: 0.003,
        outlier: 0.10,
        ear_hidden_at_deg: 42.0,
        ear_hidden_width_deg: 6.0,
        hidden_factor: 2.5,
        depth_gain: 2.5,
        depth_gain_sd: 0.5,
        depth_bias: 0.30,
        depth_white: 0.06,
    };

    /// Jitter alone: what averaging over time can take out. Model depth stays as far too large as it
    /// always is.
    pub const WHITE: Self = Self {
        correlated_share: 0.0,
        face_bias: 0.0,
        shoulder_bias: 0.0,
        shoulder_moved: 0.0,
        shoulder_per_head_growth: (0.0, 0.0),
        zoom_bias: 0.0,
        mesh_slow: 0.0,
        mesh_bias_per_turn_rad: 0.0,
        bare_room_share: 0.0,
        trunk: TrunkNoise::WHITE,
        outlier_rate: 0.0,
        depth_gain_sd: 0.0,
        depth_bias: 0.0,
        ..Self::FULL
    };

    /// Exact landmarks: what is left is the measurement's own error.
    pub const NONE: Self = Self {
        face_white: 0.0,
        shoulder_white: 0.0,
        other_white: 0.0,
        mesh_white: 0.0,
        trunk: TrunkNoise::NONE,
        depth_white: 0.0,
        hidden_factor: 1.0,
        ..Self::WHITE
    };
}

/// How the size of the recognised trunk errs, as shares of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrunkNoise {
    /// Jitter from picture to picture.
    pub white: f64,
    /// Wandering (time constant as for the landmarks).
    pub slow: f64,
    /// Bias that comes with having moved by half a head width or more and stays: folds, light.
    pub moved: f64,
    /// Error of the gain between the logarithms of the true and of the told change.
    pub gain_sd: f64,
    /// Error of its place, in head widths.
    pub place: f64,
    /// Sessions in which the trunk is not recognised at all: nothing on plain clothes before a wall
    /// of the same colour, long hair, a headrest.
    pub lost_share: f64,
    /// Change of size (natural logarithm) and turn (degrees) beyond which it is not recognised.
    pub lost_beyond: (f64, f64),
}

impl TrunkNoise {
    /// On a real webcam video of a person sitting still the size wanders by 0.12 % in 23 s and by
    /// 0.15 % in 22 s; leaning back by 30 to 33 % (head) it was 37 to 40 %, leaning in by 26 to 30 %
    /// 18 to 19 %, with unknown truth; after it, at the old place, 0 to 2 % off
    /// (models/study/RESULTS.md). The share of sessions without it is an assumption.
    pub const FULL: Self = Self {
        white: 0.0012,
        slow: 0.0015,
        moved: 0.006,
        gain_sd: 0.05,
        place: 0.01,
        lost_share: 0.05,
        lost_beyond: (0.35, 30.0),
    };
    /// Jitter alone.
    pub const WHITE: Self =
        Self { slow: 0.0, moved: 0.0, gain_sd: 0.0, place: 0.0, lost_share: 0.0, ..Self::FULL };
    /// Exact.
    pub const NONE: Self = Self { white: 0.0, ..Self::WHITE };
}

impl NoiseModel {
    pub(super) fn white(&self, landmark: Landmark) -> f64 {
        match kind(landmark) {
            Kind::Face => self.face_white,
            Kind::Shoulder => self.shoulder_white,
            Kind::Other => self.other_white,
        }
    }

    pub(super) fn shift(&self, landmark: Landmark, seen: &Seen, log_zoom: f64) -> Vec2 {
        let (shift, outwards) = match landmark {
            Landmark::LeftEar => (&self.ear_shift, 1.0),
            Landmark::RightEar => (&self.ear_shift, -1.0),
            Landmark::LeftShoulder => (&self.shoulder_shift, 1.0),
            Landmark::RightShoulder => (&self.shoulder_shift, -1.0),
            _ => return Vec2::default(),
        };
        let along = |axis: usize| {
            shift.per_pitch_rad[axis] * seen.head_pitch_rad
                + shift.per_yaw_rad[axis] * seen.head_yaw_rad * outwards
                + shift.per_log_zoom[axis] * log_zoom
        };
        Vec2::new(outwards * along(0), along(1))
    }
}

/// What kind of landmark errs in its own way.
pub(super) enum Kind {
    Face,
    Shoulder,
    Other,
}

pub(super) fn is_face(landmark: Landmark) -> bool {
    Landmark::FACE.contains(&landmark)
}

pub(super) fn kind(landmark: Landmark) -> Kind {
    match landmark {
        Landmark::LeftShoulder | Landmark::RightShoulder => Kind::Shoulder,
        other if is_face(other) => Kind::Face,
        _ => Kind::Other,
    }
}
