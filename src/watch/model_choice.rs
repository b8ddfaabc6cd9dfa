//! Chooses the landmark model by the speed of this machine. The speed is measured once for each ONNX backend
//! and stored, because a baseline is valid only for the model that measured it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::desktop::files::write_whole;
use plumbline_vision::pose::{ModelVariant, runtime, speed};

const FILE: &str = "machine.json";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct MeasuredSpeed {
    backend: String,
    full_look_ms: f64,
}

/// The landmark model for this machine. The speed is measured if none is stored in `data_dir` for the current
/// backend; without `data_dir` it is measured every time. If the measurement fails, the lite model is chosen.
#[must_use]
pub(crate) fn variant(data_dir: Option<&Path>) -> ModelVariant {
    let backend = runtime::backend(data_dir).to_string();
    let file = data_dir.map(|folder| folder.join(FILE));
    if let Some(known) = file.as_deref().and_then(read).filter(|known| known.backend == backend) {
        return speed::affordable(known.full_look_ms);
    }
    let full_look_ms = match speed::full_look_ms(data_dir) {
        Ok(full_look_ms) => full_look_ms,
        Err(error) => {
            // Creating the tracker fails for the same reason and reports it to the person.
            tracing::warn!(%error, "the speed of the machine cannot be measured");
            return ModelVariant::Lite;
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
    variant
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
        let measured = variant(Some(folder.path()));
        let known = read(&file).unwrap();
        assert_eq!(measured, speed::affordable(known.full_look_ms));

        // A stored speed of the same backend is used without a measurement.
        let slow = MeasuredSpeed { full_look_ms: 1e6, ..known.clone() };
        write(&file, &slow).unwrap();
        assert_eq!(variant(Some(folder.path())), ModelVariant::Lite);
        // A speed of another backend, or an impossible one, is measured again.
        for wrong in [
            MeasuredSpeed { backend: "another".into(), ..slow.clone() },
            MeasuredSpeed { full_look_ms: -1.0, ..slow },
        ] {
            write(&file, &wrong).unwrap();
            let _ = variant(Some(folder.path()));
            assert_eq!(read(&file).unwrap().backend, known.backend);
            assert!(read(&file).unwrap().full_look_ms < 1e6);
        }
    }
}
