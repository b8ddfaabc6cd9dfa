//! Invitations to shift or to stand up: when they are due, how they end, and when they are welcome.
//!
//! An invitation is due when one posture was kept for a while, whatever it is, or when the person slumps slowly. It is
//! no alert: nothing is wrong yet. It ends when the person moves, dismisses it or lets it pass. The interval adapts to
//! the hour of the day: where invitations are followed by a movement they come sooner, where they are not they come
//! later.

use crate::body::{Fault, MonotonicMs};
use crate::coaching::variety::trend::Slump;

/// When the person is invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitePolicy {
    /// Time in one posture before an invitation, milliseconds; `None` turns invitations off.
    pub after_ms: Option<i64>,
}

impl Default for InvitePolicy {
    /// 15 minutes. Product choice: half of the 20 to 30 minutes after which the catalogue advises a break, rounded up.
    fn default() -> Self {
        Self { after_ms: Some(15 * 60_000) }
    }
}

/// How long an invitation waits for a movement, milliseconds. Product choice.
const OPEN_MS: i64 = 120_000;

/// Least time between two invitations, milliseconds. Product choice.
const PAUSE_MS: i64 = 8 * 60_000;

/// Bounds of the factor on the interval. Product choice.
const SOONEST: f64 = 0.6;
const LATEST: f64 = 3.0;

/// Why the person is invited.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum InviteReason {
    /// One posture was kept for this many milliseconds.
    SamePosture { kept_ms: i64 },
    /// The posture got worse slowly.
    Slump(Slump),
}

impl InviteReason {
    /// The stable name in JSON.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::SamePosture { .. } => "same_posture",
            Self::Slump(_) => "slump",
        }
    }

    /// The fault that a slow slump leads to.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::SamePosture { .. } => None,
            Self::Slump(slump) => Some(slump.fault),
        }
    }
}

/// How an invitation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InviteAnswer {
    /// The person shifted, stood up or left within two minutes.
    Moved,
    /// The person declined it.
    Dismissed,
    /// Nothing happened.
    Passed,
}

impl InviteAnswer {
    pub const ALL: [Self; 3] = [Self::Moved, Self::Dismissed, Self::Passed];

    /// The stable name in JSON and in the history.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Dismissed => "dismissed",
            Self::Passed => "passed",
        }
    }
}

/// An open invitation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Invitation {
    pub since: MonotonicMs,
    pub reason: InviteReason,
}

/// Invitations of earlier days by hour of the day: how many, and how many were followed by a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Welcome {
    hours: [(u32, u32); 24],
}

/// Weight of the other hours in the estimate for one hour, as a number of cases, and of an even chance in the estimate
/// of all hours. They keep a few answers from deciding. Product choices.
const PRIOR_HOUR: f64 = 4.0;
const PRIOR_ALL: f64 = 4.0;

impl Welcome {
    /// Adds an answer given at `hour` (0 to 23; others are ignored).
    pub fn add(&mut self, hour: usize, answer: InviteAnswer) {
        if let Some((asked, moved)) = self.hours.get_mut(hour) {
            *asked += 1;
            *moved += u32::from(answer == InviteAnswer::Moved);
        }
    }

    /// Chance that an invitation at `hour` is followed by a movement, 0 to 1: the mean of a beta distribution for the
    /// hour whose prior is the mean of all hours.
    #[must_use]
    pub fn chance(&self, hour: usize) -> f64 {
        let sum = |of: fn(&(u32, u32)) -> u32| -> f64 {
            f64::from(self.hours.iter().map(of).sum::<u32>())
        };
        let all = (sum(|h| h.1) + PRIOR_ALL / 2.0) / (sum(|h| h.0) + PRIOR_ALL);
        let (asked, moved) = self.hours.get(hour).copied().unwrap_or_default();
        (f64::from(moved) + PRIOR_HOUR * all) / (f64::from(asked) + PRIOR_HOUR)
    }

