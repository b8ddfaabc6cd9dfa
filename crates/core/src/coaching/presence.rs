//! Detects whether a person sits at the desk. Ignores a head that is covered for a moment and a
//! colleague who walks by.

use crate::body::{MonotonicMs, Pose};
pub(crate) use crate::posture::absence::AWAY_AFTER_MS;
use crate::posture::{Measures, Quantity, View};

/// Time with a person in the image until the person counts as back, milliseconds. Long enough to
/// ignore a passer-by.
pub(crate) const BACK_AFTER_MS: i64 = 4_000;

/// Maximum gap between two frames that counts as observed, milliseconds.
const MAX_STEP_MS: i64 = 5_000;

/// Gap after which presence is unknown again, milliseconds: by then another person may sit there.
const FORGET_AFTER_MS: i64 = 5 * 60_000;

/// Whether a person is at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// Not yet determined, or not observed for a long time.
    #[default]
    Unknown,
    /// A person is present since this time.
    Here(MonotonicMs),
    /// No person is present since this time.
    Away(MonotonicMs),
}

/// What a frame shows at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    Nobody,
    /// Somebody who is not where the person sits, or has another face.
    SomebodyElse,
    /// Somebody whose face is not visible: the person with a covered head, or a colleague who walks by.
    Somebody,
    /// A face, or a person seen from the side.
    Face,
}

impl Seen {
    /// What `pose` shows, given its measures.
    #[must_use]
    pub(crate) fn of(pose: Option<&Pose>, measures: &Measures) -> Self {
        if pose.is_none() {
            return Self::Nobody;
        }
        if measures.is_somebody_else() {
            return Self::SomebodyElse;
        }
        let is_face_known = measures.get(Quantity::ScreenDistance).known().is_some();
        if is_face_known || measures.view == View::Side { Self::Face } else { Self::Somebody }
    }

    /// Whether somebody may be at the desk.
    #[must_use]
    pub(crate) fn is_at_desk(self) -> bool {
        matches!(self, Self::Somebody | Self::Face)
    }
}

/// A change of presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresenceChange {
    /// The person left at this time.
    Left(MonotonicMs),
    /// The person returned.
    Returned {
        /// Duration of the absence, milliseconds.
        away_ms: i64,
    },
}

/// The presence detector.
#[derive(Debug, Clone, Default)]
pub(crate) struct PresenceWatch {
    presence: Presence,
    /// Time since which the frames contradict [`Self::presence`].
    otherwise_since: Option<MonotonicMs>,
    last: Option<MonotonicMs>,
}

impl PresenceWatch {
    /// Updates the detector with the frame at `now`. Returns a change of presence once it is
    /// confirmed.
    pub(crate) fn step(&mut self, seen: Seen, now: MonotonicMs) -> Option<PresenceChange> {
        let gap_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        if gap_ms > FORGET_AFTER_MS {
            *self = Self { last: Some(now), ..Self::default() };
        } else if gap_ms > MAX_STEP_MS {
            self.otherwise_since = None;
        }
        let (agrees, wait_ms) = match self.presence {
            Presence::Unknown => {
                let is_here = seen.is_at_desk();
                self.presence = if is_here { Presence::Here(now) } else { Presence::Away(now) };
                return None;
            }
            Presence::Here(_) => (seen.is_at_desk(), AWAY_AFTER_MS),
            Presence::Away(_) => (seen != Seen::Face, BACK_AFTER_MS),
        };
        if agrees {
            self.otherwise_since = None;
            return None;
        }
        let since = *self.otherwise_since.get_or_insert(now);
        if now.since_ms(since) < wait_ms {
            return None;
        }
        self.otherwise_since = None;
        match self.presence {
            Presence::Away(left) => {
                self.presence = Presence::Here(since);
                Some(PresenceChange::Returned { away_ms: since.since_ms(left) })
            }
            _ => {
                self.presence = Presence::Away(since);
                Some(PresenceChange::Left(since))
            }
        }
    }

    #[must_use]
    pub(crate) fn presence(&self) -> Presence {
        self.presence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn run(spans: &[(i64, bool)]) -> Vec<PresenceChange> {
        let seen = |is_seen| if is_seen { Seen::Face } else { Seen::Nobody };
        run_seen(&spans.iter().map(|&(ms, is_seen)| (ms, seen(is_seen))).collect::<Vec<_>>())
    }

    fn run_seen(spans: &[(i64, Seen)]) -> Vec<PresenceChange> {
        let (mut watch, mut t, mut changes) = (PresenceWatch::default(), 0, Vec::new());
        for (span_ms, seen) in spans {
            let end = t + span_ms;
            while t < end {
                changes.extend(watch.step(*seen, MonotonicMs(t)));
                t += 1_000;
            }
        }
        changes
    }

    #[test]
    fn leaving_and_returning_carry_the_time_at_which_they_happened() {
        let changes = run(&[(60_000, true), (120_000, false), (60_000, true)]);
        let expected = [
            PresenceChange::Left(MonotonicMs(60_000)),
            PresenceChange::Returned { away_ms: 120_000 },
        ];
        assert_eq!(changes, expected);
    }

    #[test]
    fn a_hidden_head_is_not_away_and_a_passer_by_is_not_back() {
        assert!(run(&[(60_000, true), (8_000, false), (60_000, true)]).is_empty());
        let changes = run(&[(60_000, true), (60_000, false), (3_000, true), (60_000, false)]);
        assert_eq!(changes, [PresenceChange::Left(MonotonicMs(60_000))]);
    }

    #[test]
    fn somebody_in_the_background_is_not_back_and_does_not_keep_the_person_here() {
        let changes = run_seen(&[
            (60_000, Seen::Face),
            (60_000, Seen::SomebodyElse),
            // Somebody cleans the desk for twenty seconds with their face out of the picture.
            (20_000, Seen::Somebody),
            (60_000, Seen::Nobody),
        ]);
        assert_eq!(changes, [PresenceChange::Left(MonotonicMs(60_000))]);
        // A person at the desk may hide their face for minutes.
        assert!(run_seen(&[(60_000, Seen::Face), (60_000, Seen::Somebody)]).is_empty());
    }

    #[test]
    fn a_long_gap_resets_presence_without_a_change() {
        let mut watch = PresenceWatch::default();
        watch.step(Seen::Face, MonotonicMs(0));
        assert_eq!(watch.step(Seen::Nobody, MonotonicMs(3_600_000)), None);
        assert_eq!(watch.presence(), Presence::Away(MonotonicMs(3_600_000)));
    }

    proptest! {
        #[test]
        fn leaving_and_returning_alternate(
            spans in prop::collection::vec((1_000i64..40_000, any::<bool>()), 1..40)
        ) {
            let mut was_left = None;
            for change in run(&spans) {
                let is_left = matches!(change, PresenceChange::Left(_));
                prop_assert_ne!(Some(is_left), was_left);
                was_left = Some(is_left);
            }
        }
    }
}
