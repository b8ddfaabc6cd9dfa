//! The eframe application: owns the watch and the settings, routes actions.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::{self, Context, Key, Ui};

use crate::desktop::autostart;
use crate::desktop::sandbox;
use crate::settings::Settings;
use crate::text::names;
use crate::text::{FaultText as _, t};
use crate::ui::action::Action;
use crate::ui::guide::Guide;
use crate::ui::history::HistoryView;
use crate::ui::history::chart_model::DayStrip;
use crate::ui::history::tasks::HistoryTasks;
use crate::ui::notice::{Notice, notice_ui};
use crate::ui::now::live_texture::LiveTexture;
use crate::ui::now::{NowModel, now_ui};
use crate::ui::settings::{SettingsNotes, SettingsView};
use crate::ui::shell::{Shell, WindowRequest};
use crate::ui::shortcuts::ShortcutsView;
use crate::ui::start::Start;
use crate::ui::stretch::{Shelf, StretchView};
use crate::ui::tab::{self, TABS, Tab};
use crate::ui::theme;
use crate::ui::welcome::WelcomeView;
use crate::watch::recorder::HistoryRecorder;
use crate::watch::stretch_outcomes::learn_from;
use crate::watch::{Command, SourceState, Watch, WatchOptions, WatchReport};
use plumbline_core::body::Fault;
use plumbline_core::catalogue::{Catalogue, Routine};
use plumbline_core::engine::cadence::OffReason;
use plumbline_vision::frames::SourceSpec;
use plumbline_vision::pose::ModelVariant;

/// With Ctrl: capture the upright baseline.
const SET_UPRIGHT: Key = Key::U;

/// With Ctrl: begin the stretch that is recommended, or else the routine for today.
const STRETCH: Key = Key::Enter;

/// With Ctrl: pause watching, or go on.
const PAUSE: Key = Key::P;

/// With Ctrl: end the program, also where closing the window only hides it.
const QUIT: Key = Key::Q;

/// Whoever has not touched mouse or keyboard over the window for so long does not look at it.
const LOOKS_ON: Duration = Duration::from_secs(60);

/// By how much a limit widens when the person says that an alert was wrong. Product choice.
const WRONG_ALERT_WIDENS: f64 = 1.15;

/// The window.
pub struct PlumblineApp {
    settings: Settings,
    settings_file: Option<PathBuf>,
    data_dir: Option<PathBuf>,
    profiles_file: Option<PathBuf>,
    variant: Option<ModelVariant>,
    source: SourceSpec,
    catalogue: Catalogue,
    watch: Option<Watch>,
    tab: Tab,
    stretch: StretchView,
    settings_view: SettingsView,
    shortcuts: ShortcutsView,
    keeper: HistoryTasks,
    history_view: HistoryView,
    today: Option<DayStrip>,
    notice: Option<Notice>,
    texture: LiveTexture,
    config_dir: Option<PathBuf>,
    starts_at_login: bool,
    desk: Shell,
    is_quitting: bool,
    is_waiting_for_tray: bool,
    welcome: Option<WelcomeView>,
    coach: Guide,
    touched: Instant,
    recommended: Option<String>,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When there is no display or no usable graphics.
pub fn open_window(start: Start) -> eframe::Result {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Plumbline")
            .with_app_id("plumbline")
            .with_inner_size([1120.0, 760.0])
            .with_min_inner_size([420.0, 420.0])
            .with_visible(!start.in_background),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "Plumbline",
        options,
        Box::new(|creation| Ok(Box::new(PlumblineApp::new(&creation.egui_ctx, start)))),
    )
}

