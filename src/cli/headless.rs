//! Watching without a window: what `monitor` and the terminal share.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::Failure;
use super::signals::on_signal;
use super::startup::{Recording, Request, Startup};
use crate::desktop::notify::NoticeAction;
use crate::text;
use crate::watch::control::Control;
use crate::watch::desktop_link::OnNoticeAction;
use crate::watch::{Command, Commander, SessionOptions, WatchReport, WatchSession};
use plumbline_history::{History, HistoryNotice};

/// Something to show.
pub(super) enum Update {
    Report(WatchReport),
    /// A message for the person about the history.
    Notice(String),
}

enum Message {
    Report(WatchReport),
    Interrupted,
}

/// A watching session and the queue of its reports.
pub(super) struct Headless {
    pub session: WatchSession,
    inbox: Receiver<Message>,
    history: Option<Arc<History>>,
    /// The last reported reason why the history cannot be written.
    trouble: Option<HistoryNotice>,
    /// Dropped last: until then no other instance records the history.
    _recording: Option<Recording>,
}

impl Headless {
    /// Starts watching. A recording that ends starts again if `is_looping`. With `with_notices`, desktop
    /// notifications are shown.
    pub(super) fn start(
        startup: &Startup,
        request: &Request,
        recording: Option<Recording>,
        control: &Arc<Control>,
        is_looping: bool,
        with_notices: bool,
    ) -> Result<Self, Failure> {
        let (messages, inbox) = channel();
        interrupt_by_signal(messages.clone());
        let commander = control.commander();
        let control = Arc::clone(control);
        if recording.is_some() {
            control.take_bus_name();
        }
        let history = recording.as_ref().map(|recording| Arc::clone(&recording.history));
        let own_history = startup.paths.as_ref().map(|p| p.history_file.clone());
        let options = SessionOptions {
            watch: startup.watch_options(request.variant, is_looping)?,
            history: history.clone(),
            history_file: request.history_file.clone().or(own_history),
            on_notice_action: with_notices.then(|| on_notice_action(commander.clone())),
            with_sound: startup.settings.alerts.sound,
            signs: None,
        };
        let session = WatchSession::start(options, commander, move |report| {
            control.note(&report);
            // The receiver is gone once the command has ended.
            let _ = messages.send(Message::Report(report));
        })?;
        Ok(Self { session, inbox, history, trouble: None, _recording: recording })
    }

    /// Waits for the next update. `None` after Ctrl+C or at `deadline`.
    pub(super) fn next(&mut self, deadline: Option<Instant>) -> Option<Update> {
        loop {
            if let Some(notice) = self.history_notice() {
                return Some(Update::Notice(text::history::notice(&notice)));
            }
            let wait = match deadline {
                None => Duration::from_secs(3600),
                Some(deadline) => deadline.checked_duration_since(Instant::now())?,
            };
            match self.inbox.recv_timeout(wait) {
                Ok(Message::Report(report)) => return Some(Update::Report(report)),
                Ok(Message::Interrupted) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// What is new about the history: it was repaired, or cannot be written.
    fn history_notice(&mut self) -> Option<HistoryNotice> {
        let history = self.history.as_ref()?;
        if let Some(notice) = history.notice() {
            return Some(notice);
        }
        let trouble = history.trouble();
        if trouble == self.trouble {
            return None;
        }
        self.trouble.clone_from(&trouble);
        trouble
    }
}

/// The buttons of a notification that make sense without a window.
fn on_notice_action(commander: Commander) -> OnNoticeAction {
    Box::new(move |action| match action {
        NoticeAction::Snooze15 => commander.send(Command::SnoozeMs(15 * 60_000)),
        NoticeAction::Dismiss => commander.send(Command::DismissAlert),
        NoticeAction::ShowStretch | NoticeAction::Open => {}
    })
}

/// Ctrl+C and a termination signal release the camera and end the command without an error.
fn interrupt_by_signal(messages: Sender<Message>) {
    on_signal(move || {
        let _ = messages.send(Message::Interrupted);
    });
}
