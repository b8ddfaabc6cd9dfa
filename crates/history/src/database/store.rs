//! The history as the rest of the app sees it: add, note, flush, delete.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::civil::Date;

use crate::database::open::{self, AtOnce};
use crate::database::query::Reader;
use crate::database::recorder::Recorder;
use crate::database::writer::{self, Message, Writer};
use crate::error::HistoryError;
use crate::exchange::import::{Import, Imported};
use crate::model::sample::{HistoryEvent, Sample};
use crate::notice::HistoryNotice;

/// How the history is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryOptions {
    /// Whole days older than this are deleted, days; `None` keeps all.
    pub retention_days: Option<u32>,
    /// How long single samples are kept besides the minutes made of them, milliseconds; at least
    /// ten minutes, which a restart within a minute needs.
    pub sample_window_ms: i64,
    /// The longest time between two commits: what a killed process loses at most.
    pub commit_every: Duration,
    /// Samples waiting for the writer at most; more are dropped. Events never are.
    pub queue: usize,
}

impl Default for HistoryOptions {
    fn default() -> Self {
        Self {
            retention_days: None,
            sample_window_ms: 24 * 60 * 60_000,
            commit_every: Duration::from_secs(20),
            queue: 1024,
        }
    }
}

/// What opening gave.
#[derive(Debug)]
pub struct Opened {
    /// The history; if it could not be opened, one that keeps nothing.
    pub history: History,
    /// What to tell the person.
    pub notice: Option<HistoryNotice>,
}

/// What the writer and its owner both see.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Samples on their way to the writer.
    pub queued: AtomicUsize,
    /// Samples that were dropped, on the way or by the writer.
    pub dropped: AtomicU64,
    /// Why the last commit failed, or why nothing is kept.
    pub trouble: Mutex<Option<HistoryNotice>>,
    /// What looking the database over gave to tell the person.
    pub notice: Mutex<Option<HistoryNotice>>,
    /// Whether the database could not be used after all.
    pub is_off: AtomicBool,
}

/// The way to the writer. Dropping it writes what is left.
#[derive(Debug)]
pub struct History {
    path: PathBuf,
    queue: usize,
    /// `None`: nothing is kept.
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

impl History {
    /// Opens or makes the history at `path` with the default options.
    #[must_use]
    pub fn open(path: &Path) -> Opened {
        Self::open_with(path, HistoryOptions::default())
    }

    /// Opens or makes the history at `path`, and starts its writer. The writer reads the whole file
    /// once, before it writes anything, to see whether it is damaged; what it has to say of that
    /// comes through [`Self::notice`].
    #[must_use]
    pub fn open_with(path: &Path, options: HistoryOptions) -> Opened {
        match open::at_once(path) {
            Ok(AtOnce { connection, notice, is_unchecked }) => {
                let recorder = Recorder::new(connection, options.sample_window_ms);
                match Self::start(path, recorder, options, is_unchecked) {
                    Ok(history) => Opened { history, notice },
                    Err(error) => Opened {
                        history: Self::off(path),
                        notice: Some(HistoryNotice::NoThread { reason: error.to_string() }),
                    },
                }
            }
            Err(error) => {
                tracing::warn!("no history is kept: {error}");
                let notice = match error {
                    HistoryError::Full => HistoryNotice::DiskFull,
                    error => HistoryNotice::NotRecording { reason: error.to_string() },
                };
                let history = Self::off(path);
                *history.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(notice.clone());
                Opened { history, notice: Some(notice) }
            }
        }
    }

    /// A history that keeps nothing, as when the person does not want one.
    #[must_use]
    pub fn off(path: &Path) -> Self {
        let path = path.to_owned();
        Self { path, queue: 0, sender: None, thread: None, shared: Arc::default() }
    }

    pub(crate) fn start(
        path: &Path,
        recorder: Recorder,
        options: HistoryOptions,
        is_unchecked: bool,
    ) -> std::io::Result<Self> {
        let (sender, inbox) = mpsc::channel();
        let shared = Arc::new(Shared::default());
        let writer = Writer::new(path, recorder, options, Arc::clone(&shared));
        let writer = writer.unchecked(is_unchecked);
        let told = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("history".into()).spawn(move || {
            writer::guarded(&told, &inbox, || writer::run(writer, &inbox));
        })?;
        let path = path.to_owned();
        Ok(Self { path, queue: options.queue, sender: Some(sender), thread: Some(thread), shared })
    }

