//! The path by which this program can be started again at the next login.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

/// The kernel adds this to the path of a program whose file was removed or replaced.
const DELETED: &[u8] = b" (deleted)";

/// How this process was started.
#[derive(Debug, Clone, Default)]
pub(super) struct Started {
    /// Target of `/proc/self/exe`: without links.
    pub exe: PathBuf,
    /// The command that was typed (`argv[0]`).
    pub command: OsString,
    /// Folders that are searched for commands (`PATH`).
    pub search: Vec<PathBuf>,
    /// The AppImage (`APPIMAGE`) and the temporary folder where it is mounted (`APPDIR`). A child of
    /// another AppImage inherits both variables.
    pub app_image: Option<(PathBuf, PathBuf)>,
}

impl Started {
    /// `None` if the system does not tell.
    pub(super) fn of_this_process() -> Option<Self> {
        let path = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
        Some(Self {
            exe: std::env::current_exe().ok()?,
            command: std::env::args_os().next().unwrap_or_default(),
            search: path("PATH").iter().flat_map(std::env::split_paths).collect(),
            app_image: path("APPIMAGE").zip(path("APPDIR")),
        })
    }

    /// The path to start this program again. `None` if its file is gone.
    pub(super) fn lasting_path(&self) -> Option<PathBuf> {
        if let Some((image, mount)) = &self.app_image
            && self.exe.starts_with(mount)
        {
            return image.is_file().then(|| image.clone());
        }
        let exe = existing(&self.exe)?;
        // A link stays valid when it is turned to a newer version.
        Some(self.link_to(&exe).unwrap_or(exe))
    }

    /// Whether `path` is in the folder where this AppImage is mounted while it runs.
    pub(super) fn is_temporary(&self, path: &Path) -> bool {
        self.app_image.as_ref().is_some_and(|(_, mount)| path.starts_with(mount))
    }

    /// The path that was typed, if it leads to `exe`.
    fn link_to(&self, exe: &Path) -> Option<PathBuf> {
        let command = Path::new(&self.command);
        let is_same = |path: &PathBuf| path.is_absolute() && is_same_file(path, exe);
        if command.is_absolute() {
            return Some(command.to_owned()).filter(is_same);
        }
        let is_name = command.components().count() == 1 && !self.command.as_bytes().contains(&b'/');
        is_name.then(|| self.search.iter().map(|folder| folder.join(command)).find(is_same))?
    }
}

/// `exe`, or the file that has replaced it.
fn existing(exe: &Path) -> Option<PathBuf> {
    if exe.is_file() {
        return Some(exe.to_owned());
    }
    let path = exe.as_os_str().as_bytes().strip_suffix(DELETED)?;
    Some(PathBuf::from(OsString::from_vec(path.to_owned()))).filter(|path| path.is_file())
}

/// Whether both paths lead to the same file.
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(a).is_some_and(|a| Some(a) == real(b))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    struct Place {
        folder: tempfile::TempDir,
    }

    impl Place {
        fn new() -> Self {
            let place = Self { folder: tempfile::tempdir().unwrap() };
            for path in ["opt/plumbline-1/plumbline", "mount/usr/bin/plumbline", "P.AppImage"] {
                let path = place.path(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, "").unwrap();
            }
            std::fs::create_dir(place.path("bin")).unwrap();
            symlink(place.path("opt/plumbline-1/plumbline"), place.path("bin/plumbline")).unwrap();
            place
        }

        fn path(&self, path: &str) -> PathBuf {
            self.folder.path().canonicalize().unwrap().join(path)
        }

        fn started(&self, exe: &str, command: &str) -> Started {
            Started {
                exe: self.path(exe),
                command: command.into(),
                search: vec!["relative".into(), self.path("other"), self.path("bin")],
                app_image: Some((self.path("P.AppImage"), self.path("mount"))),
            }
        }
    }

    #[test]
    fn the_path_is_the_link_or_the_app_image_that_was_started() {
        let place = Place::new();
        let real = "opt/plumbline-1/plumbline";
        let absolute_link = place.path("bin/plumbline");
        for (exe, command, expected) in [
            (real, "plumbline", "bin/plumbline"),
            (real, absolute_link.to_str().unwrap(), "bin/plumbline"),
            (real, "./plumbline", real),
            (real, "", real),
            // Not the program that runs.
            (real, "/bin/sh", real),
            // The name of a program that is not in the search path.
            (real, "posture", real),
            ("mount/usr/bin/plumbline", "plumbline", "P.AppImage"),
        ] {
            let path = place.started(exe, command).lasting_path();
            assert_eq!(path, Some(place.path(expected)), "{command}");
        }
    }

    #[test]
    fn a_replaced_program_is_found_and_a_removed_one_is_not() {
        let place = Place::new();
        let real = "opt/plumbline-1/plumbline";
        let deleted = place.started("opt/plumbline-1/plumbline (deleted)", "");
        assert_eq!(deleted.lasting_path(), Some(place.path(real)));
        std::fs::remove_file(place.path(real)).unwrap();
        assert_eq!(deleted.lasting_path(), None);
        // A program may really have such a name.
        std::fs::write(place.path("opt/plumbline-1/plumbline (deleted)"), "").unwrap();
        assert_eq!(deleted.lasting_path(), Some(deleted.exe.clone()));
        std::fs::remove_file(place.path("P.AppImage")).unwrap();
        assert_eq!(place.started("mount/usr/bin/plumbline", "").lasting_path(), None);
    }
}
