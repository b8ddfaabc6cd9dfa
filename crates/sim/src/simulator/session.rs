//! One session over time: upright for the calibration, then a smooth movement, then a held posture.

use nalgebra::Vector3;

use super::anthropometry::Person;
use super::body3d::{Movement, Skeleton};
use super::camera::Camera;
use super::dice::Dice;
use super::noise::{Noise, Seen};
use super::noise_model::NoiseModel;
use super::scenario::{Scenario, Setting};
use super::truth::Truth;
use plumbline_core::body::{Landmark, Pose, SceneLikeness};

/// Time between two frames, milliseconds. Five frames per second is what a live monitor can afford.
/// With slow noise and windows of seconds, more frames add little.
pub const FRAME_MS: i64 = 200;

/// End of the calibration, milliseconds: four seconds for the engine and some reserve.
pub const CALIBRATED_MS: i64 = 4_400;

/// Start of the movement, milliseconds.
pub const MOVES_MS: i64 = 5_000;

/// End of the movement, milliseconds.
pub const ARRIVED_MS: i64 = 6_500;

/// Time from which every window of up to four seconds contains only the new posture, milliseconds.
pub const SETTLED_MS: i64 = 10_500;

/// End of the session, milliseconds.
pub const END_MS: i64 = 14_500;

/// The part of a session that a frame belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Upright, for the calibration.
    Calibration,
    /// Upright after the calibration, moving, or just arrived.
    Moving,
    /// Held long enough to be judged.
    Settled,
}

impl Phase {
    /// The phase at `t_ms`.
    #[must_use]
    pub fn at(t_ms: i64) -> Self {
        match t_ms {
            ..CALIBRATED_MS => Self::Calibration,
            CALIBRATED_MS..SETTLED_MS => Self::Moving,
            _ => Self::Settled,
        }
    }
}

/// One simulated frame.
#[derive(Debug, Clone, PartialEq)]
pub struct SimulatedFrame {
    pub t_ms: i64,
    pub phase: Phase,
    /// The output of the simulated pose model.
    pub pose: Pose,
    /// The true values.
    pub truth: Truth,
}

/// One person in front of one camera in one scenario.
#[derive(Debug, Clone)]
pub struct Session {
    pub person: Person,
    /// The camera at the calibration.
    pub camera: Camera,
    /// The movement after the calibration.
    pub movement: Movement,
    camera_after: Camera,
    noise: Noise,
    background: Background,
    sway: Sway,
    last_ms: Option<i64>,
}

impl Session {
    /// Person number `number` of `seed` in `scenario`. The person is the same in every scenario; so
    /// is the camera, unless the scenario has its own camera range.
    #[must_use]
    pub fn new(seed: u64, number: u64, scenario: &Scenario, noise: &NoiseModel) -> Self {
        Self::attempt(seed, number, scenario, noise, 0)
    }

    /// A repeated attempt, as after a refused calibration: person, camera and movement are those of
    /// the first attempt, noise and sway differ.
    #[must_use]
    pub fn attempt(
        seed: u64,
        number: u64,
        scenario: &Scenario,
        noise: &NoiseModel,
        attempt: u32,
    ) -> Self {
        let person = Person::sample(seed, number);
        let upright = Skeleton::of(&person, &Movement::default());
        let mut dice = Dice::new(seed, number, "camera");
        let camera = Camera::sample(&mut dice, &upright, &scenario.camera);
        let mut dice = Dice::new(seed, number, scenario.name);
        let mut setting = Setting {
            dice: &mut dice,
            distance_cm: (upright.eye_mid_cm() - camera.position_cm).norm(),
            shoulders_above_hips_cm: -upright.shoulder_mid_cm().y,
        };
        let movement = (scenario.movement)(&mut setting);
        let camera_move = scenario.camera_move;
        let stream =
            |what: &str| Dice::new(seed, number, &format!("{} {what} {attempt}", scenario.name));
        Self {
            movement,
            camera_after: camera.moved(camera_move.up_cm, camera_move.back_cm, &upright),
            noise: Noise::new(noise, stream("noise")),
            background: Background::new(noise, stream("room")),
            sway: Sway::new(stream("sway")),
            last_ms: None,
            person,
            camera,
        }
    }

