//! Stores baselines by camera, place and model as JSON in the data folder. They consist of numbers only, no
//! picture. What this version cannot read is kept.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::desktop::files::{set_aside, write_whole};
use crate::desktop::sandbox;
use plumbline_core::posture::baseline_record::BaselineRecord;
use plumbline_vision::frames::without_secrets;

/// Version of the file format.
const VERSION: u32 = 1;

/// Maximum number of stored baselines. The one that was stored longest ago is removed first.
const MAX_ENTRIES: usize = 32;

/// Maximum number of baselines for one key beside the newest: sitting and standing.
const MAX_OTHER_HEIGHTS: usize = 1;

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
    /// The set of connected displays ([`crate::desktop::displays`]); empty if it was not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub displays: String,
    /// Whether the pictures of the camera are mirrored before they are measured: then left and right of an earlier
    /// baseline are exchanged.
    #[serde(default, rename = "mirrored", skip_serializing_if = "std::ops::Not::not")]
    pub is_mirrored: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    key: BaselineKey,
    baseline: BaselineRecord,
}

/// An entry of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Known(Box<Entry>),
    /// An entry that this version cannot read. It is written back unchanged.
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct File {
    version: u32,
    /// In the order of storing, the newest last.
    #[serde(rename = "profiles")]
    entries: Vec<Stored>,
    /// Keys that this version does not support. They are written back unchanged.
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// A baseline could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the baseline cannot be saved to {path}: {reason}")]
pub(crate) struct SaveError {
    path: PathBuf,
    reason: String,
}

/// What the person should know about the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FileProblem {
    #[error(
        "the saved upright postures in {path} are from a newer Plumbline and were not changed; set your upright posture again, or update Plumbline"
    )]
    Newer { path: PathBuf },
    #[error(
        "the saved upright postures in {path} were damaged and have been set aside as {kept}; set your upright posture again ({reason})"
    )]
    Damaged { path: PathBuf, kept: PathBuf, reason: String },
    #[error(
        "the saved upright postures in {path} cannot be read ({reason}) and were not changed; set your upright posture again"
    )]
    Unreadable { path: PathBuf, reason: String },
    #[error(
        "{count} of the saved upright postures in {path} cannot be read and are not used; set your upright posture again where it is missing"
    )]
    Partly { path: PathBuf, count: usize },
}

/// The stored baselines of this machine.
#[derive(Debug, Default)]
pub(crate) struct Baselines {
    /// File to write to; `None` keeps the baselines in memory only.
    path: Option<PathBuf>,
    file: File,
    problem: Option<FileProblem>,
}

