use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::*;
use plumbline_core::coaching::trial::lot;

/// A person whose next alert comes after `minutes` on average after each offer (exponential, censored after a random
/// time of at most `watched_min`), six alerts a day, and whose discomfort is lower by `relief` for a day of movements.
fn person(seed: u64, minutes: [f64; 3], relief: f64) -> (Vec<Case>, BTreeMap<Date, f64>) {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let first = jiff::civil::date(2026, 1, 5);
    let mut cases = Vec::new();
    let mut moved: BTreeMap<Date, (f64, f64)> = BTreeMap::new();
    // Days have different numbers of alerts, as in life.
    let mut day = first;
    let mut left = 0;
    for number in 0..CASES {
        if left == 0 {
            day = calendar::days_after(day, 1);
            left = dice.random_range(3..9);
        }
        left -= 1;
        let offer = lot(seed, number).unwrap();
        let mean = minutes[offer as usize];
        let time = -mean * (1.0 - dice.random::<f64>()).ln();
        let censored = 10.0 + 110.0 * dice.random::<f64>();
        let until_next = Followed { time: time.min(censored), has_ended: time <= censored };
        cases.push(Case { offer, day, until_next });
        let sum = moved.entry(day).or_default();
        sum.0 += f64::from(u8::from(offer != Offer::Hint));
        sum.1 += 1.0;
    }
    let scores = moved
        .into_iter()
        .map(|(day, (moved, all))| {
            let noise: f64 = (0..4).map(|_| dice.random::<f64>() - 0.5).sum::<f64>() * 2.0;
            (day, (5.0 - relief * moved / all + noise).round().clamp(0.0, 10.0))
        })
        .collect();
    (cases, scores)
}

fn verdicts(people: std::ops::Range<u64>, minutes: [f64; 3], relief: f64) -> Vec<Verdict> {
    people
        .map(|seed| {
            let (cases, scores) = person(seed, minutes, relief);
            verdict(&cases, &scores)
        })
        .collect()
}

#[test]
fn without_an_effect_at_most_one_person_in_twenty_is_told_of_one() {
    let people = 1_000..1_600;
    let count = people.clone().count();
    let told = verdicts(people, [20.0; 3], 0.0)
        .into_iter()
        .filter(|verdict| !verdict.better.is_empty() || verdict.discomfort.is_some())
        .count();
    println!("{told} of {count} people without an effect are told of one");
    // Two standard errors above 5 %.
    let most = 0.05 + 2.0 * (0.05 * 0.95 / count as f64).sqrt();
    assert!((told as f64) < most * count as f64, "{told} of {count}");
}

#[test]
fn a_stretch_that_doubles_the_time_is_found_in_most_people() {
    let all = verdicts(0..200, [14.0, 14.0, 42.0], 0.0);
    let found = all.iter().filter(|verdict| verdict.best() == Some(Offer::Stretch)).count();
    let wrong = all
        .iter()
        .filter(|verdict| verdict.better.iter().any(|(better, _)| *better != Offer::Stretch))
        .count();
    println!("three times as long: found in {found} of 200, wrong in {wrong}");
    assert!(found >= 160, "{found}");
    assert!(wrong <= 10, "{wrong}");
    let doubled = verdicts(0..200, [18.0, 18.0, 36.0], 0.0);
    let found = doubled.iter().filter(|verdict| verdict.best() == Some(Offer::Stretch)).count();
    println!("twice as long: found in {found} of 200");
    assert!(found >= 70, "{found}");
}

#[test]
fn a_very_large_relief_is_found_in_some_people_and_never_as_its_opposite() {
    let all = verdicts(0..100, [20.0; 3], 8.0);
    let less =
        all.iter().filter(|verdict| verdict.discomfort == Some(std::cmp::Ordering::Less)).count();
    println!("large relief found in {less} of 100");
    // The days of a trial have similar shares of movements, so only a very large relief is found, and not in everybody.
    assert!(less >= 25, "{less}");
    assert!(all.iter().all(|v| v.discomfort != Some(std::cmp::Ordering::Greater)));
}

#[test]
fn nothing_is_compared_before_the_trial_is_complete_and_later_alerts_do_not_count() {
    let at = |minute: i64| -> jiff::Timestamp {
        let first: jiff::Timestamp = "2026-01-05T08:00:00Z".parse().unwrap();
        // Eight alerts of thirty minutes a day.
        let ms = (minute / 240) * 86_400_000 + (minute % 240) * 60_000;
        calendar::moment(first.as_millisecond() + ms)
    };
    let alert = |number: usize| HistoryEvent {
        at: at(number as i64 * 30),
        offset_s: 0,
        kind: EventKind::Alert,
        fault: Some(Fault::Slouch),
        detail: json!({ "lot": lot(4, number % CASES).unwrap().name(), "trial": 4 }),
    };
    let events: Vec<HistoryEvent> = (0..CASES + 40).map(alert).collect();
    assert_eq!(trial(&events[..CASES - 1], 4), Trial::Running(CASES - 1));
    let Trial::Over(complete) = trial(&events[..CASES + 1], 4) else { panic!() };
    assert_eq!(complete.arms.map(|arm| arm.cases), [30; 3]);
    assert_eq!(Trial::Over(complete), trial(&events, 4));
    assert_eq!(newest(&events), Some(4));
    assert_eq!(trial(&events, 5), Trial::Running(0), "another trial");
}

#[test]
fn a_case_ends_with_the_next_alert_of_the_family_and_is_censored_when_the_person_leaves() {
    let event = |minute: i64, kind, fault, detail| HistoryEvent {
        at: calendar::moment(1_767_600_000_000 + minute * 60_000),
        offset_s: 0,
        kind,
        fault,
        detail,
    };
    let lot = |name: &str| json!({ "lot": name, "trial": 9 });
    let events = [
        event(0, EventKind::Alert, Some(Fault::Slouch), lot("hint")),
        event(5, EventKind::Alert, Some(Fault::HeadTilt), json!({})),
        event(12, EventKind::Alert, Some(Fault::ForwardHead), lot("reset")),
        event(20, EventKind::Left, None, serde_json::Value::Null),
        event(40, EventKind::Alert, Some(Fault::ForwardHead), json!({})),
    ];
    let found: Vec<(Offer, f64, bool)> = cases(&events, 9)
        .into_iter()
        .map(|case| (case.offer, case.until_next.time, case.until_next.has_ended))
        .collect();
    assert_eq!(found, [(Offer::Hint, 12.0, true), (Offer::Reset, 8.0, false)]);
}

#[test]
fn holm_stops_at_the_first_test_that_is_not_clear() {
    assert_eq!(holm(&[0.04, 0.001, 0.03]), [false, true, false]);
    assert_eq!(holm(&[0.01, 0.02, 0.04]), [true, true, true]);
    assert_eq!(holm(&[]), Vec::<bool>::new());
}
