//! The pure heart: one pose and one moment in, one snapshot and its events out.
//!
//! Live monitoring, `analyze`, `replay` and the tests all drive this same state machine. It knows
//! no thread, no file, no clock and no window.

pub mod event;
pub mod recording;
pub mod report;
pub mod snapshot;

pub use event::Event;
pub use snapshot::{Advice, CalibrationState, Snapshot};

use std::collections::BTreeSet;

use crate::body::{Fault, ImageSize, MonotonicMs, Pose};
use crate::catalogue::{Catalogue, Equipment};
use crate::coaching::alert::{AlertPolicy, AlertTiming, AlertVerdict};
use crate::coaching::recommend::{RecommendContext, recommend};
use crate::posture::baseline::{BaselineCapture, CalibrationProblem, camera_for};
use crate::posture::camera::DEFAULT_HFOV_DEG;
use crate::posture::judge::{ActiveFault, Judge};
use crate::posture::stale::SceneAnchor;
use crate::posture::{Baseline, Drift, Measures, Quantity, StaleWatch, Steady, measure};

/// What the person can choose about judging and alerting.
#[derive(Debug, Clone, PartialEq)]
pub struct EngineConfig {
    /// Horizontal field of view of the camera, degrees.
    pub hfov_deg: f64,
    /// Scales every limit: below 1 is stricter.
    pub limit_scale: f64,
    /// Faults that are switched off.
    pub unwatched: BTreeSet<Fault>,
    /// When an alert is due.
    pub timing: AlertTiming,
    /// How long the upright capture lasts, milliseconds.
    pub calibration_ms: i64,
    /// What the person has at hand.
    pub equipment: Vec<Equipment>,
}

impl Default for EngineConfig {
    fn default() -> Self {
        Self {
            hfov_deg: DEFAULT_HFOV_DEG,
            limit_scale: 1.0,
            unwatched: BTreeSet::new(),
            timing: AlertTiming::default(),
            calibration_ms: 4_000,
            equipment: Vec::new(),
        }
    }
}

/// The state machine.
#[derive(Debug)]
pub struct Engine {
    catalogue: Catalogue,
    config: EngineConfig,
    baseline: Option<Baseline>,
    baseline_image: Option<ImageSize>,
    capture: Option<BaselineCapture>,
    calibration: CalibrationState,
    steady: Steady,
    stale: StaleWatch,
    drift: Drift,
    slouch: Option<SlouchCapture>,
    is_scene_accepted: bool,
    judge: Judge,
    alerts: AlertPolicy,
    advice: Option<Advice>,
    recommended: Vec<String>,
}

/// A running capture of the person's slouch.
#[derive(Debug, Clone, Copy, Default)]
struct SlouchCapture {
    started: Option<MonotonicMs>,
}

/// How many past recommendations are remembered for variety.
const REMEMBERED: usize = 64;

impl Engine {
    /// A fresh engine without a baseline.
    #[must_use]
    pub fn new(catalogue: Catalogue, config: EngineConfig) -> Self {
        Self {
            catalogue,
            config,
            baseline: None,
            baseline_image: None,
            capture: None,
            calibration: CalibrationState::Uncalibrated,
            steady: Steady::default(),
            stale: StaleWatch::default(),
            drift: Drift::default(),
            slouch: None,
            is_scene_accepted: false,
            judge: Judge::default(),
            alerts: AlertPolicy::default(),
            advice: None,
            recommended: Vec::new(),
        }
    }

    /// The catalogue it recommends from.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Takes over changed choices; running faults go on.
    pub fn set_config(&mut self, config: EngineConfig) {
        self.config = config;
    }

    /// Begins to capture the person's upright at the next picture.
    pub fn start_calibration(&mut self) {
        self.capture = None;
        self.slouch = None;
        self.calibration = CalibrationState::Waiting;
    }

    /// Begins to capture how the person slouches, which sets where their faults begin. Needs a
    /// baseline; without one nothing happens.
    pub fn start_slouch_capture(&mut self) {
        if self.baseline.is_some() && self.capture.is_none() {
            self.slouch = Some(SlouchCapture::default());
            self.steady.reset();
        }
    }

    /// Gives up a running capture; the old baseline, if any, stays.
    pub fn cancel_calibration(&mut self) {
        self.capture = None;
        self.slouch = None;
        self.calibration = self.settled();
    }

    /// Forgets the baseline.
    pub fn clear_baseline(&mut self) {
        self.baseline = None;
        self.baseline_image = None;
        self.cancel_calibration();
        self.steady.reset();
        self.judge.reset();
    }

