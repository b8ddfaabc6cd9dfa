//! The glow at the screen's edge: how strong it is, and how it grows and fades.
//!
//! [`target`] follows from the time at fault. It begins before the alert, so that a person who
//! corrects their posture needs none, and is full some time after it. [`GlowLevel`] moves towards the
//! target between two frames. It has no clock: the caller provides the time.

use super::alert::AlertTiming;
use crate::body::{Fault, MonotonicMs};
use crate::posture::judge::ActiveFault;

/// The glow begins after this share of the dwell, and is full after the dwell and the same share of
/// it. Product choice.
const BEGIN_SHARE: i64 = 3;

/// Shortest time from no glow to the full one, milliseconds: after a call it grows like this however
/// long the fault has lasted. Product choice.
pub const RISE_MS: i64 = 3_000;

/// How long the target must be lower before the glow fades, milliseconds. One good frame in the middle
/// of a fault then changes little. Product choice.
pub const HOLD_MS: i64 = 500;

/// Time from the full glow to none, milliseconds. With [`HOLD_MS`] it is gone 1.5 s after the
/// correction. Product choice.
pub const FADE_MS: i64 = 1_000;

/// The glow fades when no target has come for this long, milliseconds. While a person is in view, two
/// frames are at most a few seconds apart.
pub const STALE_MS: i64 = 10_000;

/// Interval between two steps of a glow that grows or fades, milliseconds.
const STEP_MS: i64 = 125;

/// Strength of the glow after a fault has lasted `dwelt_ms`, 0 to 1.
#[must_use]
pub fn strength_after(dwelt_ms: i64, timing: &AlertTiming) -> f32 {
    let begin_ms = timing.dwell_ms / BEGIN_SHARE;
    let lasted_ms = dwelt_ms.saturating_sub(begin_ms).max(0);
    (lasted_ms as f32 / timing.dwell_ms.max(1) as f32).clamp(0.0, 1.0)
}

/// The strength that the glow should reach with these faults, 0 to 1.
///
/// Sitting for too long does not glow: it is no posture that could be corrected at once. Neither does a
/// fault whose alert the person has dismissed.
pub fn target(
    faults: &[ActiveFault],
    timing: &AlertTiming,
    is_dismissed: impl Fn(Fault) -> bool,
) -> f32 {
    faults
        .iter()
        .filter(|fault| fault.fault != Fault::TooStill && !is_dismissed(fault.fault))
        .map(|fault| strength_after(fault.dwelt_ms, timing))
        .fold(0.0, f32::max)
}

/// The glow that is shown, between two targets.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct GlowLevel {
    target: f32,
    strength: f32,
    /// Time of the last change of `strength`.
    at: MonotonicMs,
    /// When the last target came.
    aimed: MonotonicMs,
    /// When the glow begins to fade, if the target is lower than what is shown.
    falls_from: Option<MonotonicMs>,
}

impl GlowLevel {
    /// Moves towards `target` (0 to 1) from now on. `None` holds the glow back: it is gone at once.
    pub fn aim(&mut self, target: Option<f32>, now: MonotonicMs) {
        self.advance(now);
        self.aimed = now;
        match target.filter(|target| target.is_finite()) {
            None => *self = Self { at: self.at, aimed: now, ..Self::default() },
            Some(target) => self.set_target(target.clamp(0.0, 1.0), HOLD_MS),
        }
    }

    fn set_target(&mut self, target: f32, hold_ms: i64) {
        self.target = target;
        if target >= self.strength {
            self.falls_from = None;
        } else if self.falls_from.is_none() {
            self.falls_from = Some(self.at + hold_ms);
        }
    }

    /// The strength at `now`, 0 to 1.
    pub fn advance(&mut self, now: MonotonicMs) -> f32 {
        if now.since_ms(self.aimed) >= STALE_MS && self.target > 0.0 {
            self.set_target(0.0, 0);
        }
        let before = self.at;
        self.at = before.max(now);
        if self.target > self.strength {
            let risen = self.at.since_ms(before) as f32 / RISE_MS as f32;
            self.strength = (self.strength + risen).min(self.target);
        } else if self.target < self.strength {
            let from = self.falls_from.map_or(before, |from| from.max(before));
            let fallen = self.at.since_ms(from).max(0) as f32 / FADE_MS as f32;
            self.strength = (self.strength - fallen).max(self.target);
        }
        self.strength
    }

