//! What is seen in a picture: by the pose model, or by nothing having moved since it looked.

use plumbline_core::body::MonotonicMs;
use plumbline_core::engine::{Engine, Event, Snapshot};
use plumbline_vision::frames::Frame;
use plumbline_vision::pose::{PoseError, StageTimings, Stillness, Tracked, Tracker};

/// In tests: a picture so wide brings the measuring down.
#[cfg(test)]
pub(super) const TRIPS: u32 = 13;

/// The pose model, spared the pictures that show nothing new.
pub struct PoseSource {
    /// The pose model.
    pub tracker: Tracker,
    stillness: Stillness,
    tracked: Tracked,
}

impl PoseSource {
    /// Nothing has been seen yet.
    #[must_use]
    pub fn new(tracker: Tracker) -> Self {
        Self { tracker, stillness: Stillness::default(), tracked: Tracked::default() }
    }

    /// Takes `engine` through `frame`, which came at `now`; its own clock must be the same.
    ///
    /// # Errors
    /// When the pose model fails; it can be used again.
    pub fn see(
        &mut self,
        engine: &mut Engine,
        frame: &Frame,
        now: MonotonicMs,
    ) -> Result<(Snapshot, Vec<Event>), PoseError> {
        #[cfg(test)]
        assert_ne!(frame.size().width, TRIPS, "a mistake on purpose");
        let spell = self.stillness.spell(frame);
        if spell.is_some_and(|spell| engine.may_hold(&spell, now)) {
            self.tracked.timings = StageTimings::default();
            return Ok(engine.hold(now));
        }
        self.tracked = self.tracker.track(frame)?;
        let pose = self.tracked.pose.as_ref();
        self.stillness.looked(frame, pose);
        Ok(engine.step(pose, now))
    }

    /// What the model saw when it looked last.
    #[must_use]
    pub fn tracked(&self) -> &Tracked {
        &self.tracked
    }

    /// Pictures come from another camera: nothing is as it was.
    pub fn forget(&mut self) {
        self.stillness.forget();
    }
}