    /// Factor on the time before an invitation at `hour`: 1 at an even chance.
    #[must_use]
    pub fn patience(&self, hour: usize) -> f64 {
        (0.5 / self.chance(hour)).clamp(SOONEST, LATEST)
    }
}

/// The situation at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InviteInput {
    pub now: MonotonicMs,
    /// Local hour of the day, 0 to 23.
    pub hour: usize,
    /// How long the present posture has been kept, milliseconds.
    pub kept_ms: i64,
    /// The person has just shifted, stood up or come back.
    pub has_moved: bool,
    /// The person is not at the desk.
    pub is_away: bool,
    /// A slow slump that was just found.
    pub slump: Option<Slump>,
    /// No invitation may begin and an open one ends without an answer: silence, a calibration, an alert.
    pub is_barred: bool,
}

/// A change of the invitation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum InviteChange {
    Began(Invitation),
    Ended(Invitation, InviteAnswer),
}

/// The state of the invitations.
#[derive(Debug, Clone, Default)]
pub struct Invitations {
    open: Option<Invitation>,
    last: Option<MonotonicMs>,
    welcome: Welcome,
    /// A slump that was found while no invitation could begin.
    waiting: Option<Slump>,
}

impl Invitations {
    /// Uses the answers of earlier days.
    pub fn learn(&mut self, welcome: Welcome) {
        self.welcome = welcome;
    }

    /// What was learned so far.
    #[must_use]
    pub fn welcome(&self) -> Welcome {
        self.welcome
    }

    /// The open invitation.
    #[must_use]
    pub fn open(&self) -> Option<Invitation> {
        self.open
    }

    /// Begins or ends an invitation.
    pub fn step(&mut self, input: &InviteInput, policy: &InvitePolicy) -> Option<InviteChange> {
        let Some(after_ms) = policy.after_ms else {
            (self.open, self.waiting) = (None, None);
            return None;
        };
        self.waiting = input.slump.or(self.waiting).filter(|_| !input.has_moved && !input.is_away);
        if let Some(open) = self.open {
            if input.has_moved || input.is_away {
                return self.end(InviteAnswer::Moved, input.hour);
            }
            if input.is_barred {
                self.open = None;
                return None;
            }
            if input.now.since_ms(open.since) >= OPEN_MS {
                return self.end(InviteAnswer::Passed, input.hour);
            }
            return None;
        }
        let is_soon = self.last.is_some_and(|last| input.now.since_ms(last) < PAUSE_MS);
        if is_soon || input.is_barred || input.is_away {
            return None;
        }
        let patience_ms = (after_ms as f64 * self.welcome.patience(input.hour)) as i64;
        let since_last_ms = self.last.map_or(i64::MAX, |last| input.now.since_ms(last));
        let reason = match self.waiting {
            Some(slump) => InviteReason::Slump(slump),
            None if input.kept_ms.min(since_last_ms) >= patience_ms => {
                InviteReason::SamePosture { kept_ms: input.kept_ms }
            }
            None => return None,
        };
        let invitation = Invitation { since: input.now, reason };
        (self.open, self.last, self.waiting) = (Some(invitation), Some(input.now), None);
        Some(InviteChange::Began(invitation))
    }

    /// The person declines the open invitation at `hour`.
    pub fn dismiss(&mut self, hour: usize) -> Option<InviteChange> {
        self.end(InviteAnswer::Dismissed, hour)
    }

    fn end(&mut self, answer: InviteAnswer, hour: usize) -> Option<InviteChange> {
        let open = self.open.take()?;
        self.welcome.add(hour, answer);
        Some(InviteChange::Ended(open, answer))
    }

