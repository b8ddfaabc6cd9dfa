//! Suppresses alerts during a snooze, quiet hours, a call, a shared screen, a presentation or the
//! desktop's do-not-disturb mode. Afterwards it returns a summary of the suppressed faults.

use crate::body::{Fault, MonotonicMs};
use crate::posture::judge::{ActiveFault, MAX_STEP_MS, PostureState};

/// The person's local calendar day and time, provided by the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LocalTime {
    /// Day number with any origin; different numbers are different days.
    pub day: i32,
    /// Minutes since midnight.
    pub minute: u16,
}

/// A daily span without alerts. It may pass midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct QuietHours {
    /// Start, minutes since midnight.
    pub from_minute: u16,
    /// End, minutes since midnight.
    pub to_minute: u16,
}

impl QuietHours {
    /// Whether `minute` lies within the span. If start and end are equal, the span is empty.
    #[must_use]
    pub fn contains(&self, minute: u16) -> bool {
        if self.from_minute <= self.to_minute {
            (self.from_minute..self.to_minute).contains(&minute)
        } else {
            minute >= self.from_minute || minute < self.to_minute
        }
    }
}

/// The state of the desktop around the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    pub local: LocalTime,
    /// Another program records from the microphone or uses a camera.
    pub is_in_call: bool,
    pub is_sharing_screen: bool,
    /// A window fills the screen.
    pub is_presenting: bool,
    /// The desktop's do-not-disturb mode is on.
    pub is_do_not_disturb: bool,
    /// Plumbline's window is visible to the person.
    pub is_window_seen: bool,
    /// A fault is told by a glow at the edge of the screens, or by dimming them.
    pub is_told_on_screen: bool,
}

/// The settings for automatic silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SilencePolicy {
    /// A daily span without alerts.
    pub quiet_hours: Option<QuietHours>,
    /// Suppress alerts during a call or while the screen is shared.
    pub in_calls: bool,
    /// Suppress alerts while a window fills the screen.
    pub while_presenting: bool,
}

impl Default for SilencePolicy {
    fn default() -> Self {
        Self { quiet_hours: None, in_calls: true, while_presenting: true }
    }
}

/// Why alerts are suppressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SilenceReason {
    /// The person snoozed alerts.
    Snoozed,
    QuietHours,
    Call,
    ScreenShared,
    /// A window fills the screen.
    Presenting,
    /// The desktop's do-not-disturb mode is on.
    DoNotDisturb,
}

impl SilenceReason {
    /// The stable name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Snoozed => "snoozed",
            Self::QuietHours => "quiet_hours",
            Self::Call => "call",
            Self::ScreenShared => "screen_shared",
            Self::Presenting => "presenting",
            Self::DoNotDisturb => "do_not_disturb",
        }
    }

    /// Whether a summary is returned afterwards. After a snooze or quiet hours there is none,
    /// because the person chose the silence.
    fn is_summed_up(self) -> bool {
        !matches!(self, Self::Snoozed | Self::QuietHours)
    }
}

/// How long a snooze lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snooze {
    /// Until this time.
    Until(MonotonicMs),
    /// Until the end of this day.
    Day(i32),
}

/// Summary of a silence that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietSummary {
    pub reason: SilenceReason,
    /// Duration, milliseconds.
    pub lasted_ms: i64,
    /// Time in which the posture could be judged, milliseconds.
    pub watched_ms: i64,
    /// The fault that lasted longest, with its duration in milliseconds.
    pub worst: (Fault, i64),
}

/// Minimum duration of a silence, and of its longest fault, for a summary. Product choices.
const WORTH_SUMMING_UP_MS: i64 = 5 * 60_000;
const WORTH_NAMING_MS: i64 = 2 * 60_000;

#[derive(Debug, Clone, Copy)]
struct Quiet {
    reason: SilenceReason,
    since: MonotonicMs,
    watched_ms: i64,
    fault_ms: [i64; Fault::ALL.len()],
}

/// The state of the silence policy.
#[derive(Debug, Clone, Default)]
pub struct Silence {
    snooze: Option<Snooze>,
    quiet: Option<Quiet>,
    last: Option<MonotonicMs>,
}

