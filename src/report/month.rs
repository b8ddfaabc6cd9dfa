//! The report on a month for a physiotherapist: one page that is readable without the program.

use super::page::{Block, Grid, Page, Section, Table};
use crate::text::numbers::decimal;
use crate::text::week::{median_minutes, percent};
use crate::text::{FaultText as _, capitalized, dates, durations, names, t};
use plumbline_core::body::Fault;
use plumbline_core::posture::Quantity;
use plumbline_core::posture::fault::FAULT_RULES;
use plumbline_core::posture::quantity::Unit;
use plumbline_core::stats;
use plumbline_history::analysis::discomfort;
use plumbline_history::analysis::month::{HourFaults, MonthData, RangeOf};
use plumbline_history::analysis::summary::SAME_SHARE;
use plumbline_history::model::day::Day;

/// Least judged time of an hour for its column, milliseconds.
const LEAST_HOUR_MS: i64 = 30 * 60_000;

/// Most rows of the tables: the page has to fit on one sheet.
const MOST_FAULTS: usize = 6;
const MOST_STRETCHES: usize = 7;

/// The page for `month`. `name_of` returns the name of a stretch by its id.
#[must_use]
pub(crate) fn month_page(month: &MonthData, name_of: &dyn Fn(&str) -> String) -> Page {
    let total = month.total();
    let title = t!("report-month-title", month = dates::month_and_year(month.first));
    let sections = [
        changes(month, &total),
        hours(month),
        ranges(month),
        positions(&total),
        stretches(month, name_of),
        felt(month),
    ];
    Page {
        title: capitalized(&title),
        lead: lead(month, &total),
        sections: sections.into_iter().flatten().collect(),
        footer: t!("report-month-footer").into(),
    }
}

fn lead(month: &MonthData, total: &Day) -> String {
    if total.watched_ms < 60_000 {
        return t!("report-month-nothing").into();
    }
    let days = month.days.iter().filter(|day| day.watched_ms > 0).count();
    let watched = durations::in_sentence(total.watched_ms);
    match total.good_share().filter(|_| total.is_full()) {
        Some(share) => {
            let share = percent(share);
            t!("report-month-lead", days = days, watched = watched, share = share)
        }
        None => t!("report-month-lead-little", days = days, watched = watched),
    }
}

/// What changed against the month before, and within the month.
fn changes(month: &MonthData, total: &Day) -> Option<Section> {
    if total.watched_ms < 60_000 {
        return None;
    }
    let before = month.total_before();
    let share = |day: &Day| match day.good_share().filter(|_| day.is_full()) {
        Some(share) => percent(share),
        None => t!("history-too-little").into(),
    };
    let row =
        |what: &str, of: &dyn Fn(&Day) -> String| vec![what.to_owned(), of(total), of(&before)];
    let table = Table {
        head: vec![String::new(), t!("report-this-month").into(), t!("report-month-before").into()],
        rows: vec![
            row(t!("history-compared-good"), &share),
            row(t!("history-compared-watched"), &|day| durations::short(day.watched_ms)),
            row(t!("history-compared-alerts"), &|day| day.alerts.to_string()),
            row(t!("history-compared-corrected"), &|day| day.corrected.to_string()),
            row(t!("history-compared-breaks"), &|day| day.breaks.to_string()),
            row(t!("history-compared-stretches"), &|day| day.stretches.to_string()),
        ],
    };
    let trend = match month.trend() {
        None => t!("report-trend-unknown").to_owned(),
        Some(trend) if !trend.is_clear() => t!("report-trend-none").to_owned(),
        Some(trend) => {
            let points = |share: f64| decimal(share * 100.0, 1);
            let (low, high) = (points(trend.per_week_low), points(trend.per_week_high));
            t!("report-trend", points = points(trend.per_week), low = low, high = high)
        }
    };
    let changed = match (total.good_share(), before.good_share()) {
        (Some(now), Some(then)) if total.is_full() && before.is_full() => {
            let points = decimal((now - then).abs() * 100.0, 0);
            match now - then {
                change if change.abs() < SAME_SHARE => t!("report-month-same").to_owned(),
                change if change > 0.0 => t!("report-month-more", points = points),
                _ => t!("report-month-less", points = points),
            }
        }
        _ => String::new(),
    };
    let words = format!("{changed} {trend}").trim().to_owned();
    Some(Section {
        heading: t!("report-changes").into(),
        blocks: vec![Block::Paragraph(words), Block::Table(table)],
    })
}

/// Share of each fault by hour of the day.
fn hours(month: &MonthData) -> Option<Section> {
    let is_known = |hour: &&(usize, &HourFaults)| hour.1.judged_ms >= LEAST_HOUR_MS;
    let all = || month.hours.iter().enumerate();
    let first = all().find(|hour| is_known(&hour))?.0;
    let last = all().rfind(|hour| is_known(&hour))?.0;
    let total = month.total();
    let mut faults: Vec<(Fault, i64)> =
        total.faults.present().filter(|(fault, _)| *fault != Fault::TooStill).collect();
    faults.sort_by_key(|(_, ms)| std::cmp::Reverse(*ms));
    faults.truncate(MOST_FAULTS);
    let share = |fault: Fault, hour: &HourFaults| {
        (hour.judged_ms >= LEAST_HOUR_MS)
            .then(|| hour.faults.get(fault) as f64 / hour.judged_ms as f64)
    };
    let rows: Vec<(String, Vec<Option<f64>>)> = faults
        .iter()
        .map(|(fault, _)| {
            let shares = month.hours[first..=last].iter().map(|hour| share(*fault, hour));
            (capitalized(fault.noun()), shares.collect())
        })
        .collect();
    let most = rows.iter().flat_map(|(_, shares)| shares.iter().flatten()).copied();
    let most = most.fold(0.05, f64::max);
    (!rows.is_empty()).then(|| Section {
        heading: t!("report-faults-by-hour").into(),
        blocks: vec![
            Block::Grid(Grid {
                columns: (first..=last).map(|hour| hour.to_string()).collect(),
                rows,
                most,
            }),
            Block::Note(t!("report-faults-by-hour-about").into()),
        ],
    })
}

