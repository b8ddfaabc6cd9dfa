//! Where pictures come from: cameras, files, network streams, the bundled demonstration.
//! Nothing here knows what a pose is.

pub mod frame;
pub mod source;

pub use frame::Frame;
pub use source::{FrameError, FrameSource, Pace, SourceSpec};
