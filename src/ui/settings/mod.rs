//! The "Settings" page: sections in a list at the left, each a short page, and a search. Each limit shows its
//! effect on the current measurements.

mod data;
mod field_of_view;
mod limits;
mod preview;
mod rows;
mod search;
mod sections;
mod source;
mod stretching;

use std::sync::Arc;

use eframe::egui::{Rect, ScrollArea, Ui, UiBuilder};

use crate::desktop::glow::GlowSupport;
use crate::settings::{Settings, SettingsChange};
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::history::what_if::WhatIf;
use crate::ui::theme::{GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Icon, MEASURE};
use crate::ui::welcome::CameraList;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::list_row_ui;
use crate::ui::widgets::page::{column_ui, follow_focus, title_ui};
use crate::ui::widgets::spotlight;
use crate::watch::{LiveView, SeenCamera};
use field_of_view::DistanceEntry;
pub use search::entries;

use plumbline_core::engine::Snapshot;

/// Information for the view besides the settings.
#[derive(Debug, Clone, Default)]
pub struct SettingsNotes {
    /// Version and backend.
    pub about: String,
    /// Whether Plumbline starts at login; `None` if the system does not support it.
    pub starts_at_login: Option<bool>,
    /// Another copy of Plumbline that starts at login.
    pub starts_other_at_login: Option<String>,
    /// Reason why there is no tray icon.
    pub tray_problem: Option<String>,
    /// Reason why notifications cannot be shown.
    pub notice_problem: Option<String>,
    /// Which signs the screens can show.
    pub glow_support: GlowSupport,
    /// State of the sandbox, as text.
    pub sandbox: Option<String>,
    /// Reason why cues of a guided stretch cannot be played.
    pub sound_problem: Option<String>,
    /// Stretches the user does not want, by id and name.
    pub put_away: Vec<(String, String)>,
    /// Current measurements, to show the effect of a limit now.
    pub live: Option<Arc<LiveView>>,
    /// The camera in use.
    pub camera: Option<SeenCamera>,
    /// The usual paper of the region.
    pub paper: crate::report::Paper,
    /// Minutes of the last days, to show the effect of a limit on them.
    pub past: Option<Arc<WhatIf>>,
}

impl SettingsNotes {
    fn snapshot(&self) -> Option<&Snapshot> {
        self.live.as_ref().map(|live| &live.snapshot)
    }
}

/// A section of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Section {
    #[default]
    Camera,
    Alerts,
    Quiet,
    Watching,
    Faults,
    Stretching,
    Appearance,
    Data,
    About,
}

impl Section {
    /// All sections in display order.
    pub const ALL: [Self; 9] = [
        Self::Camera,
        Self::Alerts,
        Self::Quiet,
        Self::Watching,
        Self::Faults,
        Self::Stretching,
        Self::Appearance,
        Self::Data,
        Self::About,
    ];

    /// Name of the section.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Camera => t!("settings-camera"),
            Self::Alerts => t!("settings-alerts"),
            Self::Quiet => t!("settings-quiet"),
            Self::Watching => t!("settings-watching"),
            Self::Faults => t!("settings-watched"),
            Self::Stretching => t!("settings-stretching"),
            Self::Appearance => t!("settings-appearance"),
            Self::Data => t!("settings-data"),
            Self::About => t!("settings-about"),
        }
    }

    fn about(self) -> &'static str {
        match self {
            Self::Camera => t!("settings-camera-about"),
            Self::Alerts => t!("settings-alerts-about"),
            Self::Quiet => t!("settings-quiet-about"),
            Self::Watching => t!("settings-watching-about"),
            Self::Faults => t!("settings-watched-about"),
            Self::Stretching => t!("settings-stretching-about"),
            Self::Appearance => t!("settings-appearance-about"),
            Self::Data => t!("settings-never-leave"),
            Self::About => "",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Camera => Icon::VideoCamera,
            Self::Alerts => Icon::Bell,
            Self::Quiet => Icon::BellZ,
            Self::Watching => Icon::Eye,
            Self::Faults => Icon::SlidersHorizontal,
            Self::Stretching => Icon::PersonSimpleTaiChi,
            Self::Appearance => Icon::Palette,
            Self::Data => Icon::ShieldCheck,
            Self::About => Icon::Info,
        }
    }
}

/// Width of the content below which the list and the section are shown one at a time, points.
const NARROW: f32 = 600.0;

/// Width of the list, points.
const LIST: f32 = 232.0;

/// State of the view between frames.
#[derive(Debug, Default)]
pub struct SettingsView {
    /// The chosen section; a narrow window shows the list while there is none.
    section: Option<Section>,
    query: String,
    source_text: Option<String>,
    source_error: Option<String>,
    place_text: String,
    distance: DistanceEntry,
    cameras: CameraList,
    is_listed: bool,
    is_confirming_delete: bool,
    import_text: String,
    are_limits_open: bool,
}