    /// Distance from the camera to the midpoint of the eyes when upright, centimetres.
    #[must_use]
    pub fn eyes_cm(&self) -> f64 {
        let upright = Skeleton::of(&self.person, &Movement::default());
        (upright.eye_mid_cm() - self.camera.position_cm).norm()
    }

    /// The session without natural sway.
    #[must_use]
    pub fn held_still(mut self) -> Self {
        self.sway.amount = 0.0;
        self
    }

    /// Plays the session, one frame every [`FRAME_MS`].
    pub fn frames(mut self) -> impl Iterator<Item = SimulatedFrame> {
        (0..=END_MS / FRAME_MS).map(move |i| self.frame(i * FRAME_MS))
    }

    fn frame(&mut self, t_ms: i64) -> SimulatedFrame {
        let done = smooth((t_ms - MOVES_MS) as f64 / (ARRIVED_MS - MOVES_MS) as f64);
        let movement = Movement::default().blended(&self.movement, done);
        self.moment(t_ms, &movement, done)
    }

    /// The frame at `t_ms` with the person moved by `movement`, for recordings longer than a
    /// session. `camera_moved` is the share of the scenario's camera move that is done, 0 to 1.
    pub fn moment(&mut self, t_ms: i64, movement: &Movement, camera_moved: f64) -> SimulatedFrame {
        let step_ms = self.last_ms.map_or(FRAME_MS, |last| t_ms - last);
        self.last_ms = Some(t_ms);
        let step_s = step_ms as f64 / 1000.0;
        let movement = movement.plus(&self.sway.at(t_ms));
        let camera = self.camera.blended(&self.camera_after, camera_moved);
        let skeleton = Skeleton::of(&self.person, &movement);
        let truth = Truth::of(&self.person, &movement, &skeleton, &camera);
        let seen = seen(&self.person, &skeleton, &camera, &truth);
        let keypoints = self.noise.observe(&seen, t_ms);
        let face = self.noise.observe_face(&seen, step_s);
        let trunk = self.noise.observe_trunk(&seen, step_s);
        let pose = Pose {
            image: camera.image(),
            keypoints,
            world_m: None,
            face,
            trunk,
            scene: self.background.observe(&self.camera, &camera),
        };
        SimulatedFrame { t_ms, phase: Phase::at(t_ms), pose, truth }
    }
}

fn seen(person: &Person, skeleton: &Skeleton, camera: &Camera, truth: &Truth) -> Seen {
    let in_camera = skeleton.landmarks_cm.map(|p| camera.in_camera(&p));
    let ears: Vector3<f64> = camera.in_camera(&skeleton.ear_mid_cm());
    let hips_cm =
        0.5 * (in_camera[Landmark::LeftHip.index()].z + in_camera[Landmark::RightHip.index()].z);
    // Relative to the line to the camera, not to the optical axis: this angle decides which ear is
    // hidden.
    let bearing_rad = ears.x.atan2(ears.z);
    Seen {
        image: camera.image(),
        in_image: skeleton.landmarks_cm.map(|p| camera.project(&p)),
        mesh_in_image: skeleton.mesh_cm.map(|p| camera.project(&p)),
        trunk_in_image: skeleton.trunk_cm.map(|p| camera.project(&p)),
        depth_cm: in_camera.map(|p| p.z),
        head_width_px: camera.focal_px() * person.bitragion_cm / ears.z.max(10.0),
        px_per_cm: camera.focal_px() / hips_cm.max(20.0),
        head_pitch_rad: truth.head_pitch_deg.to_radians(),
        head_yaw_rad: truth.head_yaw_deg.to_radians() + bearing_rad,
        trunk_yaw_rad: truth.torso_yaw_deg.to_radians(),
    }
}

