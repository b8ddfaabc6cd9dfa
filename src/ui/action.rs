//! What the person asks for in a view. The views return actions, the application carries them out.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::desktop::cues::Cue;
use crate::ui::history::picture::ChartPicture;
use crate::ui::history::tasks::ExportForm;
use crate::watch::Command;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::Routine;
use plumbline_core::coaching::guide::StretchResult;
use plumbline_vision::frames::SourceSpec;

/// A request of the person at the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A request to the pose thread.
    Watch(Command),
    /// Show this item of the catalogue.
    OpenStretch(String),
    /// Follow this item, for the alert of this fault if it answers one.
    StartStretch(String, Option<Fault>),
    /// Follow this routine.
    StartRoutine(Routine),
    /// The notes before the first stretch were read.
    NotesRead,
    /// A guided stretch is over.
    StretchOver(Box<StretchResult>),
    /// Something to be heard.
    Sound(Cue),
    /// The guide is closed.
    GuideClosed,
    /// Watch another source.
    UseSource(SourceSpec),
    /// Start Plumbline when the person logs in, or no longer.
    StartAtLogin(bool),
    /// Write the whole history where the person finds it.
    ExportHistory(ExportForm),
    /// Let the person choose an export to add to the history.
    ChooseImport,
    /// Add this export to the history.
    ImportHistory(PathBuf),
    /// Save a chart as a picture.
    SavePicture(Box<ChartPicture>),
    /// Delete what is kept of a day.
    DeleteDay(Date),
    /// Delete the whole history.
    DeleteHistory,
    /// The welcome is over.
    WelcomeDone,
    /// The alert for this fault was wrong: it should need more.
    AlertIsWrong(Fault),
    /// A setting was changed: save and apply.
    SettingsChanged,
}
