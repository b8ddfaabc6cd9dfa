//! A quantity compared with its limit. The picture, the gauges and the settings all use this
//! module, so that they always agree. Pure.

use crate::body::Fault;
use crate::engine::Snapshot;
use crate::posture::fault::{Excess, FAULT_RULES, FaultRule, LimitChoice, MIN_CONFIDENCE, Worse};
use crate::posture::{Measured, Quantity};

/// A measured quantity compared with the limit that applies to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LimitStatus {
    pub rule: &'static FaultRule,
    pub measured: Measured,
    /// The measurement compared with the limits.
    pub excess: Excess,
    /// Whether the fault is active. It then ends at the exit limit instead of the enter limit
    /// (hysteresis).
    pub is_in_fault: bool,
}

impl LimitStatus {
    /// `None` if the quantity was not measured, has no limit, or its fault is switched off.
    #[must_use]
    pub fn of(quantity: Quantity, snapshot: &Snapshot, limits: &LimitChoice) -> Option<Self> {
        let rule = FAULT_RULES.iter().find(|rule| rule.quantity == quantity)?;
        if !limits.is_watched(rule.fault) {
            return None;
        }
        let measured = *snapshot.measures.get(quantity).known()?;
        let excess = rule.excess(&measured, limits.scale_of(rule.fault))?;
        Some(Self { rule, measured, excess, is_in_fault: is_present(rule.fault, snapshot) })
    }

    /// Like [`Self::of`], but only if the change from the user's upright baseline is judged.
    #[must_use]
    pub fn from_upright(
        quantity: Quantity,
        snapshot: &Snapshot,
        limits: &LimitChoice,
    ) -> Option<Self> {
        Self::of(quantity, snapshot, limits).filter(Self::is_change)
    }

    /// Whether the change from the user's upright baseline is judged instead of the value itself.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.rule.from_baseline.is_some() && self.measured.delta.is_some()
    }

    /// The judged number: the change or the value.
    #[must_use]
    pub fn now(&self) -> f64 {
        match self.measured.delta {
            Some(delta) if self.is_change() => delta,
            _ => self.measured.value,
        }
    }

    /// The enter limit or, during the fault, the exit limit, in the terms of [`LimitStatus::now`].
    #[must_use]
    pub fn limit(&self) -> f64 {
        let boundary = self.excess.boundary(self.is_in_fault);
        if self.rule.worse == Worse::Smaller { -boundary } else { boundary }
    }

    /// The limit as a value of the quantity: upright value plus limit of the change.
    #[must_use]
    pub fn limit_value(&self) -> f64 {
        self.measured.value - self.now() + self.limit()
    }

    /// Whether the measurement counts as a fault now.
    #[must_use]
    pub fn is_beyond(&self) -> bool {
        self.measured.confidence >= MIN_CONFIDENCE
            && self.excess.badness > self.excess.boundary(self.is_in_fault)
    }
}

/// Whether `fault` is active. A fault of both shoulders includes each shoulder.
fn is_present(fault: Fault, snapshot: &Snapshot) -> bool {
    snapshot.faults.iter().any(|active| {
        active.fault == fault
            || active.fault == Fault::RaisedShoulders
                && matches!(fault, Fault::RaisedShoulderLeft | Fault::RaisedShoulderRight)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::MonotonicMs;
    use crate::engine::{CalibrationState, Monitor};
    use crate::posture::facing::FacingTimes;
    use crate::posture::judge::{ActiveFault, PostureState};
    use crate::posture::{Measure, Measures};

    fn snapshot(quantity: Quantity, measured: Measured, faults: &[Fault]) -> Snapshot {
        let mut measures = Measures::nobody();
        measures.set(quantity, Measure::Known(measured));
        Snapshot {
            t: MonotonicMs(0),
            measures,
            state: PostureState::Good,
            faults: faults
                .iter()
                .map(|&fault| ActiveFault { fault, since: MonotonicMs(0), dwelt_ms: 0 })
                .collect(),
            calibration: CalibrationState::Calibrated,
            advice: None,
            monitor: Monitor::default(),
            facing: FacingTimes::default(),
        }
    }

    fn forward(delta: Option<f64>) -> Measured {
        Measured { delta, ..Measured::plain(9.0, 3.0, 0.9) }
    }

    #[test]
    fn both_limits_include_the_noise_and_the_exit_limit_is_milder() {
        let limits = LimitChoice::default();
        let at = |faults: &[Fault]| {
            let snapshot = snapshot(Quantity::ForwardHead, forward(Some(8.0)), faults);
            LimitStatus::from_upright(Quantity::ForwardHead, &snapshot, &limits).unwrap()
        };
        let before = at(&[]);
        assert_eq!((before.now(), before.limit(), before.is_beyond()), (8.0, 9.0, false));
        assert_eq!(before.limit_value(), 10.0);
        let inside = at(&[Fault::ForwardHead]);
        assert_eq!((inside.limit(), inside.is_beyond()), (7.0, true));
    }

    #[test]
    fn raised_shoulders_count_as_a_fault_of_each_shoulder() {
        let quantity = Quantity::RaisedShoulderRight;
        let snapshot = snapshot(quantity, forward(Some(1.5)), &[Fault::RaisedShoulders]);
        let status = LimitStatus::of(quantity, &snapshot, &LimitChoice::default()).unwrap();
        assert!(status.is_in_fault);
    }

    #[test]
    fn without_a_baseline_or_with_the_fault_switched_off_there_is_no_status_of_a_change() {
        let quantity = Quantity::ForwardHead;
        let alone = snapshot(quantity, forward(None), &[]);
        let mut limits = LimitChoice::default();
        assert_eq!(LimitStatus::from_upright(quantity, &alone, &limits), None);
        assert_eq!(LimitStatus::of(quantity, &alone, &limits).map(|s| s.limit()), Some(23.0));
        limits.unwatched.insert(Fault::ForwardHead);
        assert_eq!(LimitStatus::of(quantity, &alone, &limits), None);
    }

    #[test]
    fn a_distance_is_compared_with_its_minimum() {
        let quantity = Quantity::ScreenDistance;
        let near = Measured { delta: Some(-20.0), ..Measured::plain(35.0, 2.0, 0.9) };
        let snapshot = snapshot(quantity, near, &[]);
        let status = LimitStatus::of(quantity, &snapshot, &LimitChoice::default()).unwrap();
        assert_eq!((status.now(), status.limit(), status.is_beyond()), (35.0, 38.6, true));
    }
}
