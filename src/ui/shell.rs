//! The window's connection to the desktop: requests from the tray, from notifications and from other starts of
//! the program; the tray icon; hiding and showing the window.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use eframe::egui::{Context, ViewportCommand};

use crate::desktop::notify::NoticeAction;
use crate::desktop::tray::{Tray, TrayAction, TrayError, TrayMood, TrayState};
use crate::text::notices::sentence;
use crate::text::verdict::verdict;
use crate::text::{self, names};
use crate::watch::desktop_link::OnNoticeAction;
use crate::watch::{Command, Commander, SourceState, WatchReport};
use plumbline_core::engine::Snapshot;
use plumbline_core::posture::Measures;
use plumbline_core::posture::judge::PostureState;

/// Request from outside the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowRequest {
    /// Show the window.
    Open,
    /// Show the window with the recommended stretch.
    ShowStretch,
    /// End the program.
    Quit,
}

/// The context of the present window. A window that is opened again has another one.
#[derive(Clone)]
struct WindowContext(Arc<Mutex<Context>>);

impl WindowContext {
    fn new(ctx: &Context) -> Self {
        Self(Arc::new(Mutex::new(ctx.clone())))
    }

    fn set(&self, ctx: &Context) {
        *self.0.lock() = ctx.clone();
    }

    fn get(&self) -> Context {
        self.0.lock().clone()
    }
}

/// Sends a [`WindowRequest`] from any thread and requests a repaint of the window.
#[derive(Clone)]
pub struct RequestSender {
    ctx: WindowContext,
    requests: Sender<WindowRequest>,
}

impl RequestSender {
    /// Sends `request`. It is dropped if the window is closed.
    pub fn send(&self, request: WindowRequest) {
        let _ = self.requests.send(request);
        self.ctx.get().request_repaint();
    }
}

/// State of the tray icon.
enum TrayIcon {
    /// Not shown yet; the panel may still be starting.
    Requested,
    Shown(Tray),
    Missing(TrayError),
}

/// Time for the panel to start. At login it may start later than Plumbline. After this time without a tray
/// a window that was started in the background is shown minimized. Product choice.
const PANEL_START: Duration = Duration::from_secs(60);

/// Interval between attempts to show the icon, while the panel may be starting and afterwards.
const TRAY_RETRY: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(60));

/// How often it is checked that the icon is still there while there is no window.
const TRAY_CHECK: Duration = Duration::from_secs(30);

/// What follows a failed attempt to show the icon, `waited` after the first one: whether the icon counts as
/// missing, and the time until the next attempt.
fn after_failure(error: &TrayError, waited: Duration) -> (bool, Duration) {
    // The bus is older than every program of the session, so it does not appear later.
    let may_be_starting = match error {
        TrayError::NoTray | TrayError::NoAnswer => waited < PANEL_START,
        TrayError::NoBus { .. } | TrayError::Refused { .. } | TrayError::NotHere => false,
    };
    (!may_be_starting, if may_be_starting { TRAY_RETRY.0 } else { TRAY_RETRY.1 })
}

/// See the [module documentation](self).
pub(crate) struct Shell {
    ctx: WindowContext,
    commander: Commander,
    tray: Arc<Mutex<TrayIcon>>,
    sender: RequestSender,
    requests: Receiver<WindowRequest>,
    /// The window is hidden, so no repaint is requested.
    is_hidden: Arc<AtomicBool>,
    /// The page shows the current measurements.
    is_live_shown: Arc<AtomicBool>,
}

/// Longest time between two repaints while measurements arrive: the texts count minutes, and a window that is not
/// painted counts as not visible (`watch::Attention`).
const REPAINT_AFTER: Duration = Duration::from_millis(2_900);

/// The snapshot for which a repaint was requested.
struct Painted {
    snapshot: Snapshot,
    at: Instant,
}

impl Painted {
    /// Whether `next` needs a repaint. A person who sits still gives the same measures with every frame.
    fn is_due(&self, next: &Snapshot, is_live_shown: bool, now: Instant) -> bool {
        let mut before = self.snapshot.clone();
        // What the window shows in minutes or not at all.
        before.t = next.t;
        before.monitor.sitting_ms = next.monitor.sitting_ms;
        before.monitor.is_held = next.monitor.is_held;
        before.monitor.rate = next.monitor.rate;
        before.monitor.glow = next.monitor.glow;
        if look_the_same(&before.measures, &next.measures) {
            before.measures = next.measures.clone();
        }
        // During a fault the window counts seconds.
        let is_same = before == *next && next.faults.is_empty();
        now.duration_since(self.at) >= REPAINT_AFTER || (is_live_shown && !is_same)
    }
}

