//! Combines all sources.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::fullscreen::ActiveWindow;
use super::inhibited::Notifications;
use super::pipewire::{self, Streams};
use super::{Busy, devices, pulse, run};

/// Locations of the sources.
#[derive(Debug, Clone)]
pub struct Places {
    /// Search path for programs, in the format of `PATH`.
    pub path: OsString,
    /// The `/proc` file system with processes and sound cards.
    pub proc_root: PathBuf,
    /// Process to ignore: Plumbline itself.
    pub own_pid: u32,
    /// X11 display; `None` if there is no X11.
    pub display: Option<String>,
    /// Address of the session bus; `None` means the address from the environment.
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

/// All sources, with their persistent connections.
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

    /// Result of the first sound service that answers.
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
