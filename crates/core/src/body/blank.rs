//! Pictures in which nothing can be seen.

/// Why a picture shows nothing at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlankPicture {
    /// It is black: a shutter or cap covers the camera, or it is dark.
    Black,
    /// It has one colour, as some cameras show it while they are switched off.
    OneColour,
}

impl BlankPicture {
    /// Stable name for reports.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Black => "black_picture",
            Self::OneColour => "one_colour_picture",
        }
    }
}
