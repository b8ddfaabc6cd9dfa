//! Adapts the baseline to a good posture that changes slowly: a seat that sinks, a coat, evening
//! light.
//!
//! While posture is good, a small lasting change becomes part of the upright posture: half of it in
//! [`HALF_LIFE_MS`], and at most [`MAX_DRIFT_DEG`], so that a person cannot drift into a fault
//! without an alert.

use super::judge::PostureState;
use super::quantity::{Quantity, Unit};
use super::reading::{Measure, Measures};
use crate::body::MonotonicMs;

/// Maximum adaptation of the baseline, degrees. Well below the limit of any fault.
pub(crate) const MAX_DRIFT_DEG: f64 = 2.0;

/// Time in which half of a lasting change is adopted, milliseconds of good posture. Product choice:
/// many times longer than a short lapse, and a fraction of a working day.
const HALF_LIFE_MS: f64 = 30.0 * 60_000.0;

/// Maximum interval between two frames that counts as monitored time, milliseconds.
const MAX_STEP_MS: i64 = 5_000;

/// The adapted part of the baseline.
#[derive(Debug, Clone, Default)]
pub struct Drift {
    offsets: [f64; Quantity::COUNT],
    last: Option<MonotonicMs>,
}

impl Drift {
    /// Returns `measures` with the adapted part subtracted from their changes.
    #[must_use]
    pub fn corrected(&self, mut measures: Measures) -> Measures {
        for quantity in Quantity::ALL {
            if let Measure::Known(mut measured) = *measures.get(quantity)
                && let Some(delta) = measured.delta
            {
                measured.delta = Some(delta - self.offsets[quantity as usize]);
                measures.set(quantity, Measure::Known(measured));
            }
        }
        measures
    }

    /// Adapts the offsets to `corrected` measures that were judged to be in `state` at `now`.
    pub fn learn(&mut self, corrected: &Measures, state: PostureState, now: MonotonicMs) {
        let step_ms = self.last.map_or(0, |last| now.since_ms(last));
        self.last = Some(now);
        if state != PostureState::Good || !(1..=MAX_STEP_MS).contains(&step_ms) {
            return;
        }
        let share = 1.0 - 0.5f64.powf(step_ms as f64 / HALF_LIFE_MS);
        for quantity in Quantity::ALL.into_iter().filter(|q| follows(*q)) {
            let delta = corrected.get(quantity).known().and_then(|m| m.delta);
            let Some(delta) = delta.filter(|d| d.is_finite()) else { continue };
            let offset = &mut self.offsets[quantity as usize];
            *offset = (*offset + share * delta).clamp(-MAX_DRIFT_DEG, MAX_DRIFT_DEG);
        }
    }

    /// Clears the adaptation, for example after a new baseline.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

/// Returns whether `quantity` is adapted: quantities in degrees that are judged by their change
/// from the baseline.
fn follows(quantity: Quantity) -> bool {
    quantity.unit() == Unit::Degrees
        && !matches!(
            quantity,
            Quantity::HeadPitch | Quantity::HeadYaw | Quantity::TorsoYaw | Quantity::TrunkLean
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::{Measured, View};
    use proptest::prelude::*;

    fn forward(delta: f64) -> Measures {
        let mut measures = Measures::nobody();
        measures.view = View::Front;
        let measured = Measured { delta: Some(delta), ..Measured::plain(5.0 + delta, 1.0, 0.9) };
        measures.set(Quantity::ForwardHead, Measure::Known(measured));
        measures
    }

    fn seen(drift: &Drift, delta: f64) -> f64 {
        let corrected = drift.corrected(forward(delta));
        corrected.get(Quantity::ForwardHead).known().unwrap().delta.unwrap()
    }

    fn hours(drift: &mut Drift, hours: f64, delta: f64, state: PostureState) {
        let end_ms = (hours * 3_600_000.0) as i64;
        for t_ms in (0..end_ms).step_by(1_000) {
            let corrected = drift.corrected(forward(delta));
            drift.learn(&corrected, state, MonotonicMs(t_ms));
        }
    }

    #[test]
    fn half_of_a_small_lasting_change_is_adopted_in_half_an_hour() {
        let mut drift = Drift::default();
        hours(&mut drift, 0.5, 1.5, PostureState::Good);
        assert!((seen(&drift, 1.5) - 0.75).abs() < 0.02, "{}", seen(&drift, 1.5));
    }

    #[test]
    fn a_fault_is_never_adopted() {
        let mut drift = Drift::default();
        hours(&mut drift, 3.0, 12.0, PostureState::Fault);
        hours(&mut drift, 3.0, 12.0, PostureState::Uncertain);
        assert_eq!(seen(&drift, 12.0), 12.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
        #[test]
        fn the_drift_never_exceeds_two_degrees(
            deltas in prop::collection::vec(-30.0f64..30.0, 1..6)
        ) {
            let mut drift = Drift::default();
            for delta in deltas {
                hours(&mut drift, 1.0, delta, PostureState::Good);
                prop_assert!((seen(&drift, 7.0) - 7.0).abs() <= MAX_DRIFT_DEG + 1e-9);
            }
        }
    }
}
