//! The eframe application: the state of the window and its monitoring session. [`frame`] draws one frame,
//! [`actions`] executes the actions that the views return.

mod actions;
mod frame;
mod icon;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use eframe::egui::{self, Context, Ui};
#[cfg(target_os = "linux")]
use winit::platform::{wayland::EventLoopBuilderExtWayland, x11::EventLoopBuilderExtX11};

use crate::desktop::appearance::{AppearanceWatch, Wishes};
use crate::desktop::autostart::{self, LoginStart};
use crate::desktop::display::DisplayServer;
use crate::desktop::glow::GlowStyle;
use crate::desktop::language;
use crate::desktop::notify::NotifierState;
use crate::desktop::sandbox;
use crate::report::Paper;
use crate::settings::{Settings, SettingsFile, ThemeChoice};
use crate::text::names;
use crate::text::t;
use crate::ui::action::Action;
use crate::ui::desk::DeskView;
use crate::ui::guide::Guide;
use crate::ui::history::HistoryView;
use crate::ui::history::chart_model::DayStrip;
use crate::ui::history::tasks::HistoryTasks;
use crate::ui::notice::Notice;
use crate::ui::now::live_texture::LiveTexture;
use crate::ui::settings::{SettingsNotes, SettingsView};
use crate::ui::shell::{Shell, WindowRequest};
use crate::ui::shortcuts::ShortcutsView;
use crate::ui::start::Start;
use crate::ui::stretch::StretchView;
use crate::ui::system_fonts::SystemFonts;
use crate::ui::tab::Tab;
use crate::ui::theme::{self, Contrast, Look, Palette};
use crate::ui::welcome::WelcomeView;
use crate::watch::control::Control;
use crate::watch::desktop_link::AlertSigns;
use crate::watch::{Command, LatestState, LiveView, SessionOptions, WatchOptions, WatchSession};
use plumbline_core::catalogue::{Catalogue, Routine};
use plumbline_core::coaching::progression::StrengthTask;
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::pose::ModelVariant;

/// Time without mouse or keyboard input after which the window counts as not in use.
const INPUT_TIMEOUT: Duration = Duration::from_secs(60);

/// State of the window.
pub struct PlumblineApp {
    settings: Settings,
    files: Files,
    views: Views,
    variant: Option<ModelVariant>,
    source: SourceSpec,
    catalogue: Catalogue,
    session: Option<WatchSession>,
    control: Arc<Control>,
    tab: Tab,
    history_tasks: HistoryTasks,
    today: Option<DayStrip>,
    /// Day on which the question about discomfort was answered or skipped last, in this window.
    felt_on: Option<jiff::civil::Date>,
    notice: Option<Notice>,
    texture: LiveTexture,
    /// What starts at login, as it was when the settings were opened.
    login_start: LoginStart,
    shell: Shell,
    is_quitting: bool,
    /// Started in the background, and it is not yet known whether there will be a tray icon.
    is_waiting_for_tray: bool,
    /// Time of the last mouse or keyboard input.
    last_input: Instant,
    /// Catalogue id of the last recommended stretch.
    recommended: Option<String>,
    appearance: AppearanceWatch,
    /// The wishes of the desktop that are in effect.
    applied: Wishes,
    server: DisplayServer,
    /// The window closes, and watching goes on without one.
    is_kept: bool,
}

/// Files and folders of the user; `None` keeps nothing there.
struct Files {
    settings: Option<SettingsFile>,
    data_dir: Option<PathBuf>,
    baselines: Option<PathBuf>,
    config_dir: Option<PathBuf>,
}

/// State of the views.
struct Views {
    stretch: StretchView,
    settings: SettingsView,
    shortcuts: ShortcutsView,
    desk: DeskView,
    history: HistoryView,
    welcome: Option<WelcomeView>,
    guide: Guide,
}

