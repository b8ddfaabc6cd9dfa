//! The face mesh: rigid points of one face in one square of the frame.
//!
//! Decoding follows MediaPipe's face landmark graph: 468 landmarks in input pixels, and a face flag
//! as a logit. The next ROI is 1.5 × the bounding box of the landmarks, rotated with the eyes.

use ndarray::Array4;
use ort::session::Session;
use ort::value::TensorRef;

use super::PoseError;
use super::crop::{Border, Range, crop_into};
use super::detector::sigmoid;
use super::models::LoadedModel;
use super::roi::Roi;
use super::runtime;
use crate::frames::Frame;
use plumbline_core::body::face::FACE_MESH_INDICES;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::{Angle, Face, Landmark, Pose};

/// Side of the model's square input, pixels.
const INPUT: usize = 192;
/// Number of landmarks in the model output.
const MESH_LANDMARKS: usize = 468;
/// Mesh indices of the outer corners of the right and the left eye; their line gives the rotation
/// of the face in the picture.
const EYE_CORNERS: [usize; 2] = [33, 263];
/// Enlargement of the square around the landmarks (MediaPipe `face_landmark_landmarks_to_roi`).
const ENLARGEMENT: f64 = 1.5;

/// Side of the first ROI, in ear-to-ear widths and in eye-to-mouth heights, and position of its
/// centre between the eyes (0) and the mouth (1). From MediaPipe's canonical face, whose box is
/// 17.7 cm high, with ears 13.8 cm apart and 6.9 cm from eyes to mouth.
const SIDE_IN_EAR_BREADTHS: f64 = 1.92;
const SIDE_IN_EYE_MOUTH_HEIGHTS: f64 = 3.82;
const MIDDLE_BETWEEN_EYES_AND_MOUTH: f64 = 0.46;

/// Result of one inference of the face mesh.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FaceLooked {
    /// Rigid points of the face and their presence.
    pub face: Face,
    /// The ROI for the next inference.
    pub next_roi: Roi,
}

/// The face mesh model with its buffer.
pub(crate) struct FaceMesh {
    session: Session,
    input: Array4<f32>,
}

impl FaceMesh {
    /// Creates a session for `model` with `threads` threads per inference.
    ///
    /// # Errors
    /// If the backend rejects the model.
    pub(crate) fn new(model: &LoadedModel, threads: usize) -> Result<Self, PoseError> {
        Ok(Self {
            session: runtime::session(&model.bytes, threads)?,
            input: Array4::zeros((1, INPUT, INPUT, 3)),
        })
    }

    /// The face in the square `roi` of `frame`; `None` if the landmarks do not form a usable face.
    /// The caller must check [`Face::presence`].
    ///
    /// # Errors
    /// If the backend fails or an output has an unexpected shape.
    pub(crate) fn look(
        &mut self,
        frame: &Frame,
        roi: &Roi,
    ) -> Result<Option<FaceLooked>, PoseError> {
        crop_into(&mut self.input, frame, roi, Border::Replicate, Range::UNIT);
        let input = TensorRef::from_array_view(self.input.view())?;
        let outputs = self.session.run(ort::inputs!["input" => input])?;
        let (_, raw) = outputs["landmarks"].try_extract_tensor::<f32>()?;
        let (_, flag) = outputs["presence_logit"].try_extract_tensor::<f32>()?;
        let (MESH_VALUES, [logit]) = (raw.len(), flag) else {
            return Err(PoseError::Output(format!("{} values for a face", raw.len())));
        };
        let presence = sigmoid(f64::from(*logit));
        let in_crop = |i: usize| {
            Vec2::new(f64::from(raw[i * 3]), f64::from(raw[i * 3 + 1])) * (1.0 / INPUT as f64)
        };
        let next_roi = roi_around((0..MESH_LANDMARKS).map(in_crop), EYE_CORNERS.map(in_crop), roi);
        let in_image = FACE_MESH_INDICES.map(|i| roi.image_from_crop(in_crop(i)));
        Ok(next_roi.map(|next_roi| FaceLooked { face: Face { presence, in_image }, next_roi }))
    }
}

