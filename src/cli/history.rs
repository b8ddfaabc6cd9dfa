//! `plumbline history` and `plumbline report`: print, export and import the history; write the pages on a week and a month.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Failure, print_json_line};
use crate::desktop::instance::{Instance, Services};
use crate::desktop::language;
use crate::desktop::paths::Paths;
use crate::report::Paper;
use crate::text::{self, FaultText as _, durations, week as words};
use plumbline_history::exchange::export;
use plumbline_history::model::calendar;
use plumbline_history::{Day, History, HistoryError, Import, Reader};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Number of days, up to today
    #[arg(long, value_name = "N", default_value_t = 14)]
    days: u32,
    /// Print one JSON object per day
    #[arg(long)]
    json: bool,
    /// Export the minutes of these days to FILE: .json (can be imported) or .csv
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// Export the alerts, breaks and other events of these days to FILE (.csv)
    #[arg(long, value_name = "FILE")]
    export_events: Option<PathBuf>,
    /// Import the minutes and events of a .json export that are missing in this history
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
    /// History file to use instead of your own
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ReportArgs {
    /// The week that contains this day (YYYY-MM-DD) [default: this week]
    #[arg(long, value_name = "DAY", num_args = 0..=1, default_missing_value = "today")]
    week: Option<String>,
    /// A month on one page, for a physiotherapist: the month that contains this day [default: this month]
    #[arg(long, value_name = "DAY", num_args = 0..=1, default_missing_value = "today", conflicts_with = "week")]
    month: Option<String>,
    /// Write a PDF instead of an HTML page
    #[arg(long, requires = "month")]
    pdf: bool,
    /// Paper of the PDF [default: the usual one of your region]
    #[arg(long, value_enum, requires = "pdf")]
    paper: Option<Paper>,
    /// File of the page [default: report-DATE.html in the current folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// History file to use instead of your own
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl From<HistoryError> for Failure {
    fn from(error: HistoryError) -> Self {
        Self::History(error.to_string())
    }
}

fn history_file(given: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    let own = || Paths::of_platform().map(|paths| paths.history_file);
    given.cloned().or_else(own).ok_or_else(|| {
        Failure::History("there is no history because there is no home folder".into())
    })
}

fn open(path: &Path) -> Result<Reader, Failure> {
    if !path.exists() {
        return Err(Failure::History(format!(
            "there is no history yet ({}); start Plumbline to begin one",
            path.display()
        )));
    }
    Ok(Reader::open(path)?)
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let path = history_file(args.file.as_ref())?;
    if let Some(import) = &args.import {
        return import_file(import, &path);
    }
    let is_plain = args.export.is_none() && args.export_events.is_none();
    if args.json && is_plain && args.file.is_none() && !path.exists() {
        // No days yet: no lines.
        return Ok(());
    }
    let reader = open(&path)?;
    let today = jiff::Zoned::now().date();
    let span = (calendar::days_after(today, 1 - i64::from(args.days.max(1))), today);
    for (wanted, is_events) in [(&args.export, false), (&args.export_events, true)] {
        let Some(out) = wanted else { continue };
        write(&reader, span, out, is_events)?;
    }
    if !is_plain {
        return Ok(());
    }
    let days = reader.days(span.0, span.1)?;
    for day in &days {
        if args.json {
            print_json_line(&day_json(day))?;
        } else {
            outln!("{}", day_words(day));
        }
    }
    if days.is_empty() && !args.json {
        outln!("There are no data for these days.");
    }
    Ok(())
}

fn write(reader: &Reader, span: (Date, Date), out: &Path, is_events: bool) -> Result<(), Failure> {
    let failed = |reason: String| Failure::Write { path: out.to_owned(), reason };
    let is_json = out.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let mut file = File::create(out).map_err(|e| failed(e.to_string()))?;
    let written = match (is_events, is_json) {
        (true, _) => export::events_csv(reader, span, &mut file),
        (false, true) => export::json(reader, span, &mut file),
        (false, false) => export::minutes_csv(reader, span, &mut file),
    };
    written.map_err(|e| failed(e.to_string()))?;
    file.flush().map_err(|e| failed(e.to_string()))?;
    outln!("{} to {} written to {}", span.0, span.1, out.display());
    Ok(())
}

fn import_file(from: &Path, path: &Path) -> Result<(), Failure> {
    let file = File::open(from)
        .map_err(|e| Failure::History(format!("cannot read {}: {e}", from.display())))?;
    let import = Import::read(std::io::BufReader::new(file))?;
    // Only one process may write to the history.
    let claim =
        |paths: Paths| Instance::claim(&paths.data_dir, &paths.instance_dir, Services::default());
    let _guard = match Paths::of_platform().map(claim) {
        Some(Ok(Instance::Other(_))) => {
            return Err(Failure::History(
                "Plumbline is running; quit it before you import".to_owned(),
            ));
        }
        Some(Ok(Instance::First(guard))) => Some(guard),
        Some(Err(_)) | None => None,
    };
    let opened = History::open(path);
    if let Some(notice) = opened.notice {
        errln!("plumbline: {}", text::history::notice(&notice));
    }
    let imported = opened.history.import(import);
    if let Some(notice) = opened.history.notice() {
        errln!("plumbline: {}", text::history::notice(&notice));
    }
    let imported = imported?;
    outln!("Added {} minutes and {} events", imported.minutes, imported.events);
    Ok(())
}

fn day_json(day: &Day) -> Value {
    let faults: serde_json::Map<String, Value> =
        day.faults.present().map(|(fault, ms)| (fault.name().to_owned(), ms.into())).collect();
    json!({
        "date": day.date.to_string(), "watched_ms": day.watched_ms, "good_ms": day.good_ms,
        "fault_ms": day.fault_ms, "uncertain_ms": day.uncertain_ms, "away_ms": day.away_ms,
        "good_share": day.good_share(), "faults_ms": faults, "alerts": day.alerts,
        "corrected": day.corrected, "breaks": day.breaks, "stretches": day.stretches,
    })
}

fn day_words(day: &Day) -> String {
    let share = day.good_share().map_or_else(|| "–".to_owned(), words::percent);
    let longest = day
        .faults
        .longest()
        .map(|(fault, ms)| format!(" · most: {} {}", fault.noun(), durations::short(ms)));
    format!(
        "{}  {share:>5} good of {} watched · {} alerts, {} corrected · {} breaks, {} stretches{}",
        day.date.strftime("%a %Y-%m-%d"),
        durations::short(day.watched_ms),
        day.alerts,
        day.corrected,
        day.breaks,
        day.stretches,
        longest.unwrap_or_default()
    )
}

pub(super) fn report(args: &ReportArgs) -> Result<(), Failure> {
    let reader = open(&history_file(args.file.as_ref())?)?;
    let today = jiff::Zoned::now().date();
    let catalogue = text::catalogue::catalogue()?;
    let name_of = |id: &str| {
        catalogue.item(id).map_or_else(|| id.replace(['-', '_'], " "), |item| item.name.clone())
    };
    if let Some(month) = &args.month {
        let day = day_of("--month", Some(month), today)?;
        let page = crate::report::month::month_page(&reader.month(day)?, &name_of);
        let name = format!("report-{}", day.strftime("%Y-%m"));
        let (content, ending) = match args.pdf {
            true => {
                let paper = args.paper.unwrap_or_else(|| Paper::usual(&language::paper_locales()));
                let pdf = crate::report::page_pdf(&page, paper);
                (pdf.map_err(|error| Failure::History(error.to_string()))?, "pdf")
            }
            false => (crate::report::page_html(&page).into_bytes(), "html"),
        };
        return write_page(args, &content, &format!("{name}.{ending}"), &page.lead);
    }
    let day = day_of("--week", args.week.as_deref(), today)?;
    let week = reader.week(day)?;
    let html = crate::report::weekly_html(&week, today, &name_of);
    let name = format!("report-{}.html", calendar::monday_of(day));
    write_page(args, html.as_bytes(), &name, &words::weekly_summary(&week, today))
}

/// The day that an option names.
fn day_of(option: &str, text: Option<&str>, today: Date) -> Result<Date, Failure> {
    match text {
        None | Some("today") => Ok(today),
        Some(text) => text.parse().map_err(|_| {
            Failure::Usage(format!("{option}: \"{text}\" is not a date; write it like {today}"))
        }),
    }
}

fn write_page(args: &ReportArgs, content: &[u8], name: &str, summary: &str) -> Result<(), Failure> {
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(name));
    std::fs::write(&out, content)
        .map_err(|e| Failure::Write { path: out.clone(), reason: e.to_string() })?;
    outln!("{summary}");
    outln!("Page written to {}", out.display());
    Ok(())
}
