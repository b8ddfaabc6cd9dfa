//! The writer thread, which owns the writing connection.
//!
//! It collects samples and events and commits at least every [`HistoryOptions::commit_every`], at a
//! flush, before a day is deleted or an export is imported, and at the end. Data that cannot be
//! written, for example on a full disk, is kept and tried again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use jiff::civil::Date;

use crate::database::files;
use crate::database::recorder::Recorder;
use crate::database::store::{HistoryOptions, Shared};
use crate::error::HistoryError;
use crate::exchange::import::{Import, Imported};
use crate::model::sample::{HistoryEvent, Sample};
use crate::notice::HistoryNotice;

/// Number of collected samples that triggers a commit.
const BATCH: usize = 256;

/// Maximum number of samples kept while nothing can be written: two hours at one per second. Older
/// ones are dropped.
const MAX_KEPT_SAMPLES: usize = 7_200;

/// Number of commits between two checks of the retention, about two hours.
const COMMITS_PER_RETENTION: u32 = 360;

/// Channel for the reply to a request.
type Reply<T> = Sender<Result<T, HistoryError>>;

/// Messages to the writer.
pub(crate) enum Message {
    /// Store a sample.
    Sample(Sample),
    /// Store an event.
    Event(HistoryEvent),
    /// Commit now.
    Flush(Reply<()>),
    /// Delete a day.
    DeleteDay(Date, Reply<usize>),
    /// Delete everything.
    DeleteAll(Reply<()>),
    /// Set the retention in days and apply it.
    Retention(Option<u32>, Reply<()>),
    /// Add the data of an export.
    Import(Box<Import>, Reply<Imported>),
}

/// The writer and the data it has collected.
pub(crate) struct Writer {
    path: PathBuf,
    recorder: Recorder,
    options: HistoryOptions,
    shared: Arc<Shared>,
    samples: Vec<Sample>,
    events: Vec<HistoryEvent>,
    /// When the oldest uncommitted item arrived; after a failed commit, the time of that failure.
    since: Option<Instant>,
    /// Whether the last commit failed; if so, the next one waits for the normal interval.
    has_failed: bool,
    commits: u32,
    /// Whether the database must still be checked.
    is_unchecked: bool,
}

impl Writer {
    /// A writer without collected data.
    pub(crate) fn new(
        path: &Path,
        recorder: Recorder,
        options: HistoryOptions,
        shared: Arc<Shared>,
    ) -> Self {
        Self {
            path: path.to_owned(),
            recorder,
            options,
            shared,
            samples: Vec::new(),
            events: Vec::new(),
            since: None,
            has_failed: false,
            commits: 0,
            is_unchecked: false,
        }
    }

    /// Sets whether the database must be checked before anything is written.
    pub(crate) fn unchecked(self, is_unchecked: bool) -> Self {
        Self { is_unchecked, ..self }
    }

