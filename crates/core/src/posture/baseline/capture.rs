//! Takes a baseline: collects the poses of a few seconds, checks them and computes the baseline.

use nalgebra::Vector3;

use super::statistics::{Robust, median_neck, scene_anchor, trunk_anchor};
use super::{
    ANCHOR_FORWARD_HEAD_DEG, ANCHOR_HEAD_PITCH_DEG, Baseline, BodyModel, CalibrationProblem,
    SeenWith,
};
use crate::body::{Angle, ImageSize, MonotonicMs, Pose};
use crate::posture::camera::CameraModel;
use crate::posture::carry_over::Differences;
use crate::posture::cues::Cues;
use crate::posture::head::{HeadTemplate, upper_face_misfit};
use crate::posture::lean::{POPULATION_TRUNK_CM, UprightTrunk, seen_trunk_cm};
use crate::posture::measure::{cues, measure};
use crate::posture::neck::Neck;
use crate::posture::quantity::Quantity;
use crate::posture::upper_body::UpperBody;
use crate::posture::view::View;

/// Minimum number of usable frames for a baseline.
pub(super) const MIN_SAMPLES: usize = 5;

/// Maximum spread of the forward-head angle in a side view, degrees. A capture with more is refused.
const MAX_SPREAD_DEG: f64 = 4.0;

/// Maximum spread of the positions of head and shoulders across and down in a frontal view,
/// centimetres. A capture with more is refused. Positions are compared because the angles jitter too
/// much between frames to separate movement from noise.
const MAX_SPREAD_CM: f64 = 2.5;

/// Maximum spread of the depth of the head in a frontal view, centimetres. Larger than
/// [`MAX_SPREAD_CM`], because an image shows depth less accurately.
const MAX_DEPTH_SPREAD_CM: f64 = 5.0;

/// Collects poses while the person sits upright.
#[derive(Debug, Clone)]
pub struct BaselineCapture {
    camera: CameraModel,
    image: ImageSize,
    /// Every [`Self::stride`]th usable pose.
    poses: Vec<Pose>,
    stride: usize,
    /// Number of usable poses, stored or not.
    usable_count: usize,
    /// Number of frames, including those without a usable pose.
    frame_count: usize,
    started: MonotonicMs,
}

impl BaselineCapture {
    /// Maximum number of stored poses (20 s at 30 frames per second). A longer capture stores poses
    /// at a larger stride, so that they are spread evenly over all of it. Must be even, so that the
    /// poses stay evenly spaced when every second one is removed.
    const CAPACITY: usize = 600;

    /// Starts a capture at `now` from frames of `image` size; frames of another size are not used.
    #[must_use]
    pub fn new(camera: CameraModel, image: ImageSize, now: MonotonicMs) -> Self {
        Self {
            camera,
            image,
            poses: Vec::new(),
            stride: 1,
            usable_count: 0,
            frame_count: 0,
            started: now,
        }
    }

    /// Time of the start.
    #[must_use]
    pub fn started(&self) -> MonotonicMs {
        self.started
    }

    /// Size of the frames.
    #[must_use]
    pub fn image(&self) -> ImageSize {
        self.image
    }

    /// The stored poses.
    #[must_use]
    pub(crate) fn poses(&self) -> &[Pose] {
        &self.poses
    }

    /// Adds one frame: the pose in it, or `None` if nobody was seen.
    pub fn add(&mut self, pose: Option<&Pose>) {
        self.frame_count += 1;
        let Some(pose) = pose.filter(|pose| pose.image == self.image) else { return };
        if self.usable_count.is_multiple_of(self.stride) {
            if self.poses.len() == Self::CAPACITY {
                self.halve_poses();
            }
            self.poses.push(pose.clone());
        }
        self.usable_count += 1;
    }

    /// Removes every second stored pose and doubles the stride.
    fn halve_poses(&mut self) {
        let mut is_kept = false;
        self.poses.retain(|_| {
            is_kept = !is_kept;
            is_kept
        });
        self.stride *= 2;
    }

    /// Computes the baseline from the collected poses.
    ///
    /// # Errors
    /// [`CalibrationProblem`] when the poses do not allow a baseline; the capture stays unchanged.
    pub fn finish(&self) -> Result<Baseline, CalibrationProblem> {
        if self.poses.len() < MIN_SAMPLES || self.usable_count * 2 < self.frame_count {
            return Err(CalibrationProblem::NotSeen);
        }
        let population = BodyModel::population();
        let bodies: Vec<UpperBody> =
            self.poses.iter().map(|pose| UpperBody::of(pose, &population, &self.camera)).collect();
        match dominant_view(&bodies) {
            View::Front => self.frontal(&bodies),
            View::Side => self.lateral(),
            View::Oblique => Err(CalibrationProblem::Turned),
            View::HeadOnly => Err(CalibrationProblem::ShouldersNotInView),
            View::Nobody => Err(CalibrationProblem::NotSeen),
        }
    }

