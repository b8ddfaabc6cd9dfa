//! Tracks one person from frame to frame.

use std::path::PathBuf;
use std::time::Instant;

use super::PoseError;
use super::camera_moved::CameraMovedDetector;
use super::detector::{Detection, Detector};
use super::face::{self, FaceMesh};
use super::landmarker::{Landmarker, Looked};
use super::models::{self, ModelFile, ModelVariant};
use super::one_euro::PoseFilter;
use super::roi::{Roi, RoiHold};
use super::trunk::TrunkTracker;
use super::{runtime, speed};
use crate::frames::{Frame, blank_picture};
use plumbline_core::body::{BlankPicture, Face, ImageSize, Pose};

/// Minimum presence for accepting a model result (MediaPipe's tracking confidence).
const MIN_PRESENCE: f64 = 0.5;

/// Interval between searches of the whole frame while a person is tracked, milliseconds. A search
/// counts the people and checks that the ROI still lies on a person. It costs as much as one
/// landmark inference, and with nothing moving there are seven of those per minute.
const RECOUNT_MS: i64 = 60_000;

/// Options of the tracker.
#[derive(Debug, Clone)]
pub struct TrackerOptions {
    /// Treat every picture independently: run the detector each time, without filter or held ROI.
    pub is_still: bool,
    /// Threads per inference. One costs the least energy.
    pub threads: usize,
    /// Additional folder to search for model files.
    pub data_dir: Option<PathBuf>,
}

impl TrackerOptions {
    /// Options for consecutive frames.
    #[must_use]
    pub fn live() -> Self {
        Self { is_still: false, threads: 1, data_dir: None }
    }

    /// Options for independent pictures.
    #[must_use]
    pub fn still() -> Self {
        Self { is_still: true, ..Self::live() }
    }
}

/// Processing time of one frame by stage, milliseconds. Stages that did not run are 0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct StageTimings {
    /// Writing the whole frame into the detector's input.
    pub letterbox_ms: f64,
    /// Running the detector.
    pub detector_ms: f64,
    /// Cropping the ROI into the landmark model's input.
    pub crop_ms: f64,
    /// Running the landmark model.
    pub landmark_ms: f64,
    /// Cropping for and running the face mesh.
    pub face_ms: f64,
    /// Comparing trunk and surroundings with their references.
    pub trunk_ms: f64,
}

/// Number of runs of each model. Unlike times, these numbers do not depend on the machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ModelRuns {
    pub detector: u64,
    pub landmarks: u64,
    pub face: u64,
}

/// Result for one frame.
#[derive(Debug, Clone, Default)]
pub struct Tracked {
    /// The tracked person; filtered unless [`TrackerOptions::is_still`].
    pub pose: Option<Pose>,
    /// Number of people at the detector's last run.
    pub people: usize,
    /// Whether the detector ran for this frame.
    pub detector_ran: bool,
    /// Why nothing can be seen in the frame; always `None` with a person.
    pub blank: Option<BlankPicture>,

    pub timings: StageTimings,
}

/// Tracks one person.
pub struct Tracker {
    detector: Detector,
    landmarker: Landmarker,
    face_mesh: FaceMesh,
    /// Follows the face in every frame. In a square that is held still, the head would seem to
    /// change its size by several per cent when it moves (models/study/RESULTS.md).
    face_roi: Option<Roi>,
    trunk: TrunkTracker,
    scene: CameraMovedDetector,
    options: TrackerOptions,
    hold: RoiHold,
    filter: PoseFilter,
    image: Option<ImageSize>,
    people: usize,
    counted_ms: i64,
    runs: ModelRuns,
}

/// The sessions of the models.
struct Models {
    detector: Detector,
    landmarker: Landmarker,
    face_mesh: FaceMesh,
}

impl Models {
    /// Loads the models one after another. Loading them on three threads saves little on a busy
    /// machine and takes 25 to 45 MB more: what a loading thread frees stays in its own heap.
    fn load(variant: ModelVariant, options: &TrackerOptions) -> Result<Self, PoseError> {
        let data_dir = options.data_dir.as_deref();
        runtime::backend(data_dir);
        let load = |file| models::load(file, data_dir);
        Ok(Self {
            landmarker: load_landmarker(variant, options)?,
            face_mesh: FaceMesh::new(&load(ModelFile::Face), options.threads)?,
            detector: Detector::new(&load(ModelFile::Detector), options.threads)?,
        })
    }
}

fn load_landmarker(
    variant: ModelVariant,
    options: &TrackerOptions,
) -> Result<Landmarker, PoseError> {
    let model = models::load(variant.file(), options.data_dir.as_deref());
    Landmarker::new(&model, options.threads)
}

