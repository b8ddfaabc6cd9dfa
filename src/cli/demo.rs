//! `plumbline demo`: the window with the bundled demonstration and, if wished, made-up days.

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
    /// Show the history of somebody who does not exist. Your own is not touched
    #[arg(long)]
    history: bool,
    /// So many days of it, up to today
    #[arg(long, value_name = "N", default_value_t = 120)]
    days: u32,
    /// Another number, another person
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

pub(super) fn run(args: &Args, request: Request) -> Result<(), Failure> {
    let request = Request { source: Some(SourceSpec::Demo), ..request };
    if !args.history {
        return window::run(request);
    }
    // Gone when the window closes.
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("history.sqlite");
    let today = jiff::Zoned::now().date();
    let import = made_up(args.seed, calendar::days_after(today, 1 - i64::from(args.days)), today);
    History::open(&file).history.import(import)?;
    window::run(Request { history_file: Some(file), ..request })
}

/// The days `from` to `to` of somebody who does not exist.
fn made_up(seed: u64, from: Date, to: Date) -> Import {
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