/// Opens the window and runs until the program ends.
///
/// A window cannot be hidden on Wayland. There the window of a program that goes on watching in the background is
/// really closed, and opened again when it is asked for.
///
/// # Errors
/// If there is no display or no usable graphics.
pub(crate) fn open_window(start: Start, server: DisplayServer) -> eframe::Result {
    let is_hidden = start.in_background && server.can_hide();
    let opens_later = start.in_background && !server.can_hide();
    let mut app = PlumblineApp::without_window(start, server);
    if opens_later && !app.wait() {
        return Ok(());
    }
    loop {
        let kept = Rc::new(RefCell::new(Some(app)));
        run_window(&kept, server, is_hidden)?;
        let closed = kept.take();
        app = match closed {
            Some(app) if app.is_kept => app,
            _ => return Ok(()),
        };
        if !app.wait() {
            return Ok(());
        }
    }
}

/// The application in a window. It survives the window.
struct InWindow {
    app: Option<PlumblineApp>,
    kept: Rc<RefCell<Option<PlumblineApp>>>,
}

impl Drop for InWindow {
    fn drop(&mut self) {
        *self.kept.borrow_mut() = self.app.take();
    }
}

fn run_window(
    kept: &Rc<RefCell<Option<PlumblineApp>>>,
    server: DisplayServer,
    is_hidden: bool,
) -> eframe::Result {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Plumbline")
            .with_app_id("plumbline")
            .with_icon(icon::window_icon())
            .with_inner_size([1120.0, 760.0])
            .with_min_inner_size([420.0, 420.0])
            .with_visible(!is_hidden),
        renderer: eframe::Renderer::Glow,
        event_loop_builder: Some(Box::new(move |builder| use_server(builder, server))),
        // The fonts of the system are found by `ui::system_fonts`, only when a text needs them.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    #[cfg(windows)]
    let awake = crate::desktop::windows::wake::KeepAwake::this_thread();
    eframe::run_native(
        "Plumbline",
        options,
        Box::new(|creation| {
            #[cfg(windows)]
            drop(awake);
            creation.egui_ctx.add_font_provider(Arc::new(SystemFonts::default()));
            let mut app = kept.take();
            if let Some(app) = &mut app {
                app.attach(&creation.egui_ctx);
            }
            Ok(Box::new(InWindow { app, kept: Rc::clone(kept) }))
        }),
    )
}

/// Makes the window use `server`. Otherwise it would use what the environment names first, whether it
/// answers or not.
fn use_server(builder: &mut eframe::EventLoopBuilder<eframe::UserEvent>, server: DisplayServer) {
    #[cfg(target_os = "linux")]
    match server {
        DisplayServer::Wayland => EventLoopBuilderExtWayland::with_wayland(builder),
        DisplayServer::X11 => EventLoopBuilderExtX11::with_x11(builder),
    };
    #[cfg(not(target_os = "linux"))]
    let _ = (builder, server);
}

/// Watched time of a day after which discomfort is asked for, hours. Product choice.
const ASK_AFTER_H: f64 = 3.0;

/// The usual paper of the region. It does not change while the program runs.
fn usual_paper() -> Paper {
    static PAPER: OnceLock<Paper> = OnceLock::new();
    *PAPER.get_or_init(|| Paper::usual(&language::paper_locales()))
}

impl PlumblineApp {
    /// Starts monitoring and creates the state of the window, which [`Self::attach`] shows.
    #[must_use]
    fn without_window(start: Start, server: DisplayServer) -> Self {
        let shell = Shell::new(&Context::default(), start.control.commander());
        (start.on_ready)(shell.request_sender());
        if let Some(config_dir) = &start.config_dir {
            autostart::refresh(config_dir);
        }
        let welcome =
            (start.may_welcome && !start.settings.window.welcomed && !start.in_background)
                .then(WelcomeView::default);
        let waker = shell.waker();
        let retention_days = start.settings.running.keep_history_days;
        let notice = crate::ui::start::notice(start.last_crash, start.notice);
        let mut app = Self {
            files: Files {
                settings: start
                    .settings_file
                    .map(|path| SettingsFile::new(path, start.settings.clone())),
                data_dir: start.data_dir,
                baselines: start.baselines_file,
                config_dir: start.config_dir,
            },
            views: Views {
                stretch: StretchView::default(),
                settings: SettingsView::default(),
                shortcuts: ShortcutsView::default(),
                desk: DeskView::default(),
                history: HistoryView::new(start.history_file),
                welcome,
                guide: Guide::new(),
            },
            settings: start.settings,
            variant: start.variant,
            source: start.source,
            catalogue: start.catalogue,
            session: None,
            control: start.control,
            tab: Tab::Now,
            today: None,
            felt_on: None,
            history_tasks: HistoryTasks::new(start.history, retention_days),
            notice,
            texture: LiveTexture::default(),
            login_start: LoginStart::Off,
            shell,
            is_quitting: false,
            is_waiting_for_tray: start.in_background,
            last_input: Instant::now(),
            recommended: None,
            appearance: AppearanceWatch::start(waker),
            applied: Wishes::default(),
            server,
            is_kept: false,
        };
        app.start_session();
        app
    }

