//! The model files: where they are found, and that they are the right ones.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::PoseError;

/// One source of truth for what each file must be: the list the converter writes.
const SHA256SUMS: &str = include_str!("../../../../models/SHA256SUMS");

/// Which landmark model is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelVariant {
    /// The more exact one; the default with a native runtime.
    Full,
    /// Half the work; the default with the slower built-in runtime.
    Lite,
}

impl ModelVariant {
    /// Its file.
    #[must_use]
    pub fn file(self) -> ModelFile {
        match self {
            Self::Full => ModelFile::LandmarkFull,
            Self::Lite => ModelFile::LandmarkLite,
        }
    }
}

/// A model file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelFile {
    /// Finds people in a whole picture.
    Detector,
    /// 33 landmarks of one person, full size.
    LandmarkFull,
    /// 33 landmarks of one person, lite.
    LandmarkLite,
    /// 468 landmarks of one face.
    Face,
}

impl ModelFile {
    /// Every file.
    pub const ALL: [Self; 4] = [Self::Detector, Self::LandmarkFull, Self::LandmarkLite, Self::Face];

    /// Its name on disk.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Detector => "pose_detection.onnx",
            Self::LandmarkFull => "pose_landmark_full.onnx",
            Self::LandmarkLite => "pose_landmark_lite.onnx",
            Self::Face => "face_landmark.onnx",
        }
    }

    fn embedded(self) -> Cow<'static, [u8]> {
        let whole: &[u8] = match self {
            Self::Detector => return unpacked(DETECTOR).into(),
            Self::LandmarkFull => include_bytes!("../../../../models/pose_landmark_full.onnx"),
            Self::LandmarkLite => include_bytes!("../../../../models/pose_landmark_lite.onnx"),
            Self::Face => include_bytes!("../../../../models/face_landmark.onnx"),
        };
        whole.into()
    }

    fn expected_sha256(self) -> Option<&'static str> {
        SHA256SUMS.lines().find_map(|line| {
            let (sum, name) = line.split_once("  ")?;
            (name.trim() == self.file_name()).then_some(sum)
        })
    }
}

/// The detector as `build.rs` packs it.
const DETECTOR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pose_detection.onnx.gz"));

fn unpacked(packed: &[u8]) -> Vec<u8> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    if let Err(error) = flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes) {
        // A damaged program: whoever reads the model says so.
        tracing::error!(%error, "the detector in the program is damaged");
    }
    bytes
}

impl fmt::Display for ModelFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file_name())
    }
}

/// Where a model came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelOrigin {
    /// Compiled into the program.
    Embedded,
    /// This file.
    File(PathBuf),
}

impl fmt::Display for ModelOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded => f.write_str("the program itself"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// A model whose checksum is right.
#[derive(Debug)]
pub struct LoadedModel {
    /// The ONNX file.
    pub bytes: Cow<'static, [u8]>,
    /// Where it came from.
    pub origin: ModelOrigin,
    /// A file that was found first but could not be used.
    pub warning: Option<String>,
}

/// Loads `file`: beside the executable, in `data_dir`, or from the program itself.
///
/// A damaged file on disk is said and passed over.
///
#[must_use]
pub fn load(file: ModelFile, data_dir: Option<&Path>) -> LoadedModel {
    let mut warning = None;
    for path in candidates(file, data_dir) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => {
                warning = Some(format!("{} cannot be read ({error})", path.display()));
                continue;
            }
        };
        match check(file, &bytes) {
            Ok(()) => {
                let origin = ModelOrigin::File(path);
                return LoadedModel { bytes: bytes.into(), origin, warning };
            }
            Err(_) => {
                warning = Some(format!(
                    "{} is damaged or of another version; the built-in one is used",
                    path.display()
                ));
            }
        }
    }
    if let Some(warning) = &warning {
        tracing::warn!("{warning}");
    }
    // What is compiled in was checked by a test when it was built; to check it again at every start
    // would read all of it into memory for nothing. `plumbline doctor` does ([`verify`]).
    LoadedModel { bytes: file.embedded(), origin: ModelOrigin::Embedded, warning }
}

/// The same, with the checksum of the one in the program checked as well.
///
/// # Errors
/// [`PoseError::Model`] if not even the embedded one is right.
pub fn verify(file: ModelFile, data_dir: Option<&Path>) -> Result<LoadedModel, PoseError> {
    let model = load(file, data_dir);
    check(file, &model.bytes)?;
    Ok(model)
}

fn candidates(file: ModelFile, data_dir: Option<&Path>) -> Vec<PathBuf> {
    let exe_dir = std::env::current_exe().ok().and_then(|p| p.parent().map(Path::to_owned));
    exe_dir
        .iter()
        .map(PathBuf::as_path)
        .chain(data_dir)
        .map(|dir| dir.join("models").join(file.file_name()))
        .collect()
}

fn check(file: ModelFile, bytes: &[u8]) -> Result<(), PoseError> {
    let wrong = |reason: String| PoseError::Model { name: file.file_name(), reason };
    let expected = file
        .expected_sha256()
        .ok_or_else(|| wrong("its checksum is not in models/SHA256SUMS".into()))?;
    let found = hex(&Sha256::digest(bytes));
    if found == expected {
        Ok(())
    } else {
        Err(wrong(format!("its sha256 is {found}, expected {expected}")))
    }
}

fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_model_has_the_listed_checksum() {
        for file in ModelFile::ALL {
            check(file, &file.embedded()).unwrap();
        }
    }

    #[test]
    fn a_damaged_file_is_passed_over_and_said() {
        let dir = tempfile::tempdir().unwrap();
        let models = dir.path().join("models");
        std::fs::create_dir(&models).unwrap();
        let path = models.join(ModelFile::LandmarkLite.file_name());
        std::fs::write(&path, b"half a model").unwrap();
        let loaded = load(ModelFile::LandmarkLite, Some(dir.path()));
        assert_eq!(loaded.origin, ModelOrigin::Embedded);
        assert!(loaded.warning.unwrap().contains("damaged"));

        std::fs::write(&path, ModelFile::LandmarkLite.embedded()).unwrap();
        let loaded = load(ModelFile::LandmarkLite, Some(dir.path()));
        assert_eq!(loaded.origin, ModelOrigin::File(path));
        assert!(loaded.warning.is_none());
    }
}
