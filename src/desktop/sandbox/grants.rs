//! Which files and which connections are left, as plain data.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// What is left in reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grants {
    /// Files and folders that may be read and, where they are programs or libraries, run.
    pub read: Vec<PathBuf>,
    /// Folders that may also be written to.
    pub write: Vec<PathBuf>,
    /// TCP ports elsewhere that may be connected to; with none of them, no connection beyond this
    /// machine is left at all.
    pub ports: Vec<u16>,
}

/// Hidden files and folders of a home folder that the window's libraries read: the display's key,
/// pointer and drawing settings, sound. No passwords, keys or browser data.
const HIDDEN_BUT_NEEDED: &[&str] = &[
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
    ".local/share/icons",
    ".nix-profile",
];

/// Where graphics drivers keep compiled shaders, in a home folder.
const SHADER_CACHES: &[&str] = &[
    ".cache/mesa_shader_cache",
    ".cache/mesa_shader_cache_db",
    ".cache/nvidia",
    ".nv",
    ".cache/radv_builtin_shaders64",
];

/// Device files: cameras, graphics, sound, shared memory.
const DEVICES: &str = "/dev";

impl Grants {
    /// What any program with a window needs, for somebody whose home is `home`: to read the system
    /// and what lies openly in the home folder; its hidden files (keys, passwords, browsers) and other
    /// people's homes stay shut but for a short list. To write to devices and shader caches.
    ///
    /// Looks at the file system to see what is there.
    #[must_use]
    pub fn of_a_window(home: &Path) -> Self {
        let mut read = beside_the_way(home);
        read.extend(visible_in(home));
        read.extend(HIDDEN_BUT_NEEDED.iter().map(|name| home.join(name)));
        let write = std::iter::once(PathBuf::from(DEVICES))
            .chain(SHADER_CACHES.iter().map(|name| home.join(name)))
            .collect();
        Self { read, write, ports: Vec::new() }
    }

    /// Lets `path` be read as well.
    #[must_use]
    pub fn reading(mut self, path: impl Into<PathBuf>) -> Self {
        self.read.push(path.into());
        self
    }

    /// Lets `folder` be written to as well.
    #[must_use]
    pub fn writing(mut self, folder: impl Into<PathBuf>) -> Self {
        self.write.push(folder.into());
        self
    }

    /// Lets connections to TCP `port` be made.
    #[must_use]
    pub fn connecting(mut self, port: u16) -> Self {
        self.ports.push(port);
        self
    }
}

/// Everything that is beside the way from the root to `home`: `/usr`, `/etc`, … but not `/home`.
fn beside_the_way(home: &Path) -> Vec<PathBuf> {
    let mut beside = Vec::new();
    let mut here = PathBuf::from("/");
    for step in home.components().filter(|c| matches!(c, Component::Normal(_))) {
        beside.extend(entries(&here).filter(|path| path.file_name() != Some(step.as_os_str())));
        here.push(step);
    }
    beside
}

fn visible_in(home: &Path) -> impl Iterator<Item = PathBuf> {
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
    fn the_way_home_is_shut_and_what_lies_beside_it_is_open() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["home/me/.ssh", "home/me/Downloads", "home/other", "usr"] {
            std::fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        let home = root.path().join("home/me");
        let rooms = Grants::of_a_window(&home);
        let has = |path: &str| rooms.read.contains(&root.path().join(path));
        assert!(has("usr") && has("home/me/Downloads"));
        // Shut by its own permissions where it is somebody else's; never by way of the home's parent.
        assert!(!has("home") && !has("home/me") && !has("home/me/.ssh"));
        assert!(!rooms.write.iter().any(|path| path.starts_with(root.path().join("usr"))));
    }
}
