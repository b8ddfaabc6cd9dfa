//! A picture becomes a pose: BlazePose (MediaPipe) through ONNX Runtime.
//!
//! [`Tracker`] is the way in. The detector ([`detector`]) finds people in the whole picture, the
//! landmark model ([`landmarker`]) looks at one rotated square ([`roi`]) around the person being
//! watched; the detector runs again only when that person is lost.

pub mod camera_moved;
pub mod crop;
pub mod detector;
pub mod face;
mod grey;
pub mod landmarker;
pub mod models;
pub mod one_euro;
mod patch_alignment;
pub mod roi;
pub mod runtime;
pub mod speed;
pub mod stillness;
pub mod tracker;
pub mod trunk;

pub use models::ModelVariant;
pub use stillness::Stillness;
pub use tracker::{StageTimings, Tracked, Tracker, TrackerOptions};

/// Why no pose can be found at all.
#[derive(Debug, thiserror::Error)]
pub enum PoseError {
    /// A model file is missing, damaged or not the one this version was built for.
    #[error("the model file {name} cannot be used: {reason}")]
    Model {
        /// The file's name.
        name: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The ONNX backend refused.
    #[error("the ONNX backend failed: {0}")]
    Backend(String),
    /// The backend answered with something of the wrong shape.
    #[error("the model answered with {0}, which it should not")]
    Output(String),
    /// Anything else that keeps Plumbline from its main job.
    #[error("Plumbline cannot measure: {0}")]
    Broken(String),
}

impl<T> From<ort::Error<T>> for PoseError {
    fn from(error: ort::Error<T>) -> Self {
        Self::Backend(error.to_string())
    }
}
