//! The "History" page.

mod calendar;
pub mod cards;
pub(crate) mod chart_data;
pub mod chart_model;
pub mod charts;
pub(crate) mod days;
pub mod heat;
pub(crate) mod minutes;
pub mod picture;
pub mod reader;
pub mod strip;
pub mod tasks;
pub mod trial;
mod variety;
pub mod what_if;
mod year;

use std::path::PathBuf;

use std::sync::Arc;

use eframe::egui::{Context, Key, Label, Popup, TextWrapMode, Ui};
use jiff::civil::Date;

use crate::text::{capitalized, dates, t};
use crate::ui::action::Action;
use crate::ui::shortcuts::is_cancelled;
use crate::ui::theme::{self, GAP, GAP_SMALL, Icon, Palette, Type};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::choice_ui;
use crate::ui::widgets::page::{Empty, card_title_ui, page_ui, problem_ui, title_ui};
use crate::ui::widgets::ring::ring_ui;
use calendar::Calendar;
use cards::{Card, Picked};
use chart_model::DayStrip;
use picture::ChartPicture;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::posture::fault::LimitChoice;
use reader::{Answer, Ask, Page, PageReader, Range, StretchNames};
use what_if::{WhatIf, WhatIfReader};

/// Interval after which a displayed page is read again.
const REFRESH: std::time::Duration = std::time::Duration::from_secs(30);

/// Interval after which the minutes of the last days are read again while the settings are open.
const REFRESH_PAST: std::time::Duration = std::time::Duration::from_secs(600);
/// Interval until the next attempt after a failed read, for example while a damaged history is
/// repaired.
const REFRESH_AFTER_ERROR: std::time::Duration = std::time::Duration::from_secs(2);

/// State of the view between frames.
pub struct HistoryView {
    path: Option<PathBuf>,
    reader: Option<PageReader>,
    range: Range,
    date: Date,
    asked: Option<(Ask, std::time::Instant)>,
    calendar: Calendar,
    is_confirming_delete: bool,
    is_year: bool,
    picked: Picked,
    /// Page to go back to from this day.
    came_from: Option<(Range, Date)>,
    today: Option<(PageReader, std::time::Instant)>,
    fixed_date: Option<Date>,
    past: Option<(WhatIfReader, std::time::Instant)>,
}

impl HistoryView {
    /// Shows the history at `path`; `None` if no history is kept.
    #[must_use]
    pub fn new(path: Option<PathBuf>) -> Self {
        let date = jiff::Zoned::now().date();
        Self {
            path,
            reader: None,
            range: Range::Day,
            date,
            asked: None,
            calendar: Calendar::default(),
            is_confirming_delete: false,
            is_year: false,
            picked: Picked::default(),
            came_from: None,
            today: None,
            fixed_date: None,
            past: None,
        }
    }

    /// Like [`Self::new`], with `date` as today.
    #[must_use]
    pub fn on(path: PathBuf, date: Date) -> Self {
        Self { date, fixed_date: Some(date), ..Self::new(Some(path)) }
    }

    /// Reads again what contains texts, in another language.
    pub fn texts_changed(&mut self) {
        (self.reader, self.asked, self.today) = (None, None, None);
    }

    fn date_today(&self) -> Date {
        self.fixed_date.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    /// The database file, also before it exists.
    #[must_use]
    pub fn file(&self) -> Option<PathBuf> {
        self.path.clone()
    }

    /// Path of the history, if the file exists.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        self.path.clone().filter(|path| path.exists())
    }

