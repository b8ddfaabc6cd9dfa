//! Encoding of values in the database: small integers for names, scaled integers for quantities.
//!
//! Assigned codes are never reused. Decoding damaged data returns a value or `None`, but never
//! panics.

use crate::model::minute::{FaultTimes, Spread};
use crate::model::recorded::RECORDED;
use crate::model::sample::{Angles, EventKind};
use crate::model::variety::SampleVariety;
use plumbline_core::body::Fault;
use plumbline_core::posture::Quantity;
use plumbline_core::posture::judge::PostureState;

/// The code of a state.
pub(crate) fn state_code(state: PostureState) -> i64 {
    match state {
        PostureState::Good => 0,
        PostureState::Fault => 1,
        PostureState::Uncertain => 2,
        PostureState::Away => 3,
    }
}

/// The state of a code; [`PostureState::Uncertain`] for an unknown code.
pub(crate) fn state_of(code: i64) -> PostureState {
    match code {
        0 => PostureState::Good,
        1 => PostureState::Fault,
        3 => PostureState::Away,
        _ => PostureState::Uncertain,
    }
}

/// The code of a fault, 1 to 62; also its bit position in a set of faults.
pub(crate) fn fault_code(fault: Fault) -> u8 {
    match fault {
        Fault::ForwardHead => 1,
        Fault::RaisedShoulders => 2,
        Fault::RaisedShoulderLeft => 3,
        Fault::RaisedShoulderRight => 4,
        Fault::Slouch => 5,
        Fault::HeadTilt => 6,
        Fault::UnevenShoulders => 7,
        Fault::Leaning => 8,
        Fault::TooClose => 9,
        Fault::TooStill => 10,
    }
}

/// The fault of a code.
pub(crate) fn fault_of(code: u8) -> Option<Fault> {
    Fault::ALL.into_iter().find(|fault| fault_code(*fault) == code)
}

/// The code of a kind of event.
pub(crate) fn kind_code(kind: EventKind) -> i64 {
    match kind {
        EventKind::Alert => 1,
        EventKind::Notified => 2,
        EventKind::Corrected => 3,
        EventKind::AlertEnded => 4,
        EventKind::Snoozed => 5,
        EventKind::Quiet => 6,
        EventKind::BreakTaken => 7,
        EventKind::Left => 8,
        EventKind::Returned => 9,
        EventKind::StretchDone => 10,
        EventKind::Calibrated => 11,
        EventKind::WatchOff => 12,
        EventKind::WatchOn => 13,
        EventKind::Feedback => 14,
        EventKind::Invited => 15,
        EventKind::Discomfort => 16,
    }
}

/// The kind of event of a code.
pub(crate) fn kind_of(code: i64) -> Option<EventKind> {
    EventKind::ALL.into_iter().find(|kind| kind_code(*kind) == code)
}

/// Encodes a set of faults as bits.
pub(crate) fn fault_bits(faults: &[Fault]) -> i64 {
    faults.iter().fold(0, |bits, fault| bits | 1 << fault_code(*fault))
}

/// Decodes a set of faults.
pub(crate) fn faults_of(bits: i64) -> Vec<Fault> {
    Fault::ALL.into_iter().filter(|fault| bits >> fault_code(*fault) & 1 == 1).collect()
}

/// Encodes fault times: for each fault one byte for its code and two for its milliseconds (enough
/// for a minute). `None` without times.
pub(crate) fn fault_blob(times: &FaultTimes) -> Option<Vec<u8>> {
    let mut blob = Vec::new();
    for (fault, ms) in times.present() {
        blob.push(fault_code(fault));
        blob.extend(u16::try_from(ms).unwrap_or(u16::MAX).to_le_bytes());
    }
    (!blob.is_empty()).then_some(blob)
}

/// Decodes fault times.
pub(crate) fn fault_times(blob: &[u8]) -> FaultTimes {
    let mut times = FaultTimes::default();
    for entry in blob.chunks_exact(3) {
        if let Some(fault) = fault_of(entry[0]) {
            times.add(fault, i64::from(u16::from_le_bytes([entry[1], entry[2]])));
        }
    }
    times
}

/// Number of steps per unit of a quantity: the step is 0.01°, 0.001 shoulder widths or 0.1 cm.
fn steps(quantity: Quantity) -> f64 {
    match quantity {
        Quantity::Slouch => 1000.0,
        Quantity::ScreenDistance => 10.0,
        _ => 100.0,
    }
}

/// Converts a value to steps, clamped to the range of `i16`.
fn scaled(quantity: Quantity, value: f64) -> i16 {
    // The cast clamps values out of range and turns NaN into 0.
    (value * steps(quantity)).round() as i16
}

fn unscaled(quantity: Quantity, steps_: i16) -> f64 {
    f64::from(steps_) / steps(quantity)
}

// The bit mask of a blob is one byte.
const _: () = assert!(RECORDED.len() <= 8);

/// Encodes quantities: a bit mask of the quantities present, then `N` step values for each of them.
/// `values` receives positions in [`RECORDED`]. `None` without quantities.
fn quantity_blob<const N: usize>(values: impl Fn(usize) -> Option<[f64; N]>) -> Option<Vec<u8>> {
    let mut blob = vec![0];
    for (i, quantity) in RECORDED.into_iter().enumerate() {
        let Some(values) = values(i) else { continue };
        blob[0] |= 1 << i;
        for value in values {
            blob.extend(scaled(quantity, value).to_le_bytes());
        }
    }
    (blob.len() > 1).then_some(blob)
}

