//! The interface of the history for the rest of the application: add, note, flush, delete.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use parking_lot::Mutex;

use jiff::civil::Date;

use crate::database::open::{self, AtOnce};
use crate::database::query::Reader;
use crate::database::recorder::Recorder;
use crate::database::writer::{self, Message, Writer};
use crate::error::HistoryError;
use crate::exchange::import::{Import, Imported};
use crate::model::sample::{HistoryEvent, Sample};
use crate::notice::HistoryNotice;

/// Options for recording the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryOptions {
    /// Maximum age of whole days, in days; older ones are deleted, and kept in a backup until the
    /// end of the next day. `None` keeps all.
    pub retention_days: Option<u32>,
    /// Time to keep single samples in addition to the minutes built from them, milliseconds. At
    /// least ten minutes, because a restart within a minute needs them.
    pub sample_window_ms: i64,
    /// Maximum time between two commits, and so the maximum loss of a killed process.
    pub commit_every: Duration,
    /// Maximum number of samples waiting for the writer; further samples are dropped. Events are
    /// never dropped.
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

/// Result of opening the history.
#[derive(Debug)]
pub struct Opened {
    /// The history; if it could not be opened, one that records nothing.
    pub history: History,
    /// Notice for the person.
    pub notice: Option<HistoryNotice>,
}

/// State shared by the writer thread and [`History`].
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Number of samples queued for the writer.
    pub queued: AtomicUsize,
    /// Number of samples dropped, from the queue or by the writer.
    pub dropped: AtomicU64,
    /// Why the last commit failed, or why nothing is recorded.
    pub trouble: Mutex<Option<HistoryNotice>>,
    /// Notice for the person from the check of the database.
    pub notice: Mutex<Option<HistoryNotice>>,
    /// Whether the database turned out to be unusable after opening.
    pub is_off: AtomicBool,
}

/// Handle of the writer thread. Dropping it writes the remaining data.
#[derive(Debug)]
pub struct History {
    path: PathBuf,
    queue: usize,
    /// `None`: nothing is recorded.
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

impl History {
    /// Opens or creates the history at `path` with the default options.
    #[must_use]
    pub fn open(path: &Path) -> Opened {
        Self::open_with(path, HistoryOptions::default())
    }

    /// Opens or creates the history at `path` and starts its writer thread. Before it writes
    /// anything, the writer reads the whole file once to check whether it is damaged;
    /// [`Self::notice`] returns the result.
    #[must_use]
    pub fn open_with(path: &Path, options: HistoryOptions) -> Opened {
        match open::at_once(path) {
            Ok(AtOnce { connection, notice, is_unchecked }) => {
                let recorder = Recorder::new(connection, options.sample_window_ms);
                match Self::start(path, recorder, options, is_unchecked) {
                    Ok(history) => Opened { history, notice },
                    Err(error) => Self::not_recording(
                        path,
                        HistoryNotice::NoThread { reason: error.to_string() },
                    ),
                }
            }
            Err(error) => {
                tracing::warn!("the history is not recorded: {error}");
                let notice = match error {
                    HistoryError::Full => HistoryNotice::DiskFull,
                    error => HistoryNotice::NotRecording { reason: error.to_string() },
                };
                Self::not_recording(path, notice)
            }
        }
    }

    /// A history that records nothing, for the reason in `notice`.
    #[must_use]
    pub fn not_recording(path: &Path, notice: HistoryNotice) -> Opened {
        let history = Self::off(path);
        *history.shared.trouble.lock() = Some(notice.clone());
        Opened { history, notice: Some(notice) }
    }

    /// A history that records nothing, for example because the person turned it off.
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
        let thread_shared = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("history".into()).spawn(move || {
            writer::guarded(&thread_shared, &inbox, || writer::run(writer, &inbox));
        })?;
        let path = path.to_owned();
        Ok(Self { path, queue: options.queue, sender: Some(sender), thread: Some(thread), shared })
    }

    /// Whether the history is recording.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        self.sender.is_some() && !self.shared.is_off.load(Ordering::Acquire)
    }

    /// Queues a sample without waiting. It is dropped and counted if the queue is full.
    pub fn add(&self, sample: Sample) {
        let Some(sender) = &self.sender else { return };
        if self.shared.queued.fetch_add(1, Ordering::AcqRel) >= self.queue {
            self.shared.queued.fetch_sub(1, Ordering::AcqRel);
            let dropped = self.shared.dropped.fetch_add(1, Ordering::Relaxed) + 1;
            if dropped.is_power_of_two() {
                tracing::warn!("the history queue is full: {dropped} samples dropped so far");
            }
            return;
        }
        if sender.send(Message::Sample(sample)).is_err() {
            self.shared.queued.fetch_sub(1, Ordering::AcqRel);
        }
    }

    /// Queues an event without waiting. Events are never dropped.
    pub fn note(&self, event: HistoryEvent) {
        let Some(sender) = &self.sender else { return };
        if sender.send(Message::Event(event)).is_err() {
            tracing::error!("the writer thread of the history has ended; an event is lost");
        }
    }

    /// Writes everything queued so far, and waits for it.
    ///
    /// # Errors
    /// If it could not be written; the writer keeps the data and tries again.
    pub fn flush(&self) -> Result<(), HistoryError> {
        self.ask(Message::Flush)
    }

    /// Deletes everything on the local date `day`, and waits for it; returns the number of deleted
    /// minutes.
    ///
    /// # Errors
    /// If it could not be deleted.
    pub fn delete_day(&self, day: Date) -> Result<usize, HistoryError> {
        self.ask(|reply| Message::DeleteDay(day, reply))
    }

    /// Deletes everything, including damaged files that were set aside, and waits for it.
    ///
    /// # Errors
    /// If it could not be deleted.
    pub fn delete_all(&self) -> Result<(), HistoryError> {
        self.ask(Message::DeleteAll)
    }

    /// Sets the retention to `days` days and deletes older days at once; `None` keeps all.
    ///
    /// # Errors
    /// If older days could not be deleted.
    pub fn set_retention(&self, days: Option<u32>) -> Result<(), HistoryError> {
        self.ask(|reply| Message::Retention(days, reply))
    }

    /// Adds the data of an export that this history does not have, and waits for it.
    ///
    /// # Errors
    /// If it could not be added; then nothing of it is added.
    pub fn import(&self, import: Import) -> Result<Imported, HistoryError> {
        self.ask(|reply| Message::Import(Box::new(import), reply))
    }

    /// A connection for reading, for use on the calling thread.
    ///
    /// # Errors
    /// [`HistoryError::Off`] if nothing is recorded; another error if the database cannot be
    /// opened.
    pub fn reader(&self) -> Result<Reader, HistoryError> {
        if !self.is_recording() {
            return Err(HistoryError::Off);
        }
        Reader::open(&self.path)
    }

    /// Number of samples dropped since the start.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.shared.dropped.load(Ordering::Relaxed)
    }

    /// Returns the notice about the opened database once: whether it was damaged and how much was
    /// saved.
    #[must_use]
    pub fn notice(&self) -> Option<HistoryNotice> {
        self.shared.notice.lock().take()
    }

    /// Why nothing can be written at the moment; `None` as soon as writing works again.
    #[must_use]
    pub fn trouble(&self) -> Option<HistoryNotice> {
        self.shared.trouble.lock().clone()
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
        // The writer ends when all senders are dropped.
        self.sender = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread of the history panicked");
        }
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod kill_tests;