    fn frontal(&self, bodies: &[UpperBody]) -> Result<Baseline, CalibrationProblem> {
        let camera_tilt = camera_tilt(bodies).ok_or(CalibrationProblem::NotSeen)?;
        let camera = self.camera.tilted(camera_tilt);
        let body = personal_body(bodies, &camera).ok_or(CalibrationProblem::NotSeen)?;
        let own_face = {
            let heads: Vec<_> = self
                .poses
                .iter()
                .zip(bodies)
                .filter_map(|(pose, body)| Some((pose, body.head.as_ref()?)))
                .collect();
            body.head.personal(&heads, &self.camera)
        };
        let body = BodyModel { head: own_face, ..body };
        let placed: Vec<UpperBody> =
            self.poses.iter().map(|pose| UpperBody::of(pose, &body, &camera)).collect();
        let necks: Vec<Neck> = placed.iter().filter_map(|b| b.neck).collect();
        if necks.len() < MIN_SAMPLES {
            return Err(CalibrationProblem::NotSeen);
        }
        let heads = || placed.iter().filter_map(|b| b.head.as_ref());
        if is_restless(&placed) {
            return Err(CalibrationProblem::Moved);
        }
        if Robust::of(heads().map(|h| h.yaw.deg())).is_none_or(|yaw| yaw.median.abs() > 40.0) {
            return Err(CalibrationProblem::Turned);
        }
        let height = |of: &dyn Fn(&UpperBody) -> Option<Vector3<f64>>| {
            Robust::of(placed.iter().filter_map(of).map(|p| camera.level(&p).y)).map(|r| r.median)
        };
        let heights_cm = height(&|b| b.head.as_ref().map(|h| h.ear_mid_cm))
            .zip(height(&|b| b.torso.as_ref().map(|t| t.shoulder_mid_cm)))
            .map(|(head, shoulders)| [head, shoulders]);
        let upright_trunk =
            height(&|b| b.torso.as_ref().map(|t| t.shoulder_mid_cm)).and_then(|down_cm| {
                let depths = placed
                    .iter()
                    .filter_map(|b| Some(camera.level(&b.torso.as_ref()?.shoulder_mid_cm).z));
                let depth_cm = Robust::of(depths)?.median;
                let seen = self
                    .poses
                    .iter()
                    .filter_map(|pose| seen_trunk_cm(pose, depth_cm / camera.focal_px));
                let length_cm = Robust::of(seen).map_or(POPULATION_TRUNK_CM, |r| r.median);
                Some(UprightTrunk { depth_cm, down_cm, length_cm })
            });
        let neck = median_neck(&necks);
        let body_width_cm = body.shoulder_width_cm;
        let mut baseline = Baseline {
            view: View::Front,
            body,
            camera_tilt,
            seen_with: Some(SeenWith::of(&camera)),
            neck,
            heights_cm,
            upright_trunk,
            trunk: trunk_anchor(&self.poses, &placed, body_width_cm),
            scene: scene_anchor(&self.poses),
            face_misfit: None,
            cues: None,
            cues_to_save: None,
            differences: Differences::default(),
            own_limit_scales: [1.0; Quantity::COUNT],
            values: [None; Quantity::COUNT],
        };
        let misfits = self
            .poses
            .iter()
            .filter_map(|pose| upper_face_misfit(pose, &baseline.body.head, &camera));
        baseline.face_misfit = Robust::of(misfits).map(|misfit| misfit.median);
        baseline.cues = Some(self.median_cues(&baseline));
        let without_face = BodyModel { head: HeadTemplate::population(), ..baseline.body.clone() };
        let saved = Baseline { body: without_face, trunk: None, ..baseline.clone() };
        baseline.cues_to_save = Some(self.median_cues(&saved));
        baseline.values = self.values(&baseline);
        Ok(baseline)
    }

    fn median_cues(&self, baseline: &Baseline) -> Cues {
        let seen: Vec<_> =
            self.poses.iter().map(|pose| cues(pose, &self.camera, baseline)).collect();
        Cues::median(&seen)
    }

    fn lateral(&self) -> Result<Baseline, CalibrationProblem> {
        let mut baseline = Baseline {
            view: View::Side,
            body: BodyModel::population(),
            camera_tilt: Angle::ZERO,
            seen_with: Some(SeenWith::of(&self.camera)),
            neck: None,
            heights_cm: None,
            upright_trunk: None,
            trunk: None,
            scene: scene_anchor(&self.poses),
            face_misfit: None,
            cues: None,
            cues_to_save: None,
            differences: Differences::default(),
            own_limit_scales: [1.0; Quantity::COUNT],
            values: [None; Quantity::COUNT],
        };
        baseline.values = self.values(&baseline);
        match baseline.robust(Quantity::ForwardHead) {
            None => Err(CalibrationProblem::NotSeen),
            Some(forward) if forward.spread > MAX_SPREAD_DEG => Err(CalibrationProblem::Moved),
            Some(_) => Ok(baseline),
        }
    }

    /// Median and spread of every quantity, measured relative to `baseline`.
    fn values(&self, baseline: &Baseline) -> [Option<Robust>; Quantity::COUNT] {
        let all: Vec<_> =
            self.poses.iter().map(|pose| measure(pose, &self.camera, Some(baseline))).collect();
        Quantity::ALL.map(|quantity| {
            Robust::of(all.iter().filter_map(|m| m.get(quantity).known().map(|k| k.value)))
        })
    }
}

