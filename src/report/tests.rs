use jiff::civil::date;

use super::*;
use plumbline_history::analysis::episodes::alert_stories;
use plumbline_history::analysis::heat::HeatMap;
use plumbline_history::analysis::stretches::{StretchLog, stretch_log};
use plumbline_history::model::calendar::days_after;
use plumbline_history::model::day::Days;
use plumbline_history::synthetic::Synthetic;

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