    /// The current day as of the last read. It is read again every 30 seconds.
    pub fn today(&mut self, ctx: &Context) -> Option<DayStrip> {
        let path = self.path.clone().filter(|path| path.exists())?;
        let date = self.date_today();
        let ask = || Ask {
            range: Range::Day,
            date,
            limits: LimitChoice::default(),
            today: date,
            is_year: false,
        };
        let (reader, asked_at) = self.today.get_or_insert_with(|| {
            let reader = PageReader::start(path, StretchNames::new(), ctx);
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

    /// The minutes of the last days, once read. They show the effect of another limit.
    pub fn past(&mut self, ctx: &Context) -> Option<Arc<WhatIf>> {
        let path = self.path.clone().filter(|path| path.exists())?;
        let is_due = self.past.as_ref().is_none_or(|(_, at)| at.elapsed() >= REFRESH_PAST);
        if is_due {
            self.past = Some((WhatIfReader::start(path, ctx), std::time::Instant::now()));
        }
        self.past.as_ref().and_then(|(reader, _)| reader.answer())
    }

    /// Shows the view. `trouble` is the reason why nothing is recorded, if there is one.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        limits: &LimitChoice,
        trouble: Option<&str>,
        catalogue: &Catalogue,
        actions: &mut Vec<Action>,
    ) {
        let Some(path) = self.path.clone() else {
            page_ui(ui, |ui| missing_ui(ui, t!("history-no-folder")));
            return;
        };
        let today = self.date_today();
        let reader = self.reader.get_or_insert_with(|| {
            let names = catalogue.items().iter().map(|item| (item.id.clone(), item.name.clone()));
            PageReader::start(path, names.collect(), ui.ctx())
        });
        let ask = Ask {
            range: self.range,
            date: self.date,
            limits: limits.clone(),
            today,
            is_year: self.is_year,
        };
        let answer = reader.answer();
        let max_age = match answer.as_deref() {
            Some((_, Err(_))) => REFRESH_AFTER_ERROR,
            _ => REFRESH,
        };
        let is_due =
            self.asked.as_ref().is_none_or(|(asked, at)| *asked != ask || at.elapsed() >= max_age);
        if is_due {
            reader.ask(ask.clone());
            self.asked = Some((ask, std::time::Instant::now()));
        }
        if self.is_confirming_delete && is_cancelled(ui) {
            self.is_confirming_delete = false;
        }
        page_ui(ui, |ui| {
            title_ui(ui, t!("tab-history"), "");
            if let Some(trouble) = trouble {
                problem_ui(ui, trouble);
            }
            self.navigation_ui(ui);
            ui.add_space(GAP_SMALL);
            match &answer {
                Some(answer) if answer.0.range == self.range => match &answer.1 {
                    Ok(page) => {
                        self.page_ui(ui, answer, actions);
                        if !page.is_missing && !self.is_empty(page) {
                            self.delete_day_ui(ui, actions);
                            self.save_month_ui(ui, actions);
                        }
                    }
                    Err(problem) => {
                        problem_ui(ui, &format!("{problem}."));
                        ui.ctx().request_repaint_after(REFRESH_AFTER_ERROR);
                    }
                },
                _ => {
                    let palette = Palette::current(ui);
                    ui.label(Type::Body.text(t!("history-reading")).color(palette.text_quiet));
                }
            }
        });
    }

    /// Whether the displayed day has nothing to show.
    fn is_empty(&self, page: &Page) -> bool {
        self.range == Range::Day && page.strip.spans.is_empty() && page.minutes.is_empty()
    }

    fn navigation_ui(&mut self, ui: &mut Ui) {
        let today = self.date_today();
        let before = (self.range, self.date);
        let mut turn = 0;
        if let Some((range, date)) = self.came_from {
            let back = Button::quiet(range.back_label()).icon(Icon::ArrowLeft).show(ui);
            if back.on_hover_text(t!("history-back-key")).clicked() || pressed(ui, Key::Backspace) {
                self.go_back(range, date);
            }
        }
        ui.horizontal_wrapped(|ui| {
            let ranges = Range::ALL.map(|range| (range, range.label()));
            choice_ui(ui, t!("history-shown"), &mut self.range, &ranges);
            if self.range == Range::When {
                let spans = [(false, t!("history-three-months")), (true, t!("history-a-year"))];
                choice_ui(ui, t!("history-span"), &mut self.is_year, &spans);
            }
        });
        ui.horizontal_wrapped(|ui| {
            let earlier = Button::icon_only(Icon::CaretLeft, t!("history-earlier")).show(ui);
            if earlier.on_hover_text(t!("history-earlier-key")).clicked() {
                turn = -1;
            }
            let can_go_on = self.range.span(self.date).1 < today;
            let later = Button::icon_only(Icon::CaretRight, t!("history-later")).enabled(can_go_on);
            if later.show(ui).on_hover_text(t!("history-later-key")).clicked() {
                turn = 1;
            }
            // Moves to the next line as a whole instead of wrapping.
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            let title = capitalized(&self.title());
            if let Some(path) = &self.path
                && let Some(day) = self.calendar.ui(ui, &title, (self.date, today), path)
            {
                self.date = day;
            }
            if self.date != today && Button::secondary(t!("history-today")).show(ui).clicked() {
                self.date = today;
            }
        });
        // While the calendar is open, the keys turn its months.
        let is_free = !Popup::is_any_open(ui.ctx());
        if is_free && pressed(ui, Key::PageUp) {
            turn = -1;
        }
        if is_free && pressed(ui, Key::PageDown) {
            turn = 1;
        }
        if turn != 0 {
            self.date = self.range.turned(self.date, turn).min(today);
        }
        if (self.range, self.date) != before {
            // The selection belongs to the previous page. Going from day to day keeps the page to
            // go back to.
            self.picked = Picked::default();
            self.is_confirming_delete = false;
            self.came_from = self.came_from.filter(|_| self.range == Range::Day);
        }
    }

    fn go_back(&mut self, range: Range, date: Date) {
        (self.range, self.date, self.came_from) = (range, date, None);
    }

    /// Buttons that delete the displayed day.
    fn delete_day_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.range != Range::Day {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            if !self.is_confirming_delete {
                let delete = Button::quiet(t!("history-delete-day")).icon(Icon::Trash).show(ui);
                self.is_confirming_delete = delete.clicked();
                return;
            }
            ui.label(t!("history-will-be-gone", day = self.title()));
            if Button::danger(t!("history-delete")).icon(Icon::Trash).show(ui).clicked() {
                actions.push(Action::DeleteDay(self.date));
                self.is_confirming_delete = false;
                self.asked = None;
            }
            if Button::secondary(t!("history-keep")).show(ui).clicked() {
                self.is_confirming_delete = false;
            }
        });
    }

