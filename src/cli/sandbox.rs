//! The closed room of the commands that run all day: which folders and connections they are left.

use std::path::{Path, PathBuf};

use directories::BaseDirs;

use crate::desktop::files::make_private_folder;
use crate::desktop::paths::{Paths, findable_folder};
use crate::desktop::sandbox::{self, Grants, Sandbox};
use plumbline_vision::frames::SourceSpec;

/// Closes the room around this process before any thread is started; `more_folder` is written to as well.
pub(super) fn close(
    is_wanted: bool,
    paths: Option<&Paths>,
    source: &SourceSpec,
    more_folder: Option<&Path>,
) {
    let room = if is_wanted {
        match rooms(paths, source, more_folder) {
            Some(rooms) => sandbox::close(&rooms),
            None => sandbox::leave_open("there is no home folder"),
        }
    } else {
        sandbox::leave_open("--no-sandbox was given")
    };
    tell(room);
}

fn tell(room: &Sandbox) {
    if room.is_closed() {
        tracing::info!("sandbox: {room}");
    } else {
        tracing::warn!("sandbox: {room}");
    }
}

fn rooms(paths: Option<&Paths>, source: &SourceSpec, more_folder: Option<&Path>) -> Option<Grants> {
    let dirs = BaseDirs::new()?;
    let mut rooms = Grants::of_a_window(dirs.home_dir());
    if let Some(paths) = paths {
        for folder in paths.own_folders() {
            // A folder has to be there to be left open.
            if let Err(error) = make_private_folder(&folder) {
                tracing::warn!(folder = %folder.display(), %error, "cannot be made");
            }
            rooms = rooms.writing(folder);
        }
        let autostart = paths.config_dir.join("autostart");
        // Only for the person to switch starting at login on; often it is there.
        let _ = std::fs::create_dir_all(&autostart);
        rooms = rooms.writing(autostart);
    }
    for folder in speech_folders(&dirs) {
        rooms = rooms.writing(folder);
    }
    if let Some(folder) = findable_folder() {
        rooms = rooms.writing(folder);
    }
    if let Some(folder) = more_folder {
        rooms = rooms.writing(folder);
    }
    for path in programs_and_libraries() {
        rooms = rooms.reading(path);
    }
    if let Some(port) = std::env::var("DISPLAY").ok().as_deref().and_then(port_of_display) {
        rooms = rooms.connecting(port);
    }
    Some(match source {
        SourceSpec::File(path) => {
            rooms.reading(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone()))
        }
        SourceSpec::Mjpeg(url) => match plumbline_vision::frames::mjpeg::port_of(url) {
            Some(port) => rooms.connecting(port),
            None => rooms,
        },
        SourceSpec::Camera(_) | SourceSpec::Demo => rooms,
    })
}

/// Where a speech-dispatcher that is started for a spoken cue keeps its socket and its log; most are
/// running already.
fn speech_folders(dirs: &BaseDirs) -> Vec<PathBuf> {
    let folders = dirs.runtime_dir().into_iter().chain([dirs.cache_dir()]);
    folders
        .map(|folder| folder.join("speech-dispatcher"))
        .filter(|folder| make_private_folder(folder).is_ok())
        .collect()
}

/// The TCP port of an X display on another machine or behind SSH (`localhost:10.0`); most are sockets of
/// this machine (`:0`).
fn port_of_display(display: &str) -> Option<u16> {
    let (host, number) = display.rsplit_once(':')?;
    let number: u16 = number.split('.').next()?.parse().ok()?;
    (!host.is_empty() && host != "unix").then(|| 6000 + number)
}

/// Where this program lies, a native ONNX Runtime, and helper programs installed in the home folder.
fn programs_and_libraries() -> Vec<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    let runtime = std::env::var_os("ORT_DYLIB_PATH").map(PathBuf::from);
    let search = std::env::var_os("PATH").unwrap_or_default();
    let libraries = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    beside
        .into_iter()
        .chain(runtime)
        .chain(std::env::split_paths(&search))
        .chain(std::env::split_paths(&libraries))
        .filter(|path| path.is_absolute() && path.parent().is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_display_elsewhere_needs_the_network() {
        assert_eq!(port_of_display(":0"), None);
        assert_eq!(port_of_display("unix:1.0"), None);
        assert_eq!(port_of_display("localhost:10.0"), Some(6010));
        assert_eq!(port_of_display("nonsense"), None);
    }
}
