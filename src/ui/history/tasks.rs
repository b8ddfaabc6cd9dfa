//! Operations on the history: export, import, deletion, retention, and pictures of charts. Each
//! runs in its own thread and reports its result as a notice.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parking_lot::Mutex;

use eframe::egui::{ColorImage, Context};
use jiff::civil::Date;

use crate::desktop::paths::findable_folder;
use crate::desktop::sandbox;
use crate::report;
use crate::text::t;
use crate::text::{dates, history as history_text};
use crate::ui::history::picture::ChartPicture;
use crate::ui::notice::Notice;
use plumbline_core::catalogue::Catalogue;
use plumbline_history::exchange::export;
use plumbline_history::{History, HistoryError, Import, Imported};

/// Format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// One file that can be imported again.
    Json,
    /// One table of minutes and one of events, for a spreadsheet.
    Csv,
}

/// Runs operations on the history in the background.
pub struct HistoryTasks {
    history: Option<Arc<History>>,
    retention_days: Option<u32>,
    result: Arc<Mutex<Option<Notice>>>,
}

impl HistoryTasks {
    /// For `history`, which currently keeps `retention_days` days.
    #[must_use]
    pub fn new(history: Option<Arc<History>>, retention_days: Option<u32>) -> Self {
        Self { history, retention_days, result: Arc::default() }
    }

    /// The history, if one is kept.
    #[must_use]
    pub fn history(&self) -> Option<Arc<History>> {
        self.history.clone()
    }

    /// Reason why nothing can be written at the moment.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        let trouble = self.history.as_ref().and_then(|history| history.trouble());
        trouble.as_ref().map(history_text::notice)
    }

    /// Takes the result of the last operation, or the notice from opening the history. Each is
    /// returned only once.
    #[must_use]
    pub fn heard(&self) -> Option<Notice> {
        let result = self.result.lock().take();
        let kept = || self.history.as_ref().and_then(|history| history.notice());
        result.or_else(|| kept().map(|notice| Notice::problem(history_text::notice(&notice))))
    }

    /// Exports the whole history to the folder for exported files.
    pub fn export(&self, ctx: &Context, form: ExportForm) {
        match findable_folder() {
            Some(folder) => self.export_to(ctx, folder, form),
            None => self.with_history(ctx, |_| Notice::problem(t!("history-no-export-folder"))),
        }
    }

    /// Exports the whole history to `folder`.
    pub fn export_to(&self, ctx: &Context, folder: PathBuf, form: ExportForm) {
        self.with_history(ctx, move |history| match export_all(history, &folder, form) {
            Ok(files) => Notice::news(t!("history-exported", files = files)),
            Err(problem) => Notice::problem(t!("history-export-failed", problem = problem)),
        });
    }

    /// Opens the desktop's file dialog and imports the chosen export.
    pub fn choose_import(&self, ctx: &Context) {
        self.with_history(ctx, |history| {
            let mut dialog = rfd::FileDialog::new()
                .set_title(t!("history-import-title"))
                .add_filter(t!("history-import-filter"), &["json"]);
            if let Some(folder) = findable_folder() {
                dialog = dialog.set_directory(folder);
            }
            match dialog.pick_file() {
                Some(file) => import(history, &file),
                None => Notice::news(t!("history-no-file-chosen")),
            }
        });
    }

    /// Imports an export.
    pub fn import(&self, ctx: &Context, file: PathBuf) {
        self.with_history(ctx, move |history| import(history, &file));
    }

    /// Deletes the whole history.
    pub fn delete_all(&self, ctx: &Context) {
        self.with_history(ctx, |history| match history.delete_all() {
            Ok(()) => Notice::news(t!("history-deleted")),
            Err(problem) => {
                Notice::problem(t!("history-delete-failed", problem = problem.to_string()))
            }
        });
    }

    /// Deletes the history of `day`.
    pub fn delete_day(&self, ctx: &Context, day: Date) {
        self.with_history(ctx, move |history| match history.delete_day(day) {
            Ok(_) => Notice::news(t!("history-day-deleted", day = dates::full(day))),
            Err(problem) => {
                Notice::problem(t!("history-day-delete-failed", problem = problem.to_string()))
            }
        });
    }

    /// Sets the number of days to keep; `None` keeps everything. Does nothing if the value is
    /// unchanged.
    pub fn keep_days(&mut self, ctx: &Context, days: Option<u32>) {
        if self.retention_days == days || self.history.is_none() {
            return;
        }
        self.retention_days = days;
        self.with_history(ctx, move |history| match (history.set_retention(days), days) {
            (Ok(()), Some(days)) => Notice::news(t!("history-days-kept", days = days)),
            (Ok(()), None) => Notice::news(t!("history-all-kept")),
            (Err(problem), _) => {
                Notice::problem(t!("history-old-delete-failed", problem = problem.to_string()))
            }
        });
    }

    /// Saves a chart as a PNG file.
    pub fn save_picture(&self, ctx: &Context, picture: ChartPicture) {
        in_background(Arc::clone(&self.result), ctx.clone(), move || save(&picture.paint()));
    }

    /// Saves the report on the month of `day` as a PDF.
    pub fn save_month(&self, ctx: &Context, day: Date, catalogue: Catalogue) {
        self.with_history(ctx, move |history| match month_pdf(history, day, &catalogue) {
            Ok(file) => Notice::news(t!("history-month-saved", file = file)),
            Err(problem) => Notice::problem(t!("history-month-failed", problem = problem)),
        });
    }

    fn with_history(&self, ctx: &Context, work: impl FnOnce(&History) -> Notice + Send + 'static) {
        let history = self.history.clone();
        in_background(Arc::clone(&self.result), ctx.clone(), move || match history {
            Some(history) => work(&history),
            None => Notice::problem(t!("history-none-kept")),
        });
    }
}