impl Baselines {
    /// Reads `path`. Without a path, baselines exist in memory only. A damaged file is renamed and the list
    /// starts empty: a new calibration takes four seconds, and the person is asked for it. A file of a newer
    /// version, or one that cannot be read, stays unchanged.
    #[must_use]
    pub(crate) fn open(path: Option<PathBuf>) -> Self {
        let Some(path) = path else { return Self::default() };
        let (file, problem) = match std::fs::read(&path) {
            Ok(bytes) => match parsed(&path, &bytes) {
                Ok(file) => file,
                Err(problem) => (File::default(), Some(problem)),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (File::default(), None),
            Err(error) => {
                let reason = sandbox::reason_of(&error);
                (File::default(), Some(FileProblem::Unreadable { path: path.clone(), reason }))
            }
        };
        if let Some(problem) = &problem {
            tracing::warn!("{problem}");
        }
        let is_writable = matches!(
            problem,
            None | Some(FileProblem::Damaged { .. } | FileProblem::Partly { .. })
        );
        let mut baselines = Self { path: is_writable.then_some(path), file, problem };
        baselines.remove_passwords();
        baselines
    }

    /// What the person should know about the file.
    #[must_use]
    pub(crate) fn problem(&self) -> Option<&FileProblem> {
        self.problem.as_ref()
    }

    /// Removes passwords from the names of network cameras. Earlier versions stored the whole address.
    fn remove_passwords(&mut self) {
        let mut has_changed = false;
        let mut entries: Vec<Stored> = Vec::new();
        for mut stored in std::mem::take(&mut self.file.entries) {
            if let Stored::Known(entry) = &mut stored {
                let camera = without_secrets(&entry.key.camera);
                has_changed |= camera != entry.key.camera;
                entry.key.camera = camera;
                // Several passwords of one camera: the newest baseline counts.
                entries.retain(|other| !has_key(other, &entry.key));
            }
            entries.push(stored);
        }
        self.file.entries = entries;
        if has_changed && let Err(error) = self.write() {
            tracing::warn!(%error, "a password stays in the file");
        }
    }

    /// The baselines stored for `key`, at different heights of the eyes, the newest last. If there are none, those for
    /// the same camera, place and model with other displays: they are compared with the person before they count, and
    /// a baseline of an earlier version has no displays.
    #[must_use]
    pub(crate) fn find(&self, key: &BaselineKey) -> Vec<BaselineRecord> {
        let entries = || {
            self.file.entries.iter().filter_map(|stored| match stored {
                Stored::Known(entry) => Some(entry),
                Stored::Unknown(_) => None,
            })
        };
        let of = |key: &BaselineKey| -> Vec<BaselineRecord> {
            let same = entries().filter(|entry| entry.key == *key);
            same.map(|entry| entry.baseline.clone()).collect()
        };
        let own = of(key);
        if !own.is_empty() {
            return own;
        }
        let is_alike = |other: &BaselineKey| {
            BaselineKey { displays: key.displays.clone(), ..other.clone() } == *key
        };
        let alike = entries().map(|entry| &entry.key).rfind(|other| is_alike(other));
        alike.map_or_else(Vec::new, of)
    }

    /// Whether a baseline is stored for `key` itself.
    #[must_use]
    pub(crate) fn has(&self, key: &BaselineKey) -> bool {
        self.file.entries.iter().any(|stored| has_key(stored, key))
    }

    /// Stores `baseline` for `key` and writes the file. One that is at another height of the eyes stays beside it.
    ///
    /// # Errors
    /// [`SaveError`] if the file cannot be written. The baseline then exists in memory only.
    pub(crate) fn store(
        &mut self,
        key: BaselineKey,
        baseline: BaselineRecord,
    ) -> Result<(), SaveError> {
        let entries = &mut self.file.entries;
        let mut others = 0;
        // From the newest to the oldest.
        for i in (0..entries.len()).rev() {
            let Some(Stored::Known(entry)) = entries.get(i) else { continue };
            if entry.key != key {
                continue;
            }
            if others < MAX_OTHER_HEIGHTS && entry.baseline.is_at_another_height_than(&baseline) {
                others += 1;
            } else {
                entries.remove(i);
            }
        }
        entries.push(Stored::Known(Box::new(Entry { key, baseline })));
        if entries.len() > MAX_ENTRIES {
            entries.remove(0);
        }
        self.write()
    }

    fn write(&mut self) -> Result<(), SaveError> {
        let Some(path) = &self.path else { return Ok(()) };
        let save_error = |reason: String| SaveError { path: path.clone(), reason };
        self.file.version = VERSION;
        let text =
            serde_json::to_string_pretty(&self.file).map_err(|e| save_error(e.to_string()))?;
        write_whole(path, &text).map_err(|e| save_error(sandbox::reason_of(&e)))
    }
}

fn has_key(stored: &Stored, key: &BaselineKey) -> bool {
    matches!(stored, Stored::Known(entry) if entry.key == *key)
}

/// The content of the file at `path`, and what the person should know about it.
fn parsed(path: &Path, bytes: &[u8]) -> Result<(File, Option<FileProblem>), FileProblem> {
    let damaged = |reason: String| match set_aside(path) {
        Ok(kept) => FileProblem::Damaged { path: path.to_owned(), kept, reason },
        Err(_) => FileProblem::Unreadable { path: path.to_owned(), reason },
    };
    // A newer version may have another layout, so its number is read first.
    let value: Value = serde_json::from_slice(bytes).map_err(|e| damaged(e.to_string()))?;
    let version = value.get("version").and_then(Value::as_u64);
    if version.is_some_and(|version| version > u64::from(VERSION)) {
        return Err(FileProblem::Newer { path: path.to_owned() });
    }
    let mut file: File = serde_json::from_value(value).map_err(|e| damaged(e.to_string()))?;
    let is_sane = |stored: &Stored| match stored {
        Stored::Known(entry) => entry.baseline.is_sane(),
        Stored::Unknown(_) => true,
    };
    file.entries.retain(is_sane);
    let count = file.entries.iter().filter(|e| matches!(e, Stored::Unknown(_))).count();
    let problem = (count > 0).then(|| FileProblem::Partly { path: path.to_owned(), count });
    Ok((file, problem))
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
        BaselineKey {
            camera: camera.into(),
            place: place.into(),
            model: "full".into(),
            displays: String::new(),
            is_mirrored: false,
        }
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
        assert_eq!(again.find(&key("Laptop", "")), [baseline(33.0)]);
        assert_eq!(again.find(&key("Laptop", "office")), [baseline(31.0)]);
        assert_eq!(again.find(&key("Laptop", "home")), []);
        let other_model = BaselineKey { model: "lite".into(), ..key("Laptop", "") };
        assert_eq!(again.find(&other_model), []);
        assert_eq!(again.file.entries.len(), 3);
    }

    #[test]
    fn a_damaged_file_is_renamed_and_a_newer_one_stays_unchanged() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("baselines.json");
        std::fs::write(&path, "{\"version\": 1, ").unwrap();
        let damaged = Baselines::open(Some(path.clone()));
        assert!(damaged.file.entries.is_empty());
        assert!(matches!(damaged.problem(), Some(FileProblem::Damaged { .. })));
        assert!(!path.exists() && dir.path().join("baselines.damaged-1.json").exists());

