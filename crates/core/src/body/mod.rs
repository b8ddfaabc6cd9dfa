//! The data types that every other module uses: landmarks of a person, angles, vector geometry and
//! the names of faults. This module has no I/O, clock, model or window.

pub(crate) mod angle;
mod blank;
pub mod face;
pub(crate) mod fault;
pub mod geometry;
pub mod landmark;
pub(crate) mod pose;
pub(crate) mod scene;
pub mod still_spell;
pub(crate) mod time;
pub(crate) mod trunk;
pub mod turn;

pub use angle::Angle;
pub use blank::BlankPicture;
pub use face::Face;
pub use fault::{Fault, FaultFamily};
pub use landmark::{Landmark, Side};
pub use pose::{ImageSize, Keypoint, Pose};
pub use scene::SceneLikeness;
pub use time::MonotonicMs;
pub use trunk::{TrunkMotion, TrunkShape};
pub use turn::{Orientation, Turn};
