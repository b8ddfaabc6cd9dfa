//! A week in a few plain sentences, honest about how little there may be. Pure.

use jiff::civil::Date;

use super::calendar;
use super::statistics::{MedianTime, median};
use super::stretches::StretchLog;
use super::summary::{SAME_SHARE, WeekData, ranked};
use crate::body::Fault;

/// The week in plain words. `today` tells a week that is over from one that goes on.
#[must_use]
pub fn weekly_summary(week: &WeekData, today: Date) -> String {
    let is_over = today > calendar::days_after(week.monday, 6);
    let total = week.total();
    if total.watched_ms < 60_000 {
        return if is_over {
            "Nothing was watched this week.".into()
        } else {
            "Nothing has been watched this week yet.".into()
        };
    }
    let watched = were_watched(total.watched_ms);
    let Some(share) = total.good_share().filter(|_| total.is_full()) else {
        return if total.watched_ms < super::summary::FULL_DAY_JUDGED_MS {
            format!("Only {watched} this week, too little to say.")
        } else {
            format!(
                "{watched} this week, but posture could be judged for only {} of them, too little to say.",
                duration(total.judged_ms())
            )
        };
    };
    let when = if is_over {
        format!("{watched} this week")
    } else {
        format!("So far this week {watched}")
    };
    let mut sentences = vec![format!(
        "{when}, and your posture was good for {} of the time it could be judged.",
        percent(share)
    )];
    sentences.push(comparison(week));
    sentences.extend(longest_fault(week));
    sentences.extend(best_day(week).or_else(|| corrections(week)));
    sentences.extend(stretch_words(&week.stretches));
    sentences.join(" ")
}

fn comparison(week: &WeekData) -> String {
    let before = week.total_before();
    let (Some(change), Some(share)) = (week.change(), before.good_share()) else {
        return "There is too little of the week before to compare with.".into();
    };
    let was = percent(share);
    let points = points(change.abs());
    if change.abs() < SAME_SHARE {
        format!("That is about the same as the week before ({was}).")
    } else if change > 0.0 {
        format!("That is {points} more than the week before ({was}).")
    } else {
        format!("That is {points} less than the week before ({was}).")
    }
}

fn longest_fault(week: &WeekData) -> Option<String> {
    let total = week.total();
    let (fault, ms) = total.faults.longest()?;
    let share = ms as f64 / total.judged_ms().max(1) as f64;
    Some(format!(
        "What was seen longest was {}: {}, or {} of the judged time.",
        fault_words(fault),
        duration(ms),
        percent(share)
    ))
}

/// Only among at least two full days is one of them the best.
fn best_day(week: &WeekData) -> Option<String> {
    let full: Vec<_> = ranked(&week.days).into_iter().filter(|day| day.is_full()).collect();
    let (best, others) = full.split_first()?;
    let worst = others.last()?;
    let (high, low) = (best.good_share()?, worst.good_share()?);
    if high - low < SAME_SHARE {
        return Some(format!("Your {} full days were much alike.", full.len()));
    }
    let name = |day: Date| day.strftime("%A").to_string();
    Some(format!(
        "{} was your best day ({}), {} the hardest ({}).",
        name(best.date),
        percent(high),
        name(worst.date),
        percent(low)
    ))
}

fn corrections(week: &WeekData) -> Option<String> {
    let after_s = week.corrected_after_s();
    let half_s = median(&after_s)?;
    let (all, corrected) = (week.alerts.len(), after_s.len());
    let alerts = if all == 1 { "alert" } else { "alerts" };
    Some(format!(
        "You corrected {corrected} of {all} {alerts}, half of them within {half_s:.0} seconds."
    ))
}

/// How often was stretched, and whether the posture held longer afterwards, where there is enough to
/// say so; `None` if nothing was stretched.
#[must_use]
pub fn stretch_words(log: &StretchLog) -> Option<String> {
    let times = match log.done().count() {
        0 => return None,
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let (Some(after), Some(without)) = log.overall() else {
        return Some(format!("You stretched {times}."));
    };
    Some(format!(
        "You stretched {times}: it then took {} until the same posture was alerted again, after a \
         correction alone {}.",
        median_minutes(after),
        median_minutes(without)
    ))
}

/// A median of minutes, as in "about 12 minutes" or "more than 30 minutes".
#[must_use]
pub fn median_minutes(median: MedianTime) -> String {
    let words = |minutes: f64| duration((minutes.max(1.0) * 60_000.0) as i64);
    match median {
        MedianTime::At(minutes) => format!("about {}", words(minutes)),
        MedianTime::Beyond(minutes) => format!("more than {}", words(minutes.floor())),
    }
}

fn were_watched(ms: i64) -> String {
    let time = duration(ms);
    let verb = if matches!(time.as_str(), "1 minute" | "1 h") { "was" } else { "were" };
    format!("{time} {verb} watched")
}

/// A fault within a sentence.
#[must_use]
pub fn fault_words(fault: Fault) -> &'static str {
    match fault {
        Fault::ForwardHead => "a head held forward",
        Fault::RaisedShoulders => "raised shoulders",
        Fault::RaisedShoulderLeft => "a raised left shoulder",
        Fault::RaisedShoulderRight => "a raised right shoulder",
        Fault::Slouch => "slouching",
        Fault::HeadTilt => "a tilted head",
        Fault::UnevenShoulders => "uneven shoulders",
        Fault::Leaning => "leaning",
        Fault::TooClose => "being close to the screen",
        Fault::TooStill => "sitting still for long",
    }
}

/// A time in hours and minutes, as in "2 h 5 min"; below an hour in minutes.
#[must_use]
pub fn duration(ms: i64) -> String {
    let minutes = (ms + 30_000).div_euclid(60_000);
    match (minutes / 60, minutes % 60) {
        (0, 1) => "1 minute".into(),
        (0, minutes) => format!("{minutes} minutes"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// A share of 0 to 1 as a whole percentage. Never rounded to all or nothing.
#[must_use]
pub fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if whole >= 100.0 && share < 1.0 {
        "over 99 %".into()
    } else if whole <= 0.0 && share > 0.0 {
        "under 1 %".into()
    } else {
        format!("{whole:.0} %")
    }
}

fn points(difference: f64) -> String {
    match (difference * 100.0).round() {
        1.0 => "1 percentage point".into(),
        points => format!("{points:.0} percentage points"),
    }
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
