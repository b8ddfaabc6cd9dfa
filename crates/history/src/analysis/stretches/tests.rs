use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::day::Day;

/// 08:00 at an offset of one hour east of UTC.
const MORNING_MS: i64 = 1_699_945_200_000;

const NECK: Option<Fault> = Some(Fault::ForwardHead);
const SHOULDERS: Option<Fault> = Some(Fault::RaisedShoulders);

fn event(second: i64, kind: EventKind, fault: Option<Fault>) -> HistoryEvent {
    HistoryEvent {
        at: calendar::moment(MORNING_MS + second * 1000),
        offset_s: 3600,
        kind,
        fault,
        detail: serde_json::Value::Null,
    }
}

fn stretch(second: i64, fault: Option<Fault>, detail: serde_json::Value) -> HistoryEvent {
    HistoryEvent { detail, ..event(second, EventKind::StretchDone, fault) }
}

fn chin(second: i64) -> HistoryEvent {
    stretch(second, NECK, json!({"stretch": "chin", "outcome": "done", "held_s": 60.0}))
}

#[test]
fn a_stretch_is_followed_to_the_next_fault_of_its_posture_or_to_the_end() {
    let old = json!({"stretch": "chin_tuck"});
    let log = stretch_log(&[
        stretch(0, NECK, old.clone()),
        event(60, EventKind::Alert, SHOULDERS),
        event(90, EventKind::Alert, Some(Fault::Slouch)),
        stretch(100, None, old.clone()),
        event(150, EventKind::Left, None),
        event(160, EventKind::Alert, NECK),
        stretch(200, SHOULDERS, old),
        event(260, EventKind::Alert, NECK),
    ]);
    let told: Vec<_> = log.stories.iter().map(|s| (s.next_fault_ms, s.followed_ms)).collect();
    assert_eq!(told, [(Some(90_000), 90_000), (None, 50_000), (None, 60_000)]);
    assert_eq!(log.stories[0].stretch.as_deref(), Some("chin_tuck"));
    assert!(log.stories.iter().all(|story| story.is_done), "older ones were done");
}

#[test]
fn following_ends_with_the_day() {
    let log = stretch_log(&[chin(0), event(86_400, EventKind::Alert, NECK)]);
    assert_eq!((log.stories[0].next_fault_ms, log.stories[0].followed_ms), (None, 0));
}

#[test]
fn skipped_or_hardly_held_stretches_do_not_count_as_done() {
    let with = |outcome: &str, held_s: f64, planned_s: f64| {
        let detail = json!({"stretch": "chin", "sides": ["left", "right"], "outcome": outcome,
            "held_s": held_s, "verified_s": held_s / 2.0, "planned_s": planned_s});
        stretch(0, NECK, detail)
    };
    for (event, expected) in [
        (with("done", 60.0, 60.0), true),
        (with("done", 0.0, 60.0), true),
        (with("stopped", 30.0, 60.0), true),
        (with("stopped", 29.0, 60.0), false),
        (with("skipped", 0.0, 60.0), false),
        (with("skipped", 0.0, 0.0), false),
        (with("skipped", -5.0, -10.0), false),
        (with("unheard of", 1.0, 60.0), false),
        (stretch(0, None, serde_json::Value::Null), true),
        (HistoryEvent { kind: EventKind::Alert, ..chin(0) }, false),
    ] {
        assert_eq!(is_done(&event), expected, "{event:?}");
        let mut day = Day::empty(jiff::civil::date(2023, 11, 14));
        day.add_event(&event);
        assert_eq!(day.stretches, u32::from(expected), "a day counts alike");
    }
    let log = stretch_log(&[with("skipped", 2.0, 60.0), with("done", 50.0, 60.0)]);
    assert_eq!((log.stories.len(), log.done().count()), (2, 1));
    let effects = log.effects();
    assert_eq!((effects[0].times, effects[0].held_s, effects[0].verified_s), (1, 50.0, 25.0));
}

#[test]
fn the_fault_comes_from_the_event_or_from_its_detail() {
    let named = json!({"stretch": "chin", "answers": "slouch"});
    let log = stretch_log(&[
        stretch(0, None, named.clone()),
        stretch(1, NECK, named),
        stretch(2, None, json!({"stretch": "chin", "answers": "a cold"})),
        stretch(3, None, json!({"stretch": 5, "held_s": "long"})),
    ]);
    let faults: Vec<_> = log.stories.iter().map(|story| story.fault).collect();
    assert_eq!(faults, [Some(Fault::Slouch), NECK, None, None]);
    assert_eq!((log.stories[3].stretch.as_deref(), log.stories[3].held_s), (None, 0.0));
}

