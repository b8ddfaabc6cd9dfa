use jiff::civil::date;

use super::*;
use plumbline_history::analysis::episodes::alert_stories;
use plumbline_history::analysis::heat::HeatMap;
use plumbline_history::analysis::month::MonthData;
use plumbline_history::analysis::stretches::{StretchLog, stretch_log};
use plumbline_history::model::calendar::days_after;
use plumbline_history::model::day::Days;
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{EventKind, History, HistoryEvent, Import, Reader};

fn week_of(monday: Date) -> WeekData {
    let person = Synthetic::new(9, 15_000);
    let mut heat = HeatMap::default();
    let mut events = Vec::new();
    let mut days = |from: Date, to: Date, heat: &mut HeatMap| {
        let mut days = Days::between(from, to);
        for n in 0..7 {
            let day = person.day(days_after(from, n));
            for minute in day.minutes() {
                days.add_minute(&minute);
                heat.add_minute(&minute);
            }
            day.events.iter().for_each(|event| days.add_event(event));
            events.extend(day.events);
        }
        days.finish()
    };
    let before = days(days_after(monday, -7), days_after(monday, -1), &mut HeatMap::default());
    let this = days(monday, days_after(monday, 6), &mut heat);
    WeekData {
        monday,
        days: this,
        days_before: before,
        heat,
        alerts: alert_stories(&events),
        stretches: stretch_log(&events),
    }
}

fn upper_case(stretch: &str) -> String {
    stretch.to_uppercase()
}

#[test]
fn the_report_has_no_external_resources_and_valid_markup() {
    let html = weekly_html(&week_of(date(2025, 6, 16)), date(2025, 7, 1), &upper_case);
    if let Ok(path) = std::env::var("PLUMBLINE_REPORT_OUT") {
        std::fs::write(path, &html).unwrap();
    }
    for foreign in ["<script", "http:", "https:", "src=", "href=", "url(", "@import"] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    assert!(html.contains("prefers-color-scheme: dark"));
    assert_eq!(html.matches("<svg").count(), 3);
    for tag in ["svg", "rect", "text", "figure", "table", "tr", "td", "h2", "p", "title"] {
        let opened =
            html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    for word in
        ["Monday", "Friday", "% good, ", "Forward head", "does not prove", "RHOMBOID-FORWARD"]
    {
        assert!(html.contains(word), "{word}");
    }
    assert!(!html.contains("NaN") && !html.contains("inf\""));
}

#[test]
fn the_report_of_an_empty_week_says_so() {
    let week = WeekData {
        monday: date(2025, 6, 16),
        days: Vec::new(),
        days_before: Vec::new(),
        heat: HeatMap::default(),
        alerts: Vec::new(),
        stretches: StretchLog::default(),
    };
    let html = weekly_html(&week, date(2025, 7, 1), &upper_case);
    assert!(html.contains("nothing was watched"));
    assert!(!html.contains("<svg"));
}

/// A month of the synthetic person, read from a history as the command does.
fn month_of(day: Date) -> MonthData {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history.sqlite");
    let person = Synthetic::new(9, 20_000);
    let (mut minutes, mut events) = (Vec::new(), Vec::new());
    for n in -31..30 {
        let made = person.day(days_after(day.first_of_month(), n));
        minutes.extend(made.minutes());
        events.extend(made.events);
    }
    for (n, score) in [(3_i64, 6), (4, 5), (9, 3)] {
        events.push(HistoryEvent {
            at: days_after(day.first_of_month(), n)
                .at(15, 0, 0, 0)
                .in_tz("UTC")
                .unwrap()
                .timestamp(),
            offset_s: 0,
            kind: EventKind::Discomfort,
            fault: None,
            detail: serde_json::json!({ "score": score, "areas": ["neck"] }),
        });
    }
    History::open(&file).history.import(Import::of(minutes, events)).unwrap();
    Reader::open(&file).unwrap().month(day).unwrap()
}

#[test]
fn a_month_has_its_changes_faults_ranges_positions_stretches_and_discomfort() {
    let page = month::month_page(&month_of(date(2025, 6, 16)), &upper_case);
    assert_eq!(page.title, "Posture in June 2025");
    let headings: Vec<&str> = page.sections.iter().map(|s| s.heading.as_str()).collect();
    assert_eq!(
        headings,
        [
            "What changed",
            "Faults by hour of the day",
            "Ranges",
            "Changes of position",
            "Stretches and exercises",
            "Discomfort, as the person rated it",
        ]
    );
    let html = page_html(&page);
    for foreign in ["<script", "http:", "https:", "src=", "href=", "url(", "@import", "NaN"] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    assert!(html.contains("@page") && html.contains("@media print"));
    assert!(html.contains("median 5.0, from 3 to 6. Where: neck (3 days)."));
    for tag in ["table", "tr", "td", "th", "h2", "p", "title"] {
        let opened =
            html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn the_month_is_one_page_of_pdf_with_its_font_on_both_papers() {
    let page = month::month_page(&month_of(date(2025, 6, 16)), &upper_case);
    for (paper, width) in [(Paper::A4, "595."), (Paper::Letter, "612")] {
        let pdf = page_pdf(&page, paper).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.contains("/Type/Pages/Count 1/"), "{paper:?}");
        assert!(text.contains(&format!("/MediaBox[0 0 {width}")), "{paper:?}");
        assert!(text.contains("/FontFile"), "the font is embedded");
    }
}

#[test]
fn a_month_without_records_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history.sqlite");
    drop(History::open(&file));
    let empty = Reader::open(&file).unwrap().month(date(2025, 6, 1)).unwrap();
    let page = month::month_page(&empty, &upper_case);
    assert_eq!(page.lead, "Nothing was watched in this month.");
    assert!(page.sections.is_empty());
    assert!(page_pdf(&page, Paper::A4).is_ok());
}

#[test]
fn the_paper_is_the_usual_one_of_the_region() {
    let usual = |locales: &[&str]| {
        Paper::usual(&locales.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    };
    for letter in ["en_US.UTF-8", "en-US", "es-MX", "fr_CA@euro", "en-Latn-US"] {
        assert_eq!(usual(&[letter]), Paper::Letter, "{letter}");
    }
    for a4 in ["en_GB.UTF-8", "de", "de-AT", "pt_BR", "zh-Hans-CN"] {
        assert_eq!(usual(&[a4]), Paper::A4, "{a4}");
    }
    assert_eq!(usual(&[]), Paper::A4);
    assert_eq!(usual(&["en", "es-CL"]), Paper::Letter);
    assert_eq!(usual(&["de-DE", "en-US"]), Paper::A4);
}