/// Returns whether head or shoulders moved too much during the capture.
fn is_restless(bodies: &[UpperBody]) -> bool {
    let heads = || bodies.iter().filter_map(|b| b.head.as_ref().map(|h| h.ear_mid_cm));
    let shoulders = || bodies.iter().filter_map(|b| b.torso.as_ref().map(|t| t.shoulder_mid_cm));
    let exceeds = |values: Vec<f64>, limit_cm: f64| {
        Robust::of(values).is_none_or(|robust| robust.spread > limit_cm)
    };
    exceeds(heads().map(|p| p.x).collect(), MAX_SPREAD_CM)
        || exceeds(heads().map(|p| p.y).collect(), MAX_SPREAD_CM)
        || exceeds(heads().map(|p| p.z).collect(), MAX_DEPTH_SPREAD_CM)
        || exceeds(shoulders().map(|p| p.x).collect(), MAX_SPREAD_CM)
        || exceeds(shoulders().map(|p| p.y).collect(), MAX_SPREAD_CM)
}

fn dominant_view(bodies: &[UpperBody]) -> View {
    [View::Front, View::Side, View::Oblique, View::HeadOnly, View::Nobody]
        .into_iter()
        .max_by_key(|view| {
            let count = bodies.iter().filter(|b| b.view == *view).count();
            // Among equally frequent views, prefer one that allows a baseline.
            (count, *view == View::Front, *view == View::Side)
        })
        .unwrap_or(View::Nobody)
}

/// Downward tilt of the camera, from the nod of a head that looks at the screen.
fn camera_tilt(bodies: &[UpperBody]) -> Option<Angle> {
    let pitches = bodies.iter().filter_map(|b| b.head.as_ref().map(|h| h.pitch.deg()));
    let tilt_deg = Robust::of(pitches)?.median - ANCHOR_HEAD_PITCH_DEG;
    Some(Angle::from_deg(tilt_deg.clamp(-MAX_CAMERA_TILT_DEG, MAX_CAMERA_TILT_DEG)))
}

/// Maximum tilt of a camera at a desk, degrees.
const MAX_CAMERA_TILT_DEG: f64 = 35.0;

/// The body model with the shoulder width for which the upright neck is at
/// [`ANCHOR_FORWARD_HEAD_DEG`] from the vertical. The head keeps its population size, because with
/// both sizes free the angle is not determined.
fn personal_body(bodies: &[UpperBody], camera: &CameraModel) -> Option<BodyModel> {
    let population = BodyModel::population();
    let anchor_tan = ANCHOR_FORWARD_HEAD_DEG.to_radians().tan();
    let widths = bodies.iter().filter_map(|b| {
        let (head, torso) = (b.head.as_ref()?, b.torso.as_ref()?);
        b.neck?;
        // The position of the shoulders is proportional to the assumed width w: away = w·a and
        // down = w·b. Solve (away − head's away)·cos ψ = anchor·(down − head's down) for w.
        let shoulders = camera.level(&torso.shoulder_mid_cm) / population.shoulder_width_cm;
        let head = camera.level(&head.ear_mid_cm);
        let cos = torso.yaw.cos();
        let width =
            (head.z * cos - anchor_tan * head.y) / (shoulders.z * cos - anchor_tan * shoulders.y);
        (20.0..55.0).contains(&width).then_some(width)
    });
    let shoulder_width_cm = Robust::of(widths)?.median;
    Some(BodyModel { shoulder_width_cm, ..population })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Keypoint;
    use proptest::prelude::*;

    const IMAGE: ImageSize = ImageSize { width: 1280, height: 720 };

    /// Numbers of the poses that are stored after `count` usable frames.
    fn stored_of(count: usize) -> Vec<usize> {
        let camera = CameraModel::from_hfov(IMAGE, Angle::from_deg(70.0));
        let mut capture = BaselineCapture::new(camera, IMAGE, MonotonicMs(0));
        let mut pose = Pose::of_landmarks(IMAGE, [Keypoint::default(); 33]);
        for number in 0..count {
            pose.keypoints[0].z = number as f64;
            capture.add(Some(&pose));
            capture.add(None);
        }
        assert_eq!((capture.usable_count, capture.frame_count), (count, 2 * count));
        capture.poses.iter().map(|pose| pose.keypoints[0].z as usize).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
        #[test]
        fn the_stored_poses_are_bounded_and_spread_evenly_over_the_whole_capture(
            count in 0usize..6_000
        ) {
            let stored = stored_of(count);
            prop_assert!(stored.len() <= BaselineCapture::CAPACITY);
            prop_assert!(stored.len() >= count.min(BaselineCapture::CAPACITY / 2));
            let stride = stored.get(1).copied().unwrap_or(1);
            prop_assert!(stored.iter().enumerate().all(|(i, number)| *number == i * stride));
            prop_assert!(count - stored.last().map_or(0, |last| *last) <= stride);
        }
    }
}
