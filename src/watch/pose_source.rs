//! Runs the pose model on a frame, or reuses its last result for a frame without movement.

use plumbline_core::body::MonotonicMs;
use plumbline_core::engine::{Engine, Event, Snapshot};
use plumbline_vision::frames::Frame;
use plumbline_vision::pose::{PoseError, StageTimings, Stillness, Tracked, Tracker};

/// In tests, a frame of this width makes the measurement panic, pixels.
#[cfg(test)]
pub(super) const PANIC_WIDTH: u32 = 13;

/// The pose model with a check for movement, so that it does not run on unchanged frames.
pub struct PoseSource {
    pub tracker: Tracker,
    stillness: Stillness,
    tracked: Tracked,
}

impl PoseSource {
    /// A pose source that has not measured a frame yet.
    #[must_use]
    pub fn new(tracker: Tracker) -> Self {
        Self { tracker, stillness: Stillness::default(), tracked: Tracked::default() }
    }

    /// Measures `frame` and advances `engine` to `now`. The time stamp of `frame` must be on the same clock
    /// as `now`.
    ///
    /// # Errors
    /// If the pose model fails. It can be used again for the next frame.
    pub fn measure(
        &mut self,
        engine: &mut Engine,
        frame: &Frame,
        now: MonotonicMs,
    ) -> Result<(Snapshot, Vec<Event>), PoseError> {
        #[cfg(test)]
        assert_ne!(frame.size().width, PANIC_WIDTH, "deliberate panic");
        let spell = self.stillness.spell(frame);
        if spell.is_some_and(|spell| engine.may_hold(&spell, now)) {
            self.tracked.timings = StageTimings::default();
            return Ok(engine.hold(now));
        }
        self.tracked = self.tracker.track(frame)?;
        let pose = self.tracked.pose.as_ref();
        self.stillness.looked(frame, pose);
        engine.set_blank_picture(self.tracked.blank);
        let (snapshot, events) = engine.step(pose, now);
        if snapshot.measures.is_somebody_else() {
            // Otherwise the tracker would stay with them when the person at the desk returns.
            self.tracker.let_go();
        }
        Ok((snapshot, events))
    }

    /// The result of the last run of the model.
    #[must_use]
    pub fn tracked(&self) -> &Tracked {
        &self.tracked
    }

    /// Number of frames that were compared with the last measured one.
    #[must_use]
    pub fn comparisons(&self) -> u64 {
        self.stillness.comparisons()
    }

    /// Drops the stored frame, because the next frames come from another camera.
    pub fn reset(&mut self) {
        self.stillness.forget();
    }
}
