//! The landmark model: 33 landmarks of one person in one square of the frame.
//!
//! Decoding follows MediaPipe's `TensorsToPoseLandmarksAndSegmentation`, with heatmap refinement
//! (`RefineLandmarksFromHeatmapCalculator`).

use ndarray::Array4;
use ort::session::Session;
use ort::value::TensorRef;

use super::PoseError;
use super::crop::{Border, Range, crop_averaged_into, crop_into};
use super::detector::sigmoid;
use super::models::LoadedModel;
use super::roi::Roi;
use super::runtime;
use crate::frames::Frame;
use plumbline_core::body::geometry::Vec2;
use plumbline_core::body::landmark::LANDMARK_COUNT;
use plumbline_core::body::{Keypoint, Pose};

/// Side of the model's square input, pixels.
const INPUT: usize = 256;
/// Number of landmarks in the model output: 33 body landmarks, 2 that define the next ROI, 4
/// unused.
const MODEL_LANDMARKS: usize = 39;
/// Values per landmark: x, y, z, visibility, presence.
const VALUES: usize = 5;
/// Side of a heatmap, cells.
const HEATMAP: usize = 64;
/// Radius of the refinement window (7 × 7), cells.
const REFINE_RADIUS: usize = 3;
/// Minimum heatmap peak for refining a landmark.
const REFINE_MIN_PEAK: f64 = 0.5;

/// Result of one inference.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Looked {
    /// Confidence that a person is in the square, 0 to 1.
    pub presence: f64,
    pub pose: Pose,
    /// The ROI for the next frame, derived from the auxiliary landmarks.
    pub next_roi: Option<Roi>,
}

/// The landmark model with its buffers.
pub(crate) struct Landmarker {
    session: Session,
    input: Array4<f32>,
    shrunken: Vec<u8>,
}

impl Landmarker {
    /// Creates a session for `model` with `threads` threads per inference.
    ///
    /// # Errors
    /// If the backend rejects the model.
    pub(crate) fn new(model: &LoadedModel, threads: usize) -> Result<Self, PoseError> {
        Ok(Self {
            session: runtime::session(&model.bytes, threads)?,
            input: Array4::zeros((1, INPUT, INPUT, 3)),
            shrunken: Vec::new(),
        })
    }

    /// Crops the square `roi` of `frame` as the input for [`Self::infer`].
    pub(crate) fn crop(&mut self, frame: &Frame, roi: &Roi) {
        crop_into(&mut self.input, frame, roi, Border::Replicate, Range::UNIT);
    }

    /// Like [`Self::crop`], but averages pixels instead of skipping them; for an ROI that follows
    /// the trunk.
    pub(crate) fn crop_steadily(&mut self, frame: &Frame, roi: &Roi) {
        let (input, memory) = (&mut self.input, &mut self.shrunken);
        crop_averaged_into(input, memory, frame, roi, Border::Replicate, Range::UNIT);
    }

    /// The landmarks in the square last given to [`Self::crop`] or [`Self::crop_steadily`].
    ///
    /// # Errors
    /// If the backend fails or an output has an unexpected shape.
    pub(crate) fn infer(&mut self, frame: &Frame, roi: &Roi) -> Result<Looked, PoseError> {
        let input = TensorRef::from_array_view(self.input.view())?;
        let outputs = self.session.run(ort::inputs!["input" => input])?;
        let tensor = |name: &str, len: usize| -> Result<&[f32], PoseError> {
            let (_, values) = outputs[name].try_extract_tensor::<f32>()?;
            if values.len() == len {
                Ok(values)
            } else {
                Err(PoseError::Output(format!("{} values for {name}", values.len())))
            }
        };
        let raw = tensor("landmarks", MODEL_LANDMARKS * VALUES)?;
        let presence = f64::from(tensor("presence", 1)?[0]);
        let heatmap = tensor("heatmap", MODEL_LANDMARKS * HEATMAP * HEATMAP)?;
        let world = tensor("world", MODEL_LANDMARKS * 3)?;

        let width_px = f64::from(frame.size().width);
        let landmark = |i: usize| {
            let values = &raw[i * VALUES..(i + 1) * VALUES];
            let v = |k: usize| f64::from(values[k]);
            let coarse_in_crop = Vec2::new(v(0), v(1)) * (1.0 / INPUT as f64);
            let plane = &heatmap[i * HEATMAP * HEATMAP..(i + 1) * HEATMAP * HEATMAP];
            let in_crop = refined(coarse_in_crop, plane);
            Keypoint {
                in_image: roi.image_from_crop(in_crop),
                z: v(2) / INPUT as f64 * roi.size_px / width_px,
                visibility: sigmoid(v(3)),
                presence: sigmoid(v(4)),
            }
        };
        let (sin, cos) = (roi.rotation.sin(), roi.rotation.cos());
        let world_m: [[f64; 3]; LANDMARK_COUNT] = std::array::from_fn(|i| {
            let [x, y, z] = [0, 1, 2].map(|k| f64::from(world[i * 3 + k]));
            [x * cos - y * sin, x * sin + y * cos, z]
        });
        Ok(Looked {
            presence,
            next_roi: Roi::from_keypoints(
                landmark(LANDMARK_COUNT).in_image,
                landmark(LANDMARK_COUNT + 1).in_image,
            ),
            pose: Pose {
                image: frame.size(),
                keypoints: std::array::from_fn(landmark),
                world_m: Some(world_m),
                face: None,
                trunk: None,
                scene: None,
            },
        })
    }
}

/// The centre of mass of the heatmap around the coarse landmark; the coarse landmark itself if the
/// map has no clear peak there.
fn refined(coarse_in_crop: Vec2, plane: &[f32]) -> Vec2 {
    let cell = |v: f64| {
        let cell = (v * HEATMAP as f64).trunc();
        (0.0..HEATMAP as f64).contains(&cell).then_some(cell as usize)
    };
    let (Some(column), Some(row)) = (cell(coarse_in_crop.x), cell(coarse_in_crop.y)) else {
        return coarse_in_crop;
    };
    let window =
        |at: usize| at.saturating_sub(REFINE_RADIUS)..(at + REFINE_RADIUS + 1).min(HEATMAP);
    let (mut total, mut peak, mut weighted) = (0.0, 0.0f64, Vec2::default());
    for r in window(row) {
        for c in window(column) {
            let weight = sigmoid(f64::from(plane[r * HEATMAP + c]));
            total += weight;
            peak = peak.max(weight);
            weighted = weighted + Vec2::new(c as f64, r as f64) * weight;
        }
    }
    if peak >= REFINE_MIN_PEAK && total > 0.0 {
        weighted * (1.0 / total / HEATMAP as f64)
    } else {
        coarse_in_crop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clear_peak_moves_the_landmark_and_a_flat_map_does_not() {
        let mut plane = vec![-20.0f32; HEATMAP * HEATMAP];
        let coarse = Vec2::new(10.5 / 64.0, 20.5 / 64.0);
        assert_eq!(refined(coarse, &plane), coarse);
        plane[21 * HEATMAP + 12] = 8.0;
        let fine = refined(coarse, &plane);
        assert!((fine.x * 64.0 - 12.0).abs() < 0.01 && (fine.y * 64.0 - 21.0).abs() < 0.01);
        let outside = Vec2::new(-0.2, 1.3);
        assert_eq!(refined(outside, &plane), outside);
    }
}