    /// Shows the application in the window with the context `ctx`.
    fn attach(&mut self, ctx: &Context) {
        theme::install(ctx);
        theme::zoom(ctx, self.settings.window.zoom);
        self.shell.attach(ctx);
        if self.is_waiting_for_tray {
            self.shell.hide();
        }
        self.apply_look(ctx);
        self.is_kept = false;
        self.last_input = Instant::now();
    }

    /// Goes on without a window until it is asked for. Returns whether it is; otherwise the program ends.
    fn wait(&mut self) -> bool {
        // They belong to the window that was closed.
        self.texture.clear();
        self.views.history.texts_changed();
        self.shell.detach();
        self.is_waiting_for_tray = false;
        let request = self.shell.wait();
        if request == WindowRequest::ShowStretch {
            self.open_recommended();
        }
        request != WindowRequest::Quit
    }

    /// Opens the stretch that was recommended last.
    fn open_recommended(&mut self) {
        // While there was no window, nobody noted it.
        self.store_recommendation();
        if let Some(id) = self.recommended.clone() {
            self.views.stretch.open(id);
            self.tab = Tab::Stretch;
        }
    }

    /// Applies theme, contrast and motion: those of the settings, or of the desktop where they say so.
    fn apply_look(&mut self, ctx: &Context) {
        let (window, wishes) = (&self.settings.window, self.appearance.wishes());
        theme::choose(ctx, window.theme, wishes.is_dark);
        theme::choose_contrast(ctx, window.contrast, wishes.is_contrast_high);
        theme::reduce_motion(ctx, window.reduced_motion || wishes.is_motion_reduced);
        self.applied = wishes;
        if let Some(session) = &self.session {
            session.desktop().set_signs(self.alert_signs());
        }
    }

    /// How faults are told besides the hint in the window. There may be no window.
    fn alert_signs(&self) -> AlertSigns {
        let (window, wishes) = (&self.settings.window, self.appearance.wishes());
        let is_dark = match window.theme {
            ThemeChoice::System => wishes.is_dark == Some(true),
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        };
        let theme = if is_dark { egui::Theme::Dark } else { egui::Theme::Light };
        let contrast = theme::chosen_contrast(window.contrast, wishes.is_contrast_high);
        let [r, g, b, _] = Palette::of(Look { theme, contrast }).fault.to_array();
        AlertSigns {
            chosen: self.settings.ways(),
            is_varied: self.settings.alerts.vary_alerts,
            look: GlowStyle {
                color: [r, g, b],
                is_contrast_high: contrast == Contrast::High,
                is_over_fullscreen: !self.settings.quiet.while_presenting,
                is_motion_reduced: window.reduced_motion || wishes.is_motion_reduced,
                ..GlowStyle::default()
            },
        }
    }

    /// Follows changes of the desktop's appearance.
    fn follow_desktop(&mut self, ctx: &Context) {
        if self.appearance.wishes() != self.applied {
            self.apply_look(ctx);
        }
    }

    fn watch_options(&self) -> WatchOptions {
        WatchOptions {
            source: self.source.clone(),
            variant: self.variant,
            data_dir: self.files.data_dir.clone(),
            catalogue: self.catalogue.clone(),
            config: self.settings.engine_config(),
            cameras: self.settings.camera_facts(),
            baselines_file: self.files.baselines.clone(),
            place: self.settings.places.current.clone(),
            is_looping: true,
        }
    }

