//! Connects monitoring with the desktop: changes of the session become commands, events become notifications.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;

use super::latest_state::{SourceState, WatchReport};
use super::{Command, Commander};
use crate::desktop::busy::{Busy, BusyWatch};
use crate::desktop::glow::{Glow, GlowStyle, GlowSupport};
use crate::desktop::notify::{Notice, NoticeAction, Notifier, NotifierState};
use crate::desktop::session::{SessionChange, SessionWatch};
use crate::text::notices::words;
use plumbline_core::body::Fault;
use plumbline_core::catalogue::Catalogue;
use plumbline_core::coaching::silence::Surroundings;
use plumbline_core::coaching::telling::{Telling, Ways};
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

/// How faults are told besides the hint in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AlertSigns {
    pub chosen: Ways,
    /// Use one of the chosen ways after the other instead of all at once.
    pub is_varied: bool,
    /// Looks of the signs on the screens. Which of them are shown follows from the chosen ways.
    pub look: GlowStyle,
}

/// The signs on the screens, and what they show.
struct OnScreen {
    glow: Glow,
    signs: AlertSigns,
    telling: Telling,
    /// The last target, and the last one that was given to [`Self::glow`].
    target: Option<f32>,
    shown: Option<f32>,
    style: GlowStyle,
}

impl OnScreen {
    fn start(signs: AlertSigns) -> Self {
        let glow = Glow::start(signs.look);
        let telling = Telling::default();
        Self { glow, signs, telling, target: None, shown: None, style: signs.look }
    }

    /// The ways for the present fault, among those that this desktop can show.
    fn ways(&self) -> Ways {
        let (chosen, support) = (self.signs.chosen, self.glow.support());
        let possible = Ways {
            glow: chosen.glow && support.has_edge(),
            dimming: chosen.dimming && support.has_dimming(),
            notification: chosen.notification,
        };
        self.telling.ways(possible, self.signs.is_varied)
    }

    /// Aims at `target` with the ways of the present fault. Returns them.
    fn follow(&mut self, target: Option<f32>, is_alert_open: bool) -> Ways {
        let is_glowing = |target: Option<f32>| target.is_some_and(|target| target > 0.0);
        self.telling.note(is_alert_open || is_glowing(target));
        let ways = self.ways();
        let style = GlowStyle { has_edge: ways.glow, has_dimming: ways.dimming, ..self.signs.look };
        let is_restyled = style != self.style;
        if is_restyled {
            self.style = style;
            self.glow.set_style(style);
        }
        if is_glowing(target) && !is_glowing(self.target) && !self.has_all_support() {
            // A compositing manager may have started since.
            self.glow.ask();
        }
        let shown = target.filter(|_| style.is_any());
        // While a sign is shown, it follows screens that come and go with every frame.
        if is_restyled || is_glowing(shown) || shown != self.shown {
            self.glow.aim(shown);
        }
        (self.target, self.shown) = (target, shown);
        ways
    }

    /// Whether the display can show every sign that was chosen, as far as it is known.
    fn has_all_support(&self) -> bool {
        let (chosen, support) = (self.signs.chosen, self.glow.support());
        chosen.glow <= support.has_edge() && chosen.dimming <= support.has_dimming()
    }
}

/// Connection between monitoring and the desktop's session, its notifications and signs on the screens.
pub struct DesktopLink {
    commander: Commander,
    state: Arc<Mutex<SessionState>>,
    session: SessionWatch,
    _busy: BusyWatch,
    notifier: Option<Notifier>,
    with_sound: AtomicBool,
    on_screen: Option<Mutex<OnScreen>>,
    catalogue: Mutex<Catalogue>,
}

impl DesktopLink {
    /// Starts to follow the session and sends its changes to `commander`. Notifications are shown only with
    /// `on_notice_action`, which receives the buttons pressed on them, and signs on the screens only with
    /// `signs`.
    #[must_use]
    pub fn start(
        commander: Commander,
        catalogue: Catalogue,
        on_notice_action: Option<OnNoticeAction>,
        with_sound: bool,
        signs: Option<AlertSigns>,
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
                let is_told_on_screen = state.surroundings.is_told_on_screen;
                state.surroundings = Surroundings { is_told_on_screen, ..surroundings(busy) };
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
            on_screen: signs.map(OnScreen::start).map(Mutex::new),
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

    /// Sets how faults are told.
    pub fn set_signs(&self, signs: AlertSigns) {
        if let Some(on_screen) = &self.on_screen {
            on_screen.lock().signs = signs;
        }
    }

    /// Which signs the screens can show; `None` if there are none.
    #[must_use]
    pub fn glow_support(&self) -> Option<GlowSupport> {
        self.on_screen.as_ref().map(|on_screen| on_screen.lock().glow.support())
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
                self.follow(None, false);
                self.session.ready_to_sleep();
            }
            WatchReport::Event(event) => self.notify(event),
            WatchReport::Snapshot(snapshot) => {
                self.follow(snapshot.monitor.glow, snapshot.advice.is_some());
            }
            // Nothing is measured at the moment.
            WatchReport::Source(_) | WatchReport::Failed(_) => self.follow(None, false),
            WatchReport::Backend(_) => {}
        }
    }

    /// Shows the strength `target` on the screens, and tells the engine whether a fault is told there.
    fn follow(&self, target: Option<f32>, is_alert_open: bool) {
        let Some(on_screen) = &self.on_screen else { return };
        let ways = on_screen.lock().follow(target, is_alert_open);
        let mut state = self.state.lock();
        if state.surroundings.is_told_on_screen != ways.is_on_screen() {
            state.surroundings.is_told_on_screen = ways.is_on_screen();
            self.commander.send(Command::Around(state.surroundings));
        }
    }

    /// Whether `event` is told in another way this time. A reminder is always a notification: what came
    /// before it was not enough.
    fn is_told_otherwise(&self, event: &Event) -> bool {
        let Event::Notify { advice, reminder: 0, .. } = event else { return false };
        let Some(on_screen) = &self.on_screen else { return false };
        advice.fault != Fault::TooStill && !on_screen.lock().ways().notification
    }

    fn notify(&self, event: &Event) {
        let Some(notifier) = &self.notifier else { return };
        if matches!(event, Event::Corrected { .. } | Event::AlertEnded { .. }) {
            notifier.close();
        }
        if self.is_told_otherwise(event) {
            return;
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