#[test]
fn only_corrections_without_a_stretch_are_compared() {
    let log = stretch_log(&[
        event(0, EventKind::Alert, NECK),
        event(10, EventKind::Corrected, NECK),
        // A later stretch ends the following of the first, and an alert after it counts for the
        // later one.
        chin(70),
        event(100, EventKind::Alert, NECK),
        chin(130),
        event(131, EventKind::Corrected, NECK),
        event(200, EventKind::Alert, NECK),
        // A skipped stretch is ignored.
        stretch(210, NECK, json!({"stretch": "chin", "outcome": "skipped", "planned_s": 60})),
        event(220, EventKind::Corrected, NECK),
        event(520, EventKind::Alert, Some(Fault::Slouch)),
    ]);
    let told: Vec<_> = log.corrections.iter().map(|c| (c.next_fault_ms, c.followed_ms)).collect();
    assert_eq!(told, [(None, 60_000), (Some(300_000), 300_000)]);
    let after: Vec<_> = log.done().map(|story| story.next_fault_ms).collect();
    assert_eq!(after, [Some(30_000), Some(70_000)]);
}

/// Rounds of an alert, a correction and optionally a stretch. `minutes` gives the time to the next
/// alert in each round.
fn rounds(start: i64, minutes: &[i64], is_stretched: bool) -> Vec<HistoryEvent> {
    let mut events = Vec::new();
    let mut now = start;
    for minutes in minutes {
        events.push(event(now, EventKind::Alert, NECK));
        if is_stretched {
            events.push(chin(now + 40));
            events.push(event(now + 41, EventKind::Corrected, NECK));
        } else {
            events.push(event(now + 40, EventKind::Corrected, NECK));
        }
        now += 40 + minutes * 60;
    }
    events.push(event(now, EventKind::Alert, NECK));
    events.push(event(now + 1, EventKind::WatchOff, None));
    events
}

#[test]
fn each_median_needs_three_cases() {
    let mut events = rounds(0, &[10, 20], true);
    events.extend(rounds(10_000, &[5, 6, 9, 7], false));
    let log = stretch_log(&events);
    let effect = &log.effects()[0];
    assert_eq!((effect.times, effect.after), (2, None), "two are too few");
    // Of four times, two have ended after six minutes.
    assert_eq!(effect.without, Some(MedianTime::At(6.0)));
    assert_eq!(effect.answered, Answered::from([(Fault::ForwardHead, 2)]));
    let mut events = rounds(0, &[10, 20, 30], true);
    events.extend(rounds(10_000, &[5, 6, 9, 7], false));
    let log = stretch_log(&events);
    assert_eq!(log.effects()[0].after, Some(MedianTime::At(20.0)));
    assert_eq!(log.overall(), (Some(MedianTime::At(20.0)), Some(MedianTime::At(6.0))));
    let outcomes = log.outcomes();
    assert_eq!(outcomes.len(), 1);
    assert_eq!((outcomes[0].fault, outcomes[0].times), (Fault::ForwardHead, 3));
    assert_eq!(outcomes[0].after_min, Some(MedianTime::At(20.0)));
}

#[test]
fn a_stretch_without_a_fault_counts_but_is_not_compared() {
    let free = |second| stretch(second, None, json!({"stretch": "cat-cow", "held_s": 45}));
    let log = stretch_log(&[free(0), free(100), free(200), event(300, EventKind::Left, None)]);
    let effect = &log.effects()[0];
    assert_eq!((effect.times, effect.held_s), (3, 135.0));
    assert_eq!((effect.after, effect.without), (None, None));
    assert!(log.outcomes().is_empty());
}

proptest! {
    /// For any events in any order: nothing is followed back in time or beyond the day, and the
    /// counts agree with those of the day.
    #[test]
    fn stories_agree_with_the_events_they_are_made_of(
        picks in prop::collection::vec((0..EventKind::ALL.len(), 0..Fault::ALL.len(), 0..7200_i64, 0..3_usize), 0..60),
    ) {
        let mut now = 0;
        let events: Vec<HistoryEvent> = picks
            .into_iter()
            .map(|(kind, fault, after, outcome)| {
                now += after;
                let outcome = ["done", "skipped", "stopped"][outcome];
                let detail = json!({"stretch": "chin", "outcome": outcome, "held_s": 20, "planned_s": 60});
                HistoryEvent { detail, ..event(now, EventKind::ALL[kind], Some(Fault::ALL[fault])) }
            })
            .collect();
        let log = stretch_log(&events);
        let mut day = Day::empty(jiff::civil::date(2023, 11, 14));
        events.iter().for_each(|event| day.add_event(event));
        prop_assert_eq!(log.done().count(), day.stretches as usize);
        prop_assert!(log.corrections.len() <= day.corrected as usize);
        for story in &log.stories {
            prop_assert!((0..=86_400_000).contains(&story.followed_ms));
            prop_assert!(story.next_fault_ms.is_none_or(|ms| ms == story.followed_ms));
        }
        let of_effects: usize = log.effects().iter().map(|effect| effect.times).sum();
        prop_assert_eq!(of_effects, log.done().count());
        let of_outcomes: usize = log.outcomes().iter().map(|outcome| outcome.times).sum();
        prop_assert_eq!(of_outcomes, log.done().filter(|story| story.fault.is_some()).count());
    }
}
