//! The reasons why a hold does not count. The application provides the texts, except for the
//! correction texts of the catalogue's checks.

use super::measures::Unseen;

/// Why a hold does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// A check of the rule is not met. Contains its correction text with the sides filled in.
    Check(String),
    /// A landmark or quantity that the rule needs cannot be measured.
    Unseen(Unseen),
    /// The person has moved away from their position at rest, or it is another person.
    Elsewhere,
    /// The rest position has not been determined yet.
    RestUnknown,
    /// A repetition was too fast.
    TooFast {
        /// Planned duration, seconds.
        seconds: u32,
    },
    /// No person is in the image.
    Nobody,
}
