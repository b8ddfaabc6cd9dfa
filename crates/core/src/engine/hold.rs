//! Reuse of the last measures for frames without movement.
//!
//! The vision crate detects movement in the image (`pose/stillness.rs`); this module decides whether
//! the last result may be reused. It may not while the verdict depends on the next inference: a
//! fault that is filling its dwell, a value near its limit, a calibration, the first frame.

use super::cadence::Rate;
use super::{Engine, Event, Snapshot};
use crate::body::MonotonicMs;
use crate::body::still_spell::StillSpell;
use crate::coaching::presence::Seen;
use crate::posture::Measures;
use crate::posture::fault::FAULT_RULES;
use crate::posture::judge::ActiveFault;

/// Minimum length of a still spell before frames are held, milliseconds. It is the length of the
/// median window, so that the held median consists only of samples of this posture.
const SETTLE_MS: i64 = crate::posture::steady::SPAN_MS;

/// Maximum time that one inference is reused while a person is present, milliseconds. Product
/// choice: a movement too slow to be detected is still measured.
pub const HELD_MS: i64 = 8_000;
/// Maximum time that one inference is reused while the live view is visible, milliseconds. Product
/// choice: the drawn figure has to follow the person.
pub const HELD_LIVE_MS: i64 = 1_000;
/// Maximum time that one inference is reused while nobody is present, milliseconds. Product choice:
/// an empty chair does not move by itself.
pub const HELD_AWAY_MS: i64 = 20_000;

/// The result of the last frame on which the pose model ran.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looked {
    pub seen: Seen,
    /// This frame alone shows a fault.
    pub is_newest_doubtful: bool,
    /// A movement too small to be detected cannot change the verdict.
    pub is_sure: bool,
}

/// The newest frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Newest {
    pub looked: Looked,
    /// The frame shows nothing new and repeats the last result.
    pub is_held: bool,
    /// Time since the frame before, milliseconds; 0 if that was not monitored time.
    pub since_ms: i64,
}

impl Engine {
    /// Returns whether a frame at `now` that belongs to the still `spell` needs no inference.
    #[must_use]
    pub fn may_hold(&self, spell: &StillSpell, now: MonotonicMs) -> bool {
        let Some(limit_ms) = self.hold_limit_ms() else { return false };
        now.since_ms(spell.since) >= SETTLE_MS
            && (0..limit_ms).contains(&now.since_ms(spell.looked))
    }

    /// Maximum time that the last inference may be reused for frames without movement, milliseconds;
    /// `None` if the next frame needs an inference in any case.
    fn hold_limit_ms(&self) -> Option<i64> {
        let looked = self.looked?;
        // A person who arrives moves, so even a waiting calibration does not need every frame.
        if !looked.seen.is_at_desk() {
            return Some(HELD_AWAY_MS);
        }
        if self.is_calibrating() || self.is_capturing_today() || self.upright.is_scene_accepted {
            return None;
        }
        let is_live = self.rate() == Rate::Every(super::cadence::LIVE_MS);
        let limit_ms = if is_live { HELD_LIVE_MS } else { HELD_MS };
        (!self.steady.is_empty() && looked.is_sure).then_some(limit_ms)
    }

    /// Processes a frame at `now` for which [`Self::may_hold`] returned `true`: time advances and the
    /// last measures stay.
    pub fn hold(&mut self, now: MonotonicMs) -> (Snapshot, Vec<Event>) {
        let Some(looked) = self.looked else { return self.step(None, now) };
        let since_ms = self.advance(now);
        let mut events = Vec::new();
        let held = self.steady.hold(now);
        let measures = match looked.seen {
            Seen::Nobody => Measures::nobody(),
            Seen::SomebodyElse => Measures::not_at_desk(),
            Seen::Somebody | Seen::Face => held.unwrap_or_else(Measures::nobody),
        };
        let newest = Newest { looked, is_held: true, since_ms };
        let mut snapshot = self.conclude(measures, newest, now, &mut events);
        snapshot.monitor.is_held = true;
        (snapshot, events)
    }

    /// Returns whether every fault is either clearly absent or present and past its dwell, so that a
    /// movement too small to be detected cannot change the verdict.
    pub(super) fn is_sure_of(
        &self,
        measures: &Measures,
        faults: &[ActiveFault],
        looked: Looked,
    ) -> bool {
        if looked.is_newest_doubtful && faults.is_empty() {
            return false;
        }
        let limits = &self.config.limits;
        FAULT_RULES.iter().filter(|rule| limits.is_watched(rule.fault)).all(|rule| {
            let mut here = faults.iter().filter(|f| f.fault.family() == rule.fault.family());
            match here.next() {
                Some(fault) => !self.is_pending(fault),
                None => rule.is_clear(measures, limits.scale_of(rule.fault)),
            }
        })
    }
}

#[cfg(test)]
mod tests;