    /// Whether anything is kept.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        self.sender.is_some() && !self.shared.is_off.load(Ordering::Acquire)
    }

    /// Takes a sample in, without waiting. Dropped and counted if the writer cannot keep up.
    pub fn add(&self, sample: Sample) {
        let Some(sender) = &self.sender else { return };
        if self.shared.queued.fetch_add(1, Ordering::AcqRel) >= self.queue {
            self.shared.queued.fetch_sub(1, Ordering::AcqRel);
            let dropped = self.shared.dropped.fetch_add(1, Ordering::Relaxed) + 1;
            if dropped.is_power_of_two() {
                tracing::warn!("the history cannot keep up: {dropped} samples dropped so far");
            }
            return;
        }
        if sender.send(Message::Sample(sample)).is_err() {
            self.shared.queued.fetch_sub(1, Ordering::AcqRel);
        }
    }

    /// Takes an event in, without waiting. Never dropped.
    pub fn note(&self, event: HistoryEvent) {
        let Some(sender) = &self.sender else { return };
        if sender.send(Message::Event(event)).is_err() {
            tracing::error!("the history's writer is gone; an event is lost");
        }
    }

    /// Writes what has been taken in so far, and waits for it.
    ///
    /// # Errors
    /// Why it could not be written; the writer keeps it and tries again.
    pub fn flush(&self) -> Result<(), HistoryError> {
        self.ask(Message::Flush)
    }

    /// Deletes everything on the person's `day`, and waits for it; answers with the number of
    /// minutes.
    ///
    /// # Errors
    /// Why it could not be deleted.
    pub fn delete_day(&self, day: Date) -> Result<usize, HistoryError> {
        self.ask(|reply| Message::DeleteDay(day, reply))
    }

    /// Deletes everything, damaged files that were set aside included, and waits for it.
    ///
    /// # Errors
    /// Why it could not be deleted.
    pub fn delete_all(&self) -> Result<(), HistoryError> {
        self.ask(Message::DeleteAll)
    }

    /// Keeps so many days from now on, and lets go of older ones at once; `None` keeps all.
    ///
    /// # Errors
    /// Why older ones could not be deleted.
    pub fn set_retention(&self, days: Option<u32>) -> Result<(), HistoryError> {
        self.ask(|reply| Message::Retention(days, reply))
    }

    /// Adds what an export holds and this history does not, and waits for it.
    ///
    /// # Errors
    /// Why it could not be added; nothing of it then is.
    pub fn import(&self, import: Import) -> Result<Imported, HistoryError> {
        self.ask(|reply| Message::Import(Box::new(import), reply))
    }

    /// A connection for reading, to be used on the thread that asks for it.
    ///
    /// # Errors
    /// [`HistoryError::Off`], or why it cannot be opened.
    pub fn reader(&self) -> Result<Reader, HistoryError> {
        if !self.is_recording() {
            return Err(HistoryError::Off);
        }
        Reader::open(&self.path)
    }

    /// Samples that were dropped since the start.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.shared.dropped.load(Ordering::Relaxed)
    }

    /// What there is to tell the person of the database that was opened, once: that it was damaged,
    /// and what of it was saved.
    #[must_use]
    pub fn notice(&self) -> Option<HistoryNotice> {
        self.shared.notice.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Why nothing can be written at the moment, if so. Gone once it can.
    #[must_use]
    pub fn trouble(&self) -> Option<HistoryNotice> {
        self.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn ask<T>(
        &self,
        message: impl FnOnce(Sender<Result<T, HistoryError>>) -> Message,
    ) -> Result<T, HistoryError> {
        let sender = self.sender.as_ref().ok_or(HistoryError::Off)?;
        let (reply, answer) = mpsc::channel();
        sender.send(message(reply)).map_err(|_| HistoryError::Off)?;
        answer.recv().map_err(|_| HistoryError::Off)?
    }
}

impl Drop for History {
    fn drop(&mut self) {
        // The writer ends when nobody can send to it any more.
        self.sender = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the history's writer ended badly");
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod kill_tests;
