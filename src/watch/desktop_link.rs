//! Joins the watching threads with the desktop: what happens to the session goes in as commands,
//! what the engine notices comes out as notices.
//!
//! It outlives a single watch: another picture source starts another one, and what is known of the
//! session is told to it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::latest_state::{SourceState, WatchReport};
use super::{Command, Commander};
use crate::desktop::busy::{Busy, BusyWatch};
use crate::desktop::notify::{Notice, NoticeAction, Notifier, NotifierState};
use crate::desktop::session::{SessionChange, SessionWatch};
use crate::text::notices::words;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::silence::Surroundings;
use plumbline_core::engine::Event;
use plumbline_core::engine::cadence::{OffReason, Power};

/// How often is looked whether the person is busy. A call is noticed before a fault has dwelt.
const BUSY_EVERY: Duration = Duration::from_secs(10);

/// What is known of the session, for a watch that begins later.
#[derive(Debug, Clone, Copy, Default)]
struct SessionState {
    is_locked: bool,
    is_asleep: bool,
    power: Power,
    around: Surroundings,
}

#[derive(Default)]
struct Shared {
    commander: Option<Commander>,
    known: SessionState,
}

impl Shared {
    fn send(&self, command: Command) {
        if let Some(commander) = &self.commander {
            commander.send(command);
        }
    }
}

/// How notices are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Manner {
    with_sound: bool,
}

/// See the module text.
pub struct DesktopLink {
    shared: Arc<Mutex<Shared>>,
    session: SessionWatch,
    _busy: BusyWatch,
    notifier: Option<Notifier>,
    manner: Mutex<Manner>,
    catalogue: Catalogue,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every change is whole in itself.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl DesktopLink {
    /// Listens to the session at once. With `on_notice_action`, notices are shown and what is
    /// pressed on one comes back there; without, none are.
    #[must_use]
    pub fn start(
        catalogue: Catalogue,
        on_notice_action: Option<Box<dyn Fn(NoticeAction) + Send + Sync>>,
    ) -> Self {
        let shared = Arc::new(Mutex::new(Shared::default()));
        let session = {
            let shared = Arc::clone(&shared);
            SessionWatch::start(move |change| {
                let mut shared = locked(&shared);
                let command = match change {
                    SessionChange::Locked(is_locked) => {
                        shared.known.is_locked = is_locked;
                        Command::Lock(is_locked)
                    }
                    SessionChange::Sleeping(is_asleep) => {
                        shared.known.is_asleep = is_asleep;
                        Command::Sleep(is_asleep)
                    }
                    SessionChange::OnBattery(on_battery) => {
                        let power = if on_battery { Power::Battery } else { Power::Mains };
                        shared.known.power = power;
                        Command::Power(power)
                    }
                };
                tracing::info!(?change, "session");
                shared.send(command);
            })
        };
        let busy = {
            let shared = Arc::clone(&shared);
            BusyWatch::start(BUSY_EVERY, move |busy| {
                tracing::info!(?busy, "around");
                let mut shared = locked(&shared);
                shared.known.around = surroundings(busy);
                let around = shared.known.around;
                shared.send(Command::Around(around));
            })
        };
        Self {
            shared,
            session,
            _busy: busy,
            notifier: on_notice_action.map(Notifier::start),
            manner: Mutex::new(Manner { with_sound: false }),
            catalogue,
        }
    }

    /// From now on `commander`'s watch is told, beginning with what is known already.
    pub fn serve(&self, commander: Commander) {
        let mut shared = locked(&self.shared);
        let known = shared.known;
        for command in [
            Command::Lock(known.is_locked),
            Command::Sleep(known.is_asleep),
            Command::Power(known.power),
            Command::Around(known.around),
        ] {
            commander.send(command);
        }
        shared.commander = Some(commander);
    }

    /// Sends `command` to the watch that is served.
    pub fn send(&self, command: Command) {
        locked(&self.shared).send(command);
    }

    /// Whether notices make a sound.
    pub fn set_sound(&self, with_sound: bool) {
        *locked(&self.manner) = Manner { with_sound };
    }

    /// Whether notices reach the person; `None` where none are wanted.
    #[must_use]
    pub fn notifier_state(&self) -> Option<NotifierState> {
        self.notifier.as_ref().map(Notifier::state)
    }

    /// Hears what a watch tells.
    pub fn hear(&self, report: &WatchReport) {
        match report {
            // The camera is let go of by the time this state is told.
            WatchReport::Source(SourceState::Off(OffReason::Asleep)) => {
                self.session.ready_to_sleep()
            }
            WatchReport::Event(event) => self.hear_event(event),
            WatchReport::Source(_) | WatchReport::Snapshot(_) => {}
        }
    }

    fn hear_event(&self, event: &Event) {
        let Some(notifier) = &self.notifier else { return };
        if matches!(event, Event::Corrected { .. } | Event::AlertEnded { .. }) {
            notifier.close();
        }
        let Some(words) = words(event, &self.catalogue) else { return };
        let actions = if words.offers_stretch {
            vec![NoticeAction::ShowStretch, NoticeAction::Snooze15, NoticeAction::Dismiss]
        } else {
            vec![NoticeAction::Open]
        };
        let with_sound = locked(&self.manner).with_sound;
        notifier.show(Notice { title: words.title, body: words.body, actions, with_sound });
    }
}

fn surroundings(busy: Busy) -> Surroundings {
    Surroundings {
        is_in_call: busy.microphone || busy.camera_elsewhere,
        is_sharing_screen: busy.screen_shared,
        is_presenting: busy.fullscreen,
        is_do_not_disturb: busy.do_not_disturb,
        ..Surroundings::default()
    }
}
