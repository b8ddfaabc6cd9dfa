//! What the window does with the history besides showing it: export, delete, keep so long, a picture
//! of a page. Each on a thread of its own, and each says how it went.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::{ColorImage, Context};
use jiff::civil::Date;

use crate::history::{History, HistoryError, export};

/// See the module text.
pub struct Keeper {
    history: Option<Arc<History>>,
    retention_days: Option<u32>,
    said: Arc<Mutex<Option<String>>>,
}

impl Keeper {
    /// Over `history`, which keeps `retention_days` so far.
    #[must_use]
    pub fn new(history: Option<Arc<History>>, retention_days: Option<u32>) -> Self {
        Self { history, retention_days, said: Arc::default() }
    }

    /// The history, if one is kept.
    #[must_use]
    pub fn history(&self) -> Option<Arc<History>> {
        self.history.clone()
    }

    /// Why nothing can be written at the moment.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.history.as_ref().and_then(|history| history.trouble())
    }

    /// How the last thing that was asked for went, once.
    #[must_use]
    pub fn heard(&self) -> Option<String> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Writes everything that is kept where the person finds it.
    pub fn export(&self, ctx: &Context) {
        self.with_history(ctx, |history| {
            let Some(folder) = findable_folder() else {
                return "There is no folder to export to.".into();
            };
            let today = jiff::Zoned::now().date();
            let out = folder.join(format!("plumbline-history-{today}.json"));
            match export_all(history, &out) {
                Ok(()) => format!("Exported to {}.", out.display()),
                Err(problem) => format!("The export failed: {problem}."),
            }
        });
    }

    /// Deletes everything that is kept.
    pub fn delete_all(&self, ctx: &Context) {
        self.with_history(ctx, |history| match history.delete_all() {
            Ok(()) => "The history is deleted.".into(),
            Err(problem) => format!("The history could not be deleted: {problem}."),
        });
    }

    /// Deletes what is kept of `day`.
    pub fn delete_day(&self, ctx: &Context, day: Date) {
        self.with_history(ctx, move |history| match history.delete_day(day) {
            Ok(_) => format!("What was kept of {day} is deleted."),
            Err(problem) => format!("It could not be deleted: {problem}."),
        });
    }

    /// Keeps so many days from now on; without a change nothing happens.
    pub fn keep_days(&mut self, ctx: &Context, days: Option<u32>) {
        if self.retention_days == days || self.history.is_none() {
            return;
        }
        self.retention_days = days;
        self.with_history(ctx, move |history| match (history.set_retention(days), days) {
            (Ok(()), Some(days)) => format!("From now on {days} days are kept."),
            (Ok(()), None) => "From now on every day is kept.".into(),
            (Err(problem), _) => format!("Old days could not be deleted: {problem}."),
        });
    }

    /// Saves what the window shows next as a picture.
    pub fn save_picture(&self, ctx: &Context) {
        let (said, woken) = (Arc::clone(&self.said), ctx.clone());
        ctx.request_screenshot(move |shot| {
            // Packing it takes a moment, and this is called within the frame.
            in_background(said, woken, move || save(&shot));
        });
    }

    fn with_history(&self, ctx: &Context, work: impl FnOnce(&History) -> String + Send + 'static) {
        let history = self.history.clone();
        in_background(Arc::clone(&self.said), ctx.clone(), move || match history {
            Some(history) => work(&history),
            None => "No history is kept.".into(),
        });
    }
}

/// Runs `work` on a thread of its own and leaves what it says in `said`.
fn in_background(
    said: Arc<Mutex<Option<String>>>,
    ctx: Context,
    work: impl FnOnce() -> String + Send + 'static,
) {
    let started = std::thread::Builder::new().name("keeper".into()).spawn(move || {
        let words = work();
        *said.lock().unwrap_or_else(PoisonError::into_inner) = Some(words);
        ctx.request_repaint();
    });
    if let Err(error) = started {
        tracing::error!(%error, "no thread for the history");
    }
}

/// Where people look for what a program has written for them.
fn findable_folder() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    let folder = dirs.download_dir().or(dirs.document_dir()).unwrap_or(dirs.home_dir());
    Some(folder.to_owned())
}

fn save(shot: &ColorImage) -> String {
    let Some(folder) = findable_folder() else {
        return "There is no folder to save it in.".into();
    };
    let now = jiff::Zoned::now().strftime("%Y-%m-%d-%H%M%S").to_string();
    let out = folder.join(format!("plumbline-{now}.png"));
    let [width, height] = shot.size.map(|side| side as u32);
    let bytes: Vec<u8> = shot.pixels.iter().flat_map(|p| [p.r(), p.g(), p.b()]).collect();
    match image::save_buffer(&out, &bytes, width, height, image::ExtendedColorType::Rgb8) {
        Ok(()) => format!("Saved as {}.", out.display()),
        Err(problem) => format!("The picture could not be saved: {problem}."),
    }
}

/// Writes all that is kept to `out`.
fn export_all(history: &History, out: &Path) -> Result<(), String> {
    let text = |error: HistoryError| error.to_string();
    history.flush().map_err(text)?;
    let reader = history.reader().map_err(text)?;
    let today = jiff::Zoned::now().date();
    let span = reader.span().map_err(text)?.unwrap_or((today, today));
    let file = std::fs::File::create(out).map_err(|e| e.to_string())?;
    export::json(&reader, span, std::io::BufWriter::new(file)).map_err(text)
}
