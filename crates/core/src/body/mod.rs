//! The vocabulary every other room speaks: landmarks of a person, angles, and plain vector
//! geometry. No I/O, no clock, no model, no window.

pub mod angle;
pub mod face;
pub mod fault;
pub mod geometry;
pub mod landmark;
pub mod pose;
pub mod scene;
pub mod still_spell;
pub mod time;
pub mod trunk;

pub use angle::Angle;
pub use face::Face;
pub use fault::{Fault, FaultFamily};
pub use landmark::{Landmark, Side};
pub use pose::{ImageSize, Keypoint, Pose};
pub use scene::SceneLikeness;
pub use time::MonotonicMs;
pub use trunk::TrunkMotion;