/// The background as the product compares it: similar while the camera looks in the same direction.
#[derive(Debug, Clone)]
struct Background {
    dice: Dice,
    is_bare: bool,
}

impl Background {
    /// Distance from the camera to the walls, centimetres. A camera that is moved sideways sees
    /// them shifted.
    const AWAY_CM: f64 = 250.0;
    /// Turn at which the similarity has fallen to about a third, degrees. From a test of the
    /// product's own comparison, in which no similarity remained at three degrees.
    const FORGIVEN_DEG: f64 = 2.0;
    const JITTER: f64 = 0.04;

    fn new(noise: &NoiseModel, mut dice: Dice) -> Self {
        let is_bare = dice.chance(noise.bare_room_share);
        Self { dice, is_bare }
    }

    fn observe(&mut self, before: &Camera, now: &Camera) -> Option<SceneLikeness> {
        let jitter = self.dice.normal(0.0, Self::JITTER);
        if self.is_bare {
            return None;
        }
        let turned_deg = (now.tilt_deg - before.tilt_deg).hypot(now.pan_deg - before.pan_deg);
        let shifted_cm = (now.position_cm - before.position_cm).norm();
        let off_deg = turned_deg + (shifted_cm / Self::AWAY_CM).atan().to_degrees();
        let correlation = 0.9 * (-(off_deg / Self::FORGIVEN_DEG).powi(2)).exp() + jitter;
        Some(SceneLikeness { reference: 1, correlation })
    }
}

/// Smoothstep from 0 to 1, with zero slope at both ends.
fn smooth(share: f64) -> f64 {
    let x = share.clamp(0.0, 1.0);
    x * x * (3.0 - 2.0 * x)
}

/// Natural sway: slow drift of trunk and head, and breathing.
#[derive(Debug, Clone)]
struct Sway {
    dice: Dice,
    state: [f64; Sway::SPREADS.len()],
    last_ms: Option<i64>,
    breath: f64,
    amount: f64,
}

impl Sway {
    /// Time constant of the drift, seconds. Assumption, as are the spreads.
    const TIME_S: f64 = 2.0;

    /// Standard deviations of trunk lean, side lean and turn, of head pitch, yaw and roll
    /// (degrees), and of head forward (centimetres).
    const SPREADS: [f64; 7] = [0.4, 0.3, 1.0, 1.2, 1.5, 0.7, 0.15];

    /// Amplitude of the shoulder movement by breathing, centimetres, and breaths per second.
    const BREATH_CM: f64 = 0.15;
    const BREATHS_PER_S: f64 = 0.25;

    fn new(mut dice: Dice) -> Self {
        let state = Self::SPREADS.map(|sd| dice.normal(0.0, sd));
        let breath = dice.uniform(0.0, std::f64::consts::TAU);
        Self { dice, state, last_ms: None, breath, amount: 1.0 }
    }

