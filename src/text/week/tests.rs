use jiff::civil::date;
use plumbline_core::body::Fault;

use super::*;
use plumbline_history::analysis::episodes::AlertEnd;
use plumbline_history::analysis::episodes::AlertStory;
use plumbline_history::analysis::heat::HeatMap;
use plumbline_history::analysis::stretches::{CorrectionStory, StretchStory};
use plumbline_history::model::calendar::{days_after, moment};
use plumbline_history::model::day::Day;

const MONDAY: Date = date(2026, 11, 16);

fn day(n: i64, good_min: i64, fault_min: i64) -> Day {
    let mut day = Day {
        good_ms: good_min * 60_000,
        fault_ms: fault_min * 60_000,
        watched_ms: (good_min + fault_min) * 60_000,
        ..Day::empty(days_after(MONDAY, n))
    };
    day.faults.add(Fault::ForwardHead, fault_min * 60_000);
    day
}

fn week(days: Vec<Day>, days_before: Vec<Day>) -> WeekData {
    WeekData {
        monday: MONDAY,
        days,
        days_before,
        heat: HeatMap::default(),
        alerts: Vec::new(),
        stretches: StretchLog::default(),
    }
}

fn summary(days: Vec<Day>, days_before: Vec<Day>) -> String {
    weekly_summary(&week(days, days_before), days_after(MONDAY, 10))
}

#[test]
fn a_full_week_has_four_sentences() {
    let text = summary(vec![day(0, 300, 100), day(1, 180, 180)], vec![day(-7, 100, 100)]);
    assert_eq!(
        text,
        "Week of 16 Nov: 63 % good (12 h 40 min watched). 13 percentage points higher than the week \
         before (50 %). Most common: forward head, 4 h 40 min (37 % of measured time). Best day: \
         Monday (75 %). Hardest day: Tuesday (50 %)."
    );
}

#[test]
fn the_summary_says_when_there_is_too_little_data() {
    assert_eq!(summary(vec![], vec![]), "Week of 16 Nov: nothing was watched.");
    assert_eq!(
        summary(vec![day(0, 30, 10)], vec![day(-7, 300, 10)]),
        "Week of 16 Nov: only 40 minutes watched, too little for a summary."
    );
    let unclear = Day { watched_ms: 5 * 3_600_000, good_ms: 12 * 60_000, ..day(0, 0, 0) };
    assert_eq!(
        summary(vec![unclear], vec![]),
        "Week of 16 Nov: 5 h watched. Posture was clear for only 12 minutes, too little for a summary."
    );
}

#[test]
fn a_running_week_is_compared_only_with_enough_data() {
    let mut week = week(vec![day(0, 60, 60)], vec![day(-7, 20, 10)]);
    week.alerts = vec![AlertStory {
        at: moment(0),
        fault: None,
        end: AlertEnd::Corrected { after_ms: 12_000 },
    }];
    let text = weekly_summary(&week, days_after(MONDAY, 2));
    assert!(text.starts_with("Your week so far: 50 % good (2 h watched)."), "{text}");
    assert!(text.contains("Too little data from the week before"), "{text}");
    assert!(text.ends_with("about the same.") || text.contains("after 1 of 1 alert"), "{text}");
}

#[test]
fn stretches_are_counted_and_compared_once_there_are_enough_cases() {
    let story = |minutes: i64| StretchStory {
        at: moment(0),
        stretch: Some("cat-cow".into()),
        fault: Some(Fault::Slouch),
        is_done: true,
        held_s: 30.0,
        verified_s: 20.0,
        next_fault_ms: Some(minutes * 60_000),
        followed_ms: minutes * 60_000,
    };
    let correction = CorrectionStory {
        fault: Fault::Slouch,
        next_fault_ms: None,
        followed_ms: 12 * 60_000 + 59_000,
    };
    let mut log = StretchLog::default();
    assert_eq!(stretch_words(&log), None);
    log.stories = vec![story(20), story(90)];
    log.corrections = vec![correction; 3];
    assert_eq!(stretch_words(&log).unwrap(), "You stretched twice.");
    log.stories.push(story(95));
    log.stories.push(StretchStory { is_done: false, ..story(1) });
    assert_eq!(
        stretch_words(&log).unwrap(),
        "You stretched 3 times. Typical time to the next alert for the same posture: about 1 h \
         30 min after a stretch, more than 12 minutes after a correction alone."
    );
    let mut week = week(vec![day(0, 300, 100)], vec![]);
    week.stretches = log;
    let text = weekly_summary(&week, days_after(MONDAY, 10));
    assert!(text.contains("You stretched 3 times"), "{text}");
}

#[test]
fn a_share_is_never_rounded_to_0_or_100_percent() {
    assert_eq!(percent(1.0), "100 %");
    assert_eq!(percent(0.999), "over 99 %");
    assert_eq!(percent(0.001), "under 1 %");
    assert_eq!(percent(0.0), "0 %");
}

#[test]
fn a_week_is_yours_until_it_is_over() {
    assert_eq!(week_name(MONDAY, days_after(MONDAY, 6)), "Your week");
    assert_eq!(week_name(MONDAY, days_after(MONDAY, 7)), "Week of 16 Nov");
}
