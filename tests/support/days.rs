//! Synthetic history of one person up to a fixed day.

use std::path::PathBuf;
use std::sync::OnceLock;

use jiff::civil::Date;
use plumbline::ui::history::chart_model::DayStrip;
use plumbline::ui::history::reader::{Ask, Range, StretchNames, page};
use plumbline_core::coaching::trial::{BLOCK, CASES, block};
use plumbline_core::posture::fault::LimitChoice;
use plumbline_history::analysis::trial;
use plumbline_history::model::calendar;
use plumbline_history::model::sample::{EventKind, HistoryEvent};
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{History, Import, Minute, Reader};

/// Last day of the history.
pub const DATE: Date = Date::constant(2026, 11, 25);

/// Minutes and events of four months.
fn four_months() -> (Vec<Minute>, Vec<HistoryEvent>) {
    let person = Synthetic::new(1, 10_000);
    let (mut minutes, mut events) = (Vec::new(), Vec::new());
    for back in (0..120).rev() {
        let day = person.day(calendar::days_after(DATE, -back));
        minutes.extend(day.minutes());
        events.extend(day.events);
    }
    (minutes, events)
}

/// Database with four months of history, created once.
pub fn made_up_days() -> PathBuf {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (minutes, events) = four_months();
        let opened = History::open(&folder.path().join("history.sqlite"));
        opened.history.import(Import::of(minutes, events)).unwrap();
        folder
    });
    folder.path().join("history.sqlite")
}

/// Seed of the trial by lot in [`days_with_a_trial`].
const TRIAL: u64 = 7;

/// Database with four months of history, in which `cases` alerts at most have a lot. Posture stays good longest after
/// a stretch.
pub fn days_with_a_trial(cases: usize) -> tempfile::TempDir {
    let (minutes, mut events) = four_months();
    let mut alerts: Vec<&mut HistoryEvent> = events
        .iter_mut()
        .filter(|event| event.kind == EventKind::Alert && event.fault.is_some())
        .take(cases)
        .collect();
    let set = |event: &mut HistoryEvent, lot: &str| {
        event.detail = serde_json::json!({ "trial": TRIAL, "lot": lot });
    };
    for alert in &mut alerts {
        set(alert, "hint");
    }
    let times: Vec<f64> =
        trial::cases(&events, TRIAL).iter().map(|case| case.until_next.time).collect();
    assert_eq!(times.len(), cases);
    let mut lots: Vec<&str> = Vec::new();
    for (i, times) in times.chunks(BLOCK).enumerate() {
        let mut offers = block(TRIAL, i as u64);
        offers.sort();
        let mut order: Vec<usize> = (0..times.len()).collect();
        order.sort_by(|a, b| times[*a].total_cmp(&times[*b]));
        let mut named = vec![""; times.len()];
        for (rank, at) in order.into_iter().enumerate() {
            named[at] = offers[rank].name();
        }
        lots.extend(named);
    }
    let alerts =
        events.iter_mut().filter(|event| event.kind == EventKind::Alert && event.fault.is_some());
    for (alert, lot) in alerts.zip(lots) {
        set(alert, lot);
    }
    let folder = tempfile::tempdir().unwrap();
    let opened = History::open(&folder.path().join("history.sqlite"));
    opened.history.import(Import::of(minutes, events)).unwrap();
    folder
}

/// All cases of a trial.
pub const ALL_CASES: usize = CASES;

/// The last day as the strip of the "Now" page.
pub fn today() -> DayStrip {
    let reader = Reader::open(&made_up_days()).unwrap();
    let limits = LimitChoice::default();
    let ask = Ask { range: Range::Day, date: DATE, limits, today: DATE, is_year: false };
    page(&reader, &ask, &StretchNames::new()).unwrap().strip
}
