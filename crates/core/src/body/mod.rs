//! The data types that every other module uses: landmarks of a person, angles, vector geometry and
//! the names of faults. This module has no I/O, clock, model or window.

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
