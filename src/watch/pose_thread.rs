//! The pose thread: newest picture → landmarks → engine → board; and how often to look.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::baselines::{Baselines, Place};
use super::capture::Arrival;
use super::clock;
use super::gate::Gate;
use super::latest_state::{LatestState, LiveView};
use super::model_choice;
use super::pose_source::PoseSource;
use super::{Command, Commander, WatchFailure, WatchOptions};
use crate::desktop::crash;
use plumbline_core::body::MonotonicMs;
use plumbline_core::coaching::silence::{Snooze, Surroundings};
use plumbline_core::engine::cadence::Rate;
use plumbline_core::engine::{CalibrationState, Engine, Event};
use plumbline_vision::frames::slot::{LatestSlot, Taken};
use plumbline_vision::pose::{Tracker, TrackerOptions, runtime};

/// How long to wait for a picture or a command before looking at the clock again.
const WAIT: Duration = Duration::from_secs(5);

/// Pictures that come this much too early are measured all the same, milliseconds.
const TOO_EARLY_MS: i64 = 20;

/// The calendar is looked at no more often than this, milliseconds.
const CALENDAR_MS: i64 = 10_000;

/// First and longest pause after a mistake in the measuring itself.
const AFTER_MISTAKE: std::ops::RangeInclusive<Duration> =
    Duration::from_secs(1)..=Duration::from_secs(60);

/// Without a mistake for so long, the next one counts as the first.
const FORGIVEN: Duration = Duration::from_secs(10 * 60);

pub(super) fn run(
    options: WatchOptions,
    slot: &Arc<LatestSlot<Arrival>>,
    latest: &LatestState,
    gate: &Gate,
    commander: &Commander,
    started: Instant,
) {
    let backend = runtime::backend(options.data_dir.as_deref());
    latest.set_backend(backend.to_string());
    let variant =
        options.variant.unwrap_or_else(|| model_choice::variant(options.data_dir.as_deref()));
    let tracker_options =
        TrackerOptions { data_dir: options.data_dir.clone(), ..TrackerOptions::live() };
    let sight = match Tracker::new(variant, tracker_options.clone()) {
        Ok(tracker) => PoseSource::new(tracker),
        Err(error) => {
            tracing::error!(%error, "the pose model cannot run");
            return latest.set_failure(WatchFailure::ModelCannotRun { error: error.to_string() });
        }
    };
    let mut watching = Watching {
        engine: Engine::new(options.catalogue, options.config),
        sight,
        profiles: Baselines::open(options.baselines_file),
        place: options.place,
        model: variant.file().file_name(),
        camera: None,
        surroundings: Surroundings::default(),
        calendar_ms: i64::MIN / 2,
        is_capturing: false,
        last_ms: i64::MIN / 2,
        sequence: 0,
        latest,
        gate,
    };
    let mut pause = *AFTER_MISTAKE.start();
    let mut last_mistake: Option<Instant> = None;
    loop {
        // What a panic leaves half done is replaced below before anything looks at it.
        let turn = AssertUnwindSafe(|| watching.turn(slot, commander, started));
        match catch_unwind(turn) {
            Ok(ControlFlow::Continue(())) => continue,
            Ok(ControlFlow::Break(())) => return,
            Err(_) => {}
        }
        if last_mistake.is_some_and(|at| at.elapsed() >= FORGIVEN) {
            pause = *AFTER_MISTAKE.start();
        }
        last_mistake = Some(Instant::now());
        crash::survived();
        tracing::error!(pause_s = pause.as_secs(), "measuring begins again after a mistake");
        latest.set_failure(WatchFailure::Panicked);
        if gate.sleep(pause) {
            return;
        }
        pause = (pause * 2).min(*AFTER_MISTAKE.end());
        match Tracker::new(variant, tracker_options.clone()) {
            Ok(tracker) => watching.begin_again(PoseSource::new(tracker)),
            Err(error) => {
                tracing::error!(%error, "the pose model cannot run");
                return latest
                    .set_failure(WatchFailure::ModelCannotRun { error: error.to_string() });
            }
        }
    }
}

struct Watching<'a> {
    engine: Engine,
    sight: PoseSource,
    profiles: Baselines,
    place: String,
    /// The landmark model's file.
    model: &'static str,
    /// Whose pictures came last.
    camera: Option<Arc<str>>,
    surroundings: Surroundings,
    calendar_ms: i64,
    is_capturing: bool,
    last_ms: i64,
    sequence: u64,
    latest: &'a LatestState,
    gate: &'a Gate,
}

