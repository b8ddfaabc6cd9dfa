use super::*;
use proptest::prelude::*;

fn active(fault: Fault, since_ms: i64, now_ms: i64) -> ActiveFault {
    ActiveFault { fault, since: MonotonicMs(since_ms), dwelt_ms: now_ms - since_ms }
}

fn at(t_ms: i64) -> AlertInput {
    AlertInput {
        now: MonotonicMs(t_ms),
        day: 1,
        is_silent: false,
        is_window_seen: true,
        is_told_on_screen: false,
    }
}

const TIMING: AlertTiming = AlertTiming {
    dwell_ms: 15_000,
    clear_ms: 3_000,
    cooldown_ms: 60_000,
    notify_after_ms: 20_000,
    remind_after_ms: 300_000,
    daily_budget: 24,
};

/// Runs the policy every half second up to `end_ms` with the faults of `faults_at`.
fn play(
    policy: &mut AlertPolicy,
    timing: &AlertTiming,
    end_ms: i64,
    input_at: impl Fn(i64) -> AlertInput,
    faults_at: impl Fn(i64) -> (Vec<ActiveFault>, PostureState),
) -> Vec<(i64, AlertOutcome)> {
    let mut outcomes = Vec::new();
    for t in (0..end_ms).step_by(500) {
        let (faults, state) = faults_at(t);
        let found = policy.step(&faults, state, &input_at(t), timing);
        outcomes.extend(found.into_iter().map(|o| (t, o)));
    }
    outcomes
}

fn forward_until(end_ms: i64) -> impl Fn(i64) -> (Vec<ActiveFault>, PostureState) {
    move |t| {
        if t < end_ms {
            (vec![active(Fault::ForwardHead, 0, t)], PostureState::Fault)
        } else {
            (vec![], PostureState::Good)
        }
    }
}

#[test]
fn a_fault_is_raised_then_notified_then_reminded_at_growing_intervals_then_ended() {
    let mut policy = AlertPolicy::default();
    let outcomes = play(&mut policy, &TIMING, 2_200_000, at, forward_until(2_000_000));
    let told: Vec<(i64, String)> =
        outcomes.iter().map(|(t, o)| (*t, format!("{o:?}").chars().take(6).collect())).collect();
    let expected = [
        (15_000, "Raise("),
        (35_000, "Notify"),
        (335_000, "Notify"),
        (935_000, "Notify"),
        (2_003_000, "End(Fo"),
    ];
    let told: Vec<(i64, &str)> = told.iter().map(|(t, o)| (*t, o.as_str())).collect();
    assert_eq!(told, expected);
    assert_eq!(outcomes[4].1, AlertOutcome::End(Fault::ForwardHead, Ending::Corrected));
    assert_eq!(outcomes[3].1, AlertOutcome::Notify(Fault::ForwardHead, 2));
}

#[test]
fn without_a_visible_window_the_notification_is_sent_at_once() {
    let mut policy = AlertPolicy::default();
    let unseen = |t| AlertInput { is_window_seen: false, ..at(t) };
    let outcomes = play(&mut policy, &TIMING, 20_000, unseen, forward_until(20_000));
    assert!(matches!(
        outcomes.as_slice(),
        [(15_000, AlertOutcome::Raise(_)), (15_000, AlertOutcome::Notify(Fault::ForwardHead, 0))]
    ));
}

#[test]
fn a_sign_on_the_screens_counts_like_a_visible_window_but_not_for_sitting_too_long() {
    for (fault, expected_ms) in [(Fault::ForwardHead, 35_000), (Fault::TooStill, 15_000)] {
        let mut policy = AlertPolicy::default();
        let unseen = |t| AlertInput { is_window_seen: false, is_told_on_screen: true, ..at(t) };
        let faults = |t| (vec![active(fault, 0, t)], PostureState::Fault);
        let outcomes = play(&mut policy, &TIMING, 60_000, unseen, faults);
        let notified = outcomes.iter().find(|(_, o)| matches!(o, AlertOutcome::Notify(..)));
        assert_eq!(notified.map(|(t_ms, _)| *t_ms), Some(expected_ms), "{fault:?}");
    }
}

