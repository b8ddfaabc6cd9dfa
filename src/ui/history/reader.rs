//! Reads the history in its own thread, so that charts never block the window.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use parking_lot::Mutex;

use eframe::egui::Context;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::chart_model::{
    Compared, DayBar, DayStrip, FaultBar, Heat, MinuteShown, StretchBar, Trace, VarietyChart,
};
use super::trial::TrialChart;
use super::{chart_data, minutes, variety};
use crate::text::{dates, t, week};
use crate::watch::TRIAL_DAYS;
use plumbline_core::posture::fault::LimitChoice;
use plumbline_history::analysis::episodes::alert_stories;
use plumbline_history::analysis::strength::strength_days;
use plumbline_history::analysis::stretches::{StretchLog, stretch_log};
use plumbline_history::analysis::summary;
use plumbline_history::analysis::trial;
use plumbline_history::model::calendar;
use plumbline_history::{EventKind, HistoryError, Reader};

/// Page of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// One day.
    Day,
    Week,
    Month,
    /// The days of a year as a calendar.
    Year,
    /// Heat map of weekday and hour, over three months or a year.
    When,
    /// All faults, over 30 days.
    What,
}

impl Range {
    /// All pages, in display order.
    pub const ALL: [Self; 6] =
        [Self::Day, Self::Week, Self::Month, Self::Year, Self::When, Self::What];

    /// Label of the page.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Day => t!("history-day"),
            Self::Week => t!("history-week"),
            Self::Month => t!("history-month"),
            Self::Year => t!("history-year"),
            Self::When => t!("history-when"),
            Self::What => t!("history-what"),
        }
    }

    /// Label of the button that returns to this page from a day.
    #[must_use]
    pub fn back_label(self) -> &'static str {
        match self {
            Self::Day => t!("history-back-day"),
            Self::Week => t!("history-back-week"),
            Self::Month => t!("history-back-month"),
            Self::Year => t!("history-back-year"),
            Self::When => t!("history-back-when"),
            Self::What => t!("history-back-what"),
        }
    }

    /// First and last day of the page that contains `date`.
    #[must_use]
    pub fn span(self, date: Date) -> (Date, Date) {
        match self {
            Self::Day => (date, date),
            Self::Week => {
                let monday = calendar::monday_of(date);
                (monday, calendar::days_after(monday, 6))
            }
            Self::Month => (date.first_of_month(), date.last_of_month()),
            Self::Year => (calendar::days_after(date, -364), date),
            Self::When => (calendar::days_after(date, -90), date),
            Self::What => (calendar::days_after(date, -29), date),
        }
    }

    /// The date on the page `pages` pages after `date`; negative goes back.
    #[must_use]
    pub fn turned(self, date: Date, pages: i64) -> Date {
        match self {
            Self::Day => calendar::days_after(date, pages),
            Self::Week => calendar::days_after(date, 7 * pages),
            Self::Month => date.first_of_month().saturating_add(pages.months()),
            Self::Year => calendar::days_after(date, 365 * pages),
            Self::When | Self::What => calendar::days_after(date, 30 * pages),
        }
    }
}

/// Names of the stretches by their catalogue ids.
pub type StretchNames = BTreeMap<String, String>;

/// Request for a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    pub range: Range,
    /// A day on the page.
    pub date: Date,
    pub limits: LimitChoice,
    /// Today in local time.
    pub today: Date,
    /// One year instead of three months, on pages that offer both.
    pub is_year: bool,
}

impl Ask {
    /// First and last day of the page.
    #[must_use]
    pub fn span(&self) -> (Date, Date) {
        match self.range {
            Range::When if self.is_year => (calendar::days_after(self.date, -364), self.date),
            range => range.span(self.date),
        }
    }
}

