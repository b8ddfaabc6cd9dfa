//! The names of everything that is measured: one row a quantity.

/// Something Plumbline measures. The JSON name of each carries its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(usize)]
pub enum Quantity {
    /// Angle of the line shoulder midpoint → ear midpoint from the vertical in the sagittal
    /// plane. 0° is ear over shoulder, larger is further forward.
    ForwardHead,
    /// The same line measured from the horizontal in a side view: a proxy of the craniovertebral
    /// angle (BlazePose has no C7). Smaller is further forward.
    EarShoulder,
    /// By how much the angle at the left acromion between the horizontal and the line to the ear
    /// has closed. Larger is more raised.
    RaisedShoulderLeft,
    /// The same on the right.
    RaisedShoulderRight,
    /// Head roll against the shoulder line. Positive is towards the person's left shoulder.
    HeadTilt,
    /// The shoulder line against the horizontal. Positive is left shoulder lower.
    ShoulderTilt,
    /// How far the shoulders have sunk below the baseline, in shoulder widths.
    Slouch,
    /// Nodding. Positive is looking down.
    HeadPitch,
    /// Turning the head. Positive is towards the person's left.
    HeadYaw,
    /// Turning the trunk. Positive is towards the person's left.
    TorsoYaw,
    /// How far the trunk tips about the hips since the baseline. Positive is towards the screen.
    TrunkLean,
    /// Distance from the camera to the ears, along the camera's axis.
    ScreenDistance,
}

/// What a value is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Degrees.
    Degrees,
    /// Centimetres.
    Centimetres,
    /// A share of the person's shoulder width.
    ShoulderWidths,
}

impl Quantity {
    /// How many there are.
    pub const COUNT: usize = 12;

    /// Every quantity in the order they are listed.
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

    /// What its value is counted in.
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
    fn every_quantity_stands_at_its_own_index() {
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
