//! Guided captures of the upright posture and of the slouch: a countdown, a few seconds of holding
//! still, and another attempt if the capture failed.

use super::config::EngineConfig;
use super::event::Event;
use super::snapshot::CalibrationState;
use super::{Engine, same_shape};
use crate::body::{BlankPicture, MonotonicMs, Pose};
use crate::posture::baseline::{BaselineCapture, CalibrationProblem};
use crate::posture::baseline_record::BaselineRecord;
use crate::posture::carry_over::CarryOver;
use crate::posture::facing::FacingWatch;
use crate::posture::likeness::LikenessWatch;
use crate::posture::{CameraModel, Measures, Quantity, View};

/// The state of a running or waiting capture.
#[derive(Debug, Clone)]
pub(super) struct CaptureRun {
    kind: CaptureKind,
    /// Time at which a person was first in view.
    first_seen: Option<MonotonicMs>,
    upright: Option<BaselineCapture>,
    attempts: u32,
    /// The problem of the previous attempt or of the current frame.
    hint: Option<CalibrationProblem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CaptureKind {
    Upright,
    Slouch,
}

impl CaptureRun {
    fn of(kind: CaptureKind) -> Self {
        Self { kind, first_seen: None, upright: None, attempts: 0, hint: None }
    }
}

impl Engine {
    /// Starts a capture of the upright posture. It begins as soon as a person is in view.
    pub fn start_calibration(&mut self) {
        self.upright.capture = Some(CaptureRun::of(CaptureKind::Upright));
        self.upright.calibration = CalibrationState::Waiting;
    }

    /// Starts a capture of the person's slouch, which scales the limits of their faults. Without a
    /// baseline, or while another capture runs, nothing happens.
    pub fn start_slouch_capture(&mut self) {
        if self.upright.baseline.is_some() && !self.is_calibrating() {
            self.upright.capture = Some(CaptureRun::of(CaptureKind::Slouch));
            self.upright.calibration = CalibrationState::Waiting;
            self.steady.reset();
        }
    }

    /// Cancels a running capture. An existing baseline stays in use.
    pub fn cancel_calibration(&mut self) {
        self.upright.capture = None;
        self.upright.calibration = self.settled();
    }

    /// Removes the baseline.
    pub fn clear_baseline(&mut self) {
        self.upright.baseline = None;
        self.upright.image = None;
        self.upright.is_remembered = false;
        self.upright.carry_over = None;
        self.cancel_calibration();
        self.steady.reset();
        self.judge.reset();
    }

    /// Uses the baseline of an earlier day. The appearance of trunk and surroundings is missing from it,
    /// because pictures are never saved. It is captured as soon as the person sits as in that baseline
    /// ([`CarryOver`]).
    pub fn recall_baseline(&mut self, saved: &BaselineRecord) {
        let saved = saved.clone().seen_with_or(self.config.older_hfov_deg);
        let carry_over = CarryOver::new(saved.baseline(), saved.image);
        self.upright.baseline = Some(carry_over.earlier().clone());
        self.upright.image = Some(saved.image);
        self.upright.is_remembered = true;
        self.upright.day = saved.day;
        self.upright.carry_over = Some(carry_over);
        self.watch.facing = FacingWatch::default();
        self.after_new_baseline();
        // It is not yet known who sits there today.
        self.watch.likeness.interrupt();
    }

    /// The part of the baseline to save for another day. A baseline that was taken over stays the one that the
    /// person has set, so that errors do not add up from day to day.
    #[must_use]
    pub fn baseline_to_save(&self) -> Option<BaselineRecord> {
        let upright = &self.upright;
        match &upright.carry_over {
            Some(carry_over) => {
                BaselineRecord::of(carry_over.as_taken(), carry_over.image(), upright.day)
            }
            None => BaselineRecord::of(upright.baseline.as_ref()?, upright.image?, upright.day),
        }
    }

    /// Returns whether a capture runs or waits for the person.
    #[must_use]
    pub fn is_calibrating(&self) -> bool {
        self.upright.capture.is_some()
    }

    /// Returns whether a capture of the upright posture runs or waits for the person.
    #[must_use]
    pub fn is_capturing_upright(&self) -> bool {
        self.upright.capture.as_ref().is_some_and(|capture| capture.kind == CaptureKind::Upright)
    }

