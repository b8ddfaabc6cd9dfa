//! Cards of a page: each is a chart with a title, shown in the window and saved as a picture.

use eframe::egui::{Grid, Label, Ui};

use super::charts::{days_ui, faults_ui, stretches_ui, trace_ui};
use super::heat::heat_ui;
use super::reader::{Page, Range};
use super::strip::{hours_of, strip_above_charts_ui, strip_pick_ui};
use super::trial::trial_ui;
use super::variety::variety_ui;
use super::year::year_ui;
use crate::text::t;
use crate::ui::theme::{GAP, GAP_HUGE, GAP_SMALL, Palette, TEXT_MEASURE, Type, strong};

/// One card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// Timeline of the day.
    Day,
    /// Trace of one angle over the day, by index.
    Trace(usize),
    /// One bar per day.
    Days,
    /// The days of a year as a calendar.
    Year,
    /// This week and the week before.
    Compared,
    /// One bar per fault.
    Faults,
    /// Heat map of weekday and hour.
    Heat,
    /// Changes of position.
    Variety,
    /// The trial by lot.
    Trial,
    /// Effects of the stretches.
    Stretches,
}

/// Selection on the charts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Picked {
    /// Index of the selected day on the page.
    pub day: Option<usize>,
    /// Index of the selected minute of the day.
    pub minute: Option<usize>,
}

impl Card {
    /// Cards of a page, top to bottom.
    #[must_use]
    pub fn all_of(range: Range, page: &Page) -> Vec<Self> {
        let mut cards: Vec<Self> = match range {
            Range::Day => {
                let has_points = |i: &usize| !page.traces[*i].points.is_empty();
                let traces = (0..page.traces.len()).filter(has_points).map(Self::Trace);
                std::iter::once(Self::Day).chain([Self::Variety]).chain(traces).collect()
            }
            Range::Week => {
                vec![Self::Days, Self::Compared, Self::Faults, Self::Variety, Self::Stretches]
            }
            Range::Month => vec![Self::Days, Self::Faults, Self::Variety, Self::Stretches],
            Range::Year => vec![Self::Year, Self::Faults],
            Range::When => vec![Self::Heat],
            Range::What => vec![Self::Faults, Self::Trial, Self::Stretches],
        };
        cards.retain(|card| match card {
            Self::Variety => !page.variety.columns.is_empty(),
            Self::Trial => page.trial.is_some(),
            _ => true,
        });
        cards
    }

    /// Title of the card.
    #[must_use]
    pub fn title<'a>(&self, page: &'a Page) -> &'a str {
        match self {
            Self::Day => t!("history-card-day"),
            Self::Trace(i) => page.traces.get(*i).map_or("", |trace| trace.name),
            Self::Days => t!("history-card-days"),
            Self::Year => t!("history-card-year"),
            Self::Compared => t!("history-card-compared"),
            Self::Faults => t!("history-card-faults"),
            Self::Heat => t!("history-card-heat"),
            Self::Variety => t!("history-card-variety"),
            Self::Trial => t!("history-card-trial"),
            Self::Stretches => t!("history-card-stretches"),
        }
    }

    /// Draws the chart. Returns the index of the day to open, if one was chosen.
    pub fn ui(&self, ui: &mut Ui, page: &Page, picked: &mut Picked) -> Option<usize> {
        let palette = Palette::current(ui);
        let hint = |ui: &mut Ui, hint: &str| {
            ui.add(Label::new(Type::Caption.text(hint).color(palette.text_quiet)).wrap());
        };
        match self {
            Self::Day if page.minutes.is_empty() => drop(strip_above_charts_ui(ui, &page.strip)),
            Self::Day => {
                strip_pick_ui(ui, &page.strip, &page.minutes, &mut picked.minute);
                match picked.minute.and_then(|i| page.minutes.get(i)) {
                    Some(minute) => minute.words.iter().enumerate().for_each(|(i, line)| {
                        ui.label(if i == 0 { strong(line) } else { Type::Body.text(line) });
                    }),
                    None => hint(ui, t!("history-card-day-hint")),
                }
            }
            Self::Trace(i) => {
                let minute = picked.minute.and_then(|i| page.minutes.get(i));
                let hour = minute.map(|minute| minute.from_h + 0.5 / 60.0);
                let hours = hours_of(&page.strip);
                let clicked =
                    page.traces.get(*i).and_then(|trace| trace_ui(ui, trace, hours, hour));
                if let Some(hour) = clicked {
                    picked.minute = super::strip::nearest(&page.minutes, hour);
                }
            }
            Self::Days => {
                let opened = days_ui(ui, &page.days, page.trend, &mut picked.day);
                hint(ui, t!("history-card-days-hint"));
                return opened;
            }
            Self::Year => {
                let opened = year_ui(ui, &page.days, &mut picked.day);
                hint(ui, t!("history-card-year-hint"));
                return opened;
            }
            Self::Compared => compared_ui(ui, page),
            Self::Faults => faults_ui(ui, &page.faults),
            Self::Heat => heat_ui(ui, &page.heat),
            Self::Variety => variety_ui(ui, &page.variety),
            Self::Trial => {
                if let Some(trial) = &page.trial {
                    trial_ui(ui, trial);
                }
            }
            Self::Stretches => {
                ui.label(&page.stretch_words);
                stretches_ui(ui, &page.stretches);
                if !page.stretches.is_empty() {
                    hint(ui, t!("history-card-stretches-hint"));
                }
            }
        }
        None
    }
}

fn compared_ui(ui: &mut Ui, page: &Page) {
    let palette = Palette::current(ui);
    let gap = if ui.available_width() < TEXT_MEASURE { GAP } else { GAP_HUGE };
    ui.spacing_mut().interact_size.y = GAP;
    Grid::new("compared").num_columns(3).spacing([gap, GAP_SMALL]).show(ui, |ui| {
        for heading in ["", page.week_name.as_str(), t!("history-week-before")] {
            ui.label(Type::Caption.text(heading).color(palette.text_quiet));
        }
        ui.end_row();
        for [what, now, before] in &page.compared {
            ui.label(what);
            ui.label(strong(now));
            ui.label(Type::Body.text(before).color(palette.text_quiet));
            ui.end_row();
        }
    });
}
