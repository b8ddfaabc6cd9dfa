//! `plumbline demo`: opens the window with the bundled demonstration and, on request, a synthetic history.

use jiff::civil::Date;

use super::Failure;
use super::startup::Request;
use super::window;
use plumbline_history::model::calendar;
use plumbline_history::synthetic::Synthetic;
use plumbline_history::{History, Import};
use plumbline_vision::frames::SourceSpec;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Show the history of an invented person. Your own history is not changed
    #[arg(long)]
    history: bool,
    /// Number of days of the invented history, up to today
    #[arg(long, value_name = "N", default_value_t = 120)]
    days: u32,
    /// Seed of the invented person; another number gives another person
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

pub(super) fn run(args: &Args, request: Request) -> Result<(), Failure> {
    let request = Request { source: Some(SourceSpec::Demo), ..request };
    if !args.history {
        return window::run(&request);
    }
    // The folder is deleted when the window closes.
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("history.sqlite");
    let today = jiff::Zoned::now().date();
    let import =
        synthetic_days(args.seed, calendar::days_after(today, 1 - i64::from(args.days)), today);
    History::open(&file).history.import(import)?;
    window::run(&Request { history_file: Some(file), ..request })
}

/// The history of an invented person from `from` to `to`.
fn synthetic_days(seed: u64, from: Date, to: Date) -> Import {
    let person = Synthetic::new(seed, 2_000);
    let (mut minutes, mut events) = (Vec::new(), Vec::new());
    let mut date = from;
    while date <= to {
        let day = person.day(date);
        minutes.extend(day.minutes());
        events.extend(day.events);
        date = calendar::days_after(date, 1);
    }
    Import::of(minutes, events)
}
