//! Something to tell the person at once, until they have seen it.

use eframe::egui::{RichText, Ui};

use super::theme::Palette;

/// Words, and whether something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whole sentences.
    pub words: String,
    /// Something did not work.
    pub is_problem: bool,
}

impl Notice {
    /// How something went well.
    pub fn news(words: impl Into<String>) -> Self {
        Self { words: words.into(), is_problem: false }
    }

    /// Something did not work.
    pub fn problem(words: impl Into<String>) -> Self {
        Self { words: words.into(), is_problem: true }
    }
}

/// Shows what is to be told, until it was seen.
pub(super) fn notice_ui(ui: &mut Ui, notice: &mut Option<Notice>) {
    let Some(Notice { words, is_problem }) = notice.clone() else { return };
    let palette = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        if is_problem {
            ui.label(RichText::new(format!("! {words}")).color(palette.fault));
        } else {
            ui.label(words);
        }
        if ui.button("OK").clicked() {
            *notice = None;
        }
    });
}
