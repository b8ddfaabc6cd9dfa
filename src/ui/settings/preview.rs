//! Effect of a setting now: the current measurements compared with the limits being edited. Pure,
//! so that every sentence can be tested.

use crate::text::names;
use crate::text::numbers::decimal;
use crate::text::{FaultText as _, t};
use crate::ui::history::charts::duration_words;
use crate::ui::history::what_if::{PAST_DAYS, WhatIf};
use plumbline_core::body::Fault;
use plumbline_core::engine::Snapshot;
use plumbline_core::engine::limit_status::LimitStatus;
use plumbline_core::posture::fault::{FAULT_RULES, FaultRule, LimitChoice, MIN_CONFIDENCE, Worse};
use plumbline_core::posture::{Measure, Quantity};

/// Effect of the limit of `rule` on the current measurements.
#[must_use]
pub(super) fn limit_words(rule: &FaultRule, snapshot: &Snapshot, limits: &LimitChoice) -> String {
    let Some(status) = LimitStatus::of(rule.quantity, snapshot, limits) else {
        return match snapshot.measures.get(rule.quantity) {
            _ if !limits.is_watched(rule.fault) => t!("settings-now-not-watched").into(),
            Measure::Unmeasured(why) => {
                t!("settings-now-unmeasured", why = names::unmeasured(*why))
            }
            // The value is known, but not well enough to be judged.
            Measure::Known(measured) if rule.max_relative_sd.is_some() => {
                let percent = (100.0 * measured.sd / measured.value.max(1.0)).round() as i64;
                t!("settings-distance-unsure", percent = percent)
            }
            Measure::Known(_) => t!("settings-now-needs-upright").into(),
        };
    };
    let now = number_words(&status, status.now());
    let limit = number_words(&status, status.limit());
    let doubt = uncertainty_words(&status);
    let bound = match (status.is_in_fault, rule.worse) {
        (true, _) => t!("settings-bound-ends", limit = limit),
        (false, Worse::Smaller) => t!("settings-bound-below", limit = limit, doubt = doubt),
        (false, _) => t!("settings-bound-from", limit = limit, doubt = doubt),
    };
    match status.is_beyond() {
        _ if status.measured.confidence < MIN_CONFIDENCE => {
            t!("settings-now-too-unsure", now = now, bound = bound)
        }
        true if status.is_in_fault => t!("settings-now-counts", now = now, bound = bound),
        true => t!("settings-now-would-count", now = now, bound = bound),
        false if status.is_in_fault => {
            t!("settings-now-about-to-end", now = now, bound = bound)
        }
        false => t!("settings-now-would-not-count", now = now, bound = bound),
    }
}

/// Effect of the limit of `rule` on the last days; `None` without data.
#[must_use]
pub(super) fn past_words(
    rule: &FaultRule,
    past: &WhatIf,
    snapshot: Option<&Snapshot>,
    limits: &LimitChoice,
) -> Option<String> {
    let limits_of = rule.from_baseline.or(rule.population)?;
    let status = snapshot.and_then(|now| LimitStatus::of(rule.quantity, now, limits));
    // Include the uncertainty of the current measurement, if there is one, as the live check does.
    let limit = match status.filter(|s| s.is_change() == rule.from_baseline.is_some()) {
        Some(status) => status.excess.boundary(false).abs(),
        None if rule.worse == Worse::Smaller => limits_of.enter / limits.scale_of(rule.fault),
        None => limits_of.enter * limits.scale_of(rule.fault),
    };
    let (beyond, measured) = past.beyond(rule.quantity, rule.worse, limit)?;
    let (beyond, measured) =
        (duration_words(beyond as f64 / 60.0), duration_words(measured as f64 / 60.0));
    Some(t!("settings-past", days = PAST_DAYS, beyond = beyond, measured = measured))
}

/// Effect of all limits now: the faults that would count or, if there are none, the value closest
/// to its limit.
#[must_use]
pub(super) fn sensitivity_words(snapshot: &Snapshot, limits: &LimitChoice) -> String {
    let statuses: Vec<LimitStatus> = FAULT_RULES
        .iter()
        .filter_map(|rule| LimitStatus::of(rule.quantity, snapshot, limits))
        .filter(|status| status.measured.confidence >= MIN_CONFIDENCE)
        .collect();
    let text_of = |status: &LimitStatus| {
        let quantity = names::quantity_within(status.rule.quantity);
        let now = number_words(status, status.now());
        let limit = number_words(status, status.limit());
        if status.rule.worse == Worse::Smaller {
            t!("settings-value-against", quantity = quantity, now = now, limit = limit)
        } else {
            t!("settings-value-of", quantity = quantity, now = now, limit = limit)
        }
    };
    let counting: Vec<String> = statuses.iter().filter(|s| s.is_beyond()).map(text_of).collect();
    if !counting.is_empty() {
        return t!("settings-now-these-count", values = counting.join(", "));
    }
    let closest = statuses.iter().max_by(|a, b| share_of_limit(a).total_cmp(&share_of_limit(b)));
    match closest {
        Some(closest) => t!("settings-now-nothing-counts", value = text_of(closest)),
        None => t!("settings-now-nothing-told").into(),
    }
}

