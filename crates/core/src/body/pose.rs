//! One person as the pose model saw them in one picture.

use super::face::Face;
use super::geometry::Vec2;
use super::landmark::{LANDMARK_COUNT, Landmark};
use super::scene::SceneLikeness;
use super::trunk::TrunkMotion;

/// A landmark with a lower visibility than this counts as "not seen".
///
/// Product choice: MediaPipe gives no calibrated meaning to the value; 0.5 is the threshold its
/// own drawing code uses (`_VISIBILITY_THRESHOLD` in `drawing_utils.py`).
pub const VISIBILITY_GATE: f64 = 0.5;

/// Width and height of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ImageSize {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl ImageSize {
    /// Whether `point_in_image` lies inside the picture.
    #[must_use]
    pub fn contains(self, point_in_image: Vec2) -> bool {
        (0.0..=f64::from(self.width)).contains(&point_in_image.x)
            && (0.0..=f64::from(self.height)).contains(&point_in_image.y)
    }
}

/// Where one landmark was found, and how sure the model is of it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Keypoint {
    /// Position in frame pixels.
    pub in_image: Vec2,
    /// Depth relative to the hips, in image widths, smaller is nearer (MediaPipe's convention).
    /// Weak: it hardly tells upright from slouched, and overstates turns.
    pub z: f64,
    /// How sure the model is that nothing covers the landmark, 0 to 1.
    pub visibility: f64,
    /// How sure the model is that the landmark lies in the crop it looked at, 0 to 1.
    pub presence: f64,
}

impl Keypoint {
    /// Every number is finite.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.in_image.is_finite()
            && self.z.is_finite()
            && self.visibility.is_finite()
            && self.presence.is_finite()
    }
}

/// The 33 landmarks of one person in one picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Pose {
    /// The picture the pixel positions belong to.
    pub image: ImageSize,
    /// By [`Landmark::index`].
    pub keypoints: [Keypoint; LANDMARK_COUNT],
    /// The same in metres from the hip centre (x right, y down, z away from the camera), where the
    /// model gave it. The frontal measures do not need it.
    pub world_m: Option<[[f64; 3]; LANDMARK_COUNT]>,
    /// The rigid points of the face, where a face mesh could look.
    pub face: Option<Face>,
    /// How the trunk has moved since a reference picture, where it was recognised.
    pub trunk: Option<TrunkMotion>,
    /// How the picture around the person compares with a reference picture, where that says
    /// something.
    pub scene: Option<SceneLikeness>,
}

impl Pose {
    /// A pose of landmarks alone.
    #[must_use]
    pub fn of_landmarks(image: ImageSize, keypoints: [Keypoint; LANDMARK_COUNT]) -> Self {
        Self { image, keypoints, world_m: None, face: None, trunk: None, scene: None }
    }

    /// The keypoint of `landmark`, seen or not.
    #[must_use]
    pub fn keypoint(&self, landmark: Landmark) -> &Keypoint {
        &self.keypoints[landmark.index()]
    }

    /// The position of `landmark` if it was truly seen: finite, visible above
    /// [`VISIBILITY_GATE`], and inside the picture.
    #[must_use]
    pub fn seen(&self, landmark: Landmark) -> Option<Vec2> {
        let keypoint = self.keypoint(landmark);
        let seen = keypoint.is_finite()
            && keypoint.visibility >= VISIBILITY_GATE
            && self.image.contains(keypoint.in_image);
        seen.then_some(keypoint.in_image)
    }
}
