//! Variety of posture and invitations to shift or to stand up.

use super::{Engine, Event};
use crate::body::{MonotonicMs, Pose};
use crate::coaching::invitation::{Invitations, InviteChange, InviteInput, Welcome};
use crate::coaching::presence::{Presence, PresenceChange};
use crate::coaching::variety::trend::TrendWatch;
use crate::coaching::variety::{Look, SeatPosition, Stance, Variety, VarietyWatch};
use crate::posture::Measures;
use crate::posture::judge::ActiveFault;

/// Variety of posture and what it leads to.
#[derive(Debug, Default)]
pub(super) struct Moving {
    watch: VarietyWatch,
    trend: TrendWatch,
    pub invitations: Invitations,
    /// Position of the shoulders in the last measured frame.
    seat: Option<SeatPosition>,
    /// The result for the last frame.
    pub latest: Variety,
}

impl Moving {
    /// Takes the position of the shoulders from the pose of a frame.
    pub(super) fn see(&mut self, pose: Option<&Pose>) {
        self.seat = pose.and_then(SeatPosition::of);
    }

    /// Stances before and after `now` cannot be compared.
    pub(super) fn interrupt(&mut self, now: MonotonicMs) {
        self.watch.interrupt(now);
        self.trend.reset();
        self.invitations.interrupt();
        self.latest = Variety { kept_ms: 0, has_shifted: false, ..self.latest };
    }
}

/// What else is known about the frame.
pub(super) struct Frame<'a> {
    /// The measures before slow changes of a good posture become part of the baseline.
    pub measures: &'a Measures,
    pub faults: &'a [ActiveFault],
    pub change: Option<PresenceChange>,
}

impl Engine {
    /// Uses the answers to the invitations of earlier days.
    pub fn learn_welcome(&mut self, welcome: Welcome) {
        self.coaching.moving.invitations.learn(welcome);
    }

    /// The person declines the invitation.
    pub fn dismiss_invitation(&mut self) -> Vec<Event> {
        let hour = self.hour();
        let change = self.coaching.moving.invitations.dismiss(hour);
        change.map(|change| self.invite_event(change, self.now)).into_iter().collect()
    }

    /// Updates the variety of posture and the invitations.
    pub(super) fn step_moving(
        &mut self,
        frame: &Frame<'_>,
        now: MonotonicMs,
        events: &mut Vec<Event>,
    ) {
        if events.iter().any(is_new_baseline) {
            self.coaching.moving.interrupt(now);
        }
        let presence = self.coaching.presence.presence();
        let is_barred = self.is_calibrating()
            || self.coaching.silence.is_quiet()
            || self.coaching.advice.is_some()
            || frame.faults.iter().any(|fault| self.coaching.alerts.is_up(fault.fault));
        let hour = self.hour();
        let moving = &mut self.coaching.moving;
        let stance = Stance::of(frame.measures, moving.seat);
        let variety = moving.watch.step(&Look { stance, presence, change: frame.change }, now);
        moving.latest = variety;
        let is_away = matches!(presence, Presence::Away(_)) && !variety.is_standing;
        if variety.has_shifted || is_away || !frame.faults.is_empty() {
            moving.trend.reset();
        }
        let slump = moving.trend.step(frame.measures, &self.config.limits, now);
        let input = InviteInput {
            now,
            hour,
            kept_ms: variety.kept_ms,
            has_moved: variety.has_shifted,
            is_away,
            slump,
            is_barred,
        };
        if let Some(change) = moving.invitations.step(&input, &self.config.invitations) {
            let event = self.invite_event(change, now);
            events.push(event);
        }
    }

    /// The baseline of an earlier day was taken over after the frame was judged.
    pub(super) fn note_new_baseline(&mut self, events: &[Event], now: MonotonicMs) {
        if events.iter().any(|event| matches!(event, Event::UprightTakenOver { .. })) {
            self.coaching.moving.interrupt(now);
        }
    }

    fn invite_event(&mut self, change: InviteChange, now: MonotonicMs) -> Event {
        match change {
            InviteChange::Began(invitation) => {
                let around = self.watch.surroundings;
                // In a visible window the words are enough.
                let is_notice_due = !around.is_window_seen
                    && self.coaching.alerts.take_notice(around.local.day, &self.config.timing);
                Event::Invited { t: now, invitation, is_notice_due }
            }
            InviteChange::Ended(invitation, answer) => {
                Event::InvitationEnded { t: now, invitation, answer }
            }
        }
    }

    /// Local hour of the day, 0 to 23.
    fn hour(&self) -> usize {
        usize::from(self.watch.surroundings.local.minute / 60)
    }
}

fn is_new_baseline(event: &Event) -> bool {
    matches!(event, Event::Calibrated { .. } | Event::UprightTakenOver { .. })
}
