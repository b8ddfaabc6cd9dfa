//! Computes the chart data from the history. Pure, so that every number can be tested.

use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};

use super::chart_model::{
    Compared, DayBar, DayStrip, FaultBar, Heat, HeatCell, SpanKind, StretchBar, StripMark,
    StripSpan, Trace,
};
use super::charts::duration_words;
use super::reader::StretchNames;
use crate::text::week;
use crate::text::{FaultText as _, capitalized, dates, t};
use plumbline_core::body::Fault;
use plumbline_core::posture::Quantity;
use plumbline_core::posture::fault::{FAULT_RULES, LimitChoice};
use plumbline_history::analysis::episodes::{AlertEnd, AlertStory};
use plumbline_history::analysis::heat::HeatMap;
use plumbline_history::analysis::stretches::StretchLog;
use plumbline_history::analysis::summary::{self, WeekData};
use plumbline_history::model::day::Day;
use plumbline_history::model::minute::Minute;
use plumbline_history::model::sample::{EventKind, HistoryEvent};

/// Minimum judged time for a share of good posture, per day and per hour, milliseconds. With less
/// data a single lapse would dominate.
const MIN_JUDGED_DAY_MS: i64 = 10 * 60_000;
const MIN_JUDGED_HOUR_MS: i64 = 5 * 60_000;

/// Share of good posture that is the target of a day, and that a day of a streak must reach. Product choice.
pub(crate) const STREAK_GOAL: f64 = 0.8;

/// Minutes averaged into one point of a trace.
const TRACE_MINUTES: i64 = 5;

/// Hours since midnight in local time.
#[must_use]
pub(crate) fn hour_of(at: Timestamp, offset_s: i32) -> f32 {
    let offset = Offset::from_seconds(offset_s).unwrap_or(Offset::UTC);
    let time = offset.to_datetime(at).time();
    f32::from(time.hour()) + f32::from(time.minute()) / 60.0 + f32::from(time.second()) / 3600.0
}

/// Timeline of a day. Each minute counts as the state that took most of it.
#[must_use]
pub(crate) fn strip(minutes: &[Minute], events: &[HistoryEvent]) -> DayStrip {
    let mut spans: Vec<StripSpan> = Vec::new();
    for minute in minutes {
        let times = [
            (minute.good_ms, Some(SpanKind::Good)),
            (minute.fault_ms, Some(SpanKind::Fault)),
            (minute.uncertain_ms, Some(SpanKind::Unsure)),
            (minute.away_ms, None),
        ];
        let Some((ms, Some(kind))) = times.into_iter().max_by_key(|(ms, _)| *ms) else { continue };
        if ms == 0 {
            continue;
        }
        let from_h = hour_of(minute.start(), minute.offset_s);
        let to_h = from_h + 1.0 / 60.0;
        match spans.last_mut() {
            Some(last) if last.kind == kind && (from_h - last.to_h).abs() < 0.001 => {
                last.to_h = to_h;
            }
            _ => spans.push(StripSpan { from_h, to_h, kind }),
        }
    }
    let marks = events
        .iter()
        .filter_map(|event| {
            let at_h = hour_of(event.at, event.offset_s);
            match event.kind {
                EventKind::Alert => {
                    let words = event.fault.map_or(t!("history-alert"), Fault::headline).to_owned();
                    Some(StripMark { at_h, is_break: false, words })
                }
                EventKind::BreakTaken => {
                    Some(StripMark { at_h, is_break: true, words: t!("history-break").into() })
                }
                _ => None,
            }
        })
        .collect();
    let sum = |of: fn(&Minute) -> i64| hours(minutes.iter().map(of).sum());
    let hours = [sum(|m| m.good_ms), sum(|m| m.fault_ms), sum(|m| m.uncertain_ms)];
    let mut faults_ms = std::collections::BTreeMap::new();
    for (fault, ms) in minutes.iter().flat_map(|minute| minute.faults.present()) {
        *faults_ms.entry(fault).or_insert(0) += ms;
    }
    let is_felt_asked = events.iter().any(|event| event.kind == EventKind::Discomfort);
    DayStrip { spans, marks, hours, faults_ms, is_felt_asked, strength: Vec::new() }
}

