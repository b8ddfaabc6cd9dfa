//! Finds people in a whole frame.
//!
//! Decoding follows MediaPipe's `TensorsToDetectionsCalculator` and `NonMaxSuppressionCalculator`
//! (weighted).

use ndarray::Array4;
use ort::session::Session;
use ort::value::TensorRef;

use super::PoseError;
use super::crop::{Border, Range, crop_into};
use super::models::LoadedModel;
use super::roi::Roi;
use super::runtime;
use crate::frames::Frame;
use plumbline_core::body::Angle;
use plumbline_core::body::geometry::Vec2;

/// Side of the model's square input, pixels.
const INPUT: usize = 224;
/// Number of anchors, fixed by the model.
const ANCHORS: usize = 2254;
/// Values per box: x, y, w, h, then four keypoints (x, y).
const BOX_VALUES: usize = 12;
/// Minimum score of a person.
const MIN_SCORE: f64 = 0.5;
/// Overlap (intersection over union) above which two boxes belong to the same person.
const SAME_PERSON_IOU: f64 = 0.3;

/// A detected person.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Detection {
    /// Confidence, 0.5 to 1.
    pub score: f64,
    /// Upper-left and lower-right corner of the box around the face, frame pixels. Its size carries
    /// no information: this model gives every face a box of a fifth of the picture.
    pub box_in_image: [Vec2; 2],
    /// Mid-hip, full-body scale point, mid-shoulder, upper-body scale point; frame pixels.
    pub keypoints_in_image: [Vec2; 4],
}

impl Detection {
    /// The ROI for the landmark model.
    #[must_use]
    pub(crate) fn roi(&self) -> Option<Roi> {
        Roi::from_keypoints(self.keypoints_in_image[0], self.keypoints_in_image[1])
    }

    /// Apparent body size: distance from mid-hip to the full-body scale point, frame pixels. Larger
    /// means nearer.
    #[must_use]
    pub(crate) fn body_size_px(&self) -> f64 {
        self.keypoints_in_image[0].distance(self.keypoints_in_image[1])
    }
}

/// The detection model with its buffers.
pub(crate) struct Detector {
    session: Session,
    input: Array4<f32>,
    anchors: Vec<Vec2>,
}

impl Detector {
    /// Creates a session for `model` with `threads` threads per inference.
    ///
    /// # Errors
    /// If the backend rejects the model.
    pub(crate) fn new(model: &LoadedModel, threads: usize) -> Result<Self, PoseError> {
        Ok(Self {
            session: runtime::session(&model.bytes, threads)?,
            input: Array4::zeros((1, INPUT, INPUT, 3)),
            anchors: anchors(),
        })
    }

    /// Prepares `frame` for [`Self::infer`]: letterboxes it, centred in a black square.
    pub(crate) fn letterbox(&mut self, frame: &Frame) {
        let roi = letterbox_roi(frame);
        crop_into(&mut self.input, frame, &roi, Border::Zero, Range::SIGNED);
    }

    /// The people in the frame last given to [`Self::letterbox`], best score first.
    ///
    /// # Errors
    /// If the backend fails or an output has an unexpected shape.
    pub(crate) fn infer(&mut self, frame: &Frame) -> Result<Vec<Detection>, PoseError> {
        let input = TensorRef::from_array_view(self.input.view())?;
        let outputs = self.session.run(ort::inputs!["input" => input])?;
        let (_, boxes) = outputs["boxes"].try_extract_tensor::<f32>()?;
        let (_, scores) = outputs["scores"].try_extract_tensor::<f32>()?;
        if boxes.len() != ANCHORS * BOX_VALUES || scores.len() != ANCHORS {
            return Err(PoseError::Output(format!("{} boxes", boxes.len() / BOX_VALUES)));
        }
        let square = letterbox_roi(frame);
        let candidates = decode(boxes, scores, &self.anchors);
        Ok(weighted_suppression(candidates)
            .into_iter()
            .map(|c| Detection {
                score: c.score,
                box_in_image: c.bounds.map(|p| square.image_from_crop(p)),
                keypoints_in_image: c.keypoints.map(|p| square.image_from_crop(p)),
            })
            .collect())
    }
}

fn letterbox_roi(frame: &Frame) -> Roi {
    let size = frame.size();
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    Roi {
        center_in_image: Vec2::new(width / 2.0, height / 2.0),
        size_px: width.max(height),
        rotation: Angle::ZERO,
    }
}