impl Shell {
    /// A shell whose tray icon and notifications send commands to `commander`.
    #[must_use]
    pub(crate) fn new(ctx: &Context, commander: Commander) -> Self {
        let (sender, requests) = channel();
        let ctx = WindowContext::new(ctx);
        Self {
            ctx: ctx.clone(),
            commander,
            tray: Arc::new(Mutex::new(TrayIcon::Requested)),
            sender: RequestSender { ctx, requests: sender },
            requests,
            is_hidden: Arc::default(),
            is_live_shown: Arc::default(),
        }
    }

    /// Where the tray icon and the notifications send their commands.
    pub(crate) fn commander(&self) -> Commander {
        self.commander.clone()
    }

    /// Handler for the buttons pressed on notifications.
    #[must_use]
    pub(crate) fn on_notice_action(&self) -> OnNoticeAction {
        let (sender, commander) = (self.sender.clone(), self.commander.clone());
        Box::new(move |action| match action {
            NoticeAction::ShowStretch => sender.send(WindowRequest::ShowStretch),
            NoticeAction::Open => sender.send(WindowRequest::Open),
            NoticeAction::Snooze15 => commander.send(Command::SnoozeMs(15 * 60_000)),
            NoticeAction::Dismiss => commander.send(Command::DismissAlert),
        })
    }

    /// Function that requests a repaint unless the window is hidden.
    pub(crate) fn waker(&self) -> impl Fn() + Send + Sync + use<> {
        let (ctx, is_hidden) = (self.ctx.clone(), Arc::clone(&self.is_hidden));
        move || {
            if !is_hidden.load(Ordering::Relaxed) {
                ctx.get().request_repaint();
            }
        }
    }

    /// Function that requests a repaint for a report, unless the window is hidden or would show the same as before.
    pub(crate) fn report_waker(&self) -> impl Fn(&WatchReport) + Send + Sync + use<> {
        let (wake, is_live_shown) = (self.waker(), Arc::clone(&self.is_live_shown));
        let last = Mutex::new(None);
        move |report| {
            if let WatchReport::Snapshot(snapshot) = report {
                let mut last = last.lock();
                let is_shown = is_live_shown.load(Ordering::Relaxed);
                let now = Instant::now();
                if last.as_ref().is_some_and(|last: &Painted| !last.is_due(snapshot, is_shown, now))
                {
                    return;
                }
                *last = Some(Painted { snapshot: (**snapshot).clone(), at: now });
            }
            wake();
        }
    }

    /// Notes whether the page shows the current measurements.
    pub(crate) fn set_live_shown(&self, is_shown: bool) {
        self.is_live_shown.store(is_shown, Ordering::Relaxed);
    }

    /// Starts a thread that shows `reports` in the tray. It ends with the monitoring session.
    pub(crate) fn follow(&self, reports: Receiver<WatchReport>) {
        let (sender, commander) = (self.sender.clone(), self.commander.clone());
        let on_action = move |action: TrayAction| match action {
            TrayAction::Open => sender.send(WindowRequest::Open),
            TrayAction::Quit => sender.send(WindowRequest::Quit),
            TrayAction::Pause => commander.send(Command::Pause(true)),
            TrayAction::Resume => commander.send(Command::Pause(false)),
            TrayAction::SnoozeMinutes(minutes) => {
                commander.send(Command::SnoozeMs(i64::from(minutes) * 60_000));
            }
            TrayAction::SnoozeUntilTomorrow => commander.send(Command::SnoozeUntilTomorrow),
            TrayAction::SetUpright => commander.send(Command::Calibrate),
        };
        let (tray, ctx) = (Arc::clone(&self.tray), self.ctx.clone());
        let started = std::thread::Builder::new()
            .name("tray".into())
            .spawn(move || run_tray(&tray, &ctx, &Arc::new(on_action), &reports));
        if let Err(error) = started {
            tracing::warn!(%error, "cannot start the tray thread");
        }
    }

    /// A sender for requests from other threads.
    #[must_use]
    pub(crate) fn request_sender(&self) -> RequestSender {
        self.sender.clone()
    }

    /// The next request, if there is one.
    #[must_use]
    pub(crate) fn next_request(&self) -> Option<WindowRequest> {
        self.requests.try_recv().ok()
    }

    /// Belongs to the window with the context `ctx` from now on.
    pub(crate) fn attach(&self, ctx: &Context) {
        self.ctx.set(ctx);
        self.is_hidden.store(false, Ordering::Relaxed);
    }

    /// There is no window until [`Self::attach`]. Repaints are not requested: nothing would take the requests.
    pub(crate) fn detach(&self) {
        self.is_hidden.store(true, Ordering::Relaxed);
        self.ctx.set(&Context::default());
    }