/// Traces of the forward-head angle and both shoulder angles over a day.
#[must_use]
pub(crate) fn traces(minutes: &[Minute], limits: &LimitChoice) -> Vec<Trace> {
    [
        (Quantity::ForwardHead, t!("history-trace-forward-head")),
        (Quantity::RaisedShoulderLeft, t!("history-trace-raised-left")),
        (Quantity::RaisedShoulderRight, t!("history-trace-raised-right")),
    ]
    .into_iter()
    .map(|(quantity, name)| {
        let rule = FAULT_RULES.iter().find(|rule| rule.quantity == quantity);
        let limit =
            rule.and_then(|rule| Some(rule.from_baseline?.enter * limits.scale_of(rule.fault)));
        Trace { name, points: points(minutes, quantity), limit }
    })
    .collect()
}

/// Mean of the known values over [`TRACE_MINUTES`] minutes.
fn points(minutes: &[Minute], quantity: Quantity) -> Vec<[f64; 4]> {
    let mut points: Vec<(i64, f64, [f64; 4])> = Vec::new();
    for minute in minutes {
        let Some(spread) = minute.spread(quantity) else { continue };
        let hour = f64::from(hour_of(minute.start(), minute.offset_s));
        let values = [hour, spread.p10, spread.median, spread.p90];
        let slot = minute.number.div_euclid(TRACE_MINUTES);
        match points.last_mut() {
            Some((last, count, sums)) if *last == slot => {
                *count += 1.0;
                for (sum, value) in sums.iter_mut().zip(values) {
                    *sum += value;
                }
            }
            _ => points.push((slot, 1.0, values)),
        }
    }
    points.into_iter().map(|(_, count, sums)| sums.map(|sum| sum / count)).collect()
}

/// One bar for every day from `from` to `to`, including days without a record.
#[must_use]
pub(crate) fn day_bars(days: &[Day], from: Date, to: Date) -> Vec<DayBar> {
    from.series(1.day())
        .take_while(|date| *date <= to)
        .map(|date| {
            let day = days.iter().find(|day| day.date == date);
            let judged = day.filter(|day| day.judged_ms() >= MIN_JUDGED_DAY_MS);
            DayBar {
                date,
                good_share: judged.map(|day| day.good_ms as f64 / day.judged_ms() as f64),
                watched_h: day.map_or(0.0, |day| hours(day.watched_ms)),
            }
        })
        .collect()
}

fn hours(ms: i64) -> f64 {
    ms as f64 / 3_600_000.0
}

/// Share of good posture in the judged time of a day, 0 to 1.
#[must_use]
pub(crate) fn share_of_strip(strip: &DayStrip) -> Option<f64> {
    let [good, fault, _] = strip.hours;
    let judged = good + fault;
    (judged >= hours(MIN_JUDGED_DAY_MS)).then(|| good / judged)
}

/// Share of good posture in the judged time of several days, 0 to 1.
#[must_use]
pub(crate) fn share_of_days(days: &[Day]) -> Option<f64> {
    let judged_ms: i64 = days.iter().map(Day::judged_ms).sum();
    let good_ms: i64 = days.iter().map(|day| day.good_ms).sum();
    (judged_ms >= MIN_JUDGED_DAY_MS).then(|| good_ms as f64 / judged_ms as f64)
}

/// Summary of the year to `to` in one sentence. Says so if there is little data.
#[must_use]
pub(crate) fn year_words(days: &[Day], to: Date, today: Date) -> String {
    let period = match to >= today {
        true => t!("history-period-year").to_owned(),
        false => t!("history-period-year-to", date = dates::day_month_year(to)),
    };
    let watched = duration_words(hours(days.iter().map(|day| day.watched_ms).sum()));
    match share_of_days(days) {
        Some(share) => {
            let percent = whole(share * 100.0);
            t!("history-year-words", period = period, percent = percent, watched = watched)
        }
        None => t!("history-year-too-little", period = period, watched = watched),
    }
}

