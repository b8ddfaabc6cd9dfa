//! The 33 BlazePose landmarks by name.
//!
//! The order is that of MediaPipe's `PoseLandmark` (Apache-2.0). "Left" and "right" are the
//! person's own sides: in an unmirrored image of a person who faces the camera, the person's left
//! is on the right-hand side.

use serde::{Deserialize, Serialize};

/// Number of landmarks of a pose.
pub const LANDMARK_COUNT: usize = 33;

/// A side of the body, from the person's own point of view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Left,
    Right,
}

impl Side {
    /// Both sides, left first.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The opposite side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// "left" or "right".
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

macro_rules! landmarks {
    ($($name:ident = $index:literal, $words:literal;)*) => {
        /// A BlazePose landmark. The discriminant is its index in the model's output.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[repr(usize)]
        #[allow(missing_docs)] // the names are the documentation
        pub enum Landmark { $($name = $index),* }

        impl Landmark {
            /// Every landmark, in the order of the model's output.
            pub const ALL: [Self; LANDMARK_COUNT] = [$(Self::$name),*];

            /// The body part in plain words, for use in a sentence.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words),* }
            }
        }
    };
}

landmarks! {
    Nose = 0, "nose";
    LeftEyeInner = 1, "left eye";
    LeftEye = 2, "left eye";
    LeftEyeOuter = 3, "left eye";
    RightEyeInner = 4, "right eye";
    RightEye = 5, "right eye";
    RightEyeOuter = 6, "right eye";
    LeftEar = 7, "left ear";
    RightEar = 8, "right ear";
    MouthLeft = 9, "mouth";
    MouthRight = 10, "mouth";
    LeftShoulder = 11, "left shoulder";
    RightShoulder = 12, "right shoulder";
    LeftElbow = 13, "left elbow";
    RightElbow = 14, "right elbow";
    LeftWrist = 15, "left wrist";
    RightWrist = 16, "right wrist";
    LeftPinky = 17, "left hand";
    RightPinky = 18, "right hand";
    LeftIndex = 19, "left hand";
    RightIndex = 20, "right hand";
    LeftThumb = 21, "left hand";
    RightThumb = 22, "right hand";
    LeftHip = 23, "left hip";
    RightHip = 24, "right hip";
    LeftKnee = 25, "left knee";
    RightKnee = 26, "right knee";
    LeftAnkle = 27, "left ankle";
    RightAnkle = 28, "right ankle";
    LeftHeel = 29, "left heel";
    RightHeel = 30, "right heel";
    LeftFootIndex = 31, "left foot";
    RightFootIndex = 32, "right foot";
}

impl Landmark {
    /// The eleven face landmarks. They move as one rigid body.
    pub const FACE: [Self; 11] = [
        Self::Nose,
        Self::LeftEyeInner,
        Self::LeftEye,
        Self::LeftEyeOuter,
        Self::RightEyeInner,
        Self::RightEye,
        Self::RightEyeOuter,
        Self::LeftEar,
        Self::RightEar,
        Self::MouthLeft,
        Self::MouthRight,
    ];

    /// Pairs of landmarks that are connected by a line in a drawing of the upper body.
    pub const UPPER_BODY_BONES: [(Self, Self); 12] = [
        (Self::LeftShoulder, Self::RightShoulder),
        (Self::LeftShoulder, Self::LeftElbow),
        (Self::LeftElbow, Self::LeftWrist),
        (Self::RightShoulder, Self::RightElbow),
        (Self::RightElbow, Self::RightWrist),
        (Self::LeftShoulder, Self::LeftHip),
        (Self::RightShoulder, Self::RightHip),
        (Self::LeftHip, Self::RightHip),
        (Self::LeftEar, Self::LeftEye),
        (Self::LeftEye, Self::Nose),
        (Self::Nose, Self::RightEye),
        (Self::RightEye, Self::RightEar),
    ];

    /// Index in the model's output.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    #[must_use]
    pub fn ear(side: Side) -> Self {
        match side {
            Side::Left => Self::LeftEar,
            Side::Right => Self::RightEar,
        }
    }

    /// The shoulder landmark (acromion) on `side`.
    #[must_use]
    pub fn shoulder(side: Side) -> Self {
        match side {
            Side::Left => Self::LeftShoulder,
            Side::Right => Self::RightShoulder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_landmark_has_its_own_index() {
        for (i, landmark) in Landmark::ALL.into_iter().enumerate() {
            assert_eq!(landmark.index(), i, "{landmark:?}");
        }
    }
}
