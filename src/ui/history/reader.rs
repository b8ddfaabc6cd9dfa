//! Reads the history on a thread of its own, so that no chart ever makes the window wait.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::Context;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::chart_model::{
    Compared, DayBar, DayStrip, FaultBar, Heat, MinuteShown, StretchBar, Trace,
};
use super::{chart_data, minutes};
use crate::text::t;
use crate::text::week;
use plumbline_core::posture::fault::LimitChoice;
use plumbline_history::analysis::episodes::alert_stories;
use plumbline_history::analysis::stretches::{StretchLog, stretch_log};
use plumbline_history::analysis::summary;
use plumbline_history::model::calendar;
use plumbline_history::{HistoryError, Reader};

/// Which page of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// One day from morning to evening.
    Day,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// Hour by weekday, over three months or a year.
    When,
    /// Fault by fault, over a month.
    What,
}

impl Range {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::When, Self::What];

    /// As the window names it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Day => t!("history-day"),
            Self::Week => t!("history-week"),
            Self::Month => t!("history-month"),
            Self::When => t!("history-when"),
            Self::What => t!("history-what"),
        }
    }

    /// The button that leads back to it from a day.
    #[must_use]
    pub fn back_label(self) -> &'static str {
        match self {
            Self::Day => t!("history-back-day"),
            Self::Week => t!("history-back-week"),
            Self::Month => t!("history-back-month"),
            Self::When => t!("history-back-when"),
            Self::What => t!("history-back-what"),
        }
    }

    /// The first and the last day of the page that `date` lies on.
    #[must_use]
    pub fn span(self, date: Date) -> (Date, Date) {
        match self {
            Self::Day => (date, date),
            Self::Week => {
                let monday = calendar::monday_of(date);
                (monday, calendar::days_after(monday, 6))
            }
            Self::Month => (date.first_of_month(), date.last_of_month()),
            Self::When => (calendar::days_after(date, -90), date),
            Self::What => (calendar::days_after(date, -29), date),
        }
    }

    /// The day to go to from `date`, one page back or on.
    #[must_use]
    pub fn turned(self, date: Date, pages: i64) -> Date {
        match self {
            Self::Day => calendar::days_after(date, pages),
            Self::Week => calendar::days_after(date, 7 * pages),
            Self::Month => date.first_of_month().saturating_add(pages.months()),
            Self::When | Self::What => calendar::days_after(date, 30 * pages),
        }
    }
}

/// The names of the stretches by the catalogue's ids.
pub type StretchNames = BTreeMap<String, String>;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Which page.
    pub range: Range,
    /// A day on it.
    pub date: Date,
    /// Where the limits lie.
    pub limits: LimitChoice,
    /// Today, where the person is.
    pub today: Date,
    /// A year instead of three months, where the page has both.
    pub is_year: bool,
}

impl Ask {
    /// The first and the last day of the page.
    #[must_use]
    pub fn span(&self) -> (Date, Date) {
        match self.range {
            Range::When if self.is_year => (calendar::days_after(self.date, -364), self.date),
            range => range.span(self.date),
        }
    }
}

/// A page of the history.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// The day from morning to evening.
    pub strip: DayStrip,
    /// The same minute by minute.
    pub minutes: Vec<MinuteShown>,
    /// Its angles.
    pub traces: Vec<Trace>,
    /// Day by day.
    pub days: Vec<DayBar>,
    /// The trend of the days: share at the first, change a day.
    pub trend: Option<(f64, f64)>,
    /// Hour by weekday.
    pub heat: Heat,
    /// Fault by fault.
    pub faults: Vec<FaultBar>,
    /// Stretch by stretch.
    pub stretches: Vec<StretchBar>,
    /// What the stretches say, in words.
    pub stretch_words: String,
    /// The week and the one before.
    pub compared: Compared,
    /// What it says, in words.
    pub words: String,
    /// There is no history yet: nothing but the words is to be shown.
    pub is_missing: bool,
}

/// A page with what it answers.
pub type Answer = (Ask, Result<Page, String>);

/// Asks, and holds the newest answer.
pub struct PageReader {
    asks: Sender<Ask>,
    answer: Arc<Mutex<Option<Arc<Answer>>>>,
}

impl PageReader {
    /// Reads the history at `path` and wakes `ctx` with every answer.
    #[must_use]
    pub fn start(path: PathBuf, names: StretchNames, ctx: &Context) -> Self {
        let (asks, inbox) = channel();
        let answer = Arc::<Mutex<Option<Arc<Answer>>>>::default();
        let (place, ctx) = (Arc::clone(&answer), ctx.clone());
        let started = std::thread::Builder::new()
            .name("pages".into())
            .spawn(move || answer_all(&path, &names, &inbox, &place, &ctx));
        if let Err(error) = started {
            tracing::warn!(%error, "the history cannot be read");
        }
        Self { asks, answer }
    }

    /// Asks for a page.
    pub fn ask(&self, ask: Ask) {
        // A thread that has ended has said why.
        let _ = self.asks.send(ask);
    }

    /// The newest answer; asked for in every frame, so it is shared rather than copied.
    #[must_use]
    pub fn answer(&self) -> Option<Arc<Answer>> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
        // Of several only the last is still wanted.
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
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new((ask, page)));
        ctx.request_repaint();
    }
}

/// Puts a page together.
///
/// # Errors
/// What the database says.
pub fn page(reader: &Reader, ask: &Ask, names: &StretchNames) -> Result<Page, HistoryError> {
    let (from, to) = ask.span();
    let mut page = Page::default();
    match ask.range {
        Range::Day => {
            // A day lasts from midnight to midnight where the person was; wide, then narrowed.
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
            page.minutes = minutes::minutes(&of_day, &events, names);
            page.traces = chart_data::traces(&of_day, &ask.limits);
            page.words = super::strip::strip_words(&page.strip);
        }
        Range::Week | Range::Month => {
            let days = reader.days(from, to)?;
            page.days = chart_data::day_bars(&days, from, to);
            page.trend = summary::trend(&days).map(|trend| {
                let offset = calendar::days_between(from, trend.start.0) as f64;
                let slope = trend.per_week / 7.0;
                (trend.start.1 - slope * offset, slope)
            });
            let events = reader.events_of_days(from, to)?;
            page.faults = chart_data::fault_bars(&days, &alert_stories(&events));
            fill_stretches(&mut page, &stretch_log(&events), names);
            page.words = if ask.range == Range::Week {
                let week = reader.week(from)?;
                page.compared = chart_data::compared(&week);
                week::weekly_summary(&week, ask.today)
            } else {
                chart_data::month_words(&days)
            };
            if (from..=to).contains(&ask.today) {
                let since = calendar::days_after(ask.today, -STREAK_DAYS);
                let recent = reader.days(since, ask.today)?;
                if let Some(words) = chart_data::streak_words(&recent) {
                    page.words = format!("{} {words}", page.words);
                }
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
            page.words = t!("history-of-thirty-days").into();
        }
    }
    Ok(page)
}

/// Days looked back at for the run that goes on. A run may be longer; then it is told as so long.
const STREAK_DAYS: i64 = 120;

fn fill_stretches(page: &mut Page, log: &StretchLog, names: &StretchNames) {
    page.stretches = chart_data::stretch_bars(log, names);
    page.stretch_words = week::stretch_words(log).unwrap_or_default();
}
