//! Whether a stretch is being held, as far as its rule can be seen.
//!
//! Each check has its own hysteresis ([`PoseCheck::is_met_from`]); on top of it, a hold begins when all
//! checks have been met for [`ENTER_MS`] and is lost when one has not been for [`LEAVE_MS`]. What
//! counts as held time is nevertheless only the time in which every check is met.

use super::correction::Correction;
use super::measures::{Look, Unseen};
use super::rest::{Rest, RestWatch};
use crate::body::{MonotonicMs, Pose, Side};
use crate::catalogue::pose_rule::{PoseCheck, PoseMeasure, PoseRule};

/// All checks are met for so long before it is a hold, milliseconds.
pub const ENTER_MS: i64 = 400;

/// A check is not met for so long before the hold is lost, milliseconds: a breath moves a shoulder.
pub const LEAVE_MS: i64 = 700;

/// A correction stands at least so long, milliseconds: time to read it.
const CORRECTION_MS: i64 = 1_500;

/// Who stays within a tenth of the asked for so long, at this share of it or more, has reached their own
/// range.
const OWN_RANGE_MS: i64 = 5_000;
const OWN_RANGE_SHARE: f64 = 0.85;
const OWN_RANGE_STEADY: f64 = 0.1;

/// Somebody whose shoulders are so many shoulder widths away from where they were at rest, or whose
/// shoulders are so much wider or narrower, has moved, or is somebody else.
const ELSEWHERE: f64 = 1.1;
const OTHER_SIZE: std::ops::RangeInclusive<f64> = 0.5..=1.6;

/// What the newest picture says about the hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldView {
    /// Every check is met.
    Met,
    /// The check with this number is the first that is not.
    NotMet(usize),
    /// Something that counts cannot be seen.
    Unseen(Unseen),
    /// The person is not where they were at rest, or it is another one.
    Elsewhere,
    /// How the person is at rest is not known yet.
    NoRest,
    /// Nobody is in the picture.
    Nobody,
}

impl HoldView {
    /// Whether the camera can judge the stretch at all.
    #[must_use]
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Met | Self::NotMet(_))
    }
}

#[derive(Debug, Clone, Default)]
struct CheckState {
    is_met: bool,
    value: Option<f64>,
    /// A lower limit the person's own range has taken the place of.
    own_least: Option<f64>,
    /// Where the person has stayed, and since when.
    steady: Option<(f64, MonotonicMs)>,
}

/// Watches one hold.
#[derive(Debug, Clone)]
pub struct HoldWatch {
    rule: PoseRule,
    stretched: Side,
    checks: Vec<CheckState>,
    sight: HoldView,
    is_held: bool,
    /// Since when the newest sight has spoken against [`Self::is_held`].
    against_since: Option<MonotonicMs>,
    correction: Option<(Correction, MonotonicMs)>,
}

impl HoldWatch {
    /// Watches for `rule` on the side `stretched`.
    #[must_use]
    pub fn new(rule: PoseRule, stretched: Side) -> Self {
        let checks = vec![CheckState::default(); rule.checks.len()];
        Self {
            rule,
            stretched,
            checks,
            sight: HoldView::NoRest,
            is_held: false,
            against_since: None,
            correction: None,
        }
    }

    /// Takes a picture in.
    pub fn see(&mut self, pose: Option<&Pose>, rest: &RestWatch, now: MonotonicMs) {
        self.sight = match (pose, rest.rest()) {
            (None, _) => HoldView::Nobody,
            (Some(_), None) => HoldView::NoRest,
            (Some(pose), Some(at_rest)) if is_elsewhere(pose, at_rest) => HoldView::Elsewhere,
            (Some(pose), Some(at_rest)) => {
                self.judge(&Look::new(pose, at_rest, rest, self.stretched), now)
            }
        };
        let is_met = self.sight == HoldView::Met;
        if is_met == self.is_held {
            self.against_since = None;
        } else {
            let since = *self.against_since.get_or_insert(now);
            let needed_ms = if self.is_held { LEAVE_MS } else { ENTER_MS };
            if now.since_ms(since) >= needed_ms {
                self.is_held = is_met;
                self.against_since = None;
            }
        }
        self.choose_correction(now);
    }

