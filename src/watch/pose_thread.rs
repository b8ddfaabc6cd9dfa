//! The pose thread: takes the newest frame, measures it and puts the result into the [`LatestState`]. It also
//! applies the queued commands and sets the capture rate.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::baselines::{BaselineKey, Baselines};
use super::capture::Arrival;
use super::clock::{self, SleepDetector, WatchClock};
use super::gate::Gate;
use super::latest_state::{LatestState, LiveView, SeenCamera};
use super::model_choice;
use super::pose_source::PoseSource;
use super::{Command, Commander, WatchFailure, WatchOptions};
use crate::desktop::{crash, displays};
use crate::settings::{CameraFacts, CameraPicture, picture_of};
use plumbline_core::body::{MonotonicMs, Turn};
use plumbline_core::coaching::silence::{Snooze, Surroundings};
use plumbline_core::engine::cadence::Rate;
use plumbline_core::engine::{CalibrationState, Engine, EngineConfig, Event};
use plumbline_vision::frames::optics::Optics;
use plumbline_vision::frames::slot::{LatestSlot, Taken};
use plumbline_vision::pose::{Tracker, TrackerOptions, runtime};

/// Maximum wait for a frame or a command. The surroundings are updated at least this often.
const IDLE_TIMEOUT: Duration = Duration::from_secs(5);

/// A frame is measured although it arrives up to this share of the interval before it is due: the source has chosen
/// it as due, and the threads between add a few milliseconds. A frame that is dropped here costs a whole interval.
const EARLY_SHARE: (i64, i64) = (1, 5);

/// Minimum interval between reads of the local date and time, milliseconds.
const CLOCK_INTERVAL_MS: i64 = 10_000;

/// First and longest pause between a panic of the pose thread and its restart. The pause doubles with
/// every panic.
const RESTART_PAUSE: std::ops::RangeInclusive<Duration> =
    Duration::from_secs(1)..=Duration::from_secs(60);

/// Time without a panic after which the next restart uses the first pause again.
const PAUSE_RESET_AFTER: Duration = Duration::from_secs(10 * 60);

/// Runs until `slot` is closed, or until the pose model cannot be used. A panic restarts the measurement.
pub(super) fn run(
    options: WatchOptions,
    slot: &Arc<LatestSlot<Arrival>>,
    latest: &LatestState,
    gate: &Gate,
    commander: &Commander,
    clock: WatchClock,
) {
    let backend = runtime::backend(options.data_dir.as_deref());
    latest.set_backend(backend.to_string());
    let tracker_options =
        TrackerOptions { data_dir: options.data_dir.clone(), ..TrackerOptions::live() };
    let loaded = match options.variant {
        Some(variant) => {
            Tracker::new(variant, tracker_options.clone()).map(|tracker| (tracker, variant))
        }
        None => model_choice::tracker(&tracker_options),
    };
    let (tracker, variant) = match loaded {
        Ok(loaded) => loaded,
        Err(error) => {
            tracing::error!(%error, "the pose model cannot run");
            return latest.set_failure(WatchFailure::ModelCannotRun { error: error.to_string() });
        }
    };
    let mut pose_thread = PoseThread {
        engine: Engine::new(options.catalogue, options.config),
        cameras: options.cameras,
        picture: CameraPicture::default(),
        optics: Optics::default(),
        pose_source: PoseSource::new(tracker),
        baselines: Baselines::open(options.baselines_file),
        place: options.place,
        displays: displays::connected(),
        model: variant.file().file_name(),
        camera: None,
        surroundings: Surroundings::default(),
        clock_read_ms: i64::MIN / 2,
        sleep: SleepDetector::default(),
        is_capturing: false,
        is_capturing_today: false,
        last_frame_ms: i64::MIN / 2,
        sequence: 0,
        latest,
        gate,
    };
    // A source without a stable name has no change of camera that would set it.
    pose_thread.configure(pose_thread.engine.config().clone());
    let mut pause = *RESTART_PAUSE.start();
    let mut last_panic: Option<Instant> = None;
    loop {
        // Unwind safe: `restart` replaces everything that a panic may leave half changed.
        let step = AssertUnwindSafe(|| pose_thread.step(slot, commander, clock));
        match catch_unwind(step) {
            Ok(ControlFlow::Continue(())) => continue,
            Ok(ControlFlow::Break(())) => return,
            Err(_) => {}
        }
        if last_panic.is_some_and(|at| at.elapsed() >= PAUSE_RESET_AFTER) {
            pause = *RESTART_PAUSE.start();
        }
        last_panic = Some(Instant::now());
        crash::survived();
        tracing::error!(
            pause_s = pause.as_secs(),
            "the pose thread panicked; the measurement restarts"
        );
        latest.set_failure(WatchFailure::Panicked);
        if gate.sleep(pause) {
            return;
        }
        pause = (pause * 2).min(*RESTART_PAUSE.end());
        match Tracker::new(variant, tracker_options.clone()) {
            Ok(tracker) => pose_thread.restart(PoseSource::new(tracker)),
            Err(error) => {
                tracing::error!(%error, "the pose model cannot run");
                return latest
                    .set_failure(WatchFailure::ModelCannotRun { error: error.to_string() });
            }
        }
    }
}