/// Ranges of the measured quantities.
fn ranges(month: &MonthData) -> Option<Section> {
    let rows: Vec<Vec<String>> = month.ranges.iter().map(range_row).collect();
    (!rows.is_empty()).then(|| Section {
        heading: t!("report-ranges").into(),
        blocks: vec![
            Block::Table(Table {
                head: vec![
                    String::new(),
                    t!("report-median").into(),
                    t!("report-middle-80").into(),
                    t!("report-limit").into(),
                ],
                rows,
            }),
            Block::Note(t!("report-ranges-about").into()),
        ],
    })
}

fn range_row(range: &RangeOf) -> Vec<String> {
    let quantity = range.quantity;
    let digits = if quantity == Quantity::Slouch { 2 } else { 0 };
    let number = |value: f64| {
        // Minus zero is zero.
        let value = if value.abs() < 0.5 / 10f64.powi(digits) { 0.0 } else { value };
        decimal(value, digits as usize).replace('-', "−")
    };
    // The note below the table has the unit of slouch, which is long.
    let unit = match quantity.unit() {
        Unit::ShoulderWidths => "",
        unit => names::unit(unit),
    };
    let with_unit = |words: String| format!("{words}{unit}");
    let rule = FAULT_RULES.iter().find(|rule| rule.quantity == quantity);
    let limit = rule.and_then(|rule| rule.from_baseline.or(rule.population));
    vec![
        names::quantity(quantity).to_owned(),
        with_unit(number(range.median)),
        with_unit(t!("report-from-to", from = number(range.p10), to = number(range.p90))),
        limit.map_or("–".into(), |limit| with_unit(number(limit.enter))),
    ]
}

/// Changes of position.
fn positions(total: &Day) -> Option<Section> {
    let variety = &total.variety;
    let (shifts, still) = (variety.shifts_per_hour()?, variety.still_share()?);
    let mut words = t!(
        "report-positions",
        shifts = decimal(shifts, 0),
        longest = durations::in_sentence(variety.longest_ms),
        still = percent(still)
    );
    if variety.standing_ms >= 60_000 {
        let duration = durations::in_sentence(variety.standing_ms);
        words = format!("{words} {}", t!("history-variety-standing", duration = duration));
    }
    Some(Section {
        heading: t!("history-card-variety").into(),
        blocks: vec![Block::Paragraph(words)],
    })
}

/// The stretches that were done, held and seen.
fn stretches(month: &MonthData, name_of: &dyn Fn(&str) -> String) -> Option<Section> {
    let mut effects = month.stretches.effects();
    if effects.is_empty() {
        return None;
    }
    effects.sort_by_key(|effect| std::cmp::Reverse(effect.times));
    effects.truncate(MOST_STRETCHES);
    let minutes = |seconds: f64| match seconds > 0.0 {
        true => t!("duration-minutes", minutes = decimal((seconds / 60.0).max(1.0), 0)),
        false => "–".into(),
    };
    let rows = effects.iter().map(|effect| {
        vec![
            name_of(&effect.stretch),
            effect.times.to_string(),
            minutes(effect.held_s),
            minutes(effect.verified_s),
            effect.after.map_or(t!("history-too-few").into(), median_minutes),
        ]
    });
    Some(Section {
        heading: t!("report-stretches").into(),
        blocks: vec![
            Block::Table(Table {
                head: vec![
                    t!("report-stretch").into(),
                    t!("report-done").into(),
                    t!("report-held").into(),
                    t!("report-seen").into(),
                    t!("report-next-alert").into(),
                ],
                rows: rows.collect(),
            }),
            Block::Note(t!("report-stretches-about").into()),
        ],
    })
}

/// The person's answers about discomfort.
fn felt(month: &MonthData) -> Option<Section> {
    let scores = || month.discomfort.values().map(|answer| f64::from(answer.score));
    let blocks = match stats::median(scores()) {
        None => return None,
        Some(median) => {
            let high = scores().fold(0.0, f64::max);
            let low = scores().fold(f64::from(u8::MAX), f64::min);
            let days = month.discomfort.len();
            let mut words = t!(
                "report-felt",
                days = days,
                median = decimal(median, 1),
                low = decimal(low, 0),
                high = decimal(high, 0)
            );
            let areas = discomfort::areas(&month.discomfort);
            if !areas.is_empty() {
                let named: Vec<String> = areas
                    .iter()
                    .map(|(area, days)| {
                        t!("report-felt-area", area = names::area(*area), days = *days)
                    })
                    .collect();
                words = format!("{words} {}", t!("report-felt-areas", areas = named.join(", ")));
            }
            vec![Block::Paragraph(words)]
        }
    };
    Some(Section { heading: t!("report-discomfort").into(), blocks })
}
