//! The landmarks of one person in one frame, as the pose model measured them.

use super::face::Face;
use super::geometry::Vec2;
use super::landmark::{LANDMARK_COUNT, Landmark};
use super::scene::SceneLikeness;
use super::trunk::TrunkMotion;

/// A landmark with a visibility below this threshold counts as "not seen".
///
/// Product choice: MediaPipe does not define a calibrated meaning of the value; 0.5 is the
/// threshold of its own drawing code (`_VISIBILITY_THRESHOLD` in `drawing_utils.py`).
pub(crate) const VISIBILITY_GATE: f64 = 0.5;

/// Width and height of an image in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ImageSize {
    pub width: u32,
    pub height: u32,
}

impl ImageSize {
    /// Returns whether `point_in_image` lies inside the image.
    #[must_use]
    pub fn contains(self, point_in_image: Vec2) -> bool {
        (0.0..=f64::from(self.width)).contains(&point_in_image.x)
            && (0.0..=f64::from(self.height)).contains(&point_in_image.y)
    }
}

/// Position of one landmark and the model's confidence in it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Keypoint {
    /// Position in frame pixels.
    pub in_image: Vec2,
    /// Depth relative to the hips, in image widths; smaller is nearer (MediaPipe's convention).
    /// Unreliable: it hardly differs between upright and slouched, and it exaggerates turns.
    pub z: f64,
    /// The model's confidence that the landmark is not occluded, 0 to 1.
    pub visibility: f64,
    /// The model's confidence that the landmark lies inside the model's input crop, 0 to 1.
    pub presence: f64,
}

impl Keypoint {
    /// Returns whether every number is finite.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.in_image.is_finite()
            && self.z.is_finite()
            && self.visibility.is_finite()
            && self.presence.is_finite()
    }
}

/// The 33 landmarks of one person in one frame, with optional results of the other detectors.
#[derive(Debug, Clone, PartialEq)]
pub struct Pose {
    /// Size of the frame that the pixel positions refer to.
    pub image: ImageSize,
    /// Indexed by [`Landmark::index`].
    pub keypoints: [Keypoint; LANDMARK_COUNT],
    /// World landmarks in metres from the hip centre (x right, y down, z away from the camera), if
    /// the model returned them. The frontal measures do not need them.
    pub world_m: Option<[[f64; 3]; LANDMARK_COUNT]>,
    /// The rigid points of the face, if the face mesh model ran on this frame.
    pub face: Option<Face>,
    /// Motion of the trunk since a reference frame, if the trunk was recognised.
    pub trunk: Option<TrunkMotion>,
    /// Similarity of the surroundings to a reference frame, if they have enough contrast to compare.
    pub scene: Option<SceneLikeness>,
}

impl Pose {
    /// Creates a pose that has landmarks only.
    #[must_use]
    pub fn of_landmarks(image: ImageSize, keypoints: [Keypoint; LANDMARK_COUNT]) -> Self {
        Self { image, keypoints, world_m: None, face: None, trunk: None, scene: None }
    }

    /// The keypoint of `landmark`, whether it was seen or not.
    #[must_use]
    pub fn keypoint(&self, landmark: Landmark) -> &Keypoint {
        &self.keypoints[landmark.index()]
    }

    /// The position of `landmark`, if it is finite and its visibility is at least
    /// [`VISIBILITY_GATE`]. It may lie outside the image.
    #[must_use]
    pub fn visible(&self, landmark: Landmark) -> Option<Vec2> {
        let keypoint = self.keypoint(landmark);
        (keypoint.is_finite() && keypoint.visibility >= VISIBILITY_GATE)
            .then_some(keypoint.in_image)
    }

    /// The position of `landmark`, if it was seen: [`Self::visible`] and inside the image.
    #[must_use]
    pub fn seen(&self, landmark: Landmark) -> Option<Vec2> {
        self.visible(landmark).filter(|in_image| self.image.contains(*in_image))
    }
}