#[test]
fn a_fault_corrected_after_the_hint_sends_no_notification() {
    let mut policy = AlertPolicy::default();
    let outcomes = play(&mut policy, &TIMING, 100_000, at, forward_until(25_000));
    assert!(!outcomes.iter().any(|(_, o)| matches!(o, AlertOutcome::Notify(..))), "{outcomes:?}");
}

#[test]
fn faults_of_one_family_share_one_alert_and_another_family_has_its_own() {
    let mut policy = AlertPolicy::default();
    let outcomes = play(&mut policy, &TIMING, 120_000, at, |t| {
        let faults = vec![
            active(Fault::ForwardHead, 500, t.max(500)),
            active(Fault::Slouch, 0, t),
            active(Fault::HeadTilt, 10_000, t.max(10_000)),
        ];
        (faults, PostureState::Fault)
    });
    let raised: Vec<(i64, Fault)> = outcomes
        .iter()
        .filter_map(|(t, o)| match o {
            AlertOutcome::Raise(f) => Some((*t, f.fault)),
            _ => None,
        })
        .collect();
    // The slouch began half a second earlier; the head tilt waits for the cool-down.
    assert_eq!(raised, [(15_000, Fault::Slouch), (75_000, Fault::HeadTilt)]);
}

#[test]
fn leaving_is_not_a_correction() {
    let mut policy = AlertPolicy::default();
    let outcomes = play(&mut policy, &TIMING, 60_000, at, |t| {
        if t < 20_000 { forward_until(i64::MAX)(t) } else { (vec![], PostureState::Away) }
    });
    assert_eq!(
        outcomes.last(),
        Some(&(23_000, AlertOutcome::End(Fault::ForwardHead, Ending::Left)))
    );
}

#[test]
fn a_short_absence_does_not_end_too_still() {
    let mut policy = AlertPolicy::default();
    let outcomes = play(&mut policy, &TIMING, 90_000, at, |t| {
        let state = if t % 20_000 < 5_000 { PostureState::Away } else { PostureState::Good };
        let faults = if t < 60_000 { vec![active(Fault::TooStill, -60_000, t)] } else { vec![] };
        (faults, state)
    });
    let ends: Vec<_> =
        outcomes.iter().filter(|(_, o)| matches!(o, AlertOutcome::End(..))).collect();
    assert_eq!(ends, [&(63_000, AlertOutcome::End(Fault::TooStill, Ending::Corrected))]);
}

#[test]
fn after_a_call_the_cooldown_delays_the_first_alert() {
    let mut policy = AlertPolicy::default();
    let call = |t| AlertInput { is_silent: t < 600_000, ..at(t) };
    let outcomes = play(&mut policy, &TIMING, 700_000, call, forward_until(700_000));
    assert!(matches!(outcomes.first(), Some((660_000, AlertOutcome::Raise(_)))), "{outcomes:?}");
}

#[test]
fn the_daily_budget_is_kept_and_renewed_the_next_day() {
    let timing = AlertTiming { daily_budget: 2, cooldown_ms: 1_000, ..TIMING };
    let mut policy = AlertPolicy::default();
    let day_of = |t: i64| i32::try_from(t / 3_600_000).unwrap();
    let input = |t| AlertInput { day: day_of(t), is_window_seen: false, ..at(t) };
    // A new episode every two minutes, for two days of one hour each.
    let outcomes =
        play(&mut policy, &timing, 7_200_000, input, |t| forward_until(60_000)(t % 120_000));
    let raised = outcomes.iter().filter(|(_, o)| matches!(o, AlertOutcome::Raise(_))).count();
    for day in [0, 1] {
        let told = outcomes
            .iter()
            .filter(|(t, o)| day_of(*t) == day && matches!(o, AlertOutcome::Notify(..)))
            .count();
        assert_eq!(told, 2);
    }
    assert_eq!(raised, 60);
    assert_eq!(policy.budget_left(1, &timing), 0);
    assert_eq!(policy.budget_left(2, &timing), 2);
}

