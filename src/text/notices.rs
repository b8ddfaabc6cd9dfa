//! Texts of the desktop notifications. Pure, so that every sentence can be tested.

use crate::text::{FaultText as _, capitalized, t};
use plumbline_core::body::Fault;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::invitation::InviteReason;
use plumbline_core::coaching::silence::{QuietSummary, SilenceReason};
use plumbline_core::coaching::trial::Offer;
use plumbline_core::coaching::variety::trend::Slump;
use plumbline_core::engine::{Advice, Event};
use plumbline_core::posture::stale::StaleReason;

/// Text of one notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    pub title: String,
    /// One or two short sentences.
    pub body: String,
    /// Whether the text recommends a stretch.
    pub offers_stretch: bool,
}

/// Notification text for `event`; `None` if the event has no notification.
#[must_use]
pub(crate) fn words(event: &Event, catalogue: &Catalogue) -> Option<Words> {
    match event {
        Event::Notify { advice, reminder, .. } => Some(alert_words(advice, *reminder, catalogue)),
        Event::Invited { invitation, is_notice_due: true, .. } => Some(Words {
            title: t!("notice-invitation").into(),
            body: invitation_words(&invitation.reason),
            offers_stretch: false,
        }),
        Event::QuietEnded { summary: Some(summary), .. } => Some(Words {
            title: quiet_title(summary.reason).into(),
            body: summary_words(summary),
            offers_stretch: false,
        }),
        Event::BaselineStale { reason, .. } => Some(Words {
            title: t!("notice-set-upright").into(),
            body: match reason {
                StaleReason::CameraMoved => t!("notice-camera-moved"),
                StaleReason::LooksDifferent => t!("notice-looks-different"),
                StaleReason::SitsStraighter => t!("notice-sits-straighter"),
            }
            .into(),
            offers_stretch: false,
        }),
        _ => None,
    }
}

/// Formats the text of an error as a sentence: capital letter and full stop.
#[must_use]
pub(crate) fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    capitalized(text) + stop
}

fn alert_words(advice: &Advice, reminder: u32, catalogue: &Catalogue) -> Words {
    let stretch = catalogue.item(&advice.stretch).map_or(t!("notice-a-stretch"), |item| &item.name);
    let title = match reminder {
        0 => advice.fault.headline().to_owned(),
        _ => t!("notice-still", fault = advice.fault.headline_within()),
    };
    if advice.lot.is_some_and(|lot| lot.offer == Offer::Hint) {
        return Words { title, body: t!("alert-hint-only").into(), offers_stretch: false };
    }
    let body = match advice.fault {
        Fault::TooStill => t!("notice-too-still", stretch = stretch),
        _ => t!("notice-what-helps", stretch = stretch),
    };
    Words { title, body, offers_stretch: true }
}

/// The invitation to move, in one or two sentences.
#[must_use]
pub(crate) fn invitation_words(reason: &InviteReason) -> String {
    match reason {
        InviteReason::SamePosture { kept_ms } => {
            t!("invite-same-posture", minutes = kept_ms / 60_000)
        }
        InviteReason::Slump(Slump { fault, minutes, .. }) => match fault {
            Fault::Slouch => t!("invite-slump-back", minutes = *minutes),
            Fault::Leaning => t!("invite-slump-trunk", minutes = *minutes),
            _ => t!("invite-slump-head", minutes = *minutes),
        },
    }
}

/// Title of a summary after a quiet period.
#[must_use]
pub(crate) fn quiet_title(reason: SilenceReason) -> &'static str {
    match reason {
        SilenceReason::Call => t!("notice-after-call"),
        SilenceReason::ScreenShared => t!("notice-after-sharing"),
        SilenceReason::Presenting => t!("notice-after-presenting"),
        _ => t!("notice-after-quiet"),
    }
}

/// Summary of the posture during a quiet period, in one sentence.
#[must_use]
pub(crate) fn summary_words(summary: &QuietSummary) -> String {
    let minutes = |ms: i64| ((ms + 30_000) / 60_000).max(1);
    let (fault, ms) = summary.worst;
    let (minutes, of) = (minutes(ms), minutes(summary.lasted_ms));
    match fault {
        Fault::ForwardHead => t!("notice-was-forward", minutes = minutes, of = of),
        Fault::RaisedShoulders | Fault::RaisedShoulderLeft | Fault::RaisedShoulderRight => {
            t!("notice-was-raised", minutes = minutes, of = of)
        }
        Fault::Slouch => t!("notice-was-slouching", minutes = minutes, of = of),
        Fault::HeadTilt => t!("notice-was-tilted", minutes = minutes, of = of),
        Fault::UnevenShoulders => t!("notice-was-uneven", minutes = minutes, of = of),
        Fault::Leaning => t!("notice-was-leaning", minutes = minutes, of = of),
        Fault::TooClose => t!("notice-was-close", minutes = minutes, of = of),
        Fault::TooStill => t!("notice-was-still", minutes = minutes, of = of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::MonotonicMs;

    #[test]
    fn every_fault_has_a_short_text_and_a_reminder_starts_with_still() {
        let catalogue = Catalogue::embedded().unwrap();
        for fault in Fault::ALL {
            let advice = Advice {
                fault,
                since: MonotonicMs(0),
                stretch: catalogue.items()[0].id.clone(),
                muscle: String::new(),
                why: String::new(),
                lot: None,
            };
            let text_of = |reminder| {
                let t = MonotonicMs(0);
                words(&Event::Notify { t, advice: advice.clone(), reminder }, &catalogue).unwrap()
            };
            let (first, again) = (text_of(0), text_of(2));
            assert_eq!(first.title, fault.headline());
            assert!(again.title.starts_with("Still: you"), "{}", again.title);
            assert!(first.body.len() < 120 && first.body.contains(&catalogue.items()[0].name));
        }
    }

    #[test]
    fn a_summary_gives_minutes() {
        let summary = QuietSummary {
            reason: SilenceReason::Call,
            lasted_ms: 40 * 60_000,
            watched_ms: 38 * 60_000,
            worst: (Fault::ForwardHead, 12 * 60_000),
        };
        let event = Event::QuietEnded { t: MonotonicMs(0), summary: Some(summary) };
        let text = words(&event, &Catalogue::embedded().unwrap()).unwrap();
        assert_eq!(text.title, "During your call");
        assert_eq!(text.body, "Your head was forward for 12 of 40 min.");
        let silent = Event::QuietEnded { t: MonotonicMs(0), summary: None };
        assert_eq!(words(&silent, &Catalogue::embedded().unwrap()), None);
    }
}
