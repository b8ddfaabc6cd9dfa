//! What the person has chosen, kept as TOML in the platform's config folder.
//!
//! Saved atomically (written beside, then renamed). A file that cannot be read is set aside, never
//! overwritten, and reported. Keys this version does not know are kept.

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

/// What is heard of a guided stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cues {
    /// Nothing.
    #[default]
    Off,
    /// A chime when a hold begins, is lost, changes sides and is over.
    Chime,
    /// Steps and corrections, spoken.
    Spoken,
}

/// How stretches are guided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CoachSettings {
    /// The camera counts the hold where it can see the stretch; else the clock does.
    pub camera: bool,
    /// How often each side is held.
    pub rounds: u32,
    /// What is heard of a session.
    pub cues: Cues,
    /// Items the person does not want.
    pub disliked: BTreeSet<String>,
    /// Where the person has trouble: what strains it is not offered.
    pub troubles: BTreeSet<BodyPart>,
    /// Routines the person has put together.
    pub routines: Vec<Routine>,
    /// Whether the notes before the first stretch were read.
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

/// Most rounds that can be chosen.
pub const MAX_ROUNDS: u32 = 3;

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
    /// Whether the desktop is notified, besides the hint in the window.
    pub notifications: bool,
    /// Whether a notification makes a sound.
    pub sound: bool,
    /// Most notifications a day.
    pub daily_notifications: u32,
    /// Whether nothing is said between `quiet_from` and `quiet_to`.
    pub quiet_hours: bool,
    /// When quiet hours begin.
    pub quiet_from: Time,
    /// When they end; before `quiet_from` means the next day.
    pub quiet_to: Time,
    /// Keep quiet while another program records the microphone, uses a camera or shares the screen.
    pub quiet_in_calls: bool,
    /// Keep quiet while a window fills the screen.
    pub quiet_while_presenting: bool,
    /// Sitting longer than this asks for a break, minutes; 0 never asks.
    pub break_after_min: u32,
    /// What to do on battery.
    pub on_battery: OnBattery,
    /// Put the camera's light out while nobody is there, and look every half minute.
    pub camera_off_while_away: bool,
    /// Whether watching goes on when the window is closed.
    pub keep_watching_when_closed: bool,
    /// Days of history that are kept; absent keeps all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_history_days: Option<u32>,
    /// What the person calls the place they sit at, and the other places they have named.
    pub place: String,
    /// The places they have named.
    pub places: BTreeSet<String>,
    /// Faults that are switched off.
    pub unwatched: BTreeSet<Fault>,
    /// How much wider (above 1) or narrower the limits of single faults are, 0.5 to 3.
    pub limit_scales: BTreeMap<Fault, f64>,
    /// What is at hand for stretches and releases.
    pub equipment: Vec<Equipment>,
    /// Draw only the figure, not the picture.
    pub silhouette: bool,
    /// Light, dark or as the desktop has it.
    pub theme: ThemeChoice,
    /// How large everything is, 1 as the desktop has it.
    pub zoom: f32,
    /// Nothing slides or fades.
    pub reduced_motion: bool,
    /// The language of the texts, such as `de`; empty as the desktop has it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Whether the welcome of the first run was seen.
    pub welcomed: bool,
    /// Guided stretches.
    pub coach: CoachSettings,
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
    /// Which faults count, and how strictly.
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

    /// Writes them to `path`, whole or not at all.
    ///
    /// # Errors
    /// [`SettingsError::NotSaved`]; the old file is then untouched.
    pub fn save(&self, path: &Path) -> Result<(), SettingsError> {
        let not_saved = |reason: String| SettingsError::NotSaved { path: path.to_owned(), reason };
        let text = toml::to_string_pretty(self).map_err(|e| not_saved(e.to_string()))?;
        write_whole(path, &text).map_err(|e| not_saved(e.to_string()))
    }
}

/// Minutes since midnight.
fn minute_of(time: Time) -> u16 {
    u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).unwrap_or(0)
}

/// Moves the damaged settings out of the way; the reason for the person.
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
    fn quiet_hours_are_written_as_a_clock_shows_them() {
        let text = "quiet_hours = true\nquiet_from = \"22:30\"\nquiet_to = \"07:00\"\n";
        let settings: Settings = toml::from_str(text).unwrap();
        let quiet = settings.engine_config().silence.quiet_hours.unwrap();
        assert_eq!((quiet.from_minute, quiet.to_minute), (22 * 60 + 30, 7 * 60));
        assert_eq!(Settings::default().engine_config().silence.quiet_hours, None);
    }

    #[test]
    fn notifications_switched_off_leave_the_hints() {
        let silent = Settings { notifications: false, ..Settings::default() };
        assert_eq!(silent.engine_config().timing.daily_budget, 0);
        let seated = Settings { break_after_min: 0, ..Settings::default() };
        assert_eq!(seated.engine_config().breaks.sit_at_most_ms, None);
    }

    #[test]
    fn wild_values_are_brought_within_bounds() {
        let wild = Settings { camera_hfov_deg: f64::NAN, dwell_s: 0, ..Settings::default() };
        let config = wild.engine_config();
        assert!((40.0..=120.0).contains(&config.hfov_deg));
        assert!(config.timing.dwell_ms >= 1000);
    }
}