    /// The person says the camera was not moved: the surroundings as they look from now on belong
    /// to the baseline.
    pub fn keep_baseline(&mut self) {
        if let Some(baseline) = &mut self.baseline {
            baseline.scene = None;
            self.is_scene_accepted = true;
        }
        self.stale.keep();
        self.cancel_calibration();
    }

    /// No alerts until `until`.
    pub fn snooze_until(&mut self, until: MonotonicMs) {
        self.alerts.snooze_until(until);
        self.advice = None;
    }

    /// The person has seen the alert.
    pub fn dismiss_alert(&mut self) {
        self.alerts.dismiss();
        self.advice = None;
    }

    /// Another stretch for the same alert.
    pub fn another_stretch(&mut self) {
        if let Some(fault) = self.advice.as_ref().map(|a| a.fault) {
            let since = self.advice.as_ref().map_or(MonotonicMs(0), |a| a.since);
            self.advice = self.advise(fault, since);
        }
    }

    /// The stretch the person would be offered for `fault` now, without noting it as offered.
    #[must_use]
    pub fn recommendation_for(&self, fault: Fault) -> Option<(String, String, String)> {
        let context = self.context();
        let found = recommend(&self.catalogue, fault, &context)?;
        Some((found.item.id.clone(), found.muscle.id.clone(), found.why))
    }

    fn context(&self) -> RecommendContext {
        RecommendContext {
            recent: self.recommended.clone(),
            equipment: self.config.equipment.clone(),
            ..RecommendContext::default()
        }
    }

    fn advise(&mut self, fault: Fault, since: MonotonicMs) -> Option<Advice> {
        let (stretch, muscle, why) = self.recommendation_for(fault)?;
        self.recommended.push(stretch.clone());
        if self.recommended.len() > REMEMBERED {
            self.recommended.remove(0);
        }
        Some(Advice { fault, since, stretch, muscle, why })
    }

    /// One picture: what was seen (or that nobody was) at `now`.
    pub fn step(&mut self, pose: Option<&Pose>, now: MonotonicMs) -> (Snapshot, Vec<Event>) {
        let mut events = Vec::new();
        self.step_calibration(pose, now, &mut events);

        self.accept_scene(pose);
        let measures = pose.map_or_else(Measures::nobody, |pose| self.measure(pose));
        let measures = self.steady.add(measures, now);
        let measures = self.drift.corrected(measures);
        self.watch_baseline(&measures, now, &mut events);
        let config = &self.config;
        let judgement = self
            .judge
            .judge(&measures, now, config.limit_scale, |fault| !config.unwatched.contains(&fault));
        self.drift.learn(&measures, judgement.state, now);
        self.step_slouch(&measures, now, &mut events);

        if self.capture.is_none()
            && self.slouch.is_none()
            && self.calibration != CalibrationState::Waiting
        {
            match self.alerts.step(&judgement.faults, judgement.state, now, &self.config.timing) {
                AlertVerdict::Quiet => {}
                AlertVerdict::Raise(ActiveFault { fault, since, .. }) => {
                    self.advice = self.advise(fault, since);
                    if let Some(advice) = self.advice.clone() {
                        events.push(Event::Alert { t: now, advice });
                    }
                }
                AlertVerdict::Corrected(fault) => {
                    self.advice = None;
                    events.push(Event::Corrected { t: now, fault });
                }
            }
        }
        let snapshot = Snapshot {
            t: now,
            measures,
            state: judgement.state,
            faults: judgement.faults,
            calibration: self.calibration.clone(),
            advice: self.advice.clone(),
        };
        (snapshot, events)
    }

    /// Takes over the surroundings of the first picture after [`Self::keep_baseline`].
    fn accept_scene(&mut self, pose: Option<&Pose>) {
        if !self.is_scene_accepted {
            return;
        }
        if let (Some(baseline), Some(scene)) = (&mut self.baseline, pose.and_then(|p| p.scene)) {
            let anchor = SceneAnchor { reference: scene.reference, correlation: scene.correlation };
            baseline.scene = Some(anchor);
            self.is_scene_accepted = false;
        }
    }

    fn watch_baseline(&mut self, measures: &Measures, now: MonotonicMs, events: &mut Vec<Event>) {
        let reason = self.stale.add(self.baseline.as_ref(), measures, now);
        match (&self.calibration, reason) {
            (CalibrationState::Calibrated, Some(reason)) => {
                self.calibration = CalibrationState::Stale(reason);
                events.push(Event::BaselineStale { t: now, reason });
            }
            (CalibrationState::Stale(_), None) => self.calibration = CalibrationState::Calibrated,
            _ => {}
        }
    }

