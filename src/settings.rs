//! The user's settings, stored as TOML in the platform's config folder.
//!
//! They are saved atomically (written to a temporary file, then renamed). A damaged file is renamed
//! and reported, never overwritten. Keys this version does not support are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::desktop::files::{set_aside, write_whole};
use plumbline_core::body::Fault;
use plumbline_core::catalogue::{BodyPart, Equipment, Routine};
use plumbline_core::coaching::alert::AlertTiming;
use plumbline_core::coaching::breaks::BreakPolicy;
use plumbline_core::coaching::silence::{QuietHours, SilencePolicy};
use plumbline_core::engine::EngineConfig;
use plumbline_core::engine::cadence::{CadencePolicy, OnBattery};
use plumbline_core::posture::camera::DEFAULT_HFOV_DEG;
use plumbline_core::posture::fault::LimitChoice;

/// Version of the file format.
pub const VERSION: u32 = 1;

/// How strict the posture limits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Limits times 1.4.
    Relaxed,
    /// The documented limits.
    #[default]
    Normal,
    /// Limits times 0.75.
    Strict,
}

impl Sensitivity {
    /// All levels, mildest first.
    pub const ALL: [Self; 3] = [Self::Relaxed, Self::Normal, Self::Strict];

    /// Factor on every limit; smaller is stricter.
    #[must_use]
    pub fn limit_scale(self) -> f64 {
        match self {
            Self::Relaxed => 1.4,
            Self::Normal => 1.0,
            Self::Strict => 0.75,
        }
    }
}

/// Colour theme of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// Same as the desktop.
    #[default]
    System,
    Light,
    Dark,
}

/// Audible cues during a guided stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cues {
    #[default]
    Off,
    /// A chime when a hold begins, is lost, changes sides and ends.
    Chime,
    /// Steps and corrections are spoken.
    Spoken,
}

/// Settings for guided stretches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CoachSettings {
    /// Time the hold by camera where it can measure the stretch, otherwise by clock.
    pub camera: bool,
    /// Number of holds per side, 1 to [`MAX_ROUNDS`].
    pub rounds: u32,
    pub cues: Cues,
    /// Ids of catalogue items the user does not want.
    pub disliked: BTreeSet<String>,
    /// Body parts the user has trouble with. Stretches that strain them are not offered.
    pub troubles: BTreeSet<BodyPart>,
    /// Routines the user has created.
    pub routines: Vec<Routine>,
    /// Whether the notes before the first stretch were confirmed.
    pub notes_read: bool,
}

impl Default for CoachSettings {
    fn default() -> Self {
        Self {
            camera: true,
            rounds: 1,
            cues: Cues::default(),
            disliked: BTreeSet::new(),
            troubles: BTreeSet::new(),
            routines: Vec::new(),
            notes_read: false,
        }
    }
}

/// Maximum of [`CoachSettings::rounds`].
pub const MAX_ROUNDS: u32 = 3;