impl PlumblineApp {
    /// Starts watching and builds the window's state.
    #[must_use]
    pub fn new(ctx: &Context, start: Start) -> Self {
        theme::install(ctx);
        theme::choose(ctx, start.settings.theme);
        theme::zoom(ctx, start.settings.zoom);
        theme::reduce_motion(ctx, start.settings.reduced_motion);
        let desk = Shell::start(ctx, &start.catalogue);
        if start.in_background {
            desk.hide();
        }
        (start.on_ready)(desk.wisher());
        let starts_at_login = start.config_dir.as_deref().is_some_and(autostart::is_enabled);
        let welcome = (start.may_welcome && !start.settings.welcomed && !start.in_background)
            .then(WelcomeView::default);
        let retention_days = start.settings.keep_history_days;
        let notice = crate::ui::start::notice(start.last_crash, start.notice);
        let mut app = Self {
            settings: start.settings,
            settings_file: start.settings_file,
            data_dir: start.data_dir,
            profiles_file: start.profiles_file,
            variant: start.variant,
            source: start.source,
            catalogue: start.catalogue,
            watch: None,
            tab: Tab::Now,
            stretch: StretchView::default(),
            settings_view: SettingsView::default(),
            shortcuts: ShortcutsView::default(),
            history_view: HistoryView::new(start.history_file),
            today: None,
            keeper: HistoryTasks::new(start.history, retention_days),
            notice,
            texture: LiveTexture::default(),
            config_dir: start.config_dir,
            starts_at_login,
            desk,
            is_quitting: false,
            is_waiting_for_tray: start.in_background,
            welcome,
            coach: Guide::new(),
            touched: Instant::now(),
            recommended: None,
        };
        app.desk.set_sound(app.settings.sound);
        app.start_watch();
        app
    }

    fn start_watch(&mut self) {
        let options = WatchOptions {
            source: self.source.clone(),
            variant: self.variant,
            data_dir: self.data_dir.clone(),
            catalogue: self.catalogue.clone(),
            config: self.settings.engine_config(),
            profiles_file: self.profiles_file.clone(),
            place: self.settings.place.clone(),
            is_looping: true,
        };
        let old = self.watch.take();
        if let Some(old) = old {
            // Joining waits for a camera read; the frame function must not.
            let ended = std::thread::Builder::new().name("release".into()).spawn(move || drop(old));
            if let Err(error) = ended {
                tracing::error!(%error, "no thread to release the old source");
            }
        }
        self.texture.clear();
        let (wake, hear) = self.desk.ears();
        // The demonstration is nobody's day.
        let history = self.keeper.history().filter(|_| self.source != SourceSpec::Demo);
        let diary = history.map(HistoryRecorder::new);
        let tell = move |report: &WatchReport| {
            hear(report);
            if let Some(diary) = &diary {
                diary.hear(report);
            }
        };
        match Watch::start(options, wake, tell) {
            Ok(watch) => {
                self.desk.serve(watch.commander());
                self.learn(&watch);
                self.watch = Some(watch);
            }
            Err(error) => {
                let words = t!("watch-cannot-start", error = error.to_string());
                self.notice = Some(Notice::problem(words));
            }
        }
    }

