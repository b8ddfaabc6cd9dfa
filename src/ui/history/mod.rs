//! "History": what the days were like.

pub mod build;
pub mod charts;
pub mod past;
pub mod reader;
pub mod shown;

use std::path::PathBuf;

use eframe::egui::{Context, Key, RichText, ScrollArea, Ui};
use jiff::civil::Date;

use super::action::Action;
use super::theme::{self, Palette};
use crate::posture::fault::LimitChoice;
use charts::{days_ui, faults_ui, heat_ui, strip_ui, trace_ui};
use past::{Past, PastReader};
use reader::{Ask, Page, PageReader, Range};
use shown::DayStrip;

/// How old a page may be while it is looked at, milliseconds: today goes on.
const REFRESH: std::time::Duration = std::time::Duration::from_secs(30);

/// Width below which the pager has a row of its own, points.
const NARROW: f32 = 660.0;

/// How old the minutes of the last days may be while the settings are looked at.
const REFRESH_PAST: std::time::Duration = std::time::Duration::from_secs(600);

/// What the view holds between frames.
pub struct HistoryView {
    path: Option<PathBuf>,
    reader: Option<PageReader>,
    range: Range,
    date: Date,
    asked: Option<(Ask, std::time::Instant)>,
    is_deleting: bool,
    today: Option<(PageReader, std::time::Instant)>,
    fixed_date: Option<Date>,
    past: Option<(PastReader, std::time::Instant)>,
}

impl HistoryView {
    /// Shows the history at `path`; without one there is none.
    #[must_use]
    pub fn new(path: Option<PathBuf>) -> Self {
        let date = jiff::Zoned::now().date();
        Self {
            path,
            reader: None,
            range: Range::Day,
            date,
            asked: None,
            is_deleting: false,
            today: None,
            fixed_date: None,
            past: None,
        }
    }

    /// The same, as if it were opened on the day `date`.
    #[must_use]
    pub fn on(path: PathBuf, date: Date) -> Self {
        Self { date, fixed_date: Some(date), ..Self::new(Some(path)) }
    }