    /// Ends a running capture of the upright posture now and uses the collected frames.
    ///
    /// # Errors
    /// [`CalibrationProblem`] when the capture failed; an older baseline stays in use.
    pub fn finish_calibration(&mut self) -> Result<(), CalibrationProblem> {
        let Some(capture) = self.upright.capture.take() else {
            // The capture has already ended.
            return match &self.upright.calibration {
                CalibrationState::Failed { problem, .. } => Err(*problem),
                _ => Ok(()),
            };
        };
        let Some(upright) = capture.upright else {
            // No person was ever in view.
            self.upright.calibration = self.settled();
            return Err(CalibrationProblem::NotSeen);
        };
        self.take_over(&upright)
    }

    fn take_over(&mut self, capture: &BaselineCapture) -> Result<(), CalibrationProblem> {
        match capture.finish() {
            Ok(mut baseline) => {
                // Same person and same camera: the slouch that was shown before is still valid.
                if self.upright.is_remembered
                    && let Some(before) = &self.upright.baseline
                    && self.upright.image.is_some_and(|image| same_shape(image, capture.image()))
                {
                    baseline.keep_own_limits_of(before);
                }
                self.upright.baseline = Some(baseline);
                self.upright.image = Some(capture.image());
                self.upright.is_remembered = false;
                self.upright.carry_over = None;
                let today = self.watch.surroundings.local.day;
                self.upright.day = (today != 0).then_some(today);
                self.watch.facing = FacingWatch::default();
                self.after_new_baseline();
                Ok(())
            }
            Err(problem) => {
                self.upright.calibration = self.failed(problem);
                Err(problem)
            }
        }
    }

    pub(super) fn after_new_baseline(&mut self) {
        self.upright.capture = None;
        self.steady.reset();
        self.upright.stale.reset();
        self.upright.drift.reset();
        self.upright.is_scene_accepted = false;
        self.judge.reset();
        self.watch.likeness = LikenessWatch::default();
        self.upright.calibration = self.settled();
    }

    pub(super) fn settled(&self) -> CalibrationState {
        match (&self.upright.baseline, self.upright.is_remembered) {
            (None, _) => CalibrationState::Uncalibrated,
            (Some(_), true) if self.upright.is_carried_over() => {
                CalibrationState::TakenOver { day: self.upright.day }
            }
            (Some(_), true) => CalibrationState::Remembered {
                day: self.upright.day,
                is_waiting: self.upright.carry_over.as_ref().is_some_and(CarryOver::is_waiting),
            },
            (Some(_), false) => CalibrationState::Calibrated,
        }
    }

    /// Processes one frame of a capture of the upright posture.
    pub(super) fn step_upright(
        &mut self,
        pose: Option<&Pose>,
        now: MonotonicMs,
        events: &mut Vec<Event>,
    ) {
        let config = &self.config;
        let Some(capture) =
            self.upright.capture.as_mut().filter(|c| c.kind == CaptureKind::Upright)
        else {
            return;
        };
        if let Some(state) = count_down(capture, pose.is_some(), now, config) {
            self.upright.calibration = state;
            return;
        }
        if capture.upright.is_none() {
            let Some(pose) = pose else { return };
            let camera = CameraModel::new(pose.image, &config.field_of_view);
            capture.upright = Some(BaselineCapture::new(camera, pose.image, now));
        }
        let Some(upright) = &mut capture.upright else { return };
        upright.add(pose);
        let done_ms = now.since_ms(upright.started());
        if done_ms < config.calibration_ms {
            self.upright.calibration =
                CalibrationState::Capturing { share: share(done_ms, config), hint: capture.hint };
            return;
        }
        capture.attempts += 1;
        let attempts = capture.attempts;
        let Some(upright) = capture.upright.take() else { return };
        match self.take_over(&upright).map_err(|problem| self.explained(problem)) {
            Ok(()) => {
                self.end_alerts(now, events);
                events.push(Event::Calibrated { t: now });
            }
            Err(problem) if attempts < self.config.calibration_attempts => {
                if let Some(capture) = &mut self.upright.capture {
                    capture.hint = Some(problem);
                }
                self.upright.calibration =
                    CalibrationState::Capturing { share: 0.0, hint: Some(problem) };
            }
            Err(problem) => {
                self.upright.capture = None;
                self.upright.calibration = self.failed(problem);
                events.push(Event::CalibrationFailed { t: now, problem });
            }
        }
    }