/// Contents of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Timeline of the day.
    pub strip: DayStrip,
    /// Minutes of the day.
    pub minutes: Vec<MinuteShown>,
    /// Traces of the angles over the day.
    pub traces: Vec<Trace>,
    pub days: Vec<DayBar>,
    /// Trend of the days: share on the first day, change per day.
    pub trend: Option<(f64, f64)>,
    pub heat: Heat,
    pub faults: Vec<FaultBar>,
    pub stretches: Vec<StretchBar>,
    /// The newest trial by lot.
    pub trial: Option<TrialChart>,
    /// Changes of position.
    pub variety: VarietyChart,
    /// Summary of the stretches.
    pub stretch_words: String,
    /// The week of the page and the week before.
    pub compared: Compared,
    /// Name of the week of the page.
    pub week_name: String,
    /// Share of good posture in the judged time of the page, 0 to 1. `None` if there is too little of it, or
    /// the page has no such number.
    pub share: Option<f64>,
    /// The most important sentences of the summary.
    pub lead: String,
    /// The rest of the summary.
    pub words: String,
    /// There is no history yet: show only the summary.
    pub is_missing: bool,
}

/// A request with its result.
pub type Answer = (Ask, Result<Page, String>);

/// Sends requests and stores the newest answer.
pub struct PageReader {
    asks: Sender<Ask>,
    answer: Arc<Mutex<Option<Arc<Answer>>>>,
}

impl PageReader {
    /// Starts the thread that reads the history at `path` and repaints `ctx` after every answer.
    #[must_use]
    pub fn start(path: PathBuf, names: StretchNames, ctx: &Context) -> Self {
        let (asks, inbox) = channel();
        let answer = Arc::<Mutex<Option<Arc<Answer>>>>::default();
        let (place, ctx) = (Arc::clone(&answer), ctx.clone());
        let started = std::thread::Builder::new()
            .name("history-reader".into())
            .spawn(move || answer_all(&path, &names, &inbox, &place, &ctx));
        if let Err(error) = started {
            tracing::warn!(%error, "the history cannot be read");
        }
        Self { asks, answer }
    }

    /// Requests a page.
    pub fn ask(&self, ask: Ask) {
        // If the thread has ended, its error was logged.
        let _ = self.asks.send(ask);
    }

    /// The newest answer. It is requested in every frame, so it is shared instead of copied.
    #[must_use]
    pub fn answer(&self) -> Option<Arc<Answer>> {
        self.answer.lock().clone()
    }
}

fn answer_all(
    path: &std::path::Path,
    names: &StretchNames,
    inbox: &Receiver<Ask>,
    place: &Mutex<Option<Arc<Answer>>>,
    ctx: &Context,
) {
    while let Ok(ask) = inbox.recv() {
        // Only the newest request matters.
        let ask = inbox.try_iter().last().unwrap_or(ask);
        let page = if path.exists() {
            Reader::open(path)
                .and_then(|reader| page(&reader, &ask, names))
                .map_err(|error| error.to_string())
        } else {
            Ok(Page {
                words: t!("history-nothing-yet").into(),
                is_missing: true,
                ..Page::default()
            })
        };
        *place.lock() = Some(Arc::new((ask, page)));
        ctx.request_repaint();
    }
}

