//! The window's share in the desktop: notices, the tray, hiding and coming back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use eframe::egui::{Context, ViewportCommand};

use crate::desktop::notify::{NoticeAction, NotifierState};
use crate::desktop::tray::{Tray, TrayAction, TrayError, TrayMood, TrayState};
use crate::text::names;
use crate::text::notices::sentence;
use crate::ui::verdict::verdict;
use crate::watch::desktop_link::DesktopLink;
use crate::watch::{Command, Commander, SourceState, WatchReport};
use plumbline_core::catalogue::Catalogue;
use plumbline_core::engine::Snapshot;
use plumbline_core::posture::judge::PostureState;

/// What the person wishes from outside the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowRequest {
    /// Bring the window up.
    Open,
    /// Bring it up at the stretch that was recommended.
    ShowStretch,
    /// End the program.
    Quit,
}

/// Tells the window a wish, from any thread.
pub type RequestSender = Box<dyn Fn(WindowRequest) + Send + Sync>;

/// What is known of the tray.
enum TrayPlace {
    Asked,
    Shown(Tray),
    None(TrayError),
}

/// How long to wait for a panel that was not there.
const ASK_AGAIN: Duration = Duration::from_secs(60);

/// See the module text.
pub struct Shell {
    ctx: Context,
    attendant: Arc<DesktopLink>,
    tray: Arc<Mutex<TrayPlace>>,
    wisher: Sender<WindowRequest>,
    wishes: Receiver<WindowRequest>,
    /// No frame is worth painting.
    is_hidden: Arc<AtomicBool>,
}

impl Shell {
    /// Listens to the desktop and asks for a place in its tray, all in the background.
    #[must_use]
    pub fn start(ctx: &Context, catalogue: &Catalogue) -> Self {
        let (wisher, wishes) = channel();
        let wish = {
            let ctx = ctx.clone();
            move |wish: WindowRequest, wisher: &Sender<WindowRequest>| {
                // The window may have gone.
                let _ = wisher.send(wish);
                ctx.request_repaint();
            }
        };
        let own_wisher = wisher.clone();
        let attendant_cell: Arc<Mutex<Option<Arc<DesktopLink>>>> = Arc::default();
        let on_notice = {
            let (cell, wisher, wish) = (Arc::clone(&attendant_cell), wisher.clone(), wish.clone());
            move |action: NoticeAction| match action {
                NoticeAction::ShowStretch => wish(WindowRequest::ShowStretch, &wisher),
                NoticeAction::Open => wish(WindowRequest::Open, &wisher),
                NoticeAction::Snooze15 => command(&cell, Command::SnoozeMs(15 * 60_000)),
                NoticeAction::Dismiss => command(&cell, Command::DismissAlert),
            }
        };
        let attendant = Arc::new(DesktopLink::start(catalogue.clone(), Some(Box::new(on_notice))));
        *attendant_cell.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Arc::clone(&attendant));
        let on_tray = move |action: TrayAction| match action {
            TrayAction::Open => wish(WindowRequest::Open, &wisher),
            TrayAction::Quit => wish(WindowRequest::Quit, &wisher),
            TrayAction::Pause => command(&attendant_cell, Command::Pause(true)),
            TrayAction::Resume => command(&attendant_cell, Command::Pause(false)),
            TrayAction::SnoozeMinutes(minutes) => {
                command(&attendant_cell, Command::SnoozeMs(i64::from(minutes) * 60_000));
            }
            TrayAction::SnoozeUntilTomorrow => {
                command(&attendant_cell, Command::SnoozeUntilTomorrow);
            }
            TrayAction::SetUpright => command(&attendant_cell, Command::Calibrate),
        };
        let tray = Arc::new(Mutex::new(TrayPlace::Asked));
        let place = Arc::clone(&tray);
        let asked = {
            let (asking, ctx, on_tray) = (Arc::downgrade(&tray), ctx.clone(), Arc::new(on_tray));
            std::thread::Builder::new()
                .name("tray".into())
                .spawn(move || ask_for_tray(&asking, &ctx, &on_tray))
        };
        if let Err(error) = asked {
            tracing::warn!(%error, "the tray was not asked");
        }
        Self {
            ctx: ctx.clone(),
            attendant,
            tray: place,
            wisher: own_wisher,
            wishes,
            is_hidden: Arc::new(AtomicBool::new(false)),
        }
    }

    /// What a watch is to be started with: when to wake the window, and whom to tell.
    pub fn ears(
        &self,
    ) -> (impl Fn() + Send + Sync + use<>, impl Fn(&WatchReport) + Send + Sync + use<>) {
        let (ctx, is_hidden) = (self.ctx.clone(), Arc::clone(&self.is_hidden));
        let wake = move || {
            if !is_hidden.load(Ordering::Relaxed) {
                ctx.request_repaint();
            }
        };
        let (attendant, tray) = (Arc::clone(&self.attendant), Arc::clone(&self.tray));
        let tell = move |report: &WatchReport| {
            attendant.hear(report);
            if let Some(state) = tray_state(report)
                && let TrayPlace::Shown(tray) =
                    &*tray.lock().unwrap_or_else(PoisonError::into_inner)
            {
                tray.set(state);
            }
        };
        (wake, tell)
    }

    /// The watch to send to from now on.
    pub fn serve(&self, commander: Commander) {
        self.attendant.serve(commander);
    }

    /// Whether notices make a sound.
    pub fn set_sound(&self, with_sound: bool) {
        self.attendant.set_sound(with_sound);
    }

    /// For wishes from outside the window's own thread.
    #[must_use]
    pub fn wisher(&self) -> RequestSender {
        let (ctx, wisher) = (self.ctx.clone(), self.wisher.clone());
        Box::new(move |wish| {
            // The window may have gone.
            let _ = wisher.send(wish);
            ctx.request_repaint();
        })
    }

    /// The next wish from outside.
    #[must_use]
    pub fn wish(&self) -> Option<WindowRequest> {
        self.wishes.try_recv().ok()
    }

    /// Whether the window can be closed and found again.
    #[must_use]
    pub fn has_tray(&self) -> bool {
        match &*self.tray.lock().unwrap_or_else(PoisonError::into_inner) {
            TrayPlace::Shown(tray) => tray.is_shown(),
            TrayPlace::Asked | TrayPlace::None(_) => false,
        }
    }

    /// Why there is no tray, once that is known.
    #[must_use]
    pub fn tray_problem(&self) -> Option<String> {
        match &*self.tray.lock().unwrap_or_else(PoisonError::into_inner) {
            TrayPlace::None(error) => Some(sentence(&error.to_string())),
            TrayPlace::Asked | TrayPlace::Shown(_) => None,
        }
    }

    /// Why notices do not reach the person, if so.
    #[must_use]
    pub fn notice_problem(&self) -> Option<String> {
        match self.attendant.notifier_state() {
            Some(NotifierState::Unavailable(why)) => Some(why),
            _ => None,
        }
    }

    /// Hides the window; watching goes on.
    pub fn hide(&self) {
        self.is_hidden.store(true, Ordering::Relaxed);
        self.ctx.send_viewport_cmd(ViewportCommand::Visible(false));
    }

    /// Brings the window to the front.
    pub fn show(&self) {
        self.is_hidden.store(false, Ordering::Relaxed);
        for command in [
            ViewportCommand::Visible(true),
            ViewportCommand::Minimized(false),
            ViewportCommand::Focus,
        ] {
            self.ctx.send_viewport_cmd(command);
        }
        self.ctx.request_repaint();
    }

    /// Whether the window was hidden here.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.is_hidden.load(Ordering::Relaxed)
    }
}