/// Anchor centres, 0 to 1. Strides 8, 16, 32, 32, 32 with two anchors per layer and cell; layers of
/// the same stride share their cells.
fn anchors() -> Vec<Vec2> {
    const LAYERS: [(usize, usize); 3] = [(8, 2), (16, 2), (32, 6)];
    let mut anchors = Vec::with_capacity(ANCHORS);
    for (stride, per_cell) in LAYERS {
        let cells = INPUT / stride;
        for y in 0..cells {
            for x in 0..cells {
                let at = |i: usize| (i as f64 + 0.5) / cells as f64;
                anchors.extend(std::iter::repeat_n(Vec2::new(at(x), at(y)), per_cell));
            }
        }
    }
    anchors
}

/// A box before suppression, in units of the square input.
#[derive(Debug, Clone, PartialEq)]
struct Candidate {
    score: f64,
    bounds: [Vec2; 2],
    keypoints: [Vec2; 4],
}

fn decode(boxes: &[f32], scores: &[f32], anchors: &[Vec2]) -> Vec<Candidate> {
    let scored = boxes.chunks_exact(BOX_VALUES).zip(scores).zip(anchors);
    scored
        .filter_map(|((raw, logit), anchor)| {
            let score = sigmoid(f64::from(*logit).clamp(-100.0, 100.0));
            if score < MIN_SCORE {
                return None;
            }
            let at = |k: usize| {
                Vec2::new(f64::from(raw[k]), f64::from(raw[k + 1])) * (1.0 / INPUT as f64)
            };
            let (center, half) = (at(0) + *anchor, at(2) * 0.5);
            Some(Candidate {
                score,
                bounds: [center - half, center + half],
                keypoints: std::array::from_fn(|k| at(4 + 2 * k) + *anchor),
            })
        })
        .collect()
}

/// Weighted non-maximum suppression: averages the boxes of one person, weighted by score.
fn weighted_suppression(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept = Vec::new();
    while let Some(best) = candidates.first().cloned() {
        let (same, others): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .partition(|c| *c == best || iou(&c.bounds, &best.bounds) > SAME_PERSON_IOU);
        let total: f64 = same.iter().map(|c| c.score).sum();
        let mean = |of: &dyn Fn(&Candidate) -> Vec2| {
            same.iter().fold(Vec2::default(), |sum, c| sum + of(c) * (c.score / total))
        };
        kept.push(Candidate {
            score: best.score,
            bounds: [mean(&|c| c.bounds[0]), mean(&|c| c.bounds[1])],
            keypoints: std::array::from_fn(|k| mean(&|c| c.keypoints[k])),
        });
        candidates = others;
    }
    kept
}

fn area([a, b]: &[Vec2; 2]) -> f64 {
    (b.x - a.x).max(0.0) * (b.y - a.y).max(0.0)
}

/// Intersection over union of two boxes.
fn iou(a: &[Vec2; 2], b: &[Vec2; 2]) -> f64 {
    let overlap = [
        Vec2::new(a[0].x.max(b[0].x), a[0].y.max(b[0].y)),
        Vec2::new(a[1].x.min(b[1].x), a[1].y.min(b[1].y)),
    ];
    let shared = area(&overlap);
    let all = area(a) + area(b) - shared;
    if all > 0.0 { shared / all } else { 0.0 }
}

/// 1 / (1 + e⁻ˣ).
pub(super) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(score: f64, x: f64) -> Candidate {
        Candidate {
            score,
            bounds: [Vec2::new(x, 0.2), Vec2::new(x + 0.2, 0.4)],
            keypoints: [Vec2::new(x, 0.5); 4],
        }
    }

    #[test]
    fn the_number_of_anchors_matches_the_model() {
        let anchors = anchors();
        assert_eq!(anchors.len(), ANCHORS);
        assert!(anchors.iter().all(|a| (0.0..1.0).contains(&a.x) && (0.0..1.0).contains(&a.y)));
    }

    #[test]
    fn boxes_of_one_person_are_averaged_and_two_people_stay_two() {
        let kept = weighted_suppression(vec![
            candidate(0.6, 0.12),
            candidate(0.9, 0.10),
            candidate(0.7, 0.60),
        ]);
        assert_eq!(kept.len(), 2);
        let expected = (0.9 * 0.10 + 0.6 * 0.12) / 1.5;
        assert!((kept[0].bounds[0].x - expected).abs() < 1e-12);
        assert!((kept[1].bounds[0].x - 0.60).abs() < 1e-12);
    }
}
