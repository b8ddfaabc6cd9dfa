//! The rigid points of a face, measured by a face mesh model.
//!
//! In the input of the pose model the head of a person at a desk is about 16 pixels wide; in the
//! input of the face mesh model it is 192. Where the face mesh ran, head position and turn come
//! from these points, and the eleven face landmarks of the pose are only drawn.

use super::geometry::Vec2;

/// Number of rigid points of a face.
pub const FACE_POINT_COUNT: usize = 33;

/// Indices of the rigid points among MediaPipe's 468 face landmarks: the 33 points that move
/// little with facial expression. MediaPipe fits its own face geometry to them (Apache-2.0; weight
/// above 0 in `models/face_canonical.csv`).
pub const FACE_MESH_INDICES: [usize; FACE_POINT_COUNT] = [
    4, 6, 10, 33, 54, 67, 117, 119, 121, 127, 129, 132, 133, 136, 143, 147, 198, 205, 263, 284,
    297, 346, 348, 350, 356, 358, 361, 362, 365, 372, 376, 420, 425,
];

/// The rigid points of one face in one frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// Confidence of the model that this is a face, 0 to 1.
    pub presence: f64,
    /// Positions in frame pixels, in the order of [`FACE_MESH_INDICES`].
    pub in_image: [Vec2; FACE_POINT_COUNT],
}
