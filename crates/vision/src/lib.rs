//! From a frame source to a pose: [`frames`] reads cameras, files and network cameras; [`pose`]
//! runs the ONNX models on the frames.

pub mod frames;
pub mod pose;
