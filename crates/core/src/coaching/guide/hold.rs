//! Decides from the camera's poses whether a stretch is held according to its rule.
//!
//! Each check has its own hysteresis ([`PoseCheck::is_met_from`]). In addition, a hold begins when
//! all checks have been met for [`ENTER_MS`] and ends when one has not been met for [`LEAVE_MS`].
//! Only the time in which all checks are met counts as held time.

use super::correction::Correction;
use super::measures::{Look, Unseen};
use super::rest::{Rest, RestWatch};
use crate::body::{MonotonicMs, Pose, Side};
use crate::catalogue::pose_rule::{PoseCheck, PoseMeasure, PoseRule};

/// How long all checks must be met before a hold begins, milliseconds.
pub const ENTER_MS: i64 = 400;

/// How long a check must be unmet before a hold ends, milliseconds. Breathing moves the shoulders
/// for shorter times.
pub const LEAVE_MS: i64 = 700;

/// Minimum time a correction is shown, milliseconds: enough to read it.
const CORRECTION_MS: i64 = 1_500;

/// A person has reached their own range of motion when the value stays for `OWN_RANGE_MS`
/// (milliseconds) at or above `OWN_RANGE_SHARE` times the limit, and varies by at most
/// `OWN_RANGE_STEADY` times the limit.
const OWN_RANGE_MS: i64 = 5_000;
const OWN_RANGE_SHARE: f64 = 0.9;
const OWN_RANGE_STEADY: f64 = 0.1;

/// The person counts as moved or as another person when the shoulder midpoint is more than
/// `ELSEWHERE` shoulder widths away from its position at rest, or when the shoulder width relative
/// to rest is outside `OTHER_SIZE`.
const ELSEWHERE: f64 = 1.1;
const OTHER_SIZE: std::ops::RangeInclusive<f64> = 0.5..=1.6;

/// The result of evaluating the newest frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldView {
    /// All checks are met.
    Met,
    /// Index of the first check that is not met.
    NotMet(usize),
    /// A quantity that the rule needs cannot be measured.
    Unseen(Unseen),
    /// The person has moved away from their position at rest, or it is another person.
    Elsewhere,
    /// The rest position has not been determined yet.
    NoRest,
    /// No person is in the image.
    Nobody,
}

impl HoldView {
    /// Whether the camera could evaluate all checks or at least one unmet check.
    #[must_use]
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Met | Self::NotMet(_))
    }
}

#[derive(Debug, Clone, Default)]
struct CheckState {
    is_met: bool,
    value: Option<f64>,
    /// The person's own range, which replaces the lower limit.
    own_least: Option<f64>,
    /// The value at which the person has stayed, and since when.
    steady: Option<(f64, MonotonicMs)>,
}

/// Tracks one hold.
#[derive(Debug, Clone)]
pub struct HoldWatch {
    rule: PoseRule,
    stretched: Side,
    /// How long all checks must be met, and one unmet, for a change, milliseconds.
    delays_ms: (i64, i64),
    checks: Vec<CheckState>,
    sight: HoldView,
    is_held: bool,
    /// Time since which [`Self::sight`] contradicts [`Self::is_held`].
    against_since: Option<MonotonicMs>,
    correction: Option<(Correction, MonotonicMs)>,
}

impl HoldWatch {
    /// Tracks a hold of `rule` on the side `stretched`.
    #[must_use]
    pub fn new(rule: PoseRule, stretched: Side) -> Self {
        Self::with_delays(rule, stretched, (ENTER_MS, LEAVE_MS))
    }

    /// Like [`Self::new`], with other times than [`ENTER_MS`] and [`LEAVE_MS`].
    #[must_use]
    pub(super) fn with_delays(rule: PoseRule, stretched: Side, delays_ms: (i64, i64)) -> Self {
        let checks = vec![CheckState::default(); rule.checks.len()];
        Self {
            rule,
            stretched,
            delays_ms,
            checks,
            sight: HoldView::NoRest,
            is_held: false,
            against_since: None,
            correction: None,
        }
    }

    /// Evaluates one frame; `pose` is `None` if no person is in the image.
    pub fn see(&mut self, pose: Option<&Pose>, rest: &RestWatch, now: MonotonicMs) {
        self.sight = match (pose, rest.rest()) {
            (None, Some(_)) if self.rule.away_counts => HoldView::Met,
            (Some(pose), Some(at_rest)) if self.rule.away_counts && is_elsewhere(pose, at_rest) => {
                HoldView::Met
            }
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
            let (enter_ms, leave_ms) = self.delays_ms;
            let needed_ms = if self.is_held { leave_ms } else { enter_ms };
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
                Err(_) if self.rule.away_counts => state.value = None,
                Err(what) => {
                    state.value = None;
                    unseen.get_or_insert(what);
                }
            }
        }
        match (unmet, unseen) {
            // An unmet check is reported even if something else is hidden.
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
        // While the hold goes on, a shortly unmet check needs no correction.
        let wanted = if self.is_held { None } else { wanted };
        match (&self.correction, wanted) {
            (Some((shown, _)), Some(new)) if *shown == new => {}
            (Some((_, since)), Some(_)) if now.since_ms(*since) < CORRECTION_MS => {}
            (_, new) => self.correction = new.map(|new| (new, now)),
        }
    }

    /// Whether the stretch is held.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.is_held
    }

    /// Whether the time since the previous frame counts as held.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.is_held && self.sight == HoldView::Met
    }

    /// The result for the newest frame.
    #[must_use]
    pub fn sight(&self) -> HoldView {
        self.sight
    }

    /// The correction to show.
    #[must_use]
    pub fn correction(&self) -> Option<&Correction> {
        self.correction.as_ref().map(|(correction, _)| correction)
    }

    /// The values measured in the newest frame, one per check.
    pub fn values(&self) -> impl Iterator<Item = (PoseMeasure, Option<f64>)> {
        self.rule.checks.iter().zip(&self.checks).map(|(check, state)| (check.measure, state.value))
    }

    /// Whether the person's own range has replaced a limit.
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
