//! The thread that moves the strength towards its target and draws it.

use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::level_steps::stepped;
use super::paint::Picture;
use super::{GlowStyle, GlowSupport, wayland::WaylandScreens, x11::X11Screens};
use crate::desktop::display::{self, DisplayServer};
use plumbline_core::body::MonotonicMs;
use plumbline_core::coaching::glow::GlowLevel;

/// Why a sign cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub(super) enum GlowError {
    #[error("there is no display: {0}")]
    NoDisplay(String),
    #[error("the compositor has no layer-shell")]
    NoLayerShell,
    #[error("the X server does not have what is needed: {0}")]
    Unsuitable(&'static str),
    #[error("the connection to the display failed: {0}")]
    Lost(String),
}

impl GlowError {
    /// The answer for the person.
    fn support(&self) -> GlowSupport {
        match self {
            Self::NoLayerShell => GlowSupport::NoLayerShell,
            Self::NoDisplay(_) | Self::Unsuitable(_) | Self::Lost(_) => GlowSupport::NoDisplay,
        }
    }
}

/// The screens of one display. Dropping it removes the signs.
pub(super) trait Screens {
    /// Draws `picture` on every screen, also on those that were connected since the last call. If
    /// nothing has changed, nothing is drawn.
    fn show(&mut self, picture: &Picture) -> Result<(), GlowError>;

    /// Which signs can be shown.
    fn support(&self) -> GlowSupport;
}

/// The display on which signs are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GlowDisplay {
    /// The one that the environment names, as for the window.
    Environment,
    /// An X server, such as `:0`.
    X11(String),
    /// The socket of a Wayland compositor.
    Wayland(PathBuf),
}

#[derive(Clone, Copy)]
enum Message {
    Aim(Option<f32>),
    Style(GlowStyle),
    Ask,
}

/// Shows signs until it is dropped.
#[derive(Debug)]
pub struct Glow {
    messages: Sender<Message>,
    support: Arc<Mutex<GlowSupport>>,
}

impl Glow {
    /// Starts the thread. It asks the display which signs it can show.
    #[must_use]
    pub fn start(style: GlowStyle) -> Self {
        Self::start_on(GlowDisplay::Environment, style)
    }

    /// Like [`Self::start`], on another display.
    #[must_use]
    pub fn start_on(display: GlowDisplay, style: GlowStyle) -> Self {
        let (messages, inbox) = channel();
        let support = Arc::new(Mutex::new(GlowSupport::Unknown));
        let shared = Arc::clone(&support);
        let thread = thread::Builder::new()
            .name("glow".into())
            .spawn(move || Worker::new(display, style, shared).run(&inbox));
        if let Err(error) = thread {
            tracing::warn!(%error, "signs on the screens cannot be shown");
            *support.lock() = GlowSupport::NoDisplay;
        }
        Self { messages, support }
    }

    /// Moves towards the strength `target` (0 to 1). `None` removes the signs at once. While a sign is
    /// shown, call it for every measured frame: screens may have been connected since.
    pub fn aim(&self, target: Option<f32>) {
        self.send(Message::Aim(target));
    }

    /// Draws like `style` from now on.
    pub fn set_style(&self, style: GlowStyle) {
        self.send(Message::Style(style));
    }

    /// Asks the display again which signs it can show.
    pub fn ask(&self) {
        self.send(Message::Ask);
    }

    /// Which signs the display can show.
    #[must_use]
    pub fn support(&self) -> GlowSupport {
        *self.support.lock()
    }

    fn send(&self, message: Message) {
        if self.messages.send(message).is_err() {
            tracing::debug!("the thread of the signs has ended");
        }
    }
}

struct Worker {
    display: GlowDisplay,
    started: Instant,
    level: GlowLevel,
    style: GlowStyle,
    screens: Option<Box<dyn Screens>>,
    support: Arc<Mutex<GlowSupport>>,
}

impl Worker {
    fn new(display: GlowDisplay, style: GlowStyle, support: Arc<Mutex<GlowSupport>>) -> Self {
        let level = GlowLevel::default();
        Self { display, started: Instant::now(), level, style, screens: None, support }
    }

    fn now(&self) -> MonotonicMs {
        MonotonicMs(i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX))
    }

    /// Runs until the [`Glow`] is dropped.
    fn run(mut self, inbox: &Receiver<Message>) {
        self.ask();
        loop {
            let message = match self.wait() {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(time) => inbox.recv_timeout(time),
            };
            match message {
                Ok(message) => self.take(message),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            while let Ok(message) = inbox.try_recv() {
                self.take(message);
            }
            self.draw();
        }
    }

    /// Time until the picture may change without a message; `None` if it does not.
    fn wait(&self) -> Option<Duration> {
        let ms = self.level.changes_in_ms()?;
        Some(Duration::from_millis(u64::try_from(ms).unwrap_or_default()))
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Aim(target) => {
                // Fading is motion.
                let is_over = self.style.is_motion_reduced && target == Some(0.0);
                self.level.aim(target.filter(|_| !is_over), self.now());
            }
            Message::Style(style) => self.style = style,
            // What is shown keeps it up to date.
            Message::Ask if self.screens.is_some() => {}
            Message::Ask => self.ask(),
        }
    }

    /// Finds out which signs can be shown.
    fn ask(&self) {
        let support = match connect(&self.display) {
            Ok(screens) => screens.support(),
            Err(error) => {
                tracing::debug!(%error, "signs on the screens cannot be shown");
                error.support()
            }
        };
        *self.support.lock() = support;
    }

    fn draw(&mut self) {
        let strength = self.level.advance(self.now());
        let strength = stepped(strength, self.style.is_motion_reduced);
        let picture = Picture { strength, style: self.style };
        if picture.is_empty() {
            // The connection is closed: a hidden sign costs nothing.
            self.screens = None;
            return;
        }
        match self.show(&picture) {
            Ok(support) => *self.support.lock() = support,
            Err(error) => {
                tracing::debug!(%error, "the sign cannot be drawn");
                self.screens = None;
                *self.support.lock() = error.support();
            }
        }
    }

    fn show(&mut self, picture: &Picture) -> Result<GlowSupport, GlowError> {
        let screens = match &mut self.screens {
            Some(screens) => screens,
            None => self.screens.insert(connect(&self.display)?),
        };
        screens.show(picture)?;
        Ok(screens.support())
    }
}

fn connect(display: &GlowDisplay) -> Result<Box<dyn Screens>, GlowError> {
    let no_display = |error: std::io::Error| GlowError::NoDisplay(error.to_string());
    Ok(match display {
        GlowDisplay::Environment => match display::choose().map_err(GlowError::NoDisplay)? {
            DisplayServer::Wayland => {
                let stream = display::wayland_stream().map_err(no_display)?;
                Box::new(WaylandScreens::connect(stream)?)
            }
            DisplayServer::X11 => Box::new(X11Screens::connect(None)?),
        },
        GlowDisplay::X11(name) => Box::new(X11Screens::connect(Some(name))?),
        GlowDisplay::Wayland(socket) => {
            let stream = UnixStream::connect(socket).map_err(no_display)?;
            Box::new(WaylandScreens::connect(stream)?)
        }
    })
}
