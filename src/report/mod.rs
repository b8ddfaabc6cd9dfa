//! Reports: a week as one HTML file, and a month as one page of HTML or PDF. No script, no external resources, light or
//! dark as the reader's desktop. Pure.

mod chart;
pub(crate) mod month;
mod page;
mod page_html;
mod pdf;

pub(crate) use page_html::page_html;
pub(crate) use pdf::{Paper, page_pdf};

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::text::numbers::decimal;
use crate::text::week::{percent, stretch_words, weekly_summary};
use crate::text::{FaultText as _, capitalized, dates, durations, language, t};
use plumbline_core::stats;
use plumbline_history::analysis::statistics::MedianTime;
use plumbline_history::analysis::stretches::StretchEffect;
use plumbline_history::analysis::summary::WeekData;
use plumbline_history::model::calendar;
use plumbline_history::model::day::Day;

const STYLE: &str = "
:root { color-scheme: light dark; --ground: #fbfaf7; --ink: #22262b; --quiet: #6a7078;
  --line: #dcdad4; --good: #2f8f6b; --fault: #d0703c; --unclear: #b9bcc0; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16191d; --ink: #e8e9ea; --quiet: #9aa1a9; --line: #343a41;
    --good: #55b890; --fault: #e08d5c; --unclear: #5b626a; }
}
body { margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 46rem; background: var(--ground);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; }
p.quiet, figcaption, footer { color: var(--quiet); font-size: .875rem; }
figure { margin: 0; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--quiet); font: 12px system-ui, sans-serif; }
svg text.value { fill: var(--ink); }
.good { fill: var(--good); } .fault { fill: var(--fault); } .unclear { fill: var(--unclear); }
.line { stroke: var(--line); stroke-width: 1; } .nothing { fill: none; stroke: var(--line); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .3rem .5rem; border-bottom: 1px solid var(--line); }
td { white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; }
th { font-weight: 600; color: var(--quiet); font-size: .875rem; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; }
";

/// The week as one HTML document. `today` decides whether the week is over or still running;
/// `name_of` returns the name of a stretch by its id.
#[must_use]
pub(crate) fn weekly_html(
    week: &WeekData,
    today: Date,
    name_of: &dyn Fn(&str) -> String,
) -> String {
    let sunday = calendar::days_after(week.monday, 6);
    let title =
        t!("report-title", from = dates::day_and_long_month(week.monday), to = dates::long(sunday));
    let mut body =
        format!("<h1>{}</h1>\n<p>{}</p>\n", escaped(&title), escaped(&weekly_summary(week, today)));
    if week.total().watched_ms > 0 {
        section(&mut body, t!("report-days"), &chart::days(&seven(week)), t!("report-days-about"));
        body.push_str(&table(&week.days));
        section(&mut body, t!("report-hours"), &chart::heat(&week.heat), t!("report-hours-about"));
    }
    let total = week.total();
    let mut faults: Vec<(String, i64)> = total
        .faults
        .present()
        .map(|(fault, ms)| (escaped(&capitalized(fault.noun())), ms))
        .collect();
    faults.sort_by_key(|(_, ms)| std::cmp::Reverse(*ms));
    if !faults.is_empty() {
        let bars = chart::faults(&faults, total.judged_ms());
        section(&mut body, t!("history-card-faults"), &bars, t!("report-faults-about"));
    }
    body.push_str(&what_came_of_it(week, name_of));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n\
         <footer>{}</footer>\n</body>\n</html>\n",
        language(),
        escaped(&title),
        escaped(t!("report-made-by"))
    )
}

fn section(body: &mut String, heading: &str, svg: &str, caption: &str) {
    // `writeln!` to a `String` cannot fail.
    let _ = writeln!(
        body,
        "<h2>{}</h2>\n<figure>\n{svg}<figcaption>{}</figcaption>\n</figure>",
        escaped(heading),
        escaped(caption)
    );
}

/// All seven days, including empty ones.
fn seven(week: &WeekData) -> Vec<Day> {
    (0..7)
        .map(|n| {
            let date = calendar::days_after(week.monday, n);
            let day = week.days.iter().find(|day| day.date == date);
            day.copied().unwrap_or(Day::empty(date))
        })
        .collect()
}

/// The start of a table with these column titles.
fn table_head<T: AsRef<str>>(titles: &[T]) -> String {
    let cell = |title: &T| format!("<th>{}</th>", escaped(title.as_ref()));
    let cells: String = titles.iter().map(cell).collect();
    format!("<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n")
}

fn table(days: &[Day]) -> String {
    let mut table = table_head(&[
        t!("history-day"),
        t!("history-compared-watched"),
        t!("report-good"),
        t!("report-alerts"),
        t!("report-corrected"),
        t!("history-compared-breaks"),
    ]);
    for day in days {
        let good = match day.good_share() {
            Some(share) if day.is_full() => percent(share),
            Some(_) => t!("history-too-little").into(),
            None => "–".into(),
        };
        let _ = writeln!(
            table,
            "<tr><td>{}</td><td>{}</td><td>{good}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            dates::weekday(day.date),
            durations::short(day.watched_ms),
            day.alerts,
            day.corrected,
            day.breaks
        );
    }
    table.push_str("</tbody>\n</table>\n");
    table
}

fn what_came_of_it(week: &WeekData, name_of: &dyn Fn(&str) -> String) -> String {
    let after_s = week.corrected_after_s();
    let mut text = String::new();
    if let Some(half_s) = stats::median(after_s.iter().copied()) {
        let words = t!(
            "history-week-corrected",
            corrected = after_s.len(),
            all = week.alerts.len(),
            seconds = decimal(half_s, 0)
        );
        let _ = writeln!(text, "<p>{}</p>", escaped(&words));
    }
    if let Some(words) = stretch_words(&week.stretches) {
        let _ = writeln!(text, "<p>{}</p>", escaped(&words));
        text.push_str(&stretch_table(&week.stretches.effects(), name_of));
    }
    if text.is_empty() {
        text
    } else {
        format!("<h2>{}</h2>\n{text}", escaped(t!("report-corrections")))
    }
}

fn stretch_table(effects: &[StretchEffect], name_of: &dyn Fn(&str) -> String) -> String {
    if effects.is_empty() {
        return String::new();
    }
    let mut table = table_head(&[
        t!("report-stretch"),
        t!("report-done"),
        t!("report-held"),
        t!("report-next-alert"),
        t!("report-without"),
    ]);
    let time = |median: Option<MedianTime>| match median {
        Some(MedianTime::At(minutes)) => t!("duration-minutes", minutes = decimal(minutes, 0)),
        Some(MedianTime::Beyond(minutes)) => {
            let duration = t!("duration-minutes", minutes = decimal(minutes.floor(), 0));
            t!("history-more-than", duration = duration)
        }
        None => t!("history-too-few").into(),
    };
    for effect in effects {
        let held = if effect.held_s > 0.0 {
            t!("duration-minutes", minutes = decimal((effect.held_s / 60.0).max(1.0), 0))
        } else {
            "–".into()
        };
        let _ = writeln!(
            table,
            "<tr><td>{}</td><td>{}</td><td>{held}</td><td>{}</td><td>{}</td></tr>",
            escaped(&name_of(&effect.stretch)),
            effect.times,
            time(effect.after),
            time(effect.without)
        );
    }
    table.push_str("</tbody>\n</table>\n<p class=\"quiet\">");
    table.push_str(&escaped(t!("history-card-stretches-hint")));
    table.push_str("</p>\n");
    table
}

/// `text` escaped for HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
