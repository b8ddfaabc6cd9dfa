//! Sandbox of the long-running commands: the folders and TCP ports that they may use.

use std::path::{Path, PathBuf};

use directories::BaseDirs;

use crate::desktop::files::{end_of_links, make_private_folder};
use crate::desktop::paths::{Paths, findable_folder};
use crate::desktop::sandbox::{self, Grants, Sandbox};
use plumbline_vision::frames::SourceSpec;

/// Enters the sandbox. Call it before any thread is started. `more_folder` also becomes writable.
pub(super) fn enter(
    is_sandboxed: bool,
    paths: Option<&Paths>,
    source: &SourceSpec,
    more_folder: Option<&Path>,
) {
    let sandbox = if is_sandboxed {
        match grants(paths, source, more_folder) {
            Some(grants) => sandbox::enter(&grants),
            None => sandbox::skip("there is no home folder"),
        }
    } else {
        sandbox::skip("--no-sandbox was given")
    };
    log_result(sandbox);
}

fn log_result(sandbox: &Sandbox) {
    if sandbox.is_active() {
        tracing::info!("sandbox: {sandbox}");
    } else {
        tracing::warn!("sandbox: {sandbox}");
    }
}

fn grants(
    paths: Option<&Paths>,
    source: &SourceSpec,
    more_folder: Option<&Path>,
) -> Option<Grants> {
    let dirs = BaseDirs::new()?;
    let mut grants = Grants::for_window(dirs.home_dir());
    if let Some(paths) = paths {
        for folder in paths.own_folders() {
            // A folder must exist to be granted.
            if let Err(error) = make_private_folder(&folder) {
                tracing::warn!(folder = %folder.display(), %error, "cannot create the folder");
            }
            grants = grants.allow_write(folder);
        }
        // These files may be links to files elsewhere, which are written through the link. Only the file is
        // granted: its folder may hold other files, such as the scripts of a repository.
        for file in [&paths.settings_file, &paths.baselines_file] {
            if let Ok(file) = end_of_links(file) {
                grants = grants.allow_write(file);
            }
        }
        let autostart = paths.config_dir.join("autostart");
        // Needed to switch start at login on. Usually the folder exists already.
        let _ = std::fs::create_dir_all(&autostart);
        grants = grants.allow_write(autostart);
    }
    for folder in speech_folders(&dirs) {
        grants = grants.allow_write(folder);
    }
    if let Some(folder) = findable_folder() {
        grants = grants.allow_write(folder);
    }
    if let Some(folder) = more_folder {
        grants = grants.allow_write(folder);
    }
    for path in programs_and_libraries().into_iter().chain(needed_by_the_window(&dirs)) {
        grants = grants.allow_read(path);
    }
    if let Some(port) = std::env::var("DISPLAY").ok().as_deref().and_then(port_of_display) {
        grants = grants.allow_port(port);
    }
    Some(match source {
        SourceSpec::File(path) => grants.allow_read(path),
        SourceSpec::Mjpeg(url) => match plumbline_vision::frames::mjpeg::port_of(url) {
            Some(port) => grants.allow_port(port),
            None => grants,
        },
        SourceSpec::Camera(_) | SourceSpec::Demo => grants,
    })
}

/// Folders in which speech-dispatcher keeps its socket and log if a spoken cue starts it. Usually
/// it is running already.
fn speech_folders(dirs: &BaseDirs) -> Vec<PathBuf> {
    let folders = dirs.runtime_dir().into_iter().chain([dirs.cache_dir()]);
    folders
        .map(|folder| folder.join("speech-dispatcher"))
        .filter(|folder| make_private_folder(folder).is_ok())
        .collect()
}

/// TCP port of an X display on another machine or behind SSH (`localhost:10.0`). `None` for a local
/// socket (`:0`).
fn port_of_display(display: &str) -> Option<u16> {
    let (host, number) = display.rsplit_once(':')?;
    let number: u16 = number.split('.').next()?.parse().ok()?;
    (!host.is_empty() && host != "unix").then(|| 6000 + number)
}

/// Paths of this program, a native ONNX Runtime, and helper programs installed in the home folder.
fn programs_and_libraries() -> Vec<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    beside.into_iter().chain(named_by_variables(PROGRAMS_AND_LIBRARIES)).collect()
}

/// Variables that name programs and libraries: one path or a list.
const PROGRAMS_AND_LIBRARIES: &[&str] = &["ORT_DYLIB_PATH", "PATH", "LD_LIBRARY_PATH"];

/// Variables that name files and folders of the window's libraries, one path or a list: display authority, input,
/// pointers, fonts, graphics drivers, sound, time zones.
const NEEDED_BY_THE_WINDOW: &[&str] = &[
    "XAUTHORITY",
    "ICEAUTHORITY",
    "XCOMPOSEFILE",
    "XENVIRONMENT",
    "XLOCALEDIR",
    "XKB_CONFIG_ROOT",
    "XKB_CONFIG_EXTRA_PATH",
    "XCURSOR_PATH",
    "XDG_DATA_DIRS",
    "XDG_CONFIG_DIRS",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "LIBGL_DRIVERS_PATH",
    "GBM_BACKENDS_PATH",
    "__EGL_VENDOR_LIBRARY_DIRS",
    "__EGL_VENDOR_LIBRARY_FILENAMES",
    "__EGL_EXTERNAL_PLATFORM_CONFIG_DIRS",
    "VK_DRIVER_FILES",
    "VK_ICD_FILENAMES",
    "PULSE_COOKIE",
    "PULSE_CLIENTCONFIG",
    "ALSA_CONFIG_PATH",
    "TZDIR",
];

/// Paths that the window's libraries read: those that variables name, and those in the person's own folders for
/// settings and data, which may be elsewhere than usual.
fn needed_by_the_window(dirs: &BaseDirs) -> Vec<PathBuf> {
    let settings = ["pulse", "pipewire", "speech-dispatcher", "user-dirs.dirs"];
    let settings = settings.map(|name| dirs.config_dir().join(name));
    let icons = dirs.data_dir().join("icons");
    let named = named_by_variables(NEEDED_BY_THE_WINDOW);
    settings.into_iter().chain([icons]).chain(named).collect()
}

/// The absolute paths in the values of `variables`, except the root folder.
fn named_by_variables(variables: &[&str]) -> impl Iterator<Item = PathBuf> {
    let values = variables.iter().filter_map(std::env::var_os);
    values
        .flat_map(|value| std::env::split_paths(&value).collect::<Vec<_>>())
        .filter(|path| path.is_absolute() && path.parent().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_remote_display_needs_the_network() {
        assert_eq!(port_of_display(":0"), None);
        assert_eq!(port_of_display("unix:1.0"), None);
        assert_eq!(port_of_display("localhost:10.0"), Some(6010));
        assert_eq!(port_of_display("nonsense"), None);
    }
}
