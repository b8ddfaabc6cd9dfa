//! When a fault is worth a word: the alert policy.
//!
//! A fault that has dwelt long enough is *raised*: a gentle hint in the window, the beginning of an
//! episode. If it lasts, the desktop is *notified*, and *reminded* at growing intervals. Every
//! episode has one beginning and one end. Faults of one family are one posture and one episode.
//! After an alert or a correction there is a cool-down; notifications have a daily budget; silence
//! (a snooze, a call, quiet hours; [`silence`](super::silence)) ends what is up and lets nothing
//! begin.

use crate::body::{Fault, FaultFamily, MonotonicMs};
use crate::posture::judge::{ActiveFault, PostureState};

/// When an alert is due. All product choices: no study justifies a dwell of so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertTiming {
    /// How long a fault lasts before it is alerted, milliseconds.
    pub dwell_ms: i64,
    /// How long good posture must last before an alerted fault counts as corrected, milliseconds.
    pub clear_ms: i64,
    /// Shortest time from an alert or a correction to the next alert, milliseconds.
    pub cooldown_ms: i64,
    /// How long a hint stands in a window that is looked at before the desktop is notified,
    /// milliseconds. A window nobody sees hints at nothing: then the desktop is notified at once.
    pub notify_after_ms: i64,
    /// From the notification to the first reminder, milliseconds; each later interval is twice as
    /// long as the one before.
    pub remind_after_ms: i64,
    /// Most notifications a day, reminders included. Beyond them there are only hints.
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

/// What the policy has to know about a moment besides the faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertInput {
    /// When.
    pub now: MonotonicMs,
    /// The day on the person's calendar, counted from anywhere.
    pub day: i32,
    /// Nothing may be said.
    pub is_silent: bool,
    /// The person can see a hint in the window.
    pub is_window_seen: bool,
}

/// How an episode ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The posture was good for long enough.
    Corrected,
    /// The person went away.
    Left,
    /// A snooze, a call, quiet hours.
    Silenced,
    /// Watching was paused, the screen locked, the source changed, a new baseline taken.
    Interrupted,
    /// The person began a guided stretch.
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

/// What the policy wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertOutcome {
    /// A fault is worth a word: say it in the window.
    Raise(ActiveFault),
    /// It lasts: tell the desktop. The number counts reminders, 0 is the first notification.
    Notify(Fault, u32),
    /// The episode is over.
    End(Fault, Ending),
}

#[derive(Debug, Clone, Copy)]
struct Episode {
    fault: Fault,
    good_since: Option<MonotonicMs>,
    away_since: Option<MonotonicMs>,
    /// When the next notification is due, and how many there were.
    due: MonotonicMs,
    notified: u32,
}

/// The policy's memory.
#[derive(Debug, Clone, Default)]
pub struct AlertPolicy {
    episodes: Vec<Episode>,
    quiet_until: Option<MonotonicMs>,
    was_silent: bool,
    spent: (i32, u32),
}

impl AlertPolicy {
    /// Decides about the faults present at a moment.
    pub fn step(
        &mut self,
        faults: &[ActiveFault],
        state: PostureState,
        moment: &AlertInput,
        timing: &AlertTiming,
    ) -> Vec<AlertOutcome> {
        if moment.is_silent {
            self.was_silent = true;
            return self.end_all(Ending::Silenced);
        }
        if std::mem::take(&mut self.was_silent) {
            // Nobody is jumped upon the moment a call ends.
            self.cool_down(moment.now, timing);
        }
        let mut outcomes = self.close(faults, state, moment.now, timing);
        let is_cooling = self.quiet_until.is_some_and(|until| moment.now < until);
        if !is_cooling && let Some(fault) = self.due(faults, timing) {
            let wait_ms = if moment.is_window_seen { timing.notify_after_ms } else { 0 };
            self.episodes.push(Episode {
                fault: fault.fault,
                good_since: None,
                away_since: None,
                due: moment.now + wait_ms,
                notified: 0,
            });
            self.cool_down(moment.now, timing);
            outcomes.push(AlertOutcome::Raise(fault));
        }
        outcomes.extend(self.notify(moment, timing));
        outcomes
    }

