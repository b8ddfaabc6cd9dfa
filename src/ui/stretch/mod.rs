//! The "Stretch" page: the catalogue with search and filters, the details of one item, and
//! routines.

pub(crate) mod routines;

use std::collections::BTreeSet;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, RichText, ScrollArea, TextStyle, Ui, WidgetInfo, vec2};
use egui::accesskit::Role;

use crate::settings::{Settings, SettingsChange};
use crate::text::names;
use crate::text::{FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::stretch::routines::RoutineEditor;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::figure::{figure_ui, muscle_map_ui};
use plumbline_core::body::{Fault, Side};
use plumbline_core::catalogue::{Catalogue, Item, Kind, Position, Routine};
use plumbline_core::coaching::recommend::suits;

/// Data of the view.
pub struct Shelf<'a> {
    pub catalogue: &'a Catalogue,
    /// Routine composed for today.
    pub for_today: &'a Routine,
    /// User settings; the view changes some of them.
    pub settings: &'a Settings,
    /// Receives the user's actions.
    pub actions: &'a mut Vec<Action>,
}

/// Minimum height at which the filters are open by default, points.
const MIN_HEIGHT_OPEN_FILTERS: f32 = 560.0;

/// State of the view between frames.
#[derive(Debug, Default)]
pub struct StretchView {
    routines: RoutineEditor,
    search: String,
    position: Option<Position>,
    only_without_equipment: bool,
    muscle: Option<String>,
    fault: Option<Fault>,
    selected: Option<String>,
}

impl StretchView {
    /// Selects the item `id` and resets the filters.
    pub fn open(&mut self, id: String) {
        self.selected = Some(id);
        self.search.clear();
        self.position = None;
        self.only_without_equipment = false;
        self.muscle = None;
        self.fault = None;
    }

