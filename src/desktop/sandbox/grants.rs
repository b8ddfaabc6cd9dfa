//! Files and TCP ports the sandboxed process may still use, as plain data.

use std::path::{Path, PathBuf};

use super::hidden::HiddenEntries;
use super::mounts::Mounts;

/// Access that remains inside the sandbox. No path is a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grants {
    /// Files and folders that may be read and executed (programs and libraries).
    pub read: Vec<PathBuf>,
    /// Folders and files that may also be written to.
    pub write: Vec<PathBuf>,
    /// TCP ports that may be connected to. If empty, no connection to another machine is possible.
    pub ports: Vec<u16>,
    hidden: HiddenEntries,
}

/// Hidden entries directly in the home folder that the window's libraries read: display authority,
/// pointer and drawing settings, fonts, sound. None of them holds passwords, keys or browser data.
const NEEDED_HIDDEN_ENTRIES: &[&str] = &[
    ".Xauthority",
    ".ICEauthority",
    ".XCompose",
    ".Xdefaults",
    ".drirc",
    ".icons",
    ".asoundrc",
    ".fonts",
    ".fonts.conf",
    ".nix-profile",
];

/// The same in hidden folders.
const NEEDED_IN_HIDDEN_FOLDERS: &[&str] = &[
    ".config/pulse",
    ".config/pipewire",
    ".config/speech-dispatcher",
    ".config/user-dirs.dirs",
    ".config/fontconfig",
    ".cache/fontconfig",
    ".local/share/fonts",
    ".local/share/icons",
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
    /// stay refused except for a short list, under whatever path. Other users' homes are protected
    /// only by their own file permissions. Write: devices and shader caches.
    ///
    /// Lists the file system to find the existing entries.
    #[must_use]
    pub fn for_window(home: &Path) -> Self {
        let hidden = HiddenEntries::of(home, NEEDED_HIDDEN_ENTRIES, &Mounts::of_this_process());
        let read = hidden.visible_in(Path::new("/"));
        let mut grants = Self { read, write: Vec::new(), ports: Vec::new(), hidden };
        for name in NEEDED_IN_HIDDEN_FOLDERS {
            grants = grants.allow_read(home.join(name));
        }
        for folder in SHADER_CACHES {
            grants = grants.allow_write(home.join(folder));
        }
        grants.allow_write(DEVICES)
    }

    /// Also grants read access to `path`, which the person or the environment names, without the
    /// hidden entries in it.
    #[must_use]
    pub fn allow_read(mut self, path: impl AsRef<Path>) -> Self {
        self.read.extend(self.hidden.readable_in(path.as_ref()));
        self
    }

    /// Also grants write access to the folder or file `path`, which must exist. Refused if it is a
    /// link to a hidden entry of the home folder, or contains one.
    #[must_use]
    pub fn allow_write(mut self, path: impl AsRef<Path>) -> Self {
        self.write.extend(self.hidden.writable(path.as_ref()));
        self
    }

    /// Also grants connections to TCP `port`.
    #[must_use]
    pub fn allow_port(mut self, port: u16) -> Self {
        self.ports.push(port);
        self
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{create_dir_all, write};
    use std::os::unix::fs::symlink;

    use super::*;

    /// A file system with a home folder at `var/home/me`. Links are made by the tests.
    struct Machine {
        folder: tempfile::TempDir,
    }

    impl Machine {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let files =
                [".ssh/id", ".config/X11/Xauthority", ".config/mail/password", "Downloads/x", "x"];
            for file in files.map(|file| folder.path().join("var/home/me").join(file)) {
                create_dir_all(file.parent().unwrap()).unwrap();
                write(file, "").unwrap();
            }
            for other in ["var/home/other", "usr"] {
                create_dir_all(folder.path().join(other)).unwrap();
            }
            Self { folder }
        }

        fn path(&self, path: &str) -> PathBuf {
            self.folder.path().canonicalize().unwrap().join(path)
        }

        fn link(&self, target: &str, link: &str) {
            symlink(target, self.path(link)).unwrap();
        }

        fn grants(&self, home: &str) -> Grants {
            Grants::for_window(&self.path(home))
        }

        /// Whether the kernel would allow reading `path`: it follows links.
        fn is_readable(&self, grants: &Grants, path: &str) -> bool {
            let real = self.path(path).canonicalize().unwrap();
            grants.read.iter().chain(&grants.write).any(|granted| {
                // Another test may have removed its temporary folder meanwhile.
                if let Ok(real_grant) = granted.canonicalize() {
                    assert_eq!(real_grant, *granted, "a link is granted");
                }
                real.starts_with(granted)
            })
        }
    }

    const SECRETS: [&str; 2] = ["var/home/me/.ssh/id", "var/home/me/.config/mail/password"];

    #[test]
    fn the_system_and_visible_files_are_granted_but_not_hidden_files_or_the_home_folder_itself() {
        let machine = Machine::new();
        let grants = machine.grants("var/home/me");
        let has = |path: &str| grants.read.contains(&machine.path(path));
        assert!(has("usr") && has("var/home/me/Downloads") && has("var/home/me/x"));
        // Other users' homes are siblings of `home` and so are granted; only their own permissions
        // protect them. The parent folder `/home` itself is never granted.
        assert!(has("var/home/other"));
        assert!(!has("var/home") && !has("var/home/me") && !has("var/home/me/.ssh"));
        assert!(!grants.write.iter().any(|path| path.starts_with(machine.path("usr"))));
    }

    /// Links beside and in the home folder, and the home folder as the environment names it.
    #[test]
    fn no_link_opens_a_hidden_entry() {
        for (target, link, home) in [
            // Fedora Atomic.
            ("var/home", "home", "var/home/me"),
            ("var/home", "home", "home/me"),
            // An old user name.
            ("me", "var/home/old", "var/home/me"),
            ("me", "var/home/old", "var/home/old"),
            // In the home folder.
            (".ssh", "var/home/me/keys", "var/home/me"),
            (".ssh/id", "var/home/me/key", "var/home/me"),
            (".", "var/home/me/all", "var/home/me"),
            ("../..", "var/home/me/up", "var/home/me"),
            // Below another visible folder.
            ("../var/home/me/.ssh", "usr/keys", "var/home/me"),
            // An entry that is needed, as a link to one that is not.
            (".ssh", "var/home/me/.icons", "var/home/me"),
        ] {
            let machine = Machine::new();
            machine.link(target, link);
            let grants = machine.grants(home);
            for secret in SECRETS {
                // A link deep in the system is followed by the kernel, which then refuses.
                assert!(!machine.is_readable(&grants, secret), "{link} -> {target}: {secret}");
            }
            assert!(machine.is_readable(&grants, "var/home/me/x"), "{link} -> {target}");
            assert!(machine.is_readable(&grants, "usr"), "{link} -> {target}");
        }
    }

    #[test]
    fn a_hidden_entry_that_is_a_link_is_closed_where_it_leads_to() {
        let machine = Machine::new();
        for folder in ["data/keys/mine", "data/films", "var/home/me/dotfiles/gnupg"] {
            create_dir_all(machine.path(folder)).unwrap();
        }
        machine.link("../../../data/keys/mine", "var/home/me/.keys");
        machine.link("dotfiles/gnupg", "var/home/me/.gnupg");
        write(machine.path("var/home/me/dotfiles/vimrc"), "").unwrap();
        let grants = machine.grants("var/home/me");
        for path in ["data/keys/mine", "var/home/me/dotfiles/gnupg"] {
            assert!(!machine.is_readable(&grants, path), "{path}");
        }
        for path in ["data/films", "var/home/me/dotfiles/vimrc"] {
            assert!(machine.is_readable(&grants, path), "{path}");
        }
    }

    #[test]
    fn what_the_environment_names_is_granted_without_the_hidden_entries_beside_it() {
        let machine = Machine::new();
        machine.link(".ssh", "var/home/me/bin");
        let read = |path: &str| machine.grants("var/home/me").allow_read(machine.path(path));
        let authority = "var/home/me/.config/X11/Xauthority";
        assert!(!machine.is_readable(&machine.grants("var/home/me"), authority));
        assert!(machine.is_readable(&read(authority), authority));
        // The program lies in the home folder; `PATH` names a folder above it or a link.
        for named in ["var/home/me", "var", "var/home/me/bin", "var/home/me/.config"] {
            for secret in SECRETS {
                assert!(!machine.is_readable(&read(named), secret), "{named}: {secret}");
            }
        }
        // A hidden folder that is named itself, such as `~/.pictures`.
        assert!(machine.is_readable(&read("var/home/me/.ssh"), SECRETS[0]));
    }

    #[test]
    fn nothing_above_a_hidden_entry_becomes_writable() {
        let machine = Machine::new();
        machine.link(".", "var/home/me/here");
        let own = "var/home/me/.config/mail";
        for (path, is_allowed) in
            [("var/home/me", false), ("var/home/me/here", false), ("var", false), (own, true)]
        {
            let grants = machine.grants("var/home/me").allow_write(machine.path(path));
            let is_writable = grants.write.contains(&machine.path(path).canonicalize().unwrap());
            assert_eq!(is_writable, is_allowed, "{path}");
        }
    }

    #[test]
    fn a_home_without_hidden_entries_is_not_granted_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().canonicalize().unwrap().join("home/new");
        create_dir_all(home.join("Documents")).unwrap();
        let grants = Grants::for_window(&home);
        assert!(grants.read.contains(&home.join("Documents")));
        assert!(!grants.read.iter().any(|path| home.starts_with(path)));
    }
}
