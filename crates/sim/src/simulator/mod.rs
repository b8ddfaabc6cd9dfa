//! A parametric 3-D upper body seen by simulated cameras. It generates recordings with known ground
//! truth, because no public image set has labels for forward head and raised shoulders.
//!
//! Data flow: [`anthropometry`] draws a person, [`scenario`] defines the movements of person and
//! camera, [`body3d`] moves the bones, [`camera`] projects them, [`noise`] adds the errors of the
//! pose model, [`session`] plays everything over time, [`day`] composes hours of desk activities,
//! and [`truth`] computes the true angles and distances.
//!
//! This module shares no formula with `plumbline_core::posture`: it moves bones and projects them,
//! and never estimates anything from an image. Everything is seeded; the same seed gives the same
//! recording.
//!
//! Room space is used throughout: centimetres, origin between the hips of the upright person, x
//! towards the person's left (the right of the image), y down, z from the person's chest to their
//! back (away from the screen). Angles are positive forwards and down (pitch, lean) and towards the
//! person's left (yaw, roll, side lean).

pub(crate) mod anthropometry;
pub(crate) mod body3d;
pub(crate) mod camera;
pub mod day;
pub(crate) mod dice;
mod likeness;
pub(crate) mod noise;
pub(crate) mod noise_model;
pub(crate) mod scenario;
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
