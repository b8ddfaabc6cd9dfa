//! Stores baselines by camera, place and model as JSON in the data folder. They consist of numbers only, no
//! picture.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::desktop::files::{set_aside, write_whole};
use plumbline_core::posture::baseline_record::BaselineRecord;

/// Version of the file format.
const VERSION: u32 = 1;

/// Maximum number of stored baselines. The one that was stored longest ago is removed first.
const MAX_ENTRIES: usize = 32;

/// Key of a stored baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BaselineKey {
    /// Stable name of the camera or video.
    pub camera: String,
    /// Name that the person has given to the place; empty if none.
    pub place: String,
    /// File name of the landmark model: the models place the shoulders differently
    /// (`models/study/RESULTS.md`).
    #[serde(default)]
    pub model: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    key: BaselineKey,
    baseline: BaselineRecord,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct File {
    version: u32,
    /// In the order of storing, the newest last.
    #[serde(rename = "profiles")]
    entries: Vec<Entry>,
}

/// A baseline could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the baseline cannot be saved to {path}: {reason}")]
pub(crate) struct SaveError {
    path: PathBuf,
    reason: String,
}

/// The stored baselines of this machine.
#[derive(Debug, Default)]
pub(crate) struct Baselines {
    path: Option<PathBuf>,
    /// The file has a newer version: it is neither used nor overwritten.
    is_newer: bool,
    entries: Vec<Entry>,
}

impl Baselines {
    /// Reads `path`. Without a path, baselines exist in memory only. A damaged file is renamed and the list
    /// starts empty: a new calibration takes four seconds, and the person is asked for it.
    #[must_use]
    pub(crate) fn open(path: Option<PathBuf>) -> Self {
        let Some(path) = path else { return Self::default() };
        let empty = |is_newer| Self { path: Some(path.clone()), is_newer, entries: vec![] };
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
                tracing::warn!(path = %path.display(), "the baselines are from a newer version and stay unchanged");
                empty(true)
            }
            Ok(file) => {
                let entries = file.entries.into_iter().filter(|e| e.baseline.is_sane()).collect();
                Self { entries, ..empty(false) }
            }
            Err(error) => {
                let renamed_to = set_aside(&path);
                tracing::warn!(%error, ?renamed_to, "the baselines were damaged; the file is renamed");
                empty(false)
            }
        }
    }

    /// The baseline stored for `key`.
    #[must_use]
    pub(crate) fn find(&self, key: &BaselineKey) -> Option<BaselineRecord> {
        self.entries.iter().find(|entry| entry.key == *key).map(|entry| entry.baseline.clone())
    }

    /// Stores `baseline` for `key` and writes the file.
    ///
    /// # Errors
    /// [`SaveError`] if the file cannot be written. The baseline then exists in memory only.
    pub(crate) fn store(
        &mut self,
        key: BaselineKey,
        baseline: BaselineRecord,
    ) -> Result<(), SaveError> {
        self.entries.retain(|entry| entry.key != key);
        self.entries.push(Entry { key, baseline });
        if self.entries.len() > MAX_ENTRIES {
            self.entries.remove(0);
        }
        match &self.path {
            Some(path) if !self.is_newer => self.write(path),
            _ => Ok(()),
        }
    }

    fn write(&self, path: &Path) -> Result<(), SaveError> {
        let save_error = |reason: String| SaveError { path: path.to_owned(), reason };
        let file = File { version: VERSION, entries: self.entries.clone() };
        let text = serde_json::to_string_pretty(&file).map_err(|e| save_error(e.to_string()))?;
        write_whole(path, &text).map_err(|e| save_error(e.to_string()))
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

    fn key(camera: &str, place: &str) -> BaselineKey {
        BaselineKey { camera: camera.into(), place: place.into(), model: "full".into() }
    }

    #[test]
    fn each_camera_place_and_model_has_its_own_baseline_after_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("data/baselines.json");
        let mut baselines = Baselines::open(Some(path.clone()));
        baselines.store(key("Laptop", ""), baseline(30.0)).unwrap();
        baselines.store(key("Laptop", "office"), baseline(31.0)).unwrap();
        baselines.store(key("Monitor", ""), baseline(32.0)).unwrap();
        baselines.store(key("Laptop", ""), baseline(33.0)).unwrap();
        let again = Baselines::open(Some(path));
        assert_eq!(again.find(&key("Laptop", "")), Some(baseline(33.0)));
        assert_eq!(again.find(&key("Laptop", "office")), Some(baseline(31.0)));
        assert_eq!(again.find(&key("Laptop", "home")), None);
        let other_model = BaselineKey { model: "lite".into(), ..key("Laptop", "") };
        assert_eq!(again.find(&other_model), None);
        assert_eq!(again.entries.len(), 3);
    }

    #[test]
    fn a_damaged_file_is_renamed_and_a_newer_one_stays_unchanged() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("baselines.json");
        std::fs::write(&path, "{\"version\": 1, ").unwrap();
        assert!(Baselines::open(Some(path.clone())).entries.is_empty());
        assert!(!path.exists() && dir.path().join("baselines.damaged-1.json").exists());

        let newer = "{\"version\": 99, \"profiles\": []}";
        std::fs::write(&path, newer).unwrap();
        let mut baselines = Baselines::open(Some(path.clone()));
        baselines.store(key("c", ""), baseline(30.0)).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
    }

    #[test]
    fn a_baseline_with_impossible_numbers_is_not_used() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("baselines.json");
        let mut baselines = Baselines::open(Some(path.clone()));
        baselines.store(key("c", ""), baseline(3_000.0)).unwrap();
        assert_eq!(Baselines::open(Some(path)).find(&key("c", "")), None);
    }
}