impl Silence {
    /// Starts a snooze.
    pub fn snooze(&mut self, snooze: Snooze) {
        self.snooze = Some(snooze);
    }

    /// Ends a snooze.
    pub fn wake(&mut self) {
        self.snooze = None;
    }

    /// Minutes until a snooze of a fixed length ends, rounded up.
    #[must_use]
    pub fn snooze_left_min(&self, now: MonotonicMs) -> Option<i64> {
        match self.snooze {
            Some(Snooze::Until(until)) if until > now => {
                Some((until.since_ms(now) + 59_999) / 60_000)
            }
            _ => None,
        }
    }

    /// Whether alerts were suppressed at the last step.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.quiet.is_some()
    }

    /// Updates the state. Returns the reason for silence at `now`, and the summary of a silence
    /// that has just ended.
    pub fn step(
        &mut self,
        faults: &[ActiveFault],
        state: PostureState,
        now: MonotonicMs,
        around: &Surroundings,
        policy: &SilencePolicy,
    ) -> (Option<SilenceReason>, Option<QuietSummary>) {
        let step_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        let reason = self.reason(now, around, policy);
        if let Some(quiet) = &mut self.quiet
            && step_ms <= MAX_STEP_MS
            && matches!(state, PostureState::Good | PostureState::Fault)
        {
            quiet.watched_ms += step_ms;
            for fault in faults {
                quiet.fault_ms[fault.fault as usize] += step_ms;
            }
        }
        let mut summary = None;
        match (reason, self.quiet) {
            (Some(reason), None) => {
                let fault_ms = [0; Fault::ALL.len()];
                self.quiet = Some(Quiet { reason, since: now, watched_ms: 0, fault_ms });
            }
            (None, Some(quiet)) => {
                summary = quiet.summary(now);
                self.quiet = None;
            }
            _ => {}
        }
        (reason, summary)
    }

    /// The reason for silence at `now`, if there is one. Ends a snooze that has expired.
    pub fn reason(
        &mut self,
        now: MonotonicMs,
        around: &Surroundings,
        policy: &SilencePolicy,
    ) -> Option<SilenceReason> {
        let is_over = match self.snooze {
            Some(Snooze::Until(until)) => now >= until,
            Some(Snooze::Day(day)) => around.local.day != day,
            None => false,
        };
        if is_over {
            self.snooze = None;
        }
        let quiet_hours = policy.quiet_hours.is_some_and(|q| q.contains(around.local.minute));
        [
            (self.snooze.is_some(), SilenceReason::Snoozed),
            (quiet_hours, SilenceReason::QuietHours),
            (around.is_do_not_disturb, SilenceReason::DoNotDisturb),
            (policy.in_calls && around.is_sharing_screen, SilenceReason::ScreenShared),
            (policy.in_calls && around.is_in_call, SilenceReason::Call),
            (policy.while_presenting && around.is_presenting, SilenceReason::Presenting),
        ]
        .into_iter()
        .find_map(|(holds, reason)| holds.then_some(reason))
    }
}

