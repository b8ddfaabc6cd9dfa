//! Rankings, streaks, trends and weekly totals of days. Pure.
//!
//! * *Judged* time is good plus fault time. It excludes uncertain time and absence.
//! * *Good share* is good time divided by judged time.
//! * A *full day* has at least [`FULL_DAY_JUDGED_MS`] of judged time. Full days rank before all
//!   others, and only they count for streaks and trends, because ten minutes say little about a
//!   day.

use jiff::civil::Date;

use crate::analysis::episodes::{AlertEnd, AlertStory};
use crate::analysis::heat::HeatMap;
use crate::analysis::statistics::theil_sen;
use crate::analysis::stretches::StretchLog;
use crate::model::calendar;
use crate::model::day::Day;

/// Minimum judged time of a full day, milliseconds. Product choice.
pub const FULL_DAY_JUDGED_MS: i64 = 60 * 60_000;

/// Minimum number of full days for a trend. Product choice: with fewer points the interval hardly
/// ever excludes "no change".
pub const TREND_DAYS: usize = 10;

/// Two shares that differ by less than this are reported as the same. Product choice.
pub const SAME_SHARE: f64 = 0.02;

/// Share of good posture in the judged time, 0 to 1; `None` without judged time.
#[must_use]
pub fn good_share(good_ms: i64, fault_ms: i64) -> Option<f64> {
    let judged_ms = good_ms + fault_ms;
    (judged_ms > 0).then(|| good_ms as f64 / judged_ms as f64)
}

impl Day {
    /// Share of good posture in the judged time, 0 to 1; `None` without judged time.
    #[must_use]
    pub fn good_share(&self) -> Option<f64> {
        good_share(self.good_ms, self.fault_ms)
    }

    /// Whether the day has enough judged time to be a full day.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.judged_ms() >= FULL_DAY_JUDGED_MS
    }
}

/// The days, best first: every full day before all others, then by good share; of equal days the
/// one with more judged time, then the later one. Days without judged time are left out.
#[must_use]
pub fn ranked(days: &[Day]) -> Vec<&Day> {
    let mut ranked: Vec<(f64, &Day)> =
        days.iter().filter_map(|day| Some((day.good_share()?, day))).collect();
    ranked.sort_by(|(share, day), (other_share, other)| {
        (other.is_full().cmp(&day.is_full()))
            .then(other_share.total_cmp(share))
            .then(other.judged_ms().cmp(&day.judged_ms()))
            .then(other.date.cmp(&day.date))
    });
    ranked.into_iter().map(|(_, day)| day).collect()
}

/// Consecutive full days whose good share reached a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streak {
    /// Number of full days.
    pub days: u32,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The current and the longest streak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Streaks {
    /// The streak that contains the last full day.
    pub current: Option<Streak>,
    /// The longest streak; of equal ones the later.
    pub longest: Option<Streak>,
}

/// Streaks of full days with a good share of at least `goal` (0 to 1). `days` must be in order.
/// Days that are not full, such as weekends and holidays, neither count nor end a streak.
#[must_use]
pub fn streaks(days: &[Day], goal: f64) -> Streaks {
    let mut streaks = Streaks::default();
    for day in days.iter().filter(|day| day.is_full()) {
        let is_reached = day.good_share().is_some_and(|share| share >= goal);
        streaks.current = match streaks.current {
            _ if !is_reached => None,
            None => Some(Streak { days: 1, from: day.date, to: day.date }),
            Some(streak) => Some(Streak { days: streak.days + 1, to: day.date, ..streak }),
        };
        let longest = streaks.longest.map_or(0, |streak| streak.days);
        if streaks.current.is_some_and(|streak| streak.days >= longest) {
            streaks.longest = streaks.current;
        }
    }
    streaks
}

/// Trend of the good share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Change of the good share per week, −1 to 1.
    pub per_week: f64,
    /// Lower bound of `per_week`, 90 % confidence.
    pub per_week_low: f64,
    /// Upper bound of `per_week`, 90 % confidence.
    pub per_week_high: f64,
    /// First full day, and the share on the line there.
    pub start: (Date, f64),
    /// Last full day, and the share on the line there.
    pub end: (Date, f64),
    /// Number of full days used.
    pub full_days: usize,
}

impl Trend {
    /// Whether the confidence interval excludes "no change".
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.per_week_low > 0.0 || self.per_week_high < 0.0
    }
}

/// The Theil–Sen line through the good shares of the full days; `None` with fewer than
/// [`TREND_DAYS`]. Compares all pairs of days, so pass a year at most, not ten.
#[must_use]
pub fn trend(days: &[Day]) -> Option<Trend> {
    let full: Vec<(Date, f64)> = days
        .iter()
        .filter(|day| day.is_full())
        .filter_map(|day| Some((day.date, day.good_share()?)))
        .collect();
    if full.len() < TREND_DAYS {
        return None;
    }
    let (first, last) = (full.first()?.0, full.last()?.0);
    let x = |date: Date| calendar::days_between(first, date) as f64;
    let points: Vec<(f64, f64)> = full.iter().map(|(date, share)| (x(*date), *share)).collect();
    let line = theil_sen(&points)?;
    let at = |date: Date| (line.intercept + line.slope * x(date)).clamp(0.0, 1.0);
    Some(Trend {
        per_week: line.slope * 7.0,
        per_week_low: line.slope_low * 7.0,
        per_week_high: line.slope_high * 7.0,
        start: (first, at(first)),
        end: (last, at(last)),
        full_days: full.len(),
    })
}

/// Data of a week and of the week before, for the summary and the report.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekData {
    /// Monday of the week.
    pub monday: Date,
    /// Days of the week with records.
    pub days: Vec<Day>,
    /// Days of the week before with records.
    pub days_before: Vec<Day>,
    /// Heat map of the week.
    pub heat: HeatMap,
    /// Alerts of the week.
    pub alerts: Vec<AlertStory>,
    /// Stretches of the week, and corrections without a stretch for comparison.
    pub stretches: StretchLog,
}

impl WeekData {
    /// Times from an alert to its correction in this week, seconds.
    #[must_use]
    pub fn corrected_after_s(&self) -> Vec<f64> {
        let corrected = |story: &AlertStory| match story.end {
            AlertEnd::Corrected { after_ms } => Some(after_ms as f64 / 1000.0),
            _ => None,
        };
        self.alerts.iter().filter_map(corrected).collect()
    }

    /// Total of the week, dated by its Monday.
    #[must_use]
    pub fn total(&self) -> Day {
        total(self.monday, &self.days)
    }

    /// Total of the week before, dated by its Monday.
    #[must_use]
    pub fn total_before(&self) -> Day {
        total(calendar::days_after(self.monday, -7), &self.days_before)
    }

    /// Good share of this week minus that of the week before, −1 to 1; `None` unless both have at
    /// least [`FULL_DAY_JUDGED_MS`] of judged time.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        let (this, before) = (self.total(), self.total_before());
        if !(this.is_full() && before.is_full()) {
            return None;
        }
        Some(this.good_share()? - before.good_share()?)
    }
}

fn total(date: Date, days: &[Day]) -> Day {
    let mut total = Day::empty(date);
    for day in days {
        total.add_day(day);
    }
    total
}

#[cfg(test)]
mod tests;
