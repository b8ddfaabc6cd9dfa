//! The parameters of the noise: the error of each observed quantity, measured where possible.

use super::noise::Seen;
use plumbline_core::body::Landmark;
use plumbline_core::body::geometry::Vec2;

/// A systematic shift of one landmark that depends on the pose, in head widths. Given for the
/// person's left side and mirrored for the right side. x is outwards (away from the middle of the
/// body), y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PoseShift {
    /// Per radian of head pitch, positive down.
    pub per_pitch_rad: [f64; 2],
    /// Per radian of head yaw towards the landmark's own side.
    pub per_yaw_rad: [f64; 2],
    /// Per unit of the natural logarithm of the apparent size relative to the start of the session.
    pub per_log_zoom: [f64; 2],
}

/// The parameters of the noise. Lengths are in head widths. Each field can be replaced by a value
/// measured on real images.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoiseModel {
    /// Jitter of a face landmark between frames, standard deviation per axis.
    pub face_white: f64,
    /// Jitter of a shoulder between frames, standard deviation per axis.
    pub shoulder_white: f64,
    /// Jitter of all other landmarks between frames, standard deviation per axis.
    pub other_white: f64,
    /// Slow jitter (first-order autoregressive), relative to the frame-to-frame jitter.
    pub correlated_share: f64,
    /// Time constant of the slow jitter, seconds.
    pub correlation_time_s: f64,
    /// Constant bias of a face landmark in a session, standard deviation per axis.
    pub face_bias: f64,
    /// Constant bias of a shoulder in a session, standard deviation per axis.
    pub shoulder_bias: f64,
    /// Bias of the shoulders after a movement of at least half a head width, standard deviation per
    /// axis. Vertically equal for both shoulders, horizontally opposite.
    pub shoulder_moved: f64,
    /// Downward shift of both shoulders per unit of the natural logarithm of the head's growth
    /// relative to the trunk: mean and standard deviation between sessions.
    pub shoulder_per_head_growth: (f64, f64),
    /// Bias that grows with the zoom: standard deviation at 1.5 times the apparent size at the
    /// start of the session.
    pub zoom_bias: f64,
    /// Bias of a face landmark that grows with the yaw, standard deviation per radian.
    pub face_bias_per_yaw_rad: f64,
    /// Bias of a face landmark that grows with the pitch, standard deviation per radian.
    pub face_bias_per_pitch_rad: f64,
    /// Shift of the ears that depends on the pose, equal in every session.
    pub ear_shift: PoseShift,
    /// Shift of the shoulders that depends on the head pose, equal in every session.
    pub shoulder_shift: PoseShift,
    /// Jitter of a face mesh point between frames, standard deviation per axis.
    pub mesh_white: f64,
    /// Slow bias of a face mesh point as the face moves in the image (time constant as for the slow
    /// jitter), standard deviation per axis.
    pub mesh_slow: f64,
    /// Bias of a face mesh point that grows with yaw and pitch, standard deviation per radian.
    pub mesh_bias_per_turn_rad: f64,
    /// Head yaw beyond which the mesh finds no face, degrees.
    pub mesh_lost_at_deg: f64,
    /// Share of sessions in front of a bare wall or in the dark, where the background gives no
    /// information. Assumption.
    pub bare_room_share: f64,
    /// The errors of the trunk recognition.
    pub trunk: TrunkNoise,
    /// Probability that a landmark is an outlier in a frame.
    pub outlier_rate: f64,
    /// Error of an outlier, standard deviation per axis.
    pub outlier: f64,
    /// Head yaw at which the far ear is half hidden, degrees.
    pub ear_hidden_at_deg: f64,
    /// Width of the transition from visible to hidden, degrees.
    pub ear_hidden_width_deg: f64,
    /// Factor on the jitter of a hidden ear.
    pub hidden_factor: f64,
    /// Model depth divided by true depth: mean over the sessions.
    pub depth_gain: f64,
    /// Standard deviation of the depth gain between sessions.
    pub depth_gain_sd: f64,
    /// Constant error of a landmark's model depth in a session, standard deviation, head widths.
    pub depth_bias: f64,
    /// Jitter of the model depth between frames, standard deviation, head widths.
    pub depth_white: f64,
}

impl NoiseModel {
    /// The noise of the evaluation. Measured (models/study/RESULTS.md): jitter of landmarks and
    /// mesh, slow drift of the mesh, drift of the shoulders with movement and with the size of the
    /// head. Assumptions: the constant biases, and the errors of the mesh on turned heads. Model
    /// depth is about 2.5 times too large on the test photograph (the model's metric landmarks show
    /// a third of the turn that the depth of its image landmarks shows).
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

    /// Only the jitter, which averaging over time can remove. The mean depth gain stays as in
    /// [`Self::FULL`].
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

    /// Exact landmarks: the remaining error is that of the measurement itself.
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

/// The errors of the recognised trunk's size, as fractions of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrunkNoise {
    /// Jitter between frames, standard deviation.
    pub white: f64,
    /// Slow drift (time constant as for the landmarks), standard deviation.
    pub slow: f64,
    /// Lasting bias after a movement of at least half a head width, from folds and light; standard
    /// deviation.
    pub moved: f64,
    /// Error of the gain between the logarithms of the true and the reported change, standard
    /// deviation.
    pub gain_sd: f64,
    /// Error of the trunk's position, head widths, standard deviation per axis.
    pub place: f64,
    /// Share of sessions in which the trunk is never recognised: plain clothes in front of a wall
    /// of the same colour, long hair, a headrest.
    pub lost_share: f64,
    /// Change of size (natural logarithm) and turn (degrees) beyond which the trunk is not
    /// recognised.
    pub lost_beyond: (f64, f64),
}

impl TrunkNoise {
    /// On a real webcam video of a person sitting still, the size drifted by 0.12 % in 23 s and by
    /// 0.15 % in 22 s. When leaning back made the head 30 to 33 % smaller, the trunk shrank by 37 to
    /// 40 %; when leaning in made the head 26 to 30 % larger, the trunk grew by 18 to 19 %. The true
    /// changes are unknown. Back at the old place, the size was 0 to 2 % off
    /// (models/study/RESULTS.md). The share of sessions without recognition is an assumption.
    pub const FULL: Self = Self {
        white: 0.0012,
        slow: 0.0015,
        moved: 0.006,
        gain_sd: 0.05,
        place: 0.01,
        lost_share: 0.05,
        lost_beyond: (0.35, 30.0),
    };
    /// Only the jitter.
    pub const WHITE: Self =
        Self { slow: 0.0, moved: 0.0, gain_sd: 0.0, place: 0.0, lost_share: 0.0, ..Self::FULL };
    /// No errors.
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

/// Groups of landmarks with different errors.
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