/// Heat map by weekday and hour.
#[must_use]
pub(crate) fn heat(map: &HeatMap) -> Heat {
    let mut heat = Heat::default();
    for (weekday, row) in heat.cells.iter_mut().enumerate() {
        for (hour, cell) in row.iter_mut().enumerate() {
            let day = Weekday::from_monday_zero_offset(weekday as i8).unwrap_or(Weekday::Monday);
            let found = map.cell(day, hour as i8);
            *cell = HeatCell {
                good_share: found.good_share().filter(|_| found.judged_ms >= MIN_JUDGED_HOUR_MS),
                judged_h: hours(found.judged_ms),
            };
        }
    }
    heat
}

/// One bar for each fault that occurred, longest first.
#[must_use]
pub(crate) fn fault_bars(days: &[Day], stories: &[AlertStory]) -> Vec<FaultBar> {
    let judged_ms: i64 = days.iter().map(Day::judged_ms).sum();
    let mut bars: Vec<FaultBar> = Fault::ALL
        .into_iter()
        .filter_map(|fault| {
            let ms: i64 = days.iter().map(|day| day.faults.get(fault)).sum();
            let of_fault = || stories.iter().filter(|story| story.fault == Some(fault));
            let is_corrected = |s: &&AlertStory| matches!(s.end, AlertEnd::Corrected { .. });
            let alerts = of_fault().count() as u32;
            (ms > 0 || alerts > 0).then(|| FaultBar {
                name: fault.headline(),
                share: ms as f64 / judged_ms.max(1) as f64,
                minutes: ms as f64 / 60_000.0,
                alerts,
                corrected: of_fault().filter(is_corrected).count() as u32,
            })
        })
        .collect();
    bars.sort_by(|a, b| b.share.total_cmp(&a.share));
    bars
}

/// Effects of the stretches.
#[must_use]
pub(crate) fn stretch_bars(log: &StretchLog, names: &StretchNames) -> Vec<StretchBar> {
    let bar = |effect: plumbline_history::analysis::stretches::StretchEffect| {
        let (held, seen) = (seconds_words(effect.held_s), seconds_words(effect.verified_s));
        let times = effect.times;
        let done = match (effect.held_s > 0.0, effect.verified_s > 0.0) {
            (true, true) => t!("history-done-seen", times = times, held = held, seen = seen),
            (true, false) => t!("history-done-held", times = times, held = held),
            (false, _) => t!("history-done", times = times),
        };
        StretchBar {
            name: names.get(&effect.stretch).unwrap_or(&effect.stretch).clone(),
            done,
            after: effect.after,
            without: effect.without,
        }
    };
    log.effects().into_iter().map(bar).collect()
}

/// Hold time: below two minutes in seconds.
fn seconds_words(seconds: f64) -> String {
    if seconds < 120.0 {
        t!("history-seconds", seconds = format!("{seconds:.0}"))
    } else {
        duration_words(seconds / 3600.0)
    }
}

/// A week and the week before, row by row.
#[must_use]
pub(crate) fn compared(week: &WeekData) -> Compared {
    let share = |day: &Day| match day.good_share().filter(|_| day.is_full()) {
        Some(share) => week::percent(share),
        None => t!("history-too-little").into(),
    };
    let both = [week.total(), week.total_before()];
    let line = |what: &str, of: &dyn Fn(&Day) -> String| {
        let [now, before] = &both;
        [what.to_owned(), of(now), of(before)]
    };
    vec![
        line(t!("history-compared-good"), &share),
        line(t!("history-compared-watched"), &|day| duration_words(hours(day.watched_ms))),
        line(t!("history-compared-alerts"), &|day| day.alerts.to_string()),
        line(t!("history-compared-corrected"), &|day| day.corrected.to_string()),
        line(t!("history-compared-breaks"), &|day| day.breaks.to_string()),
        line(t!("history-compared-stretches"), &|day| day.stretches.to_string()),
    ]
}

/// Text of the current streak of good days, if there is one. `days` ends today.
#[must_use]
pub(crate) fn streak_words(days: &[Day]) -> Option<String> {
    let streak = summary::streaks(days, STREAK_GOAL).current.filter(|streak| streak.days >= 2)?;
    Some(t!(
        "history-streak",
        days = streak.days,
        percent = whole(STREAK_GOAL * 100.0),
        from = dates::day_and_month(streak.from)
    ))
}

