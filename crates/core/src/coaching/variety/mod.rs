//! Variety of posture: how long the person keeps one posture *whatever it is*, how often they shift, and whether they
//! stand.
//!
//! A *shift* is a lasting change of posture: at least one component of the [`Stance`] differs from the present posture
//! by more than its limit for [`SETTLE_MS`]. A shorter change is a glance or a fidget and changes nothing. The present
//! posture follows slow changes ([`FOLLOW_MS`]), so a slump that takes many minutes is not a shift; [`trend`] detects
//! it.
//!
//! Encouraging shifts more than halved new neck pain in a cluster-randomised trial of office workers (Waongenngarm et
//! al. 2021, doi 10.5271/sjweh.3949: 17 % against 44 % in six months). That trial measured the load on a seat pad. No
//! study gives limits for a camera, so the limits here are product choices.

mod hour;
mod stance;
pub mod trend;

pub use hour::{Hour, STILL_AFTER_MS};
pub use stance::{SeatPosition, Stance};

use super::presence::{Presence, PresenceChange};
use crate::body::MonotonicMs;
use hour::HourWatch;

/// How long a change must last to be a shift, milliseconds. Product choice: longer than a glance at the keys, a sip or
/// a yawn.
pub const SETTLE_MS: i64 = 8_000;

/// Time constant with which the present posture follows slow changes, milliseconds. Product choice: a change of a
/// limit within a minute is a shift, the same change within twenty minutes is not.
const FOLLOW_MS: f64 = 120_000.0;

/// Maximum gap between two frames that is counted, milliseconds.
const MAX_STEP_MS: i64 = 5_000;

/// Gap after which the posture before is forgotten, milliseconds.
const FORGET_AFTER_MS: i64 = 5 * 60_000;

/// How long a raised position must last to be standing, milliseconds. Product choice.
const STAND_AFTER_MS: i64 = 5_000;

/// The variety of posture at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Variety {
    /// How long the present posture has been kept, as far as it was observed, milliseconds.
    pub kept_ms: i64,
    /// Whether this frame completed a shift or a return to the desk.
    pub has_shifted: bool,
    /// Whether the person stands in front of the camera.
    pub is_standing: bool,
    /// The last hour.
    pub hour: Hour,
}

/// What the detector needs of one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    pub stance: Stance,
    pub presence: Presence,
    pub change: Option<PresenceChange>,
}

/// Detects shifts.
#[derive(Debug, Clone, Default)]
pub struct VarietyWatch {
    /// The present posture.
    anchor: Option<Stance>,
    /// Time since which the stance differs from the anchor.
    other_since: Option<MonotonicMs>,
    kept_ms: i64,
    /// Time since which the position contradicts [`Self::is_standing`].
    contrary_since: Option<MonotonicMs>,
    is_standing: bool,
    /// Where the person sat before they stood up.
    seated: Option<SeatPosition>,
    last: Option<MonotonicMs>,
    hour: HourWatch,
}

impl VarietyWatch {
    /// Processes one frame at `now`.
    pub fn step(&mut self, look: &Look, now: MonotonicMs) -> Variety {
        let gap_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        if gap_ms > FORGET_AFTER_MS {
            self.forget(now);
        }
        let step_ms = if gap_ms <= MAX_STEP_MS { gap_ms } else { 0 };
        let was_standing = self.is_standing;
        self.watch_standing(look.stance.seat, now);
        let has_moved = was_standing != self.is_standing
            || matches!(look.change, Some(PresenceChange::Returned { .. }))
            || (!self.is_standing && self.has_settled(&look.stance, now, step_ms));
        let is_here = matches!(look.presence, Presence::Here(_)) || self.is_standing;
        if has_moved {
            self.end_posture(now);
            self.anchor = (!look.stance.is_empty()).then_some(look.stance);
            self.hour.shifted(now);
        }
        if is_here {
            self.kept_ms += step_ms;
            self.hour.observed(step_ms, self.is_standing, now);
        }
        Variety {
            kept_ms: self.kept_ms,
            has_shifted: has_moved,
            is_standing: self.is_standing,
            hour: self.hour.sum(self.kept_ms, now),
        }
    }

    /// Forgets the present posture, for example with another camera or after a new baseline: stances before and after
    /// cannot be compared. The hour stays.
    pub fn interrupt(&mut self, now: MonotonicMs) {
        self.forget(now);
    }

    fn forget(&mut self, now: MonotonicMs) {
        self.end_posture(now);
        (self.anchor, self.contrary_since, self.is_standing) = (None, None, false);
    }

    fn end_posture(&mut self, now: MonotonicMs) {
        self.hour.ended(self.kept_ms, now);
        self.kept_ms = 0;
        self.other_since = None;
    }

    /// Whether `stance` completes a shift. Follows slow changes otherwise.
    fn has_settled(&mut self, stance: &Stance, now: MonotonicMs, step_ms: i64) -> bool {
        let Some(anchor) = &mut self.anchor else {
            self.anchor = (!stance.is_empty()).then_some(*stance);
            return false;
        };
        match anchor.differs(stance) {
            None => false,
            Some(true) => {
                let since = *self.other_since.get_or_insert(now);
                now.since_ms(since) >= SETTLE_MS
            }
            Some(false) => {
                self.other_since = None;
                let share = 1.0 - (-(step_ms as f64) / FOLLOW_MS).exp();
                anchor.follow(stance, share);
                false
            }
        }
    }

    fn watch_standing(&mut self, seat: Option<SeatPosition>, now: MonotonicMs) {
        let seated = match self.is_standing {
            true => self.seated,
            false => self.anchor.and_then(|anchor| anchor.seat),
        };
        let is_raised = seat.is_some_and(|seat| seat.is_standing_against(seated));
        if is_raised == self.is_standing {
            self.contrary_since = None;
            return;
        }
        let since = *self.contrary_since.get_or_insert(now);
        if now.since_ms(since) >= STAND_AFTER_MS {
            self.contrary_since = None;
            self.is_standing = is_raised;
            self.seated = seated;
        }
    }
}

#[cfg(test)]
mod tests;
