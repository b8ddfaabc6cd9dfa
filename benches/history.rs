//! How long the History tab's pages take over one and over ten years of somebody who does not exist:
//! `cargo bench --bench history`. The two databases are made once, in the target folder's `tmp`.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use plumbline::ui::history::reader::{Ask, Page, Range, StretchNames, page};
use plumbline_core::posture::fault::LimitChoice;
use plumbline_history::model::calendar;
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{History, HistoryOptions, Import, Reader};

/// The last day of the histories: a Thursday on which there was work.
const TODAY: Date = date(2025, 11, 20);

/// The history of so many years up to [`TODAY`].
fn made_up(years: i64) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("history-of-{years}.sqlite"));
    if path.exists() {
        return path;
    }
    let unfinished = path.with_extension("unfinished");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", unfinished.display()));
    }
    // Three looks a minute: as many rows as at any pace, made in a tenth of the time.
    let person = Synthetic::new(7, 20_000);
    let history = History::open(&unfinished).history;
    for year in (0..years).rev() {
        let (mut minutes, mut events) = (Vec::new(), Vec::new());
        for back in (0..365).rev() {
            let day = person.day(calendar::days_after(TODAY, -back - 365 * year));
            minutes.extend(day.minutes());
            events.extend(day.events);
        }
        history.import(Import::of(minutes, events)).unwrap();
    }
    drop(history);
    std::fs::rename(&unfinished, &path).unwrap();
    path
}

fn shown(path: &Path, range: Range, is_year: bool) -> Page {
    let limits = LimitChoice::default();
    let ask = Ask { range, date: TODAY, limits, today: TODAY, is_year };
    page(&Reader::open(path).unwrap(), &ask, &StretchNames::new()).unwrap()
}

fn pages(criterion: &mut Criterion) {
    for years in [1, 10] {
        let path = made_up(years);
        let bytes = std::fs::metadata(&path).unwrap().len();
        println!("{years} years: {:.1} MB", bytes as f64 / 1e6);
        assert!(!shown(&path, Range::Day, false).minutes.is_empty(), "the last day was worked");
        let mut group = criterion.benchmark_group(format!("history of {years} years"));
        // Closing it waits for the check of the whole file in the background; not measured.
        group.bench_function("open and today", |bencher| {
            bencher.iter_batched(
                || (),
                |()| {
                    let opened = History::open_with(&path, HistoryOptions::default());
                    (shown(&path, Range::Day, false), opened)
                },
                BatchSize::PerIteration,
            );
        });
        for (name, range, is_year) in [
            ("day", Range::Day, false),
            ("week", Range::Week, false),
            ("month", Range::Month, false),
            ("heat map of 3 months", Range::When, false),
            ("heat map of a year", Range::When, true),
            ("what", Range::What, false),
        ] {
            group.bench_function(name, |bencher| bencher.iter(|| shown(&path, range, is_year)));
        }
        group.bench_function("stretch outcomes of 90 days", |bencher| {
            bencher.iter(|| Reader::open(&path).unwrap().stretch_outcomes(TODAY, 90).unwrap());
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = pages
}
criterion_main!(benches);