    fn measure(&self, pose: &Pose) -> Measures {
        let camera = camera_for(pose.image, self.config.hfov_deg);
        // A baseline belongs to the view of one camera: another shape of picture is another view.
        let baseline = self.baseline.as_ref().filter(|_| {
            self.baseline_image.is_some_and(|at_capture| same_shape(at_capture, pose.image))
        });
        let measures = measure(pose, &camera, baseline);
        match baseline {
            Some(baseline) if baseline.view != measures.view => measure(pose, &camera, None),
            _ => measures,
        }
    }

    /// Waits until the window of steady measures holds nothing but the slouch, then takes it over.
    fn step_slouch(&mut self, measures: &Measures, now: MonotonicMs, events: &mut Vec<Event>) {
        let Some(slouch) = &mut self.slouch else { return };
        let started = *slouch.started.get_or_insert(now);
        let done_ms = now.since_ms(started);
        if done_ms < self.config.calibration_ms {
            let share = done_ms as f32 / self.config.calibration_ms.max(1) as f32;
            self.calibration = CalibrationState::Capturing { share };
            return;
        }
        self.slouch = None;
        let change = |quantity: Quantity| measures.get(quantity).known().and_then(|m| m.delta);
        let result = match &mut self.baseline {
            Some(baseline) if change(Quantity::ForwardHead).is_some() => {
                baseline.set_slouch(&change)
            }
            _ => Err(CalibrationProblem::NotSeen),
        };
        match result {
            Ok(()) => {
                self.calibration = CalibrationState::Calibrated;
                self.judge.reset();
                events.push(Event::SlouchSet { t: now });
            }
            Err(problem) => {
                self.calibration = CalibrationState::Failed(problem);
                events.push(Event::CalibrationFailed { t: now, problem });
            }
        }
    }

    fn settled(&self) -> CalibrationState {
        if self.baseline.is_some() {
            CalibrationState::Calibrated
        } else {
            CalibrationState::Uncalibrated
        }
    }

    fn step_calibration(&mut self, pose: Option<&Pose>, now: MonotonicMs, events: &mut Vec<Event>) {
        if self.calibration == CalibrationState::Waiting {
            let Some(pose) = pose else { return };
            let camera = camera_for(pose.image, self.config.hfov_deg);
            self.capture = Some(BaselineCapture::new(camera, pose.image, now));
        }
        let Some(capture) = &mut self.capture else { return };
        capture.add(pose);
        let done_ms = now.since_ms(capture.started());
        if done_ms < self.config.calibration_ms {
            let share = done_ms as f32 / self.config.calibration_ms.max(1) as f32;
            self.calibration = CalibrationState::Capturing { share };
            return;
        }
        match self.finish_calibration() {
            Ok(()) => events.push(Event::Calibrated { t: now }),
            Err(problem) => events.push(Event::CalibrationFailed { t: now, problem }),
        }
    }

    /// Ends a running capture now and uses what it collected.
    ///
    /// # Errors
    /// [`CalibrationProblem`] when it is no good; an older baseline stays in use.
    pub fn finish_calibration(&mut self) -> Result<(), CalibrationProblem> {
        let Some(capture) = self.capture.take() else {
            // Either it has ended by itself, or nobody was ever in view.
            return match &self.calibration {
                CalibrationState::Failed(problem) => Err(*problem),
                CalibrationState::Waiting => {
                    self.calibration = self.settled();
                    Err(CalibrationProblem::NotSeen)
                }
                _ => Ok(()),
            };
        };
        match capture.finish() {
            Ok(baseline) => {
                self.baseline = Some(baseline);
                self.baseline_image = Some(capture.image());
                self.steady.reset();
                self.stale.reset();
                self.drift.reset();
                self.slouch = None;
                self.is_scene_accepted = false;
                self.judge.reset();
                self.alerts.dismiss();
                self.advice = None;
                self.calibration = CalibrationState::Calibrated;
                Ok(())
            }
            Err(problem) => {
                self.calibration = CalibrationState::Failed(problem);
                Err(problem)
            }
        }
    }
}

/// Same aspect ratio within 2 %: the same camera at another resolution.
fn same_shape(a: ImageSize, b: ImageSize) -> bool {
    let aspect = |s: ImageSize| f64::from(s.width) / f64::from(s.height.max(1));
    (aspect(a) / aspect(b) - 1.0).abs() < 0.02
}

#[cfg(test)]
#[path = "engine_tests.rs"]
mod tests;
