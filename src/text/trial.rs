//! Sentences about a trial by lot. They claim nothing beyond its rule. Pure.

use std::cmp::Ordering;

use super::numbers::decimal;
use super::week::median_minutes;
use super::{capitalized, t};
use plumbline_history::analysis::trial::{Arm, CASES, Offer, Trial, Verdict};

/// The offer within a sentence.
fn offer(offer: Offer) -> &'static str {
    match offer {
        Offer::Hint => t!("trial-hint"),
        Offer::Reset => t!("trial-reset"),
        Offer::Stretch => t!("trial-stretch"),
    }
}

/// The offer as a name.
fn offer_name(offer: Offer) -> &'static str {
    match offer {
        Offer::Hint => t!("trial-name-hint"),
        Offer::Reset => t!("trial-name-reset"),
        Offer::Stretch => t!("trial-name-stretch"),
    }
}

/// What is said about a trial.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrialWords {
    pub headline: String,
    /// The offers; empty before the end.
    pub arms: Vec<ArmWords>,
    pub notes: Vec<String>,
}

/// What followed one offer.
#[derive(Debug, Clone, PartialEq)]
pub struct ArmWords {
    pub name: &'static str,
    /// The median time to the next alert.
    pub time: String,
    pub sentence: String,
}

/// The words about a trial.
#[must_use]
pub(crate) fn trial_words(trial: &Trial) -> TrialWords {
    match trial {
        Trial::Running(done) => TrialWords {
            headline: t!("trial-running", done = *done, all = CASES),
            ..TrialWords::default()
        },
        Trial::Over(verdict) => TrialWords {
            headline: headline(verdict),
            arms: verdict.arms.iter().filter_map(arm_words).collect(),
            notes: vec![
                match verdict.discomfort {
                    Some(Ordering::Less) => t!("trial-felt-less").into(),
                    Some(_) => t!("trial-felt-more").into(),
                    None => t!("trial-felt-none", days = verdict.rated_days),
                },
                t!("trial-rule", all = CASES),
            ],
        },
    }
}

fn headline(verdict: &Verdict) -> String {
    if let Some(best) = verdict.best() {
        return t!("trial-best", offer = offer(best));
    }
    let beaten = verdict.better.iter().find(|(better, _)| *better == Offer::Hint);
    match (beaten, verdict.better.first()) {
        (Some((_, worse)), _) => t!("trial-worse", offer = offer(*worse)),
        (None, Some((better, worse))) => {
            let words = t!("trial-between", better = offer(*better), worse = offer(*worse));
            capitalized(&words)
        }
        (None, None) => t!("trial-none").into(),
    }
}

fn arm_words(arm: &Arm) -> Option<ArmWords> {
    let (offer, time) = (offer(arm.offer), median_minutes(arm.median?));
    let shown = time.clone();
    let sentence = match arm.interval {
        Some((low, high)) => t!(
            "trial-arm-interval",
            offer = offer,
            time = time,
            low = decimal(low, 0),
            high = decimal(high, 0),
            cases = arm.cases
        ),
        None => t!("trial-arm", offer = offer, time = time, cases = arm.cases),
    };
    Some(ArmWords { name: offer_name(arm.offer), time: shown, sentence })
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_history::analysis::statistics::MedianTime;

    fn verdict(better: &[(Offer, Offer)]) -> Verdict {
        let arm = |offer| Arm {
            offer,
            cases: 30,
            median: Some(MedianTime::At(18.0)),
            interval: Some((12.2, 25.6)),
        };
        Verdict {
            arms: Offer::ALL.map(arm),
            better: better.to_vec(),
            discomfort: None,
            rated_days: 14,
        }
    }

    #[test]
    fn nothing_is_said_about_what_helps_before_the_end() {
        let words = trial_words(&Trial::Running(34));
        let expected =
            "34 of 90 alerts drawn so far. What helped is compared once, when all are there.";
        assert_eq!(words, TrialWords { headline: expected.into(), ..TrialWords::default() });
    }

    #[test]
    fn the_words_claim_only_what_the_verdict_has() {
        let first = |better: &[(Offer, Offer)]| trial_words(&Trial::Over(verdict(better))).headline;
        use Offer::{Hint, Reset, Stretch};
        assert!(first(&[]).starts_with("No offer was better than another"));
        assert!(first(&[(Stretch, Hint)]).contains("longest after a stretch"));
        assert!(
            first(&[(Hint, Reset)]).starts_with("The hint alone was better than a quick reset")
        );
        assert!(
            first(&[(Stretch, Reset)]).starts_with("A stretch was better than a quick reset, but")
        );
        let all = trial_words(&Trial::Over(verdict(&[])));
        let hint = &all.arms[0];
        assert_eq!((hint.name, hint.time.as_str()), ("Hint alone", "about 18 minutes"));
        assert!(
            hint.sentence.contains("between 12 and 26 min with 90 % confidence (30 alerts)"),
            "{all:?}"
        );
        assert!(all.notes.iter().any(|words| words.contains("14 rated days")));
    }
}