    fn at(&mut self, t_ms: i64) -> Movement {
        let step_s = self.last_ms.map_or(0.0, |last| (t_ms - last) as f64 / 1000.0);
        self.last_ms = Some(t_ms);
        let keep = (-step_s / Self::TIME_S).exp();
        for (value, sd) in self.state.iter_mut().zip(Self::SPREADS) {
            *value = *value * keep + self.dice.normal(0.0, sd * (1.0 - keep * keep).sqrt());
        }
        let phase =
            self.breath + std::f64::consts::TAU * Self::BREATHS_PER_S * t_ms as f64 / 1000.0;
        let breath_cm = self.amount * Self::BREATH_CM * phase.sin();
        let [lean, side_lean, turn, pitch, yaw, roll, forward] =
            self.state.map(|v| v * self.amount);
        Movement {
            trunk_lean_deg: lean,
            trunk_side_lean_deg: side_lean,
            trunk_yaw_deg: turn,
            head_pitch_deg: pitch,
            head_yaw_deg: yaw,
            head_roll_deg: roll,
            head_forward_cm: forward,
            raised_left_cm: breath_cm,
            raised_right_cm: breath_cm,
            ..Movement::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::SCENARIOS;

    fn session(seed: u64, name: &str, noise: &NoiseModel) -> Session {
        Session::new(seed, 5, Scenario::named(name).unwrap(), noise)
    }

    fn frames(seed: u64, name: &str) -> Vec<SimulatedFrame> {
        session(seed, name, &NoiseModel::FULL).frames().collect()
    }

    #[test]
    fn the_same_seed_plays_the_same_session_and_another_one_does_not() {
        assert_eq!(frames(4, "forward_head_4cm"), frames(4, "forward_head_4cm"));
        assert_ne!(frames(4, "forward_head_4cm")[9], frames(5, "forward_head_4cm")[9]);
    }

    #[test]
    fn the_truth_is_constant_when_nothing_moves() {
        let still = session(2, "upright", &NoiseModel::FULL).held_still();
        let frames: Vec<SimulatedFrame> = still.frames().collect();
        assert!(frames.iter().all(|f| f.truth == frames[0].truth));
    }

    #[test]
    fn the_calibration_is_upright_and_the_end_is_where_the_scenario_says() {
        for scenario in SCENARIOS {
            let session = Session::new(2, 5, scenario, &NoiseModel::NONE).held_still();
            let upright = Truth::of(
                &session.person,
                &Movement::default(),
                &Skeleton::of(&session.person, &Movement::default()),
                &session.camera,
            );
            let movement = session.movement;
            let frames: Vec<SimulatedFrame> = session.frames().collect();
            for frame in &frames {
                match frame.phase {
                    Phase::Calibration => assert_eq!(frame.truth, upright, "{}", scenario.name),
                    Phase::Moving => {}
                    Phase::Settled => {
                        let truth = &frame.truth;
                        assert!((truth.elevation_left_cm - movement.raised_left_cm).abs() < 1e-9);
                        assert!((truth.trunk_lean_deg - movement.trunk_lean_deg).abs() < 1e-9);
                    }
                }
            }
            let settled = frames.iter().filter(|f| f.phase == Phase::Settled).count();
            assert_eq!(settled, 20);
        }
    }

    #[test]
    fn confounders_that_do_not_move_the_neck_keep_the_true_angles() {
        for name in ["lean_in_25cm", "seat_aside_15cm", "camera_raised_30cm", "head_turn_35deg"] {
            let frames: Vec<SimulatedFrame> =
                session(2, name, &NoiseModel::NONE).held_still().frames().collect();
            let (first, last) = (&frames[0].truth, &frames[frames.len() - 1].truth);
            let change_deg = last.forward_head_deg - first.forward_head_deg;
            assert!(change_deg.abs() < 2.5, "{name}: {change_deg}");
            assert_eq!(last.raised_shoulder_left_deg, 0.0, "{name}");
        }
    }

    #[test]
    fn the_4_cm_scenario_moves_the_ears_forward_by_4_cm() {
        let frames: Vec<SimulatedFrame> =
            session(2, "forward_head_4cm", &NoiseModel::NONE).held_still().frames().collect();
        let (first, last) = (&frames[0].truth, &frames[frames.len() - 1].truth);
        assert!((last.forward_head_cm - first.forward_head_cm - 4.0).abs() < 1e-6);
        let change_deg = last.forward_head_deg - first.forward_head_deg;
        assert!((7.0..15.0).contains(&change_deg), "{change_deg}");
    }

    #[test]
    fn moving_is_smooth() {
        let frames: Vec<SimulatedFrame> =
            session(2, "lean_in_25cm", &NoiseModel::NONE).held_still().frames().collect();
        for pair in frames.windows(2) {
            let step_cm = pair[1].truth.screen_distance_cm - pair[0].truth.screen_distance_cm;
            assert!(step_cm.abs() < 8.0, "{step_cm}");
        }
    }
}
