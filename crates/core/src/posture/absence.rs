//! How long nobody has been in the image.

use crate::body::MonotonicMs;

/// Time without a person in the image until the person counts as away, milliseconds. Shorter
/// absences (a covered head, a missed detection) are tolerated. Product choice.
pub const AWAY_AFTER_MS: i64 = 10_000;

/// The time since a person was last seen. A gap between two frames counts as absence too, because
/// nobody was observed in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Absence {
    seen_at: Option<MonotonicMs>,
}

impl Absence {
    /// Updates the state with the frame at `now`. Returns whether the last frame with a person is
    /// at least [`AWAY_AFTER_MS`] old; `false` before the first person is seen. The frame in which
    /// the person returns still returns `true`.
    pub(super) fn step(&mut self, is_somebody_seen: bool, now: MonotonicMs) -> bool {
        let is_away = self.seen_at.is_some_and(|at| now.since_ms(at) >= AWAY_AFTER_MS);
        if is_somebody_seen {
            self.seen_at = Some(now);
        }
        is_away
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_away_after_ten_seconds_unseen_until_they_return() {
        let mut absence = Absence::default();
        for (t_ms, is_seen, is_away) in [
            (0, false, false),
            (60_000, true, false),
            (61_000, false, false),
            (69_900, false, false),
            (69_950, true, false),
            (71_000, false, false),
            (79_950, false, true),
            (90_000, true, true),
            (91_000, true, false),
            // A gap without any frame.
            (3_600_000, true, true),
            (3_601_000, true, false),
        ] {
            assert_eq!(absence.step(is_seen, MonotonicMs(t_ms)), is_away, "{t_ms} ms");
        }
    }
}
