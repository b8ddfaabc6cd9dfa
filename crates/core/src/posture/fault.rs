//! The table of thresholds that define posture faults. To add a fault, add a row.

use std::collections::{BTreeMap, BTreeSet};

use super::quantity::Quantity;
use super::reading::{Measure, Measured, Measures};
use crate::body::Fault;

/// A pair of limits with hysteresis: a fault begins beyond `enter` and ends below `leave`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// In the unit of the quantity.
    pub enter: f64,
    /// In the unit of the quantity; milder than `enter`.
    pub leave: f64,
}

/// The direction in which a quantity gets worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worse {
    Larger,
    Smaller,
    /// Values further from zero on either side.
    FurtherFromZero,
}

/// How one fault is detected from one quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FaultRule {
    pub fault: Fault,
    /// The quantity the fault is detected from.
    pub quantity: Quantity,
    pub worse: Worse,
    /// Limits of the change from the person's own baseline; `None` if the absolute value counts even
    /// for a calibrated person.
    pub from_baseline: Option<Limits>,
    /// Limits of the absolute value for a person without a baseline; `None` if the absolute value has
    /// no meaning.
    pub population: Option<Limits>,
    /// By how many of its standard deviations a value must lie beyond the limit before the fault begins.
    pub sds_beyond: f64,
    /// Largest relative standard deviation at which the value is judged; `None` if there is no such limit.
    pub max_relative_sd: Option<f64>,
}

/// Largest relative standard deviation at which a distance is judged. With the field of view of the camera
/// assumed it is 14 %, and 18 % of the simulated people 40 to 44 cm away counted as too close (docs/measurement.md). Product choice.
pub const MAX_DISTANCE_SD: f64 = 0.10;

/// The rules. Sources, where there are any:
/// - forward head, absolute: RULA's neck bands end at 20° (McAtamney & Corlett 1993);
/// - forward head, from baseline: 6°. The measure's own noise of 1° to 4° is added, so a fault
///   begins at 7° to 10°, the upper end of RULA's first band;
/// - raised shoulders, from baseline: 2°. With the measure's own noise a fault begins at about 3 cm
///   (by the angle's definition one centimetre is about one degree). Product choice;
/// - leaning: 17°. With the measure's own noise of about 3° a fault begins at 20°, the end of RULA's second
///   trunk band. Beyond it people lean on the desk;
/// - screen distance: 40 cm is the near end of the 40–75 cm range of display-work guidance. A distance that is
///   not known to 10 % is not judged;
/// - standard deviations beyond the limit: 1 for forward head, whose uncertainty grows when the person leans in,
///   0.7 for the rest. With 0.7 for all, one of three rendered people who lean in had a false forward head;
///   with 1 for all, a raised shoulder was missed in one of three (docs/measurement.md). Product choice;
/// - everything else has no validated cut-off and is a product choice, adjustable by sensitivity.
pub const FAULT_RULES: [FaultRule; 8] = [
    FaultRule {
        fault: Fault::ForwardHead,
        quantity: Quantity::ForwardHead,
        worse: Worse::Larger,
        from_baseline: Some(Limits { enter: 6.0, leave: 4.0 }),
        population: Some(Limits { enter: 20.0, leave: 16.0 }),
        sds_beyond: 1.0,
        max_relative_sd: None,
    },
    FaultRule {
        fault: Fault::RaisedShoulderLeft,
        quantity: Quantity::RaisedShoulderLeft,
        worse: Worse::Larger,
        from_baseline: Some(Limits { enter: 2.0, leave: 1.3 }),
        population: Some(Limits { enter: 9.0, leave: 7.0 }),
        sds_beyond: 0.7,
        max_relative_sd: None,
    },
    FaultRule {
        fault: Fault::RaisedShoulderRight,
        quantity: Quantity::RaisedShoulderRight,
        worse: Worse::Larger,
        from_baseline: Some(Limits { enter: 2.0, leave: 1.3 }),
        population: Some(Limits { enter: 9.0, leave: 7.0 }),
        sds_beyond: 0.7,
        max_relative_sd: None,
    },
    FaultRule {
        fault: Fault::HeadTilt,
        quantity: Quantity::HeadTilt,
        worse: Worse::FurtherFromZero,
        from_baseline: Some(Limits { enter: 12.0, leave: 8.0 }),
        population: Some(Limits { enter: 15.0, leave: 11.0 }),
        sds_beyond: 0.7,
        max_relative_sd: None,
    },
    FaultRule {
        fault: Fault::UnevenShoulders,
        quantity: Quantity::ShoulderTilt,
        worse: Worse::FurtherFromZero,
        from_baseline: Some(Limits { enter: 6.0, leave: 4.0 }),
        population: Some(Limits { enter: 8.0, leave: 6.0 }),
        sds_beyond: 0.7,
        max_relative_sd: None,
    },
    FaultRule {
        fault: Fault::Slouch,
        quantity: Quantity::Slouch,
        worse: Worse::Larger,
        from_baseline: Some(Limits { enter: 0.13, leave: 0.08 }),
        population: None,
        sds_beyond: 0.7,
        max_relative_sd: None,
    },
    FaultRule {
        fault: Fault::Leaning,
        quantity: Quantity::TrunkLean,
        worse: Worse::Larger,
        from_baseline: Some(Limits { enter: 17.0, leave: 13.0 }),
        population: None,
        sds_beyond: 0.7,
        max_relative_sd: None,
    },
    FaultRule {
        fault: Fault::TooClose,
        quantity: Quantity::ScreenDistance,
        worse: Worse::Smaller,
        from_baseline: None,
        population: Some(Limits { enter: 40.0, leave: 45.0 }),
        sds_beyond: 0.7,
        max_relative_sd: Some(MAX_DISTANCE_SD),
    },
];