    /// Ends an open invitation without an answer, for example when watching stops.
    pub fn interrupt(&mut self) {
        (self.open, self.waiting) = (None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: usize = 10;

    fn input(t_s: i64, kept_s: i64) -> InviteInput {
        InviteInput {
            now: MonotonicMs(t_s * 1000),
            hour: HOUR,
            kept_ms: kept_s * 1000,
            has_moved: false,
            is_away: false,
            slump: None,
            is_barred: false,
        }
    }

    /// Seconds of each invitation of a person who keeps one posture for `seconds` and never moves.
    fn invited(invitations: &mut Invitations, seconds: i64) -> Vec<i64> {
        let policy = InvitePolicy::default();
        (0..seconds)
            .filter(|s| {
                let change = invitations.step(&input(*s, *s), &policy);
                matches!(change, Some(InviteChange::Began(_)))
            })
            .collect()
    }

    #[test]
    fn an_invitation_comes_after_a_quarter_of_an_hour_and_passes_after_two_minutes() {
        let mut invitations = Invitations::default();
        let policy = InvitePolicy::default();
        let mut changes = Vec::new();
        for s in 0..1_100 {
            changes.extend(invitations.step(&input(s, s), &policy).map(|change| (s, change)));
        }
        assert!(matches!(changes[0], (900, InviteChange::Began(_))), "{changes:?}");
        assert!(matches!(changes[1], (1_020, InviteChange::Ended(_, InviteAnswer::Passed))));
        assert_eq!(changes.len(), 2);
    }

    #[test]
    fn a_movement_answers_and_an_alert_ends_without_an_answer() {
        let policy = InvitePolicy::default();
        let mut moved = Invitations::default();
        moved.step(&input(900, 900), &policy);
        let shifted = InviteInput { has_moved: true, ..input(930, 0) };
        let change = moved.step(&shifted, &policy);
        assert!(matches!(change, Some(InviteChange::Ended(_, InviteAnswer::Moved))));
        assert!(moved.welcome().chance(HOUR) > 0.5);
        let mut alerted = Invitations::default();
        alerted.step(&input(900, 900), &policy);
        let barred = InviteInput { is_barred: true, ..input(930, 930) };
        assert_eq!(alerted.step(&barred, &policy), None);
        assert_eq!((alerted.open(), alerted.welcome()), (None, Welcome::default()));
    }

    #[test]
    fn invitations_come_sooner_where_they_are_welcome_and_later_where_they_are_not() {
        let first = |welcome: Welcome| {
            let mut invitations = Invitations::default();
            invitations.learn(welcome);
            invited(&mut invitations, 3 * 3600)[0]
        };
        let of = |hour: usize, answer: InviteAnswer, times: usize| {
            let mut welcome = Welcome::default();
            (0..times).for_each(|_| welcome.add(hour, answer));
            welcome
        };
        assert_eq!(first(Welcome::default()), 900);
        assert!(first(of(HOUR, InviteAnswer::Moved, 20)) < 600);
        assert!(first(of(HOUR, InviteAnswer::Passed, 20)) > 2_000);
        // Another hour counts, but less.
        let elsewhere = first(of(15, InviteAnswer::Passed, 4));
        assert!(elsewhere > 900 && elsewhere < first(of(HOUR, InviteAnswer::Passed, 4)));
    }

    #[test]
    fn a_slump_invites_at_once_but_not_twice_in_a_row() {
        let policy = InvitePolicy::default();
        let slump = Slump { fault: Fault::ForwardHead, change: 4.0, minutes: 20 };
        let mut invitations = Invitations::default();
        let slumped = |s| InviteInput { slump: Some(slump), ..input(s, 300) };
        assert!(matches!(
            invitations.step(&slumped(300), &policy),
            Some(InviteChange::Began(Invitation { reason: InviteReason::Slump(_), .. }))
        ));
        invitations.dismiss(HOUR);
        assert_eq!(invitations.step(&slumped(400), &policy), None);
        // It is not lost.
        assert!(invitations.step(&input(300 + 480, 300), &policy).is_some());
    }

    #[test]
    fn invitations_can_be_switched_off() {
        let mut invitations = Invitations::default();
        let policy = InvitePolicy { after_ms: None };
        assert_eq!(invitations.step(&input(9_000, 9_000), &policy), None);
    }
}
