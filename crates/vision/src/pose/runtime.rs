//! Selects the ONNX backend: a native ONNX Runtime if one is found, otherwise the built-in tract.
//!
//! Search order: `ORT_DYLIB_PATH`, the folder of the executable, the data folder, the system's
//! library path, tract. The backend is selected once per process, because `ort` binds one API
//! permanently.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ort::environment::Environment;
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;

use super::PoseError;
use super::models::ModelVariant;

/// Minimum minor version of a native runtime that provides the API used here (`api-24`).
const MIN_NATIVE_MINOR: u32 = 24;

/// Environment variable that forces a backend: `native` or `tract`.
pub const BACKEND_VARIABLE: &str = "PLUMBLINE_BACKEND";

/// Minor version of the first native runtime that sends usage data to its vendor.
/// Such a runtime also keeps a machine id in `~/.cache/Microsoft`, unless [`NO_REPORTS_VARIABLE`]
/// is set before the library is loaded. Disabling telemetry afterwards (`with_telemetry`) is too
/// late, as observed with 1.32.0.
const REPORTING_MINOR: u32 = 29;

/// Environment variable that disables the telemetry of a native runtime.
pub const NO_REPORTS_VARIABLE: &str = "ORT_DISABLE_TELEMETRY";

/// The selected ONNX backend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Backend {
    /// A native ONNX Runtime.
    Native {
        /// Path of the library.
        path: PathBuf,
        /// Minor part of its version 1.`minor`.
        minor: u32,
    },
    /// The built-in tract runtime.
    Tract {
        /// Why no native runtime is used.
        why: String,
    },
}

impl Backend {
    /// The landmark model that suits the usual speed of this backend, for commands that do not measure the speed.
    #[must_use]
    pub fn preferred_variant(&self) -> ModelVariant {
        match self {
            Self::Native { .. } => ModelVariant::Full,
            Self::Tract { .. } => ModelVariant::Lite,
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Native { path, minor } => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                write!(f, "native ONNX Runtime 1.{minor} ({})", name.to_string_lossy())
            }
            Self::Tract { why } => write!(f, "built-in tract runtime ({why})"),
        }
    }
}

struct Chosen {
    backend: Backend,
    /// Why the library that `ORT_DYLIB_PATH` names is not used.
    rejected: Option<String>,
    environment: Result<Environment, String>,
}

static CHOSEN: OnceLock<Chosen> = OnceLock::new();

/// The backend of this process. The first call selects it and also searches `data_dir`.
pub fn backend(data_dir: Option<&Path>) -> &'static Backend {
    &CHOSEN.get_or_init(|| choose(data_dir)).backend
}

/// Why the native runtime that `ORT_DYLIB_PATH` names is not used, once the backend has been selected.
#[must_use]
pub fn rejected() -> Option<&'static str> {
    CHOSEN.get()?.rejected.as_deref()
}

/// Creates a session for an ONNX model with `threads` threads per inference.
///
/// # Errors
/// [`PoseError::Backend`] if the backend is not usable or rejects the model.
pub(super) fn session(onnx: &[u8], threads: usize) -> Result<Session, PoseError> {
    let chosen = CHOSEN.get_or_init(|| choose(None));
    let environment =
        chosen.environment.as_ref().map_err(|error| PoseError::Backend(error.clone()))?;
    let mut builder =
        Session::builder(environment)?.with_optimization_level(GraphOptimizationLevel::All)?;
    // tract runs single-threaded and does not accept thread options.
    if matches!(chosen.backend, Backend::Native { .. }) {
        builder = builder.with_intra_threads(threads)?;
    }
    Ok(builder.commit_from_memory(onnx)?)
}

fn choose(data_dir: Option<&Path>) -> Chosen {
    let wish = std::env::var(BACKEND_VARIABLE).unwrap_or_default();
    if wish == "tract" {
        return tract(format!("{BACKEND_VARIABLE}=tract"));
    }
    let named = std::env::var_os("ORT_DYLIB_PATH").filter(|v| !v.is_empty()).map(PathBuf::from);
    let chosen = choose_library(data_dir, &wish);
    let is_used = matches!((&chosen.backend, &named), (Backend::Native { path, .. }, Some(named)) if path == named);
    let rejected = named.filter(|_| !is_used).map(|named| {
        format!(
            "ORT_DYLIB_PATH={} is not used: it is not an ONNX Runtime of version 1.{MIN_NATIVE_MINOR} to \
             1.{}; running on the {}",
            named.display(),
            REPORTING_MINOR - 1,
            chosen.backend
        )
    });
    Chosen { rejected, ..chosen }
}