/// Computes a page.
///
/// # Errors
/// [`HistoryError`] of the database.
pub fn page(reader: &Reader, ask: &Ask, names: &StretchNames) -> Result<Page, HistoryError> {
    let (from, to) = ask.span();
    let mut page = Page::default();
    match ask.range {
        Range::Day => {
            // A day lasts from midnight to midnight in local time. Read a wider range, then filter
            // by local date.
            let zone = TimeZone::UTC;
            let edge = |date: Date| date.to_zoned(zone.clone()).map(|z| z.timestamp());
            let (Ok(first), Ok(last)) =
                (edge(calendar::days_after(from, -1)), edge(calendar::days_after(to, 2)))
            else {
                return Ok(page);
            };
            let mut of_day = reader.minutes(first, last)?;
            of_day.retain(|minute| minute.date() == ask.date);
            let mut events = reader.events(first, last)?;
            events.retain(|e| calendar::local(e.at, e.offset_s).date() == ask.date);
            page.strip = chart_data::strip(&of_day, &events);
            if ask.date == ask.today {
                let since = calendar::days_after(ask.today, -STRENGTH_DAYS);
                let done = reader.events_of_kind(EventKind::StretchDone, since, ask.today)?;
                page.strip.strength = strength_days(&done);
            }
            page.minutes = minutes::minutes(&of_day, &events, names);
            page.traces = chart_data::traces(&of_day, &ask.limits);
            page.variety = variety::by_hour(&of_day);
            page.share = chart_data::share_of_strip(&page.strip);
            page.words = super::strip::strip_words(&page.strip);
        }
        Range::Week | Range::Month => {
            let days = reader.days(from, to)?;
            page.days = chart_data::day_bars(&days, from, to);
            page.variety = variety::by_day(&days, (from, to));
            page.trend = summary::trend(&days).map(|trend| {
                let offset = calendar::days_between(from, trend.start.0) as f64;
                let slope = trend.per_week / 7.0;
                (trend.start.1 - slope * offset, slope)
            });
            let events = reader.events_of_days(from, to)?;
            page.faults = chart_data::fault_bars(&days, &alert_stories(&events));
            fill_stretches(&mut page, &stretch_log(&events), names);
            page.share = chart_data::share_of_days(&days);
            if ask.range == Range::Week {
                let week = reader.week(from)?;
                page.compared = chart_data::compared(&week);
                page.week_name = match (from..=to).contains(&ask.today) {
                    true => t!("history-this-week").to_owned(),
                    false => week::week_name(from, ask.today),
                };
                let sentences = week::weekly_sentences(&week, ask.today);
                let (lead, rest) = sentences.split_at(sentences.len().min(2));
                (page.lead, page.words) = (lead.join(" "), rest.join(" "));
            } else {
                page.lead = chart_data::month_words(&days, from, ask.today);
            }
            if (from..=to).contains(&ask.today) {
                let since = calendar::days_after(ask.today, -STREAK_DAYS);
                let recent = reader.days(since, ask.today)?;
                if let Some(words) = chart_data::streak_words(&recent) {
                    page.words = format!("{} {words}", page.words).trim_start().to_owned();
                }
            }
        }
        Range::Year => {
            let days = reader.days(from, to)?;
            page.days = chart_data::day_bars(&days, from, to);
            page.share = chart_data::share_of_days(&days);
            page.lead = chart_data::year_words(&days, to, ask.today);
            let events = reader.events_of_days(from, to)?;
            page.faults = chart_data::fault_bars(&days, &alert_stories(&events));
            if to >= ask.today {
                page.words = chart_data::streak_words(&days).unwrap_or_default();
            }
        }
        Range::When => {
            page.heat = chart_data::heat(&reader.heat_map(from, to)?);
            page.words = chart_data::when_words(&page.heat);
        }
        Range::What => {
            let days = reader.days(from, to)?;
            let events = reader.events_of_days(from, to)?;
            page.faults = chart_data::fault_bars(&days, &alert_stories(&events));
            fill_stretches(&mut page, &stretch_log(&events), names);
            let since = calendar::days_after(ask.today, -TRIAL_DAYS);
            let all = reader.events_of_days(since, ask.today)?;
            page.trial = trial::newest(&all).map(|seed| TrialChart::of(&trial::trial(&all, seed)));
            page.words = match to >= ask.today {
                true => t!("history-of-thirty-days").into(),
                false => t!("history-thirty-days-to", date = dates::day_month_year(to)),
            };
        }
    }
    Ok(page)
}

/// Number of days whose strength exercises decide about the next ones.
const STRENGTH_DAYS: i64 = 180;

/// Number of days read for the current streak. A longer streak is reported with this length.
const STREAK_DAYS: i64 = 120;

fn fill_stretches(page: &mut Page, log: &StretchLog, names: &StretchNames) {
    page.stretches = chart_data::stretch_bars(log, names);
    page.stretch_words = week::stretch_words(log).unwrap_or_default();
}
