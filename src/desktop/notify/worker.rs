//! The thread that shows notices, so that the caller never waits for the desktop.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

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

/// Shows notices until it is dropped.
#[derive(Debug)]
pub struct Notifier {
    /// Room for one: a newer command makes the one before it pointless.
    commands: Sender<Command>,
    state: Arc<Mutex<NotifierState>>,
}

impl Notifier {
    /// Starts the thread behind it; `on_action` is called from there. Nothing is asked of the
    /// desktop before the first notice.
    #[must_use]
    pub fn start(on_action: impl Fn(NoticeAction) + Send + Sync + 'static) -> Self {
        Self::start_on(None, on_action)
    }

    /// The same with the address of the session bus; `None` is where the environment
    /// (`DBUS_SESSION_BUS_ADDRESS`) says it is.
    #[must_use]
    pub fn start_on(
        session: Option<String>,
        on_action: impl Fn(NoticeAction) + Send + Sync + 'static,
    ) -> Self {
        let (commands, queue) = async_channel::bounded(1);
        let state = Arc::new(Mutex::new(NotifierState::Unknown));
        let told = Arc::clone(&state);
        let thread = thread::Builder::new().name("notices".into()).spawn(move || {
            zbus::block_on(work(session.as_deref(), &queue, &told, on_action));
        });
        if let Err(error) = thread {
            tracing::warn!(%error, "notices cannot be shown");
            set(&state, NotifierState::Unavailable(t!("notice-no-service").into()));
        }
        Self { commands, state }
    }

    /// Shows `notice` in the place of the one before.
    pub fn show(&self, notice: Notice) {
        self.send(Command::Show(notice));
    }

    /// Takes away the one that is shown: there is nothing left to correct.
    pub fn close(&self) {
        self.send(Command::Close);
    }

    /// Whether notices reach the person.
    #[must_use]
    pub fn state(&self) -> NotifierState {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn send(&self, command: Command) {
        if self.commands.force_send(command).is_err() {
            tracing::debug!("notices have ended");
        }
    }
}

fn set(state: &Mutex<NotifierState>, now: NotifierState) {
    *state.lock().unwrap_or_else(PoisonError::into_inner) = now;
}

/// Works until the [`Notifier`] is dropped.
async fn work(
    address: Option<&str>,
    queue: &Receiver<Command>,
    state: &Mutex<NotifierState>,
    on_action: impl Fn(NoticeAction),
) {
    let mut daemon: Option<Daemon> = None;
    loop {
        let Some(linked) = &mut daemon else {
            // nothing is shown, so there is nothing to hear either
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
        let command = async { Heard::Command(queue.recv().await.ok()) };
        let event = async { Heard::Event(linked.next().await) };
        let is_lost = match future::or(command, event).await {
            Heard::Command(None) => return,
            Heard::Command(Some(Command::Show(notice))) => !show(linked, &notice, state).await,
            Heard::Command(Some(Command::Close)) => match linked.close().await {
                Ok(()) => false,
                Err(error) => {
                    tracing::debug!(%error, "the notice was gone already");
                    matches!(error, zbus::Error::InputOutput(_))
                }
            },
            Heard::Event(Some(Event::Pressed(id, action))) => {
                if linked.is_shown(id) {
                    on_action(action);
                }
                false
            }
            Heard::Event(Some(_)) => false,
            Heard::Event(None) => true,
        };
        if is_lost {
            daemon = None;
        }
    }
}

enum Heard {
    Command(Option<Command>),
    Event(Option<Event>),
}

/// Shows it; false if it could not be, then the next one is tried over a new connection.
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
    tracing::info!(%error, "the notice could not be shown");
    set(state, NotifierState::Unavailable(t!("notice-no-service").into()));
}
