//! The names of all measured quantities.

/// A measured quantity. Its JSON name states the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(usize)]
pub enum Quantity {
    /// Angle between the vertical and the line from the shoulder midpoint to the ear midpoint, in the
    /// sagittal plane. 0° means ears over shoulders; a larger angle is further forward.
    ForwardHead,
    /// Angle between the horizontal and the line from shoulder to ear in a side view: a proxy of the
    /// craniovertebral angle (BlazePose has no C7 landmark). A smaller angle is further forward.
    EarShoulder,
    /// Decrease of the angle at the left acromion between the horizontal and the line to the ear.
    /// A larger value means a higher left shoulder.
    RaisedShoulderLeft,
    /// Decrease of the angle at the right acromion between the horizontal and the line to the ear.
    /// A larger value means a higher right shoulder.
    RaisedShoulderRight,
    /// Roll of the head relative to the shoulder line. Positive towards the person's left shoulder.
    HeadTilt,
    /// Angle of the shoulder line to the horizontal. Positive when the left shoulder is lower.
    ShoulderTilt,
    /// How far head and shoulders have sunk below the baseline (the smaller of the two drops), in
    /// shoulder widths, or how far the upper back has rounded, if that is more: each degree counts as 0.024.
    Slouch,
    /// Nod of the head. Positive when looking down.
    HeadPitch,
    /// Turn of the head. Positive towards the person's left.
    HeadYaw,
    /// Turn of the trunk. Positive towards the person's left.
    TorsoYaw,
    /// Forward tip of the trunk about the hips since the baseline. Positive towards the screen.
    TrunkLean,
    /// Distance from the camera to the ears along the camera's optical axis.
    ScreenDistance,
}

/// The unit of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Degrees,
    Centimetres,
    /// Fraction of the person's shoulder width.
    ShoulderWidths,
}

impl Quantity {
    /// Number of quantities.
    pub const COUNT: usize = 12;

    /// Every quantity, in the order of the enum.
    pub const ALL: [Self; Self::COUNT] = [
        Self::ForwardHead,
        Self::EarShoulder,
        Self::RaisedShoulderLeft,
        Self::RaisedShoulderRight,
        Self::HeadTilt,
        Self::ShoulderTilt,
        Self::Slouch,
        Self::HeadPitch,
        Self::HeadYaw,
        Self::TorsoYaw,
        Self::TrunkLean,
        Self::ScreenDistance,
    ];

    /// The stable name in JSON.
    #[must_use]
    pub fn json_name(self) -> &'static str {
        match self {
            Self::ForwardHead => "forward_head_deg",
            Self::EarShoulder => "ear_shoulder_deg",
            Self::RaisedShoulderLeft => "raised_shoulder_left_deg",
            Self::RaisedShoulderRight => "raised_shoulder_right_deg",
            Self::HeadTilt => "head_tilt_deg",
            Self::ShoulderTilt => "shoulder_tilt_deg",
            Self::Slouch => "slouch",
            Self::HeadPitch => "head_pitch_deg",
            Self::HeadYaw => "head_yaw_deg",
            Self::TorsoYaw => "torso_yaw_deg",
            Self::TrunkLean => "trunk_lean_deg",
            Self::ScreenDistance => "screen_distance_cm",
        }
    }

    /// The unit of this quantity.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::ScreenDistance => Unit::Centimetres,
            Self::Slouch => Unit::ShoulderWidths,
            _ => Unit::Degrees,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quantity_has_its_own_index() {
        for (i, quantity) in Quantity::ALL.into_iter().enumerate() {
            assert_eq!(quantity as usize, i);
        }
    }

    #[test]
    fn the_unit_is_in_the_json_name() {
        for quantity in Quantity::ALL {
            let suffix = match quantity.unit() {
                Unit::Degrees => "_deg",
                Unit::Centimetres => "_cm",
                Unit::ShoulderWidths => "slouch",
            };
            assert!(quantity.json_name().ends_with(suffix), "{quantity:?}");
        }
    }
}
