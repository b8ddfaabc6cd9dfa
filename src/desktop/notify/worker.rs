//! Thread that shows notifications, so that callers never block on the desktop.

use std::sync::Arc;
use std::thread;

use parking_lot::Mutex;

use async_channel::{Receiver, Sender};
use futures_lite::future;

use super::daemon::{Daemon, Event};
use super::{Notice, NoticeAction, NotifierState};
use crate::text::t;

#[derive(Debug)]
enum Command {
    Show(Notice),
    Close,
}

/// Shows notifications until it is dropped.
#[derive(Debug)]
pub struct Notifier {
    /// Capacity 1: a newer command replaces a pending one.
    commands: Sender<Command>,
    state: Arc<Mutex<NotifierState>>,
}

impl Notifier {
    /// Starts the thread; `on_action` is called from it. The desktop is first contacted when a
    /// notification is shown.
    #[must_use]
    pub fn start(on_action: impl Fn(NoticeAction) + Send + Sync + 'static) -> Self {
        Self::start_on(None, on_action)
    }

    /// Like [`Self::start`], with the address of the session bus. `None` means the address from the
    /// environment (`DBUS_SESSION_BUS_ADDRESS`).
    #[must_use]
    pub fn start_on(
        session: Option<String>,
        on_action: impl Fn(NoticeAction) + Send + Sync + 'static,
    ) -> Self {
        let (commands, queue) = async_channel::bounded(1);
        let state = Arc::new(Mutex::new(NotifierState::Unknown));
        let shared = Arc::clone(&state);
        let thread = thread::Builder::new().name("notifications".into()).spawn(move || {
            zbus::block_on(work(session.as_deref(), &queue, &shared, on_action));
        });
        if let Err(error) = thread {
            tracing::warn!(%error, "notifications cannot be shown");
            set(&state, NotifierState::Unavailable(t!("notice-no-service").into()));
        }
        Self { commands, state }
    }

    /// Shows `notice`, replacing the previous notification.
    pub fn show(&self, notice: Notice) {
        self.send(Command::Show(notice));
    }

    /// Closes the notification that is shown.
    pub fn close(&self) {
        self.send(Command::Close);
    }

    /// Whether notifications can be shown.
    #[must_use]
    pub fn state(&self) -> NotifierState {
        self.state.lock().clone()
    }

    fn send(&self, command: Command) {
        if self.commands.force_send(command).is_err() {
            tracing::debug!("the notification thread has ended");
        }
    }
}

fn set(state: &Mutex<NotifierState>, now: NotifierState) {
    *state.lock() = now;
}

/// Processes commands and events until the [`Notifier`] is dropped.
async fn work(
    address: Option<&str>,
    queue: &Receiver<Command>,
    state: &Mutex<NotifierState>,
    on_action: impl Fn(NoticeAction),
) {
    let mut daemon: Option<Daemon> = None;
    loop {
        let Some(linked) = &mut daemon else {
            // Without a connection no notification is shown, so there are no events to wait for.
            let Ok(command) = queue.recv().await else { return };
            if let Command::Show(notice) = command {
                match Daemon::connect(address).await {
                    Ok(mut fresh) => {
                        if show(&mut fresh, &notice, state).await {
                            daemon = Some(fresh);
                        }
                    }
                    Err(error) => fail(&error, state),
                }
            }
            continue;
        };
        let command = async { Input::Command(queue.recv().await.ok()) };
        let event = async { Input::Event(linked.next().await) };
        let is_lost = match future::or(command, event).await {
            Input::Command(None) => return,
            Input::Command(Some(Command::Show(notice))) => !show(linked, &notice, state).await,
            Input::Command(Some(Command::Close)) => match linked.close().await {
                Ok(()) => false,
                Err(error) => {
                    tracing::debug!(%error, "the notification was already closed");
                    matches!(error, zbus::Error::InputOutput(_))
                }
            },
            Input::Event(Some(Event::Pressed(id, action))) => {
                if linked.is_shown(id) {
                    on_action(action);
                }
                false
            }
            Input::Event(Some(_)) => false,
            Input::Event(None) => true,
        };
        if is_lost {
            daemon = None;
        }
    }
}

enum Input {
    Command(Option<Command>),
    Event(Option<Event>),
}

/// Shows `notice`. Returns false on failure; the next notification then uses a new connection.
async fn show(daemon: &mut Daemon, notice: &Notice, state: &Mutex<NotifierState>) -> bool {
    match daemon.show(notice).await {
        Ok(()) => {
            set(state, NotifierState::Working);
            true
        }
        Err(error) => {
            fail(&error, state);
            false
        }
    }
}

fn fail(error: &zbus::Error, state: &Mutex<NotifierState>) {
    tracing::info!(%error, "the notification could not be shown");
    set(state, NotifierState::Unavailable(t!("notice-no-service").into()));
}
