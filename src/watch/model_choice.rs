//! Chooses the landmark model by the speed of this machine. The speed is measured once for each ONNX backend
//! and stored, because a baseline is valid only for the model that measured it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::desktop::files::write_whole;
use plumbline_vision::pose::{ModelVariant, PoseError, Tracker, TrackerOptions, runtime, speed};

const FILE: &str = "machine.json";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct MeasuredSpeed {
    backend: String,
    full_look_ms: f64,
}

/// A tracker with the landmark model for this machine, and the model. The speed is measured if none is stored
/// in the data folder of `options` for the current backend; without a data folder it is measured every time. If
/// the measurement fails, the lite model is used.
///
/// # Errors
/// If no model or no backend can be used.
pub(crate) fn tracker(options: &TrackerOptions) -> Result<(Tracker, ModelVariant), PoseError> {
    let data_dir = options.data_dir.as_deref();
    let backend = runtime::backend(data_dir).to_string();
    let file = data_dir.map(|folder| folder.join(FILE));
    let with = |variant| Ok((Tracker::new(variant, options.clone())?, variant));
    if let Some(known) = file.as_deref().and_then(read).filter(|known| known.backend == backend) {
        return with(speed::affordable(known.full_look_ms));
    }
    let (tracker, full_look_ms) = match Tracker::of_measured_speed(options.clone()) {
        Ok(measured) => measured,
        Err(error) => {
            tracing::warn!(%error, "the speed of the machine cannot be measured");
            return with(ModelVariant::Lite);
        }
    };
    let variant = speed::affordable(full_look_ms);
    tracing::info!(
        full_look_ms,
        model = variant.file().file_name(),
        "speed of the machine measured"
    );
    if let Some(file) = file
        && let Err(error) = write(&file, &MeasuredSpeed { backend, full_look_ms })
    {
        tracing::warn!(%error, "the speed of the machine is not stored");
    }
    Ok((tracker, variant))
}

fn read(file: &Path) -> Option<MeasuredSpeed> {
    let known: MeasuredSpeed = serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    (known.full_look_ms.is_finite() && known.full_look_ms > 0.0).then_some(known)
}

fn write(file: &Path, known: &MeasuredSpeed) -> std::io::Result<()> {
    write_whole(file, &serde_json::to_string_pretty(known).map_err(std::io::Error::other)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measured_speed_is_stored_for_its_backend() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        let options =
            TrackerOptions { data_dir: Some(folder.path().to_owned()), ..TrackerOptions::live() };
        let variant = || tracker(&options).unwrap().1;
        let measured = variant();
        let known = read(&file).unwrap();
        assert_eq!(measured, speed::affordable(known.full_look_ms));

        // A stored speed of the same backend is used without a measurement.
        let slow = MeasuredSpeed { full_look_ms: 1e6, ..known.clone() };
        write(&file, &slow).unwrap();
        assert_eq!(variant(), ModelVariant::Lite);
        // A speed of another backend, or an impossible one, is measured again.
        for wrong in [
            MeasuredSpeed { backend: "another".into(), ..slow.clone() },
            MeasuredSpeed { full_look_ms: -1.0, ..slow },
        ] {
            write(&file, &wrong).unwrap();
            let _ = variant();
            assert_eq!(read(&file).unwrap().backend, known.backend);
            assert!(read(&file).unwrap().full_look_ms < 1e6);
        }
    }
}