impl Watching<'_> {
    /// What has been asked for, then one picture. Breaks when no more will come.
    fn turn(
        &mut self,
        slot: &Arc<LatestSlot<Arrival>>,
        commander: &Commander,
        started: Instant,
    ) -> ControlFlow<()> {
        let now = MonotonicMs(started.elapsed().as_millis() as i64);
        self.look_around(now);
        for command in commander.take(slot) {
            self.obey(command, now);
        }
        match slot.take_timeout(WAIT) {
            Taken::Value(arrival) => self.see(&arrival),
            Taken::TimedOut => {}
            Taken::Closed => return ControlFlow::Break(()),
        }
        ControlFlow::Continue(())
    }

    /// After a mistake: a new engine with the same choices and in the same situation, and the baseline
    /// as it was kept. What was up just then is not told to its end.
    fn begin_again(&mut self, sight: PoseSource) {
        self.engine = self.engine.begun_again();
        self.sight = sight;
        self.is_capturing = false;
        self.recall();
        self.gate.ask(self.engine.rate());
    }

    /// The calendar, and who looks on.
    fn look_around(&mut self, now: MonotonicMs) {
        if now.0 - self.calendar_ms >= CALENDAR_MS {
            self.calendar_ms = now.0;
            self.surroundings.local = clock::local_time();
        }
        let attention = self.latest.attention();
        self.surroundings.is_window_seen = attention.is_window_seen;
        self.engine.set_surroundings(self.surroundings);
        let mut situation = self.engine.situation();
        situation.is_looked_at = attention.is_looked_at;
        let events = self.engine.set_situation(situation, now);
        self.tell(events);
        self.gate.ask(self.engine.rate());
    }

    fn see(&mut self, arrival: &Arrival) {
        let least_ms = match self.engine.rate() {
            // A picture that was on its way when watching stopped.
            Rate::Off(_) => return,
            Rate::Every(ms) => i64::from(ms),
            Rate::Peek(_) => i64::from(plumbline_core::engine::cadence::LIVE_MS),
        };
        if arrival.at_ms - self.last_ms < least_ms - TOO_EARLY_MS {
            return;
        }
        self.last_ms = arrival.at_ms;
        self.change_camera(arrival.camera.as_ref());
        let now = MonotonicMs(arrival.at_ms);
        // The tracker's filters run on the clock of arrival: a looping recording's own clock
        // jumps back.
        let frame = arrival.frame.at(arrival.at_ms);
        let (snapshot, events) = match self.sight.see(&mut self.engine, &frame, now) {
            Ok(seen) => seen,
            Err(error) => {
                tracing::error!(%error, "the pose model failed on a picture");
                return self
                    .latest
                    .set_failure(WatchFailure::ModelFailed { error: error.to_string() });
            }
        };
        self.follow_capture(&snapshot.calibration);
        self.gate.ask(self.engine.rate());
        if self.sequence == 0 {
            tracing::info!(state = snapshot.state.name(), "first picture measured");
        }
        self.sequence += 1;
        let tracked = self.sight.tracked();
        self.latest.set_live(LiveView {
            sequence: self.sequence,
            frame,
            pose: tracked.pose.clone(),
            people: tracked.people,
            snapshot,
            timings: tracked.timings,
        });
        self.tell(events);
    }

    /// The looks of trunk and room are taken anew when a capture begins, not while the person still
    /// sits up.
    fn follow_capture(&mut self, calibration: &CalibrationState) {
        let is_capturing = matches!(calibration, CalibrationState::Capturing { .. });
        if is_capturing && !self.is_capturing && self.engine.is_capturing_upright() {
            self.sight.tracker.renew_references();
        }
        self.is_capturing = is_capturing;
    }

    /// Another camera is another view: its own baseline, or none.
    fn change_camera(&mut self, camera: Option<&Arc<str>>) {
        if self.camera.as_ref() == camera {
            return;
        }
        self.camera = camera.cloned();
        self.sight.forget();
        // A capture that was asked for before the first picture is still wanted.
        let is_upright_wanted = self.engine.is_capturing_upright();
        self.recall();
        if is_upright_wanted {
            self.engine.start_calibration();
        }
    }

    fn place_before(&self, camera: &str) -> Place {
        Place { camera: camera.to_owned(), place: self.place.clone(), model: self.model.to_owned() }
    }

    fn recall(&mut self) {
        let saved =
            self.camera.as_ref().and_then(|camera| self.profiles.find(&self.place_before(camera)));
        match saved {
            Some(baseline) => {
                tracing::info!(camera = ?self.camera, place = %self.place, "baseline recalled");
                self.engine.recall_baseline(&baseline);
            }
            None => self.engine.clear_baseline(),
        }
    }

    /// Keeps the baseline for another day.
    fn keep(&mut self) {
        let (Some(camera), Some(saved)) = (&self.camera, self.engine.baseline_to_save()) else {
            return;
        };
        let place = self.place_before(camera);
        if let Err(error) = self.profiles.keep(place, saved) {
            tracing::warn!(%error, "the baseline is not kept for another day");
        }
    }

    fn tell(&mut self, events: Vec<Event>) {
        for event in events {
            tracing::info!(?event, "event");
            match event {
                Event::Calibrated { .. } => {
                    self.sight.tracker.settle_references();
                    self.keep();
                }
                Event::SlouchSet { .. } => self.keep(),
                Event::CalibrationFailed { .. } => self.sight.tracker.restore_references(),
                _ => {}
            }
            self.latest.report_event(event);
        }
    }

    fn obey(&mut self, command: Command, now: MonotonicMs) {
        let engine = &mut self.engine;
        let mut situation = engine.situation();
        match command {
            Command::Calibrate => engine.start_calibration(),
            Command::CalibrateSlouch => engine.start_slouch_capture(),
            Command::KeepBaseline => {
                self.sight.tracker.renew_scene_reference();
                engine.keep_baseline();
            }
            Command::CancelCalibration => {
                self.sight.tracker.restore_references();
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
                self.tell(events);
            }
            Command::Learn(experience) => engine.learn(experience),
            Command::Stretched(result) => {
                let event = engine.note_stretch(*result, now);
                self.tell(vec![event]);
            }
            Command::Configure(config) => engine.set_config(*config),
            Command::UsePlace(place) => {
                if self.place != place {
                    self.place = place;
                    self.recall();
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
        self.tell(events);
        self.gate.ask(self.engine.rate());
    }
}

#[cfg(test)]
mod tests;