    fn judge(&mut self, look: &Look<'_>, now: MonotonicMs) -> HoldView {
        let (mut unmet, mut unseen) = (None, None);
        for (i, (check, state)) in self.rule.checks.iter().zip(&mut self.checks).enumerate() {
            match look.value(check.measure) {
                Ok(value) => {
                    state.take(check, value, now);
                    if !state.is_met {
                        unmet.get_or_insert(i);
                    }
                }
                Err(what) => {
                    state.value = None;
                    unseen.get_or_insert(what);
                }
            }
        }
        match (unmet, unseen) {
            // What is known to be wrong can be said although something else is hidden.
            (Some(i), _) => HoldView::NotMet(i),
            (None, Some(what)) => HoldView::Unseen(what),
            (None, None) => HoldView::Met,
        }
    }

    fn choose_correction(&mut self, now: MonotonicMs) {
        let wanted = match self.sight {
            HoldView::Met => None,
            HoldView::NotMet(i) => {
                self.rule.checks.get(i).map(|c| Correction::Check(c.cue_for(self.stretched)))
            }
            HoldView::Unseen(what) => Some(Correction::Unseen(what)),
            HoldView::Elsewhere => Some(Correction::Elsewhere),
            HoldView::NoRest => Some(Correction::RestUnknown),
            HoldView::Nobody => Some(Correction::Nobody),
        };
        // A hold that goes on needs no correction for a breath.
        let wanted = if self.is_held { None } else { wanted };
        match (&self.correction, wanted) {
            (Some((shown, _)), Some(new)) if *shown == new => {}
            (Some((_, since)), Some(_)) if now.since_ms(*since) < CORRECTION_MS => {}
            (_, new) => self.correction = new.map(|new| (new, now)),
        }
    }

    /// Whether it is being held.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.is_held
    }

    /// Whether the time since the last picture counts as held.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.is_held && self.sight == HoldView::Met
    }

    /// What the newest picture says.
    #[must_use]
    pub fn sight(&self) -> HoldView {
        self.sight
    }

    /// What to correct.
    #[must_use]
    pub fn correction(&self) -> Option<&Correction> {
        self.correction.as_ref().map(|(correction, _)| correction)
    }

    /// What was measured in the newest picture, check by check.
    pub fn values(&self) -> impl Iterator<Item = (PoseMeasure, Option<f64>)> {
        self.rule.checks.iter().zip(&self.checks).map(|(check, state)| (check.measure, state.value))
    }

    /// Whether the person's own range has taken the place of an asked one.
    #[must_use]
    pub fn is_own_range(&self) -> bool {
        self.checks.iter().any(|check| check.own_least.is_some())
    }
}

impl CheckState {
    fn take(&mut self, check: &PoseCheck, value: f64, now: MonotonicMs) {
        if check.own_range
            && let Some(least) = check.at_least
        {
            self.follow_own_range(least, value, now);
        }
        let least = self.own_least.or(check.at_least);
        self.is_met = check.is_met_from(least, value, self.is_met);
        self.value = Some(value);
    }

    fn follow_own_range(&mut self, least: f64, value: f64, now: MonotonicMs) {
        if self.own_least.is_some() || value >= least {
            self.steady = None;
            return;
        }
        let is_near = value >= least * OWN_RANGE_SHARE;
        match self.steady {
            Some((at, since)) if is_near && (value - at).abs() <= least * OWN_RANGE_STEADY => {
                if now.since_ms(since) >= OWN_RANGE_MS {
                    self.own_least = Some(at.min(value));
                }
            }
            _ => self.steady = is_near.then_some((value, now)),
        }
    }
}

fn is_elsewhere(pose: &Pose, rest: &Rest) -> bool {
    if pose.image != rest.image {
        return true;
    }
    let Some((left, right)) = super::rest::shoulders(pose) else { return false };
    let size = left.distance(right) / rest.shoulder_width_px.max(1.0);
    left.midpoint(right).distance(rest.shoulder_mid_in_image) > ELSEWHERE * rest.shoulder_width_px
        || !OTHER_SIZE.contains(&size)
}