fn choose_library(data_dir: Option<&Path>, wish: &str) -> Chosen {
    let may_report = std::env::var_os(NO_REPORTS_VARIABLE).is_none();
    let mut too_old = None;
    for path in candidates(data_dir) {
        // Skip a missing file: the loader would search for a library of that name elsewhere.
        if path.components().count() > 1 && !path.exists() {
            continue;
        }
        match ort::util::probe(&path) {
            Some(minor) if minor >= REPORTING_MINOR && may_report => {
                tracing::warn!(
                    path = %path.display(),
                    minor,
                    "this native ONNX Runtime sends usage data; set {NO_REPORTS_VARIABLE}=1"
                );
            }
            Some(minor) if minor >= MIN_NATIVE_MINOR => match native(&path, minor) {
                Ok(chosen) => return chosen,
                Err(error) => {
                    tracing::warn!(path = %path.display(), %error, "native ONNX Runtime not usable");
                }
            },
            Some(minor) => {
                tracing::warn!(path = %path.display(), minor, "native ONNX Runtime is too old");
                too_old = Some(minor);
            }
            None if path.components().count() > 1 => {
                tracing::warn!(path = %path.display(), "not a usable ONNX Runtime");
            }
            None => {}
        }
    }
    let why = match too_old {
        Some(minor) => format!("the native ONNX Runtime 1.{minor} found is too old"),
        None => "no native ONNX Runtime found".into(),
    };
    if wish == "native" {
        let error = format!("{BACKEND_VARIABLE}=native is set, but {why}");
        let backend = Backend::Tract { why: error.clone() };
        return Chosen { backend, rejected: None, environment: Err(error) };
    }
    tract(why)
}

fn native(path: &Path, minor: u32) -> Result<Chosen, String> {
    let builder = ort::init_from(path).map_err(|e| e.to_string())?;
    let environment =
        builder.with_name("plumbline").with_telemetry(false).build().map_err(|e| e.to_string())?;
    let backend = Backend::Native { path: path.to_owned(), minor };
    Ok(Chosen { backend, rejected: None, environment: Ok(environment) })
}

fn tract(why: String) -> Chosen {
    let is_set = ort::set_api(ort_tract::api());
    let environment = if is_set {
        ort::init().with_name("plumbline").with_telemetry(false).build().map_err(|e| e.to_string())
    } else {
        Err("another ONNX backend was bound before".into())
    };
    Chosen { backend: Backend::Tract { why }, rejected: None, environment }
}

fn candidates(data_dir: Option<&Path>) -> Vec<PathBuf> {
    let from_variable = std::env::var_os("ORT_DYLIB_PATH").filter(|v| !v.is_empty());
    let exe_dir = std::env::current_exe().ok().and_then(|p| p.parent().map(Path::to_owned));
    let folders = exe_dir.into_iter().chain(data_dir.map(Path::to_owned));
    let mut paths: Vec<PathBuf> = from_variable.into_iter().map(PathBuf::from).collect();
    paths.extend(folders.flat_map(|folder| libraries_in(&folder)));
    paths.extend(SYSTEM_NAMES.iter().map(PathBuf::from));
    paths
}

#[cfg(target_os = "windows")]
const SYSTEM_NAMES: &[&str] = &[];
#[cfg(target_os = "macos")]
const SYSTEM_NAMES: &[&str] = &["libonnxruntime.dylib"];
#[cfg(all(unix, not(target_os = "macos")))]
const SYSTEM_NAMES: &[&str] = &["libonnxruntime.so", "libonnxruntime.so.1"];

/// The ONNX Runtime libraries in `folder`, in descending order of file name.
fn libraries_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_library = |name: &str| {
        name.starts_with("libonnxruntime.so")
            || (name.starts_with("libonnxruntime") && name.ends_with(".dylib"))
            || name == "onnxruntime.dll"
    };
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|p| p.file_name().is_some_and(|n| is_library(&n.to_string_lossy())))
        .collect();
    found.sort();
    found.reverse();
    found
}
