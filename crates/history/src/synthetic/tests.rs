use jiff::civil::date;

use super::*;
use crate::analysis::stretches::stretch_log;

#[test]
fn a_day_is_the_same_every_time() {
    let one = Synthetic::new(7, 20_000);
    let (monday, tuesday) = (date(2025, 6, 2), date(2025, 6, 3));
    let _ = one.day(tuesday);
    assert_eq!(one.day(monday), Synthetic::new(7, 20_000).day(monday));
    assert_ne!(one.day(monday).samples, Synthetic::new(8, 20_000).day(monday).samples);
}

#[test]
fn a_year_has_plausible_totals() {
    let person = Synthetic::new(1, 60_000);
    let days: Vec<SyntheticDay> =
        (0..365).map(|n| person.day(calendar::days_after(date(2025, 1, 1), n))).collect();
    let worked = days.iter().filter(|day| !day.samples.is_empty()).count();
    assert!((200..260).contains(&worked), "{worked}");
    let ms = |state: PostureState| -> i64 {
        let samples = days.iter().flat_map(|day| &day.samples);
        samples.filter(|s| s.state == state).map(|s| s.span_ms).sum()
    };
    let share =
        ms(PostureState::Good) as f64 / (ms(PostureState::Good) + ms(PostureState::Fault)) as f64;
    assert!((0.5..0.95).contains(&share), "{share}");
    let offsets: std::collections::BTreeSet<i32> =
        days.iter().flat_map(|day| &day.samples).map(|s| s.offset_s).collect();
    assert_eq!(offsets.into_iter().collect::<Vec<_>>(), [-4 * 3600, 3600, 7200]);
    for day in &days {
        assert!(day.samples.windows(2).all(|pair| pair[0].at < pair[1].at));
    }
}

#[test]
fn the_missing_hour_and_the_repeated_hour_are_in_the_data() {
    let person = Synthetic::new(1, 20_000);
    let in_hour = |date: Date, hour: i8| {
        let hours = person.day(date).samples;
        let hours = hours.iter().map(|s| calendar::local(s.at, s.offset_s));
        hours.filter(|local| local.date() == date && local.hour() == hour).count()
    };
    assert_eq!(in_hour(date(2025, 3, 30), 2), 0);
    assert!(in_hour(date(2025, 10, 26), 2) > in_hour(date(2025, 10, 26), 3));
}

#[test]
fn stretches_are_done_for_every_posture_and_some_are_skipped() {
    let person = Synthetic::new(3, 60_000);
    let events: Vec<HistoryEvent> = (0..200)
        .flat_map(|n| person.day(calendar::days_after(date(2025, 1, 1), n)).events)
        .collect();
    let log = stretch_log(&events);
    let done = log.done().count();
    assert!(done > 400 && done < log.stories.len(), "{done} of {}", log.stories.len());
    let effects = log.effects();
    assert_eq!(effects.len(), 8, "all but those for sitting still, which is never drawn");
    assert!(effects.iter().all(|e| e.after.is_some() && e.without.is_some()), "{effects:?}");
}
