//! The alert policy: decides when a fault is reported.
//!
//! A fault that has lasted for the dwell time is *raised*: an episode starts and the window shows a
//! hint. If the fault lasts longer, a desktop *notification* is sent, followed by *reminders* at
//! growing intervals. Every episode has exactly one start and one end. Faults of one family
//! describe the same posture and share one episode. After each alert and each correction there is a
//! cool-down. Notifications have a daily budget. Silence (a snooze, a call, quiet hours;
//! [`silence`](super::silence)) ends all running episodes and prevents new ones.

use crate::body::{Fault, FaultFamily, MonotonicMs};
use crate::posture::judge::{ActiveFault, PostureState};

/// The times and limits of the alert policy. All of them are product choices: no study supports a
/// particular dwell time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertTiming {
    /// Dwell: how long a fault must last before it is raised, milliseconds.
    pub dwell_ms: i64,
    /// How long the posture must be good before a raised fault counts as corrected, milliseconds.
    pub clear_ms: i64,
    /// Minimum time from an alert or a correction to the next alert, milliseconds.
    pub cooldown_ms: i64,
    /// Delay between the hint in a visible window and the desktop notification, milliseconds. If
    /// neither the window nor a sign on the screens is visible, the notification is sent at once.
    pub notify_after_ms: i64,
    /// Time from the notification to the first reminder, milliseconds. Each later interval is twice
    /// as long as the previous one.
    pub remind_after_ms: i64,
    /// Maximum number of notifications per day, reminders included. When it is used up, only hints
    /// are shown.
    pub daily_budget: u32,
}

impl Default for AlertTiming {
    fn default() -> Self {
        Self {
            dwell_ms: 15_000,
            clear_ms: 3_000,
            cooldown_ms: 60_000,
            notify_after_ms: 20_000,
            remind_after_ms: 5 * 60_000,
            daily_budget: 24,
        }
    }
}

/// The input of the policy at one moment, in addition to the faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertInput {
    pub now: MonotonicMs,
    /// Day number in the person's calendar, with any origin.
    pub day: i32,
    /// Whether alerts are suppressed.
    pub is_silent: bool,
    /// Whether the window is visible to the person.
    pub is_window_seen: bool,
    /// Whether a fault of posture is told by a sign on the screens.
    pub is_told_on_screen: bool,
}

/// Why an episode ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The posture was good for [`AlertTiming::clear_ms`].
    Corrected,
    /// The person left.
    Left,
    /// A snooze, a call, quiet hours or another reason for silence began.
    Silenced,
    /// Monitoring was paused, the screen was locked, the video source changed or a new baseline was
    /// taken.
    Interrupted,
    /// The person started a guided stretch.
    Stretched,
}

impl Ending {
    /// The stable name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Left => "left",
            Self::Silenced => "silenced",
            Self::Interrupted => "interrupted",
            Self::Stretched => "stretched",
        }
    }
}

/// An action that the policy requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertOutcome {
    /// Show a hint for the fault in the window.
    Raise(ActiveFault),
    /// Send a desktop notification. The number counts the reminders; 0 is the first notification.
    Notify(Fault, u32),
    /// The episode ended.
    End(Fault, Ending),
}

#[derive(Debug, Clone, Copy)]
struct Episode {
    fault: Fault,
    good_since: Option<MonotonicMs>,
    away_since: Option<MonotonicMs>,
    /// Time of the next notification.
    due: MonotonicMs,
    notified: u32,
    is_dismissed: bool,
}

/// The state of the alert policy.
#[derive(Debug, Clone, Default)]
pub struct AlertPolicy {
    episodes: Vec<Episode>,
    quiet_until: Option<MonotonicMs>,
    was_silent: bool,
    spent: (i32, u32),
}

impl AlertPolicy {
    /// Updates the episodes with the faults present at one moment and returns the requested
    /// actions.
    pub fn step(
        &mut self,
        faults: &[ActiveFault],
        state: PostureState,
        input: &AlertInput,
        timing: &AlertTiming,
    ) -> Vec<AlertOutcome> {
        if input.is_silent {
            self.was_silent = true;
            return self.end_all(Ending::Silenced);
        }
        if std::mem::take(&mut self.was_silent) {
            // No alert at the very moment a call ends.
            self.cool_down(input.now, timing);
        }
        let mut outcomes = self.close(faults, state, input.now, timing);
        let is_cooling = self.quiet_until.is_some_and(|until| input.now < until);
        if !is_cooling && let Some(fault) = self.due(faults, timing) {
            let has_sign = fault.fault.family() != FaultFamily::Stillness;
            let is_seen = input.is_window_seen || (input.is_told_on_screen && has_sign);
            let wait_ms = if is_seen { timing.notify_after_ms } else { 0 };
            self.episodes.push(Episode {
                fault: fault.fault,
                good_since: None,
                away_since: None,
                due: input.now + wait_ms,
                notified: 0,
                is_dismissed: false,
            });
            self.cool_down(input.now, timing);
            outcomes.push(AlertOutcome::Raise(fault));
        }
        outcomes.extend(self.notify(input, timing));
        outcomes
    }

    /// Ends all running episodes, for example when monitoring is paused.
    pub fn interrupt(&mut self) -> Vec<AlertOutcome> {
        self.end_all(Ending::Interrupted)
    }

