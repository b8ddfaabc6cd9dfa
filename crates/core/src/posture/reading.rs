//! The result of a measurement: a value with its uncertainty, or the reason why there is none.

use super::limit_on_picture::ShoulderLimitLine;
use super::quantity::Quantity;
use super::view::View;
use crate::body::{BlankPicture, Landmark, Side};

/// Why a quantity has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmeasured {
    /// No person is in the frame.
    Nobody,
    /// A required landmark is occluded, outside the image or not a number.
    LandmarkUnseen(Landmark),
    /// There are too few face landmarks, or they do not fit a head.
    FaceUnclear,
    /// The frame shows a head without shoulders.
    HeadOnly,
    /// Head or trunk is turned too far for this quantity.
    TurnedTooFar,
    /// The quantity needs a camera at the side.
    NeedsSideView,
    /// The quantity needs a camera in front.
    NeedsFrontView,
    /// The quantity has no meaning without the person's own baseline.
    NotCalibrated,
    /// The camera may have been moved since the baseline was taken.
    BaselineDoubtful,
    /// The uncertainty is so large that even a clear fault would not be detected.
    TooUncertain,
    /// The value is one that no body can reach: something hides the person, or it is another person.
    Implausible,
    /// Somebody is in the frame, but not where the calibrated person sits, or with another face: somebody in
    /// the background or in the person's chair, a poster, a face on a screen.
    NotAtDesk,
    /// The picture lies on its side: head and shoulders are turned alike.
    PictureOnItsSide,
    /// The picture is upside down.
    PictureUpsideDown,
    /// The person is following a guided stretch.
    Stretching,
    /// Nothing can be seen in the picture.
    Blank(BlankPicture),
}

impl Unmeasured {
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
            Self::Implausible => "implausible".into(),
            Self::PictureOnItsSide => "picture_on_its_side".into(),
            Self::PictureUpsideDown => "picture_upside_down".into(),
            Self::NotAtDesk => "not_at_desk".into(),
            Self::Stretching => "stretching".into(),
            Self::Blank(blank) => blank.code().into(),
        }
    }
}

/// A measured value and its quality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// In the unit of the quantity.
    pub value: f64,
    /// Change from the person's own baseline, if there is one.
    pub delta: Option<f64>,
    /// Standard deviation of the judged number: of `delta` if there is one, otherwise of `value`.
    pub sd: f64,
    /// The part of `sd` that is independent between frames, so that averaging reduces it.
    pub noise_sd: f64,
    /// 0 (unusable) to 1.
    pub confidence: f64,
    /// Factor on the limits of the change for this person; 1 unless the person has shown their
    /// slouch.
    pub own_limit_scale: f64,
    /// Added to the limits of the change, in the unit of the quantity. Looking down, for example, carries the
    /// ears forward, and this is not a forward head.
    pub allowance: f64,
}

impl Measured {
    /// Creates a value without a baseline to compare it with.
    #[must_use]
    pub fn plain(value: f64, sd: f64, confidence: f64) -> Self {
        Self {
            value,
            delta: None,
            sd,
            noise_sd: sd,
            confidence,
            own_limit_scale: 1.0,
            allowance: 0.0,
        }
    }
}

/// The value of a quantity, or the reason why it has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    Known(Measured),
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

/// All quantities at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    pub view: View,
    entries: [Measure; Quantity::COUNT],
    /// Left, right.
    pub(super) shoulder_marks: [Option<ShoulderLimitLine>; 2],
    /// Midpoint of the ears.
    head_cm: Option<[f64; 3]>,
}

impl Measures {
    /// The measures of a frame without a person.
    #[must_use]
    pub fn nobody() -> Self {
        Self::all_unmeasured(View::Nobody, Unmeasured::Nobody)
    }

    /// The measures of a frame in which somebody is seen who does not sit at the desk.
    #[must_use]
    pub(crate) fn not_at_desk() -> Self {
        Self::all_unmeasured(View::Nobody, Unmeasured::NotAtDesk)
    }

    /// The measures of a person who has just stood up or sat down at a desk with an upright posture for each.
    #[must_use]
    pub(crate) fn at_another_height() -> Self {
        Self::all_unmeasured(View::Front, Unmeasured::BaselineDoubtful)
    }

    /// Whether the frame shows somebody who does not sit at the desk.
    #[must_use]
    pub fn is_somebody_else(&self) -> bool {
        let why = Measure::Unmeasured(Unmeasured::NotAtDesk);
        *self.get(Quantity::ScreenDistance) == why
    }

    /// The measures of a picture in which nothing can be seen.
    #[must_use]
    pub fn blank(blank: BlankPicture) -> Self {
        Self::all_unmeasured(View::Nobody, Unmeasured::Blank(blank))
    }

    /// The measures of a person who follows a stretch: posture is not judged.
    #[must_use]
    pub fn stretching() -> Self {
        Self::all_unmeasured(View::Front, Unmeasured::Stretching)
    }

    pub(super) fn all_unmeasured(view: View, why: Unmeasured) -> Self {
        let entries = [Measure::Unmeasured(why); Quantity::COUNT];
        Self { view, entries, shoulder_marks: [None; 2], head_cm: None }
    }

    #[must_use]
    pub fn get(&self, quantity: Quantity) -> &Measure {
        &self.entries[quantity as usize]
    }

    pub fn set(&mut self, quantity: Quantity, measure: Measure) {
        self.entries[quantity as usize] = measure;
    }

    /// Position in the image where the shoulder of `side` belongs, if it is known.
    #[must_use]
    pub fn shoulder_mark(&self, side: Side) -> Option<&ShoulderLimitLine> {
        self.shoulder_marks[side as usize].as_ref()
    }

    /// Sets the position in the image where the shoulder of `side` belongs.
    pub fn set_shoulder_mark(&mut self, side: Side, mark: Option<ShoulderLimitLine>) {
        self.shoulder_marks[side as usize] = mark;
    }

    /// Midpoint of the ears in space, centimetres: to the right in the image, down and away from the camera, in
    /// the directions of gravity as far as the tilt of the camera is known.
    #[must_use]
    pub fn head_cm(&self) -> Option<[f64; 3]> {
        self.head_cm
    }

    pub fn set_head_cm(&mut self, head_cm: Option<[f64; 3]>) {
        self.head_cm = head_cm;
    }

    /// All measures, in the order of [`Quantity::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Quantity, &Measure)> {
        Quantity::ALL.into_iter().zip(&self.entries)
    }
}