    fn failed(&self, problem: CalibrationProblem) -> CalibrationState {
        CalibrationState::Failed { problem, has_baseline: self.upright.baseline.is_some() }
    }

    /// The problem of the picture, if that is why nobody was seen.
    fn explained(&self, problem: CalibrationProblem) -> CalibrationProblem {
        match (problem, self.watch.blank) {
            (CalibrationProblem::NotSeen, Some(BlankPicture::Black)) => {
                CalibrationProblem::BlackPicture
            }
            (CalibrationProblem::NotSeen, Some(BlankPicture::OneColour)) => {
                CalibrationProblem::OneColourPicture
            }
            (problem, _) => problem,
        }
    }

    /// Shows the problem of the current frame while a capture runs.
    pub(super) fn hint_at(&mut self, measures: &Measures) {
        let problem = match measures.view {
            View::Front | View::Side => None,
            View::Oblique => Some(CalibrationProblem::Turned),
            View::HeadOnly => Some(CalibrationProblem::ShouldersNotInView),
            View::Nobody => Some(self.explained(CalibrationProblem::NotSeen)),
        };
        if let CalibrationState::Capturing { hint, .. } = &mut self.upright.calibration
            && problem.is_some()
        {
            *hint = problem;
        }
    }

    /// Processes one frame of a capture of the slouch: waits until the window of medians holds only the
    /// slouch, then sets the person's own limits.
    pub(super) fn step_slouch(
        &mut self,
        measures: &Measures,
        now: MonotonicMs,
        events: &mut Vec<Event>,
    ) {
        let config = &self.config;
        let Some(capture) = self.upright.capture.as_mut().filter(|c| c.kind == CaptureKind::Slouch)
        else {
            return;
        };
        let is_somebody = measures.view != View::Nobody;
        if let Some(state) = count_down(capture, is_somebody, now, config) {
            self.upright.calibration = state;
            return;
        }
        let first_seen = capture.first_seen.unwrap_or(now);
        let done_ms = now.since_ms(first_seen) - config.countdown_ms;
        if done_ms < config.calibration_ms {
            self.upright.calibration =
                CalibrationState::Capturing { share: share(done_ms, config), hint: None };
            return;
        }
        self.upright.capture = None;
        let change = |quantity: Quantity| measures.get(quantity).known().and_then(|m| m.delta);
        let result = match &mut self.upright.baseline {
            Some(baseline) if change(Quantity::ForwardHead).is_some() => {
                baseline.set_slouch(&change)
            }
            _ => Err(CalibrationProblem::NotSeen),
        };
        match result {
            Ok(()) => {
                if let (Some(carry_over), Some(today)) =
                    (&mut self.upright.carry_over, &self.upright.baseline)
                {
                    carry_over.keep_own_limits_of(today);
                }
                self.upright.calibration = self.settled();
                self.judge.reset();
                events.push(Event::SlouchSet { t: now });
            }
            Err(problem) => {
                self.upright.calibration = self.failed(problem);
                events.push(Event::CalibrationFailed { t: now, problem });
            }
        }
    }
}

/// The state to show while a capture waits for a person or counts down; `None` once it runs.
fn count_down(
    capture: &mut CaptureRun,
    is_somebody: bool,
    now: MonotonicMs,
    config: &EngineConfig,
) -> Option<CalibrationState> {
    if capture.first_seen.is_none() && !is_somebody {
        return Some(CalibrationState::Waiting);
    }
    let first_seen = *capture.first_seen.get_or_insert(now);
    let left_ms = config.countdown_ms - now.since_ms(first_seen);
    let is_slouch = capture.kind == CaptureKind::Slouch;
    (left_ms > 0).then_some(CalibrationState::Countdown { left_ms, is_slouch })
}

fn share(done_ms: i64, config: &EngineConfig) -> f32 {
    done_ms as f32 / config.calibration_ms.max(1) as f32
}