/// Asks for a place in the tray until there is one: at login the panel may be slower than Plumbline.
fn ask_for_tray<F: Fn(TrayAction) + Send + Sync + 'static>(
    place: &Weak<Mutex<TrayPlace>>,
    ctx: &Context,
    on_action: &Arc<F>,
) {
    let mut is_told = false;
    loop {
        let on_action = Arc::clone(on_action);
        let found = Tray::start(move |action| on_action(action));
        let Some(place) = place.upgrade() else { return };
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        match found {
            Ok(tray) => {
                *place = TrayPlace::Shown(tray);
                return;
            }
            Err(error) => {
                if !is_told {
                    tracing::info!(%error, "no tray icon");
                    ctx.request_repaint();
                }
                is_told = true;
                *place = TrayPlace::None(error);
            }
        }
        drop(place);
        std::thread::sleep(ASK_AGAIN);
    }
}

fn command(attendant: &Mutex<Option<Arc<DesktopLink>>>, command: Command) {
    if let Some(attendant) = &*attendant.lock().unwrap_or_else(PoisonError::into_inner) {
        attendant.send(command);
    }
}

/// What the tray shows after `report`; `None` when it says nothing about that.
fn tray_state(report: &WatchReport) -> Option<TrayState> {
    match report {
        WatchReport::Snapshot(snapshot) => Some(TrayState {
            mood: mood(snapshot),
            line: verdict(snapshot).headline,
            is_paused: false,
        }),
        WatchReport::Source(SourceState::Off(reason)) => Some(TrayState {
            mood: TrayMood::Paused,
            line: names::off_reason(*reason).into(),
            is_paused: true,
        }),
        WatchReport::Source(SourceState::Lost { message, .. }) => {
            Some(TrayState { mood: TrayMood::Uncertain, line: message.clone(), is_paused: false })
        }
        WatchReport::Source(_) | WatchReport::Event(_) => None,
    }
}

fn mood(snapshot: &Snapshot) -> TrayMood {
    match snapshot.state {
        PostureState::Good => TrayMood::Good,
        PostureState::Fault => TrayMood::Fault,
        PostureState::Uncertain => TrayMood::Uncertain,
        PostureState::Away => TrayMood::Away,
    }
}