impl Tracker {
    /// Loads the models and creates their sessions.
    ///
    /// # Errors
    /// [`PoseError`] if a model or the backend cannot be used.
    pub fn new(variant: ModelVariant, options: TrackerOptions) -> Result<Self, PoseError> {
        let models = Models::load(variant, &options)?;
        Ok(Self::with(models, options))
    }

    /// Like [`Self::new`], with the landmark model that suits the speed of this machine. Also returns
    /// the time of one inference with the full model, milliseconds, from which
    /// [`speed::affordable`] chooses the model. The model that was timed is kept if it is the chosen one.
    ///
    /// # Errors
    /// [`PoseError`] if a model or the backend cannot be used.
    pub fn of_measured_speed(options: TrackerOptions) -> Result<(Self, f64), PoseError> {
        let mut models = Models::load(ModelVariant::Full, &options)?;
        let full_look_ms = speed::look_ms(&mut models.landmarker)?;
        let variant = speed::affordable(full_look_ms);
        if variant != ModelVariant::Full {
            models.landmarker = load_landmarker(variant, &options)?;
        }
        Ok((Self::with(models, options), full_look_ms))
    }

    fn with(models: Models, options: TrackerOptions) -> Self {
        let Models { detector, landmarker, face_mesh } = models;
        Self {
            detector,
            landmarker,
            face_mesh,
            face_roi: None,
            trunk: TrunkTracker::default(),
            scene: CameraMovedDetector::default(),
            options,
            hold: RoiHold::default(),
            filter: PoseFilter::default(),
            image: None,
            people: 0,
            counted_ms: i64::MIN / 2,
            runs: ModelRuns::default(),
        }
    }

    /// Number of model runs since the start.
    #[must_use]
    pub fn runs(&self) -> ModelRuns {
        self.runs
    }

    /// Measures the pose in `frame`.
    ///
    /// # Errors
    /// If the backend fails; the tracker remains usable.
    pub fn track(&mut self, frame: &Frame) -> Result<Tracked, PoseError> {
        if self.options.is_still || self.image != Some(frame.size()) {
            self.lose();
            self.image = Some(frame.size());
        }
        let mut timings = StageTimings::default();
        let mut detector_ran = false;
        let mut looked = self.look_in_trunk_roi(frame, &mut timings)?;
        if looked.is_none()
            && let Some(roi) = self.hold.current()
        {
            looked = self.look(frame, &roi, &mut timings)?;
        }
        let is_recount_due = (frame.t_ms - self.counted_ms).abs() >= RECOUNT_MS;
        if looked.is_none() || is_recount_due {
            detector_ran = true;
            let found = self.detect(frame, &mut timings)?;
            let is_still_there = looked.is_some() && found.iter().any(|d| self.is_held(d));
            // Keep a tracked person that the detector misses once. If another person is in that
            // place, track the nearest person instead.
            if looked.is_none() || (!is_still_there && !found.is_empty()) {
                self.lose();
                looked = match nearest(&found).and_then(Detection::roi) {
                    Some(roi) => self.look(frame, &roi, &mut timings)?,
                    None => None,
                };
            }
        }
        let mut pose = looked.map(|looked| {
            let object_px = self.hold.current().map_or(1.0, |roi| roi.size_px);
            if self.options.is_still {
                looked.pose
            } else {
                self.filter.filter(&looked.pose, frame.t_ms, object_px)
            }
        });
        match &mut pose {
            Some(pose) => {
                pose.face = self.look_at_face(frame, pose, &mut timings)?;
                if !self.options.is_still {
                    let start = Instant::now();
                    pose.trunk = self.trunk.look(frame, pose, self.hold.current());
                    pose.scene = self.scene.look(frame, pose);
                    timings.trunk_ms = ms_since(start);
                }
            }
            None => self.lose(),
        }
        let blank = if pose.is_none() { blank_picture(frame) } else { None };
        Ok(Tracked { pose, people: self.people, detector_ran, blank, timings })
    }

    /// Makes the trunk and the surroundings in the next frame the references for later frames. Call
    /// this when a calibration begins.
    pub fn renew_references(&mut self) {
        self.trunk.renew();
        self.scene.renew();
    }

    /// Restores the references from before [`Self::renew_references`]: the calibration did not
    /// succeed and the old baseline is still in use.
    pub fn restore_references(&mut self) {
        self.trunk.restore();
        self.scene.restore();
    }

    /// Drops the previous references: the new baseline is in use.
    pub fn settle_references(&mut self) {
        self.trunk.settle();
        self.scene.settle();
    }

