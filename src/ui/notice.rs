//! Something to tell the person at once, until they have seen it.

use eframe::egui::{RichText, ScrollArea, Ui};

use crate::text::t;
use crate::ui::theme::Palette;

/// Words, and whether something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whole sentences.
    pub words: String,
    /// Something did not work.
    pub is_problem: bool,
    /// What only some want to read: unfolded and copied by a button.
    pub details: Option<String>,
    is_unfolded: bool,
}

impl Notice {
    /// How something went well.
    pub fn news(words: impl Into<String>) -> Self {
        Self { words: words.into(), is_problem: false, details: None, is_unfolded: false }
    }

    /// Something did not work.
    pub fn problem(words: impl Into<String>) -> Self {
        Self { is_problem: true, ..Self::news(words) }
    }

    /// With what only some want to read.
    #[must_use]
    pub fn with_details(self, details: String) -> Self {
        Self { details: Some(details), ..self }
    }
}

/// How much of the window the details may take, points.
const DETAILS_HEIGHT: f32 = 180.0;

/// Shows what is to be told, until it was seen.
pub fn notice_ui(ui: &mut Ui, notice: &mut Option<Notice>) {
    let Some(told) = notice else { return };
    let palette = Palette::current(ui);
    let mut is_seen = false;
    ui.horizontal_wrapped(|ui| {
        if told.is_problem {
            ui.label(RichText::new(format!("! {}", told.words)).color(palette.fault));
        } else {
            ui.label(&told.words);
        }
        if let Some(details) = &told.details {
            let label = if told.is_unfolded {
                t!("message-hide-details")
            } else {
                t!("message-show-details")
            };
            if ui.button(label).clicked() {
                told.is_unfolded = !told.is_unfolded;
            }
            if ui.button(t!("message-copy-details")).clicked() {
                ui.ctx().copy_text(details.clone());
            }
        }
        is_seen = ui.button(t!("message-ok")).clicked();
    });
    if let Some(details) = told.details.as_ref().filter(|_| told.is_unfolded) {
        ScrollArea::vertical().id_salt("details").max_height(DETAILS_HEIGHT).show(ui, |ui| {
            ui.monospace(details);
        });
    }
    if is_seen {
        *notice = None;
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;

    #[test]
    fn details_are_unfolded_copied_and_gone_once_seen() {
        let crash = Notice::problem("It ended.").with_details("thread pose at watch.rs".into());
        let mut harness = Harness::new_ui_state(notice_ui, Some(crash));
        let is_shown = |harness: &Harness<'_, Option<Notice>>| {
            harness.query_all_by_label("thread pose at watch.rs").next().is_some()
        };
        assert!(!is_shown(&harness));
        harness.get_by_label("Show details").click();
        harness.run();
        assert!(is_shown(&harness));
        harness.get_by_label("Copy details").click();
        harness.step();
        let copied = harness.output().platform_output.commands.iter().any(|command| {
            matches!(command, eframe::egui::OutputCommand::CopyText(text) if text.contains("pose"))
        });
        assert!(copied);
        harness.run();
        harness.get_by_label("OK").click();
        harness.run();
        assert!(harness.state().is_none());
    }
}
