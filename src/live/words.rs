//! What a notification says. Pure, so that every sentence can be tested.

use crate::body::Fault;
use crate::catalogue::Catalogue;
use crate::coaching::silence::{QuietSummary, SilenceReason};
use crate::engine::{Advice, Event};
use crate::posture::stale::StaleReason;

/// A title and a sentence or two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// A few words.
    pub title: String,
    /// Short enough to be read in passing.
    pub body: String,
    /// Whether a stretch is spoken of.
    pub offers_stretch: bool,
}

/// What the desktop is told of `event`; `None` for what is no news there.
#[must_use]
pub fn words(event: &Event, catalogue: &Catalogue) -> Option<Words> {
    match event {
        Event::Notify { advice, reminder, .. } => Some(alert_words(advice, *reminder, catalogue)),
        Event::QuietEnded { summary: Some(summary), .. } => Some(Words {
            title: quiet_title(summary.reason).into(),
            body: summary_words(summary),
            offers_stretch: false,
        }),
        Event::BaselineStale { reason, .. } => Some(Words {
            title: "Set your upright again".into(),
            body: match reason {
                StaleReason::CameraMoved => "The camera seems to have been moved.",
                StaleReason::LooksDifferent => "You look different from when you set it.",
                StaleReason::SitsStraighter => "You sit straighter than the upright you had set.",
            }
            .into(),
            offers_stretch: false,
        }),
        _ => None,
    }
}

/// An error's text as a sentence: with a capital letter and a full stop.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

fn alert_words(advice: &Advice, reminder: u32, catalogue: &Catalogue) -> Words {
    let stretch = catalogue.item(&advice.stretch).map_or("a stretch", |item| &item.name);
    let still = if reminder > 0 { "Still: " } else { "" };
    let headline = advice.fault.headline();
    let title = if still.is_empty() {
        headline.to_owned()
    } else {
        let mut letters = headline.chars();
        let first: String = letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
        format!("{still}{first}{}", letters.as_str())
    };
    let body = match advice.fault {
        Fault::TooStill => format!("Stand up and move a little, or try: {stretch}."),
        _ => format!("Come back to your upright. What helps: {stretch}."),
    };
    Words { title, body, offers_stretch: true }
}

/// The title of a summary.
#[must_use]
pub fn quiet_title(reason: SilenceReason) -> &'static str {
    match reason {
        SilenceReason::Call => "During your call",
        SilenceReason::ScreenShared => "While you shared your screen",
        SilenceReason::Presenting => "While a window filled the screen",
        _ => "While it was quiet",
    }
}

/// What was not said, in a sentence.
#[must_use]
pub fn summary_words(summary: &QuietSummary) -> String {
    let minutes = |ms: i64| ((ms + 30_000) / 60_000).max(1);
    let (fault, ms) = summary.worst;
    let what = match fault {
        Fault::ForwardHead => "Your head was forward",
        Fault::RaisedShoulders | Fault::RaisedShoulderLeft | Fault::RaisedShoulderRight => {
            "Your shoulders were raised"
        }
        Fault::Slouch => "You slouched",
        Fault::HeadTilt => "Your head was tilted",
        Fault::UnevenShoulders => "Your shoulders were uneven",
        Fault::Leaning => "You leaned",
        Fault::TooClose => "You were close to the screen",
        Fault::TooStill => "You sat still",
    };
    format!("{what} for {} of {} minutes.", minutes(ms), minutes(summary.lasted_ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::MonotonicMs;

    #[test]
    fn every_fault_is_told_in_a_few_words_and_a_reminder_says_that_it_is_one() {
        let catalogue = Catalogue::embedded().unwrap();
        for fault in Fault::ALL {
            let advice = Advice {
                fault,
                since: MonotonicMs(0),
                stretch: catalogue.items()[0].id.clone(),
                muscle: String::new(),
                why: String::new(),
            };
            let told = |reminder| {
                let t = MonotonicMs(0);
                words(&Event::Notify { t, advice: advice.clone(), reminder }, &catalogue).unwrap()
            };
            let (first, again) = (told(0), told(2));
            assert_eq!(first.title, fault.headline());
            assert!(again.title.starts_with("Still: you"), "{}", again.title);
            assert!(first.body.len() < 120 && first.body.contains(&catalogue.items()[0].name));
        }
    }

    #[test]
    fn a_summary_counts_in_minutes() {
        let summary = QuietSummary {
            reason: SilenceReason::Call,
            lasted_ms: 40 * 60_000,
            watched_ms: 38 * 60_000,
            worst: (Fault::ForwardHead, 12 * 60_000),
        };
        let event = Event::QuietEnded { t: MonotonicMs(0), summary: Some(summary) };
        let told = words(&event, &Catalogue::embedded().unwrap()).unwrap();
        assert_eq!(told.title, "During your call");
        assert_eq!(told.body, "Your head was forward for 12 of 40 minutes.");
        let silent = Event::QuietEnded { t: MonotonicMs(0), summary: None };
        assert_eq!(words(&silent, &Catalogue::embedded().unwrap()), None);
    }
}