    fn start_session(&mut self) {
        let options = SessionOptions {
            watch: self.watch_options(),
            history: self.history_tasks.history(),
            history_file: self.views.history.file(),
            on_notice_action: Some(self.shell.on_notice_action()),
            with_sound: self.settings.alerts.sound,
            signs: Some(self.alert_signs()),
        };
        let (reports, received) = channel();
        self.shell.follow(received);
        let wake = self.shell.report_waker();
        let control = Arc::clone(&self.control);
        let started = WatchSession::start(options, self.shell.commander(), move |report| {
            wake(&report);
            control.note(&report);
            // The tray thread may have ended.
            let _ = reports.send(report);
        });
        match started {
            Ok(session) => self.session = Some(session),
            Err(error) => self.report_start_failure(&error),
        }
    }

    fn use_source(&mut self, source: SourceSpec) {
        self.source = source;
        self.texture.clear();
        let options = self.watch_options();
        match &mut self.session {
            Some(session) => {
                if let Err(error) = session.use_source(options) {
                    self.report_start_failure(&error);
                }
            }
            None => self.start_session(),
        }
    }

    fn report_start_failure(&mut self, error: &std::io::Error) {
        let words = t!("watch-cannot-start", error = error.to_string());
        self.notice = Some(Notice::problem(words));
    }

    fn latest(&self) -> Option<&LatestState> {
        self.session.as_ref().and_then(WatchSession::latest)
    }

    fn live(&self) -> Option<Arc<LiveView>> {
        self.latest().and_then(LatestState::live)
    }

    /// Handles requests from the tray, notifications and other starts of the program. A close request hides the
    /// window if the settings say so and the tray icon is shown.
    fn handle_requests(&mut self, ctx: &Context) {
        while let Some(request) = self.shell.next_request() {
            match request {
                WindowRequest::Open => self.shell.show(),
                WindowRequest::ShowStretch => {
                    self.open_recommended();
                    self.shell.show();
                }
                WindowRequest::Quit => {
                    self.is_quitting = true;
                    ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                }
            }
        }
        // Without a tray icon a window that was started in the background could not be opened.
        if self.is_waiting_for_tray && self.shell.tray_problem().is_some() {
            self.is_waiting_for_tray = false;
            if self.shell.is_hidden() {
                self.shell.show_minimized();
            }
        }
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing
            && !self.is_quitting
            && self.settings.running.keep_watching_when_closed
            && self.shell.has_tray()
        {
            if !self.server.can_hide() {
                self.is_kept = true;
                self.views.guide.pause();
                return;
            }
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.shell.hide();
        }
    }

    /// Stores the currently recommended stretch, for a notification button that is pressed later.
    fn store_recommendation(&mut self) {
        let live = self.live();
        if let Some(advice) = live.and_then(|live| live.snapshot.advice.clone()) {
            self.recommended = Some(advice.stretch);
        }
    }

    /// Reports to the pose thread whether the person uses the live view.
    fn update_attention(&mut self, ctx: &Context) {
        let (is_focused, is_minimized, has_input) = ctx.input(|input| {
            let viewport = input.viewport();
            let is_focused = viewport.focused.unwrap_or(input.focused);
            (is_focused, viewport.minimized.unwrap_or(false), !input.events.is_empty())
        });
        if has_input {
            self.last_input = Instant::now();
        }
        if is_minimized || self.shell.is_hidden() {
            self.views.guide.pause();
            return;
        }
        let Some(latest) = self.latest() else { return };
        let was_looked_at = latest.attention().is_looked_at;
        let is_live_shown = self.tab == Tab::Now || self.views.welcome.is_some();
        // During a guided stretch the person does not use mouse and keyboard.
        let is_guided = self.views.guide.wants_pictures();
        let is_used = is_focused && self.last_input.elapsed() < INPUT_TIMEOUT;
        let is_looked_at = is_guided || (is_live_shown && is_used);
        latest.painted(is_looked_at);
        if is_looked_at != was_looked_at {
            self.send(Command::CheckAttention);
        }
    }