    /// Renews only the reference of the surroundings, after the person confirmed that the camera
    /// was not moved.
    pub fn renew_scene_reference(&mut self) {
        self.scene.renew();
        self.scene.settle();
    }

    /// Lets the person go: the next frame is searched for the nearest person.
    pub fn let_go(&mut self) {
        self.lose();
    }

    fn lose(&mut self) {
        self.hold.release();
        self.face_roi = None;
        self.trunk.lose();
        self.filter.reset();
    }

    /// The rigid points of the face of `pose`; `None` if no face is visible.
    fn look_at_face(
        &mut self,
        frame: &Frame,
        pose: &Pose,
        timings: &mut StageTimings,
    ) -> Result<Option<Face>, PoseError> {
        let start = Instant::now();
        let first = face::roi_from_pose(pose);
        let held = self.face_roi.filter(|held| {
            // If the face has left its ROI, start again from the pose.
            first.is_none_or(|first| {
                held.center_in_image.distance(first.center_in_image) < 0.5 * held.size_px
            })
        });
        let mut found = None;
        // The ROI from the pose is rough, so a new face needs two inferences.
        let squares = if held.is_some() { 1 } else { 2 };
        let mut next = held.or(first);
        for _ in 0..squares {
            let Some(roi) = next else { break };
            self.runs.face += 1;
            found = self
                .face_mesh
                .look(frame, &roi)?
                .filter(|looked| looked.face.presence >= MIN_PRESENCE);
            next = found.as_ref().map(|looked| looked.next_roi);
        }
        self.face_roi = next;
        timings.face_ms = ms_since(start);
        Ok(found.map(|looked| looked.face))
    }

    fn detect(
        &mut self,
        frame: &Frame,
        timings: &mut StageTimings,
    ) -> Result<Vec<Detection>, PoseError> {
        let start = Instant::now();
        self.detector.letterbox(frame);
        timings.letterbox_ms = ms_since(start);
        let start = Instant::now();
        self.runs.detector += 1;
        let found = self.detector.infer(frame)?;
        timings.detector_ms = ms_since(start);
        self.people = found.len();
        self.counted_ms = frame.t_ms;
        Ok(found)
    }

    /// The landmarks in `roi`; `None` if no person is there. Also sets the ROI for the next frame.
    fn look(
        &mut self,
        frame: &Frame,
        roi: &Roi,
        timings: &mut StageTimings,
    ) -> Result<Option<Looked>, PoseError> {
        let start = Instant::now();
        self.landmarker.crop(frame, roi);
        timings.crop_ms += ms_since(start);
        let start = Instant::now();
        self.runs.landmarks += 1;
        let looked = self.landmarker.infer(frame, roi)?;
        timings.landmark_ms += ms_since(start);
        if looked.presence < MIN_PRESENCE {
            return Ok(None);
        }
        if self.hold.current().is_none() {
            self.hold.offer(*roi);
        }
        if let Some(next) = looked.next_roi {
            self.hold.offer(next);
        }
        Ok(Some(looked))
    }

    /// The landmarks in the ROI that follows the trunk; `None` if the trunk was not found in the
    /// previous frame or no person is in the ROI.
    fn look_in_trunk_roi(
        &mut self,
        frame: &Frame,
        timings: &mut StageTimings,
    ) -> Result<Option<Looked>, PoseError> {
        let squares = if self.hold.current().is_some() { self.trunk.squares() } else { None };
        let Some([tight, usual]) = squares else { return Ok(None) };
        let start = Instant::now();
        self.landmarker.crop_steadily(frame, &tight);
        timings.crop_ms += ms_since(start);
        let start = Instant::now();
        self.runs.landmarks += 1;
        let looked = self.landmarker.infer(frame, &tight)?;
        timings.landmark_ms += ms_since(start);
        if looked.presence < MIN_PRESENCE {
            return Ok(None);
        }
        self.hold.replace(usual);
        Ok(Some(looked))
    }

    /// Whether `detection` is the person in the held ROI.
    fn is_held(&self, detection: &Detection) -> bool {
        let (Some(held), Some(found)) = (self.hold.current(), detection.roi()) else {
            return false;
        };
        held.center_in_image.distance(found.center_in_image)
            < 0.35 * held.size_px.max(found.size_px)
    }
}

/// The nearest person: the one with the largest apparent body, assumed to be at the desk.
fn nearest(found: &[Detection]) -> Option<&Detection> {
    found.iter().max_by(|a, b| a.body_size_px().total_cmp(&b.body_size_px()))
}

fn ms_since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}