    fn look_over(&mut self) -> Result<(), HistoryError> {
        if !self.is_unchecked {
            return Ok(());
        }
        let notice = self.recorder.look_over(&self.path)?;
        *self.shared.notice.lock() = notice;
        Ok(())
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Sample(sample) => {
                self.shared.queued.fetch_sub(1, Ordering::AcqRel);
                self.samples.push(sample);
                self.since.get_or_insert_with(Instant::now);
            }
            Message::Event(event) => {
                self.events.push(event);
                self.since.get_or_insert_with(Instant::now);
            }
            // A failed send is ignored: the requester no longer waits.
            Message::Flush(reply) => drop(reply.send(self.commit())),
            Message::DeleteDay(day, reply) => {
                // Commit first: collected data of that day must be in the database to be deleted.
                let done = self.commit().and_then(|()| self.recorder.delete_day(day, &self.path));
                drop(reply.send(done));
            }
            Message::DeleteAll(reply) => {
                (self.samples, self.events, self.since) = (Vec::new(), Vec::new(), None);
                drop(reply.send(self.recorder.delete_all(&self.path)));
            }
            Message::Retention(days, reply) => {
                self.options.retention_days = days;
                drop(reply.send(self.apply_retention()));
            }
            Message::Import(import, reply) => {
                let done = self.commit().and_then(|()| import.add_to(&mut self.recorder));
                drop(reply.send(done));
            }
        }
    }

    /// Whether a commit is due.
    fn is_due(&self) -> bool {
        let is_old = self.since.is_some_and(|since| since.elapsed() >= self.options.commit_every);
        is_old || (self.samples.len() >= BATCH && !self.has_failed)
    }

    fn commit(&mut self) -> Result<(), HistoryError> {
        let done = self.recorder.commit(&self.samples, &self.events);
        let mut trouble = self.shared.trouble.lock();
        match &done {
            Ok(()) => {
                if trouble.take().is_some() {
                    tracing::info!("the history is recorded again");
                }
                self.samples.clear();
                self.events.clear();
                self.since = None;
                self.commits += 1;
            }
            Err(error) => {
                if trouble.is_none() {
                    tracing::warn!("the history could not be written: {error}");
                }
                *trouble = Some(HistoryNotice::NotWritten { reason: error.to_string() });
                self.since = Some(Instant::now());
                let over = self.samples.len().saturating_sub(MAX_KEPT_SAMPLES);
                self.samples.drain(..over);
                self.shared.dropped.fetch_add(over as u64, Ordering::Relaxed);
            }
        }
        self.has_failed = done.is_err();
        done
    }

    fn apply_retention(&mut self) -> Result<(), HistoryError> {
        self.commits = 0;
        let today = jiff::Zoned::now().date();
        files::delete_old_backups(&self.path, today).map_err(|error| HistoryError::NotOpened {
            path: self.path.clone(),
            reason: format!("a backup beside it could not be deleted: {error}"),
        })?;
        let Some(days) = self.options.retention_days else { return Ok(()) };
        self.recorder.keep_days(days, today, &self.path).map(|_| ())
    }

    fn apply_retention_or_log(&mut self) {
        if let Err(error) = self.apply_retention() {
            tracing::warn!("old history could not be deleted: {error}");
        }
    }
}

/// Replies [`HistoryError::Off`] to all requests until all senders are dropped.
fn refuse(shared: &Shared, inbox: &Receiver<Message>) {
    while let Ok(message) = inbox.recv() {
        // A failed send is ignored: the requester no longer waits.
        match message {
            Message::Sample(_) => {
                shared.queued.fetch_sub(1, Ordering::AcqRel);
            }
            Message::Event(_) => {}
            Message::Flush(reply) | Message::DeleteAll(reply) | Message::Retention(_, reply) => {
                drop(reply.send(Err(HistoryError::Off)));
            }
            Message::DeleteDay(_, reply) => drop(reply.send(Err(HistoryError::Off))),
            Message::Import(_, reply) => drop(reply.send(Err(HistoryError::Off))),
        }
    }
}

/// Runs `work` and catches a panic in it. After a panic the history is marked as off and the
/// trouble is reported, so that the person does not assume that recording continues.
pub(crate) fn guarded(shared: &Shared, inbox: &Receiver<Message>, work: impl FnOnce()) {
    // A panic leaves at most an open transaction, which the database rolls back.
    if catch_unwind(AssertUnwindSafe(work)).is_ok() {
        return;
    }
    tracing::error!("the writer thread of the history panicked; nothing more is stored");
    shared.is_off.store(true, Ordering::Release);
    *shared.trouble.lock() = Some(HistoryNotice::WriterFailed);
    refuse(shared, inbox);
}

/// Runs until all senders are dropped.
pub(crate) fn run(mut writer: Writer, inbox: &Receiver<Message>) {
    if let Err(error) = writer.look_over() {
        tracing::error!("the history is not recorded: {error}");
        let shared = Arc::clone(&writer.shared);
        shared.is_off.store(true, Ordering::Release);
        let notice = HistoryNotice::NotRecording { reason: error.to_string() };
        *shared.trouble.lock() = Some(notice);
        drop(writer);
        return refuse(&shared, inbox);
    }
    writer.apply_retention_or_log();
    loop {
        let every = writer.options.commit_every;
        // Without collected data there is no deadline to wake up for.
        let message = match writer.since {
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(since) => inbox.recv_timeout(every.saturating_sub(since.elapsed())),
        };
        match message {
            Ok(message) => writer.take(message),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if writer.is_due() {
            // A failure is already logged and reported, and is tried again.
            let _ = writer.commit();
            if writer.commits >= COMMITS_PER_RETENTION {
                writer.apply_retention_or_log();
            }
        }
    }
    if let Err(error) = writer.commit() {
        let lost = (writer.samples.len(), writer.events.len());
        tracing::error!("{} samples and {} events are lost: {error}", lost.0, lost.1);
    }
}
