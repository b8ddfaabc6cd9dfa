//! What is to be heard of a session.

use plumbline_core::coaching::guide::{Moment, Outcome};
use crate::desktop::cues::Cue;
use crate::settings::Cues;
use crate::text::t;

/// The cue for `moment`, as the person has chosen.
#[must_use]
pub fn cue_for(moment: &Moment, choice: Cues) -> Option<Cue> {
    match choice {
        Cues::Off => None,
        Cues::Chime => chime(moment),
        Cues::Spoken => words(moment).map(Cue::Say),
    }
}

fn chime(moment: &Moment) -> Option<Cue> {
    match moment {
        Moment::HoldBegan => Some(Cue::Begun),
        Moment::HoldLost => Some(Cue::Lost),
        Moment::Change(_) => Some(Cue::Change),
        Moment::Finished => Some(Cue::Over),
        Moment::ItemOver(result) if result.outcome == Outcome::Done => Some(Cue::Change),
        Moment::Step(_) | Moment::Cue(_) | Moment::ClockTakesOver | Moment::ItemOver(_) => None,
    }
}

fn words(moment: &Moment) -> Option<String> {
    match moment {
        Moment::Step(text) | Moment::Cue(text) => Some(text.clone()),
        Moment::HoldBegan => Some(t!("player-say-hold").into()),
        Moment::Change(Some(side)) => Some(t!("player-say-side", side = side.word())),
        Moment::Change(None) => Some(t!("player-say-once-more").into()),
        Moment::ClockTakesOver => Some(t!("player-say-clock").into()),
        Moment::Finished => Some(t!("player-say-finished").into()),
        Moment::HoldLost | Moment::ItemOver(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::Side;

    #[test]
    fn nothing_is_heard_unless_it_was_wished() {
        let moments =
            [Moment::HoldBegan, Moment::Change(Some(Side::Left)), Moment::Cue("Lower it.".into())];
        for moment in &moments {
            assert_eq!(cue_for(moment, Cues::Off), None);
            assert!(matches!(cue_for(moment, Cues::Spoken), Some(Cue::Say(_))));
        }
        assert_eq!(cue_for(&moments[0], Cues::Chime), Some(Cue::Begun));
        assert_eq!(cue_for(&moments[1], Cues::Spoken), Some(Cue::Say("Now the left side.".into())));
    }
}