struct PoseThread<'a> {
    engine: Engine,
    pose_source: PoseSource,
    baselines: Baselines,
    place: String,
    /// The set of connected displays.
    displays: String,
    /// File name of the landmark model.
    model: &'static str,
    /// Camera or video of the last frame; `None` for a source without a stable name.
    camera: Option<Arc<str>>,
    /// USB id of that camera.
    optics: Optics,
    /// What is known about the cameras.
    cameras: CameraFacts,
    /// How the pictures of the current camera are turned and mirrored.
    picture: CameraPicture,
    surroundings: Surroundings,
    /// Time of the last read of the local date and time.
    clock_read_ms: i64,
    sleep: SleepDetector,
    /// Whether a calibration was capturing at the last frame.
    is_capturing: bool,
    /// Whether today's looks were being captured at the last frame.
    is_capturing_today: bool,
    /// Arrival time of the last measured frame.
    last_frame_ms: i64,
    /// Number of measured frames.
    sequence: u64,
    latest: &'a LatestState,
    gate: &'a Gate,
}

impl PoseThread<'_> {
    /// Applies the queued commands and measures one frame. Breaks once the slot is closed.
    fn step(
        &mut self,
        slot: &Arc<LatestSlot<Arrival>>,
        commander: &Commander,
        clock: WatchClock,
    ) -> ControlFlow<()> {
        let reading = clock.read();
        let now = reading.now;
        if let Some(slept_ms) = self.sleep.slept_ms(reading) {
            tracing::info!(slept_s = slept_ms / 1000, "the machine has slept");
            let events = self.engine.slept(slept_ms, now);
            self.report_events(events);
        }
        self.update_surroundings(now);
        for command in commander.take(slot) {
            self.apply(command, now);
        }
        match slot.take_timeout(IDLE_TIMEOUT) {
            Taken::Value(arrival) => self.measure(&arrival),
            Taken::TimedOut => {}
            Taken::Closed => return ControlFlow::Break(()),
        }
        ControlFlow::Continue(())
    }

    /// Replaces engine and pose source after a panic. Configuration, situation and stored baseline stay the
    /// same. Alerts that were open at the panic get no ending event.
    fn restart(&mut self, pose_source: PoseSource) {
        self.engine = self.engine.restarted();
        self.pose_source = pose_source;
        self.is_capturing = false;
        self.is_capturing_today = false;
        self.load_baseline();
        self.gate.set_rate(self.engine.rate());
    }

    /// Updates local time and attention, and gives them to the engine.
    fn update_surroundings(&mut self, now: MonotonicMs) {
        if now.0 - self.clock_read_ms >= CLOCK_INTERVAL_MS {
            self.clock_read_ms = now.0;
            self.surroundings.local = clock::local_time();
            self.follow_displays();
        }
        let attention = self.latest.attention();
        self.surroundings.is_window_seen = attention.is_window_seen;
        self.engine.set_surroundings(self.surroundings);
        let mut situation = self.engine.situation();
        situation.is_looked_at = attention.is_looked_at;
        situation.is_shown = attention.is_window_seen;
        let events = self.engine.set_situation(situation, now);
        self.report_events(events);
        self.gate.set_rate(self.engine.rate());
    }

    fn measure(&mut self, arrival: &Arrival) {
        let interval_ms = match self.engine.rate() {
            // The frame was captured before monitoring was switched off.
            Rate::Off(_) => return,
            Rate::Every(ms) => i64::from(ms),
            Rate::Peek(_) => i64::from(plumbline_core::engine::cadence::LIVE_MS),
        };
        let early_ms = interval_ms * EARLY_SHARE.0 / EARLY_SHARE.1;
        if arrival.at_ms - self.last_frame_ms < interval_ms - early_ms {
            return;
        }
        self.last_frame_ms = arrival.at_ms;
        self.set_camera(arrival.camera.as_ref(), arrival.optics);
        let now = MonotonicMs(arrival.at_ms);
        // The tracker's filters need a monotonic clock: the time stamps of a looping recording jump back.
        let frame = arrival.frame.oriented(self.picture.orientation).at(arrival.at_ms);
        let (snapshot, events) = match self.pose_source.measure(&mut self.engine, &frame, now) {
            Ok(measured) => measured,
            Err(error) => {
                tracing::error!(%error, "the pose model failed on a frame");
                return self
                    .latest
                    .set_failure(WatchFailure::ModelFailed { error: error.to_string() });
            }
        };
        self.renew_references_on_capture(&snapshot.calibration);
        self.gate.set_rate(self.engine.rate());
        if self.sequence == 0 {
            tracing::info!(state = snapshot.state.name(), "first picture measured");
        }
        self.sequence += 1;
        let tracked = self.pose_source.tracked();
        self.latest.set_live(LiveView {
            sequence: self.sequence,
            frame,
            pose: tracked.pose.clone(),
            people: tracked.people,
            snapshot,
            timings: tracked.timings,
        });
        self.report_events(events);
    }

    /// Renews the reference appearance of trunk and surroundings when the capture of the upright baseline
    /// begins. At the request it would be too early: the person may still be straightening up. The same for
    /// the capture of today's looks, which may end without a result.
    fn renew_references_on_capture(&mut self, calibration: &CalibrationState) {
        let is_capturing = matches!(calibration, CalibrationState::Capturing { .. });
        if is_capturing && !self.is_capturing && self.engine.is_capturing_upright() {
            self.pose_source.tracker.renew_references();
        }
        self.is_capturing = is_capturing;
        let is_capturing_today = self.engine.is_capturing_today();
        match (self.is_capturing_today, is_capturing_today) {
            (false, true) => self.pose_source.tracker.renew_references(),
            (true, false) if !calibration.is_of_today() && !is_capturing => {
                self.pose_source.tracker.restore_references();
            }
            _ => {}
        }
        self.is_capturing_today = is_capturing_today;
    }

    /// Switches to the field of view and the baseline of `camera`, if it differs from the previous camera.
    fn set_camera(&mut self, camera: Option<&Arc<str>>, optics: Optics) {
        if self.camera.as_ref() == camera && self.optics == optics {
            return;
        }
        let is_same_name = self.camera.as_ref() == camera;
        self.camera = camera.cloned();
        self.optics = optics;
        self.picture = self.known_picture();
        self.publish_camera(None);
        self.configure(self.engine.config().clone());
        if is_same_name {
            return;
        }
        self.pose_source.reset();
        // A calibration that was requested before the first frame stays requested.
        let is_capturing_upright = self.engine.is_capturing_upright();
        self.load_baseline();
        if is_capturing_upright {
            self.engine.start_calibration();
        }
    }

    /// How the pictures of the current camera are turned and mirrored, as far as it was known before.
    fn known_picture(&self) -> CameraPicture {
        let pictures = &self.cameras.pictures;
        self.camera.as_ref().map(|name| picture_of(pictures, name)).unwrap_or_default()
    }

    fn publish_camera(&self, recognised_turn: Option<Turn>) {
        let optics = self.optics;
        self.latest.set_camera(self.camera.clone().map(|name| SeenCamera {
            name,
            optics,
            recognised_turn,
        }));
    }

    /// Uses what is now known about the cameras.
    fn use_cameras(&mut self, cameras: CameraFacts) {
        self.cameras = cameras;
        self.publish_camera(None);
        let known = self.known_picture();
        let before = std::mem::replace(&mut self.picture, known);
        self.configure(self.engine.config().clone());
        if before.orientation.is_mirrored != self.picture.orientation.is_mirrored {
            // Left and right of the baseline in use are exchanged.
            self.pose_source.reset();
            self.load_baseline();
        }
    }

    /// The people in view are turned: turns later pictures by `turn` more.
    fn turn_pictures(&mut self, turn: Turn) {
        self.picture.recognise(turn);
        self.publish_camera(Some(self.picture.orientation.turn));
    }

    /// Uses `config` with the field of view of the current camera.
    fn configure(&mut self, config: EngineConfig) {
        let fields = &self.cameras.fields_of_view;
        let config = EngineConfig {
            field_of_view: fields.of_camera(self.camera.as_deref(), self.optics),
            older_hfov_deg: fields.older_hfov_deg(),
            ..config
        };
        if config != *self.engine.config() {
            self.engine.set_config(config);
        }
    }

    fn baseline_key(&self, camera: &str) -> BaselineKey {
        BaselineKey {
            camera: camera.to_owned(),
            place: self.place.clone(),
            model: self.model.to_owned(),
            displays: self.displays.clone(),
            is_mirrored: self.picture.orientation.is_mirrored,
        }
    }

    /// Restores the stored baseline of this camera, place and model, or clears the baseline.
    fn load_baseline(&mut self) {
        let camera = self.camera.as_ref();
        let saved = camera.map(|camera| self.baselines.find(&self.baseline_key(camera)));
        let saved = saved.unwrap_or_default();
        if !saved.is_empty() {
            tracing::info!(camera = ?self.camera, place = %self.place, "baseline restored");
        }
        self.engine.recall_uprights(saved);
    }

    /// Switches to the baseline of the connected displays, if they have changed and have one.
    fn follow_displays(&mut self) {
        let displays = displays::connected();
        if displays == self.displays {
            return;
        }
        tracing::info!("other displays are connected");
        self.displays = displays;
        let camera = self.camera.as_ref();
        if camera.is_some_and(|camera| self.baselines.has(&self.baseline_key(camera))) {
            self.load_baseline();
        }
    }

    /// Stores the baseline for later runs.
    fn store_baseline(&mut self) {
        let (Some(camera), Some(saved)) = (&self.camera, self.engine.baseline_to_save()) else {
            return;
        };
        let key = self.baseline_key(camera);
        if let Err(error) = self.baselines.store(key, saved) {
            tracing::warn!(%error, "the baseline is not stored for later runs");
        }
    }

    /// Logs and reports `events`; stores or restores baseline and references after a calibration.
    fn report_events(&mut self, events: Vec<Event>) {
        for event in events {
            tracing::info!(?event, "event");
            match event {
                Event::Calibrated { .. } => {
                    self.pose_source.tracker.settle_references();
                    self.store_baseline();
                }
                Event::UprightTakenOver { .. } => self.pose_source.tracker.settle_references(),
                Event::SlouchSet { .. } => self.store_baseline(),
                Event::PictureTurned { turn, .. } => self.turn_pictures(turn),
                Event::CalibrationFailed { .. } => self.pose_source.tracker.restore_references(),
                _ => {}
            }
            self.latest.report_event(event);
        }
    }

    fn apply(&mut self, command: Command, now: MonotonicMs) {
        let engine = &mut self.engine;
        let mut situation = engine.situation();
        match command {
            Command::Calibrate => engine.start_calibration(),
            Command::CalibrateSlouch => engine.start_slouch_capture(),
            Command::KeepBaseline => {
                self.pose_source.tracker.renew_scene_reference();
                engine.keep_baseline();
            }
            Command::UndoTakeOver => engine.undo_carry_over(),
            Command::CancelCalibration => {
                self.pose_source.tracker.restore_references();
                engine.cancel_calibration();
            }
            Command::SnoozeMs(ms) => engine.snooze(Snooze::Until(now + ms)),
            Command::SnoozeUntilTomorrow => {
                engine.snooze(Snooze::Day(clock::local_time().day));
            }
            Command::EndSnooze => engine.end_snooze(),
            Command::DismissAlert => engine.dismiss_alert(),
            Command::AlertWasWrong(fault) => {
                engine.dismiss_alert();
                self.latest.report_event(Event::Feedback { t: now, fault });
            }
            Command::AnotherStretch => engine.another_stretch(),
            Command::CountBreak => engine.count_break(),
            Command::Guide(is_guided) => {
                let events = engine.set_guided(is_guided, now);
                self.report_events(events);
            }
            Command::Learn(experience) => engine.learn(experience),
            Command::LearnDrawn(trial, drawn) => engine.learn_drawn(trial, drawn),
            Command::LearnWelcome(welcome) => engine.learn_welcome(*welcome),
            Command::DismissInvitation => {
                let events = engine.dismiss_invitation();
                self.report_events(events);
            }
            Command::Stretched(result) => {
                let event = engine.note_stretch(*result, now);
                self.report_events(vec![event]);
            }
            Command::Configure(config) => self.configure(*config),
            Command::UseCameraFacts(cameras) => self.use_cameras(*cameras),
            Command::UsePlace(place) => {
                if self.place != place {
                    self.place = place;
                    self.load_baseline();
                }
            }
            Command::Pause(is_paused) => situation.is_paused = is_paused,
            Command::Lock(is_locked) => situation.is_locked = is_locked,
            Command::Sleep(is_asleep) => situation.is_asleep = is_asleep,
            Command::Power(power) => situation.power = power,
            Command::Around(around) => {
                self.surroundings = Surroundings {
                    local: self.surroundings.local,
                    is_window_seen: self.surroundings.is_window_seen,
                    ..around
                };
                engine.set_surroundings(self.surroundings);
            }
            Command::CheckAttention => {}
        }
        let events = self.engine.set_situation(situation, now);
        self.report_events(events);
        self.gate.set_rate(self.engine.rate());
    }
}

#[cfg(test)]
mod tests;
