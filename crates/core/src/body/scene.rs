//! Similarity of the surroundings of the person to a reference frame. A low value means that the
//! camera was moved.

/// The surroundings compared with a reference frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SceneLikeness {
    /// Id of the reference frame. Values of different references cannot be compared.
    pub reference: u64,
    /// Correlation of the edges around the person with the edges at the same place in the reference
    /// frame: near 1 while the camera stays in place, near 0 after it was turned or moved.
    pub correlation: f64,
}
