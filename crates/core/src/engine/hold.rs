//! Pictures in which nothing has moved: what was measured last holds, for a while.
//!
//! Whether something has moved is told from the picture (`pose/stillness.rs`); whether it may be
//! relied on is decided here. It may not while anything hangs on the next look: a fault that fills
//! its dwell, a value near its limit, a calibration, a first look.

use super::cadence::Rate;
use super::{Engine, Event, Snapshot};
use crate::body::MonotonicMs;
use crate::body::still_spell::StillSpell;
use crate::posture::Measures;
use crate::posture::fault::FAULT_RULES;

/// A still spell counts from when it is as long as the window that measures are steadied over: what
/// is held is then a median of looks that all show this posture.
const SETTLE_MS: i64 = crate::posture::steady::SPAN_MS;

/// So long at most one look holds, milliseconds. Product choices: a creep too slow to be seen as
/// movement is measured all the same;
pub const HELD_MS: i64 = 8_000;
/// of the live view the figure is to follow the person;
pub const HELD_LIVE_MS: i64 = 1_000;
/// an empty chair does not move by itself.
pub const HELD_AWAY_MS: i64 = 20_000;

/// What the last picture that was looked at showed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looked {
    pub is_seen: bool,
    /// It alone would be a fault.
    pub is_newest_doubtful: bool,
    /// No movement too small to be seen changes the verdict.
    pub is_sure: bool,
}

impl Engine {
    /// Whether a picture at `now` that belongs to the still `spell` can go without a look.
    #[must_use]
    pub fn may_hold(&self, spell: &StillSpell, now: MonotonicMs) -> bool {
        let Some(limit_ms) = self.hold_limit_ms() else { return false };
        now.since_ms(spell.since) >= SETTLE_MS
            && (0..limit_ms).contains(&now.since_ms(spell.looked))
    }

    /// How long the last look may stand for pictures in which nothing has moved, milliseconds;
    /// `None` if the next picture has to be looked at whatever it shows.
    fn hold_limit_ms(&self) -> Option<i64> {
        let looked = self.looked?;
        // Whoever comes moves: a calibration may wait before an empty chair.
        if !looked.is_seen {
            return Some(HELD_AWAY_MS);
        }
        if self.is_calibrating() || self.is_scene_accepted {
            return None;
        }
        let is_live = self.rate() == Rate::Every(super::cadence::LIVE_MS);
        let limit_ms = if is_live { HELD_LIVE_MS } else { HELD_MS };
        (!self.steady.is_empty() && looked.is_sure).then_some(limit_ms)
    }

    /// A picture at `now` that [`Self::may_hold`]: time goes on, what was measured stays.
    pub fn hold(&mut self, now: MonotonicMs) -> (Snapshot, Vec<Event>) {
        let Some(looked) = self.looked else { return self.step(None, now) };
        self.now = now;
        let mut events = Vec::new();
        let held = self.steady.hold(now).filter(|_| looked.is_seen);
        let measures = held.unwrap_or_else(Measures::nobody);
        let mut snapshot = self.conclude(measures, looked, now, &mut events);
        self.looked = Some(Looked { is_sure: self.is_sure_of(&snapshot, looked), ..looked });
        snapshot.monitor.is_held = true;
        (snapshot, events)
    }

    /// Whether every fault is either clearly not there or there and done with, so that a movement
    /// too small to be seen changes nothing.
    pub(super) fn is_sure_of(&self, snapshot: &Snapshot, looked: Looked) -> bool {
        if looked.is_newest_doubtful && snapshot.faults.is_empty() {
            return false;
        }
        let limits = &self.config.limits;
        FAULT_RULES.iter().filter(|rule| limits.is_watched(rule.fault)).all(|rule| {
            let mut here =
                snapshot.faults.iter().filter(|f| f.fault.family() == rule.fault.family());
            match here.next() {
                Some(fault) => !self.is_pending(fault),
                None => rule.is_clear(&snapshot.measures, limits.scale_of(rule.fault)),
            }
        })
    }
}

#[cfg(test)]
mod tests;
