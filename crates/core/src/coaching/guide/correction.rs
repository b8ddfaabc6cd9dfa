//! What to correct during a hold. The application words it; only the sentences of the catalogue's own
//! checks come from here.

use super::measures::Unseen;

/// What keeps a hold from counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// A check of the rule is not met: the catalogue's sentence for it, with the sides filled in.
    Check(String),
    /// Something that the rule needs cannot be measured.
    Unseen(Unseen),
    /// The person is not where they were at rest, or it is somebody else.
    Elsewhere,
    /// How the person is at rest is not known yet.
    RestUnknown,
    /// Nobody is in the picture.
    Nobody,
}
