//! The rigid points of a face, as a face mesh sees them.
//!
//! A pose model sees the head of somebody at a desk with some 16 pixels; a face mesh looks at the
//! face alone with 192. Where it could look, these points say where the head is, and the eleven
//! face landmarks of the pose are for drawing.

use super::geometry::Vec2;

/// How many rigid points a face has.
pub const FACE_POINT_COUNT: usize = 33;

/// Which of MediaPipe's 468 face landmarks are kept: the 33 that expressions move little, which
/// MediaPipe's own face geometry is fitted to (Apache-2.0; weight above 0 in
/// `models/face_canonical.csv`).
pub const FACE_MESH_INDICES: [usize; FACE_POINT_COUNT] = [
    4, 6, 10, 33, 54, 67, 117, 119, 121, 127, 129, 132, 133, 136, 143, 147, 198, 205, 263, 284,
    297, 346, 348, 350, 356, 358, 361, 362, 365, 372, 376, 420, 425,
];

/// A face in one picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// How sure the model is that this is a face, 0 to 1.
    pub presence: f64,
    /// In the order of [`FACE_MESH_INDICES`], frame pixels.
    pub in_image: [Vec2; FACE_POINT_COUNT],
}
