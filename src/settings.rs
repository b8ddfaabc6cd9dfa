//! What the person has chosen, kept as TOML in the platform's config folder.
//!
//! Saved atomically (written beside, then renamed). A file that cannot be read is set aside, never
//! overwritten, and reported. Keys this version does not know are kept.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::body::Fault;
use crate::catalogue::Equipment;
use crate::coaching::alert::AlertTiming;
use crate::engine::EngineConfig;
use crate::posture::camera::DEFAULT_HFOV_DEG;

/// Version of the file's layout.
pub const VERSION: u32 = 1;

/// How readily Plumbline speaks up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Wider limits, longer dwell.
    Relaxed,
    /// The documented limits.
    #[default]
    Normal,
    /// Narrower limits, shorter dwell.
    Strict,
}

impl Sensitivity {
    /// All three, mildest first.
    pub const ALL: [Self; 3] = [Self::Relaxed, Self::Normal, Self::Strict];

    /// The factor on every limit: stricter is smaller.
    #[must_use]
    pub fn limit_scale(self) -> f64 {
        match self {
            Self::Relaxed => 1.4,
            Self::Normal => 1.0,
            Self::Strict => 0.75,
        }
    }

    /// As the window names it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Relaxed => "Relaxed",
            Self::Normal => "Normal",
            Self::Strict => "Strict",
        }
    }
}

/// Light, dark or as the desktop has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the desktop has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Everything the person can choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Layout version, [`VERSION`].
    pub version: u32,
    /// Where pictures come from, in the form of `--source`.
    pub source: String,
    /// Horizontal field of view of the camera, degrees.
    pub camera_hfov_deg: f64,
    /// How readily Plumbline speaks up.
    pub sensitivity: Sensitivity,
    /// How long a fault lasts before it is alerted, seconds.
    pub dwell_s: u32,
    /// Shortest time between two alerts, seconds.
    pub cooldown_s: u32,
    /// Faults that are switched off.
    pub unwatched: BTreeSet<Fault>,
    /// What is at hand for stretches and releases.
    pub equipment: Vec<Equipment>,
    /// Draw only the figure, not the picture.
    pub silhouette: bool,
    /// Light, dark or as the desktop has it.
    pub theme: ThemeChoice,
    /// Keys of a newer version, kept as they are.
    #[serde(flatten)]
    pub unknown: toml::Table,
}

impl Default for Settings {
    fn default() -> Self {
        let timing = AlertTiming::default();
        Self {
            version: VERSION,
            source: "camera".into(),
            camera_hfov_deg: DEFAULT_HFOV_DEG,
            sensitivity: Sensitivity::default(),
            dwell_s: (timing.dwell_ms / 1000) as u32,
            cooldown_s: (timing.cooldown_ms / 1000) as u32,
            unwatched: BTreeSet::new(),
            equipment: Vec::new(),
            silhouette: false,
            theme: ThemeChoice::default(),
            unknown: toml::Table::new(),
        }
    }
}