/// All settings of the user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// File format version, [`VERSION`].
    pub version: u32,
    /// Frame source, in the format of `--source`.
    pub source: String,
    /// Horizontal field of view of the camera, degrees.
    pub camera_hfov_deg: f64,
    pub sensitivity: Sensitivity,
    /// Time a fault must last before an alert, seconds (dwell time).
    pub dwell_s: u32,
    /// Minimum time between two alerts, seconds.
    pub cooldown_s: u32,
    /// Show desktop notifications in addition to the hint in the window.
    pub notifications: bool,
    /// Play a sound with each notification.
    pub sound: bool,
    /// Maximum number of notifications per day.
    pub daily_notifications: u32,
    /// Show no notifications between `quiet_from` and `quiet_to`.
    pub quiet_hours: bool,
    pub quiet_from: Time,
    /// End of the quiet hours; a time before `quiet_from` means the next day.
    pub quiet_to: Time,
    /// Show no notifications while another program records the microphone, uses a camera or shares
    /// the screen.
    pub quiet_in_calls: bool,
    /// Show no notifications while a window fills the screen.
    pub quiet_while_presenting: bool,
    /// Sitting time after which a break is suggested, minutes; 0 disables it.
    pub break_after_min: u32,
    pub on_battery: OnBattery,
    /// Switch the camera off while nobody is in view, and check every 30 seconds.
    pub camera_off_while_away: bool,
    /// Continue monitoring after the window is closed.
    pub keep_watching_when_closed: bool,
    /// Days of history to keep; `None` keeps everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_history_days: Option<u32>,
    /// Name of the current place.
    pub place: String,
    /// Names of all places.
    pub places: BTreeSet<String>,
    /// Faults that are switched off.
    pub unwatched: BTreeSet<Fault>,
    /// Factor on the limits of single faults, 0.5 to 3. Values above 1 widen the limits.
    pub limit_scales: BTreeMap<Fault, f64>,
    /// Equipment available for stretches and releases.
    pub equipment: Vec<Equipment>,
    /// Draw only the figure, without the camera image.
    pub silhouette: bool,
    pub theme: ThemeChoice,
    /// Zoom factor of the window; 1 is the desktop's size.
    pub zoom: f32,
    /// Disable animations.
    pub reduced_motion: bool,
    /// Language of the texts, such as `de`. Empty means the language of the desktop.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Whether the first-run welcome was completed.
    pub welcomed: bool,
    pub coach: CoachSettings,
    /// Keys this version does not support. They are written back unchanged.
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
            notifications: true,
            sound: false,
            daily_notifications: timing.daily_budget,
            quiet_hours: false,
            quiet_from: Time::constant(20, 0, 0, 0),
            quiet_to: Time::constant(8, 0, 0, 0),
            quiet_in_calls: true,
            quiet_while_presenting: true,
            break_after_min: 25,
            on_battery: OnBattery::default(),
            camera_off_while_away: false,
            keep_watching_when_closed: false,
            keep_history_days: None,
            place: String::new(),
            places: BTreeSet::new(),
            unwatched: BTreeSet::new(),
            limit_scales: BTreeMap::new(),
            equipment: Vec::new(),
            silhouette: false,
            theme: ThemeChoice::default(),
            zoom: 1.0,
            reduced_motion: false,
            language: String::new(),
            welcomed: false,
            coach: CoachSettings::default(),
            unknown: toml::Table::new(),
        }
    }
}

/// Errors of loading and saving settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file exists but cannot be read.
    #[error("the settings in {path} cannot be read: {reason}")]
    Unreadable { path: PathBuf, reason: String },
    /// The file was damaged and has been renamed.
    #[error(
        "the settings in {path} were damaged and have been set aside as {kept}; the defaults are in use ({reason})"
    )]
    Damaged {
        path: PathBuf,
        /// New path of the damaged file.
        kept: PathBuf,
        reason: String,
    },
    /// The settings could not be written.
    #[error("the settings cannot be saved to {path}: {reason}")]
    NotSaved { path: PathBuf, reason: String },
}

impl Settings {
    /// Faults that count, and the factors on their limits.
    #[must_use]
    pub fn limits(&self) -> LimitChoice {
        let in_bounds = |(fault, scale): (&Fault, &f64)| {
            let scale = if scale.is_finite() { scale.clamp(0.5, 3.0) } else { 1.0 };
            (*fault, scale)
        };
        LimitChoice {
            scale: self.sensitivity.limit_scale(),
            own_scales: self.limit_scales.iter().map(in_bounds).collect(),
            unwatched: self.unwatched.clone(),
        }
    }