        for newer in [
            r#"{"version": 99, "profiles": []}"#,
            r#"{"version": 2, "profiles": {"Laptop": 1}, "people": []}"#,
            r#"{"version": 4294967296}"#,
        ] {
            std::fs::write(&path, newer).unwrap();
            let mut baselines = Baselines::open(Some(path.clone()));
            assert_eq!(baselines.problem(), Some(&FileProblem::Newer { path: path.clone() }));
            baselines.store(key("c", ""), baseline(30.0)).unwrap();
            assert_eq!(baselines.find(&key("c", "")).len(), 1, "kept in memory");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
        }
    }

    #[test]
    fn one_entry_that_cannot_be_read_is_kept_and_the_others_are_used() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("baselines.json");
        let mut baselines = Baselines::open(Some(path.clone()));
        baselines.store(key("a", ""), baseline(30.0)).unwrap();
        let mut file: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let odd = serde_json::json!({ "camera": "b", "place": "", "baseline": { "view": "top" } });
        file["profiles"].as_array_mut().unwrap().push(odd.clone());
        file["note"] = "from a newer version".into();
        std::fs::write(&path, file.to_string()).unwrap();

        let mut baselines = Baselines::open(Some(path.clone()));
        let problem = FileProblem::Partly { path: path.clone(), count: 1 };
        assert_eq!(baselines.problem(), Some(&problem));
        assert_eq!(baselines.find(&key("a", "")), [baseline(30.0)]);
        baselines.store(key("c", ""), baseline(31.0)).unwrap();
        let file: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(file["profiles"].as_array().unwrap().len(), 3);
        assert_eq!((&file["profiles"][1], &file["note"]), (&odd, &"from a newer version".into()));
    }

    #[test]
    fn the_password_of_a_network_camera_is_removed_from_a_file_of_an_earlier_version() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("baselines.json");
        let mut baselines = Baselines::open(Some(path.clone()));
        baselines.store(key("http://anna:old@cam/?token=swordfish", ""), baseline(30.0)).unwrap();
        baselines
            .store(key("http://anna:hunter2@cam/?token=swordfish", ""), baseline(31.0))
            .unwrap();
        let again = Baselines::open(Some(path.clone()));
        assert_eq!(again.find(&key("http://…@cam/?token=…", "")), [baseline(31.0)]);
        let text = std::fs::read_to_string(&path).unwrap();
        for secret in ["anna", "old", "hunter2", "swordfish"] {
            assert!(!text.contains(secret), "{text}");
        }
    }

    #[test]
    fn a_baseline_with_impossible_numbers_is_not_used() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("baselines.json");
        let mut baselines = Baselines::open(Some(path.clone()));
        baselines.store(key("c", ""), baseline(3_000.0)).unwrap();
        assert_eq!(Baselines::open(Some(path)).find(&key("c", "")), []);
    }

    #[test]
    fn each_set_of_displays_has_its_own_baseline_and_begins_with_the_newest_of_another_one() {
        let with = |displays: &str| BaselineKey { displays: displays.into(), ..key("Laptop", "") };
        let mut baselines = Baselines::open(None);
        // Of a version that did not know the displays.
        baselines.store(with(""), baseline(30.0)).unwrap();
        assert_eq!(baselines.find(&with("dock")), [baseline(30.0)]);
        assert!(!baselines.has(&with("dock")));
        baselines.store(with("dock"), baseline(31.0)).unwrap();
        baselines.store(with("alone"), baseline(32.0)).unwrap();
        assert_eq!(baselines.find(&with("dock")), [baseline(31.0)]);
        assert_eq!(baselines.find(&with("alone")), [baseline(32.0)]);
        assert_eq!(baselines.find(&with("a projector")), [baseline(32.0)]);
        let elsewhere = BaselineKey { place: "home".into(), ..with("dock") };
        assert_eq!(baselines.find(&elsewhere), []);
    }

    #[test]
    fn sitting_and_standing_are_both_kept() {
        // The ears are so far below a level camera, at a distance of 60 cm.
        let at = |below_cm: f64| {
            let mut json = serde_json::to_value(baseline(33.0)).unwrap();
            json["camera_tilt_deg"] = 0.0.into();
            json["heights_cm"] = serde_json::json!([below_cm, below_cm + 20.0]);
            let distance = serde_json::json!({
                "median": 60.0, "spread": 1.0, "own_limit_scale": 1.0,
            });
            json["quantities"] = serde_json::json!({ "screen_distance_cm": distance });
            serde_json::from_value::<BaselineRecord>(json).unwrap()
        };
        let mut baselines = Baselines::open(None);
        for height_cm in [5.0, -35.0, 8.0, -30.0] {
            baselines.store(key("c", ""), at(height_cm)).unwrap();
        }
        // The newest of each height.
        assert_eq!(baselines.find(&key("c", "")), [at(8.0), at(-30.0)]);
        baselines.store(key("c", ""), at(30.0)).unwrap();
        assert_eq!(baselines.find(&key("c", "")), [at(-30.0), at(30.0)]);
    }
}
