//! Puts the sources together.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::fullscreen::ActiveWindow;
use super::inhibited::Notifications;
use super::pipewire::{self, Streams};
use super::{Busy, devices, pulse, run};

/// Where to look.
#[derive(Debug, Clone)]
pub struct Places {
    /// Folders with programs, as in `PATH`.
    pub path: OsString,
    /// Where the kernel shows processes and sound cards, `/proc`.
    pub proc_root: PathBuf,
    /// The process that is not counted: our own.
    pub own_pid: u32,
    /// The X11 display; `None` is no X11.
    pub display: Option<String>,
    /// The session bus; `None` is where the environment says it is.
    pub session_bus: Option<String>,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            path: std::env::var_os("PATH").unwrap_or_default(),
            proc_root: "/proc".into(),
            own_pid: std::process::id(),
            display: std::env::var("DISPLAY").ok().filter(|display| !display.is_empty()),
            session_bus: None,
        }
    }
}

/// All sources, with the connections that are kept between two looks.
pub(super) struct Sources {
    window: Option<ActiveWindow>,
    notifications: Notifications,
    places: Places,
}

impl Sources {
    pub(super) fn new(places: Places) -> Self {
        Self {
            window: places
                .display
                .clone()
                .map(|display| ActiveWindow::new(display, places.own_pid)),
            notifications: Notifications::new(places.session_bus.clone()),
            places,
        }
    }

    pub(super) fn look(&mut self) -> Busy {
        let streams = self.streams();
        let Places { proc_root, own_pid, .. } = &self.places;
        Busy {
            microphone: streams.microphone,
            camera_elsewhere: streams.camera_elsewhere
                || devices::is_camera_open(proc_root, *own_pid),
            screen_shared: streams.screen_shared,
            fullscreen: self.window.as_mut().is_some_and(ActiveWindow::is_fullscreen),
            do_not_disturb: self.notifications.are_inhibited(),
        }
    }

    /// What the first sound service says that answers.
    fn streams(&self) -> Streams {
        let own_pid = self.places.own_pid;
        if let Some(program) = self.find("pw-dump")
            && let Some(dump) = run::output(&program, &[])
            && let Some(streams) = pipewire::parse(&dump, own_pid)
        {
            return streams;
        }
        let only = |microphone| Streams { microphone, ..Streams::default() };
        if let Some(program) = self.find("pactl")
            && let Some(list) = run::output(&program, &["-f", "json", "list", "source-outputs"])
            && let Some(microphone) = pulse::parse(&list, own_pid)
        {
            return only(microphone);
        }
        only(devices::is_microphone_running(&self.places.proc_root, own_pid))
    }

    fn find(&self, program: &str) -> Option<PathBuf> {
        std::env::split_paths(&self.places.path)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(program))
            .find(|path| Path::is_file(path))
    }
}