/// The user's choices about limits: which faults count, and how strictly.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitChoice {
    /// Factor on every limit; below 1 is stricter.
    pub scale: f64,
    /// Additional factors on the limits of single faults.
    pub own_scales: BTreeMap<Fault, f64>,
    /// Faults that are switched off.
    pub unwatched: BTreeSet<Fault>,
}

impl Default for LimitChoice {
    fn default() -> Self {
        Self { scale: 1.0, own_scales: BTreeMap::new(), unwatched: BTreeSet::new() }
    }
}

impl LimitChoice {
    /// The factor on the limits of `fault`.
    #[must_use]
    pub fn scale_of(&self, fault: Fault) -> f64 {
        self.scale * self.own_scales.get(&fault).copied().unwrap_or(1.0)
    }

    /// Returns whether `fault` is switched on.
    #[must_use]
    pub fn is_watched(&self, fault: Fault) -> bool {
        !self.unwatched.contains(&fault)
    }
}

/// The result of one rule for one set of measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Beyond the limit by more than the measure's own noise.
    Beyond,
    /// Within the limit, or beyond it by less than the measure's own noise.
    Within,
    /// The quantity was not measured or is not known well enough, or no limit applies, or a fault has become
    /// uncertain.
    Unknown,
}

/// A measured value compared with its limits, for gauges and findings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Excess {
    /// The change from the baseline or the absolute value, in the unit of the quantity and with the
    /// sign chosen so that larger is worse.
    pub badness: f64,
    /// The limits that apply, on the same scale as `badness`.
    pub limits: Limits,
    /// Standard deviation of `badness`.
    pub sd: f64,
    /// [`FaultRule::sds_beyond`].
    pub sds_beyond: f64,
}

impl Excess {
    /// Returns whether a fault begins at this value: beyond the limit by more than the measure's noise.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        self.badness > self.boundary(false)
    }

    /// The badness at which the fault begins, including the measure's own noise. If the person already
    /// `is_in_fault`: the badness at which the fault ends. The distance between the two does not grow with the
    /// noise: a fault whose measure has become uncertain is not kept by a value that would not begin one.
    #[must_use]
    pub fn boundary(&self, is_in_fault: bool) -> f64 {
        self.margin() + if is_in_fault { self.limits.leave } else { self.limits.enter }
    }

    /// How far beyond the limit a value must be because of its noise.
    #[must_use]
    pub fn margin(&self) -> f64 {
        self.sds_beyond * self.sd
    }
}

/// Confidence below which a value is not judged (product choice).
pub const MIN_CONFIDENCE: f64 = 0.1;