    fn act(&mut self, ctx: &Context, action: Action) {
        let send = |command| {
            if let Some(watch) = &self.watch {
                watch.send(command);
            }
        };
        match action {
            Action::Calibrate => send(Command::Calibrate),
            Action::CancelCalibration => send(Command::CancelCalibration),
            Action::CalibrateSlouch => send(Command::CalibrateSlouch),
            Action::KeepBaseline => send(Command::KeepBaseline),
            Action::SnoozeMinutes(minutes) => send(Command::SnoozeMs(i64::from(minutes) * 60_000)),
            Action::SnoozeUntilTomorrow => send(Command::SnoozeUntilTomorrow),
            Action::EndSnooze => send(Command::EndSnooze),
            Action::Pause(is_paused) => send(Command::Pause(is_paused)),
            Action::CountBreak => send(Command::CountBreak),
            Action::DismissAlert => send(Command::DismissAlert),
            Action::AnotherStretch => send(Command::AnotherStretch),
            Action::OpenStretch(id) => {
                self.stretch.open(id);
                self.tab = Tab::Stretch;
            }
            Action::StartStretch(id, answers) => {
                if let Some(item) = self.catalogue.item(&id).cloned() {
                    self.coach.start_item(item, answers, &self.settings, self.watch.as_ref());
                }
            }
            Action::StartRoutine(routine) => self.coach.start_routine(
                &routine,
                &self.catalogue,
                &self.settings,
                self.watch.as_ref(),
            ),
            Action::NotesRead => self.save_settings(),
            Action::StretchOver(result) => {
                self.coach.note(&result);
                send(Command::Stretched(result));
                if let Some(watch) = &self.watch {
                    self.learn(watch);
                }
            }
            Action::Sound(cue) => self.coach.sound(cue),
            Action::GuideClosed => self.coach.close(self.watch.as_ref()),
            Action::UseSource(source) => {
                if self.welcome.is_some() {
                    // Chosen at the welcome, it is the person's camera from now on.
                    self.settings.source = source.to_string();
                }
                self.source = source;
                self.start_watch();
            }
            Action::ExportHistory(form) => self.keeper.export(ctx, form),
            Action::ChooseImport => self.keeper.choose_import(ctx),
            Action::ImportHistory(file) => self.keeper.import(ctx, file),
            Action::SavePicture(picture) => self.keeper.save_picture(ctx, *picture),
            Action::DeleteDay(day) => self.keeper.delete_day(ctx, day),
            Action::DeleteHistory => self.keeper.delete_all(ctx),
            Action::WelcomeDone => {
                self.welcome = None;
                self.settings.welcomed = true;
                self.save_settings();
            }
            Action::AlertIsWrong(fault) => self.widen(fault),
            Action::StartAtLogin(is_wanted) => self.start_at_login(is_wanted),
            Action::SettingsChanged => {
                send(Command::Configure(Box::new(self.settings.engine_config())));
                send(Command::UsePlace(self.settings.place.clone()));
                self.desk.set_sound(self.settings.sound);
                self.keeper.keep_days(ctx, self.settings.keep_history_days);
                theme::choose(ctx, self.settings.theme);
                theme::zoom(ctx, self.settings.zoom);
                theme::reduce_motion(ctx, self.settings.reduced_motion);
                self.save_settings();
            }
        }
    }

    /// Tells the watch what came of earlier stretches.
    fn learn(&self, watch: &Watch) {
        if let Some(path) = self.history_view.path() {
            learn_from(path, watch.commander());
        }
    }

    fn save_settings(&mut self) {
        if let Some(path) = &self.settings_file
            && let Err(error) = self.settings.save(path)
        {
            self.notice = Some(Notice::problem(format!("{error}.")));
        }
    }

    /// An alert was wrong: this fault needs a little more from now on, up to twice as much.
    fn widen(&mut self, fault: Fault) {
        let scale = self.settings.limit_scales.entry(fault).or_insert(1.0);
        *scale = (*scale * WRONG_ALERT_WIDENS).min(2.0);
        let percent = format!("{:.0}", (*scale - 1.0) * 100.0);
        self.notice = Some(Notice::news(t!(
            "alert-wrong-noted",
            fault = fault.headline(),
            percent = percent
        )));
        if let Some(watch) = &self.watch {
            watch.send(Command::AlertWasWrong(fault));
            watch.send(Command::Configure(Box::new(self.settings.engine_config())));
        }
        self.save_settings();
    }

    fn start_at_login(&mut self, is_wanted: bool) {
        let Some(config_dir) = &self.config_dir else { return };
        let done = if is_wanted {
            std::env::current_exe()
                .map_err(|e| e.to_string())
                .and_then(|exe| autostart::enable(config_dir, &exe).map_err(|e| e.to_string()))
        } else {
            autostart::disable(config_dir).map_err(|e| e.to_string())
        };
        if let Err(problem) = done {
            self.notice = Some(Notice::problem(format!("{problem}.")));
        }
        self.starts_at_login = autostart::is_enabled(config_dir);
    }

    /// What came from the tray, a notice or another start of the program; and whether the window
    /// closes or only hides.
    fn follow_desk(&mut self, ctx: &Context) {
        while let Some(wish) = self.desk.wish() {
            match wish {
                WindowRequest::Open => self.desk.show(),
                WindowRequest::ShowStretch => {
                    // While hidden no frame has looked at it.
                    self.note_recommendation();
                    if let Some(id) = self.recommended.clone() {
                        self.stretch.open(id);
                        self.tab = Tab::Stretch;
                    }
                    self.desk.show();
                }
                WindowRequest::Quit => {
                    self.is_quitting = true;
                    ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                }
            }
        }
        // Started in the background where there is no tray to be found again in.
        if self.is_waiting_for_tray && self.desk.tray_problem().is_some() {
            self.is_waiting_for_tray = false;
            self.desk.show();
        }
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing
            && !self.is_quitting
            && self.settings.keep_watching_when_closed
            && self.desk.has_tray()
        {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.desk.hide();
        }
    }

