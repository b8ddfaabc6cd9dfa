//! Connects monitoring with the desktop: changes of the session become commands, events become notifications.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;

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

/// Interval between checks for calls, screen sharing and presentations. It is shorter than the dwell of an
/// alert.
const BUSY_INTERVAL: Duration = Duration::from_secs(10);

/// Last reported state of the session. It is sent again when the frame source changes.
#[derive(Debug, Clone, Copy, Default)]
struct SessionState {
    is_locked: bool,
    is_asleep: bool,
    power: Power,
    surroundings: Surroundings,
}

impl SessionState {
    /// Stores `change` and returns the command for the pose thread.
    fn apply(&mut self, change: SessionChange) -> Command {
        match change {
            SessionChange::Locked(is_locked) => {
                self.is_locked = is_locked;
                Command::Lock(is_locked)
            }
            SessionChange::Sleeping(is_asleep) => {
                self.is_asleep = is_asleep;
                Command::Sleep(is_asleep)
            }
            SessionChange::OnBattery(on_battery) => {
                self.power = if on_battery { Power::Battery } else { Power::Mains };
                Command::Power(self.power)
            }
        }
    }
}

/// Receives the buttons pressed on notifications.
pub(crate) type OnNoticeAction = Box<dyn Fn(NoticeAction) + Send + Sync>;

/// Connection between monitoring and the desktop's session and notifications.
pub struct DesktopLink {
    commander: Commander,
    state: Arc<Mutex<SessionState>>,
    session: SessionWatch,
    _busy: BusyWatch,
    notifier: Option<Notifier>,
    with_sound: AtomicBool,
    catalogue: Mutex<Catalogue>,
}

impl DesktopLink {
    /// Starts to follow the session and sends its changes to `commander`. Notifications are shown only with
    /// `on_notice_action`, which receives the buttons pressed on them.
    #[must_use]
    pub fn start(
        commander: Commander,
        catalogue: Catalogue,
        on_notice_action: Option<OnNoticeAction>,
        with_sound: bool,
    ) -> Self {
        let state = Arc::new(Mutex::new(SessionState::default()));
        let session = {
            let (state, commander) = (Arc::clone(&state), commander.clone());
            SessionWatch::start(move |change| {
                tracing::info!(?change, "session");
                let mut state = state.lock();
                let command = state.apply(change);
                commander.send(command);
            })
        };
        let busy = {
            let (state, commander) = (Arc::clone(&state), commander.clone());
            BusyWatch::start(BUSY_INTERVAL, move |busy| {
                tracing::info!(?busy, "surroundings");
                let mut state = state.lock();
                state.surroundings = surroundings(busy);
                // Sent under the lock, as every other command here: the last one sent is the present state.
                commander.send(Command::Around(state.surroundings));
            })
        };
        Self {
            commander,
            state,
            session,
            _busy: busy,
            notifier: on_notice_action.map(Notifier::start),
            with_sound: AtomicBool::new(with_sound),
            catalogue: Mutex::new(catalogue),
        }
    }

    /// Sends the state of the session again, for an engine that has just started.
    pub fn send_session_state(&self) {
        let state = self.state.lock();
        for command in [
            Command::Lock(state.is_locked),
            Command::Sleep(state.is_asleep),
            Command::Power(state.power),
            Command::Around(state.surroundings),
        ] {
            self.commander.send(command);
        }
    }

    /// Uses `catalogue` for the next notifications: the same in another language.
    pub fn use_catalogue(&self, catalogue: Catalogue) {
        *self.catalogue.lock() = catalogue;
    }

    /// Sets whether notifications make a sound.
    pub fn set_sound(&self, with_sound: bool) {
        self.with_sound.store(with_sound, Ordering::Relaxed);
    }

    /// State of the notification service; `None` if notifications are switched off.
    #[must_use]
    pub fn notifier_state(&self) -> Option<NotifierState> {
        self.notifier.as_ref().map(Notifier::state)
    }

    /// Shows the notification for `report`, or lets the machine sleep if `report` says that the camera is off
    /// for it.
    pub fn apply(&self, report: &WatchReport) {
        match report {
            // The capture thread releases the camera before it reports this state.
            WatchReport::Source(SourceState::Off(OffReason::Asleep)) => {
                self.session.ready_to_sleep();
            }
            WatchReport::Event(event) => self.notify(event),
            WatchReport::Source(_)
            | WatchReport::Snapshot(_)
            | WatchReport::Failed(_)
            | WatchReport::Backend(_) => {}
        }
    }

    fn notify(&self, event: &Event) {
        let Some(notifier) = &self.notifier else { return };
        if matches!(event, Event::Corrected { .. } | Event::AlertEnded { .. }) {
            notifier.close();
        }
        let Some(words) = words(event, &self.catalogue.lock()) else { return };
        let actions = if words.offers_stretch {
            vec![NoticeAction::ShowStretch, NoticeAction::Snooze15, NoticeAction::Dismiss]
        } else {
            vec![NoticeAction::Open]
        };
        let with_sound = self.with_sound.load(Ordering::Relaxed);
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