impl Quiet {
    fn summary(&self, now: MonotonicMs) -> Option<QuietSummary> {
        let lasted_ms = now.since_ms(self.since);
        let (fault, longest_ms) = Fault::ALL
            .into_iter()
            .filter(|fault| *fault != Fault::TooStill)
            .map(|fault| (fault, self.fault_ms[fault as usize]))
            .max_by_key(|(_, ms)| *ms)?;
        let is_worth_it = self.reason.is_summed_up()
            && lasted_ms >= WORTH_SUMMING_UP_MS
            && longest_ms >= WORTH_NAMING_MS;
        is_worth_it.then_some(QuietSummary {
            reason: self.reason,
            lasted_ms,
            watched_ms: self.watched_ms,
            worst: (fault, longest_ms),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn step(silence: &mut Silence, t_ms: i64, around: &Surroundings) -> Option<SilenceReason> {
        let policy = SilencePolicy::default();
        silence.step(&[], PostureState::Good, MonotonicMs(t_ms), around, &policy).0
    }

    #[test]
    fn a_snooze_until_tomorrow_ends_with_the_day() {
        let mut silence = Silence::default();
        let day =
            |day| Surroundings { local: LocalTime { day, minute: 600 }, ..Surroundings::default() };
        silence.snooze(Snooze::Day(7));
        assert_eq!(step(&mut silence, 0, &day(7)), Some(SilenceReason::Snoozed));
        assert_eq!(step(&mut silence, 40_000_000, &day(7)), Some(SilenceReason::Snoozed));
        assert_eq!(step(&mut silence, 50_000_000, &day(8)), None);
        assert_eq!(step(&mut silence, 50_000_001, &day(7)), None, "it does not come back");
    }

    #[test]
    fn quiet_hours_may_pass_midnight() {
        let night = QuietHours { from_minute: 22 * 60, to_minute: 7 * 60 };
        for (minute, is_quiet) in [(21 * 60, false), (23 * 60, true), (60, true), (7 * 60, false)] {
            assert_eq!(night.contains(minute), is_quiet, "{minute}");
        }
        let none = QuietHours { from_minute: 60, to_minute: 60 };
        assert!(!none.contains(60));
    }

    #[test]
    fn each_desktop_state_silences_unless_it_is_switched_off() {
        let call = Surroundings { is_in_call: true, ..Surroundings::default() };
        let share = Surroundings { is_sharing_screen: true, ..Surroundings::default() };
        let film = Surroundings { is_presenting: true, ..Surroundings::default() };
        let quiet = Surroundings { is_do_not_disturb: true, ..Surroundings::default() };
        let off = SilencePolicy { quiet_hours: None, in_calls: false, while_presenting: false };
        for (around, reason, can_be_off) in [
            (call, SilenceReason::Call, true),
            (share, SilenceReason::ScreenShared, true),
            (film, SilenceReason::Presenting, true),
            (quiet, SilenceReason::DoNotDisturb, false),
        ] {
            assert_eq!(step(&mut Silence::default(), 0, &around), Some(reason));
            let mut silence = Silence::default();
            let found =
                silence.step(&[], PostureState::Good, MonotonicMs(0), &around, &off).0.is_none();
            assert_eq!(found, can_be_off, "{reason:?}");
        }
    }

    fn call_with(fault_share: f64, minutes: i64) -> Option<QuietSummary> {
        let mut silence = Silence::default();
        let (end_ms, policy) = (minutes * 60_000, SilencePolicy::default());
        for t in (0..=end_ms + 1_000).step_by(1_000) {
            let around = Surroundings { is_in_call: t < end_ms, ..Surroundings::default() };
            let is_fault = ((t / 1000) % 10) < (fault_share * 10.0) as i64;
            let fault =
                ActiveFault { fault: Fault::ForwardHead, since: MonotonicMs(t), dwelt_ms: 0 };
            let faults = if is_fault { vec![fault] } else { vec![] };
            let state = if is_fault { PostureState::Fault } else { PostureState::Good };
            if let (_, Some(summary)) =
                silence.step(&faults, state, MonotonicMs(t), &around, &policy)
            {
                return Some(summary);
            }
        }
        None
    }

    #[test]
    fn only_a_long_call_with_faults_has_a_summary() {
        let summary = call_with(0.5, 20).unwrap();
        assert_eq!(summary.reason, SilenceReason::Call);
        assert_eq!((summary.lasted_ms, summary.watched_ms), (1_200_000, 1_200_000));
        assert_eq!(summary.worst.0, Fault::ForwardHead);
        assert!((590_000..=610_000).contains(&summary.worst.1), "{summary:?}");
        assert_eq!(call_with(0.5, 4), None);
        assert_eq!(call_with(0.0, 20), None);
    }

    proptest! {
        #[test]
        fn a_snooze_always_silences(until in 1i64..10_000_000, t in 0i64..10_000_000) {
            let mut silence = Silence::default();
            silence.snooze(Snooze::Until(MonotonicMs(until)));
            let quiet = step(&mut silence, t, &Surroundings::default());
            prop_assert_eq!(quiet.is_some(), t < until);
        }
    }
}
