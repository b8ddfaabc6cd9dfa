//! What a view wants done. Views never do it themselves.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::desktop::cues::Cue;
use crate::ui::history::picture::ChartPicture;
use crate::ui::history::tasks::ExportForm;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::Routine;
use plumbline_core::coaching::guide::StretchResult;
use plumbline_vision::frames::SourceSpec;

/// A wish of the person at the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Capture the upright baseline.
    Calibrate,
    /// Give up a running capture.
    CancelCalibration,
    /// Capture the person's slouch.
    CalibrateSlouch,
    /// The camera was not moved: keep the baseline.
    KeepBaseline,
    /// No alerts for so many minutes.
    SnoozeMinutes(u32),
    /// No alerts for the rest of the day.
    SnoozeUntilTomorrow,
    /// Alerts again.
    EndSnooze,
    /// Pause watching, or go on.
    Pause(bool),
    /// The person has moved: counts as a break.
    CountBreak,
    /// The alert was seen.
    DismissAlert,
    /// Another stretch for the same alert.
    AnotherStretch,
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
