//! How the picture around the person compares with a reference picture: whether the camera stands
//! where it stood.

/// The surroundings against a reference picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SceneLikeness {
    /// Which reference; likenesses to different ones cannot be compared.
    pub reference: u64,
    /// Correlation of the edges around the person with those at the same place of the reference:
    /// near 1 while the camera stands still, near 0 once it looks elsewhere.
    pub correlation: f64,
}
