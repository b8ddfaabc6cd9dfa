//! Counts repetitions from the camera's poses.
//!
//! A repetition goes from the near position to the far one and back; both are rules of the catalogue. The count begins
//! when the near position was seen once, so half a movement at the start never counts. Positions are confirmed for
//! [`SETTLE_MS`], so a hand that passes by does not count.

use super::correction::Correction;
use super::hold::{HoldView, HoldWatch};
use super::rest::RestWatch;
use crate::body::{MonotonicMs, Pose, Side};
use crate::catalogue::RepPlan;
use crate::catalogue::pose_rule::PoseRule;

/// How long a position must be met, and unmet, to be reached or left, milliseconds: two frames of a live view.
pub const SETTLE_MS: i64 = 200;

/// A repetition faster than this share of its planned time is counted, but the person is asked to go slower. Product
/// choice.
const FAST_SHARE: f64 = 0.5;

/// Least duration of a repetition, milliseconds. A faster one is a jerk or an error of the model and does not count.
/// Product choice.
const SHORTEST_MS: i64 = 900;

/// How long the request to go slower is shown, milliseconds.
const SLOWER_SHOWN_MS: i64 = 2_500;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The near position was not seen yet.
    Start,
    /// On the way to the far position since this time.
    Out(MonotonicMs),
    /// On the way back to the near position; the way out began at this time.
    Back(MonotonicMs),
}

/// Where in a repetition the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepPart {
    /// Towards the far position.
    Out,
    /// Staying at the far position.
    Hold,
    /// Towards the near position.
    Back,
}

/// Counts the repetitions of one set.
#[derive(Debug, Clone)]
pub struct RepWatch {
    far: HoldWatch,
    near: HoldWatch,
    plan: RepPlan,
    stage: Stage,
    count: u32,
    slower_until: Option<MonotonicMs>,
    now: MonotonicMs,
    /// Duration of the last repetition, milliseconds.
    last_ms: Option<i64>,
}

impl RepWatch {
    /// Counts repetitions of `rule`, done as in `plan` on the side `side`.
    #[must_use]
    pub fn new(rule: PoseRule, plan: RepPlan, side: Side) -> Self {
        let delays_ms = (SETTLE_MS, SETTLE_MS);
        Self {
            near: HoldWatch::with_delays(rule.of_return(), side, delays_ms),
            far: HoldWatch::with_delays(rule, side, delays_ms),
            plan,
            stage: Stage::Start,
            count: 0,
            slower_until: None,
            now: MonotonicMs(0),
            last_ms: None,
        }
    }

    /// Evaluates one frame; `pose` is `None` if no person is in the image.
    pub fn see(&mut self, pose: Option<&Pose>, rest: &RestWatch, now: MonotonicMs) {
        self.now = now;
        self.far.see(pose, rest, now);
        self.near.see(pose, rest, now);
        let (is_near, is_far) = (self.near.is_held(), self.far.is_held());
        self.stage = match self.stage {
            // The way out begins when the near position is left.
            Stage::Start | Stage::Out(_) if is_near => Stage::Out(now),
            Stage::Out(since) if is_far => Stage::Back(since),
            Stage::Back(since) if is_near => {
                self.finish(now.since_ms(since));
                Stage::Out(now)
            }
            stage => stage,
        };
    }

    fn finish(&mut self, lasted_ms: i64) {
        if lasted_ms < SHORTEST_MS {
            return;
        }
        self.count += 1;
        self.last_ms = Some(lasted_ms);
        let is_fast = (lasted_ms as f64) < FAST_SHARE * self.plan.rep_ms() as f64;
        self.slower_until = is_fast.then(|| self.now + SLOWER_SHOWN_MS);
    }

    /// Number of complete repetitions.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Duration of the last repetition, milliseconds.
    #[must_use]
    pub fn last_ms(&self) -> Option<i64> {
        self.last_ms
    }

    /// Whether the person has begun.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.stage != Stage::Start || self.count > 0
    }

    /// Where in the repetition the person is.
    #[must_use]
    pub fn part(&self) -> RepPart {
        match self.stage {
            Stage::Start | Stage::Out(_) => RepPart::Out,
            Stage::Back(_) if self.far.is_held() => RepPart::Hold,
            Stage::Back(_) => RepPart::Back,
        }
    }

    /// The result for the newest frame: that of the position the person is on the way to.
    #[must_use]
    pub fn sight(&self) -> HoldView {
        match self.stage {
            Stage::Out(_) => self.far.sight(),
            Stage::Start | Stage::Back(_) => self.near.sight(),
        }
    }

    /// What to do next: go slower, or the cue of the position the person is on the way to.
    #[must_use]
    pub fn correction(&self) -> Option<Correction> {
        if self.slower_until.is_some_and(|until| self.now < until) {
            let seconds = (self.plan.rep_ms() as f64 / 1000.0).round() as u32;
            return Some(Correction::TooFast { seconds });
        }
        let to = match self.stage {
            Stage::Out(_) => &self.far,
            Stage::Start | Stage::Back(_) => &self.near,
        };
        to.correction().cloned()
    }
}