    /// Configuration of the engine. Out-of-range values from a hand-edited file are clamped.
    #[must_use]
    pub fn engine_config(&self) -> EngineConfig {
        let hfov_deg = if self.camera_hfov_deg.is_finite() {
            self.camera_hfov_deg.clamp(40.0, 120.0)
        } else {
            DEFAULT_HFOV_DEG
        };
        EngineConfig {
            hfov_deg,
            limits: self.limits(),
            timing: AlertTiming {
                dwell_ms: i64::from(self.dwell_s.clamp(1, 3600)) * 1000,
                cooldown_ms: i64::from(self.cooldown_s.min(86_400)) * 1000,
                daily_budget: if self.notifications { self.daily_notifications } else { 0 },
                ..AlertTiming::default()
            },
            silence: SilencePolicy {
                quiet_hours: self.quiet_hours.then(|| QuietHours {
                    from_minute: minute_of(self.quiet_from),
                    to_minute: minute_of(self.quiet_to),
                }),
                in_calls: self.quiet_in_calls,
                while_presenting: self.quiet_while_presenting,
            },
            breaks: BreakPolicy {
                sit_at_most_ms: (self.break_after_min > 0)
                    .then(|| i64::from(self.break_after_min.min(24 * 60)) * 60_000),
                ..BreakPolicy::default()
            },
            cadence: CadencePolicy {
                on_battery: self.on_battery,
                off_while_away: self.camera_off_while_away,
            },
            countdown_ms: 3_000,
            calibration_attempts: 3,
            equipment: self.equipment.clone(),
            disliked: self.coach.disliked.iter().cloned().collect(),
            troubles: self.coach.troubles.iter().copied().collect(),
            ..EngineConfig::default()
        }
    }

    /// Loads `path`. A missing file means the defaults. If the file is damaged or unreadable,
    /// returns the defaults and the error to show.
    #[must_use]
    pub fn load(path: &Path) -> (Self, Option<SettingsError>) {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return (Self::default(), None);
            }
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                return (Self::default(), Some(damaged(path, "it is not text".into())));
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
                (Self::default(), Some(damaged(path, reason)))
            }
        }
    }

    /// Writes the settings to `path` atomically.
    ///
    /// # Errors
    /// [`SettingsError::NotSaved`]; the old file is then unchanged.
    pub fn save(&self, path: &Path) -> Result<(), SettingsError> {
        let not_saved = |reason: String| SettingsError::NotSaved { path: path.to_owned(), reason };
        let text = toml::to_string_pretty(self).map_err(|e| not_saved(e.to_string()))?;
        write_whole(path, &text).map_err(|e| not_saved(e.to_string()))
    }
}

fn minute_of(time: Time) -> u16 {
    u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).unwrap_or(0)
}

/// Renames the damaged settings file and returns the error to show.
fn damaged(path: &Path, reason: String) -> SettingsError {
    match set_aside(path) {
        Ok(kept) => SettingsError::Damaged { path: path.to_owned(), kept, reason },
        Err(_) => SettingsError::Unreadable {
            path: path.to_owned(),
            reason: format!("{reason}; it could not be moved aside either"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_loaded_as_saved_and_unsupported_keys_are_kept() {
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
    fn a_damaged_file_is_renamed_with_its_content() {
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
    fn quiet_hours_are_written_as_clock_times() {
        let text = "quiet_hours = true\nquiet_from = \"22:30\"\nquiet_to = \"07:00\"\n";
        let settings: Settings = toml::from_str(text).unwrap();
        let quiet = settings.engine_config().silence.quiet_hours.unwrap();
        assert_eq!((quiet.from_minute, quiet.to_minute), (22 * 60 + 30, 7 * 60));
        assert_eq!(Settings::default().engine_config().silence.quiet_hours, None);
    }

    #[test]
    fn switching_notifications_off_sets_the_daily_budget_to_zero() {
        let silent = Settings { notifications: false, ..Settings::default() };
        assert_eq!(silent.engine_config().timing.daily_budget, 0);
        let seated = Settings { break_after_min: 0, ..Settings::default() };
        assert_eq!(seated.engine_config().breaks.sit_at_most_ms, None);
    }

    #[test]
    fn out_of_range_values_are_clamped() {
        let wild = Settings { camera_hfov_deg: f64::NAN, dwell_s: 0, ..Settings::default() };
        let config = wild.engine_config();
        assert!((40.0..=120.0).contains(&config.hfov_deg));
        assert!(config.timing.dwell_ms >= 1000);
    }
}
