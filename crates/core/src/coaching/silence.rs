//! When Plumbline keeps quiet: a snooze, quiet hours, a call, a shared screen, a presentation, the
//! desktop's do-not-disturb. Afterwards it sums up what it did not say.

use crate::body::{Fault, MonotonicMs};
use crate::posture::judge::{ActiveFault, MAX_STEP_MS, PostureState};

/// The person's calendar and clock, as the shell knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LocalTime {
    /// The day, counted from anywhere; another number is another day.
    pub day: i32,
    /// Minutes since midnight.
    pub minute: u16,
}

/// A daily span of quiet, which may pass midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct QuietHours {
    /// Minutes since midnight at which it begins.
    pub from_minute: u16,
    /// Minutes since midnight at which it ends.
    pub to_minute: u16,
}

impl QuietHours {
    /// Whether `minute` lies in it. Equal ends are no time at all.
    #[must_use]
    pub fn contains(&self, minute: u16) -> bool {
        if self.from_minute <= self.to_minute {
            (self.from_minute..self.to_minute).contains(&minute)
        } else {
            minute >= self.from_minute || minute < self.to_minute
        }
    }
}

/// What goes on around the person, as far as the desktop lets it be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// The person's calendar and clock.
    pub local: LocalTime,
    /// Another program records the microphone or uses a camera.
    pub is_in_call: bool,
    /// The screen is being shared.
    pub is_sharing_screen: bool,
    /// A window fills the screen.
    pub is_presenting: bool,
    /// The desktop was told not to disturb.
    pub is_do_not_disturb: bool,
    /// The person can see Plumbline's window.
    pub is_window_seen: bool,
}

/// When to keep quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SilencePolicy {
    /// A daily span.
    pub quiet_hours: Option<QuietHours>,
    /// While in a call or sharing the screen.
    pub in_calls: bool,
    /// While a window fills the screen.
    pub while_presenting: bool,
}

impl Default for SilencePolicy {
    fn default() -> Self {
        Self { quiet_hours: None, in_calls: true, while_presenting: true }
    }
}

/// Why nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SilenceReason {
    /// The person asked for it.
    Snoozed,
    /// The daily span.
    QuietHours,
    /// A call.
    Call,
    /// A shared screen.
    ScreenShared,
    /// A window that fills the screen.
    Presenting,
    /// The desktop's own switch.
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

    /// Whether the person would like to hear afterwards what was not said. Whoever snoozed or set
    /// quiet hours wanted to hear nothing.
    fn is_summed_up(self) -> bool {
        !matches!(self, Self::Snoozed | Self::QuietHours)
    }
}

/// How long a snooze lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snooze {
    /// Until a moment.
    Until(MonotonicMs),
    /// As long as it is this day.
    Day(i32),
}

/// What was not said in a silence that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietSummary {
    /// Why it was quiet.
    pub reason: SilenceReason,
    /// How long, milliseconds.
    pub lasted_ms: i64,
    /// How much of it posture could be judged, milliseconds.
    pub watched_ms: i64,
    /// What went on longest, and for how long, milliseconds.
    pub worst: (Fault, i64),
}

/// Shorter silences, and faults that took less of them, are not worth a summary: product choices.
const WORTH_SUMMING_UP_MS: i64 = 5 * 60_000;
const WORTH_NAMING_MS: i64 = 2 * 60_000;

#[derive(Debug, Clone, Copy)]
struct Quiet {
    reason: SilenceReason,
    since: MonotonicMs,
    watched_ms: i64,
    fault_ms: [i64; Fault::ALL.len()],
}

/// Knows whether it is quiet now.
#[derive(Debug, Clone, Default)]
pub struct Silence {
    snooze: Option<Snooze>,
    quiet: Option<Quiet>,
    last: Option<MonotonicMs>,
}

impl Silence {
    /// Nothing is said as long as `snooze` lasts.
    pub fn snooze(&mut self, snooze: Snooze) {
        self.snooze = Some(snooze);
    }

    /// Ends a snooze.
    pub fn wake(&mut self) {
        self.snooze = None;
    }

    /// Whether it was quiet at the last step.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.quiet.is_some()
    }

    /// Whether it is quiet at `now`, and the summary of a silence that has just ended.
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

    /// Why it is quiet at `now`, if it is.
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
    fn each_surrounding_silences_unless_it_is_switched_off() {
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
    fn a_long_call_is_summed_up_and_a_short_or_good_one_is_not() {
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
