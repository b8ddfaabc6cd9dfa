//! What a measurement says: a value with its uncertainty, or the reason there is none.

use super::limit_on_picture::ShoulderLimitLine;
use super::quantity::Quantity;
use super::view::View;
use crate::body::{Landmark, Side};

/// Why a quantity has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmeasured {
    /// Nobody is in the picture.
    Nobody,
    /// A landmark it needs is covered, out of the picture or not a number.
    LandmarkUnseen(Landmark),
    /// Too few face landmarks, or they do not fit a head.
    FaceUnclear,
    /// Only a head is in the picture.
    HeadOnly,
    /// The trunk is turned too far for this quantity.
    TurnedTooFar,
    /// Only a camera at the side shows it.
    NeedsSideView,
    /// Only a camera in front shows it.
    NeedsFrontView,
    /// It means nothing without the person's own baseline.
    NotCalibrated,
    /// The camera may have been moved since the baseline was taken.
    BaselineDoubtful,
    /// It was measured so roughly that not even a clear fault would stand out.
    TooUncertain,
    /// The person is following a stretch.
    Stretching,
}

impl Unmeasured {
    /// The stable code in JSON.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Nobody => "nobody".into(),
            Self::LandmarkUnseen(landmark) => {
                format!("{}_unseen", landmark.words().replace(' ', "_"))
            }
            Self::FaceUnclear => "face_unclear".into(),
            Self::HeadOnly => "head_only".into(),
            Self::TurnedTooFar => "turned_too_far".into(),
            Self::NeedsSideView => "needs_side_view".into(),
            Self::NeedsFrontView => "needs_front_view".into(),
            Self::NotCalibrated => "not_calibrated".into(),
            Self::BaselineDoubtful => "baseline_doubtful".into(),
            Self::TooUncertain => "too_uncertain".into(),
            Self::Stretching => "stretching".into(),
        }
    }
}

/// A value with what is known about its quality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// In the quantity's unit.
    pub value: f64,
    /// The value minus the person's own baseline, where there is one.
    pub delta: Option<f64>,
    /// Standard deviation of what is judged: of `delta` where there is one, else of `value`.
    pub sd: f64,
    /// The part of `sd` that differs from picture to picture, and so shrinks with watching.
    pub noise_sd: f64,
    /// 0 (worthless) to 1.
    pub confidence: f64,
    /// What limits of the change are multiplied by for this person; 1 unless they have shown their
    /// slouch.
    pub own_limit_scale: f64,
}

impl Measured {
    /// A value with nothing to compare it with.
    #[must_use]
    pub fn plain(value: f64, sd: f64, confidence: f64) -> Self {
        Self { value, delta: None, sd, noise_sd: sd, confidence, own_limit_scale: 1.0 }
    }
}

/// A quantity's value or the reason it has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// It was measured.
    Known(Measured),
    /// It was not.
    Unmeasured(Unmeasured),
}

impl Measure {
    /// The measured value, if there is one.
    #[must_use]
    pub fn known(&self) -> Option<&Measured> {
        match self {
            Self::Known(measured) => Some(measured),
            Self::Unmeasured(_) => None,
        }
    }
}

/// Every quantity of one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// How the camera sees the person.
    pub view: View,
    entries: [Measure; Quantity::COUNT],
    /// Left, right.
    pub(super) shoulder_marks: [Option<ShoulderLimitLine>; 2],
}

impl Measures {
    /// Nobody in the picture.
    #[must_use]
    pub fn nobody() -> Self {
        Self::all_unmeasured(View::Nobody, Unmeasured::Nobody)
    }

    /// Somebody who follows a stretch: no posture to be judged.
    #[must_use]
    pub fn stretching() -> Self {
        Self::all_unmeasured(View::Front, Unmeasured::Stretching)
    }

    pub(super) fn all_unmeasured(view: View, why: Unmeasured) -> Self {
        let entries = [Measure::Unmeasured(why); Quantity::COUNT];
        Self { view, entries, shoulder_marks: [None; 2] }
    }

    /// The measure of `quantity`.
    #[must_use]
    pub fn get(&self, quantity: Quantity) -> &Measure {
        &self.entries[quantity as usize]
    }

    /// Replaces the measure of `quantity`.
    pub fn set(&mut self, quantity: Quantity, measure: Measure) {
        self.entries[quantity as usize] = measure;
    }

    /// Where the shoulder of `side` belongs in the picture, where that is known.
    #[must_use]
    pub fn shoulder_mark(&self, side: Side) -> Option<&ShoulderLimitLine> {
        self.shoulder_marks[side as usize].as_ref()
    }

    /// Says where the shoulder of `side` belongs in the picture.
    pub fn set_shoulder_mark(&mut self, side: Side, mark: Option<ShoulderLimitLine>) {
        self.shoulder_marks[side as usize] = mark;
    }

    /// All of them in their listed order.
    pub fn iter(&self) -> impl Iterator<Item = (Quantity, &Measure)> {
        Quantity::ALL.into_iter().zip(&self.entries)
    }
}