impl FaultRule {
    /// The rule that detects `fault`, if it is detected from a measure.
    #[must_use]
    pub fn of(fault: Fault) -> Option<&'static Self> {
        FAULT_RULES.iter().find(|rule| rule.fault == fault)
    }

    /// Compares `measured` with the limits that apply to it.
    ///
    /// `limit_scale` scales the limits: 1 is normal, 0.75 stricter (alerts earlier), 1.4 more relaxed.
    /// Returns `None` if no limit applies, or if the value is not known well enough to be judged.
    #[must_use]
    pub fn excess(&self, measured: &Measured, limit_scale: f64) -> Option<Excess> {
        if self.max_relative_sd.is_some_and(|most| measured.sd > most * measured.value.abs()) {
            return None;
        }
        let (value, limits) = match (self.from_baseline, measured.delta) {
            (Some(limits), Some(delta)) => {
                (delta, limits.scaled(measured.own_limit_scale).raised(measured.allowance))
            }
            _ => (measured.value, self.population?),
        };
        let (badness, limits) = match self.worse {
            Worse::Larger => (value, limits.scaled(limit_scale)),
            Worse::FurtherFromZero => (value.abs(), limits.scaled(limit_scale)),
            // The sign is reversed so that larger is worse here too; a stricter scale requires more distance.
            Worse::Smaller => (-value, limits.scaled(-1.0 / limit_scale)),
        };
        // The error of a distance is proportional to it, so at the limit it is smaller than far from it.
        let sd = match self.worse {
            Worse::Smaller if value > 0.0 => measured.sd * (limits.enter.abs() / value).min(1.0),
            _ => measured.sd,
        };
        Some(Excess { badness, limits, sd, sds_beyond: self.sds_beyond })
    }

    /// The finding of this rule for `measures` of a person who is or is not already in this fault.
    #[must_use]
    pub fn finding(&self, measures: &Measures, is_in_fault: bool, limit_scale: f64) -> Finding {
        let Measure::Known(measured) = measures.get(self.quantity) else {
            return Finding::Unknown;
        };
        let Some(excess) = self.excess(measured, limit_scale) else {
            return Finding::Unknown;
        };
        if measured.confidence < MIN_CONFIDENCE {
            return Finding::Unknown;
        }
        if excess.badness > excess.boundary(is_in_fault) {
            Finding::Beyond
        } else if is_in_fault && excess.badness > excess.limits.enter {
            // The value is as bad as before and has only become less certain: that is no correction.
            Finding::Unknown
        } else {
            Finding::Within
        }
    }
}

/// Fraction of a limit by which a value must stay below it to be clearly within the limit, when the
/// only information about later frames is that nothing has moved (vision crate,
/// `pose/stillness.rs`).
const CLEAR_SHARE: f64 = 0.5;

/// Fraction of a distance limit by which a distance must stay beyond it to be clearly within the
/// limit. Smaller than [`CLEAR_SHARE`]: a face that grows by one per cent is only one per cent nearer.
const CLEAR_SHARE_OF_DISTANCE: f64 = 0.05;

impl FaultRule {
    /// Returns whether `measures` are so far within the limit that an undetected movement cannot lead to
    /// a fault. An unmeasured quantity counts as clear.
    #[must_use]
    pub fn is_clear(&self, measures: &Measures, limit_scale: f64) -> bool {
        let Measure::Known(measured) = measures.get(self.quantity) else { return true };
        let Some(excess) = self.excess(measured, limit_scale) else { return true };
        let share =
            if self.worse == Worse::Smaller { CLEAR_SHARE_OF_DISTANCE } else { CLEAR_SHARE };
        excess.badness <= excess.limits.enter - share * excess.limits.enter.abs()
    }
}

impl Limits {
    fn raised(self, by: f64) -> Self {
        Self { enter: self.enter + by, leave: self.leave + by }
    }

