//! Audible cues of a session.

use crate::desktop::cues::Cue;
use crate::settings::Cues;
use crate::text::guide::correction;
use crate::text::t;
use plumbline_core::coaching::guide::{SessionEvent, StretchOutcome};

/// The cue for `event` under the user's choice.
#[must_use]
pub(super) fn cue_for(event: &SessionEvent, choice: Cues) -> Option<Cue> {
    match choice {
        Cues::Off => None,
        Cues::Chime => chime(event),
        Cues::Spoken => words(event).map(Cue::Say),
    }
}

fn chime(event: &SessionEvent) -> Option<Cue> {
    match event {
        SessionEvent::HoldBegan | SessionEvent::Counted(_) => Some(Cue::Begun),
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

fn words(event: &SessionEvent) -> Option<String> {
    match event {
        SessionEvent::Step(text) => Some(text.clone()),
        SessionEvent::Correct(what) => Some(correction(what)),
        SessionEvent::HoldBegan => Some(t!("guide-say-hold").into()),
        SessionEvent::Counted(done) => Some(done.to_string()),
        SessionEvent::Change(Some(side)) => Some(t!("guide-say-side", side = side.word())),
        SessionEvent::Change(None) => Some(t!("guide-say-once-more").into()),
        SessionEvent::ClockTakesOver => Some(t!("guide-say-clock").into()),
        SessionEvent::Finished => Some(t!("guide-say-finished").into()),
        SessionEvent::HoldLost | SessionEvent::ItemOver(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::Side;
    use plumbline_core::coaching::guide::Correction;

    #[test]
    fn cues_are_played_only_as_chosen() {
        let events = [
            SessionEvent::HoldBegan,
            SessionEvent::Change(Some(Side::Left)),
            SessionEvent::Correct(Correction::Nobody),
        ];
        for event in &events {
            assert_eq!(cue_for(event, Cues::Off), None);
            assert!(matches!(cue_for(event, Cues::Spoken), Some(Cue::Say(_))));
        }
        assert_eq!(cue_for(&events[0], Cues::Chime), Some(Cue::Begun));
        assert_eq!(
            cue_for(&events[1], Cues::Spoken),
            Some(Cue::Say("Now for your left side.".into()))
        );
    }
}