/// Decodes quantities. `found` receives positions in [`RECORDED`].
fn quantities<const N: usize>(blob: &[u8], mut found: impl FnMut(usize, [f64; N])) {
    let Some((mask, rest)) = blob.split_first() else { return };
    let mut entries = rest.chunks_exact(2 * N);
    for (i, quantity) in RECORDED.into_iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1) {
        let Some(entry) = entries.next() else { return };
        found(
            i,
            std::array::from_fn(|n| {
                unscaled(quantity, i16::from_le_bytes([entry[2 * n], entry[2 * n + 1]]))
            }),
        );
    }
}

/// Encodes the distributions of a minute; `None` if nothing was measured.
pub(crate) fn spread_blob(spreads: &[Option<Spread>; RECORDED.len()]) -> Option<Vec<u8>> {
    quantity_blob(|i| spreads[i].map(|s| [s.median, s.p10, s.p90]))
}

/// Decodes the distributions of a minute.
pub(crate) fn spreads_of(blob: &[u8]) -> [Option<Spread>; RECORDED.len()] {
    let mut spreads = [None; RECORDED.len()];
    quantities(blob, |i, [median, p10, p90]| spreads[i] = Some(Spread { median, p10, p90 }));
    spreads
}

/// Encodes the quantities of a sample; `None` if nothing was measured.
pub(crate) fn angle_blob(angles: &Angles) -> Option<Vec<u8>> {
    quantity_blob(|i| angles.get(RECORDED[i]).map(|value| [value]))
}

/// Decodes the quantities of a sample, without the confidence.
pub(crate) fn angles_of(blob: &[u8]) -> Angles {
    let mut angles = Angles::default();
    quantities(blob, |i, [value]| angles.set(RECORDED[i], Some(value)));
    angles
}

/// Encodes a confidence in thousandths.
pub(crate) fn confidence_code(confidence: Option<f64>) -> Option<i64> {
    confidence.filter(|c| c.is_finite()).map(|c| (c.clamp(0.0, 1.0) * 1000.0).round() as i64)
}

/// Decodes a confidence from thousandths.
pub(crate) fn confidence_of(code: Option<i64>) -> Option<f64> {
    code.map(|thousandths| thousandths.clamp(0, 1000) as f64 / 1000.0)
}

/// Encodes whether the person has shifted (1) and stands (2).
pub(crate) fn move_bits(variety: &SampleVariety) -> i64 {
    i64::from(variety.has_shifted) | i64::from(variety.is_standing) << 1
}

/// Decodes the variety of a sample; `None` if it was not recorded.
pub(crate) fn variety_of(kept_ms: Option<i64>, bits: Option<i64>) -> Option<SampleVariety> {
    let bits = bits?;
    Some(SampleVariety {
        kept_ms: kept_ms?.max(0),
        has_shifted: bits & 1 == 1,
        is_standing: bits & 2 == 2,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_name_has_its_own_code() {
        for fault in Fault::ALL {
            assert_eq!(fault_of(fault_code(fault)), Some(fault));
        }
        for kind in EventKind::ALL {
            assert_eq!(kind_of(kind_code(kind)), Some(kind));
        }
        for (code, state) in [
            (0, PostureState::Good),
            (1, PostureState::Fault),
            (2, PostureState::Uncertain),
            (3, PostureState::Away),
        ] {
            assert_eq!((state_code(state), state_of(code)), (code, state));
        }
        assert_eq!(faults_of(fault_bits(&Fault::ALL)), Fault::ALL);
    }

    #[test]
    fn the_layout_of_the_blobs_is_fixed() {
        let mut angles = Angles::default();
        let mut spreads = [None; RECORDED.len()];
        for (i, quantity) in RECORDED.into_iter().enumerate() {
            angles.set(quantity, Some(1.0 + i as f64));
            let median = f64::from(u8::from(quantity == Quantity::TrunkLean));
            spreads[i] = (i >= 5).then_some(Spread { median, p10: -1.0, p90: 2.0 });
        }
        let hex = |blob: Option<Vec<u8>>| {
            blob.unwrap().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        };
        assert_eq!(hex(angle_blob(&angles)), "ff6400c8002c019001f4017017bc025000");
        // Slouch in 0.001 shoulder widths, trunk lean in 0.01°, screen distance in 0.1 cm.
        assert_eq!(hex(spread_blob(&spreads)), "e0000018fcd00764009cffc8000000f6ff1400");
    }

    proptest! {
        #[test]
        fn quantities_round_trip_within_half_a_step(values in prop::array::uniform8(prop::option::of(-30.0..30.0f64))) {
            let mut angles = Angles::default();
            for (quantity, value) in RECORDED.into_iter().zip(values) {
                angles.set(quantity, value);
            }
            let back = angle_blob(&angles).map_or_else(Angles::default, |blob| angles_of(&blob));
            for quantity in RECORDED {
                let pair = (angles.get(quantity), back.get(quantity));
                let is_near = match pair {
                    (Some(a), Some(b)) => (a - b).abs() <= 0.5 / steps(quantity) + 1e-9,
                    (a, b) => a == b,
                };
                prop_assert!(is_near, "{quantity:?} {pair:?}");
            }
            // Encoding a rounded value again does not change it.
            prop_assert_eq!(angle_blob(&back), angle_blob(&angles));
        }

        #[test]
        fn decoding_arbitrary_bytes_never_panics(bytes: Vec<u8>) {
            let _ = (fault_times(&bytes), spreads_of(&bytes), angles_of(&bytes));
        }
    }
}