    /// Time until the strength changes without a new target, milliseconds; `None` if it does not.
    #[must_use]
    pub fn changes_in_ms(&self) -> Option<i64> {
        if self.target > self.strength {
            return Some(STEP_MS);
        }
        if self.target < self.strength {
            let held_ms = self.falls_from.map_or(0, |from| from.since_ms(self.at));
            return Some(held_ms.max(STEP_MS));
        }
        (self.strength > 0.0).then(|| (STALE_MS - self.at.since_ms(self.aimed)).max(STEP_MS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TIMING: AlertTiming = AlertTiming {
        dwell_ms: 15_000,
        clear_ms: 3_000,
        cooldown_ms: 60_000,
        notify_after_ms: 20_000,
        remind_after_ms: 300_000,
        daily_budget: 24,
    };

    fn lasting(fault: Fault, dwelt_ms: i64) -> ActiveFault {
        ActiveFault { fault, since: MonotonicMs(0), dwelt_ms }
    }

    #[test]
    fn it_begins_before_the_alert_and_is_full_a_while_after_it() {
        let of = |dwelt_ms| strength_after(dwelt_ms, &TIMING);
        assert_eq!([0, 4_999, 5_000].map(of), [0.0; 3]);
        let at_alert = of(TIMING.dwell_ms);
        assert!((0.6..0.7).contains(&at_alert), "{at_alert}");
        assert!(of(19_900) < 1.0);
        assert_eq!([20_000, 3_600_000].map(of), [1.0; 2]);
        let shortest = AlertTiming { dwell_ms: 0, ..TIMING };
        assert_eq!(strength_after(1, &shortest), 1.0);
    }

    #[test]
    fn sitting_still_and_a_dismissed_fault_do_not_glow() {
        let faults = [lasting(Fault::TooStill, 60_000), lasting(Fault::Slouch, 12_000)];
        let of = |dismissed| target(&faults, &TIMING, |fault| Some(fault) == dismissed);
        assert_eq!(of(None), strength_after(12_000, &TIMING));
        assert_eq!(of(Some(Fault::Slouch)), 0.0);
        assert_eq!(target(&[], &TIMING, |_| false), 0.0);
    }

    #[test]
    fn it_is_gone_within_two_seconds_of_the_correction_and_at_rest_afterwards() {
        let mut level = GlowLevel::default();
        assert_eq!(level.changes_in_ms(), None);
        level.aim(Some(1.0), MonotonicMs(0));
        assert_eq!(level.advance(MonotonicMs(RISE_MS)), 1.0);
        level.aim(Some(1.0), MonotonicMs(RISE_MS));
        assert!(level.changes_in_ms().is_some_and(|ms| ms > 1_000), "a still glow waits");
        level.aim(Some(0.0), MonotonicMs(4_000));
        assert_eq!(level.advance(MonotonicMs(4_400)), 1.0, "one good frame is not a correction");
        let fading = level.advance(MonotonicMs(5_000));
        assert!((0.4..0.6).contains(&fading), "{fading}");
        assert_eq!(level.advance(MonotonicMs(5_500)), 0.0);
        assert_eq!(level.changes_in_ms(), None, "nothing to draw");
    }

    #[test]
    fn it_fades_when_nothing_is_measured_any_more() {
        let mut level = GlowLevel::default();
        level.aim(Some(1.0), MonotonicMs(0));
        assert_eq!(level.advance(MonotonicMs(5_000)), 1.0);
        let wait_ms = level.changes_in_ms().unwrap();
        assert_eq!(wait_ms, STALE_MS - 5_000);
        level.advance(MonotonicMs(5_000 + wait_ms));
        assert_eq!(level.advance(MonotonicMs(STALE_MS + FADE_MS + 1)), 0.0);
    }

    /// What happens between two times: the time that passes, and a target.
    fn history() -> impl Strategy<Value = Vec<(i64, Option<f32>)>> {
        let target = prop_oneof![Just(None), (0.0f32..=1.0).prop_map(Some), Just(Some(f32::NAN))];
        prop::collection::vec((0i64..4_000, target), 1..60)
    }

    proptest! {
        #[test]
        fn a_longer_fault_never_glows_less(a in 0i64..100_000, b in 0i64..100_000, dwell in 0i64..100_000) {
            let timing = AlertTiming { dwell_ms: dwell, ..TIMING };
            let (short, long) = (a.min(b), a.max(b));
            prop_assert!(strength_after(short, &timing) <= strength_after(long, &timing));
            prop_assert!((0.0..=1.0).contains(&strength_after(long, &timing)));
        }

        #[test]
        fn it_stays_between_none_and_full_moves_no_faster_than_it_may_and_is_gone_when_held_back(
            history in history()
        ) {
            let (mut level, mut t_ms, mut before) = (GlowLevel::default(), 0, 0.0);
            for (step_ms, target) in history {
                t_ms += step_ms;
                let strength = level.advance(MonotonicMs(t_ms));
                prop_assert!((0.0..=1.0).contains(&strength));
                prop_assert!(strength - before <= step_ms as f32 / RISE_MS as f32 + 1e-4);
                prop_assert!(before - strength <= step_ms as f32 / FADE_MS as f32 + 1e-4);
                level.aim(target, MonotonicMs(t_ms));
                let shown = level.advance(MonotonicMs(t_ms));
                if target.is_none_or(f32::is_nan) {
                    prop_assert_eq!((shown, level.changes_in_ms()), (0.0, None));
                } else {
                    prop_assert!((shown - strength).abs() < 1e-4, "a target alone changes nothing");
                }
                before = shown;
            }
        }

        #[test]
        fn it_grows_while_the_fault_lasts_and_whatever_it_was_it_fades_to_nothing(
            history in history(), fault_ms in 1_000i64..60_000
        ) {
            let (mut level, mut t_ms) = (GlowLevel::default(), 0);
            for (step_ms, target) in history {
                t_ms += step_ms;
                level.aim(target, MonotonicMs(t_ms));
            }
            t_ms += 5_000;
            level.aim(None, MonotonicMs(t_ms));
            let mut before = 0.0;
            for dwelt_ms in (0..fault_ms).step_by(500) {
                level.aim(Some(strength_after(dwelt_ms, &TIMING)), MonotonicMs(t_ms + dwelt_ms));
                let strength = level.advance(MonotonicMs(t_ms + dwelt_ms));
                prop_assert!(strength >= before);
                before = strength;
            }
            let corrected = t_ms + fault_ms;
            level.aim(Some(0.0), MonotonicMs(corrected));
            prop_assert_eq!(level.advance(MonotonicMs(corrected + HOLD_MS + FADE_MS)), 0.0);
        }
    }
}
