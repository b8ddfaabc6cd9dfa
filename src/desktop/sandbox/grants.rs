//! Files and TCP ports the sandboxed process may still use, as plain data.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Access that remains inside the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grants {
    /// Files and folders that may be read and executed (programs and libraries).
    pub read: Vec<PathBuf>,
    /// Folders that may also be written to.
    pub write: Vec<PathBuf>,
    /// TCP ports that may be connected to. If empty, no connection to another machine is possible.
    pub ports: Vec<u16>,
}

/// Hidden entries of the home folder that the window's libraries read: display authority, pointer
/// and drawing settings, fonts, sound. None of them holds passwords, keys or browser data.
const NEEDED_HIDDEN_ENTRIES: &[&str] = &[
    ".Xauthority",
    ".ICEauthority",
    ".XCompose",
    ".Xdefaults",
    ".drirc",
    ".icons",
    ".asoundrc",
    ".config/pulse",
    ".config/pipewire",
    ".config/speech-dispatcher",
    ".config/user-dirs.dirs",
    ".config/fontconfig",
    ".fonts",
    ".fonts.conf",
    ".cache/fontconfig",
    ".local/share/fonts",
    ".local/share/icons",
    ".nix-profile",
];

/// Shader caches of graphics drivers, relative to the home folder.
const SHADER_CACHES: &[&str] = &[
    ".cache/mesa_shader_cache",
    ".cache/mesa_shader_cache_db",
    ".cache/nvidia",
    ".nv",
    ".cache/radv_builtin_shaders64",
];

/// Folder of the device files: cameras, graphics, sound, shared memory.
const DEVICES: &str = "/dev";

impl Grants {
    /// Grants every program with a window needs, for the home folder `home`. Read: the system and
    /// the visible entries of the home folder. Its hidden entries (keys, passwords, browser data)
    /// stay refused except for a short list. Other users' homes are protected only by their own
    /// file permissions. Write: devices and shader caches.
    ///
    /// Lists the file system to find the existing entries.
    #[must_use]
    pub fn for_window(home: &Path) -> Self {
        let mut read = siblings_of_path(home);
        read.extend(visible_entries(home));
        read.extend(NEEDED_HIDDEN_ENTRIES.iter().map(|name| home.join(name)));
        let write = std::iter::once(PathBuf::from(DEVICES))
            .chain(SHADER_CACHES.iter().map(|name| home.join(name)))
            .collect();
        Self { read, write, ports: Vec::new() }
    }

    /// Also grants read access to `path`.
    #[must_use]
    pub fn allow_read(mut self, path: impl Into<PathBuf>) -> Self {
        self.read.push(path.into());
        self
    }

    /// Also grants write access to `folder`.
    #[must_use]
    pub fn allow_write(mut self, folder: impl Into<PathBuf>) -> Self {
        self.write.push(folder.into());
        self
    }

    /// Also grants connections to TCP `port`.
    #[must_use]
    pub fn allow_port(mut self, port: u16) -> Self {
        self.ports.push(port);
        self
    }
}

/// Every entry beside the path from the root to `home`: `/usr`, `/etc`, … but not `/home`.
fn siblings_of_path(home: &Path) -> Vec<PathBuf> {
    let mut beside = Vec::new();
    let mut here = PathBuf::from("/");
    for step in home.components().filter(|c| matches!(c, Component::Normal(_))) {
        beside.extend(entries(&here).filter(|path| path.file_name() != Some(step.as_os_str())));
        here.push(step);
    }
    beside
}

fn visible_entries(home: &Path) -> impl Iterator<Item = PathBuf> {
    let is_hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    entries(home).filter(move |path| !path.file_name().is_some_and(is_hidden))
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_and_visible_files_are_granted_but_not_hidden_files_or_the_home_folder_itself() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["home/me/.ssh", "home/me/Downloads", "home/other", "usr"] {
            std::fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        let home = root.path().join("home/me");
        let grants = Grants::for_window(&home);
        let has = |path: &str| grants.read.contains(&root.path().join(path));
        assert!(has("usr") && has("home/me/Downloads"));
        // Other users' homes are siblings of `home` and so are granted; only their own permissions
        // protect them. The parent folder `/home` itself is never granted.
        assert!(!has("home") && !has("home/me") && !has("home/me/.ssh"));
        assert!(!grants.write.iter().any(|path| path.starts_with(root.path().join("usr"))));
    }
}
