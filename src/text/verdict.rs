//! Verdict on the current posture as text. Pure, so that every sentence can be tested.

use crate::text::names;
use crate::text::{FaultText as _, capitalized, t};
use plumbline_core::engine::Snapshot;
use plumbline_core::posture::judge::PostureState;
use plumbline_core::posture::{Measure, Quantity, View};

/// Text and sign of the current posture state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub headline: String,
    /// One sentence with details or an instruction.
    pub detail: String,
    /// Sign shown next to the colour.
    pub sign: Sign,
}

/// Sign of a verdict, so that colour is never the only signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    Tick,
    Warning,
    Question,
    Pause,
}

/// Verdict for `snapshot`.
#[must_use]
pub(crate) fn verdict(snapshot: &Snapshot) -> Verdict {
    if let Some(blank) = snapshot.monitor.blank {
        return Verdict {
            headline: t!("verdict-blank").into(),
            detail: names::blank_picture(blank).into(),
            sign: Sign::Question,
        };
    }
    match snapshot.state {
        PostureState::Away if snapshot.measures.is_somebody_else() => Verdict {
            headline: t!("verdict-not-at-desk").into(),
            detail: t!("verdict-not-at-desk-detail").into(),
            sign: Sign::Pause,
        },
        PostureState::Away => Verdict {
            headline: t!("verdict-away").into(),
            detail: t!("verdict-away-detail").into(),
            sign: Sign::Pause,
        },
        PostureState::Uncertain => Verdict {
            headline: t!("verdict-uncertain").into(),
            detail: uncertain_detail(snapshot),
            sign: Sign::Question,
        },
        PostureState::Fault => {
            let mut names = snapshot.faults.iter().map(|f| f.fault.headline());
            let headline = names.next().unwrap_or(t!("verdict-fault")).to_owned();
            let others = names.count();
            let detail = match others {
                0 => t!("verdict-fault-detail").to_owned(),
                count => t!("verdict-fault-more", count = count),
            };
            Verdict { headline, detail, sign: Sign::Warning }
        }
        PostureState::Good => Verdict {
            headline: t!("verdict-good").into(),
            detail: match snapshot.calibration {
                ref calibration if calibration.is_settled() => t!("verdict-good-detail").into(),
                _ => t!("verdict-good-rough").into(),
            },
            sign: Sign::Tick,
        },
    }
}

fn uncertain_detail(snapshot: &Snapshot) -> String {
    let why = match snapshot.measures.get(Quantity::ForwardHead) {
        Measure::Unmeasured(why) => names::unmeasured(*why),
        Measure::Known(_) => t!("verdict-unclear-picture").into(),
    };
    let why = capitalized(&why);
    match snapshot.measures.view {
        View::HeadOnly => t!("verdict-why-head-only", why = why),
        View::Oblique => t!("verdict-why-oblique", why = why),
        _ => t!("verdict-why", why = why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::{BlankPicture, Fault, MonotonicMs};
    use plumbline_core::engine::CalibrationState;
    use plumbline_core::posture::Measures;
    use plumbline_core::posture::judge::ActiveFault;

    fn snapshot(state: PostureState, faults: &[Fault]) -> Snapshot {
        Snapshot {
            t: MonotonicMs(0),
            measures: Measures::nobody(),
            state,
            faults: faults
                .iter()
                .map(|&fault| ActiveFault { fault, since: MonotonicMs(0), dwelt_ms: 0 })
                .collect(),
            calibration: CalibrationState::Uncalibrated,
            advice: None,
            monitor: plumbline_core::engine::Monitor::default(),
            facing: plumbline_core::posture::facing::FacingTimes::default(),
        }
    }

    #[test]
    fn each_state_has_its_own_text_and_sign() {
        let states =
            [PostureState::Good, PostureState::Fault, PostureState::Uncertain, PostureState::Away];
        let mut seen = std::collections::BTreeSet::new();
        for state in states {
            let verdict = verdict(&snapshot(state, &[Fault::ForwardHead]));
            assert!(seen.insert((verdict.headline, verdict.sign)), "{state:?}");
        }
    }

    #[test]
    fn a_picture_without_content_is_not_said_to_show_nobody() {
        let away = verdict(&snapshot(PostureState::Away, &[]));
        for (blank, needle) in [
            (BlankPicture::Black, "black picture. Open its shutter"),
            (BlankPicture::OneColour, "one colour"),
        ] {
            let mut snapshot = snapshot(PostureState::Uncertain, &[]);
            snapshot.monitor.blank = Some(blank);
            let verdict = verdict(&snapshot);
            assert_ne!(verdict.headline, away.headline);
            assert!(verdict.detail.contains(needle), "{}", verdict.detail);
        }
    }

    #[test]
    fn the_first_fault_is_named_and_the_others_counted() {
        let faults = [Fault::ForwardHead, Fault::HeadTilt, Fault::UnevenShoulders];
        let verdict = verdict(&snapshot(PostureState::Fault, &faults));
        assert_eq!(verdict.headline, Fault::ForwardHead.headline());
        assert!(verdict.detail.contains("2 more"), "{}", verdict.detail);
    }

    #[test]
    fn without_a_baseline_a_good_verdict_asks_to_set_the_upright() {
        let verdict = verdict(&snapshot(PostureState::Good, &[]));
        assert!(verdict.detail.contains("Set your upright"));
    }
}
