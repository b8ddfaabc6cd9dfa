//! The user's settings, stored as TOML in the platform's config folder.
//!
//! Each value is read separately ([`read`]). If a value cannot be used, its default applies, and its key
//! and line are reported. Saving ([`file`]) changes only what has changed, so that comments, edits by
//! hand, and keys and values of a newer version stay. A file of which nothing can be read is renamed
//! and reported, never overwritten.

mod camera_pictures;
mod change;
mod fields_of_view;
mod file;
mod read;

use std::collections::{BTreeMap, BTreeSet};

pub use camera_pictures::{CameraPicture, CameraPictures, picture_of, set_picture};
pub use change::SettingsChange;
pub use fields_of_view::{CameraField, FieldsOfView, change as change_field};
pub use file::{Saved, SettingsError, SettingsFile, with_changes};
use jiff::civil::Time;
pub use read::Refused;
use serde::{Deserialize, Serialize};

use plumbline_core::body::Fault;
use plumbline_core::catalogue::{BodyPart, Equipment, Routine};
use plumbline_core::coaching::alert::AlertTiming;
use plumbline_core::coaching::breaks::BreakPolicy;
use plumbline_core::coaching::invitation::InvitePolicy;
use plumbline_core::coaching::silence::{QuietHours, SilencePolicy};
use plumbline_core::coaching::telling::Ways;
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

/// Contrast of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContrastChoice {
    /// Same as the desktop.
    #[default]
    System,
    Normal,
    High,
}

/// Whether `contrast` is the usual one. It is not written to the file, so that earlier versions read it without
/// an unknown key.
fn is_of_desktop(contrast: &ContrastChoice) -> bool {
    *contrast == ContrastChoice::System
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

/// Maximum of [`GuideSettings::rounds`].
pub const MAX_ROUNDS: u32 = 3;

/// Where the frames come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CameraSettings {
    /// Frame source, in the format of `--source`.
    pub source: String,
    /// Horizontal field of view of the cameras without an own one, degrees. Earlier versions had one for all.
    #[serde(rename = "camera_hfov_deg")]
    pub hfov_deg: f64,
    /// What the user has entered about single cameras, by the name of the camera.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields_of_view: BTreeMap<String, CameraField>,
    /// How the pictures of single cameras are turned and mirrored, by the name of the camera.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub pictures: CameraPictures,
    /// Switch the camera off while nobody is in view, and check every 30 seconds.
    #[serde(rename = "camera_off_while_away")]
    pub off_while_away: bool,
    /// Draw the person's outline from the landmarks, without the camera image.
    pub silhouette: bool,
}

impl Default for CameraSettings {
    fn default() -> Self {
        Self {
            source: "camera".into(),
            hfov_deg: DEFAULT_HFOV_DEG,
            fields_of_view: BTreeMap::new(),
            pictures: CameraPictures::new(),
            off_while_away: false,
            silhouette: true,
        }
    }
}

/// What is known about the user's cameras.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CameraFacts {
    pub fields_of_view: FieldsOfView,
    pub pictures: CameraPictures,
}

/// Which faults count, and from which limit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LimitSettings {
    pub sensitivity: Sensitivity,
    /// Faults that are switched off.
    pub unwatched: BTreeSet<Fault>,
    /// Factor on the limits of single faults, 0.5 to 3. Values above 1 widen the limits.
    #[serde(rename = "limit_scales")]
    pub scales: BTreeMap<Fault, f64>,
}

/// When and how the user is alerted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AlertSettings {
    /// Time a fault must last before an alert, seconds (dwell time).
    pub dwell_s: u32,
    /// Minimum time between two alerts, seconds.
    pub cooldown_s: u32,
    /// Show desktop notifications in addition to the hint in the window.
    pub notifications: bool,
    /// Play a sound with each notification.
    pub sound: bool,
    /// Show a glow at the edge of every screen while a fault lasts.
    #[serde(skip_serializing_if = "is_off")]
    pub edge_glow: bool,
    /// Make every screen darker while a fault lasts.
    #[serde(skip_serializing_if = "is_off")]
    pub dim_screens: bool,
    /// Use one of the chosen ways after the other instead of all at once.
    #[serde(skip_serializing_if = "is_off")]
    pub vary_alerts: bool,
    /// Maximum number of notifications per day.
    pub daily_notifications: u32,
    /// Sitting time after which a break is suggested, minutes; 0 disables it.
    pub break_after_min: u32,
    /// Time in one posture after which the person is invited to move, minutes; 0 disables it.
    #[serde(skip_serializing_if = "is_usual_invitation")]
    pub invite_after_min: u32,
}

/// Whether a setting of a later version is off, as it is in an earlier version. It is not written to the file.
fn is_off(is_on: &bool) -> bool {
    !*is_on
}

/// Usual value of [`AlertSettings::invite_after_min`].
const INVITE_AFTER_MIN: u32 = 15;

/// Whether `minutes` is the usual value, which is not written to the file.
fn is_usual_invitation(minutes: &u32) -> bool {
    *minutes == INVITE_AFTER_MIN
}

