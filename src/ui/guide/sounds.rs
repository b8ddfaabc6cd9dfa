//! What is to be heard of a session.

use crate::desktop::cues::Cue;
use crate::settings::Cues;
use crate::text::guide::correction;
use crate::text::t;
use plumbline_core::coaching::guide::{SessionEvent, StretchOutcome};

/// The cue for `moment`, as the person has chosen.
#[must_use]
pub fn cue_for(moment: &SessionEvent, choice: Cues) -> Option<Cue> {
    match choice {
        Cues::Off => None,
        Cues::Chime => chime(moment),
        Cues::Spoken => words(moment).map(Cue::Say),
    }
}

fn chime(moment: &SessionEvent) -> Option<Cue> {
    match moment {
        SessionEvent::HoldBegan => Some(Cue::Begun),
        SessionEvent::HoldLost => Some(Cue::Lost),
        SessionEvent::Change(_) => Some(Cue::Change),
        SessionEvent::Finished => Some(Cue::Over),
        SessionEvent::ItemOver(result) if result.outcome == StretchOutcome::Done => {
            Some(Cue::Change)
        }
        SessionEvent::Step(_)
        | SessionEvent::Correct(_)
        | SessionEvent::ClockTakesOver
        | SessionEvent::ItemOver(_) => None,
    }
}

fn words(moment: &SessionEvent) -> Option<String> {
    match moment {
        SessionEvent::Step(text) => Some(text.clone()),
        SessionEvent::Correct(what) => Some(correction(what)),
        SessionEvent::HoldBegan => Some(t!("player-say-hold").into()),
        SessionEvent::Change(Some(side)) => Some(t!("player-say-side", side = side.word())),
        SessionEvent::Change(None) => Some(t!("player-say-once-more").into()),
        SessionEvent::ClockTakesOver => Some(t!("player-say-clock").into()),
        SessionEvent::Finished => Some(t!("player-say-finished").into()),
        SessionEvent::HoldLost | SessionEvent::ItemOver(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::Side;
    use plumbline_core::coaching::guide::Correction;

    #[test]
    fn nothing_is_heard_unless_it_was_wished() {
        let moments = [
            SessionEvent::HoldBegan,
            SessionEvent::Change(Some(Side::Left)),
            SessionEvent::Correct(Correction::Nobody),
        ];
        for moment in &moments {
            assert_eq!(cue_for(moment, Cues::Off), None);
            assert!(matches!(cue_for(moment, Cues::Spoken), Some(Cue::Say(_))));
        }
        assert_eq!(cue_for(&moments[0], Cues::Chime), Some(Cue::Begun));
        assert_eq!(cue_for(&moments[1], Cues::Spoken), Some(Cue::Say("Now the left side.".into())));
    }
}