/// Duration of the longest current fault compared with the dwell time `dwell_s`.
#[must_use]
pub(super) fn dwell_words(snapshot: &Snapshot, dwell_s: u32) -> String {
    let of_posture = |fault| FaultRule::of(fault).is_some() || fault == Fault::RaisedShoulders;
    let longest = snapshot
        .faults
        .iter()
        .filter(|active| of_posture(active.fault))
        .max_by_key(|active| active.dwelt_ms);
    let Some(longest) = longest else { return t!("settings-dwell-no-fault").into() };
    let lasted_s = longest.dwelt_ms / 1000;
    let name = longest.fault.headline();
    match i64::from(dwell_s) - lasted_s {
        left_s if left_s > 0 => {
            t!("settings-dwell-left", fault = name, lasted = lasted_s, left = left_s)
        }
        _ => t!("settings-dwell-over", fault = name, lasted = lasted_s),
    }
}

/// Ratio of a value to its limit: 1 at the limit, more beyond it.
fn share_of_limit(status: &LimitStatus) -> f64 {
    let limit = status.excess.boundary(status.is_in_fault);
    let badness = status.excess.badness;
    // For "smaller is worse" both numbers are negative.
    if limit > 0.0 { badness / limit } else { limit / badness }
}

fn number_words(status: &LimitStatus, value: f64) -> String {
    let unit = names::unit(status.rule.quantity.unit());
    let number = match status.rule.quantity {
        Quantity::Slouch => decimal(value.abs(), 2),
        _ => decimal(value.abs(), 0),
    };
    let is_zero = number.chars().all(|c| c == '0' || !c.is_ascii_digit());
    let sign = match value {
        _ if is_zero || !status.is_change() => "",
        v if v < 0.0 => "−",
        _ if status.rule.worse == Worse::FurtherFromZero => "",
        _ => "+",
    };
    format!("{sign}{number}{unit}")
}