    fn date_today(&self) -> Date {
        self.fixed_date.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    /// Today so far, as it was last read; read anew every half minute.
    pub fn today(&mut self, ctx: &Context) -> Option<DayStrip> {
        let path = self.path.clone().filter(|path| path.exists())?;
        let date = self.date_today();
        let ask = || Ask { range: Range::Day, date, limits: LimitChoice::default(), today: date };
        let (reader, asked_at) = self.today.get_or_insert_with(|| {
            let reader = PageReader::start(path, ctx);
            reader.ask(ask());
            (reader, std::time::Instant::now())
        });
        if asked_at.elapsed() >= REFRESH {
            reader.ask(ask());
            *asked_at = std::time::Instant::now();
        }
        match reader.answer().as_deref() {
            Some((asked, Ok(page))) if asked.date == date => Some(page.strip.clone()),
            _ => None,
        }
    }

    /// The minutes of the last days, once they are read, to show what a limit would have meant.
    pub fn past(&mut self, ctx: &Context) -> Option<std::sync::Arc<Past>> {
        let path = self.path.clone().filter(|path| path.exists())?;
        let is_due = self.past.as_ref().is_none_or(|(_, at)| at.elapsed() >= REFRESH_PAST);
        if is_due {
            self.past = Some((PastReader::start(path, ctx), std::time::Instant::now()));
        }
        self.past.as_ref().and_then(|(reader, _)| reader.answer())
    }

    /// Shows the view. `trouble` says why nothing is kept, if so.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        limits: &LimitChoice,
        trouble: Option<&str>,
        actions: &mut Vec<Action>,
    ) {
        let palette = Palette::current(ui);
        if let Some(trouble) = trouble {
            ui.label(RichText::new(format!("! {trouble}")).color(palette.fault));
        }
        let Some(path) = self.path.clone() else {
            ui.label("There is no folder to keep a history in.");
            return;
        };
        let today = self.date_today();
        let reader = self.reader.get_or_insert_with(|| PageReader::start(path, ui.ctx()));
        let ask = Ask { range: self.range, date: self.date, limits: limits.clone(), today };
        let is_due =
            self.asked.as_ref().is_none_or(|(asked, at)| *asked != ask || at.elapsed() >= REFRESH);
        if is_due {
            reader.ask(ask.clone());
            self.asked = Some((ask, std::time::Instant::now()));
        }
        let answer = reader.answer();
        self.navigation_ui(ui);
        ui.add_space(theme::GAP_SMALL);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| match answer.as_deref() {
            Some((asked, Ok(page))) if asked.range == self.range => {
                self.page_ui(ui, page);
                self.keep_ui(ui, actions);
            }
            Some((asked, Err(problem))) if asked.range == self.range => {
                ui.label(RichText::new(format!("! {problem}.")).color(palette.fault));
            }
            _ => {
                ui.label("Reading…");
            }
        });
    }

    fn navigation_ui(&mut self, ui: &mut Ui) {
        let today = self.date_today();
        let is_narrow = ui.available_width() < NARROW;
        let mut turn = 0;
        ui.horizontal_wrapped(|ui| {
            for range in Range::ALL {
                ui.selectable_value(&mut self.range, range, range.label());
            }
            if !is_narrow {
                ui.separator();
                turn = self.pager_ui(ui, today);
            }
        });
        if is_narrow {
            // In a row of its own, so that it never breaks in the middle of a date.
            ui.horizontal(|ui| turn = self.pager_ui(ui, today));
        }
        ui.input(|input| {
            if input.key_pressed(Key::PageUp) {
                turn = -1;
            }
            if input.key_pressed(Key::PageDown) {
                turn = 1;
            }
        });
        if turn != 0 {
            self.date = self.range.turned(self.date, turn).min(today);
        }
    }

    /// Back, where one is, and on; answers with how many pages to turn.
    fn pager_ui(&mut self, ui: &mut Ui, today: Date) -> i64 {
        let mut turn = 0;
        if ui.button("‹").on_hover_text("Earlier (Page up)").clicked() {
            turn = -1;
        }
        ui.label(RichText::new(self.title()).strong());
        let can_go_on = self.range.span(self.date).1 < today;
        let on = ui.add_enabled(can_go_on, eframe::egui::Button::new("›"));
        if on.on_hover_text("Later (Page down)").clicked() {
            turn = 1;
        }
        if self.date != today && ui.button("Today").clicked() {
            self.date = today;
        }
        turn
    }

    /// A picture of the page, and a day that is not to be kept.
    fn keep_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            if ui.button("Save as a picture").clicked() {
                actions.push(Action::SavePicture);
            }
            if self.range != Range::Day {
                return;
            }
            if !self.is_deleting {
                self.is_deleting = ui.button("Delete this day…").clicked();
                return;
            }
            ui.label(format!("{} will be gone.", self.title()));
            if theme::primary_button(ui, "Delete it").clicked() {
                actions.push(Action::DeleteDay(self.date));
                self.is_deleting = false;
                self.asked = None;
            }
            if ui.button("Keep it").clicked() {
                self.is_deleting = false;
            }
        });
    }

    fn title(&self) -> String {
        let (from, to) = self.range.span(self.date);
        match self.range {
            Range::Day => from.strftime("%A, %-d %B %Y").to_string(),
            Range::Month => from.strftime("%B %Y").to_string(),
            _ => format!("{} – {}", from.strftime("%-d %b"), to.strftime("%-d %b %Y")),
        }
    }

    fn page_ui(&mut self, ui: &mut Ui, page: &Page) {
        let palette = Palette::current(ui);
        ui.label(&page.words);
        ui.add_space(theme::GAP_SMALL);
        let card = |ui: &mut Ui, title: &str, contents: &mut dyn FnMut(&mut Ui)| {
            theme::card(&palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(RichText::new(title).size(18.0).strong());
                contents(ui);
            });
            ui.add_space(theme::GAP_SMALL);
        };
        match self.range {
            Range::Day => {
                card(ui, "The day", &mut |ui| {
                    strip_ui(ui, &page.strip);
                });
                for trace in page.traces.iter().filter(|trace| !trace.points.is_empty()) {
                    card(ui, trace.name, &mut |ui| trace_ui(ui, trace));
                }
            }
            Range::Week | Range::Month => {
                let mut clicked = None;
                card(ui, "Good posture, of the time it could be judged", &mut |ui| {
                    clicked = days_ui(ui, &page.days, page.trend);
                    let hint = "A click opens the day. Days with under ten minutes have no bar.";
                    ui.label(RichText::new(hint).small().color(palette.text_quiet));
                });
                card(ui, "What was seen", &mut |ui| faults_ui(ui, &page.faults));
                if let Some(day) = clicked.and_then(|i| page.days.get(i)) {
                    self.date = day.date;
                    self.range = Range::Day;
                }
            }
            Range::When => {
                card(ui, "Good posture by weekday and hour, in per cent", &mut |ui| {
                    heat_ui(ui, &page.heat);
                });
            }
            Range::What => card(ui, "What was seen", &mut |ui| faults_ui(ui, &page.faults)),
        }
    }
}
