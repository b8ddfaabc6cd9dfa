//! The eframe application: owns the watch and the settings, routes actions.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Context, Key, RichText, TextureHandle, TextureOptions, Ui};

use super::action::Action;
use super::now::{NowModel, now_ui};
use super::settings_view::SettingsView;
use super::stretch::StretchView;
use super::theme::{self, Palette};
use crate::catalogue::Catalogue;
use crate::frames::SourceSpec;
use crate::live::{Command, SourceState, Watch, WatchOptions};
use crate::pose::ModelVariant;
use crate::settings::Settings;

/// What the window starts with.
pub struct Start {
    /// The person's choices.
    pub settings: Settings,
    /// Where they are kept; `None` keeps them for this run only.
    pub settings_file: Option<PathBuf>,
    /// Where models and a native runtime may be.
    pub data_dir: Option<PathBuf>,
    /// Where baselines are kept.
    pub profiles_file: Option<PathBuf>,
    /// The source for this run.
    pub source: SourceSpec,
    /// A fixed landmark model, if one was asked for.
    pub variant: Option<ModelVariant>,
    /// The catalogue.
    pub catalogue: Catalogue,
    /// Something to tell the person at once, such as damaged settings.
    pub notice: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Now,
    Stretch,
    Settings,
}

const TABS: [(Tab, &str, Key); 3] = [
    (Tab::Now, "Now", Key::Num1),
    (Tab::Stretch, "Stretch", Key::Num2),
    (Tab::Settings, "Settings", Key::Num3),
];

/// With Ctrl: capture the upright baseline.
const SET_UPRIGHT: Key = Key::U;

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
    notice: Option<String>,
    texture: Option<(u64, TextureHandle)>,
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
            .with_min_inner_size([420.0, 420.0]),
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
            notice: start.notice,
            texture: None,
        };
        app.start_watch(ctx);
        app
    }

    fn start_watch(&mut self, ctx: &Context) {
        let options = WatchOptions {
            source: self.source.clone(),
            variant: self.variant,
            data_dir: self.data_dir.clone(),
            catalogue: self.catalogue.clone(),
            config: self.settings.engine_config(),
            profiles_file: self.profiles_file.clone(),
            place: self.settings.place.clone(),
        };
        let ctx = ctx.clone();
        let old = self.watch.take();
        if let Some(old) = old {
            // Joining waits for a camera read; the frame function must not.
            let ended = std::thread::Builder::new().name("release".into()).spawn(move || drop(old));
            if let Err(error) = ended {
                tracing::error!(%error, "no thread to release the old source");
            }
        }
        self.texture = None;
        match Watch::start(options, move || ctx.request_repaint(), |_| {}) {
            Ok(watch) => self.watch = Some(watch),
            Err(error) => self.notice = Some(format!("Watching cannot start: {error}.")),
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
            Action::UseSource(source) => {
                self.source = source;
                self.start_watch(ctx);
            }
            Action::SettingsChanged => {
                send(Command::Configure(Box::new(self.settings.engine_config())));
                theme::choose(ctx, self.settings.theme);
                if let Some(path) = &self.settings_file
                    && let Err(error) = self.settings.save(path)
                {
                    self.notice = Some(format!("{error}."));
                }
            }
        }
    }

    /// Uploads the newest picture once, and none at all in silhouette mode.
    fn refresh_texture(&mut self, ctx: &Context) {
        let live = self.watch.as_ref().and_then(|watch| watch.board().live());
        let Some(live) = live.filter(|_| !self.settings.silhouette) else {
            self.texture = None;
            return;
        };
        if self.texture.as_ref().is_some_and(|(sequence, _)| *sequence == live.sequence) {
            return;
        }
        let size = live.frame.size();
        let image = egui::ColorImage::from_rgb(
            [size.width as usize, size.height as usize],
            live.frame.rgb(),
        );
        let image = Arc::new(image);
        match &mut self.texture {
            Some((sequence, texture)) => {
                texture.set(image, TextureOptions::LINEAR);
                *sequence = live.sequence;
            }
            None => {
                let texture = ctx.load_texture("live", image, TextureOptions::LINEAR);
                self.texture = Some((live.sequence, texture));
            }
        }
    }

    fn navigation_ui(&mut self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        ui.horizontal(|ui| {
            ui.label(RichText::new("Plumbline").heading().color(palette.accent));
            ui.add_space(theme::GAP);
            for (number, (tab, label, _)) in TABS.into_iter().enumerate() {
                ui.selectable_value(&mut self.tab, tab, RichText::new(label).size(16.0))
                    .on_hover_text(format!("Ctrl+{}", number + 1));
            }
        });
    }

    fn notice_ui(&mut self, ui: &mut Ui) {
        let Some(notice) = self.notice.clone() else { return };
        let palette = Palette::current(ui);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(format!("! {notice}")).color(palette.fault));
            if ui.button("OK").clicked() {
                self.notice = None;
            }
        });
    }

    fn about(&self) -> String {
        let backend = self.watch.as_ref().and_then(|watch| watch.board().backend());
        format!(
            "Plumbline {} · {}",
            env!("CARGO_PKG_VERSION"),
            backend.unwrap_or_else(|| "starting the pose model…".into())
        )
    }

    /// One frame of the whole window.
    pub fn window_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        for (tab, _, key) in TABS {
            if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key)) {
                self.tab = tab;
            }
        }
        let mut actions = Vec::new();
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, SET_UPRIGHT)) {
            self.tab = Tab::Now;
            actions.push(Action::Calibrate);
        }
        egui::Panel::top("navigation").show(ui, |ui| {
            ui.add_space(4.0);
            self.navigation_ui(ui);
            self.notice_ui(ui);
            ui.add_space(4.0);
        });
        if self.tab == Tab::Now {
            self.refresh_texture(&ctx);
        } else {
            self.texture = None;
        }
        let margin = egui::Margin::same(16);
        let frame = egui::Frame::central_panel(ui.style()).inner_margin(margin);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| match self.tab {
            Tab::Now => now_ui(ui, &self.now_model(), &mut actions),
            Tab::Stretch => self.stretch.ui(ui, &self.catalogue),
            Tab::Settings => {
                let about = self.about();
                self.settings_view.ui(ui, &mut self.settings, &about, &mut actions);
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
            texture: self.texture.as_ref().map(|(_, texture)| texture),
            failure: board.and_then(|b| b.failure()),
            backend: board.and_then(|b| b.backend()),
            limit_scale: self.settings.sensitivity.limit_scale(),
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
