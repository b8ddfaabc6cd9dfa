//! The model files: locates them and verifies their checksums.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::PoseError;

/// Expected checksum of each file: the list that the converter writes.
const SHA256SUMS: &str = include_str!("../../../../models/SHA256SUMS");

/// The landmark model to use. The application chooses it for the window and `monitor` by the measured speed of
/// the machine (`watch::model_choice`), for other commands by [`super::runtime::Backend::preferred_variant`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelVariant {
    /// More exact.
    Full,
    /// Half the computation.
    Lite,
}

impl ModelVariant {
    /// The model's file.
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
    /// Finds people in a whole frame.
    Detector,
    /// 33 landmarks of one person, full model.
    LandmarkFull,
    /// 33 landmarks of one person, lite model.
    LandmarkLite,
    /// 468 landmarks of one face.
    Face,
}

impl ModelFile {
    pub const ALL: [Self; 4] = [Self::Detector, Self::LandmarkFull, Self::LandmarkLite, Self::Face];

    /// File name on disk.
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

/// The detector model, compressed by `build.rs`.
const DETECTOR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pose_detection.onnx.gz"));

fn unpacked(packed: &[u8]) -> Vec<u8> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    if let Err(error) = flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes) {
        // The binary is damaged. The caller fails when it reads the model.
        tracing::error!(%error, "the detector in the program is damaged");
    }
    bytes
}

impl fmt::Display for ModelFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file_name())
    }
}

/// Where a model was loaded from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelOrigin {
    /// Compiled into the binary.
    Embedded,
    /// Loaded from this file.
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

/// A loaded model. The checksum of a file on disk has been verified.
#[derive(Debug)]
pub struct LoadedModel {
    /// Content of the ONNX file.
    pub bytes: Cow<'static, [u8]>,

    pub origin: ModelOrigin,
    /// Message about a file that was found earlier in the search but could not be used.
    pub warning: Option<String>,
}

/// Loads `file` from the folder `models` beside the executable or in `data_dir`, otherwise from the
/// binary.
///
/// A damaged file on disk is reported in [`LoadedModel::warning`] and skipped.
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
    // A test verifies the embedded models. Verifying them at every start would read all of them
    // into memory; `plumbline doctor` does it with [`verify`].
    LoadedModel { bytes: file.embedded(), origin: ModelOrigin::Embedded, warning }
}

/// Like [`load`], but also verifies the checksum of an embedded model.
///
/// # Errors
/// [`PoseError::Model`] if the embedded model's checksum is wrong.
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
    fn a_damaged_file_is_skipped_with_a_warning() {
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
