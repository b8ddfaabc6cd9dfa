//! Summary of a week in a few sentences. Says so if there is little data. Pure.

use jiff::civil::Date;

use super::durations::{in_sentence, whole_minutes};
use super::{FaultText as _, dates, numbers, t};
use plumbline_core::stats;
use plumbline_history::analysis::statistics::MedianTime;
use plumbline_history::analysis::stretches::StretchLog;
use plumbline_history::analysis::summary::{SAME_SHARE, WeekData, ranked};
use plumbline_history::model::calendar;

/// Summary of the week. `today` decides whether the week is over or still running.
#[must_use]
pub(crate) fn weekly_summary(week: &WeekData, today: Date) -> String {
    weekly_sentences(week, today).join(" ")
}

/// The sentences of [`weekly_summary`]: the share, the comparison with the week before, and the rest.
#[must_use]
pub(crate) fn weekly_sentences(week: &WeekData, today: Date) -> Vec<String> {
    let is_over = today > calendar::days_after(week.monday, 6);
    let period = week_name(week.monday, today);
    let total = week.total();
    if total.watched_ms < 60_000 {
        return vec![match is_over {
            true => t!("history-week-nothing", period = period),
            false => t!("history-week-nothing-yet").to_owned(),
        }];
    }
    let watched = were_watched(total.watched_ms);
    let Some(share) = total.good_share().filter(|_| total.is_full()) else {
        let little = if total.watched_ms < plumbline_history::analysis::summary::FULL_DAY_JUDGED_MS
        {
            t!("history-week-only", period = period, watched = watched)
        } else {
            let judged = in_sentence(total.judged_ms());
            t!("history-week-judged-little", period = period, watched = watched, judged = judged)
        };
        return vec![little];
    };
    let share = percent(share);
    let mut sentences = vec![if is_over {
        t!("history-week-good", period = period, watched = watched, share = share)
    } else {
        t!("history-week-good-so-far", watched = watched, share = share)
    }];
    sentences.push(comparison(week));
    sentences.extend(longest_fault(week));
    sentences.extend(best_day(week).or_else(|| corrections(week)));
    sentences.extend(stretch_words(&week.stretches));
    sentences
}

/// "Your week" until it is over, then its first day.
#[must_use]
pub(crate) fn week_name(monday: Date, today: Date) -> String {
    if today > calendar::days_after(monday, 6) {
        t!("history-period-week-of", date = dates::day_and_month(monday))
    } else {
        t!("history-period-week").to_owned()
    }
}

fn comparison(week: &WeekData) -> String {
    let before = week.total_before();
    let (Some(change), Some(share)) = (week.change(), before.good_share()) else {
        return t!("history-week-no-comparison").into();
    };
    let was = percent(share);
    let points = points(change.abs());
    if change.abs() < SAME_SHARE {
        t!("history-week-same", before = was)
    } else if change > 0.0 {
        t!("history-week-more", points = points, before = was)
    } else {
        t!("history-week-less", points = points, before = was)
    }
}

fn longest_fault(week: &WeekData) -> Option<String> {
    let total = week.total();
    let (fault, ms) = total.faults.longest()?;
    let share = ms as f64 / total.judged_ms().max(1) as f64;
    Some(t!(
        "history-week-longest",
        fault = fault.noun(),
        duration = in_sentence(ms),
        share = percent(share)
    ))
}

/// `None` with fewer than two full days: a single day cannot be the best.
fn best_day(week: &WeekData) -> Option<String> {
    let full: Vec<_> = ranked(&week.days).into_iter().filter(|day| day.is_full()).collect();
    let (best, others) = full.split_first()?;
    let worst = others.last()?;
    let (high, low) = (best.good_share()?, worst.good_share()?);
    if high - low < SAME_SHARE {
        return Some(t!("history-week-alike", days = full.len()));
    }
    Some(t!(
        "history-week-best",
        best = dates::weekday(best.date),
        high = percent(high),
        worst = dates::weekday(worst.date),
        low = percent(low)
    ))
}

fn corrections(week: &WeekData) -> Option<String> {
    let after_s = week.corrected_after_s();
    let half_s = stats::median(after_s.iter().copied())?;
    let (all, corrected) = (week.alerts.len(), after_s.len());
    let seconds = format!("{half_s:.0}");
    Some(t!("history-week-corrected", corrected = corrected, all = all, seconds = seconds))
}

/// Number of stretches and, with enough cases, whether good posture lasted longer afterwards.
/// `None` if no stretch was done.
#[must_use]
pub(crate) fn stretch_words(log: &StretchLog) -> Option<String> {
    let times = match log.done().count() {
        0 => return None,
        times => t!("history-times", times = times),
    };
    let (Some(after), Some(without)) = log.overall() else {
        return Some(t!("history-stretched", times = times));
    };
    Some(t!(
        "history-stretched-effect",
        times = times,
        after = median_minutes(after),
        without = median_minutes(without)
    ))
}

/// A median in minutes, as in "about 12 minutes" or "more than 30 minutes".
#[must_use]
pub(crate) fn median_minutes(median: MedianTime) -> String {
    let words = |minutes: f64| in_sentence((minutes.max(1.0) * 60_000.0) as i64);
    match median {
        MedianTime::At(minutes) => t!("history-about", duration = words(minutes)),
        MedianTime::Beyond(minutes) => t!("history-more-than", duration = words(minutes.floor())),
    }
}

fn were_watched(ms: i64) -> String {
    let time = in_sentence(ms);
    match whole_minutes(ms) {
        1 | 60 => t!("history-week-watched-one", duration = time),
        _ => t!("history-week-watched", duration = time),
    }
}

/// A share from 0 to 1 as a whole percentage. Only exact values become 0 % or 100 %.
#[must_use]
pub(crate) fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if whole >= 100.0 && share < 1.0 {
        t!("history-percent-over").into()
    } else if whole <= 0.0 && share > 0.0 {
        t!("history-percent-under").into()
    } else {
        numbers::percent(whole, 0)
    }
}

fn points(difference: f64) -> String {
    t!("history-week-points", points = (difference * 100.0).round() as i64)
}

#[cfg(test)]
mod tests;
