//! A parametric upper body in three dimensions, seen by simulated cameras: recordings with known
//! truth, because no public set of pictures has labelled forward heads and raised shoulders.
//!
//! The way of the data: [`anthropometry`] draws a person, [`scenario`] says what the person and
//! the camera do, [`body3d`] moves bones, [`camera`] projects them, [`noise`] blurs them as the
//! pose model does, [`session`] plays it all over time, [`day`] fills hours with what people do at a desk, and [`truth`] says in degrees and
//! centimetres what really happened.
//!
//! This room shares no formula with `posture`: it moves bones and projects them, it never solves
//! for anything from a picture. Everything is seeded; the same seed gives the same recording.
//!
//! Room space, used throughout: centimetres, origin between the hips of the upright person,
//! x towards the person's left (the right of the picture), y down, z from the person's chest to
//! their back (away from the screen). Angles are positive forwards and down (pitch, lean), towards
//! the person's left (yaw, roll, side lean).

pub mod anthropometry;
pub mod body3d;
pub mod camera;
pub mod day;
pub mod dice;
mod likeness;
pub mod noise;
pub mod noise_model;
pub mod scenario;
pub mod session;
pub mod truth;

pub use anthropometry::Person;
pub use body3d::{Movement, Skeleton};
pub use camera::Camera;
pub use dice::Dice;
pub use noise_model::NoiseModel;
pub use scenario::{SCENARIOS, Scenario};
pub use session::{Phase, Session, SimulatedFrame};
pub use truth::Truth;
