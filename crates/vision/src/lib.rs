//! From a frame source to a pose: [`frames`] reads cameras, files and network cameras; [`pose`]
//! runs the ONNX models on the frames.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

pub mod frames;
pub mod pose;
