//! From a frame to a pose: BlazePose (MediaPipe) through ONNX Runtime.
//!
//! [`Tracker`] is the entry point. The detector ([`detector`]) finds people in the whole frame. The
//! landmark model ([`landmarker`]) measures one rotated square ([`roi`]) around the tracked person.
//! The detector runs again when that person is lost, and about once a minute to count people.

pub mod camera_moved;
pub mod crop;
pub(crate) mod detector;
pub(crate) mod face;
mod grey;
pub(crate) mod landmarker;
pub mod models;
pub(crate) mod one_euro;
mod patch_alignment;
mod reference;
pub mod roi;
pub mod runtime;
pub mod speed;
pub(crate) mod stillness;
pub(crate) mod tracker;
pub mod trunk;

pub use models::ModelVariant;
pub use stillness::Stillness;
pub use tracker::{ModelRuns, StageTimings, Tracked, Tracker, TrackerOptions};

/// Why poses cannot be measured.
#[derive(Debug, thiserror::Error)]
pub enum PoseError {
    /// A model file is missing, damaged or not the one this version was built for.
    #[error("the model file {name} cannot be used: {reason}")]
    Model { name: &'static str, reason: String },
    /// The ONNX backend returned an error.
    #[error("the ONNX backend failed: {0}")]
    Backend(String),
    /// A model output has an unexpected shape.
    #[error("the model returned an unexpected output: {0}")]
    Output(String),
    /// Any other reason why Plumbline cannot measure.
    #[error("Plumbline cannot measure: {0}")]
    Broken(String),
}

impl<T> From<ort::Error<T>> for PoseError {
    fn from(error: ort::Error<T>) -> Self {
        Self::Backend(error.to_string())
    }
}