    /// A guided stretch started: ends all running episodes and starts a cool-down.
    pub fn stretched(&mut self, now: MonotonicMs, timing: &AlertTiming) -> Vec<AlertOutcome> {
        self.cool_down(now, timing);
        self.end_all(Ending::Stretched)
    }

    /// The person dismissed the alert: the next reminder waits its full interval.
    pub fn dismiss(&mut self, now: MonotonicMs, timing: &AlertTiming) {
        for episode in &mut self.episodes {
            episode.is_dismissed = true;
            episode.notified = episode.notified.max(1);
            episode.due = now + reminder_interval_ms(episode.notified, timing);
        }
    }

    /// Whether an episode is running for `fault` or another fault of its family.
    #[must_use]
    pub fn is_up(&self, fault: Fault) -> bool {
        self.episodes.iter().any(|episode| episode.fault.family() == fault.family())
    }

    /// Whether the person has dismissed the alert that is running for `fault` or another fault of its
    /// family.
    #[must_use]
    pub fn is_dismissed(&self, fault: Fault) -> bool {
        let is_of_family = |episode: &&Episode| episode.fault.family() == fault.family();
        self.episodes.iter().find(is_of_family).is_some_and(|episode| episode.is_dismissed)
    }

    /// Number of notifications left on `day`.
    #[must_use]
    pub fn budget_left(&self, day: i32, timing: &AlertTiming) -> u32 {
        let spent = if self.spent.0 == day { self.spent.1 } else { 0 };
        timing.daily_budget.saturating_sub(spent)
    }

    /// Takes one notification of `day` from the budget. Returns whether one was left.
    pub fn take_notice(&mut self, day: i32, timing: &AlertTiming) -> bool {
        let left = self.budget_left(day, timing);
        self.spent = (day, timing.daily_budget.saturating_sub(left) + u32::from(left > 0));
        left > 0
    }

    fn cool_down(&mut self, now: MonotonicMs, timing: &AlertTiming) {
        let until = now + timing.cooldown_ms;
        self.quiet_until = Some(self.quiet_until.map_or(until, |other| other.max(until)));
    }

    fn end_all(&mut self, how: Ending) -> Vec<AlertOutcome> {
        self.episodes.drain(..).map(|episode| AlertOutcome::End(episode.fault, how)).collect()
    }

    /// Ends the episodes whose fault is over or whose person has left.
    fn close(
        &mut self,
        faults: &[ActiveFault],
        state: PostureState,
        now: MonotonicMs,
        timing: &AlertTiming,
    ) -> Vec<AlertOutcome> {
        let mut ended = Vec::new();
        self.episodes.retain_mut(|episode| {
            let family = episode.fault.family();
            let is_there = faults.iter().any(|f| f.fault.family() == family);
            // Leaving the image for a moment does not end a too-still episode: a break must be long
            // enough.
            let is_stillness = family == FaultFamily::Stillness;
            let is_away = state == PostureState::Away && !is_stillness;
            // Uncertain frames neither end nor prolong an episode.
            let is_good = !is_there
                && (is_stillness || matches!(state, PostureState::Good | PostureState::Fault));
            if is_there {
                (episode.good_since, episode.away_since) = (None, None);
            } else if is_away {
                let since = *episode.away_since.get_or_insert(now);
                if now.since_ms(since) >= timing.clear_ms {
                    ended.push((episode.fault, Ending::Left));
                    return false;
                }
            } else if is_good {
                let since = *episode.good_since.get_or_insert(now);
                if now.since_ms(since) >= timing.clear_ms {
                    ended.push((episode.fault, Ending::Corrected));
                    return false;
                }
            }
            true
        });
        if ended.iter().any(|(_, how)| *how == Ending::Corrected) {
            self.cool_down(now, timing);
        }
        ended.into_iter().map(|(fault, how)| AlertOutcome::End(fault, how)).collect()
    }

    /// The longest-lasting fault that has reached the dwell time and has no running episode.
    fn due(&self, faults: &[ActiveFault], timing: &AlertTiming) -> Option<ActiveFault> {
        let is_due = |f: &&ActiveFault| f.dwelt_ms >= timing.dwell_ms && !self.is_up(f.fault);
        let due = || faults.iter().filter(is_due);
        let longest_ms = due().map(|f| f.dwelt_ms).max()?;
        // Among faults that began within 2 s of each other, the first in the fault table is
        // preferred.
        due().find(|f| longest_ms - f.dwelt_ms < 2_000).copied()
    }

    fn notify(&mut self, input: &AlertInput, timing: &AlertTiming) -> Vec<AlertOutcome> {
        let mut outcomes = Vec::new();
        let mut left = self.budget_left(input.day, timing);
        for episode in &mut self.episodes {
            if input.now < episode.due || episode.good_since.is_some() {
                continue;
            }
            episode.notified += 1;
            episode.due = input.now + reminder_interval_ms(episode.notified, timing);
            if left > 0 {
                left -= 1;
                outcomes.push(AlertOutcome::Notify(episode.fault, episode.notified - 1));
            }
        }
        self.spent = (input.day, timing.daily_budget.saturating_sub(left));
        outcomes
    }
}

/// Interval from notification number `nth` (counted from 1) to the next, milliseconds. Doubles each
/// time.
fn reminder_interval_ms(nth: u32, timing: &AlertTiming) -> i64 {
    let doublings = nth.saturating_sub(1).min(10);
    timing.remind_after_ms.saturating_mul(1 << doublings)
}

#[cfg(test)]
mod tests;
