//! The "History" page.

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
pub mod what_if;
mod year;

use std::path::PathBuf;

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Context, Key, Label, Response, RichText, ScrollArea, Ui, WidgetInfo};
use jiff::civil::Date;

use crate::text::{dates, t};
use crate::ui::action::Action;
use crate::ui::theme::{self, Palette};
use cards::{Card, Picked};
use chart_model::DayStrip;
use picture::ChartPicture;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::posture::fault::LimitChoice;
use reader::{Answer, Ask, PageReader, Range, StretchNames};
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
        let palette = Palette::current(ui);
        if let Some(trouble) = trouble {
            ui.label(RichText::new(format!("! {trouble}")).color(palette.fault));
        }
        let Some(path) = self.path.clone() else {
            ui.label(t!("history-no-folder"));
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
        self.navigation_ui(ui);
        ui.add_space(theme::GAP_SMALL);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| match &answer {
            Some(answer) if answer.0.range == self.range => match &answer.1 {
                Ok(page) => {
                    self.page_ui(ui, answer, actions);
                    if !page.is_missing {
                        self.delete_day_ui(ui, actions);
                    }
                }
                Err(problem) => {
                    ui.label(RichText::new(format!("! {problem}.")).color(palette.fault));
                    ui.ctx().request_repaint_after(REFRESH_AFTER_ERROR);
                }
            },
            _ => drop(ui.label(t!("history-reading"))),
        });
    }

    fn navigation_ui(&mut self, ui: &mut Ui) {
        let today = self.date_today();
        let before = (self.range, self.date);
        let mut turn = 0;
        ui.horizontal_wrapped(|ui| {
            if let Some((range, date)) = self.came_from {
                let back = ui.button(range.back_label());
                if back.on_hover_text(t!("history-back-key")).clicked()
                    || pressed(ui, Key::Backspace)
                {
                    self.go_back(range, date);
                }
            }
            for range in Range::ALL {
                ui.selectable_value(&mut self.range, range, range.label());
            }
            ui.separator();
            if named_button(ui, "‹", t!("history-earlier"), true)
                .on_hover_text(t!("history-earlier-key"))
                .clicked()
            {
                turn = -1;
            }
            // Moves to the next line as a whole instead of wrapping.
            ui.add(Label::new(RichText::new(self.title()).strong()).extend());
            let can_go_on = self.range.span(self.date).1 < today;
            let later = named_button(ui, "›", t!("history-later"), can_go_on);
            if later.on_hover_text(t!("history-later-key")).clicked() {
                turn = 1;
            }
            if self.date != today && ui.button(t!("history-today")).clicked() {
                self.date = today;
            }
            if self.range == Range::When {
                ui.separator();
                ui.selectable_value(&mut self.is_year, false, t!("history-three-months"));
                ui.selectable_value(&mut self.is_year, true, t!("history-a-year"));
            }
        });
        if pressed(ui, Key::PageUp) {
            turn = -1;
        }
        if pressed(ui, Key::PageDown) {
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
                self.is_confirming_delete = ui.button(t!("history-delete-day")).clicked();
                return;
            }
            ui.label(t!("history-will-be-gone", day = self.title()));
            if theme::primary_button(ui, t!("history-delete")).clicked() {
                actions.push(Action::DeleteDay(self.date));
                self.is_confirming_delete = false;
                self.asked = None;
            }
            if ui.button(t!("history-keep")).clicked() {
                self.is_confirming_delete = false;
            }
        });
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
        ui.label(&page.words);
        if page.is_missing {
            return;
        }
        ui.add_space(theme::GAP_SMALL);
        for card in Card::all_of(self.range, page) {
            let mut opened = None;
            theme::card(&palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(card.title(page)).size(18.0).strong());
                    let name = t!("history-save-picture-of", chart = card.title(page));
                    if named_button(ui, t!("history-save-picture"), &name, true).clicked() {
                        actions.push(Action::SavePicture(Box::new(ChartPicture {
                            card,
                            answer: Arc::clone(answer),
                            days: self.title(),
                            picked: self.picked,
                            theme: ui.ctx().theme(),
                        })));
                    }
                });
                opened = card.ui(ui, page, &mut self.picked);
            });
            ui.add_space(theme::GAP_SMALL);
            if let Some(day) = opened.and_then(|i| page.days.get(i)) {
                self.came_from = Some((self.range, self.date));
                (self.range, self.date) = (Range::Day, day.date);
                self.picked.minute = None;
            }
        }
    }
}

/// A button with a name for screen readers.
fn named_button(ui: &mut Ui, text: &str, name: &str, is_enabled: bool) -> Response {
    let button = ui.add_enabled(is_enabled, Button::new(text));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
    button
}

/// Whether `key` was pressed. This view has no text fields, so every key press is meant for it.
fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input(|input| input.key_pressed(key))
}
