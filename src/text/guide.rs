//! Texts of a guided stretch: corrections.

use plumbline_core::coaching::guide::Correction;
use plumbline_core::coaching::guide::measures::Unseen;

use super::{landmark, t};

/// The correction as one sentence.
#[must_use]
pub(crate) fn correction(correction: &Correction) -> String {
    match correction {
        Correction::Check(sentence) => sentence.clone(),
        Correction::Unseen(Unseen::Outside(which)) => {
            t!("guide-cue-outside", landmark = landmark(*which))
        }
        Correction::Unseen(Unseen::Hidden(which)) => {
            t!("guide-cue-hidden", landmark = landmark(*which))
        }
        Correction::Unseen(Unseen::NoDepth) => t!("guide-cue-no-depth").into(),
        Correction::Elsewhere => t!("guide-cue-elsewhere").into(),
        Correction::RestUnknown => t!("guide-cue-no-rest").into(),
        Correction::TooFast { seconds } => t!("guide-cue-slower", seconds = *seconds),
        Correction::Nobody => t!("guide-cue-nobody").into(),
    }
}

#[cfg(test)]
mod tests {
    use plumbline_core::body::Landmark;

    use super::*;

    #[test]
    fn for_an_elbow_outside_the_picture_the_text_asks_to_move_back() {
        let elbow = Correction::Unseen(Unseen::Outside(Landmark::RightElbow));
        assert!(correction(&elbow).starts_with("Move back a little: your right elbow"));
    }
}
