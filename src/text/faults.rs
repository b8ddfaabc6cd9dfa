//! Texts for faults and landmarks. The core defines the values, this module their texts.

use super::t;
use plumbline_core::body::{Fault, Landmark};

/// Texts of a fault in the user's language.
pub trait FaultText {
    /// The fault as a heading.
    #[must_use]
    fn headline(self) -> &'static str;

    /// The fault within a sentence: "Still: your head is forward".
    #[must_use]
    fn headline_within(self) -> &'static str;

    /// The fault as a noun: "Most common: slouching".
    #[must_use]
    fn noun(self) -> &'static str;
}

impl FaultText for Fault {
    fn headline(self) -> &'static str {
        match self {
            Self::ForwardHead => t!("fault-forward-head"),
            Self::RaisedShoulders => t!("fault-raised-shoulders"),
            Self::RaisedShoulderLeft => t!("fault-raised-shoulder-left"),
            Self::RaisedShoulderRight => t!("fault-raised-shoulder-right"),
            Self::Slouch => t!("fault-slouch"),
            Self::HeadTilt => t!("fault-head-tilt"),
            Self::UnevenShoulders => t!("fault-uneven-shoulders"),
            Self::Leaning => t!("fault-leaning"),
            Self::TooClose => t!("fault-too-close"),
            Self::TooStill => t!("fault-too-still"),
        }
    }

    fn headline_within(self) -> &'static str {
        match self {
            Self::ForwardHead => t!("fault-within-forward-head"),
            Self::RaisedShoulders => t!("fault-within-raised-shoulders"),
            Self::RaisedShoulderLeft => t!("fault-within-raised-shoulder-left"),
            Self::RaisedShoulderRight => t!("fault-within-raised-shoulder-right"),
            Self::Slouch => t!("fault-within-slouch"),
            Self::HeadTilt => t!("fault-within-head-tilt"),
            Self::UnevenShoulders => t!("fault-within-uneven-shoulders"),
            Self::Leaning => t!("fault-within-leaning"),
            Self::TooClose => t!("fault-within-too-close"),
            Self::TooStill => t!("fault-within-too-still"),
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::ForwardHead => t!("fault-noun-forward-head"),
            Self::RaisedShoulders => t!("fault-noun-raised-shoulders"),
            Self::RaisedShoulderLeft => t!("fault-noun-raised-shoulder-left"),
            Self::RaisedShoulderRight => t!("fault-noun-raised-shoulder-right"),
            Self::Slouch => t!("fault-noun-slouch"),
            Self::HeadTilt => t!("fault-noun-head-tilt"),
            Self::UnevenShoulders => t!("fault-noun-uneven-shoulders"),
            Self::Leaning => t!("fault-noun-leaning"),
            Self::TooClose => t!("fault-noun-too-close"),
            Self::TooStill => t!("fault-noun-too-still"),
        }
    }
}

/// A landmark within a sentence: "Your left ear cannot be seen".
#[must_use]
pub fn landmark(landmark: Landmark) -> &'static str {
    match landmark {
        Landmark::Nose => t!("landmark-nose"),
        Landmark::LeftEyeInner | Landmark::LeftEye | Landmark::LeftEyeOuter => {
            t!("landmark-left-eye")
        }
        Landmark::RightEyeInner | Landmark::RightEye | Landmark::RightEyeOuter => {
            t!("landmark-right-eye")
        }
        Landmark::LeftEar => t!("landmark-left-ear"),
        Landmark::RightEar => t!("landmark-right-ear"),
        Landmark::MouthLeft | Landmark::MouthRight => t!("landmark-mouth"),
        Landmark::LeftShoulder => t!("landmark-left-shoulder"),
        Landmark::RightShoulder => t!("landmark-right-shoulder"),
        Landmark::LeftElbow => t!("landmark-left-elbow"),
        Landmark::RightElbow => t!("landmark-right-elbow"),
        Landmark::LeftWrist => t!("landmark-left-wrist"),
        Landmark::RightWrist => t!("landmark-right-wrist"),
        Landmark::LeftPinky | Landmark::LeftIndex | Landmark::LeftThumb => {
            t!("landmark-left-hand")
        }
        Landmark::RightPinky | Landmark::RightIndex | Landmark::RightThumb => {
            t!("landmark-right-hand")
        }
        Landmark::LeftHip => t!("landmark-left-hip"),
        Landmark::RightHip => t!("landmark-right-hip"),
        Landmark::LeftKnee => t!("landmark-left-knee"),
        Landmark::RightKnee => t!("landmark-right-knee"),
        Landmark::LeftAnkle => t!("landmark-left-ankle"),
        Landmark::RightAnkle => t!("landmark-right-ankle"),
        Landmark::LeftHeel => t!("landmark-left-heel"),
        Landmark::RightHeel => t!("landmark-right-heel"),
        Landmark::LeftFootIndex => t!("landmark-left-foot"),
        Landmark::RightFootIndex => t!("landmark-right-foot"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_a_landmark_text_equals_its_name_in_the_core() {
        for name in Landmark::ALL {
            assert_eq!(landmark(name), name.words());
        }
    }
}
