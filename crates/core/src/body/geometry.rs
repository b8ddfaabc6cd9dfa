//! Points and vectors in the image plane.

use std::ops::{Add, Mul, Sub};

/// A point or vector in two dimensions. The variable name states the coordinate space (frame
/// pixels, crop, model input): `nose_in_image`, `corner_in_crop`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Vec2 {
    /// Increases to the right.
    pub x: f64,
    /// Increases downwards.
    pub y: f64,
}

impl Vec2 {
    /// Creates the vector (`x`, `y`).
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The Euclidean length.
    #[must_use]
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// The Euclidean distance to `other`.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self - other).length()
    }

    /// The midpoint between this point and `other`.
    #[must_use]
    pub fn midpoint(self, other: Self) -> Self {
        (self + other) * 0.5
    }

    /// The vector rotated by `angle` from the x axis towards the y axis (clockwise on a screen).
    #[must_use]
    pub fn rotated(self, angle: super::Angle) -> Self {
        let (sin, cos) = (angle.sin(), angle.cos());
        Self { x: self.x * cos - self.y * sin, y: self.x * sin + self.y * cos }
    }

    /// Returns whether both coordinates are finite.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl Add for Vec2 {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sub for Vec2 {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { x: self.x - other.x, y: self.y - other.y }
    }
}

impl Mul<f64> for Vec2 {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self { x: self.x * factor, y: self.y * factor }
    }
}
