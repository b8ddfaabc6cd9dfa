//! A month as a grid of days, below the date of the page: a click or the keys choose a day.

use std::path::Path;

use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Context, CornerRadius, EventFilter, Id, Key, Label, Modifiers, Popup,
    PopupCloseBehavior, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::chart_model::DayBar;
use super::reader::{Ask, PageReader, Range, StretchNames};
use crate::text::{capitalized, dates, t};
use crate::ui::theme::{
    self, CONTROL_HEIGHT, CONTROL_RADIUS, GAP_SMALL, GAP_TINY, HAIRLINE, Icon, Palette, Type,
    Weight,
};
use crate::ui::widgets::button::Button;
use plumbline_core::posture::fault::LimitChoice;

/// The calendar between frames.
#[derive(Default)]
pub(super) struct Calendar {
    /// First day of the shown month; `None` while the calendar is closed.
    month: Option<Date>,
    reader: Option<PageReader>,
    /// Month that the reader was asked for.
    asked: Option<Date>,
    /// Day that gets the focus as soon as it is shown.
    focus_on: Option<Date>,
}

/// Space between two days, points.
const BETWEEN: f32 = GAP_TINY;

/// Radius of the mark of a day with data, points.
const MARK: f32 = 2.0;

impl Calendar {
    /// Shows `title` as a button that opens the calendar around `date`. Returns the chosen day.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        title: &str,
        (date, today): (Date, Date),
        path: &Path,
    ) -> Option<Date> {
        let name = t!("history-choose-day", date = title);
        let button = Button::quiet(title).icon(Icon::CalendarBlank).step(Type::Title).name(&name);
        let button = button.show(ui);
        let shown = Popup::from_toggle_button_response(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                let is_opened = self.month.is_none();
                self.month.get_or_insert(date.first_of_month());
                if is_opened {
                    self.focus_on = Some(date);
                }
                let chosen = self.month_ui(ui, (date, today), path);
                if chosen.is_some() {
                    ui.close();
                }
                chosen
            });
        match shown {
            Some(shown) => {
                if shown.inner.is_some() {
                    button.request_focus();
                }
                shown.inner
            }
            None => {
                (self.month, self.asked, self.focus_on) = (None, None, None);
                None
            }
        }
    }

    fn month_ui(&mut self, ui: &mut Ui, (date, today): (Date, Date), path: &Path) -> Option<Date> {
        let first = self.month?;
        let days = self.days(ui.ctx(), first, today, path);
        let width = 7.0 * CONTROL_HEIGHT + 6.0 * BETWEEN;
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(BETWEEN, BETWEEN);
        self.title_ui(ui, first, today, width);
        weekdays_ui(ui);
        let mut chosen = None;
        let offset = i64::from(first.weekday().to_monday_zero_offset());
        let monday = first.saturating_sub(offset.days());
        // Always six weeks, so that the calendar keeps its height.
        for week in 0..6 {
            ui.horizontal(|ui| {
                for weekday in 0..7 {
                    let day = monday.saturating_add((week * 7 + weekday).days());
                    if day.first_of_month() != first {
                        ui.allocate_exact_size(
                            vec2(CONTROL_HEIGHT, CONTROL_HEIGHT),
                            Sense::hover(),
                        );
                        continue;
                    }
                    let bar = days.iter().find(|bar| bar.date == day);
                    let is_allowed = day <= today;
                    let response = ui
                        .add_enabled_ui(is_allowed, |ui| day_ui(ui, day, bar, (date, today)))
                        .inner;
                    if response.clicked() {
                        chosen = Some(day);
                    }
                    // The first frame of the calendar is not visible.
                    if self.focus_on == Some(day) && ui.is_visible() {
                        self.focus_on = None;
                        response.request_focus();
                        ui.ctx().request_repaint();
                    }
                    self.keys(ui, &response, day, today);
                }
            });
        }
        chosen
    }

    /// The month with its arrows.
    fn title_ui(&mut self, ui: &mut Ui, first: Date, today: Date, width: f32) {
        let turned = |months: i64| first.saturating_add(months.months());
        ui.horizontal(|ui| {
            let before = Button::icon_only(Icon::CaretLeft, t!("history-month-before"));
            if before.show(ui).on_hover_text(t!("history-earlier-key")).clicked() {
                self.month = Some(turned(-1));
            }
            let room = vec2(width - 2.0 * (CONTROL_HEIGHT + BETWEEN), CONTROL_HEIGHT);
            let words = Type::Body
                .weighted_text(capitalized(&dates::month_and_year(first)), Weight::Semibold);
            ui.add_sized(room, Label::new(words));
            let has_after = turned(1) <= today;
            let after = Button::icon_only(Icon::CaretRight, t!("history-month-after"));
            let after = after.enabled(has_after).show(ui);
            if after.on_hover_text(t!("history-later-key")).clicked() {
                self.month = Some(turned(1));
            }
        });
    }

    /// Moves the focus from `day` with the arrow keys, Home, End, Page up and Page down.
    fn keys(&mut self, ui: &Ui, response: &Response, day: Date, today: Date) {
        if !response.has_focus() {
            return;
        }
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let steps = [
            (Key::ArrowLeft, day.saturating_sub(1.day())),
            (Key::ArrowRight, day.saturating_add(1.day())),
            (Key::ArrowUp, day.saturating_sub(7.days())),
            (Key::ArrowDown, day.saturating_add(7.days())),
            (Key::Home, day.first_of_month()),
            (Key::End, day.last_of_month()),
            (Key::PageUp, day.saturating_sub(1.month())),
            (Key::PageDown, day.saturating_add(1.month())),
        ];
        for (key, to) in steps {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                let to = to.min(today);
                self.month = Some(to.first_of_month());
                self.focus_on = Some(to);
                ui.ctx().request_repaint();
                return;
            }
        }
    }

    /// The days of the month that begins on `first`, as far as they were read.
    fn days(&mut self, ctx: &Context, first: Date, today: Date, path: &Path) -> Vec<DayBar> {
        let reader = self
            .reader
            .get_or_insert_with(|| PageReader::start(path.to_owned(), StretchNames::new(), ctx));
        if self.asked != Some(first) {
            self.asked = Some(first);
            let limits = LimitChoice::default();
            reader.ask(Ask { range: Range::Month, date: first, limits, today, is_year: false });
        }
        match reader.answer().as_deref() {
            Some((asked, Ok(page))) if asked.date == first => page.days.clone(),
            _ => Vec::new(),
        }
    }
}