#[test]
fn a_dismissed_alert_is_not_repeated_before_its_interval() {
    let mut policy = AlertPolicy::default();
    let mut outcomes = Vec::new();
    for t in (0..400_000).step_by(500) {
        if t == 20_000 {
            policy.dismiss(MonotonicMs(t), &TIMING);
        }
        let faults = [active(Fault::ForwardHead, 0, t)];
        let found = policy.step(&faults, PostureState::Fault, &at(t), &TIMING);
        outcomes.extend(found.into_iter().map(|o| (t, o)));
    }
    let told: Vec<i64> = outcomes
        .iter()
        .filter(|(_, o)| matches!(o, AlertOutcome::Notify(..)))
        .map(|(t, _)| *t)
        .collect();
    assert_eq!(told, [320_000]);
}

#[derive(Debug, Clone, Copy)]
enum Scene {
    Good,
    Faulty(Fault),
    Uncertain,
    Away,
}

fn scenes() -> impl Strategy<Value = Vec<(i64, Scene, bool)>> {
    let scene = prop_oneof![
        Just(Scene::Good),
        prop::sample::select(Fault::ALL.to_vec()).prop_map(Scene::Faulty),
        Just(Scene::Uncertain),
        Just(Scene::Away),
    ];
    prop::collection::vec((1i64..90_000, scene, prop::bool::weighted(0.15)), 1..40)
}

proptest! {
    #[test]
    fn alerts_respect_dwell_cooldown_and_silence_and_each_has_one_end(
        scenes in scenes()
    ) {
        let mut policy = AlertPolicy::default();
        let (mut t, mut last_said, mut up) = (0, None::<i64>, Vec::<Fault>::new());
        for (span_ms, scene, is_silent) in scenes {
            let start = t;
            while t < start + span_ms {
                let (faults, state) = match scene {
                    Scene::Good => (vec![], PostureState::Good),
                    Scene::Faulty(fault) => (vec![active(fault, start, t)], PostureState::Fault),
                    Scene::Uncertain => (vec![], PostureState::Uncertain),
                    Scene::Away => (vec![], PostureState::Away),
                };
                let input = AlertInput { is_silent, ..at(t) };
                for outcome in policy.step(&faults, state, &input, &TIMING) {
                    match outcome {
                        AlertOutcome::Raise(fault) => {
                            prop_assert!(!is_silent);
                            prop_assert!(fault.dwelt_ms >= TIMING.dwell_ms);
                            prop_assert!(last_said.is_none_or(|l| t - l >= TIMING.cooldown_ms));
                            prop_assert!(!up.iter().any(|f| f.family() == fault.fault.family()));
                            last_said = Some(t);
                            up.push(fault.fault);
                        }
                        AlertOutcome::Notify(fault, _) => {
                            prop_assert!(!is_silent);
                            prop_assert!(up.contains(&fault));
                        }
                        AlertOutcome::End(fault, how) => {
                            let place = up.iter().position(|f| *f == fault);
                            prop_assert!(place.is_some(), "{fault:?} ends without a beginning");
                            up.remove(place.unwrap());
                            if how == Ending::Corrected {
                                last_said = Some(t);
                            }
                        }
                    }
                }
                if is_silent {
                    prop_assert!(up.is_empty());
                }
                t += 700;
            }
        }
        // Sustained good posture ends the remaining episodes.
        for _ in 0..8 {
            for outcome in policy.step(&[], PostureState::Good, &at(t), &TIMING) {
                if let AlertOutcome::End(fault, _) = outcome {
                    up.retain(|f| *f != fault);
                }
            }
            t += 700;
        }
        prop_assert!(up.is_empty(), "{up:?}");
    }
}