impl Default for AlertSettings {
    fn default() -> Self {
        let timing = AlertTiming::default();
        Self {
            dwell_s: (timing.dwell_ms / 1000) as u32,
            cooldown_s: (timing.cooldown_ms / 1000) as u32,
            notifications: true,
            sound: false,
            edge_glow: false,
            dim_screens: false,
            vary_alerts: false,
            daily_notifications: timing.daily_budget,
            break_after_min: 25,
            invite_after_min: INVITE_AFTER_MIN,
        }
    }
}

/// When no notification is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuietSettings {
    /// Show no notifications between `from` and `to`.
    #[serde(rename = "quiet_hours")]
    pub hours: bool,
    #[serde(rename = "quiet_from")]
    pub from: Time,
    /// End of the quiet hours; a time before `from` means the next day.
    #[serde(rename = "quiet_to")]
    pub to: Time,
    /// Show no notifications while another program records the microphone, uses a camera or shares
    /// the screen.
    #[serde(rename = "quiet_in_calls")]
    pub in_calls: bool,
    /// Show no notifications while a window fills the screen.
    #[serde(rename = "quiet_while_presenting")]
    pub while_presenting: bool,
}

impl Default for QuietSettings {
    fn default() -> Self {
        Self {
            hours: false,
            from: Time::constant(20, 0, 0, 0),
            to: Time::constant(8, 0, 0, 0),
            in_calls: true,
            while_presenting: true,
        }
    }
}

/// How long Plumbline runs and what it keeps.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RunSettings {
    pub on_battery: OnBattery,
    /// Continue monitoring after the window is closed.
    pub keep_watching_when_closed: bool,
    /// Days of history to keep; `None` keeps everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_history_days: Option<u32>,
}

/// The places the user works at. Each has its own baselines.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceSettings {
    /// Name of the current place.
    #[serde(rename = "place")]
    pub current: String,
    /// Names of all places.
    #[serde(rename = "places")]
    pub all: BTreeSet<String>,
}

/// Looks of the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowSettings {
    pub theme: ThemeChoice,
    #[serde(skip_serializing_if = "is_of_desktop")]
    pub contrast: ContrastChoice,
    /// Zoom factor of the window; 1 is the desktop's size.
    pub zoom: f32,
    /// Disable animations.
    pub reduced_motion: bool,
    /// Language of the texts, such as `de`. Empty means the language of the desktop.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Whether the first-run welcome was completed.
    pub welcomed: bool,
}

impl Default for WindowSettings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            contrast: ContrastChoice::default(),
            zoom: 1.0,
            reduced_motion: false,
            language: String::new(),
            welcomed: false,
        }
    }
}

/// Settings for guided stretches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GuideSettings {
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
    /// Seed of the trial by lot that the user takes part in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trial: Option<u32>,
}

impl Default for GuideSettings {
    fn default() -> Self {
        Self {
            camera: true,
            rounds: 1,
            cues: Cues::default(),
            disliked: BTreeSet::new(),
            troubles: BTreeSet::new(),
            routines: Vec::new(),
            notes_read: false,
            trial: None,
        }
    }
}

/// All settings of the user, in groups. In the file the groups are not visible: their keys are on the top
/// level, as they were before the groups existed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// File format version, [`VERSION`].
    pub version: u32,
    #[serde(flatten)]
    pub camera: CameraSettings,
    #[serde(flatten)]
    pub limits: LimitSettings,
    #[serde(flatten)]
    pub alerts: AlertSettings,
    #[serde(flatten)]
    pub quiet: QuietSettings,
    #[serde(flatten)]
    pub running: RunSettings,
    #[serde(flatten)]
    pub places: PlaceSettings,
    #[serde(flatten)]
    pub window: WindowSettings,
    /// Equipment available for stretches and releases.
    pub equipment: Vec<Equipment>,
    #[serde(rename = "coach")]
    pub guide: GuideSettings,
    /// Keys this version does not support. They are written back unchanged.
    #[serde(flatten)]
    pub unknown: toml::Table,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            camera: CameraSettings::default(),
            limits: LimitSettings::default(),
            alerts: AlertSettings::default(),
            quiet: QuietSettings::default(),
            running: RunSettings::default(),
            places: PlaceSettings::default(),
            window: WindowSettings::default(),
            equipment: Vec::new(),
            guide: GuideSettings::default(),
            unknown: toml::Table::new(),
        }
    }
}

impl Settings {
    /// Faults that count, and the factors on their limits.
    #[must_use]
    pub fn limit_choice(&self) -> LimitChoice {
        let in_bounds = |(fault, scale): (&Fault, &f64)| {
            let scale = if scale.is_finite() { scale.clamp(0.5, 3.0) } else { 1.0 };
            (*fault, scale)
        };
        LimitChoice {
            scale: self.limits.sensitivity.limit_scale(),
            own_scales: self.limits.scales.iter().map(in_bounds).collect(),
            unwatched: self.limits.unwatched.clone(),
        }
    }