fn id_of(day: Date) -> Id {
    Id::unique(("calendar-day", day.year(), day.day_of_year()))
}

fn weekdays_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        for weekday in dates::week() {
            let size = vec2(CONTROL_HEIGHT, Type::Title.size());
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let words = dates::weekday_short(weekday);
            let font = Type::Caption.font();
            let middle = Align2::CENTER_CENTER;
            ui.painter().text(rect.center(), middle, words, font, palette.text_quiet);
        }
    });
}

/// One day. A day without data is weaker and has no mark.
fn day_ui(ui: &mut Ui, day: Date, bar: Option<&DayBar>, (chosen, today): (Date, Date)) -> Response {
    let palette = Palette::current(ui);
    let size = vec2(CONTROL_HEIGHT, CONTROL_HEIGHT);
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, id_of(day), Sense::click());
    let is_enabled = ui.is_enabled();
    let has_data = bar.is_some_and(|bar| bar.watched_h > 0.0);
    let is_chosen = day == chosen;
    let what = match bar {
        Some(DayBar { good_share: Some(share), .. }) => {
            t!("history-day-good", percent = format!("{:.0}", share * 100.0))
        }
        Some(bar) if has_data => {
            let watched = super::charts::duration_words(bar.watched_h);
            t!("history-day-too-little", duration = watched)
        }
        _ => t!("history-day-not-watched").to_owned(),
    };
    let name = format!("{}, {what}", dates::full(day));
    response.widget_info(|| WidgetInfo::selected(Role::Button, is_enabled, is_chosen, &name));
    let corners = CornerRadius::same(CONTROL_RADIUS);
    let fill = match () {
        () if is_chosen => Some(palette.accent_soft),
        () if response.hovered() && is_enabled => Some(palette.hover),
        () => None,
    };
    let painter = ui.painter();
    if let Some(fill) = fill {
        painter.rect_filled(rect, corners, fill);
    }
    if day == today || is_chosen {
        let ink = if is_chosen { palette.accent } else { palette.outline };
        painter.rect_stroke(rect, corners, Stroke::new(HAIRLINE, ink), StrokeKind::Inside);
    }
    let (weight, ink) = match (is_enabled, has_data) {
        (false, _) => {
            (Weight::Regular, palette.text_quiet.gamma_multiply(ui.visuals().disabled_alpha()))
        }
        (true, true) => (Weight::Semibold, palette.text),
        (true, false) => (Weight::Regular, palette.text_quiet),
    };
    let number = day.day().to_string();
    let middle = Align2::CENTER_CENTER;
    painter.text(rect.center(), middle, number, Type::Body.weighted(weight), ink);
    if has_data {
        let below = rect.center_bottom() - vec2(0.0, GAP_SMALL * 0.75);
        painter.circle_filled(below, MARK, palette.good);
    }
    theme::focus_ring(ui, &response, CONTROL_RADIUS);
    response
}