/// Summary of the month that begins on `first` in one sentence. Says so if there is little data.
#[must_use]
pub(crate) fn month_words(days: &[Day], first: Date, today: Date) -> String {
    let period = match today > first.last_of_month() {
        true => capitalized(&dates::month_and_year(first)),
        false => t!("history-period-month").to_owned(),
    };
    let judged_ms: i64 = days.iter().map(Day::judged_ms).sum();
    let good_ms: i64 = days.iter().map(|day| day.good_ms).sum();
    let watched = duration_words(hours(days.iter().map(|day| day.watched_ms).sum()));
    if judged_ms < MIN_JUDGED_DAY_MS {
        return t!("history-month-too-little", period = period, watched = watched);
    }
    let share = 100.0 * good_ms as f64 / judged_ms as f64;
    let streak = summary::streaks(days, STREAK_GOAL).longest.filter(|streak| streak.days >= 2);
    let streak = streak.map_or_else(String::new, |streak| {
        let words = t!(
            "history-month-streak",
            percent = whole(STREAK_GOAL * 100.0),
            days = streak.days,
            from = dates::day_and_month(streak.from),
            to = dates::day_and_month(streak.to)
        );
        format!(" {words}")
    });
    t!("history-month-words", period = period, watched = watched, percent = whole(share)) + &streak
}

fn whole(number: f64) -> String {
    format!("{number:.0}")
}

