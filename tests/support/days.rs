//! Synthetic history of one person up to a fixed day.

use std::path::PathBuf;
use std::sync::OnceLock;

use jiff::civil::Date;
use plumbline::ui::history::chart_model::DayStrip;
use plumbline::ui::history::reader::{Ask, Range, StretchNames, page};
use plumbline_core::posture::fault::LimitChoice;
use plumbline_history::model::calendar;
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{History, Import, Reader};

/// Last day of the history.
pub const DATE: Date = Date::constant(2026, 11, 25);

/// Database with four months of history, created once.
pub fn made_up_days() -> PathBuf {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let person = Synthetic::new(1, 10_000);
        let (mut minutes, mut events) = (Vec::new(), Vec::new());
        for back in (0..120).rev() {
            let day = person.day(calendar::days_after(DATE, -back));
            minutes.extend(day.minutes());
            events.extend(day.events);
        }
        let opened = History::open(&folder.path().join("history.sqlite"));
        opened.history.import(Import::of(minutes, events)).unwrap();
        folder
    });
    folder.path().join("history.sqlite")
}

/// The last day as the strip of the "Now" page.
pub fn today() -> DayStrip {
    let reader = Reader::open(&made_up_days()).unwrap();
    let limits = LimitChoice::default();
    let ask = Ask { range: Range::Day, date: DATE, limits, today: DATE, is_year: false };
    page(&reader, &ask, &StretchNames::new()).unwrap().strip
}