    /// The button that saves the displayed month as a page.
    fn save_month_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.range != Range::Month {
            return;
        }
        let save = Button::secondary(t!("history-save-month")).icon(Icon::DownloadSimple);
        if save.show(ui).clicked() {
            actions.push(Action::SaveMonth(self.date));
        }
    }

    fn title(&self) -> String {
        let ask = Ask {
            range: self.range,
            date: self.date,
            limits: LimitChoice::default(),
            today: self.date,
            is_year: self.is_year,
        };
        let (from, to) = ask.span();
        match self.range {
            Range::Day => dates::full(from),
            Range::Month => dates::month_and_year(from),
            _ => {
                let start = if from.year() == to.year() {
                    dates::day_and_month(from)
                } else {
                    dates::day_month_year(from)
                };
                t!("date-from-to", from = start, to = dates::day_month_year(to))
            }
        }
    }

    fn page_ui(&mut self, ui: &mut Ui, answer: &Arc<Answer>, actions: &mut Vec<Action>) {
        let palette = Palette::current(ui);
        let Ok(page) = &answer.1 else { return };
        if page.is_missing || self.is_empty(page) {
            return missing_ui(ui, &page.words);
        }
        summary_ui(ui, page);
        for card in Card::all_of(self.range, page) {
            let mut opened = None;
            theme::card(&palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let name = t!("history-save-picture-of", chart = card.title(page));
                if card_title_ui(ui, card.title(page), Button::icon_only(Icon::Image, &name)) {
                    actions.push(Action::SavePicture(Box::new(ChartPicture {
                        card,
                        answer: Arc::clone(answer),
                        days: self.title(),
                        picked: self.picked,
                        theme: ui.ctx().theme(),
                    })));
                }
                opened = card.ui(ui, page, &mut self.picked);
            });
            ui.add_space(GAP_SMALL);
            let opened = opened.and_then(|i| page.days.get(i));
            if let Some(day) = opened.filter(|day| day.date <= self.date_today()) {
                self.came_from = Some((self.range, self.date));
                (self.range, self.date) = (Range::Day, day.date);
                self.picked.minute = None;
            }
        }
    }
}

/// Width of the summary below which its ring is above its words, points.
const NARROW: f32 = 480.0;

/// Diameter of the ring of the summary, points.
const RING: f32 = 88.0;

/// The share of good posture as a ring, the most important sentence, and the rest of the summary.
fn summary_ui(ui: &mut Ui, page: &Page) {
    let palette = Palette::current(ui);
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let ring = |ui: &mut Ui| {
            let Some(share) = page.share else { return };
            let percent = format!("{:.0}", share * 100.0);
            let words = t!("history-share-words", percent = percent.as_str());
            let value = format!("{percent} %");
            ring_ui(ui, RING, Some(share as f32), (&value, ""), (palette.good, &words));
        };
        let words = |ui: &mut Ui| {
            if !page.lead.is_empty() {
                ui.add(Label::new(Type::Title.text(&page.lead)).wrap());
            }
            if !page.words.is_empty() {
                let words = Type::Body.text(&page.words).color(palette.text_quiet);
                ui.add(Label::new(words).wrap());
            }
        };
        if ui.available_width() < NARROW {
            ring(ui);
            return words(ui);
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ring(ui);
            ui.vertical(|ui| {
                ui.add_space(if page.share.is_some() { GAP } else { 0.0 });
                words(ui);
            });
        });
    });
    ui.add_space(GAP_SMALL);
}

/// The page while there is no history.
fn missing_ui(ui: &mut Ui, words: &str) {
    theme::card(&Palette::current(ui)).show(ui, |ui| {
        let state = Empty { icon: Icon::ChartBar, title: words, about: "", button: None };
        state.show(ui, EMPTY_HEIGHT, |_| {});
    });
}

/// Height of the page while there is no history, points.
const EMPTY_HEIGHT: f32 = 360.0;

/// Whether `key` was pressed. This view has no text fields, so every key press is meant for it.
fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input(|input| input.key_pressed(key))
}
