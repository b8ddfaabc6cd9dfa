//! Baselines by camera and place, kept as JSON in the data folder. Numbers only, no picture.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::desktop::files::{set_aside, write_whole};
use plumbline_core::posture::baseline_record::BaselineRecord;

/// Version of the file's layout.
const VERSION: u32 = 1;

/// So many are kept; of more, those that were used longest ago are let go.
const MAX_PROFILES: usize = 32;

/// Where somebody sits before which camera, seen by which model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What the camera calls itself.
    pub camera: String,
    /// What the person calls the place; empty unless they have named one.
    pub place: String,
    /// The landmark model's file: the models place shoulders differently (`models/study/RESULTS.md`).
    #[serde(default)]
    pub model: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Profile {
    #[serde(flatten)]
    at: Place,
    baseline: BaselineRecord,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct File {
    version: u32,
    /// The latest last.
    profiles: Vec<Profile>,
}

/// Why baselines could not be kept.
#[derive(Debug, thiserror::Error)]
#[error("the baseline cannot be saved to {path}: {reason}")]
pub struct NotKept {
    path: PathBuf,
    reason: String,
}

/// The baselines of this machine.
#[derive(Debug, Default)]
pub struct Baselines {
    path: Option<PathBuf>,
    /// A file of a newer version is read by nobody and overwritten by nobody.
    is_foreign: bool,
    profiles: Vec<Profile>,
}

impl Baselines {
    /// Reads `path`; without one, baselines last as long as the program. A damaged file is set
    /// aside: a baseline is four seconds' work, and the person is asked for it.
    #[must_use]
    pub fn open(path: Option<PathBuf>) -> Self {
        let Some(path) = path else { return Self::default() };
        let empty = |is_foreign| Self { path: Some(path.clone()), is_foreign, profiles: vec![] };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return empty(false),
            Err(error) => {
                tracing::warn!(%error, path = %path.display(), "baselines cannot be read");
                return empty(false);
            }
        };
        match serde_json::from_str::<File>(&text) {
            Ok(file) if file.version > VERSION => {
                tracing::warn!(path = %path.display(), "baselines of a newer version are left alone");
                empty(true)
            }
            Ok(file) => {
                let sane = file.profiles.into_iter().filter(|p| p.baseline.is_sane()).collect();
                Self { profiles: sane, ..empty(false) }
            }
            Err(error) => {
                let kept = set_aside(&path);
                tracing::warn!(%error, ?kept, "damaged baselines are set aside");
                empty(false)
            }
        }
    }

    /// The baseline of `at`.
    #[must_use]
    pub fn find(&self, at: &Place) -> Option<BaselineRecord> {
        self.profiles.iter().find(|p| p.at == *at).map(|p| p.baseline.clone())
    }

    /// Keeps `baseline` for `at`.
    ///
    /// # Errors
    /// [`NotKept`] when it cannot be written; it then lasts as long as the program.
    pub fn keep(&mut self, at: Place, baseline: BaselineRecord) -> Result<(), NotKept> {
        self.profiles.retain(|p| p.at != at);
        self.profiles.push(Profile { at, baseline });
        if self.profiles.len() > MAX_PROFILES {
            self.profiles.remove(0);
        }
        match &self.path {
            Some(path) if !self.is_foreign => self.write(path),
            _ => Ok(()),
        }
    }

    fn write(&self, path: &Path) -> Result<(), NotKept> {
        let not_kept = |reason: String| NotKept { path: path.to_owned(), reason };
        let file = File { version: VERSION, profiles: self.profiles.clone() };
        let text = serde_json::to_string_pretty(&file).map_err(|e| not_kept(e.to_string()))?;
        write_whole(path, &text).map_err(|e| not_kept(e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(shoulder_width_cm: f64) -> BaselineRecord {
        let json = serde_json::json!({
            "image": { "width": 640, "height": 480 }, "view": "front",
            "shoulder_width_cm": shoulder_width_cm, "camera_tilt_deg": 2.0, "neck": null,
            "heights_cm": null, "upright_trunk": null, "quantities": {},
        });
        serde_json::from_value(json).unwrap()
    }

    fn at(camera: &str, place: &str) -> Place {
        Place { camera: camera.into(), place: place.into(), model: "full".into() }
    }

    #[test]
    fn each_camera_and_place_has_its_own_baseline_on_another_day() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("data/baselines.json");
        let mut profiles = Baselines::open(Some(path.clone()));
        profiles.keep(at("Laptop", ""), baseline(30.0)).unwrap();
        profiles.keep(at("Laptop", "office"), baseline(31.0)).unwrap();
        profiles.keep(at("Monitor", ""), baseline(32.0)).unwrap();
        profiles.keep(at("Laptop", ""), baseline(33.0)).unwrap();
        let again = Baselines::open(Some(path));
        assert_eq!(again.find(&at("Laptop", "")), Some(baseline(33.0)));
        assert_eq!(again.find(&at("Laptop", "office")), Some(baseline(31.0)));
        assert_eq!(again.find(&at("Laptop", "home")), None);
        let by_another_model = Place { model: "lite".into(), ..at("Laptop", "") };
        assert_eq!(again.find(&by_another_model), None);
        assert_eq!(again.profiles.len(), 3);
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_a_newer_one_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("baselines.json");
        std::fs::write(&path, "{\"version\": 1, ").unwrap();
        assert!(Baselines::open(Some(path.clone())).profiles.is_empty());
        assert!(!path.exists() && dir.path().join("baselines.damaged-1.json").exists());

        let newer = "{\"version\": 99, \"profiles\": []}";
        std::fs::write(&path, newer).unwrap();
        let mut profiles = Baselines::open(Some(path.clone()));
        profiles.keep(at("c", ""), baseline(30.0)).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
    }

    #[test]
    fn numbers_that_cannot_be_a_person_are_not_used() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("baselines.json");
        let mut profiles = Baselines::open(Some(path.clone()));
        profiles.keep(at("c", ""), baseline(3_000.0)).unwrap();
        assert_eq!(Baselines::open(Some(path)).find(&at("c", "")), None);
    }
}
