//! The "Stretch" page: routines, the catalogue with search and filters, and the page of one item.

mod card;
mod filter;
mod item;
pub(crate) mod routines;

use eframe::egui::{Key, Modifiers, Ui};

use crate::settings::Settings;
use crate::text::names;
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::stretch::card::{cards_ui, columns_for};
use crate::ui::stretch::filter::Filter;
pub(crate) use crate::ui::stretch::item::caution_ui;
use crate::ui::stretch::item::item_ui;
use crate::ui::stretch::routines::RoutineEditor;
use crate::ui::theme::{self, GAP, GAP_LARGE, GAP_SMALL, Icon, Palette, Type};
use crate::ui::widgets::page::{Empty, page_ui};
use plumbline_core::catalogue::{Catalogue, Item, Kind, Routine};
use plumbline_core::coaching::recommend::suits;

/// Data of the view.
pub struct Shelf<'a> {
    pub catalogue: &'a Catalogue,
    /// Routines composed for today: stretches, and strength.
    pub for_today: &'a [Routine],
    /// User settings; the view changes some of them.
    pub settings: &'a Settings,
    /// Receives the user's actions.
    pub actions: &'a mut Vec<Action>,
}

/// State of the view between frames.
#[derive(Debug, Default)]
pub struct StretchView {
    routines: RoutineEditor,
    filter: Filter,
    selected: Option<String>,
}

impl StretchView {
    /// Selects the item `id` and resets the filters.
    pub fn open(&mut self, id: String) {
        self.selected = Some(id);
        self.filter = Filter::default();
    }

    /// Shows the view.
    pub fn ui(&mut self, ui: &mut Ui, model: &mut Shelf<'_>) {
        let catalogue = model.catalogue;
        let Some(item) = self.selected.as_deref().and_then(|id| catalogue.item(id)) else {
            // Each page keeps its own scroll position.
            ui.push_id("catalogue", |ui| page_ui(ui, |ui| self.catalogue_ui(ui, model)));
            return;
        };
        let is_left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let is_back = ui.push_id(&item.id, |ui| page_ui(ui, |ui| item_ui(ui, item, model))).inner;
        if is_back || is_left {
            self.selected = None;
        }
    }

    fn catalogue_ui(&mut self, ui: &mut Ui, model: &mut Shelf<'_>) {
        item::title_ui(ui, t!("tab-stretch"), t!("stretch-about"));
        let Shelf { catalogue, for_today, settings, actions } = model;
        self.routines.ui(ui, catalogue, for_today, settings, actions);
        ui.add_space(GAP_SMALL);
        self.filter.ui(ui, catalogue);
        self.items_ui(ui, model);
        ui.add_space(GAP_LARGE);
        notes_ui(ui, model.catalogue);
    }

    fn items_ui(&mut self, ui: &mut Ui, model: &Shelf<'_>) {
        let catalogue = model.catalogue;
        let troubles: Vec<_> = model.settings.guide.troubles.iter().copied().collect();
        let (fitting, hidden): (Vec<&Item>, Vec<&Item>) = catalogue
            .items()
            .iter()
            .filter(|item| self.filter.fits(item, catalogue))
            .partition(|item| suits(item, &[], &troubles));
        if fitting.is_empty() && hidden.is_empty() {
            let nothing = Empty {
                icon: Icon::MagnifyingGlass,
                title: t!("stretch-nothing-fits"),
                about: "",
                button: Some(t!("stretch-clear")),
            };
            if nothing.show(ui, 0.0, |_| {}) {
                self.filter = Filter::default();
            }
            return;
        }
        for kind in Kind::ALL {
            let title = match kind {
                Kind::Stretch => t!("stretch-stretches"),
                Kind::Reset => t!("stretch-resets"),
                Kind::Strength => t!("stretch-strength"),
                Kind::Release => t!("stretch-releases"),
            };
            let of_kind: Vec<&Item> =
                fitting.iter().copied().filter(|item| item.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            ui.add_space(GAP);
            ui.label(Type::Title.text(title));
            if let Some(id) = cards_ui(ui, &of_kind, catalogue) {
                self.selected = Some(id);
            }
        }
        if !hidden.is_empty() {
            let parts: Vec<&str> = troubles.iter().map(|part| names::body_part(*part)).collect();
            let parts = parts.join(", ");
            ui.add_space(GAP_SMALL);
            let words = t!("stretch-not-shown", count = hidden.len(), parts = parts);
            ui.label(Type::Body.text(words).color(Palette::current(ui).text_quiet));
        }
    }
}

/// Tips for the day and notes on safety, beside each other if there is room.
fn notes_ui(ui: &mut Ui, catalogue: &Catalogue) {
    let tips: Vec<&str> = catalogue.tips().iter().map(|tip| tip.text.as_str()).collect();
    let safety: Vec<&str> = catalogue.safety().iter().map(|note| note.text.as_str()).collect();
    let notes = [
        (t!("stretch-through-the-day"), tips.as_slice()),
        (t!("stretch-before-you-begin"), safety.as_slice()),
    ];
    let is_wide = columns_for(ui.available_width()) > 2;
    if is_wide {
        ui.columns_const(|columns: &mut [Ui; 2]| {
            for (ui, (title, lines)) in columns.iter_mut().zip(notes) {
                note_ui(ui, title, lines);
            }
        });
        return;
    }
    for (title, lines) in notes {
        note_ui(ui, title, lines);
        ui.add_space(GAP_SMALL);
    }
}

fn note_ui(ui: &mut Ui, title: &str, lines: &[&str]) {
    let palette = Palette::current(ui);
    // A column justifies its lines; text should not be justified.
    ui.vertical(|ui| {
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(Type::Title.text(title));
            for line in lines {
                item::point_ui(ui, line);
            }
        });
    });
}
