//! A plane angle as its own type, so that it cannot be mixed up with a number in another unit.

use std::ops::{Add, Neg, Sub};

/// A plane angle. Stores radians; converts from and to degrees and radians.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Angle {
    rad: f64,
}

impl Angle {
    pub const ZERO: Self = Self { rad: 0.0 };

    /// Creates an angle from degrees.
    #[must_use]
    pub fn from_deg(deg: f64) -> Self {
        Self { rad: deg.to_radians() }
    }

    /// Creates an angle from radians.
    #[must_use]
    pub fn from_rad(rad: f64) -> Self {
        Self { rad }
    }

    /// The angle of the vector (`x`, `y`) from the x axis towards the y axis, in (−180°, 180°].
    #[must_use]
    pub fn of_vector(x: f64, y: f64) -> Self {
        Self { rad: y.atan2(x) }
    }

    /// The angle in degrees.
    #[must_use]
    pub fn deg(self) -> f64 {
        self.rad.to_degrees()
    }

    /// The angle in radians.
    #[must_use]
    pub fn rad(self) -> f64 {
        self.rad
    }

    /// The same direction, normalised to [−180°, 180°).
    #[must_use]
    pub fn wrapped(self) -> Self {
        use std::f64::consts::{PI, TAU};
        Self { rad: (self.rad + PI).rem_euclid(TAU) - PI }
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { rad: self.rad.abs() }
    }

    #[must_use]
    pub fn sin(self) -> f64 {
        self.rad.sin()
    }

    #[must_use]
    pub fn cos(self) -> f64 {
        self.rad.cos()
    }
}

impl Add for Angle {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { rad: self.rad + other.rad }
    }
}

impl Sub for Angle {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { rad: self.rad - other.rad }
    }
}

impl Neg for Angle {
    type Output = Self;
    fn neg(self) -> Self {
        Self { rad: -self.rad }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn degrees_survive_the_round_trip() {
        assert!((Angle::from_deg(37.5).deg() - 37.5).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn wrapping_keeps_the_direction(deg in -2000.0f64..2000.0) {
            let angle = Angle::from_deg(deg);
            let wrapped = angle.wrapped();
            prop_assert!((-180.0 - 1e-9..180.0 + 1e-9).contains(&wrapped.deg()));
            prop_assert!((angle.sin() - wrapped.sin()).abs() < 1e-9);
            prop_assert!((angle.cos() - wrapped.cos()).abs() < 1e-9);
        }
    }
}