/// Runs `work` in its own thread and stores the resulting notice in `result`.
fn in_background(
    result: Arc<Mutex<Option<Notice>>>,
    ctx: Context,
    work: impl FnOnce() -> Notice + Send + 'static,
) {
    let started = std::thread::Builder::new().name("history-task".into()).spawn(move || {
        let notice = work();
        *result.lock() = Some(notice);
        ctx.request_repaint();
    });
    if let Err(error) = started {
        tracing::error!(%error, "cannot start a thread for the history");
    }
}

fn save(shot: &ColorImage) -> Notice {
    let Some(folder) = findable_folder() else {
        return Notice::problem(t!("history-no-picture-folder"));
    };
    let now = jiff::Zoned::now().strftime("%Y-%m-%d-%H%M%S").to_string();
    let out = folder.join(format!("plumbline-{now}.png"));
    let [width, height] = shot.size.map(|side| side as u32);
    let bytes: Vec<u8> = shot.pixels.iter().flat_map(|p| [p.r(), p.g(), p.b()]).collect();
    let saved = image::save_buffer(&out, &bytes, width, height, image::ExtendedColorType::Rgb8);
    let saved = saved.map_err(|error| match error {
        image::ImageError::IoError(error) => sandbox::reason_of(&error),
        error => error.to_string(),
    });
    match saved {
        Ok(()) => Notice::news(t!("history-picture-saved", file = out.display().to_string())),
        Err(problem) => Notice::problem(t!("history-picture-failed", problem = problem)),
    }
}

/// Writes the report on the month of `day` and returns the name of the file.
fn month_pdf(history: &History, day: Date, catalogue: &Catalogue) -> Result<String, String> {
    let folder = findable_folder().ok_or_else(|| t!("history-no-export-folder").to_owned())?;
    history.flush().map_err(|error| error.to_string())?;
    let month = history.reader().and_then(|reader| reader.month(day));
    let month = month.map_err(|error| error.to_string())?;
    let name_of = |id: &str| catalogue.item(id).map_or(id, |item| &item.name).to_owned();
    let page = report::month::month_page(&month, &name_of);
    let paper = report::Paper::usual(&crate::desktop::language::paper_locales());
    let pdf = report::page_pdf(&page, paper).map_err(|error| error.to_string())?;
    let out = folder.join(format!("plumbline-{}.pdf", day.strftime("%Y-%m")));
    std::fs::write(&out, pdf).map_err(|error| sandbox::reason_of(&error))?;
    Ok(out.display().to_string())
}

/// Imports the export in `file` and reports the result.
fn import(history: &History, file: &Path) -> Notice {
    let read = || {
        let export = std::fs::File::open(file).map_err(|e| unreadable(&e))?;
        let import = Import::read(export).map_err(|e| e.to_string())?;
        history.import(import).map_err(|e| e.to_string())
    };
    let name = file.display().to_string();
    match read() {
        Ok(Imported { minutes: 0, events: 0, .. }) => {
            Notice::news(t!("history-import-known", file = name))
        }
        Ok(new) => Notice::news(t!("history-imported", file = name, new = new_words(new))),
        Err(problem) => {
            Notice::problem(t!("history-import-failed", file = name, problem = problem))
        }
    }
}

/// Reason why a file could not be opened. If the sandbox refused it, the text says what to do.
fn unreadable(error: &std::io::Error) -> String {
    let is_outside_sandbox =
        error.kind() == std::io::ErrorKind::PermissionDenied && sandbox::are_files_restricted();
    if is_outside_sandbox { t!("history-import-not-allowed").into() } else { error.to_string() }
}

fn new_words(new: Imported) -> String {
    let known = new.known_minutes + new.known_events;
    let (minutes, events) = (new.minutes, new.events);
    match known {
        0 => t!("history-import-new", minutes = minutes, events = events),
        known => {
            t!("history-import-new-known", minutes = minutes, events = events, known = known)
        }
    }
}

/// Exports the whole history to `folder` and returns the file names.
fn export_all(history: &History, folder: &Path, form: ExportForm) -> Result<String, String> {
    let text = |error: HistoryError| error.to_string();
    history.flush().map_err(text)?;
    let reader = history.reader().map_err(text)?;
    let today = jiff::Zoned::now().date();
    let span = reader.span().map_err(text)?.unwrap_or((today, today));
    let out = |what: &str, ending: &str| folder.join(format!("plumbline-{what}-{today}.{ending}"));
    let write = |path: PathBuf, write: &dyn Fn(&mut dyn Write) -> Result<(), HistoryError>| {
        // Write atomically: a full disk must not leave half an export behind.
        let mut file =
            tempfile::NamedTempFile::new_in(folder).map_err(|e| sandbox::reason_of(&e))?;
        let mut buffered = std::io::BufWriter::new(file.as_file_mut());
        write(&mut buffered).map_err(text)?;
        buffered.flush().map_err(|e| e.to_string())?;
        drop(buffered);
        file.persist(&path).map_err(|e| sandbox::reason_of(&e.error))?;
        Ok::<_, String>(path.display().to_string())
    };
    match form {
        ExportForm::Json => {
            write(out("history", "json"), &|file| export::json(&reader, span, file))
        }
        ExportForm::Csv => {
            let minutes =
                write(out("minutes", "csv"), &|file| export::minutes_csv(&reader, span, file))?;
            let events =
                write(out("events", "csv"), &|file| export::events_csv(&reader, span, file))?;
            Ok(t!("history-exported-two", first = minutes, second = events))
        }
    }
}

#[cfg(test)]
mod tests;