    /// Uploads the newest frame as a texture, once; none in silhouette mode.
    fn refresh_texture(&mut self, ctx: &Context) {
        let live = self.live();
        match live.filter(|_| !self.settings.camera.silhouette) {
            Some(live) => self.texture.show(ctx, &live),
            None => self.texture.clear(),
        }
    }

    fn settings_notes(&mut self, ctx: &Context) -> SettingsNotes {
        SettingsNotes {
            about: self.about(),
            sandbox: sandbox::of_this_process().map(names::sandbox),
            starts_at_login: self
                .files
                .config_dir
                .as_ref()
                .map(|_| self.login_start == LoginStart::On),
            starts_other_at_login: match &self.login_start {
                LoginStart::Other(program) => Some(program.display().to_string()),
                LoginStart::Off | LoginStart::On => None,
            },
            tray_problem: self.shell.tray_problem(),
            notice_problem: self.notice_problem(),
            glow_support: self
                .session
                .as_ref()
                .and_then(|session| session.desktop().glow_support())
                .unwrap_or_default(),
            put_away: self.put_away(),
            sound_problem: self.views.guide.sound_problem(),
            live: self.live(),
            camera: self.session.as_ref().and_then(|session| session.latest()?.camera()),
            past: self.views.history.past(ctx),
            paper: usual_paper(),
        }
    }

    /// The recommended routine, from today's faults so far.
    fn for_today(&self) -> Routine {
        let none = BTreeMap::new();
        let faults_ms = self.today.as_ref().map_or(&none, |day| &day.faults_ms);
        self.views.guide.for_today(&self.catalogue, faults_ms, &self.settings)
    }

    /// Whether the question about discomfort is due: once on each day of a trial, after some work.
    fn asks_discomfort(&self) -> bool {
        let is_worked = |day: &DayStrip| day.hours.iter().sum::<f64>() >= ASK_AFTER_H;
        self.settings.guide.trial.is_some()
            && self.felt_on != Some(jiff::Zoned::now().date())
            && self.today.as_ref().is_some_and(|day| !day.is_felt_asked && is_worked(day))
    }

    /// The strength programme of today.
    fn strength_tasks(&self) -> Vec<StrengthTask> {
        let done = self.today.as_ref().map_or(&[][..], |day| &day.strength);
        self.views.guide.strength(&self.catalogue, &self.settings, done)
    }

    /// Action that starts the stretch for the current alert; without an alert, the routine for today.
    fn recommended_action(&self) -> Action {
        let live = self.live();
        match live.and_then(|live| live.snapshot.advice.clone()) {
            Some(advice) => Action::StartStretch(advice.stretch, Some(advice.fault)),
            None => Action::StartRoutine(self.for_today()),
        }
    }

    fn put_away(&self) -> Vec<(String, String)> {
        let name = |id: &String| self.catalogue.item(id).map_or(id, |item| &item.name).clone();
        self.settings.guide.disliked.iter().map(|id| (id.clone(), name(id))).collect()
    }

    fn about(&self) -> String {
        let backend = self.latest().and_then(LatestState::backend);
        format!(
            "Plumbline {} · {}",
            env!("CARGO_PKG_VERSION"),
            backend.unwrap_or_else(|| t!("settings-starting-model").to_owned())
        )
    }

    /// Why notifications cannot be shown; `None` if they can.
    fn notice_problem(&self) -> Option<String> {
        match self.session.as_ref()?.desktop().notifier_state() {
            Some(NotifierState::Unavailable(why)) => Some(why),
            _ => None,
        }
    }
}

impl eframe::App for InWindow {
    /// Also runs while the window is hidden or minimized, when `ui` does not.
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        let Some(app) = &mut self.app else { return };
        app.store_recommendation();
        app.handle_requests(ctx);
        app.follow_desktop(ctx);
        app.update_attention(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if let Some(app) = &mut self.app {
            app.window_ui(ui);
        }
    }

    /// The ground of the pages. Filling it again as a panel would cost a quarter of a frame in software OpenGL.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