    fn scaled(self, scale: f64) -> Self {
        Self { enter: self.enter * scale, leave: self.leave * scale }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measures(quantity: Quantity, value: f64, delta: Option<f64>, sd: f64) -> Measures {
        let mut measures = Measures::nobody();
        let known = Measured { delta, noise_sd: 0.0, ..Measured::plain(value, sd, 0.9) };
        measures.set(quantity, Measure::Known(known));
        measures
    }

    #[test]
    fn the_uncertainty_of_a_distance_is_that_at_its_limit() {
        let rule = FaultRule::of(Fault::TooClose).unwrap();
        let limit_cm = |value: f64| {
            let known = Measured::plain(value, 0.09 * value, 0.9);
            -rule.excess(&known, 1.0).unwrap().boundary(false)
        };
        assert!((limit_cm(90.0) - limit_cm(41.0)).abs() < 0.2);
        assert!((limit_cm(90.0) - (40.0 - 0.7 * 0.09 * 40.0)).abs() < 1e-9);
    }

    #[test]
    fn a_distance_that_is_not_known_to_ten_per_cent_is_neither_a_fault_nor_within() {
        let rule = FaultRule::of(Fault::TooClose).unwrap();
        for (value, sd, expected) in [
            (25.0, 2.4, Finding::Beyond),
            (25.0, 2.6, Finding::Unknown),
            (80.0, 7.9, Finding::Within),
            (80.0, 11.0, Finding::Unknown),
        ] {
            let distance = measures(Quantity::ScreenDistance, value, None, sd);
            assert_eq!(rule.finding(&distance, false, 1.0), expected, "{value} {sd}");
        }
    }

    #[test]
    fn every_limit_can_be_reached_and_left() {
        for rule in &FAULT_RULES {
            for calibrated in [true, false] {
                let limits = if calibrated { rule.from_baseline } else { rule.population };
                let Some(limits) = limits else { continue };
                let toward_bad = if rule.worse == Worse::Smaller { -1.0 } else { 1.0 };
                let at = |v: f64| measures(rule.quantity, v, calibrated.then_some(v), 0.0);
                let margin = 0.01 * limits.enter.abs();
                let bad = at(limits.enter + toward_bad * margin);
                let between = at(f64::midpoint(limits.enter, limits.leave));
                let good = at(limits.leave - toward_bad * margin);
                assert_eq!(rule.finding(&bad, false, 1.0), Finding::Beyond, "{rule:?}");
                assert_eq!(rule.finding(&between, false, 1.0), Finding::Within, "{rule:?}");
                assert_eq!(rule.finding(&between, true, 1.0), Finding::Beyond, "{rule:?}");
                assert_eq!(rule.finding(&good, true, 1.0), Finding::Within, "{rule:?}");
            }
        }
    }

    #[test]
    fn a_value_near_its_limit_is_not_clear() {
        let clear = |fault: Fault, value: f64, delta: Option<f64>| {
            let rule = FaultRule::of(fault).unwrap();
            rule.is_clear(&measures(rule.quantity, value, delta, 1.0), 1.0)
        };
        assert!(clear(Fault::ForwardHead, 7.0, Some(2.0)));
        assert!(!clear(Fault::ForwardHead, 10.0, Some(5.0)));
        assert!(clear(Fault::TooClose, 60.0, None));
        assert!(!clear(Fault::TooClose, 41.0, None));
        assert!(
            clear(Fault::HeadTilt, 0.0, Some(-5.0)) && !clear(Fault::HeadTilt, 0.0, Some(-9.0))
        );
        // A limit that does not apply cannot be near.
        assert!(clear(Fault::Slouch, 3.0, None));
    }

    #[test]
    fn a_value_beyond_its_limit_by_less_than_its_noise_is_no_fault() {
        let rule = FaultRule::of(Fault::ForwardHead).unwrap();
        let noisy = measures(Quantity::ForwardHead, 30.0, None, 15.0);
        assert_eq!(rule.finding(&noisy, false, 1.0), Finding::Within);
        let clean = measures(Quantity::ForwardHead, 30.0, None, 3.0);
        assert_eq!(rule.finding(&clean, false, 1.0), Finding::Beyond);
    }

    #[test]
    fn a_fault_whose_measure_becomes_uncertain_is_not_corrected() {
        let rule = FaultRule::of(Fault::ForwardHead).unwrap();
        let forward = |delta: f64, sd: f64| measures(Quantity::ForwardHead, 20.0, Some(delta), sd);
        assert_eq!(rule.finding(&forward(14.0, 4.0), true, 1.0), Finding::Beyond);
        assert_eq!(rule.finding(&forward(14.0, 13.0), true, 1.0), Finding::Unknown);
        assert_eq!(rule.finding(&forward(14.0, 13.0), false, 1.0), Finding::Within);
        assert_eq!(rule.finding(&forward(3.0, 13.0), true, 1.0), Finding::Within);
    }

    #[test]
    fn a_stricter_scale_reports_faults_that_a_relaxed_scale_does_not() {
        for rule in &FAULT_RULES {
            let Some(limits) = rule.from_baseline.or(rule.population) else { continue };
            let m = measures(rule.quantity, limits.enter, rule.from_baseline.map(|l| l.enter), 0.0);
            assert_eq!(rule.finding(&m, false, 0.75), Finding::Beyond, "{rule:?}");
            assert_eq!(rule.finding(&m, false, 1.4), Finding::Within, "{rule:?}");
        }
    }
}