    /// Waits for a request while there is no window. Without a tray icon nobody could ask for the window: then it
    /// is opened.
    pub(crate) fn wait(&self) -> WindowRequest {
        loop {
            let pause = match &*self.tray() {
                TrayIcon::Missing(_) => return WindowRequest::Open,
                TrayIcon::Shown(tray) if !tray.is_shown() => return WindowRequest::Open,
                TrayIcon::Shown(_) => TRAY_CHECK,
                TrayIcon::Requested => TRAY_RETRY.0,
            };
            match self.requests.recv_timeout(pause) {
                Ok(request) => return request,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return WindowRequest::Quit,
            }
        }
    }

    fn tray(&self) -> parking_lot::MutexGuard<'_, TrayIcon> {
        // Every change is a single assignment, so a panic while the lock is held leaves a consistent state.
        self.tray.lock()
    }

    /// Whether the tray icon is shown, so that the window can be closed and opened again from it.
    #[must_use]
    pub(crate) fn has_tray(&self) -> bool {
        match &*self.tray() {
            TrayIcon::Shown(tray) => tray.is_shown(),
            TrayIcon::Requested | TrayIcon::Missing(_) => false,
        }
    }

    /// Why there is no tray icon; `None` if it is shown or still requested.
    #[must_use]
    pub(crate) fn tray_problem(&self) -> Option<String> {
        match &*self.tray() {
            TrayIcon::Missing(error) => Some(sentence(&error.to_string())),
            TrayIcon::Requested | TrayIcon::Shown(_) => None,
        }
    }

    /// Shows the tray in another language at once. While the camera is live, the next measurement does it.
    pub(crate) fn texts_changed(&self, source: Option<SourceState>) {
        let state = source.and_then(|source| tray_state(&WatchReport::Source(source)));
        if let (Some(state), TrayIcon::Shown(tray)) = (state, &*self.tray()) {
            tray.set(state);
        }
    }

    /// Hides the window. Monitoring continues.
    pub(crate) fn hide(&self) {
        self.is_hidden.store(true, Ordering::Relaxed);
        self.ctx.get().send_viewport_cmd(ViewportCommand::Visible(false));
    }

    /// Brings the window to the front.
    pub(crate) fn show(&self) {
        self.is_hidden.store(false, Ordering::Relaxed);
        for command in [
            ViewportCommand::Visible(true),
            ViewportCommand::Minimized(false),
            ViewportCommand::Focus,
        ] {
            self.ctx.get().send_viewport_cmd(command);
        }
        self.ctx.get().request_repaint();
    }

    /// Shows the window in the list of windows only, so that it covers nothing and takes no keys.
    pub(crate) fn show_minimized(&self) {
        self.is_hidden.store(false, Ordering::Relaxed);
        for command in [ViewportCommand::Visible(true), ViewportCommand::Minimized(true)] {
            self.ctx.get().send_viewport_cmd(command);
        }
        self.ctx.get().request_repaint();
    }

    /// Whether the window was hidden with [`Self::hide`].
    #[must_use]
    pub(crate) fn is_hidden(&self) -> bool {
        self.is_hidden.load(Ordering::Relaxed)
    }
}

/// Difference of a measure that the window does not show, in degrees or centimetres. It shows whole ones.
const UNSEEN: f64 = 0.4;

fn look_the_same(before: &Measures, next: &Measures) -> bool {
    before.view == next.view
        && before.iter().zip(next.iter()).all(|((_, before), (_, next))| {
            match (before.known(), next.known()) {
                (Some(before), Some(next)) => {
                    let change = next.delta.unwrap_or_default() - before.delta.unwrap_or_default();
                    before.delta.is_some() == next.delta.is_some()
                        && change.abs() < UNSEEN
                        && (next.value - before.value).abs() < UNSEEN
                }
                _ => before == next,
            }
        })
}