/// Number of output values: x, y, z of each landmark.
const MESH_VALUES: usize = MESH_LANDMARKS * 3;

/// The ROI around landmarks found in the square `roi`, rotated with the eyes.
fn roi_around(
    landmarks_in_crop: impl Iterator<Item = Vec2>,
    [right_in_crop, left_in_crop]: [Vec2; 2],
    roi: &Roi,
) -> Option<Roi> {
    let (mut low, mut high) =
        (Vec2::new(f64::INFINITY, f64::INFINITY), Vec2::new(f64::NEG_INFINITY, f64::NEG_INFINITY));
    for p in landmarks_in_crop {
        low = Vec2::new(low.x.min(p.x), low.y.min(p.y));
        high = Vec2::new(high.x.max(p.x), high.y.max(p.y));
    }
    let eyes = left_in_crop - right_in_crop;
    let size_px = (high.x - low.x).max(high.y - low.y) * ENLARGEMENT * roi.size_px;
    let next = Roi {
        center_in_image: roi.image_from_crop(low.midpoint(high)),
        size_px,
        rotation: (roi.rotation + Angle::of_vector(eyes.x, eyes.y)).wrapped(),
    };
    is_usable(&next).then_some(next)
}

/// The first ROI, from the face landmarks of the pose. It is rough; a second inference corrects it.
/// `None` if eyes or mouth are not visible.
#[must_use]
pub(crate) fn roi_from_pose(pose: &Pose) -> Option<Roi> {
    let at = |landmark| pose.seen(landmark);
    let [left_eye, right_eye] = [at(Landmark::LeftEye)?, at(Landmark::RightEye)?];
    let eyes = left_eye.midpoint(right_eye);
    let mouth = at(Landmark::MouthLeft)?.midpoint(at(Landmark::MouthRight)?);
    let ears_px = match (at(Landmark::LeftEar), at(Landmark::RightEar)) {
        (Some(left), Some(right)) => left.distance(right),
        _ => 0.0,
    };
    let across = left_eye - right_eye;
    let side_px =
        f64::max(ears_px * SIDE_IN_EAR_BREADTHS, eyes.distance(mouth) * SIDE_IN_EYE_MOUTH_HEIGHTS);
    let roi = Roi {
        center_in_image: eyes + (mouth - eyes) * MIDDLE_BETWEEN_EYES_AND_MOUTH,
        size_px: side_px,
        rotation: Angle::of_vector(across.x, across.y),
    };
    is_usable(&roi).then_some(roi)
}

fn is_usable(roi: &Roi) -> bool {
    roi.center_in_image.is_finite() && roi.size_px.is_finite() && roi.size_px > 16.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roi() -> Roi {
        Roi {
            center_in_image: Vec2::new(300.0, 200.0),
            size_px: 192.0,
            rotation: Angle::from_deg(0.0),
        }
    }

    #[test]
    fn the_next_roi_surrounds_the_landmarks_and_rotates_with_the_eyes() {
        let box_in_crop = [Vec2::new(0.25, 0.2), Vec2::new(0.75, 0.8)];
        let eyes = [Vec2::new(0.4, 0.4), Vec2::new(0.6, 0.4 + 0.2 * 10f64.to_radians().tan())];
        let next = roi_around(box_in_crop.into_iter(), eyes, &roi()).unwrap();
        assert!((next.size_px - 0.6 * 1.5 * 192.0).abs() < 1e-9);
        assert!(next.center_in_image.distance(Vec2::new(300.0, 200.0)) < 1e-9);
        assert!((next.rotation.deg() - 10.0).abs() < 1e-9);
    }

    #[test]
    fn landmarks_that_are_not_finite_give_no_roi() {
        let broken = [Vec2::new(f64::NAN, 0.2)];
        assert!(roi_around(broken.into_iter(), [Vec2::default(); 2], &roi()).is_none());
    }
}
