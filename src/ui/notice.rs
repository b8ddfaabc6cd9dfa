//! Notices in the window, shown until the user confirms them.

use eframe::egui::{ScrollArea, Ui};

use crate::text::t;
use crate::ui::action::Action;
use crate::ui::theme::Icon;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::page::banner_ui;

/// One notice in the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Text in whole sentences.
    pub words: String,
    /// The notice reports an error.
    pub is_problem: bool,
    /// Optional details: hidden at first; buttons show and copy them.
    pub details: Option<String>,
    /// Optional button: what it says, and what it does.
    pub button: Option<(&'static str, Box<Action>)>,
    is_unfolded: bool,
}

impl Notice {
    /// A notice about success.
    pub fn news(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            is_problem: false,
            details: None,
            button: None,
            is_unfolded: false,
        }
    }

    /// A notice about an error.
    pub fn problem(words: impl Into<String>) -> Self {
        Self { is_problem: true, ..Self::news(words) }
    }

    /// Adds a button that does `action` and removes the notice.
    #[must_use]
    pub fn with_button(self, label: &'static str, action: Action) -> Self {
        Self { button: Some((label, Box::new(action))), ..self }
    }

    #[must_use]
    pub fn with_details(self, details: String) -> Self {
        Self { details: Some(details), ..self }
    }
}

/// Maximum height of the details, points.
const DETAILS_HEIGHT: f32 = 180.0;

/// Shows the notice until the user confirms it. Returns the action of its button, if it was clicked.
pub fn notice_ui(ui: &mut Ui, notice: &mut Option<Notice>) -> Option<Action> {
    let shown = notice.as_mut()?;
    let mut wanted = None;
    let icon = if shown.is_problem { Icon::WarningCircle } else { Icon::Info };
    let words = shown.words.clone();
    let is_seen = banner_ui(ui, icon, &words, shown.is_problem, |ui| {
        if let Some(details) = &shown.details {
            let label = if shown.is_unfolded {
                t!("message-hide-details")
            } else {
                t!("message-show-details")
            };
            if Button::secondary(label).show(ui).clicked() {
                shown.is_unfolded = !shown.is_unfolded;
            }
            if Button::secondary(t!("message-copy-details")).show(ui).clicked() {
                ui.ctx().copy_text(details.clone());
            }
        }
        if let Some((label, action)) = &shown.button
            && Button::secondary(label).show(ui).clicked()
        {
            wanted = Some((**action).clone());
        }
        Button::secondary(t!("message-ok")).show(ui).clicked()
    });
    if let Some(details) = shown.details.as_ref().filter(|_| shown.is_unfolded) {
        ScrollArea::vertical().id_salt("details").max_height(DETAILS_HEIGHT).show(ui, |ui| {
            ui.monospace(details);
        });
    }
    if is_seen || wanted.is_some() {
        *notice = None;
    }
    wanted
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;

    #[test]
    fn details_are_shown_and_copied_and_a_confirmed_notice_is_removed() {
        let crash = Notice::problem("It ended.").with_details("thread pose at watch.rs".into());
        let mut harness = Harness::builder()
            .with_context_setup(crate::ui::theme::install)
            .build_ui_state(|ui, notice| drop(notice_ui(ui, notice)), Some(crash));
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