    /// Ends everything that is up, as when watching is paused.
    pub fn interrupt(&mut self) -> Vec<AlertOutcome> {
        self.end_all(Ending::Interrupted)
    }

    /// The person follows a stretch: what is up is answered, and nothing new is said for a while.
    pub fn stretched(&mut self, now: MonotonicMs, timing: &AlertTiming) -> Vec<AlertOutcome> {
        self.cool_down(now, timing);
        self.end_all(Ending::Stretched)
    }

    /// The person has seen it: the next reminder waits its full interval.
    pub fn dismiss(&mut self, now: MonotonicMs, timing: &AlertTiming) {
        for episode in &mut self.episodes {
            episode.notified = episode.notified.max(1);
            episode.due = now + reminder_interval_ms(episode.notified, timing);
        }
    }

    /// Whether the posture of `fault` has been spoken of and is not over.
    #[must_use]
    pub fn is_up(&self, fault: Fault) -> bool {
        self.episodes.iter().any(|episode| episode.fault.family() == fault.family())
    }

    /// Notifications left on `day`.
    #[must_use]
    pub fn budget_left(&self, day: i32, timing: &AlertTiming) -> u32 {
        let spent = if self.spent.0 == day { self.spent.1 } else { 0 };
        timing.daily_budget.saturating_sub(spent)
    }

    fn cool_down(&mut self, now: MonotonicMs, timing: &AlertTiming) {
        let until = now + timing.cooldown_ms;
        self.quiet_until = Some(self.quiet_until.map_or(until, |other| other.max(until)));
    }

    fn end_all(&mut self, how: Ending) -> Vec<AlertOutcome> {
        self.episodes.drain(..).map(|episode| AlertOutcome::End(episode.fault, how)).collect()
    }

    /// Ends episodes whose fault is gone, or whose person is.
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
            // Whoever sat for too long has to take the break, not to be out of view for a moment.
            let is_stillness = family == FaultFamily::Stillness;
            let is_away = state == PostureState::Away && !is_stillness;
            // Uncertain time neither ends nor prolongs an episode.
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

    /// The longest-lasting fault whose posture has not been spoken of yet.
    fn due(&self, faults: &[ActiveFault], timing: &AlertTiming) -> Option<ActiveFault> {
        let is_due = |f: &&ActiveFault| f.dwelt_ms >= timing.dwell_ms && !self.is_up(f.fault);
        let due = || faults.iter().filter(is_due);
        let longest_ms = due().map(|f| f.dwelt_ms).max()?;
        // Of faults that began together, the first of the table says it best.
        due().find(|f| longest_ms - f.dwelt_ms < 2_000).copied()
    }

    fn notify(&mut self, moment: &AlertInput, timing: &AlertTiming) -> Vec<AlertOutcome> {
        let mut outcomes = Vec::new();
        let mut left = self.budget_left(moment.day, timing);
        for episode in &mut self.episodes {
            if moment.now < episode.due || episode.good_since.is_some() {
                continue;
            }
            episode.notified += 1;
            episode.due = moment.now + reminder_interval_ms(episode.notified, timing);
            if left > 0 {
                left -= 1;
                outcomes.push(AlertOutcome::Notify(episode.fault, episode.notified - 1));
            }
        }
        self.spent = (moment.day, timing.daily_budget.saturating_sub(left));
        outcomes
    }
}

/// From notification number `nth` (1 is the first) to the next, twice as long each time.
fn reminder_interval_ms(nth: u32, timing: &AlertTiming) -> i64 {
    let doublings = nth.saturating_sub(1).min(10);
    timing.remind_after_ms.saturating_mul(1 << doublings)
}

#[cfg(test)]
mod tests;
