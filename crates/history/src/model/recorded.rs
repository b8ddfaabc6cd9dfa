//! The quantities that the history records, and their order in storage.

use plumbline_core::posture::Quantity;

/// The recorded quantities in the order of storage. The position of a quantity is its bit in the
/// blobs of the database ([`codec`](crate::database::codec)) and gives the order of the CSV columns,
/// so it never changes.
pub const RECORDED: [Quantity; 8] = [
    Quantity::ForwardHead,
    Quantity::RaisedShoulderLeft,
    Quantity::RaisedShoulderRight,
    Quantity::HeadTilt,
    Quantity::ShoulderTilt,
    Quantity::Slouch,
    Quantity::TrunkLean,
    Quantity::ScreenDistance,
];

/// The position of a quantity in [`RECORDED`]; `None` if it is not recorded.
#[must_use]
pub fn recorded_index(quantity: Quantity) -> Option<usize> {
    RECORDED.iter().position(|recorded| *recorded == quantity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_order_and_names_are_fixed() {
        let names = RECORDED.map(Quantity::json_name);
        assert_eq!(
            names,
            [
                "forward_head_deg",
                "raised_shoulder_left_deg",
                "raised_shoulder_right_deg",
                "head_tilt_deg",
                "shoulder_tilt_deg",
                "slouch",
                "trunk_lean_deg",
                "screen_distance_cm",
            ]
        );
    }

    #[test]
    fn only_recorded_quantities_have_an_index() {
        for (i, quantity) in RECORDED.into_iter().enumerate() {
            assert_eq!(recorded_index(quantity), Some(i));
        }
        let indices = Quantity::ALL.into_iter().filter_map(recorded_index);
        assert_eq!(indices.count(), RECORDED.len());
    }
}
