//! Where things are kept on each platform.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use super::files::make_private_folder;
use directories::{BaseDirs, ProjectDirs, UserDirs};

/// The folders of one person on one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// `settings.toml`.
    pub settings_file: PathBuf,
    /// What is kept of the days, in a folder of its own that nobody else can look into.
    pub history_file: PathBuf,
    /// Baselines by camera and place.
    pub profiles_file: PathBuf,
    /// The folder start-at-login entries live in.
    pub config_dir: PathBuf,
    /// Where the one running instance of this data folder is known by.
    pub instance_dir: PathBuf,
    /// History, and models or a native ONNX Runtime put there by hand.
    pub data_dir: PathBuf,
    /// The log, a file a day, and what is known of a crash.
    pub log_dir: PathBuf,
}

impl Paths {
    /// The platform's own places (XDG on Linux). `None` where the person has no home folder.
    #[must_use]
    pub fn of_platform() -> Option<Self> {
        let dirs = ProjectDirs::from("", "", "plumbline")?;
        let config_dir = BaseDirs::new()?.config_dir().to_owned();
        Some(Self {
            settings_file: dirs.config_dir().join("settings.toml"),
            history_file: dirs.data_dir().join("history").join("history.sqlite"),
            profiles_file: dirs.data_dir().join("baselines.json"),
            config_dir,
            instance_dir: dirs.runtime_dir().map_or_else(
                || dirs.data_dir().to_owned(),
                |dir| dir.join(name_of(dirs.data_dir())),
            ),
            data_dir: dirs.data_dir().to_owned(),
            log_dir: dirs.state_dir().unwrap_or(dirs.data_dir()).join("logs"),
        })
    }

    /// Every folder Plumbline keeps something of its own in.
    #[must_use]
    pub fn own_folders(&self) -> Vec<PathBuf> {
        let settings = self.settings_file.parent().map(Path::to_owned);
        let others = [&self.data_dir, &self.instance_dir, &self.log_dir].map(Clone::clone);
        settings.into_iter().chain(others).collect()
    }
}

/// Where people look for what a program has written for them: their downloads, else their documents,
/// else a folder of Plumbline's own. Never the home folder itself, which is closed to Plumbline
/// ([`super::sandbox`]). A folder of Plumbline's own is made.
#[must_use]
pub fn findable_folder() -> Option<PathBuf> {
    let dirs = UserDirs::new()?;
    let usual = dirs.home_dir().join("Downloads");
    [dirs.download_dir(), dirs.document_dir(), Some(usual.as_path())]
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir() && *folder != dirs.home_dir())
        .map(Path::to_owned)
        .or_else(|| {
            let own = ProjectDirs::from("", "", "plumbline")?.data_dir().join("exports");
            make_private_folder(&own).ok().map(|()| own)
        })
}

/// A short name for a folder: the path of a socket must not be long.
fn name_of(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