    /// Shows the view.
    pub fn ui(&mut self, ui: &mut Ui, model: &mut Shelf<'_>) {
        let catalogue = model.catalogue;
        let is_narrow = ui.available_width() < 700.0;
        if is_narrow {
            if let Some(item) = self.selected.as_deref().and_then(|id| catalogue.item(id)) {
                if ui.button(t!("stretch-back")).clicked() {
                    self.selected = None;
                }
                ScrollArea::vertical().show(ui, |ui| item_ui(ui, item, model));
            } else {
                ui.collapsing(t!("stretch-routines"), |ui| {
                    ScrollArea::vertical().id_salt("routines").max_height(400.0).show(ui, |ui| {
                        let catalogue = model.catalogue;
                        let Shelf { for_today, settings, actions, .. } = model;
                        self.routines.ui(ui, catalogue, for_today, settings, actions);
                    });
                });
                self.list_ui(ui, model, true);
            }
            return;
        }
        egui::Panel::left("stretch_list")
            .resizable(true)
            .default_size(330.0)
            .size_range(240.0..=460.0)
            .show(ui, |ui| self.list_ui(ui, model, false));
        egui::CentralPanel::default().show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                match self.selected.as_deref().and_then(|id| catalogue.item(id)) {
                    Some(item) => item_ui(ui, item, model),
                    None => self.overview_ui(ui, model),
                }
            });
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, model: &Shelf<'_>, is_narrow: bool) {
        let catalogue = model.catalogue;
        let troubles: Vec<_> = model.settings.guide.troubles.iter().copied().collect();
        ui.horizontal(|ui| {
            let label = ui.label(t!("stretch-search"));
            ui.add(
                egui::TextEdit::singleline(&mut self.search).hint_text(t!("stretch-search-hint")),
            )
            .labelled_by(label.id);
        });
        // In a low window the list is more important than the filters.
        let is_roomy = ui.available_height() >= MIN_HEIGHT_OPEN_FILTERS;
        egui::CollapsingHeader::new(t!("stretch-filter"))
            .default_open(is_roomy)
            .show(ui, |ui| self.filters_ui(ui, catalogue));
        ui.separator();
        if !is_narrow
            && ui
                .selectable_label(self.selected.is_none(), t!("stretch-routines-and-tips"))
                .clicked()
        {
            self.selected = None;
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let (fitting, hidden): (Vec<&Item>, Vec<&Item>) = catalogue
                .items()
                .iter()
                .filter(|item| self.fits(item, catalogue))
                .partition(|item| suits(item, &[], &troubles));
            if fitting.is_empty() && hidden.is_empty() {
                ui.label(t!("stretch-nothing-fits"));
            }
            for (kind, title) in
                [(Kind::Stretch, t!("stretch-stretches")), (Kind::Release, t!("stretch-releases"))]
            {
                let of_kind: Vec<&Item> =
                    fitting.iter().copied().filter(|item| item.kind == kind).collect();
                if of_kind.is_empty() {
                    continue;
                }
                ui.label(RichText::new(title).strong());
                for item in of_kind {
                    self.row_ui(ui, item, catalogue);
                }
                ui.add_space(theme::GAP_SMALL);
            }
            if !hidden.is_empty() {
                let parts: Vec<&str> =
                    troubles.iter().map(|part| names::body_part(*part)).collect();
                let parts = parts.join(", ");
                ui.label(t!("stretch-not-shown", count = hidden.len(), parts = parts));
            }
        });
    }

    fn filters_ui(&mut self, ui: &mut Ui, catalogue: &Catalogue) {
        ui.horizontal_wrapped(|ui| {
            ui.selectable_value(&mut self.position, None, t!("stretch-any"));
            for position in Position::ALL {
                ui.selectable_value(&mut self.position, Some(position), names::position(position));
            }
        });
        let muscle_name = |id: &str| catalogue.muscle(id).map_or("", |m| m.name.as_str());
        egui::ComboBox::from_label(t!("stretch-muscle"))
            .selected_text(self.muscle.as_deref().map_or(t!("stretch-any"), muscle_name))
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut self.muscle, None, t!("stretch-any"));
                for muscle in catalogue.muscles() {
                    let value = Some(muscle.id.clone());
                    ui.selectable_value(&mut self.muscle, value, &muscle.name);
                }
            });
        egui::ComboBox::from_label(t!("stretch-helps-when"))
            .selected_text(self.fault.map_or(t!("stretch-any"), Fault::headline))
            .truncate()
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut self.fault, None, t!("stretch-any"));
                for fault in Fault::ALL {
                    ui.selectable_value(&mut self.fault, Some(fault), fault.headline());
                }
            });
        ui.checkbox(&mut self.only_without_equipment, t!("stretch-without-equipment"));
    }

    fn overview_ui(&mut self, ui: &mut Ui, model: &mut Shelf<'_>) {
        let palette = Palette::current(ui);
        let catalogue = model.catalogue;
        ui.label(RichText::new(t!("stretch-routines")).size(26.0).strong());
        self.routines.ui(ui, catalogue, model.for_today, model.settings, model.actions);
        ui.add_space(theme::GAP);
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(t!("stretch-through-the-day")).size(18.0).strong());
            for tip in catalogue.tips() {
                ui.label(format!("• {}", tip.text));
            }
        });
        ui.add_space(theme::GAP_SMALL);
        theme::card(&palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(t!("stretch-before-you-begin")).size(18.0).strong());
            for note in catalogue.safety() {
                ui.label(format!("• {}", note.text));
            }
        });
    }

    /// One row of the list: the item's name and below it its muscle.
    fn row_ui(&mut self, ui: &mut Ui, item: &Item, catalogue: &Catalogue) {
        let palette = Palette::current(ui);
        let is_selected = self.selected.as_deref() == Some(item.id.as_str());
        let font = |style: TextStyle| style.resolve(ui.style());
        let mut words = LayoutJob::default();
        words.append(&item.name, 0.0, TextFormat::simple(font(TextStyle::Body), palette.text));
        if let Some(muscle) = catalogue.muscle(&item.muscle) {
            let format = TextFormat::simple(font(TextStyle::Small), palette.text_quiet);
            words.append(&format!("\n{}", muscle.name), 0.0, format);
        }
        words.wrap.max_width = ui.available_width() - 24.0;
        let row =
            egui::Button::selectable(is_selected, words).min_size(vec2(ui.available_width(), 0.0));
        let response = ui.add(row);
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, ui.is_enabled(), is_selected, &item.name)
        });
        if response.clicked() {
            self.selected = Some(item.id.clone());
        }
    }

    fn fits(&self, item: &Item, catalogue: &Catalogue) -> bool {
        let needle = self.search.trim().to_lowercase();
        let muscle = catalogue.muscle(&item.muscle).map_or("", |m| m.name.as_str());
        let in_text = || {
            [item.name.as_str(), muscle, item.why.as_str()]
                .iter()
                .any(|text| text.to_lowercase().contains(&needle))
                || item.steps.iter().any(|step| step.to_lowercase().contains(&needle))
        };
        self.position.is_none_or(|position| item.positions.contains(&position))
            && (!self.only_without_equipment || item.equipment.is_empty())
            && self.muscle.as_ref().is_none_or(|id| item.muscle == *id || item.also.contains(id))
            && self.fault.is_none_or(|fault| item.answers.contains(&fault))
            && (needle.is_empty() || in_text())
    }
}