/// Why settings could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file exists but cannot be read.
    #[error("the settings in {path} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The file is damaged.
    #[error(
        "the settings in {path} were damaged and have been set aside as {kept}; the defaults are in use ({reason})"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where the damaged one is now.
        kept: PathBuf,
        /// What was wrong.
        reason: String,
    },
    /// They could not be written.
    #[error("the settings cannot be saved to {path}: {reason}")]
    NotSaved {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

impl Settings {
    /// What the engine needs of it. Out-of-range values from a hand-edited file are brought in.
    #[must_use]
    pub fn engine_config(&self) -> EngineConfig {
        let hfov_deg = if self.camera_hfov_deg.is_finite() {
            self.camera_hfov_deg.clamp(40.0, 120.0)
        } else {
            DEFAULT_HFOV_DEG
        };
        EngineConfig {
            hfov_deg,
            limit_scale: self.sensitivity.limit_scale(),
            unwatched: self.unwatched.clone(),
            timing: AlertTiming {
                dwell_ms: i64::from(self.dwell_s.clamp(1, 3600)) * 1000,
                cooldown_ms: i64::from(self.cooldown_s.min(86_400)) * 1000,
                ..AlertTiming::default()
            },
            equipment: self.equipment.clone(),
            ..EngineConfig::default()
        }
    }

    /// Reads `path`. A missing file means defaults. With damaged settings come the defaults and
    /// the error to show.
    #[must_use]
    pub fn load(path: &Path) -> (Self, Option<SettingsError>) {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                return (Self::default(), Some(set_aside(path, "it is not text".into())));
            }
            Err(error) => {
                let reason = error.to_string();
                let error = SettingsError::Unreadable { path: path.to_owned(), reason };
                return (Self::default(), Some(error));
            }
        };
        match toml::from_str(&text) {
            Ok(settings) => (settings, None),
            Err(error) => {
                let reason = error.message().to_owned();
                (Self::default(), Some(set_aside(path, reason)))
            }
        }
    }

    /// Writes them to `path`, whole or not at all.
    ///
    /// # Errors
    /// [`SettingsError::NotSaved`]; the old file is then untouched.
    pub fn save(&self, path: &Path) -> Result<(), SettingsError> {
        let not_saved = |reason: String| SettingsError::NotSaved { path: path.to_owned(), reason };
        let text = toml::to_string_pretty(self).map_err(|e| not_saved(e.to_string()))?;
        let folder = path.parent().ok_or_else(|| not_saved("it has no folder".into()))?;
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(path)?;
            Ok(())
        };
        write().map_err(|e| not_saved(e.to_string()))
    }
}

/// Moves a damaged file out of the way under a name that is free.
fn set_aside(path: &Path, reason: String) -> SettingsError {
    let free = (1..1000)
        .map(|n| path.with_extension(format!("damaged-{n}.toml")))
        .find(|candidate| !candidate.exists());
    let kept = match free {
        Some(kept) if std::fs::rename(path, &kept).is_ok() => kept,
        _ => {
            return SettingsError::Unreadable {
                path: path.to_owned(),
                reason: format!("{reason}; it could not be moved aside either"),
            };
        }
    };
    SettingsError::Damaged { path: path.to_owned(), kept, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_saved_and_foreign_keys_stay() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deeper/settings.toml");
        let mut settings = Settings { dwell_s: 33, ..Settings::default() };
        settings.unwatched.insert(Fault::HeadTilt);
        settings.unknown.insert("from_the_future".into(), toml::Value::Integer(7));
        settings.save(&path).unwrap();
        let (back, error) = Settings::load(&path);
        assert!(error.is_none(), "{error:?}");
        assert_eq!(back, settings);
    }

    #[test]
    fn a_missing_file_means_the_defaults() {
        let dir = tempfile::tempdir().unwrap();
        let (settings, error) = Settings::load(&dir.path().join("none.toml"));
        assert_eq!(settings, Settings::default());
        assert!(error.is_none());
    }

    #[test]
    fn a_damaged_file_is_set_aside_with_its_content() {
        for content in [b"dwell_s = \"often\"".as_slice(), b"\xff\xfe\x00", b"[[[["] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("settings.toml");
            std::fs::write(&path, content).unwrap();
            let (settings, error) = Settings::load(&path);
            assert_eq!(settings, Settings::default());
            let Some(SettingsError::Damaged { kept, .. }) = error else { panic!("{error:?}") };
            assert_eq!(std::fs::read(kept).unwrap(), content);
            assert!(!path.exists());
        }
    }

    #[test]
    fn wild_values_are_brought_within_bounds() {
        let wild = Settings { camera_hfov_deg: f64::NAN, dwell_s: 0, ..Settings::default() };
        let config = wild.engine_config();
        assert!((40.0..=120.0).contains(&config.hfov_deg));
        assert!(config.timing.dwell_ms >= 1000);
    }
}
