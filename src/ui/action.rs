//! Actions that the person requests in a view. Views return them, and the application executes them.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::desktop::cues::Cue;
use crate::settings::SettingsChange;
use crate::ui::history::picture::ChartPicture;
use crate::ui::history::tasks::ExportForm;
use crate::watch::Command;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::Routine;
use plumbline_core::coaching::discomfort::Discomfort;
use plumbline_core::coaching::guide::StretchResult;
use plumbline_vision::frames::SourceSpec;

/// Request of the person in the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Send this command to the pose thread.
    Watch(Command),
    /// Show the item of the catalogue with this id.
    OpenStretch(String),
    /// Start the guide for the item with this id. The fault is that of the alert it was recommended for.
    StartStretch(String, Option<Fault>),
    /// Start the guide for this routine.
    StartRoutine(Routine),
    /// A guided stretch is over.
    StretchOver(Box<StretchResult>),
    /// Play this sound.
    Sound(Cue),
    /// The guide was closed.
    GuideClosed,
    /// Show the desk check.
    CheckDesk,
    /// Do not offer the desk check until the upright posture is set again.
    PutOffDeskCheck,
    /// The camera in use gives mirrored pictures, or no longer does.
    MirrorCamera,
    /// Switch to another frame source.
    UseSource(SourceSpec),
    /// Switch start at login on (`true`) or off (`false`).
    StartAtLogin(bool),
    /// Export the whole history to the person's downloads or documents.
    ExportHistory(ExportForm),
    /// Show a dialog to choose an export for the import.
    ChooseImport,
    /// Import this export into the history.
    ImportHistory(PathBuf),
    /// The person has answered the question about discomfort, or skipped it.
    Felt(Option<Discomfort>),
    /// Save the report on the month of this day as a PDF.
    SaveMonth(Date),
    /// Save a chart as a picture.
    SavePicture(Box<ChartPicture>),
    /// Delete the data of a day.
    DeleteDay(Date),
    /// Delete the whole history.
    DeleteHistory,
    /// The first-run welcome is finished.
    WelcomeDone,
    /// The person reported that the alert for this fault was wrong: widen its limit.
    AlertIsWrong(Fault),
    /// Change the settings, apply and save them.
    Change(SettingsChange),
}