impl SettingsView {
    /// A view whose cameras are already listed.
    #[must_use]
    pub fn with_cameras(cameras: CameraList) -> Self {
        Self { cameras, is_listed: true, ..Self::default() }
    }

    /// Opens a section.
    pub fn open(&mut self, section: Section) {
        self.section = Some(section);
        self.query.clear();
    }

    /// Shows the view; a change is pushed as [`Action::Change`].
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        current: &Settings,
        notes: &SettingsNotes,
        actions: &mut Vec<Action>,
    ) {
        let settings = &mut current.clone();
        let is_narrow = ui.available_width() < NARROW;
        column_ui(ui, MEASURE, |ui| {
            if is_narrow {
                self.narrow_ui(ui, settings, notes, actions);
            } else {
                self.wide_ui(ui, settings, notes, actions);
            }
        });
        if settings != current {
            actions.push(Action::Change(SettingsChange::All(Box::new(settings.clone()))));
        }
    }

    fn wide_ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        notes: &SettingsNotes,
        actions: &mut Vec<Action>,
    ) {
        let whole = ui.available_rect_before_wrap();
        let left =
            Rect { max: eframe::egui::pos2(whole.left() + LIST, whole.bottom() - GAP), ..whole };
        let right =
            Rect { min: eframe::egui::pos2(left.right() + GAP_LARGE, whole.top()), ..whole };
        let shown = self.section.unwrap_or_default();
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            title_ui(ui, t!("tab-settings"), "");
            ScrollArea::vertical().id_salt("sections").auto_shrink(false).show(ui, |ui| {
                search::field_ui(ui, &mut self.query);
                ui.add_space(GAP_SMALL);
                self.list_ui(ui, Some(shown));
                follow_focus(ui);
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            ScrollArea::vertical().id_salt(shown).auto_shrink(false).show(ui, |ui| {
                if self.query.trim().is_empty() {
                    self.section_ui(ui, shown, settings, notes, actions);
                } else {
                    self.found_ui(ui);
                }
                follow_focus(ui);
            });
        });
    }

    fn narrow_ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        notes: &SettingsNotes,
        actions: &mut Vec<Action>,
    ) {
        let salt = self.section.map_or(usize::MAX, |section| section as usize);
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            self.narrow_page_ui(ui, settings, notes, actions);
            follow_focus(ui);
        });
    }

    /// The list of the sections, or one of them.
    fn narrow_page_ui(
        &mut self,
        ui: &mut Ui,
        settings: &mut Settings,
        notes: &SettingsNotes,
        actions: &mut Vec<Action>,
    ) {
        match self.section {
            Some(section) => {
                let back = Button::quiet(t!("tab-settings"))
                    .icon(Icon::CaretLeft)
                    .name(t!("settings-back"));
                if back.show(ui).clicked() {
                    self.section = None;
                }
                self.section_ui(ui, section, settings, notes, actions);
            }
            None => {
                title_ui(ui, t!("tab-settings"), "");
                search::field_ui(ui, &mut self.query);
                ui.add_space(GAP_SMALL);
                if self.query.trim().is_empty() {
                    self.list_ui(ui, None);
                } else {
                    self.found_ui(ui);
                }
            }
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, shown: Option<Section>) {
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        for section in Section::ALL {
            let is_shown = shown == Some(section) && self.query.trim().is_empty();
            if list_row_ui(ui, section.icon(), section.label(), is_shown).clicked() {
                self.open(section);
            }
        }
    }

    /// The settings that match the search. A click opens their section and shows where they are.
    fn found_ui(&mut self, ui: &mut Ui) {
        let found = search::found(&self.query);
        title_ui(ui, &t!("settings-found", count = found.len()), "");
        ui.spacing_mut().item_spacing.y = GAP_TINY;
        for (section, words) in found {
            let label = t!("settings-found-row", setting = words, section = section.label());
            if list_row_ui(ui, section.icon(), &label, false).clicked() {
                self.open(section);
                spotlight::seek(ui.ctx(), words);
            }
        }
    }

    fn section_ui(
        &mut self,
        ui: &mut Ui,
        section: Section,
        settings: &mut Settings,
        notes: &SettingsNotes,
        actions: &mut Vec<Action>,
    ) {
        title_ui(ui, section.label(), section.about());
        match section {
            Section::Camera => self.camera_ui(ui, settings, notes, actions),
            Section::Alerts => sections::alerts_ui(ui, settings, notes),
            Section::Quiet => sections::quiet_ui(ui, settings),
            Section::Watching => sections::watching_ui(ui, settings, notes, actions),
            Section::Faults => limits::faults_ui(ui, settings, notes, &mut self.are_limits_open),
            Section::Stretching => stretching::stretching_ui(ui, settings, notes),
            Section::Appearance => sections::appearance_ui(ui, settings),
            Section::Data => self.data_ui(ui, settings, notes, actions),
            Section::About => data::about_ui(ui, notes),
        }
        ui.add_space(GAP_LARGE);
    }
}