    /// Remembers the stretch that is recommended now, for a notice that is pressed later.
    fn note_recommendation(&mut self) {
        let live = self.watch.as_ref().and_then(|watch| watch.board().live());
        if let Some(advice) = live.and_then(|live| live.snapshot.advice.clone()) {
            self.recommended = Some(advice.stretch);
        }
    }

    /// Tells the pose thread whether somebody looks on.
    fn note_attention(&mut self, ctx: &Context) {
        let (is_focused, is_minimized, is_touched) = ctx.input(|input| {
            let viewport = input.viewport();
            let is_focused = viewport.focused.unwrap_or(input.focused);
            (is_focused, viewport.minimized.unwrap_or(false), !input.events.is_empty())
        });
        if is_touched {
            self.touched = Instant::now();
        }
        let Some(watch) = &self.watch else { return };
        if is_minimized || self.desk.is_hidden() {
            self.coach.pause();
            return;
        }
        let was_looked_at = watch.board().attention().is_looked_at;
        let is_live_shown = self.tab == Tab::Now || self.welcome.is_some();
        // Whoever stretches stands back from mouse and keyboard.
        let is_guided = self.coach.wants_pictures();
        let is_used = is_focused && self.touched.elapsed() < LOOKS_ON;
        let is_looked_at = is_guided || (is_live_shown && is_used);
        watch.board().painted(is_looked_at);
        if is_looked_at != was_looked_at {
            watch.send(Command::Nothing);
        }
    }

    /// Uploads the newest picture once, and none at all in silhouette mode.
    fn refresh_texture(&mut self, ctx: &Context) {
        let live = self.watch.as_ref().and_then(|watch| watch.board().live());
        match live.filter(|_| !self.settings.silhouette) {
            Some(live) => self.texture.show(ctx, &live),
            None => self.texture.clear(),
        }
    }

    fn settings_notes(&mut self, ctx: &Context) -> SettingsNotes {
        SettingsNotes {
            about: self.about(),
            sandbox: sandbox::of_this_process().map(names::sandbox),
            starts_at_login: self.config_dir.as_ref().map(|_| self.starts_at_login),
            tray_problem: self.desk.tray_problem(),
            notice_problem: self.desk.notice_problem(),
            put_away: self.put_away(),
            sound_problem: self.coach.sound_problem(),
            live: self.watch.as_ref().and_then(|watch| watch.board().live()),
            past: self.history_view.past(ctx),
        }
    }

    /// The routine for how today went so far.
    fn for_today(&self) -> Routine {
        let none = BTreeMap::new();
        let faults_ms = self.today.as_ref().map_or(&none, |day| &day.faults_ms);
        self.coach.for_today(&self.catalogue, faults_ms, &self.settings)
    }

    /// The stretch for the alert that is up, or else the routine for today.
    fn stretch_wanted(&self) -> Action {
        let live = self.watch.as_ref().and_then(|watch| watch.board().live());
        match live.and_then(|live| live.snapshot.advice.clone()) {
            Some(advice) => Action::StartStretch(advice.stretch, Some(advice.fault)),
            None => Action::StartRoutine(self.for_today()),
        }
    }

    fn put_away(&self) -> Vec<(String, String)> {
        let name = |id: &String| self.catalogue.item(id).map_or(id, |item| &item.name).clone();
        self.settings.coach.disliked.iter().map(|id| (id.clone(), name(id))).collect()
    }

    fn about(&self) -> String {
        let backend = self.watch.as_ref().and_then(|watch| watch.board().backend());
        format!(
            "Plumbline {} · {}",
            env!("CARGO_PKG_VERSION"),
            backend.unwrap_or_else(|| t!("settings-starting-model").to_owned())
        )
    }