/// The numbered steps. For an item with two sides: the steps of the right side and a note about the
/// other side.
pub fn steps_ui(ui: &mut Ui, item: &Item) {
    for (i, step) in item.steps_for(Some(Side::Right)).iter().enumerate() {
        ui.label(format!("{}. {step}", i + 1));
    }
    if item.has_sides() {
        ui.label(RichText::new(t!("stretch-other-side")).italics());
    }
}

fn item_ui(ui: &mut Ui, item: &Item, model: &mut Shelf<'_>) {
    let catalogue = model.catalogue;
    let palette = Palette::current(ui);
    ui.label(RichText::new(&item.name).size(26.0).strong());
    let muscle = catalogue.muscle(&item.muscle).map_or("", |m| m.name.as_str());
    let positions = item.positions.iter().map(|p| names::position(*p).to_owned());
    let positions = positions.reduce(|first, other| t!("stretch-or", first = first, other = other));
    let equipment = if item.equipment.is_empty() {
        t!("stretch-no-equipment").to_owned()
    } else {
        item.equipment.iter().map(|e| names::equipment(*e)).collect::<Vec<_>>().join(", ")
    };
    ui.label(
        RichText::new(format!("{muscle} · {} · {equipment}", positions.unwrap_or_default()))
            .color(palette.text_quiet),
    );
    if let Some(hold) = names::hold(item) {
        ui.label(RichText::new(hold).strong());
    }
    ui.horizontal_wrapped(|ui| {
        if theme::primary_button(ui, t!("stretch-start"))
            .on_hover_text(t!("stretch-start-hint"))
            .clicked()
        {
            model.actions.push(Action::StartStretch(item.id.clone(), None));
        }
        let mut is_offered = !model.settings.guide.disliked.contains(&item.id);
        if ui.checkbox(&mut is_offered, t!("stretch-offer")).changed() {
            let change = SettingsChange::Offer(item.id.clone(), is_offered);
            model.actions.push(Action::Change(change));
        }
    });
    if let Some(rule) = &item.pose {
        ui.label(RichText::new(&rule.sees).color(palette.text_quiet));
    }
    ui.add_space(theme::GAP_SMALL);
    figure_ui(ui, &item.id, &item.name, ui.available_width().min(520.0));
    ui.add_space(theme::GAP_SMALL);
    theme::card(&palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        steps_ui(ui, item);
    });
    ui.add_space(theme::GAP_SMALL);
    ui.label(&item.why);
    ui.label(
        RichText::new(t!("stretch-felt", place = item.felt.as_str())).color(palette.text_quiet),
    );
    let ids: BTreeSet<&str> =
        std::iter::once(&item.muscle).chain(&item.also).map(String::as_str).collect();
    let names: Vec<&str> =
        ids.iter().filter_map(|id| catalogue.muscle(id)).map(|m| m.name.as_str()).collect();
    ui.label(RichText::new(names.join(", ")).strong());
    muscle_map_ui(ui, &ids, &names.join(", "), 150.0);
    for caution in &item.cautions {
        ui.label(RichText::new(format!("! {caution}")).color(palette.fault));
    }
}
