//! Pages of the window and the navigation between them.

use eframe::egui::{Key, RichText, Ui};

use crate::text::t;
use crate::ui::shortcuts::ShortcutsView;
use crate::ui::theme::{self, Palette};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Now,
    Stretch,
    History,
    Settings,
}

/// All pages in display order, each with the key that selects it together with Ctrl.
pub(super) const TABS: [(Tab, Key); 4] = [
    (Tab::Now, Key::Num1),
    (Tab::Stretch, Key::Num2),
    (Tab::History, Key::Num3),
    (Tab::Settings, Key::Num4),
];

impl Tab {
    /// Label of the page.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Now => t!("tab-now"),
            Self::Stretch => t!("tab-stretch"),
            Self::History => t!("tab-history"),
            Self::Settings => t!("tab-settings"),
        }
    }
}

/// Navigation bar with the labels of all pages.
pub(super) fn navigation_ui(ui: &mut Ui, chosen: &mut Tab, shortcuts: &mut ShortcutsView) {
    let palette = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Plumbline").heading().color(palette.accent));
        ui.add_space(theme::GAP);
        for (number, (tab, _)) in TABS.into_iter().enumerate() {
            ui.selectable_value(chosen, tab, RichText::new(tab.label()).size(16.0))
                .on_hover_text(t!("tab-key", number = number + 1));
        }
        shortcuts.button_ui(ui);
    });
}
