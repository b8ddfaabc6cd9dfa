//! Where things are kept on each platform.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The folders of one person on one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// `settings.toml`.
    pub settings_file: PathBuf,
    /// History, and models or a native ONNX Runtime put there by hand.
    pub data_dir: PathBuf,
}

impl Paths {
    /// The platform's own places (XDG on Linux). `None` where the person has no home folder.
    #[must_use]
    pub fn of_platform() -> Option<Self> {
        let dirs = ProjectDirs::from("", "", "plumbline")?;
        Some(Self {
            settings_file: dirs.config_dir().join("settings.toml"),
            data_dir: dirs.data_dir().to_owned(),
        })
    }
}