/// Best and worst hour of the day, with enough data.
#[must_use]
pub(crate) fn when_words(heat: &Heat) -> String {
    let by_hour = (0..24).filter_map(|hour| {
        let cells = heat.cells.iter().map(|day| day[hour]).filter(|c| c.good_share.is_some());
        let (good_h, judged_h) = cells.fold((0.0, 0.0), |(good, judged), cell| {
            (good + cell.good_share.unwrap_or(0.0) * cell.judged_h, judged + cell.judged_h)
        });
        (judged_h >= 1.0).then(|| (hour, good_h / judged_h))
    });
    let mut hours: Vec<(usize, f64)> = by_hour.collect();
    hours.sort_by(|a, b| a.1.total_cmp(&b.1));
    match (hours.first(), hours.last()) {
        (Some((worst, low)), Some((best, high))) if high - low >= 0.05 => t!(
            "history-best-worst",
            best = *best,
            best_end = best + 1,
            high = whole(high * 100.0),
            worst = *worst,
            worst_end = worst + 1,
            low = whole(low * 100.0)
        ),
        (Some(_), Some(_)) => t!("history-no-hour").into(),
        _ => t!("history-hour-needed").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_history::model::minute::Spread;

    /// A minute of 2026-11-25 in Berlin (UTC+1).
    fn minute(hour: i64, minute: i64, good_ms: i64, fault_ms: i64) -> Minute {
        let midnight: Timestamp = "2026-11-24T23:00:00Z".parse().unwrap();
        let number = midnight.as_second() / 60 + hour * 60 + minute;
        let mut m = Minute { number, offset_s: 3_600, good_ms, fault_ms, ..Minute::default() };
        m.set_spread(Quantity::ForwardHead, Some(Spread { median: 4.0, p10: 2.0, p90: 8.0 }));
        m
    }

    #[test]
    fn a_minute_counts_as_the_state_that_took_most_of_it() {
        let minutes = [
            minute(9, 0, 50_000, 10_000),
            minute(9, 1, 60_000, 0),
            minute(9, 2, 10_000, 50_000),
            minute(11, 0, 60_000, 0),
        ];
        let strip = strip(&minutes, &[]);
        let minutes_of = strip.hours.map(|h| (h * 60.0).round());
        assert_eq!(minutes_of, [3.0, 1.0, 0.0], "told by what was watched");
        let shown: Vec<(String, SpanKind)> = strip
            .spans
            .iter()
            .map(|s| (format!("{:.2}–{:.2}", s.from_h, s.to_h), s.kind))
            .collect();
        assert_eq!(
            shown,
            [
                ("9.00–9.03".to_owned(), SpanKind::Good),
                ("9.03–9.05".to_owned(), SpanKind::Fault),
                ("11.00–11.02".to_owned(), SpanKind::Good)
            ]
        );
    }

    #[test]
    fn an_earlier_period_is_named_by_its_date() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let mut day = Day::empty(date("2026-11-02"));
        (day.good_ms, day.fault_ms, day.watched_ms) = (5_400_000, 1_800_000, 7_200_000);
        let days = [day];
        let (first, last) = (date("2026-11-01"), date("2026-11-30"));
        let today = date("2026-12-01");
        assert_eq!(month_words(&days, first, last), "Your month: 75 % good (2 h watched).");
        assert_eq!(month_words(&days, first, today), "November 2026: 75 % good (2 h watched).");
        assert!(year_words(&days, today, today).starts_with("Your last 365 days: "));
        assert!(year_words(&days, last, today).starts_with("365 days to 30 Nov 2026: "));
        assert!(month_words(&[], first, today).starts_with("November 2026: only "));
    }

    #[test]
    fn a_trace_has_a_point_every_five_minutes_and_its_limit() {
        let minutes: Vec<Minute> = (0..12).map(|i| minute(9, i, 60_000, 0)).collect();
        let traces = traces(&minutes, &LimitChoice::default());
        assert_eq!(traces[0].points.len(), 3);
        assert_eq!(traces[0].points[0][1..], [2.0, 4.0, 8.0]);
        assert_eq!(traces[0].limit, Some(6.0));
        assert!(traces[1].points.is_empty());
    }

    #[test]
    fn a_day_with_little_data_has_no_share_and_a_missing_day_has_a_bar() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let mut full = Day::empty(date("2026-11-23"));
        (full.good_ms, full.fault_ms, full.watched_ms) = (5_400_000, 1_800_000, 7_200_000);
        let mut short = Day::empty(date("2026-11-25"));
        (short.good_ms, short.watched_ms) = (300_000, 300_000);
        let bars = day_bars(&[full, short], date("2026-11-23"), date("2026-11-25"));
        let shares: Vec<Option<f64>> = bars.iter().map(|bar| bar.good_share).collect();
        assert_eq!(shares, [Some(0.75), None, None]);
        assert_eq!(bars[1].watched_h, 0.0);
    }

    #[test]
    fn faults_are_sorted_longest_first_with_their_alerts() {
        let mut day = Day::empty("2026-11-23".parse().unwrap());
        (day.good_ms, day.fault_ms) = (3_000_000, 600_000);
        day.faults.add(Fault::HeadTilt, 60_000);
        day.faults.add(Fault::ForwardHead, 540_000);
        let at: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let story = |end| AlertStory { at, fault: Some(Fault::ForwardHead), end };
        let stories = [story(AlertEnd::Corrected { after_ms: 20_000 }), story(AlertEnd::Unknown)];
        let bars = fault_bars(&[day], &stories);
        assert_eq!(bars.iter().map(|b| b.name).collect::<Vec<_>>()[0], "Your head is forward");
        assert_eq!((bars[0].alerts, bars[0].corrected), (2, 1));
        assert!((bars[0].share - 0.15).abs() < 1e-9);
    }

    #[test]
    fn a_streak_is_reported_while_it_continues() {
        let day = |n: i8, good_h: i64, fault_h: i64| Day {
            good_ms: good_h * 3_600_000,
            fault_ms: fault_h * 3_600_000,
            ..Day::empty(jiff::civil::date(2026, 11, n))
        };
        assert_eq!(streak_words(&[day(20, 9, 1)]), None, "one day is no run");
        let words = streak_words(&[day(19, 1, 9), day(20, 9, 1), day(23, 9, 1)]).unwrap();
        assert_eq!(words, "Current streak: 2 full days with 80 % or more, since 20 Nov.");
        assert_eq!(streak_words(&[day(20, 9, 1), day(23, 9, 1), day(24, 1, 1)]), None);
    }
}
