//! Search and filters of the catalogue.

use eframe::egui::{self, Ui, vec2};

use crate::text::search::folded;
use crate::text::{FaultText as _, capitalized, names, t};
use crate::ui::shortcuts::focus_on_search;
use crate::ui::theme::{self, CONTROL_HEIGHT, GAP_SMALL, Icon, Palette, Type};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::choice_ui;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::{Catalogue, Equipment, Item, Position};

/// Width of the search field, points.
const SEARCH_WIDTH: f32 = 320.0;

/// Equipment that an item may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Needs {
    #[default]
    Anything,
    Nothing,
    Only(Equipment),
}

/// The search text and the chosen filters. An empty filter matches every item.
#[derive(Debug, Default)]
pub(super) struct Filter {
    search: String,
    is_open: bool,
    position: Option<Position>,
    needs: Needs,
    muscle: Option<String>,
    fault: Option<Fault>,
}

impl Filter {
    /// Shows the search field and, if they are open, the chips.
    pub(super) fn ui(&mut self, ui: &mut Ui, catalogue: &Catalogue) {
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(Type::Body.text(t!("stretch-search")));
            let width = SEARCH_WIDTH.min(ui.available_width());
            let field = egui::TextEdit::singleline(&mut self.search)
                .hint_text(t!("stretch-search-hint"))
                .min_size(vec2(0.0, CONTROL_HEIGHT))
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(width);
            let field = ui.add(field).labelled_by(label.id);
            focus_on_search(ui, &field);
            let count = self.count();
            let words = match count {
                0 => t!("stretch-filter").to_owned(),
                _ => t!("stretch-filter-count", count = count),
            };
            let toggle = Button::secondary(&words).icon(Icon::Faders).selected(self.is_open);
            if toggle.show(ui).clicked() {
                self.is_open = !self.is_open;
            }
            if count > 0 && Button::quiet(t!("stretch-clear")).icon(Icon::X).show(ui).clicked() {
                *self = Self { is_open: self.is_open, ..Self::default() };
            }
        });
        if self.is_open {
            ui.add_space(GAP_SMALL);
            let palette = Palette::current(ui);
            theme::card(&palette).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.chips_ui(ui, catalogue);
            });
        }
    }

    fn chips_ui(&mut self, ui: &mut Ui, catalogue: &Catalogue) {
        let any = t!("stretch-any");
        let mut muscles = vec![(None, any)];
        muscles.extend(catalogue.muscles().iter().map(|m| (Some(m.id.clone()), m.name.as_str())));
        row_ui(ui, t!("stretch-muscle"), &mut self.muscle, &muscles);
        let mut faults = vec![(None, any)];
        faults.extend(Fault::ALL.iter().map(|fault| (Some(*fault), fault.headline())));
        row_ui(ui, t!("stretch-helps-when"), &mut self.fault, &faults);
        let mut positions = vec![(None, any)];
        positions.extend(Position::ALL.map(|p| (Some(p), names::position(p))));
        row_ui(ui, t!("stretch-position"), &mut self.position, &positions);
        let nothing = capitalized(t!("stretch-no-equipment"));
        let tools = Equipment::TO_OWN.map(|e| (e, capitalized(names::equipment(e))));
        let mut needs = vec![(Needs::Anything, any), (Needs::Nothing, nothing.as_str())];
        needs.extend(tools.iter().map(|(e, words)| (Needs::Only(*e), words.as_str())));
        row_ui(ui, t!("stretch-equipment"), &mut self.needs, &needs);
    }

    /// Number of filters that are set.
    fn count(&self) -> usize {
        [
            self.position.is_some(),
            self.needs != Needs::Anything,
            self.muscle.is_some(),
            self.fault.is_some(),
        ]
        .into_iter()
        .filter(|is_set| *is_set)
        .count()
    }

    pub(super) fn fits(&self, item: &Item, catalogue: &Catalogue) -> bool {
        let has_needed = match self.needs {
            Needs::Anything => true,
            Needs::Nothing => item.equipment.is_empty(),
            Needs::Only(equipment) => item.equipment.contains(&equipment),
        };
        has_needed
            && self.position.is_none_or(|position| item.positions.contains(&position))
            && self.muscle.as_ref().is_none_or(|id| item.muscle == *id || item.also.contains(id))
            && self.fault.is_none_or(|fault| item.answers.contains(&fault))
            && self.fits_search(item, catalogue)
    }

    /// Whether every word of the search is in the texts of `item` or of its muscles. Words for the complaint itself
    /// ("stiff") are in no text and count only if nothing else was typed.
    fn fits_search(&self, item: &Item, catalogue: &Catalogue) -> bool {
        let search = folded(&self.search);
        let complaints = folded(t!("stretch-search-complaints"));
        let complaints: Vec<&str> = complaints.split_whitespace().collect();
        let mut words: Vec<&str> = search
            .split_whitespace()
            .map(|word| without_complaint(word, &complaints).unwrap_or(word))
            .collect();
        if words.iter().any(|word| !complaints.contains(word)) {
            words.retain(|word| !complaints.contains(word));
        }
        let muscles = std::iter::once(&item.muscle).chain(&item.also);
        let muscles = muscles
            .filter_map(|id| catalogue.muscle(id))
            .flat_map(|muscle| [muscle.name.as_str(), muscle.does.as_str()]);
        let own = [item.name.as_str(), item.why.as_str(), item.felt.as_str()];
        let steps = item.steps.iter().map(String::as_str);
        let text = own.into_iter().chain(steps).chain(muscles).collect::<Vec<_>>().join("\n");
        let text = folded(&text);
        words.iter().all(|word| text.contains(word))
    }
}

/// The place in a compound such as "Nackenschmerzen".
fn without_complaint<'a>(word: &'a str, complaints: &[&str]) -> Option<&'a str> {
    /// Shortest place and complaint in a compound, bytes: "ache" is no compound.
    const SHORTEST: usize = 4;
    let complaints = complaints.iter().filter(|complaint| complaint.len() >= SHORTEST);
    let places = complaints.filter_map(|complaint| word.strip_suffix(complaint));
    places.filter(|place| place.len() >= SHORTEST).min_by_key(|place| place.len())
}

fn row_ui<T: PartialEq + Clone>(ui: &mut Ui, label: &str, chosen: &mut T, options: &[(T, &str)]) {
    let palette = Palette::current(ui);
    ui.push_id(label, |ui| {
        ui.label(Type::Caption.text(label).color(palette.text_quiet));
        choice_ui(ui, label, chosen, options);
        ui.add_space(GAP_SMALL);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_by_complaint_and_place_finds_what_is_felt_there() {
        let catalogue = Catalogue::embedded().unwrap();
        let found = |search: &str| {
            let filter = Filter { search: search.into(), ..Filter::default() };
            let fits = catalogue.items().iter().filter(|item| filter.fits(item, &catalogue));
            fits.map(|item| item.id.clone()).collect::<Vec<_>>()
        };
        let neck = found("neck");
        let of_neck = catalogue.items().iter().filter(|item| item.felt.contains("neck"));
        assert!(of_neck.clone().count() > 2);
        for item in of_neck {
            assert!(neck.contains(&item.id), "{}", item.id);
        }
        assert_eq!(found("Stiff NECK"), neck);
        assert_eq!(found("pain in my neck").is_empty(), neck.is_empty());
        assert_eq!(found(""), found("  "));
        assert_eq!(found("").len(), catalogue.items().len());
        assert!(found("neck xylophone").is_empty());
        assert_eq!(found("neckpain"), neck);
        assert_eq!(found("NÉCK"), neck);
    }
}
