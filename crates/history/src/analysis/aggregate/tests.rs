use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::calendar::moment;
use crate::model::sample::Angles;
use plumbline_core::posture::Quantity;

/// Start of a minute.
const T0: i64 = 1_700_000_040_000;

fn sample(at_ms: i64, span_ms: i64, state: PostureState) -> Sample {
    Sample {
        at: moment(T0 + at_ms),
        offset_s: 3600,
        span_ms,
        state,
        faults: if state == PostureState::Fault { vec![Fault::Slouch] } else { Vec::new() },
        angles: Angles::default(),
        variety: None,
    }
}

#[test]
fn a_span_that_crosses_a_minute_is_split() {
    let minutes = aggregate(&[sample(61_000, 3_000, PostureState::Good)]);
    let held: Vec<_> = minutes.iter().map(|m| (m.start(), m.good_ms, m.samples)).collect();
    assert_eq!(held, [(moment(T0), 2_000, 1), (moment(T0 + 60_000), 1_000, 1)]);
}

#[test]
fn a_sample_at_the_end_of_a_minute_counts_in_that_minute() {
    let minutes = aggregate(&[sample(60_000, 1_000, PostureState::Good)]);
    assert_eq!(minutes.len(), 1);
    assert_eq!((minutes[0].start(), minutes[0].good_ms), (moment(T0), 1_000));
}

#[test]
fn time_without_samples_is_not_counted() {
    let minutes = aggregate(&[
        sample(1_000, 1_000, PostureState::Good),
        sample(50_000, 1_000, PostureState::Good),
    ]);
    assert_eq!(minutes[0].good_ms, 2_000);
    assert_eq!(minutes[0].total_ms(), 2_000);
    assert!(
        aggregate(&[sample(9_000, 0, PostureState::Good), sample(9_500, -5, PostureState::Good)])
            .is_empty()
    );
}

#[test]
fn a_clock_that_jumps_back_does_not_count_the_same_time_twice() {
    let mut samples: Vec<Sample> =
        (1..=60).map(|s| sample(s * 1_000, 1_000, PostureState::Good)).collect();
    samples.extend((1..=60).map(|s| sample(s * 1_000 - 300, 1_000, PostureState::Away)));
    let minutes = aggregate(&samples);
    let in_minute: Vec<_> = minutes.iter().filter(|m| m.start() == moment(T0)).collect();
    assert_eq!(in_minute[0].total_ms(), 60_000);
}

#[test]
fn spreads_are_exact_and_faults_count_once() {
    let mut samples: Vec<Sample> =
        (0..11).map(|s| sample(s * 1_000 + 1_000, 1_000, PostureState::Fault)).collect();
    for (value, sample) in samples.iter_mut().enumerate() {
        sample.angles.forward_head_deg = Some(value as f64);
        sample.angles.confidence = Some(0.5);
        sample.faults = vec![Fault::Slouch, Fault::ForwardHead, Fault::Slouch];
    }
    samples[3].angles.head_tilt_deg = Some(f64::NAN);
    let minute = aggregate(&samples)[0];
    let spread = minute.spread(Quantity::ForwardHead).unwrap();
    assert_eq!((spread.median, spread.p10, spread.p90), (5.0, 1.0, 9.0));
    assert_eq!(minute.spread(Quantity::HeadTilt), None);
    assert_eq!(minute.faults.get(Fault::Slouch), 11_000);
    assert_eq!(minute.faults.get(Fault::ForwardHead), 11_000);
    assert_eq!(minute.confidence, Some(0.5));
}

/// Reference implementation: applies the rule of the module documentation to each millisecond.
fn reference(samples: &[Sample]) -> BTreeMap<(i64, u8), i64> {
    let mut by_time: BTreeMap<i64, &Sample> = BTreeMap::new();
    for sample in samples.iter().filter(|s| s.span_ms > 0) {
        by_time.entry(sample.at.as_millisecond()).or_insert(sample);
    }
    let mut held = BTreeMap::new();
    let Some(last) = by_time.keys().next_back() else { return held };
    for ms in T0 - 120_000..*last {
        let Some((at, owner)) = by_time.range(ms + 1..).next() else { continue };
        if at - owner.span_ms.min(MAX_SPAN_MS) <= ms {
            *held.entry((ms.div_euclid(60_000), owner.state as u8)).or_default() += 1;
        }
    }
    held
}

fn any_sample() -> impl Strategy<Value = Sample> {
    let state = prop::sample::select(vec![
        PostureState::Good,
        PostureState::Fault,
        PostureState::Uncertain,
        PostureState::Away,
    ]);
    // A coarse time grid makes duplicates and overlaps common.
    (0..900_i64, prop_oneof![0..4_000_i64, Just(70_000)], state)
        .prop_map(|(at, span_ms, state)| sample(at * 250, span_ms, state))
}

/// Keeps one sample per moment: of several samples at one moment the first given counts, so their
/// result depends on the order.
fn distinct(samples: Vec<Sample>) -> Vec<Sample> {
    let mut seen = std::collections::BTreeSet::new();
    samples.into_iter().filter(|s| s.span_ms > 0 && seen.insert(s.at)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn minutes_match_counting_every_millisecond(
        samples in prop::collection::vec(any_sample(), 0..40),
    ) {
        let mut fast = BTreeMap::new();
        for minute in aggregate(&samples) {
            prop_assert!(minute.total_ms() <= 60_000);
            prop_assert_eq!(minute.faults.get(Fault::Slouch), minute.fault_ms);
            for (state, ms) in [
                (PostureState::Good, minute.good_ms),
                (PostureState::Fault, minute.fault_ms),
                (PostureState::Uncertain, minute.uncertain_ms),
                (PostureState::Away, minute.away_ms),
            ] {
                if ms > 0 {
                    fast.insert((minute.number, state as u8), ms);
                }
            }
        }
        prop_assert_eq!(fast, reference(&samples));
    }

    #[test]
    fn order_and_duplicates_do_not_matter(
        (samples, shuffled) in prop::collection::vec(any_sample(), 0..40)
            .prop_map(distinct)
            .prop_flat_map(|samples| {
                let twice: Vec<Sample> = samples.iter().chain(&samples).cloned().collect();
                (Just(samples), Just(twice).prop_shuffle())
            }),
    ) {
        prop_assert_eq!(aggregate(&samples), aggregate(&shuffled));
    }
}