fn uncertainty_words(status: &LimitStatus) -> String {
    let unit = names::unit(status.rule.quantity.unit());
    match status.rule.quantity {
        Quantity::Slouch => decimal(status.excess.margin(), 2),
        _ => format!("{}{unit}", decimal(status.excess.margin(), 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::MonotonicMs;
    use plumbline_core::engine::{CalibrationState, Monitor};
    use plumbline_core::posture::facing::FacingTimes;
    use plumbline_core::posture::judge::{ActiveFault, PostureState};
    use plumbline_core::posture::{Measured, Measures, Unmeasured};

    fn snapshot(known: &[(Quantity, Measured)]) -> Snapshot {
        let mut measures = Measures::nobody();
        for quantity in Quantity::ALL {
            measures.set(quantity, Measure::Unmeasured(Unmeasured::FaceUnclear));
        }
        for (quantity, measured) in known {
            measures.set(*quantity, Measure::Known(*measured));
        }
        Snapshot {
            t: MonotonicMs(0),
            measures,
            state: PostureState::Good,
            faults: vec![],
            calibration: CalibrationState::Calibrated,
            advice: None,
            monitor: Monitor::default(),
            facing: FacingTimes::default(),
        }
    }

    fn change(delta: f64, sd: f64) -> Measured {
        Measured { delta: Some(delta), ..Measured::plain(5.0 + delta, sd, 0.9) }
    }

    fn rule(fault: Fault) -> &'static FaultRule {
        FaultRule::of(fault).unwrap()
    }

    #[test]
    fn the_text_of_a_limit_has_the_value_the_limit_and_the_effect() {
        let limits = LimitChoice::default();
        let forward = rule(Fault::ForwardHead);
        let words = |delta| {
            limit_words(forward, &snapshot(&[(Quantity::ForwardHead, change(delta, 3.0))]), &limits)
        };
        assert_eq!(
            words(4.2),
            "now +4°; counts from +9° (includes 3° uncertainty): would not count"
        );
        assert!(words(9.5).ends_with(": would count"));
        assert!(words(-0.04).starts_with("now 0°;"));
    }

    #[test]
    fn the_settings_and_the_page_now_say_the_same_limit_in_the_same_words() {
        use crate::ui::widgets::gauge::Reading;
        let limits = LimitChoice::default();
        let snapshot = snapshot(&[(Quantity::ForwardHead, change(4.2, 3.3))]);
        let reading = Reading::of(Quantity::ForwardHead, &snapshot, &limits);
        assert_eq!(reading.limit, "limit +9° (includes 3° uncertainty)");
        let words = limit_words(rule(Fault::ForwardHead), &snapshot, &limits);
        assert!(words.contains("+9° (includes 3° uncertainty)"), "{words}");
    }

    #[test]
    fn the_text_follows_the_slider() {
        let snapshot = snapshot(&[(Quantity::ForwardHead, change(10.0, 1.0))]);
        let mut limits = LimitChoice::default();
        let forward = rule(Fault::ForwardHead);
        assert!(limit_words(forward, &snapshot, &limits).ends_with("would count"));
        limits.own_scales.insert(Fault::ForwardHead, 2.0);
        assert!(limit_words(forward, &snapshot, &limits).contains("+13°"));
        assert!(limit_words(forward, &snapshot, &limits).ends_with("would not count"));
        limits.unwatched.insert(Fault::ForwardHead);
        assert_eq!(limit_words(forward, &snapshot, &limits), "not watched");
    }

    #[test]
    fn an_unmeasured_quantity_has_a_reason() {
        let empty = snapshot(&[]);
        let limits = LimitChoice::default();
        let words = limit_words(rule(Fault::ForwardHead), &empty, &limits);
        assert_eq!(words, "now: cannot be measured (face not clear enough)");
        assert_eq!(sensitivity_words(&empty, &limits), "Nothing can be measured now.");
        let alone = snapshot(&[(Quantity::Slouch, Measured::plain(0.2, 0.03, 0.9))]);
        assert!(limit_words(rule(Fault::Slouch), &alone, &limits).contains("needs your upright"));
    }

    #[test]
    fn the_last_days_are_compared_with_the_limit_being_edited() {
        use plumbline_history::{Minute, Spread};
        let minutes: Vec<Minute> = (0..90)
            .map(|number| {
                let mut minute = Minute { number, ..Minute::default() };
                let median = if number < 20 { 10.0 } else { 3.0 };
                let spread = Spread { median, p10: median, p90: median };
                minute.set_spread(Quantity::ForwardHead, Some(spread));
                minute
            })
            .collect();
        let past = WhatIf::of(&minutes, Some(jiff::Timestamp::UNIX_EPOCH));
        let forward = rule(Fault::ForwardHead);
        let mut limits = LimitChoice::default();
        let words = |limits: &LimitChoice| past_words(forward, &past, None, limits);
        assert_eq!(words(&limits).unwrap(), "last 7 days: 20 min of 1 h 30 min beyond the limit");
        limits.scale = 2.0;
        assert_eq!(words(&limits).unwrap(), "last 7 days: 0 min of 1 h 30 min beyond the limit");
        assert_eq!(past_words(rule(Fault::HeadTilt), &past, None, &limits), None);
    }

    #[test]
    fn a_distance_counts_below_its_limit() {
        let near = snapshot(&[(Quantity::ScreenDistance, Measured::plain(52.0, 2.0, 0.9))]);
        let words = limit_words(rule(Fault::TooClose), &near, &LimitChoice::default());
        assert_eq!(
            words,
            "now 52 cm; counts below 39 cm (includes 1 cm uncertainty): would not count"
        );
        let unsure = snapshot(&[(Quantity::ScreenDistance, Measured::plain(50.0, 7.0, 0.9))]);
        let words = limit_words(rule(Fault::TooClose), &unsure, &LimitChoice::default());
        assert!(words.contains("14 % only"), "{words}");
    }

    #[test]
    fn sensitivity_names_what_would_count_or_else_the_closest_value() {
        let measured = [
            (Quantity::ForwardHead, change(4.0, 1.0)),
            (Quantity::HeadTilt, change(-2.0, 1.0)),
            (Quantity::ScreenDistance, Measured::plain(120.0, 2.0, 0.9)),
        ];
        let snapshot = snapshot(&measured);
        let mut limits = LimitChoice::default();
        assert_eq!(
            sensitivity_words(&snapshot, &limits),
            "Nothing would count now. Closest: forward head +4° (limit +7°)."
        );
        limits.scale = 0.4;
        assert_eq!(
            sensitivity_words(&snapshot, &limits),
            "Would count now: forward head +4° (limit +3°)."
        );
    }

    #[test]
    fn the_text_of_the_dwell_time_has_the_time_left() {
        let mut snapshot = snapshot(&[]);
        assert_eq!(dwell_words(&snapshot, 15), "No fault now.");
        let fault = |fault, dwelt_ms| ActiveFault { fault, since: MonotonicMs(0), dwelt_ms };
        snapshot.faults = vec![fault(Fault::ForwardHead, 12_400), fault(Fault::TooStill, 900_000)];
        assert!(dwell_words(&snapshot, 15).ends_with("lasted 12 s. Alert in 3 s."));
        assert!(dwell_words(&snapshot, 10).ends_with("This would trigger an alert."));
    }
}
