//! Paths of Plumbline's files on each platform.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use super::files::make_private_folder;
use directories::{BaseDirs, ProjectDirs, UserDirs};

/// Files and folders of one user on one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paths {
    pub settings_file: PathBuf,
    /// The history database, in a separate folder that only the user can access.
    pub history_file: PathBuf,
    /// Baselines by camera and place.
    pub baselines_file: PathBuf,
    /// The user's config folder, which contains the autostart entries.
    pub config_dir: PathBuf,
    /// Folder with the socket of the running instance for this data folder. Its lock is in the data folder.
    pub instance_dir: PathBuf,
    /// Folder with the history, and with models or a native ONNX Runtime installed by hand.
    pub data_dir: PathBuf,
    /// Folder with the logs, one file per day, and the crash notes.
    pub log_dir: PathBuf,
}

impl Paths {
    /// Standard paths of the platform (XDG on Linux). `None` if the user has no home folder. On Windows the data stays
    /// on this machine, while the settings follow the user (`AppData\\Local` and `AppData\\Roaming`).
    #[must_use]
    pub(crate) fn of_platform() -> Option<Self> {
        let dirs = ProjectDirs::from("", "", "plumbline")?;
        let config_dir = BaseDirs::new()?.config_dir().to_owned();
        let data_dir = data_dir_of(dirs.data_local_dir(), dirs.data_dir());
        Some(Self {
            settings_file: dirs.config_dir().join("settings.toml"),
            history_file: data_dir.join("history").join("history.sqlite"),
            baselines_file: data_dir.join("baselines.json"),
            config_dir,
            instance_dir: dirs
                .runtime_dir()
                .map_or_else(|| data_dir.clone(), |dir| dir.join(name_of(&data_dir))),
            log_dir: dirs.state_dir().unwrap_or(&data_dir).join("logs"),
            data_dir,
        })
    }

    /// Every folder that contains files of Plumbline.
    #[must_use]
    pub(crate) fn own_folders(&self) -> Vec<PathBuf> {
        let settings = self.settings_file.parent().map(Path::to_owned);
        let others = [&self.data_dir, &self.instance_dir, &self.log_dir].map(Clone::clone);
        settings.into_iter().chain(others).collect()
    }
}

/// Folder for exported files: the user's downloads, otherwise the documents, otherwise Plumbline's own
/// folder, which is created. Never the home folder itself: the sandbox blocks writing there
/// ([`super::sandbox`]).
#[must_use]
pub(crate) fn findable_folder() -> Option<PathBuf> {
    let dirs = UserDirs::new()?;
    let usual = dirs.home_dir().join("Downloads");
    [dirs.download_dir(), dirs.document_dir(), Some(usual.as_path())]
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir() && *folder != dirs.home_dir())
        .map(Path::to_owned)
        .or_else(|| {
            let own = ProjectDirs::from("", "", "plumbline")?.data_local_dir().join("exports");
            make_private_folder(&own).ok().map(|()| own)
        })
}

/// The data folder `local`, or `roaming` if an earlier version on Windows has kept the history there. The two are the
/// same on other systems.
fn data_dir_of(local: &Path, roaming: &Path) -> PathBuf {
    let has_history = |folder: &Path| folder.join("history").is_dir();
    if has_history(roaming) && !has_history(local) { roaming } else { local }.to_owned()
}

/// Short name for a folder: a socket path has a small maximum length.
fn name_of(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_in_the_roaming_folder_stays_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let (local, roaming) = (folder.path().join("Local"), folder.path().join("Roaming"));
        assert_eq!(data_dir_of(&local, &roaming), local);
        std::fs::create_dir_all(roaming.join("history")).unwrap();
        assert_eq!(data_dir_of(&local, &roaming), roaming);
        std::fs::create_dir_all(local.join("history")).unwrap();
        assert_eq!(data_dir_of(&local, &roaming), local);
    }
}
