//! Time to read the pages of the History tab from one and from ten years of synthetic history:
//! `cargo bench --bench history`. The two databases are created once, in `tmp` of the target folder.
#![allow(unreachable_pub, missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use plumbline::ui::history::reader::{Ask, Page, Range, StretchNames, page};
use plumbline_core::posture::fault::LimitChoice;
use plumbline_history::model::calendar;
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{History, HistoryOptions, Import, Reader};

/// Last day of the histories: a Thursday with data.
const TODAY: Date = date(2025, 11, 20);

/// The history of `years` years up to [`TODAY`].
fn synthetic_history(years: i64) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("history-of-{years}.sqlite"));
    if path.exists() {
        return path;
    }
    let unfinished = path.with_extension("unfinished");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", unfinished.display()));
    }
    // Three samples per minute. The number of rows does not depend on it, and it is ten times faster to create.
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

fn read_page(path: &Path, range: Range, is_year: bool) -> Page {
    let limits = LimitChoice::default();
    let ask = Ask { range, date: TODAY, limits, today: TODAY, is_year };
    page(&Reader::open(path).unwrap(), &ask, &StretchNames::new()).unwrap()
}

fn pages(criterion: &mut Criterion) {
    for years in [1, 10] {
        let path = synthetic_history(years);
        let bytes = std::fs::metadata(&path).unwrap().len();
        println!("{years} years: {:.1} MB", bytes as f64 / 1e6);
        assert!(!read_page(&path, Range::Day, false).minutes.is_empty(), "the last day has data");
        let mut group = criterion.benchmark_group(format!("history of {years} years"));
        // The history is returned, so that closing it is not measured: it waits for the background check of the
        // whole file.
        group.bench_function("open and today", |bencher| {
            bencher.iter_batched(
                || (),
                |()| {
                    let opened = History::open_with(&path, HistoryOptions::default());
                    (read_page(&path, Range::Day, false), opened)
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
            group.bench_function(name, |bencher| bencher.iter(|| read_page(&path, range, is_year)));
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