    /// One frame of the whole window.
    pub fn window_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.follow_desk(&ctx);
        if let Some(notice) = self.keeper.heard() {
            self.notice = Some(notice);
        }
        self.note_attention(&ctx);
        for (tab, key) in TABS {
            let is_pressed =
                ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key));
            // A session that runs is ended first.
            if is_pressed && !self.coach.is_on() {
                self.tab = tab;
            }
        }
        if let Some(zoom) = theme::zoomed_from(&ctx, self.settings.zoom) {
            self.settings.zoom = zoom;
            theme::zoom(&ctx, zoom);
            self.save_settings();
        }
        self.shortcuts.ui(&ctx);
        let mut actions = Vec::new();
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, SET_UPRIGHT))
            && !self.coach.is_on()
        {
            self.tab = Tab::Now;
            actions.push(Action::Calibrate);
        }
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, STRETCH))
            && !self.coach.is_on()
            && self.welcome.is_none()
        {
            actions.push(self.stretch_wanted());
        }
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, PAUSE)) {
            let is_paused = self
                .watch
                .as_ref()
                .is_some_and(|watch| watch.board().source() == SourceState::Off(OffReason::Paused));
            actions.push(Action::Pause(!is_paused));
        }
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, QUIT)) {
            self.is_quitting = true;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        egui::Panel::top("navigation").show(ui, |ui| {
            ui.add_space(4.0);
            if self.welcome.is_none() && !self.coach.is_on() {
                tab::navigation_ui(ui, &mut self.tab, &mut self.shortcuts);
            }
            notice_ui(ui, &mut self.notice);
            ui.add_space(4.0);
        });
        self.note_recommendation();
        if self.tab == Tab::Now || self.welcome.is_some() || self.coach.is_on() {
            self.refresh_texture(&ctx);
        } else {
            self.texture.clear();
        }
        let margin = egui::Margin::same(16);
        let frame = egui::Frame::central_panel(ui.style()).inner_margin(margin);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| match self.tab {
            _ if self.welcome.is_some() => {
                if let Some(mut welcome) = self.welcome.take() {
                    welcome.ui(ui, &self.now_model(), &mut actions);
                    self.welcome = Some(welcome);
                }
            }
            _ if self.coach.is_on() => {
                let live = self.watch.as_ref().and_then(|watch| watch.board().live());
                let texture = self.texture.handle();
                let (catalogue, settings) = (&self.catalogue, &mut self.settings);
                self.coach.ui(ui, live.as_deref(), texture, catalogue, settings, &mut actions);
            }
            Tab::Now => {
                self.today = self.history_view.today(&ctx);
                now_ui(ui, &self.now_model(), &mut actions);
            }
            Tab::Stretch => {
                self.today = self.history_view.today(&ctx);
                let for_today = self.for_today();
                let mut shelf = Shelf {
                    catalogue: &self.catalogue,
                    for_today: &for_today,
                    settings: &mut self.settings,
                    actions: &mut actions,
                };
                self.stretch.ui(ui, &mut shelf);
            }
            Tab::History => {
                let limits = self.settings.limits();
                let trouble = self.keeper.trouble();
                let trouble = trouble.as_deref();
                self.history_view.ui(ui, &limits, trouble, &self.catalogue, &mut actions);
            }
            Tab::Settings => {
                let notes = self.settings_notes(&ctx);
                self.settings_view.ui(ui, &mut self.settings, &notes, &mut actions);
            }
        });
        for action in actions {
            self.act(&ctx, action);
        }
    }

    fn now_model(&self) -> NowModel<'_> {
        let board = self.watch.as_ref().map(Watch::board);
        NowModel {
            source: board.map_or(SourceState::Opening, |b| b.source()),
            live: board.and_then(|b| b.live()),
            texture: self.texture.handle(),
            failure: board.and_then(|b| b.failure()),
            backend: board.and_then(|b| b.backend()),
            limits: self.settings.limits(),
            today: self.today.clone(),
            spec: self.source.clone(),
            is_demo: self.source == SourceSpec::Demo,
            catalogue: &self.catalogue,
        }
    }
}

impl eframe::App for PlumblineApp {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.window_ui(ui);
    }
}
