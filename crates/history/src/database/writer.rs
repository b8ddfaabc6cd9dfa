//! The thread that owns the connection.
//!
//! It gathers what comes in and commits at least every [`HistoryOptions::commit_every`], at every
//! request and at the end. What cannot be written (a full disk) is kept and tried again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use jiff::civil::Date;

use crate::database::recorder::Recorder;
use crate::database::store::{HistoryOptions, Shared};
use crate::error::HistoryError;
use crate::exchange::import::{Import, Imported};
use crate::model::sample::{HistoryEvent, Sample};
use crate::notice::HistoryNotice;

/// So many gathered samples are committed without waiting.
const BATCH: usize = 256;

/// Samples kept while nothing can be written: two hours of one a second. Older ones are dropped.
const MOST_KEPT: usize = 7_200;

/// Commits between two looks at the retention, about two hours.
const COMMITS_PER_RETENTION: u32 = 360;

/// Where the answer to a request goes.
type Reply<T> = Sender<Result<T, HistoryError>>;

/// What the writer can be told.
pub enum Message {
    /// A sample to keep.
    Sample(Sample),
    /// An event to keep.
    Event(HistoryEvent),
    /// Commit now.
    Flush(Reply<()>),
    /// Delete a day.
    DeleteDay(Date, Reply<usize>),
    /// Delete everything.
    DeleteAll(Reply<()>),
    /// Keep so many days.
    Retention(Option<u32>, Reply<()>),
    /// Add what an export holds.
    Import(Box<Import>, Reply<Imported>),
}

/// The writer and what it has gathered.
pub struct Writer {
    path: PathBuf,
    recorder: Recorder,
    options: HistoryOptions,
    shared: Arc<Shared>,
    samples: Vec<Sample>,
    events: Vec<HistoryEvent>,
    /// When the oldest of them came.
    since: Option<Instant>,
    /// Whether the last commit failed: the next one waits its time.
    has_failed: bool,
    commits: u32,
    /// Whether the database has still to be looked over.
    is_unchecked: bool,
}

impl Writer {
    /// A writer with nothing gathered.
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

    /// The same, over a database that has still to be looked over: done before anything is written.
    pub fn unchecked(self, is_unchecked: bool) -> Self {
        Self { is_unchecked, ..self }
    }

    fn look_over(&mut self) -> Result<(), HistoryError> {
        if !self.is_unchecked {
            return Ok(());
        }
        let notice = self.recorder.look_over(&self.path)?;
        *self.shared.notice.lock().unwrap_or_else(PoisonError::into_inner) = notice;
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
            // An answer nobody waits for any more is of no use.
            Message::Flush(reply) => drop(reply.send(self.commit())),
            Message::DeleteDay(day, reply) => {
                // What is gathered may be of that day: it has to be there to be deleted.
                let done = self.commit().and_then(|()| self.recorder.delete_day(day));
                drop(reply.send(done));
            }
            Message::DeleteAll(reply) => {
                (self.samples, self.events, self.since) = (Vec::new(), Vec::new(), None);
                drop(reply.send(self.recorder.delete_all(&self.path)));
            }
            Message::Retention(days, reply) => {
                self.options.retention_days = days;
                drop(reply.send(self.let_go()));
            }
            Message::Import(import, reply) => {
                let done = self.commit().and_then(|()| import.add_to(&mut self.recorder));
                drop(reply.send(done));
            }
        }
    }

    /// Whether it is time to commit.
    fn is_due(&self) -> bool {
        let is_old = self.since.is_some_and(|since| since.elapsed() >= self.options.commit_every);
        is_old || (self.samples.len() >= BATCH && !self.has_failed)
    }

    fn commit(&mut self) -> Result<(), HistoryError> {
        let done = self.recorder.commit(&self.samples, &self.events);
        let mut trouble = self.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        match &done {
            Ok(()) => {
                if trouble.take().is_some() {
                    tracing::info!("the history is written again");
                }
                self.samples.clear();
                self.events.clear();
                self.since = None;
                self.commits += 1;
            }
            Err(error) => {
                if trouble.is_none() {
                    tracing::warn!("the history is not written: {error}");
                }
                *trouble = Some(HistoryNotice::NotWritten { reason: error.to_string() });
                self.since = Some(Instant::now());
                let over = self.samples.len().saturating_sub(MOST_KEPT);
                self.samples.drain(..over);
                self.shared.dropped.fetch_add(over as u64, Ordering::Relaxed);
            }
        }
        self.has_failed = done.is_err();
        done
    }

    fn let_go(&mut self) -> Result<(), HistoryError> {
        self.commits = 0;
        let Some(days) = self.options.retention_days else { return Ok(()) };
        self.recorder.keep_days(days).map(|_| ())
    }

    fn look_after_retention(&mut self) {
        if let Err(error) = self.let_go() {
            tracing::warn!("old history could not be deleted: {error}");
        }
    }
}

/// Answers that nothing is kept, until nobody can send any more.
fn refuse(shared: &Shared, inbox: &Receiver<Message>) {
    while let Ok(message) = inbox.recv() {
        // An answer nobody waits for any more is of no use.
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

/// Runs `work` on `inbox`, and what it makes a mistake in (a panic) is told: nothing is kept from then on,
/// instead of the person believing that it is.
pub(crate) fn guarded(shared: &Shared, inbox: &Receiver<Message>, work: impl FnOnce()) {
    // What a panic leaves half done is the database's own: an open transaction is rolled back.
    if catch_unwind(AssertUnwindSafe(work)).is_ok() {
        return;
    }
    tracing::error!("the history's writer ended by a mistake; nothing more is kept");
    shared.is_off.store(true, Ordering::Release);
    *shared.trouble.lock().unwrap_or_else(PoisonError::into_inner) =
        Some(HistoryNotice::WriterFailed);
    refuse(shared, inbox);
}

/// Runs until nobody can send any more.
pub fn run(mut writer: Writer, inbox: &Receiver<Message>) {
    if let Err(error) = writer.look_over() {
        tracing::error!("no history is kept: {error}");
        let shared = Arc::clone(&writer.shared);
        shared.is_off.store(true, Ordering::Release);
        let notice = HistoryNotice::NotRecording { reason: error.to_string() };
        *shared.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(notice);
        drop(writer);
        return refuse(&shared, inbox);
    }
    writer.look_after_retention();
    loop {
        let every = writer.options.commit_every;
        // With nothing gathered there is nothing to wake up for.
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
            // A failure is logged and shown, and tried again.
            let _ = writer.commit();
            if writer.commits >= COMMITS_PER_RETENTION {
                writer.look_after_retention();
            }
        }
    }
    if let Err(error) = writer.commit() {
        let lost = (writer.samples.len(), writer.events.len());
        tracing::error!("{} samples and {} events are lost: {error}", lost.0, lost.1);
    }
}