    /// The chosen ways to tell a fault besides the hint in the window.
    #[must_use]
    pub fn ways(&self) -> Ways {
        Ways {
            glow: self.alerts.edge_glow,
            dimming: self.alerts.dim_screens,
            notification: self.alerts.notifications,
        }
    }

    /// What the user has entered about the cameras.
    #[must_use]
    pub fn fields_of_view(&self) -> FieldsOfView {
        FieldsOfView { common_deg: self.camera.hfov_deg, own: self.camera.fields_of_view.clone() }
    }

    /// What is known about the cameras.
    #[must_use]
    pub fn camera_facts(&self) -> CameraFacts {
        CameraFacts {
            fields_of_view: self.fields_of_view(),
            pictures: self.camera.pictures.clone(),
        }
    }

    /// Configuration of the engine, with the field of view of a camera without a name. Out-of-range values from a hand-edited file are clamped.
    #[must_use]
    pub fn engine_config(&self) -> EngineConfig {
        let fields = self.fields_of_view();
        EngineConfig {
            field_of_view: fields
                .of_camera(None, plumbline_vision::frames::optics::Optics::default()),
            older_hfov_deg: fields.older_hfov_deg(),
            limits: self.limit_choice(),
            timing: AlertTiming {
                dwell_ms: i64::from(self.alerts.dwell_s.clamp(1, 3600)) * 1000,
                cooldown_ms: i64::from(self.alerts.cooldown_s.min(86_400)) * 1000,
                daily_budget: if self.alerts.notifications {
                    self.alerts.daily_notifications
                } else {
                    0
                },
                ..AlertTiming::default()
            },
            silence: SilencePolicy {
                quiet_hours: self.quiet.hours.then(|| QuietHours {
                    from_minute: minute_of(self.quiet.from),
                    to_minute: minute_of(self.quiet.to),
                }),
                in_calls: self.quiet.in_calls,
                while_presenting: self.quiet.while_presenting,
            },
            breaks: BreakPolicy {
                sit_at_most_ms: (self.alerts.break_after_min > 0)
                    .then(|| i64::from(self.alerts.break_after_min.min(24 * 60)) * 60_000),
                ..BreakPolicy::default()
            },
            invitations: InvitePolicy {
                after_ms: (self.alerts.invite_after_min > 0)
                    .then(|| i64::from(self.alerts.invite_after_min.min(24 * 60)) * 60_000),
            },
            cadence: CadencePolicy {
                on_battery: self.running.on_battery,
                off_while_away: self.camera.off_while_away,
            },
            countdown_ms: 3_000,
            calibration_attempts: 3,
            equipment: self.equipment.clone(),
            disliked: self.guide.disliked.iter().cloned().collect(),
            troubles: self.guide.troubles.iter().copied().collect(),
            trial: self.guide.trial.map(u64::from),
            ..EngineConfig::default()
        }
    }
}

fn minute_of(time: Time) -> u16 {
    u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_the_file_are_those_of_the_first_version() {
        // Written by version 0.1.0 before the settings were grouped.
        let text = r#"
            version = 1
            source = "camera:1"
            camera_hfov_deg = 62.5
            sensitivity = "strict"
            dwell_s = 9
            cooldown_s = 200
            notifications = false
            sound = true
            daily_notifications = 5
            quiet_hours = true
            quiet_from = "22:30:00"
            quiet_to = "07:00:00"
            quiet_in_calls = false
            quiet_while_presenting = false
            break_after_min = 45
            on_battery = "pause"
            camera_off_while_away = true
            keep_watching_when_closed = true
            keep_history_days = 90
            place = "office"
            places = ["home", "office"]
            unwatched = ["head_tilt"]
            equipment = ["ball"]
            silhouette = false
            theme = "dark"
            zoom = 1.5
            reduced_motion = true
            language = "de"
            welcomed = true

            [limit_scales]
            slouch = 1.25

            [coach]
            camera = false
            rounds = 2
            cues = "spoken"
            disliked = ["cat-cow"]
            troubles = ["neck"]
            notes_read = true

            [[coach.routines]]
            id = "own-1"
            name = "Mine"
            about = ""
            items = ["side-arm"]
        "#;
        let settings: Settings = toml::from_str(text).unwrap();
        assert_eq!(settings.unknown, toml::Table::new(), "every key is supported");
        let written = toml::Table::try_from(&settings).unwrap();
        assert_eq!(written, text.parse::<toml::Table>().unwrap());
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
        let mut silent = Settings::default();
        silent.alerts.notifications = false;
        assert_eq!(silent.engine_config().timing.daily_budget, 0);
        let mut seated = Settings::default();
        seated.alerts.break_after_min = 0;
        assert_eq!(seated.engine_config().breaks.sit_at_most_ms, None);
    }

    #[test]
    fn out_of_range_values_are_clamped() {
        let mut wild = Settings::default();
        wild.camera.hfov_deg = f64::NAN;
        wild.alerts.dwell_s = 0;
        let config = wild.engine_config();
        assert!((40.0..=120.0).contains(&config.field_of_view.wide.deg));
        assert!(config.timing.dwell_ms >= 1000);
    }
}