/// Shows the icon as soon as the desktop has a panel for it, and updates it from `reports`.
fn run_tray<F: Fn(TrayAction) + Send + Sync + 'static>(
    icon: &Mutex<TrayIcon>,
    ctx: &WindowContext,
    on_action: &Arc<F>,
    reports: &Receiver<WatchReport>,
) {
    let started = Instant::now();
    let mut retry_at = Some(started);
    let mut newest = None;
    let set = |tray: TrayIcon| *icon.lock() = tray;
    loop {
        if retry_at.is_some_and(|at| at <= Instant::now()) {
            let on_action = Arc::clone(on_action);
            match Tray::start(move |action| on_action(action)) {
                Ok(tray) => {
                    if let Some(state) = newest.clone() {
                        tray.set(state);
                    }
                    set(TrayIcon::Shown(tray));
                    retry_at = None;
                }
                Err(error) => {
                    tracing::debug!(%error, "cannot show the tray icon");
                    let (is_missing, pause) = after_failure(&error, started.elapsed());
                    if is_missing {
                        set(TrayIcon::Missing(error));
                    }
                    retry_at = Some(Instant::now() + pause);
                }
            }
            ctx.get().request_repaint();
        }
        let report = match retry_at {
            None => reports.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => reports.recv_timeout(at.saturating_duration_since(Instant::now())),
        };
        match report {
            Ok(report) => {
                let Some(state) = tray_state(&report) else { continue };
                if let TrayIcon::Shown(tray) = &*icon.lock() {
                    tray.set(state.clone());
                }
                newest = Some(state);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// State of the tray after `report`; `None` if `report` does not change it.
fn tray_state(report: &WatchReport) -> Option<TrayState> {
    let texts = text::choices();
    match report {
        WatchReport::Snapshot(snapshot) => Some(TrayState {
            mood: mood(snapshot),
            line: verdict(snapshot).headline,
            is_paused: false,
            texts,
        }),
        WatchReport::Source(SourceState::Off(reason)) => Some(TrayState {
            mood: TrayMood::Paused,
            line: names::off_reason(*reason).into(),
            is_paused: true,
            texts,
        }),
        WatchReport::Source(SourceState::Lost { message, .. }) => {
            let line = message.clone();
            Some(TrayState { mood: TrayMood::Uncertain, line, is_paused: false, texts })
        }
        WatchReport::Source(_)
        | WatchReport::Event(_)
        | WatchReport::Failed(_)
        | WatchReport::Backend(_) => None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use plumbline_core::body::{Fault, MonotonicMs};
    use plumbline_core::coaching::silence::SilenceReason;
    use plumbline_core::engine::{CalibrationState, Monitor};
    use plumbline_core::posture::facing::FacingTimes;
    use plumbline_core::posture::judge::ActiveFault;
    use plumbline_core::posture::{Measure, Measured, Quantity};

    #[test]
    fn a_report_that_shows_nothing_new_repaints_only_now_and_then() {
        let start = Instant::now();
        let after = |ms| start + Duration::from_millis(ms);
        let before = Snapshot {
            t: MonotonicMs(1_000),
            measures: Measures::nobody(),
            state: PostureState::Good,
            faults: Vec::new(),
            calibration: CalibrationState::Calibrated,
            advice: None,
            monitor: Monitor::default(),
            facing: FacingTimes::default(),
        };
        let painted = Painted { snapshot: before.clone(), at: start };
        let mut held = before.clone();
        held.t = MonotonicMs(2_000);
        (held.monitor.is_held, held.monitor.sitting_ms) = (true, 1_000);
        assert!(!painted.is_due(&held, true, after(1_000)));
        assert!(painted.is_due(&held, true, after(3_000)));
        let mut snoozed = held.clone();
        snoozed.monitor.silence = Some(SilenceReason::Snoozed);
        assert!(painted.is_due(&snoozed, true, after(1_000)));
        assert!(!painted.is_due(&snoozed, false, after(1_000)), "a page without measurements");
        let mut moved = held.clone();
        let mut with_angle = |value| {
            let angle = Measured::plain(value, 1.0, 1.0);
            moved.measures.set(Quantity::ForwardHead, Measure::Known(angle));
            moved.clone()
        };
        let painted_at_3 = Painted { snapshot: with_angle(3.0), at: start };
        assert!(
            !painted_at_3.is_due(&with_angle(3.2), true, after(1_000)),
            "the noise of a still person"
        );
        assert!(painted_at_3.is_due(&with_angle(3.9), true, after(1_000)));
        let mut at_fault = held;
        let (fault, since) = (Fault::ForwardHead, MonotonicMs(1_500));
        at_fault.faults.push(ActiveFault { fault, since, dwelt_ms: 500 });
        let painted = Painted { snapshot: at_fault.clone(), at: start };
        assert!(painted.is_due(&at_fault, true, after(500)), "it counts seconds");
    }

    #[test]
    fn the_icon_counts_as_missing_only_after_the_panel_had_time_to_start() {
        for error in [TrayError::NoTray, TrayError::NoAnswer] {
            let mut waited = Duration::ZERO;
            let mut attempts = 0;
            let missing_after = loop {
                let (is_missing, pause) = after_failure(&error, waited);
                if is_missing {
                    break waited;
                }
                waited += pause;
                attempts += 1;
            };
            assert_eq!((missing_after, attempts), (PANEL_START, 30));
            // Later attempts are rare.
            assert_eq!(after_failure(&error, waited), (true, TRAY_RETRY.1));
        }
        let no_bus = TrayError::NoBus { reason: "no socket".into() };
        assert_eq!(after_failure(&no_bus, Duration::ZERO), (true, TRAY_RETRY.1));
    }
}
